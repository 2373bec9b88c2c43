"""The manifest of a bundle: what it is of, how it was made, and every file in it with its size and SHA-256.

What comes in is what was written; what goes out are lines of JSON, one file a line. Read back, it is checked for its
form; whether the files are those it tells of is for `musnad.exports.bundle.verifying`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from musnad.errors import ExportError
from musnad.exports.bundle.redacting import Withheld
from musnad.exports.bundle.zipping import Packed

__all__ = ["FORMAT", "MANIFEST", "CaseTold", "Header", "LogTold", "Manifest", "ReadBy", "parse", "print_manifest"]

MANIFEST = "manifest.json"
FORMAT = "musnad.bundle/1"
_REMEDY = "get the bundle once more from whoever made it"


class CaseTold(msgspec.Struct, frozen=True):
    """The case that a bundle is of; `schema` is the number of its database's tables."""

    id: str
    name: str
    created: str
    schema: int


class ReadBy(msgspec.Struct, frozen=True):
    """How many documents were read by which versions of the stages."""

    stages: dict[str, str]
    documents: int


class LogTold(msgspec.Struct, frozen=True):
    """The log of the case: its lines, and the hash of the last one."""

    lines: int
    last: str


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a manifest tells before the list of files.

    `made` is when (ISO 8601, UTC), `counts` what is in it by kind, `rows` those of each table. `withheld` tells what a
    redaction left out.
    """

    format: str = FORMAT
    musnad: str
    made: str
    case: CaseTold
    selection: str = "whole case"
    stages: tuple[ReadBy, ...]
    counts: dict[str, int]
    rows: dict[str, int]
    log: LogTold
    redacted: bool = False
    withheld: tuple[Withheld, ...] = ()


class Manifest(Header, frozen=True, kw_only=True):
    """A whole manifest."""

    files: tuple[Packed, ...]


def print_manifest(header: Header, files: Iterable[Packed]) -> Iterator[bytes]:
    """Yield a manifest as JSON, piece by piece; the files come by their paths."""
    head = msgspec.json.format(msgspec.json.encode(header), indent=2)
    yield head.rstrip()[:-1].rstrip() + b',\n  "files": ['
    for number, file in enumerate(files):
        yield (b"," if number else b"") + b"\n    " + msgspec.json.encode(file._asdict())
    yield b"\n  ]\n}\n"


class _File(msgspec.Struct, frozen=True):
    path: str
    size: int
    sha256: str


class _Form(msgspec.Struct, frozen=True):
    format: str


class _Read(Header, frozen=True, kw_only=True):
    files: list[_File]


def parse(data: bytes, *, where: str) -> Manifest:
    """Return a manifest. Raises ExportError where it is none, or one of a later musnad."""
    place = f"{where}, {MANIFEST}"
    try:
        form = msgspec.json.decode(data, type=_Form).format
        if form != FORMAT:
            told = f"its form is {form!r}, this musnad knows {FORMAT!r}"
            raise ExportError(place, told, "update musnad and try again")
        read = msgspec.json.decode(data, type=_Read)
    except (msgspec.DecodeError, ValueError) as error:
        raise ExportError(place, f"it is no manifest of a bundle ({error})", _REMEDY) from error
    named = {name: getattr(read, name) for name in Header.__struct_fields__}
    return Manifest(**named, files=tuple(Packed(file.path, file.size, file.sha256) for file in read.files))
