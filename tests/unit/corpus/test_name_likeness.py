"""Two names compared word by word: what speaks for one actor, and what contradicts it."""

from __future__ import annotations

import pytest

from musnad.corpus.actor_names import NameReader
from musnad.corpus.name_likeness import NameLikeness, compare_names
from musnad.lexicon import Lexicon
from musnad.model import EntityType

READER = NameReader(Lexicon())


class Spellings:
    """Knows two spellings of one name."""

    def key(self, word: str) -> str:
        return "ترمب" if word == "ترامب" else word

    def alike(self, one: str, other: str) -> float:
        return 1.0 if one == other else 0.8 if self.key(one) == self.key(other) else 0.0


def compared(one: str, other: str, *, kind: EntityType = "PER", rarity: float = 3.0) -> NameLikeness:
    found = compare_names(READER.read(one, kind), READER.read(other, kind), Spellings(), lambda _word: rarity)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "trait"),
    [
        pytest.param("محمد بن سلمان", "محمد سلمان", "same words", id="particle"),
        pytest.param("دونالد ترامب", "دونالد ترمب", "other spelling", id="spelling"),
        pytest.param("سعد بن سعيد الغامدي", "سعد الغامدي", "ends are the same", id="father-left-out"),
        pytest.param("محمد بن نايف", "محمد بن نايف بن عبد العزيز", "begins so", id="more-after"),
        pytest.param("الغامدي", "سعد بن سعيد الغامدي", "last word alone", id="family-name"),
        pytest.param("سعد", "سعد بن سعيد الغامدي", "first word alone", id="given-name"),
        pytest.param("سعيد", "سعد بن سعيد الغامدي", "inner word alone", id="father"),
        pytest.param("نايف بن عبد العزيز", "محمد بن نايف بن عبد العزيز", "the father's name", id="his-father"),
        pytest.param("علي الغامدي", "سعد الغامدي", "other first name", id="brothers"),
        pytest.param("سعد الغامدي", "سعد الزهراني", "other last name", id="other-family"),
        pytest.param("سعد بن علي الغامدي", "سعد بن سعيد الغامدي", "other father", id="cousins"),
        pytest.param("زين", "زين", "one word", id="one-word"),
    ],
)
def test_trait_of_persons(one: str, other: str, trait: str) -> None:
    assert compared(one, other).traits[trait] > 0
    assert compared(other, one).traits == compared(one, other).traits


@pytest.mark.parametrize(
    ("one", "other", "trait"),
    [
        pytest.param("وزارة الصحة", "هيئة الصحة", "another head", id="head"),
        pytest.param("مؤسسة البريد", "البريد", "head in one", id="head-left-out"),
        pytest.param("وزارة الصحة المصرية", "وزارة الصحة التونسية", "another nation", id="nation"),
        pytest.param("وزارة الصحة المصرية", "وزارة الصحة", "nation in one", id="nation-left-out"),
    ],
)
def test_trait_of_bodies(one: str, other: str, trait: str) -> None:
    assert compared(one, other, kind="ORG").traits[trait] == 1.0


def test_order_of_words_counts_in_persons_alone() -> None:
    assert "same words" in compared("التعاون الصيني العربي", "التعاون العربي الصيني", kind="ORG").traits
    assert "same words" not in compared("علي حسن", "حسن علي").traits


def test_president_is_not_what_he_presides_over() -> None:
    role, of = READER.read("رئيس الاتحاد الإسباني", "PER"), READER.read("الاتحاد الإسباني", "ORG")
    found = compare_names(role, of, Spellings(), lambda _word: 3.0)
    assert found is not None and found.traits["one is a role phrase"] == 1.0


def test_shared_and_differing_words_are_told() -> None:
    found = compared("دونالد ترامب", "دونالد جون ترمب")
    assert (found.shared, found.differing) == (("دونالد", "ترامب ترمب"), ("جون",))


def test_names_without_a_common_word_are_not_compared() -> None:
    assert compare_names(READER.read("سعد", "PER"), READER.read("علي", "PER"), Spellings(), lambda _w: 3.0) is None
    assert compare_names(READER.read("", "PER"), READER.read("علي", "PER"), Spellings(), lambda _w: 3.0) is None


def test_rare_words_say_more() -> None:
    rare, common = (compared("سعد الغامدي", "سعد الغامدي", rarity=r).traits for r in (3.0, 0.5))
    assert rare["shared words are rare"] > common["shared words are rare"]
