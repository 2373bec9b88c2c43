"""How two names of actors are like each other, word by word, and where they contradict each other.

What comes in are two names taken apart; what goes out are traits, values between 0 and 1, with the words that both
have. Which words are spellings of one is for the caller to say. What a trait weighs, `musnad.corpus.identity` knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from musnad.corpus.actor_names import ActorName

__all__ = ["NameLikeness", "Spelling", "compare_names"]

_SURE = 6.0  # rarities of two words, one in a thousand names each, beyond which more say no more
_LEAST_ALIKE = 0.2


class Spelling(Protocol):
    """Knows which words may be spellings of one."""

    def key(self, word: str) -> str:
        """Return what the spellings of a word share."""

    def alike(self, one: str, other: str) -> float:
        """Return how near two words are as spellings: 1 for the same, 0 for words that are surely two."""


class NameLikeness(NamedTuple):
    """Traits of two names with the words that both have, as the two write them."""

    traits: dict[str, float]
    shared: tuple[str, ...]
    differing: tuple[str, ...]


class _Pairing(NamedTuple):
    """Places of words in the shorter name and in the longer that are alike, and how much."""

    pairs: tuple[tuple[int, int], ...]
    alike: tuple[float, ...]


def compare_names(
    one: ActorName, other: ActorName, spelling: Spelling, rarity: Callable[[str], float]
) -> NameLikeness | None:
    """Return how two names are like each other, None where no word is.

    `rarity` is the weight of a word among the names of the case, as a decimal logarithm: 0 for one in every name.
    """
    short, long = sorted((one, other), key=lambda name: len(name.words))
    in_order = "person" in (short.form, long.form)
    pairing = _paired(short.words, long.words, spelling, in_order=in_order)
    if not pairing.pairs:
        return None
    mine, theirs = ({place[side] for place in pairing.pairs} for side in (0, 1))
    nearness = sum(pairing.alike) / len(pairing.alike)
    weight = sum(min(rarity(a), rarity(b)) for a, b in _words(short, long, pairing))
    traits = {"shared words are rare": min(weight / _SURE, 1.0)}
    if len(mine) == len(short.words):
        traits.update(_within(short, long, pairing, nearness))
    else:
        traits["part of the words"] = min(weight / (sum(map(rarity, short.words)) or 1.0), 1.0)
        if in_order:
            traits.update(_contradictions(short, long, mine, theirs))
    traits.update(_kinds(short, long, pairing))
    return NameLikeness(
        traits,
        tuple(a if a == b else f"{a} {b}" for a, b in _words(short, long, pairing)),
        tuple(word for at, word in enumerate(short.words) if at not in mine)
        + tuple(word for at, word in enumerate(long.words) if at not in theirs),
    )


def _within(short: ActorName, long: ActorName, pairing: _Pairing, nearness: float) -> dict[str, float]:
    """Return the traits of names of which one has all the words of the other."""
    if len(short.words) == len(long.words):
        found = {"same words": 1.0} if nearness == 1.0 else {"other spelling": 1.0, "far spelling": 1.0 - nearness}
        return {**found, "one word": 1.0} if len(short.words) == 1 else found
    places = [at for _, at in pairing.pairs]
    if len(short.words) == 1:
        where = "last" if places[0] == len(long.words) - 1 else "first" if places[0] == 0 else "inner"
        return {f"{where} word alone": nearness}
    found = {"within": nearness}
    if places == list(range(len(places))):
        found["begins so"] = 1.0
    if places[0] == 0 and places[-1] == len(long.words) - 1:
        found["ends are the same"] = 1.0
    if long.form == "person" and places[0] in long.fathers:
        found["the father's name"] = 1.0
    return found


def _contradictions(short: ActorName, long: ActorName, mine: set[int], theirs: set[int]) -> Iterator[tuple[str, float]]:
    """Yield where persons' names contradict each other."""
    if 0 not in mine and 0 not in theirs:
        yield "other first name", 1.0
    if len(short.words) - 1 not in mine and len(long.words) - 1 not in theirs:
        yield "other last name", 1.0
    fathers = [{at for at in name.fathers if at not in met} for name, met in ((short, mine), (long, theirs))]
    if all(fathers) or (len(short.words) > 2 and 1 not in mine and 1 not in theirs):
        yield "other father", 1.0


def _kinds(short: ActorName, long: ActorName, pairing: _Pairing) -> Iterator[tuple[str, float]]:
    """Yield what heads and nations say of bodies and of role phrases."""
    if short.head and long.head:
        if not any(0 in pair for pair in pairing.pairs):
            yield "another head", 1.0
        elif (0, 0) not in pairing.pairs:
            yield "head in one", 1.0  # منتدى in مؤسسة منتدى
    elif short.head or long.head:
        yield "head in one", 1.0
    forms = {short.form, long.form}
    if forms == {"role"}:
        yield "role phrases", 1.0
    elif "role" in forms:
        yield "one is a role phrase", 1.0
    if short.nations and long.nations and not short.nations & long.nations:
        yield "another nation", 1.0
    elif bool(short.nations) != bool(long.nations):
        yield "nation in one", 1.0


def _words(short: ActorName, long: ActorName, pairing: _Pairing) -> Iterator[tuple[str, str]]:
    return ((short.words[a], long.words[b]) for a, b in pairing.pairs)


def _paired(short: Sequence[str], long: Sequence[str], spelling: Spelling, *, in_order: bool) -> _Pairing:
    """Return the words that are alike, each once: the most there are, of persons' names in their order."""
    if short == long:
        return _Pairing(tuple((at, at) for at in range(len(short))), (1.0,) * len(short))
    same = set(short) & set(long)
    table = [[float(a == b) if a in same or b in same else spelling.alike(a, b) for b in long] for a in short]
    if not in_order:
        return _greedy(table)
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(long) + 1)]
    for at, row in enumerate(table):
        line = [(0.0, best[at][0][1])]
        for place, alike in enumerate(row):
            options = [best[at][place + 1], line[place]]
            if alike >= _LEAST_ALIKE:
                score, pairs = best[at][place]
                options.append((score + alike, (*pairs, (at, place))))
            line.append(max(options, key=lambda option: option[0]))
        best.append(line)
    pairs = best[-1][-1][1]
    return _Pairing(pairs, tuple(table[a][b] for a, b in pairs))


def _greedy(table: Sequence[Sequence[float]]) -> _Pairing:
    cells = [(alike, a, b) for a, row in enumerate(table) for b, alike in enumerate(row) if alike >= _LEAST_ALIKE]
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for alike, a, b in sorted(cells, key=lambda cell: (-cell[0], cell[1], cell[2])):
        if a not in taken and b not in used:
            taken[a] = b, alike
            used.add(b)
    return _Pairing(tuple((a, taken[a][0]) for a in sorted(taken)), tuple(taken[a][1] for a in sorted(taken)))
