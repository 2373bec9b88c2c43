"""Compare how chains are counted with how readers counted them, on the labelled stories to learn from.

What comes in are `training/annotations/claims/*.tsv` (tests/gate/claims/README.md says what stands in them): evidence
is made from the labels themselves, so that the rules of counting are measured and nothing else. What goes out is, for
each kind of claim, how often the narrowest layer is the one that the reader named.

    python dev.py run python tests/gate/origin_scoring.py            the counts
    python dev.py run python tests/gate/origin_scoring.py --all      every claim that differs, too

A reader's bottleneck is a name, `-` for two ways, or `?` where nobody is named. A reader does not take an outlet for a
bottleneck, so a layer of one outlet is two ways here where it has two origins. Readers wrote the description of a lone
unnamed source or `?` as they liked; both are nobody named.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from musnad.corpus.chains import build_chains
from musnad.corpus.counting import Counts, count
from musnad.corpus.routes import Credit
from musnad.model import Span
from musnad.model.evidence import Claim, Evidence, Teller

__all__ = ["Compared", "Telling", "bottleneck_of", "compare_stories", "counts_by_labels", "plain"]

LABELS = Path(__file__).resolve().parents[2] / "training" / "annotations" / "claims"
_WORDS = Span(0, 1)  # labels say which sentence, not where its words stand


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim with the reader's bottleneck and ours, and the names of its origins."""

    story: str
    number: int
    reader: str
    counted: str
    also: frozenset[str]
    origins_wanted: frozenset[str]
    origins: frozenset[str]

    @property
    def agrees(self) -> bool:
        """Whether the narrowest layer is the reader's."""
        return plain(self.reader) == self.counted


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that tells a claim, as labelled: origins (`?…` unnamed), relays nearest the article first."""

    article: int
    origins: tuple[str, ...]
    relays: tuple[str, ...]


def compare_stories(folder: Path = LABELS) -> tuple[Compared, ...]:
    """Return every labelled claim compared, in the order of the files."""
    return tuple(
        _compare(file.stem, number, tellings, bottleneck)
        for file in sorted(folder.glob("*.tsv"))
        for number, tellings, bottleneck in _claims(file)
    )


def _claims(file: Path) -> Iterator[tuple[int, list[Telling], str]]:
    tellings: defaultdict[int, list[Telling]] = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        kind, number, *rest = line.split("\t")
        if kind == "tells":
            article, _, origin, relays, _ = rest
            names = () if origin == "-" else tuple(origin.split("+"))
            tellings[int(number)].append(
                Telling(int(article), names, () if relays == "-" else tuple(relays.split(">")))
            )
        elif kind == "bottleneck":
            yield int(number), tellings[int(number)], rest[0]


def _split(names: str, mark: str) -> tuple[str, ...]:
    return () if names == "-" else tuple(names.split(mark))


def _compare(story: str, number: int, tellings: list[Telling], reader: str) -> Compared:
    counts = counts_by_labels(tellings)
    wanted = {name for telling in tellings for name in telling.origins if not name.startswith("?")}
    also = frozenset(other.key for other in counts.narrowest.also)
    return Compared(story, number, reader, bottleneck_of(counts), also, frozenset(wanted), _names(counts))


def counts_by_labels(tellings: Iterable[Telling]) -> Counts:
    """Return what is counted of a claim whose evidence is made from labels."""
    evidence: list[Evidence] = []
    credits: dict[int, tuple[Credit, ...]] = {}
    for telling in tellings:
        if telling.relays and not telling.origins:  # the agency's text, in whose own voice it is told
            credits[telling.article] = tuple(Credit(teller=_teller(r, ""), kind="byline") for r in telling.relays)
        for origin in telling.origins or ("",):
            evidence.append(_evidence(f"{len(evidence)}", telling, origin))
    return count(build_chains(Claim(id="labels", evidence=tuple(evidence)), credits=credits))


def _evidence(id: str, telling: Telling, origin: str) -> Evidence:
    outlet = Teller(key=f"outlet:{telling.article}", name="", role="outlet")
    named = [*(_teller(relay, id) for relay in telling.relays), _teller(origin, id)] if origin else []
    return Evidence(
        id=id,
        document=telling.article,
        kind="statement" if named else "voice",
        spans=(_WORDS,),
        chain=(outlet, *named),
        published="2018-05-01",
    )


def _teller(name: str, id: str) -> Teller:
    if name.startswith("?"):
        return Teller(key=f"unnamed:{id}", name=name, role="unnamed", anonymous=True, source=_WORDS)
    return Teller(key=name, name=name, role="body", source=_WORDS)


def _names(counts: Counts) -> frozenset[str]:
    return frozenset(origin.key for origin in counts.origins)


def bottleneck_of(counts: Counts) -> str:
    """Return the key of the narrowest layer as a reader writes it: - for two ways, ? where nobody is named."""
    layer = counts.narrowest
    if layer.basis == "none":
        return "?"
    if layer.size > 1 or layer.members[0].kind == "outlet":
        return "-"
    return layer.members[0].key


def plain(reader: str) -> str:
    """Return a reader's bottleneck with an unnamed source as nobody named."""
    return "?" if reader.startswith("?") else reader


def _report(compared: tuple[Compared, ...], *, everything: bool) -> Iterator[str]:
    by_kind: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for claim in compared:
        kinds = {"?": "nobody named", "-": "two ways"}
        by_kind[kinds.get(plain(claim.reader), "one name")][claim.agrees] += 1
    for kind, counts in sorted(by_kind.items()):
        yield f"{kind}: {counts[True]} of {counts.total()} alike"
    alike = sum(claim.agrees for claim in compared)
    yield f"all: {alike} of {len(compared)} alike ({alike / len(compared):.3f})"
    also = sum(not claim.agrees and claim.reader in claim.also for claim in compared)
    yield f"of the rest, the reader's name is among the others through whom all pass: {also}"
    same = sum(claim.origins == claim.origins_wanted for claim in compared)
    yield f"named origins: {same} of {len(compared)} alike"
    for claim in compared if everything else ():
        if not claim.agrees or claim.origins != claim.origins_wanted:
            wanted, found = ("+".join(sorted(names)) for names in (claim.origins_wanted, claim.origins))
            yield f"{claim.story} {claim.number}: {claim.reader} / {claim.counted}; origins {wanted} / {found}"


if __name__ == "__main__":
    print("\n".join(_report(compare_stories(), everything="--all" in sys.argv)))
