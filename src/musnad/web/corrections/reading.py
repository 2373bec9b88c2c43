"""Fields of a form read one by one; every problem is kept with the field it is in.

What comes in are fields as strings; what goes out are values, and problems as messages for the catalogues. A reader
goes on after a problem, so that all are told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar, get_args

import msgspec

from musnad.model import Document, Span
from musnad.web.corrections.places import PlaceFault, parse_spans, print_spans, read_place, same_words


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["Fields", "Problem", "Reader", "shown_place", "shown_places"]

Fields = Mapping[str, Sequence[str]]
T = TypeVar("T")

_PLACE_FAULTS = {
    "form": _("A place is two numbers, as in 12-30: the first character and the one after the last."),
    "outside": _("This place lies outside the text, which has %(length)s characters."),
    "empty": _("There are no words at this place."),
    "absent": _("These words do not stand in the text. Copy them from it as they are."),
    "several": _("These words stand at several places: %(places)s. Give the one you mean."),
    "differ": _("The words and the place differ, and the words do not stand at the place. Change one of them."),
}


class Problem(NamedTuple):
    """What is wrong with a field: a message of the catalogues, and its values."""

    field: str
    said: str
    values: Mapping[str, Any] = {}


@dataclass(slots=True)
class Reader:
    """Reads the fields of a form for a document; `problems` grows as it goes."""

    doc: Document
    fields: Fields
    problems: list[Problem] = field(default_factory=list)

    def one(self, name: str) -> str:
        """Return a field without white space around it; empty where it was not sent."""
        values = self.fields.get(name, ())
        return values[-1].strip() if values else ""

    def every(self, name: str) -> tuple[str, ...]:
        """Return the values of a field that was sent several times."""
        return tuple(dict.fromkeys(value.strip() for value in self.fields.get(name, ()) if value.strip()))

    def tell(self, name: str, said: str, **values: Any) -> None:
        """Keep a problem."""
        self.problems.append(Problem(name, said, values))

    def choice(self, name: str, kind: Any, otherwise: T) -> T:
        """Return a value of a closed set (a Literal); tell where it is none of it."""
        given = self.one(name)
        if given in map(str, get_args(kind)):
            return msgspec.convert(given, kind, strict=False)  # type: ignore[no-any-return]  # the set's own type
        self.tell(name, _("Choose one of the list."))
        return otherwise

    def option(self, name: str, kind: Any) -> Any:
        """Return a value of a closed set, None where the field is empty."""
        return self.choice(name, kind, None) if self.one(name) else None

    def of(self, name: str, known: Iterable[str]) -> str | None:
        """Return an id of what is in the article, None where the field is empty; tell where nothing has it."""
        given = self.one(name)
        if given and given not in set(known):
            self.tell(name, _("There is none like this in the article any more. Choose one of the list."))
            return None
        return given or None

    def place(self, name: str, *, old: Span | None = None, near: int | None = None, needed: bool = True) -> Span | None:
        """Return the words that a field and its `-words` mean; tell where there are none."""
        found = read_place(self.doc.text, self.one(name), self.one(f"{name}-words"), old=old, near=near)
        if isinstance(found, PlaceFault):
            self._tell_fault(name, found)
            return None
        if found is None and needed:
            self.tell(name, _("Say which words: type them, or give their place."))
        return found

    def places(self, name: str, *, old: tuple[Span, ...] = (), near: int | None = None) -> tuple[Span, ...]:
        """Return several stretches of words, one a line in `-words`; tell where there are none."""
        lines = [line for line in self.one(f"{name}-words").splitlines() if line.strip()]
        spans = parse_spans(self.one(name))
        if spans is None:
            self._tell_fault(name, PlaceFault("form"))
            return ()
        if lines and not _stand_at(self.doc.text, lines, spans) and (spans == old or not spans):
            read = [
                read_place(self.doc.text, "", line, old=was, near=near)
                for line, was in zip(lines, (*old, *(None,) * len(lines)), strict=False)
            ]
        else:
            read = [read_place(self.doc.text, f"{span.start}-{span.end}", "") for span in spans]
        faults = [one for one in read if isinstance(one, PlaceFault)]
        for fault in faults:
            self._tell_fault(name, fault)
        found = sorted({one for one in read if isinstance(one, Span)})
        if any(one.overlaps(other) for one, other in pairwise(found)):
            self.tell(name, _("Two of these stretches overlap."))
        if not found and not faults:
            self.tell(name, _("Say which words: type them, or give their place."))
        return tuple(found)

    def _tell_fault(self, name: str, fault: PlaceFault) -> None:
        values = {"length": len(self.doc.text), "places": print_spans(fault.places)}
        said = _PLACE_FAULTS[fault.kind]
        self.tell(name, said, **{key: value for key, value in values.items() if f"%({key})s" in said})


def shown_place(doc: Document, name: str, span: Span | None) -> dict[str, tuple[str, ...]]:
    """Return the two fields of a place, as `Reader.place` reads them."""
    return shown_places(doc, name, () if span is None else (span,))


def shown_places(doc: Document, name: str, spans: Iterable[Span]) -> dict[str, tuple[str, ...]]:
    """Return the two fields of several places, as `Reader.places` reads them."""
    spans = tuple(spans)
    words = "\n".join(" ".join(doc.slice(span).split()) for span in spans)
    return {name: (print_spans(spans),), f"{name}-words": (words,)}


def _stand_at(text: str, lines: Sequence[str], spans: Sequence[Span]) -> bool:
    pairs = zip(lines, spans, strict=False)
    return len(lines) == len(spans) and all(same_words(line, text[s.start : s.end]) for line, s in pairs)
