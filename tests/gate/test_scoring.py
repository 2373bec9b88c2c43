"""The scorer: what counts as the same, and what does not."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from scoring import MEASURES, Count, score

TEXT = "قال سليم الحداد أمس إن تونس وقعت اتفاقا مع مصر"
AT = {word: (TEXT.index(word), TEXT.index(word) + len(word)) for word in TEXT.split()}


def span(first: str, last: str | None = None) -> dict[str, int]:
    return {"start": AT[first][0], "end": AT[last or first][1]}


def pair(first: str, last: str | None = None) -> list[int]:
    return list(span(first, last).values())


GOLD: dict[str, Any] = {
    "entities": {"hadad": {"type": "PER"}, "tunisia": {"type": "LOC"}, "egypt": {"type": "LOC"}},
    "mentions": [
        {**span("سليم", "الحداد"), "entity": "hadad", "form": "name"},
        {**span("تونس"), "entity": "tunisia", "form": "name"},
        {**span("مصر"), "entity": "egypt", "form": "name"},
    ],
    "times": [{**span("أمس"), "type": "DATE", "value": "2018-05-09", "alt_values": ["2018-05-09TNI"]}],
    "statements": [
        {
            "content": [pair("تونس", "مصر")],
            "chain": [{"source": pair("سليم", "الحداد"), "cue": pair("قال"), "entity": "hadad", "anonymous": False}],
        }
    ],
    "events": [
        {
            "trigger": pair("وقعت"),
            "type": "AGREE",
            "actors": ["tunisia"],
            "recipients": ["egypt"],
            "status": "happened",
            "time": "2018-05-09",
        }
    ],
}


def perfect() -> dict[str, Any]:
    return {
        "mentions": [
            {**span("سليم", "الحداد"), "entity": "p1", "form": "name", "type": "PER"},
            {**span("تونس"), "entity": "l1", "form": "name", "type": "LOC"},
            {**span("مصر"), "entity": "l2", "form": "name", "type": "LOC"},
        ],
        "times": [{**span("أمس"), "value": "2018-05-09"}],
        "statements": [
            {"content": [span("تونس", "مصر")], "chain": [{"source": span("سليم", "الحداد"), "entity": "p1"}]}
        ],
        "entities": [{"id": name, "name": name} for name in ("p1", "l1", "l2")],
        "events": [
            {
                "trigger": span("وقعت"),
                "type": "AGREE",
                "actors": ["l1"],
                "recipients": ["l2"],
                "status": "happened",
                "time": "2018-05-09",
            }
        ],
    }


def test_what_is_annotated_scores_full() -> None:
    assert {key: count.f1 for key, count in score(TEXT, GOLD, perfect()).items()} == dict.fromkeys(MEASURES, 1.0)


def test_layer_that_could_not_be_made_scores_nothing() -> None:
    read = dict.fromkeys(perfect(), None)
    assert {count.hits for count in score(TEXT, GOLD, read).values()} == {0}
    assert score(TEXT, GOLD, read)["names"] == Count(0, 0, 3)


def test_found_twice_is_one_hit() -> None:
    read = perfect()
    for layer in read.values():
        layer.extend(copy.deepcopy(layer))
    counts = score(TEXT, GOLD, read)
    assert counts["names"] == Count(3, 6, 3)
    assert counts["times"] == counts["contents"] == counts["events"] == Count(1, 2, 1)


def test_part_of_a_word_is_the_word() -> None:
    read = perfect()
    read["mentions"][1]["start"] += 1
    assert score(TEXT, GOLD, read)["names"].f1 == 1.0


@pytest.mark.parametrize(
    ("layer", "change", "measure"),
    [
        ("mentions", {"type": "ORG"}, "names"),
        ("mentions", {"form": "nominal"}, "names"),
        ("mentions", span("سليم"), "names"),
        ("times", {"value": "2018-05-10"}, "times"),
        ("times", span("إن"), "times"),
        ("statements", {"content": [span("مع", "مصر")]}, "contents"),
        ("statements", {"chain": [{"source": span("تونس"), "entity": "l1"}]}, "originators"),
        ("statements", {"chain": [{"source": None, "entity": None}]}, "originators"),
        ("events", {"type": "CONSULT"}, "events"),
        ("events", {"trigger": span("سليم")}, "events"),
        ("events", {"actors": ["p1"]}, "parties"),
        ("events", {"recipients": []}, "parties"),
    ],
    ids=[
        *("type", "form", "span", "value", "elsewhere", "content", "teller", "nobody"),
        *("event-type", "trigger", "actor", "no-recipient"),
    ],
)
def test_difference_is_a_miss(layer: str, change: dict[str, Any], measure: str) -> None:
    read = perfect()
    read[layer][0] |= change
    count = score(TEXT, GOLD, read)[measure]
    assert count.hits == count.wanted - 1


def test_teller_may_be_named_elsewhere() -> None:
    read = perfect()
    read["mentions"].append({**span("مع"), "entity": "p1", "form": "nominal", "type": "PER"})
    read["statements"][0]["chain"] = [{"source": span("مع"), "entity": "p1"}]
    assert score(TEXT, GOLD, read)["originators"].hits == 1


def test_chain_needs_every_link() -> None:
    read = perfect()
    read["statements"][0]["chain"].insert(0, {"source": span("مصر"), "entity": "l2"})
    counts = score(TEXT, GOLD, read)
    assert (counts["originators"].hits, counts["chains"].hits) == (1, 0)


def test_alternative_value_is_right() -> None:
    read = perfect()
    read["times"][0]["value"] = "2018-05-09TNI"
    assert score(TEXT, GOLD, read)["times"].f1 == 1.0


def test_counts_add_up() -> None:
    assert Count(1, 2, 3) + Count(1, 1, 1) == Count(2, 3, 4)
    assert Count(2, 3, 5).f1 == 0.5
    assert Count().f1 == 1.0
