"""Hand over a case, or documents that were just read: what the command, the API and the reading room do alike.

What comes in is an open case with a choice of its articles, or documents; what goes out is the export's note. Names
that are to be blacked out go into the log of the case before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from musnad.case.choosing import Chosen
from musnad.case.folder import Case
from musnad.case.problems import Problem
from musnad.errors import ExportError, QueryError
from musnad.exports.catalogue import Format
from musnad.exports.characters import whole
from musnad.exports.manner import Manner
from musnad.exports.redaction import Person, RedactedSubject, Redactor, log_redaction, persons_in
from musnad.exports.running import ExportNote, export
from musnad.exports.subject import CaseSubject, FileSubject, Subject
from musnad.exports.telling_of import documents_telling
from musnad.model import Document

__all__ = ["hand_over_case", "hand_over_documents"]

_ASKED = ("query", "since", "until", "about")


def hand_over_case(
    case: Case,
    form: Format,
    target: Path | BinaryIO,
    manner: Manner,
    *,
    chosen: Chosen | None = None,
    told: Mapping[str, str] | None = None,
    redact: Sequence[str] = (),
    reason: str = "",
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> ExportNote:
    """Write the chosen articles of a case as they are at this moment, whatever others write meanwhile.

    A claim or an actor is what a report is about; for any other format they choose the articles that tell or name it.
    `told` says for the note what was chosen, where `chosen` does not say it all. `redact` names persons to black out,
    by key or name, for a `reason`. Raises ExportError where the format does not fit or cannot be written, CaseError and
    QueryError as a search does.
    """
    asked = chosen or Chosen()
    persons = _persons(case, redact)
    if persons:
        log_redaction(case, form.name, persons, reason=reason)
    case.connection.execute("BEGIN")
    try:
        subject = CaseSubject.of(case, asked if form.of == "one" else _telling(case, asked, manner))
        if not subject.is_whole and not subject.numbers:
            raise QueryError(asked.query, "no article is chosen", "choose others, or all of the case")
        subject.progress = lambda done: progress(done, subject.total)
        said = {name: value for name in _ASKED if (value := getattr(asked, name))} if told is None else dict(told)
        return _write(subject, form, target, manner, said, Redactor(persons))
    finally:
        if case.connection.in_transaction:  # damage may have ended it
            case.connection.execute("ROLLBACK")


def hand_over_documents(
    name: str,
    documents: Iterable[Document],
    form: Format,
    target: Path | BinaryIO,
    manner: Manner,
    *,
    redact: Sequence[str] = (),
    problems: list[Problem] | None = None,
    progress: Callable[[int], object] = lambda _done: None,
) -> ExportNote:
    """Write documents without a case; `problems` may be added to while they are read.

    Raises ExportError where the format is made of claims, or cannot be written.
    """
    subject = FileSubject(whole(name), documents, progress=progress, problems=[] if problems is None else problems)
    return _write(subject, form, target, manner, {}, Redactor(_persons(None, redact)))


def _persons(case: Case | None, names: Sequence[str]) -> tuple[Person, ...]:
    """Return who is to be blacked out. Raises ExportError where there is no letter in a name."""
    persons = persons_in(case, names)
    for person, name in zip(persons, dict.fromkeys(names), strict=True):
        if not (person.keys or person.forms):
            raise ExportError(name, "this is no name", "take one from the list of actors")
    return persons


def _telling(case: Case, chosen: Chosen, manner: Manner) -> Chosen:
    """Return of a choice what tells the claim and names the actor that are asked for."""
    telling = documents_telling(case, claim=manner.claim, actor=manner.actor)
    if telling is None:
        return chosen
    return replace(chosen, among=telling if chosen.among is None else chosen.among & telling)


def _write(
    subject: Subject, form: Format, target: Path | BinaryIO, manner: Manner, told: dict[str, str], redactor: Redactor
) -> ExportNote:
    told |= {name: value for name in ("claim", "actor") if (value := getattr(manner, name))}
    if not redactor.persons:
        return export(subject, form, target, manner, chosen=told)
    shown = {name: redactor.value(value) for name, value in told.items()}
    note = export(RedactedSubject(subject, redactor), form, target, manner, chosen=shown)
    unmet = tuple(person.number for person in redactor.persons if person.number not in redactor.met)
    return msgspec.structs.replace(note, not_met=unmet)
