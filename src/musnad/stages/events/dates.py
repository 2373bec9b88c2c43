"""Which days that an article names an event may have, each with the traits that speak for it or against it.

What comes in are the events of an article where they were read, dated by rule where they can be; what goes out are
candidates by day. A trait is a short name for a fact about where a candidate stands; what it weighs is learnt and lies
in the lexicon. Choosing is for `musnad.stages.events.date_choosing`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from musnad.model import Document, EventBasis, Sentence, Span, TimeExpression, Token
from musnad.stages.events.candidates import is_cue
from musnad.stages.events.kinds import CLAUSE, LINKING, TELLING
from musnad.stages.events.surroundings import Case
from musnad.stages.events.vocabulary import Vocabulary

__all__ = ["Candidate", "Dates", "day_of"]

_GAPS, _PLAIN_GAPS = (1, 2, 4, 8, 14), (0, 1, 2, 3, 4, 6, 8, 12, 16)
_HEADLINE_REACH = 3  # a headline is told again in the sentences after it
_GOVERNOR_REACH, _BETWEEN_REACH, _FAR_DOWN = 3, 12, 5
_SAME_DAY, _SAME_TYPE, _SAME_FAMILY, _SAME_PARTY = 1, 3, 5, 1  # how alike two events are; a party comes on top
_COMMAS, _STRONG = frozenset("،,"), frozenset('.:؛"«»')
_DAY = 10  # letters of a whole day
_PRECISION: Mapping[int, str] = {4: "year", 7: "month", 8: "week"}


class Candidate(NamedTuple):
    """A day an event may have: the value as the nearest words give it, where they stand, the traits."""

    value: str
    basis: EventBasis
    traits: set[str]


class _When(NamedTuple):
    """An expression that names a day: tokens `first:last` of sentence `number`."""

    time: TimeExpression
    value: str
    day: str
    number: int
    first: int
    last: int


class _Pair(NamedTuple):
    """An event and a day it may have: `where` is the side in its sentence, or another part of the article.

    `number` is that of the sentence of the event; `content` is what is told where the trigger is a cue.
    """

    nth: int
    case: Case
    number: int
    kind: str
    content: tuple[Span, ...]
    when: _When
    where: str


def day_of(value: str) -> str:
    """Return a value without the hour or the part of the day."""
    return value.partition("T")[0]


class Dates:
    """Finds candidates in one article; the events of `cases` are dated by rule where they can be."""

    def __init__(self, doc: Document, cases: Sequence[Case], words: Vocabulary) -> None:
        assert doc.segments is not None
        self._doc, self._cases, self._words = doc, cases, words
        self._sentences: Sequence[Sentence] = doc.segments.sentences
        self._tokens: Sequence[Token] = doc.segments.tokens
        self._starts = [s.start for s in self._sentences]
        self._headline = -1 if doc.segments.headline is None else 0
        self._published = (doc.published or "")[:_DAY]
        self._whens = tuple(self._read())
        self._named = Counter(when.day for when in self._whens)
        self._numbers = [self._number(case.event.trigger.start) for case in cases]
        self._ruled = [day_of(case.event.time) if case.event.time else "" for case in cases]
        self._dated = Counter(day for day in self._ruled if day)
        self._top = self._dated.most_common(2)
        self._like: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for nth, day in enumerate(self._ruled):
            if day:
                for _, key in _likenesses(day, cases[nth]):
                    if len(self._like[key]) < 2:
                        self._like[key].append(nth)
        self._by_number: dict[int, list[_When]] = defaultdict(list)
        for when in self._whens:
            self._by_number[when.number].append(when)
        self._beside: dict[int, list[int]] = defaultdict(list)
        for number, case in zip(self._numbers, cases, strict=True):
            self._beside[number].append(case.trigger.at)

    def find(self, index: int) -> dict[str, Candidate]:
        """Return the candidates of an event by day."""
        case, number, kind = self._cases[index], self._numbers[index], _kind(self._cases[index])
        near: dict[str, tuple[tuple[int, int], _When]] = {}
        reach = _HEADLINE_REACH if number == self._headline else 1
        for beside in range(number - reach, number + reach + 1):
            for when in self._by_number.get(beside, ()):
                gap = abs(when.number - number), abs(when.first - case.trigger.at)
                if when.day not in near or gap < near[when.day][0]:
                    near[when.day] = gap, when
        if not near:
            return {}
        told = [cue.statement for cue in case.view.cues if is_cue(cue.link, case.event.trigger)]
        content = tuple(part for statement in told for part in statement.content)
        here = [abs(when.first - case.trigger.at) for _, when in near.values() if when.number == number]
        found = {}
        for day, (_, when) in near.items():
            pair = _Pair(index, case, number, kind, content, when, self._where(when, number, case.trigger.at))
            found[day] = Candidate(self._value(pair), self._basis(pair), self._traits(pair, here))
        return found

    def _read(self) -> Iterator[_When]:
        for time in self._doc.times or ():
            if time.type in ("DATE", "TIME") and time.basis is not None and time.value is not None:
                number = max(self._number(time.start), 0)
                skip = self._sentences[number].first
                first = bisect_left(self._tokens, time.start, key=_start) - skip
                last = bisect_left(self._tokens, time.end, key=_start) - skip
                yield _When(time, time.value, day_of(time.value), number, first, last)

    def _number(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _where(self, when: _When, own: int, at: int) -> str:
        if when.number == own:
            return "after" if when.first > at else "before"
        if own == self._headline:
            return "next to headline" if when.number == own + 1 else "below headline"
        if when.number == self._headline + 1:
            return "lead"
        side = "sentence before" if when.number < own else "sentence after"
        same = self._sentences[when.number].paragraph == self._sentences[own].paragraph
        return f"{side} in paragraph" if same else side

    def _value(self, pair: _Pair) -> str:
        """Return the value that the rule gives, where it gives this day, else that of the expression."""
        ruled = pair.case.event.time
        return ruled if ruled and self._ruled[pair.nth] == pair.when.day else pair.when.value

    def _basis(self, pair: _Pair) -> EventBasis:
        basis = pair.case.event.time_basis
        if basis is not None and self._ruled[pair.nth] == pair.when.day:
            return basis
        return "sentence" if pair.when.number == pair.number else "passage"

    def _traits(self, pair: _Pair, here: Sequence[int]) -> set[str]:
        traits = {self._alike(pair), *self._of_day(pair), *self._of_event(pair, len(here)), *self._article(pair)}
        if pair.when.number == pair.number:
            traits.update(self._same_sentence(pair, min(here)))
            traits.update(self._between(pair))
        return traits

    def _of_day(self, pair: _Pair) -> Iterator[str]:
        """How precise the day is, how it lies to publication, the word before it."""
        when, where = pair.when, pair.where
        day, published, basis = when.day, self._published, when.time.basis
        if when.first:
            form = self._tokens[self._sentences[when.number].first + when.first - 1].form
            yield f"{form if self._words.kinds_of(form) & LINKING else 'other'} then|{where}"
        yield f"{'day' if len(day) == _DAY else _PRECISION.get(len(day), 'other')}|{pair.kind}"
        if not published:
            return
        if published.startswith(day):
            relation = "same day" if day == published else "now"
        else:
            relation = "future" if day > published else "last" if basis == "publication" else "past"
            relation += "" if len(day) == _DAY else " roughly"
        yield from (f"{relation}|{pair.case.event.status}", f"{relation}|{where}")

    def _of_event(self, pair: _Pair, here: int) -> Iterator[str]:
        """Whether the rule dates the event so, who tells it, how far down it stands, how many days its sentence has."""
        event, time, where = pair.case.event, pair.when.time, pair.where
        if pair.when.day == self._ruled[pair.nth]:
            yield from ("rule", f"rule|{pair.kind}")
        yield f"{pair.kind}|{where}"
        if event.statement is None:
            yield f"own voice|{where}"
        yield f"here{min(here, 2)}|{where}"
        yield f"sentence{min(pair.number - self._headline, _FAR_DOWN)}|{where}"
        if any(part.start <= time.start < part.end for part in pair.content):
            yield "in content of event"

    def _article(self, pair: _Pair) -> Iterator[str]:
        """How often the article names the day, and to how many other events the rule gives it."""
        day, where, kind = pair.when.day, pair.where, pair.kind
        yield f"named{min(self._named[day], 3)}|{where}"
        if len(self._named) == 1:
            yield f"only day|{where}|{kind}"
        own = self._ruled[pair.nth]
        most = max((count - (other == own) for other, count in self._top), default=0)
        uses = self._dated.get(day, 0) - (day == own)
        use = "idle" if not most else "top" if uses == most else "some" if uses else "unused"
        yield f"{use}|{pair.case.event.status}|{kind}"
        yield f"dated{min(uses, 2)}|{where}"

    def _alike(self, pair: _Pair) -> str:
        """How like this event another one is that the rule gives the day, and which of them comes first."""
        best, first = 0, -1
        for like, key in _likenesses(pair.when.day, pair.case):
            nth = next((nth for nth in self._like.get(key, ()) if nth != pair.nth), -1)
            if nth >= 0 and (like > best or (like == best and nth < first)):
                best, first = like, nth
        side = "" if not best else " later" if first > pair.nth else " earlier"
        return f"alike{best}{side}|{pair.kind}"

    def _same_sentence(self, pair: _Pair, nearest: int) -> Iterator[str]:
        """How near the date is, and which verb or other event is nearer."""
        when, where, kind, at = pair.when, pair.where, pair.kind, pair.case.trigger.at
        tokens, verbs, gap = pair.case.view.tokens, pair.case.view.verbs, abs(when.first - at)
        triggers = self._beside[pair.number]
        yield f"nearest{gap == nearest:d}|{where}"
        low, high = when.first - gap, when.first + gap
        yield f"closer{min(sum([low < k < high for k in triggers]), 3)}|{where}"
        yield f"verbs closer{min(sum([low < k < high for k in verbs]), 3)}|{where}|{kind}"
        owner = max([k for k in (*triggers, *verbs) if k < when.first], default=-1)
        yield f"owner {self._owner(pair.case, owner, triggers)}|{where}"
        if pair.case.governor is not None:
            beside = abs(when.first - pair.case.governor) <= _GOVERNOR_REACH
            yield f"governor {verbs[pair.case.governor].kind}|{where}|{beside:d}"
        before = when.first > 0 and tokens[when.first - 1].form in _COMMAS
        after = when.last < len(tokens) and tokens[when.last].form in _COMMAS
        yield f"aside{before:d}{after:d}|{where}"

    def _owner(self, case: Case, at: int, triggers: Sequence[int]) -> str:
        """Return what the verb or trigger before a date is to the event."""
        if at in (case.trigger.at, case.governor):
            return "itself" if at == case.trigger.at else "governor"
        return "nothing" if at < 0 else "other event" if at in triggers else case.view.verbs[at].kind

    def _between(self, pair: _Pair) -> Iterator[str]:
        """What stands between the date and the trigger."""
        view, at, where, kind = pair.case.view, pair.case.trigger.at, pair.where, pair.kind
        low, high = (at + 1, pair.when.first) if where == "after" else (pair.when.last, at)
        forms = [token.form for token in view.tokens[low:high]]
        plain = max(high - low, 0) - len(view.covered & frozenset(range(low, high)))
        yield f"gap {_reach(high - low, _GAPS)}|{where}"
        yield f"plain gap {_reach(plain, _PLAIN_GAPS)}|{where}"
        comma, strong = not _COMMAS.isdisjoint(forms), not _STRONG.isdisjoint(forms)
        yield f"comma{comma:d}|strong{strong:d}|{where}"
        words = view.words[low:high]
        speaks, clause = (any(word.kinds & bits for word in words) for bits in (TELLING, CLAUSE))
        yield f"speaks{speaks:d}|clause{clause:d}|{where}|{kind}"
        for word in words[-_BETWEEN_REACH:]:
            if word.kinds & LINKING:
                yield f"between {word.form}|{where}"


def _likenesses(day: str, case: Case) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield what an event may share with another one that the rule gives a day, and how alike that makes the two."""
    event = case.event
    for like, key in (
        (_SAME_DAY, (day,)),
        (_SAME_TYPE, (day, "type", event.type)),
        (_SAME_FAMILY, (day, "family", case.trigger.pattern.row.key)),
    ):
        yield like, key
        for party in {*event.actors, *event.recipients}:
            yield like + _SAME_PARTY, (*key, "party", party)


def _start(token: Token) -> int:
    return token.start


def _kind(case: Case) -> str:
    """Return whether a verb tells the event, a participle, a definite noun, or another noun."""
    noun = case.trigger.noun
    if noun is None:
        return "verb"
    return "participle" if noun.participle else "definite" if noun.definite else "noun"


def _reach(gap: int, reaches: Sequence[int]) -> str:
    return str(next((r for r in reaches if gap <= r), "far"))
