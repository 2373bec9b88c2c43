"""Claims in the words of PROV-O: collections of reports, with what repeats and what denies them.

What comes in are the claims of a case; what goes out are things in Turtle. No claim is told to be so or not.
"""

from __future__ import annotations

from typing import TextIO

from musnad.case.folder import Case
from musnad.exports.linked.keys import Keys, article_iri, claim_iri, evidence_iri, key_iri, part_of
from musnad.exports.linked.turtle import Iri, Text, Value, dated, write_thing
from musnad.exports.out import Out
from musnad.exports.subject import Subject, Told
from musnad.exports.told_statements import ToldStatements
from musnad.model.evidence import Evidence
from musnad.views.counted import passage

__all__ = ["write_claims"]


def write_claims(file: TextIO, subject: Subject, case: Case, keys: Keys, out: Out) -> None:
    """Write each claim with its reports, and with those of others that stand against it."""
    writer = _Claims(file, subject, case, keys)
    for told in subject.claims():
        writer.write(told)
        out.wrote("claims")


class _Claims:
    def __init__(self, file: TextIO, subject: Subject, case: Case, keys: Keys) -> None:
        self._file, self._subject, self._case, self._keys = file, subject, case, keys
        self._statements = ToldStatements(case)

    def write(self, told: Told) -> None:
        """Write a claim."""
        claim, against = told.weighed.claim, told.weighed.against
        own = {piece.id for piece in claim.evidence}
        opposed: dict[str, list[Value]] = {}
        for found in against:
            mine, other = (found.one, found.other) if found.one in own else (found.other, found.one)
            opposed.setdefault(mine, []).append(Iri(evidence_iri(told.weighing.evidence[other])))
        write_thing(self._file, Iri(claim_iri(claim.id)), ["prov:Collection", "prov:Entity", "musnad:Claim"], [
            ("prov:value", [Text(self._words(claim.evidence[0]))]),
            ("prov:hadMember", [Iri(evidence_iri(piece)) for piece in claim.evidence]),
        ])  # fmt: skip
        copies = {route.evidence: route.copy_of for route in told.weighed.graph.routes if route.copy_of}
        for piece in claim.evidence:
            self._report(piece, copies.get(piece.id), opposed.get(piece.id, []))
        for found in against:
            other = found.other if found.one in own else found.one
            self._report(told.weighing.evidence[other], None, [])

    def _report(self, piece: Evidence, copy_of: str | None, opposed: list[Value]) -> None:
        origin = piece.origin
        known = origin is not None and not origin.anonymous and origin.name
        statement = self._statement(piece)
        write_thing(self._file, Iri(evidence_iri(piece)), ["prov:Entity", "musnad:Report"], [
            ("prov:value", [Text(self._words(piece))]),
            ("dcterms:isPartOf", [Iri(article_iri(self._case, piece.document))]),
            ("dcterms:issued", [dated(piece.published)] if piece.published else []),
            ("prov:alternateOf", [Iri(statement)] if statement else []),
            ("prov:wasAttributedTo", [Iri(key_iri(self._keys.stand_in(origin.key)))] if origin and known else []),
            ("musnad:at", [Text(f"{span.start}-{span.end}") for span in piece.spans]),
            ("musnad:polarity", [piece.polarity]),
            ("musnad:repeats", [Iri(f"urn:musnad:evidence:{copy_of}")] if copy_of else []),
            ("musnad:opposedBy", opposed),
        ])  # fmt: skip

    def _statement(self, piece: Evidence) -> str | None:
        """Return the IRI of the statement that a report is; None where the article tells it in its own voice."""
        id = self._statements.id_of(piece)
        return None if id is None else part_of(article_iri(self._case, piece.document), id)

    def _words(self, piece: Evidence) -> str:
        return passage(self._subject.text(piece.document), piece.spans)
