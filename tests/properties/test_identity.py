"""What holds of any decisions on who is who."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.corpus.merging import IdentityDecision, contradiction_in, merged, parts

KEYS = ["actors:a", "PER:ب", "PER:ب ج", "ORG:د", "outlet:ه", "unnamed:d:s:0"]
pairs = st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True).map(sorted)
rows = st.lists(st.tuples(st.sampled_from(["merge", "merge", "split"]), pairs), max_size=12)
decisions = rows.map(
    lambda found: [
        IdentityDecision(number=n, action=action, one=one, other=other)  # type: ignore[arg-type]
        for n, (action, (one, other)) in enumerate(found)
    ]
)


@given(decisions, st.randoms())
def test_order_of_decisions_makes_no_difference(found: list[IdentityDecision], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merged(shuffled) == merged(found)


@given(decisions)
def test_what_stands_for_a_key_stands_for_itself(found: list[IdentityDecision]) -> None:
    standing = merged(found)
    assert all(standing[own] == own for own in standing.values())
    assert sorted(standing) == sorted(key for part in parts(found) for key in part)


@given(decisions)
def test_contradiction_is_found_just_where_a_split_pair_has_one_key(found: list[IdentityDecision]) -> None:
    standing = merged(found)
    apart = [d for d in found if d.action == "split"]
    broken = [d for d in apart if standing.get(d.one, d.one) == standing.get(d.other, d.other)]
    contradiction = contradiction_in(found)
    assert (contradiction.split if contradiction else None) == (broken[0] if broken else None)
