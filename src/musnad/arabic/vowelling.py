"""Guess the short vowels that a word leaves out, from its shape.

What comes in are the sounds that the letters give, some with a known vowel; what goes out is the word in IJMES letters.
The guess follows the syllables of Arabic (no two consonants open a word, no three meet), and lets the clusters of
foreign names stand where the word has no Arabic shape. The same letters always give the same vowels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

__all__ = ["Consonant", "Segment", "Vowel", "fill_vowels"]


class Consonant(NamedTuple):
    """A consonant; `vowel` follows it: None when unknown, empty when none does. `default` is the likeliest guess."""

    text: str
    vowel: str | None
    doubled: bool = False
    default: str | None = None

    @property
    def is_glide(self) -> bool:
        """Whether it is w or y."""
        return self.text in ("w", "y")


class Vowel(NamedTuple):
    """A vowel that a letter of its own stands for."""

    text: str

    @property
    def is_glide(self) -> bool:
        """Whether it is a consonant w or y; a vowel never is."""
        return False


Segment: TypeAlias = Consonant | Vowel

_LIQUIDS = frozenset("rl")
_SONORANTS = frozenset("rlnm")
_THROAT = frozenset({"ʿ", "h", "ḥ"})
_STOPS = frozenset({"b", "p", "t", "d", "k", "g", "gh", "f", "v", "th"})
_HISSES = frozenset({"s", "sh"})
_AFTER_HISS = frozenset({"t", "k", "b", "m", "n", "l", "f", "w", "r"})
_CLOSING_HISS = frozenset({"t", "k", "b"})
# What may follow the long vowel of an Arabic word that opens with two consonants: كريم, كريمة, كريمي, كريمية.
_ARABIC_ENDS = frozenset({"", "C", "Ca", "Ct", "Cī", "CCa"})


def fill_vowels(segments: Sequence[Segment], letters: str) -> str:
    """Return the word with guessed short vowels; `letters` are those it was written with.

    >>> fill_vowels([Consonant("j", None), Consonant("b", None), Consonant("l", None)], "جبل")
    'jabal'
    """
    vowels = [s.vowel if isinstance(s, Consonant) else None for s in segments]
    at = 0
    while at < len(segments):
        if isinstance(segments[at], Vowel):
            at += 1
            continue
        end = at
        while end < len(segments) and isinstance(segments[end], Consonant):
            end += 1
            if vowels[end - 1]:
                break
        _fill_run(segments, at, end, vowels, letters)
        at = end
    out = []
    for segment, vowel in zip(segments, vowels, strict=True):
        if isinstance(segment, Vowel):
            out.append(segment.text)
        else:
            out.append(segment.text * (2 if segment.doubled else 1) + (vowel or ""))
    return _tidy("".join(out))


def _fill_run(segments: Sequence[Segment], start: int, end: int, vowels: list[str | None], letters: str) -> None:
    """Choose vowels inside the consonants from `start` to `end`: their last one has a vowel, or ends the word."""
    run = [s for s in segments[start:end] if isinstance(s, Consonant)]
    opens = start == 0
    closes = end == len(segments) and not run[-1].vowel
    places = _places(run, segments, start, opens=opens, closes=closes)
    for place in places:
        if vowels[start + place] is None:
            vowels[start + place] = _guess(run, place, segments, start, opens=opens, closes=closes, letters=letters)


def _places(run: list[Consonant], segments: Sequence[Segment], start: int, *, opens: bool, closes: bool) -> list[int]:
    """Return the indexes of the consonants of a run that a short vowel has to follow."""
    count = len(run)
    if run[-1].text == "y" and not closes and count == 2:
        return [0]
    if run[-1].text == "y" and opens and count == 3 and [s.text for s in segments[3:4]] == ["ī"]:
        return [0, 1]
    if opens and closes and count == 3:
        return [0] if _closes_well(run[1], run[2], root=True) else [0, 1]
    if not opens and count == 2:
        return _places_of_pair(run, segments, start, closes=closes)
    onset = opens and count == 2 and not closes and _is_onset(run[0], run[1])
    if onset and (run[1].text == "sh" or _is_foreign(segments, start + 3)):
        return []
    places = [at for at in range(0 if opens else 1, count - 1, 2) if not (run[at].doubled and run[at + 1].doubled)]
    if not opens and count == 3 and not closes and _is_onset(run[1], run[2]):
        return []
    if closes and count > 3 and places and places[-1] < count - 2 and not _closes_well(run[-2], run[-1]):
        places.append(count - 2)
    places += [at for at in range(count - 1) if run[at].doubled and at not in places]
    return sorted(places)


def _places_of_pair(run: list[Consonant], segments: Sequence[Segment], start: int, *, closes: bool) -> list[int]:
    """Return where a vowel parts two consonants after a vowel: in خالد, خالدة, خالدي, and in ظواهري."""
    opening = [s for s in segments[: start - 1] if isinstance(s, Consonant)]
    shaped = start - 1 == len(opening) in (1, 2) and segments[start - 1].text == "ā"
    shaped = shaped and not (len(opening) == 2 and _is_onset(*opening)) and (run[0].text, run[1].text) != ("n", "gh")
    rest = [s.text for s in segments[start + 2 :]]
    if shaped and rest in ([], ["a"], ["ī"]):
        return [0]
    if run[0].doubled:
        return [0]
    return [0] if closes and not _closes_well(run[0], run[1]) else []


def _guess(
    run: list[Consonant],
    place: int,
    segments: Sequence[Segment],
    start: int,
    *,
    opens: bool,
    closes: bool,
    letters: str,
) -> str:
    """Return the likeliest vowel after a consonant of a run."""
    consonant, following = run[place], run[place + 1]
    if opens and place == 0:
        if letters[2:3] == "ت" and letters[0] == "م" and len(letters) > 4:
            return "u"
        if len(run) == 2 and not closes:
            return _first_vowel(following, segments[start + 2].text, len(letters))
        return "u" if following.default == "u" else "a"
    if following.text == "y" and not closes:
        return "i"
    if consonant.default:
        return consonant.default
    before = segments[start - 1].text if start else ""
    participle = opens and letters[0] == "م" and letters[2:3] == "ت" and closes and place == len(run) - 2
    likely = before in ("ā", "ī", "i") or participle
    return "i" if likely and not (closes and following.text == "h") else "a"


def _first_vowel(second: Consonant, long: str, length: int) -> str:
    """Return the vowel between two opening consonants: شروق shurūq, ديار diyār, سويد suwīd, كريم karīm."""
    if second.text == "y":
        return "i"
    if second.text == "w":
        return "u" if long == "ī" or length > 6 else "a"
    return "u" if long == "ū" and second.text != "ʾ" else "a"


def _is_onset(first: Consonant, second: Consonant) -> bool:
    """Whether two consonants may open a syllable of a foreign name: br, st."""
    if first.doubled or second.doubled:
        return False
    if first.text == "t" and second.text in _HISSES:
        return True
    return second.text in (_LIQUIDS if first.text in _STOPS else _AFTER_HISS if first.text in _HISSES else ())


def _is_foreign(segments: Sequence[Segment], after: int) -> bool:
    """Whether what follows the first long vowel has no Arabic shape."""
    shape = "".join("C" if isinstance(s, Consonant) else s.text for s in segments[after:])
    return shape not in _ARABIC_ENDS


def _closes_well(first: Consonant, second: Consonant, *, root: bool = False) -> bool:
    """Whether two consonants may close a word: rt, st; in a word of three consonants also those of سعد and بدر."""
    if first.doubled:
        return False
    if first.text in _SONORANTS and second.text not in _SONORANTS | {"ʿ", "h"}:
        return not root or first.text != "m"
    if (first.text in _HISSES and second.text in _CLOSING_HISS) or (first.text == "t" and second.text == "sh"):
        return True
    if not root:
        return False
    return (
        first.text in _THROAT
        or (first.text, second.text) == ("b", "d")
        or (second.text == "r" and first.text not in _SONORANTS | {"w", "y"})
    )


def _tidy(word: str) -> str:
    """Return the word with the nisba ending in full and without a hamza that opens it."""
    if word.endswith("iya"):
        word = word[:-3] + "iyya"
    return word.removeprefix("ʾ")
