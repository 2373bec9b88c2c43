"""A date or a time as fields, and back: its words, its value, and how the value is known."""

from __future__ import annotations

from musnad.case.judging import Change
from musnad.case.revising import is_time_value, revised_time
from musnad.model import Document, Span, TimeBasis, TimeExpression, TimeMod, TimeType
from musnad.web.corrections.reading import Reader, shown_place


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["latin_digits", "read_time", "time_fields", "time_values"]

_NO_VALUE = _(
    "This is no such value. Write a day as 2018-10-07, a month as 2018-10, a week as 2018-W40, a length as P3D; "
    "X stands for what is not known."
)
_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def time_fields(doc: Document, time: TimeExpression | None, at: Span | None = None) -> dict[str, tuple[str, ...]]:
    """Return a date as fields; without one, those of a date to be added at a place."""
    if time is None:
        return {**shown_place(doc, "place", at), "type": ("DATE",), "value": ("",), "mod": ("",), "basis": ("stated",)}
    return {
        **shown_place(doc, "place", time.span), "type": (time.type,), "value": (time.value or "",),
        "mod": (time.mod or "",), "basis": (time.basis or "",),
    }  # fmt: skip


def time_values(time: TimeExpression) -> dict[str, str]:
    """Return what a correction of a date says, by groups of labels; a value without a group stands for itself."""
    return {"value": time.value or "", "mod": time.mod or "", "time_type": time.type}


def read_time(read: Reader, target: TimeExpression | None) -> tuple[Change, ...]:
    """Return the change that the fields of a date ask for."""
    span = read.place("place", old=target.span if target else None)
    kind: TimeType = read.choice("type", TimeType, "DATE")
    mod: TimeMod | None = read.option("mod", TimeMod)
    basis: TimeBasis | None = read.option("basis", TimeBasis)
    value = latin_digits(read.one("value")).upper() or None
    if value is not None and not is_time_value(kind, value):
        read.tell("value", _NO_VALUE)
    if span is None or read.problems:
        return ()
    made = revised_time(target, span, kind, value, mod, basis)
    if made == target:
        return ()
    return (Change("times", "add" if target is None else "replace", target, made),)


def latin_digits(text: str) -> str:
    """Return a text with its digits in Latin script."""
    return text.translate(_LATIN)
