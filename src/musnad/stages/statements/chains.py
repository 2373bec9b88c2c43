"""Tie reports together: nesting, tellers carried over, outer links; the statements of a document.

What comes in are the reports of each sentence in turn; what goes out are `Statement`s with whole chains. The outlet
that prints is never a link.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from musnad.lexicon.matcher import stem_start
from musnad.model import ChainLink, Sentence, Span, Stance, Statement
from musnad.stages.statements.clauses import ClauseReader
from musnad.stages.statements.contents import ContentReader
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.report import OUTLETS, Gender, Link, Ranges, Report
from musnad.stages.statements.reports import ReportFinder
from musnad.stages.statements.retellings import Retelling
from musnad.stages.statements.settling import Settler
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import PlacedMention, TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["ChainBuilder"]

_MEMORY = 4
_PLAIN = ("neutral", "assert")
_AND = "و"
_COMMAS = frozenset("،,")
_FEMININE_PLURAL = "ات"
_SOUND_PLURALS = ("ون", "ين", _FEMININE_PLURAL)


class _Told(NamedTuple):
    """A chain already built, with the gender of each link, kept for carrying over."""

    chain: tuple[ChainLink, ...]
    genders: tuple[Gender | None, ...]
    sentence: int
    is_nested: bool = False
    is_aside: bool = False


class ChainBuilder:
    """Builds the statements of one document; made anew for each, since it remembers who spoke last."""

    def __init__(
        self,
        view: TextView,
        words: ReportingWords,
        finder: ReportFinder,
        contents: ContentReader,
        settler: Settler,
        tellers: TellerFinder,
        clauses: ClauseReader,
    ) -> None:
        self._view = view
        self._words = words
        self._finder = finder
        self._contents = contents
        self._settler = settler
        self._tellers = tellers
        self._clauses = clauses
        self._mention_at = {**view.names, **view.nominals}
        self._memory: list[_Told] = []
        self._statements: list[Statement] = []
        self._by_chain: dict[tuple[ChainLink, ...], list[int]] = {}  # where those with a chain are
        self._ids: set[str] = set()
        self._unnamed: set[str] = set()
        self._issuers: dict[str, str] = {}

    def build(self) -> tuple[Statement, ...]:
        """Return the statements in text order of their contents."""
        for number, sentence in enumerate(self._view.sentences):
            reports = self._finder.find(self._view, sentence)
            retelling = self._finder.retelling(self._view, sentence, reports)
            if retelling is not None:
                self._add_to_earlier(retelling, number)
                reports = retelling.reports
            if reports:
                self._read_sentence(number, sentence, reports)
        return tuple(sorted(self._statements, key=lambda s: (s.content[0].start, -s.content[-1].end)))

    def _add_to_earlier(self, retelling: Retelling, number: int) -> None:
        """«جاء ذلك في بيان نشرته الوكالة»: who passed on what the sentence before told, or said it."""
        if not self._memory or self._memory[-1].sentence != number - 1:
            return
        told = self._memory[-1]
        known = {link.source for link in told.chain}
        outer, inner = (
            tuple(made for link in links if link.teller and (made := self._link(link, link.teller)).source not in known)
            for links in (retelling.outer, retelling.inner)
        )
        if not outer and not inner:
            return
        chain = (*outer, *told.chain, *inner)
        positions = self._by_chain.pop(told.chain, [])
        for position in positions:
            self._statements[position] = msgspec.structs.replace(self._statements[position], chain=chain)
        self._by_chain.setdefault(chain, []).extend(positions)
        genders = ((None,) * len(outer)) + told.genders + ((None,) * len(inner))
        self._memory[-1] = told._replace(chain=chain, genders=genders, sentence=number)

    # -- one sentence --------------------------------------------------------------------------------------------

    def _read_sentence(self, number: int, sentence: Sentence, reports: list[Report]) -> None:
        tellings = self._settler.settle(self._view, reports, sentence)
        chains: dict[int, _Told] = {}
        for index, item in enumerate(tellings):
            parent = chains.get(item.parent) if item.parent is not None else None
            told = self._chain(item.report, parent, chains, number, sentence)
            chains[index] = told
            in_passing = item.report.kind == "masdar" and item.report.mode == "phrase"  # «رفض طلب الوزارة بكذا»
            if told.chain and item.parent is None and not in_passing:
                self._memory = [*self._memory[-_MEMORY:], told]
            for ranges in item.pieces:
                self._add(item.report, told, ranges)
        self._remember_issuer(sentence, chains)

    def _remember_issuer(self, sentence: Sentence, chains: Mapping[int, _Told]) -> None:
        """«قالت الوزارة في بيان إن»: whose a document is that tells something later."""
        entity = next((told.chain[-1].entity for told in chains.values() if not told.is_nested), None)
        if entity is None:
            return
        forms = self._view.forms[sentence.first : sentence.last]
        self._issuers.update(dict.fromkeys(filter(None, map(self._words.document, forms)), entity))

    # -- chains --------------------------------------------------------------------------------------------------

    def _chain(
        self, report: Report, parent: _Told | None, chains: dict[int, _Told], number: int, sentence: Sentence
    ) -> _Told:
        outer = tuple(self._link(link, link.teller) for link in report.outer if link.teller is not None)
        genders: list[Gender | None] = [None] * len(outer)
        prefix = outer
        if parent is not None:
            told = {link.source for link in parent.chain}
            outer = tuple(link for link in outer if link.source not in told)
            prefix, genders = (*parent.chain, *outer), [*parent.genders, *([None] * len(outer))]
        built: list[ChainLink] = []
        for position, link in enumerate(report.links):
            if link.teller is not None or link.is_passive:
                built.append(self._link(link, link.teller))
                genders.append(
                    report.gender if position == 0 and report.gender else self._tellers.gender(self._view, link.teller)
                )
                continue
            carried, taken, gender = self._carry(report, link, parent, chains, number, sentence)
            if position == 0 and parent is None:
                known = {t.source for t in taken} | {carried.source}
                fresh = tuple(o for o in outer if o.source not in known)
                prefix, genders = (*fresh, *taken), [None] * (len(fresh) + len(taken))
            built.append(carried)
            genders.append(gender)
        before = self._view.forms[report.front - 1] if report.front else ""
        aside = self._words.is_exactly("relative", before)
        return _Told((*prefix, *built), tuple(genders), number, parent is not None, aside)

    def _carry(
        self,
        report: Report,
        link: Link,
        parent: _Told | None,
        chains: dict[int, _Told],
        number: int,
        sentence: Sentence,
    ) -> tuple[ChainLink, tuple[ChainLink, ...], Gender | None]:
        """Return the link with the teller it takes over, the outer links that come along, and the gender."""
        if parent is not None:
            return self._taken(link, parent.chain[-1]), (), parent.genders[-1]
        told_here = [
            told
            for i in sorted(chains, reverse=True)
            if (told := chains[i]).chain[-1].source is not None and not told.is_aside
        ]
        here = sorted(told_here, key=lambda told: told.is_nested)
        if report.plural and not any(self._is_plural(t.chain[-1].source) for t in here if t.chain[-1].source):
            several = self._clauses.subject(self._view, sentence.first, report.front)
            if several is None or not self._is_plural(several.span):
                several = self._plural_subject(sentence, report.front)
            if several is not None:
                return self._taken(link, self._link(link, several)), (), report.gender
        issuer = self._finder.issuer(self._view, sentence.first, report.front) if not here else None
        if issuer is not None:
            return self._taken(link, self._link(link, issuer)), (), report.gender
        if not here and not report.is_beside and (report.kind != "verb" or self._goes_on(sentence, report.front)):
            subject = self._subject(sentence, report.front, report.gender)
            if subject is not None:
                return self._taken(link, self._link(link, subject)), (), report.gender
        fresh = self._new_subject(number, link) if not here and report.kind == "verb" else None
        if fresh is not None and _agrees(self._tellers.gender(self._view, fresh), report.gender):
            return self._taken(link, self._link(link, fresh)), (), report.gender
        for told in [*here, *reversed([t for t in self._memory if t not in here])]:
            for depth in range(len(told.chain) - 1, -1, -1):
                source = told.chain[depth].source
                if source is None or (report.plural and not self._is_plural(source)):
                    continue
                if _agrees(told.genders[depth], report.gender):
                    return self._taken(link, told.chain[depth]), told.chain[:depth], told.genders[depth]
        return self._link(link, None), (), report.gender

    def _is_plural(self, source: Span) -> bool:
        """Whether a teller can be the subject of a plural verb: several names, a sound plural, a known plural noun."""
        first, last = self._view.token_range(source)
        noun = self._words.noun(self._view.forms[first])
        forms = self._view.forms[first:last]
        return (
            (noun is not None and noun[1])
            or forms[0].endswith(_SOUND_PLURALS)
            or self._words.is_("quantifier", forms[0])
            or any(f[:1] == "و" and i in self._view.names for i, f in enumerate(forms, first))
        )

    def _plural_subject(self, sentence: Sentence, limit: int) -> Teller | None:
        """An unnamed group that the sentence has spoken of: «يحاول مناهضون …، حيث يقولون إن»."""
        for at in range(sentence.first, limit):
            noun = self._words.noun(self._view.forms[at])
            if noun is not None and noun[1] and at not in self._view.covering:
                return self._tellers.after(self._view, at, limit)
        return None

    def _subject(self, sentence: Sentence, limit: int, gender: Gender | None) -> Teller | None:
        """The subject of the sentence, else of a later clause, else the first body in it that no preposition governs.

        It agrees with the verb: «كانت الحكومة رفضت، ووافق الصندوق، لكنه حذر» speaks of the fund. None for a sentence
        inside a quotation: who speaks stands before it.
        """
        view = self._view
        if sentence.first in view.speech and view.speech[sentence.first].last <= limit:
            return None
        if (subject := self._clauses.subject(view, sentence.first, limit)) is not None:
            if _agrees(self._tellers.gender(view, subject), gender):
                return subject
            return self._later_subject(sentence, limit, gender)
        for at, placed in self._ungoverned(sentence, limit, self._mention_at):
            if placed.mention.type != "LOC":
                bearer = view.names.get(placed.last)
                end = bearer.last if bearer is not None and bearer.is_person else placed.last
                teller = self._tellers.after(view, at, min(end, limit))
                return teller if _agrees(self._tellers.gender(view, teller), gender) else None
        return None

    def _later_subject(self, sentence: Sentence, limit: int, gender: Gender | None) -> Teller | None:
        """The subject of the nearest clause after «، و» that begins with a verb and agrees."""
        view = self._view
        for at in range(limit - 1, sentence.first, -1):
            form = view.forms[at]
            if view.forms[at - 1] not in _COMMAS or form[:1] != _AND or form[1:] not in self._words.past_verbs:
                continue
            teller = self._clauses.subject(view, at, limit)
            return teller if teller is not None and _agrees(self._tellers.gender(view, teller), gender) else None
        return None

    def _goes_on(self, sentence: Sentence, front: int) -> bool:
        """Whether a verb without a subject stands inside its sentence rather than at its head."""
        kinds = ("auxiliary", "adverb", "shift")
        return any(
            not self._view.is_punct(i)
            and i not in self._view.in_time
            and not any(self._words.is_(kind, self._view.forms[i]) for kind in kinds)
            for i in range(sentence.first, front)
        )

    def _new_subject(self, number: int, link: Link) -> Teller | None:
        """The person whom the sentence before spoke of, when nobody told anything in it; for a relay, the outlet."""
        if number == 0 or (self._memory and self._memory[-1].sentence >= number - 1):
            return None
        sentence = self._view.sentences[number - 1]
        for at, placed in self._ungoverned(sentence, sentence.last, self._view.names):
            if placed.is_person or (link.strength == "reported" and self._is_outlet(placed)):
                return self._tellers.after(self._view, at, sentence.last if placed.is_person else placed.last)
        return None

    def _ungoverned(
        self, sentence: Sentence, limit: int, places: Mapping[int, PlacedMention]
    ) -> Iterator[tuple[int, PlacedMention]]:
        """Yield the mentions of entities before `limit` that no preposition governs, each with its token."""
        for at in range(sentence.first, limit):
            placed = places.get(at)
            if placed is None or placed.entity is None or placed.mention.start != self._view.tokens[at].start:
                continue
            if at == sentence.first or not self._words.is_("preposition", self._view.forms[at - 1]):
                yield at, placed

    def _is_outlet(self, placed: PlacedMention) -> bool:
        noun = self._words.noun(self._view.forms[placed.first])
        roles = (placed.entity and placed.entity.role, noun and noun[0].role)
        return any(role in OUTLETS for role in roles)

    def _link(self, link: Link, teller: Teller | None) -> ChainLink:
        cue = self._cue(link) if link.last > link.first else None
        if teller is None:
            return ChainLink(
                source=None, cue=cue, anonymous=link.is_passive, strength=link.strength, origin=link.origin
            )
        unnamed = self._is_unnamed(teller)
        return ChainLink(
            source=teller.span,
            cue=cue,
            entity=None if unnamed else teller.entity or self._issuer(teller),
            anonymous=unnamed,
            role="unnamed" if unnamed and teller.role is None else teller.role,
            strength=link.strength,
            origin=link.origin,
        )

    def _issuer(self, teller: Teller) -> str | None:
        """«البيان»: the one who put out the document of that kind that the text spoke of."""
        noun = self._words.noun(self._view.forms[teller.first])
        if noun is None or noun[0].kind != "document" or not self._view.is_definite(teller.first):
            return None
        return self._issuers.get(noun[0].key)

    def _is_unnamed(self, teller: Teller) -> bool:
        """Whether a teller is not named: «المسؤول», once «مسؤول كبير» has told something, names nobody either."""
        noun = self._words.noun(self._view.forms[teller.first])
        if noun is None:
            return teller.anonymous
        if teller.anonymous:
            self._unnamed.add(noun[0].key)
        named = any(self._view.names[i].is_person for i in range(teller.first, teller.last) if i in self._view.names)
        return teller.anonymous or (not named and noun[0].key in self._unnamed)

    def _taken(self, link: Link, earlier: ChainLink) -> ChainLink:
        cue = self._cue(link)
        return ChainLink(
            source=earlier.source,
            cue=cue,
            entity=earlier.entity,
            anonymous=earlier.anonymous,
            carried=True,
            role=earlier.role,
            strength=link.strength,
            origin=link.origin,
        )

    def _cue(self, link: Link) -> Span:
        start = stem_start(self._view.tokens[link.first], self._view.text, link.letters)
        return self._view.span(link.first, link.last, start=start)

    # -- statements ----------------------------------------------------------------------------------------------

    def _add(self, report: Report, told: _Told, ranges: Ranges) -> None:
        spans = []
        for position, (low, high) in enumerate(ranges):
            first, last = self._contents.trim(self._view, low, high)
            if first < last:
                start = report.start if position == 0 and low == report.first else None
                spans.append(self._contents.span(self._view, first, last, start))
        if not spans or not told.chain or self._is_told_already(spans, told):
            return
        self._by_chain.setdefault(told.chain, []).append(len(self._statements))
        stance: Stance = "deny" if report.stance in _PLAIN and self._denies(ranges) else report.stance
        self._statements.append(
            Statement(
                id=self._identify(spans),
                content=tuple(spans),
                chain=told.chain,
                kind=self._contents.kind(self._view, ranges),
                stance=stance,
                polarity=-1 if stance == "deny" else 1,
                addressee=report.addressee,
                time=report.time,
                origin=report.links[-1].origin,
            )
        )

    def _denies(self, ranges: Ranges) -> bool:
        """«قال إن هذه الأنباء لا أساس لها»: the words told deny, whatever the verb that tells them."""
        return self._words.starts_within("denying", self._view.forms, ranges)

    def _is_told_already(self, spans: list[Span], told: _Told) -> bool:
        """«وتابع قائلا: …» has two cues for one telling."""
        sources = [link.source for link in told.chain]
        return any(
            list(s.content) == spans and [link.source for link in s.chain] == sources
            for s in self._statements[-_MEMORY:]
        )

    def _identify(self, spans: list[Span]) -> str:
        base = f"s{spans[0].start}-{spans[-1].end}"
        found, repeat = base, 1
        while found in self._ids:
            repeat += 1
            found = f"{base}.{repeat}"
        self._ids.add(found)
        return found


def _agrees(teller: Gender | None, cue: Gender | None) -> bool:
    return teller is None or cue is None or teller == cue
