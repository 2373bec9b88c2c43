"""Claims as nodes of linked data: what is claimed, where it appeared, on whose word, and what stands against it.

What comes in are weighed claims; what goes out are nodes in the words of schema.org, and in our own where it has none.
No node says whether a claim is so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from musnad import __version__
from musnad.case.folder import Case
from musnad.corpus.moments import surely_before
from musnad.corpus.summary import summarise
from musnad.corpus.weighing import Weighed, Weighing
from musnad.exports.linked.json_streams import Json, without_unknown
from musnad.exports.linked.keys import PROGRAM, TERMS, Keys, article_iri, claim_iri, evidence_iri, key_iri, web_iri
from musnad.exports.manner import Language
from musnad.exports.subject import Subject, Told
from musnad.model import Span
from musnad.model.evidence import Evidence, Teller
from musnad.views.counted import passage

__all__ = ["CONTEXT", "INTERPRETER", "ClaimNodes", "told_claims"]

# Without an address, so that nothing is fetched: all words of schema.org, and ours with a prefix.
CONTEXT: Mapping[str, object] = {
    "@vocab": "https://schema.org/",
    "musnad": TERMS,
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "musnad:chain": {"@container": "@list"},
    "musnad:repeats": {"@type": "@id"},
}
INTERPRETER: Mapping[str, object] = {
    "@id": PROGRAM, "@type": "SoftwareApplication", "name": "musnad", "softwareVersion": __version__,
}  # fmt: skip
_CHANCE_DIGITS = 3


def told_claims(subject: Subject, most: int | None) -> Iterator[Told]:
    """Yield the claims, at most so many; those that most outlets tell come first."""
    for number, told in enumerate(subject.claims()):
        if most is not None and number >= most:
            return
        yield told


class ClaimNodes:
    """Makes nodes of the claims of a case; with `describes` the articles in them have their titles and addresses."""

    def __init__(self, subject: Subject, keys: Keys, language: Language, *, describes: bool) -> None:
        if subject.case is None:
            raise ValueError("claims are counted in a case")
        self._keys, self._language = keys, language
        self._reports = _Reports(subject, subject.case, keys, describes=describes)

    def node(self, told: Told) -> dict[str, object]:
        """Return a claim with all its reports."""
        weighed, reports = told.weighed, self._reports
        evidence, counts = weighed.claim.evidence, weighed.counts
        copies = {route.evidence: route.copy_of for route in weighed.graph.routes if route.copy_of}
        first = _first(evidence)
        return without_unknown({
            "@id": claim_iri(weighed.claim.id), "@type": "Claim", "text": reports.words(evidence[0]),
            "author": [{"@id": key_iri(self._keys.stand_in(one.key)), "name": one.name} for one in counts.origins],
            "appearance": [reports.article(piece) for piece in {one.document: one for one in evidence}.values()],
            "firstAppearance": reports.article(first) if first else None,
            "claimInterpreter": INTERPRETER,
            "musnad:summary": summarise(counts, self._language),
            "musnad:articles": counts.articles.value, "musnad:outlets": counts.outlets.value,
            "musnad:originsAtLeast": counts.origins_lower.value, "musnad:originsAtMost": counts.origins_upper.value,
            "musnad:toldIn": [reports.report(piece, copies.get(piece.id)) for piece in evidence],
            "musnad:against": list(_against(weighed, told.weighing, reports)),
        })  # fmt: skip


def _first(evidence: tuple[Evidence, ...]) -> Evidence | None:
    """Return the report that surely appeared before those of all other articles, None where dates do not tell."""
    first = evidence[0]
    others = (one for one in evidence if one.document != first.document)
    sure = first.published is not None and all(surely_before(first.published, one.published) for one in others)
    return first if sure else None


def _against(weighed: Weighed, weighing: Weighing, reports: _Reports) -> Iterator[Json]:
    own = {piece.id for piece in weighed.claim.evidence}
    for found in weighed.against:
        mine, other = (found.one, found.other) if found.one in own else (found.other, found.one)
        yield {
            "@type": "musnad:Opposition", "musnad:kind": found.kind, "musnad:why": found.words,
            "musnad:chance": round(found.chance, _CHANCE_DIGITS),
            "musnad:to": {"@id": evidence_iri(weighing.evidence[mine])},
            "musnad:by": reports.report(weighing.evidence[other], None),
        }  # fmt: skip


class _Reports:
    """Makes nodes of reports, which are in articles of the case."""

    def __init__(self, subject: Subject, case: Case, keys: Keys, *, describes: bool) -> None:
        self._subject, self._case, self._keys, self._describes = subject, case, keys, describes

    def words(self, piece: Evidence) -> str:
        """Return what a report says, in the words of the article."""
        return passage(self._subject.text(piece.document), piece.spans)

    def article(self, piece: Evidence) -> Json:
        """Return the article of a report, described unless that is done elsewhere."""
        node = {"@id": article_iri(self._case, piece.document)}
        return {**node, **self._described(piece)} if self._describes else node

    def _described(self, piece: Evidence) -> Json:
        source = self._subject.source(piece.document)
        return without_unknown({
            "@type": "NewsArticle", "url": web_iri(source.url), "headline": source.title,
            "datePublished": piece.published,
            "publisher": {"@type": "Organization", "name": source.outlet} if source.outlet else None,
        })  # fmt: skip

    def report(self, piece: Evidence, copy_of: str | None) -> Json:
        """Return a report: its words, where they stand, and its tellers from the outlet to the originator."""
        return without_unknown({
            "@id": evidence_iri(piece), "@type": "musnad:Report", "text": self.words(piece),
            "isPartOf": {"@id": article_iri(self._case, piece.document)}, "datePublished": piece.published,
            "musnad:at": [_place(span) for span in piece.spans], "musnad:stance": piece.stance,
            "musnad:polarity": piece.polarity, "musnad:denial": piece.denial,
            "musnad:repeats": f"urn:musnad:evidence:{copy_of}" if copy_of else None,
            "musnad:chain": [self._teller(teller) for teller in piece.chain],
        })  # fmt: skip

    def _teller(self, teller: Teller) -> Json:
        known = not teller.anonymous and bool(teller.name)
        iri = key_iri(self._keys.stand_in(teller.key)) if known else None
        return without_unknown({
            "musnad:who": without_unknown({"@id": iri, "name": teller.name}), "musnad:role": teller.role,
            "musnad:unnamed": True if teller.anonymous else None,
        })  # fmt: skip


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"
