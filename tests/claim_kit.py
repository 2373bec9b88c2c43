"""Claims made by hand: a telling is an outlet and those it has the thing from, `?` for somebody unnamed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from musnad.corpus.chains import ChainGraph, build_chains
from musnad.corpus.counting import Counts, count
from musnad.corpus.routes import Credit
from musnad.model import LinkRole, Span
from musnad.model.evidence import Claim, Evidence, Teller

__all__ = ["byline", "claim_of", "counts_of", "graph_of", "tell", "teller"]

_ROLES: dict[str, LinkRole] = {"afp": "agency", "reuters": "agency", "wam": "agency", "sana": "agency"}
_LENGTH = 10  # of the words of each teller


def teller(key: str, place: int = 0, *, id: str = "") -> Teller:
    """Return one who tells: `out1` an outlet, `afp` an agency, `?army` somebody unnamed, anyone else a person."""
    if key.startswith("?"):
        unnamed = f"unnamed:{id}:{place}"
        return Teller(key=unnamed, name=key[1:], role="unnamed", anonymous=True, source=_span(place))
    role = _ROLES.get(key) or ("outlet" if key.startswith("out") else "person")
    return Teller(key=key, name=key.title(), role=role, source=_span(place) if place else None)


def tell(chain: str, document: int, *, day: str | None = None, id: str | None = None, **fields: Any) -> Evidence:
    """Return evidence from a chain like `out1 afp ?army`; its own words stand at 0 to 5."""
    id = id or f"e{document}"
    outlet, *others = chain.split()
    tellers = (teller(outlet), *(teller(key, place, id=id) for place, key in enumerate(others, 1)))
    return Evidence(
        id=id,
        document=document,
        kind="statement" if others else "voice",
        spans=fields.pop("spans", (Span(0, 5),)),
        chain=tellers,
        published=day,
        **fields,
    )


def claim_of(*chains: str | Evidence, id: str = "c") -> Claim:
    """Return a claim with an article for each chain, one a day from 1 May on; `out1 x @3` sets the day, `@-` none."""
    pieces: list[Evidence] = []
    numbers = itertools.count(1)
    for chain in chains:
        number = next(numbers)
        if isinstance(chain, Evidence):
            pieces.append(chain)
            continue
        words, _, at = chain.partition("@")
        day = None if at == "-" else f"2018-05-{int(at or number):02d}"
        pieces.append(tell(words, number, day=day))
    return Claim(id=id, evidence=tuple(pieces))


def graph_of(*chains: str | Evidence, same: Iterable[Iterable[int]] = (), id: str = "c", **given: Any) -> ChainGraph:
    """Return the graph of chains; `same` lists the numbers of articles that have the same wording."""
    groups = {f"e{number}": f"t{group}" for group, numbers in enumerate(same) for number in numbers}
    return build_chains(claim_of(*chains, id=id), same_text=groups, **given)


def counts_of(*chains: str | Evidence, sides: dict[str, str] | None = None, **given: Any) -> Counts:
    """Return the counts of chains, given as to `graph_of`."""
    return count(graph_of(*chains, **given), sides=sides)


def byline(key: str) -> tuple[Credit, ...]:
    """Return the credit of a byline."""
    return (Credit(teller=teller(key, 9), kind="byline"),)


def _span(place: int) -> Span:
    return Span(place * _LENGTH, place * _LENGTH + 5)
