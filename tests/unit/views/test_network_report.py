"""Networks as text and as JSON: ties with their claims, and unnamed sources that are counted and not shown."""

from __future__ import annotations

import json

from claim_kit import claim_of, tell
from musnad.corpus.network import citation_network, event_network
from musnad.corpus.weighing import Weighed
from musnad.views.network_json import network_record
from musnad.views.network_report import render_citations, render_events_network
from unit.corpus.weighed_claims import event, weigh

NAMES = {"a": "وزارة الدفاع", "b": "الميناء"}
HEAD = {"articles": 9, "claims": 4}


def events() -> tuple[Weighed, ...]:
    told = event("a > b", status="denied"), event("a b >", type="CONSULT")
    return weigh(*(claim_of(tell("out1 minister", 1, id=f"{id}1", events=told), id=id) for id in ("p", "q", "r", "s")))


def test_ties_are_lines_with_their_claims_and_direction() -> None:
    lines = render_events_network(event_network(events(), names=NAMES), **HEAD).splitlines()

    assert lines[0] == "9 articles, 4 claims; 2 ties between 2 who take part in events"
    assert lines[2:7] == [
        "who does what to whom",
        "    4  \u2068وزارة الدفاع\u2069 → \u2068الميناء\u2069 · ASSAULT (denied)",
        "       p q r and 1 more",
        "    4  \u2068وزارة الدفاع\u2069 ↔ \u2068الميناء\u2069 · CONSULT",
        "       p q r and 1 more",
    ]
    assert lines[8:] == [
        "who takes part, in how many claims",
        "  \u2068الميناء\u2069 · acts in 4, is acted on in 4",
        "  \u2068وزارة الدفاع\u2069 · acts in 4, is acted on in 0",
    ]


def test_what_is_left_out_is_counted() -> None:
    lines = render_events_network(event_network(events(), names=NAMES), limit=1, **HEAD).splitlines()

    assert lines.count("  and 1 more: --limit 0 shows all") == 2


def test_nothing_is_told_as_nothing() -> None:
    assert render_events_network(event_network([]), articles=0, claims=0) == (
        "0 articles, 0 claims; 0 ties between 0 who take part in events\n"
    )
    assert render_citations(citation_network([]), articles=0, claims=0) == (
        "0 articles, 0 claims; 0 ties between 0 who are named, 0 unnamed sources\n"
    )


def test_unnamed_sources_are_counted_with_those_who_cite_them() -> None:
    claims = weigh(claim_of("out1 afp minister", "out1 ?man", id="x"), claim_of(tell("out1 ?man", 1, id="y1"), id="y"))
    told = render_citations(citation_network(claims), **HEAD)

    assert told.splitlines()[0] == "9 articles, 4 claims; 2 ties between 3 who are named, 2 unnamed sources"
    assert "    1  \u2068Out1\u2069 ← \u2068Afp\u2069\n       x\n" in told
    assert "  \u2068Out1\u2069 · publishes 2, cites 1 other, has 2 from somebody unnamed\n" in told
    assert "  \u2068Afp\u2069 · passes on 1, cited by 1 other, cites 1 other\n" in told
    assert "Man" not in told


def test_copies_without_credit_say_so() -> None:
    words = tuple(f"w{number}" for number in range(9))
    pieces = [tell("out1 minister", 1, day="2018-10-02", terms=words), tell("out2", 2, day="2018-10-04", terms=words)]
    claims = weigh(claim_of(*pieces), copies={1: 1, 2: 1})
    (told,) = [line for line in render_citations(citation_network(claims), **HEAD).splitlines() if "no credit" in line]

    assert told == "    1  \u2068Out2\u2069 ← \u2068Out1\u2069 · same words, no credit"


def test_record_opens_every_number() -> None:
    record = json.loads(json.dumps(network_record(event_network(events(), names=NAMES), **HEAD), ensure_ascii=False))

    assert [tie["weight"] for tie in record["ties"]] == [4, 4]
    assert record["ties"][0]["support"] == {"claims": ["p", "q", "r", "s"], "evidence": ["p1", "q1", "r1", "s1"]}
    assert record["nodes"][1]["name"] == "وزارة الدفاع"
    assert record["nodes"][1]["receives"] == {"claims": [], "evidence": []}


def test_record_of_some_ties_holds_their_ends() -> None:
    claims = weigh(claim_of("out1 afp minister", "out1 afp", id="x"), claim_of("out1 afp", id="y"))
    record = network_record(citation_network(claims), limit=1, **HEAD)

    assert [(tie["start"], tie["end"]) for tie in record["ties"]] == [("out1", "afp")]
    assert {node["key"] for node in record["nodes"]} == {"out1", "afp"}
