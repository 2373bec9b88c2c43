"""The source file of a case: who tells in it, what people write of them, and what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from case_kit import add, article, new_case
from case_support import AT, case_of, put
from musnad.case.deleting import delete_article
from musnad.case.facts import Fact
from musnad.case.folder import Case
from musnad.case.notes import notes, take_back
from musnad.case.rereading import reread
from musnad.case.source_file import SourceEntry, describe, find_source, rate, ratings_in, sides_in, sources
from musnad.case.verifying import verify
from musnad.case.weighing import weigh, weigh_pending
from musnad.corpus.sources import letter_by
from musnad.corpus.weighing import Weighing
from musnad.errors import CaseError
from musnad.lexicon.user_actors import UserActors
from musnad.model.evidence import Teller
from musnad.pipeline import default_pipeline, stage_versions

REUTERS, LAVROV = "actors:org.gbr.reuters", "actors:per.sergey_lavrov"


def speaker(key: str, label: str) -> Fact:
    return Fact("speaker", key, label)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = case_of(tmp_path)
    told = (speaker(REUTERS, "رويترز"), speaker(LAVROV, "سيرغي لافروف"), speaker("places:rus", "روسيا"))
    put(made, "الأول", outlet="Sky News Arabia", published="2018-10-07T10:00:00Z", facts=told)
    put(made, "الثاني", outlet="صحيفة المدى", published="2018-10-09", facts=told[:1])
    put(made, "الثالث", url="https://www.example.org/3", author="بيروت - رويترز", published="2018-10-11",
        facts=(speaker("PER:سمير قاسم", "سمير قاسم"), speaker("ORG:سمير قاسم", "سمير قاسم")))  # fmt: skip
    return made


def by_key(case: Case, **how: Any) -> dict[str, SourceEntry]:
    return {entry.source.key: entry for entry in sources(case, **how)}


def test_everybody_who_tells_is_listed_with_his_articles(case: Case) -> None:
    found = by_key(case)
    assert {key: (entry.published, entry.named) for key, entry in found.items()} == {
        "actors:org.are.sky_news_arabia": (1, 0), "outlet:صحيفة المدي": (1, 0), "outlet:example.org": (1, 0),
        REUTERS: (0, 3), LAVROV: (0, 1), "places:rus": (0, 1), "PER:سمير قاسم": (0, 1), "ORG:سمير قاسم": (0, 1),
    }  # fmt: skip
    assert next(iter(found)) == REUTERS
    assert (found[REUTERS].first, found[REUTERS].last) == ("2018-10-07", "2018-10-11")


def test_outlet_that_others_cite_is_one(case: Case) -> None:
    put(case, "الرابع", outlet="صحيفة المدى", facts=(speaker("actors:org.are.sky_news_arabia", "سكاي نيوز عربية"),))
    entry = by_key(case)["actors:org.are.sky_news_arabia"]
    assert (entry.published, entry.named, entry.source.names[0]) == (1, 1, "سكاي نيوز عربية")


def test_class_country_and_side_are_the_lexicons_until_somebody_writes(case: Case) -> None:
    found = by_key(case)
    assert (found[REUTERS].source.kind, found[REUTERS].source.country, found[REUTERS].side) == ("wire", "GBR", None)
    assert (found[LAVROV].source.kind, found[LAVROV].side) == ("state", "RUS")
    assert (found["places:rus"].source.kind, found["places:rus"].side) == ("state", "RUS")
    assert (found["PER:سمير قاسم"].source.kind, found["PER:سمير قاسم"].source.country) == (None, None)
    assert {letter_by(entry.source) for entry in found.values()} == {"F"}


def test_outlets_are_local_or_international_where_a_home_is_given(case: Case) -> None:
    key = "actors:org.are.sky_news_arabia"
    kinds = [by_key(case, home=home)[key].source.kind for home in ((), {"ARE"}, {"SAU"})]
    assert kinds == [None, "local", "international"]


def test_old_version_of_an_article_does_not_count(case: Case) -> None:
    put(case, "كتب أولا", key="k", outlet="صحيفة المدى", facts=(speaker(LAVROV, "سيرغي لافروف"),))
    put(case, "كتب ثانيا", key="k", outlet="صحيفة المدى")
    found = by_key(case)
    assert (found[LAVROV].named, found["outlet:صحيفة المدي"].published) == (1, 2)


def test_empty_case_has_no_sources(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    assert sources(case) == ()
    with pytest.raises(CaseError, match="nobody who tells in this case is called so; list them"):
        find_source(case, "رويترز")


@pytest.mark.parametrize("name", ["رويترز", "رُويترز", "Reuters", "org.gbr.reuters", REUTERS, " رويترز "])
def test_source_is_found_by_any_of_its_names(case: Case, name: str) -> None:
    assert find_source(case, name).source.key == REUTERS


def test_name_of_two_is_refused_with_both(case: Case) -> None:
    with pytest.raises(CaseError, match=r"several are called so: .*ORG:سمير قاسم.*PER:سمير قاسم.*give the key"):
        find_source(case, "سمير قاسم")
    assert find_source(case, "ORG:سمير قاسم").source.key == "ORG:سمير قاسم"


def test_part_of_a_name_is_no_name_and_tells_who_there_is(case: Case) -> None:
    with pytest.raises(CaseError, match=r"nobody .* is called so; there are .*\(ORG:سمير قاسم\)"):
        find_source(case, "قاسم")


def test_key_of_somebody_without_an_entity_is_taken_as_it_is(case: Case) -> None:
    rate(case, "named:خطيبه الصحفي", "B", who="هدى", reason="قريبة")
    assert find_source(case, "خطيبه الصحفي").source.names == ("خطيبه الصحفي",)


def test_raters_stand_side_by_side_and_nothing_is_averaged(case: Case) -> None:
    rate(case, "رويترز", "B", who=" هدى ", reason="صححت خطأها", day="2018-10-09")
    rate(case, "Reuters", "D", who="سامي", reason="تأخرت", day="2018-10-08")
    source = find_source(case, "رويترز").source
    assert [(r.letter, r.who) for r in source.ratings] == [("B", "هدى"), ("D", "سامي")]
    assert (letter_by(source), letter_by(source, "سامي")) == ("B", "D")
    assert ratings_in(case.connection) == {REUTERS: source.ratings}


def test_rating_is_of_today_without_a_day(case: Case) -> None:
    rate(case, "رويترز", "B", who="هدى", reason="x")
    assert find_source(case, "رويترز").source.ratings[0].day == AT[:10]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"letter": "G"}, "'G' is no letter from A to F; give a letter"),
        ({"reason": " "}, "reason is empty"),
        ({"who": ""}, "who is empty"),
        ({"day": "yesterday"}, "'yesterday' is no day; write YYYY-MM-DD"),
        ({"day": "2020-02-01"}, "2020-02-01 is still to come"),
        ({"wanted": "فلان"}, "nobody who tells in this case is called so"),
    ],
)
def test_rating_that_will_not_do_is_refused_and_leaves_nothing(case: Case, given: dict[str, Any], told: str) -> None:
    fields = {"wanted": "رويترز", "letter": "B", "who": "هدى", "reason": "x", **given}
    with pytest.raises(CaseError, match=told):
        rate(case, **fields)
    assert notes(case.connection, undone=True) == ()


def test_what_people_write_goes_before_the_lexicon(case: Case) -> None:
    made = describe(
        case, "صحيفة المدى", kind="party", country="العراق", side="المعارضة", descriptor="لسان حال حزب",
        party_to=["الانتخابات", "كركوك"], names=["المدى"], who="هدى", reason="ترويستها",
    )  # fmt: skip
    entry = find_source(case, "المدي")
    assert (entry.source.kind, entry.source.country, entry.side) == ("party", "IRQ", "المعارضة")
    assert (entry.source.descriptor, entry.source.party_to) == ("لسان حال حزب", ("الانتخابات", "كركوك"))
    assert [note.id for note in entry.notes] == list(made)


def test_newer_description_counts_and_the_older_when_it_is_taken_back(case: Case) -> None:
    describe(case, "رويترز", kind="international", reason="أولا")
    (second,) = describe(case, "رويترز", kind="state", reason="ثانيا")
    assert (find_source(case, "رويترز").source.kind, find_source(case, "رويترز").side) == ("state", "GBR")
    take_back(case, second, reason="خطأ")
    entry = find_source(case, "رويترز")
    assert (entry.source.kind, entry.side) == ("international", None)
    assert [note.undone is not None for note in entry.notes] == [False, True]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "nothing is written of it"),
        ({"side": " "}, "nothing is written of it"),
        ({"kind": "rumour"}, "'rumour' is no class; the classes are wire"),
        ({"country": "أطلانتس"}, "'أطلانتس' is no country that is known"),
        ({"kind": "state", "reason": ""}, "no reason is given"),
    ],
)
def test_description_that_will_not_do_is_refused(case: Case, given: dict[str, Any], told: str) -> None:
    with pytest.raises(CaseError, match=told):
        describe(case, "رويترز", **{"reason": "x", **given})
    assert notes(case.connection) == ()


def test_rating_outlives_the_articles_of_the_source(case: Case) -> None:
    rate(case, "سيرغي لافروف", "C", who="هدى", reason="طرف")
    delete_article(case, 1, reason="طلب")
    entry = find_source(case, "سيرغي لافروف")
    assert (entry.named, letter_by(entry.source), entry.source.country) == (0, "C", "RUS")


def test_rating_outlives_reading_again(tmp_path: Path) -> None:
    case = new_case(tmp_path / "c")
    add(case, article("قال سمير قاسم إن البنك خسر ملايين الدولارات.", outlet="الأولى"))
    rate(case, "سمير قاسم", "C", who="هدى", reason="طرف")
    reread(case, pipeline=default_pipeline, versions=stage_versions(UserActors()), workers=0, everything=True)
    assert letter_by(find_source(case, "سمير قاسم").source) == "C"
    assert list(verify(case)) == []


TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGAIN = "قال سمير قاسم إن روسيا سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها هناك."


@pytest.fixture
def told(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "told")
    add(case, article(TOLD, id="a", outlet="الأولى"), article(AGAIN, id="b", outlet="الثانية"))
    return case


def weighed(case: Case) -> Weighing:
    weigh_pending(case)
    return weigh(case)


def test_sides_given_and_of_states_reach_the_counts(told: Case) -> None:
    (before,) = weighed(told).claims
    assert [(origin.key, origin.side) for origin in before.counts.origins] == [
        ("PER:سمير قاسم", None), (LAVROV, "RUS"),
    ]  # fmt: skip
    assert before.counts.across_sides is None
    (note,) = describe(told, "سمير قاسم", side="دمشق", reason="مستشار")
    found = weighed(told)
    assert found.claims[0].counts.across_sides is True
    assert [(side.name, side.origins) for side in found.claims[0].counts.sides] == [
        ("RUS", (LAVROV,)), ("دمشق", ("PER:سمير قاسم",)),
    ]  # fmt: skip
    (difference,) = found.without([LAVROV])
    assert (difference.before.across_sides, difference.after.across_sides) == (True, None)
    take_back(told, note, reason="خطأ")
    assert weighed(told).claims[0].counts.across_sides is None


def test_class_that_people_give_makes_a_side_of_the_country(told: Case) -> None:
    describe(told, "سمير قاسم", kind="state", country="SYR", reason="مستشار")
    assert weighed(told).claims[0].counts.across_sides is True


def test_who_left_office_before_the_reports_has_no_side(told: Case) -> None:
    pieces = weighed(told).evidence.values()
    kerry = Teller(key="actors:per.john_kerry", name="جون كيري")
    sides = [
        sides_in(told.connection, [msgspec.structs.replace(p, chain=(kerry,), published=day) for p in pieces])
        for day in ("2016-05-01", "2018-05-01", None)
    ]
    assert sides == [{kerry.key: "USA"}, {}, {kerry.key: "USA"}]
