"""Run `musnad token`: make tokens, list them, remove them. Each function returns the exit status."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import typer

from musnad.cli import terminal
from musnad.cli.running import run_to_end
from musnad.web.tokens import Token, add_token, remove_token, tokens_of

__all__ = ["run_add", "run_list", "run_remove"]


def run_add(case: Path, *, name: str, read_only: bool, days: int | None) -> int:
    """Make a token and print it."""

    def work() -> int:
        words, token = add_token(case, name=name, read_only=read_only, days=days)
        typer.echo(words)
        terminal.tell(_line(token))
        terminal.tell(f"it is shown this once; to take it back: musnad token remove {case} {token.id}")
        return 0

    return run_to_end(work)


def run_list(case: Path) -> int:
    """Print the tokens."""

    def work() -> int:
        for token in (found := tokens_of(case)):
            typer.echo(_line(token))
        typer.echo(f"{len(found)} tokens")
        return 0

    return run_to_end(work)


def run_remove(case: Path, wanted: str) -> int:
    """Forget a token."""

    def work() -> int:
        token = remove_token(case, wanted)
        typer.echo(f"token {token.id} ({token.name}) is removed")
        return 0

    return run_to_end(work)


def _line(token: Token) -> str:
    """Return a token in a line; whether it has run out is told by this machine's clock."""
    now = datetime.now(UTC).isoformat()
    until = "for good" if token.expires is None else f"until {token.expires}"
    over = "" if token.holds(now) else " (run out)"
    return f"{token.id}  {token.name}  {'reads' if token.read_only else 'reads and writes'}  {until}{over}"
