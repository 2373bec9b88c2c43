"""What the articles of a case tell, placed in time: the claims that most outlets tell, at most so many.

What comes in is an open case and which of its articles; what goes out are claims with their places in time, as values
that may be kept while the case stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.case.choosing import Chosen, documents_of
from musnad.case.folder import Case
from musnad.case.weighing import weigh_alone, weigh_most
from musnad.corpus.timeline_choice import Placed, place

__all__ = ["MOST_ALONE", "MOST_CLAIMS", "MOST_REPORTS", "MOST_REPORTS_CHOSEN", "ToldInTime", "told_in_time"]

MOST_CLAIMS = 300
MOST_REPORTS = 4_000  # of the whole case, which is looked at once
MOST_REPORTS_CHOSEN = 250  # of chosen articles, which are others each time: less than a tenth of a second
MOST_ALONE = 60  # articles of which everything is placed that one of them tells alone


@dataclass(frozen=True, slots=True)
class ToldInTime:
    """Claims in time: `articles` were asked about, `more` claims of theirs are left out.

    `has_alone` says whether what one of them tells alone is among them.
    """

    placed: tuple[Placed, ...]
    articles: int
    more: int
    has_alone: bool


def told_in_time(case: Case, chosen: Chosen, *, alone: bool = False) -> ToldInTime:
    """Return what the chosen articles tell together, and with `alone`, where they are few, what each tells alone.

    Raises CaseError and QueryError as `documents_of` does.
    """
    documents = documents_of(case, chosen)
    reports = MOST_REPORTS if documents is None else MOST_REPORTS_CHOSEN
    weighing = weigh_most(case, documents, claims=MOST_CLAIMS, reports=reports)
    has_alone = alone and weighing.articles <= MOST_ALONE
    told = (*weighing.claims, *(weigh_alone(case, documents) if has_alone else ()))
    return ToldInTime(place(told), weighing.articles, weighing.more, has_alone)
