"""A bundle opened for reading: a zip file, or the folder that it was unpacked into.

What comes in is a path; what goes out are the names of files and their bytes. Names that would lead out of a folder,
names that come twice, and zips that would unpack into far more than they are, are refused. Whether the files are those
of the manifest is for `musnad.exports.bundle.verifying`.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from musnad.errors import ExportError
from musnad.exports.bundle.manifest import MANIFEST, Manifest, parse

__all__ = ["BundleFiles", "is_bundle", "open_bundle"]

_ZIP = b"PK\x03\x04"
_MOST_TIMES = 200  # what text packs into, and more: zeros alone pack into a thousandth
_SMALL = 64 << 20
_BLOCK = 1 << 20
_REMEDY = "get the bundle once more from whoever made it"
_HOSTILE = "do not unpack it; ask whoever made it"


class BundleFiles:
    """The files of a bundle. `read` and `blocks` raise ExportError where one cannot be read."""

    def __init__(self, place: Path, archive: zipfile.ZipFile | None) -> None:
        self.place = place
        self._archive = archive
        self.paths = frozenset(_unpacked(place)) if archive is None else frozenset(archive.namelist())
        data = b"".join(self.blocks(MANIFEST)) if MANIFEST in self.paths else None
        if data is None:
            raise ExportError(str(place), f"there is no {MANIFEST} in it", "give a bundle that musnad export made")
        self.manifest: Manifest = parse(data, where=str(place))
        self.manifest_bytes = data

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return b"".join(self.blocks(path))

    def blocks(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of a file, block by block."""
        try:
            with self._open(path) as file:
                while block := file.read(_BLOCK):
                    yield block
        except KeyError as error:
            raise ExportError(f"{self.place}, {path}", "it is missing", _REMEDY) from error
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:  # RuntimeError: a password
            raise ExportError(f"{self.place}, {path}", f"it cannot be read ({error})", _REMEDY) from error

    def lines(self, path: str) -> Iterator[bytes]:
        """Yield the lines of a file, without their ends. Lines end with a line feed and nothing else."""
        rest = b""
        for block in self.blocks(path):
            *whole, rest = (rest + block).split(b"\n")
            yield from whole
        if rest:
            yield rest

    def _open(self, path: str) -> IO[bytes]:
        return self._archive.open(path) if self._archive is not None else (self.place / path).open("rb")


def is_bundle(path: Path) -> bool:
    """Whether a path looks like a bundle: a zip with a manifest in it, or a folder with one."""
    if path.is_dir():
        return (path / MANIFEST).is_file()
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


@contextmanager
def open_bundle(path: Path) -> Iterator[BundleFiles]:
    """Open a bundle. Raises ExportError where it is none, is cut off, or is made to do harm."""
    if path.is_dir():
        yield BundleFiles(path, None)
        return
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise ExportError(str(path), "there is no such file", "check its name") from None
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        told = "it is cut off or damaged" if _begins_as_zip(path) else "it is no zip file"
        raise ExportError(str(path), f"{told} ({error})", _REMEDY) from error
    with archive:
        _check_names(path, archive.infolist())
        _check_sizes(path, archive.infolist())
        yield BundleFiles(path, archive)


def _begins_as_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError:
        return False


def _unpacked(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_symlink():
            raise ExportError(f"{folder}, {path.name}", "it points at another file", _HOSTILE)
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _check_names(place: Path, files: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for file in files:
        name = file.orig_filename
        if _is_unsafe(name) or stat.S_ISLNK(file.external_attr >> 16):
            raise ExportError(f"{place}, {name!r}", "the name leads out of the bundle", _HOSTILE)
        if name in seen:
            raise ExportError(f"{place}, {name!r}", "the name is there twice", _HOSTILE)
        seen.add(name)


def _is_unsafe(name: str) -> bool:
    """Whether a name is no plain path within a folder: `/a`, `../a`, `a//b`, `C:a`, `a\\b`, `a/`."""
    return any(part in ("", ".", "..") for part in name.split("/")) or any(c in name for c in "\\:\x00")


def _check_sizes(place: Path, files: list[zipfile.ZipInfo]) -> None:
    there = place.stat().st_size
    packed = sum(file.compress_size for file in files)
    whole = sum(file.file_size for file in files)
    if packed > there or whole > max(_SMALL, _MOST_TIMES * there):
        told = f"it says to hold {whole} bytes in {there}, which no bundle does"
        raise ExportError(str(place), told, _HOSTILE)
