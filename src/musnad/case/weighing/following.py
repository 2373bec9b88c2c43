"""Let claims follow a correction at once, where little else waits to be weighed.

What comes in is a case in which a document was corrected; what goes out is whether its claims are as it is now. In a
case that was never weighed, or where much is new, nothing is done: there weighing is a work of its own.
"""

from __future__ import annotations

from musnad.case.folder import Case
from musnad.case.weighing.keeping import pending, weigh_few
from musnad.case.weighing.pieces import has_tables
from musnad.errors import CaseError

__all__ = ["follow"]

_FEW = 20  # articles, which are weighed in less than a second


def follow(case: Case) -> bool:
    """Weigh what is not weighed as it is now, where that is little; return whether nothing is left to be weighed.

    Where another process is adding to the case, the claims follow when it is weighed next.
    """
    if not has_tables(case.connection):
        return False
    if len(pending(case.connection)) > _FEW:
        return False
    try:
        return not weigh_few(case, most=_FEW).problems
    except CaseError:
        return False
