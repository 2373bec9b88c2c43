"""The sentence that sums up a claim, in both languages."""

from __future__ import annotations

import pytest

from claim_kit import claim_of, counts_of
from musnad.corpus.chains import build_chains
from musnad.corpus.counting import count
from musnad.corpus.summary import summarise
from musnad.model.evidence import Claim


def test_numbers_and_the_narrowest_link_are_told() -> None:
    counts = counts_of(*(f"out{n % 9} {('minister', 'general', 'mayor')[n % 3]}" for n in range(14)))

    assert summarise(counts, "ar", names={"minister": "الوزير", "general": "اللواء", "mayor": "المحافظ"}) == (
        "يستند هذا الخبر إلى 14 مادة من 9 منافذ، تعود إلى 3 أصول مسمّاة. أضيق حلقة فيها: اللواء، المحافظ، الوزير."
    )
    assert summarise(counts, "en") == (
        "This claim rests on 14 articles from 9 outlets, going back to 3 named origins. "
        "Narrowest link: General, Mayor, Minister."
    )


def test_unknown_sources_are_told_beside_the_named() -> None:
    counts = counts_of("out1 minister", "out2 ?army")

    assert summarise(counts, "ar", names={"minister": "الوزير"}) == (
        "يستند هذا الخبر إلى مادتين من منفذين، تعود إلى أصل مسمّى واحد وإلى ما لا يزيد على أصل واحد مجهول. "
        "أضيق حلقة فيها: الوزير."
    )


def test_nobody_named() -> None:
    assert summarise(counts_of("out1 ?army"), "ar") == (
        "يستند هذا الخبر إلى مادة واحدة من منفذ واحد، بلا أصل مسمّى، وتعود إلى ما لا يزيد على أصل واحد مجهول. "
        "أضيق حلقة فيها: مصدر غير مسمّى."
    )
    assert summarise(counts_of("out1", "out2"), "en") == (
        "This claim rests on 2 articles from 2 outlets, with no origin named, going back to at most 2 unknown origins."
    )


def test_circle_is_told() -> None:
    assert "outlets that cite each other" in summarise(counts_of("out1 out2", "out2 out1"), "en")


def test_denial_is_told_beside_and_takes_nothing_away() -> None:
    counts, denial = counts_of("out1 minister"), counts_of("out2 general", "out3 general")

    assert summarise(counts, "ar", denial=denial).endswith(" وفي مقابله نفي في مادتين من منفذين.")
    assert summarise(counts, "en", denial=denial).startswith(summarise(counts, "en"))


def test_sides_are_told_where_they_differ() -> None:
    counts = counts_of("out1 minister", "out2 rebel", sides={"minister": "a", "rebel": "b"})

    assert summarise(counts, "en").endswith("Its named origins are not all of one side.")


def test_outlets_that_are_unknown_are_left_out() -> None:
    assert summarise(counts_of("outlet: minister"), "en").startswith("This claim rests on 1 article, going back")


def test_long_layer_is_cut() -> None:
    counts = counts_of(*(f"out{n} person{n}" for n in range(5)))

    assert summarise(counts, "en").endswith("Narrowest link: Person0, Person1, Person2, and others.")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_claim_without_articles(language: str) -> None:
    counts = count(build_chains(Claim(id="c", evidence=())))

    assert "{" not in summarise(counts, language)  # type: ignore[arg-type]  # a language by its table


@pytest.mark.parametrize("number", [1, 2, 3, 11, 100, 103])
def test_no_word_of_judgement_or_percentage(number: int) -> None:
    counts = count(build_chains(claim_of(*(f"out{n} ?x @1" for n in range(number)))))

    assert not {"%", "true", "false", "صحيح", "كاذب"} & set(summarise(counts, "ar").split())
