"""The table of words in Latin letters, and names written with it.

What comes in is a name in Arabic; what goes out is its IJMES form, and the plain form that newspapers would print. Each
word is looked up, without its article where need be; words that the table lacks are written by rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.orthography import MARKS, fold
from musnad.arabic.transliteration import agrees, is_vocalised, join_article, pieces, spell, to_plain

__all__ = ["RomanisedWordRow", "Romaniser"]

_ARTICLE = "ال"
_CLITICS = {"و": "wa", "ف": "fa", "ب": "bi", "ل": "li", "ك": "ka"}
_LEAST_STEM = 3
_IJMES_LETTERS = frozenset("āīūĀĪŪʿʾḥḤṣṢḍḌṭṬẓẒ")
_NAMES_KEPT = 1 << 13


class RomanisedWordRow(msgspec.Struct, frozen=True):
    """A word of names in Latin letters, without article; two words that are written their own way make a row too.

    `ijmes` is a foreign name's own spelling where that is usual (جون, John). `plain` is the spelling of newspapers,
    empty where it is `ijmes` without its marks. A `noun` ends in -at before the word it governs (حركة فتح), a `name`
    does not; a `particle` takes no capital; a `head` is joined to the next word (عبد), a `tail` to the last (الدين).
    """

    key: str
    form: str
    ijmes: str
    plain: str
    kind: Literal["name", "noun", "particle", "head", "tail"]
    source: str


class _Word(NamedTuple):
    """A word of a name in both forms; `kind` is that of its row, `rule` without one, `joined` with a clitic."""

    ijmes: str
    plain: str
    kind: str
    definite: bool = False
    feminine: bool = False


class Romaniser:
    """Write names in Latin letters with a table. The same name always gives the same forms."""

    def __init__(self, rows: Iterable[RomanisedWordRow]) -> None:
        rows = tuple(rows)
        # Where two words fold alike (أبي, آبي) the letters as written decide, and else the first row.
        self._exact = {row.form: row for row in reversed(rows)}
        self._folded = {fold(row.form): row for row in reversed(rows)}
        self._heads = tuple(fold(row.form) for row in rows if row.kind == "head")
        self._tails = tuple(fold(row.form) for row in rows if row.kind == "tail")
        self._write = lru_cache(_NAMES_KEPT)(self._written)
        self._word = lru_cache(_NAMES_KEPT)(self._find_word)

    def ijmes(self, name: str) -> str:
        """Return the name in the transliteration of the International Journal of Middle East Studies."""
        return self._write(name)[0]

    def plain(self, name: str) -> str:
        """Return the name as newspapers write it; ASCII where the name is in Arabic letters."""
        return self._write(name)[1]

    def _written(self, name: str) -> tuple[str, str]:
        spelt, gaps = self._split(name)
        words: list[_Word] = []
        after: list[str] = []
        at = 0
        while at < len(spelt):
            pair = self._row(f"{spelt[at]} {spelt[at + 1]}") if gaps[at + 1] == " " and at + 1 < len(spelt) else None
            words.append(_from_row(pair, spelt[at + 1]) if pair else self._word(spelt[at], at == 0))
            at += 2 if pair else 1
            after.append(gaps[at])
        words = _join(words, after)
        ijmes = gaps[0] + "".join(word.ijmes + gap for word, gap in zip(words, after, strict=True))
        plain = to_plain(gaps[0]) + "".join(word.plain + to_plain(gap) for word, gap in zip(words, after, strict=True))
        return ijmes, plain

    def _split(self, name: str) -> tuple[list[str], list[str]]:
        """Return the Arabic words of a name and what stands before, between and after them."""
        words: list[str] = []
        gaps = [""]
        for piece, is_arabic in pieces(name):
            if not is_arabic:
                gaps[-1] = piece
                continue
            parts = self._parts(piece)
            words += parts
            gaps += [*[" "] * (len(parts) - 1), ""]
        return words, gaps

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the words that are written as one: عبدالله, نصرالدين."""
        folded = fold(word)
        if len(folded) != len(word) or self._row(word):
            return (word,)
        for head in self._heads:
            if folded.startswith(head + _ARTICLE) and len(folded) > len(head) + len(_ARTICLE) + 1:
                return (word[: len(head)], word[len(head) :])
        for tail in self._tails:
            if folded.endswith(tail) and len(folded) >= len(tail) + _LEAST_STEM - 1:
                return (word[: -len(tail)], word[-len(tail) :])
        return (word,)

    def _row(self, word: str) -> RomanisedWordRow | None:
        """Return the row of a word, None when there is none or the word's vowel marks say another reading."""
        row = self._exact.get(word) or self._folded.get(fold(word))
        if row and is_vocalised(word) and agrees(row.form, row.ijmes) and not agrees(word, row.ijmes):
            return None
        return row

    def _find_word(self, word: str, first: bool) -> _Word:
        if row := self._row(word):
            return _from_row(row, word)
        bare = word.startswith(_ARTICLE)
        if bare and (row := self._row(word[len(_ARTICLE) :])):
            return _with_article(row, word)
        if not first and (joined := self._with_clitic(word)):
            return joined
        spelt = spell(word)
        return _Word(spelt, to_plain(spelt), "rule", spelt.startswith("al-"), _is_feminine(word, spelt))

    def _with_clitic(self, word: str) -> _Word | None:
        """Return a noun of the table with a conjunction or preposition before it: والتعليم, للأنباء, لحقوق."""
        for split in proclitic_splits(fold(word))[1:]:
            definite = split.stem.startswith(_ARTICLE)
            row = self._folded.get(split.stem[len(_ARTICLE) :] if definite else split.stem)
            if row and row.kind == "noun" and len(split.clitics) == 1 and len(split.stem) >= _LEAST_STEM:
                clitic, noun = _CLITICS[split.clitics], _from_row(row, word)
                ijmes = f"{clitic}-l-{noun.ijmes}" if definite else f"{clitic}-{noun.ijmes}"
                plain = f"{clitic}l-{noun.plain}" if definite else f"{clitic}-{noun.plain}"
                return _Word(ijmes, plain, "joined", definite, noun.feminine)
        return None


def _from_row(row: RomanisedWordRow, word: str) -> _Word:
    plain = row.plain or to_plain(row.ijmes)
    return _Word(row.ijmes, plain, row.kind, row.ijmes.startswith("al-"), _is_feminine(word, row.ijmes))


def _with_article(row: RomanisedWordRow, word: str) -> _Word:
    """Return a word of the table with its article; a foreign name in its own spelling does without (الكرملين)."""
    found = _from_row(row, word)
    if _IJMES_LETTERS.isdisjoint(row.ijmes) and not agrees(row.form, row.ijmes):
        return found._replace(definite=True)
    return found._replace(ijmes=join_article(found.ijmes), plain=join_article(found.plain), definite=True)


def _is_feminine(word: str, ijmes: str) -> bool:
    return word.rstrip("".join(MARKS)).endswith("ة") and ijmes.endswith("a")


def _join(words: Sequence[_Word], after: Sequence[str]) -> list[_Word]:
    """Return the words as they stand side by side: -at before a governed noun, Abdel without the article after it."""
    shown = list(words)
    for at in range(len(shown) - 1):
        word, following = shown[at], shown[at + 1]
        if after[at] != " ":
            continue
        if word.kind == "head":
            shown[at + 1] = following._replace(plain=following.plain.removeprefix("al-"))
        elif _governs(word, following, among_nouns=any(w.kind == "noun" for w in shown[:at])):
            plain = word.plain + "t" if word.plain.endswith("a") else word.plain
            shown[at] = word._replace(ijmes=word.ijmes + "t", plain=plain)
    return shown


def _governs(word: _Word, following: _Word, *, among_nouns: bool) -> bool:
    """Whether a word in ة and the next are one construct: وزارة الدفاع and حركة حماس, not الجبهة or شركة مساهمة."""
    if not word.feminine or word.definite or following.kind in ("particle", "joined"):
        return False
    if word.kind == "noun" or (word.kind in ("rule", "joined") and among_nouns):
        return following.definite or not following.feminine
    return False
