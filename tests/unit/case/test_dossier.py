"""The dossier on an actor of a case: his articles, merged keys, days, claims, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, new_case
from musnad.case import dossier as module
from musnad.case.dossier import articles_of, dossier, keys_of
from musnad.case.folder import Case
from musnad.case.identity import merge
from musnad.case.judging import judge, read_corrected
from musnad.case.weighing import clear_claims, weigh_pending
from musnad.errors import CaseError

LAVROV, KERRY = "actors:per.sergey_lavrov", "actors:per.john_kerry"
TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."
ANSWER = "قال جون كيري إن واشنطن قلقة من موقف سيرغي لافروف."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "c")
    days = ["2018-05-12", "2018-05-10", "2018-05-11"]
    for number, (text, day) in enumerate(zip((TOLD, AGENCY, ANSWER), days, strict=True)):
        add(case, article(text, id=f"a{number}", outlet=f"الصحيفة {number}", published=day))
    weigh_pending(case)
    return case


def test_articles_that_name_him_are_read_in_order_of_time(case: Case) -> None:
    made, left_out = dossier(case, LAVROV)
    assert (made.documents, left_out) == ((2, 3, 1), 0)
    assert [saying.place.document for saying in made.said] == [2, 1]
    assert [saying.tellers[-1] for saying in made.said_of] == ["جون كيري"]


def test_everything_points_at_words_of_its_article(case: Case) -> None:
    made, _ = dossier(case, LAVROV)
    texts = dict(case.connection.execute("SELECT id, text FROM document"))
    entries = [*made.said, *made.said_of, *made.passed_on, *made.did, *made.suffered]
    places = [entry.place for entry in entries] + [p for named in (*made.names, *made.roles) for p in named.places]
    assert places
    assert all(texts[p.document][span.start : span.end].strip() for p in places for span in p.spans)


def test_what_two_articles_tell_has_one_claim(case: Case) -> None:
    made, _ = dossier(case, LAVROV)
    claims = {saying.claim for saying in made.said}
    assert len(claims) == 1 and None not in claims


def test_claims_are_left_out_where_articles_are_many(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WEIGHED", 2)
    made, _ = dossier(case, LAVROV)
    assert {saying.claim for saying in made.said} == {None}


def test_articles_that_were_not_weighed_have_no_claims(case: Case) -> None:
    with case.change() as connection:
        clear_claims(connection)
    assert {saying.claim for saying in dossier(case, LAVROV)[0].said} == {None}


def test_days_and_the_most_articles_are_kept(case: Case) -> None:
    assert dossier(case, LAVROV, since="2018-05-11")[0].documents == (3, 1)
    assert dossier(case, LAVROV, until="2018-05-11")[0].documents == (2, 3)
    made, left_out = dossier(case, LAVROV, most=1)
    assert (made.documents, left_out) == ((1,), 2)


def test_merged_keys_are_one_dossier(case: Case) -> None:
    merge(case, LAVROV, KERRY, reason="a test of it")
    assert keys_of(case, LAVROV) == keys_of(case, KERRY) == (KERRY, (KERRY, LAVROV))
    made, _ = dossier(case, LAVROV)
    assert (made.key, len(made.said), made.said_of) == (KERRY, 3, ())


def test_corrections_count(case: Case) -> None:
    doc = read_corrected(case.connection, 1)
    judge(case, 1, layer="statements", action="remove", target=(doc.statements or ())[0], reason="x")
    assert [saying.place.document for saying in dossier(case, LAVROV)[0].said] == [2]


def test_only_current_versions_are_read(case: Case) -> None:
    add(case, article(TOLD + " انتهى.", id="a0", outlet="الصحيفة 0", published="2018-05-12"))
    assert articles_of(case, [LAVROV]) == (4, 3, 2)


@pytest.mark.parametrize("key", ["PER:nobody", "", "'; DROP TABLE term; --"])
def test_actor_whom_no_article_names_is_told(case: Case, key: str) -> None:
    with pytest.raises(CaseError, match="no article names an actor of this key"):
        dossier(case, key)
    with pytest.raises(CaseError, match="in these days"):
        dossier(case, LAVROV, since="2019-01-01")
