"""Write Arabic in Latin letters by rule: the IJMES form of scholars, and the plain form of newspapers.

What comes in is a name as written, with vowel marks or without; what goes out is its IJMES form (ʿAlī al-Ṣāliḥī), or
that in ASCII. Vowels that the script leaves out are guessed from the shape of the word, always in the same way. How a
certain word is read or usually spelt is for the lexicon; no word lists here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from musnad.arabic.orthography import MARKS
from musnad.arabic.vowelling import Consonant, Segment, Vowel, fill_vowels

__all__ = ["agrees", "capitalise", "ijmes", "is_vocalised", "join_article", "pieces", "plain", "spell", "to_plain"]

_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "ḥ", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "ṣ", "ض": "ḍ", "ط": "ṭ", "ظ": "ẓ", "ع": "ʿ", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "ء": "ʾ", "أ": "ʾ", "إ": "ʾ", "ؤ": "ʾ", "ئ": "ʾ", "و": "w", "ي": "y", "ة": "t",
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v", "ڨ": "g", "ڭ": "ng", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ڕ": "r",
    "ڵ": "l", "ں": "n", "ۋ": "w",
}  # fmt: skip
_LETTERS = str.maketrans(
    {
        "ٱ": "ا", "ی": "ي", "ې": "ي", "ێ": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ة", "ۆ": "و",
        "ۇ": "و",
    }
)  # fmt: skip
_SHORT = {"\u064e": "a", "\u064f": "u", "\u0650": "i", "\u064b": "", "\u064c": "", "\u064d": "", "\u0652": ""}
_SHADDA, _DAGGER, _TANWIN = "\u0651", "\u0670", "\u064b"
_SUN_LETTER = re.compile("^(.)([\u064e-\u0650]?)\u0651")
_SIGNS = frozenset("\u064e\u064f\u0650\u0651\u0670")
_LONG = {"ا": "ā", "ى": "ā", "و": "ū", "ي": "ī"}
_LENGTHENING = frozenset({("ا", "a"), ("ى", "a"), ("ى", "i"), ("و", "u"), ("ي", "i")})
_HAMZA_VOWEL = {"ئ": "i", "ؤ": "u", "أ": "a", "إ": "i"}
_ARTICLE, _LEAST_AFTER_ARTICLE = "ال", 2
# A verbal noun opens with i: انتخاب (election), اتحاد (union), استقلال (independence); not انجيلا (Angela).
_VERBAL_NOUN = re.compile("ا(?:ست.{1,2}ا.|.ت.ا.|تّ?.ا.|ن..ا.)(?:ي|ية|ات)?")
_PIECE = re.compile(
    "(?P<word>[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ed\u06ee\u06ef\u06fa-\u06ff]+)|(?P<other>[^\u0620-\u065f\u066e-\u06d3\u06d5-\u06ed\u06ee\u06ef\u06fa-\u06ff]+)"
)
_CONTROLS = dict.fromkeys(map(ord, MARKS - set(_SHORT) - {_SHADDA, _DAGGER}))
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")
_PUNCTUATION = str.maketrans({
    "،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "٬": ",", "۔": ".", "«": '"', "»": '"', "“": '"', "”": '"',
    "‘": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "…": "...", "\xa0": " ",
    **{chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)},
})  # fmt: skip
_ASCII = str.maketrans({
    "ʿ": "", "ʾ": "", "’": "", "ı": "i", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "þ": "th", "ð": "d",
})  # fmt: skip
# Parts of words as newspapers write them: ʿArabiyya Arabiya, Māriyā Maria, Anṭūniyū Antonio; then foreign ones, which
# Arabic letters only hint at: تش is ch, نغ ng, and a second long vowel before وف, يف or ينكو tells a Slavic name.
_PLAIN_PARTS = tuple(
    (re.compile(part), instead)
    for part, instead in (
        (r"iyya(?=t?\b)", "iya"),
        (r"(?<=\w)iyā\b", "ia"),
        (r"(?<=\w)iyū\b", "io"),
        ("uwī", "ui"),
        (r"\bTsh(?=[āīū])", "Ch"),
        (r"(?<=[āīūnr])tsh", "ch"),
        ("ngh", "ng"),
        (r"\bGh(?=[rl])", "G"),
        (r"b[aiī]rgh\b", "berg"),
        (r"B[aiī]rgh\b", "Berg"),
        (r"(?<=[nlrmkbd])sūn\b", "son"),
        (r"(?<=[nlrsk])tūn\b", "ton"),
        (r"(\w*[āīū]\w*)ūf(ā?)\b", r"\1ov\2"),
        (r"(\w*[āīū]\w*)īf(ā?)\b", r"\1ev\2"),
        (r"(\w*[āīū]\w*)īnkū\b", r"\1enko"),
    )
)
_KNOWN_WORDS = 1 << 14


def ijmes(text: str) -> str:
    """Return a name in the transliteration of the International Journal of Middle East Studies, by rule alone.

    >>> ijmes("الظواهري"), ijmes("مُنْصِف المرزوقي")
    ('al-Ẓawāhirī', 'Munṣif al-Marzūqī')
    """
    return "".join(spell(piece) if is_word else piece for piece, is_word in pieces(text))


def plain(text: str) -> str:
    """Return a name as a newspaper would write it, in ASCII where the text is Arabic, by rule alone.

    >>> plain("شاهين ١٢"), plain("ترامب"), plain("John")
    ('Shahin 12', 'Tramb', 'John')
    """
    return to_plain(ijmes(text))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text piece by piece with whether it is an Arabic word; digits and punctuation come out as ASCII.

    Presentation forms are resolved, tatweel and invisible marks dropped, vowel marks kept.
    """
    text = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = unicodedata.normalize("NFC", text).translate(_CONTROLS)
    for match in _PIECE.finditer(text):
        if match["word"]:
            yield match["word"].translate(_LETTERS), True
        else:
            yield match["other"].translate(_PUNCTUATION), False


def is_vocalised(word: str) -> bool:
    """Whether the word carries a vowel mark or shadda before its last letter."""
    return not _SIGNS.isdisjoint(word.rstrip("".join(_SHORT)))


@lru_cache(_KNOWN_WORDS)
def spell(word: str) -> str:
    """Return the IJMES form of one Arabic word, with its article, as a word of a name: capital, no case ending.

    >>> spell("الأسد"), spell("مَحْفُوظ"), spell("القادرية")
    ('al-Asad', 'Maḥfūẓ', 'al-Qādriyya')
    """
    bare = "".join(letter for letter in word if letter not in MARKS)
    if bare.startswith(_ARTICLE) and len(bare) - len(_ARTICLE) >= _LEAST_AFTER_ARTICLE:
        rest = word[word.index("ل") + 1 :].lstrip("\u0652")
        rest = _SUN_LETTER.sub(r"\1\2", rest)
        return join_article(capitalise(_stem(rest)))
    return capitalise(_stem(word))


def join_article(word: str) -> str:
    """Return the word with the article, which is never assimilated."""
    return f"al-{word}"


def capitalise(word: str) -> str:
    """Return the word with its first letter a capital; ʿ and ʾ are no letters for that.

    >>> capitalise("ʿumar")
    'ʿUmar'
    """
    at = next((at for at, letter in enumerate(word) if letter not in "ʿʾ"), 0)
    return word[:at] + word[at : at + 1].upper() + word[at + 1 :]


def to_plain(latin: str) -> str:
    """Return Latin text without diacritics, ʿ and ʾ, its words ending as in newspapers.

    >>> to_plain("Ḥusayn al-ʿArabiyya"), to_plain("Erdoğan")
    ('Husayn al-Arabiya', 'Erdogan')
    """
    for part, instead in _PLAIN_PARTS:
        latin = part.sub(instead, latin)
    decomposed = unicodedata.normalize("NFD", latin.translate(_ASCII))
    kept = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", kept)


@lru_cache(_KNOWN_WORDS)
def agrees(word: str, latin: str) -> bool:
    """Whether an IJMES form is one reading of the letters and marks of an Arabic word.

    >>> agrees("محمّد", "Muḥammad"), agrees("عَمّان", "ʿUmān"), agrees("جون", "John")
    (True, False, False)
    """
    pattern = "".join(_alternatives(word))
    return re.fullmatch(pattern, latin.lower()) is not None


def _alternatives(word: str) -> Iterator[str]:
    """Yield what each letter with its marks may be in IJMES, as regular expressions."""
    units = _units(word)
    for at, (letter, doubled, vowel) in enumerate(units):
        following = units[at + 1][0] if at + 1 < len(units) else ""
        count = "{2}" if doubled else "{1,2}"
        if letter == "آ":
            yield "ʾ?ā"
        elif letter in "اى":
            yield "[aiuāīū]?y?"
        elif letter == "ة":
            yield "(?:a|at|t|h)?"
        elif letter in "وي":
            yield f"(?:i?y{count}|ī|ay|i)" if letter == "ي" else f"(?:w{count}|ū|aw|u)"
        elif letter in "ءأإؤئ":
            yield f"(?:ʾ{count})?"
        else:
            yield f"(?:{_CONSONANTS.get(letter, '')}){count}"
        if vowel is None or not following:
            yield "[aiu]?"
        elif vowel:
            yield f"{vowel}?" if following in "اىوي" else vowel


def _units(word: str) -> list[tuple[str, bool, str | None]]:
    """Return each letter with whether it is doubled and its vowel: None when unmarked, empty when it has none."""
    units: list[tuple[str, bool, str | None]] = []
    for character in word:
        if character in _CONSONANTS or character in "اىآ":
            units.append((character, False, None))
        elif units:
            letter, doubled, vowel = units[-1]
            if character == _SHADDA:
                units[-1] = (letter, True, vowel)
            elif character in _SHORT:
                units[-1] = (letter, doubled, _SHORT[character])
            elif character == _DAGGER:
                units[-1] = (letter, doubled, "a" if letter in "اى" else "ā")
    return units


def _stem(word: str) -> str:
    """Return the IJMES form of a word without article, in small letters."""
    units = _units(word)
    if not units:
        return ""
    last, doubled, _ = units[-1]
    units[-1] = (last, doubled, None)
    letters = "".join(letter for letter, _, _ in units)
    segments: list[Segment] = []
    for at in range(len(units)):
        segments += _segments(units, at, letters, segments)
    return fill_vowels(segments, letters)


def _segments(
    units: list[tuple[str, bool, str | None]], at: int, letters: str, before: list[Segment]
) -> Iterator[Segment]:
    """Yield what the letter at a place stands for: a consonant, a vowel, both or none."""
    letter, doubled, vowel = units[at]
    following = letters[at + 1 : at + 2]
    if letter in "اأإآ" and at == 0:
        yield from _opening(units, letters)
    elif at == 1 and _is_lengthened(units, letters):
        return
    elif letter == "آ":
        yield from (Consonant("ʾ", ""), Vowel("ā"))
    elif letter in "اى" and (at > 0 or letter == "ى"):
        kasra = letter == "ى" and units[at - 1][2] == "i"
        yield Vowel("ī" if kasra else "ā")
    elif letter == "ة" and not following:
        yield Vowel("t" if before and before[-1].text == "ā" else "a")
    elif letter in "وي" and not doubled and _is_long(units, at, before):
        yield Vowel(_LONG[letter])
    else:
        spelt_out = (
            vowel is not None and (following, vowel) in _LENGTHENING and not (units[at + 1][1] or units[at + 1][2])
        )
        default = _HAMZA_VOWEL.get(letter)
        yield Consonant(_CONSONANTS[letter], "" if spelt_out else vowel, doubled=doubled, default=default)


def _opening(units: list[tuple[str, bool, str | None]], letters: str) -> Iterator[Segment]:
    """Yield the vowel that an initial alef stands for, with the و or ي that makes it long: أوبك, إيران, أيمن."""
    letter, _, vowel = units[0]
    following = letters[1:2]
    if letter == "آ":
        yield Vowel("ā")
        return
    short = vowel or ("i" if letter == "إ" or _VERBAL_NOUN.fullmatch(letters) else "a")
    if _is_lengthened(units, letters):
        if vowel == "a" or (vowel is None and letter == "أ" and following == "ي"):
            yield from (Vowel("a"), Consonant("w" if following == "و" else "y", ""))
        else:
            yield Vowel(_LONG[following])
        return
    yield Vowel(short)


def _is_lengthened(units: list[tuple[str, bool, str | None]], letters: str) -> bool:
    """Whether the second letter, و or ي, only lengthens the alef that opens the word."""
    if letters[0] not in "اأإ" or letters[1:2] not in ("و", "ي") or letters[2:3] in ("ا", "ى", "ة", "و", "ي", "آ"):
        return False
    return units[1][2] in (None, "") and not units[1][1]


def _is_long(units: list[tuple[str, bool, str | None]], at: int, before: list[Segment]) -> bool:
    """Whether the و or ي at a place is a long vowel and no consonant."""
    letter, _, vowel = units[at]
    if at == 0 or not isinstance(before[-1], Consonant) or vowel:
        return False
    mark = units[at - 1][2]
    if mark is not None:
        return mark == ("u" if letter == "و" else "i")
    following = units[at + 1][0] if at + 1 < len(units) else ""
    if following in ("ا", "ى", "ة", "آ"):
        return False
    if following in ("و", "ي"):
        after = units[at + 2][0] if at + 2 < len(units) else ""
        return following != letter and after in ("ا", "ى", "ة", "آ")
    return True
