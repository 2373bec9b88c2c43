"""Names in Latin letters with the table of words, and the table itself."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.orthography import fold
from musnad.arabic.transliteration import agrees, to_plain
from musnad.lexicon.romanised import RomanisedWordRow, Romaniser
from musnad.lexicon.tables import DATA, check_table, read_table

TABLE = DATA / "romanised_words.tsv"
PIECES = [
    "عبد",
    "الله",
    "عبدالله",
    "محمد",
    "مُحمَّد",
    "وزارة",
    "الدفاع",
    "والتعليم",
    "ال",
    "و",
    "ـ",
    "بن",
    "ترامب",
    " ",
    "-",
    "٣",
]
SHORT_IN_WRITING = ("إسحق", "داود")  # their long vowels are not all written


@cache
def rows() -> tuple[RomanisedWordRow, ...]:
    return read_table(TABLE, RomanisedWordRow)


@cache
def romaniser() -> Romaniser:
    return Romaniser(rows())


def test_table_is_sound() -> None:
    assert check_table(TABLE, RomanisedWordRow) == ()


def test_table_has_each_word_once() -> None:
    assert len({row.form for row in rows()}) == len(rows())


def test_table_gives_ascii_and_says_plain_only_where_it_differs() -> None:
    assert [row.key for row in rows() if not (row.plain or to_plain(row.ijmes)).isascii()] == []
    assert [row.key for row in rows() if row.plain and row.plain == to_plain(row.ijmes)] == []


def test_ijmes_of_the_table_reads_the_letters() -> None:
    marked = [row for row in rows() if row.plain and set("āīūḥṣḍṭẓʿʾ") & set(row.ijmes) and " " not in row.form]
    odd = [row.form for row in marked if not agrees(row.form.removeprefix("ال"), row.ijmes.removeprefix("al-"))]
    assert sorted(odd) == sorted(SHORT_IN_WRITING)


@pytest.mark.parametrize(
    ("name", "ijmes", "plain"),
    [
        ("بشار الأسد", "Bashshār al-Asad", "Bashar al-Asad"),
        ("خليفة حفتر", "Khalīfa Ḥaftar", "Khalifa Haftar"),
        ("عبد الفتاح السيسي", "ʿAbd al-Fattāḥ al-Sīsī", "Abdel Fattah al-Sisi"),
        ("عبدالله بن زايد", "ʿAbd Allāh bin Zāyid", "Abdullah bin Zayed"),
        ("عبدالعزيز", "ʿAbd al-ʿAzīz", "Abdulaziz"),
        ("سيرغي شويغو", "Sergei Shoigu", "Sergei Shoigu"),
        ("دونالد ترامب", "Donald Trump", "Donald Trump"),
        ("نيكولاي باتروشيف", "Nikolai Patrushev", "Nikolai Patrushev"),
        ("فاطمة الزهراء", "Fāṭima al-Zahrāʾ", "Fatima al-Zahra"),
        ("وزارة الدفاع", "Wizārat al-Difāʿ", "Wizarat al-Difa"),
        ("حركة حماس", "Ḥarakat Ḥamās", "Harakat Hamas"),
        ("الجبهة الوطنية", "al-Jabha al-Waṭaniyya", "al-Jabha al-Wataniya"),
        ("وزارة التربية والتعليم", "Wizārat al-Tarbiya wa-l-Taʿlīm", "Wizarat al-Tarbiya wal-Talim"),
        ("الوكالة الوطنية للأنباء", "al-Wikāla al-Waṭaniyya li-l-Anbāʾ", "al-Wakala al-Wataniya lil-Anbaa"),
        ("حزب الله", "Ḥizb Allāh", "Hezbollah"),
        ("الكرملين", "Kremlin", "Kremlin"),
    ],
    ids=[
        "surname",
        "plain-surname",
        "abd",
        "joined-allah",
        "joined-abd",
        "russian",
        "american",
        "patronym",
        "name-no-t",
        "construct",
        "construct-indefinite",
        "adjective",
        "conjunction",
        "preposition",
        "own-row",
        "foreign-article",
    ],
)
def test_names_are_written(name: str, ijmes: str, plain: str) -> None:
    assert (romaniser().ijmes(name), romaniser().plain(name)) == (ijmes, plain)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("مصطفى", "مصطفي"),
        ("إبراهيم", "ابراهيم"),
        ("محمد", "مـحـمـد"),
        ("علي", "على"),
        ("محمد", "محمّد"),
    ],
    ids=["hamza", "ya", "hamza-below", "tatweel", "egyptian-ya", "shadda"],
)
def test_spellings_that_fold_alike_are_written_alike(one: str, other: str) -> None:
    assert romaniser().ijmes(one) == romaniser().ijmes(other)


def test_vowel_marks_outweigh_the_table() -> None:
    assert romaniser().ijmes("عَمَّان") == "ʿAmmān"
    assert romaniser().ijmes("عمان") == "ʿUmān"


def test_a_word_the_table_lacks_is_written_by_rule() -> None:
    assert fold("كوسموف") not in {fold(row.form) for row in rows()}
    assert romaniser().plain("كوسموف") == "Kusmov"


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_any_name_is_written_in_ascii_and_always_the_same(name: str) -> None:
    written = romaniser().plain(name)
    assert written.isascii()
    assert romaniser().plain(written) == written


def test_another_romaniser_writes_the_same() -> None:
    assert Romaniser(rows()).plain("عبدالله كوسموف") == romaniser().plain("عبدالله كوسموف")


@given(st.text(max_size=20))
def test_any_text_is_taken(text: str) -> None:
    romaniser().ijmes(text)
