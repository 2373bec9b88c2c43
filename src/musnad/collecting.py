"""How often a process of musnad's own looks for values that only hold each other.

Reading and weighing make many values that live shortly and hardly any such circles, while the tables are large and
stay: by Python's own thresholds the collector took a tenth of the time of reading and a fifth of that of starting. A
program that uses musnad keeps the thresholds that it has.
"""

from __future__ import annotations

import gc

__all__ = ["collect_seldom"]

_YOUNG = 20_000  # new values; some megabytes
_SURVIVED = 20


def collect_seldom() -> None:
    """Let the collector of this process run seldom."""
    gc.set_threshold(_YOUNG, _SURVIVED, _SURVIVED)
