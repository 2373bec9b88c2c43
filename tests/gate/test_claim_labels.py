"""Labelled stories are read as they were written; pairs are counted as their README says."""

from __future__ import annotations

from pathlib import Path

from claim_labels import Claim, Tells, read_stories, sentence_places
from claim_scoring import Article, Story, count_pairs, seed_of

from musnad.model import Document, Span
from musnad.model.evidence import Claim as Joined
from musnad.model.evidence import Evidence, Teller
from support import ROOT

LINES = """claim\t1\tThe bridge is open
tells\t1\t2\t1\tmayor+?witness\tagency>paper\ttells
tells\t1\t1\t1\t-\t-\tdoubts
against\t1\t3\t2\tpolice\t-\tdenial
bottleneck\t1\t-
claim\t2\tThe mayor travels
bottleneck\t2\t?
"""
DRAWN = """{"story": "bridge", "article": 1, "id": "a"}
{"story": "bridge", "article": 2, "id": "b"}
{"story": "bridge", "claim": 1, "article": 1, "sentence": 1}
{"story": "bridge", "claim": 2, "article": 2, "sentence": 1}
"""


def test_labels_are_read(tmp_path: Path) -> None:
    (tmp_path / "bridge.tsv").write_text(LINES, encoding="utf-8")
    (tmp_path / "drawn.jsonl").write_text(DRAWN, encoding="utf-8")
    (story,) = read_stories(tmp_path, tmp_path / "drawn.jsonl")
    first, second = story.claims

    assert (story.name, story.articles) == ("bridge", {1: "a", 2: "b"})
    assert first.tells[0] == Tells(2, 1, ("mayor", "?witness"), ("agency", "paper"), doubts=False)
    assert first.tells[1] == Tells(1, 1, (), (), doubts=True)
    assert (first.against[0].kind, first.bottleneck, first.tellers()) == ("denial", "-", {2})
    assert second.tells == () and second.bottleneck == "?"


def test_labels_to_learn_from_are_whole() -> None:
    stories = read_stories(ROOT / "training" / "annotations" / "claims")

    assert len(stories) == 7
    assert all(len(story.claims) == 60 for story in stories)


def test_sentences_are_numbered_from_the_title() -> None:
    text = "Title\n\nOne. Two!\nThree"

    assert [text[a:b] for a, b in sentence_places(text, "Title", "One. Two!\nThree")] == [
        "Title",
        "One.",
        "Two!",
        "Three",
    ]


def make(number: int, start: int, end: int) -> Evidence:
    teller = Teller(key="outlet:x", name="x")
    spans = (Span(start, end),)
    return Evidence(id=f"{number}-{start}", document=number, kind="voice", spans=spans, chain=(teller,))


def test_pairs_are_counted_from_the_first_thing_told() -> None:
    one, later, other, third = make(1, 0, 4), make(1, 5, 9), make(2, 0, 9), make(3, 0, 9)
    articles = {
        number: Article(number, Document(id=str(number), text="x" * 9), ((0, 9),), evidence)
        for number, evidence in ((1, (later, one)), (2, (other,)), (3, (third,)))
    }
    claim = Claim(1, "", 1, 0, (Tells(2, 0, (), (), False), Tells(4, 0, (), (), False)), (), "?")
    joined = [Joined(id="a", evidence=(one, other, third)), Joined(id="b", evidence=(later,))]
    count = count_pairs(Story("s", {}, (claim,)), articles, joined)

    assert seed_of(articles[1], 0) == one
    assert (count.hits, count.found, count.wanted) == (1, 2, 2)
