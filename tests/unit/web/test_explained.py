"""The OpenAPI document as a person reads it."""

from __future__ import annotations

from typing import Any

from musnad.web.api.explained import explain

_DOCUMENT: dict[str, Any] = {
    "servers": [{"url": "/api/v1"}],
    "components": {"schemas": {
        "Thing": {"type": "object", "description": "A thing.\nMore.", "required": ["a"], "properties": {
            "a": {"type": "array", "items": {"$ref": "#/components/schemas/Other"}},
            "b": {"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}], "description": "Its b.\nMore."},
            "c": {"type": "object", "additionalProperties": {"type": "integer"}},
        }},
        "Other": {"allOf": [{"$ref": "#/components/schemas/Thing"}, {"properties": {"d": {"enum": ["x", "y"]}}}]},
    }},
    "paths": {"/things/{number}": {"put": {
        "tags": ["Things"], "summary": "Put a thing.", "description": "Put a thing.\n\nWhere it was.",
        "parameters": [
            {"name": "number", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}},
            {"name": "q", "in": "query", "required": False, "schema": {"type": "string", "examples": ["خبر"]}},
        ],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
        "responses": {"304": {}, "200": {"content": {"application/json": {"schema": {"type": "string"}}}}},
    }}},
}  # fmt: skip


def test_a_call_is_told_with_its_parameters_body_answer_and_an_example() -> None:
    (group,), _ = explain(_DOCUMENT)
    (call,) = group.calls
    assert (group.name, call.method, call.path, call.about) == (
        "Things",
        "PUT",
        "/api/v1/things/{number}",
        "Where it was.",
    )
    assert [(field.name, field.type, field.is_needed) for field in call.fields] == [
        ("number", "integer (≥ 1)", True),
        ("q", "string", False),
    ]
    assert (call.body, call.answer) == ("Thing", "string")
    assert call.example == "curl -X PUT --json '{…Thing…}' 'http://127.0.0.1:8420/api/v1/things/1?q=%D8%AE%D8%A8%D8%B1'"


def test_an_example_with_arabic_words_is_written_so_that_curl_sends_it() -> None:
    way = {**_DOCUMENT["paths"]["/things/{number}"]["put"], "requestBody": {}}
    (group,), _ = explain({**_DOCUMENT, "paths": {"/things/{number}": {"get": way}}})
    assert group.calls[0].example == "curl -G 'http://127.0.0.1:8420/api/v1/things/1' --data-urlencode 'q=خبر'"


def test_a_shape_is_told_field_by_field() -> None:
    _, (other, thing) = explain(_DOCUMENT)
    assert (thing.name, thing.about) == ("Thing", "A thing.")
    assert [(field.name, field.type, field.about) for field in thing.fields] == [
        ("a", "list of Other", ""),
        ("b", "string (≤ 9 characters) or null", "Its b."),
        ("c", "integer by key", ""),
    ]
    assert [(field.name, field.type) for field in other.fields] == [("…", "Thing"), ("d", "x | y")]


def test_a_body_of_one_shape_or_another_names_both() -> None:
    way = _DOCUMENT["paths"]["/things/{number}"]["put"]
    either = {"oneOf": [{"$ref": "#/components/schemas/Thing"}, {"$ref": "#/components/schemas/Other"}]}
    body = {"content": {"application/json": {"schema": either}}}
    (group,), _ = explain({**_DOCUMENT, "paths": {"/things": {"post": {**way, "requestBody": body}}}})
    assert group.calls[0].body == "Thing or Other"
