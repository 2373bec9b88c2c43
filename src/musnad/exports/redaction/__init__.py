"""Blacking out chosen private persons on export: their names in texts, and whatever else tells who they are.

What comes in is what is handed over and who is to be blacked out; what goes out is the same with every name of theirs
masked, code point for code point, so that all offsets stay. Roles, places and what somebody did stay as they are:
whether these tell who it is, a person has to judge.
"""

from __future__ import annotations

from musnad.exports.redaction.masking import Redactor
from musnad.exports.redaction.persons import Person, persons_in
from musnad.exports.redaction.redacted import RedactedSubject
from musnad.exports.redaction.telling import log_redaction

__all__ = ["Person", "RedactedSubject", "Redactor", "log_redaction", "persons_in"]
