"""Answer a question about many articles: open the case, choose and weigh them, and write what a command makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from musnad.case.choosing import Chosen
from musnad.case.folder import Case
from musnad.case.key_names import keys_called
from musnad.case.store import read_text
from musnad.case.weighing import weigh, weigh_alone
from musnad.cli import terminal
from musnad.cli.choosing import weighed_case
from musnad.cli.running import run_to_end
from musnad.cli.sink import Sink
from musnad.corpus.weighing import Weighed, Weighing
from musnad.errors import CaseError

__all__ = ["Asked", "json_of", "manner", "put", "run_answer"]


class Asked(NamedTuple):
    """Articles of a case that a command was asked about (None for all), and the claims that they tell."""

    case: Case
    documents: tuple[int, ...] | None
    weighing: Weighing

    def texts(self, document: int) -> str:
        """Return the text of a document."""
        return read_text(self.case.connection, document)

    def claims(self, *, alone: bool) -> tuple[Weighed, ...]:
        """Return what the articles tell together, and where it is asked for what each tells alone."""
        told = self.weighing.claims
        return (*told, *weigh_alone(self.case, self.documents)) if alone else told

    def keys(self, name: str) -> frozenset[str]:
        """Return the keys that a name means, in the chains and in the case. Raises CaseError where there is none."""
        found = self.weighing.keys_of(name) | keys_called(self.case.connection, name)
        if not found:
            remedy = "look for the name with musnad find, or take one that musnad claims prints"
            raise CaseError(str(self.case.path), f"nobody here is called {name!r}", remedy)
        return found


def run_answer(path: Path, chosen: Chosen, answer: Callable[[Asked], str], *, most: int | None = None) -> int:
    """Print what `answer` makes of the chosen articles, of their `most` told claims; return the exit status."""

    def work() -> int:
        with weighed_case(path, chosen) as (case, documents):
            written = answer(Asked(case, documents, weigh(case, documents, most=most)))
        return put(written)

    return run_to_end(work)


def put(written: str) -> int:
    """Print an answer; return 0."""
    Sink(None).put(written.encode("utf-8", "replace"))
    return 0


def manner() -> dict[str, Any]:
    """Return how wide a report is and whether it is coloured, as the views take it."""
    return {"width": terminal.width(), "colour": terminal.takes_colour()}


def json_of(value: object) -> str:
    """Return a value as JSON to print."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
