"""What one article alone tells, weighed beside claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, new_case
from musnad.case.folder import Case
from musnad.case.weighing import weigh, weigh_alone, weigh_pending

TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."
OTHER = "أعلنت وزارة الصحة الأردنية أمس تسجيل إصابات بالحصبة بين تلاميذ ثلاث مدارس في إربد."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "c")
    texts = [("الأولى", TOLD), ("الثانية", AGENCY), ("الثالثة", OTHER)]
    add(case, *(article(text, id=f"a{n}", outlet=outlet) for n, (outlet, text) in enumerate(texts)))
    weigh_pending(case)
    return case


def test_what_is_in_no_claim_is_a_claim_of_one_report(case: Case) -> None:
    alone = weigh_alone(case)

    assert {weighed.claim.evidence[0].document for weighed in alone} == {3}
    assert len(alone) == weigh(case).alone
    assert all(weighed.claim.id == weighed.claim.evidence[0].id for weighed in alone)
    assert alone[0].counts.articles.value == 1


def test_only_what_the_documents_tell_alone_is_told(case: Case) -> None:
    assert weigh_alone(case, [1, 2]) == () and weigh_alone(case, [3]) == weigh_alone(case)


def test_no_documents_tell_nothing(case: Case) -> None:
    assert weigh_alone(case, []) == ()
