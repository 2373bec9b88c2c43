"""Articles of a case that are about the same matter as one of them, with the reasons.

What comes in is the number of a document; what goes out are other documents, scored by the actors, speakers, places
and types of event they share with it, by the words of their headlines, and by how near their days are. What is rare in
the case weighs more. Copies are left out, since they tell nothing more.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from musnad.case.copies.words import word_key, word_number, word_spans
from musnad.case.days import days_between

__all__ = ["Reason", "Related", "add_words", "has_words", "related_to", "remove_words"]

_WEIGHTS = {"actor": 1.0, "speaker": 0.7, "place": 0.6, "event": 0.5, "word": 1.0}
_WORD = "word"
_ARTICLE = "ال"  # the definite article: العاصمة and عاصمة count as one word
_LEAST_LETTERS = 3
_FIRST_WORDS = 12  # of a text without a headline
_OPENING = 1000  # letters in which they stand
_NUMBER_BITS = 0x7FFFFFFF
_ROWS = 8_000  # looked at to find candidates; what the most articles share is left aside first
_CANDIDATES = 200
_SMALL_CASE = 30  # articles; what is shared counts in a smaller one as it does in one of so many
_LEAST_SCORE = 1.0  # two things that are rare, or three that are less so
_NEAR_DAYS = 10.0
_FAR = 0.3  # what is left of the score of an article of another year
_UNKNOWN_DAY = 0.6


@dataclass(frozen=True, slots=True)
class Reason:
    """Something both articles have: kind is actor, speaker, place, event or word; label is as shown."""

    kind: str
    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class Related:
    """A related article: `reasons`, the heaviest first; `days` between the two, None if unknown; its own `copies`."""

    document: int
    name: str
    title: str | None
    outlet: str | None
    day: str | None
    score: float
    days: int | None
    reasons: tuple[Reason, ...]
    copies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Trait:
    """Something the article has: the table it is found through, its number there, and how many articles have it."""

    table: str
    number: int
    kind: str
    label: str
    count: int
    weight: float


def add_words(connection: sqlite3.Connection, document: int) -> None:
    """Note the words by which a document is related to others, those of its headline; once more does no harm.

    They go with the document when it is deleted. Raises ValueError where there is no such document.
    """
    row = connection.execute("SELECT title, text FROM document WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise ValueError(f"there is no document {document}")
    remove_words(connection, document)
    connection.executemany(
        "INSERT INTO related_word (word, document) VALUES (?, ?)", [(word, document) for word in _words(*row)]
    )


def remove_words(connection: sqlite3.Connection, document: int) -> None:
    """Forget the words of a document: nothing is found through them any more."""
    connection.execute("DELETE FROM related_word WHERE document = ?", (document,))


def has_words(connection: sqlite3.Connection, document: int) -> bool:
    """Whether the words of a document are noted as `add_words` would."""
    row = connection.execute("SELECT title, text FROM document WHERE id = ?", (document,)).fetchone()
    kept = {word for (word,) in connection.execute("SELECT word FROM related_word WHERE document = ?", (document,))}
    return row is not None and kept == set(_words(*row))


def related_to(connection: sqlite3.Connection, document: int, *, limit: int = 20) -> tuple[Related, ...]:
    """Return the articles most related to a document, the best first; none of its copies or versions.

    Raises ValueError where there is no such document.
    """
    row = connection.execute("SELECT article, title, text, day FROM document WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise ValueError(f"there is no document {document}")
    article, title, text, day = row
    traits = _traits(connection, document, _words(title, text))
    candidates = _candidates(connection, traits)
    left_out = {document, *_copies(connection, [document]).get(document, ())}
    found = _scored(connection, [d for d in candidates if d not in left_out], traits, article, day)
    return tuple(_without_copies(connection, found)[:limit])


def _words(title: str | None, text: str) -> Mapping[int, str]:
    """Return the words of the headline, else the first ones of the text, by number."""
    if title:
        return _stems(title)
    spans = word_spans(text[:_OPENING])[:_FIRST_WORDS]
    return _stems(text[: spans[-1][1]]) if spans else {}


def _stems(words: str) -> Mapping[int, str]:
    """Return what words are compared by, as numbers, with the first form of each; short ones are left out."""
    found: dict[int, str] = {}
    for start, end in word_spans(words):
        stem = word_key(words[start:end]).removeprefix(_ARTICLE)
        if len(stem) >= _LEAST_LETTERS:
            found.setdefault(word_number(stem) & _NUMBER_BITS, words[start:end])
    return found


def _traits(connection: sqlite3.Connection, document: int, words: Mapping[int, str]) -> list[_Trait]:
    """Return what the article can share with others, the rarest first."""
    (everything,) = connection.execute("SELECT count(*) FROM document").fetchone()
    terms = connection.execute(
        "SELECT t.id, t.kind, t.label FROM fact AS f JOIN term AS t ON t.id = f.term WHERE f.document = ?", (document,)
    ).fetchall()
    asked = [("fact", "term", number, kind, label) for number, kind, label in terms if kind in _WEIGHTS]
    named = {number for _, kind, label in terms if kind in _WEIGHTS for number in _stems(label)}
    asked += [("related_word", "word", number, _WORD, form) for number, form in words.items() if number not in named]
    traits = []
    for table, column, number, kind, label in asked:
        (count,) = connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {column} = ? LIMIT ?)", (number, _ROWS)
        ).fetchone()
        weight = _WEIGHTS[kind] * (1 - math.log(max(count, 1)) / math.log(max(everything, _SMALL_CASE)))
        traits.append(_Trait(table, number, kind, label, count, max(weight, 0.0)))
    return sorted(traits, key=lambda trait: (trait.count, trait.kind, trait.number))


def _candidates(connection: sqlite3.Connection, traits: Sequence[_Trait]) -> list[int]:
    """Return the documents that share the rarest traits, those with the heaviest first."""
    scores: defaultdict[int, float] = defaultdict(float)
    rows = 0
    for trait in traits:
        rows += trait.count
        if rows > _ROWS:
            break
        column = "term" if trait.table == "fact" else "word"
        for (document,) in connection.execute(
            f"SELECT document FROM {trait.table} WHERE {column} = ?", (trait.number,)
        ):
            scores[document] += trait.weight
    return nsmallest(_CANDIDATES, scores, key=lambda document: (-scores[document], document))


def _scored(
    connection: sqlite3.Connection, candidates: Sequence[int], traits: Sequence[_Trait], article: int, day: str | None
) -> list[Related]:
    """Return the candidates with their reasons, the best first; another version of the article is none."""
    asked = json.dumps(candidates)
    shared = _shared(connection, asked, traits)
    found = []
    for document, own, name, title, outlet, other in connection.execute(
        "SELECT d.id, d.article, d.name, d.title, d.outlet, d.day FROM json_each(?) AS q "
        "CROSS JOIN document AS d ON d.id = q.value JOIN article AS a ON a.id = d.article "
        "WHERE a.current IS NULL OR a.current = d.id",
        (asked,),
    ):
        reasons = sorted(shared[document], key=lambda reason: (-reason.weight, reason.kind, reason.label))
        total = sum(reason.weight for reason in reasons)
        if own != article and total >= _LEAST_SCORE:
            days = days_between(day, other)
            score = total * (_UNKNOWN_DAY if days is None else _FAR + (1 - _FAR) * math.exp(-days / _NEAR_DAYS))
            found.append(Related(document, name, title, outlet, other, score, days, tuple(reasons), ()))
    return sorted(found, key=lambda related: (-related.score, related.document))


def _shared(connection: sqlite3.Connection, asked: str, traits: Sequence[_Trait]) -> defaultdict[int, list[Reason]]:
    shared: defaultdict[int, list[Reason]] = defaultdict(list)
    for table, column in (("fact", "term"), ("related_word", "word")):
        own = {trait.number: Reason(trait.kind, trait.label, trait.weight) for trait in traits if trait.table == table}
        for document, number in connection.execute(
            f"SELECT t.document, t.{column} FROM json_each(?) AS q CROSS JOIN {table} AS t ON t.document = q.value "
            f"WHERE t.{column} IN (SELECT value FROM json_each(?))",
            (asked, json.dumps(list(own))),
        ):
            shared[document].append(own[number])
    return shared


def _without_copies(connection: sqlite3.Connection, found: Sequence[Related]) -> list[Related]:
    """Return the best of those that are copies of one another, with the others named."""
    copies = _copies(connection, [related.document for related in found])
    kept: dict[int, Related] = {}
    others: defaultdict[int, list[int]] = defaultdict(list)
    for related in found:
        better = next((document for document in copies.get(related.document, ()) if document in kept), None)
        if better is None:
            kept[related.document] = related
        else:
            others[better].append(related.document)
    return [_with_copies(related, others[document]) for document, related in kept.items()]


def _with_copies(related: Related, copies: Collection[int]) -> Related:
    return Related(related.document, related.name, related.title, related.outlet, related.day, related.score,
                   related.days, related.reasons, tuple(sorted(copies)))  # fmt: skip


def _copies(connection: sqlite3.Connection, documents: Iterable[int]) -> dict[int, list[int]]:
    asked = json.dumps(list(documents))
    rows = connection.execute(
        "SELECT q.value, b FROM json_each(?1) AS q CROSS JOIN copy ON a = q.value UNION "
        "SELECT q.value, a FROM json_each(?1) AS q CROSS JOIN copy ON b = q.value ORDER BY 1, 2",
        (asked,),
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    for document, other in rows:
        found[document].append(other)
    return dict(found)
