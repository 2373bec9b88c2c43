"""What kind of teller a noun phrase names: whose entity, which role, named or not.

What comes in is the range of tokens of a phrase; what goes out is a `Teller`. Where the phrase begins and ends is for
`tellers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.orthography import fold_offset
from musnad.lexicon.reporting import SourceNounRow
from musnad.model import LinkRole, Span
from musnad.stages.statements.textview import PlacedMention, TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["Teller", "TellerIdentifier"]

_SOUND_PLURALS = ("ون", "ين")
_LEADS = ("", "و", "ف")
_NISBA = ("ي", "ية", "يون", "يين", "يان", "يتان")
_FAR_FROM_HEAD = 5


class Teller(NamedTuple):
    """A teller's noun phrase: tokens `first:last`, its span, and who or what it is."""

    first: int
    last: int
    span: Span
    entity: str | None
    anonymous: bool
    role: LinkRole | None
    is_document: bool


class TellerIdentifier:
    """Says who a phrase names. Immutable once built."""

    def __init__(self, words: ReportingWords) -> None:
        self._words = words

    def identify(self, view: TextView, first: int, last: int) -> Teller:
        """Return the teller whose phrase is tokens `first:last`."""
        names = self.ungoverned(view, first, last)
        related = self._belongs_to_named(view, first, last)
        placed = None if related else self._principal(view, first, last, names)
        entity = placed.entity if placed is not None else None
        noun, indefinite = self._head_noun(view, first, last)
        role: LinkRole | None = None
        if noun is not None:
            role = noun[0].role
            persons = [p for p in names if p.is_person and not self._is_described(view, first, p.first)]
            named_person = any(p.first == first or noun[0].anonymous != "always" for p in persons)
            anonymous = not named_person and _is_unnamed(noun, indefinite=indefinite)
        elif entity is not None:
            role = entity.role or ("person" if entity.type == "PER" else "body")
            anonymous = False
        else:
            anonymous = placed is None and not related and self._is_vague(view, first, last)
        if self._is_introduced(view, first, names):
            anonymous = False
        elif self._is_some_of_many(view, first, last):
            anonymous, role = True, role or "unnamed"
        start = view.names[first].mention.start if first in view.names else self._bare_start(view, first)
        return Teller(
            first,
            last,
            view.span(first, last, start=start),
            None if anonymous else (entity.id if entity else None),
            anonymous,
            role,
            noun is not None and noun[0].kind == "document",
        )

    def _is_described(self, view: TextView, first: int, at: int) -> bool:
        """«مسؤول أمني على صلة بقضية اختفاء فلان»: what describes someone unnamed may hold the name of another."""
        if at < first + _FAR_FROM_HEAD or view.is_definite(first) or first in view.covering:
            return False
        adjective = view.forms[first + 1]
        if not adjective.endswith(_NISBA) or view.is_definite(first + 1) or first + 1 in view.names:
            return False
        return not any(view.is_punct(i) for i in range(first, at))

    def _is_introduced(self, view: TextView, first: int, names: Sequence[PlacedMention]) -> bool:
        """«أحد الناجين، وهو مزارع يدعى فلان»: the phrase itself says what its bearer is called."""
        persons = [p for p in names if p.is_person and p.first > first]
        return bool(persons) and any(self._words.is_exactly("naming", view.forms[p.first - 1]) for p in persons)

    def _is_vague(self, view: TextView, first: int, last: int) -> bool:
        """Whether a phrase without a known noun says some or other: «تلاميذ», «المضربون»; not «أمر الإحالة»."""
        form = view.forms[first]
        part = first + 1 < last and self._words.is_exactly("partitive", view.forms[first + 1])
        if form.endswith(_SOUND_PLURALS) or part:
            return True
        if view.is_definite(first) or self._words.is_head(form) or first in view.quote_from:
            return False
        return last < first + 2 or not view.is_definite(first + 1)

    def _belongs_to_named(self, view: TextView, first: int, last: int) -> bool:
        """«زوجة فلان», «محامي فلان», «إدارة فلان»: not that person; «محامي فلان، علان» names both."""
        if first in view.covering:
            return False
        form = view.forms[first]
        kin = self._words.is_("kin", form) or (self._words.is_body(form) and not view.is_definite(first))
        if not kin and not self._words.is_("aide", form):
            return False
        persons = [p for i in range(first + 1, last) if (p := view.names.get(i)) is not None and p.is_person]
        if len(persons) != 1:
            return False
        return persons[0].first == first + 1 or (kin and "،" not in view.forms[first:last])

    def _is_some_of_many(self, view: TextView, first: int, last: int) -> bool:
        """«أحد مساعدي فلان», «آلاف العاملين لدى …»: some of those who are counted, none of them named."""
        if first in view.covering or not self._words.is_("some", view.forms[first]) or last < first + 2:
            return False
        return first + 1 not in view.names and not self._words.is_("preposition", view.forms[first + 1])

    def _head_noun(self, view: TextView, first: int, last: int) -> tuple[tuple[SourceNounRow, bool] | None, bool]:
        """Return the teller noun a phrase is built on, and whether it is indefinite: «أحد المسؤولين» is."""
        noun = self._words.noun(view.forms[first])
        if noun is not None or not self._words.is_("quantifier", view.forms[first]):
            return noun, not view.is_definite(first)
        counted = range(first + 1, min(first + 3, last))
        return next((n for i in counted if (n := self._words.noun(view.forms[i]))), None), True

    def _bare_start(self, view: TextView, first: int) -> int:
        """Return the start of a phrase without the clitic that a known noun carries (لمصدر, وقالت)."""
        token = view.tokens[first]
        placed = view.nominals.get(first)
        if placed is not None:
            return placed.mention.start
        if self._words.noun(token.form) is None or token.form in self._words.nouns:
            return token.start
        for split in proclitic_splits(token.form)[1:]:
            if split.stem in self._words.nouns or split.stem.removeprefix("ال") in self._words.nouns:
                return token.start + fold_offset(view.text[token.start : token.end], split.skip)
        return token.start

    def ungoverned(self, view: TextView, first: int, last: int) -> list[PlacedMention]:
        """Return the names inside a phrase that no clitic preposition governs (not the one in «خصوم لفلان»)."""
        names = [p for i in range(first, last) if (p := view.names.get(i)) is not None and p.last <= last]
        return [p for p in names if p.first == first or not self._is_governed(view, p)]

    def _is_governed(self, view: TextView, placed: PlacedMention) -> bool:
        """«خصوم لفلان», «مسؤول في بريطانيا»: a preposition stands before the name."""
        if view.text[view.tokens[placed.first].start : placed.mention.start] not in _LEADS:
            return True
        before = placed.first - 1
        counted = before > 0 and self._words.is_("quantifier", view.forms[before - 1])  # «كل من فلان وفلان»
        return placed.mention.type != "ORG" and not counted and self._words.is_("preposition", view.forms[before])

    def _principal(self, view: TextView, first: int, last: int, names: list[PlacedMention]) -> PlacedMention | None:
        """Pick the mention that says who tells: a person named, else the role phrase, else the body."""
        persons = [p for p in names if p.is_person]
        if persons:
            return persons[0]
        nominal = view.nominals.get(first)
        if nominal is not None and nominal.entity is not None and nominal.last <= last:
            return nominal
        if not names and self._words.noun(view.forms[first]) is not None:
            names = [p for i in range(first, last) if (p := view.names.get(i)) is not None and p.last <= last]
        organisations = [p for p in names if p.mention.type == "ORG"]
        if not names and (known := self._words.noun(view.forms[first])) is not None and known[0].kind == "document":
            names = [p for i in range(first, last) if (p := view.nominals.get(i)) is not None and p.entity is not None]
        return next(iter(organisations or names), None)


def _is_unnamed(noun: tuple[SourceNounRow, bool], *, indefinite: bool) -> bool:
    row, plural = noun
    unnamed = {"always": True, "indefinite": indefinite, "indefinite_or_plural": indefinite or plural}
    return unnamed.get(row.anonymous, False)
