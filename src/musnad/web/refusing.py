"""Answers that say why something is not done: JSON for programs, plain text where there is no page to show."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Scope

__all__ = ["is_api", "json_error", "refusal"]


def is_api(scope: Scope) -> bool:
    """Whether a request is to the API; its page of explanation at `/api` is not."""
    return str(scope["path"]).startswith("/api/")


def json_error(
    status: int, *, place: str, reason: str, remedy: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """Return what the API says of an error: where, what is wrong, and what to do."""
    told = {"place": _said(place), "reason": _said(reason), "remedy": _said(remedy)}
    sent = {"Cache-Control": "no-store", **(headers or {})}
    return JSONResponse({"error": told}, status_code=status, headers=sent)


def refusal(scope: Scope, status: int, reason: str, remedy: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer to what is turned away before anything is looked at."""
    if is_api(scope):
        return json_error(status, place=str(scope["path"]), reason=reason, remedy=remedy, headers=headers)
    return PlainTextResponse(f"{reason}; {remedy}\n", status_code=status, headers=dict(headers or {}))


def _said(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
