"""Resolve amounts of time: durations, times so long ago, times so long after a told one, and what recurs.

What comes in is a match and what is known where it stands; what goes out are hits, or None where the words are an
age or no time at all.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from musnad.arabic.calendars import make_date, shift_months
from musnad.model import TimeBasis
from musnad.stages.times.reading import UNSETTLED, Found, Hit, Known, Point, Resolve

__all__ = ["AMOUNT_RULES"]

_ORDER = ("CE", "DE", "Y", "M", "W", "D", "TH", "TM", "TS")
_PARTS_OF = {"TH": ("TM", 60), "Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "TM": ("TS", 60), "D": ("TH", 24)}
_LONGEST_SHIFT = 100_000
_AGE_REACH = 5
_AGES = range(1, 121)
_LEADS = ("since", "during", "after", "before")
_NAMED_AFTER = frozenset((
    "definite", "num", "year_num", "hijri_num", "minutes", "big", "mon", "cmon", "hmon", "wday", "ord_def", "deictic",
    "the_day", "card", "part", "part_both", "this", "that", "same", "same_before", "the_month", "the_year", "article",
))  # fmt: skip


class _Amount(NamedTuple):
    code: str
    number: float | None
    half: bool = False

    def iso(self) -> str:
        code = "T" + "%s" + self.code[1] if self.code.startswith("T") else "%s" + self.code
        if self.number is None:
            return "P" + code % "X"
        count = self.number
        if self.half and self.code in _PARTS_OF:
            small, size = _PARTS_OF[self.code]
            rest = _Amount(small, size / 2).iso()[1:]
            return _Amount(self.code, count).iso() + (rest.removeprefix("T") if self.code.startswith("T") else rest)
        whole = int(count) if float(count).is_integer() else count
        return "P" + code % whole


def _body(found: Found) -> _Amount | None:
    """Read the groups of an amount; None where a lone unit does not count itself."""
    half = any(found[group] is not None for group in ("and_half", "and_half2", "and_half3"))
    if unit := found["unit_n"]:
        number = found["n"]
        return _Amount(unit.text, number.number, half) if number and _may_count(number.kind) else None
    if unit := found["dual"]:
        return _Amount(unit.text, 2, half)
    if unit := found["unit_half"]:
        part = found["half"]
        small, size = _PARTS_OF.get(unit.text, (unit.text, 1))
        share = 2 if part and part.kind == "half" else 4
        return _Amount(small, size / share) if size % share == 0 else None
    if unit := found["several"]:
        return _Amount(unit.text, None)
    if unit := found["plural"]:
        led = found.rule == "ago" or found.around(-1) in (*_LEADS, "clitic", "from") or found["amount_mod"] is not None
        named = found.around(1) in ("definite", "num", "wday", "hmon", "the_week")
        named = named or (found.around(-1) == "during" and found.around(1) == "other")
        return _Amount(unit.text, None) if found["few"] is not None or (led and not named) else None
    return _lone_unit(found, half)


def _may_count(kind: str) -> bool:
    return kind not in ("year_num", "hijri_num")


def _lone_unit(found: Found, half: bool) -> _Amount | None:
    unit, one = found["one_unit"], found["one"]
    if unit is None or (one is not None and one.number != 1):
        return None
    if one is not None or found["whole"] is not None or half:
        return _Amount(unit.text, 1, half)
    before = found.around(-1)
    after = found.around(1)
    if unit.kind == "day" and after == "other":
        return None
    if before == "in" and unit.kind in ("week", "month", "day", "year") and after in ("comma", "stop", "edge"):
        return _Amount(unit.text, 1)
    if found.rule == "ago" or before in _LEADS or found["amount_mod"] is not None:
        return None if found.around(1) in _NAMED_AFTER else _Amount(unit.text, 1)
    return None


def _mod(found: Found) -> str | None:
    atom = found["amount_mod"] or found["amount_after"]
    return atom.text if atom else None


def _duration(found: Found, value: str, *, skip: int = 0) -> tuple[Hit, ...]:
    return (Hit(found.first + skip, found.last, "DURATION", value, _mod(found), "stated"),)  # type: ignore[arg-type]  # the table's values are the mods


def _amount(found: Found, known: Known) -> tuple[Hit, ...] | None:
    amount = _body(found)
    if amount is None or _is_age(found, amount):
        return None
    return _duration(found, amount.iso())


def _is_age(found: Found, amount: _Amount) -> bool:
    """Whether the words tell how old somebody is: after a word of age, or set off after a name."""
    if amount.code != "Y" or amount.number is None or amount.number not in _AGES:
        return False
    for atom in reversed(found.atoms[max(0, found.first - _AGE_REACH) : found.first]):
        if atom.kind in ("edge", "stop"):
            break
        if atom.kind == "age":
            return True
    if any(atom.kind == "age" for atom in found.atoms[found.last : found.last + 2]):
        return True
    around = (found.around(-1), found.around(1))
    return around in (("open", "close"), ("comma", "comma"))


def _ago(found: Found, known: Known) -> tuple[Hit, ...] | None:
    amount = _body(found)
    if amount is None:
        return None
    if found["event"] is not None:
        last = found.match.start("event") - 1
        return (Hit(found.first + 1, last, "DURATION", amount.iso(), _mod(found), "stated"),)  # type: ignore[arg-type]  # see above
    if amount.number is None or amount.code.startswith("T") or amount.code == "CE":
        skip = 0 if amount.number is None else 1
        return _duration(found, amount.iso(), skip=skip)
    point = _shift(known.published, amount, -1, "publication") if known.published else UNSETTLED
    return (Hit(found.first, found.last, "DATE", point.value, _mod(found), point.basis, point),)  # type: ignore[arg-type]  # see above


def _shift(day: date, amount: _Amount, sign: int, basis: TimeBasis) -> Point:
    """Go an amount away from a day; the result is as exact as the amount's unit."""
    count = amount.number or 0
    if count > _LONGEST_SHIFT:
        return UNSETTLED
    months = round(count * 12 + (6 if amount.half else 0)) * sign
    try:
        if amount.code == "D":
            return Point.of_day(day + timedelta(sign * int(count)), basis)
        if amount.code == "W":
            return Point.of_week(day + timedelta(sign * int(count * 7)), basis)
        if amount.code == "M":
            return _month_point(day, sign * int(count), basis)
        if amount.code == "Y" and amount.half:
            return _month_point(day, months, basis)
        years = int(count) * (10 if amount.code == "DE" else 1)
        found = make_date(day.year + sign * years, 1, 1)
    except OverflowError:
        return UNSETTLED
    return Point.of_year(found.year, basis) if found else UNSETTLED


def _month_point(day: date, months: int, basis: TimeBasis) -> Point:
    year, month = shift_months(day.year, day.month, months)
    return Point.of_month(year, month, basis) if make_date(year, month, 1) else UNSETTLED


def _offset(found: Found, known: Known) -> tuple[Hit, ...] | None:
    inside = found.inside("amount")
    unit, number = inside[-1], next((a for a in inside if a.number), None)
    count = 2.0 if unit.kind.endswith("2") else number.number if number else 1.0
    direction = found["afterwards"]
    sign = int(direction.number) if direction else -1 if found["back"] is not None else 1
    last = known.last.day if known.last else None
    if unit.text.startswith("T"):
        start = found.match.start("amount")
        return (Hit(start, found.last, "DURATION", _Amount(unit.text, count).iso(), None, "stated"),)
    amount = _Amount(unit.text, count)
    if amount.code == "Y" and last is None and known.last is not None and known.last.year is not None:
        point = Point.of_year(known.last.year + sign * int(count), "text")
        return (Hit(found.first, found.last, "DATE", point.value, None, point.basis, point),)
    if amount.code in ("W", "M") and last:
        point = _exact_shift(last, amount, sign)
    else:
        point = _shift(last, amount, sign, "text") if last else UNSETTLED
    return (Hit(found.first, found.last, "DATE", point.value, None, point.basis, point),)


def _exact_shift(day: date, amount: _Amount, sign: int) -> Point:
    """A week after a told day is a day again, a month after it is a month."""
    if amount.code == "W":
        return _shift(day, _Amount("D", (amount.number or 0) * 7), sign, "text")
    return _shift(day, amount, sign, "text")


def _two_amounts(found: Found, known: Known) -> tuple[Hit, ...] | None:
    parts = []
    for group in ("first", "second"):
        atoms = found.inside(group)
        unit = atoms[-1]
        count = atoms[0].number if len(atoms) > 1 else 2 if unit.kind.endswith("2") else 1
        parts.append(_Amount(unit.text, count))
    if _ORDER.index(parts[0].code) >= _ORDER.index(parts[1].code) or _is_age(found, parts[0]):
        return None
    first, second = (part.iso() for part in parts)
    joined = second[1:] if not (first.startswith("PT") and second.startswith("PT")) else second[2:]
    return _duration(found, first + joined)


def _definite_amount(found: Found, known: Known) -> tuple[Hit, ...] | None:
    number = found["n"] or found["n_first"]
    unit = found["unit"] or found["dual"] or next(atom for atom in found.all if atom.text and atom.key)
    if number is not None:
        if not _may_count(number.kind):
            return None
        amount = _Amount(unit.text, number.number)
        return None if _is_age(found, amount) else _duration(found, amount.iso())
    if unit.kind == "the_year2" and found.last - found.first == 1:
        return None  # العامين is also "general", dual
    return _duration(found, _Amount(unit.text, 2 if found["dual"] is not None else None).iso())


def _latest_amount(found: Found, known: Known) -> tuple[Hit, ...] | None:
    unit, number = found["unit"], found["n"]
    return _duration(found, _Amount(unit.text, number.number).iso()) if unit and number else None


def _consecutive(found: Found, known: Known) -> tuple[Hit, ...] | None:
    unit, nth = found["unit"] or found["unit_last"], found["nth"] or found["nth_first"]
    return _duration(found, _Amount(unit.text, nth.number).iso()) if unit and nth else None


def _every(found: Found, known: Known) -> tuple[Hit, ...] | None:
    if weekday := found["wday"]:
        value: str | None = f"XXXX-WXX-{int(weekday.number)}"
    elif unit := found["unit_n"]:
        number = found["n"]
        value = _Amount(unit.text, number.number).iso() if number else None
    elif part := found["part"]:
        value = f"XXXX-XX-XX{part.text}"
    else:
        last = found.all[-1]
        if found.around(1) == "from":
            return None
        value = _Amount(last.text, 2 if found["dual"] is not None else 1).iso()
    return (Hit(found.first, found.last, "SET", value, None, "stated"),)


def _set_adverb(found: Found, known: Known) -> tuple[Hit, ...] | None:
    adverb = found["adverb"]
    return (Hit(found.first, found.last, "SET", adverb.text, None, "stated"),) if adverb else None


AMOUNT_RULES: dict[str, Resolve] = {
    "ago": _ago,
    "amount": _amount,
    "offset": _offset,
    "two_amounts": _two_amounts,
    "definite_amount": _definite_amount,
    "latest_amount": _latest_amount,
    "consecutive": _consecutive,
    "every": _every,
    "set_adverb": _set_adverb,
}
