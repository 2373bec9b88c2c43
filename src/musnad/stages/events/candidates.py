"""Who may have taken part in an event, each with the traits that speak for one side or the other.

What comes in is an event that the patterns found, with the sentence it stands in and the article around it; what goes
out are candidates. A trait is a short name for a fact about where a candidate stands; what it weighs is learnt and lies
in the lexicon. Choosing is for `musnad.stages.events.choosing`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from musnad.model import ChainLink, Document, Span, Statement
from musnad.stages.events.kinds import CLAUSE
from musnad.stages.events.phrases import Reader
from musnad.stages.events.surroundings import Case, Surroundings
from musnad.stages.events.views import View

__all__ = ["NOBODY", "Candidates", "Traits", "is_cue"]

Traits = dict[str, set[str]]
NOBODY = ""  # stands among the candidates for a side that nobody fills
_LETTERS = ("ب", "ل", "ك")
_CARRYING = ("ب", "ل")
_AND, _HERS = "و", "ها"
_COMMAS = frozenset("،,")
_STRONG = frozenset('.:؛"')
_REACHES = (1, 2, 4, 7, 12, 20)
_RECENT, _INSIDE, _FREQUENT = 3, 3, 2
_LEAST_CARRIER = 4


class _Spot(NamedTuple):
    """A place in the sentence that stands for an entity: tokens `first:last`."""

    first: int
    last: int
    start: int
    entity: str
    kind: str


class _Parts(NamedTuple):
    """Whom the patterns give a part in the event and in the one told before; whom the sentence before names."""

    actors: frozenset[str]
    recipients: frozenset[str]
    actors_before: frozenset[str]
    recipients_before: frozenset[str]
    sentence_before: Collection[str]


class Candidates:
    """Finds candidates in one article."""

    def __init__(self, doc: Document, reader: Reader, genders: Mapping[str, str], around: Surroundings) -> None:
        self._doc, self._reader, self._words = doc, reader, reader.words
        self._genders, self._around = genders, around
        self._statements = {statement.id: statement for statement in doc.statements or ()}
        self._view: View | None = None
        self._seen: list[_Spot] = []

    def find(self, case: Case, before: Case | None) -> Traits:
        """Return the traits of each candidate by entity, nobody being one; `before` is the event told before."""
        found: Traits = {}
        kind = "v" if case.trigger.verb else "p" if case.trigger.noun and case.trigger.noun.participle else "n"
        if self._view is not case.view:
            self._view, self._seen = case.view, self._spots(case.view)
        spots = self._nearest(case, self._seen)
        self._place(found, case, kind, spots)
        self._remember(found, case, kind)
        self._tell(found, case, kind, spots)
        self._possess(found, case, kind)
        self._govern(found, case)
        self._begin(found, kind, spots)
        self._reach_out(found, case, kind)
        parts = self._parts(case, before)
        for entity, traits in found.items():
            traits.update(self._article(case, kind, entity, traits, parts))
        found[NOBODY] = {*self._nobody(found, case, kind)}
        return found

    def _spots(self, view: View) -> list[_Spot]:
        """Return the names of the sentence, and the states that its adjectives mean, in order."""
        found = [
            _Spot(n.first, n.last, n.start, n.entity, n.type + ("n" if n.form == "nominal" else ""))
            for n in view.named.values()
        ]
        for at, token in enumerate(view.tokens):
            if token.kind != "word" or at in view.covered:
                continue
            state = self._reader.state_of(token.form)
            if state is None and token.form[:1] in (_AND, *_CARRYING):
                state = self._reader.state_of(token.form[1:])
            if state is not None:
                found.append(_Spot(at, at + 1, token.start, state, "adj"))
        return sorted(found)

    def _nearest(self, case: Case, spots: Sequence[_Spot]) -> dict[tuple[str, str], tuple[int, _Spot, int]]:
        """Return by entity and side the nearest spot, its distance, and how many others stand between."""
        at = case.trigger.at
        found: dict[tuple[str, str], tuple[int, _Spot, int]] = {}
        for spot in spots:
            if spot.first == at:
                continue
            side, gap = ("A", spot.first - at) if spot.first > at else ("B", at - spot.last + 1)
            key = (self._around.party(spot.entity), side)
            if key not in found or gap < found[key][0]:
                low, high = (at + 1, spot.first) if side == "A" else (spot.last, at)
                others = {self._around.party(s.entity) for s in spots if low <= s.first < high} - {key[0]}
                found[key] = (gap, spot, len(others))
        return found

    def _put(self, found: Traits, entity: str, *traits: str) -> None:
        entity = self._around.party(entity)
        if self._around.may_act(entity):
            found.setdefault(entity, set()).update(traits)

    def _place(
        self, found: Traits, case: Case, kind: str, spots: Mapping[tuple[str, str], tuple[int, _Spot, int]]
    ) -> None:
        """Where a candidate stands beside the trigger: side, distance, what is between, the preposition before it."""
        view, trigger, type_ = case.view, case.trigger, case.event.type
        row, frame = trigger.pattern.row, trigger.pattern.frame
        for (entity, side), (gap, spot, others) in spots.items():
            low, high = (trigger.at + 1, spot.first) if side == "A" else (spot.last, trigger.at)
            forms = [t.form for t in view.tokens[low:high]]
            verbs, near = _few(sum(k in view.verbs for k in range(low, high))), _few(others)
            prep, joined = self._preposition(view, spot, trigger.at)
            part = frame.places.get(prep.rstrip("_~")) if prep and side == "A" else None
            here, previous = kind + side, self._previous(view, spot, trigger.at)
            traits = [
                here, f"{here}|{_reach(gap)}", f"{here}|v{verbs}", f"{here}|e{near}", f"{here}|{prep}",
                f"{here}|after:{previous}", f"{here}|{spot.kind}", f"{type_}|{side}", f"{type_}|{side}|{spot.kind}",
                f"{row.key}|{side}", f"{row.key}|{side}|{prep}", f"{type_}|{here}|{prep}", f"{type_}|{here}|e{near}",
                f"{type_}|{here}|v{verbs}|e{near}", f"{here}|after:{previous}|e{near}|v{verbs}",
                f"{here}|{_reach(gap)}|v{verbs}",
            ]  # fmt: skip
            traits += [f"{here}|comma"] if not _COMMAS.isdisjoint(forms) else []
            traits += [f"{here}|clause"] if any(w.kinds & CLAUSE for w in view.words[low:high]) else []
            traits += [f"{here}|mark"] if not _STRONG.isdisjoint(forms) else []
            traits += [f"{here}|and"] if joined else []
            if part is not None:
                traits += [f"{here}|part:{part}", f"{here}|part:{part}|v{verbs}", f"{here}|part:{part}|e{near}"]
            if not prep and side == "A":
                traits += [f"{here}|bare|e{near}|v{verbs}", f"{here}|bare|e{near}|{frame.subject}|{frame.object}"]
                traits += [f"{row.genitive}|e{near}|{previous}"] if kind == "n" else []
            if trigger.has_object:
                traits.append(f"{here}|pronoun|e{near}")
            if trigger.verb is not None:
                agrees = self._genders.get(entity, "m") == trigger.verb.form.gender
                traits.append(f"{here}|{'agrees' if agrees else 'differs'}")
                traits += [f"before|{previous}|v{verbs}|e{near}"] if side == "B" else []
            self._put(found, entity, *traits)

    def _preposition(self, view: View, spot: _Spot, trigger: int) -> tuple[str, bool]:
        """Return the preposition before a spot, and whether و joins it; `_` and `~` say that a word stands between."""
        tokens, first = view.tokens, spot.first
        prefix = view.named[first].prefix if first in view.named else ""
        joined = prefix.startswith(_AND)
        if prefix[-1:] in _LETTERS:
            return prefix[-1:], joined
        previous = tokens[first - 1].form if first else ""
        if previous in self._words.words["preposition"]:
            return previous, joined
        if first < 2:
            return "", joined
        if tokens[first - 2].form in self._words.words["preposition"]:
            return tokens[first - 2].form + "_", joined
        carries = previous[:1] in _CARRYING and len(previous) >= _LEAST_CARRIER and first - 1 not in view.covered
        return (previous[0] + "~" if carries and first - 1 != trigger else ""), joined

    def _previous(self, view: View, spot: _Spot, trigger: int) -> str:
        """What stands right before a spot: a verb, the trigger, a comma, a clause word, a name, nothing, a word."""
        at = spot.first - 1
        if at < 0:
            return "start"
        form = view.tokens[at].form
        if at in view.verbs:
            return "verb"
        if at == trigger:
            return "trigger"
        if form in _COMMAS:
            return "comma"
        if view.words[at].kinds & CLAUSE:
            return "clause"
        return "name" if at in view.covered else "word"

    def _remember(self, found: Traits, case: Case, kind: str) -> None:
        """Whom the patterns name, and who was the subject before."""
        type_, key = case.event.type, case.trigger.pattern.row.key
        acting, acted_on = case.parties.acting or "other", case.parties.acted_on or "other"
        for part, entities, how in (
            ("actor", case.event.actors, acting),
            ("recipient", case.event.recipients, acted_on),
        ):
            for entity in entities:
                self._put(
                    found, entity, f"named:{part}", f"named:{part}|{kind}", f"named:{part}|{type_}",
                    f"named:{part}|by {how}|{kind}", f"named:{part}|by {how}|{type_}", f"named:{part}|{key}|{kind}",
                )  # fmt: skip
        for entity in case.last:
            self._put(found, entity, f"last|{kind}", f"last|{type_}")
        for number, entity in enumerate(case.recent[:_RECENT]):
            self._put(found, entity, f"recent{number}|{kind}")

    def _tell(
        self, found: Traits, case: Case, kind: str, spots: Mapping[tuple[str, str], tuple[int, _Spot, int]]
    ) -> None:
        """The teller, where the trigger is what tells, and who stands in what is told."""
        span, type_ = case.event.trigger, case.event.type
        telling = [cue for cue in case.view.cues if is_cue(cue.link, span)]
        for _, link in telling:
            if link.entity:
                self._put(found, link.entity, f"cue|{kind}", f"cue|{type_}")
        if telling:
            self._tell_inside(found, case, *telling[0], spots)
        statement = self._statements.get(case.event.statement or "")
        if statement is not None and statement.chain[-1].entity:
            teller = statement.chain[-1].entity
            self._put(found, teller, f"teller|{kind}", f"teller|{statement.stance}", f"teller|{type_}")

    def _tell_inside(
        self,
        found: Traits,
        case: Case,
        statement: Statement,
        link: ChainLink,
        spots: Mapping[tuple[str, str], tuple[int, _Spot, int]],
    ) -> None:
        begin, end = min(c.start for c in statement.content), max(c.end for c in statement.content)
        type_, inside = case.event.type, list[str]()
        ordered = sorted((spot.first, entity) for (entity, _), (_, spot, _) in spots.items() if entity in found)
        for first, entity in ordered:
            start = case.view.tokens[first].start
            in_source = link.source is not None and link.source.start <= start < link.source.end
            if begin <= start < end:
                inside += [] if entity in inside else [entity]
            elif in_source:
                found[entity].update(("source", f"source|{type_}"))
            elif case.event.trigger.end <= start < begin:
                found[entity].update(("told of", f"told of|{type_}"))
        for number, entity in enumerate(inside[:_INSIDE]):
            rank = min(number, 1)
            found[entity].update((f"told{rank}", f"told{rank}|{type_}"))

    def _possess(self, found: Traits, case: Case, kind: str) -> None:
        """Whom the pronoun on a verbal noun may mean, by gender."""
        noun = case.trigger.noun
        if noun is None or not noun.possessed:
            return
        meant = "f" if case.view.tokens[case.trigger.at].form.endswith(_HERS) else "m"
        for entity, traits in found.items():
            same = f"last|{kind}" in traits
            traits.add(f"pronoun|{meant}{self._genders.get(entity, 'm')}")
            traits.update(["pronoun|last"] if same else [])

    def _govern(self, found: Traits, case: Case) -> None:
        """What the verb that the noun hangs on lends: launched raids, came under attack."""
        if case.governor is None or case.view.verbs[case.governor].kind == "plain":
            return
        governor = case.view.verbs[case.governor].kind
        for traits in found.values():
            lent = [t for t in traits if t.startswith(("named:", "last|", "nB|v"))]
            traits.update(f"{governor}|{t}" for t in lent)

    def _begin(self, found: Traits, kind: str, spots: Mapping[tuple[str, str], tuple[int, _Spot, int]]) -> None:
        """Who of the candidates stands first in the sentence."""
        first = min(
            ((spot.first, entity) for (entity, _), (_, spot, _) in spots.items() if entity in found), default=None
        )
        if first is not None:
            found[first[1]].add(f"{kind}|first")

    def _reach_out(self, found: Traits, case: Case, kind: str) -> None:
        """Add those whom another sentence names: the headline, the sentence before, those named most often."""
        for traits in found.values():
            if f"{kind}A" not in traits and f"{kind}B" not in traits:
                traits.update(("absent", f"absent|{kind}"))
        number = self._around.sentence(case.event.trigger.start)
        others = {*self._around.order[:_FREQUENT], *self._around.headline}
        for entity in others | self._around.by_sentence.get(number - 1, set()):
            if entity not in found:
                self._put(found, entity, "absent", "elsewhere", f"elsewhere|{case.event.type}", f"elsewhere|{kind}")

    def _nobody(self, found: Traits, case: Case, kind: str) -> Iterator[str]:
        """What speaks for a side without anybody: the words, how many candidates there are, what is known of them."""
        event, key = case.event, case.trigger.pattern.row.key
        yield from ("nobody", f"nobody|{kind}", f"nobody|{event.type}", f"nobody|{event.type}|{kind}")
        yield from (f"nobody|{key}", f"nobody|{key}|{kind}", f"nobody|among{min(len(found), 6)}")
        for part, entities in (("acts", event.actors), ("receives", event.recipients)):
            named = f"nobody|{part} named{min(len(entities), 2)}"
            yield from (named, f"{named}|{event.type}|{kind}")
        yield f"nobody|own voice{event.statement is None:d}|{kind}"
        headline = self._doc.segments.headline if self._doc.segments else None
        yield "nobody|in headline" if headline and headline.contains(event.trigger) else "nobody|in body"
        yield f"nobody|{event.status}"
        yield from [f"nobody|last|{kind}"] if case.last else []
        unnamed = any(link.entity is None and is_cue(link, event.trigger) for _, link in case.view.cues)
        yield from [f"nobody|unnamed teller|{kind}"] if unnamed else []
        known = (f"cue|{kind}", f"{kind}A", f"{kind}B", f"{kind}A|bare|e0|v0")
        yield from {f"nobody|{trait}" for traits in found.values() for trait in known if trait in traits}

    def _parts(self, case: Case, before: Case | None) -> _Parts:
        around, event = self._around, case.event
        parties = [event.actors, event.recipients]
        parties += [before.event.actors, before.event.recipients] if before else [(), ()]
        one, two, three, four = (frozenset(map(around.party, entities)) for entities in parties)
        number = around.sentence(event.trigger.start) - 1
        return _Parts(one, two, three, four, around.by_sentence.get(number, frozenset()))

    def _article(self, case: Case, kind: str, entity: str, traits: set[str], parts: _Parts) -> Iterator[str]:
        """What the rest of the article says of a candidate."""
        around, event = self._around, case.event
        actors, recipients = parts.actors, parts.recipients
        where, type_ = "absent" if "absent" in traits else "here", event.type
        rank = around.ranks.get(entity, 9)
        acted, received = around.acted[entity] - (entity in actors), around.received[entity] - (entity in recipients)
        same_acted = around.acted[f"{entity}|{type_}"] - (entity in actors)
        same_received = around.received[f"{entity}|{type_}"] - (entity in recipients)
        yield from (f"rank{min(rank, 4)}|{where}", f"rank{min(rank, 2)}|{type_}")
        yield f"acted{min(acted, 2)}|received{min(received, 2)}|{where}"
        yield f"acted so{min(same_acted, 1)}|received so{min(same_received, 1)}|{type_}"
        yield f"acted so{min(same_acted, 2)}|received so{min(same_received, 2)}|{where}"
        yield f"{around.types.get(entity)}|{where}"
        if around.is_state(entity):
            yield f"state|{kind}"
        if entity in around.headline:
            yield from (f"headline|{where}", f"headline|{type_}|{where}")
        if entity in around.lead:
            yield f"lead|{where}"
        if entity in parts.sentence_before:
            yield from (f"sentence before|{where}", f"sentence before|{where}|{kind}")
        for part, parties in (("actor", parts.actors_before), ("recipient", parts.recipients_before)):
            if entity in parties:
                yield from (f"{part} before|{where}", f"{part} before|{type_}", f"{part} before|{where}|{kind}")
        yield from [f"no actor|{where}"] if not actors else []
        yield from [f"no recipient|{where}"] if not recipients else []


def is_cue(link: ChainLink, trigger: Span) -> bool:
    """Whether the trigger is among the words by which a teller tells: accused, called for."""
    return link.cue is not None and link.cue.start < trigger.end and trigger.start < link.cue.end


def _reach(gap: int) -> str:
    return f"d{next((r for r in _REACHES if gap <= r), 'far')}"


def _few(count: int) -> int:
    return min(count, 2)
