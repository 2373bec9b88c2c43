"""Claims of a case's articles: joined, counted, opposed, and each number traced to words."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, new_case
from musnad.case import weighing
from musnad.case.folder import Case
from musnad.case.weighing import weigh
from musnad.errors import CaseError

TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."
OTHER = "أعلنت وزارة الصحة الأردنية أمس تسجيل إصابات بالحصبة بين تلاميذ ثلاث مدارس في إربد."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "c")
    texts = [("الأولى", TOLD), ("الثانية", AGENCY), ("الثالثة", OTHER)]
    add(case, *(article(text, id=f"a{n}", outlet=outlet) for n, (outlet, text) in enumerate(texts)))
    return case


def test_two_articles_with_one_speaker_are_one_claim_of_one_origin(case: Case) -> None:
    found = weigh(case, [1, 2, 3])
    (weighed,) = found.claims
    counts = weighed.counts
    assert {piece.document for piece in weighed.claim.evidence} == {1, 2}
    assert (counts.articles.value, counts.outlets.value, counts.origins_lower.value) == (2, 2, 1)
    assert [member.key for member in counts.narrowest.members] == ["actors:per.sergey_lavrov"]
    assert found.claim(weighed.claim.evidence[1].id) is weighed


def test_every_number_opens_words_of_the_texts(case: Case) -> None:
    texts = dict(case.connection.execute("SELECT id, text FROM document"))
    (weighed,) = weigh(case, [1, 2, 3]).claims
    for name in ("articles", "outlets", "origins_lower", "origins_upper", "witnesses", "repeats"):
        opened = weighed.counts.opens(name)
        assert len({words.evidence for words in opened}) == len(getattr(weighed.counts, name).evidence)
        for words in opened:
            assert all(texts[words.document][span.start : span.end].strip() for span in words.spans)
    assert weighed.counts.opens("articles")


def test_what_one_article_tells_is_counted_and_no_claim(case: Case) -> None:
    found = weigh(case, [1, 3])
    assert found.claims == ()
    assert found.alone == len(found.evidence) >= 2
    assert found.claim("none") is None


def test_same_documents_give_the_same_claims_in_any_order(case: Case) -> None:
    assert weigh(case, [3, 2, 1]).claims == weigh(case, [1, 2, 3]).claims


def test_no_documents_give_no_claims(case: Case) -> None:
    assert weigh(case, []).claims == ()


def test_too_many_documents_are_refused(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "MOST_DOCUMENTS", 2)
    with pytest.raises(CaseError, match="3 articles are too many to weigh at once; narrow the search"):
        weigh(case, [1, 2, 3])


def test_document_that_is_not_there_is_told(case: Case) -> None:
    with pytest.raises(CaseError, match="document 9"):
        weigh(case, [1, 9])
