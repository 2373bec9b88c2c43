"""The pages of a bundle: lists of its articles and claims, and a page for each document. Plain HTML, no scripts.

What comes in are values; what goes out are pages as bytes, which need nothing but the style sheet beside them.
Everything that comes from a case is escaped, and no page shows an original: those are files to be saved.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined

from musnad.corpus.summary import summarise
from musnad.corpus.weighing import Weighed
from musnad.model import Document
from musnad.model.evidence import Evidence, Teller
from musnad.views.article_page import Card, cards, ends_of, lay_out
from musnad.views.claim_brief import ClaimBrief
from musnad.views.cutting import Piece
from musnad.views.labels import Label, load_labels
from musnad.views.marking import Look, marks_of
from musnad.views.outline import headline

__all__ = [
    "PER_PAGE", "ArticlePage", "ArticleRow", "CaseLine", "Words", "article_page", "asset", "claims_page", "file_name",
    "index_page", "load_words",
]  # fmt: skip

PER_PAGE = 500
_MOST_REPORTS = 40
# what XML and browsers take for no character
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# matches https://a.example/b; not javascript:…, //a.example
_WEB = re.compile(r"https?://[^\s\"'<>]+")


class Words(msgspec.Struct, frozen=True):
    """The words of a bundle's pages by key, its README, and the endings of originals by media type."""

    ui: dict[str, Label]
    readme: Label
    endings: dict[str, str]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What every list says of the case: its name, and how much is in it by kind."""

    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list."""

    document: int
    title: str
    outlet: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What a page of a document shows besides what is found in it.

    `versions` are all versions of its article with their documents; `originals` their paths, `withheld` that there are
    some that are not handed over.
    """

    number: int
    version: int
    sha256: str
    versions: tuple[tuple[int, int], ...]
    originals: tuple[str, ...]
    withheld: bool


@cache
def load_words() -> Words:
    """Return the words that ship in the package."""
    return msgspec.convert(tomllib.loads(asset("words.toml")), Words)


@cache
def asset(name: str) -> str:
    """Return a file of the package."""
    return (files("musnad.exports.bundle") / name).read_text(encoding="utf-8")


def file_name(stem: str, page: int) -> str:
    """Return the name of a page of a list: `index.html`, `index-2.html` ..."""
    return f"{stem}.html" if page == 1 else f"{stem}-{page}.html"


def index_page(case: CaseLine, rows: Sequence[ArticleRow], *, page: int, pages: int) -> bytes:
    """Return a page of the list of articles."""
    return _render("index.html.j2", case=case, rows=rows, page=page, pages=pages, stem="index", root="")


def claims_page(case: str, told: Sequence[tuple[Weighed, ClaimBrief]], *, page: int, pages: int, total: int) -> bytes:
    """Return a page of the list of claims."""
    return _render(
        "claims.html.j2", case=case, told=told, page=page, pages=pages, stem="claims", root="", total=total,
        summarise=summarise, chain=_tellers, most=_MOST_REPORTS,
    )  # fmt: skip


def article_page(doc: Document, about: ArticlePage, *, case: str) -> bytes:
    """Return the page of a document."""
    shown = cards(doc, load_labels())
    return _render(
        "article.html.j2", doc=doc, title=headline(doc), about=about, case=case, root="../", cards=shown,
        rows=_rows(doc, shown), web=_WEB.fullmatch(doc.url or "") is not None,
    )  # fmt: skip


class _Part(msgspec.Struct, frozen=True):
    text: str
    classes: str
    hint: str | None
    refs: tuple[int, ...]
    anchors: tuple[int, ...]


def _rows(doc: Document, shown: Sequence[Card]) -> list[list[_Part]]:
    """Return the text line by line, cut where something marked begins or ends."""
    ends = ends_of(doc.text, shown)
    starts: dict[int, tuple[int, ...]] = {}
    for card in shown:
        start = card.statement.content[0].start
        starts[start] = (*starts.get(start, ()), card.number)
    found: list[list[_Part]] = []
    runs_on = False
    for row in lay_out(doc, marks_of(doc, load_labels()), shown):
        parts = [_part(doc, piece, ends, starts) for piece in row.pieces]
        if runs_on:
            found[-1] += parts
        else:
            found.append(parts)
        runs_on = row.runs_on
    return found


def _part(
    doc: Document, piece: Piece[Look], ends: Mapping[int, tuple[int, ...]], starts: Mapping[int, tuple[int, ...]]
) -> _Part:
    looks = [mark.what for mark in piece.marks]
    leading = max((look for look in looks if look.hint), key=lambda look: look.rank, default=None)
    return _Part(
        text=doc.text[piece.span.start : piece.span.end],
        classes=" ".join(dict.fromkeys(c for look in looks for c in look.classes)),
        hint=leading.hint if leading else None,
        refs=ends.get(piece.span.end, ()),
        anchors=starts.get(piece.span.start, ()),
    )


def _tellers(report: Evidence) -> tuple[Teller, ...]:
    return report.chain[1:]


def _render(name: str, **values: object) -> bytes:
    page = _templates().get_template(name).render(**values)
    return _UNPRINTABLE.sub("\ufffd", page).encode()


@cache
def _templates() -> Environment:
    loader = FunctionLoader(lambda name: asset(f"templates/{name}"))
    env = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    labels = load_labels()
    env.globals.update(ui=lambda key: load_words().ui[key], of=labels.of, file_name=file_name)
    return env
