"""The settings that brat finds in the folder: which annotations there are, what they are called, and how they look.

What comes in is a language and the modes of events; what goes out are the texts of `annotation.conf`, `visual.conf`
and `tools.conf`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import get_args

import msgspec

from musnad.exports.manner import Language
from musnad.model import EntityType, EventStatus, EventType, LinkRole, Stance, StatementKind, Strength, TimeType
from musnad.views.labels import Label, load_labels

__all__ = ["annotation_conf", "tools_conf", "visual_conf"]

_NAMES, _TIMES = get_args(EntityType), get_args(TimeType)
_GROUPS = (("entity", _NAMES), ("time_type", _TIMES), ("event", get_args(EventType)))
_NAME, _TELLER, _TIME = "|".join(_NAMES), "Source|Cue", "|".join(_TIMES)
_RELATIONS = (
    f"Told_by\tArg1:Content, Arg2:{_TELLER}",
    f"Had_it_from\tArg1:{_TELLER}, Arg2:{_TELLER}",
    "Said_with\tArg1:Source, Arg2:Cue",
    "Told_to\tArg1:Content, Arg2:Addressee",
    f"Told_when\tArg1:Content, Arg2:{_TIME}",
    *(f"Equiv\tArg1:{name}, Arg2:{name}, <REL-TYPE>:symmetric-transitive" for name in _NAMES),
    "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
)
_ROLES = f"Actor*:{_NAME}, Recipient*:{_NAME}, Place?:{_NAME}, Figure*:Figure, Told_in?:Content"
_BINARY = {"Denied": "Content", "Anonymous": _TELLER, "Carried": _TELLER}
_LISTED = {
    "Kind": ("Content", "kind", get_args(StatementKind)),
    "Stance": ("Content", "stance", get_args(Stance)),
    "Role": (_TELLER, "role", get_args(LinkRole)),
    "Strength": (_TELLER, "strength", get_args(Strength)),
    "Status": ("<EVENT>", "status", get_args(EventStatus)),
}
_COLOURS = {
    "PER": "#cfe2ff", "ORG": "#d8d4f7", "LOC": "#d2f0d8", "DATE": "#fdeebf", "TIME": "#fdeebf", "DURATION": "#fdeebf",
    "SET": "#fdeebf", "Content": "#eeeeee", "Source": "#ffd9c2", "Cue": "#ffc9d6", "Addressee": "#f3e0f0",
    "Figure": "#e4ddcf",
}  # fmt: skip


def annotation_conf(modes: Sequence[str]) -> str:
    """Return which annotations there are and what may point at what."""
    listed = {**_LISTED, "Mode": ("<EVENT>", "", tuple(modes))}
    return _sections(
        entities=(*_NAMES, *_TIMES, *_words()["text"]),
        relations=_RELATIONS,
        events=tuple(f"{kind}\t{_ROLES}" for kind in get_args(EventType)),
        attributes=(
            *(f"{name}\tArg:{target}" for name, target in _BINARY.items()),
            *(f"{name}\tArg:{target}, Value:{'|'.join(values)}" for name, (target, _, values) in listed.items()),
        ),
    )


def visual_conf(language: Language) -> str:
    """Return what annotations are called in a language, and their colours."""
    looks = [f"{name}\tbgColor:{colour}" for name, colour in _COLOURS.items()]
    looks += [f"{name}\tbox:crossed, glyph:[X], position:left" for name in ("Denied",)]
    return _sections(
        labels=tuple(_labels(language)),
        drawing=(
            "SPAN_DEFAULT\tfgColor:black, bgColor:#f6e3e3, borderColor:darken",
            "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5",
            *looks,
        ),
    )


def tools_conf() -> str:
    """Return how brat cuts a text into lines, and where it looks up who is meant."""
    return _sections(
        options=("Tokens\ttokenizer:whitespace", "Sentences\tsplitter:newline", "Validation\tvalidate:none"),
        normalization=(
            "Wikidata\t<URL>:https://www.wikidata.org/, <URLBASE>:https://www.wikidata.org/wiki/%s",
        ),
    )  # fmt: skip


def _labels(language: Language) -> Iterator[str]:
    labels = load_labels()
    for group, names in _GROUPS:
        for name in names:
            yield _label(name, labels.of(group, name), language)
    for words in _words().values():
        for name, label in words.items():
            yield _label(name, label, language)


def _label(name: str, label: Label, language: Language) -> str:
    return f"{name} | {label.ar if language == 'ar' else label.en}"


def _sections(**sections: Sequence[str]) -> str:
    return "\n\n".join("\n".join((f"[{name}]", *lines)) for name, lines in sections.items()) + "\n"


@cache
def _words() -> dict[str, dict[str, Label]]:
    text = (files("musnad.exports.language.brat") / "words.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, dict[str, Label]])
