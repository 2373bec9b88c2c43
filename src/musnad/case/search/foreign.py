"""Spellings of foreign names in Arabic letters: which of two words may be the same name.

What comes in are stems; what goes out is a key that all spellings of a name share, and whether two stems that share it
differ only as such spellings do: نتنياهو and نتانياهو, غوتيريش and جوتيريس, واشنطن and واشنطون. Where a vowel or a
letter tells two words apart (سالم and سليم, سلمان and سليمان) they are no spellings of one name.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "SKELETONS_VERSION", "are_spellings", "cost", "has_arabic_letters", "has_arabic_root", "latin_skeleton",
    "pattern_of", "skeleton",
]  # fmt: skip

SKELETONS_VERSION = 1
"""Rises when a stem gets another key; an index of another version is made anew."""

_VOWELS = "اويء"
_CLASSES = str.maketrans("غجكقگخبپفڤچسشصزثذظتطدضمنلرهحع", "KKKKKKBBFFSSSSSSSSTTDDMNLRHHE")
_SPELLINGS = (("تش", "چ"), ("دج", "ج"), ("اكس", "كس"))
_BEFORE = {"S": "ت?", "K": "د?"}  # تش and دج, which count as one letter
_WRITTEN_VOWELS = "اويىءآأإؤئةه "  # or the space in a name of two words
# What sounds of Latin letters count as, longest first; c is s before these vowels and else k.
_LATIN_SPELLINGS = (
    ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("th", "s"), ("kh", "k"), ("gh", "k"), ("ph", "f"),
    ("ck", "k"), ("dj", "k"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("x", "ks"),
)  # fmt: skip
_LATIN_CLASSES = str.maketrans("kgqjcbpfvszxtdmnlrh", "KKKKKBBFFSSSTDMNLRH")
_REPEATED = re.compile(r"(.)\1+")

# What a change of spelling costs; what is not named here makes another word.
_FREE, _CHEAP, _USUAL, _HISSED, _DEAR, _FAR, _APART = 0.3, 0.8, 1.0, 1.2, 1.7, 2.5, 3.0
_LETTERS: dict[tuple[str, str], float] = {}
for _pair, _price in (
    ("بپ", _FREE), ("فڤ", _FREE), ("كگ", _FREE), ("غگ", _FREE), ("چش", _CHEAP), ("چج", _DEAR), ("چس", _FAR),
    ("غج", _CHEAP), ("سص", _CHEAP), ("تط", _CHEAP), ("غق", _USUAL), ("كق", _USUAL), ("كغ", _APART), ("جق", _DEAR),
    ("جك", _APART), ("سث", _USUAL), ("زث", _HISSED), ("سز", _HISSED), ("زذ", _USUAL), ("دض", _USUAL), ("سش", _DEAR),
    ("خك", _DEAR), ("هح", _DEAR),
):  # fmt: skip
    _LETTERS[_pair[0], _pair[1]] = _LETTERS[_pair[1], _pair[0]] = _price
_VOWEL_ADDED, _VOWEL_DOUBLED, _DIPHTHONG, _HIATUS, _HAMZA, _VOWEL_CHANGED = 1.3, 0.6, 1.4, 2.6, 0.6, 2.8
_LATIN_END = 2.7  # ماركس (Marx) and ماركوس (Marcus)
_TWIN, _END, _BEGINNING, _LOST_AND = 1.0, 1.0, 1.5, 0.4
_TWINS = "لنمسر"
_BACK = 0.8  # more for a vowel that one spelling adds where it leaves out another
_BUDGET = {0: 0.0, 1: 0.0, 2: 0.9, 3: 1.65, 4: 2.55}
_BUDGET_LONG = 3.4
_LONG = 4
_NEVER = 99.0
_SAID_FIRST = "هوي"  # consonants at the beginning of a word, which keys leave out
_NATIVE = re.compile("[حعضظ]")
_C = f"[^{_VOWELS}]"
# Shapes of words of Arabic roots, in which a vowel makes another word: سالم, سليم, فاروق, سلمان, سليمان, منصور.
_ROOT = re.compile(
    f"(?:{_C}ا?{_C}{{2}}|{_C}{{2}}[ايو]{_C}|{_C}ا{_C}و{_C}|{_C}{{2}}[ايو]?{_C}ان|م{_C}{{2}}[ايو]?{_C}|{_C}[ايو]{_C})[هيا]?"
)


@lru_cache(1 << 14)
def skeleton(stem: str) -> str:
    """Return the key of a stem: its consonants, those alike that spellings mix up.

    >>> skeleton("نتنياهو") == skeleton("نتانياهو"), skeleton("بومبيو") == skeleton("بومبييو")
    (True, True)
    """
    body = stem.rstrip("هاوي")
    body = body[1:] if body[:1] in ("ه", *_VOWELS) and len(body) > 1 else body
    for spelling, instead in _SPELLINGS:
        body = body.replace(spelling, instead)
    body = _REPEATED.sub(r"\1", body)
    return "".join(c for c in body if c not in _VOWELS).translate(_CLASSES)


def latin_skeleton(word: str) -> str:
    """Return the key that the usual Arabic spellings of a name in small Latin letters have.

    >>> latin_skeleton("hulusi") == skeleton("هولوسي"), latin_skeleton("weinstein") == skeleton("واينستين")
    (True, True)
    """
    for spelling, instead in _LATIN_SPELLINGS:
        word = word.replace(spelling, instead)
    body = word.rstrip("haeiouwy")
    body = body[1:] if body[:1] == "h" and len(body) > 1 else body
    return _REPEATED.sub(r"\1", "".join(c for c in body if c not in "aeiouwy'").translate(_LATIN_CLASSES))


@lru_cache(1 << 10)
def pattern_of(key: str) -> str:
    """Return a regular expression that finds every Arabic word with a key, and some others.

    >>> re.search(pattern_of(skeleton("نتنياهو")), "بنيامين نتانياهو")[0]
    'نتان'
    """
    by_class = {one: "".join(chr(letter) for letter, its in _CLASSES.items() if chr(its) == one) for one in key}
    return f"[{_WRITTEN_VOWELS}]*".join(f"(?:{_BEFORE.get(one, '')}[{by_class[one]}])+" for one in key)


def has_arabic_letters(stem: str) -> bool:
    """Whether a word has letters that foreign names are not spelt with.

    >>> has_arabic_letters("محمد"), has_arabic_letters("بوتين")
    (True, False)
    """
    return _NATIVE.search(stem) is not None


def has_arabic_root(stem: str) -> bool:
    """Whether a word has the letters or the shape of one that Arabic made itself.

    >>> has_arabic_root("سليم"), has_arabic_root("بوتين"), has_arabic_root("محمد")
    (True, False, True)
    """
    return has_arabic_letters(stem) or _ROOT.fullmatch(stem) is not None


def are_spellings(one: str, other: str) -> bool:
    """Whether two stems may be spellings of one foreign name; both are known to be no words of Arabic roots.

    >>> are_spellings("غوتيريش", "جوتيريس"), are_spellings("ماريا", "ماريو"), are_spellings("تويتر", "تويترر")
    (True, False, False)
    """
    key = skeleton(one)
    if key != skeleton(other):
        return False
    consonants = len(key) + (one[0] == other[0] and one[0] in _SAID_FIRST)
    if (one[0] == "و") != (other[0] == "و") and consonants < _LONG:
        return False
    return cost(one, other) <= _BUDGET.get(consonants, _BUDGET_LONG)


def cost(one: str, other: str) -> float:
    """Return what it costs to spell one as the other, the cheapest way."""
    a, b = (_plainly(word) for word in (one, other))
    return min(_aligned(a, b, _BACK, 0.0), _aligned(a, b, 0.0, _BACK))


def _aligned(a: str, b: str, more_in_a: float, more_in_b: float) -> float:
    rows = [[_NEVER] * (len(b) + 1) for _ in range(len(a) + 1)]
    rows[0][0] = 0.0
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            best = rows[i][j]
            if i and j:
                best = min(best, rows[i - 1][j - 1] + _changed(a, b, i - 1, j - 1))
            if i:
                best = min(best, rows[i - 1][j] + _added(a, i - 1) + more_in_a)
            if j:
                best = min(best, rows[i][j - 1] + _added(b, j - 1) + more_in_b)
            rows[i][j] = best
    return rows[-1][-1]


def _plainly(word: str) -> str:
    for spelling, instead in _SPELLINGS[:-1]:
        word = word.replace(spelling, instead)
    return word


def _changed(a: str, b: str, i: int, j: int) -> float:
    """What it costs to write one letter for another."""
    x, y = a[i], b[j]
    if x == y:
        return 0.0
    is_end = i == len(a) - 1 and j == len(b) - 1
    if is_end:
        if {x, y} == {"ا", "ه"} and "ي" in (a[i - 1 : i], b[j - 1 : j]):
            return _NEVER  # سوريا (Syria) and سورية (Syrian)
        return _END if {x, y} == {"ا", "ه"} else _LETTERS.get((x, y), _NEVER)
    if i == 0 and j == 0:
        return _LETTERS.get((x, y), _NEVER)
    if x in _VOWELS and y in _VOWELS:
        return _HAMZA if "ء" in (x, y) else _VOWEL_CHANGED
    return _LETTERS.get((x, y), _NEVER)


def _added(word: str, at: int) -> float:
    """What it costs to write a letter that the other spelling does without."""
    letter = word[at]
    before, after = word[at - 1 : at], word[at + 1 : at + 2]
    if at == 0:
        if letter == "و" and after == "ا":
            return _LOST_AND  # a stem that lost its و: واشنطون
        return _BEGINNING if letter == "ا" and after == "س" else _NEVER
    if at == len(word) - 1:
        return _NEVER
    if letter in _VOWELS:
        if letter == "ء":
            return _HAMZA
        return _vowel_added(word, at)
    return _TWIN if letter in _TWINS and letter == before and at > 1 else _NEVER


def _vowel_added(word: str, at: int) -> float:
    """What a written vowel costs: least beside itself, most where it makes another syllable (لورين, لوريان)."""
    letter, before, after = word[at], word[at - 1], word[at + 1]
    if letter in (before, after):
        return _VOWEL_DOUBLED
    if letter == "ا" and after in ("ي", "و"):
        return _DIPHTHONG
    if before in _VOWELS or after in _VOWELS:
        return _HIATUS
    return _LATIN_END if word[at:] == "وس" else _VOWEL_ADDED
