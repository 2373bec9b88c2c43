"""What is derived from the large tables, in one piece of bytes: their rows, nationality words.

What comes in are the tables; what goes out are bytes that open far faster than the tables are read, and from such
bytes what they hold. Bytes that were made from other tables, by other code or another Python, and bytes that are not
just as they were made, do not open. Only text and numbers are stored, nothing that could run. Where the bytes are
kept is for `musnad.lexicon.cache`.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from typing import TypeVar

import msgspec

from musnad.lexicon.demonyms import demonym_places
from musnad.lexicon.event_patterns import PartyTraitRow
from musnad.lexicon.names import ActorRow, GivenNameRow, PlaceRow, RoleRow
from musnad.lexicon.romanised import RomanisedWordRow
from musnad.lexicon.tables import DATA, read_table

__all__ = ["TABLES", "Compiled", "compile_tables", "key_of_tables", "open_compiled"]

Row = TypeVar("Row", bound=msgspec.Struct)

TABLES: Mapping[str, type[msgspec.Struct]] = {
    "actors": ActorRow,
    "given_names": GivenNameRow,
    "party_traits": PartyTraitRow,
    "places": PlaceRow,
    "roles": RoleRow,
    "romanised_words": RomanisedWordRow,
}  # those that are read much slower than they open
_MAGIC = b"musnad lexicon 2\n"
_DIGEST = hashlib.sha256().digest_size
_CODE = ("arabic", "lexicon", "model")


class Compiled(msgspec.Struct, frozen=True):
    """What is derived from the tables; each part is decoded when it is asked for."""

    rows: dict[str, msgspec.Raw]
    places_by_nationality: msgspec.Raw

    def table(self, name: str, row_type: type[Row]) -> tuple[Row, ...]:
        """Return the rows of one of TABLES."""
        return msgspec.msgpack.decode(self.rows[name], type=tuple[row_type, ...])  # type: ignore[valid-type]

    def demonyms(self) -> dict[str, str]:
        """Return the key of the place by each folded form of a nationality."""
        return msgspec.msgpack.decode(self.places_by_nationality, type=dict[str, str])


def compile_tables(key: bytes) -> bytes:
    """Return everything that is derived from the tables; `key` is that of the tables as they are."""
    places = read_table(DATA / "places.tsv", PlaceRow)
    parts = {
        "rows": {name: read_table(DATA / f"{name}.tsv", row_type) for name, row_type in TABLES.items()},
        "places_by_nationality": demonym_places(places),
    }
    content = msgspec.msgpack.encode(parts)
    return b"".join((_MAGIC, key, hashlib.sha256(content).digest(), content))


def open_compiled(data: bytes, key: bytes) -> Compiled | None:
    """Return what the bytes hold; None where they are damaged, cut off, or made from anything else than `key` tells."""
    content = memoryview(data)[len(_MAGIC) + 2 * _DIGEST :]
    if data[: -len(content) or None] != b"".join((_MAGIC, key, hashlib.sha256(content).digest())):
        return None
    try:
        return msgspec.msgpack.decode(content, type=Compiled)
    except msgspec.MsgspecError:
        return None


def key_of_tables() -> bytes:
    """Return the digest of all that decides what is derived: tables, code, and what runs it."""
    runs = (sys.version, unicodedata.unidata_version, msgspec.__version__)
    found = hashlib.sha256("\n".join(runs).encode())
    for name in sorted(TABLES):
        found.update(hashlib.sha256((DATA / f"{name}.tsv").read_bytes()).digest())
    for folder in _CODE:
        code = (file for file in (files("musnad") / folder).iterdir() if file.name.endswith(".py"))
        for file in sorted(code, key=lambda file: file.name):
            found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.digest()
