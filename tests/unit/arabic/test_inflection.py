"""Forms of regular verbs and participles."""

from __future__ import annotations

import pytest

from musnad.arabic.inflection import Form, inflect_participle, inflect_verb


@pytest.mark.parametrize(
    ("past", "present", "forms"),
    [
        ("قال", "يقول", {"قالت", "قالوا", "قالا", "قالتا", "تقول", "يقولون", "سيقول", "اقول", "نقول"}),
        ("نفي", "ينفي", {"نفت", "نفوا", "نفيا", "نفتا", "تنفي", "ينفون", "سينفي"}),
        ("دعا", "يدعو", {"دعت", "دعوا", "دعتا", "تدعو", "يدعون"}),
        ("اضاف", "يضيف", {"اضافت", "اضافوا", "تضيف", "يضيفون"}),
    ],
    ids=["qala", "nafa", "daa", "adafa"],
)
def test_inflect_verb_makes_the_forms_of_news(past: str, present: str, forms: set[str]) -> None:
    assert forms <= {form.form for form in inflect_verb(past, present)}


def test_inflect_verb_names_gender_and_number() -> None:
    assert Form("قالت", "past", 3, "f", "s") in inflect_verb("قال", "يقول")
    assert Form("يقولون", "present", 3, "m", "p") in inflect_verb("قال", "يقول")


def test_inflect_participle_of_a_weak_verb_drops_its_ending_before_the_plural() -> None:
    assert [form.form for form in inflect_participle("داعي")] == ["داعيا", "داعية", "داعين", "داعيان"]
