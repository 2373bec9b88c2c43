"""Tell the page's own furniture (related links, sharing, comment rules, date lines) from the article's paragraphs.

What comes in are lines of an extracted page, in order; what goes out are those that belong to the article. The
phrases stand in the table `page_furniture.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.calendar import WeekdayRow
from musnad.lexicon.matcher import phrase_forms
from musnad.lexicon.tables import DATA, read_table
from musnad.readers.dates import date_in_line, month_words

__all__ = ["Furniture"]

_WORD = re.compile(r"[^\W\d_]+")
_STOPS = (".", "!", "؟", "?", "…", "»", "”", '"', ":")
_LINK_WORDS = 16
_OPENING_WORDS = 40
_DATE_LINE_WORDS = 14
_TOP_LINES = 4


class Furniture:
    """Knows the phrases of the table; holds nothing else. Safe to share."""

    def clean(self, lines: Sequence[str]) -> tuple[str, ...]:
        """Return the lines without furniture; after a heading of related links, the links under it go too."""
        kept: list[str] = []
        among_links = False
        for line in lines:
            words = _words(line)
            if self._is(words, "related"):
                among_links = True
                continue
            if among_links and len(words) <= _LINK_WORDS and not line.endswith(_STOPS):
                continue
            among_links = False
            if self._drops(words, line) or (len(kept) < _TOP_LINES and self._is_date_only(line)):
                continue
            kept.append(line)
        return tuple(kept)

    def is_date_line(self, line: str, *, others: int = 0) -> bool:
        """Whether a line of at most 14 words holds words of publishing, days, months and hours, and few `others`.

        A headline (أحداث 11 سبتمبر 2001, the events of) is told from a date line by its one other word.
        """
        words = _words(line)
        free = self._forms("date_line") | self._forms("updated")
        rest = [w for w in words if w not in free and w not in _calendar_words()]
        return len(words) <= _DATE_LINE_WORDS and len(rest) <= others

    def says_updated(self, line: str) -> bool:
        """Whether a date line tells when the page was changed, not when it appeared."""
        folded = f" {' '.join(_words(line))} "
        return any(f" {' '.join(form)} " in folded for form in self._phrases["updated"])

    def _is_date_only(self, line: str) -> bool:
        return self.is_date_line(line) and date_in_line(line) is not None

    def _drops(self, words: tuple[str, ...], line: str) -> bool:
        if not words:
            return False
        if self._is(words, "whole"):
            return True
        is_sentence = line.rstrip().endswith(".")
        if (
            not is_sentence
            and len(words) <= _OPENING_WORDS
            and any(words[: len(form)] == form for form in self._phrases["opening"])
        ):
            return True
        joined = f" {' '.join(words)} "
        return sum(f" {' '.join(form)} " in joined for form in self._phrases["policy"]) >= 2

    def _is(self, words: tuple[str, ...], kind: str) -> bool:
        return words in self._phrases[kind]

    def _forms(self, kind: str) -> frozenset[str]:
        return frozenset(word for form in self._phrases[kind] for word in form)

    @cached_property
    def _phrases(self) -> dict[str, frozenset[tuple[str, ...]]]:
        rows = Lexicon().page_furniture
        kinds = ("whole", "related", "opening", "policy", "date_line", "updated")
        return {
            kind: frozenset(_words(form) for row in rows if row.kind == kind for form in row.forms) for kind in kinds
        }


def _words(line: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(line)))


@cache
def _calendar_words() -> frozenset[str]:
    days = read_table(DATA / "weekdays.tsv", WeekdayRow)
    return month_words() | frozenset(word for row in days for form in row.forms for word in phrase_forms(form))
