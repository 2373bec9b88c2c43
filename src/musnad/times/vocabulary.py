"""Turn each word, number and mark of a text into an atom with the part it can play in a time expression.

What comes in are the tables of time, numbers and months, then tokens; what goes out are atoms, and one character per
atom for the grammar to match. A proclitic becomes an atom of its own; a month named twice (نيسان/أبريل) becomes one
atom. What a form alone decides is decided once for each form; only numbers, months and words that begin a phrase of
the tables are read by what stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.numerals import NumberRead, read_cardinal, read_digits, read_ordinal
from musnad.arabic.orthography import MARKS, fold_offset
from musnad.lexicon import Lexicon
from musnad.lexicon.forms import ByForm
from musnad.lexicon.matcher import phrase_forms, stem_start
from musnad.model import Segments, Token
from musnad.times.atoms import Atom, Atoms, code_of, codes_of, kind_of
from musnad.times.entries import Entry, number_words, time_words

__all__ = ["Vocabulary", "vocabulary_of"]

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
_HOUR_MINUTE = re.compile(r"([01]?\d|2[0-4])[.,٫]([0-5]\d)")
_DOTTED_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_LONGEST_NUMBER = 8
_FA, _LONG_VERB, _SHORTEST_GLUED = "ف", 5, 3
_VERBS = frozenset(("past_verb", "future_cue", "coming_verb", "present_verb"))
_GLUED = frozenset(("mon", "wday", "the_month", "the_week", "the_year"))
_COUNTS = codes_of("num", "small", "big", "float", "hour_minute", "card")
_MONTH_CODES = codes_of(*_MONTHS)
_OPEN, _SLASH, _CLOSE, _DEICTIC = (code_of(kind) for kind in ("open", "slash", "close", "deictic"))
_YEARS_IN_WORDS = range(1800, 2100)
# Stands in the line of codes where a token cannot be read by its form alone.
_BY_CONTEXT = "\0"
_STOP, _EDGE = code_of("stop"), code_of("edge")
_SIGN_CODES = {
    **{sign: code_of(kind) for sign, kind in _MARKS.items()},
    **dict.fromkeys(MARKS | set(_SIGNS["close"]), _BY_CONTEXT),
}


class _Sole(NamedTuple):
    """How a word reads unless a word of `followers` stands after it: its codes, two where a clitic stands before it.

    `stem` is the word after `skip` letters of clitics.
    """

    codes: str
    stem: str
    skip: int = 0
    followers: frozenset[str] = frozenset()


class _Row:
    """The tokens being read, the text they point into, and the atoms made so far."""

    __slots__ = ("kinds", "places", "text", "tokens")

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.kinds: list[str] = []
        self.places: list[Atom | int] = []

    def add(self, atom: Atom) -> None:
        self.kinds.append(code_of(atom.kind))
        self.places.append(atom)

    def drop(self) -> None:
        del self.kinds[-1], self.places[-1]


@lru_cache(maxsize=2)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """Return the words of time of a lexicon, the same to all who ask in turn."""
    return Vocabulary(lexicon)


class Vocabulary:
    """The tables of time by first folded form, ready to read tokens. Remembers how single words read, no text."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries: dict[str, dict[tuple[str, ...], Entry]] = {}
        for form, entry in time_words(lexicon):
            first, *rest = phrase_forms(form)
            entries.setdefault(first, {}).setdefault(tuple(rest), entry._replace(rest=tuple(rest)))
        self._entries = {
            first: tuple(sorted(found.values(), key=lambda e: -len(e.rest))) for first, found in entries.items()
        }
        self._alone = {first: found[()] for first, found in entries.items() if () in found}
        self._numbers = number_words(lexicon)
        plain = {*self._numbers.cardinals, *self._numbers.ordinals}
        self._number_forms = plain | {_ARTICLE + form for form in plain}
        self._known = self._number_forms | self._entries.keys()
        self._soles = ByForm(self._sole)
        self._codes = ByForm(self._code)

    def read(self, segments: Segments, text: str) -> Atoms:
        """Return the atoms of a text."""
        tokens, words, signs = segments.tokens, self._codes, _SIGN_CODES
        line = "".join([
            words[token.form]
            if token.kind == "word"
            else signs.get(token.form, _STOP)
            if token.kind == "punct"
            else _BY_CONTEXT
            for token in tokens
        ])  # fmt: skip
        row = _Row(tokens, text)
        kinds, places = row.kinds, row.places
        for sentence in segments.sentences:
            at, last = sentence.first, sentence.last
            while at < last:
                stop = line.find(_BY_CONTEXT, at, last)
                stop = last if stop < 0 else stop
                kinds += line[at:stop]
                places += range(at, stop)
                at = self._read_token(row, stop, last) if stop < last else last
            row.add(Atom("edge", sentence.end, sentence.end, sentence.last))
        return Atoms("".join(kinds), places, partial(self._atom, tokens, text))

    def _atom(self, tokens: Sequence[Token], text: str, place: int, code: str) -> Atom:
        """Make the atom of a token that its form alone has told, or one of the two of a word with a clitic."""
        if place >= 0:
            token = tokens[place]
            plain = token.kind == "punct" or token.form in _LOOSE
            stem = "" if plain else token.form
            start, end = token.start, token.end
        else:
            place, is_stem = divmod(~place, 2)
            token = tokens[place]
            sole = self._soles[token.form]
            stem = sole.stem if sole is not None and is_stem else ""
            between = stem_start(token, text, sole.skip if sole is not None else 0)
            start, end = (between, token.end) if is_stem else (token.start, between)
        if (entry := self._alone.get(stem)) is not None:
            return Atom(kind_of(code), start, end, place, entry.number, entry.text, entry.key)
        return Atom(kind_of(code), start, end, place, 0, stem)

    # -- what a form alone tells ---------------------------------------------------------------------------------

    def _code(self, form: str) -> str:
        """Return the code of a word that reads the same wherever it stands, without a clitic."""
        sole = self._soles[form]
        return sole.codes if sole is not None and not sole.followers and len(sole.codes) == 1 else _BY_CONTEXT

    def _sole(self, form: str) -> _Sole | None:
        """Return how a form reads where no phrase of the tables begins with it; None where its neighbours tell."""
        if not form:
            return _Sole(_STOP, form)
        if form in MARKS or form in self._number_forms:
            return None
        if form in _LOOSE:
            return _Sole(code_of("and" if form in _CONJUNCTIONS else "clitic"), form)
        followers = self._followers(form)
        if (entry := self._alone.get(form)) is not None:
            return None if entry.kind in _MONTHS else _Sole(code_of(entry.kind), form, 0, followers)
        for split in proclitic_splits(form)[1:] if form[0] in _PROCLITICS else ():
            stem = split.stem
            if stem not in self._known or (split.clitics[-1] == _FA and self._is_short_verb(stem)):
                continue
            if stem in self._number_forms:
                return None
            followers |= self._followers(stem)
            entry = self._alone.get(stem)
            conjunction = split.clitics in _CONJUNCTIONS
            if entry is None or not (conjunction or entry.kind != "deictic" or stem.startswith(_ARTICLE)):
                continue
            codes = code_of("and" if conjunction else "clitic") + code_of(entry.kind)
            return None if entry.kind in _MONTHS else _Sole(codes, stem, split.skip, followers)
        return None if self._glued(form) is not None else _Sole(code_of(_other_kind(form)), form, 0, followers)

    def _followers(self, form: str) -> frozenset[str]:
        return frozenset(entry.rest[0] for entry in self._entries.get(form, ()) if entry.rest)

    def _is_short_verb(self, form: str) -> bool:
        return len(form) < _LONG_VERB and any(entry.kind in _VERBS for entry in self._entries.get(form, ()))

    def _glued(self, form: str) -> tuple[int, Entry] | None:
        """Return where a month, weekday or span ends that the next word is stuck to: أيارالماضي."""
        cut = form.find(_ARTICLE, _SHORTEST_GLUED)
        entry = self._alone.get(form[:cut]) if cut > 0 else None
        return (cut, entry) if entry is not None and entry.kind in _GLUED else None

    # -- what the neighbours tell --------------------------------------------------------------------------------

    def _read_token(self, row: _Row, at: int, last: int) -> int:
        """Read the token at `at`; return where to go on."""
        token = row.tokens[at]
        form = token.form
        sole = self._soles[form] if token.kind == "word" else None
        if sole is not None and (at + 1 == last or row.tokens[at + 1].form not in sole.followers):
            row.kinds += sole.codes
            row.places += (at,) if len(sole.codes) == 1 else (~(2 * at), ~(2 * at + 1))
            return at + 1
        if form in MARKS:
            return at + 1  # a direction mark between two words parts nothing
        if token.kind == "punct" or not form:
            row.add(Atom(_MARKS.get(form, "stop"), token.start, token.end, at))
            if row.kinds[-1] == _CLOSE:
                _merge_twin_month(row, close=True)
            return at + 1
        if token.kind == "number":
            return self._read_number(row, at, last)
        return self._read_word(row, at, last)

    def _read_word(self, row: _Row, at: int, last: int) -> int:
        token = row.tokens[at]
        form = token.form
        if form in _LOOSE:
            row.add(Atom("and" if form in _CONJUNCTIONS else "clitic", token.start, token.end, at))
            return at + 1
        if form in self._known and (length := self._match(row, at, last, form, token.start)):
            return at + length
        if form[0] in _PROCLITICS:
            for split in proclitic_splits(form)[1:]:
                if split.stem not in self._known:
                    continue
                if split.clitics[-1] == _FA and self._is_short_verb(split.stem):
                    continue  # فيرا is a name, not "and he sees"
                start = stem_start(token, row.text, split.skip)
                kind = "and" if split.clitics in _CONJUNCTIONS else "clitic"
                row.add(Atom(kind, token.start, start, at))
                if length := self._match(row, at, last, split.stem, start):
                    if kind == "and" or row.kinds[-1] != _DEICTIC or split.stem.startswith(_ARTICLE):
                        return at + length
                    row.drop()  # لامس (touched) is not "to yesterday"
                row.drop()
        if not self._read_glued(row, at):
            row.add(Atom(_other_kind(form), token.start, token.end, at, 0, form))
        return at + 1

    def _read_glued(self, row: _Row, at: int) -> bool:
        """Read a month, weekday or span that the next word is stuck to: أيارالماضي."""
        token = row.tokens[at]
        glued = self._glued(token.form)
        if glued is None:
            return False
        cut, entry = glued
        middle = token.start + fold_offset(row.text[token.start : token.end], cut)
        row.add(Atom(entry.kind, token.start, middle, at, entry.number, entry.text, entry.key))
        rest = token.form[cut:]
        follower = self._alone.get(rest)
        if follower is None:
            row.add(Atom(_other_kind(rest), middle, token.end, at, 0, rest))
        else:
            row.add(Atom(follower.kind, middle, token.end, at, follower.number, follower.text, follower.key))
        return True

    def _match(self, row: _Row, at: int, last: int, form: str, start: int) -> int:
        tokens = row.tokens
        number = self._number(tokens, at, last, form) if form in self._number_forms else None
        for entry in self._entries.get(form, ()):
            length = 1 + len(entry.rest)
            if at + length > last or any(tokens[at + 1 + k].form != rest for k, rest in enumerate(entry.rest)):
                continue
            counted = entry.kind == "second" and bool(row.kinds) and row.kinds[-1] in _COUNTS
            if number and number[1].length >= length and not counted:
                break  # ثانية is "second" in both senses; a count before it makes it the unit
            end = tokens[at + length - 1].end
            row.add(Atom(entry.kind, start, end, at, entry.number, entry.text, entry.key))
            if entry.kind in _MONTHS:
                _merge_twin_month(row, close=False)
            return length
        if number is None:
            return 0
        kind, read = number
        end = tokens[at + read.length - 1].end
        kind = kind + "_def" if read.definite else kind
        kind = "year_card" if kind == "card" and read.value in _YEARS_IN_WORDS else kind
        row.add(Atom(kind, start, end, at, read.value, form))
        return read.length

    def _number(self, tokens: Sequence[Token], at: int, last: int, form: str) -> tuple[str, NumberRead] | None:
        forms = [form, *(token.form for token in tokens[at + 1 : min(at + _LONGEST_NUMBER, last)])]
        cardinal = read_cardinal(forms, self._numbers.cardinals)
        ordinal = read_ordinal(forms, self._numbers)
        if ordinal and (cardinal is None or ordinal.length > cardinal.length):
            return "ord", ordinal
        return ("card", cardinal) if cardinal else None

    def _read_number(self, row: _Row, at: int, last: int) -> int:
        tokens = row.tokens
        token = tokens[at]
        if clock := _HOUR_MINUTE.fullmatch(token.form):
            value = int(clock[1]) + int(clock[2]) / 100
            row.add(Atom("hour_minute", token.start, token.end, at, value, token.form))
            return at + 1
        if _DOTTED_DATE.fullmatch(token.form):
            row.add(Atom("dotted_date", token.start, token.end, at, 0, token.form))
            return at + 1
        number = read_digits(token.form)
        scale = self._numbers.cardinals.get(tokens[at + 1].form) if at + 1 < last else None
        if scale and scale.kind == "scale" and number is not None:
            row.add(Atom("big", token.start, tokens[at + 1].end, at, number * scale.value))
            return at + 2
        row.add(Atom(_number_kind(number), token.start, token.end, at, number or 0, token.form))
        return at + 1


def _other_kind(form: str) -> str:
    bare = form[1:] if form[0] in _CONJUNCTIONS and len(form) > 3 else form
    return "definite" if bare.startswith(_DEFINITE) else "other"


def _merge_twin_month(row: _Row, *, close: bool) -> None:
    """Make one atom of two names for one month: written after a slash, or (with `close`) inside brackets."""
    for shape in ((_OPEN,),) if close else ((_SLASH,), ()):
        size = len(shape) + 2 + close
        codes = row.kinds[-size:]
        if len(codes) < size or tuple(codes[1 : 1 + len(shape)]) != shape:
            continue
        one, two, end = row.places[-size], row.places[-1 - close], row.places[-1]
        if not (isinstance(one, Atom) and isinstance(two, Atom) and isinstance(end, Atom)):
            continue  # a month is never told by its form alone
        twins = one.kind in _MONTHS and two.kind in _MONTHS and one.key != two.key
        slip = bool(shape) and one.key[:9] != two.key[:9] and abs(one.number - two.number) in (1, 11)
        if twins and (one.number == two.number or slip):
            del row.kinds[-size:], row.places[-size:]
            row.add(one._replace(kind="mon", end=end.end))
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
