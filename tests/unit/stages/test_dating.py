"""The day an undated article appeared: what is chosen, what is left open, and what says nothing."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from musnad.lexicon import Lexicon
from musnad.model import Dating, Document, Entity, Layer
from musnad.pipeline import Pipeline
from musnad.stages.dating import DatingStage
from musnad.stages.segments import SegmentsStage
from musnad.stages.times import TimesStage
from support import make_doc, span_of

STAGE = DatingStage(Lexicon())
OBAMA, TRUMP = "per.barack_obama", "per.donald_trump"
OFFICE = "الرئيس الأميركي"
TERM = "2009-01-20/2017-01-20"
CHURCH = "تفجير كنيسة القديسين"


def person(text: str, name: str, key: str, *roles: str, kind: str = "PER") -> Entity:
    """Return a linked entity named once in a text, with the role phrases that stand beside it."""
    place = (span_of(text, name),)
    return Entity(id="e1", type=kind, name=name, mentions=place, roles=roles, reasons=("test",), origin=f"actors:{key}")  # type: ignore[arg-type]  # a type


def find(text: str, *entities: Entity, published: str | None = None) -> Dating:
    return STAGE.find(make_doc(text, published=published, mentions=(), entities=entities))


def obama(text: str) -> Dating:
    return find(text, person(text, "باراك أوباما", OBAMA, OFFICE))


def reasons(dating: Dating) -> list[tuple[str, str]]:
    return [(reason.kind, reason.says) for reason in dating.reasons]


CHOSEN = [
    ("day_before_yesterday", "عادت القافلة أمس الأول الثلاثاء 8 مايو 2018", "2018-05-10"),
    ("yesterday", "عادت القافلة أمس 9 مايو 2018", "2018-05-10"),
    ("today_numeric", "عادت القافلة اليوم 10/5/2018 إلى الواحة", "2018-05-10"),
    ("tomorrow_across_new_year", "يفتتح المتحف غدا 1 يناير 2018", "2017-12-31"),
    ("said_twice", "عادت القافلة أمس 9 مايو 2018. ويفتتح المتحف غدا 11 مايو 2018", "2018-05-10"),
    ("day_of_year_of_a_told_year", "عادت القافلة أمس 9 مايو. ويفتتح المتحف العام المقبل 2019", "2018-05-10"),
    ("weekday_and_year", "عادت اليوم الخميس 10 مايو. وعادت في 3 مايو 2016. وستعود في مايو 2021", "2018-05-10"),
    ("between_two_days", "عادت القافلة في 10 مايو 2018. وستعود القافلة غدا الجمعة أو في 11 مايو 2018", "2018-05-10"),
    ("weekday_in_a_month", "عادت أمس الأربعاء. وعادت قافلة أخرى في 8 مايو 2018. وستعود في 14 مايو 2018", "2018-05-10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), [c[1:] for c in CHOSEN], ids=[c[0] for c in CHOSEN])
def test_dating_chooses_the_one_day_that_fits(text: str, day: str) -> None:
    found = find(text)
    assert (found.published, found.basis, found.candidates) == (day, "inferred", (day,))
    assert (found.earliest, found.latest) == (day, day)
    assert found.reasons


OPEN = [
    ("nothing_said", "عادت القافلة إلى الواحة", None, None),
    ("yesterday_alone", "عادت القافلة أمس", None, None),
    ("weekday_alone", "عادت القافلة أمس الثلاثاء", None, None),
    ("day_of_year_alone", "عادت القافلة أمس 9 مايو", None, None),
    ("first_day_alone", "عادت القافلة في 3 مايو 2018", "2018-05-03", None),
    ("last_day_alone", "ستعود القافلة في 3 مايو 2018", None, "2018-05-03"),
    ("year_alone", "يفتتح المتحف العام المقبل 2019", "2018-01-01", "2018-12-31"),
    ("future_year", "من المقرر أن يفتتح المتحف عام 2014", None, None),
    ("future_prefix_year", "سيفتتح المتحف عام 2014", None, None),
    ("year_of_a_name", "جائزة الواحة 2014 للشعر", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last"), [c[1:] for c in OPEN], ids=[c[0] for c in OPEN])
def test_dating_leaves_open_what_the_text_does_not_tell(text: str, first: str | None, last: str | None) -> None:
    found = find(text)
    assert (found.published, found.basis, found.candidates) == (None, None, ())
    assert (found.earliest, found.latest) == (first, last)


def test_dating_lists_the_days_that_fit_where_they_are_few() -> None:
    found = find("عادت القافلة اليوم الخميس. وعادت قافلة أخرى في 2 مايو 2018. وستعود في 20 مايو 2018")
    assert (found.published, found.basis) == (None, None)
    assert found.candidates == ("2018-05-03", "2018-05-10", "2018-05-17")
    assert (found.earliest, found.latest) == ("2018-05-03", "2018-05-17")


@pytest.mark.parametrize(("last", "count"), [("31 مايو 2018", 31), ("1 يونيو 2018", 0)], ids=["most", "one_more"])
def test_dating_lists_no_more_than_31_days(last: str, count: int) -> None:
    found = find(f"عادت القافلة في 1 مايو 2018. وستعود في {last}")
    assert len(found.candidates) == count
    assert found.earliest == "2018-05-01"
    assert found.published is None


def test_dating_gives_each_reason_its_words() -> None:
    text = "عادت القافلة أمس الثلاثاء. ويفتتح المتحف في العشرين من مايو الجاري. وتعود العام المقبل 2019"
    found = find(text)
    assert reasons(found) == [("weekday", "XXXX-WXX-3"), ("month", "XXXX-05"), ("year", "2018")]
    words = ["أمس الثلاثاء", "العشرين من مايو الجاري", "العام المقبل 2019"]
    assert [text[r.start : r.end] for r in found.reasons] == words
    assert [r.origin for r in found.reasons] == ["dating:weekday", "dating:month", "dating:year"]
    assert found.candidates == tuple(f"2018-05-{day:02d}" for day in (2, 9, 16, 23, 30))


CONTRADICTIONS = [
    ("two_years", "يفتتح المتحف العام المقبل 2019. ونما الإنتاج العام الماضي 2014"),
    ("before_and_after", "عادت القافلة في 3 مايو 2018. وستعود القافلة في 3 مايو 2017"),
    ("day_and_year", "عادت القافلة أمس 9 مايو 2018. ويفتتح المتحف العام المقبل 2012"),
    ("two_days", "عادت القافلة أمس 9 مايو 2018. وعادت أمس 3 يونيو 2017"),
    ("day_and_weekday", "عادت القافلة أمس 9 مايو 2018. ويفتتح المتحف غدا الأحد"),
]  # fmt: skip


@pytest.mark.parametrize("text", [c[1] for c in CONTRADICTIONS], ids=[c[0] for c in CONTRADICTIONS])
def test_dating_votes_on_nothing_where_reasons_contradict(text: str) -> None:
    found = find(text)
    assert (found.published, found.basis, found.candidates) == (None, None, ())
    assert len(found.reasons) >= 2


def test_dating_says_that_bounds_exclude_each_other() -> None:
    found = find(CONTRADICTIONS[1][1])
    assert (found.earliest, found.latest) == ("2018-05-03", "2017-05-03")


def test_office_in_the_opening_bounds_the_day() -> None:
    text = f"قال {OFFICE} باراك أوباما إن القافلة عادت"
    found = obama(text)
    (reason,) = found.reasons
    assert (reason.kind, reason.says, reason.origin) == ("office", TERM, "roles:usa.president.2009")
    assert text[reason.start : reason.end] == OFFICE
    assert (found.earliest, found.latest) == ("2009-01-20", "2017-01-20")
    assert (found.published, found.candidates) == (None, ())


def test_office_settles_a_day_with_what_the_text_says() -> None:
    text = f"قال {OFFICE} باراك أوباما إن القافلة عادت أمس الثلاثاء 8 مايو"
    found = obama(text)
    assert (found.published, found.basis) == ("2012-05-09", "inferred")


@pytest.mark.parametrize(
    ("name", "key", "phrase", "first", "last"),
    [
        ("عبد الرشيد دوستم", "per.abdul_rashid_dostum", "نائب الرئيس الأفغاني", "2014-09-29", "2020-02-29"),
        ("زلماي رسول", "per.zalmai_rassoul", "وزير الخارجية الأفغاني", "2010-01-01", "2013-10-31"),
        ("علاء يوسف", "per.alaa_youssef", "المتحدث باسم الرئاسة المصرية", "2014-01-01", "2017-12-31"),
    ],
    ids=["leap_february", "month", "year"],
)
def test_office_with_inexact_ends_counts_whole_months_and_years(
    name: str, key: str, phrase: str, first: str, last: str
) -> None:
    text = f"قال {phrase} {name} إن القافلة عادت"
    found = find(text, person(text, name, key, phrase))
    assert (found.earliest, found.latest) == (first, last)


def test_office_held_twice_leaves_both_terms() -> None:
    text = f"قال {OFFICE} دونالد ترامب إن القافلة عادت. وستعود في 3 مايو 2026"
    found = find(text, person(text, "دونالد ترامب", TRUMP, OFFICE))
    assert reasons(found)[0] == ("office", "2017-01-20/2021-01-20|2025-01-20/")
    assert (found.earliest, found.latest) == ("2017-01-20", "2026-05-03")


def test_office_held_twice_excludes_the_years_between() -> None:
    text = f"قال {OFFICE} دونالد ترامب إن القافلة عادت أمس 9 مايو 2022"
    found = find(text, person(text, "دونالد ترامب", TRUMP, OFFICE))
    assert (found.published, found.candidates) == (None, ())


def test_offices_of_two_people_bound_together() -> None:
    text = f"قال {OFFICE} باراك أوباما إن القافلة عادت. وقال رئيس الوزراء البريطاني ديفيد كاميرون إنها ستعود"
    key = "per.david_cameron"
    minister = person(text, "ديفيد كاميرون", key, "رئيس الوزراء البريطاني")
    found = find(text, person(text, "باراك أوباما", OBAMA, OFFICE), minister)
    assert (found.earliest, found.latest) == ("2010-05-11", "2016-07-13")
    assert [kind for kind, _ in reasons(found)] == ["office", "office"]


@pytest.mark.parametrize("era", ["عهد", "أيام", "زمن", "إدارة", "بعهد"])
def test_office_of_an_era_gives_no_bound(era: str) -> None:
    found = obama(f"بني الجسر في {era} {OFFICE} باراك أوباما")
    assert (found.reasons, found.earliest, found.latest) == ((), None, None)


def test_office_below_the_opening_gives_no_bound() -> None:
    opening = "\n\n".join(["عادت القافلة إلى الواحة."] * 3)
    assert obama(f"{opening}\n\nوقال {OFFICE} باراك أوباما إنها عادت").reasons == ()
    shorter = "\n\n".join(["عادت القافلة إلى الواحة."] * 2)
    assert len(obama(f"{shorter}\n\nوقال {OFFICE} باراك أوباما إنها عادت").reasons) == 1


def test_office_that_the_person_never_held_gives_no_bound() -> None:
    text = "قال وزير الدفاع الأميركي باراك أوباما إن القافلة عادت"
    assert find(text, person(text, "باراك أوباما", OBAMA, "وزير الدفاع الأميركي")).reasons == ()


def test_office_held_before_gives_no_bound() -> None:
    text = f"قال {OFFICE} السابق باراك أوباما إن القافلة عادت"
    assert find(text, person(text, "باراك أوباما", OBAMA, f"{OFFICE} السابق")).reasons == ()


def test_office_of_nobody_known_gives_no_bound() -> None:
    text = f"قال {OFFICE} سمير القرنبولي إن القافلة عادت"
    place = (span_of(text, "سمير القرنبولي"),)
    unknown = Entity(
        id="e1", type="PER", name="سمير القرنبولي", mentions=place, roles=(OFFICE,), origin="entities:name"
    )
    assert find(text, unknown).reasons == ()


def test_known_event_bounds_the_day_from_below() -> None:
    text = f"تحيي البلدة ذكرى {CHURCH} بحفل كبير"
    found = find(text)
    (reason,) = found.reasons
    assert (reason.kind, reason.says) == ("event", "2011-01-01/")
    assert reason.origin == "dated_events:alexandria_church_bombing_2011"
    assert text[reason.start : reason.end] == CHURCH
    assert (found.published, found.earliest, found.latest) == (None, "2011-01-01", None)


def test_known_event_known_to_the_month_counts_from_its_first_day() -> None:
    row = next(row for row in Lexicon().dated_events if len(row.first) == len("2019-12"))
    found = find(f"كتبت اللجنة عن {row.forms[0]} كتابا")
    assert found.earliest == f"{row.first}-01"


def test_known_event_with_a_clitic_in_front() -> None:
    text = f"تأثرت البلدة ب{CHURCH}"
    found = find(text)
    assert [text[r.start : r.end] for r in found.reasons] == [CHURCH]


def test_known_event_settles_a_day_with_what_the_text_says() -> None:
    text = f"بعد {CHURCH} عادت القافلة أمس الثلاثاء 8 مايو. وستعود في مايو 2017"
    assert find(text).published == "2012-05-09"


def test_words_of_an_event_without_its_name_give_no_bound() -> None:
    assert find("زار الوفد كنيسة القديسين بعد تفجير في السوق").reasons == ()


def test_event_after_the_told_day_contradicts_it() -> None:
    found = find(f"بعد {CHURCH} عادت القافلة أمس 9 مايو 2008")
    assert (found.published, found.candidates) == (None, ())


DATELINES = [
    ("above_the_report", "الميناء 3 مايو 2018 - هدأ البحر وخرج الصيادون"),
    ("below_a_title", "هدوء في الميناء\n\nصفاقس، 3 مايو 2018 (وكالة الميناء): هدأ البحر"),
    ("before_other_reasons", "الميناء 3 مايو 2018 - هدأ البحر وعاد الصيادون أمس الأربعاء"),
    ("against_other_reasons", "الميناء 3 مايو 2018 - هدأ البحر وعاد الصيادون أمس الأحد 6 مايو 2012"),
]  # fmt: skip


@pytest.mark.parametrize("text", [c[1] for c in DATELINES], ids=[c[0] for c in DATELINES])
def test_dateline_is_the_day(text: str) -> None:
    found = find(text)
    assert (found.published, found.basis, found.candidates) == ("2018-05-03", "dateline", ("2018-05-03",))
    assert reasons(found) == [("dateline", "2018-05-03")]


def test_date_in_a_sentence_is_no_dateline() -> None:
    found = find("عاد الصيادون 3 مايو 2018 - وهدأ البحر")
    assert (found.published, found.basis) == (None, None)
    assert reasons(found) == [("since", "2018-05-03/")]


@pytest.mark.parametrize("published", ["2018-05-01", "2018-05-01T10:00:00+04:00"], ids=["day", "date_time"])
def test_dated_document_is_not_asked(published: str) -> None:
    assert find("عادت القافلة أمس 9 مايو 2018", published=published) == Dating()


def test_malformed_day_is_asked_and_not_replaced() -> None:
    doc = make_doc("عادت القافلة أمس 9 مايو 2018", published="yesterday", mentions=(), entities=())
    found = STAGE.find(doc)
    assert found.published == "2018-05-10"
    assert doc.with_dating(found) is doc


def test_document_without_segments_or_entities() -> None:
    doc = make_doc(f"قال {OFFICE} إن القافلة عادت أمس 9 مايو 2018", published=None)
    assert STAGE.find(doc).published == "2018-05-10"
    assert STAGE.find(msgspec.structs.replace(doc, segments=None)) == Dating()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "؟!"], ids=["empty", "space", "lines", "marks"])
def test_dating_of_a_text_without_words(text: str) -> None:
    assert find(text) == Dating()


def test_dating_is_the_same_twice_and_fits_its_own_bounds() -> None:
    for _, text, *_ in (*CHOSEN, *OPEN, *CONTRADICTIONS, *DATELINES):
        found = find(text)
        assert found == find(text)
        assert all(0 <= r.start < r.end <= len(text) for r in found.reasons)
        assert list(found.candidates) == sorted(set(found.candidates))
        if found.candidates:
            assert (found.earliest, found.latest) == (found.candidates[0], found.candidates[-1])


@pytest.mark.parametrize(
    ("text", "basis"),
    [("عادت القافلة أمس الأول 8 مايو 2018", "inferred"), ("الميناء 10 مايو 2018 - هدأ البحر", "dateline")],
    ids=["inferred", "dateline"],
)
def test_with_dating_fills_the_day_where_there_is_none(text: str, basis: str) -> None:
    doc = make_doc(text, published=None, mentions=(), entities=())
    filled = doc.with_dating(STAGE.find(doc))
    assert (filled.published, filled.published_basis) == ("2018-05-10", basis)
    assert (doc.published, filled.text) == (None, doc.text)


def test_with_dating_leaves_a_day_that_is_there() -> None:
    doc = make_doc("أمس", published="2016-01-02", published_basis="metadata")
    found = Dating(published="2018-05-10", basis="inferred")
    assert doc.with_dating(found) is doc


def test_with_dating_leaves_open_what_is_open() -> None:
    doc = make_doc("أمس", published=None)
    open_dating = Dating(candidates=("2018-05-03", "2018-05-10"), earliest="2018-05-03", latest="2018-05-10")
    assert doc.with_dating(open_dating) is doc


class NoNames:
    """Stands in for the stage of entities, which loads the tagger of names."""

    name = "entities"
    version = "0"
    requires: frozenset[Layer] = frozenset()
    provides: Layer = "entities"

    def find(self, doc: Document) -> tuple[Entity, ...]:
        return ()


PIPELINE = Pipeline((SegmentsStage(), NoNames(), STAGE, TimesStage(Lexicon())))


def read(text: str, **fields: str) -> Document:
    return PIPELINE(Document(id="t", text=text, **fields))  # type: ignore[arg-type]  # tests pass fields by name


def test_pipeline_counts_from_the_day_found() -> None:
    doc = read("عاد الوفد أمس. وعادت القافلة أمس الأول الثلاثاء 8 مايو 2018")
    assert (doc.published, doc.published_basis, doc.failures) == ("2018-05-10", "inferred", ())
    first = (doc.times or ())[0]
    assert (doc.slice(first), first.value, first.basis) == ("أمس", "2018-05-09", "publication")


def test_pipeline_counts_from_a_dateline() -> None:
    doc = read("الميناء 10 مايو 2018 - هدأ البحر وعاد الوفد أمس")
    assert doc.published_basis == "dateline"
    assert [found.value for found in doc.times or ()] == ["2018-05-10", "2018-05-09"]


def test_pipeline_leaves_yesterday_open_where_no_day_is_found() -> None:
    doc = read("عاد الوفد أمس. وعادت القافلة أمس الأول الثلاثاء")
    assert (doc.published, doc.published_basis) == (None, None)
    assert [found.value for found in doc.times or ()] == ["XXXX-XX-XX", "XXXX-WXX-2"]


def test_pipeline_counts_from_the_day_given_whatever_the_text_says() -> None:
    doc = read("عاد الوفد أمس. وعادت القافلة أمس الأول 8 مايو 2018", published="2016-03-02", published_basis="given")
    assert (doc.published, doc.published_basis, doc.dating) == ("2016-03-02", "given", Dating())
    assert (doc.times or ())[0].value == "2016-03-01"


def test_dating_of_every_weekday() -> None:
    """Seven texts that differ in the weekday alone choose seven days of one week."""
    names = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
    told = "عادت القافلة في 7 مايو 2018. وستعود في 13 مايو 2018"
    found = [find(f"يفتتح المتحف اليوم {name}. {told}").published for name in names]
    assert found == [(date(2018, 5, 7) + timedelta(n)).isoformat() for n in range(7)]
