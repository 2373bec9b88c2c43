"""Decisions on which actors of a case are one: kept, numbered, reasoned, taken back, and in each other's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from actor_kit import actor_case, add_actors, body, person, row
from case_kit import NEWS, SIMPLE_VERSIONS, add, article, make_older, new_case, simple_pipeline
from musnad.case import identity
from musnad.case.folder import Case
from musnad.case.identity import canonical, decisions, merge, split, terms_merged_with, undo
from musnad.case.judging import read_corrected
from musnad.case.log import entries
from musnad.case.rereading import reread
from musnad.case.search.facets import count_facets
from musnad.case.search.find import find_documents
from musnad.case.search.query import Filter
from musnad.case.weighing import evidence_in
from musnad.corpus.identity import renamed
from musnad.errors import CaseError

SHORT, LONG, OTHER = "PER:سعد الغامدي", "PER:سعد بن علي الغامدي", "PER:علي الزهراني"
ROW = "actors:per.sergey_lavrov"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return actor_case(
        tmp_path,
        [person("سعد الغامدي"), person("علي الزهراني")],
        [person("سعد بن علي الغامدي"), body("الهلال الأبيض")],
        [row("per.sergey_lavrov", "سيرغي لافروف"), person("سيرغي لفروف")],
    )


def test_merge_gives_both_keys_one_that_stands_for_them(case: Case) -> None:
    number = merge(case, SHORT, LONG, reason="the same family")
    assert canonical(case) == {SHORT: LONG, LONG: LONG}
    (made,) = decisions(case.connection)
    assert (made.number, made.action, made.reason) == (number, "merge", "the same family")
    assert {made.one, made.other} == {SHORT, LONG}


def test_row_of_the_lexicon_stands_for_what_is_merged_with_it(case: Case) -> None:
    merge(case, "PER:سيرغي لفروف", ROW, reason="a slip")
    assert canonical(case)["PER:سيرغي لفروف"] == ROW


def test_decision_is_logged_with_its_number_and_reason_and_without_names(case: Case) -> None:
    number = merge(case, SHORT, LONG, reason="the same family")
    undo(case, number, reason="not so")
    told = [(entry.kind, dict(entry.what)) for entry in entries(case.connection)][-2:]
    assert told[0][0] == "merge actors"
    assert (told[0][1]["decision"], told[0][1]["reason"], len(told[0][1]["keys"])) == (number, "the same family", 2)
    assert told[1] == ("undo actors", {"decision": number, "reason": "not so"})
    assert "الغامدي" not in (case.path / "log.jsonl").read_text(encoding="utf-8")


def test_undone_merge_is_none_and_may_be_made_again(case: Case) -> None:
    number = merge(case, SHORT, LONG, reason="x")
    undo(case, number, reason="y")
    assert canonical(case) == {}
    assert decisions(case.connection) == ()
    assert [d.undone is not None for d in decisions(case.connection, undone=True)] == [True]
    assert merge(case, SHORT, LONG, reason="z") == number + 1


def test_undo_of_nothing_is_refused(case: Case) -> None:
    number = merge(case, SHORT, LONG, reason="x")
    undo(case, number, reason="y")
    with pytest.raises(CaseError, match="was taken back on"):
        undo(case, number, reason="again")
    with pytest.raises(CaseError, match="there is none of this number"):
        undo(case, 99, reason="x")


def test_split_stands_in_the_way_of_a_merge_by_its_number(case: Case) -> None:
    number = split(case, SHORT, OTHER, reason="two men")
    merge(case, SHORT, LONG, reason="x")
    with pytest.raises(CaseError, match=rf"decision {number} says that .* are two"):
        merge(case, LONG, OTHER, reason="y")
    assert OTHER not in canonical(case)


def test_merges_stand_in_the_way_of_a_split_by_their_numbers(case: Case) -> None:
    first, second = merge(case, SHORT, LONG, reason="x"), merge(case, LONG, OTHER, reason="y")
    with pytest.raises(CaseError, match=f"decision {first} with {second} makes them one"):
        split(case, SHORT, OTHER, reason="z")


@pytest.mark.parametrize("again", [merge, split])
def test_same_decision_twice_is_refused(case: Case, again: object) -> None:
    again(case, SHORT, LONG, reason="x")  # type: ignore[operator]
    with pytest.raises(CaseError, match="already, by decision 1"):
        again(case, LONG, SHORT, reason="y")  # type: ignore[operator]


def test_contradictory_decisions_are_told(case: Case) -> None:
    merge(case, SHORT, LONG, reason="x")
    with case.change() as connection:
        connection.execute(
            "INSERT INTO identity (made, action, one, other, reason) VALUES ('', 'split', ?, ?, 'by hand')",
            tuple(sorted((SHORT, LONG))),
        )
    with pytest.raises(CaseError, match="decision 2 says that they are two, decision 1 makes them one"):
        canonical(case)


@pytest.mark.parametrize("key", ["PER:nobody", "nobody", "", "outlet:nobody", "unnamed:a0:s1:0", "unnamed:x", "named:"])
def test_key_that_is_nobodys_is_refused(case: Case, key: str) -> None:
    with pytest.raises(CaseError, match="nobody in the case has this key"):
        split(case, SHORT, key, reason="x")


def test_key_with_itself_and_no_reason_are_refused(case: Case) -> None:
    with pytest.raises(CaseError, match="it is one key"):
        merge(case, SHORT, SHORT, reason="x")
    with pytest.raises(CaseError, match="a decision needs a reason"):
        merge(case, SHORT, LONG, reason="  ")
    assert decisions(case.connection) == ()


def test_row_of_the_lexicon_may_be_decided_on_before_an_article_names_it(case: Case) -> None:
    merge(case, SHORT, "actors:per.donald_trump", reason="x")
    assert canonical(case)[SHORT] == "actors:per.donald_trump"


def test_decision_holds_for_articles_that_come_later(case: Case) -> None:
    merge(case, SHORT, LONG, reason="x")
    add_actors(case, [person("سعد الغامدي"), person("مريم حداد")], prefix="b")
    assert find_documents(case, "", filters=[Filter("actor", LONG)]) == (1, 2, 4)


def test_filter_of_one_finds_the_other_once_they_are_merged(case: Case) -> None:
    assert find_documents(case, "", filters=[Filter("actor", LONG)]) == (2,)
    number = merge(case, SHORT, LONG, reason="x")
    assert set(find_documents(case, "", filters=[Filter("actor", LONG)])) == {1, 2}
    undo(case, number, reason="y")
    assert find_documents(case, "", filters=[Filter("actor", LONG)]) == (2,)


def test_facets_count_merged_actors_as_one(case: Case) -> None:
    merge(case, SHORT, LONG, reason="x")
    counts = {count.key: count.documents for count in count_facets(case.connection, [1, 2, 3])["actor"]}
    assert (counts[LONG], SHORT in counts) == (2, False)


def test_no_terms_are_merged_with_nothing(case: Case) -> None:
    assert terms_merged_with(case.connection, "actor", []) == ()
    assert terms_merged_with(case.connection, "actor", [3, 1]) == (1, 3)


def test_case_of_an_earlier_musnad_has_no_decisions(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    merge(case, SHORT, LONG, reason="x")
    monkeypatch.setattr(identity, "version_of", lambda _connection: 3)
    assert decisions(case.connection) == ()
    assert canonical(case) == {}


@pytest.fixture
def news(tmp_path: Path) -> Case:
    told = "قال مصدر أمني إن قوة داهمت منزلا في المدينة أمس واعتقلت ثلاثة مشتبه بهم."
    case = new_case(tmp_path / "news")
    add(case, article(NEWS, id="a"), article(told, id="b", outlet="الأولى"), article(f"{told} انتهى.", id="c"))
    return case


def unnamed_keys(case: Case) -> list[str]:
    pieces = (p for n in (2, 3) for p in evidence_in(read_corrected(case.connection, n), n))
    return [teller.key for piece in pieces for teller in piece.chain if teller.anonymous]


def test_unnamed_sources_are_not_merged_unless_that_is_said(news: Case) -> None:
    one, other = unnamed_keys(news)[:2]
    with pytest.raises(CaseError, match="a source that is not named may be anybody"):
        merge(news, one, other, reason="worded alike")
    assert decisions(news.connection) == ()
    number = merge(news, one, other, reason="the reporter told us", unnamed=True)
    assert canonical(news) == {one: one, other: one}
    (entry,) = [e for e in entries(news.connection) if e.kind == "merge actors"]
    assert (entry.what["unnamed"], entry.what["decision"]) == (True, number)


def test_unnamed_source_may_be_decided_to_be_somebody(news: Case) -> None:
    merge(news, unnamed_keys(news)[0], ROW, reason="he said so later", unnamed=True)
    piece = next(p for p in evidence_in(read_corrected(news.connection, 2), 2) if p.origin and p.origin.anonymous)
    found = renamed(piece, canonical(news))
    assert found.origin is not None and found.origin.key == ROW


def test_outlet_is_known_by_its_name(news: Case) -> None:
    merge(news, "outlet:الاولي", "actors:org.gbr.bbc", reason="its new name")
    assert canonical(news)["outlet:الاولي"] == "actors:org.gbr.bbc"


def test_decisions_survive_rereading(tmp_path: Path) -> None:
    case = new_case(tmp_path / "again")
    add(case, article("زار لافروف طهران.", id="a"), article("زارت ميركل روما.", id="b"), pipeline=simple_pipeline)
    merge(case, "PER:لافروف", "PER:ميركل", reason="a test of it")
    before = canonical(case)
    versions = SIMPLE_VERSIONS | {"names": "2"}
    assert reread(case, pipeline=lambda: simple_pipeline("2"), versions=versions, workers=0, everything=True).done == 2
    assert canonical(case) == before
    assert set(find_documents(case, "", filters=[Filter("actor", "لافروف")])) == {1, 2}


def test_decision_of_an_earlier_musnad_says_not_who(case: Case) -> None:
    merge(case, SHORT, LONG, reason="the same family", who="أ")
    assert [made.who for made in decisions(case.connection)] == ["أ"]
    make_older(case, 7)
    assert [made.who for made in decisions(case.connection)] == [""]
