"""Two outlets on one story: what both tell, what one leaves out, and on whose word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from starlette.responses import Response

from musnad.case.choosing import Chosen
from musnad.case.store import find_document, read_text
from musnad.case.story import Story, compare, story_of, told_most
from musnad.corpus.comparing import Cited, Comparison, Denied, Lone, Shared
from musnad.errors import QueryError
from musnad.model.evidence import Counted, Evidence, Teller
from musnad.views.claim_brief import Who, first_words
from musnad.views.counted import passage
from musnad.views.told_apart import Words, nearest, told_apart
from musnad.web.ask import Ask, Edit, Page

__all__ = ["EDITS", "PAGES"]

_STORIES = 12
_FEW, _MANY = 8, 200
_MOST_WORDS = 60
_LISTS = ("both", "one", "other", "cited", "denied")
_Texts = Callable[[int], str]


class _Report(NamedTuple):
    """A report as the page shows it: its words, where they stand, through whom they come, and how they are told."""

    words: tuple[Words, ...]
    document: int
    at: str
    published: str | None
    chain: tuple[tuple[Who, str], ...]
    stance: str


class _Both(NamedTuple):
    """A claim that both tell: the two reports that are nearest, with all reports of each."""

    claim: str
    shared: Shared
    one: _Report
    other: _Report
    figures: tuple[tuple[str, str], ...]


class _Alone(NamedTuple):
    """A claim that one tells."""

    claim: str
    lone: Lone
    report: _Report


class _Source(NamedTuple):
    """One who is cited, with some of the words of each outlet that cite him."""

    who: Who
    cited: Cited
    one: tuple[_Report, ...]
    other: tuple[_Report, ...]


class _Denial(NamedTuple):
    """A denial and what it is likely to deny."""

    denied: Denied
    told: _Report
    denial: _Report
    by: str


def show(ask: Ask) -> Response:
    """Show two outlets side by side on the story that is asked for, or stories to choose from."""
    chosen = ask.chosen()
    if chosen == Chosen():
        return ask.render("compare_choose.html.j2", stories=_stories(ask))
    story = ask.room.remembered(ask.case, ("story", chosen), lambda: story_of(ask.case, chosen))
    about = find_document(ask.case.connection, chosen.about) if chosen.about else None
    keys = _outlets(ask, story, about)
    names = {outlet.key: outlet.name for outlet in story.outlets}
    values: dict[str, Any] = {
        "story": story, "about": about, "title": _title(ask, about), "one": keys[0], "other": keys[1], "names": names
    }  # fmt: skip
    if not keys[0] or not keys[1]:
        return ask.render("compare.html.j2", compared=None, **values)
    compared = ask.room.remembered(
        ask.case, ("compared", chosen, *keys), lambda: compare(ask.case, story, keys[0], keys[1])
    )
    return ask.render("compare.html.j2", compared=compared, few=_FEW, **values, **_parts(ask, compared))


def _parts(ask: Ask, compared: Comparison) -> dict[str, Any]:
    """Return what the lists of the page show: the first of each, or many of the one that is asked for."""

    @cache
    def texts(document: int) -> str:
        return read_text(ask.case.connection, document)

    asked = ask.one("all")
    if asked and asked not in _LISTS:
        raise QueryError(f"all={asked}", "there is no such list", f"choose one of {', '.join(_LISTS)}")
    most = {name: _MANY if name == asked else _FEW for name in _LISTS}
    return {
        "all": asked,
        "both": [_both(shared, texts) for shared in compared.both[: most["both"]]],
        "one_alone": [_alone(lone, texts) for lone in compared.one_alone[: most["one"]]],
        "other_alone": [_alone(lone, texts) for lone in compared.other_alone[: most["other"]]],
        "voices": [(len(part.own_voice), _reports(part.own_voice, texts)) for part in (compared.one, compared.other)],
        "cited": [_source(cited, texts) for cited in compared.cited[: most["cited"]]],
        "denied": [_denial(denied, texts) for denied in compared.denied[: most["denied"]]],
    }


def _stories(ask: Ask) -> list[tuple[str, str, int, int, int]]:
    """Return claims that most outlets tell, each as a way into its story: one article of each claim's first report."""

    def texts(document: int) -> str:
        return read_text(ask.case.connection, document)

    def made() -> list[tuple[str, str, int, int, int]]:
        told = told_most(ask.case.connection, most=_STORIES)
        return [(one.id, first_words(one, texts), one.document, outlets, articles) for one, outlets, articles in told]

    return ask.room.remembered(ask.case, "stories told most", made)


def _outlets(ask: Ask, story: Story, about: int | None) -> tuple[str, str]:
    """Return the keys of the two outlets, empty where there is none.

    They are those asked for, else that of the article that is asked about, else those with most articles. Raises
    QueryError for one that has no article in the story.
    """
    own = {article.outlet for article in story.articles if article.document == about}
    known = sorted((outlet.key for outlet in story.outlets), key=lambda key: key not in own)
    for name in ("one", "other"):
        if (key := ask.one(name)) and key not in known:
            raise QueryError(f"{name}={key}", "this outlet has no article in the story", "choose one from the list")
    one = ask.one("one") or next((key for key in known if key != ask.one("other")), "")
    other = ask.one("other") or next((key for key in known if key != one), "")
    if one and one == other:
        raise QueryError(f"one={one}", "both outlets are the same", "choose two that differ")
    return one, other


def _title(ask: Ask, document: int | None) -> str:
    if document is None:
        return ""
    row = ask.case.connection.execute("SELECT title FROM document WHERE id = ?", (document,)).fetchone()
    return str(row[0] or "") if row else ""


def _both(shared: Shared, texts: _Texts) -> _Both:
    one, other = nearest(shared.one, shared.other)
    words = told_apart(_words(one, texts), _words(other, texts))
    figures = tuple(
        (_figure(shared.one, pair.one, texts), _figure(shared.other, pair.other, texts)) for pair in shared.figures
    )
    return _Both(shared.one[0].id, shared, _report(one, words[0]), _report(other, words[1]), figures)


def _figure(reports: Iterable[Evidence], counted: Counted, texts: _Texts) -> str:
    """Return the words of a figure, in the report that gives it."""
    report = next(report for report in reports if counted in report.quantities)
    return texts(report.document)[counted.span.start : counted.span.end]


def _alone(lone: Lone, texts: _Texts) -> _Alone:
    first = lone.reports[0]
    return _Alone(first.id, lone, _report(first, (Words(_words(first, texts), False),)))


def _source(cited: Cited, texts: _Texts) -> _Source:
    who = _who_of(cited.key, cited.name, cited.role)
    return _Source(who, cited, _reports(cited.one, texts), _reports(cited.other, texts))


def _reports(found: Sequence[Evidence], texts: _Texts) -> tuple[_Report, ...]:
    return tuple(_report(report, (Words(_words(report, texts), False),)) for report in found[:_FEW])


def _denial(denied: Denied, texts: _Texts) -> _Denial:
    told, denial = (_report(report, (Words(_words(report, texts), False),)) for report in (denied.told, denied.denial))
    return _Denial(denied, told, denial, denied.denial.outlet.name)


def _report(report: Evidence, words: tuple[Words, ...]) -> _Report:
    return _Report(
        words=words,
        document=report.document,
        at=",".join(f"{span.start}-{span.end}" for span in report.spans),
        published=report.published,
        chain=tuple((_who(teller), teller.strength) for teller in report.chain[1:]),
        stance=report.stance,
    )


def _words(report: Evidence, texts: _Texts) -> str:
    parts = passage(texts(report.document), report.spans).split()
    return " ".join(parts[:_MOST_WORDS]) + (" …" if len(parts) > _MOST_WORDS else "")


def _who(teller: Teller) -> Who:
    return Who(teller.key, teller.name, None) if teller.anonymous else _who_of(teller.key, teller.name, teller.role)


def _who_of(key: str, name: str, role: str | None) -> Who:
    """Return one who is cited with the kind of his own page; somebody unnamed has none."""
    if not key:
        return Who(key, name, None)
    is_source = role in ("agency", "outlet") or key.startswith(("outlet:", "named:"))
    return Who(key, name, "source" if is_source else "actor")


PAGES: tuple[Page, ...] = (Page("/compare", show, "compare"),)
EDITS: tuple[Edit, ...] = ()
