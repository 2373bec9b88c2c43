"""Resolve what recurs: every week, twice a year, on Fridays, the first of every month.

What comes in is a match and what is known where it stands; what goes out are sets, or None where the words are no time.
"""

from __future__ import annotations

from musnad.times.amounts import Amount
from musnad.times.reading import Found, Hit, Known, Resolve

__all__ = ["SET_RULES"]

_ACCUSATIVE = "ا"


def _rate(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """A quantity in the year: 130 million tons a year."""
    if found.around(-1) != "in" or found.around(-2) != "counted" or found.around(1) in ("ord_def", "past", "future"):
        return None
    unit = found.all[0]
    return (Hit(found.first, found.last, "SET", Amount(unit.text, 1).iso(), None, "stated"),)


def _every(found: Found, known: Known) -> tuple[Hit, ...] | None:
    part = found["part"] or found["part_of"]
    if (season := found["season"]) is not None:
        value = f"XXXX-{season.text}"
    elif weekday := found["wday"]:
        value = f"XXXX-WXX-{int(weekday.number)}" + (part.text if part else "")
    elif unit := found["unit_n"]:
        number = found["n"]
        value = Amount(unit.text, number.number).iso() if number else ""
    elif part or found["part_each"]:
        each = part or found["part_each"]
        value = f"XXXX-XX-XX{each.text}" if each else ""
    else:
        last = found.all[-1]
        if last.kind == "decade":
            return None  # كل عقد: every contract
        value = Amount(last.text, 2 if found["dual"] is not None else 1).iso()
    return (Hit(found.first, found.last, "SET", value, found.mod(), "stated", quant="EVERY"),)


def _weekdays_of_every(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """Monday and Thursday of every week: a set each."""
    days = [at for at in range(found.first, found.last) if found.atoms[at].kind == "wday"]
    ends = ((found.first, days[0] + 1, days[0]), (days[1], found.last, days[1]))
    return tuple(
        Hit(first, last, "SET", f"XXXX-WXX-{int(found.atoms[at].number)}", None, "stated", quant="EVERY")
        for first, last, at in ends
    )


def _on_weekdays(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """On Fridays."""
    value = f"XXXX-WXX-{found.number('wday')}"
    return (Hit(found.first, found.last, "SET", value, None, "stated", quant="EVERY"),)


def _of_every(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The first of every month, Friday of every week: what recurs, with X for what changes."""
    weekday, day, month = (
        found.number("wday"),
        found.number("day") or found.number("nth_day"),
        found.number("mon") or found.number("mon2"),
    )
    if weekday is not None:
        value = f"XXXX-WXX-{weekday}"
    else:
        value = f"XXXX-{month:02d}" if month is not None else "XXXX-XX"
        value += f"-{day:02d}" if day is not None else ""
    return (Hit(found.first, found.last, "SET", value, None, "stated", quant="EVERY"),)


def _times_in(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """Twice a year is P1Y with the frequency 2X."""
    times, count = found["times"], found["count"]
    if times is None:
        return None
    often = count.number if count is not None and not times.number else times.number
    if adverb := found["adverb"]:
        value = adverb.text
    else:
        number, unit = found["n"], found["unit_n"] or found["dual"] or found["unit"]
        if unit is None:
            return None
        value = Amount(unit.text, number.number if number else 2 if found["dual"] is not None else 1).iso()
    first = found.first if count is None or not times.number else found.first + 1
    freq = f"{int(often)}X" if often else None
    return (Hit(first, found.last, "SET", value, None, "stated", freq=freq),)


def _set_adverb(found: Found, known: Known) -> tuple[Hit, ...] | None:
    adverb, before = found["adverb"], found.atoms[found.first - 1] if found.first else None
    if before is not None and before.kind == "other" and before.text.endswith(_ACCUSATIVE):
        return None  # تقريرا شهريا: a monthly report
    return (Hit(found.first, found.last, "SET", adverb.text, None, "stated"),) if adverb else None


SET_RULES: dict[str, Resolve] = {
    "rate": _rate,
    "every": _every,
    "of_every": _of_every,
    "weekdays_of_every": _weekdays_of_every,
    "on_weekdays": _on_weekdays,
    "times_in": _times_in,
    "set_adverb": _set_adverb,
}
