"""Turn tokens into atoms: one for each word, number or mark, with the part it can play in a time expression.

What comes in are the tables of time and the segments of a text; what goes out is a row of atoms and the string of
their kinds, one character each, on which the grammar's patterns run. Sentence ends are atoms of their own, so that no
pattern runs across. Nothing is resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, get_args

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.numerals import NumberRead, NumberWord, NumberWords, read_cardinal, read_digits, read_ordinal
from musnad.arabic.orthography import MARKS, fold, fold_offset
from musnad.lexicon import Lexicon
from musnad.lexicon.calendar import TimeWordKind
from musnad.lexicon.matcher import phrase_forms, stem_start
from musnad.model import Segments, Token

__all__ = ["KINDS", "Atom", "Vocabulary", "code_of", "vocabulary_of"]

_UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
_UNIT_FORMS = ("", "2", "2c", "s", "_acc", "s_acc")
KINDS: tuple[str, ...] = (
    *("other", "definite", "stop", "edge", "comma", "joiner", "slash", "dash", "colon", "open", "close", "quote"),
    *("and", "clitic", "past_verb", "coming_verb", "present_verb"),
    *("num", "small", "year_num", "hijri_num", "big", "float", "hour_minute", "dotted_date"),
    *("card", "card_def", "year_card", "ord", "ord_def", "mon", "cmon", "hmon", "wday", "wday_indef"),
    *("part", "part_both", "part_adv", "the_part"),
    *(f"{article}{unit}{form}" for unit in _UNITS for form in _UNIT_FORMS for article in ("", "the_")),
    *get_args(TimeWordKind),
)
_FIRST_CODE = 0x4E00
_CODES = {kind: chr(_FIRST_CODE + n) for n, kind in enumerate(KINDS)}
_SIGNS = {
    "joiner": "_", "slash": "/\\", "dash": "-–—", "colon": ":", "comma": "،,", "open": "([", "close": ")]",
    "quote": '«»"“”',
}  # fmt: skip
_MARKS = {sign: kind for kind, signs in _SIGNS.items() for sign in signs}
_ARTICLE = "ال"
_DEFINITE = (_ARTICLE, "لل")
_CONJUNCTIONS = "وف"
_PROCLITICS = frozenset("وفبلك")
_LOOSE = _PROCLITICS | {"لل"}
_MONTHS = frozenset(("mon", "cmon"))
_MODS = {"": 0, "START": 1, "END": 2}
_TENSES = {"past": "past_verb", "future": "future_cue", "coming": "coming_verb", "present": "present_verb"}
_HOUR_MINUTE = re.compile(r"([01]?\d|2[0-4])[.,٫]([0-5]\d)")
_DOTTED_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_LONGEST_NUMBER = 8
_FA, _LONG_VERB, _SHORTEST_GLUED = "ف", 5, 3
_VERBS = frozenset(("past_verb", "future_cue", "coming_verb", "present_verb"))
_GLUED = frozenset(("mon", "wday", "the_month", "the_week", "the_year"))
_KNOWN_WORDS = 1 << 16
_COUNTS = frozenset(("num", "small", "big", "float", "hour_minute", "card"))
_YEARS_IN_WORDS = range(1800, 2100)


class Atom(NamedTuple):
    """A unit the grammar sees. `token` is the index of its first token; `number` and `text` hold what it stands for."""

    kind: str
    start: int
    end: int
    token: int
    number: float = 0
    text: str = ""
    key: str = ""


class _Row(NamedTuple):
    """The tokens being read, the text they point into, and the atoms made so far."""

    tokens: Sequence[Token]
    text: str
    atoms: list[Atom]


class _Entry(NamedTuple):
    rest: tuple[str, ...]
    kind: str
    number: float
    text: str
    key: str


def code_of(kind: str) -> str:
    """Return the character that stands for a kind in the string of kinds."""
    return _CODES[kind]


@lru_cache(maxsize=2)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """Return the words of time of a lexicon, the same to all who ask in turn."""
    return Vocabulary(lexicon)


class Vocabulary:
    """The tables of time by first folded form, ready to read tokens."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries: dict[str, dict[tuple[str, ...], _Entry]] = {}
        for form, entry in _entries(lexicon):
            first, *rest = phrase_forms(form)
            entries.setdefault(first, {}).setdefault(tuple(rest), entry._replace(rest=tuple(rest)))
        self._entries = {
            first: tuple(sorted(found.values(), key=lambda e: -len(e.rest))) for first, found in entries.items()
        }
        self._numbers = _number_words(lexicon)
        plain = {*self._numbers.cardinals, *self._numbers.ordinals}
        self._number_forms = plain | {_ARTICLE + form for form in plain}
        self._known = self._number_forms | self._entries.keys()
        self._plain = lru_cache(_KNOWN_WORDS)(self._plain_kind)

    def read(self, segments: Segments, text: str) -> tuple[tuple[Atom, ...], str]:
        """Return the atoms of a text and the string of their kinds."""
        atoms: list[Atom] = []
        tokens, plain_kind, add = segments.tokens, self._plain, atoms.append
        row = _Row(tokens, text, atoms)
        for sentence in segments.sentences:
            at, last = sentence.first, sentence.last
            while at < last:
                token = tokens[at]
                if token.kind == "word" and (plain := plain_kind(token.form)):  # the most of them, so not by a call
                    add(Atom(plain, token.start, token.end, at, 0, token.form))
                    at += 1
                else:
                    at = self._read_token(row, at, last)
            atoms.append(Atom("edge", sentence.end, sentence.end, sentence.last))
        return tuple(atoms), "".join([_CODES[atom.kind] for atom in atoms])

    def _read_token(self, row: _Row, at: int, last: int) -> int:
        tokens, text, atoms = row
        token = tokens[at]
        form = token.form
        if form in MARKS:
            return at + 1  # a direction mark between two words parts nothing
        if token.kind == "punct" or not form:
            atoms.append(Atom(_MARKS.get(form, "stop"), token.start, token.end, at))
            if atoms[-1].kind == "close":
                _merge_twin_month(atoms, close=True)
            return at + 1
        if token.kind == "number":
            return self._read_number(tokens, at, last, atoms)
        if form in _LOOSE:
            atoms.append(Atom("and" if form in _CONJUNCTIONS else "clitic", token.start, token.end, at))
            return at + 1
        if form in self._known and (length := self._match(row, at, last, form, token.start)):
            return at + length
        if form[0] in _PROCLITICS:
            for split in proclitic_splits(form)[1:]:
                if split.stem not in self._known:
                    continue
                start = stem_start(token, text, split.skip)
                kind = "and" if split.clitics in _CONJUNCTIONS else "clitic"
                atoms.append(Atom(kind, token.start, start, at))
                if split.clitics and split.clitics[-1] == _FA and self._is_short_verb(split.stem):
                    atoms.pop()  # فيرا is a name, not "and he sees"
                    continue
                if length := self._match(row, at, last, split.stem, start):
                    if kind == "and" or atoms[-1].kind != "deictic" or split.stem.startswith(_ARTICLE):
                        return at + length
                    atoms.pop()  # لامس (touched) is not "to yesterday"
                atoms.pop()
        if self._read_glued(row, at):
            return at + 1
        atoms.append(Atom(_other_kind(form), token.start, token.end, at, 0, form))
        return at + 1

    def _is_short_verb(self, form: str) -> bool:
        return len(form) < _LONG_VERB and any(entry.kind in _VERBS for entry in self._entries.get(form, ()))

    def _read_glued(self, row: _Row, at: int) -> bool:
        """Read a month, weekday or span that the next word is stuck to: أيارالماضي."""
        tokens, text, atoms = row
        token = tokens[at]
        cut = token.form.find(_ARTICLE, _SHORTEST_GLUED)
        entry = next((e for e in self._entries.get(token.form[:cut], ()) if not e.rest), None) if cut > 0 else None
        if entry is None or entry.kind not in _GLUED:
            return False
        middle = token.start + fold_offset(text[token.start : token.end], cut)
        atoms.append(Atom(entry.kind, token.start, middle, at, entry.number, entry.text, entry.key))
        rest = token.form[cut:]
        follower = next((e for e in self._entries.get(rest, ()) if not e.rest), None)
        if follower is None:
            atoms.append(Atom(_other_kind(rest), middle, token.end, at, 0, rest))
        else:
            atoms.append(Atom(follower.kind, middle, token.end, at, follower.number, follower.text, follower.key))
        return True

    def _plain_kind(self, form: str) -> str | None:
        """Return the kind of a word that no table has, with or without clitics; None for any other."""
        if not form or form in _LOOSE or form in self._known:
            return None
        if form[0] in _PROCLITICS and any(split.stem in self._known for split in proclitic_splits(form)[1:]):
            return None
        cut = form.find(_ARTICLE, _SHORTEST_GLUED)
        if cut > 0 and form[:cut] in self._entries:
            return None
        return _other_kind(form)

    def _match(self, row: _Row, at: int, last: int, form: str, start: int) -> int:
        tokens, _, atoms = row
        number = self._number(tokens, at, last, form) if form in self._number_forms else None
        for entry in self._entries.get(form, ()):
            length = 1 + len(entry.rest)
            if at + length > last or any(tokens[at + 1 + k].form != rest for k, rest in enumerate(entry.rest)):
                continue
            counted = entry.kind == "second" and bool(atoms) and atoms[-1].kind in _COUNTS
            if number and number[1].length >= length and not counted:
                break  # ثانية is "second" in both senses; a count before it makes it the unit
            end = tokens[at + length - 1].end
            atoms.append(Atom(entry.kind, start, end, at, entry.number, entry.text, entry.key))
            if entry.kind in _MONTHS:
                _merge_twin_month(atoms, close=False)
            return length
        if number is None:
            return 0
        kind, read = number
        end = tokens[at + read.length - 1].end
        kind = kind + "_def" if read.definite else kind
        kind = "year_card" if kind == "card" and read.value in _YEARS_IN_WORDS else kind
        atoms.append(Atom(kind, start, end, at, read.value, form))
        return read.length

    def _number(self, tokens: Sequence[Token], at: int, last: int, form: str) -> tuple[str, NumberRead] | None:
        forms = [form, *(token.form for token in tokens[at + 1 : min(at + _LONGEST_NUMBER, last)])]
        cardinal = read_cardinal(forms, self._numbers.cardinals)
        ordinal = read_ordinal(forms, self._numbers)
        if ordinal and (cardinal is None or ordinal.length > cardinal.length):
            return "ord", ordinal
        return ("card", cardinal) if cardinal else None

    def _read_number(self, tokens: Sequence[Token], at: int, last: int, atoms: list[Atom]) -> int:
        token = tokens[at]
        if clock := _HOUR_MINUTE.fullmatch(token.form):
            value = int(clock[1]) + int(clock[2]) / 100
            atoms.append(Atom("hour_minute", token.start, token.end, at, value, token.form))
            return at + 1
        if _DOTTED_DATE.fullmatch(token.form):
            atoms.append(Atom("dotted_date", token.start, token.end, at, 0, token.form))
            return at + 1
        number = read_digits(token.form)
        scale = self._numbers.cardinals.get(tokens[at + 1].form) if at + 1 < last else None
        if scale and scale.kind == "scale" and number is not None:
            atoms.append(Atom("big", token.start, tokens[at + 1].end, at, number * scale.value))
            return at + 2
        atoms.append(Atom(_number_kind(number), token.start, token.end, at, number or 0, token.form))
        return at + 1


def _other_kind(form: str) -> str:
    bare = form[1:] if form[0] in _CONJUNCTIONS and len(form) > 3 else form
    return "definite" if bare.startswith(_DEFINITE) else "other"


def _merge_twin_month(atoms: list[Atom], *, close: bool) -> None:
    """Make one atom of two names for one month: written after a slash, or (with `close`) inside brackets."""
    for shape in (("open",),) if close else (("slash",), ()):
        size = len(shape) + 2 + close
        tail = atoms[-size:]
        if len(tail) < size or any(atom.kind != kind for atom, kind in zip(tail[1:], shape, strict=False)):
            continue
        one, two = tail[0], tail[1 + len(shape)]
        twins = one.kind in _MONTHS and two.kind in _MONTHS and one.key != two.key
        slip = bool(shape) and one.key[:9] != two.key[:9] and abs(one.number - two.number) in (1, 11)
        if twins and (one.number == two.number or slip):
            atoms[-size:] = [one._replace(kind="mon", end=tail[-1].end)]
            return


def _number_kind(number: float | None) -> str:
    if number is None or not isinstance(number, int):
        return "float"
    if 1 <= number <= 31:
        return "num"
    if number < 60:
        return "small"
    if 1300 <= number < 1500:
        return "hijri_num"
    return "year_num" if 1600 <= number < 2100 else "big"


def _number_words(lexicon: Lexicon) -> NumberWords:
    cardinals: dict[str, NumberWord] = {}
    ordinals: dict[str, NumberWord] = {}
    for row in lexicon.numbers:
        word = NumberWord(row.value, row.kind)
        cardinals.update((fold(form), word) for form in row.cardinal)
        ordinals.update((fold(form), word) for form in row.ordinal)
    return NumberWords(cardinals, ordinals)


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, _Entry]]:
    for month in lexicon.months:
        kind = "hmon" if month.calendar == "hijri" else "cmon" if month.caution else "mon"
        yield from _each(month.forms, kind, "months:" + month.key, month.number)
    for day in lexicon.weekdays:
        yield from _each(day.forms, "wday", "weekdays:" + day.key, day.number)
        yield from _each(day.indefinite, "wday_indef", "weekdays:" + day.key, day.number)
    for unit in lexicon.time_units:
        every = (unit.singular, ""), (unit.dual, "2"), (unit.construct, "2c"), (unit.plural, "s")
        more = (unit.accusative, "_acc"), (unit.accusative_plural, "s_acc")
        for forms, ending in (*every, *more):
            yield from _each(forms, unit.key + ending, "time_units:" + unit.key, 0, unit.code)
            definite = tuple(_ARTICLE + form for form in forms)
            yield from _each(definite, f"the_{unit.key}{ending}", "time_units:" + unit.key, 0, unit.code)
    for part in lexicon.day_parts:
        key = "day_parts:" + part.key
        both = tuple(form for form in part.construct if form in part.adverb)
        yield from _each(both, "part_both", key, 0, part.value)
        yield from _each(part.construct, "part", key, _MODS[part.mod], part.value)
        yield from _each(part.adverb, "part_adv", key, 0, part.value)
        yield from _each(part.definite, "the_part", key, 0, part.value)
    for word in lexicon.time_words:
        if word.kind == "era":
            continue  # for the dating stage; أيام is a unit here
        key = "time_words:" + word.key
        number = int(word.value) if word.value.lstrip("-").isdigit() else 0
        yield from _each(word.forms, word.kind, key, number, word.value)
    for verbs in lexicon.verb_tenses:
        yield from _each(verbs.forms, _TENSES[verbs.kind], "verb_tenses:" + verbs.key)


def _each(forms: Sequence[str], kind: str, key: str, number: float = 0, text: str = "") -> Iterator[tuple[str, _Entry]]:
    return ((form, _Entry((), kind, number, text, key)) for form in forms)
