"""Related articles: what two of them share, how much it counts, and what is left out."""

from __future__ import annotations

import pytest

from musnad.case.related import Related, add_words, has_words, related_to, remove_words
from unit.case.copies.copy_cases import BUDGET, CHESS, HARBOUR, LIBRARY, ORCHARD, PROTEST, SmallCase, joined

FILLER = [f"عنوان{n} متفرق{n}" for n in range(80)]  # what is rare is told by many other articles


class News(SmallCase):
    """A case whose articles have facts."""

    def article(self, text: str, title: str | None, *facts: tuple[str, str], day: str | None = "2026-01-05",
                outlet: str | None = None, article: int | None = None) -> int:  # fmt: skip
        document = self.insert(text, title=title, published=day, outlet=outlet, article=article)
        self.connection.execute(
            "UPDATE article SET current = ? WHERE id = (SELECT article FROM document WHERE id = ?)",
            (document, document),
        )
        for kind, label in facts:
            self.connection.execute(
                "INSERT OR IGNORE INTO term (kind, key, label) VALUES (?, ?, ?)", (kind, label, label)
            )
            self.connection.execute(
                "INSERT INTO fact (term, document) SELECT id, ? FROM term WHERE kind = ? AND key = ?",
                (document, kind, label),
            )
        add_words(self.connection, document)
        return document


@pytest.fixture
def news() -> News:
    case = News()
    for number, title in enumerate(FILLER):
        case.article(f"نص {number}", title, ("place", "بيروت"), ("event", "CONSULT"))
    return case


def found(case: News, document: int) -> tuple[Related, ...]:
    return related_to(case.connection, document)


def test_shared_actors_and_places_relate(news: News) -> None:
    one = news.article(HARBOUR, "توسعة الميناء", ("actor", "سامر حداد"), ("place", "صور"))
    two = news.article(PROTEST, "احتجاج الصيادين", ("actor", "سامر حداد"), ("place", "صور"))

    (related,) = found(news, one)

    assert related.document == two
    assert [(reason.kind, reason.label) for reason in related.reasons] == [("actor", "سامر حداد"), ("place", "صور")]
    assert (related.days, related.copies) == (0, ())


def test_words_of_the_headline_relate_without_their_article(news: News) -> None:
    one = news.article(HARBOUR, "توسعة الميناء الجنوبي")
    two = news.article(PROTEST, "ميناء جنوبي مغلق")

    (related,) = found(news, one)

    assert related.document == two
    assert {reason.label for reason in related.reasons} == {"الميناء", "الجنوبي"}


def test_first_words_stand_in_for_a_headline(news: News) -> None:
    one = news.article("أعلنت هيئة الموانئ توسعة الرصيف", None)
    two = news.article("هيئة الموانئ تعلن غدا كلفة الردم", None)

    assert [related.document for related in found(news, one)] == [two]


def test_name_in_a_headline_counts_once(news: News) -> None:
    one = news.article(HARBOUR, "حداد في صيدا", ("place", "صيدا"))
    news.article(PROTEST, "أسعار السمك في صيدا", ("place", "صيدا"))

    assert found(news, one) == ()


def test_what_everybody_has_relates_nobody(news: News) -> None:
    one = news.article(HARBOUR, "توسعة الميناء", ("place", "بيروت"), ("event", "CONSULT"))

    assert found(news, one) == ()


def test_near_days_come_first_and_far_ones_count_less(news: News) -> None:
    facts = (("actor", "سامر حداد"), ("place", "صور"))
    one = news.article(HARBOUR, "أ", *facts, day="2026-01-05")
    far = news.article(PROTEST, "ب", *facts, day="2025-01-05")
    near = news.article(LIBRARY, "ج", *facts, day="2026-01-06")
    undated = news.article(CHESS, "د", *facts, day=None)

    related = found(news, one)

    assert [r.document for r in related] == [near, undated, far]
    assert [r.days for r in related] == [1, None, 365]
    assert related[0].score > related[1].score > related[2].score


def test_copies_of_the_article_are_left_out(news: News) -> None:
    facts = (("actor", "سامر حداد"), ("place", "صور"))
    texts = (joined(HARBOUR, BUDGET), joined(HARBOUR, BUDGET), joined(LIBRARY, ORCHARD), joined(LIBRARY, ORCHARD))
    documents = [news.article(text, "أ", *facts) for text in texts]
    for document, text in zip(documents, texts, strict=True):
        news.index_text(document, text)

    (related,) = found(news, documents[0])

    assert (related.document, related.copies) == (documents[2], (documents[3],))


def test_versions_of_the_article_are_left_out(news: News) -> None:
    facts = (("actor", "سامر حداد"), ("place", "صور"))
    old = news.article(HARBOUR, "أ", *facts)
    (article,) = news.connection.execute("SELECT article FROM document WHERE id = ?", (old,)).fetchone()
    new = news.article(PROTEST, "أ", *facts, article=article)
    other = news.article(LIBRARY, "ب", *facts)

    assert [related.document for related in found(news, new)] == [other]
    assert [related.document for related in found(news, other)] == [new]


def test_limit_keeps_the_best(news: News) -> None:
    facts = (("actor", "سامر حداد"), ("place", "صور"))
    one = news.article(HARBOUR, "أ", *facts)
    for _ in range(3):
        news.article(PROTEST, "ب", *facts)

    assert related_to(news.connection, one, limit=2) == found(news, one)[:2]


def test_removed_words_relate_no_more(news: News) -> None:
    one = news.article(HARBOUR, "توسعة الميناء الجنوبي")
    two = news.article(PROTEST, "ميناء جنوبي مغلق")
    assert has_words(news.connection, two)

    remove_words(news.connection, two)

    assert found(news, one) == ()
    assert not has_words(news.connection, two)


@pytest.mark.parametrize("text", ["", "خبر", "12"])
def test_articles_of_next_to_nothing_have_no_relations(news: News, text: str) -> None:
    assert found(news, news.article(text, None)) == ()


def test_asking_for_what_does_not_exist_is_a_mistake(news: News) -> None:
    for ask in (related_to, add_words):
        with pytest.raises(ValueError, match="no document 99"):
            ask(news.connection, 99)
