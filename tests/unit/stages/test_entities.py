"""Who is who in sentences of our own."""

from __future__ import annotations

import msgspec
import pytest

from musnad.lexicon import Lexicon
from musnad.model import Document, EntityType, Mention, MentionForm
from musnad.stages.entities import EntitiesStage
from musnad.stages.mentions import MentionsStage
from support import make_doc


@pytest.fixture(scope="module")
def stage() -> EntitiesStage:
    return EntitiesStage(Lexicon())


def make_mentions(text: str, *parts: tuple[str, EntityType, MentionForm]) -> Document:
    """Return a document with mentions of (words, type, form), each looked for after the end of the one before."""
    found, at = [], 0
    for words, kind, form in parts:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Mention(start=start, end=at, type=kind, form=form, origin="test"))
    return make_doc(text, mentions=tuple(found))


def test_entities_joins_full_and_short_name(stage: EntitiesStage) -> None:
    text = "حضر سمير قرنبولي الحفل. ثم غادر قرنبولي القاعة."
    doc = make_mentions(text, ("سمير قرنبولي", "PER", "name"), ("قرنبولي", "PER", "name"))
    (entity,) = stage.find(doc)
    assert entity.name == "سمير قرنبولي"


def test_entities_keeps_other_people_apart(stage: EntitiesStage) -> None:
    doc = make_mentions("سمير قرنبولي وهالة زعفراني", ("سمير قرنبولي", "PER", "name"), ("هالة زعفراني", "PER", "name"))
    assert len(stage.find(doc)) == 2


def test_entities_joins_spellings(stage: EntitiesStage) -> None:
    doc = make_mentions("كورزنيك ثم كرزنيك", ("كورزنيك", "PER", "name"), ("كرزنيك", "PER", "name"))
    assert len(stage.find(doc)) == 1


def test_entities_links_title_before_name(stage: EntitiesStage) -> None:
    text = "قال وزير الزراعة، سمير قرنبولي، كلاما. وغادر الوزير."
    doc = make_mentions(
        text, ("وزير الزراعة", "PER", "nominal"), ("سمير قرنبولي", "PER", "name"), ("الوزير", "PER", "nominal")
    )
    (entity,) = stage.find(doc)
    assert entity.roles == ("وزير الزراعة",)
    assert entity.role == "official"
    assert len(entity.mentions) == 3


def test_entities_keeps_other_minister_apart(stage: EntitiesStage) -> None:
    text = "قال وزير الزراعة الأردني سمير قرنبولي كلاما. وغادر وزير الزراعة اليمني."
    doc = make_mentions(
        text,
        ("وزير الزراعة الأردني", "PER", "nominal"),
        ("سمير قرنبولي", "PER", "name"),
        ("وزير الزراعة اليمني", "PER", "nominal"),
    )
    named, unnamed = stage.find(doc)
    assert len(named.mentions) == 2
    assert unnamed.name == "وزير الزراعة اليمني"


def test_entities_links_an_office_to_its_holder_of_the_day(stage: EntitiesStage) -> None:
    text = "قال وزير الدفاع الروسي إن المناورات انتهت."
    doc = make_mentions(text, ("وزير الدفاع الروسي", "PER", "nominal"))
    found = {}
    for published in ("2016-12-01", "2025-02-01"):
        (entity,) = stage.find(msgspec.structs.replace(doc, published=published))
        found[published] = entity.name_en, entity.reasons[0].partition(":")[0]
    assert found == {"2016-12-01": ("Sergei Shoigu", "role"), "2025-02-01": ("Andrei Belousov", "role")}


def test_entities_office_without_date_is_nobody_known(stage: EntitiesStage) -> None:
    doc = make_mentions("قال وزير الدفاع الروسي إن المناورات انتهت.", ("وزير الدفاع الروسي", "PER", "nominal"))
    (entity,) = stage.find(msgspec.structs.replace(doc, published=None))
    assert not entity.reasons


def test_entities_source_without_name_is_nobody(stage: EntitiesStage) -> None:
    doc = make_mentions("قال مسؤول في الحكومة الأردنية كلاما.", ("مسؤول في الحكومة الأردنية", "PER", "nominal"))
    assert stage.find(doc) == ()


def test_entities_give_latin_forms(stage: EntitiesStage) -> None:
    (entity,) = stage.find(make_mentions("حضر سمير الزعفراني الحفل", ("سمير الزعفراني", "PER", "name")))
    assert entity.name_latin == "Samir al-Zafarani"
    assert entity.name_ijmes is not None
    assert entity.name_ijmes.startswith("Samīr")


def test_entities_links_paper_by_its_noun(stage: EntitiesStage) -> None:
    text = "ذكرت صحيفة «الغصن» ذلك. وأضافت الصحيفة كلاما."
    doc = make_mentions(text, ("الغصن", "ORG", "name"), ("الصحيفة", "ORG", "nominal"))
    (entity,) = stage.find(doc)
    assert entity.role == "outlet"
    assert len(entity.mentions) == 2


def test_entities_government_is_the_state(stage: EntitiesStage) -> None:
    doc = make_mentions("وصل إلى الأردن. وقالت الحكومة الأردنية.", ("الحكومة الأردنية", "LOC", "nominal"))
    assert [e.name for e in stage.find(doc)] == ["الأردن"]


def test_entities_ids_come_from_content(stage: EntitiesStage) -> None:
    one = make_mentions("سمير قرنبولي هنا", ("سمير قرنبولي", "PER", "name"))
    two = make_mentions("هنا وهناك سمير قرنبولي", ("سمير قرنبولي", "PER", "name"))
    assert stage.find(one)[0].id == stage.find(two)[0].id


def test_entities_without_mentions_is_empty(stage: EntitiesStage) -> None:
    assert stage.find(make_doc("لا شيء", mentions=())) == ()


@pytest.mark.parametrize(
    ("text", "state", "words", "linked"),
    [
        pytest.param("اعتقلت السلطات التونسية رجلا. ثم أفرجت السلطات عنه.", "السلطات التونسية", "السلطات", True,
                     id="called-so-before"),
        pytest.param("في تونس حريق. وقالت الحكومة إنها تعمل.", None, "الحكومة", True, id="only-state"),
        pytest.param("في تونس وليبيا حريق. وقالت الحكومة إنها تعمل.", None, "الحكومة", False, id="two-states"),
        pytest.param("في تونس حريق. ووصل الحزب إلى السلطة.", None, "السلطة", False, id="power-is-no-state"),
    ],
)  # fmt: skip
def test_entities_links_authorities_to_state(
    stage: EntitiesStage, text: str, state: str | None, words: str, linked: bool
) -> None:
    countries = [("تونس", "LOC", "name")] if state is None else [(state, "LOC", "nominal")]
    if "ليبيا" in text:
        countries.append(("ليبيا", "LOC", "name"))
    doc = make_mentions(text, *countries, (words, "ORG", "nominal"))  # type: ignore[arg-type]  # literals in a list
    known = MentionsStage(Lexicon()).find(make_doc(text))
    names = tuple(m for m in known if m.form == "name")
    nominals = tuple(m for m in doc.mentions or () if m.form == "nominal")
    doc = make_doc(text, mentions=tuple(sorted((*names, *nominals))))
    last = max(nominals)
    assert any(e.type == "LOC" and last.span in e.mentions for e in stage.find(doc)) is linked


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        pytest.param("قال وزير الزراعة الفرنسي سمير قرنبولي إن بلاده ترفض الخطة.", "بلاده", "فرنسا", id="by-title"),
        pytest.param("وقال وزير الزراعة الأردني إن لبلاده حقا.", "بلاده", "الأردن", id="unnamed-holder-with-clitic"),
        pytest.param("قال سمير قرنبولي إن بلاده ترفض الخطة.", "بلاده", None, id="nation-unknown"),
        pytest.param("انتقد الأردنيون الخطة.", "الأردنيون", "الأردن", id="people"),
        pytest.param("زار الوفد الضحايا الأردنيين.", "الأردنيين", None, id="people-as-adjective"),
        pytest.param("هاجمت جماعة الحوثي القرية. ثم انسحب المتمردون.", "المتمردون", "جماعة الحوثي", id="only-rebels"),
        pytest.param("انسحب المتمردون من القرية.", "المتمردون", None, id="no-rebels-named"),
        pytest.param("هاجم تنظيم داعش القرية. وانسحب التنظيم الإرهابي.", "التنظيم الإرهابي", "تنظيم الدولة الإسلامية",
                     id="judging-adjective"),
        pytest.param("حضر سمير طالب. وطالب الوزير بحل.", "طالب الوزير", None, id="verb-is-no-role"),
    ],
)  # fmt: skip
def test_entities_links_what_mentions_find(stage: EntitiesStage, text: str, words: str, entity: str | None) -> None:
    doc = make_doc(text)
    doc = make_doc(text, mentions=MentionsStage(Lexicon()).find(doc))
    start = text.index(words)
    found = [e.name for e in stage.find(doc) for m in e.mentions if (m.start, m.end) == (start, start + len(words))]
    assert found == ([entity] if entity else [])
