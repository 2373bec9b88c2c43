"""Claims: evidence that tells the same thing is together, in whatever order it came; contradictions stay apart."""

from __future__ import annotations

from itertools import permutations

from musnad.corpus.blocks import MOST_KEYS, block_keys, meeting
from musnad.corpus.joining import Joiner
from musnad.lexicon import Lexicon
from musnad.model import Span
from musnad.model.evidence import Evidence, Teller

WEIGHTS = {row.key: row.weight for row in Lexicon().join_traits}
SHELLING = "قصف طيران مستشفي مدينه ساحل جمعه"
GARDEN = "افتتح بلديه حديقه جديد نهر قديم"
PRICES = "ارتفع سعر قمح ميناء تاجر شحن"


def rarity(stem: str) -> float:
    return 5.0 + len(stem) / 100


def make(number: int, words: str, *, day: str = "2018-05-10", **fields: object) -> Evidence:
    return Evidence(
        id=f"id{number}", document=number, kind="voice", spans=(Span(0, 1),),
        chain=(Teller(key=f"outlet:{number}", name="-"),), terms=tuple(words.split()), published=day, **fields,
    )  # type: ignore[arg-type]  # fmt: skip  # tests pass fields by name


def claims_of(*articles: Evidence) -> set[frozenset[str]]:
    joiner = Joiner(WEIGHTS, rarity=rarity)
    for article in articles:
        joiner.add((article,))
    return {frozenset(one.id for one in claim.evidence) for claim in joiner.claims()}


def test_same_thing_is_one_claim_and_others_stay_alone() -> None:
    articles = make(1, SHELLING), make(2, GARDEN), make(3, SHELLING), make(4, PRICES)

    assert claims_of(*articles) == {frozenset({"id1", "id3"}), frozenset({"id2"}), frozenset({"id4"})}


def test_order_of_articles_makes_no_difference() -> None:
    articles = make(1, SHELLING), make(2, GARDEN), make(3, SHELLING), make(4, f"{GARDEN} صباح")

    assert len({frozenset(claims_of(*order)) for order in permutations(articles)}) == 1


def test_other_figures_split_a_claim_and_are_told() -> None:
    joiner = Joiner(WEIGHTS, rarity=rarity)
    joiner.add((make(1, f"{SHELLING} 15", numbers=("15",)),))
    joiner.add((make(2, f"{SHELLING} 17", numbers=("17",)),))

    assert len(joiner.claims()) == 2
    assert joiner.apart == {("id1", "id2")}


def test_one_article_is_not_joined_with_itself() -> None:
    joiner = Joiner(WEIGHTS, rarity=rarity)

    assert joiner.add((make(1, SHELLING), make(1, SHELLING))) == ()


def test_joins_tell_why() -> None:
    joiner = Joiner(WEIGHTS, rarity=rarity)
    joiner.add((make(1, SHELLING),))
    (join,) = joiner.add((make(2, SHELLING),))

    assert (join.one, join.other) == ("id1", "id2")
    assert join.reasons and all(reason.weight > 0 for reason in join.reasons)


def test_claim_begins_with_its_first_report() -> None:
    joiner = Joiner(WEIGHTS, rarity=rarity)
    joiner.add((make(1, SHELLING, day="2018-05-11"),))
    joiner.add((make(2, SHELLING, day="2018-05-10"),))
    (claim,) = joiner.claims()

    assert claim.id == "id2" and [one.id for one in claim.evidence] == ["id2", "id1"]


def test_blocks_are_few_and_need_two_in_common() -> None:
    one, other = make(1, SHELLING), make(2, "قصف طيران وزير خارجيه سفير")
    keys = block_keys(one, rarity=rarity)
    blocks = {key: ["id2"] for key in block_keys(other, rarity=rarity)}

    assert len(block_keys(make(3, " ".join(map(str, range(50)))), rarity=rarity)) == MOST_KEYS
    assert meeting(keys, blocks) == ("id2",)
    assert meeting(block_keys(make(4, "قصف ميناء شحن قمح"), rarity=rarity), blocks) == ()
