"""What one article alone tells, weighed beside claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, new_case
from musnad.case.alone import weigh_alone
from musnad.case.folder import Case
from musnad.case.weighing import weigh

TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."
OTHER = "أعلنت وزارة الصحة الأردنية أمس تسجيل إصابات بالحصبة بين تلاميذ ثلاث مدارس في إربد."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "c")
    texts = [("الأولى", TOLD), ("الثانية", AGENCY), ("الثالثة", OTHER)]
    add(case, *(article(text, id=f"a{n}", outlet=outlet) for n, (outlet, text) in enumerate(texts)))
    return case


def test_what_is_in_no_claim_is_a_claim_of_one_report(case: Case) -> None:
    weighing = weigh(case, [1, 2, 3])
    alone = weigh_alone(case, [1, 2, 3], weighing)

    assert [weighed.claim.evidence[0].document for weighed in alone] == [3]
    assert len(alone) == weighing.alone
    assert all(weighed.claim.id == weighed.claim.evidence[0].id for weighed in alone)
    assert alone[0].counts.articles.value == 1


def test_all_that_one_article_tells_is_told_alone(case: Case) -> None:
    weighing = weigh(case, [1])

    assert {weighed.claim.id for weighed in weigh_alone(case, [1], weighing)} == set(weighing.evidence)


def test_no_documents_tell_nothing(case: Case) -> None:
    assert weigh_alone(case, [], weigh(case, [])) == ()
