"""Say whether a bundle is what it was when it was made: files, texts, annotations, and the log.

What comes in is a path; what goes out are the faults found, each with what to do. It finds what `verify.py` in the
bundle finds, and whether what was found in the texts stands in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from musnad.case.judging import places_in
from musnad.case.log import GENESIS, broken_links
from musnad.case.naming import text_hash
from musnad.case.verifying import Fault
from musnad.errors import ExportError
from musnad.exports.bundle.documents import BundledDocument
from musnad.exports.bundle.manifest import MANIFEST
from musnad.exports.bundle.reading import BundleFiles, open_bundle
from musnad.exports.bundle.writing import LOG_PATH
from musnad.exports.bundle.zipping import Packed

__all__ = ["faults_in", "verify_bundle"]

_REMEDY = "get the bundle once more from whoever made it"
_LAYERS = ("mentions", "times", "statements", "events", "dating")
_DECODER = msgspec.json.Decoder(BundledDocument)


def verify_bundle(
    path: Path, *, progress: Callable[[int, int], object] = lambda _done, _total: None
) -> Iterator[Fault]:
    """Yield every fault of a bundle, a zip or the folder that it was unpacked into; `progress` hears of files.

    Raises ExportError where it is no bundle, cut off, or made to do harm.
    """
    with open_bundle(path) as bundle:
        yield from faults_in(bundle, progress=progress)


def faults_in(
    bundle: BundleFiles, *, progress: Callable[[int, int], object] = lambda _done, _total: None
) -> Iterator[Fault]:
    """Yield every fault of an open bundle."""
    told = {file.path: file for file in bundle.manifest.files}
    for path in sorted({*told, LOG_PATH} - bundle.paths):
        yield Fault(path, "it is missing", _REMEDY)
    for path in sorted(bundle.paths - {*told, MANIFEST}):
        yield Fault(path, "the manifest does not tell of it", "take it out, or get the bundle once more")
    for done, path in enumerate(sorted(told.keys() & bundle.paths, reverse=True), 1):  # texts before what is in them
        try:
            yield from (Fault(path, what, _REMEDY) for what in _file_faults(bundle, told[path]))
        except ExportError as error:
            yield Fault(path, error.reason, error.remedy)
        progress(done, len(told))
    if LOG_PATH in bundle.paths:
        yield from _log_faults(bundle)


def _file_faults(bundle: BundleFiles, told: Packed) -> Iterator[str]:
    digest, size = hashlib.sha256(), 0
    for block in bundle.blocks(told.path):
        digest.update(block)
        size += len(block)
    if size != told.size:
        yield f"it has {size} bytes, and the manifest tells of {told.size}"
    elif digest.hexdigest() != told.sha256:
        yield "its bytes are not those that the manifest tells of"
    elif told.path.startswith("originals/") and not told.path.startswith(f"originals/{told.sha256}"):
        yield "its name is not the SHA-256 of its bytes"
    elif told.path.startswith("annotations/"):
        yield from _annotation_faults(bundle, told.path)


def _annotation_faults(bundle: BundleFiles, path: str) -> Iterator[str]:
    text_path = f"texts/{path.removeprefix('annotations/').removesuffix('.json')}.txt"
    if text_path not in bundle.paths:
        return  # told already
    try:
        text = bundle.read(text_path).decode()
        doc = _DECODER.decode(bundle.read(path))
    except (msgspec.DecodeError, ValueError) as error:
        yield f"it is no printed document ({error})"
        return
    if doc.text != text:
        yield f"its text is not that of {text_path}"
    elif doc.sha256 != text_hash(text):
        yield "its SHA-256 is not that of its text"
    for layer in _LAYERS:
        for place in places_in(getattr(doc, layer) or ()):
            if place.end > len(text) or not text[place.start : place.end].strip():
                yield f"the span {place.start}-{place.end} in its {layer} holds no words"


def _log_faults(bundle: BundleFiles) -> Iterator[Fault]:
    last, count = "", 0

    def lines() -> Iterator[str]:
        nonlocal last, count
        for line in bundle.lines(LOG_PATH):
            last, count = line.decode(errors="replace"), count + 1
            yield last

    told = bundle.manifest.log
    try:
        for number, reason in broken_links(lines(), may_withhold=bundle.manifest.redacted):
            yield Fault(f"{LOG_PATH}, line {number}", reason, _REMEDY)
        ends = msgspec.json.decode(last)["hash"] if last else GENESIS
    except ExportError:
        return  # told already
    except (ValueError, KeyError, TypeError):
        ends = ""
    if (count, ends) != (told.lines, told.last):
        yield Fault(LOG_PATH, "it does not end with the line that the manifest tells of", _REMEDY)
