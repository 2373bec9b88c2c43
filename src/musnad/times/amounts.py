"""Resolve amounts of time: durations, times so long ago, times so long after a told one, and what recurs.

What comes in is a match and what is known where it stands; what goes out are hits, or None where the words are an
age or no time at all.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from musnad.arabic.calendars import make_date, shift_months
from musnad.model import Interval, TimeBasis, TimeMod
from musnad.times.reading import Found, Hit, Known, Point, Resolve

__all__ = ["AMOUNT_RULES", "Amount"]

_ORDER = ("CE", "DE", "Y", "M", "W", "D", "TH", "TM", "TS")
_PARTS_OF = {"TH": ("TM", 60), "Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "TM": ("TS", 60), "D": ("TH", 24)}
_LONGEST_SHIFT = 100_000
_AGE_REACH = 5
_AGES = range(1, 121)
_ENDS = ("comma", "stop", "edge")
_AGE_ENDS = (*_ENDS, "after", "in", "quote", "close")
_LEADS = ("since", "during", "after", "before")
_UNREACHED = Point("")
_NAMED_AFTER = frozenset((
    "definite", "num", "year_num", "hijri_num", "small", "big", "mon", "cmon", "hmon", "wday", "ord_def", "deictic",
    "the_day", "card", "part", "part_both", "this", "that", "same", "same_before", "the_month", "the_year", "article",
))  # fmt: skip
_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "DE": "XXX"}
_SIDES = {"past": -1, "recent": -1, "previous": -1, "future": 1}


class Amount(NamedTuple):
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
            rest = Amount(small, size / 2).iso()[1:]
            return Amount(self.code, count).iso() + (rest.removeprefix("T") if self.code.startswith("T") else rest)
        whole = int(count) if float(count).is_integer() else count
        return "P" + code % whole


def _body(found: Found) -> Amount | None:
    """Read the groups of an amount; None where a lone unit does not count itself."""
    half = any(found[group] is not None for group in ("and_half", "and_half2", "and_half3"))
    if unit := found["unit_n"]:
        number = found["n"]
        if unit.kind == "day" and found.around(1) == "wday":
            return None  # 88.9 يوم الثلاثاء: a figure, then Tuesday
        return Amount(unit.text, number.number, half) if number and _may_count(number.kind) else None
    if unit := found["dual"]:
        return Amount(unit.text, 2, half)
    if unit := found["unit_half"]:
        part = found["half"]
        small, size = _PARTS_OF.get(unit.text, (unit.text, 1))
        if part and part.kind == "three_quarters":
            return Amount(small, size * 3 // 4) if size % 4 == 0 else None
        share = {"half": 2, "third": 3}.get(part.kind if part else "", 4)
        return Amount(small, size / share) if size % share == 0 else None
    if unit := found["several"] or found["many"]:
        return Amount(unit.text, None)
    if unit := found["plural"]:
        led = (
            found.rule == "ago"
            or found.around(-1) in (*_LEADS, "clitic", "from", "to")
            or found["amount_mod"] is not None
        )
        if unit.text in ("DE", "CE"):  # عقود is contracts too
            led = found.around(-1) in (*_LEADS, "to", "clitic") or found["amount_mod"] is not None
        named = found.around(1) in ("definite", "num", "wday", "hmon", "the_week")
        named = named or (found.around(-1) == "during" and found.around(1) == "other")
        named = named and found.around(-1) != "clitic"  # لسنوات: for years
        return Amount(unit.text, None) if found["few"] is not None or (led and not named) else None
    return _lone_unit(found, half)


def _may_count(kind: str) -> bool:
    return kind not in ("year_num", "hijri_num")


def _lone_unit(found: Found, half: bool) -> Amount | None:
    unit, one = found["one_unit"], found["one"]
    if unit is None or (one is not None and one.number != 1):
        return None
    if one is not None or found["whole"] is not None or half:
        return Amount(unit.text, 1, half)
    before = found.around(-1)
    after = found.around(1)
    if unit.kind == "day" and after == "other":
        return None
    set_off = after in (*_ENDS, "quote") or found.around(-2) == "level"
    if before == "in" and unit.kind in ("week", "month", "day", "year") and set_off:
        return Amount(unit.text, 1)
    if unit.text == "M" and before in _LEADS and after in ("big", "small"):
        return Amount(unit.text, 1)  # منذ شهر 267 قتيلا: a month, then a count
    if found.rule == "ago" or before in _LEADS or found["amount_mod"] is not None:
        return None if found.around(1) in _NAMED_AFTER else Amount(unit.text, 1)
    return None


def _mod(found: Found) -> TimeMod | None:
    atom = found["amount_mod"] or found["amount_after"]
    return atom.text if atom else None  # type: ignore[return-value]  # the table's values are the mods


def _duration(found: Found, value: str, *, skip: int = 0) -> tuple[Hit, ...]:
    return (Hit(found.first + skip, found.last, "DURATION", value, _mod(found), "stated"),)


def _amount(found: Found, known: Known) -> tuple[Hit, ...] | None:
    amount = _body(found)
    if amount is None:
        return None
    if _is_age(found, amount):
        return ()
    if found.around(-1) == "since" and (hits := _since(found, amount, known)):
        return hits
    return _duration(found, amount.iso())


def _since(found: Found, amount: Amount, known: Known) -> tuple[Hit, ...] | None:
    """An amount after منذ: how long something lasts, with the day it began; that day alone where it happened then."""
    if known.published is None or amount.number is None or amount.code.startswith("T"):
        return None
    began = _shift(known.published, amount, -1, "publication")
    exact = _exact_shift(known.published, amount, -1)
    (lasting,) = _duration(found, amount.iso())
    days = None if exact.day is None else Interval(exact.value, known.published.isoformat(), "day")
    others = tuple(dict.fromkeys(value for value in (exact.value, began.value) if value))
    return (lasting._replace(alternatives=others, interval=days),)


def _is_age(found: Found, amount: Amount) -> bool:
    """Whether the words tell how old somebody is: after a word of age, or set off after a name."""
    if amount.code not in ("Y", "M", "W", "D") or amount.number is None:
        return False
    for atom in reversed(found.atoms[max(0, found.first - _AGE_REACH) : found.first]):
        if atom.kind in ("edge", "stop", "during"):
            break
        if atom.kind == "age":
            return True
    if any(atom.kind == "age" for atom in found.atoms[found.last : found.last + 2]):
        return True
    if amount.code != "Y" or amount.number not in _AGES:
        return False
    around = (found.around(-1), found.around(1))
    compared = any(atom.kind == "compare" for atom in found.atoms[max(0, found.first - _AGE_REACH) : found.first])
    if around[0] == "under" or (around[0] == "about" and around[1] in _AGE_ENDS and not compared):
        return True  # children under 3, died at 76; not "less than 25 years of service"
    if around[0] == "comma" and around[1] in _ENDS:
        return True
    return around in (("open", "close"), ("quote", "quote"))


def _ago(found: Found, known: Known) -> tuple[Hit, ...] | None:
    amount = _body(found)
    if amount is None:
        return None
    if found["event"] is not None:
        last = found.match.start("event") - 1
        return (Hit(found.first + 1, last, "DURATION", amount.iso(), _mod(found), "stated"),)
    if amount.number is None:
        return (Hit(found.first, found.last, "DATE", amount.iso(), _mod(found), None),)  # some days ago
    if amount.code.startswith("T") or amount.code == "CE":
        return _duration(found, amount.iso(), skip=1)
    ago = _ago_hit(found, amount, known, first=found.first)
    return (ago,) if ago.value else _duration(found, amount.iso(), skip=1)  # 99,999 years ago: no year has that number


def _ago_hit(found: Found, amount: Amount, known: Known, *, first: int) -> Hit:
    offset = "-" + amount.iso()
    if known.published is None:
        point = Point(_OPEN.get(amount.code, "XXXX-XX-XX"), offset=offset)
    else:
        point = _shift(known.published, amount, -1, "publication")._replace(offset=offset)
    others: tuple[str, ...] = ()
    if known.published is not None and amount.code == "W":
        day = _exact_shift(known.published, amount, -1).value
        others = (day,) if day else ()
    return Hit(
        first, found.last, "DATE", point.value, _mod(found), point.basis, point, offset=offset, alternatives=others
    )


def _shift(day: date, amount: Amount, sign: int, basis: TimeBasis) -> Point:
    """Go an amount away from a day; the result is as exact as the amount's unit."""
    count = amount.number or 0
    if count > _LONGEST_SHIFT:
        return _UNREACHED
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
        return _UNREACHED
    return Point.of_year(found.year, basis) if found else _UNREACHED


def _month_point(day: date, months: int, basis: TimeBasis) -> Point:
    year, month = shift_months(day.year, day.month, months)
    return Point.of_month(year, month, basis) if make_date(year, month, 1) else _UNREACHED


def _offset(found: Found, known: Known) -> tuple[Hit, ...] | None:
    inside = found.inside("amount")
    unit, number = (
        next(a for a in inside if a.text and a.key.startswith("time_units")),
        next((a for a in inside if a.number), None),
    )
    count = 2.0 if unit.kind.endswith("2") else number.number if number else 1.0
    many = unit.kind.endswith("s") and number is None
    direction = found["afterwards"]
    sign = int(direction.number) if direction else -1 if found["back"] is not None else 1
    amount = Amount(unit.text, None if many else count)
    if unit.text.startswith("T"):
        start = found.match.start("amount")
        return (Hit(start, found.last, "DURATION", amount.iso(), _mod(found), "stated"),)
    offset = ("-" if sign < 0 else "") + amount.iso()
    point = _from_told(known.last, amount, sign)._replace(offset=offset)
    return (Hit(found.first, found.last, "DATE", point.value, _mod(found), point.basis, point, offset=offset),)


def _from_told(told: Point | None, amount: Amount, sign: int) -> Point:
    """Count an amount from the point told before, as exactly as both allow."""
    open_point = Point(_OPEN.get(amount.code, "XXXX-XX-XX"))
    if told is None or told.year is None or amount.number is None:
        return open_point
    if told.day is not None:
        return _exact_shift(told.day, amount, sign, "text")
    count = int(amount.number)
    if amount.code == "Y":
        return Point.of_year(told.year + sign * count, "text")
    if amount.code == "M" and told.month is not None:
        return Point.of_month(*shift_months(told.year, told.month, sign * count), "text")
    return open_point


def _exact_shift(day: date, amount: Amount, sign: int, basis: TimeBasis = "publication") -> Point:
    """A week from a told day is a day again, a month from it is a month."""
    if amount.code == "W":
        return _shift(day, Amount("D", (amount.number or 0) * 7), sign, basis)
    return _shift(day, amount, sign, basis)


def _two_amounts(found: Found, known: Known) -> tuple[Hit, ...] | None:
    parts = []
    for group in ("first", "second"):
        atoms = found.inside(group)
        unit = next(atom for atom in atoms if atom.key.startswith("time_units"))
        if atoms[0] is unit and len(atoms) > 1 and atoms[1].number != 1:
            return None
        count = atoms[0].number if atoms[0] is not unit else 2 if unit.kind.endswith("2") else 1
        parts.append(Amount(unit.text, count))
    if _ORDER.index(parts[0].code) >= _ORDER.index(parts[1].code):
        return None
    if _is_age(found, parts[0]):
        return ()
    first, second = (part.iso() for part in parts)
    joined = second[1:] if not (first.startswith("PT") and second.startswith("PT")) else second[2:]
    return _duration(found, first + joined)


def _amount_range(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """Six to eight months: a duration each."""
    one, two, unit = found["one"], found["two"], found["unit"]
    if one is None or two is None or unit is None or one.number >= two.number:
        return None
    if found.has("link", "and") and found.around(-1) not in ("between", "from"):
        return None
    if _is_age(found, Amount(unit.text, two.number)):
        return ()
    first = Hit(found.first, found.match.start("link"), "DURATION", Amount(unit.text, one.number).iso(), None, "stated")
    last = Hit(found.match.start("two"), found.last, "DURATION", Amount(unit.text, two.number).iso(), None, "stated")
    return first, last


def _definite_pair(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """In the coming days and weeks: the adjective belongs to both."""
    one, two = found["one"], found["two"]
    if one is None or two is None:
        return None
    first = Hit(found.first, found.first + 1, "DURATION", Amount(one.text, None).iso(), None, "stated")
    second = Hit(found.match.start("two"), found.last, "DURATION", Amount(two.text, None).iso(), None, "stated")
    return first, second


def _definite_amount(found: Found, known: Known) -> tuple[Hit, ...] | None:
    number = found["n"] or found["n_first"] or found["n_bare"]
    unit = found["unit"] or found["unit_bare"] or found["dual"]
    unit = unit or next(atom for atom in found.all if atom.key.startswith("time_units"))
    prel = next(
        (found[g] for g in ("prel", "prel2", "prel3", "prel4", "prel5", "unknown") if found[g] is not None), None
    )
    if number is not None:
        if not _may_count(number.kind):
            return None
        amount = Amount(unit.text, number.number)
        if _is_age(found, amount):
            return ()
    elif unit.kind == "the_year2" and found.last - found.first == 1:
        return None  # العامين is also "general", dual
    else:
        amount = Amount(unit.text, 2 if found["dual"] is not None else None)
    (lasting,) = _duration(found, amount.iso())
    return (lasting._replace(interval=_ends(amount, prel.kind if prel else None, known)),)


def _ends(amount: Amount, relation: str | None, known: Known) -> Interval | None:
    """Return the days of an amount that ends before publication or begins after it: the past five years."""
    day = known.published
    if day is None or amount.number is None or amount.code.startswith("T") or relation not in _SIDES:
        return None
    sign = _SIDES[relation]
    reached = _exact_end(day, amount, sign)
    if reached is None:
        return None
    first, last = (day + timedelta(1), reached) if sign > 0 else (reached, day - timedelta(1))
    return Interval(first.isoformat(), last.isoformat(), "day")


def _exact_end(day: date, amount: Amount, sign: int) -> date | None:
    count = int(amount.number or 0)
    if count > _LONGEST_SHIFT:
        return None
    try:
        if amount.code in ("D", "W"):
            return day + timedelta(sign * count * (7 if amount.code == "W" else 1))
        months = count * {"M": 1, "Y": 12, "DE": 120, "CE": 1200}[amount.code]
        year, month = shift_months(day.year, day.month, sign * months)
        return next((d for back in range(4) if (d := make_date(year, month, day.day - back))), None)
    except OverflowError:
        return None


def _latest_amount(found: Found, known: Known) -> tuple[Hit, ...] | None:
    unit, number = found["unit"] or found["dual"], found["n"]
    if unit is None:
        return None
    amount = Amount(unit.text, number.number if number else 2)
    (lasting,) = _duration(found, amount.iso())
    return (lasting._replace(interval=_ends(amount, "past", known)),)


def _consecutive(found: Found, known: Known) -> tuple[Hit, ...] | None:
    unit, nth = found["unit"] or found["unit_last"], found["nth"] or found["nth_first"]
    return _duration(found, Amount(unit.text, nth.number).iso()) if unit and nth else None


def _lasting(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """A unit in the accusative alone tells how long: دام شهرا, it lasted a month."""
    unit = found["lasting"]
    if unit is None or found.around(-1) in ("card", "num", "several", "big", "small", "every"):
        return None
    return _duration(found, Amount(unit.text, None if unit.kind.endswith("s_acc") else 1).iso())


AMOUNT_RULES: dict[str, Resolve] = {
    "ago": _ago,
    "amount": _amount,
    "offset": _offset,
    "offset_from": _offset,
    "two_amounts": _two_amounts,
    "amount_range": _amount_range,
    "definite_pair": _definite_pair,
    "definite_amount": _definite_amount,
    "latest_amount": _latest_amount,
    "consecutive": _consecutive,
    "lasting": _lasting,
}
