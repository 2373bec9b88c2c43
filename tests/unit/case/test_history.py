"""What was done in a case, as its log and its tables tell."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from case_kit import ticking
from musnad.case import identity, judging
from musnad.case.claim_marks import mark
from musnad.case.deleting import delete_article
from musnad.case.folder import Case, open_case
from musnad.case.history import ActorsDecided, ClaimsDecided, Corrected, Noted, acts, count_acts
from musnad.case.judging import judge, read_corrected
from musnad.case.search.saved import save_search
from musnad.case.weighing import join_claims, take_back_decision, weigh, weigh_alone
from web_kit import made_case


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history") / "case"
    made_case(path).close()
    with open_case(path, writable=True, clock=ticking()) as case:
        doc = read_corrected(case.connection, 1)
        entity = (doc.entities or ())[0]
        judge(case, 1, layer="entities", action="replace", target=entity,
              value=msgspec.structs.replace(entity, name="اسم آخر"), reason="اسم ناقص")  # fmt: skip
        judging.take_back(case, 1, reason="كان صحيحا")
        judge(case, 4, layer="statements", action="remove",
              target=(read_corrected(case.connection, 4).statements or ())[0], reason="ليس قولا")  # fmt: skip
        told, alone = weigh(case).claims[0].claim, weigh_alone(case)[0].claim
        join_claims(case, [told.id, alone.id], reason="خبر واحد")
        mark(case, told, 2, who="ليلى", reason="روايتان")
        keys = [key for (key,) in case.connection.execute("SELECT key FROM term WHERE kind = 'actor' LIMIT 2")]
        identity.merge(case, *keys, reason="شخص واحد")
        save_search(case, "سحب", "سحب القوات")
    return path


@pytest.fixture
def case(folder: Path) -> Case:
    return open_case(folder)


def _about(case: Case, kind: str) -> object:
    return next(act.about for act in acts(case.connection, limit=50) if act.kind == kind)


def test_acts_come_the_newest_first(case: Case) -> None:
    found = acts(case.connection, limit=3)
    assert [act.kind for act in found] == ["save search", "merge actors", "note"]
    assert found[0].entry > found[1].entry


def test_acts_of_a_group_are_those_alone(case: Case) -> None:
    found = acts(case.connection, "corrections", limit=10)
    assert [act.kind for act in found] == ["judge", "take back", "judge"]


def test_acts_come_in_pages(case: Case) -> None:
    all_of_them = acts(case.connection, limit=6)
    assert acts(case.connection, limit=2, offset=2) == all_of_them[2:4]


def test_acts_are_counted_by_group(case: Case) -> None:
    found = count_acts(case.connection)
    assert (found["corrections"], found["claims"], found["actors"], found["notes"]) == (3, 1, 1, 1)


def test_correction_tells_where_it_is_and_what_stood_there(case: Case) -> None:
    made = acts(case.connection, "corrections", limit=10)[0].about
    assert isinstance(made, Corrected)
    assert (made.document, made.layer, made.action) == (4, "statements", "remove")
    assert made.words


def test_correction_that_was_taken_back_stands_no_longer(case: Case) -> None:
    first = acts(case.connection, "corrections", limit=10)[-1]
    assert first.undone is not None
    assert not first.stands
    assert acts(case.connection, "corrections", limit=10)[0].stands


def test_taking_back_tells_of_what_it_took_back(case: Case) -> None:
    back = acts(case.connection, "corrections", limit=10)[1]
    assert (back.number, back.reason, back.stands) == (1, "كان صحيحا", False)
    assert isinstance(back.about, Corrected)


def test_decision_on_claims_tells_each_wording_once(case: Case) -> None:
    about = _about(case, "join claims")
    assert isinstance(about, ClaimsDecided)
    words = [report.words for report in about.these]
    assert len(set(words)) == len(words) > 1


def test_decision_on_actors_tells_their_names(case: Case) -> None:
    about = _about(case, "merge actors")
    assert isinstance(about, ActorsDecided)
    assert about.one[1]
    assert ":" not in about.one[1]


def test_note_tells_who_wrote_it(case: Case) -> None:
    act = next(act for act in acts(case.connection, limit=50) if act.kind == "note")
    assert act.who == "ليلى"
    assert isinstance(act.about, Noted)
    assert (act.about.field, act.about.value) == ("mark", "2")


def test_saved_search_tells_its_name(case: Case) -> None:
    assert acts(case.connection, "searches", limit=1)[0].name == "سحب"


def test_adding_tells_its_counts(case: Case) -> None:
    added = next(act for act in acts(case.connection, "articles", limit=5) if act.kind == "added")
    assert ("new", 5) in added.counts


def test_acts_on_a_deleted_article_tell_no_words(tmp_path: Path) -> None:
    made_case(tmp_path / "case").close()
    with open_case(tmp_path / "case", writable=True) as made:
        judge(made, 4, layer="statements", action="remove",
              target=(read_corrected(made.connection, 4).statements or ())[0], reason="ليس قولا")  # fmt: skip
        claims = weigh(made).claims[0].claim, weigh_alone(made)[0].claim
        number = join_claims(made, [claim.id for claim in claims], reason="خبر واحد")
        take_back_decision(made, number, reason="خطأ")
        delete_article(made, 4, reason="طلب")
        deleted, _, _, correction = acts(made.connection, limit=4)
        assert deleted.kind == "delete"
        assert (correction.kind, correction.about, correction.stands) == ("judge", None, False)
