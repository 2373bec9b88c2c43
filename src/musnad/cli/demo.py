"""Run `musnad demo`: the sample article as a report, or the sample case in the reading room."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import typer

from musnad.cli import terminal
from musnad.cli.running import open_out

__all__ = ["run_demo", "run_demo_room"]


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


def run_demo_room(*, port: int, browser: bool) -> int:
    """Make the sample case in a temporary folder and open its room until interrupted; return the exit status."""
    from musnad.case.sample import make_sample_case
    from musnad.cli.serve_work import run_serve

    with tempfile.TemporaryDirectory(prefix="musnad-demo-") as folder:
        case = Path(folder, "case")
        terminal.tell("reading the sample articles ...")
        make_sample_case(case)
        return run_serve(case, host="127.0.0.1", port=port, read_only=False, names=(), browser=browser, is_sample=True)
