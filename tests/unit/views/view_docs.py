"""A document with every layer, made by hand, for the tests of the views."""

from __future__ import annotations

from typing import Any

import msgspec

from musnad.model import (
    ChainLink,
    Dating,
    DatingReason,
    Document,
    Entity,
    Event,
    Failure,
    Figure,
    Interval,
    Mention,
    Span,
    Statement,
    TimeExpression,
)

__all__ = ["TEXT", "bare_doc", "full_doc", "spot", "timed_doc", "undated_doc"]

TEXT = (
    "قمة منتظرة\n\n"
    "نقلت وكالة الأمثلة عن مصدر مقرب قوله إن سامي زار عمّان أمس. 😀 وأضاف أن «الوفد وصل».\n\n"
    "ونفى سامي أن يكون قد قُتل 12 جنديا."
)


def spot(words: str, nth: int = 0) -> Span:
    """Return where the words stand in TEXT."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def bare_doc() -> Document:
    """Return a document whose stages have not run."""
    return Document(id="bare", text=TEXT)


def full_doc() -> Document:
    """Return a document with nested statements, a chain of two, carried tellers, a denial and an astral character."""
    agency = ChainLink(source=spot("وكالة الأمثلة"), cue=spot("نقلت"), entity="o1", role="agency", origin="t:1")
    unnamed = ChainLink(source=spot("مصدر مقرب"), cue=spot("قوله"), anonymous=True, role="unnamed", origin="t:2")
    again = msgspec.structs.replace(unnamed, cue=spot("أضاف"), carried=True)
    sami = ChainLink(source=spot("سامي", 1), cue=spot("نفى"), entity="p1", role="person", origin="t:3")
    nobody = ChainLink(source=None, cue=spot("قوله"), anonymous=True, strength="hearsay", origin="t:4")
    return Document(
        id="full",
        text=TEXT,
        title="قمة منتظرة",
        outlet="صحيفة المثال",
        published="2018-05-10",
        published_basis="metadata",
        mentions=(
            Mention(start=spot("سامي").start, end=spot("سامي").end, type="PER", origin="t:5"),
            Mention(start=spot("عمّان").start, end=spot("عمّان").end, type="LOC", origin="t:5"),
        ),
        entities=(
            Entity(id="o1", type="ORG", name="وكالة الأمثلة", mentions=(spot("وكالة الأمثلة"),), origin="t:6"),
            Entity(
                id="p1",
                type="PER",
                name="سامي",
                name_en="Sami",
                wikidata="Q42",
                roles=("وزير",),
                mentions=(spot("سامي"), spot("سامي", 1)),
                origin="t:6",
            ),
            Entity(id="l1", type="LOC", name="عمّان", mentions=(spot("عمّان"),), origin="t:6"),
        ),
        times=(
            TimeExpression(
                start=spot("أمس").start,
                end=spot("أمس").end,
                type="DATE",
                value="2018-05-09",
                basis="publication",
                origin="t:7",
            ),
        ),
        statements=(
            Statement(
                id="a",
                content=(spot("سامي زار عمّان أمس"),),
                chain=(agency, unnamed),
                kind="indirect",
                stance="neutral",
                origin="t:8",
            ),
            Statement(
                id="b",
                content=(spot("الوفد وصل"),),
                chain=(agency, again),
                kind="direct",
                stance="assert",
                origin="t:9",
            ),
            Statement(
                id="c",
                content=(spot("يكون قد قُتل 12 جنديا"),),
                chain=(sami,),
                kind="indirect",
                stance="deny",
                polarity=-1,
                origin="t:10",
            ),
            Statement(
                id="d", content=(spot("زار عمّان"),), chain=(nobody,), kind="indirect", stance="expect", origin="t:11"
            ),
        ),
        events=(
            Event(
                id="e2",
                trigger=spot("قُتل"),
                type="ASSAULT",
                recipients=("gone",),
                figures=(Figure(start=spot("12").start, end=spot("12").end, of="killed", value=12),),
                status="denied",
                statement="c",
                origin="t:12",
            ),
            Event(
                id="e1",
                trigger=spot("زار"),
                type="CONSULT",
                actors=("p1",),
                place="l1",
                time="2018-05-09",
                statement="a",
                origin="t:12",
            ),
        ),
        failures=(Failure("guess", "could not guess"),),
        warnings=("no author found",),
        stages={"times": "3"},
    )


def undated_doc() -> Document:
    """Return the full document without a day: two Thursdays fit, and two stretches of words say so."""
    reasons = (_reason("أمس", "weekday", "XXXX-WXX-4"), _reason("سامي", "office", "2018-01-01/2018-12-31"))
    days = ("2018-05-03", "2018-05-10")
    dating = Dating(candidates=days, earliest=days[0], latest=days[1], reasons=reasons)
    return msgspec.structs.replace(full_doc(), published=None, published_basis=None, dating=dating)


def timed_doc() -> Document:
    """Return the full document with a plain day, a week, an open value and words that name no day, as if they did."""
    week = Interval("2018-04-30", "2018-05-06", "week")
    day = Interval("2018-05-09", "2018-05-09", "day")
    times = (
        _time("أمس", "2018-05-09", basis="publication", interval=day, offset="-P1D"),
        _time("زار", "2018-W18", basis="publication", interval=week, alternatives=("2018-05-03",)),
        _time("سامي", "XXXX-WXX-2", mod=None),
        _time("عمّان", None, notes=("no_such_day",)),
    )
    return msgspec.structs.replace(full_doc(), times=times)


def _reason(words: str, kind: Any, says: str) -> DatingReason:
    place = spot(words)
    return DatingReason(place.start, place.end, kind=kind, says=says, origin="t:13")


def _time(words: str, value: str | None, **fields: Any) -> TimeExpression:
    place = spot(words)
    return TimeExpression(place.start, place.end, type="DATE", value=value, origin="t:7", **fields)
