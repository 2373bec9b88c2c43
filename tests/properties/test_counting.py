"""What holds of the counts of any claim."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claim_kit import byline, tell
from musnad.corpus.chains import build_chains
from musnad.corpus.circles import find_circles
from musnad.corpus.counting import Counts, count
from musnad.corpus.faults import find_faults
from musnad.corpus.what_if import leave_out
from musnad.model.evidence import Claim, Evidence

TELLERS = ["out1", "out2", "out3", "afp", "wam", "minister", "general", "?army", "?officials"]
NAMED = [key for key in TELLERS if not key.startswith("?")]
days = st.sampled_from([None, "2018-05-01", "2018-05-02", "2018-05-03", "2018-05-02T10:00", "2018-05-02T11:00+03:00"])
later = st.sampled_from([None, "2018-05-08"])
chains = st.lists(st.sampled_from(TELLERS), max_size=3).flatmap(
    lambda others: st.sampled_from(["out1", "out2", "out3", "afp"]).map(lambda outlet: " ".join([outlet, *others]))
)
tellings = st.lists(st.tuples(chains, days, st.integers(1, 6), st.sampled_from("abc----")), max_size=9)
bylines = st.dictionaries(st.integers(1, 6), st.sampled_from(["afp", "wam"]).map(byline), max_size=3)


def claim_and_texts(rows: list[tuple[str, str | None, int, str]]) -> tuple[Claim, dict[str, str]]:
    """Return a claim of tellings, and which have the same wording; some articles tell it more than once."""
    dates = {}
    pieces: list[Evidence] = []
    for number, (chain, day, document, _) in enumerate(rows):
        outlet, *others = chain.split()
        own_day, own_outlet = dates.setdefault(document, (day, outlet))
        pieces.append(tell(" ".join([own_outlet, *others]), document, day=own_day, id=f"e{number}"))
    return Claim(id="c", evidence=tuple(pieces)), {f"e{n}": row[3] for n, row in enumerate(rows) if row[3] != "-"}


def bounds(counts: Counts) -> tuple[int, int, int, int]:
    return counts.origins_lower.value, counts.origins_upper.value, counts.narrowest.size, counts.narrowest.most


@given(tellings, bylines)
def test_counts_stand_in_order(rows: list[tuple[str, str | None, int, str]], credits: dict[int, object]) -> None:
    claim, texts = claim_and_texts(rows)
    graph = build_chains(claim, same_text=texts, credits=credits)  # type: ignore[arg-type]  # as `byline` makes them
    counts = count(graph)
    lower, upper, size, most = bounds(counts)

    assert lower <= upper and size <= most <= upper
    assert lower == len(counts.origins) and upper == lower + len(counts.unknown)
    if counts.narrowest.basis == "named":
        assert 1 <= size <= lower
    parts = [*counts.witnesses.evidence, *counts.repeats.evidence, *counts.unplaced.evidence]
    assert sorted(parts) == sorted(piece.id for piece in claim.evidence)
    assert counts.witnesses.value <= lower
    for end in (*counts.origins, *counts.unknown):
        assert end.evidence
    find_circles([graph])
    find_faults(graph)


@given(tellings, st.randoms(use_true_random=False))
def test_order_of_evidence_does_not_matter(rows: list[tuple[str, str | None, int, str]], random: object) -> None:
    claim, texts = claim_and_texts(rows)
    turned = list(claim.evidence)
    random.shuffle(turned)  # type: ignore[attr-defined]  # a Random
    one = build_chains(claim, same_text=texts)
    other = build_chains(Claim(id="c", evidence=tuple(turned)), same_text=texts)

    assert one == other and count(one) == count(other)


@given(tellings, st.integers(0, 8), st.sampled_from(["out1", "out2", "out9"]), later, st.integers(0, 3))
def test_copy_raises_no_count_of_origins(
    rows: list[tuple[str, str | None, int, str]], which: int, outlet: str, day: str | None, kept: int
) -> None:
    """A copy comes later and says of its source what the copied piece says, or less.

    Articles have dates, tell the claim once, and none has a ring in its own chain.
    """
    kept_rows = [
        (chain, at or "2018-05-01", number, text)
        for number, (chain, at, _, text) in enumerate(rows)
        if outlet not in chain and len(set(chain.split())) == len(chain.split())
    ]
    claim, texts = claim_and_texts(kept_rows)
    if not claim.evidence:
        return
    copied = claim.evidence[which % len(claim.evidence)]
    texts.setdefault(copied.id, "z")
    before = bounds(count(build_chains(claim, same_text=texts)))[:2]
    others = copied.chain[1 : 1 + kept] if kept < len(copied.chain) - 1 else copied.chain[1:]
    named = " ".join([outlet, *(t.key if not t.anonymous else f"?{t.name}" for t in others)])
    copy = tell(named, 99, day=day, id="copy")
    more = Claim(id="c", evidence=(*claim.evidence, copy))
    after = bounds(count(build_chains(more, same_text={**texts, "copy": texts[copied.id]})))[:2]

    assert all(b <= a for a, b in zip(before, after, strict=True)), (before, after)


@given(tellings, st.sets(st.sampled_from(NAMED), max_size=2))
def test_leaving_out_raises_no_named_origin(rows: list[tuple[str, str | None, int, str]], keys: set[str]) -> None:
    claim, texts = claim_and_texts(rows)
    changes = leave_out([claim], keys, same_text=texts)

    if not keys:
        assert changes == ()
    for change in changes:
        assert change.after.origins_lower.value <= change.before.origins_lower.value
        assert {o.key for o in change.after.origins} <= {o.key for o in change.before.origins} - keys
        assert change.after.articles.value <= change.before.articles.value
