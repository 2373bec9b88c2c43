"""Whether two reports tell the same thing: by words, parties, days, numbers and tellers."""

from __future__ import annotations

from typing import Any

from musnad.corpus.joining import LEAST_JOIN
from musnad.corpus.likeness import Likeness, Profile, likeness, nearby_weights, profile, traits
from musnad.lexicon import Lexicon
from musnad.model import Interval, Span
from musnad.model.evidence import Evidence, Teller, ToldEvent

WEIGHTS = {row.key: row.weight for row in Lexicon().join_traits}
COMMON = ("في", "علي", "من")
OUTLET = Teller(key="outlet:one", name="one")
SHELLING = ["قصف", "طيران", "مستشفي", "مدينه", "ساحل", "جمعه"]


def rarity(stem: str) -> float:
    return 0.3 if stem in COMMON else 5.0


def make(words: list[str], *, document: int = 1, speaker: str = "", **fields: Any) -> Profile:
    chain = (OUTLET, Teller(key=speaker, name=speaker)) if speaker else (OUTLET,)
    evidence = Evidence(
        id=f"{document}", document=document, kind="statement" if speaker else "voice", spans=(Span(0, 1),),
        chain=chain, terms=tuple(words), **{"published": "2018-05-10", **fields},
    )  # fmt: skip
    return profile(evidence, rarity=rarity)


def compare(one: Profile, other: Profile) -> Likeness:
    nearby = nearby_weights((one.weights, other.weights), rarity=rarity)
    return likeness(one, other, weights=WEIGHTS, nearby=nearby)


def attack(day: str, party: str = "actors:army") -> ToldEvent:
    return ToldEvent(type="ASSAULT", trigger=Span(0, 1), actors=(party,), days=Interval(day, day, "day"))


def test_same_words_are_likely_the_same() -> None:
    found = compare(make(SHELLING), make(SHELLING, document=2))

    assert found.chance > 0.8
    assert found.reasons and "مستشفي" in {word for reason in found.reasons for word in reason.shared}


def test_common_words_make_nothing_the_same() -> None:
    assert compare(make([*COMMON, "وزير"]), make([*COMMON, "نهر"], document=2)).chance < LEAST_JOIN


def test_order_of_the_two_makes_no_difference() -> None:
    one = make(SHELLING, speaker="PER:a", numbers=("3",), events=(attack("2018-05-04"),))
    other = make([*SHELLING[2:], "وزير"], document=2, numbers=("4",))

    assert compare(one, other).chance == compare(other, one).chance
    nearby = nearby_weights((one.weights, other.weights), rarity=rarity)
    assert traits(one, other, nearby=nearby) == traits(other, one, nearby=nearby)


def test_traits_lie_between_0_and_1_and_are_in_the_table() -> None:
    one, other = make(SHELLING, speaker="PER:a"), make(SHELLING[:3], document=2, entities=("LOC:x",))
    found = traits(one, other, nearby=nearby_weights((one.weights, other.weights), rarity=rarity))

    assert all(0 <= value <= 1 for value in found.values())
    assert {*WEIGHTS, "bias"} - {*found, "bias"} == set()


def test_what_is_told_first_counts_most() -> None:
    one = make(SHELLING)
    first = make([*SHELLING[:3], "وزير", "نهر", "حديقه"], document=2)
    last = make(["وزير", "نهر", "حديقه", *SHELLING[3:]], document=2)

    assert compare(one, first).chance > compare(one, last).chance


def test_words_of_the_whole_subject_weigh_little() -> None:
    articles = [{"ساحل", "قصف"}, {"ساحل", "وزير"}, {"ساحل", "نهر"}]
    weights = nearby_weights(articles, rarity=rarity)

    assert weights["ساحل"] < weights["قصف"] < rarity("قصف")


def test_same_speaker_counts_for_another_against() -> None:
    one = make(SHELLING[:4], speaker="PER:a")
    same, other = (make(SHELLING[1:5], document=2, speaker=who) for who in ("PER:a", "PER:b"))

    assert compare(one, same).chance > compare(one, other).chance


def test_unknown_day_of_publication_is_allowed() -> None:
    assert 0 < compare(make(SHELLING, published=None), make(SHELLING, document=2, published="?")).chance < 1


def test_what_tells_too_little_is_like_nothing() -> None:
    prince = ("امير", "سالم", "احمد")

    assert compare(make(["نعم"], speaker="PER:a"), make(["نعم"], document=2, speaker="PER:a")).chance == 0
    assert compare(make([*prince], names=prince), make([*prince], document=2, names=prince)).chance == 0
    assert compare(make(SHELLING), make(SHELLING, document=2, names=tuple(SHELLING[:2]))).chance > LEAST_JOIN
