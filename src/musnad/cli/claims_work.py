"""Run `musnad claims`: choose articles of a case, weigh them, and write the answer in the form asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from musnad.case.folder import Case, open_case
from musnad.case.related import related_to
from musnad.case.search.find import find_documents
from musnad.case.search.query import Filter
from musnad.case.store import find_document, read_text
from musnad.case.weighing import MOST_DOCUMENTS, Weighing, weigh
from musnad.cli import terminal
from musnad.cli.running import run_to_end
from musnad.cli.sink import Sink
from musnad.errors import CaseError
from musnad.views.claims_json import circle_records, claim_record, claim_records, difference_record
from musnad.views.claims_report import render_claim, render_claims, render_differences

__all__ = ["Chosen", "run_claims"]

_RELATED = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which articles to weigh: those that a search finds, between two days, or those on the story of one."""

    query: str
    since: str | None
    until: str | None
    about: str | None


def run_claims(
    path: Path, chosen: Chosen, *, claim: str | None, without: Sequence[str], limit: int | None, as_json: bool
) -> int:
    """Print the claims of the chosen articles, one of them, or what falls without somebody; return the exit status."""

    def work() -> int:
        with open_case(path) as case:
            documents = _documents(case, chosen)
            weighing = weigh(case, documents)
            texts = partial(read_text, case.connection)
            one = None if claim is None else weighing.claim(claim)
            if claim is not None and one is None:
                remedy = "list them without --claim, with the same search"
                raise CaseError(str(path), f"no claim {claim} is told by several of these articles", remedy)
            width, colour = terminal.width(), terminal.takes_colour()
            if without:
                differences = weighing.without(_keys(path, weighing, without))
                if as_json:
                    written = _json([difference_record(difference) for difference in differences])
                else:
                    written = render_differences(differences, weighing, texts, width=width, colour=colour)
            elif as_json and one is not None:
                written = _json(claim_record(one, weighing))
            elif as_json:
                written = _json({"articles": len(documents), "alone": weighing.alone,
                                 "claims": list(claim_records(weighing, limit=limit)),
                                 "circles": circle_records(weighing)})  # fmt: skip
            elif one is not None:
                written = render_claim(one, weighing, texts, width=width, colour=colour)
            else:
                written = render_claims(
                    weighing, texts, articles=len(documents), limit=limit, width=width, colour=colour
                )
        Sink(None).put(written.encode("utf-8", "replace"))
        return 0

    return run_to_end(work)


def _keys(path: Path, weighing: Weighing, names: Sequence[str]) -> frozenset[str]:
    keys: set[str] = set()
    for name in names:
        if not (found := weighing.keys_of(name)):
            raise CaseError(
                str(path), f"nobody in the chains is called {name!r}", "list the claims and take a name there"
            )
        keys |= found
    return frozenset(keys)


def _documents(case: Case, chosen: Chosen) -> tuple[int, ...]:
    if chosen.about is not None:
        document = find_document(case.connection, chosen.about)
        found = related_to(case.connection, document, limit=_RELATED)
        return (document, *(d for related in found for d in (related.document, *related.copies) if d != document))
    days = f"{chosen.since or ''}..{chosen.until or ''}"
    filters = [Filter("date", days)] if chosen.since or chosen.until else []
    if chosen.query.strip() or filters:
        return find_documents(case, chosen.query, filters=filters)
    rows = case.connection.execute(
        "SELECT current FROM article WHERE current IS NOT NULL LIMIT ?", (MOST_DOCUMENTS + 1,)
    )
    return tuple(row[0] for row in rows)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
