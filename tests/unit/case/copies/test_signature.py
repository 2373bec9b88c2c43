"""Words and signatures: what counts as the same wording, and that it is the same everywhere."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from musnad.case.copies import signature
from musnad.case.copies.words import read_words, word_key, word_spans
from unit.case.copies.copy_cases import BUDGET, HARBOUR, LIBRARY, joined


@pytest.mark.parametrize(
    ("one", "other"),
    [("إلى", "الى"), ("الجهة", "الجهه"), ("وقال", "قال"), ("كَتَبَ", "كتب"), ("مســؤول", "مسوول"), ("١٢", "12")],
    ids=["hamza", "ta", "and", "marks", "tatweel", "digits"],
)
def test_key_levels_spellings_that_copies_mix(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("قال", "قالت"), ("12", "13"), ("ولد", "لد"), ("علم", "عالم")],
    ids=["verb", "figure", "short", "word"],
)
def test_key_keeps_words_apart(one: str, other: str) -> None:
    assert word_key(one) != word_key(other)


def test_words_stand_where_they_are_written() -> None:
    text = "قال «الوزير» إنّ رام_الله بعيدة 😀 (12.5%)"

    assert [text[a:b] for a, b in word_spans(text)] == ["قال", "الوزير", "إنّ", "رام", "الله", "بعيدة", "12", "5"]


def test_words_leave_page_furniture_out() -> None:
    text = f"{HARBOUR}\nشارك هذا الخبر\nاقرأ أيضا\nمكتبة في حافلة قديمة تزور المدارس\n{BUDGET}"

    assert len(read_words(text)) == len(read_words(f"{HARBOUR}\n{BUDGET}"))


def test_signature_hangs_on_the_words_alone() -> None:
    plain = signature(joined(HARBOUR, BUDGET))

    assert signature(joined(HARBOUR, BUDGET).replace("،", " , ").replace("أ", "ا")) == plain
    assert signature(joined(BUDGET, HARBOUR)) != plain


def test_signature_shares_the_runs_of_a_shared_passage() -> None:
    alone, within = signature(HARBOUR), signature(joined(LIBRARY, HARBOUR, BUDGET))

    assert set(alone.runs) <= set(within.runs)
    assert not set(alone.runs) & set(signature(LIBRARY).runs)


def test_signature_of_nothing_has_no_runs() -> None:
    assert signature("").words == 0
    assert signature("خبر قصير").runs == ()


def test_signature_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(signature(HARBOUR))) == signature(HARBOUR)


def test_signature_is_the_same_in_every_process() -> None:
    code = "import sys; from musnad.case.copies import signature; print(signature(sys.argv[1]))"
    told = [
        subprocess.run([sys.executable, "-c", code, HARBOUR], capture_output=True, text=True, check=True,
                       env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}).stdout.strip()
        for seed in ("1", "2")
    ]  # fmt: skip

    assert told == [str(signature(HARBOUR))] * 2


def test_signature_is_what_earlier_versions_stored() -> None:
    found = signature(HARBOUR)

    assert (found.words, found.whole, len(found.runs), found.runs[0]) == (44, -3488111023703524573, 11, 835648098)
