"""The claims of a case in a bundle: `claims.jsonl`, a line for each that several articles tell, and pages of them.

What comes in is a case whose articles were weighed; what goes out are files in a zip. Claims are weighed a few at a
time, each once. Those that rest on a document of which something is withheld are named and not told.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from musnad.case.claim_marks import marks_in
from musnad.case.folder import Case
from musnad.case.source_file import ratings_in
from musnad.case.store import read_text
from musnad.case.weighing import Listed, list_claims, weigh_listed
from musnad.corpus.sources import Judged
from musnad.corpus.weighing import Weighed, Weighing
from musnad.exports.bundle.redacting import Withholding
from musnad.exports.bundle.viewing import PER_PAGE, claims_page, file_name
from musnad.exports.bundle.zipping import ZipWriter
from musnad.model.evidence import Claim
from musnad.views.claim_brief import ClaimBrief, brief_of
from musnad.views.claims_json import claim_record

__all__ = ["write_claims"]

_AT_ONCE = 100  # claims weighed at one time; a divisor of what a page holds
_Told = tuple[Weighed, ClaimBrief]


def write_claims(
    case: Case, bundle: ZipWriter, withholding: Withholding, name: str, *, progress: Callable[[int, int], object]
) -> int:
    """Write the claims of a case that is called by a name, and return how many there are."""
    listed = list_claims(case)
    total = len(listed.firsts)
    judged = Judged(ratings_in(case.connection), marks_in(case.connection, _claims(case, listed)))
    texts = partial(_text, case, withholding)
    pages: list[bytes] = []  # packed: one zip takes one file at a time
    count = max(1, -(-total // PER_PAGE))
    shown: list[_Told] = []

    def put_page() -> None:
        page = claims_page(name, shown, page=len(pages) + 1, pages=count, total=total)
        pages.append(zlib.compress(page))
        shown.clear()

    with bundle.open("claims.jsonl") as write:
        for done, weighing in _weighings(case, listed):
            for weighed in weighing.claims:
                told = msgspec.json.encode(claim_record(weighed, weighing, texts, judged=judged))
                if _is_withheld(weighed, weighing, told, withholding):
                    withholding.count("claims")
                    told = msgspec.json.encode({"id": weighed.claim.id, "withheld": True})
                else:
                    marks = judged.marks.get(weighed.claim.id, ())
                    shown.append((weighed, brief_of(weighed, weighing, texts, marks=marks)))
                write(told + b"\n")
            if done % PER_PAGE == 0 and len(pages) < count - 1:
                put_page()
            progress(done, total)
    put_page()
    for number, page in enumerate(pages, 1):
        bundle.put(file_name("claims", number), zlib.decompress(page))
    return total


def _weighings(case: Case, listed: Listed) -> Iterator[tuple[int, Weighing]]:
    """Yield all claims of a list, some at a time, each time with how many there were by then."""
    for start in range(0, len(listed.firsts), _AT_ONCE):
        yield min(start + _AT_ONCE, len(listed.firsts)), weigh_listed(case, listed, start=start, most=_AT_ONCE)


def _claims(case: Case, listed: Listed) -> Iterator[Claim]:
    """Yield the claims, for finding again what was marked; they are weighed only where something is."""
    for _, weighing in _weighings(case, listed):
        yield from (weighed.claim for weighed in weighing.claims)


def _is_withheld(weighed: Weighed, weighing: Weighing, told: bytes, withholding: Withholding) -> bool:
    """Whether a claim rests on a document of which something is withheld, or what people say of it names somebody."""
    if not withholding.is_on:
        return False
    own = {piece.document for piece in weighed.claim.evidence}
    others = (weighing.evidence[one].document for pair in weighed.against for one in (pair.one, pair.other))
    words = told.decode()
    return any(map(withholding.touches, own.union(others))) or withholding.words(words) != words


def _text(case: Case, withholding: Withholding, document: int) -> str:
    return withholding.text(document, read_text(case.connection, document))
