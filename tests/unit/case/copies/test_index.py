"""The index: which articles are copies and which are not, and that the order of adding does not matter."""

from __future__ import annotations

import re
import sqlite3
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.case.copies import signature
from unit.case.copies.copy_cases import BUDGET, CHESS, HARBOUR, LIBRARY, ORCHARD, PARAGRAPHS, PROTEST, SmallCase, joined

WEATHER = (
    "تتوقع الأرصاد أن تكون السماء صافية إلى غائمة جزئيا على معظم المناطق وأن تتراوح الحرارة بين {0} و{1} درجة "
    "على الساحل وبين {2} و{3} درجة في الداخل فيما تكون الرياح شمالية سرعتها من {4} إلى {5} كيلومترا في الساعة "
    "والبحر متوسط الموج وارتفاعه متران"
)
SIGNING = (
    "تقرأون مزيدا من أخبار المدينة وضواحيها في نشرتنا المسائية التي تصدر كل خميس وترسل مجانا إلى بريد "
    "المشتركين مع صور مختارة ورسائل القراء وزاوية الطقس والوصفات، ونرحب باقتراحاتكم عبر الهاتف أو بزيارة "
    "مكتبنا قرب الساحة القديمة في أي وقت من ساعات العمل"
)


def kinds(*texts: str) -> set[str]:
    case = SmallCase()
    for text in texts:
        case.add(text)
    return set(case.edges().values())


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (joined(HARBOUR, BUDGET), joined(HARBOUR, BUDGET), "same"),
        (joined(HARBOUR, BUDGET), joined(HARBOUR, BUDGET).replace("،", "").replace("إ", "ا"), "same"),
        (joined(HARBOUR, BUDGET), joined(HARBOUR, BUDGET).replace("الشهر المقبل", "شهر أيار"), "same"),
        (joined(HARBOUR, BUDGET, PROTEST), joined(HARBOUR, BUDGET, PROTEST[:150]), "copy"),
        (joined(HARBOUR, BUDGET), joined(HARBOUR, PROTEST), "edited"),
        (joined(HARBOUR, BUDGET), joined(BUDGET, HARBOUR), "same"),
        (joined(LIBRARY, ORCHARD, HARBOUR, CHESS), HARBOUR, "excerpt"),
    ],
    ids=["whole", "spelling", "two-words", "cut-end", "other-half", "other-order", "inside-a-longer-one"],
)
def test_copies_are_found(one: str, other: str, kind: str) -> None:
    assert kinds(one, other) == {kind}


def test_copy_with_every_seventh_word_changed_is_found() -> None:
    words = joined(HARBOUR, BUDGET, PROTEST).split(" ")
    words[3::7] = [f"كلمة{n}" for n in range(len(words[3::7]))]

    assert kinds(joined(HARBOUR, BUDGET, PROTEST), " ".join(words)) == {"copy"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (joined(HARBOUR, BUDGET), joined(LIBRARY, ORCHARD)),
        (joined(HARBOUR, BUDGET), joined(LIBRARY, f"ونقلت عنه: «{PROTEST[:60]}»", ORCHARD)),
        (joined(HARBOUR, BUDGET, f"قال: «{CHESS[:90]}»"), joined(LIBRARY, ORCHARD, f"قال: «{CHESS[:90]}»")),
        (WEATHER.format(20, 24, 25, 31, 15, 30), WEATHER.format(17, 22, 28, 33, 20, 40)),
        (f"{HARBOUR}\nاقرأ أيضا\n{SIGNING[:70]}", f"{LIBRARY}\nاقرأ أيضا\n{SIGNING[:70]}"),
        ("خبر عاجل من المدينة", "خبر عاجل من المدينة"),
    ],
    ids=["other-stories", "not-the-quotation", "short-quotation", "filled-form", "links", "too-short"],
)
def test_what_is_no_copy_is_left(one: str, other: str) -> None:
    assert kinds(one, other) == set()


def test_same_article_met_again_is_a_recrawl() -> None:
    case = SmallCase()
    case.add(joined(HARBOUR, BUDGET), outlet="الساحل", title="توسعة الميناء")
    case.add(joined(HARBOUR, BUDGET, PROTEST), outlet="الساحل", title="توسعة الميناء")
    case.add(joined(HARBOUR, BUDGET), outlet="الوادي", title="توسعة الميناء")

    assert case.edges() == {(1, 2): "recrawl", (1, 3): "same", (2, 3): "edited"}


def test_same_address_is_a_recrawl_whatever_the_headline() -> None:
    case = SmallCase()
    case.add(HARBOUR, url="https://www.example.org/1", title="توسعة")
    case.add(HARBOUR, url="https://www.example.org/1", title="توسعة الميناء")

    assert case.edges() == {(1, 2): "recrawl"}


def test_passage_that_an_outlet_sets_under_its_articles_makes_no_copies() -> None:
    case = SmallCase()
    for number, paragraph in enumerate(PARAGRAPHS[:5]):
        case.add(joined(paragraph, SIGNING), outlet="الساحل", title=f"خبر {number}")
        if number == 1:
            assert case.edges()  # two articles alone could be copies

    assert case.edges() == {}


def test_passage_of_many_days_makes_no_copies_across_outlets() -> None:
    case = SmallCase()
    for number, paragraph in enumerate(PARAGRAPHS[:5]):
        case.add(
            joined(paragraph, SIGNING),
            outlet=f"صحيفة {number}",
            title=f"خبر {number}",
            published=f"2026-01-0{number + 1}",
        )

    assert case.edges() == {}


def test_report_that_many_outlets_run_at_once_stays_a_group() -> None:
    case = SmallCase()
    for number in range(9):
        case.add(
            joined(HARBOUR, BUDGET),
            outlet=f"صحيفة {number}",
            title=f"خبر {number}",
            published=f"2026-01-0{number % 3 + 1}",
        )

    assert len(case.edges()) == 36


def test_removing_gives_back_what_was_standing() -> None:
    case = SmallCase()
    for number, paragraph in enumerate(PARAGRAPHS[:4]):
        case.add(joined(paragraph, SIGNING), outlet="الساحل", title=f"خبر {number}")
    assert case.edges() == {}

    case.index.remove(2)

    assert set(case.edges()) == {(1, 3), (1, 4), (3, 4)}


def test_removing_what_is_not_in_does_nothing() -> None:
    SmallCase().index.remove(7)


def test_adding_what_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no document 7"):
        SmallCase().index.add(7, signature(HARBOUR))


def test_adding_twice_changes_nothing() -> None:
    case = SmallCase()
    case.add(HARBOUR)
    case.add(HARBOUR)
    before = case.rows()

    case.index.add(2, signature(HARBOUR))

    assert case.rows() == before


def test_cleared_index_holds_nothing() -> None:
    case = SmallCase()
    case.add(HARBOUR)
    case.add(HARBOUR)

    case.index.clear()

    assert (case.rows(), case.index.holds(1)) == ([], False)


def test_index_sees_that_its_transaction_was_rolled_back() -> None:
    case = SmallCase()
    for number, paragraph in enumerate(PARAGRAPHS[:3]):
        case.add(joined(paragraph, SIGNING), outlet="الساحل", title=f"خبر {number}")
    case.connection.execute("BEGIN")
    case.add(joined(ORCHARD, SIGNING), outlet="الساحل", title="خبر آخر")
    assert case.edges() == {}
    case.connection.execute("ROLLBACK")

    case.add(joined(CHESS, SIGNING), outlet="الوادي", title="خبر غيره")

    assert len(case.edges()) == 6


def test_deleting_a_document_deletes_its_edges() -> None:
    case = SmallCase()
    case.add(HARBOUR)
    case.add(HARBOUR)

    case.index.remove(1)
    case.connection.execute("DELETE FROM document WHERE id = 1")

    assert case.edges() == {}
    assert isinstance(case.connection, sqlite3.Connection)


BULLETINS = (WEATHER.format(20, 24, 25, 31, 15, 30), WEATHER.format(17, 22, 28, 33, 20, 40))
ARTICLES = st.lists(
    st.tuples(
        st.lists(st.sampled_from((*PARAGRAPHS, SIGNING, *BULLETINS)), min_size=1, max_size=3),
        st.sampled_from((None, "الساحل", "الوادي")),
        st.sampled_from(("خبر", "خبر آخر", "خبر ثالث", "خبر رابع", "خبر خامس", "خبر سادس")),
        st.sampled_from((None, *(f"2026-01-0{day}" for day in range(1, 7)))),
    ),
    min_size=2,
    max_size=9,
)


@settings(max_examples=60)
@given(ARTICLES, st.randoms(use_true_random=False), st.integers(0, 8))
def test_rows_do_not_hang_on_the_order_of_adding_and_removing(articles: list, chance, gone: int) -> None:  # type: ignore[no-untyped-def,type-arg]  # hypothesis gives a Random
    batch, mixed = SmallCase(), SmallCase()
    for case in (batch, mixed):
        for number, (paragraphs, outlet, title, day) in enumerate(articles, 1):
            case.insert(joined(*paragraphs), outlet=outlet, title=title, published=day, document=number)
    numbers = list(range(1, len(articles) + 1))
    left_out = gone % len(articles) + 1
    for number in numbers:
        if number != left_out:
            batch.index.add(number, signature(joined(*articles[number - 1][0])))
    chance.shuffle(numbers)
    for number in numbers:
        mixed.index.add(number, signature(joined(*articles[number - 1][0])))
    mixed.index.remove(left_out)

    assert mixed.rows() == batch.rows()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "خبر", "خبر " * 200, "😀 12"], ids=["empty", "lines", "word", "same", "signs"]
)
def test_texts_of_next_to_nothing_are_taken(text: str) -> None:
    case = SmallCase()
    for _ in range(2):
        case.add(text)

    assert set(case.edges().values()) == ({"same"} if len(text) > 100 else set())
    case.index.remove(1)
    assert case.edges() == {}


def test_one_article_five_hundred_times_stays_fast() -> None:
    case = SmallCase()
    start = time.process_time()
    for number in range(500):
        case.add(joined(HARBOUR, BUDGET, PROTEST), outlet=f"صحيفة {number}")
    spent = time.process_time() - start

    (count,) = case.connection.execute("SELECT count(*) FROM copy").fetchone()
    assert count == 500 * 499 // 2
    assert spent < 30, spent  # 3 s on a slow machine; comparing word by word takes minutes


def test_sound_index_has_no_faults() -> None:
    case = SmallCase()
    for text in (HARBOUR, HARBOUR, "خبر"):
        case.add(text)

    assert list(case.index.faults((1, 2, 3))) == []


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (
            "DELETE FROM copy_text WHERE document = 2",
            "1 articles are not in the index of copies, .* document 2",
        ),
        ("DELETE FROM copy_run WHERE document = 3", "1 documents have other runs .*, the first is document 3"),
        ("UPDATE document SET text = 'خبر' WHERE id = 1", "1 documents have other runs .*, the first is document 1"),
        ("DELETE FROM copy_text WHERE document = 2", "1 pairs of copies name documents that are not in the index"),
        ("INSERT INTO copy_text VALUES (4, 1, 1, NULL, 0, 0, x'')", "1 documents .* are no current version, .* 4"),
    ],
    ids=["left-out", "runs", "text", "edges", "old-version"],
)
def test_faults_of_the_index_are_told(harm: str, fault: str) -> None:
    case = SmallCase()
    for text in (HARBOUR, HARBOUR, LIBRARY):
        case.add(text)
    case.insert(ORCHARD)

    case.connection.execute(harm)

    assert any(re.search(fault, told) for told in case.index.faults((1, 2, 3)))
