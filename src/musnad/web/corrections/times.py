"""A date or a time as fields, and back: its words, its value, and how the value is known."""

from __future__ import annotations

import re

import msgspec

from musnad.case.judging import Change
from musnad.model import Document, Interval, Span, TimeBasis, TimeExpression, TimeMod, TimeType
from musnad.times.intervals import interval_of
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
# matches P3D, PT2H, PXY, P1DE, P1Y6M; not P, 3D
_LENGTH = re.compile(r"P(?=[0-9XT])(?:[0-9.X]+(?:DE|CE|[YMWDQ]))*(?:T(?:[0-9.X]+(?:[HMS]))+)?")
# matches XXXX-WXX-2, 2018-XX; not 2018-05 (which is no open value), "X day"
_OPEN = re.compile(r"(?=.*X)[0-9X]{2,4}(?:-[0-9XWQHSPUFAIE]{1,3}){0,3}(?:T[0-9XMOIAFEVN:]+)?")


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
    if value is not None and not _is_value(kind, value):
        read.tell("value", _NO_VALUE)
    if span is None or read.problems:
        return ()
    made = _made(target, span, kind, value, mod, basis)
    if made == target:
        return ()
    return (Change("times", "add" if target is None else "replace", target, made),)


def latin_digits(text: str) -> str:
    """Return a text with its digits in Latin script."""
    return text.translate(_LATIN)


def _is_value(kind: TimeType, value: str) -> bool:
    if kind in ("DATE", "TIME"):
        return interval_of(value) is not None or _OPEN.fullmatch(value) is not None
    return _LENGTH.fullmatch(value) is not None or (kind == "SET" and _is_value("DATE", value))


def _made(
    target: TimeExpression | None, span: Span, kind: TimeType, value: str | None, mod: TimeMod | None,
    basis: TimeBasis | None,
) -> TimeExpression:  # fmt: skip
    if target is not None and (target.type, target.value, target.mod) == (kind, value, mod):
        kept = basis if value is not None and "X" not in value else target.basis
        return msgspec.structs.replace(target, start=span.start, end=span.end, basis=kept)
    is_open = value is None or (kind in ("DATE", "TIME") and "X" in value)
    interval: Interval | None = interval_of(value, mod) if value and kind in ("DATE", "TIME") else None
    is_set = kind == "SET" and target is not None and target.type == "SET"
    return TimeExpression(
        start=span.start, end=span.end, type=kind, value=value, mod=mod,
        basis=None if is_open else basis or "stated", interval=interval,
        quant=target.quant if is_set and target else None, freq=target.freq if is_set and target else None,
        origin=target.origin if target is not None else "judgement",
    )  # fmt: skip
