"""Who is who in linked formats: ids that hold, decisions that are followed, spokesmen only where words say for whom."""

from __future__ import annotations

import pytest

from export_kit import hard_doc, news_doc, subject_of
from musnad.exports.linked.keys import Keys, digest, key_iri, part_of, spoken_for, web_iri
from musnad.model import ChainLink, Document
from support import make_doc, named_layers, span_of


def test_digest_keeps_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("actor", "PER:x") == "24cbd7b5fb93a329a0a605e53bd390f9bb5a4aad"


def test_links_name_those_whom_the_article_names() -> None:
    doc = hard_doc()
    (statement,) = doc.statements or ()
    unnamed, named = Keys.of(subject_of(doc)).links(doc, statement)
    assert (unnamed.key, unnamed.name, unnamed.is_unnamed) == ("unnamed:hard:s1:0", "مصدر", True)
    assert (named.key, named.name, named.is_unnamed) == ("PER:سمير", "سَميرُ", False)


def test_links_follow_decisions() -> None:
    doc = hard_doc()
    (statement,) = doc.statements or ()
    keys = Keys({"unnamed:hard:s1:0": "actors:x", "actors:x": "actors:x", "PER:سمير": "actors:x"})
    assert [link.key for link in keys.links(doc, statement)] == ["actors:x", "actors:x"]
    assert not any(link.is_unnamed for link in keys.links(doc, statement))


def test_outlet_is_none_where_nobody_is_known_to_publish() -> None:
    keys = Keys({})
    assert keys.outlet(hard_doc()) is None
    outlet = keys.outlet(news_doc())
    assert outlet is not None and (outlet.key, outlet.name) == ("actors:org.jor.al_ghad", "صحيفة الغد")


def spokesman(*bodies: str, role: str = "spokesman") -> tuple[Document, ChainLink]:
    text = f"المتحدث باسم {' و'.join(bodies)} سمير عون"
    layers = named_layers(text, PER=["سمير عون"], ORG=list(bodies))
    link = ChainLink(source=span_of(text, text), cue=None, entity="PER-0", role=role, origin="test")  # type: ignore[arg-type]  # one of the roles
    return make_doc(text, **layers), link


def test_spokesman_speaks_for_the_one_whom_his_words_name() -> None:
    client = spoken_for(*spokesman("وزارة الدفاع"))
    assert client is not None and client.name == "وزارة الدفاع"


@pytest.mark.parametrize(
    ("bodies", "role"),
    [(("وزارة الدفاع", "الجيش"), "spokesman"), (("وزارة الدفاع",), "official")],
    ids=["two-bodies", "no-spokesman"],
)
def test_nobody_is_spoken_for_where_words_do_not_say_for_whom(bodies: tuple[str, ...], role: str) -> None:
    assert spoken_for(*spokesman(*bodies, role=role)) is None


def test_iris_hold_nothing_that_no_iri_may_hold() -> None:
    assert part_of("urn:a", "s 1<خ>") == "urn:a#s%201%3C%D8%AE%3E"
    assert web_iri('https://a.example/<x>"\n') == "https://a.example/%3Cx%3E%22%0A"
    assert [web_iri(url) for url in (None, "", "a.example", "file:///x", "ملف")] == [None] * 5
    assert key_iri("PER:خ ") == f"urn:musnad:actor:{digest('actor', 'PER:خ ')}"
