"""What two articles of a case share, from what is known of either: whether they are compared, and what comes of it.

What comes in are two articles, which runs are standing, and their texts; what goes out is a kind with the verdict, or
None. Where articles and runs are kept, and which pairs are looked at, is for the callers: the index of a case, and the
steps that weigh a run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

import numpy as np

from musnad.case.copies.shingles import sampled
from musnad.case.copies.signature import Signature
from musnad.case.copies.standing import ANYWHERE
from musnad.case.copies.verdict import LEAST_WORDS, Kind, Sampled, Verdict, judge
from musnad.case.copies.words import Words, read_words, word_key
from musnad.case.days import days_between

__all__ = [
    "LEAST_WORDS", "Known", "are_versions", "is_enough", "is_standing_for", "judge_pair", "known_of", "standing_for",
]  # fmt: skip

_LEAST_RUNS = 2  # kept runs that two texts must share to be compared
_LEAST_DENSITY = 1 / 50  # and so many to a word of the shorter: a tenth of what a copy of it all would share
_TEXTS_KEPT = 512  # of those read last, since what copies one text is compared with the same ones
_LONG_TEXT = 50_000  # letters; a longer one is not kept


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article by which copies are found, with what tells recrawls; `kept` are its runs, packed."""

    document: int
    outlet: int | None
    work: int
    words: int
    whole: int
    kept: bytes
    day: str | None
    article: int
    url: str | None

    @property
    def runs(self) -> frozenset[int]:
        """The numbers of its kept runs."""
        return frozenset(np.frombuffer(self.kept, "<u4").tolist())


def known_of(
    document: int, article: int, found: Signature, *, outlet: str | None, url: str | None, title: str | None,
    day: str | None,
) -> Known:  # fmt: skip
    """Return what is known of an article by which copies are found."""
    place = _outlet_number(outlet, url)
    kept = np.array(found.runs, "<u4").tobytes()
    work = _work_number(place, title, article)
    return Known(document, place, work, found.words, found.whole, kept, day, article, url)


def is_enough(shared: int, words: int, others: int) -> bool:
    """Whether two texts of so many words share enough runs to be compared."""
    return shared >= max(_LEAST_RUNS, _LEAST_DENSITY * min(words, others))


def is_standing_for(place: int | None, outlet: int | None, other: int | None) -> bool:
    """Whether a run that is standing in a place, of an outlet or anywhere, is so for articles of two outlets."""
    return place == ANYWHERE or (outlet == other and place == outlet)


def standing_for(a: Known, b: Known, standing: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """Return those of some runs, each with a place where it is standing, that are so for two articles."""
    return frozenset(run for run, place in standing if is_standing_for(place, a.outlet, b.outlet))


def judge_pair(
    a: Known, b: Known, text: Callable[[Known], str], standing: Callable[[Known, Known], frozenset[int]]
) -> tuple[Kind, Verdict] | None:
    """Return how two articles are copies, that with the lower number first, or None.

    `text` and `standing` are asked only where the words are not all the same.
    """
    if a.whole == b.whole and a.words == b.words:
        verdict = Verdict(Kind.SAME, a.words, 1.0, 1.0) if a.words >= LEAST_WORDS else None
    else:
        words, runs = _words_of(text(a))
        others, _ = _words_of(text(b))
        verdict = judge(words, others, runs=runs, standing=standing(a, b), days=days_between(a.day, b.day))
    if verdict is None:
        return None
    return (Kind.RECRAWL if are_versions(a, b) else verdict.kind), verdict


def are_versions(a: Known, b: Known) -> bool:
    """Whether two copies are the same article of one outlet: the same address or the same headline."""
    if a.article == b.article:
        return True
    return (
        a.outlet is not None and a.outlet == b.outlet and (a.work == b.work or (a.url == b.url and a.url is not None))
    )


@lru_cache(_TEXTS_KEPT)
def _kept_words(text: str) -> tuple[Words, Sampled]:
    words = read_words(text)
    places, numbers = sampled(words.numbers)
    return words, Sampled(tuple(places.tolist()), tuple(numbers.tolist()))


def _words_of(text: str) -> tuple[Words, Sampled]:
    """Return the words of a text and its kept runs."""
    return _kept_words(text) if len(text) <= _LONG_TEXT else _kept_words.__wrapped__(text)


def _outlet_number(outlet: str | None, url: str | None) -> int | None:
    """Return a number for an outlet, else for the host of an address; None where neither is known."""
    name = (outlet or "").strip() or _host(url)
    return (_number(name.casefold()) or 1) if name else None


def _work_number(outlet: int | None, title: str | None, article: int) -> int:
    """Return a number that recrawls share: of the outlet and the headline, else of the article."""
    key = " ".join(map(word_key, (title or "").split()))
    return _number(f"{outlet} {key}") if outlet is not None and key else _number(f"article {article}")


def _number(words: str) -> int:
    digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
