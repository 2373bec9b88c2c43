"""What articles of a case say of an actor beside its name: role phrases and countries.

What comes in are documents; what goes out are the entities that they have for an actor, corrections among them. Only
the entities of a document are read where nobody corrected it.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator

import msgspec

from musnad.case.judging import read_corrected
from musnad.corpus.evidence import entity_key
from musnad.errors import CaseError
from musnad.model import Entity

__all__ = ["entities_of"]


class _Entities(msgspec.Struct, frozen=True):
    entities: tuple[Entity, ...] | None = None


_DECODER = msgspec.msgpack.Decoder(_Entities)
_QUERY = """
SELECT layers.value, layers.document, EXISTS (SELECT 1 FROM judgement AS j WHERE j.document = layers.document)
FROM json_each(?) AS asked CROSS JOIN layers ON layers.document = asked.value ORDER BY 2
"""


def entities_of(connection: sqlite3.Connection, key: str, documents: Iterable[int]) -> Iterator[tuple[int, Entity]]:
    """Yield what documents have for the actor of a key, with the number of the document.

    Raises CaseError where what was found in a document is damaged.
    """
    for value, document, is_corrected in connection.execute(_QUERY, (json.dumps(list(documents)),)):
        entities = read_corrected(connection, document).entities if is_corrected else _unpacked(value, document)
        yield from ((document, entity) for entity in entities or () if entity_key(entity) == key)


def _unpacked(value: bytes, document: int) -> tuple[Entity, ...] | None:
    try:
        return _DECODER.decode(zlib.decompress(value)).entities
    except (zlib.error, msgspec.DecodeError, ValueError) as error:
        reason = f"what was found in it is damaged ({error})"
        raise CaseError(f"document {document}", reason, "make it again with: musnad reread CASE --all") from error
