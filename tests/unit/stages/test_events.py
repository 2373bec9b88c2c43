"""Events: triggers, parties, status, date, place, figures and the statement that tells them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import make_doc, named_layers, places, span_of

from musnad.lexicon import Lexicon
from musnad.model import ChainLink, Document, Event, Stance, Statement, TimeExpression
from musnad.stages.events import EventsStage

STAGE = EventsStage(Lexicon())


def read(
    text: str, *, times: tuple[TimeExpression, ...] = (), statements: tuple[Statement, ...] = (), **names: list[str]
) -> list[Event]:
    layers: dict[str, Any] = named_layers(text, **names)
    doc = make_doc(text, times=times, statements=statements, **layers)
    return list(STAGE.find(doc))


def parties(text: str, **names: list[str]) -> tuple[str, list[str], list[str]]:
    """Return the trigger's word, and actors and recipients by name as its pattern gives them, of the only event."""
    layers: dict[str, Any] = named_layers(text, **names)
    doc = make_doc(text, times=(), statements=(), **layers)
    ((event, _),) = STAGE.candidates(doc)
    called = {entity.id: entity.name for entity in doc.entities or ()}
    return doc.slice(event.trigger), [called[a] for a in event.actors], [called[r] for r in event.recipients]


def told(text: str, content: str, *, stance: Stance = "neutral") -> Statement:
    link = ChainLink(source=None, cue=None, anonymous=True, origin="test")
    return Statement(
        id="s1", content=(span_of(text, content),), chain=(link,), kind="indirect", stance=stance, origin="test"
    )


def dated(text: str, words: str, value: str) -> TimeExpression:
    place = span_of(text, words)
    return TimeExpression(start=place.start, end=place.end, type="DATE", value=value, basis="stated", origin="test")


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param("اتهم سالم الحربي الحكومة بالتقصير.", {"PER": ["سالم الحربي"], "ORG": ["الحكومة"]},
                     ("اتهم", ["سالم الحربي"], ["الحكومة"]), id="verb-subject-object"),
        pytest.param("قال البيان إن سالم الحربي اتهم الحكومة بالتقصير.", {"PER": ["سالم الحربي"], "ORG": ["الحكومة"]},
                     ("اتهم", ["سالم الحربي"], ["الحكومة"]), id="subject-before-verb"),
        pytest.param("زيارة سالم الحربي لفرنسا قصيرة.", {"PER": ["سالم الحربي"], "LOC": ["فرنسا"]},
                     ("زيارة", ["سالم الحربي"], ["فرنسا"]), id="genitive-and-dative"),
        pytest.param("شنت الكتائب الخضر هجوما على الحكومة.", {"ORG": ["الكتائب الخضر", "الحكومة"]},
                     ("هجوما", ["الكتائب الخضر"], ["الحكومة"]), id="light-verb-lends-subject"),
        pytest.param("اعتقل سالم الحربي في منزله.", {"PER": ["سالم الحربي"]},
                     ("اعتقل", [], ["سالم الحربي"]), id="passive"),
        pytest.param("تم اعتقال سالم الحربي في منزله.", {"PER": ["سالم الحربي"]},
                     ("اعتقال", [], ["سالم الحربي"]), id="passive-auxiliary"),
        pytest.param("مقتل سالم الحربي على يد الكتائب الخضر.", {"PER": ["سالم الحربي"], "ORG": ["الكتائب الخضر"]},
                     ("مقتل", ["الكتائب الخضر"], ["سالم الحربي"]), id="agent-phrase"),
        pytest.param("عقدت مباحثات بين سالم الحربي ونادر عون.", {"PER": ["سالم الحربي", "نادر عون"]},
                     ("مباحثات", ["سالم الحربي", "نادر عون"], []), id="reciprocal"),
        pytest.param("وزار سالم الحربي نادر عون.", {"PER": ["سالم الحربي", "نادر عون"]},
                     ("زار", ["سالم الحربي"], ["نادر عون"]), id="conjunction-stays-outside"),
        pytest.param("طلب سالم الحربي من الحكومة المغادرة.", {"PER": ["سالم الحربي"], "ORG": ["الحكومة"]},
                     ("طلب", ["سالم الحربي"], ["الحكومة"]), id="recipient-after-preposition"),
    ],
)  # fmt: skip
def test_parties_stand_where_the_frame_says(
    text: str, names: dict[str, list[str]], expected: tuple[str, list[str], list[str]]
) -> None:
    assert parties(text, **names) == expected


def test_nationality_stands_for_a_state_the_article_names() -> None:
    text = "وصل الوفد من فرنسا. ورفضت الحكومة الفرنسية المقترح."
    assert parties(text, LOC=["فرنسا"]) == ("رفضت", ["فرنسا"], [])


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param("زار سالم الحربي القرية. وطلبت منه النقابة المغادرة.",
                     {"PER": ["سالم الحربي"], "ORG": ["النقابة"]},
                     (["النقابة"], ["سالم الحربي"]), id="bound-preposition"),
        pytest.param("حضرت النقابة. وطلبت منه الحكومة المغادرة.", {"ORG": ["النقابة", "الحكومة"]},
                     (["الحكومة"], []), id="pronoun-of-another-gender"),
        pytest.param("زار سالم الحربي القرية. واتهمته الحكومة بالتقصير.", {"PER": ["سالم الحربي"], "ORG": ["الحكومة"]},
                     (["الحكومة"], ["سالم الحربي"]), id="object-pronoun"),
        pytest.param("زار سالم الحربي القرية بعد انتقاده الحكومة.", {"PER": ["سالم الحربي"], "ORG": ["الحكومة"]},
                     (["سالم الحربي"], ["الحكومة"]), id="object-of-possessed-noun"),
        pytest.param("دكت الكتائب الخضر مواقع لقوات الشمال.", {"ORG": ["الكتائب الخضر", "قوات الشمال"]},
                     (["الكتائب الخضر"], ["قوات الشمال"]), id="owner-of-the-object"),
        pytest.param("تقدمت الكتائب الخضر بإسناد من طيران قوات الشمال.", {"ORG": ["الكتائب الخضر", "قوات الشمال"]},
                     (["قوات الشمال"], ["الكتائب الخضر"]), id="with-support-from"),
        pytest.param("وكان سالم الحربي الذي حضر الحفل، أبدى أسفه للحادث.", {"PER": ["سالم الحربي"]},
                     (["سالم الحربي"], []), id="subject-of-was"),
        pytest.param("اتهم سالم الحربي، المتحدث باسم الوزارة التي نظمت الحفل، الحكومة بالتقصير.",
                     {"PER": ["سالم الحربي"], "ORG": ["الحكومة"]},
                     (["سالم الحربي"], ["الحكومة"]), id="object-past-aside"),
        pytest.param("زار الوفد فرنسا. واقتحمت الكتائب الخضر مقر القنصلية الفرنسية.",
                     {"LOC": ["فرنسا"], "ORG": ["الكتائب الخضر"]},
                     (["الكتائب الخضر"], ["فرنسا"]), id="consulate"),
    ],
)  # fmt: skip
def test_parties_beyond_the_nearest_phrase(
    text: str, names: dict[str, list[str]], expected: tuple[list[str], list[str]]
) -> None:
    layers: dict[str, Any] = named_layers(text, **names)
    doc = make_doc(text, times=(), statements=(), **layers)
    called = {entity.id: entity.name for entity in doc.entities or ()}
    sides = [([called[a] for a in e.actors], [called[r] for r in e.recipients]) for e, _ in STAGE.candidates(doc)]
    assert expected in sides


def test_date_of_saying_is_not_the_date_of_what_is_said() -> None:
    text = "قال سالم الحربي الأحد إن الحكومة رفضت الخطة."
    (event,) = read(text, times=(dated(text, "الأحد", "2018-05-06"),), PER=["سالم الحربي"], ORG=["الحكومة"])
    assert event.time is None


def test_nationality_of_a_state_nobody_names_is_no_party() -> None:
    found = read("اتهم سالم الحربي النقابة. ورفضت الحكومة الفرنسية المقترح.", PER=["سالم الحربي"])
    assert [e.actors for e in found] == [("PER-0",), ()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("انفجرت الألغام التي زرعتها الكتائب الخضر.", True, id="pronoun-on-verb"),
        pytest.param("دخل الفلاح الحقل التي زرعتها الكتائب الخضر.", False, id="pronoun-of-something-else"),
    ],
)
def test_what_a_pattern_needs_may_stand_before_a_verb_with_a_pronoun(text: str, found: bool) -> None:
    rules = {event.origin for event in read(text, ORG=["الكتائب الخضر"])}
    assert ("event_patterns:zaraa" in rules) == found


def test_casualties_become_recipients_of_the_attack() -> None:
    (event,) = read("لقي سالم الحربي مصرعه في غارة قرب القرية.", PER=["سالم الحربي"])
    assert (event.origin, event.recipients) == ("event_patterns:ghara", ("PER-0",))


def test_pronoun_on_a_verb_means_the_noun_before_the_relative() -> None:
    (event,) = read("عاد سالم الحربي الذي اتهمته الحكومة بالتقصير.", PER=["سالم الحربي"], ORG=["الحكومة"])
    assert (event.actors, event.recipients) == (("ORG-0",), ("PER-0",))


def test_verb_without_subject_keeps_the_last_one() -> None:
    found = read("رفض سالم الحربي الخطة. وندد بالقرار.", PER=["سالم الحربي"])
    assert [e.actors for e in found] == [("PER-0",), ("PER-0",)]


def test_town_is_a_place_and_no_recipient() -> None:
    (event,) = read("زار سالم الحربي طنجة مساء.", PER=["سالم الحربي"], LOC=["طنجة"])
    assert (event.recipients, event.place) == ((), "LOC-0")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("زار الوزير الميناء.", "happened", id="past"),
        pytest.param("لم يزر الوزير الميناء.", "denied", id="negation"),
        pytest.param("ولن يزور الوزير القرية.", "denied", id="negation-after-and"),
        pytest.param("سيزور الوزير الميناء.", "planned", id="future-letter"),
        pytest.param("يعتزم الوزير زيارة الميناء.", "planned", id="intention"),
        pytest.param("إذا زار الوزير الميناء فرح الناس.", "hypothetical", id="condition"),
        pytest.param("وفي الشمال يقصف الجيش القرى.", "ongoing", id="present"),
        pytest.param("لا ينوي الوزير زيارة الميناء.", "denied", id="ruled-out"),
        pytest.param("فشل الجيش في قصف الميناء.", "denied", id="failed"),
        pytest.param("حذر النائب من احتجاجات في المدينة.", "hypothetical", id="warned-of"),
        pytest.param("تعرض الميناء لهجوم عنيف.", "happened", id="suffered"),
        pytest.param("ندد الوزير بالخطة في ذكرى إدانتها لهجوم قديم.", "happened", id="after-its-noun"),
        pytest.param("يزور الوزير الميناء حاليا.", "ongoing", id="now"),
        pytest.param("نتمنى أن يزور الوزير الميناء.", "hypothetical", id="wish"),
        pytest.param("لا تقبل الحكومة بالخطة.", "happened", id="negation-of-its-own"),
    ],
)
def test_status_follows_the_words_around(text: str, status: str) -> None:
    assert read(text)[-1].status == status


def test_event_inside_a_statement_names_the_innermost_one() -> None:
    text = "نفى الوزير أن الجيش قصف القرية."
    (event,) = read(text, statements=(told(text, "الجيش قصف القرية", stance="deny"),))
    assert (event.statement, event.status) == ("s1", "denied")


def test_cue_is_not_told_by_its_own_statement() -> None:
    text = "اتهم الوزير النقابة بالتقصير."
    (event,) = read(text, statements=(told(text, "التقصير", stance="condemn"),))
    assert event.statement is None


def test_no_date_means_none() -> None:
    (event,) = read("زار الوزير الميناء.")
    assert event.time is None


def test_vague_counts_stay_vague() -> None:
    text = "قتل عشرات المدنيين في القرية."
    (event,) = read(text)
    assert [(f.of, f.value, text[f.start : f.end]) for f in event.figures] == [("killed", None, "عشرات")]


def test_the_teller_of_a_cue_acts() -> None:
    text = "وفي خطاب لاحق ندد سالم الحربي بالخطة. واتهم الحكومة بالتقصير."
    layers: dict[str, Any] = named_layers(text, PER=["سالم الحربي"], ORG=["الحكومة"])
    cue = span_of(text, "واتهم")
    link = ChainLink(source=None, cue=cue, entity="PER-0", anonymous=False, carried=True, origin="test")
    statement = Statement(
        id="s1", content=(span_of(text, "التقصير"),), chain=(link,), kind="indirect", stance="condemn", origin="test"
    )
    found = STAGE.find(make_doc(text, times=(), statements=(statement,), **layers))
    assert [(e.actors, e.recipients) for e in found if e.origin.endswith("ittahama")] == [(("PER-0",), ("ORG-0",))]


@pytest.mark.parametrize(
    ("text", "place", "basis"),
    [
        pytest.param("هاجمت الكتائب الخضر طنجة مساء.", "LOC-0", "clause", id="clause"),
        pytest.param("في ضواحي طنجة هاجمت الكتائب الخضر المسلحين.", "LOC-0", "sentence", id="sentence"),
        pytest.param("هاجمت الكتائب الخضر طنجة. وقتلت الكتائب الخضر جنديا.", "LOC-0", "passage", id="passage"),
    ],
)
def test_place_and_where_it_is_said(text: str, place: str, basis: str) -> None:
    event = read(text, ORG=["الكتائب الخضر"], LOC=["طنجة"])[-1]
    assert (event.place, event.place_basis) == (place, basis)


def test_a_party_that_no_pattern_names_is_inferred() -> None:
    text = "أعلنت الكتائب الخضر الانسحاب. وبدأت الكتائب الخضر قصف مواقع قوات الشمال، ثم جرى اقتحام القرية."
    found = read(text, ORG=["الكتائب الخضر", "قوات الشمال"])
    named = {e.origin: set(e.inferred) for e in found}
    for event in found:
        assert set(event.inferred) <= {*event.actors, *event.recipients}
    assert any(named.values())


def test_what_patterns_name_is_never_inferred() -> None:
    (event,) = read("اتهم سالم الحربي الحكومة بالتقصير.", PER=["سالم الحربي"], ORG=["الحكومة"])
    assert (event.actors, event.recipients, event.inferred) == (("PER-0",), ("ORG-0",), ())


def test_killed_are_counted() -> None:
    text = "قتل 14 مدنيا في القرية."
    (event,) = read(text)
    assert [(f.of, f.value, text[f.start : f.end]) for f in event.figures] == [("killed", 14, "14")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("كان الهجوم عنيفا.", id="noun-that-points-back"),
        pytest.param("تكلم وزير الدفاع عن الميزانية.", id="title"),
        pytest.param("قال الوزير إن الطقس جميل.", id="mere-saying"),
        pytest.param("فجر الأحد هطل المطر.", id="dawn-is-no-explosion"),
        pytest.param("سجل الفريق من ضربة جزاء.", id="sport"),
        pytest.param("هجوم الفريق قوي ودفاعه ضعيف.", id="sport-attack"),
        pytest.param("ارتفعت أسعار النفط بعد هجوم المضاربين على العملة.", id="economy"),
        pytest.param("غزت البضائع الجديدة الأسواق.", id="economy-invasion"),
        pytest.param("تخوض الأسر معركة الأسعار كل شهر.", id="metaphor"),
        pytest.param("قتلت الصدمة فرحة الجمهور.", id="metaphor-killed"),
        pytest.param("شن الكاتب هجوما لاذعا على الحكومة.", id="attack-in-words"),
        pytest.param("قصفت العاصفة الساحل.", id="weather"),
        pytest.param("يحارب الأطباء السرطان.", id="illness"),
        pytest.param("دعا الخطيب الله أن يحفظ البلاد.", id="prayer"),
    ],
)
def test_what_tells_no_event_is_left(text: str) -> None:
    assert read(text) == []


def test_trigger_inside_a_name_is_no_event() -> None:
    assert read("أصدرت منظمة العفو الدولية تقريرا.", ORG=["منظمة العفو الدولية"]) == []


def test_demanded_deed_is_no_second_event() -> None:
    found = read("طالب الوزير الجيش بوقف القصف.")
    assert [e.type for e in found] == ["REQUEST"]


def test_article_about_sport_has_no_events() -> None:
    text = "شن المنتخب هجوما. خسر اللاعب المباراة في الدوري. هاجم المدرب الحكم."
    assert read(text, ORG=["المنتخب"]) == []


def test_article_whose_events_have_no_party_is_no_politics() -> None:
    assert read("يدعم الطلاء الجديد الجدار. وصل نادر عون.", PER=["نادر عون"]) == []


def test_marks_and_tatweel_do_not_hide_a_trigger() -> None:
    (event,) = read("اتَّهَمَ الوزير النقابة بالتقصــير.")
    assert event.type == "ACCUSE"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='قصف اتهم زار الجيش، و.\n«»"()لبن14ٱﻻ\u0640\u064b', max_size=120))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    doc: Document = make_doc(text, mentions=(), entities=(), times=(), statements=())
    found = STAGE.find(doc)
    assert all(0 <= p.start < p.end <= len(text) for p in places(found))
    assert found == STAGE.find(doc)
    assert list(found) == sorted(found, key=lambda e: e.trigger)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        pytest.param("شنت الكتائب الخضر اليوم هجوما على الحكومة.", "اليوم", ["هجوما"], id="today"),
        pytest.param("نشرت الكتائب الخضر خبر يوم هجوم الحكومة.", None, [], id="the-day-of"),
    ],
)
def test_noun_behind_a_day_tells_an_event(text: str, day: str | None, expected: list[str]) -> None:
    times = (dated(text, day, "2018-05-14"),) if day else ()
    found = read(text, times=times, ORG=["الكتائب الخضر", "الحكومة"])
    assert [text[e.trigger.start : e.trigger.end] for e in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("الغارات تستهدف مواقع الكتائب الخضر.", "تستهدف", id="definite-noun-points-back"),
        pytest.param("غارة استهدفت مواقع الكتائب الخضر.", "غارة", id="noun-tells"),
    ],
)
def test_attack_is_told_once_by_its_noun_or_its_verb(text: str, expected: str) -> None:
    assert [text[e.trigger.start : e.trigger.end] for e in read(text, ORG=["الكتائب الخضر"])] == [expected]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param("هوجمت الكتائب الخضر قرب القرية.", {"ORG": ["الكتائب الخضر"]},
                     ("هوجمت", [], ["الكتائب الخضر"]), id="long-first-vowel"),
        pytest.param("أقيلت سلمى الحربي من الوزارة.", {"PER": ["سلمى الحربي"]},
                     ("أقيلت", [], ["سلمى الحربي"]), id="hollow"),
        pytest.param("هاجمت الكتائب الخضر القرية.", {"ORG": ["الكتائب الخضر"]},
                     ("هاجمت", ["الكتائب الخضر"], []), id="active"),
    ],
)  # fmt: skip
def test_written_passive_has_its_subject_for_recipient(
    text: str, names: dict[str, list[str]], expected: tuple[str, list[str], list[str]]
) -> None:
    assert parties(text, **names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("فر مسلحو الكتائب الخضر وعناصرها من القرية.", ["فر"], id="with-a-pronoun"),
        pytest.param("شنت الكتائب الخضر حربا كلامية على الحكومة. وهدأت الحرب الكلامية بين الحكومة والكتائب الخضر.",
                     ["حربا", "الحرب"], id="with-an-article-behind-an-article"),
        pytest.param("اتهم الوزير الحكومة بالتقصير وشرح لها استخدام القنابل.",
                     ["اتهم"], id="no-article-behind-a-bare-noun"),
    ],
)  # fmt: skip
def test_words_that_a_pattern_asks_for_may_be_definite_or_owned(text: str, expected: list[str]) -> None:
    found = read(text, ORG=["الكتائب الخضر", "الحكومة"])
    assert [text[e.trigger.start : e.trigger.end] for e in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("تمت المصادقة على الخطة. وهاجمت الكتائب الخضر القرية.", ["المصادقة", "هاجمت"], id="done"),
        pytest.param("هاجمت الكتائب الخضر القرية بعد يوم. وتأخرت المصادقة على الخطة.", ["هاجمت"], id="pointed-back-to"),
    ],
)
def test_definite_noun_that_was_done_tells(text: str, expected: list[str]) -> None:
    assert [text[e.trigger.start : e.trigger.end] for e in read(text, ORG=["الكتائب الخضر"])] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("مسلحو الكتائب الخضر فروا من القرية.", ["فروا"], id="fighters-before"),
        pytest.param("فر مسلحو الكتائب الخضر من القرية.", ["فر"], id="fighters-after"),
        pytest.param("سكان القرية فروا من الكتائب الخضر.", [], id="others-before"),
    ],
)
def test_subject_that_a_verb_of_moving_asks_for_may_stand_before_it(text: str, expected: list[str]) -> None:
    assert [text[e.trigger.start : e.trigger.end] for e in read(text, ORG=["الكتائب الخضر"])] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("استعادت الكتائب الخضر الجبلين.", ["استعادت"], id="a-place"),
        pytest.param("استعادت الكتائب الخضر هيبتها.", [], id="no-place"),
    ],
)
def test_name_of_a_place_does_for_a_word_for_one(text: str, expected: list[str]) -> None:
    found = read(text, ORG=["الكتائب الخضر"], LOC=["الجبلين"] if expected else [])
    assert [text[e.trigger.start : e.trigger.end] for e in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("أدى اقتحام الكتائب الخضر للمطار إلى خسائر.", (["الكتائب الخضر"], []), id="object-without-a-name"),
        pytest.param("أدى اقتحام مقر الكتائب الخضر ليلا إلى خسائر.", ([], ["الكتائب الخضر"]), id="no-object"),
        pytest.param("وقع هجوم لمسلحي الكتائب الخضر قرب القرية.", (["الكتائب الخضر"], []), id="attack-of"),
        pytest.param("وقع هجوم على الكتائب الخضر قرب القرية.", ([], ["الكتائب الخضر"]), id="attack-on"),
    ],
)
def test_doer_of_a_verbal_noun_is_told_from_whom_it_befell(text: str, expected: tuple[list[str], list[str]]) -> None:
    assert parties(text, ORG=["الكتائب الخضر"])[1:] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("نشرت القناة مشاهد لهجوم الكتائب الخضر.", "happened", id="scenes-of"),
        pytest.param("استعدت القرية لهجوم على الكتائب الخضر.", "planned", id="in-order-to"),
    ],
)
def test_letter_of_purpose_is_told_from_that_of_belonging(text: str, expected: str) -> None:
    found = read(text, ORG=["الكتائب الخضر"])
    assert found[0].status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("وألقي القبض على قائد الكتائب الخضر.", "happened", id="was-arrested"),
        pytest.param("وتشن الكتائب الخضر هجوما على القرية.", "ongoing", id="present"),
    ],
)
def test_light_verb_is_read_in_the_third_person(text: str, expected: str) -> None:
    assert read(text, ORG=["الكتائب الخضر"])[0].status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("انتقدت ألمانيا القرار. أدى خلاف فرنسا وبريطانيا إلى رفض البلدين المقترح.",
                     {"فرنسا", "بريطانيا"}, id="joined"),
        pytest.param("انتقدت ألمانيا القرار. أدى خلاف فرنسا مع بريطانيا إلى رفض البلد المقترح.",
                     {"فرنسا"}, id="not-joined"),
    ],
)  # fmt: skip
def test_those_who_are_joined_to_whoever_acts_act_too(text: str, expected: set[str]) -> None:
    layers: dict[str, Any] = named_layers(text, LOC=["فرنسا", "بريطانيا", "ألمانيا"])
    doc = make_doc(text, times=(), statements=(), **layers)
    called = {entity.id: entity.name for entity in doc.entities or ()}
    assert {called[actor] for actor in STAGE.find(doc)[-1].actors} == expected


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        pytest.param("قال نادر عون إن سالم الحربي حضر بعد رفضنا للخطة.", "سالم الحربي حضر بعد رفضنا للخطة",
                     ["نادر عون"], id="our"),
        pytest.param("قال نادر عون إن سالم الحربي حضر بعد رفضه للخطة.", "سالم الحربي حضر بعد رفضه للخطة",
                     ["سالم الحربي"], id="his"),
    ],
)  # fmt: skip
def test_first_person_is_whoever_tells_it(text: str, content: str, expected: list[str]) -> None:
    layers: dict[str, Any] = named_layers(text, PER=["سالم الحربي", "نادر عون"])
    people = {entity.name: entity.id for entity in layers["entities"]}
    link = ChainLink(source=None, cue=None, entity=people["نادر عون"], origin="test")
    parts = (span_of(text, content),)
    statement = Statement(id="s1", content=parts, chain=(link,), kind="indirect", stance="neutral", origin="test")
    doc = make_doc(text, times=(), statements=(statement,), **layers)
    event, _ = STAGE.candidates(doc)[-1]
    assert [name for name, entity in people.items() if entity in event.actors] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("طالبت الكتائب الخضر خلال لقاء مع البلدية بفتح الطريق.", ["طالبت", "لقاء"], id="circumstance"),
        pytest.param("طالبت الكتائب الخضر بعقد لقاء مع البلدية.", ["طالبت"], id="what-is-demanded"),
    ],
)
def test_what_is_demanded_is_no_event_but_its_circumstance_is(text: str, expected: list[str]) -> None:
    found = read(text, ORG=["الكتائب الخضر", "البلدية"])
    assert [text[e.trigger.start : e.trigger.end] for e in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("حضر أعضاء النقابة، مطالبين البلدية بفتح الطريق.", ["مطالبين"], id="behind-a-comma"),
        pytest.param("حضر أعضاء النقابة بين معارضين البلدية.", [], id="a-noun"),
    ],
)
def test_participle_of_circumstance_may_be_plural(text: str, expected: list[str]) -> None:
    found = read(text, ORG=["النقابة", "البلدية"])
    assert [text[e.trigger.start : e.trigger.end] for e in found] == expected
