"""Read files of the user's own actors: bytes to checked entries.

What comes in is a path; what goes out is a `UserActors` with its problems. What a row means is for
`musnad.lexicon.user_actors`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from musnad.errors import ReadError
from musnad.lexicon.user_actors import Problem, UserActors, read_user_actors
from musnad.readers.charset import decode

__all__ = ["decode_actor_list", "read_actor_list"]

_MOST_BYTES = 500_000_000


def read_actor_list(path: str | os.PathLike[str], *, countries: Mapping[str, str]) -> UserActors:
    """Return the entries of a file. Raises ReadError where it cannot be read at all."""
    name = os.fspath(path)
    try:
        if Path(path).stat().st_size > _MOST_BYTES:
            raise ReadError(name, f"the list is over {_MOST_BYTES // 1_000_000} MB", "cut it into several files")
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise ReadError(name, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise ReadError(name, "this is a folder", "give the list's file") from None
    except OSError as error:
        raise ReadError(name, error.strerror or str(error), "check the file and its permissions") from error
    return decode_actor_list(data, name, countries=countries)


def decode_actor_list(data: bytes, name: str, *, countries: Mapping[str, str]) -> UserActors:
    """Return the entries in some bytes, whatever they are encoded in; `name` stands in messages."""
    if data[:4] == b"PK\x03\x04":
        raise ReadError(name, "this is a workbook or a zip archive", "save the sheet as CSV (UTF-8)")
    decoded = decode(data)
    found = read_user_actors(decoded.text, name, countries=countries)
    if decoded.warning is None:
        return found
    return msgspec.structs.replace(found, problems=(Problem(name, None, decoded.warning), *found.problems))
