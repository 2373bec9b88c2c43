"""Load lists of actors beside each other and read articles with each in turn; print what that took as JSON.

    python -m suite_parts.list_cost NEWS.jsonl LIST.csv...      from the folder benchmarks

The first of the figures is of no list at all. Memory is what the process grew by, in MiB; NaN where no /proc tells it.
"""

from __future__ import annotations

import gc
import json
import math
import os
import sys
from pathlib import Path

from measuring import processor_ms, take_turns
from news import documents

from musnad.lexicon import Lexicon
from musnad.lexicon.user_actors import UserActors
from musnad.pipeline import Pipeline, make_pipeline
from musnad.readers.actor_lists import read_actor_list

_ROUNDS = 3


def main(news: str, *lists: str) -> None:
    """Print one record for no list and one for each list."""
    docs = list(documents(Path(news).read_bytes(), ".jsonl"))
    countries = Lexicon().country_codes
    kept = make_pipeline(Lexicon())  # modules, and what all pipelines share, count for none of them; nothing is freed
    kept(docs[0])
    found, contenders = [], {}
    for name in ("", *lists):
        made: list[Pipeline] = []

        def load(name: str = name, made: list[Pipeline] = made) -> None:
            user = read_actor_list(name, countries=countries) if name else UserActors()
            made.append(make_pipeline(Lexicon(user)))
            made[0](docs[0])

        before = _memory()
        seconds = processor_ms(load) / 1000
        found.append({"load": seconds, "memory": _memory() - before})
        contenders[name] = made[0]
    costs = take_turns(contenders, [docs[at::_ROUNDS] for at in range(_ROUNDS)])
    print(json.dumps([{**record, "rounds": costs[name]} for record, name in zip(found, contenders, strict=True)]))


def _memory() -> float:
    gc.collect()
    statm = Path("/proc/self/statm")
    if not statm.is_file():
        return math.nan
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main(*sys.argv[1:])
