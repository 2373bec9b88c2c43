"""Articles as CoNLL-U, opened with the conllu library: texts come back whole, and so does what was found in them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

import conllu
import msgspec
import pytest

from export_kit import bare_doc, exported_bytes, hard_doc, news_doc, subject_of
from musnad.exports.language.words import mentions_of
from musnad.model import ChainLink, Document, Span, Statement
from support import make_doc, named_layers, span_of

_SPACE = re.compile(r"\\(?P<named>[strnp\\])|\\u(?P<code>[0-9A-F]{4})")
_NAMED = {"s": " ", "t": "\t", "r": "\r", "n": "\n", "p": "|", "\\": "\\"}
_BRACKET = re.compile(
    r"\((?P<open>[^-()\[\]]+)(?P<piece>\[\d+/\d+\])?(?P<fields>[^()]*)(?P<whole>\))?|(?P<close>[^-()\[\]]+)(?P<of>\[\d+/\d+\])?\)"
)
NESTED = "قالت وزارة الدفاع في بيروت لسمير عون إن الوفد\nوصل أمس ثم غادر."


def nested_doc() -> Document:
    """Return an article with a name inside a name, a clitic, and a statement in two pieces over two sentences."""
    layers = named_layers(NESTED, ORG=["وزارة الدفاع في بيروت"], LOC=["بيروت"], PER=["سمير عون"])
    link = ChainLink(source=span_of(NESTED, "وزارة الدفاع في بيروت"), cue=span_of(NESTED, "قالت"), entity="ORG-0",
                     origin="test")  # fmt: skip
    content = (Span(NESTED.index("الوفد"), NESTED.index(" أمس")), span_of(NESTED, "غادر"))
    told = Statement(id="s-1", content=content, chain=(link,), kind="mixed", stance="warn",
                     addressee=span_of(NESTED, "سمير عون"), origin="test")  # fmt: skip
    return make_doc(NESTED, statements=(told,), **layers)


DOCUMENTS = {
    "news": news_doc(), "hard": hard_doc(), "bare": bare_doc(), "nested": nested_doc(),
    "spaces": bare_doc("\n \u00a0أولى  ثانية\r\n\r\n\tثالثة\u2028رابعة\x1c \x00خامسة _ # 1 \\ | = \ufeff \u200f\n"),
    "one": bare_doc("و"), "names": bare_doc("نص", title="سطر\nآخر", outlet=" ", id="a/b c%"),
}  # fmt: skip


def opened(*documents: Document) -> list[conllu.TokenList]:
    written, _ = exported_bytes("conllu", subject_of(*documents))
    return list(conllu.parse(written.decode()))


def spaces_of(misc: dict[str, str]) -> tuple[str, str]:
    """Return the white space before and after a token."""

    def read(told: str) -> str:
        return _SPACE.sub(lambda one: _NAMED[one["named"]] if one["named"] else chr(int(one["code"], 16)), told)

    before = read(misc.get("SpacesBefore", ""))
    after = "" if misc.get("SpaceAfter") == "No" else read(misc.get("SpacesAfter", "\\s"))
    return before, after


def surface(sentence: conllu.TokenList) -> list[dict[str, Any]]:
    """Return the tokens that stand in the text: ranges, and words outside them."""
    inside: set[int] = set()
    found = []
    for token in sentence:
        if isinstance(token["id"], tuple):
            inside |= set(range(token["id"][0], token["id"][2] + 1))
            found.append(token)
        elif token["id"] not in inside:
            found.append(token)
    return found


def text_of(sentences: list[conllu.TokenList]) -> str:
    parts = [(spaces_of(token["misc"] or {}), token["form"]) for one in sentences for token in surface(one)]
    return "".join(before + form + after for (before, after), form in parts)


def words_in(sentences: list[conllu.TokenList], text: str) -> list[tuple[Span, dict[str, str]]]:
    """Return where each word stands in the text, with its MISC column."""
    at, found = 0, []
    for sentence in sentences:
        for token in sentence:
            if not isinstance(token["id"], tuple):
                start = text.index(token["form"], at)
                at = start + len(token["form"])
                found.append((Span(start, at), token["misc"] or {}))
    return found


def marks(sentences: list[conllu.TokenList], text: str, attribute: str) -> dict[tuple[str, str], list[Span]]:
    """Return what the brackets of an attribute say: the places of each id with its fields."""
    is_open: dict[str, list[tuple[int, str]]] = {}
    found: dict[tuple[str, str], list[Span]] = {}
    for span, misc in words_in(sentences, text):
        for one in _BRACKET.finditer(misc.get(attribute, "")):
            if one["open"]:
                is_open.setdefault(one["open"] + (one["piece"] or ""), []).append((span.start, one["fields"]))
            if one["close"] or one["whole"]:
                id, piece = (one["open"], one["piece"]) if one["whole"] else (one["close"], one["of"])
                start, fields = is_open[id + (piece or "")].pop()
                found.setdefault((id, fields), []).append(Span(start, span.end))
    assert not any(is_open.values())
    return found


def plain(fields: str) -> list[str]:
    """Return the fields of a bracket as they were before they were escaped."""
    return [re.sub("%([0-9A-F]{2})", lambda one: chr(int(one[1], 16)), field) for field in fields.split("-")[1:]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_text_is_put_together_again_from_tokens(name: str) -> None:
    doc = DOCUMENTS[name]
    assert text_of(opened(doc)) == doc.text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_sentence_tells_its_text(name: str) -> None:
    doc = DOCUMENTS[name]
    for sentence in opened(doc):
        told = sentence.metadata["text"]
        assert told == re.sub("[\x0b\x0c\x1c-\x1e\x85]", " ", text_of([sentence]).strip())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_words_of_a_range_are_its_letters(name: str) -> None:
    for sentence in opened(DOCUMENTS[name]):
        for token in sentence:
            if isinstance(token["id"], tuple):
                first, _, last = token["id"]
                inside = [word["form"] for word in sentence if word["id"] in range(first, last + 1)]
                assert "".join(inside) == token["form"] and len(inside) > 1


def test_clitic_is_a_word_of_its_own_where_a_name_begins_behind_it() -> None:
    forms = [(token["id"], token["form"]) for one in opened(nested_doc()) for token in one]
    assert forms[5:8] == [((6, "-", 7), "لسمير"), (6, "ل"), (7, "سمير")]


def test_articles_paragraphs_and_sentences_have_their_ids() -> None:
    sentences = opened(news_doc(id="one"), bare_doc("خبر.\nآخر", id="a/b c%"))
    found = [one.metadata for one in sentences]
    assert [one["sent_id"] for one in found] == ["one-1", "one-2", "a%2Fb%20c%25-1", "a%2Fb%20c%25-2"]
    assert [one.get("newdoc id") for one in found] == ["one", None, "a%2Fb%20c%25", None]
    assert ["newpar" in one for one in found] == [True, False, True, True]
    assert found[0]["meta::outlet"] == "صحيفة الغد" and "meta::title" not in found[2]


def test_columns_that_musnad_knows_nothing_of_are_empty() -> None:
    names = ("lemma", "upos", "xpos", "feats", "head", "deprel", "deps")
    said = {token[name] for one in opened(news_doc(), hard_doc()) for token in one for name in names}
    assert said <= {None, "_"}


@pytest.mark.parametrize("name", ["news", "hard", "nested"])
def test_names_come_back_with_type_and_entity(name: str) -> None:
    doc = DOCUMENTS[name]
    found = marks(opened(doc), doc.text, "Entity")
    told = {(span, *plain(fields)[0:1], plain(fields)[3]) for (_, fields), spans in found.items() for span in spans}
    ids = doc.entity_ids()
    assert told == {(mention.span, mention.type, ids[mention.span]) for mention in mentions_of(doc)}
    by_entity = {key: {id for id, _ in group} for key, group in groupby(sorted(found), lambda one: plain(one[1])[3])}
    assert all(len(ids) == 1 for ids in by_entity.values())


@pytest.mark.parametrize("name", ["news", "hard", "nested"])
def test_statements_come_back_in_all_their_pieces(name: str) -> None:
    doc = DOCUMENTS[name]
    found = {(*plain(fields), tuple(spans)) for (_, fields), spans in marks(opened(doc), doc.text, "Statement").items()}
    assert found == {(s.kind, s.stance, str(s.polarity), s.id, s.content) for s in doc.statements or ()}


def test_chain_comes_back_in_its_order() -> None:
    doc = hard_doc()
    sources = marks(opened(doc), doc.text, "Source")
    chain = [span for _, (span,) in sorted(sources.items())]
    assert chain == [link.source for link in doc.statements[0].chain]  # type: ignore[index]  # it has one
    assert [plain(fields)[1:] for _, fields in sorted(sources)] == [
        ["unnamed", "said", "anonymous", ""],
        ["", "said", "", ""],
    ]


def test_times_and_events_come_back_with_their_values() -> None:
    doc = news_doc()
    sentences = opened(doc)
    assert [plain(fields) for _, fields in marks(sentences, doc.text, "Time")] == [["DATE", "2018-05-05", ""]]
    events = marks(sentences, doc.text, "Event")
    assert list(events.values()) == [[event.trigger] for event in doc.events or ()]
    sent = next(plain(fields) for _, fields in events)
    assert sent == ["MOBILIZE", "troops", "happened", "2018-05-05", "d1e3", "d1s1", "d1e2", "d1e3", "e1"]
    assert [plain(fields) for _, fields in marks(sentences, doc.text, "Figure")] == [["killed", "12", ""]]


def test_ids_of_two_articles_differ() -> None:
    written, _ = exported_bytes("conllu", subject_of(news_doc(id="a"), news_doc(id="b")))
    assert "(d1e1-" in written.decode() and "(d2e1-" in written.decode()


def test_name_over_the_end_of_a_sentence_is_counted_as_lost() -> None:
    doc = make_doc("سمير.\nعون", mentions=named_layers("سمير.\nعون", PER=["سمير.\nعون"])["mentions"])
    written, note = exported_bytes("conllu", subject_of(doc))
    assert b"Entity=" not in written
    assert {one.what: one.times for one in note.lost}["crossing"] == 1


def test_article_without_a_word_is_counted_as_lost() -> None:
    written, note = exported_bytes("conllu", subject_of(bare_doc(""), bare_doc(" \n"), bare_doc("خبر")))
    assert note.written["articles"] == 1 and b"global.Entity" in written
    assert {one.what: one.times for one in note.lost}["empty"] == 2


def test_teller_without_words_is_counted_as_lost() -> None:
    bare = ChainLink(source=None, cue=None, anonymous=True, origin="test")
    said = msgspec.structs.replace((hard_doc().statements or ())[0], chain=(bare,))
    _, note = exported_bytes("conllu", subject_of(msgspec.structs.replace(hard_doc(), statements=(said,))))
    assert {one.what: one.times for one in note.lost}["links"] == 1


def test_nothing_to_hand_over_is_an_empty_file() -> None:
    written, note = exported_bytes("conllu", subject_of())
    assert written == b"" and note.written == {}
