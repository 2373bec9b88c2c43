"""Whatever is changed in a bundle is found, by musnad and by the script in the bundle alone."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bundle_kit import contents, repacked
from musnad.errors import ExportError
from musnad.exports.bundle import is_bundle, verify_bundle


def faults(bundle: Path) -> list[tuple[str, str]]:
    return [(fault.where, fault.what) for fault in verify_bundle(bundle)]


def script_on(bundle: Path, place: Path) -> tuple[int, str]:
    """Run the script of a bundle on a place, with nothing but the standard library; return its status and words."""
    script = place.parent / "verify-alone.py"
    script.write_bytes(contents(bundle)["verify.py"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", script, place], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def unpacked(bundle: Path, folder: Path) -> Path:
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder


def log_without(line: int) -> Callable[[dict[str, bytes]], dict[str, bytes | None]]:
    def change(files: dict[str, bytes]) -> dict[str, bytes | None]:
        lines = files["log.jsonl"].split(b"\n")
        del lines[line]
        return {"log.jsonl": b"\n".join(lines)}

    return change


def log_with(before: bytes, after: bytes) -> Callable[[dict[str, bytes]], dict[str, bytes | None]]:
    return lambda files: {"log.jsonl": files["log.jsonl"].replace(before, after, 1)}


def with_byte(path: str) -> Callable[[dict[str, bytes]], dict[str, bytes | None]]:
    return lambda files: {path: bytes([files[path][0] ^ 1]) + files[path][1:]}


def test_bundle_is_well(bundle: Path, tmp_path: Path) -> None:
    assert faults(bundle) == []
    assert faults(unpacked(bundle, tmp_path / "b")) == []


def test_script_says_that_all_is_well_with_the_hash_of_the_manifest(bundle: Path, tmp_path: Path) -> None:
    sign = hashlib.sha256(contents(bundle)["manifest.json"]).hexdigest()
    told = (0, f"all is well; SHA-256 of the manifest: {sign}\n")
    assert script_on(bundle, repacked(bundle, tmp_path / "b.zip", {})) == told
    assert script_on(bundle, unpacked(bundle, tmp_path / "b")) == told


def test_script_has_at_most_sixty_lines(bundle: Path) -> None:
    assert len(contents(bundle)["verify.py"].splitlines()) <= 60


CHANGES: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes | None]], bool, str]] = {
    "byte of a text": (with_byte("texts/1.txt"), False, "texts/1.txt"),
    "byte of an annotation": (with_byte("annotations/1.json"), False, "annotations/1.json"),
    "byte of the script": (with_byte("verify.py"), False, "verify.py"),
    "file that is gone": (lambda _: {"texts/2.txt": None}, False, "texts/2.txt"),
    "log that is gone": (lambda _: {"log.jsonl": None}, False, "log.jsonl"),
    "file too many": (lambda _: {"texts/99.txt": b"x"}, False, "texts/99.txt"),
    "file too many in a folder": (lambda _: {"new/x.exe": b"x"}, False, "new/x.exe"),
    "text with another hash": (lambda _: {"texts/1.txt": b"x"}, True, "annotations/1.json"),
    "original under another's name": (lambda _: {f"originals/{'0' * 64}.bin": b"x"}, True, f"originals/{'0' * 64}.bin"),
    "log without its last line": (log_without(-2), True, "log.jsonl"),
    "log without a line within": (log_without(3), True, "log.jsonl, line 4"),
    "log with other words": (log_with(b"asked for", b"asked foR"), True, "log.jsonl, line "),
    "log with a line withheld": (log_with(b'"what":', b'"withheld":true,"what":'), True, "log.jsonl, line "),
}


@pytest.mark.parametrize(("change", "signed", "where"), CHANGES.values(), ids=CHANGES)
def test_change_is_found_where_it_is(
    bundle: Path,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], dict[str, bytes | None]],
    signed: bool,
    where: str,
) -> None:
    spoilt = repacked(bundle, tmp_path / "b.zip", change(contents(bundle)), signed=signed)
    assert faults(spoilt)[0][0].startswith(where)
    for place in (spoilt, unpacked(spoilt, tmp_path / "b")):
        status, told = script_on(bundle, place)
        assert status == 1
        assert told.startswith(where)


def test_span_outside_the_text_is_found(bundle: Path, tmp_path: Path) -> None:
    told = json.loads(contents(bundle)["annotations/1.json"])
    told["mentions"][0]["end"] = len(told["text"]) + 1
    changed: dict[str, bytes | None] = {"annotations/1.json": json.dumps(told).encode()}
    (found,) = faults(repacked(bundle, tmp_path / "b.zip", changed, signed=True))
    assert found[0] == "annotations/1.json"
    assert "in its mentions holds no words" in found[1]


@pytest.mark.parametrize("damage", [b"{", b"[]", b'{"text": 1}', b"\xff"], ids=["cut", "list", "number", "bytes"])
def test_annotation_that_is_none_is_found(bundle: Path, tmp_path: Path, damage: bytes) -> None:
    spoilt = repacked(bundle, tmp_path / "b.zip", {"annotations/1.json": damage}, signed=True)
    assert [where for where, _ in faults(spoilt)] == ["annotations/1.json"]
    assert script_on(bundle, spoilt)[0] == 1


@pytest.mark.parametrize("damage", [b"nonsense\n", b"[]\n", b""], ids=["nonsense", "list", "empty"])
def test_log_that_is_none_is_found(bundle: Path, tmp_path: Path, damage: bytes) -> None:
    spoilt = repacked(bundle, tmp_path / "b.zip", {"log.jsonl": damage}, signed=True)
    assert {where.partition(",")[0] for where, _ in faults(spoilt)} == {"log.jsonl"}
    assert script_on(bundle, spoilt)[0] == 1


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_bundle_that_is_cut_off_is_refused(bundle: Path, tmp_path: Path, share: float) -> None:
    data = bundle.read_bytes()
    (tmp_path / "b.zip").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ExportError, match="it is cut off or damaged"):
        faults(tmp_path / "b.zip")
    assert script_on(bundle, tmp_path / "b.zip")[0] == 1


def test_byte_that_fell_over_in_the_zip_is_found(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        info = archive.getinfo("texts/1.txt")
    data = bytearray(bundle.read_bytes())
    data[info.header_offset + 30 + len("texts/1.txt") + 5] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(data)
    assert faults(tmp_path / "b.zip")[0][0] == "texts/1.txt"


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a", "x")
    for name, told in (("a.txt", "it is no zip file"), ("a.zip", "there is no manifest.json"), ("b", "no such file")):
        assert not is_bundle(tmp_path / name)
        with pytest.raises(ExportError, match=told):
            faults(tmp_path / name)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: m.update(format="musnad.bundle/2"), "its form is 'musnad.bundle/2'.*update musnad"),
        (lambda m: m.pop("log"), "it is no manifest of a bundle"),
        (lambda m: m["files"].append({"path": 1}), "it is no manifest of a bundle"),
    ],
    ids=["later", "without-log", "odd-file"],
)
def test_manifest_that_is_none_is_refused(
    bundle: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None], told: str
) -> None:
    with pytest.raises(ExportError, match=told):
        faults(repacked(bundle, tmp_path / "b.zip", {}, told=change))


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil", "C:/evil", "a\\evil", "folder/", "a//b"])
def test_name_that_leads_out_of_a_folder_is_refused(bundle: Path, tmp_path: Path, name: str) -> None:
    spoilt = repacked(bundle, tmp_path / "b.zip", {})
    with zipfile.ZipFile(spoilt, "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(ExportError, match="the name leads out of the bundle; do not unpack it"):
        faults(spoilt)


def test_link_is_refused(bundle: Path, tmp_path: Path) -> None:
    spoilt = repacked(bundle, tmp_path / "b.zip", {})
    link = zipfile.ZipInfo("link")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(spoilt, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ExportError, match="the name leads out of the bundle"):
        faults(spoilt)


def test_name_that_comes_twice_is_refused(bundle: Path, tmp_path: Path) -> None:
    spoilt = repacked(bundle, tmp_path / "b.zip", {})
    with zipfile.ZipFile(spoilt, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("texts/1.txt", "x")
    with pytest.raises(ExportError, match="the name is there twice"):
        faults(spoilt)
    status, told = script_on(bundle, spoilt)
    assert (status, told.splitlines()[0]) == (1, "the zip file: some files are in it twice")


def test_zip_that_unpacks_into_far_more_than_it_is_is_refused(bundle: Path, tmp_path: Path) -> None:
    spoilt = repacked(bundle, tmp_path / "b.zip", {"zeros": bytes(70 << 20)})
    with pytest.raises(ExportError, match="which no bundle does; do not unpack it"):
        faults(spoilt)
