"""The OpenAPI document as a person reads it: calls in groups, with their parameters, bodies and answers.

What comes in is the document; what goes out are values for a page. Pure; no I/O.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

__all__ = ["Explained", "Field", "Group", "Shape", "explain"]

_EXAMPLES = {"document": "1", "number": "1", "key": "KEY", "name": "NAME"}
_BOUNDS = (
    ("minimum", "≥ {}"), ("maximum", "≤ {}"), ("maxLength", "≤ {} characters"), ("maxItems", "≤ {} of them"),
)  # fmt: skip
_DEEPEST = 4
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of a shape; `type` is in words, and may name a shape."""

    name: str
    type: str
    about: str
    is_needed: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A call: what it asks for and answers; `example` is a command line for it."""

    anchor: str
    method: str
    path: str
    summary: str
    about: str
    fields: tuple[Field, ...]
    body: str
    answer: str
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """Calls on one matter."""

    name: str
    calls: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value looks like."""

    name: str
    about: str
    fields: tuple[Field, ...]


def explain(document: Mapping[str, Any]) -> tuple[tuple[Group, ...], tuple[Shape, ...]]:
    """Return the calls of an OpenAPI document by matter, and the shapes that they speak of, by name."""
    root = document["servers"][0]["url"]
    groups: dict[str, list[Explained]] = {}
    for path, ways in document["paths"].items():
        for method, operation in ways.items():
            groups.setdefault(operation["tags"][0], []).append(_call(root, path, method, operation))
    schemas = document["components"]["schemas"]
    shapes = tuple(
        Shape(name, _first(schemas[name].get("description", "")), tuple(_fields(schemas[name])))
        for name in sorted(schemas)
    )
    return tuple(Group(name, tuple(calls)) for name, calls in groups.items()), shapes


def _call(root: str, path: str, method: str, operation: Schema) -> Explained:
    parameters = operation.get("parameters", ())
    fields = tuple(
        Field(one["name"], _type(one["schema"]), one.get("description", ""), one["required"], one["in"])
        for one in parameters
    )
    about = "\n".join(str(operation.get("description", "")).strip().splitlines()[1:]).strip()
    body = _content(operation.get("requestBody", {}))
    answer = next(_content(told) for status, told in operation["responses"].items() if status.startswith("2"))
    example = _example(root, path, method, parameters, body)
    return Explained(
        f"{method}{path}".replace("/", "-").replace("{", "").replace("}", ""), method.upper(), root + path,
        str(operation["summary"]), about, fields, body, answer, example,
    )  # fmt: skip


def _content(told: Schema) -> str:
    return next((_type(one["schema"]) or kind for kind, one in told.get("content", {}).items()), "")


def _example(root: str, path: str, method: str, parameters: Any, body: str) -> str:
    for name, value in _EXAMPLES.items():
        path = path.replace(f"{{{name}}}", value)
    given = [one for one in parameters if one["in"] == "query" and (one["required"] or one["schema"].get("examples"))]
    query = "&".join(f"{one['name']}={quote(_value(one))}" for one in given)
    address = f"'http://127.0.0.1:8420{root}{path}"
    if method == "get" and "%" in query:  # curl sends an address as it is written
        return " ".join((f"curl -G {address}'", *(f"--data-urlencode '{one['name']}={_value(one)}'" for one in given)))
    address += f"?{query}'" if query else "'"
    sent = "" if method == "get" else f" -X {method.upper()}"
    if body == "string (binary)":
        sent += " -H 'Content-Type: application/octet-stream' --data-binary @FILE"
    elif body:
        sent += f" --json '{{…{body}…}}'"
    return f"curl{sent} {address}"


def _value(parameter: Schema) -> str:
    examples = parameter["schema"].get("examples") or parameter.get("examples") or ("WHY",)
    return str(next(iter(examples.values() if isinstance(examples, dict) else examples)))


def _fields(schema: Schema) -> Iterator[Field]:
    """Yield the fields of a shape, those of the shapes that it is made of too."""
    for part in schema.get("allOf", ()):
        if "$ref" in part:
            yield Field("…", _name(part["$ref"]), "its fields, and:", True)
        yield from _fields(part)
    needed = schema.get("required", ())
    for name, of in schema.get("properties", {}).items():
        yield Field(name, _type(of), _first(of.get("description", "")), name in needed)


def _type(schema: Schema, depth: int = 0) -> str:
    """Return a type in words."""
    if "$ref" in schema:
        return _name(schema["$ref"])
    for key, joint in (("anyOf", " or "), ("oneOf", " or "), ("allOf", " with ")):
        if key in schema:
            return joint.join(dict.fromkeys(_type(one, depth + 1) for one in schema[key]))
    if "enum" in schema or "const" in schema:
        return " | ".join(str(one) for one in schema.get("enum", (schema.get("const"),)))
    kind = schema.get("type", "anything")
    told = " or ".join(kind) if isinstance(kind, list) else str(kind)
    if told == "array" and depth < _DEEPEST:
        told = f"list of {_type(schema.get('items', {}), depth + 1)}"
    elif told == "object" and isinstance(schema.get("additionalProperties"), Mapping) and depth < _DEEPEST:
        told = f"{_type(schema['additionalProperties'], depth + 1)} by key"
    elif schema.get("format") == "binary":
        told = "string (binary)"
    bounds = [words.format(schema[name]) for name, words in _BOUNDS if name in schema]
    default = schema.get("default")
    given = [f"default {default}"] if default not in (None, "", []) else []
    return told + (f" ({', '.join([*bounds, *given])})" if bounds or given else "")


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _first(text: str) -> str:
    return text.strip().partition("\n")[0]
