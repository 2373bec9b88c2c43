"""Names typed in Latin letters: which words of an index, and which names of the lexicon, they may stand for.

What comes in is a word or a name such as Haftar, Kassem or Hezbollah; what goes out are stems of Arabic words. Names
are found by the lexicon's English names, and by letters: each Latin letter may stand for certain Arabic ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from musnad.arabic.latin_key import latin_key
from musnad.arabic.orthography import is_arabic
from musnad.arabic.transliteration import to_plain
from musnad.case.search.foreign import has_arabic_root
from musnad.case.search.known import is_arabic_name, is_foreign_name, is_name, is_ordinary, name_stems, named_rows
from musnad.case.search.words import index_terms, lexicon
from musnad.lexicon.names import ActorRow, PlaceRow

__all__ = ["ARTICLES", "arabic_names", "arabic_words", "may_be_written"]

ARTICLES = frozenset(
    ["al", "el", "ul", "as", "es", "ash", "esh", "ad", "ed", "at", "et", "an", "en", "ar", "er", "az", "ez"]
)
"""How the article is written before a hyphen, as in al-Assad and Ash-Shabaab."""

_LEAST_LETTERS = 3
_ARTICLE = re.compile(rf"^(?:{'|'.join(sorted(ARTICLES))})[-'’ ]+", re.IGNORECASE)
# What each Latin spelling of a consonant may stand for, longest first.
_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("tch", "تش|ش"), ("sch", "ش"), ("sh", "ش"), ("ch", "تش|ش|خ|ك"), ("kh", "خ"), ("gh", "غ|ج|ق"),
    ("ng", "نغ|نج|نك|ن"), ("th", "ث|ت|ذ|ط"), ("dh", "ذ|ض|ظ|د"), ("ph", "ف"), ("ck", "ك"), ("dj", "ج"),
    ("zh", "ج|ز|ژ"), ("ts", "تس|س|ز"), ("tz", "تز|ز|تس"), ("qu", "ق|كو|ك|قو"), ("st", "ست|شت|صت|سط|صط"),
    ("sp", "سب|شب|صب"), ("x", "كس|كز|ز"), ("b", "ب"), ("c", "ك|س|ق"), ("d", "د|ض|ذ"), ("f", "ف|ڤ"),
    ("g", "غ|ج|ق|ك|گ"), ("j", "ج|ي"), ("k", "ك|ق"), ("l", "ل"), ("m", "م"), ("n", "ن"), ("p", "ب|پ"), ("q", "ق|ك"),
    ("r", "ر"), ("s", "س|ص"), ("t", "ت|ط"), ("v", "ف|ڤ|و"), ("w", "و"), ("y", "ي|يي"), ("z", "ز|ظ|ذ|ض|تس"),
)  # fmt: skip
_VOWEL = re.compile(r"(?:[aeiou']|[wy](?![aeiou]))+")
_LONG = {"a": "ا", "e": "ي", "i": "ي", "o": "و", "u": "و", "y": "ي", "w": "و", "'": "عء"}
_LONG_FOREIGN = {**_LONG, "a": "اي", "e": "يا", "o": "وا", "u": "واي"}
_AT_END = {"a": "ا|ه|ي|اء|اع", "e": "ه|ي", "i": "ي|عي", "y": "ي|عي", "o": "و|ه", "u": "و|وا"}
_THROAT = "[عء]?"


def arabic_words(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Return the stems that a word in Latin letters may stand for; `candidates` share its key in the index.

    Where the lexicon knows the name in just these letters, that is what it stands for; where it knows some of the stems
    as names, it stands for these.
    """
    name = _bare(word)
    key = latin_key(name)
    if same := tuple(stem for stem in _aligned().get(name, ()) if latin_key(stem) == key):
        return same
    if len(name) < _LEAST_LETTERS:
        return ()
    small = lexicon().stemmer.fixed
    possible = (stem for stem in candidates if stem not in small and (is_name(stem) or not is_ordinary(stem)))
    found = [stem for stem in possible if may_be_written(name, stem)]
    return tuple([stem for stem in found if is_name(stem)] or found)


def arabic_names(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the stems of every name that the lexicon knows under an English name or alias.

    >>> ("حزب", "الله") in arabic_names("Hezbollah")
    True
    """
    rows = _english().get(_plain(name), ())
    names = (index_terms(arabic) for row in rows for arabic in (row.name, *row.aliases))
    return tuple(dict.fromkeys(tuple(term.stem for term in terms) for terms in names if terms))


def may_be_written(name: str, stem: str) -> bool:
    """Whether the letters of a stem may be those of a name in Latin letters.

    >>> may_be_written("kassem", "قاسم"), may_be_written("kassem", "قسيم"), may_be_written("salim", "سليم")
    (True, False, True)
    """
    native = is_arabic_name(stem) or (has_arabic_root(stem) and not is_foreign_name(stem))
    return _pattern(_bare(name), native=native).fullmatch(stem) is not None


@lru_cache(1 << 12)
def _bare(name: str) -> str:
    """Return a name in small ASCII letters without the article."""
    return _ARTICLE.sub("", to_plain(name).lower().strip("'’"))


@lru_cache(1 << 10)
def _pattern(name: str, *, native: bool) -> re.Pattern[str]:
    """Return the Arabic letters that a name in Latin ones may have; `native` names leave only short vowels out."""
    parts: list[str] = []
    at = 0
    while at < len(name):
        if vowels := _VOWEL.match(name, at):
            is_last = vowels.end() == len(name)
            parts.append(_vowels(vowels.group(), is_first=at == 0, is_last=is_last, native=native))
            at = vowels.end()
            continue
        spelling, letters = next((pair for pair in _SPELLINGS if name.startswith(pair[0], at)), (name[at], ""))
        if spelling == "h":
            is_silent = at + 1 == len(name) or name[at + 1] not in "aeiouwy"  # Johnson, Abdullah
            parts.append("[هح]?" if is_silent else "[هح]")
        else:
            parts.append(f"(?:{letters or re.escape(spelling)})")
        if len(parts) > 1 and parts[-1] == parts[-2]:
            parts[-1] += "?"  # ss, mm: one letter with a shadda
        at += len(spelling)
    return re.compile("".join(parts))


def _vowels(vowels: str, *, is_first: bool, is_last: bool, native: bool) -> str:
    """Return what a run of vowels may be: the long one, nothing where it is short, with ع or ء at either side."""
    table = _LONG if native else _LONG_FOREIGN
    long = "".join(dict.fromkeys("".join(table[vowel] for vowel in vowels)))
    if is_first:
        return f"[اع][{long}]{{0,2}}"
    if is_last and len(vowels) == 1 and vowels in _AT_END:
        return f"{_THROAT}(?:{_AT_END[vowels]})" + ("?" if vowels == "e" and not native else "")
    if len(vowels) > 1:
        return f"(?:[عء][{long}]{{0,2}}|[{long}]{{1,3}}{_THROAT})"
    if vowels == "e" and native:
        return _THROAT
    return f"{_THROAT}[{long}]?{_THROAT}"


def _plain(name: str) -> str:
    words = re.split(r"[^a-z0-9]+", to_plain(name).lower())
    return " ".join(word for word in words if word and word not in ("the", "al", "el"))


@cache
def _english() -> Mapping[str, tuple[ActorRow | PlaceRow, ...]]:
    """Return the rows of the lexicon by their English name, and by the Latin ones among their aliases."""
    found: dict[str, dict[str, ActorRow | PlaceRow]] = defaultdict(dict)
    for row in named_rows():
        for english in (row.name_en, *(alias for alias in row.aliases if not is_arabic(alias))):
            if plain := _plain(english):
                found[plain][row.key] = row
    return {english: tuple(rows.values()) for english, rows in found.items()}


@cache
def _aligned() -> Mapping[str, tuple[str, ...]]:
    """Return the stems that stand where an English word stands in a name of as many words in both languages."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in named_rows():
        english = [_bare(word) for word in row.name_en.split()]
        for name in (row.name, *row.aliases):
            stems = name_stems(name)
            if len(stems) == len(english):
                for word, stem in zip(english, stems, strict=True):
                    found[word][stem] = None
    return {word: tuple(stems) for word, stems in found.items()}
