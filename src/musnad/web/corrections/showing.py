"""What a page shows of an annotation that is to be corrected: its words among others, and what its fields can take.

What comes in are a document, an annotation and the fields of its form; what goes out is a sheet for a template.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from musnad.case.judging import Annotation, Judgement, annotation_spans
from musnad.model import (
    Document,
    Entity,
    EntityType,
    EventStatus,
    EventType,
    LinkRole,
    Located,
    MentionForm,
    Span,
    Stance,
    Statement,
    StatementKind,
    Strength,
    TimeBasis,
    TimeMod,
    TimeType,
)
from musnad.web.corrections.making import values_of
from musnad.web.corrections.reading import Fields, Problem
from musnad.web.corrections.standing import Line, annotations_at, around, digest_of

__all__ = ["CHOICES", "Edit", "Sheet", "Standing", "edits_of", "sheet_of", "standing_at"]

# By the name of a field, the group of labels and the values of a closed set.
CHOICES = {
    "mentions.type": ("entity", get_args(EntityType)), "mentions.form": ("form", get_args(MentionForm)),
    "entities.type": ("entity", get_args(EntityType)), "role": ("role", get_args(LinkRole)),
    "times.type": ("time_type", get_args(TimeType)), "mod": ("mod", get_args(TimeMod)),
    "basis": ("basis", get_args(TimeBasis)), "kind": ("kind", get_args(StatementKind)),
    "stance": ("stance", get_args(Stance)), "strength": ("strength", get_args(Strength)),
    "events.type": ("event", get_args(EventType)), "status": ("status", get_args(EventStatus)),
}  # fmt: skip
_MOST_WORDS = 160


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that stands at a place: where a form for it is found, its words, what is said of it."""

    layer: str
    id: str
    at: Span
    words: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form for an annotation; `standing` is None where one is to be added at `at`.

    `near` are those named in the shown `lines`, `others` the rest of the article's; `told` the statements an event can
    be told in. `problems` are by the field they are in.
    """

    layer: str
    standing: Standing | None
    state: str
    at: Span | None
    fields: Fields
    lines: tuple[Line, ...]
    near: tuple[Entity, ...]
    others: tuple[Entity, ...]
    told: tuple[Standing, ...]
    problems: dict[str, tuple[Problem, ...]]

    def value(self, name: str) -> str:
        """Return what stands in a field; empty where nothing does."""
        values = self.fields.get(name, ())
        return values[-1] if values else ""

    def has(self, name: str, value: str) -> bool:
        """Whether a field that takes several has a value."""
        return value in self.fields.get(name, ())

    def every(self, name: str) -> tuple[str, ...]:
        """Return the values of a field that takes several, in their order."""
        return tuple(self.fields.get(name, ()))


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person changed in one go: one correction or several of one moment; `undone` is when it was taken back."""

    made: str
    reason: str
    undone: str | None
    judgements: tuple[Judgement, ...]
    says: tuple[dict[str, str], ...]


def standing_at(doc: Document, at: Span) -> tuple[Standing, ...]:
    """Return all that stands at some words."""
    return tuple(_standing(doc, layer, one) for layer, one in annotations_at(doc, at))


def sheet_of(
    doc: Document, layer: str, target: Annotation | None, *, at: Span | None, fields: Fields,
    problems: Iterable[Problem] = (),
) -> Sheet:  # fmt: skip
    """Return what a page shows of an annotation, or of one that is to be added at a place."""
    lines = around(doc, _marks(target, at))
    shown = [line.span for line in lines]
    near = [e for e in doc.entities or () if any(s.overlaps(span) for s in e.mentions for span in shown)]
    by_field: dict[str, tuple[Problem, ...]] = {}
    for problem in problems:
        by_field[problem.field] = (*by_field.get(problem.field, ()), problem)
    return Sheet(
        layer=layer,
        standing=None if target is None else _standing(doc, layer, target),
        state=digest_of(target) if target is not None else "",
        at=at,
        fields=fields,
        lines=lines,
        near=tuple(near),
        others=tuple(e for e in doc.entities or () if e not in near),
        told=tuple(_standing(doc, "statements", one) for one in doc.statements or ()) if layer == "events" else (),
        problems=by_field,
    )


def edits_of(made: Iterable[Judgement]) -> tuple[Edit, ...]:
    """Return corrections as people made them, those of one moment and reason together, the newest first."""
    together: dict[tuple[str, str, str | None], list[Judgement]] = {}
    for one in made:
        together.setdefault((one.made, one.reason, one.undone), []).append(one)
    edits = [
        Edit(
            moment, reason, undone, tuple(several), tuple(values_of(one.value) if one.value else {} for one in several)
        )
        for (moment, reason, undone), several in together.items()
    ]
    return tuple(reversed(edits))


def _standing(doc: Document, layer: str, one: Annotation) -> Standing:
    spans = annotation_spans(one)
    words = " … ".join(" ".join(doc.slice(span).split()) for span in spans[: 1 if isinstance(one, Entity) else None])
    cut = words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS].rsplit(" ", 1)[0] + " …"
    return Standing(layer, getattr(one, "id", ""), spans[0], cut, values_of(one))


def _marks(target: Annotation | None, at: Span | None) -> list[tuple[Located, str]]:
    """Return the words to light up, each with what it is."""
    if target is None:
        return [(at, "lit")] if at is not None else []
    marks: list[tuple[Located, str]] = [(span, "lit") for span in annotation_spans(target)]
    for link in target.chain if isinstance(target, Statement) else ():
        marks += [(place, what) for place, what in ((link.source, "source"), (link.cue, "cue")) if place is not None]
    return marks
