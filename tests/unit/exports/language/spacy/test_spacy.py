"""Articles as DocBins, opened with spaCy: the text, the entities and the groups of spans are those of the article."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import spacy
from spacy.tokens import Doc, DocBin

import musnad.exports.language.spacy as docbin
from export_kit import bare_doc, exported_folder, hard_doc, news_doc, subject_of
from musnad.exports.language.words import mentions_of
from musnad.model import Document, Span
from support import make_doc, named_layers

NESTED = "قالت وزارة الدفاع في بيروت لسمير عون شيئا."
DOCUMENTS = {
    "news": news_doc(), "hard": hard_doc(), "bare": bare_doc(), "empty": bare_doc(""), "blank": bare_doc(" \n"),
    "spaces": bare_doc(" \n أولى  ثانية \r\n\r\n\tثالثة\u00a0\u2028رابعة \x0b\x00خامسة 👩🏽‍🚀𐡀 "),
    "symbols": bare_doc("case ORG neg root EVENT NOUN وORG"),
    "nested": make_doc(NESTED, **named_layers(NESTED, ORG=["وزارة الدفاع في بيروت"], LOC=["بيروت"], PER=["سمير عون"])),
}  # fmt: skip


def opened(folder: Path, *documents: Document) -> list[Doc]:
    exported_folder("docbin", subject_of(*documents), folder / "bins")
    vocab = spacy.blank("ar").vocab
    files = sorted((folder / "bins").glob("*.spacy"))
    return [doc for file in files for doc in DocBin().from_bytes(file.read_bytes()).get_docs(vocab)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_text_is_that_of_the_article(tmp_path: Path, name: str) -> None:
    (doc,) = opened(tmp_path, DOCUMENTS[name])
    assert doc.text == DOCUMENTS[name].text


def test_docs_of_one_bin_keep_their_own_tokens(tmp_path: Path) -> None:
    docs = opened(tmp_path, *DOCUMENTS.values())
    assert [doc.text for doc in docs] == [doc.text for doc in DOCUMENTS.values()]


def test_entities_are_the_names(tmp_path: Path) -> None:
    article = news_doc()
    entities = tuple(msgspec.structs.replace(one, wikidata="Q3820" if one.type == "LOC" else None)
                     for one in article.entities or ())  # fmt: skip
    article = msgspec.structs.replace(article, entities=entities)
    (doc,) = opened(tmp_path, article)
    ids = article.entity_ids()
    found = [(Span(one.start_char, one.end_char), one.label_, one.id_, one.kb_id_) for one in doc.ents]
    assert found == [
        (one.span, one.type, ids[one.span], "Q3820" if one.type == "LOC" else "") for one in mentions_of(article)
    ]


def test_name_behind_a_clitic_is_an_entity(tmp_path: Path) -> None:
    (doc,) = opened(tmp_path, DOCUMENTS["nested"])
    assert [token.text_with_ws for token in doc][5:8] == ["ل", "سمير ", "عون "]
    assert [one.text for one in doc.ents] == ["وزارة الدفاع في بيروت", "سمير عون"]


def test_name_inside_a_name_is_in_the_spans_and_counted_as_lost(tmp_path: Path) -> None:
    note = exported_folder("docbin", subject_of(DOCUMENTS["nested"]), tmp_path / "x")
    assert {one.what: one.times for one in note.lost}["nested"] == 1
    (doc,) = opened(tmp_path, DOCUMENTS["nested"])
    assert sorted(one.text for one in doc.spans["mentions"]) == ["بيروت", "سمير عون", "وزارة الدفاع في بيروت"]


def test_names_that_were_not_looked_for_are_unknown_not_absent(tmp_path: Path) -> None:
    bare, none = opened(tmp_path, bare_doc(), bare_doc(mentions=()))
    assert not bare.has_annotation("ENT_IOB") and none.has_annotation("ENT_IOB")


def test_what_is_told_stands_in_the_spans(tmp_path: Path) -> None:
    article = hard_doc()
    (doc,) = opened(tmp_path, article)
    (told,) = article.statements or ()
    pieces = doc.spans["statements"]
    assert tuple(Span(one.start_char, one.end_char) for one in pieces) == told.content
    assert {(one.label_, one.id_) for one in pieces} == {("direct", "s1")}
    assert pieces.attrs["s1"] == {"stance": "deny", "polarity": -1, "chain": ["s1#1", "s1#2"]}
    sources = {one.id_: Span(one.start_char, one.end_char) for one in doc.spans["sources"]}
    assert [sources[id] for id in pieces.attrs["s1"]["chain"]] == [link.source for link in told.chain]
    assert doc.spans["sources"].attrs["s1#1"]["anonymous"] and [one.text for one in doc.spans["cues"]] == ["قال"]


def test_times_and_events_stand_in_the_spans(tmp_path: Path) -> None:
    article = news_doc()
    (doc,) = opened(tmp_path, article)
    (time,) = doc.spans["times"]
    assert (time.text, time.label_) == ("5 مايو 2018", "DATE")
    assert doc.spans["times"].attrs[time.id_] == {"value": "2018-05-05"}
    events = doc.spans["events"]
    assert [(one.text, one.label_, one.id_) for one in events] == [
        ("أرسلت", "MOBILIZE", "e1"),
        ("قتل", "ASSAULT", "e2"),
    ]
    assert events.attrs["e1"]["actors"] == ["ORG-0"] and events.attrs["e1"]["statement"] == "s1"
    assert doc.spans["figures"].attrs[events.attrs["e2"]["figures"][0]] == {"value": 12}


def test_sentences_are_those_of_the_article(tmp_path: Path) -> None:
    (doc,) = opened(tmp_path, news_doc())
    assert [one.text for one in doc.sents] == [news_doc().text[:75], news_doc().text[76:]]


def test_doc_tells_which_article_it_is(tmp_path: Path) -> None:
    news, bare = opened(tmp_path, news_doc(), bare_doc())
    assert news.user_data["id"] == "news" and news.user_data["title"] == "عنوان"
    assert "title" not in bare.user_data and len(bare.user_data["sha256"]) == 64


def test_many_articles_are_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docbin, "_AT_ONCE", 2)
    docs = opened(tmp_path, *(bare_doc(f"خبر {number}") for number in range(4)), bare_doc("آخر"))
    assert [doc.text for doc in docs] == ["خبر 0", "خبر 1", "خبر 2", "خبر 3", "آخر"]
    names = sorted(file.name for file in (tmp_path / "bins").glob("*.spacy"))
    assert names == ["articles-0001.spacy", "articles-0002.spacy", "articles-0003.spacy"]


def test_nothing_to_hand_over_is_an_empty_bin(tmp_path: Path) -> None:
    assert opened(tmp_path) == [] and (tmp_path / "bins" / "articles-0001.spacy").exists()


def test_count_beyond_every_number_of_a_machine_is_kept_in_digits(tmp_path: Path) -> None:
    sent, killed = news_doc().events or ()
    figure = msgspec.structs.replace(killed.figures[0], value=10**30)
    article = msgspec.structs.replace(news_doc(), events=(sent, msgspec.structs.replace(killed, figures=(figure,))))
    (doc,) = opened(tmp_path, article)
    assert doc.spans["figures"].attrs["e2#1"]["value"] == "1" + "0" * 30
