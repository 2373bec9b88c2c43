"""Run `musnad demo`: the sample article as a text report, and as an HTML report in a file."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from musnad.cli import terminal
from musnad.cli.running import open_out

__all__ = ["run_demo"]


def run_demo(out: Path) -> int:
    """Read the sample, print its report, write its page to `out`; return the exit status."""
    from musnad import read
    from musnad.samples import sample_path
    from musnad.views.html_report import render_html
    from musnad.views.text_report import render_text

    with sample_path() as path:
        doc = read(path)
    open_out(lambda: out.write_bytes(render_html(doc).encode("utf-8", errors="replace")), out)
    try:
        typer.echo(render_text(doc, width=terminal.width(), colour=terminal.takes_colour()))
        typer.echo(f"The same as a page: {out.resolve()}")
        sys.stdout.flush()
    except BrokenPipeError:
        terminal.leave_pipe()
        return 1
    return 0
