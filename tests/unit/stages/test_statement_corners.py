"""Corners of the grammar that reading unseen articles brought up, each with a near miss, on sentences of our own."""

from __future__ import annotations

import pytest

from unit.stages.test_statement_constructions import BOTH, BRIDGE, LAYLA, NAHDA, SAMER, SAMER_NAHDA, Found, Names, facts

# -- verbal nouns ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "قال سامر حداد، بعد إعلانه الانسحاب، إن الجسر مغلق.", SAMER, [BRIDGE], id="between-cue-and-content"
        ),
        pytest.param(
            "توقع سامر حداد أن يفوز رغم إعلانه الانسحاب.",
            SAMER,
            [(["سامر حداد"], "يفوز رغم إعلانه الانسحاب", "expect")],
            id="inside-what-the-same-teller-tells",
        ),
        pytest.param(
            "توقع سامر حداد أن يفوز رغم إعلان نادر عيسى الانسحاب.",
            BOTH,
            [
                (["سامر حداد"], "يفوز رغم إعلان نادر عيسى الانسحاب", "expect"),
                (["سامر حداد", "نادر عيسى"], "الانسحاب", "assert"),
            ],
            id="inside-what-another-tells",
        ),
    ],
)
def test_verbal_noun_of_the_same_teller_adds_nothing(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "نقلت صحيفة النهضة عن ليلى نصار إشارتها إلى أن الجسر مغلق.",
            {**LAYLA, "ORG": ["صحيفة النهضة"]},
            [(["صحيفة النهضة", "ليلى نصار"], "الجسر مغلق", "neutral")],
            id="pointing-out",
        ),
        pytest.param(
            "عاد سامر حداد بعد إدانته الهجوم على المعبر.",
            SAMER,
            [(["سامر حداد"], "الهجوم على المعبر", "condemn")],
            id="condemning",
        ),
        pytest.param("سجن سامر حداد بعد إدانته بالقتل.", SAMER, [], id="found-guilty"),
        pytest.param("قد يواجه سامر حداد في حال إدانته حكما بالسجن.", SAMER, [], id="once-found-guilty"),
        pytest.param("عاد سامر حداد إلى القرية التي أدانتها المحكمة.", SAMER, [], id="a-verb-spelled-alike"),
        pytest.param(
            'خرجت ليلى نصار بدعوتها أمس قائلة: "الجسر مغلق منذ ليلة السبت الماضي".',
            LAYLA,
            [(["ليلى نصار"], "الجسر مغلق منذ ليلة السبت الماضي", "neutral")],
            id="saying-is-what-tells",
        ),
    ],
)
def test_verbal_noun_in_teh_marbuta_with_a_pronoun(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected


# -- where contents end ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "قال سامر حداد إن السوق راكدة، خاصة وأن الأجور متأخرة.",
            SAMER,
            [(["سامر حداد"], "السوق راكدة، خاصة وأن الأجور متأخرة", "neutral")],
            id="especially-since",
        ),
        pytest.param(
            "قال سامر حداد إن السوق راكدة، وأن الأجور متأخرة.",
            SAMER,
            [(["سامر حداد"], "السوق راكدة", "neutral"), (["سامر حداد"], "الأجور متأخرة", "neutral")],
            id="and-that",
        ),
        pytest.param(
            "قال سامر حداد إن الفريق حاول الوصول، إلا أن الطريق كان مقطوعا.",
            SAMER,
            [(["سامر حداد"], "الفريق حاول الوصول، إلا أن الطريق كان مقطوعا", "neutral")],
            id="but-the-road-was-cut",
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق، إلا أن نادر عيسى قال إن الطريق مفتوح.",
            BOTH,
            [BRIDGE, (["نادر عيسى"], "الطريق مفتوح", "neutral")],
            id="but-another-said",
        ),
        pytest.param(
            "ويعد الجرم ثاني أكبر الأجرام، بعد المشتري بحسب سامر حداد.",
            SAMER,
            [(["سامر حداد"], "ويعد الجرم ثاني أكبر الأجرام، بعد المشتري", "neutral")],
            id="a-comma-before-a-preposition",
        ),
        pytest.param(
            "انهار الجسر ليلا، وقتل عامل بحسب سامر حداد.",
            SAMER,
            [(["سامر حداد"], "وقتل عامل", "neutral")],
            id="a-comma-before-a-clause",
        ),
        pytest.param(
            "قتل خمسة جنود ليلا، حسبما أعلن سامر حداد في بيان له.",
            SAMER,
            [(["سامر حداد"], "قتل خمسة جنود ليلا", "assert")],
            id="where-it-was-told",
        ),
        pytest.param(
            "قتل خمسة جنود، حسبما أعلن سامر حداد، في هجوم على المعبر.",
            SAMER,
            [(["سامر حداد"], "قتل خمسة جنود … في هجوم على المعبر", "assert")],
            id="where-it-happened",
        ),
        pytest.param(
            "قتل خمسة جنود ليلا، حسب الوكالة التي تملكها النهضة.",
            NAHDA,
            [(["الوكالة"], "قتل خمسة جنود ليلا", "neutral")],
            id="what-describes-the-teller",
        ),
    ],
)
def test_content_ends_where_another_telling_begins(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected


# -- silent subjects -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "teller"),
    [
        pytest.param(
            "وكانت الوزيرة سافرت إلى العاصمة، وعاد المدير مساء، لكنه حذر من الأزمة.", {}, "المدير", id="a-later-clause"
        ),
        pytest.param("وكانت الوزيرة سافرت إلى العاصمة، لكنها حذرت من الأزمة.", {}, "الوزيرة", id="the-only-clause"),
        pytest.param("وكانت الوزيرة سافرت إلى العاصمة، لكنه حذر من الأزمة.", {}, None, id="nobody-agrees"),
        pytest.param("عاد سامر حداد مساء، لكنه حذر من الأزمة.", SAMER, "سامر حداد", id="a-man-by-his-name"),
        pytest.param("عاد سامر حداد مساء، لكنها حذرت من الأزمة.", SAMER, None, id="not-a-woman"),
        pytest.param("وصلت السلطات إلى القرية، لكنها حذرت من الأزمة.", {}, "السلطات", id="a-plural-in-at"),
        pytest.param(
            "عادت إدارة الرئيس الجديد سامر حداد، لكنها حذرت من الأزمة.",
            SAMER,
            "إدارة الرئيس الجديد سامر حداد",
            id="a-body-led-by-a-man",
        ),
        pytest.param("وصل سامر حداد، ويتوقع أن يغادر غدا.", SAMER, None, id="expected-by-nobody-named"),
    ],
)
def test_carried_subject_agrees(text: str, names: Names, teller: str | None) -> None:
    assert [chain for chain, _, _ in facts(text, names)] == [[teller]]


@pytest.mark.parametrize(
    ("text", "names", "teller"),
    [
        pytest.param("ودعت مجلس الأمن إلى التحرك.", {"ORG": ["مجلس الأمن"]}, "المنظمة", id="a-masculine-object"),
        pytest.param("ودعا مجلس الأمن إلى التحرك.", {"ORG": ["مجلس الأمن"]}, "مجلس الأمن", id="a-masculine-subject"),
        pytest.param("ودعت الوزارة إلى الهدوء.", {}, "الوزارة", id="a-feminine-subject"),
        pytest.param("ودعت العديد من الوزارات إلى الهدوء.", {}, "العديد من الوزارات", id="a-count"),
        pytest.param("ودعت ليلى نصار إلى الهدوء.", LAYLA, "ليلى نصار", id="a-woman"),
        pytest.param("ودعت أسرة سامر حداد إلى الهدوء.", SAMER, "أسرة سامر حداد", id="a-family-of-a-man"),
    ],
)
def test_whom_a_verb_of_another_gender_calls_on_is_its_object(text: str, names: Names, teller: str) -> None:
    assert facts(f"قالت المنظمة إن الوضع خطير. {text}", names)[-1][0] == [teller]


def test_a_clause_that_opens_with_its_subject_has_an_object_after_the_verb() -> None:
    text = "قال سامر حداد إن الناجي الوحيد من الحادث أخبر رجال الإنقاذ أن السفينة غرقت."

    assert [chain for chain, _, _ in facts(text, SAMER)] == [["سامر حداد", "الناجي الوحيد من الحادث"]]
    assert facts("أغضب سامر حداد الجيران عندما دعت النهضة إلى الهدوء.", {**SAMER, **NAHDA})[0][0] == ["النهضة"]
    assert [chain for chain, _, _ in facts("أخبر الحارس رجال الإنقاذ أن السفينة غرقت.", {})] == [["الحارس"]]


# -- how far a teller's phrase reaches -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        pytest.param("قالت منظمات غير حكومية إن الجسر مغلق.", "منظمات غير حكومية", id="non-governmental"),
        pytest.param("قالت المنظمات غير الحكومية إن الجسر مغلق.", "المنظمات غير الحكومية", id="definite"),
        pytest.param("منظمات غير حكومية تقول إن الجسر مغلق.", "منظمات غير حكومية", id="before-the-verb"),
        pytest.param("قال الوزير غير مرة إن الجسر مغلق.", "الوزير", id="more-than-once"),
    ],
)
def test_privative_adjective_belongs_to_the_teller(text: str, teller: str) -> None:
    assert [(chain, content) for chain, content, _ in facts(text, {})] == [([teller], "الجسر مغلق")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "أغلق الجسر، وفق ما أفادت وسائل الإعلام المصرية.",
            [(["وسائل الإعلام المصرية"], "أغلق الجسر", "neutral")],
            id="after-a-construct",
        ),
        pytest.param(
            "كما انتقد الوزير القرار الأخير.", [(["الوزير"], "القرار الأخير", "condemn")], id="also-with-an-object"
        ),
    ],
)
def test_what_describes_a_teller_is_not_what_it_tells(text: str, expected: list[Found]) -> None:
    assert facts(text, {}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "أفاد بيان صادر عن الرابطة أن الجسر مغلق.",
            [(["بيان صادر عن الرابطة"], "الجسر مغلق", "neutral")],
            id="issued-by",
        ),
        pytest.param(
            "أفاد تقرير صادر عن #النهضة أن الجسر مغلق.",
            [(["تقرير صادر عن #النهضة"], "الجسر مغلق", "neutral")],
            id="issued-by-a-tag",
        ),
        pytest.param("أفاد البيان عن مقتل ثلاثة.", [(["البيان"], "مقتل ثلاثة", "neutral")], id="what-it-tells-of"),
    ],
)
def test_issuer_belongs_to_the_document(text: str, expected: list[Found]) -> None:
    assert facts(text, NAHDA) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "اتهمت منظمة دولية قوات الجيش بالسرقة.",
            [(["منظمة دولية"], "السرقة", "condemn")],
            id="an-object-in-a-genitive",
        ),
        pytest.param(
            "اتهمت مصادر أمنية رفيعة المستوى الوزير بالسرقة.",
            [(["مصادر أمنية رفيعة المستوى"], "السرقة", "condemn")],
            id="another-adjective",
        ),
        pytest.param(
            "دانت منظمات محلية إقامة الحفل.", [(["منظمات محلية"], "إقامة الحفل", "condemn")], id="a-verbal-noun"
        ),
    ],
)
def test_object_after_an_adjective_is_no_part_of_the_teller(text: str, expected: list[Found]) -> None:
    assert facts(text, {}) == expected


# -- what a cue takes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "وتساءل سامر حداد عما إذا كان الجسر مغلقا.",
            [(["سامر حداد"], "إذا كان الجسر مغلقا", "ask")],
            id="whether",
        ),
        pytest.param("وتساءل سامر حداد عما قريب.", [], id="before-long"),
        pytest.param(
            "ووثق سامر حداد مقتل عشرة مدنيين.", [(["سامر حداد"], "مقتل عشرة مدنيين", "assert")], id="documented"
        ),
        pytest.param("ووثق سامر حداد بصديقه.", [], id="trusted"),
        pytest.param(
            "واستغرب سامر حداد من إغلاق الجسر.", [(["سامر حداد"], "إغلاق الجسر", "condemn")], id="wondered-at"
        ),
        pytest.param("وطلب سامر حداد بإغلاق الجسر.", [(["سامر حداد"], "إغلاق الجسر", "request")], id="asked-for"),
        pytest.param("ويدين سامر حداد بفوزه إلى الحارس.", [], id="owes"),
        pytest.param(
            "ويدين سامر حداد براميل البارود.", [(["سامر حداد"], "براميل البارود", "condemn")], id="a-word-with-b"
        ),
    ],
)
def test_what_a_cue_takes(text: str, expected: list[Found]) -> None:
    assert facts(text, SAMER) == expected


def test_a_verbal_noun_in_passing_is_not_who_speaks_next() -> None:
    text = "قال سامر حداد إن الجسر مغلق. وكان المجلس درس طلب النهضة بفتح الطريق. وقال: لن نفتح الطريق."

    assert [chain for chain, _, _ in facts(text, {**SAMER, **NAHDA})] == [["سامر حداد"], ["النهضة"], ["سامر حداد"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "وأغلق المعبر في خطوة اعتبرها سامر حداد تصعيدا.", [(["سامر حداد"], "تصعيدا", "assert")], id="held-to-be"
        ),
        pytest.param(
            "وعاد سامر حداد إلى الميناء واعتبره مكانا جميلا.",
            [(["سامر حداد"], "مكانا جميلا", "assert")],
            id="by-a-silent-subject",
        ),
        pytest.param("واعتبر نفسه محظوظا.", [], id="himself"),
        pytest.param("وعاد سامر حداد إلى الميناء الذي اعتبره الناس.", [], id="nothing-is-held"),
    ],
)
def test_what_the_pronoun_on_a_judging_verb_is_held_to_be(text: str, expected: list[Found]) -> None:
    assert facts(text, SAMER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "واعتبر متابعون القرار خطأ كبيرا.", [(["متابعون"], "القرار خطأ كبيرا", "assert")], id="no-genitive-follows"
        ),
        pytest.param(
            'وأغلق المعبر، الأمر الذي اعتبره مراقبون "خطوة جديدة" في النزاع.',
            [(["مراقبون"], 'خطوة جديدة" في النزاع', "assert")],
            id="no-name-in-marks-either",
        ),
        pytest.param("واعتبر قانون الطوارئ القرار خطأ.", [], id="a-singular-that-looks-so"),
    ],
)
def test_nominative_plural_is_the_whole_subject(text: str, expected: list[Found]) -> None:
    assert facts(text, {}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("وأفاد مراسلنا بأن الجسر مغلق.", [(["مراسلنا"], "الجسر مغلق", "neutral")], id="our-reporter"),
        pytest.param("وقال أيضا إن الجسر مغلق.", [([None], "الجسر مغلق", "neutral")], id="an-adverb"),
        pytest.param(
            "وأعلنت النهضة في بلاغ لها أن الجسر مغلق.", [(["النهضة"], "الجسر مغلق", "assert")], id="in-a-notice"
        ),
        pytest.param("وأفاد البلاغ بأن الجسر مغلق.", [(["البلاغ"], "الجسر مغلق", "neutral")], id="a-notice-tells"),
    ],
)
def test_our_reporter_and_the_notice(text: str, expected: list[Found]) -> None:
    assert facts(text, NAHDA) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "وأظهرت بيانات رسمية ارتفاع الأسعار.", [(["بيانات رسمية"], "ارتفاع الأسعار", "reveal")], id="data"
        ),
        pytest.param(
            "وأظهرت هذه الوثائق أن الأسعار ارتفعت.", [(["هذه الوثائق"], "الأسعار ارتفعت", "reveal")], id="a-clause"
        ),
        pytest.param("وأظهر اللاعب مهارة كبيرة.", [], id="a-player-shows-skill"),
        pytest.param("وأظهرت مقاطع مصورة نشرت أمس.", [], id="that-were-published"),
        pytest.param("حين وجد أن الباب مغلق عاد.", [], id="when-he-found"),
        pytest.param("ووجد التقرير أن الباب مغلق.", [(["التقرير"], "الباب مغلق", "neutral")], id="a-report-found"),
    ],
)
def test_what_documents_show_and_find(text: str, expected: list[Found]) -> None:
    assert facts(text, {}) == expected


# -- marks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            'وأكد سامر حداد في ندوة حول موضوع "الأمن في المدن الكبرى والقرى"، أن الجسر مغلق.',
            [(["سامر حداد"], "الجسر مغلق", "assert")],
            id="a-title",
        ),
        pytest.param(
            'وأكد سامر حداد في ندوة قصيرة: "الأمن في المدن الكبرى والقرى مضمون".',
            [(["سامر حداد"], "الأمن في المدن الكبرى والقرى مضمون", "assert")],
            id="no-title",
        ),
        pytest.param('عاد سامر حداد قائلا "سنبقى".', [(["سامر حداد"], "سنبقى", "neutral")], id="one-word-after-saying"),
        pytest.param(
            'عاد سامر حداد إلى المدينة ودان "خطاب الكراهية".',
            [(["سامر حداد"], "خطاب الكراهية", "condemn")],
            id="an-object-in-marks",
        ),
        pytest.param('دانت "النهضة" الهجوم.', [(['"النهضة"'], "الهجوم", "condemn")], id="a-teller-in-marks"),
    ],
)
def test_what_marks_hold(text: str, expected: list[Found]) -> None:
    assert facts(text, SAMER) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "عاد الهدوء بعد إعلان الوزارة توقف القتال.",
            {},
            [(["الوزارة"], "توقف القتال", "assert")],
            id="a-body-by-its-noun",
        ),
        pytest.param("عاد الهدوء بعد تصريح إعلامي بأن القتال توقف.", {}, [], id="an-adjective-of-the-noun"),
        pytest.param("رغم انتقاد قرار سامر حداد صحة الخبر.", SAMER, [], id="a-name-deeper-in-the-genitive"),
        pytest.param("بعد اتهام سامر حداد بالسرقة.", SAMER, [([None], "السرقة", "condemn")], id="the-accused-alone"),
        pytest.param(
            "بعد اتهام سامر حداد جاره بالسرقة.", SAMER, [(["سامر حداد"], "السرقة", "condemn")], id="accuser-and-accused"
        ),
        pytest.param(
            "بعد اتهام سامر حداد للنهضة بالسرقة.",
            SAMER_NAHDA,
            [(["سامر حداد"], "السرقة", "condemn")],
            id="the-accused-after-li",
        ),
    ],
)
def test_whose_a_verbal_noun_is(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected


# -- stances ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("كشف سامر حداد أنه رفض العرض.", (["سامر حداد"], "رفض العرض", "reveal"), id="in-what-is-told"),
        pytest.param("عبر سامر حداد عن رفضه العرض.", (["سامر حداد"], "رفضه العرض", "condemn"), id="what-is-voiced"),
    ],
)
def test_a_feeling_counts_where_it_is_voiced(text: str, expected: Found) -> None:
    assert facts(text, SAMER) == [expected]
