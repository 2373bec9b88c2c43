"""The table of the suite as text: for the terminal and for a page of the docs, with the machine and the notes.

What comes in: the rows of each part. What goes out: Markdown, which reads well on a terminal too.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suite_parts.rows import Part, Row

__all__ = ["BEGIN", "END", "Result", "put_between", "render", "render_table"]

BEGIN = "<!-- suite: written by benchmarks/suite.py, not by hand -->"
END = "<!-- end of what benchmarks/suite.py wrote -->"
_WIDTH = 150
HEADER = ("task", "musnad", "the other", "ratio", "what is compared")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a part: its rows, and the reason where it was skipped or failed (then after the rows it had)."""

    part: Part
    rows: tuple[Row, ...]
    skipped: str | None = None
    failed: str | None = None
    seconds: float = 0.0


def render(results: Sequence[Result], machine: Mapping[str, str]) -> str:
    """Return machine, table and notes."""
    described = "\n".join(f"- {name}: {value}" for name, value in machine.items())
    notes = "\n".join(_notes(results))
    return f"{described}\n\n{render_table(results)}\n\nNot like for like:\n\n{notes}\n"


def render_table(results: Iterable[Result]) -> str:
    """Return one table of all parts; a part that was skipped or failed says why in a row of its own."""
    lines = [_line(HEADER), _line(("---",) * len(HEADER))]
    for result in results:
        lines.append(_line((f"**{result.part.name}**: {result.part.about}", "", "", "", "")))
        lines += [_line((row.task, row.musnad, row.other, row.ratio, row.compared)) for row in result.rows]
        for word, reason in (("skipped", result.skipped), ("failed", result.failed)):
            if reason is not None:
                lines.append(_line((f"{word}: {reason}", "", "", "", "")))
    return "\n".join(lines)


def put_between(page: str, text: str) -> str:
    """Return a page with the text between the two marks. Raises ValueError where the page does not have them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page needs the lines {BEGIN} and {END}; put them where the table is to stand")
    return f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "/").split()) for cell in cells) + " |"


def _notes(results: Iterable[Result]) -> Iterable[str]:
    for result in results:
        if result.rows and result.part.unlike:
            note = f"- **{result.part.name}**: {' '.join(result.part.unlike)}"
            yield textwrap.fill(note, _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
