"""Cases whose actors are given: an article is a list of names, each with what it is, and perhaps a role or a row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from case_kit import add, article, new_case
from musnad.case.folder import Case
from musnad.model import Document, Entity, Layer, Mention, Span
from musnad.pipeline import Pipeline
from musnad.stages.segments import SegmentsStage

__all__ = ["Given", "actor_case", "add_actors", "body", "person", "row"]


class Given(NamedTuple):
    """An actor as an article names it."""

    kind: str
    name: str
    roles: tuple[str, ...] = ()
    origin: str = "test:name"
    country: str | None = None


def person(name: str, *roles: str, country: str | None = None) -> Given:
    """Return a person whom the lexicon does not know."""
    return Given("PER", name, roles, country=country)


def body(name: str) -> Given:
    """Return a body that the lexicon does not know."""
    return Given("ORG", name)


def row(key: str, name: str, kind: str = "PER") -> Given:
    """Return an actor by the key of its row in the lexicon."""
    return Given(kind, name, origin=f"actors:{key}")


def actor_case(folder: Path, *articles: Iterable[Given], day: str | None = "2018-05-10") -> Case:
    """Make a case of articles that name these actors; their numbers are 1, 2, and so on."""
    case = new_case(folder / "c")
    add_actors(case, *articles, day=day)
    return case


def add_actors(case: Case, *articles: Iterable[Given], day: str | None = "2018-05-10", prefix: str = "a") -> None:
    """Add articles that name these actors."""
    told = {" و".join(given.name for given in names): tuple(names) for names in map(tuple, articles)}
    dated: dict[str, Any] = {"published": day, "published_basis": "given" if day else None}
    readings = (article(text, id=f"{prefix}{number}", **dated) for number, text in enumerate(told))
    add(case, *readings, pipeline=lambda: Pipeline((SegmentsStage(), _Names(told), _Actors(told))))


class _Names:
    name, version, requires = "names", "1", frozenset[Layer]()
    provides: Layer = "mentions"

    def __init__(self, told: dict[str, tuple[Given, ...]]) -> None:
        self._told = told

    def find(self, doc: Document) -> tuple[Mention, ...]:
        spans = _spans(self._told[doc.text])
        return tuple(
            Mention(start=span.start, end=span.end, type=given.kind, origin="test:name")  # type: ignore[arg-type]
            for given, span in spans
        )


class _Actors:
    name, version, requires = "actors", "1", frozenset[Layer]({"mentions"})
    provides: Layer = "entities"

    def __init__(self, told: dict[str, tuple[Given, ...]]) -> None:
        self._told = told

    def find(self, doc: Document) -> tuple[Entity, ...]:
        return tuple(
            Entity(
                id=f"e{number}", type=given.kind, name=given.name, mentions=(span,), roles=given.roles,  # type: ignore[arg-type]
                origin=given.origin, country=given.country,
            )
            for number, (given, span) in enumerate(_spans(self._told[doc.text]))
        )  # fmt: skip


def _spans(names: Iterable[Given]) -> list[tuple[Given, Span]]:
    found, at = [], 0
    for given in names:
        found.append((given, Span(at, at + len(given.name))))
        at += len(given.name) + len(" و")
    return found
