"""A report as one HTML page that needs nothing beside it: styles inline, no script, no request to anywhere.

What comes in is a report with its footnotes; what goes out is the page as text. Everything from the case is escaped
where it was put into markup; here it is only laid out. No I/O but the package's own template files.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

import musnad
from musnad.exports.report.book import Quoted
from musnad.exports.report.parts import Draft, Facts, Lines, Picture, Remark, Report, Table, iso
from musnad.views.printable import printable

__all__ = ["render_report"]

# matches https://a.example/b; not javascript:…, //a.example
_WEB = re.compile(r"https?://[^\s\"'<>]+")
_KINDS = {Lines: "lines", Table: "table", Picture: "picture", Remark: "remark", Facts: "facts"}


def render_report(report: Report, draft: Draft) -> str:
    """Return the page; it can be written as UTF-8 whatever stands in the texts."""
    style = _asset("report.css")
    page = _template().render(
        report=report,
        notes=draft.book.notes,
        words=draft.words,
        say=draft.words.say,
        kind_of=lambda block: _KINDS[type(block)],
        is_quoted=lambda about: isinstance(about, Quoted),
        is_web=lambda url: _WEB.fullmatch(url) is not None,
        iso=iso,
        version=musnad.__version__,
        style=Markup(style),  # our own file
        style_hash="sha256-" + b64encode(sha256(style.encode()).digest()).decode("ascii"),
    )
    return printable(page.replace("\r", "&#13;"))  # a page holds it as a reference


@cache
def _asset(name: str) -> str:
    return (files("musnad.exports.report") / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    env = Environment(loader=FunctionLoader(_asset), autoescape=True, trim_blocks=True, lstrip_blocks=True,
                      undefined=StrictUndefined)  # fmt: skip
    return env.get_template("report.html.j2")
