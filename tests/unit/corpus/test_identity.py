"""Pairs of actors scored, and evidence with actors brought together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claim_kit import tell, teller
from musnad.corpus.actor_names import NameReader
from musnad.corpus.identity import (
    ActorProfile,
    Pair,
    Setting,
    are_certainly_two,
    likest_names,
    pair_of,
    renamed,
    renamed_teller,
    traits_of,
)  # fmt: skip
from musnad.lexicon import Lexicon
from musnad.model import EntityType, Span
from musnad.model.evidence import ToldEvent
from unit.corpus.test_name_likeness import Spellings

LEXICON = Lexicon()
READER = NameReader(LEXICON)
WEIGHTS = {row.key: row.weight for row in LEXICON.identity_traits}
ALONE = Setting(possible=1, beside={})


def actor(name: str, kind: EntityType = "PER", *, key: str | None = None, **fields: object) -> ActorProfile:
    return ActorProfile(key or f"{kind}:{name}", 1, kind, (READER.read(name, kind),), articles=1, **fields)  # type: ignore[arg-type]


def paired(one: ActorProfile, other: ActorProfile, setting: Setting = ALONE) -> Pair:
    pairs = [(a, b) for a in one.names for b in other.names]
    names = likest_names(pairs, Spellings(), lambda _word: 3.0, WEIGHTS)
    assert names is not None
    return pair_of(one, other, names, WEIGHTS, setting)


def test_same_words_are_likely_one_and_say_which() -> None:
    pair = paired(actor("سعد بن علي الغامدي"), actor("سعد علي الغامدي"))
    assert pair.score > 0.8
    assert (pair.reasons[0].trait, pair.reasons[0].words) == ("same words", ("سعد", "علي", "غامدي"))
    assert pair.one < pair.other


@pytest.mark.parametrize("other", ["علي الغامدي", "سعد الزهراني", "سعد بن عمر الغامدي"])
def test_contradicting_names_are_unlikely_one(other: str) -> None:
    pair = paired(actor("سعد بن علي الغامدي"), actor(other))
    assert pair.score < 0.1
    assert pair.against and pair.against[0].words


def test_those_beside_both_speak_for_it_with_their_keys() -> None:
    one, other = actor("الغامدي"), actor("سعد الغامدي")
    beside = paired(one, other, Setting(1, {"PER:لافروف": 3.0, "PER:ميركل": 3.0}))
    assert beside.score > paired(one, other).score
    reason = next(reason for reason in beside.reasons if reason.trait == "actors beside both")
    assert reason.words == ("PER:لافروف", "PER:ميركل")


def test_name_that_several_could_bear_says_less() -> None:
    one, other = actor("سعد الغامدي"), actor("سعد بن علي الغامدي")
    assert paired(one, other, Setting(8, {})).score < paired(one, other).score


def test_same_role_speaks_for_it_and_another_against() -> None:
    one = actor("سعد الغامدي", roles=(frozenset({"وزير", "صحه"}),))
    same = actor("سعد بن علي الغامدي", roles=(frozenset({"وزير", "صحه"}), frozenset({"دكتور"})))
    another = replace(same, roles=(frozenset({"لاعب"}),))
    assert paired(one, same).score > paired(one, another).score
    assert next(r for r in paired(one, same).reasons if r.trait == "same role").words == ("صحه", "وزير")


def test_days_countries_and_types_count() -> None:
    one, other = actor("سعد الغامدي", days=(1, 400)), actor("سعد بن علي الغامدي", days=(398,))
    assert paired(one, other).score > paired(one, replace(other, days=(200,))).score
    assert paired(one, other).score > paired(one, replace(other, kind="ORG")).score
    syrian, egyptian = (frozenset({country}) for country in ("SYR", "EGY"))
    assert (
        paired(replace(one, countries=syrian), replace(other, countries=syrian)).score
        > paired(replace(one, countries=syrian), replace(other, countries=egyptian)).score
    )


def test_order_of_the_two_makes_no_difference() -> None:
    one, other = actor("سعد الغامدي", days=(3,)), actor("سعد بن علي الغامدي", days=(9,))
    assert paired(one, other) == paired(other, one)


def test_every_trait_has_a_weight() -> None:
    one = actor("سعد الغامدي", roles=(frozenset({"وزير"}),), days=(1,), countries=frozenset({"SYR"}))
    other = actor("سعد بن علي الغامدي", key="actors:x", roles=(frozenset({"وزير"}),), days=(9,),
                  countries=frozenset({"SYR"}))  # fmt: skip
    names = likest_names([(one.names[0], other.names[0])], Spellings(), lambda _word: 3.0, WEIGHTS)
    assert names is not None
    assert traits_of(one, other, names, ALONE).keys() <= WEIGHTS.keys()


def test_rows_of_the_lexicon_and_unnamed_sources_are_certainly_two() -> None:
    assert are_certainly_two("actors:per.a", "actors:per.b")
    assert are_certainly_two("unnamed:a:s1:0", "unnamed:b:s1:0")
    assert are_certainly_two("PER:علي", "unnamed:b:s1:0")
    assert not are_certainly_two("PER:علي", "actors:per.b")


def test_renamed_evidence_has_one_key_for_an_actor() -> None:
    event = ToldEvent(type="ASSAULT", trigger=Span(0, 3), actors=("b", "c"), recipients=("a",), place="p")
    piece = tell("out1 afp minister", 1, entities=("a", "b", "d"), events=(event,))
    found = renamed(piece, {"b": "a", "p": "q", "minister": "general"})
    assert found.entities == ("a", "d")
    assert [one.key for one in found.chain] == ["out1", "afp", "general"]
    assert found.chain[2].name == "Minister"
    assert (found.events[0].actors, found.events[0].recipients, found.events[0].place) == (("a", "c"), ("a",), "q")
    assert found.id == piece.id


def test_tellers_that_are_one_count_once() -> None:
    piece = tell("out1 afp minister", 1)
    found = renamed(piece, {"minister": "afp"})
    assert [one.key for one in found.chain] == ["out1", "afp"]
    assert found.chain[1] == piece.chain[1]


def test_nothing_to_rename_changes_nothing() -> None:
    piece = tell("out1 afp minister", 1)
    assert renamed(piece, {}) is piece
    assert renamed_teller(teller("afp"), {"x": "y"}) == teller("afp")
