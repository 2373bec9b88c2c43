"""A JSON object with a long list, written item by item, an item on each line, is one that readers of JSON take."""

from __future__ import annotations

import io
import json

import pytest

from export_kit import HARD_TEXT
from musnad.exports.linked.json_streams import without_unknown, write_items, write_members


@pytest.mark.parametrize("items", [[], [{"a": HARD_TEXT}], [{"a": 1}, {"b": [None]}, {}]], ids=["none", "hard", "more"])
def test_items_stand_in_their_object(items: list[dict[str, object]]) -> None:
    file = io.BytesIO()
    write_members(file, {"head": HARD_TEXT, "n": 1})
    assert write_items(file, "items", iter(items)) == len(items)
    file.write(b"\n}")
    assert json.loads(file.getvalue()) == {"head": HARD_TEXT, "n": 1, "items": items}
    lines = [line.rstrip(b",") for line in file.getvalue().split(b"\n")[1:]]
    assert [json.loads(line) for line in lines if line.startswith(b"{")] == items


def test_without_unknown_keeps_what_says_something() -> None:
    told: dict[str, object] = {"none": None, "text": "", "list": [], "zero": 0, "no": False, "x": "x"}
    assert without_unknown(told) == {"zero": 0, "no": False, "x": "x"}
