"""Which actors are compared: those who share a rare word, or two words."""

from __future__ import annotations

from musnad.corpus.actor_names import NameReader
from musnad.corpus.meeting import COMMON, Meeting
from musnad.lexicon import Lexicon
from unit.corpus.test_name_likeness import Spellings

READER = NameReader(Lexicon())
COUNT = COMMON + 5


def meeting(*names: str) -> Meeting:
    return Meeting([[READER.read(name, "PER")] for name in names], Spellings())


def met(*names: str) -> set[tuple[int, int]]:
    return {(one, other) for one, other, _ in meeting(*names).pairs()}


def families(count: int) -> list[str]:
    """Return names that share their first word, each with a family of its own."""
    return [f"سعد {'ا' * number}زهري" for number in range(1, count + 1)]


def test_rare_word_brings_together() -> None:
    assert met("سعد الغامدي", "سعد بن علي الغامدي", "محمد القحطاني") == {(0, 1)}


def test_spelling_brings_together() -> None:
    assert met("دونالد ترامب", "دونالد ترمب") == {(0, 1)}


def test_common_word_alone_brings_nobody_together() -> None:
    assert met("سعد", *families(COUNT)) == set()


def test_two_common_words_bring_together() -> None:
    others = [f"{name} الغامدي" for name in families(COUNT)]
    assert (0, 1) in met("سعد الغامدي", "سعد بن علي الغامدي", *others)


def test_names_that_contradict_each_other_are_not_compared() -> None:
    assert met("سعد الغامدي", "علي الغامدي") == set()


def test_pairs_of_one_actor_are_those_of_all() -> None:
    whole = meeting("سعد الغامدي", "سعد بن علي الغامدي", "علي حسن", "علي بن حسن")
    assert {(m.one, m.other) for m in whole.pairs()} == {(0, 1), (2, 3)}
    assert {(m.one, m.other) for m in whole.pairs(only=1)} == {(0, 1)}
    assert {(m.one, m.other) for m in whole.pairs(among={2, 3})} == {(2, 3)}


def test_possible_actors_are_counted() -> None:
    names = ["سعد الغامدي", "سعد بن علي الغامدي", "سعد بن عمر الغامدي", "علي الغامدي"]
    whole = meeting(*names)
    assert [whole.possible(READER.read(name, "PER")) for name in (names[0], names[1], "الغامدي")] == [2, 0, 3]


def test_word_in_few_names_is_rarer() -> None:
    whole = meeting(*families(COUNT), "علي الغامدي")
    assert whole.rarity("غامدي") > whole.rarity("سعد")


def test_no_actors_meet_nobody() -> None:
    assert met() == set()
    assert met("") == set()
