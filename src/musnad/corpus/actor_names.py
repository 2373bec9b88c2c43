"""Names of actors taken apart, so that two of them can be compared word by word.

What comes in is a name as an article or the lexicon writes it; what goes out are the words that tell it from others:
without articles, marks and titles, with compounds as one word (عبد الله, عبدالله) and nations as their places
(الأميركية, الأمريكية). Whether two names are one actor's, `musnad.corpus.identity` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from musnad.arabic.orthography import fold
from musnad.arabic.stems import stem_form
from musnad.lexicon import Lexicon
from musnad.lexicon.identity_words import identity_words
from musnad.lexicon.matcher import words_of
from musnad.lexicon.names import TitleRow
from musnad.model import EntityType

__all__ = ["NATION", "ActorName", "NameForm", "NameReader"]

NameForm = Literal["person", "role", "body"]
"""A person's name, a role phrase that stands for one, or what a body is called."""

NATION = "@"
"""Stands before the key of the place in the word for a nation."""

_ARTICLE = "ال"
_LEAST_AFTER_ARTICLE = 3
_LONGEST_TITLE = 3  # words
_OFFICE_KINDS = frozenset({"office", "spokesman", "profession"})


class ActorName(NamedTuple):
    """A name by its words; `fathers` are the places of words that follow «son of».

    `head` is the noun that says what it is, of a body (وزارة) or of a role phrase (رئيس), which stands among the words
    too.
    """

    text: str
    words: tuple[str, ...]
    form: NameForm
    fathers: frozenset[int] = frozenset()
    head: str | None = None

    @property
    def nations(self) -> frozenset[str]:
        """The nations that it names."""
        return frozenset(word for word in self.words if word.startswith(NATION))


@dataclass(frozen=True)
class NameReader:
    """Takes names apart with the tables of a lexicon."""

    lexicon: Lexicon

    def read(self, name: str, kind: EntityType | None) -> ActorName:
        """Return a name by its words; `kind` is the type of its actor, None where it is not known."""
        words = words_of(name)
        if kind == "ORG":
            return self._body(name, words, "body")
        words = self._without_title(words)
        if self._is_phrase(words):
            return self._body(name, words, "role")
        return self._person(name, words)

    def _person(self, name: str, words: Sequence[str]) -> ActorName:
        found: list[str] = []
        fathers: set[int] = set()
        small = identity_words()
        at = 0
        while at < len(words):
            word, following = words[at], words[at + 1] if at + 1 < len(words) else None
            at += 1
            if following is not None and found and word in small.patronymic:
                fathers.add(len(found))
            elif following is not None and (word in small.clan or (found and word in self._inner)):
                continue
            elif following is not None and word in (*small.father_of, *small.mother_of):
                found.append((small.father_of[0] if word in small.father_of else word) + _bare(following))
                at += 1
            elif following is not None and (word in self._heads or following in self._tails):
                found.append(stem_form(word + following))
                at += 1
            else:
                found.append(_bare(word))
        return ActorName(name, tuple(found), "person", frozenset(fathers))

    def _body(self, name: str, words: Sequence[str], form: NameForm) -> ActorName:
        found = tuple(NATION + nation if (nation := self._nation(word)) else _bare(word) for word in words)
        head = found[0] if found and (found[0] in self._body_heads or found[0] in self._offices) else None
        return ActorName(name, found, form, head=head)

    def _without_title(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return a person's name without the titles before it; a name of one word is left as it is."""
        while len(words) > 1 and _bare(words[0]) in self._title_heads:
            bare = tuple(map(_bare, words[:_LONGEST_TITLE]))
            length = next((n for n in range(len(bare), 0, -1) if n < len(words) and bare[:n] in self._titles), 0)
            is_given = length == 1 and words[0] in self._given  # أمير, but الأمير
            if not length or is_given or not self._begins_name(words[length]):
                break
            words = words[length:]
        return words

    def _is_phrase(self, words: Sequence[str]) -> bool:
        """Whether words are a role phrase: they begin with an office, and what follows is no name."""
        if len(words) < 2 or (head := _bare(words[0])) not in self._offices:
            return False
        return head not in self._given or any(map(self._nation, words[1:]))

    def _nation(self, word: str) -> str | None:
        """Return the place of the nation that a folded word names, None where it names none."""
        return self._nations.get(stem_form(word)) or self._nations.get(_bare(word))

    def _begins_name(self, word: str) -> bool:
        return _bare(word) in self._given or word in self._heads or word in identity_words().father_of

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(_bare(fold(row.form)) for row in self.lexicon.given_names)

    @cached_property
    def _titles(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(map(_bare, words_of(form))) for row in self.lexicon.titles for form in _forms(row))

    @cached_property
    def _title_heads(self) -> frozenset[str]:
        return frozenset(title[0] for title in self._titles) - self._body_heads  # مؤسسة is a body, not a founder

    @cached_property
    def _offices(self) -> frozenset[str]:
        rows = [row for row in self.lexicon.titles if row.kind in _OFFICE_KINDS]
        return frozenset(_bare(words_of(form)[0]) for row in rows for form in _forms(row))

    @cached_property
    def _body_heads(self) -> frozenset[str]:
        return frozenset(_bare(fold(row.form)) for row in self.lexicon.organisation_heads)

    @cached_property
    def _nations(self) -> Mapping[str, str]:
        states = (row for row in self.lexicon.places if row.kind == "state")
        names = {fold(name): row.key for row in states for name in (row.name, *row.aliases) if " " not in name}
        return {stem_form(word): key for word, key in (names | dict(self.lexicon.demonyms)).items()}

    @cached_property
    def _heads(self) -> frozenset[str]:
        return self._joined("head").difference(identity_words().father_of)

    @cached_property
    def _tails(self) -> frozenset[str]:
        return self._joined("tail")

    @cached_property
    def _inner(self) -> frozenset[str]:
        return frozenset(fold(part.form) for part in self.lexicon.name_parts if part.kind == "inner_particle")

    def _joined(self, kind: str) -> frozenset[str]:
        return frozenset(fold(row.form) for row in self.lexicon.romanised_words if row.kind == kind)


def _forms(row: TitleRow) -> Iterator[str]:
    yield from (row.form, *row.feminine, *row.plural)


@lru_cache(1 << 16)
def _bare(word: str) -> str:
    """Return a folded word as it is compared, without its article."""
    if word.startswith(_ARTICLE) and len(word) >= len(_ARTICLE) + _LEAST_AFTER_ARTICLE:
        word = word[len(_ARTICLE) :]
    return stem_form(word)
