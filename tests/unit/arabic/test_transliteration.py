"""Arabic in Latin letters by rule, and the key that spellings share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.latin_key import latin_key
from musnad.arabic.transliteration import agrees, ijmes, plain, to_plain

ARABIC = "".join(map(chr, (*range(0x0621, 0x063B), *range(0x0640, 0x0653), 0x0670, 0x0671))) + "پچژگڤیک،؛؟٠٩ -."


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("مُحَمَّد", "Muḥammad"),
        ("عُمَرُ", "ʿUmar"),
        ("فَهْدٌ", "Fahd"),
        ("الشَّمْس", "al-Shams"),
        ("بَيْت", "Bayt"),
        ("عَمَّان", "ʿAmmān"),
        ("الرَّحْمٰن", "al-Raḥmān"),
    ],
    ids=["shadda", "case-ending", "tanwin", "sun-letter", "diphthong", "shadda-long", "dagger-alef"],
)
def test_ijmes_honours_vowel_marks(name: str, written: str) -> None:
    assert ijmes(name) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("خالد", "Khālid"),
        ("كريم", "Karīm"),
        ("سعد", "Saʿd"),
        ("جعفر", "Jaʿfar"),
        ("أشرف", "Ashraf"),
        ("منتصر", "Muntaṣir"),
        ("انتخاب", "Intikhāb"),
        ("سلوى", "Salwā"),
        ("أسماء", "Asmāʾ"),
        ("قريبة", "Qarība"),
        ("الأسد", "al-Asad"),
        ("القادرية", "al-Qādriyya"),
        ("أيمن", "Ayman"),
        ("إيران", "Īrān"),
        ("عائشة", "ʿĀʾisha"),
        ("رؤوف", "Raʾūf"),
    ],
    ids=[
        "participle",
        "faiil",
        "cluster",
        "four-consonants",
        "alef-short",
        "form-eight",
        "verbal-noun",
        "alef-maqsura",
        "final-hamza",
        "ta-marbuta",
        "article",
        "nisba-feminine",
        "diphthong",
        "long-alef",
        "hamza-seat",
        "hamza-on-waw",
    ],
)
def test_ijmes_guesses_vowels_by_shape(name: str, written: str) -> None:
    assert ijmes(name) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ترامب", "Tramb"),
        ("ماكرون", "Makrun"),
        ("كوناشينكوف", "Kunashinkov"),
        ("ستولتنبرغ", "Stultanberg"),
        ("نيكولاي باتروشيف", "Nikulay Batrushev"),
        ("تشاد", "Chad"),
        ("أنطونيو", "Antunio"),
        ("ماريا", "Maria"),
        ("پوتین", "Putin"),
    ],
    ids=["cluster", "long", "slavic", "german", "two-words", "ch", "io", "ia", "persian"],
)
def test_plain_reads_well_for_foreign_names(name: str, written: str) -> None:
    assert plain(name) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("خـــالد", "Khalid"),
        ("ﺧﺎﻟﺪ", "Khalid"),
        ("خالد ٢", "Khalid 2"),
        ("بي-52", "Bi-52"),
        ("خالد Smith", "Khalid Smith"),
        ("«خالد»، سعد", '"Khalid", Sad'),
        ("", ""),
    ],
    ids=["tatweel", "presentation", "digits", "hyphen", "latin", "punctuation", "empty"],
)
def test_plain_takes_any_writing(name: str, written: str) -> None:
    assert plain(name) == written


@pytest.mark.parametrize(
    ("latin", "written"),
    [("Ḥusayn ʿAbduh", "Husayn Abduh"), ("Erdoğan", "Erdogan"), ("Yıldırım", "Yildirim"), ("al-Ṣīniyya", "al-Siniya")],
    ids=["ijmes", "turkish", "dotless", "nisba"],
)
def test_to_plain_takes_marks_off(latin: str, written: str) -> None:
    assert to_plain(latin) == written


@pytest.mark.parametrize(
    ("word", "latin", "does"),
    [
        ("محمد", "Muḥammad", True),
        ("مُحَمَّد", "Muḥammad", True),
        ("مَحمد", "Muḥammad", False),
        ("عُمان", "ʿUmān", True),
        ("عَمّان", "ʿUmān", False),
        ("جون", "John", False),
    ],
    ids=["bare", "marked", "other-vowel", "oman", "amman", "own-spelling"],
)
def test_agrees_reads_letters_and_marks(word: str, latin: str, *, does: bool) -> None:
    assert agrees(word, latin) is does


@given(st.text(max_size=30))
def test_any_text_is_written_and_always_the_same(text: str) -> None:
    assert ijmes(text) == ijmes(text)
    assert plain(text) == to_plain(ijmes(text))
    latin_key(text)


@given(st.text(alphabet=ARABIC, max_size=30))
def test_plain_is_ascii_for_arabic(text: str) -> None:
    assert plain(text).isascii()


@given(st.text(alphabet="abcXYZ -'.12", max_size=20))
def test_latin_text_stays(text: str) -> None:
    assert plain(text) == ijmes(text) == text


@pytest.mark.parametrize(
    "spellings",
    [
        ("Muammar al-Gaddafi", "Moammar Qadhafi", "Mu'ammar el-Qaddafi", "معمر القذافي"),
        ("Hussein", "Husayn", "Hussain", "Ḥusayn", "حسين"),
        ("Mohammed", "Muhammad", "Mohamed", "محمد"),
        ("Shoigu", "Shuygu", "شويغو"),
        ("Abdel Fattah al-Sisi", "Abd al-Fattah el-Sisi", "Abdelfattah Sisi", "عبد الفتاح السيسي"),
        ("Abdul Rahman", "Abderrahman", "Abd ar-Rahman"),
        ("Nour al-Din", "Noureddine", "Nur ad-Din"),
        ("Mohamed ElBaradei", "Mohammed al-Baradei", "محمد البرادعي"),
        ("Gamal", "Jamal", "Djamel", "جمال"),
        ("Essebsi", "al-Sebsi"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_a_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({latin_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sharif", "Sarif"), ("Omar", "Ahmed"), ("Salim", "Karim"), ("Farid", "Walid")],
    ids=["sh-s", "h", "s-k", "f-w"],
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert latin_key(one) != latin_key(other)
