"""Resolve hours and parts of the day that stand by themselves: at half past three, last night, midnight.

What comes in is a match and what is known where it stands; what goes out are hits on the day told in the sentence, else
on the day of publication. Reading the clock is for `clock`.
"""

from __future__ import annotations

from datetime import timedelta

from musnad.times.clock import about, clock_value
from musnad.times.reading import OPEN_DAY, Found, Hit, Known, Point, Resolve
from musnad.times.relating import day_here, from_publication, hit, offset_of
from musnad.times.weekdays import weekday_point

__all__ = ["HOUR_RULES"]

_FEMININE = "ة"  # hours are feminine: الثانية ظهرا (at two), not الثاني (the Second)
_PARTS_ALONE = frozenset(("day_parts:night", "day_parts:midday"))
_NO_HOUR = frozenset(("colon", "number_before", "slash", "num", "joiner", "dash"))
_FIFTH, _ELEVEN, _TWELVE = 5, 11, 12


def _night(found: Found, known: Known) -> tuple[Hit, ...] | None:
    part = next(atom for atom in found.all if atom.kind == "the_part")
    past, pointed = found["past"] is not None, found.match.end() - found.match.start() > 1
    if (
        found.around(-1) in ("that", "same_before")
        or (not pointed and part.key not in _PARTS_ALONE)
        or found.around(1) == "definite"
    ):
        return None
    point = from_publication((-2 if found["before_last"] else -1) if past else 0, None, known)
    if found["same_night"] is not None:
        shift = {"next": 1, "previous": -1}.get(found.relation("same_night") or "", 0)
        told = known.last_day.day if known.last_day else None
        point = Point.of_day(told + timedelta(shift), "text", offset_of(shift, "D")) if told else OPEN_DAY
    return (hit(found.first, found.last, point)._replace(type="TIME", value=point.value + part.text),)


def _night_between(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The night from Tuesday to Wednesday is Tuesday's."""
    part, one, two = found["part"], found.number("wday") or 1, found.number("wday2") or 1
    if part is None or (two - one) % 7 != 1:
        return None
    point = weekday_point(one, found.relation("rel"), known)
    other = weekday_point(two, found.relation("rel"), known)
    moment = hit(found.first, found.last, point)._replace(type="TIME", value=point.value + part.text)
    return (moment._replace(alternatives=(other.value + part.text,)),)


def _midnight(found: Found, known: Known) -> tuple[Hit, ...] | None:
    time = "T00:00" if found.has("time", "midnight") else "T12:00"
    point = day_here(known)
    if (weekday := found.number("wday")) is not None:
        point = weekday_point(weekday, found.relation("rel"), known)
    elif (deictic := found["deictic"]) is not None:
        point = from_publication(int(deictic.number), None, known)
    if not point.names_day:
        point = OPEN_DAY
    plain = found.last - found.first == 1
    zone = found["zone_after"]
    moment = hit(found.first, found.last, point)._replace(
        type="TIME", value=point.value + time + (zone.text if zone else ""), mod=about(found)
    )
    if point.day is not None and time == "T00:00":
        after = (point.day + timedelta(1)).isoformat() + time
        moment = moment._replace(alternatives=(after, point.value + "TNI"))
    return (moment._replace(open_day=plain and known.here is None),)


def _adverb(found: Found, known: Known) -> tuple[Hit, ...] | None:
    point, part = day_here(known), found["adverb"]
    before = found.atoms[found.first - 1] if found.first else None
    hour = before is not None and before.kind == "ord_def" and before.text.endswith(_FEMININE)
    if part is None or hour or found.around(-1) in ("num", "small", "the_hour", "hour_minute"):
        return None
    return (hit(found.first, found.last, point)._replace(type="TIME", value=point.value + part.text),)


def _clock(found: Found, known: Known) -> tuple[Hit, ...] | None:
    time, hour = clock_value(found), found["hour"]
    masculine = hour is not None and hour.kind == "ord_def" and not hour.text.endswith(_FEMININE)
    if time is None or (found.rule != "clock" and masculine):
        return None
    if found.rule == "clock_digits" and not _is_hour(found):
        return None
    point = day_here(known)
    moment = hit(found.first, found.last, point)._replace(type="TIME", value=point.value + time, point=None)
    return (moment._replace(open_day=known.here is None, mod=about(found)),)


def _is_hour(found: Found) -> bool:
    """Whether bare digits are an hour: with a zone, or two digits of minutes where no score or ratio is told."""
    if (
        (found["zone"] or found["zone_after"]) is not None
        or found.last - found.match.end("minute") > 0
        or found["second"] is not None
    ):
        return True
    minute = found["minute"]
    if minute is None or len(minute.text) != 2:
        return False
    return found.around(-1) not in _NO_HOUR and found.around(1) not in ("colon", "dash", "slash", "counted")


def _hour_word(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """An hour told by its number alone: في السابعة (at seven), الحادية عشرة (eleven)."""
    hour, before, after = found["hour"], found.around(-1), found.around(1)
    if hour is None or not hour.text.endswith(_FEMININE) or after not in ("edge", "stop", "comma", "close", "quote"):
        return None
    late = _ELEVEN <= hour.number <= _TWELVE
    led = before in ("in", "at", "to") and hour.number >= _FIFTH
    if not led and not (late and before not in ("definite", "the_century", "the_month")):
        return None
    return _clock(found, known)


HOUR_RULES: dict[str, Resolve] = {
    "night": _night,
    "midnight": _midnight,
    "adverb": _adverb,
    "clock": _clock,
    "clock_part": _clock,
    "clock_digits": _clock,
    "clock_words": _clock,
    "hour_word": _hour_word,
    "part_clock": _clock,
    "night_between": _night_between,
}
