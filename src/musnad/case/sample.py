"""The sample case that ships with musnad: made where it is asked for, read and weighed as any other."""

from __future__ import annotations

import os

from musnad.case.bringing import add
from musnad.case.folder import create_case
from musnad.case.weighing import weigh_pending
from musnad.lexicon.user_actors import UserActors
from musnad.samples import sample_case_name, sample_paths

__all__ = ["make_sample_case"]


def make_sample_case(path: str | os.PathLike[str]) -> None:
    """Make the sample case in a new folder. Raises CaseError as `create_case` does."""
    with sample_paths() as pages, create_case(path, name=sample_case_name()) as case:
        add(case, pages, actors=UserActors(), workers=0)
        weigh_pending(case)
