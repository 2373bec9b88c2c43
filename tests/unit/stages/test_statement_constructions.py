"""Constructions of reported speech, each with a near miss, on sentences of our own with mentions given."""

from __future__ import annotations

import pytest

from musnad.lexicon import Lexicon
from musnad.model import Document, Statement
from musnad.stages.statements import StatementsStage
from support import make_doc, named_layers

STAGE = StatementsStage(Lexicon())

Names = dict[str, list[str]]
Found = tuple[list[str | None], str, str]

SAMER: Names = {"PER": ["سامر حداد"]}
LAYLA: Names = {"PER": ["ليلى نصار"]}
BOTH: Names = {"PER": ["سامر حداد", "نادر عيسى"]}
NAHDA: Names = {"ORG": ["النهضة"]}
SAMER_NAHDA: Names = {**SAMER, **NAHDA}
PROSECUTOR: Names = {"PER": ["النائب العام"]}

BRIDGE: Found = (["سامر حداد"], "الجسر مغلق", "neutral")
BRIDGE_ASSERTED: Found = (["سامر حداد"], "الجسر مغلق", "assert")
NADER_ROAD: Found = (["نادر عيسى"], "الطريق مفتوح", "neutral")
NADER_BRIDGE: Found = (["نادر عيسى"], "الجسر مغلق", "assert")


def read(text: str, names: Names) -> tuple[Document, tuple[Statement, ...]]:
    doc = make_doc(text, times=(), **named_layers(text, **names))
    return doc, STAGE.find(doc)


def facts(text: str, names: Names) -> list[Found]:
    """Return chain (outermost first), content and stance of each statement."""
    doc, found = read(text, names)
    return [
        (
            [doc.slice(link.source) if link.source else None for link in statement.chain],
            " … ".join(doc.slice(span) for span in statement.content),
            statement.stance,
        )
        for statement in found
    ]


# -- marks on clitics ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            'وصفه سامر حداد بـ"الرجل الشجاع".',
            SAMER,
            [(["سامر حداد"], "الرجل الشجاع", "condemn")],
            id="drawn-out-clitic",
        ),
        pytest.param(
            'وصفه سامر حداد ب"الرجل الشجاع"، ثم غادر القاعة.',
            SAMER,
            [(["سامر حداد"], "الرجل الشجاع", "condemn")],
            id="plain-clitic-and-the-rest-is-narration",
        ),
        pytest.param(
            'ووصفه سامر حداد بـ"المشروع الكبير"، وأكد نادر عيسى أن الجسر مغلق.',
            BOTH,
            [(["سامر حداد"], "المشروع الكبير", "condemn"), NADER_BRIDGE],
            id="a-later-cue-is-heard",
        ),
        pytest.param(
            'وصف سامر حداد الاتفاق بـ"الخطوة التاريخية"، وأكد نادر عيسى أن الجسر مغلق.',
            BOTH,
            [(["سامر حداد"], 'الاتفاق بـ"الخطوة التاريخية"', "condemn"), NADER_BRIDGE],
            id="with-what-is-described",
        ),
        pytest.param(
            'قال سامر حداد: "وصف الناس هذا المشروع ب"الخطأ الكبير" قبل سنوات، لكنه نجح". وصل الوفد مساء.',
            SAMER,
            [(["سامر حداد"], 'وصف الناس هذا المشروع ب"الخطأ الكبير" قبل سنوات، لكنه نجح', "neutral")],
            id="opens-inside-speech",
        ),
        pytest.param(
            'قال سامر حداد: "سنعيد إلى المكتبة هذا الكتاب"وغادر القاعة.',
            SAMER,
            [(["سامر حداد"], "سنعيد إلى المكتبة هذا الكتاب", "neutral")],
            id="last-letter-of-a-word-is-no-clitic",
        ),
        pytest.param('اشتهر المقهى ب"قهوة البحر" منذ سنوات.', {}, [], id="a-name-in-marks-tells-nothing"),
        pytest.param(
            'سمي الشارع ب"شارع البحر" قبل سنوات. وقال سامر حداد: "سنفتح الشارع أمام الناس غدا".',
            SAMER,
            [(["سامر حداد"], "سنفتح الشارع أمام الناس غدا", "neutral")],
            id="a-name-in-marks-before-speech",
        ),
    ],
)
def test_mark_on_a_clitic_opens(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected


def test_quotation_never_closed_hides_no_later_cue() -> None:
    text = 'حملت اللافتة عبارة "أهلا بكم في المدينة. وأعلن سامر حداد أن الجسر مغلق.'

    assert facts(text, SAMER) == [BRIDGE_ASSERTED]


def test_closed_quotation_keeps_its_cues_to_itself() -> None:
    text = 'قال نادر عيسى: "أكد لي كثيرون أن الجسر مغلق". وصل سامر حداد مساء.'

    assert facts(text, BOTH)[0] == (["نادر عيسى"], "أكد لي كثيرون أن الجسر مغلق", "neutral")


# -- documents -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "جاء في بيان للوزارة أن الجسر مغلق.", [(["بيان للوزارة"], "الجسر مغلق", "neutral")], id="that-clause"
        ),
        pytest.param(
            'ورد في التقرير: "الجسر مغلق منذ أسبوع كامل".',
            [(["التقرير"], "الجسر مغلق منذ أسبوع كامل", "neutral")],
            id="quotation",
        ),
        pytest.param("وورد في التقرير أن الجسر مغلق.", [(["التقرير"], "الجسر مغلق", "neutral")], id="with-conjunction"),
        pytest.param(
            "وجاء في بيان أصدرته الوزارة مساء الأحد أن الجسر مغلق.",
            [(["بيان أصدرته الوزارة مساء الأحد"], "الجسر مغلق", "neutral")],
            id="which-document",
        ),
        pytest.param("جاء الرجل في الصباح.", [], id="coming"),
        pytest.param("جاء في المرتبة الأولى فريق المدينة.", [], id="coming-first"),
        pytest.param("ورد اسم المصنع في القائمة.", [], id="name-in-a-list"),
        pytest.param("ورد في القائمة اسم المصنع القديم.", [], id="in-a-list"),
    ],
)
def test_document_tells(text: str, expected: list[Found]) -> None:
    assert facts(text, {}) == expected


# -- described as ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "وصف الوزير قرار الإغلاق بأنه خطأ كبير.",
            {},
            [(["الوزير"], "قرار الإغلاق بأنه خطأ كبير", "condemn")],
            id="unnamed-teller",
        ),
        pytest.param(
            "وصف سامر حداد هذا القرار بأنه خطأ كبير.",
            SAMER,
            [(["سامر حداد"], "هذا القرار بأنه خطأ كبير", "condemn")],
            id="named-teller",
        ),
        pytest.param(
            "وصفت ليلى نصار إغلاق الجسر بأنه خطأ كبير.",
            LAYLA,
            [(["ليلى نصار"], "إغلاق الجسر بأنه خطأ كبير", "condemn")],
            id="verbal-noun-described",
        ),
        pytest.param(
            "سامر حداد وصف القرار بأنه خطأ كبير.",
            SAMER,
            [(["سامر حداد"], "القرار بأنه خطأ كبير", "condemn")],
            id="subject-first",
        ),
        pytest.param(
            "وقال سامر حداد إن الجسر مغلق. ووصف القرار بأنه خطأ كبير.",
            SAMER,
            [BRIDGE, (["سامر حداد"], "القرار بأنه خطأ كبير", "condemn")],
            id="carried-teller",
        ),
        pytest.param(
            "وصف سامر حداد القرار بالخطأ الكبير.",
            SAMER,
            [(["سامر حداد"], "القرار بالخطأ الكبير", "condemn")],
            id="with-a-noun-phrase",
        ),
        pytest.param(
            "وصفه الوزير بأنه خطأ كبير.", {}, [(["الوزير"], "خطأ كبير", "condemn")], id="pronoun-unnamed-teller"
        ),
        pytest.param(
            "وصفه سامر حداد بأنه خطأ كبير.",
            SAMER,
            [(["سامر حداد"], "خطأ كبير", "condemn")],
            id="pronoun-named-teller",
        ),
        pytest.param("وصف سامر حداد في كلمته الطريق إلى البيت.", SAMER, [], id="describing-a-way"),
    ],
)
def test_described_as(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected


# -- carriers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "في بيان نشرته وكالة النهضة، أعلن سامر حداد أن الجسر مغلق.",
            [(["وكالة النهضة", "سامر حداد"], "الجسر مغلق", "assert")],
            id="statement-before-cue",
        ),
        pytest.param(
            "وفي تصريحات نقلتها صحيفة النهضة، قال سامر حداد إن الجسر مغلق.",
            [(["صحيفة النهضة", "سامر حداد"], "الجسر مغلق", "neutral")],
            id="remarks-before-cue",
        ),
        pytest.param(
            "قال سامر حداد، في بيان نشرته وكالة النهضة، إن الجسر مغلق.",
            [(["وكالة النهضة", "سامر حداد"], "الجسر مغلق", "neutral")],
            id="between-commas",
        ),
        pytest.param(
            "وقال سامر حداد في تصريحات نقلتها صحيفة النهضة إن الجسر مغلق.",
            [(["صحيفة النهضة", "سامر حداد"], "الجسر مغلق", "neutral")],
            id="between-cue-and-content",
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق، في تصريحات نقلتها صحيفة النهضة.",
            [(["صحيفة النهضة", "سامر حداد"], "الجسر مغلق", "neutral")],
            id="after-content",
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق. جاء ذلك في تصريحات نقلتها وكالة النهضة.",
            [(["وكالة النهضة", "سامر حداد"], "الجسر مغلق", "neutral")],
            id="sentence-of-its-own",
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق. وصل الوفد مساء. جاء ذلك في تصريحات نقلتها وكالة النهضة.",
            [BRIDGE],
            id="not-right-after",
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق. جاء ذلك في لقاء مع الطلاب.", [BRIDGE], id="a-sentence-without-carrier"
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق. ونقلت وكالة النهضة المعدات إلى مقرها الجديد.", [BRIDGE], id="moving-house"
        ),
        pytest.param(
            "قال سامر حداد إن الصور التي نقلتها صحيفة النهضة قديمة.",
            [(["سامر حداد"], "الصور التي نقلتها صحيفة النهضة قديمة", "neutral")],
            id="inside-content",
        ),
        pytest.param(
            "قال سامر حداد إن المعدات نقلتها شركة النهضة إلى الميناء.",
            [(["سامر حداد"], "المعدات نقلتها شركة النهضة إلى الميناء", "neutral")],
            id="goods-are-no-medium",
        ),
    ],
)
def test_carrier_is_the_outer_link(text: str, expected: list[Found]) -> None:
    assert facts(text, SAMER_NAHDA) == expected


# -- ends of contents ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param(
            "أعلن سامر حداد عن إغلاق المعبر، والميناء القريب منه.",
            "إغلاق المعبر، والميناء القريب منه",
            id="coordinated-noun",
        ),
        pytest.param(
            "أعلن سامر حداد عن إغلاق المعبر، الذي افتتح العام الماضي.",
            "إغلاق المعبر، الذي افتتح العام الماضي",
            id="relative-clause",
        ),
        pytest.param(
            "أعلن سامر حداد إغلاق المعبر والميناء، ومنع الشاحنات من العبور.",
            "إغلاق المعبر والميناء، ومنع الشاحنات من العبور",
            id="coordinated-object",
        ),
        pytest.param("أعلن سامر حداد عن إغلاق المعبر، غادرت الشاحنات المكان.", "إغلاق المعبر", id="ends-at-past-verb"),
        pytest.param(
            "أعلن سامر حداد عن إغلاق المعبر، عاد السائقون إلى المدينة.",
            "إغلاق المعبر",
            id="ends-at-masculine-past-verb",
        ),
        pytest.param(
            "أعلن سامر حداد عن إغلاق المعبر، ولكن الشاحنات تواصل العبور.", "إغلاق المعبر", id="ends-at-walakin"
        ),
        pytest.param("أعلن سامر حداد عن إغلاق المعبر، لكن الشاحنات تواصل العبور.", "إغلاق المعبر", id="ends-at-lakin"),
        pytest.param(
            "أعلن سامر حداد عن إغلاق المعبر، فيما عادت الشاحنات إلى المدينة.", "إغلاق المعبر", id="ends-at-fima"
        ),
    ],
)
def test_told_phrase_past_a_comma(text: str, content: str) -> None:
    assert facts(text, SAMER) == [(["سامر حداد"], content, "assert")]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param("قال سامر حداد إن الجسر مغلق، على حد قوله.", ["الجسر مغلق"], id="in-his-words"),
        pytest.param("قال سامر حداد إن الجسر مغلق على حد قوله.", ["الجسر مغلق"], id="in-his-words-without-comma"),
        pytest.param(
            "قال سامر حداد إن السعر واحد على حد سواء في كل المدن.",
            ["السعر واحد على حد سواء في كل المدن"],
            id="alike-is-content",
        ),
        pytest.param(
            "قال سامر حداد إن الجار لا يحترم الاتفاق، في إشارة إلى المدينة المجاورة.",
            ["الجار لا يحترم الاتفاق"],
            id="alluding",
        ),
        pytest.param(
            "قال سامر حداد إن القرية تنتظر إشارة إلى بدء العمل.",
            ["القرية تنتظر إشارة إلى بدء العمل"],
            id="a-sign-is-content",
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق، كما أن الطريق مقطوع.", ["الجسر مغلق", "الطريق مقطوع"], id="one-thing-more"
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق كما كان قبل الحرب.", ["الجسر مغلق كما كان قبل الحرب"], id="likeness-is-content"
        ),
    ],
)
def test_what_follows_the_content(text: str, contents: list[str]) -> None:
    assert facts(text, SAMER) == [(["سامر حداد"], content, "neutral") for content in contents]


# -- resumption ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "بحسب الخبراء، فإن الجسر لن يفتح قبل الربيع.",
            {},
            [(["الخبراء"], "الجسر لن يفتح قبل الربيع", "neutral")],
            id="right-after",
        ),
        pytest.param(
            "بحسب الخبراء الذين زاروا الموقع، فإن الجسر لن يفتح قبل الربيع.",
            {},
            [(["الخبراء"], "الجسر لن يفتح قبل الربيع", "neutral")],
            id="relative-clause",
        ),
        pytest.param(
            "وبحسب سامر حداد الذي زار الموقع مرتين هذا الأسبوع، فإن الجسر لن يفتح قبل الربيع.",
            SAMER,
            [(["سامر حداد"], "الجسر لن يفتح قبل الربيع", "neutral")],
            id="relative-clause-on-a-name",
        ),
        pytest.param(
            "بحسب الخبراء، لن يفتح الجسر قبل الربيع.",
            {},
            [(["الخبراء"], "لن يفتح الجسر قبل الربيع", "neutral")],
            id="without-resumption",
        ),
        pytest.param("يختلف السعر بحسب الحجم، فإن الصغير أرخص.", {}, [], id="depending-on"),
    ],
)
def test_resumption_after_according_to(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected


# -- verbs without a subject -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "أصدر النائب العام بيانا، أكد فيه أن الجسر مغلق.",
            PROSECUTOR,
            [(["النائب العام"], "الجسر مغلق", "assert")],
            id="office",
        ),
        pytest.param("أصدر سامر حداد بيانا طويلا أكد فيه أن الجسر مغلق.", SAMER, [BRIDGE_ASSERTED], id="without-comma"),
        pytest.param(
            "قال نادر عيسى إن الطريق مفتوح. وعقد سامر حداد مؤتمرا صحفيا، أكد فيه أن الجسر مغلق.",
            BOTH,
            [NADER_ROAD, BRIDGE_ASSERTED],
            id="before-the-teller-of-the-last-sentence",
        ),
        pytest.param(
            "قال نادر عيسى إن الطريق مفتوح. وجرى لقاء مع سامر حداد في المدينة، وأكد أن الجسر مغلق.",
            BOTH,
            [NADER_ROAD, NADER_BRIDGE],
            id="a-governed-name-is-no-subject",
        ),
        pytest.param(
            "وصل سامر حداد إلى المدينة مساء الأحد. وأكد أن الجسر مغلق.",
            SAMER,
            [BRIDGE_ASSERTED],
            id="person-of-the-sentence-before",
        ),
        pytest.param(
            "قال نادر عيسى إن الطريق مفتوح. وصل سامر حداد إلى المدينة. وأكد أن الجسر مغلق.",
            BOTH,
            [NADER_ROAD, BRIDGE_ASSERTED],
            id="newer-person-before-older-teller",
        ),
        pytest.param(
            "قال نادر عيسى إن سامر حداد غادر المدينة. وأكد أن الجسر مغلق.",
            BOTH,
            [(["نادر عيسى"], "سامر حداد غادر المدينة", "neutral"), NADER_BRIDGE],
            id="somebody-told-in-it",
        ),
        pytest.param(
            "التقى الوفد مع سامر حداد في المدينة. وأكد أن الجسر مغلق.",
            SAMER,
            [([None], "الجسر مغلق", "assert")],
            id="a-governed-person-is-not-carried",
        ),
    ],
)
def test_verb_without_a_subject(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected


def test_person_of_the_sentence_before_is_marked_as_carried() -> None:
    _, found = read("وصل سامر حداد إلى المدينة مساء الأحد. وأكد أن الجسر مغلق.", SAMER)

    assert found[0].chain[0].carried
    assert found[0].chain[0].entity == "PER-0"


# -- concessions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("تحدث سامر حداد إلى الطلاب، إلا أن القاعة كانت شبه فارغة.", [], id="except-that"),
        pytest.param("تحدث سامر حداد إلى الطلاب رغم أن القاعة كانت شبه فارغة.", [], id="although"),
        pytest.param("أضاف سامر حداد لاعبا إلى الفريق، رغم أن الموسم انتهى.", [], id="although-after-comma"),
        pytest.param("قال سامر حداد كلمته، على الرغم من أن القاعة فارغة.", [], id="in-spite-of"),
        pytest.param(
            "وقال سامر حداد، رغم أن المطر غزير، إن الجسر مغلق.", [BRIDGE], id="although-before-the-true-opening"
        ),
        pytest.param(
            "ذكر سامر حداد، على الرغم من أن المطر غزير، أن الجسر مغلق.",
            [BRIDGE],
            id="in-spite-of-before-the-true-opening",
        ),
        pytest.param(
            "وأعلن سامر حداد رغم أن المطر غزير أن الجسر مغلق.", [BRIDGE_ASSERTED], id="although-without-commas"
        ),
    ],
)
def test_concession_opens_no_content(text: str, expected: list[Found]) -> None:
    assert facts(text, SAMER) == expected


# -- hearsay ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "content", "stance"),
    [
        pytest.param("تواجه الشركة اتهامات بالتلاعب في الأسعار.", "التلاعب في الأسعار", "condemn", id="accusations-of"),
        pytest.param("انتشرت شائعات عن إغلاق الجسر.", "إغلاق الجسر", "neutral", id="rumours-of"),
        pytest.param(
            "انتشرت في المدينة شائعات كثيرة عن إغلاق الجسر.", "إغلاق الجسر", "neutral", id="adjective-between"
        ),
        pytest.param("وصلت أنباء عن إغلاق الجسر.", "إغلاق الجسر", "neutral", id="news-of"),
    ],
)
def test_noun_of_hearsay_has_an_anonymous_teller(text: str, content: str, stance: str) -> None:
    _, found = read(text, {})

    assert facts(text, {}) == [([None], content, stance)]
    assert found[0].chain[0].anonymous


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("تواجه الشركة اتهامات كثيرة.", id="bare-accusations"),
        pytest.param("رد المحامي على الاتهامات بهدوء.", id="definite-accusations"),
        pytest.param("انتشرت شائعات في المدينة كلها.", id="bare-rumours"),
        pytest.param("انتشرت الشائعات في المدينة.", id="definite-rumours"),
    ],
)
def test_noun_of_hearsay_alone_tells_nothing(text: str) -> None:
    assert facts(text, {}) == []


# -- some of many ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "expected", "anonymous"),
    [
        pytest.param(
            "قال أحد مساعدي سامر حداد إن الجسر مغلق.",
            SAMER,
            (["أحد مساعدي سامر حداد"], "الجسر مغلق", "neutral"),
            True,
            id="one-of-his-aides",
        ),
        pytest.param(
            "ونفى أحد مساعدي سامر حداد صحة الأنباء.",
            SAMER,
            (["أحد مساعدي سامر حداد"], "صحة الأنباء", "deny"),
            True,
            id="one-of-his-aides-denies",
        ),
        pytest.param(
            "قال آلاف العاملين لدى النهضة إن الأجور متأخرة.",
            NAHDA,
            (["آلاف العاملين لدى النهضة"], "الأجور متأخرة", "neutral"),
            True,
            id="thousands-who-work-for",
        ),
        pytest.param(
            "وأكد كل من سامر حداد ونادر عيسى أن الجسر مغلق.",
            BOTH,
            (["كل من سامر حداد ونادر عيسى"], "الجسر مغلق", "assert"),
            False,
            id="each-of-two",
        ),
        pytest.param(
            "قال مساعد الوزير سامر حداد إن الجسر مغلق.",
            SAMER,
            (["مساعد الوزير سامر حداد"], "الجسر مغلق", "neutral"),
            False,
            id="the-aide-named",
        ),
    ],
)
def test_some_of_many_are_anonymous(text: str, names: Names, expected: Found, anonymous: bool) -> None:
    _, found = read(text, names)

    assert facts(text, names) == [expected]
    assert found[0].chain[0].anonymous is anonymous
    assert found[0].chain[0].entity == (None if anonymous else "PER-0")


# -- sentence heads --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "قالت ليلى نصار إن الجسر مغلق. مضيفة أن الطريق مفتوح.",
            LAYLA,
            [(["ليلى نصار"], "الجسر مغلق", "neutral"), (["ليلى نصار"], "الطريق مفتوح", "neutral")],
            id="participle",
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق. وبين أن الطريق مفتوح.",
            SAMER,
            [BRIDGE, (["سامر حداد"], "الطريق مفتوح", "neutral")],
            id="made-clear-that",
        ),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق. ومضيفة الطيران غادرت المدينة مساء.", SAMER, [BRIDGE], id="stewardess"
        ),
        pytest.param("مشيرا إلى الخريطة، وقف المرشد أمام الزوار.", {}, [], id="pointing-at-a-map"),
        pytest.param(
            "قال سامر حداد إن الجسر مغلق. وبين الضفتين جسر صغير آخر.", SAMER, [BRIDGE], id="between-the-banks"
        ),
        pytest.param("بين الطرفين خلاف قديم.", {}, [], id="between-two-sides"),
        pytest.param("وبين سامر حداد ونادر عيسى خلاف قديم.", BOTH, [], id="between-two-persons"),
    ],
)
def test_head_of_the_sentence(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected


def test_participle_at_the_head_is_marked_as_carried() -> None:
    _, found = read("قالت ليلى نصار إن الجسر مغلق. مضيفة أن الطريق مفتوح.", LAYLA)

    assert found[1].chain[0].carried
    assert found[1].chain[0].entity == "PER-0"
