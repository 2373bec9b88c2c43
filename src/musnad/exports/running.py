"""An export from beginning to end: the format's module writes, and a note says what was written and lost.

What comes in is what to hand over, in which format and where to; what goes out is the note, which stands beside a file
as `NAME.export.json`, in a folder as `export.json`. Choosing the articles is for the caller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from musnad import __version__
from musnad.errors import ExportError
from musnad.exports.catalogue import Format, find_format, formats
from musnad.exports.characters import whole
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject

__all__ = ["NOTE", "ExportNote", "Lost", "export", "wanted_format"]

NOTE = "export.json"
_FORM = "musnad.export/1"


class Lost(msgspec.Struct, frozen=True):
    """Something that the format cannot carry, and how often it was lost; None where that is not counted."""

    what: str
    told: str
    times: int | None


class ExportNote(msgspec.Struct, frozen=True, kw_only=True):
    """What an export holds. `written` counts what it holds by kind, `problems` are articles that are not in it.

    `case` is the id of the case, `chosen` which of its articles were asked for, `redacted` in how many articles names
    are blacked out, None where nobody is. `not_met` counts, from 1, those who were to be blacked out and whom none of
    the articles names; it is for whoever exports, and not in what is written.
    """

    schema: str = _FORM
    format: str
    musnad: str = __version__
    made: str
    name: str
    case: str | None
    chosen: dict[str, str]
    written: dict[str, int]
    lost: tuple[Lost, ...]
    redacted: int | None = None
    problems: tuple[dict[str, str], ...] = ()
    not_met: tuple[int, ...] = ()


def wanted_format(name: str) -> Format:
    """Return the format of a name. Raises ExportError, which names all, where there is none."""
    found = find_format(name)
    if found is None:
        raise ExportError(name, "there is no such format", f"the formats are {', '.join(formats())}")
    return found


def export(
    subject: Subject,
    form: Format,
    target: Path | BinaryIO,
    manner: Manner,
    *,
    chosen: Mapping[str, str] | None = None,
    note: bool = True,
) -> ExportNote:
    """Write an export and return what it holds; with `note` that is written beside it, or in its folder.

    Raises ExportError where the format needs a case or cannot be written, and CaseError as reading a case does; then
    nothing is left behind.
    """
    if form.needs_case and subject.case is None:
        raise ExportError(subject.name, f"{form.name} is made of a case, and these are files",
                          "bring them into one: musnad add CASE FILE...")  # fmt: skip
    path = target if isinstance(target, Path) else None
    stream = None if isinstance(target, Path) else target
    with Out(path, stream=stream, is_folder=form.shape == "folder") as out:
        _writer(form)(subject, out, manner)
        told = _note(subject, form, manner, out, chosen or {})
        if note and form.shape == "folder":
            with out.binary(NOTE) as file:
                file.write(_printed(told))
    if note and path is not None and form.shape == "file":
        with Out(path.with_name(f"{path.name}.{NOTE}")) as beside, beside.binary() as file:
            file.write(_printed(told))
    return told


def _writer(form: Format) -> Any:
    """Return the function of a format's module. Raises ExportError where the extra that it needs is missing."""
    try:
        return import_module(f"musnad.exports.{form.module}").write
    except ModuleNotFoundError as error:
        if not form.needs or (error.name or "").startswith("musnad"):
            raise
        remedy = f"install it with: pip install 'musnad[{form.needs}]'"
        raise ExportError(form.name, f"{error.name} is not installed", remedy) from error


def _note(subject: Subject, form: Format, manner: Manner, out: Out, chosen: Mapping[str, str]) -> ExportNote:
    unknown = out.lost.keys() - form.lost.keys()
    if unknown:
        raise AssertionError(f"{form.name} has no loss {', '.join(sorted(unknown))}")
    counted: Counter[str] = out.lost
    return ExportNote(
        format=form.name,
        made=manner.made,
        name=subject.name,
        case=None if subject.case is None else str(subject.case.settings.get("id") or "") or None,
        chosen={key: whole(value) for key, value in chosen.items()},
        written=dict(sorted(out.written.items())),
        lost=tuple(Lost(key, loss.in_(manner.language), counted.get(key)) for key, loss in form.lost.items()),
        redacted=subject.redacted,
        problems=tuple({"source": whole(one.source), "reason": whole(one.reason)} for one in subject.problems),
    )


def _printed(note: ExportNote) -> bytes:
    shown = {name: value for name, value in msgspec.structs.asdict(note).items() if name != "not_met"}
    return msgspec.json.format(msgspec.json.encode(shown), indent=2) + b"\n"
