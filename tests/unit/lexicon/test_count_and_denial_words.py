"""The words of denials and of numbers: read whole, folded, and each where it belongs."""

from __future__ import annotations

from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.denials import denial_words
from musnad.lexicon.quantities import quantity_words


def test_verbs_that_deny_are_there_and_those_that_only_refuse_are_not() -> None:
    verbs = denial_words().verbs

    assert {fold(form) for form in ("نفى", "نفت", "ينفي", "تنفي", "أنكر", "تنكر")} <= verbs
    assert not {fold(form) for form in ("رفض", "ترفض", "قال", "زعم")} & verbs


def test_words_that_show_or_accuse_are_among_those_that_point() -> None:
    words = denial_words()

    assert set(words.accusing) < set(words.pointing)
    assert set(words.showing) < set(words.pointing)
    assert len(set(words.pointing)) == len(words.pointing)


def test_phrases_of_denial_that_statements_know_refute_here_too() -> None:
    known = [tuple(fold(row.form).split()) for row in Lexicon().reporting_words if row.kind == "denying"]
    refuting = denial_words().refuting

    assert [phrase for phrase in known if phrase[1:] not in refuting.get(phrase[0], ())] == [("ينفي", "نفيا")]


def test_vague_numbers_grow_and_do_not_overlap() -> None:
    vague = quantity_words().vague
    dozens, hundreds, thousands = (vague[fold(word)] for word in ("عشرات", "مئات", "آلاف"))

    assert all(low < high for low, high in vague.values())
    assert dozens[1] < hundreds[0] < hundreds[1] < thousands[0]


def test_kinds_of_harm_come_from_the_words_of_events() -> None:
    kinds = quantity_words().kinds

    assert (kinds["قتلي"], kinds["جرحي"], kinds["نزوح"]) == ("killed", "wounded", "displaced")
    assert quantity_words().before[("اكثر", "من")] == "MORE_THAN"


def test_what_oppositions_weigh_has_a_bias_for_each_kind() -> None:
    keys = {row.key for row in Lexicon().opposition_traits}

    assert {"denial|bias", "figure|bias"} <= keys
    assert {key.split("|")[0] for key in keys} == {"denial", "figure"}
