"""An export as the room is asked for it: checked, chosen from the case, and written into one file.

What comes in is what somebody wants; what goes out is what is handed over, and a file of it: a format of several files
becomes one ZIP archive. The room checks, `musnad job` writes. A claim or an actor is what a report is about; of any
other format they choose the articles that tell the claim or name the actor.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from musnad.case.actor_search import actor_called
from musnad.case.choosing import Chosen, documents_of
from musnad.case.folder import Case
from musnad.case.listing import current_version
from musnad.case.weighing import claim_id
from musnad.errors import CaseError, ExportError, QueryError
from musnad.exports.catalogue import Format
from musnad.exports.manner import Language, Manner
from musnad.exports.redaction import persons_in
from musnad.exports.running import ExportNote, wanted_format
from musnad.exports.telling_of import documents_telling
from musnad.web.uploads import safe_name

__all__ = ["FILE", "WANTED", "WantedExport", "checked", "chosen_in", "file_name", "manner_of", "media_of", "write_file"]

WANTED, FILE = "wanted.json", "file"
"""In the folder of a job: what is wanted, and what was made of it."""

_ZIP = "application/zip"
_NAMELESS = "musnad"


class WantedExport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An export that is wanted: its format, and of which articles; all of the case where nothing is said.

    `q` is a search, `from` and `to` are days, `about` an article on whose story they are, `article` the number of a
    single one. `most` says how many of something a format tells. `redact` names persons who are blacked out, for a
    `reason`; that goes into the log of the case.
    """

    format: str
    query: str = msgspec.field(default="", name="q")
    since: str = msgspec.field(default="", name="from")
    until: str = msgspec.field(default="", name="to")
    about: str = ""
    article: int | None = None
    claim: str = ""
    actor: str = ""
    language: Language = "ar"
    most: int | None = None
    redact: tuple[str, ...] = ()
    reason: str = ""

    def told(self) -> dict[str, str]:
        """Return what was chosen, as the note of an export tells it."""
        asked = {"query": self.query, "since": self.since, "until": self.until, "about": self.about,
                 "article": str(self.article or ""), "claim": self.claim, "actor": self.actor}  # fmt: skip
        return {name: value for name, value in asked.items() if value}


def checked(case: Case, wanted: WantedExport) -> WantedExport:
    """Return what is wanted with claim and actor by their own keys.

    Raises ExportError where the format cannot be so, QueryError and CaseError where there is nothing of the kind.
    """
    form = wanted_format(wanted.format)
    if form.of == "one":
        _check_one(form, wanted)
    if form.of == "case" and wanted.told():
        remedy = "leave the search and the days out, or take another format"
        raise ExportError(form.name, "a bundle holds a whole case, and only some of its articles are chosen", remedy)
    _check_redaction(case, form, wanted)
    known = msgspec.structs.replace(
        wanted,
        claim=claim_id(case, wanted.claim) if wanted.claim else "",
        actor=actor_called(case, wanted.actor) if wanted.actor else "",
    )
    if documents_of(case, chosen_in(case, known, form)) == ():
        raise QueryError(wanted.query, "no article is chosen", "choose others, or all of the case")
    return known


def chosen_in(case: Case, wanted: WantedExport, form: Format | None = None) -> Chosen:
    """Return which articles are wanted; claim and actor choose none of them for a report.

    Raises CaseError and QueryError as `documents_of` does.
    """
    groups: list[frozenset[int]] = []
    if wanted.article is not None:
        if current_version(case.connection, wanted.article) is None:
            raise CaseError(f"document {wanted.article}", "there is none of this number", "see the list of articles")
        groups.append(frozenset((wanted.article,)))
    if wanted.about:
        groups.append(frozenset(documents_of(case, Chosen(about=wanted.about)) or ()))
    if form is None or form.of != "one":
        telling = documents_telling(case, claim=wanted.claim, actor=wanted.actor)
        groups += [] if telling is None else [telling]
    among = frozenset.intersection(*groups) if groups else None
    return Chosen(wanted.query, wanted.since or None, wanted.until or None, among=among)


def manner_of(wanted: WantedExport, *, made: str) -> Manner:
    """Return in which manner it is wanted."""
    claim, actor = wanted.claim or None, wanted.actor or None
    return Manner(made, wanted.language, claim=claim, actor=actor, most=wanted.most)


def write_file(
    form: Format, path: Path, write: Callable[[Path], ExportNote], *, name: str,
    packing: Callable[[], object] = lambda: None,
) -> ExportNote:  # fmt: skip
    """Let an export be written into one file and return what it holds; `packing` is called before an archive is made.

    `write` is given the place of the format's file or folder. `name` is what the file is called where it is taken: an
    archive holds a folder of that name. Raises ExportError where there is no room for an archive.
    """
    if form.shape == "file":
        note = write(path)
        path.touch()  # a format that had nothing to write
        return note
    folder = path.with_name(f"{path.name}s")
    note = write(folder)
    packing()
    try:
        _pack(folder, path, Path(name).stem)
        shutil.rmtree(folder)
    except OSError as error:
        remedy = "make room, or check that you may write there"
        raise ExportError(form.name, f"it cannot be written ({error.strerror or error})", remedy) from error
    return note


def file_name(case: str, form: Format) -> str:
    """Return what the file of an export is called: after the case and the format."""
    named = safe_name(case) if any(map(str.isalnum, case)) else _NAMELESS
    return f"{named}-{form.name}{'.zip' if form.shape == 'folder' else form.suffix}"


def media_of(form: Format) -> str:
    """Return the media type of the file of an export."""
    return _ZIP if form.shape == "folder" else form.media


def _check_one(form: Format, wanted: WantedExport) -> None:
    if wanted.claim and wanted.actor:
        raise ExportError(form.name, "it is about a claim or about an actor, not about both", "leave one of them out")
    if not wanted.told():
        raise ExportError(form.name, "it is about a claim, an actor, or days", "say about which")
    if (wanted.claim or wanted.actor) and (wanted.query or wanted.about or wanted.article):
        raise ExportError(form.name, "this report takes days and no other choice of articles", "leave the search out")


def _check_redaction(case: Case, form: Format, wanted: WantedExport) -> None:
    if wanted.redact and not wanted.reason:
        raise ExportError(
            form.name, "names are blacked out without a reason", "say why, for those who read the case later"
        )
    for person, name in zip(persons_in(case, wanted.redact), dict.fromkeys(wanted.redact), strict=True):
        if not (person.keys or person.forms):
            raise QueryError(name, "this is no name", "take one from the list of actors")


def _pack(folder: Path, path: Path, top: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{top}/{file.relative_to(folder).as_posix()}")
