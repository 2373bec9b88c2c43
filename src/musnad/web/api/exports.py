"""Exports: the formats that there are, and one article in one of them. An export of many articles is work."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

import msgspec
from fastapi import Query
from fastapi.responses import Response

from musnad.case.folder import now
from musnad.errors import ExportError
from musnad.exports.catalogue import Format, formats
from musnad.exports.manner import Language
from musnad.exports.running import ExportNote, export, wanted_format
from musnad.exports.subject import CaseSubject
from musnad.web.api.asking import DocumentNumber, FormatName
from musnad.web.api.calls import ANY_MEDIA, BYTES, Call, Way, check_document
from musnad.web.downloads import disposition
from musnad.web.exporting import FILE, WantedExport, chosen_in, file_name, manner_of, media_of, write_file

__all__ = ["WAYS"]


def export_formats(call: Call) -> object:
    """List the formats that an export can have, with what each cannot carry."""
    return {"formats": [_record(form) for form in formats().values()]}


def article_export(
    call: Call,
    document: DocumentNumber,
    format: FormatName,
    language: Annotated[Language, Query(description="Of headings and labels.")] = "ar",
) -> object:
    """Give one article in a format; a format of several files is one ZIP archive.

    `Musnad-Export` says in JSON what was `written` and `lost`, null where that is not counted. What is made of claims,
    or of the whole case, is asked for as work: `POST /jobs`.
    """
    check_document(call, document)
    form = wanted_format(format)
    if form.of not in ("articles", "both"):
        raise ExportError(format, "it is not made of a single article", "ask for it with POST /api/v1/jobs")
    wanted = WantedExport(format=format, article=document, language=language)
    name = file_name(f"{call.case.name}-{document}", form)
    with tempfile.TemporaryDirectory(prefix="musnad-export-") as folder:
        path = Path(folder) / FILE
        subject = CaseSubject.of(call.case, chosen_in(call.case, wanted))
        note = write_file(form, path, lambda target: _written(subject, form, target, wanted), name=name)
        data = path.read_bytes()
    headers = {"Content-Disposition": disposition(name), "Musnad-Export": _told(note), "Cache-Control": "no-store"}
    return Response(data, headers=headers, media_type=media_of(form))


def _written(subject: CaseSubject, form: Format, target: Path, wanted: WantedExport) -> ExportNote:
    return export(subject, form, target, manner_of(wanted, made=now()), chosen=wanted.told())


def _record(form: Format) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(form)
    record.pop("module")
    return record


def _told(note: ExportNote) -> str:
    lost = {one.what: one.times for one in note.lost}
    return json.dumps({"written": note.written, "lost": lost})


WAYS = (
    Way("GET", "/exports", export_formats, "ExportFormats", "Exports", "nothing", lasting=False),
    # Not lasting: what is written may name the moment at which it is written.
    Way("GET", "/articles/{document}/export", article_export, BYTES, "Exports", lasting=False, media=ANY_MEDIA),
)
