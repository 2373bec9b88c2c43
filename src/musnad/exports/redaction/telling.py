"""Put into the log of a case that persons are blacked out of an export.

What comes in are persons; what goes out is an entry with hashes: the log keeps no names.
"""

from __future__ import annotations

from collections.abc import Iterable

from musnad.case.folder import Case
from musnad.case.naming import text_hash
from musnad.errors import ExportError
from musnad.exports.redaction.persons import Person

__all__ = ["log_redaction"]

_KIND = "redact"


def log_redaction(case: Case, format: str, persons: Iterable[Person], *, reason: str) -> int:
    """Write an entry with the hashes of the persons' keys or names, and return its number.

    No transaction may be open. Raises ExportError without a reason or where the case cannot be written.
    """
    if not reason.strip():
        raise ExportError(format, "names are blacked out without a reason", "say why: --reason WHY")
    if not case.is_writable:
        remedy = "export from a case that you may write"
        raise ExportError(format, "blacking out goes into the log, and this case is open for reading only", remedy)
    hashes = [[text_hash(known) for known in _known(person)] for person in persons]
    with case.change():
        return case.tell(_KIND, {"format": format, "persons": hashes, "reason": reason})


def _known(person: Person) -> list[str]:
    return sorted(person.keys) or sorted(" ".join(form) for form in person.forms)
