"""Who tells: subjects read from the head of the clause, silent ones, documents, passives, comments, headlines."""

from __future__ import annotations

import pytest

from unit.stages.test_statements import read, tellers, told

Names = dict[str, list[str]]
SAMER: Names = {"PER": ["سامر حداد"]}
BOTH: Names = {"PER": ["سامر حداد", "نادر عيسى"]}


@pytest.mark.parametrize(
    ("text", "names", "chain", "content"),
    [
        pytest.param(
            "كما ذكرت وزارة الدفاع، أن الطريق مغلق.",
            {"ORG": ["وزارة الدفاع"]},
            ["وزارة الدفاع"],
            "الطريق مغلق",
            id="after-kama",
        ),
        pytest.param(
            "لكن كبير المفاوضين في الوفد، التابع للحركة، قال إن الطريق مغلق.",
            {},
            ["كبير المفاوضين في الوفد، التابع للحركة"],
            "الطريق مغلق",
            id="head-of-the-clause",
        ),
        pytest.param("كشف #وزير_النقل أن الطريق مغلق.", {}, ["وزير_النقل"], "الطريق مغلق", id="hashtag"),
        pytest.param(
            'اتهم سامر حداد "الخوذ البيضاء" بإغلاق الطريق.',
            {**SAMER, "ORG": ["الخوذ البيضاء"]},
            ["سامر حداد"],
            "إغلاق الطريق",
            id="object-in-marks",
        ),
        pytest.param(
            "وتطالب هيئات عدة ونشطاء حقوقيون منذ سنوات بفتح الطريق.",
            {},
            ["هيئات عدة ونشطاء حقوقيون"],
            "فتح الطريق",
            id="feminine-plural",
        ),
        pytest.param(
            "وقال بعض النواب إن الطريق مغلق.", {}, ["بعض النواب"], "الطريق مغلق", id="first-letter-is-no-clitic"
        ),
        pytest.param(
            "إذ انتقد آلاف العاملين لدى الشركة قرارها بإغلاق الطريق.",
            {},
            ["آلاف العاملين لدى الشركة"],
            "قرارها بإغلاق الطريق",
            id="letters-that-are-no-article",
        ),
        pytest.param(
            "احتجاج سلمي لمواطنين يطالبون بفتح الطريق.", {}, ["مواطنين"], "فتح الطريق", id="plural-verb-describes"
        ),
        pytest.param(
            "أكد سامر حداد، وزير النقل، وقوف بلاده مع جيرانها.",
            SAMER,
            ["سامر حداد، وزير النقل"],
            "وقوف بلاده مع جيرانها",
            id="title-in-commas",
        ),
        pytest.param(
            "وأفادت وسائل الإعلام المحلية بأن الطريق مغلق.",
            {},
            ["وسائل الإعلام المحلية"],
            "الطريق مغلق",
            id="clause-before-a-noun",
        ),
        pytest.param(
            "القرار الذي وصفه سامر حداد بالظالم.", SAMER, ["سامر حداد"], "الظالم", id="after-a-verb-with-its-object"
        ),
        pytest.param('وتابعت تقول: "الطريق مغلق منذ يوم أمس".', {}, [None], "الطريق مغلق منذ يوم أمس", id="two-verbs"),
        pytest.param(
            "المكتب الإعلامي للوزير بيّن أن الطريق مغلق.",
            {},
            ["المكتب الإعلامي للوزير"],
            "الطريق مغلق",
            id="doubled-letter-shows-the-verb",
        ),
        pytest.param(
            "قال أحد السكان، وهو مزارع يدعى سامر حداد، إن الطريق مغلق.",
            SAMER,
            ["أحد السكان، وهو مزارع يدعى سامر حداد"],
            "الطريق مغلق",
            id="introduced-by-name",
        ),
        pytest.param(
            "العراق وسوريا تتهمان الشركة بإغلاق الطريق.",
            {"LOC": ["العراق", "سوريا"]},
            ["العراق وسوريا"],
            "إغلاق الطريق",
            id="two-joined",
        ),
        pytest.param(
            "كشف تقييم سري للوزارة أن الطريق مغلق.", {}, ["تقييم سري للوزارة"], "الطريق مغلق", id="a-document"
        ),
        pytest.param("سامر حداد يعتقد أن الطريق مغلق.", SAMER, ["سامر حداد"], "الطريق مغلق", id="before-a-present"),
        pytest.param(
            "وزارة الدفاع كانت أعلنت أن الطريق مغلق.",
            {"ORG": ["وزارة الدفاع"]},
            ["وزارة الدفاع"],
            "الطريق مغلق",
            id="auxiliary-between",
        ),
        pytest.param("ثلاثة صحافيين اتهموا بإغلاق الطريق.", {}, [None], "إغلاق الطريق", id="accused-tell-nothing"),
    ],
)
def test_subject_of_a_verb(text: str, names: Names, chain: list[str | None], content: str) -> None:
    doc, found = read(text, **names)

    assert [(tellers(doc, s), told(doc, s)) for s in found] == [(chain, content)]


@pytest.mark.parametrize(
    ("text", "names", "chain"),
    [
        pytest.param("نفى السائق هذه الأقوال مؤكدا أن الطريق مغلق.", {}, ["السائق"], id="subject-with-an-object"),
        pytest.param(
            "بعد ساعات من تصريحات سامر حداد، رد نادر عيسى، مؤكدا أن الطريق مغلق.",
            BOTH,
            ["نادر عيسى"],
            id="main-verb-after-a-comma",
        ),
        pytest.param("من جانبه نفى السائق هذه الأقوال.", {}, ["السائق"], id="a-verb-that-folds-like-its-noun"),
        pytest.param("ونفى خمسة منهم التهمة.", {}, ["خمسة منهم"], id="some-of-them"),
        pytest.param("وأصدر سامر حداد بيانا وصف فيه القرار بأنه ظالم.", SAMER, ["سامر حداد"], id="who-put-it-out"),
        pytest.param(
            "ووسع سامر حداد الحظر، إذ أعلن إغلاق الطريق.", SAMER, ["سامر حداد"], id="clause-after-a-subordinator"
        ),
        pytest.param(
            "قال المحتجون إن الطريق مغلق. وطالبوا الأمم المتحدة بفتح الطريق.",
            {"ORG": ["الأمم المتحدة"]},
            ["المحتجون"],
            id="plural-verbs-have-no-subject-after-them",
        ),
        pytest.param(
            "قال سامر حداد إن الطريق مغلق. كما دعا الزوار إلى متابعة الأخبار.",
            SAMER,
            ["سامر حداد"],
            id="those-called-on-are-no-teller",
        ),
        pytest.param(
            "قال سامر حداد إن الطريق مغلق. وقد أغلق الجسر مساء، على حد قوله.", SAMER, ["سامر حداد"], id="his-own-words"
        ),
    ],
)
def test_silent_subject(text: str, names: Names, chain: list[str | None]) -> None:
    doc, found = read(text, **names)

    assert tellers(doc, found[-1]) == chain


@pytest.mark.parametrize(
    ("text", "names", "chains"),
    [
        pytest.param(
            "أشارت الصحيفة إلى تصريحات سامر حداد التي أكد فيها أن الطريق مغلق.",
            SAMER,
            [["الصحيفة", "سامر حداد"]],
            id="words-of-another",
        ),
        pytest.param(
            "قال سامر حداد إن الطريق مغلق. جاء ذلك وفقا لما نقلته وكالة رويترز، حيث قال سامر حداد إن الجسر مغلق.",
            {**SAMER, "ORG": ["وكالة رويترز"]},
            [["وكالة رويترز", "سامر حداد"]] * 2,
            id="passed-on-in-the-next-sentence",
        ),
        pytest.param(
            "حملت السلطات الحركة مسؤولية الهجوم. وجاء هذا الاتهام على لسان سامر حداد.",
            SAMER,
            [["السلطات", "سامر حداد"]],
            id="said-by-in-the-next-sentence",
        ),
        pytest.param(
            'انتقد سامر حداد القرار. جاء ذلك في مقابلة لسامر حداد مع نادر عيسى حيث قال: "هذا القرار لا يخدم أحدا هنا".',
            BOTH,
            [["سامر حداد"]] * 2,
            id="interview-with-another",
        ),
        pytest.param(
            "وقال الوزير إن الطريق مغلق، نقلا عن وكالة رويترز.",
            {"ORG": ["وكالة رويترز"]},
            [["وكالة رويترز", "الوزير"]],
            id="an-agency-passes-on",
        ),
        pytest.param("اعترف سامر حداد بأنه هدد بإغلاق الطريق.", SAMER, [["سامر حداد"]], id="nobody-passes-on-himself"),
        pytest.param(
            "لكن وكالة رويترز نقلت أن سامر حداد أعرب عن قلقه.",
            {**SAMER, "ORG": ["وكالة رويترز"]},
            [["وكالة رويترز", "سامر حداد"]],
            id="passed-on-in-a-clause",
        ),
        pytest.param(
            "ونقلت وكالة رويترز عن سامر حداد معلومات تفيد بأن الطريق مغلق.",
            {**SAMER, "ORG": ["وكالة رويترز"]},
            [["وكالة رويترز", "سامر حداد"]],
            id="information-that-says",
        ),
    ],
)
def test_chains(text: str, names: Names, chains: list[list[str | None]]) -> None:
    doc, found = read(text, **names)

    assert [tellers(doc, s) for s in found] == chains


@pytest.mark.parametrize(
    "text",
    [
        "إذ اُتهم سامر حداد بإغلاق الطريق.",
        "وأُعلن أن الطريق مغلق.",
        "وتردد أن الطريق مغلق.",
        "سنحقق في أنباء إغلاق الطريق.",
        "وتلقت الحكومة دعوات إلى فتح الطريق.",
        "بعد اتهامه بإغلاق الطريق، غادر سامر حداد.",
    ],
)
def test_nobody_is_named(text: str) -> None:
    doc, found = read(text, **SAMER)

    assert [(tellers(doc, s), s.chain[-1].anonymous) for s in found] == [([None], True)]


def test_one_whose_teller_is_not_found_is_not_said_to_be_unnamed() -> None:
    _, found = read("وأضاف أن الطريق مغلق.")

    assert [(s.chain[-1].source, s.chain[-1].anonymous) for s in found] == [(None, False)]


@pytest.mark.parametrize(
    ("text", "names", "entity"),
    [
        ("قالت زوجة سامر حداد إن الطريق مغلق.", SAMER, None),
        ("قال محامي سامر حداد إن الطريق مغلق.", SAMER, None),
        ("كشف مصدر قريب الصلة من سامر حداد أن الطريق مغلق.", SAMER, None),
        ("قال الوزير سامر حداد إن الطريق مغلق.", SAMER, "سامر حداد"),
        ("وقال مسؤول في بغداد إن الطريق مغلق.", {"LOC": ["بغداد"]}, None),
    ],
    ids=["wife", "lawyer", "close-to", "himself", "in-a-town"],
)
def test_words_of_somebody_near_a_person_are_not_his(text: str, names: Names, entity: str | None) -> None:
    doc, found = read(text, **names)

    called = {e.id: e.name for e in doc.entities or ()}
    assert [called.get(s.chain[-1].entity or "") for s in found] == [entity]


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("وتتهم المعارضة الحكومة بإغلاق الطريق، وهو ما تنفيه الأخيرة.", ["condemn", "deny"]),
        ("وقال الوزير إن الطريق مغلق، الأمر الذي أكده محافظ المدينة.", ["neutral", "assert"]),
    ],
)
def test_a_comment_tells_the_same_on_anothers_word(text: str, stances: list[str]) -> None:
    doc, found = read(text)

    assert [s.stance for s in found] == stances
    assert told(doc, found[0]) == told(doc, found[1])
    assert tellers(doc, found[0]) != tellers(doc, found[1])


@pytest.mark.parametrize(
    ("headline", "names", "chain"),
    [
        ("سامر حداد بعد لقاء الوزير: الطريق مغلق", SAMER, ["سامر حداد"]),
        ("سامر حداد يتوعد: الطريق مغلق", SAMER, ["سامر حداد"]),
        ("عائلة الضحية تطالب بفتح الطريق", {}, ["عائلة الضحية"]),
        ("بغداد: فرنسية تنفي صلتها بالحادث", {"LOC": ["بغداد"]}, ["فرنسية"]),
        ("في المدينة تطالب بفتح الطريق", {}, None),
        ("سامر حداد في بغداد: زيارة قصيرة", {**SAMER, "LOC": ["بغداد"]}, None),
        ("مرسوم إغلاق الطريق: خلاف جديد", {}, None),
        ("بغداد: الطريق مغلق", {"LOC": ["بغداد"]}, None),
    ],
    ids=["on-an-occasion", "acts", "any-noun", "after-a-topic", "no-subject", "at-a-place", "a-thing", "a-topic"],
)
def test_headline(headline: str, names: Names, chain: list[str] | None) -> None:
    doc, found = read(f"{headline}\n\nوصل الوفد.", **names)

    assert [tellers(doc, s) for s in found] == ([chain] if chain else [])


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param(
            "وأكد الوزير أن الطريق مغلق، غير أن المحافظ قال إن الجسر مفتوح.",
            ["الطريق مغلق", "الجسر مفتوح"],
            id="set-against",
        ),
        pytest.param(
            'وقال الوزير: "الطريق مغلق منذ أمس. وأضاف أن الجسر مفتوح.',
            ["الطريق مغلق منذ أمس", "الجسر مفتوح"],
            id="never-closed",
        ),
        pytest.param(
            'قال الوزير لـ"كلنا.نت": "الطريق مغلق منذ أمس".', ["الطريق مغلق منذ أمس"], id="a-stop-inside-a-name"
        ),
        pytest.param("وأغلق الطريق مساء، وذلك بحسب الشرطة.", ["وأغلق الطريق مساء"], id="words-that-point-back"),
        pytest.param(
            "هذه القضية ستعقد الأزمة كثيرا، تقول الصحيفة.", ["هذه القضية ستعقد الأزمة كثيرا"], id="teller-at-the-end"
        ),
        pytest.param("ووفق ما ذكرت الصحيفة، فإن الطريق الرئيسي مغلق.", ["الطريق الرئيسي مغلق"], id="document-before"),
        pytest.param("يعتبر هذا الطريق أحد أطول الطرق.", [], id="is-held-to-be"),
        pytest.param("وصلت سيدة تُدعى ليلى إلى الطريق.", [], id="is-called"),
        pytest.param("ولوح كثيرون بالأعلام.", [], id="waved"),
    ],
)
def test_told_words(text: str, contents: list[str]) -> None:
    doc, found = read(text)

    assert [told(doc, s) for s in found] == contents


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("قال مسؤول أمني على صلة بالتحقيق الخاص بقضية اختفاء الصحفي سامر حداد، إن الطريق مغلق.", True),
        ("قال مسؤول الأمن في المدينة سامر حداد إن الطريق مغلق.", False),
    ],
    ids=["name-in-the-description", "name-of-the-bearer"],
)
def test_whose_name_a_phrase_holds(text: str, unnamed: bool) -> None:
    _, found = read(text, **SAMER)

    link = found[0].chain[-1]
    assert (link.anonymous, link.entity is None) == (unnamed, unnamed)
