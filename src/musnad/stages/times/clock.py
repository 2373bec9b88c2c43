"""Read an hour of the day: "half past three in the afternoon" to T15:30. Which day it is on is for `days`."""

from __future__ import annotations

from musnad.stages.times.reading import Found

__all__ = ["clock_value"]

_LATE_FROM = {"TAF": 1, "TEV": 1, "TMI": 1, "TNI": 6}
_NOON = 12


def clock_value(found: Found) -> str | None:
    """Return the time of the groups `hour`, `minute`, `fraction`, `clock_part` and `zone`; None if there is none."""
    atom = found["hour"] or found["dotted"]
    if atom is None:
        return None
    hour, minute = int(atom.number), found.number("minute") or 0
    if atom.kind == "hour_minute":
        minute = round(atom.number % 1 * 100)
    elif atom.kind == "big":
        hour, minute = divmod(hour, 100)
    total = hour * 60 + minute + _fraction(found)
    part = found["clock_part"]
    if not 0 <= total <= 24 * 60 or minute > 59:
        return None
    if part is not None:
        total += _half_day(total // 60, part.text)
    zone = found["zone"]
    return f"T{total // 60 % 24:02d}:{total % 60:02d}{zone.text if zone else ''}"


def _fraction(found: Found) -> int:
    atoms = found.inside("fraction")
    if not atoms:
        return 0
    minutes = int(atoms[-1].number) or 15
    return -minutes if atoms[0].kind == "minus" else minutes


def _half_day(hour: int, part: str) -> int:
    if hour == _NOON:
        return -_NOON * 60 if part in ("TNI", "TMO") else 0
    return _NOON * 60 if _LATE_FROM.get(part, _NOON) <= hour < _NOON else 0
