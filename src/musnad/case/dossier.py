"""A dossier on an actor of a case, with the articles found through everything that means him.

What comes in is an open case and the key of an actor; what goes out is the dossier, of his articles between two days.
Where these are few enough, each thing has its claim, as far as they were weighed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from musnad.case.folder import Case
from musnad.case.identity import canonical
from musnad.case.judging import read_corrected
from musnad.case.search.words import lexicon
from musnad.case.weighing import weigh
from musnad.case.weighing.pieces import has_tables
from musnad.corpus.dossier import ClaimOf, Dossier, make_dossier
from musnad.corpus.weighing import Weighing
from musnad.errors import CaseError
from musnad.model import Span

__all__ = ["MOST_ARTICLES", "MOST_WEIGHED", "articles_of", "dossier", "keys_of"]

MOST_ARTICLES = 1000
MOST_WEIGHED = 300

_QUERY = """
SELECT d.id, d.day FROM article AS a JOIN document AS d ON d.id = a.current
WHERE d.id IN (
    SELECT f.document FROM term AS t JOIN fact AS f ON f.term = t.id
    WHERE t.kind IN ('actor', 'speaker', 'place') AND t.key IN (SELECT value FROM json_each(?))
) AND (? IS NULL OR d.day >= ?) AND (? IS NULL OR d.day <= ?)
ORDER BY d.day DESC, d.id DESC
"""


def keys_of(case: Case, key: str) -> tuple[str, tuple[str, ...]]:
    """Return the key that stands for an actor, and every key that means him.

    Raises CaseError where decisions contradict each other.
    """
    standing = canonical(case)
    own = standing.get(key, key)
    return own, tuple(sorted({own, *(one for one, other in standing.items() if other == own)}))


def articles_of(
    case: Case, keys: Sequence[str], *, since: str | None = None, until: str | None = None
) -> tuple[int, ...]:
    """Return the articles that name somebody of these keys, in current versions, the latest first."""
    rows = case.connection.execute(_QUERY, (json.dumps(list(keys)), since, since, until, until))
    return tuple(number for number, _ in rows)


def dossier(
    case: Case, key: str, *, since: str | None = None, until: str | None = None, most: int = MOST_ARTICLES
) -> tuple[Dossier, int]:
    """Return the dossier on an actor, and how many of his articles are left out, for only the latest `most` are read.

    Claims are given where `MOST_WEIGHED` articles or fewer are read, of those that were weighed
    (`musnad.case.weighing.weigh_pending`). Raises CaseError where no article names him, or
    decisions contradict each other.
    """
    own, keys = keys_of(case, key)
    found = articles_of(case, keys, since=since, until=until)
    if not found:
        days = "" if since is None and until is None else " in these days"
        raise CaseError(key, f"no article names an actor of this key{days}", "look with: musnad find CASE actor:NAME")
    read = found[:most]
    docs = {number: read_corrected(case.connection, number) for number in read}
    rows = {one.removeprefix("actors:") for one in keys}
    offices = [row for row in lexicon().roles if row.actor in rows]
    is_told = len(read) <= MOST_WEIGHED and has_tables(case.connection)
    claim_of = _claims(weigh(case, read)) if is_told else None
    return make_dossier(own, keys, docs, offices=offices, claim_of=claim_of), len(found) - len(read)


def _claims(weighing: Weighing) -> ClaimOf:
    """Return what tells the claim of words: that of the report that covers them."""
    places: dict[int, list[tuple[Span, str]]] = {}
    for weighed in weighing.claims:
        for piece in weighed.claim.evidence:
            places.setdefault(piece.document, []).extend((span, weighed.claim.id) for span in piece.spans)

    def claim_of(document: int, spans: Sequence[Span]) -> str | None:
        reports = places.get(document, ())
        return next((claim for span, claim in reports if any(span.contains(own) for own in spans)), None)

    return claim_of
