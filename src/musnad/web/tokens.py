"""Tokens: who may come into a room beyond this machine. Kept as hashes in a file of the case's folder.

What comes in are a case's folder and a token as somebody gives it; what goes out is whom it belongs to. A token is
shown once, when it is made. The file is no part of the evidence: nothing of the case depends on it.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec

from musnad.errors import CaseError

__all__ = ["FILE", "Token", "TokenFile", "add_token", "remove_token", "tokens_of"]

FILE = "tokens.json"
_PREFIX = "musnad_"
_MOST_NAME = 80
_MOST_DAYS = 3650
_FORM = 1


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A token without its words: `id` names it to people, `sha256` knows it again.

    `made` and `expires` are moments (ISO 8601, UTC); without the latter it holds until it is removed.
    """

    id: str
    name: str
    sha256: str
    read_only: bool
    made: str
    expires: str | None = None

    def holds(self, now: str) -> bool:
        """Whether it has not run out."""
        return self.expires is None or now < self.expires


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    form: int
    tokens: tuple[Token, ...] = ()


class TokenFile:
    """The tokens of a case as they are at every moment: the file is read again whenever it is another."""

    def __init__(self, case: Path) -> None:
        self._case = case
        self._seen: tuple[int, int, int] | None = None
        self._tokens: tuple[Token, ...] = ()

    def whose(self, given: str) -> Token | None:
        """Return the token that was given where it holds, in a time that tells nothing about the others."""
        told, found = _hash(given), None
        for token in self._there():
            if hmac.compare_digest(token.sha256, told):
                found = token
        return found if found is not None and found.holds(_now()) else None

    def is_any(self) -> bool:
        """Whether any token holds."""
        return any(token.holds(_now()) for token in self._there())

    def _there(self) -> tuple[Token, ...]:
        try:
            status = (self._case / FILE).stat()
        except OSError:
            self._seen, self._tokens = None, ()
            return ()
        seen = status.st_ino, status.st_mtime_ns, status.st_size
        if seen != self._seen:
            try:
                self._tokens = tokens_of(self._case)
            except CaseError:  # damaged: nobody comes in
                self._tokens = ()
            self._seen = seen
        return self._tokens


def tokens_of(case: Path) -> tuple[Token, ...]:
    """Return the tokens of a case, those run out among them. Raises CaseError where the file is damaged."""
    path = case / FILE
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CaseError(str(path), f"it cannot be read ({error.strerror})", "check its permissions") from error
    except msgspec.MsgspecError as error:
        raise CaseError(str(path), f"it is damaged ({error})", "delete it and make new tokens") from error
    if kept.form != _FORM:
        raise CaseError(str(path), f"its form is {kept.form}, this musnad knows {_FORM}", "update musnad")
    return kept.tokens


def add_token(
    case: Path, *, name: str = "", read_only: bool = False, days: int | None = None, now: datetime | None = None
) -> tuple[str, Token]:
    """Make a token and keep its hash; return its words, which are nowhere else, and what is kept.

    Raises CaseError where there is no case, the name or the days will not do, or the folder cannot be written.
    """
    _check_case(case)
    made = now or datetime.now(UTC)
    if len(name) > _MOST_NAME or not (name.isprintable() or not name):
        raise CaseError(name[:_MOST_NAME], "this is no name for a token", f"give one line of {_MOST_NAME} letters")
    if days is not None and not 0 < days <= _MOST_DAYS:
        raise CaseError(f"--days {days}", "a token cannot hold so long", f"give from 1 to {_MOST_DAYS} days")
    words = _PREFIX + secrets.token_urlsafe(32)
    expires = None if days is None else _moment(made + timedelta(days=days))
    there = tokens_of(case)
    taken = {token.id for token in there}
    number = next(found for found in iter(lambda: secrets.token_hex(3), "") if found not in taken)
    token = Token(
        id=number, name=name or number, sha256=_hash(words), read_only=read_only, made=_moment(made), expires=expires
    )
    _write(case, (*there, token))
    return words, token


def remove_token(case: Path, wanted: str) -> Token:
    """Forget a token by its id, or by its name where only one has it; return it. Raises CaseError where none is so."""
    _check_case(case)
    there = tokens_of(case)
    found = [token for token in there if token.id == wanted] or [token for token in there if token.name == wanted]
    if len(found) != 1:
        reason = "no token is called so" if not found else f"{len(found)} tokens are called so"
        raise CaseError(wanted, reason, f"give the id of one: musnad token list {case}")
    _write(case, (token for token in there if token is not found[0]))
    return found[0]


def _check_case(case: Path) -> None:
    if not (case / "case.toml").exists():
        raise CaseError(str(case), "there is no case here", "make one with: musnad add FOLDER SOURCE...")


def _write(case: Path, tokens: Iterable[Token]) -> None:
    """Put the tokens in place of those in the file, which only its owner can read, in one step."""
    kept = msgspec.json.format(msgspec.json.encode(_Kept(form=_FORM, tokens=tuple(tokens))), indent=1) + b"\n"
    name = ""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{FILE}.", dir=case)  # mode 0600
        with os.fdopen(handle, "wb") as file:
            file.write(kept)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(case / FILE)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)
        reason = f"it cannot be written ({error.strerror})"
        raise CaseError(str(case / FILE), reason, "check that the folder may be written") from error


def _hash(words: str) -> str:
    return sha256(words.encode("utf-8", "replace")).hexdigest()


def _now() -> str:
    return _moment(datetime.now(UTC))


def _moment(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
