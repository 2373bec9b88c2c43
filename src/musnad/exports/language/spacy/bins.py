"""Docs as spaCy's DocBin keeps them: tokens with their marks, groups of spans, and what belongs to the whole.

What comes in are docs as plain values; what goes out are the bytes that `spacy.tokens.DocBin.from_bytes` reads
(version 0.1: zlib over msgpack). spaCy itself is not needed. What musnad found is for `musnad.exports.language.spacy`.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

import msgspec
import numpy as np

from musnad.exports.language.spacy.strings import string_number

__all__ = ["BINARY_VERSION", "Bin", "BinDoc", "Group", "GroupSpan", "TokenMark"]

BINARY_VERSION = "0.1"
# spaCy's numbers for: the word, its place in an entity, the entity's type, its Wikidata and own id, sentence starts.
_ATTRIBUTES = (65, 77, 78, 452, 454, 80)
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3
_NO_START = (1 << 64) - 1
_SPAN = struct.Struct(">QQQllll")
_LEVEL = 6
_ENCODE = msgspec.msgpack.Encoder().encode


class TokenMark(NamedTuple):
    """What is known of a token: the entity that it is part of and whether that begins here, and a sentence's start."""

    begins_sentence: bool = False
    begins_entity: bool = False
    type: str = ""
    wikidata: str = ""
    id: str = ""


class GroupSpan(NamedTuple):
    """Tokens `first:last` and code points `start:end`, with a label, a Wikidata id and an id."""

    first: int
    last: int
    start: int
    end: int
    label: str
    id: str = ""
    wikidata: str = ""


class Group(NamedTuple):
    """Spans under a name; `attributes` tell more of them by their ids."""

    name: str
    spans: tuple[GroupSpan, ...]
    attributes: Mapping[str, Mapping[str, object]]


class BinDoc(NamedTuple):
    """A text as tokens, each with whether a space follows; `about` is what belongs to all of it."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    marks: tuple[TokenMark, ...]
    has_entities: bool
    groups: tuple[Group, ...]
    about: Mapping[str, object]


class Bin:
    """Gathers docs and gives their bytes."""

    def __init__(self) -> None:
        self._tokens: list[np.ndarray[tuple[int, ...], np.dtype[np.uint64]]] = []
        self._spaces: list[np.ndarray[tuple[int, ...], np.dtype[np.bool_]]] = []
        self._groups: list[bytes] = []
        self._about: list[bytes] = []
        self._strings: set[str] = {""}

    def __len__(self) -> int:
        return len(self._tokens)

    def add(self, doc: BinDoc) -> None:
        """Take one more doc."""
        rows = [self._row(word, mark, doc.has_entities) for word, mark in zip(doc.words, doc.marks, strict=True)]
        self._tokens.append(np.array(rows, dtype=np.uint64).reshape(len(rows), len(_ATTRIBUTES)))
        self._spaces.append(np.array(doc.spaces, dtype=np.bool_).reshape(len(rows), 1))
        self._groups.append(_ENCODE({self._group(group): [group.name] for group in doc.groups}) if doc.groups else b"")
        self._about.append(_ENCODE(doc.about))

    def to_bytes(self) -> bytes:
        """Return all docs as one DocBin."""
        count = len(self)
        message = {
            "version": BINARY_VERSION,
            "attrs": _ATTRIBUTES,
            "tokens": np.vstack(self._tokens).tobytes("C") if count else b"",
            "spaces": np.vstack(self._spaces).tobytes("C") if count else b"",
            "lengths": np.array([len(tokens) for tokens in self._tokens], dtype=np.int32).tobytes("C"),
            "strings": sorted(self._strings),
            "cats": [{}] * count,
            "flags": [{"has_unknown_spaces": False}] * count,
            "span_groups": self._groups,
            "user_data": self._about,
        }
        return zlib.compress(_ENCODE(message), _LEVEL)

    def _row(self, word: str, mark: TokenMark, has_entities: bool) -> tuple[int, ...]:
        start = 1 if mark.begins_sentence else _NO_START
        if not mark.type:
            return self._number(word), _OUTSIDE if has_entities else 0, 0, 0, 0, start
        place = _BEGINS if mark.begins_entity else _INSIDE
        entity = map(self._number, (mark.type, mark.wikidata, mark.id))
        return self._number(word), place, *entity, start

    def _group(self, group: Group) -> bytes:
        spans = [
            _SPAN.pack(*map(self._number, (one.id, one.wikidata, one.label)), one.first, one.last, one.start, one.end)
            for one in group.spans
        ]
        return _ENCODE({"name": group.name, "attrs": group.attributes, "spans": spans})

    def _number(self, text: str) -> int:
        self._strings.add(text)
        return string_number(text)
