"""Entities of FollowTheMoney, opened with its library: nothing dropped, ids that hold, statements beside them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import followthemoney
import pytest
from followthemoney.proxy import EntityProxy

from export_kit import (
    HARD_TEXT,
    MADE,
    bare_doc,
    exported_folder,
    hard_doc,
    news_doc,
    sample_case,
    sample_subject,
    subject_of,
)
from musnad.case.folder import open_case
from musnad.case.identity import merge, split
from musnad.errors import ExportError
from musnad.exports.handing import hand_over_case
from musnad.exports.linked.ftm import ENTITIES, OFFSETS, STATEMENTS
from musnad.exports.manner import Manner
from musnad.exports.running import ExportNote, wanted_format
from musnad.lexicon import Lexicon
from musnad.lexicon.user_actors import read_user_actors
from musnad.model import ChainLink, Document, Entity, Statement
from support import make_doc, named_layers, span_of


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def proxies(folder: Path) -> Iterator[tuple[dict[str, Any], EntityProxy]]:
    for record in lines(folder, ENTITIES):
        yield record, followthemoney.model.get_proxy(record)


def by_schema(folder: Path) -> dict[str, list[EntityProxy]]:
    found: dict[str, list[EntityProxy]] = {}
    for _, proxy in proxies(folder):
        found.setdefault(proxy.schema.name, []).append(proxy)
    return found


def export(folder: Path, *documents: Document) -> ExportNote:
    return exported_folder("ftm", subject_of(*documents), folder / "out")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_case(tmp_path_factory.mktemp("ftm"))


@pytest.fixture(scope="module")
def sample(case: Path) -> Path:
    with sample_subject(case) as subject:
        exported_folder("ftm", subject, case.parent / "out")
    return case.parent / "out"


def assert_nothing_is_dropped(folder: Path) -> None:
    """Check that the library holds each value, and takes each as a value of its type."""
    for record, proxy in proxies(folder):
        held = {prop.name: proxy.get(prop) for prop in proxy.iterprops()}
        assert held == record["properties"]
        cleaned = followthemoney.model.get_proxy(record, cleaned=False)
        for prop, values in held.items():
            assert len(cleaned.get(prop)) == len(values), (record["schema"], prop, values)
        proxy.schema.validate(record)


def test_library_drops_nothing_of_the_sample(sample: Path) -> None:
    assert_nothing_is_dropped(sample)


def test_library_drops_nothing_of_hard_articles(tmp_path: Path) -> None:
    export(tmp_path, news_doc(), hard_doc(), bare_doc())
    assert_nothing_is_dropped(tmp_path / "out")


def test_links_lead_to_entities_of_the_right_schema(sample: Path) -> None:
    schemata = {proxy.id: proxy.schema for _, proxy in proxies(sample)}
    checked = 0
    for _, proxy in proxies(sample):
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert schemata[value].is_a(prop.range), (proxy.schema.name, prop.name)
                checked += 1
    assert checked > 300


def test_each_id_stands_once_although_articles_share_actors(sample: Path) -> None:
    ids = Counter(record["id"] for record in lines(sample, ENTITIES))
    assert set(ids.values()) == {1}
    named = [proxy for proxy in by_schema(sample)["Organization"] if "رويترز" in proxy.get("name")]
    told = [proxy for proxy in by_schema(sample)["Documentation"] if named[0].id in proxy.get("entity")]
    assert len(named) == 1 and len(told) > 1


def test_exports_of_the_same_are_the_same(sample: Path, case: Path, tmp_path: Path) -> None:
    with sample_subject(case) as subject:
        exported_folder("ftm", subject, tmp_path / "again")
    for name in (ENTITIES, STATEMENTS, OFFSETS):
        assert (tmp_path / "again" / name).read_bytes() == (sample / name).read_bytes()


def test_article_keeps_its_text_and_metadata(tmp_path: Path) -> None:
    export(tmp_path, hard_doc(), news_doc())
    hard, news = by_schema(tmp_path / "out")["Article"]
    assert hard.get("bodyText") == [HARD_TEXT]
    assert hard.get("title") == ['=HYPERLINK("x") "عنوان"']
    assert (news.first("sourceUrl"), news.first("publisher")) == ("https://news.example/1?a=1&b=2", "صحيفة الغد")
    assert news.first("author") == "كاتب" and news.first("language") == "ara"


def test_article_without_metadata_has_its_text_alone(tmp_path: Path) -> None:
    export(tmp_path, bare_doc("no Arabic"))
    (article,) = by_schema(tmp_path / "out")["Article"]
    assert [prop.name for prop in article.iterprops()] == ["bodyText"]


def test_published_becomes_utc_and_what_is_no_date_is_counted(tmp_path: Path) -> None:
    note = export(tmp_path, bare_doc("a", published="2021-04-18T09:10:00+03:00"), bare_doc("b", published="0900-01-01"))
    first, second = by_schema(tmp_path / "out")["Article"]
    assert first.get("publishedAt") == ["2021-04-18T06:10:00"] and second.get("publishedAt") == []
    assert {lost.what: lost.times for lost in note.lost}["dates"] == 1


def test_event_has_its_parties_place_day_and_figures(tmp_path: Path) -> None:
    export(tmp_path, news_doc())
    found = by_schema(tmp_path / "out")
    sent, killed = found["Event"]
    (ministry,), (place,) = found["Organization"], found["Address"]
    assert sent.first("date") == "2018-05-05" and sent.get("involved") == [ministry.id]
    assert sent.get("addressEntity") == [place.id] and sent.first("location") == "بيروت"
    assert sent.get("proof") == [found["Article"][0].id]
    assert sent.get("keywords") == ["MOBILIZE", "troops", "happened"]
    assert "سمير عون" in (sent.first("summary") or "")
    assert killed.get("notes") == ["killed: 12"] and not killed.has("date")
    roles = {(link.first("subject"), link.first("object")): link.first("role") for link in found["UnknownLink"]}
    assert roles == {(ministry.id, sent.id): "actor", (place.id, sent.id): "recipient"}


def test_event_that_did_not_happen_says_so_in_its_name(sample: Path) -> None:
    denied = [event for event in by_schema(sample)["Event"] if "denied" in event.get("keywords")]
    assert denied and all((event.first("name") or "").startswith("[منفيّ] ") for event in denied)


def test_event_is_named_in_the_language_asked_for(case: Path, tmp_path: Path) -> None:
    with sample_subject(case) as subject:
        exported_folder("ftm", subject, tmp_path / "out", language="en")
    names = [event.first("name") or "" for event in by_schema(tmp_path / "out")["Event"]]
    assert any(name.startswith("[denied] consult: ") for name in names)


def test_mention_has_the_words_of_the_article(tmp_path: Path) -> None:
    export(tmp_path, hard_doc())
    found = by_schema(tmp_path / "out")
    (mention,), (person,) = found["Mention"], found["Person"]
    assert mention.get("name") == ["سَميرُ"] and mention.get("resolved") == [person.id]
    assert mention.first("detectedSchema") == "Person"


def test_statements_stand_beside_with_the_same_ids(tmp_path: Path) -> None:
    doc = hard_doc()
    export(tmp_path, doc)
    found = by_schema(tmp_path / "out")
    (line,) = lines(tmp_path / "out", STATEMENTS)
    assert line["article"] == found["Article"][0].id
    assert [HARD_TEXT[piece["start"] : piece["end"]] for piece in line["content"]] == ["إنّ الوفدَ\tوصل", "غادر"]
    assert [teller["id"] for teller in line["chain"]] == [None, found["Person"][0].id]
    assert [teller["anonymous"] for teller in line["chain"]] == [True, False]
    assert (line["stance"], line["polarity"], line["kind"]) == ("deny", -1, "direct")


def test_offsets_stand_beside_with_the_same_ids(sample: Path) -> None:
    found = by_schema(sample)
    texts = {article.id: article.first("bodyText") for article in found["Article"]}
    mentions = {(m.first("document"), m.first("resolved")): set(m.get("name")) for m in found["Mention"]}
    checked = 0
    for line in lines(sample, OFFSETS):
        text = texts[line["article"]] or ""
        assert len(text) == line["length"]
        for entity in line["entities"]:
            words = {" ".join(text[start:end].split()) for start, end in entity["spans"]}
            if named := mentions.get((line["article"], entity["id"])):
                assert words == named
                checked += 1
    assert checked == len(mentions)


def spokesman_doc() -> Document:
    text = "قال المتحدث باسم وزارة الدفاع سمير عون إن الوفد وصل."
    layers = named_layers(text, PER=["سمير عون"], ORG=["وزارة الدفاع"])
    link = ChainLink(source=span_of(text, "المتحدث باسم وزارة الدفاع سمير عون"), cue=span_of(text, "قال"),
                     entity="PER-0", role="spokesman", origin="test")  # fmt: skip
    told = Statement(id="s1", content=(span_of(text, "الوفد وصل"),), chain=(link,), kind="indirect", stance="neutral",
                     origin="test")  # fmt: skip
    return make_doc(text, statements=(told,), **layers)


def test_spokesman_represents_whom_the_words_name(tmp_path: Path) -> None:
    export(tmp_path, spokesman_doc())
    found = by_schema(tmp_path / "out")
    (link,) = found["Representation"]
    assert (link.get("agent"), link.get("client")) == ([found["Person"][0].id], [found["Organization"][0].id])
    assert link.get("role") == ["المتحدث باسم وزارة الدفاع سمير عون"]


def test_teller_who_is_no_spokesman_represents_nobody(tmp_path: Path) -> None:
    export(tmp_path, news_doc())
    assert "Representation" not in by_schema(tmp_path / "out")


def test_people_s_decisions_make_one_entity_of_two(case: Path, tmp_path: Path) -> None:
    with sample_subject(case) as subject:
        exported_folder("ftm", subject, tmp_path / "before")
    made = tmp_path / "case"
    sample_case(tmp_path)
    with open_case(made, writable=True) as opened:
        merge(opened, "PER:رائد قرملي", "PER:المسؤول الايراني للوكالة", reason="هو نفسه")
        split(opened, "ORG:الاستخبارات", "ORG:الوفد السعودي", reason="اثنان")
        merge(opened, "ORG:الوفد السعودي", "places:sau", reason="يتكلم باسمها")
    with sample_subject(made) as subject:
        note = exported_folder("ftm", subject, tmp_path / "after")
    before, after = by_schema(tmp_path / "before"), by_schema(tmp_path / "after")
    assert len(after["Person"]) == len(before["Person"]) - 1
    (one,) = [p for p in after["Person"] if "هو نفسه" in " ".join(p.get("notes"))]
    assert {"رائد قرملي", "المسؤول الإيراني للوكالة"} <= {*one.get("name"), *one.get("alias")}
    (similar,) = after["Similar"]
    assert similar.get("criteria") == ["يتكلم باسمها"]
    assert {lost.what: lost.times for lost in note.lost}["splits"] == 1
    assert_nothing_is_dropped(tmp_path / "after")


def test_decisions_are_not_told_where_somebody_is_blacked_out(tmp_path: Path) -> None:
    with open_case(sample_case(tmp_path), writable=True) as opened:
        merge(opened, "PER:رائد قرملي", "PER:المسؤول الايراني للوكالة", reason="سائق الوزير")
        note = hand_over_case(opened, wanted_format("ftm"), tmp_path / "out", Manner(MADE),
                              redact=("رائد قرملي",), reason="test")  # fmt: skip
    written = "".join((tmp_path / "out" / name).read_text(encoding="utf-8") for name in (ENTITIES, STATEMENTS, OFFSETS))
    assert "قرملي" not in written and "سائق" not in written and len(written) > 10_000
    assert {lost.what: lost.times for lost in note.lost}["reasons"] == 1


def test_actors_come_back_as_a_list_of_actors(tmp_path: Path) -> None:
    text = "قال سَميــر عون وخليفة حفتر في شركة نخيل الواحة إن عون وصل."
    person = Entity(id="p", type="PER", name="سمير عون", name_en="Samir Aoun", wikidata="Q42", country="LBN",
                    roles=("وزير الأنهار",), sectors=("GOV",), mentions=(span_of(text, "سَميــر عون"),),
                    origin="names:x")  # fmt: skip
    body = Entity(id="o", type="ORG", name="شركة نخيل الواحة", country="EGY", sectors=("BUS",),
                  mentions=(span_of(text, "شركة نخيل الواحة"),), origin="names:y")  # fmt: skip
    foreign = Entity(id="f", type="ORG", name="Oasis", mentions=(span_of(text, "حفتر"),), origin="names:z")
    layers = named_layers(text, PER=["سَميــر عون"])
    export(tmp_path, make_doc(text, mentions=layers["mentions"], entities=(person, body, foreign)))
    written = (tmp_path / "out" / ENTITIES).read_text(encoding="utf-8")
    read = read_user_actors(written, "f", countries=Lexicon().country_codes)
    one, other = sorted(read.rows, key=lambda row: row.type, reverse=True)
    assert (one.type, one.name, one.name_en, one.wikidata) == ("PER", "سمير عون", "Samir Aoun", "Q42")
    assert (one.country, one.sector, one.role) == ("LBN", ("GOV",), "official")
    assert (other.type, other.name, other.country, other.sector) == ("ORG", "شركة نخيل الواحة", "EGY", ("BUS",))
    (problem,) = [problem for problem in read.problems if problem.grade == "warning"]
    assert "'Oasis' has no name in Arabic letters" in problem.message


def test_family_name_alone_is_a_weak_alias(tmp_path: Path) -> None:
    text = "قال سمير عون إن الوفد وصل. وأضاف عون."
    layers = named_layers(text, PER=["سمير عون"])
    (mention,), (entity,) = layers["mentions"], layers["entities"]
    again = span_of(text, "عون.")
    short = type(mention)(start=again.start, end=again.end - 1, type="PER", origin="test")
    named = type(entity)(id="p", type="PER", name=entity.name, mentions=(mention.span, short.span), origin="test")
    export(tmp_path, make_doc(text, mentions=(mention, short), entities=(named,)))
    (person,) = by_schema(tmp_path / "out")["Person"]
    assert (person.get("name"), person.get("alias"), person.get("weakAlias")) == (["سمير عون"], [], ["عون"])


def test_nothing_to_hand_over_is_a_folder_of_empty_files(tmp_path: Path) -> None:
    note = exported_folder("ftm", subject_of(), tmp_path / "out")
    assert note.written == {}
    assert [(tmp_path / "out" / name).read_bytes() for name in (ENTITIES, STATEMENTS, OFFSETS)] == [b"", b"", b""]


def test_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("x", encoding="utf-8")
    with pytest.raises(ExportError):
        export(tmp_path, news_doc())
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["mine"]
