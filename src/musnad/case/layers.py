"""The layers of a document as bytes, and back.

What comes in is a read document; what goes out is one compressed record and the versions of the stages that made it.
The same record as JSON is for handing a case over, with nothing lost.
Segments are left out: they are made again in a millisecond.
"""

from __future__ import annotations

import zlib

import msgspec

from musnad.errors import CaseError
from musnad.model import Dating, Document, Entity, Event, Failure, Mention, Statement, TimeExpression

__all__ = ["from_json", "pack", "to_json", "unpack"]

_LEVEL = 6


class _Layers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    mentions: tuple[Mention, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    dating: Dating | None = None
    times: tuple[TimeExpression, ...] | None = None
    statements: tuple[Statement, ...] | None = None
    events: tuple[Event, ...] | None = None
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Layers)
_FIELDS = _Layers.__struct_fields__


def pack(doc: Document) -> bytes:
    """Return everything that was found in a document."""
    return _packed(_layers_of(doc))


def to_json(doc: Document) -> bytes:
    """Return everything that was found in a document, as JSON."""
    return msgspec.json.encode(_layers_of(doc))


def from_json(data: bytes | msgspec.Raw) -> bytes:
    """Return as bytes what `to_json` made. Raises ValueError where it is nothing of the kind."""
    return _packed(msgspec.json.decode(data, type=_Layers))


def unpack(doc: Document, value: bytes, stages: dict[str, str]) -> Document:
    """Return the document with the layers that `pack` made of it. Raises CaseError where they are damaged."""
    try:
        layers = _DECODER.decode(zlib.decompress(value))
    except (zlib.error, msgspec.DecodeError, ValueError) as error:
        reason = f"what was found in it is damaged ({error})"
        raise CaseError(f"document {doc.id}", reason, "make it again with: musnad reread CASE --all") from error
    found = {name: getattr(layers, name) for name in _FIELDS}
    return msgspec.structs.replace(doc, **found, stages=stages)


def _layers_of(doc: Document) -> _Layers:
    return _Layers(**{name: getattr(doc, name) for name in _FIELDS})


def _packed(layers: _Layers) -> bytes:
    return zlib.compress(_ENCODER.encode(layers), _LEVEL)
