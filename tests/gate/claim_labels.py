"""The stories in which claims were labelled by reading: what the labels say, and where in the texts it stands.

What comes in are the label files and `drawn.jsonl` (`tests/gate/claims/README.md`) and the rows of the corpus they
speak of; what goes out are values. Nothing here asks musnad anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["CLAIMS", "Against", "Claim", "Story", "Tells", "read_stories", "sentence_places"]

CLAIMS = Path(__file__).parent / "claims"
_SENTENCE_END = re.compile(r"(?<=[.!؟?])\s+|\n+")


class Tells(NamedTuple):
    """An article that tells a claim: the sentence, the origins (`?…` unnamed), the relays nearest the article first."""

    article: int
    sentence: int
    origins: tuple[str, ...]
    relays: tuple[str, ...]
    doubts: bool


class Against(NamedTuple):
    """An article that tells the contrary: by `denial`, by another `figure` or `date`."""

    article: int
    sentence: int
    origins: tuple[str, ...]
    relays: tuple[str, ...]
    kind: str


class Claim(NamedTuple):
    """A claim, where it was drawn, and who tells it; `bottleneck` is - for two ways, ? where nobody is named."""

    number: int
    gloss: str
    article: int
    sentence: int
    tells: tuple[Tells, ...]
    against: tuple[Against, ...]
    bottleneck: str

    def tellers(self) -> frozenset[int]:
        """Return the other articles that tell it."""
        return frozenset(one.article for one in self.tells) - {self.article}


class Story(NamedTuple):
    """A story: the ids of its articles by number, and its claims."""

    name: str
    articles: Mapping[int, str]
    claims: tuple[Claim, ...]


def read_stories(folder: Path, drawn: Path = CLAIMS / "drawn.jsonl") -> tuple[Story, ...]:
    """Return the stories whose labels lie in a folder."""
    rows = [json.loads(line) for line in drawn.read_text(encoding="utf-8").splitlines()]
    return tuple(_story(file, rows) for file in sorted(folder.glob("*.tsv")))


def sentence_places(text: str, title: str, body: str) -> tuple[tuple[int, int], ...]:
    """Return where the numbered sentences of an article stand in a text that holds its title and body; 0 the title."""
    found, at = [], 0
    for sentence in (title.strip(), *(s.strip() for s in _SENTENCE_END.split(body) if s.strip())):
        start = text.index(sentence, at)
        at = start + len(sentence)
        found.append((start, at))
    return tuple(found)


def _story(file: Path, rows: Sequence[Mapping[str, Any]]) -> Story:
    own = [row for row in rows if row["story"] == file.stem]
    drawn = {row["claim"]: row for row in own if "claim" in row}
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    claims = tuple(
        _claim(fields[2], drawn[int(fields[1])], [other for other in lines if other[1:2] == fields[1:2]])
        for fields in lines
        if fields[0] == "claim"
    )
    return Story(file.stem, {row["article"]: row["id"] for row in own if "id" in row}, claims)


def _claim(gloss: str, drawn: Mapping[str, Any], lines: Iterable[list[str]]) -> Claim:
    tells, against, bottleneck = [], [], "?"
    for kind, _, *rest in lines:
        if kind == "bottleneck":
            bottleneck = rest[0]
        elif kind in ("tells", "against"):
            article, sentence, origins, relays, *how = rest
            place = (int(article), int(sentence), _names(origins, "+"), _names(relays, ">"))
            last = how[0] if how else ""
            if kind == "tells":
                tells.append(Tells(*place, last == "doubts"))
            else:
                against.append(Against(*place, last))
    return Claim(drawn["claim"], gloss, drawn["article"], drawn["sentence"], tuple(tells), tuple(against), bottleneck)


def _names(words: str, mark: str) -> tuple[str, ...]:
    return () if words == "-" else tuple(words.split(mark))
