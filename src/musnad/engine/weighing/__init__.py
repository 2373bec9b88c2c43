"""Weigh the articles of a run on an engine: group-bys and joins that give the claims a case has of the same articles.

`weigh` runs the steps, `plan` cuts them, `files` is how they hand rows on. The steps: `numbering` of articles,
`telling` what each has, `copying`, `meeting` (twins, blocks, comparing), `components`, `claiming`. `tables` are what is
left for people and programs, `taking` gives a case of the same articles what it would weigh. By what rules articles are
compared, `musnad.case.weighing` and `musnad.case.copies` say; both call the same functions.
"""

from __future__ import annotations

from musnad.engine.weighing.taking import take_weighing
from musnad.engine.weighing.weigh import WeighedRun, weigh_run

__all__ = ["WeighedRun", "take_weighing", "weigh_run"]
