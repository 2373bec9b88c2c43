"""Run `musnad claims`: choose articles of a case, weigh them, and write the answer in the form asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from musnad.case.claim_marks import marks_in
from musnad.case.folder import open_case
from musnad.case.source_file import ratings_in
from musnad.case.store import read_text
from musnad.case.weighing import weigh
from musnad.cli import terminal
from musnad.cli.choosing import Chosen, documents_of
from musnad.cli.running import run_to_end
from musnad.cli.sink import Sink
from musnad.corpus.sources import Judged
from musnad.corpus.weighing import Weighing
from musnad.errors import CaseError
from musnad.views.claims_json import circle_records, claim_record, claim_records, difference_record
from musnad.views.claims_report import render_claim, render_claims, render_differences

__all__ = ["run_claims"]


def run_claims(
    path: Path, chosen: Chosen, *, claim: str | None, without: Sequence[str], limit: int | None, as_json: bool
) -> int:
    """Print the claims of the chosen articles, one of them, or what falls without somebody; return the exit status."""

    def work() -> int:
        with open_case(path) as case:
            documents = documents_of(case, chosen)
            weighing = weigh(case, documents)
            texts = partial(read_text, case.connection)
            marks = marks_in(case.connection, (weighed.claim for weighed in weighing.claims))
            judged = Judged(ratings_in(case.connection), marks)
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
                written = _json(claim_record(one, weighing, judged=judged))
            elif as_json:
                written = _json({"articles": len(documents), "alone": weighing.alone,
                                 "claims": list(claim_records(weighing, judged=judged, limit=limit)),
                                 "circles": circle_records(weighing)})  # fmt: skip
            elif one is not None:
                written = render_claim(one, weighing, texts, judged=judged, width=width, colour=colour)
            else:
                written = render_claims(
                    weighing, texts, articles=len(documents), judged=judged, limit=limit, width=width, colour=colour
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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
