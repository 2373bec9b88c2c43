"""Names of actors taken apart: which words tell one from another."""

from __future__ import annotations

import pytest

from musnad.corpus.actor_names import NameReader
from musnad.lexicon import Lexicon

READER = NameReader(Lexicon())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("محمد بن سلمان بن عبد العزيز آل سعود", "محمد سلمان عبدالعزيز سعود", id="father-compound-clan"),
        pytest.param("محمد سلمان عبدالعزيز السعود", "محمد سلمان عبدالعزيز سعود", id="written-together"),
        pytest.param("أبي بكر البغدادي", "ابوبكر بغدادي", id="kunya-declined"),
        pytest.param("ابوبكر البغدادي", "ابوبكر بغدادي", id="kunya-in-one-word"),
        pytest.param("أم كلثوم", "امكلثوم", id="kunya-of-a-mother"),
        pytest.param("نور الدين الطبوبي", "نورالدين طبوبي", id="tail"),
        pytest.param("ستيفان دي ميستورا", "ستيفان ميستورا", id="foreign-particle"),
        pytest.param("ـ خالد الغامدي ـ", "خالد غامدي", id="marks"),
        pytest.param("عائشة فؤاد", "عاءشه فءاد", id="seats-of-hamza"),
        pytest.param("الأمير محمد بن نايف", "محمد نايف", id="title"),
        pytest.param("أمير خان", "امير خان", id="title-that-is-a-given-name"),
        pytest.param("بن سميث", "بن سميث", id="foreign-ben"),
        pytest.param("", "", id="nothing"),
        pytest.param("«»", "", id="marks-alone"),
    ],
)
def test_words_of_a_person(name: str, words: str) -> None:
    read = READER.read(name, "PER")
    assert (" ".join(read.words), read.form) == (words, "person")


def test_words_after_son_of_are_fathers() -> None:
    assert READER.read("محمد بن سلمان بن عبد العزيز", "PER").fathers == {1, 2}


@pytest.mark.parametrize("spelling", ["الأميركية", "الأمريكية", "الامريكية", "أميركا"])
def test_nation_is_one_word_however_it_is_spelt(spelling: str) -> None:
    read = READER.read(f"وزارة الخارجية {spelling}", "ORG")
    assert (read.words, read.head, read.nations) == (("وزاره", "خارجيه", "@usa"), "وزاره", {"@usa"})


def test_nation_whose_name_begins_like_an_article() -> None:
    assert READER.read("وزارة الداخلية الألمانية", "ORG").nations == {"@deu"}


@pytest.mark.parametrize("name", ["وزير الدفاع الأمريكي الأسبق", "محافظ البنك المركزي", "أمير قطر"])
def test_role_phrase_is_no_name(name: str) -> None:
    assert READER.read(name, "PER").form == "role"


def test_body_is_no_role_phrase_of_its_founder() -> None:
    assert READER.read("مؤسسة سليمان الراجحي", "PER").words[0] == "مءسسه"
