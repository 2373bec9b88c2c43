"""Which written words a word of a query finds, and which only look alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_support import case_of
from musnad.case.search.find import find

SAME = [
    ("hamza", "أسامة", "اسامة"),
    ("hamza_below", "إيران", "ايران"),
    ("madda", "آسيا", "اسيا"),
    ("hamza_seat", "مسؤول", "مسئول"),
    ("ya", "علي", "على"),
    ("ya_end", "مصطفى", "مصطفي"),
    ("ta_marbuta", "القاهرة", "القاهره"),
    ("marks", "وزير", "وَزِيرٌ"),
    ("tatweel", "وزير", "وزيـــر"),
    ("presentation_forms", "لا", "\ufefb"),
    ("eastern_digits", "2018", "٢٠١٨"),
    ("persian_digits", "2018", "۲۰۱۸"),
    ("persian_letters", "كيري", "کیری"),
    ("article", "وزير", "الوزير"),
    ("article_typed", "الوزير", "وزير"),
    ("and", "وزير", "ووزير"),
    ("then", "وزير", "فوزير"),
    ("by", "حكومة", "بحكومة"),
    ("for_the", "حكومة", "للحكومة"),
    ("and_for_the", "حكومة", "وللحكومة"),
    ("like_the", "قانون", "كالقانون"),
    ("future", "يعلن", "سيعلن"),
    ("and_future", "يعلن", "وسيعلن"),
    ("his", "وزير", "وزيره"),
    ("her", "حكومة", "حكومتها"),
    ("their", "بلاد", "بلادهم"),
    ("our", "قوات", "قواتنا"),
    ("and_by_his", "حكومة", "وبحكومته"),
    ("name_and", "بوتين", "وبوتين"),
    ("name_for", "ترامب", "لترامب"),
    ("spelt_netanyahu", "نتنياهو", "نتانياهو"),
    ("spelt_guterres", "غوتيريش", "جوتيريس"),
    ("spelt_pompeo", "بومبيو", "بومبييو"),
    ("spelt_washington", "واشنطن", "واشنطون"),
    ("spelt_trump", "ترامب", "ترمب"),
    ("spelt_google", "غوغل", "جوجل"),
    ("spelt_england", "إنجلترا", "إنكلترا"),
    ("spelt_tillerson", "تيلرسون", "تيللرسون"),
    ("spelt_with_clitic", "غوتيريش", "وجوتيريس"),
    ("spelt_facebook", "فيسبوك", "فايسبوك"),
    ("spelt_copenhagen", "كوبنهاغن", "كوبنهاجن"),
    ("spelt_clinton", "كلينتون", "كلنتون"),
    ("spelt_hillary", "هيلاري", "هيلري"),
    ("spelt_congress", "الكونغرس", "الكونجرس"),
    ("spelt_feltman", "فيلتمان", "فلتمان"),
    ("spelt_chavez", "تشافيز", "شافيز"),
    ("spelt_stockholm", "ستوكهولم", "استوكهولم"),
    ("syria", "سوريا", "سورية"),
    ("parted", "عبدالله", "عبد الله"),
    ("joined", "عبد الله", "عبدالله"),
    ("joined_phrase", '"الشيخ عبد الله"', "الشيخ عبدالله"),
    ("parted_phrase", '"الشيخ عبدالله الصباح"', "الشيخ عبد الله الصباح"),
    ("joined_with_clitic", "نصر الله", "ونصرالله"),
    ("parted_kunya", "أبوظبي", "أبو ظبي"),
    ("latin_haftar", "Haftar", "حفتر"),
    ("latin_kassem", "Kassem", "قاسم"),
    ("latin_article", "al-Assad", "الأسد"),
    ("latin_other_spelling", "Qaddafi", "القذافي"),
    ("latin_clitic", "Trump", "وترامب"),
    ("latin_by_lexicon", "Egypt", "مصر"),
    ("latin_name_of_two_words", "Hezbollah", "لحزب الله"),
    ("latin_two_words", "Khalifa Haftar", "خليفة حفتر"),
    ("latin_itself", "CNN", "cnn"),
]
DIFFERENT = [
    ("father", "والد", "الد"),
    ("father_and_child", "والد", "ولد"),
    ("bank", "بنك", "نك"),
    ("palestine", "فلسطين", "لسطين"),
    ("book", "كتاب", "تاب"),
    ("minister_only_looks", "وزير", "زير"),
    ("cheetah", "فهد", "هد"),
    ("salem", "سالم", "سليم"),
    ("salman", "سلمان", "سليمان"),
    ("hassan", "حسن", "حسين"),
    ("jamal", "جمال", "كمال"),
    ("qasim", "قاسم", "جاسم"),
    ("sami", "سامي", "شامي"),
    ("saad", "سعد", "سعيد"),
    ("mahmoud", "محمد", "محمود"),
    ("writer", "كاتب", "كتاب"),
    ("school", "مدرسة", "مدرس"),
    ("maria", "ماريا", "ماريو"),
    ("doubled_end", "تويتر", "تويترر"),
    ("iran", "إيران", "إيراني"),
    ("slovakia", "سلوفاكيا", "سلوفينيا"),
    ("austria", "النمسا", "النمسي"),
    ("niger", "النيجر", "نيجيريا"),
    ("austria_australia", "أستراليا", "أستوريا"),
    ("part_of_word", "عرب", "عربية"),
    ("digits", "2018", "20180"),
    ("doors", "أبواب", "أبو آب"),
    ("abuja", "أبوجا", "أبو جا"),
    ("slave", "عبدالله", "عبد"),
    ("latin_salem", "Salem", "سليم"),
    ("latin_kassem", "Kassem", "قسم"),
    ("latin_hussein", "Hussein", "حسن"),
    ("wang", "وانغ", "انغ"),
    ("francois", "فرنسا", "فرنسوا"),
    ("andersen", "أندرسون", "هندرسون"),
    ("bhutan", "بوتين", "بوتان"),
    ("chris", "كريس", "جريس"),
    ("marx", "ماركس", "ماركو"),
    ("robert", "روبرت", "روبرتا"),
]


def _finds(path: Path, query: str, written: str) -> bool:
    with case_of(path, f"قال {written} اليوم") as case:
        return find(case, query).total == 1


@pytest.mark.parametrize(("query", "written"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_find_meets_other_forms(tmp_path: Path, query: str, written: str) -> None:
    assert _finds(tmp_path, query, written)


@pytest.mark.parametrize(("query", "written"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_find_keeps_words_apart_that_look_alike(tmp_path: Path, query: str, written: str) -> None:
    assert not _finds(tmp_path, query, written)


@pytest.mark.parametrize(
    ("query", "written", "found"),
    [
        ("وزير", "وَزيـر", True),
        ("وزير", "الوزير", False),
        ("إيران", "ايران", False),
        ("القاهرة", "القاهره", False),
        ("نتنياهو", "نتانياهو", False),
        ("2018", "٢٠١٨", False),
    ],
    ids=["marks", "article", "hamza", "ta_marbuta", "foreign", "digits"],
)
def test_find_strictly_folds_marks_only(tmp_path: Path, query: str, written: str, found: bool) -> None:
    with case_of(tmp_path, f"قال {written} اليوم") as case:
        assert (find(case, query, strict=True).total == 1) is found
        assert (find(case, f'="{query}"').total == 1) is found
