"""How many of what a text tells: numbers as ranges, the noun that is counted, and what its bearers do or suffer.

What comes in are the tokens of a passage; what goes out are quantities in text order. «At least 16 dead» is 16 and
more, «dozens» 20 to 199. Which quantities contradict each other, `figures` says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from musnad.arabic.numerals import read_cardinal, read_digits
from musnad.corpus.placed import Placed
from musnad.corpus.text_words import TextWords
from musnad.lexicon.quantities import QuantityWords
from musnad.model import Document, Span, Token
from musnad.model.evidence import Counted

__all__ = ["Quantities", "Quantity", "find_quantities"]

_LONGEST_NUMBER, _LONGEST_MOD = 6, 4
_SHORT, _LARGE = 2, 1000
_DIGITS = 6
_ROUGH = 0.1  # of a number that is «about»
_BEFORE, _AFTER = 4, 3  # words beside a number in which it says what those do who are counted
_CONJUNCTIONS = ("و", "ف")
_CLITICS = ("ب", "ل", "و", "ف")
_AND, _ARTICLE = "و", "ال"
_SCALES = ("scale",)


class Quantity(NamedTuple):
    """A number between `low` and `high` (None: no end), the tokens `first:last` of it, and what it counts.

    `noun` is the token counted, `kind` what those do or suffer who are counted, `persons` whether they are people.
    """

    first: int
    last: int
    low: float
    high: float | None
    noun: int | None
    unit: str
    kind: str
    persons: bool


class _Number(NamedTuple):
    low: float
    high: float
    length: int


class Quantities:
    """The quantities of one document, found by the stretches of it in which they stand."""

    def __init__(self, doc: Document, text: TextWords, words: QuantityWords) -> None:
        self._tokens = doc.segments.tokens if doc.segments else ()
        self._starts = [token.start for token in self._tokens]
        self._dated = Placed((time, time.span) for time in doc.times or () if time.type != "DURATION")
        self._text, self._words = text, words

    def counted_in(self, span: Span) -> Iterator[Counted]:
        """Yield the quantities in a stretch, in text order; dates are none, the years of a sentence are."""
        inside = self._tokens[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        for found in find_quantities(inside, self._words, dated=self._dated.overlapping(span)):
            noun = self._text.stems([inside[found.noun].span])[:1] if found.noun is not None else ()
            yield Counted(
                span=Span(inside[found.first].start, inside[found.last - 1].end), low=found.low, high=found.high,
                noun="".join(noun), unit=found.unit, kind=found.kind, persons=found.persons,
            )  # fmt: skip


def find_quantities(tokens: Sequence[Token], words: QuantityWords, *, dated: Iterable[Span] = ()) -> Iterator[Quantity]:
    """Yield the quantities among tokens; numbers inside `dated` are parts of dates and none."""
    skipped = Placed((span, span) for span in dated)
    found: Quantity | None = None
    at = 0
    while at < len(tokens):
        number = None if skipped.touches(tokens[at]) else _number(tokens, at, words)
        if number is None:
            at += 1
            continue
        before, found = found, _quantity(tokens, at, number, words)
        if before is not None and not found.kind and at and tokens[at - 1].form in words.among:
            found = found._replace(
                kind=before.kind, persons=found.persons or before.persons
            )  # «16, of them 4 children»
        yield found
        at += number.length


def _quantity(tokens: Sequence[Token], at: int, number: _Number, words: QuantityWords) -> Quantity:
    last = at + number.length
    unit, taken = _phrase(tokens, last, words.units)
    last += taken
    low, high = _ends(number, _mod_before(tokens, at, words.before) or _mod_after(tokens, last, words.after))
    noun = last + (last < len(tokens) and tokens[last].form in words.links)
    counts = noun < len(tokens) and tokens[noun].kind == "word" and len(tokens[noun].form) > _SHORT and not unit
    form = tokens[noun].form if counts else ""
    kind = _kind(tokens, at, last, words)
    persons = form in words.persons or form.removeprefix(_ARTICLE) in words.persons
    return Quantity(at, last, low, high, noun if counts else None, unit, kind, persons or (bool(kind) and not unit))


def _ends(number: _Number, mod: str) -> tuple[float, float | None]:
    if mod == "MORE_THAN":
        return number.low, None
    if mod == "LESS_THAN":
        return 0, number.high
    if mod == "APPROX":
        return round(number.low * (1 - _ROUGH), _DIGITS), round(number.high * (1 + _ROUGH), _DIGITS)
    return number.low, number.high


def _number(tokens: Sequence[Token], at: int, words: QuantityWords) -> _Number | None:
    first = _one_number(tokens, at, words)
    if first is None or not any(token.form in words.range_before for token in tokens[max(at - 2, 0) : at]):
        return first
    for between in range(at + first.length, min(at + first.length + 2, len(tokens) - 1)):
        joined = tokens[between].form in words.range_between
        last = _one_number(tokens, between + joined, words) if joined or tokens[between].form[:1] == _AND else None
        if last is not None:
            return _Number(first.low, last.high, between + joined + last.length - at)
    return first


def _one_number(tokens: Sequence[Token], at: int, words: QuantityWords) -> _Number | None:
    form = _bare(tokens[at].form, words)
    if form in words.vague:
        return _vague(tokens, at, form, words)
    if form in words.parts and at + 1 < len(tokens) and (whole := _plain(tokens, at + 1, words)):
        value = whole.low * words.parts[form]
        return _Number(value, value, whole.length + 1) if whole.low >= _LARGE else None
    return _plain(tokens, at, words)


def _vague(tokens: Sequence[Token], at: int, form: str, words: QuantityWords) -> _Number:
    """Read «dozens», and «tens of thousands»: the former as many times the latter."""
    low, high = words.vague[form]
    following = tokens[at + 1].form if at + 1 < len(tokens) else ""
    after = words.cardinals.get(following) or words.cardinals.get(following.removeprefix(_ARTICLE))
    if after is not None and after.kind in _SCALES:
        return _Number(low * after.value, (high + 1) * after.value - 1, 2)
    return _Number(low, high, 1)


def _plain(tokens: Sequence[Token], at: int, words: QuantityWords) -> _Number | None:
    token = tokens[at]
    if token.kind == "number":
        value = read_digits(token.form)
        if value is None:
            return None
        scale = words.cardinals.get(tokens[at + 1].form) if at + 1 < len(tokens) else None
        if scale is not None and scale.kind in _SCALES:
            return _Number(value * scale.value, value * scale.value, 2)
        return _Number(value, value, 1)
    form = _bare(token.form, words)
    forms = [form, *(t.form for t in tokens[at + 1 : at + _LONGEST_NUMBER])]
    read = read_cardinal(forms, words.cardinals) if form in words.cardinals else None
    return _Number(read.value, read.value, read.length) if read is not None and read.value > 1 else None


def _bare(form: str, words: QuantityWords) -> str:
    """Return a form without the letters written onto it, where it is a word of counting without them."""
    known = (words.vague, words.parts, words.cardinals)
    if any(form in table for table in known) or form[:1] not in _CLITICS:
        return form
    return form[1:] if any(form[1:] in table for table in known) else form


def _mod_before(tokens: Sequence[Token], at: int, mods: Mapping[tuple[str, ...], str]) -> str:
    for length in range(_LONGEST_MOD, 0, -1):
        forms = tuple(token.form for token in tokens[max(at - length, 0) : at])
        for bare in (forms, (forms[0][1:], *forms[1:]) if forms and forms[0][:1] in _CLITICS else forms):
            if bare in mods:
                return mods[bare]
    return ""


def _mod_after(tokens: Sequence[Token], at: int, mods: Mapping[tuple[str, ...], str]) -> str:
    """Return the mod after a number or the word that it counts: «16 killed at least»."""
    return next((mod for start in range(at, at + 3) if (mod := _phrase(tokens, start, mods)[0])), "")


def _phrase(tokens: Sequence[Token], at: int, phrases: Mapping[tuple[str, ...], str]) -> tuple[str, int]:
    for length in range(_LONGEST_MOD, 0, -1):
        forms = tuple(token.form for token in tokens[at : at + length])
        if len(forms) == length and forms in phrases:
            return phrases[forms], length
    return "", 0


def _kind(tokens: Sequence[Token], first: int, last: int, words: QuantityWords) -> str:
    """Return what is told of those who are counted: by the word for them, else by words before, else by words after."""
    before = [tokens[at] for at in range(first - 1, max(first - 1 - _BEFORE, -1), -1)]
    after = list(tokens[last : last + _AFTER])
    for group in (after[:1], _to_mark(before), _to_mark(after)):
        for token in group:
            if kind := _kind_of(token.form, words):
                return kind
    return ""


def _to_mark(tokens: Sequence[Token]) -> list[Token]:
    end = next((at for at, token in enumerate(tokens) if token.kind == "punct"), len(tokens))
    return list(tokens[:end])


def _kind_of(form: str, words: QuantityWords) -> str:
    bare = form[1:] if form[:1] in _CONJUNCTIONS else form
    return words.kinds.get(form) or words.kinds.get(bare) or ""
