"""Who may have taken part in an event, each with the traits that speak for one side or the other.

What comes in is an event that the patterns found, with the sentence it stands in and the article around it; what goes
out are candidates. The names of traits are those of `musnad.stages.events.party_traits`; choosing is for
`musnad.stages.events.choosing`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musnad.model import ChainLink, Document, Span, Statement
from musnad.stages.events import party_traits as traits
from musnad.stages.events.kinds import CLAUSE, COMMA, kinds
from musnad.stages.events.party_traits import Trait, Traits
from musnad.stages.events.phrases import Reader
from musnad.stages.events.surroundings import RECENT, Case, Surroundings
from musnad.stages.events.views import View

__all__ = ["NOBODY", "Candidates", "is_cue"]

NOBODY = ""  # stands among the candidates for a side that nobody fills
_LETTERS = ("ب", "ل", "ك")
_CARRYING = ("ب", "ل")
_AND, _HERS = "و", "ها"
_STRONG = frozenset('.:؛"')
_REACHES = (1, 2, 4, 7, 12, 20)
_REACH = tuple(f"d{next((r for r in _REACHES if gap <= r), 'far')}" for gap in range(_REACHES[-1] + 2))
_HERE = {(kind, side): kind + side for kind in "vpn" for side in "AB"}
_INSIDE, _FREQUENT = 3, 2
_LEAST_CARRIER = 4
_PREPOSITION = kinds("preposition")
# A number per token counts verbs, commas, clause words and strong marks up to it, each in bits of its own.
_WIDTH = 12
_ONE_COMMA, _ONE_CLAUSE, _ONE_MARK = (1 << _WIDTH * n for n in (1, 2, 3))
_COMMAS, _CLAUSES, _VERBS = _ONE_CLAUSE - _ONE_COMMA, _ONE_MARK - _ONE_CLAUSE, _ONE_COMMA - 1


class _Spot(NamedTuple):
    """A place in the sentence that stands for a party: tokens `first:last`.

    `prep` is the preposition before it; `_` and `~` at its end say that a word stands between. `joined` says that و
    joins it, `previous` what stands right before: a verb, a comma, a clause word, a name, nothing, a word.
    """

    first: int
    last: int
    party: str
    kind: str
    prep: str
    joined: bool
    previous: str


class _Near(NamedTuple):
    """The spot of a party nearest to the trigger on one side of it, its distance, how many others stand between."""

    spot: _Spot
    side: str
    gap: int
    others: int


class _Found:
    """The candidates of one event, and what is known of them as a whole."""

    __slots__ = ("around", "cue", "governor", "here", "last", "near", "next_to", "traits")

    def __init__(self, around: Surroundings, near: Sequence[_Near], governor: str | None) -> None:
        self.around, self.near, self.governor = around, near, governor
        self.traits: dict[str, list[Trait]] = {}
        self.here: set[str] = set()
        self.last: tuple[str, ...] = ()
        self.cue = self.next_to = False

    def put(self, party: str, *more: Trait) -> bool:
        """Add traits of a party; return whether it may take part."""
        known = self.traits.get(party)
        if known is not None:
            known += more
            return True
        if not self.around.may_act(party):
            return False
        self.traits[party] = [*more]
        return True

    def put_lent(self, party: str, trait: Trait) -> None:
        """Add a trait that counts once more beside the verb that the noun hangs on."""
        if self.put(party, trait) and self.governor is not None:
            self.put(party, (traits.governed, self.governor, trait))


class Candidates:
    """Finds candidates in one article."""

    def __init__(self, doc: Document, reader: Reader, genders: Mapping[str, str], around: Surroundings) -> None:
        self._reader, self._genders, self._around = reader, genders, around
        self._headline = doc.segments.headline if doc.segments else None
        self._statements = {statement.id: statement for statement in doc.statements or ()}
        self._view: View | None = None
        self._seen: list[_Spot] = []
        self._between: list[int] = []

    def find(self, case: Case, before: Case | None) -> Traits:
        """Return the traits of each candidate by entity, nobody being one; `before` is the event told before."""
        noun = case.trigger.noun
        kind = "v" if case.trigger.verb else "p" if noun and noun.participle else "n"
        if self._view is not case.view:
            self._view, self._seen, self._between = case.view, self._spots(case.view), _between(case.view)
        governor = None if case.governor is None else case.view.verbs[case.governor].kind
        near = _nearest(case.trigger.at, self._seen)
        found = _Found(self._around, near, governor if governor != "plain" else None)
        for one in near:
            self._place(found, case, kind, one)
        self._remember(found, case, kind)
        self._tell(found, case, kind)
        self._possess(found, case)
        first = min(((one.spot.first, one.spot.party) for one in near if one.spot.party in found.traits), default=None)
        if first is not None:
            found.put(first[1], f"{kind}|first")
        self._reach_out(found, case, kind)
        self._article(found, case, kind, before)
        return {**found.traits, NOBODY: self._nobody(found, case, kind)}

    def _spots(self, view: View) -> list[_Spot]:
        """Return the names of the sentence, and the states that its adjectives mean, in order."""
        party = self._around.party
        found = [
            _spot(view, n.first, n.last, party(n.entity), n.type + ("n" if n.form == "nominal" else ""))
            for n in view.named.values()
        ]
        states = self._reader.states
        for at, word in enumerate(view.words):
            if word.demonyms and at not in view.covered and view.tokens[at].kind == "word":
                state = next((states[key] for key in word.demonyms if key in states), None)
                if state is not None:
                    found.append(_spot(view, at, at + 1, party(state), "adj"))
        return sorted(found)

    def _place(self, found: _Found, case: Case, kind: str, one: _Near) -> None:
        """Where a candidate stands beside the trigger: side, distance, what is between, the preposition before it."""
        trigger, type_, spot = case.trigger, case.event.type, one.spot
        row, frame, here, near = trigger.pattern.row, trigger.pattern.frame, _HERE[kind, one.side], min(one.others, 2)
        low, high = (trigger.at + 1, spot.first) if one.side == "A" else (spot.last, trigger.at)
        between = self._between[high] - self._between[low]
        verbs = min(between & _VERBS, 2)
        prep, previous = spot.prep, spot.previous
        if spot.first - 1 == trigger.at:
            prep = "" if prep[-1:] == "~" else prep
            previous = previous if previous == "verb" else "trigger"
        more: list[Trait] = [
            (traits.stands, here, _REACH[min(one.gap, len(_REACH) - 1)], verbs, near, previous),
            (
                traits.carries, here, prep, spot.joined, between & _COMMAS != 0, between & _CLAUSES != 0,
                between >= _ONE_MARK,
            ),
            (traits.of_type, type_, here, spot.kind),
            (traits.typed, type_, here, near, verbs),
            (traits.of_key, row.key, type_, here, prep),
        ]  # fmt: skip
        if one.side == "A":
            if not prep:
                more.append((traits.bare, here, near, verbs, frame.subject, frame.object, row.genitive, previous))
                found.next_to = found.next_to or (near == 0 and verbs == 0 and self._around.may_act(spot.party))
            elif (part := frame.places.get(prep.rstrip("_~"))) is not None:
                more.append((traits.of_part, here, part, verbs, near))
        if trigger.verb is not None:
            agrees = self._genders.get(spot.party, "m") == trigger.verb.form.gender
            more.append((traits.verbal, here, agrees, trigger.has_object, near))
        if found.governor is not None and here == "nB":
            more.append((traits.governed, found.governor, f"nB|v{verbs}"))
        if found.put(spot.party, *more):
            found.here.add(spot.party)

    def _remember(self, found: _Found, case: Case, kind: str) -> None:
        """Whom the patterns name, and who was the subject before."""
        type_, key, party = case.event.type, case.trigger.pattern.row.key, self._around.party
        acting, acted_on = case.parties.acting or "other", case.parties.acted_on or "other"
        for part, entities, how in (
            ("actor", case.event.actors, acting),
            ("recipient", case.event.recipients, acted_on),
        ):
            for entity in dict.fromkeys(map(party, entities)):
                found.put_lent(entity, (traits.named, part, kind, type_, how))
                found.put_lent(entity, (traits.row_named, part, kind, key))
        found.last = tuple(dict.fromkeys(map(party, case.last)))
        for entity in found.last:
            found.put_lent(entity, (traits.last, kind, type_))
        for number, entity in enumerate(case.recent[:RECENT]):
            found.put(party(entity), f"recent{number}|{kind}")

    def _tell(self, found: _Found, case: Case, kind: str) -> None:
        """The teller, where the trigger is what tells, and who stands in what is told."""
        span, type_, party = case.event.trigger, case.event.type, self._around.party
        telling = [cue for cue in case.view.cues if is_cue(cue.link, span)]
        for entity in dict.fromkeys(party(cue.link.entity) for cue in telling if cue.link.entity):
            found.cue = found.put(entity, (traits.cue, kind, type_)) or found.cue
        if telling:
            self._tell_inside(found, case, *telling[0])
        statement = self._statements.get(case.event.statement or "")
        if statement is not None and statement.chain[-1].entity:
            found.put(party(statement.chain[-1].entity), (traits.teller, kind, statement.stance, type_))

    def _tell_inside(self, found: _Found, case: Case, statement: Statement, link: ChainLink) -> None:
        begin, end = min(c.start for c in statement.content), max(c.end for c in statement.content)
        inside: list[str] = []
        told: dict[tuple[str, str], None] = {}
        ordered = sorted((one.spot.first, one.spot.party) for one in found.near if one.spot.party in found.traits)
        for first, entity in ordered:
            start = case.view.tokens[first].start
            in_source = link.source is not None and link.source.start <= start < link.source.end
            if begin <= start < end:
                inside += [] if entity in inside else [entity]
            elif in_source:
                told[entity, "source"] = None
            elif case.event.trigger.end <= start < begin:
                told[entity, "told of"] = None
        told.update({(entity, f"told{min(number, 1)}"): None for number, entity in enumerate(inside[:_INSIDE])})
        for entity, how in told:
            found.put(entity, (traits.told, how, case.event.type))

    def _possess(self, found: _Found, case: Case) -> None:
        """Whom the pronoun on a verbal noun may mean, by gender."""
        noun = case.trigger.noun
        if noun is None or not noun.possessed:
            return
        meant = "f" if case.view.words[case.trigger.at].form.endswith(_HERS) else "m"
        for entity in found.traits:
            more = ["pronoun|last"] if entity in found.last else []
            found.put(entity, f"pronoun|{meant}{self._genders.get(entity, 'm')}", *more)

    def _reach_out(self, found: _Found, case: Case, kind: str) -> None:
        """Add those whom another sentence names: the headline, the sentence before, those named most often."""
        for entity, known in found.traits.items():
            if entity not in found.here:
                known.extend(("absent", (traits.absent, kind)))
        around = self._around
        number = around.sentence(case.event.trigger.start)
        others = {*around.order[:_FREQUENT], *around.headline}
        for entity in others | around.by_sentence.get(number - 1, set()):
            if entity not in found.traits:
                found.put(entity, "absent", (traits.elsewhere, kind, case.event.type))

    def _article(self, found: _Found, case: Case, kind: str, before: Case | None) -> None:
        """What the rest of the article says of the candidates."""
        around, type_ = self._around, case.event.type
        actors, recipients = _sides(around, case)
        told_before = list(zip(("actor", "recipient"), _sides(around, before), strict=True)) if before else []
        beside = around.by_sentence.get(around.sentence(case.event.trigger.start) - 1, ())
        acted, received = around.acted.get, around.received.get
        for entity, known in found.traits.items():
            where = "here" if entity in found.here else "absent"
            acts, receives, same = entity in actors, entity in recipients, f"{entity}|{type_}"
            more: list[Trait] = [
                (traits.where_of_rank, min(around.ranks.get(entity, 9), 4), where, type_),
                (
                    traits.so_far, min(acted(entity, 0) - acts, 2), min(received(entity, 0) - receives, 2),
                    min(acted(same, 0) - acts, 2), min(received(same, 0) - receives, 2), where, type_,
                ),
                (
                    traits.article, around.types.get(entity), where, kind, type_, entity in around.states,
                    entity in around.headline, entity in around.lead, entity in beside,
                ),
                (traits.lacks, bool(actors), bool(recipients), where),
            ]  # fmt: skip
            for part, parties in told_before:
                if entity in parties:
                    more.append((traits.before, part, where, type_, kind))
            known.extend(more)

    def _nobody(self, found: _Found, case: Case, kind: str) -> list[Trait]:
        """What speaks for a side without anybody: the words, how many candidates there are, what is known of them."""
        event, sides = case.event, {one.side for one in found.near if one.spot.party in found.traits}
        actors, recipients = min(len(event.actors), 2), min(len(event.recipients), 2)
        headline = self._headline is not None and self._headline.contains(event.trigger)
        unnamed = any(link.entity is None and is_cue(link, event.trigger) for _, link in case.view.cues)
        return [
            (traits.nobody, kind, event.type, case.trigger.pattern.row.key),
            (traits.nobody_named, kind, event.type, actors, recipients, min(len(found.traits), 6)),
            (
                traits.nobody_article, kind, event.statement is None, headline, event.status, bool(case.last), unnamed,
            ),
            (traits.known, kind, found.cue, "A" in sides, "B" in sides, found.next_to),
        ]  # fmt: skip


def is_cue(link: ChainLink, trigger: Span) -> bool:
    """Whether the trigger is among the words by which a teller tells: accused, called for."""
    return link.cue is not None and link.cue.start < trigger.end and trigger.start < link.cue.end


def _sides(around: Surroundings, case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """Return whom the patterns give a part in an event."""
    event, party = case.event, around.party
    return frozenset(map(party, event.actors)), frozenset(map(party, event.recipients))


def _spot(view: View, first: int, last: int, party: str, kind: str) -> _Spot:
    prefix = view.named[first].prefix if first in view.named else ""
    prep = _preposition(view, first, prefix)
    return _Spot(first, last, party, kind, prep, prefix[:1] == _AND, _previous(view, first))


def _preposition(view: View, first: int, prefix: str) -> str:
    """Return the preposition before a token; `_` and `~` say that a word stands between."""
    words = view.words
    if prefix[-1:] in _LETTERS:
        return prefix[-1:]
    if first and words[first - 1].kinds & _PREPOSITION:
        return words[first - 1].form
    if first < 2:
        return ""
    if words[first - 2].kinds & _PREPOSITION:
        return words[first - 2].form + "_"
    previous = words[first - 1].form
    carries = previous[:1] in _CARRYING and len(previous) >= _LEAST_CARRIER and first - 1 not in view.covered
    return previous[0] + "~" if carries else ""


def _previous(view: View, first: int) -> str:
    """What stands right before a token."""
    at = first - 1
    if at < 0:
        return "start"
    if at in view.verbs:
        return "verb"
    if view.words[at].kinds & COMMA:
        return "comma"
    if view.words[at].kinds & CLAUSE:
        return "clause"
    return "name" if at in view.covered else "word"


def _between(view: View) -> list[int]:
    """Return for each place between tokens how many verbs, commas, clause words and strong marks stand before it."""
    total, found = 0, [0]
    for at, word in enumerate(view.words):
        if word.kinds & (COMMA | CLAUSE):
            total += (_ONE_COMMA if word.kinds & COMMA else 0) + (_ONE_CLAUSE if word.kinds & CLAUSE else 0)
        if word.form in _STRONG:
            total += _ONE_MARK
        total += at in view.verbs
        found.append(total)
    return found


def _nearest(at: int, spots: Sequence[_Spot]) -> list[_Near]:
    """Return the nearest spot of each party on each side of a token, and how many other parties stand between."""
    found: dict[tuple[str, str], tuple[int, _Spot]] = {}
    for spot in spots:
        if spot.first != at:
            side, gap = ("A", spot.first - at) if spot.first > at else ("B", at - spot.last + 1)
            key = (spot.party, side)
            if key not in found or gap < found[key][0]:
                found[key] = gap, spot
    near = []
    for (party, side), (gap, spot) in found.items():
        low, high = (at + 1, spot.first) if side == "A" else (spot.last, at)
        others = {s.party for s in spots if low <= s.first < high and s.party != party} if high > low else ()
        near.append(_Near(spot, side, gap, len(others)))
    return near
