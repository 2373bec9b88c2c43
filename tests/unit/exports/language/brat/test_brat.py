"""Articles as a collection of brat, read by a strict reader of its format."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from brat_kit import Standoff, read_standoff, sections
from export_kit import bare_doc, exported_folder, hard_doc, news_doc, subject_of
from musnad.exports.language.words import mentions_of
from musnad.imports.brat.comparing import compare
from musnad.model import ChainLink, Document, Span, Statement
from support import make_doc, named_layers, span_of

LINES = "قال سمير\r\nعون إن الوفد\tوصل \n\n أمس.\u2028غادر"


def broken_doc() -> Document:
    """Return an article with a name and a statement over the ends of lines."""
    layers = named_layers(LINES, PER=["سمير\r\nعون"])
    link = ChainLink(source=span_of(LINES, "سمير\r\nعون"), cue=span_of(LINES, "قال"), entity="PER-0", origin="test")
    content = (Span(LINES.index("الوفد"), len(LINES)),)
    told = Statement(id="s1", content=content, chain=(link,), kind="indirect", stance="neutral", origin="test")
    return make_doc(LINES, statements=(told,), **layers)


DOCUMENTS = {"news": news_doc(), "hard": hard_doc(), "bare": bare_doc(), "empty": bare_doc(""), "lines": broken_doc(),
             "controls": bare_doc("\x0b\x00 خبر\x85 \ufeff")}  # fmt: skip


def opened(folder: Path, doc: Document) -> Standoff:
    exported_folder("brat", subject_of(doc), folder / "brat")
    return read_standoff(folder / "brat", "1")


def joined(places: list[tuple[int, int]]) -> tuple[int, int]:
    return places[0][0], places[-1][1]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_text_is_that_of_the_article(tmp_path: Path, name: str) -> None:
    assert opened(tmp_path, DOCUMENTS[name]).text == DOCUMENTS[name].text


@pytest.mark.parametrize("name", ["news", "hard", "lines"])
def test_names_stand_where_they_stand(tmp_path: Path, name: str) -> None:
    doc = DOCUMENTS[name]
    found = opened(tmp_path, doc)
    told = [(kind, joined(places)) for kind, places in found.words.values() if kind in ("PER", "ORG", "LOC")]
    assert told == [(one.type, (one.start, one.end)) for one in mentions_of(doc)]


def test_names_of_one_are_equivalent(tmp_path: Path) -> None:
    found = opened(tmp_path, news_doc())
    assert [[found.words[id][0] for id in ids] for ids in found.same] == [["LOC", "LOC"]]


def test_known_names_refer_to_wikidata(tmp_path: Path) -> None:
    doc = news_doc()
    entities = tuple(msgspec.structs.replace(one, wikidata="Q3820" if one.type == "LOC" else None)
                     for one in doc.entities or ())  # fmt: skip
    found = opened(tmp_path, msgspec.structs.replace(doc, entities=entities))
    assert [(found.words[to][0], key, name) for to, key, name in found.references.values()] == [
        ("LOC", "Wikidata:Q3820", "بيروت")
    ] * 2


def test_words_over_the_end_of_a_line_are_in_pieces(tmp_path: Path) -> None:
    found = opened(tmp_path, broken_doc())
    assert [LINES[start:end] for start, end in found.of_type("PER")[0]] == ["سمير", "عون"]
    assert [LINES[start:end] for start, end in found.of_type("Content")[0]] == ["الوفد", "وصل", "أمس.", "غادر"]


def test_chain_leads_from_what_is_told_to_the_originator(tmp_path: Path) -> None:
    doc = hard_doc()
    found = opened(tmp_path, doc)
    (content,) = (id for id, (kind, _) in found.words.items() if kind == "Content")
    led = {(kind, first): second for kind, first, second in found.relations.values()}
    nearest = led["Told_by", content]
    originator = led["Had_it_from", nearest]
    chain = (doc.statements or ())[0].chain
    assert [joined(found.words[id][1]) for id in (nearest, originator)] == [
        (link.source.start, link.source.end) for link in chain if link.source
    ]
    assert found.said(nearest) == {"Role": "unnamed", "Anonymous": None}
    assert joined(found.words[led["Said_with", originator]][1]) == (6, 9)
    assert found.said(content) == {"Kind": "direct", "Stance": "deny", "Denied": None}


def test_teller_is_shared_only_where_the_chain_goes_on_the_same(tmp_path: Path) -> None:
    doc = hard_doc()
    (told,) = doc.statements or ()
    other = msgspec.structs.replace(told, id="s2", content=(span_of(doc.text, "أن 12"),))
    apart = msgspec.structs.replace(told, id="s3", content=(span_of(doc.text, "جنديا"),), chain=told.chain[:1])
    found = opened(tmp_path, msgspec.structs.replace(doc, statements=(told, other, apart)))
    tellers = [second for kind, _, second in found.relations.values() if kind == "Told_by"]
    assert tellers[0] == tellers[1] != tellers[2]
    assert found.words[tellers[0]] == found.words[tellers[2]]


def test_events_point_at_the_nearest_names(tmp_path: Path) -> None:
    doc = news_doc()
    found = opened(tmp_path, doc)
    sent, killed = found.events.items()
    places = {role: doc.text[slice(*joined(found.words[to][1]))] for role, to in sent[1][2]}
    assert places == {"Actor": "وزارة الدفاع", "Recipient": "بيروت", "Place": "بيروت",
                      "Told_in": doc.slice((doc.statements or ())[0].content[0])}  # fmt: skip
    assert found.said(sent[0]) == {"Mode": "troops"}
    assert (sent[0], "time=2018-05-05") in found.notes.values()
    roles = dict(killed[1][2])
    assert found.words[roles["Place"]][1][0][0] == doc.text.rindex("بيروت")
    assert (roles["Figure"], "of=killed; value=12") in found.notes.values()


def test_times_have_their_values_in_notes(tmp_path: Path) -> None:
    found = opened(tmp_path, news_doc())
    (date,) = (id for id, (kind, _) in found.words.items() if kind == "DATE")
    assert (date, "value=2018-05-05") in found.notes.values()


def test_settings_know_every_annotation(tmp_path: Path) -> None:
    found = opened(tmp_path, news_doc())
    conf = sections((tmp_path / "brat" / "annotation.conf").read_text(encoding="utf-8"))
    names = {section: {line.split("\t")[0] for line in lines} for section, lines in conf.items()}
    triggers = {trigger for _, trigger, _ in found.events.values()}
    assert {kind for id, (kind, _) in found.words.items() if id not in triggers} <= names["entities"]
    assert {kind for kind, *_ in found.events.values()} <= names["events"]
    assert {kind for kind, *_ in found.relations.values()} <= names["relations"]
    assert {kind for kind, *_ in found.attributes.values()} <= names["attributes"]
    modes = next(line for line in conf["attributes"] if line.startswith("Mode\t"))
    assert re.search(r"Value:.*\btroops\b", modes)


@pytest.mark.parametrize(("language", "label"), [("ar", "PER | شخص"), ("en", "PER | person")])
def test_labels_are_in_the_language_asked_for(tmp_path: Path, language: str, label: str) -> None:
    exported_folder("brat", subject_of(bare_doc()), tmp_path / "b", language=language)  # type: ignore[arg-type]  # of two
    conf = {
        name: sections((tmp_path / "b" / f"{name}.conf").read_text(encoding="utf-8"))
        for name in ("visual", "annotation")
    }
    assert label in conf["visual"]["labels"]
    named = {line.split(" | ")[0] for line in conf["visual"]["labels"]}
    kinds = {line.split("\t")[0] for lines in conf["annotation"].values() for line in lines}
    assert kinds - named == {"<OVERLAP>"}


def test_what_has_no_words_is_counted_as_lost(tmp_path: Path) -> None:
    doc = hard_doc()
    bare = ChainLink(source=None, cue=None, entity="PER-0", origin="test")
    told = msgspec.structs.replace((doc.statements or ())[0], chain=(bare,), time=span_of(doc.text, "يوم"))
    note = exported_folder("brat", subject_of(msgspec.structs.replace(doc, statements=(told,))), tmp_path / "b")
    lost = {one.what: one.times for one in note.lost}
    assert (lost["links"], lost["teller"], lost["told"], lost["parties"]) == (1, 1, 1, 0)


def test_annotation_of_white_space_alone_is_lost_and_the_rest_can_be_read_back(tmp_path: Path) -> None:
    doc = news_doc()
    mentions = doc.mentions or ()
    blank = doc.text.index(" ")
    doc = msgspec.structs.replace(
        doc, mentions=(*mentions, msgspec.structs.replace(mentions[0], start=blank, end=blank + 1))
    )
    note = exported_folder("brat", subject_of(doc), tmp_path / "brat")
    lost = {one.what: one.times for one in note.lost}
    assert lost["blank"] == 1
    assert compare(doc, (tmp_path / "brat" / "1.ann").read_text(encoding="utf-8")) == ((), ())
