"""Ways to split what is written onto a word."""

from __future__ import annotations

import pytest

from musnad.arabic.clitics import Split, proclitic_splits, pronoun_splits


@pytest.mark.parametrize(
    ("form", "split"),
    [
        ("وموسكو", Split("و", 1, "موسكو")),
        ("لموسكو", Split("ل", 1, "موسكو")),
        ("وبموسكو", Split("وب", 2, "موسكو")),
        ("فللسعودية", Split("فل", 3, "السعودية")),
        ("للسعودية", Split("ل", 2, "السعودية")),
        ("والسعودية", Split("و", 1, "السعودية")),
        ("كروسيا", Split("ك", 1, "روسيا")),
    ],
    ids=["and", "to", "and-in", "so-to-the", "to-the", "and-the", "like"],
)
def test_proclitic_splits_hold_the_reading(form: str, split: Split) -> None:
    assert split in proclitic_splits(form)


@pytest.mark.parametrize("form", ["مصر", "ول", "سوريا", ""], ids=["no-clitic", "too-short", "no-prefix", "empty"])
def test_word_without_clitics_has_one_reading(form: str) -> None:
    assert proclitic_splits(form) == (Split("", 0, form),)


def test_unsplit_reading_comes_first() -> None:
    assert proclitic_splits("والد")[0] == Split("", 0, "والد")


@pytest.mark.parametrize(
    ("form", "reading"),
    [("قوله", ("قول", "ه")), ("تصريحاتها", ("تصريحات", "ها")), ("زيارتهما", ("زيارت", "هما"))],
    ids=["his", "her", "their-two"],
)
def test_pronoun_splits_hold_the_reading(form: str, reading: tuple[str, str]) -> None:
    assert reading in pronoun_splits(form)
    assert pronoun_splits(form)[0] == (form, "")


def test_pronoun_is_not_cut_from_a_short_word() -> None:
    assert pronoun_splits("له") == (("له", ""),)
