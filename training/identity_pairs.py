"""Draw pairs of actors to label as one and the same or not, and print them for reading.

What comes in: two corpora under MUSNAD_SHARED (see `tests/gate/identity_cases.py`). What goes out: JSON lines
`{"pair": n, "one": [article, start, end], "other": [...], "stratum": ..., "only_ant": true}`: ids and offsets of where
each actor is named first, never names. Nothing is said about which pairs are one: people say that, by reading.

    python training/identity_pairs.py draw SEED N FILE       draw N pairs from the case of a seed
    python training/identity_pairs.py show SEED FILE PAIR... print both actors of each pair as their articles name them

Pairs are drawn among keys of actors with a word in common, in any spelling and script: words count as the same where
the three consonants or more of their Latin forms are (`musnad.arabic.latin_key`), which finds far more than there is.
The strata:

- *equal*: the same words, but for particles (30 of 100 pairs)
- *within*: the words of one, two at least, all stand in the other (30)
- *single*: one word that stands in the other (15)
- *much*: not within, but half of the rare words of the shorter (15)
- *little*: any word (10)

Two rows of the lexicon are no pair: they are different by what they are. In the case to learn from, two pairs in three
have actors of the ANT corpus alone; in the other every second pair. No actor stands in more than two pairs, and the
order of the pairs says nothing.
"""

from __future__ import annotations

import json
import math
import os
import random
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent.parent / "tests" / "gate"))

from identity_cases import drawn_case, key_at

from musnad.arabic.latin_key import latin_key
from musnad.case.folder import Case, open_case
from musnad.case.judging import read_corrected
from musnad.case.search.known import named_rows
from musnad.corpus.evidence import entity_key
from musnad.lexicon.matcher import words_of
from musnad.model import Document, Entity

STRATA = {"equal": 0.30, "within": 0.30, "single": 0.15, "much": 0.15, "little": 0.10}
ANT_SHARE = {20180611: 0.66, 20150806: 0.5}
MOST_PAIRS = 2  # with one actor
MOST_HOLDERS = 150  # of a word that brings two actors together
MUCH = 0.5
PARTICLE = 2  # letters; a word so short is one
LEAST_CONSONANTS = 3  # in a key; of fewer it is the word itself that counts
ARTICLE = "ال"
ROWS = "actors:"
SHOWN, AROUND = 2, 90


class Actor(NamedTuple):
    """An actor: the keys of the words of each of its names, its documents, and whether all are of ANT."""

    key: str
    names: tuple[frozenset[str], ...]
    documents: tuple[int, ...]
    only_ant: bool


def main(argv: Sequence[str]) -> int:
    """Draw pairs into a file, or show some of those drawn."""
    command, seed, *rest = argv
    case = kept_case(int(seed))
    if command == "draw":
        number, file = rest
        rows = draw(case, int(seed), int(number))
        Path(file).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        return 0
    file, *numbers = rest
    rows = {row["pair"]: row for row in map(json.loads, Path(file).read_text(encoding="utf-8").splitlines())}
    for number in numbers:
        print(shown(case, rows[int(number)]))
    return 0


def kept_case(seed: int) -> Case:
    """Return the case of a seed, made once."""
    folder = Path(tempfile.gettempdir(), f"musnad-identity-{seed}")
    if not (folder / "case" / "case.toml").exists():
        drawn_case(Path(os.environ["MUSNAD_SHARED"]), seed, folder, workers=2).close()
    return open_case(folder / "case")


def draw(case: Case, seed: int, number: int) -> Iterator[dict[str, object]]:
    """Yield the pairs as rows to write, in shuffled order."""
    chance = random.Random(seed)
    actors = actors_of(case.connection)
    by_stratum = strata(actors)
    taken: Counter[str] = Counter()
    drawn: list[dict[str, object]] = []
    for stratum, share in STRATA.items():
        wanted = round(number * share)
        of_ant = round(wanted * ANT_SHARE[seed])
        for is_ant, most in ((True, of_ant), (False, wanted - of_ant)):
            pairs = [p for p in by_stratum[stratum] if (p[0].only_ant and p[1].only_ant) == is_ant]
            chance.shuffle(pairs)
            kept = 0
            for one, other in pairs:
                if kept == most:
                    break
                if taken[one.key] == MOST_PAIRS or taken[other.key] == MOST_PAIRS:
                    continue
                places = {"one": place_of(case, one), "other": place_of(case, other)}
                if all(places.values()):
                    kept += 1
                    taken.update((one.key, other.key))
                    drawn.append({**places, "stratum": stratum, "only_ant": is_ant})
    chance.shuffle(drawn)
    yield from ({"pair": number, **row} for number, row in enumerate(drawn))


def actors_of(connection: sqlite3.Connection) -> list[Actor]:
    """Return every actor of a case."""
    rows = {f"actors:{row.key}": row for row in named_rows()}
    of_ant = {n for n, name in connection.execute("SELECT id, name FROM document") if not name.startswith("SNN-")}
    documents: dict[tuple[str, str], list[int]] = defaultdict(list)
    for key, label, document in connection.execute(
        "SELECT key, label, document FROM term JOIN fact ON term = term.id WHERE kind = 'actor' ORDER BY 1, 3"
    ):
        documents[key, label].append(document)
    found = []
    for (key, label), held in documents.items():
        row = rows.get(key)
        names = dict.fromkeys((label, *((row.name, row.name_en, *row.aliases) if row else ())))
        words = tuple(dict.fromkeys(word_keys(name) for name in names))
        found.append(Actor(key, tuple(filter(None, words)), tuple(held), of_ant.issuperset(held)))
    return found


def strata(actors: Sequence[Actor]) -> Mapping[str, list[tuple[Actor, Actor]]]:
    """Return the pairs of each stratum."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, actor in enumerate(actors):
        for word in frozenset().union(*actor.names):
            holders[word].append(place)
    rarity = {word: math.log(len(actors) / len(held)) for word, held in holders.items()}
    pairs = {
        (one, other)
        for held in holders.values()
        if len(held) <= MOST_HOLDERS
        for at, one in enumerate(held)
        for other in held[at + 1 :]
    }
    found: dict[str, list[tuple[Actor, Actor]]] = defaultdict(list)
    order = list(STRATA)
    for one, other in sorted(pairs):
        a, b = actors[one], actors[other]
        if a.key.startswith(ROWS) and b.key.startswith(ROWS):
            continue
        ways = [stratum for x in a.names for y in b.names if (stratum := _stratum(x, y, rarity))]
        if ways:
            found[min(ways, key=order.index)].append((a, b))
    return found


def _stratum(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> str | None:
    short, long = sorted((one, other), key=len)
    both = short & long
    if not both:
        return None
    if short == long:
        return "equal"
    if short == both:
        return "within" if len(short) > 1 else "single"
    least = min(sum(map(rarity.__getitem__, name)) for name in (short, long))
    return "much" if sum(map(rarity.__getitem__, both)) >= MUCH * least else "little"


def word_keys(name: str) -> frozenset[str]:
    """Return the keys of the words of a name in Latin letters or Arabic ones, without particles."""
    return frozenset(key for word in words_of(name) if (key := _word_key(word)))


@cache
def _word_key(word: str) -> str:
    bare = word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + PARTICLE else word
    if len(bare) <= PARTICLE:
        return ""
    key = latin_key(bare).replace(" ", "")
    return key if len(key) >= LEAST_CONSONANTS else bare


def place_of(case: Case, actor: Actor) -> tuple[str, int, int] | None:
    """Return where an actor is named first, the article's id and the code points; None in old versions alone."""
    for doc, entity in _entities(case, actor.key, actor.documents):
        span = entity.mentions[0]
        if key_at(case, doc.id, span.start, span.end) == actor.key:
            return doc.id, span.start, span.end
    return None


def _entities(case: Case, key: str, documents: Iterable[int]) -> Iterator[tuple[Document, Entity]]:
    for number in documents:
        doc = read_corrected(case.connection, number)
        yield from ((doc, entity) for entity in doc.entities or () if entity_key(entity) == key)


def shown(case: Case, row: Mapping[str, object]) -> str:
    """Return a pair as text to read: each actor with what its articles say of it."""
    lines = [f"=== {row['pair']}"]
    for side in ("one", "other"):
        key = key_at(case, *row[side])  # type: ignore[misc]  # a list of three
        documents = [
            number for (number,) in case.connection.execute(
                "SELECT document FROM fact JOIN term ON term.id = term WHERE kind = 'actor' AND key = ?", (key,)
            )
        ]  # fmt: skip
        lines.append(f"  {key}  ({len(documents)} articles)")
        for doc, entity in _entities(case, str(key), documents[:SHOWN]):
            span = entity.mentions[0]
            words = " ".join(doc.text[max(0, span.start - AROUND) : span.end + AROUND].split())
            roles = f" [{' | '.join(entity.roles[:2])}]" if entity.roles else ""
            day = (doc.published or "")[:10]
            lines.append(f"    - {doc.outlet} {day}: {(doc.title or '')[:70]}{roles}\n        {words}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
