"""Read an hour of the day: "half past three in the afternoon" to T15:30. Which day it is on is for `days`."""

from __future__ import annotations

from musnad.model import TimeMod
from musnad.times.atoms import Atom
from musnad.times.reading import Found

__all__ = ["about", "clock_value"]

_LATE_FROM = {"TAF": 1, "TEV": 1, "TMI": 1, "TNI": 6}
_NOON = 12
_FEMININE = "ة"  # hours are feminine: الثانية ظهرا (at two), not الثاني (the Second)
_LAST_MINUTE = 59
_LATE_MORNING = 9
_FOUR = 4  # 0117 بتوقيت غرينتش
_NUMBERS = frozenset(("num", "small", "card", "float", "big"))


def clock_value(found: Found) -> str | None:
    """Return the time of the groups of an hour; None if there is none.

    The groups are `hour`, `minute`, `second`, `fraction`, `clock_part` and `zone`, or `hour2` and on where a pattern
    has two shapes.
    """
    atom = found["hour"] or found["dotted"] or found["hour2"] or found["hour_of_part"]
    atom = atom or found["four"] or found["digits_hour"] or found["digits_dotted"]
    if atom is None:
        return None
    hour, minute = (
        int(atom.number),
        found.number("minute") or found.number("minute2") or found.number("digits_minute") or 0,
    )
    second = found.number("second") or found.number("second2")
    if atom.kind == "hour_minute":
        minute = round(atom.number % 1 * 100)
    elif atom.kind in ("big", "year_num", "hijri_num"):
        hour, minute = divmod(hour, 100)
    if minute > _LAST_MINUTE or (second or 0) > _LAST_MINUTE:
        return None
    total = hour * 60 + minute + _fraction(found)
    part = found["clock_part"] or found["part"]
    if found["hour_of_part"] is not None and not _is_hour_word(atom, found.around(-1)):
        return None
    if not 0 <= total <= 24 * 60:
        return None
    if part is not None:
        total += _half_day(total // 60, "TEV" if part.kind == "ad_mark" else part.text)
    if found["four"] is not None and len(atom.text) != _FOUR:
        return None
    zone = found["zone_four"] or found["zone"] or found["zone_after"] or found["zone_digits"]
    seconds = f":{second:02d}" if second is not None else ""
    return f"T{total // 60 % 24:02d}:{total % 60:02d}{seconds}{zone.text if zone else ''}"


def about(found: Found) -> TimeMod | None:
    """Return the mod of an hour that is told as near: about three o'clock."""
    atom = found["about_hour"] or found["about_part"]
    return atom.text if atom else None  # type: ignore[return-value]  # the table's values are the mods


def _is_hour_word(atom: Atom, before: str) -> bool:
    """Whether a number before a part of day is its hour: not a score (4-3 ظهر السبت), not the Second."""
    if atom.kind == "ord_def":
        return atom.text.endswith(_FEMININE)
    return before not in ("dash", "slash", "colon", "num", "counted")


def _fraction(found: Found) -> int:
    atoms = found.inside("fraction") or found.inside("fraction_of_part")
    if not atoms:
        return 0
    counted = next((atom for atom in atoms if atom.kind in _NUMBERS), None)
    minutes = int(counted.number) if counted else int(atoms[-1].number) or 15
    return -minutes if atoms[0].kind == "minus" else minutes


def _half_day(hour: int, part: str) -> int:
    if hour == _NOON:
        return -_NOON * 60 if part in ("TNI", "TMO") else 0
    if part == "TMI" and hour > _LATE_MORNING:
        return 0  # 11 at noon is before it
    return _NOON * 60 if _LATE_FROM.get(part, _NOON) <= hour < _NOON else 0
