"""What the reports say of the day of an undated article."""

from __future__ import annotations

import pytest

from musnad.model import Dating, DatingReason, Document
from musnad.views.dating import day_reasons, open_days
from musnad.views.labels import load_labels

DAYS = ("2018-05-03", "2018-05-10")


@pytest.mark.parametrize(
    ("dating", "key", "days"),
    [
        pytest.param(Dating(candidates=DAYS, earliest=DAYS[0], latest=DAYS[1]), "one_of", DAYS, id="candidates"),
        pytest.param(Dating(earliest=DAYS[0], latest=DAYS[1]), "within", ("2018-05-03 – 2018-05-10",), id="many"),
        pytest.param(Dating(earliest=DAYS[1], latest=DAYS[0]), "contradictory", (), id="contradictory"),
        pytest.param(Dating(earliest=DAYS[0]), "not_before", (DAYS[0],), id="open_end"),
        pytest.param(Dating(latest=DAYS[0]), "not_after", (DAYS[0],), id="open_start"),
    ],
)
def test_open_days(dating: Dating, key: str, days: tuple[str, ...]) -> None:
    found = open_days(Document(id="d", text="x", dating=dating))
    assert found is not None
    assert (found.key, found.days) == (key, days)
    assert load_labels().ui(key).ar


@pytest.mark.parametrize(
    "doc",
    [
        pytest.param(Document(id="d", text="x"), id="not_asked"),
        pytest.param(Document(id="d", text="x", dating=Dating()), id="nothing_said"),
        pytest.param(Document(id="d", text="x", published="2018-05-10", dating=Dating(candidates=DAYS)), id="dated"),
    ],
)
def test_open_days_is_none(doc: Document) -> None:
    assert open_days(doc) is None


@pytest.mark.parametrize(
    ("kind", "says", "said"),
    [
        ("weekday", "XXXX-WXX-4", "Thursday"),
        ("since", "2018-05-03/", "2018-05-03"),
        ("until", "/2018-05-03", "2018-05-03"),
        ("event", "2018-05-03/", "2018-05-03"),
        ("office", "2012-06-30/2013-07-03|2014/", "2012-06-30 – 2013-07-03, 2014 –"),
        ("day_of_year", "XXXX-05-27", "XXXX-05-27"),
    ],
)
def test_day_reasons_say_what_is_left(kind: str, says: str, said: str) -> None:
    reason = DatingReason(0, 3, kind=kind, says=says, origin="t:1")  # type: ignore[arg-type]  # a kind
    (found,) = day_reasons(Document(id="d", text="أمس", dating=Dating(reasons=(reason,))), load_labels())
    assert (found.number, found.words, found.said.en) == (1, "أمس", said)
    assert found.kind == load_labels().of("dating", kind)
