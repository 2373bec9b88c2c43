"""Exporting: which articles, in which format, with what each format cannot carry; and the exports that were made."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
from starlette.datastructures import FormData, QueryParams
from starlette.responses import Response

from musnad.case.actor_search import actor_called
from musnad.case.choosing import documents_of
from musnad.case.key_names import names_of
from musnad.case.overview import overview
from musnad.case.weighing import claim_id
from musnad.errors import CaseError, ExportError, QueryError
from musnad.exports.catalogue import find_format, formats
from musnad.web.ask import Ask, Edit, Page
from musnad.web.exporting import WantedExport, checked, chosen_in
from musnad.web.jobs import Jobs
from musnad.web.pages.work import exported_actors
from musnad.web.told import told, told_place

__all__ = ["EDITS", "PAGES"]

_SHOWN = 10  # exports on the page; the others are among the work
_MOST = {"q": 2_000, "about": 2_000, "actor": 500, "claim": 200, "format": 40}
_LONGEST_DAY = 10
_MOST_NAMES, _MOST_REASON = 2_000, 500
_LONGEST_NUMBER = 15
_UNSAID = ("format", "redact", "reason")  # what no address says


class _Choice(NamedTuple):
    """What is chosen, as the page shows it: how many articles, None where that is not known; the claim; the actor."""

    articles: int | None = None
    claim: str = ""
    actor: tuple[str, str] | None = None


def show(ask: Ask) -> Response:
    """Show the formats, and what was chosen on the page that led here."""
    try:
        wanted = _wanted(ask, ask.request.query_params)
    except QueryError as error:
        return _page(ask, WantedExport(format=""), _Choice(), error, status=400)
    return _counted(ask, wanted)


def begin(ask: Ask) -> Response:
    """Ask for an export; without a format only count the articles."""
    try:
        wanted = _wanted(ask, ask.form)
    except QueryError as error:
        return _page(ask, WantedExport(format=""), _Choice(), error, status=400)
    if not wanted.format:
        return _counted(ask, wanted) if wanted.redact else ask.go(_address(ask, wanted))
    if wanted.redact and not ask.can_edit:
        return ask.render("refused.html.j2", status=403, why="reading")
    try:
        _jobs(ask).export(checked(ask.case, wanted))
    except (CaseError, ExportError, QueryError) as error:
        return _page(ask, wanted, _Choice(), error, status=400)
    return ask.go(_address(ask, wanted), said="begun")


def _page(
    ask: Ask, wanted: WantedExport, choice: _Choice, error: Exception | None = None, *, status: int = 200
) -> Response:
    jobs = _jobs(ask)
    made = [job for job in jobs.all() if job.kind == "export"]
    return ask.render(
        "export.html.j2", status=status, wanted=wanted, choice=choice, error=_said(ask, error),
        groups=[(name, tuple(some)) for name, some in groupby(formats().values(), attrgetter("group"))],
        jobs=made[:_SHOWN], busy=any(not job.is_over for job in made), names=exported_actors(ask, made[:_SHOWN]),
        find_format=find_format,
        unweighed=ask.room.waiting(ask.case), chosen_here=_address(ask, wanted), without=partial(_address, ask, wanted),
    )  # fmt: skip


def _counted(ask: Ask, wanted: WantedExport) -> Response:
    """Return the page with how many articles are chosen."""
    try:
        return _page(ask, wanted, _choice(ask, wanted))
    except (CaseError, ExportError, QueryError) as error:
        return _page(ask, wanted, _Choice(), error, status=400)


def _wanted(ask: Ask, given: FormData | QueryParams) -> WantedExport:
    """Return what an address or a form asks for. Raises QueryError for what is too long or no number."""
    values = {name: _value(given, name, most) for name, most in _MOST.items()}
    values |= {name: _value(given, name, _LONGEST_DAY) for name in ("from", "to")}
    article = _value(given, "article", _LONGEST_NUMBER)
    if article and not (article.isascii() and article.isdecimal()):
        raise QueryError(f"article={article}", "this is no number", "give the number of a document")
    language = given.get("language") or ask.manner.lang
    names = _value(given, "redact", _MOST_NAMES) if isinstance(given, FormData) else ""
    values["reason"] = _value(given, "reason", _MOST_REASON) if names else ""
    record = {
        **values,
        "redact": tuple(filter(None, map(str.strip, names.splitlines()))),
        "article": int(article) if article else None,
        "language": "en" if language == "en" else "ar",
    }
    return msgspec.convert(record, WantedExport)


def _value(given: FormData | QueryParams, name: str, most: int) -> str:
    value = given.get(name) or ""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > most:
        raise QueryError(f"{name}={text[:20]}", f"it is longer than {most} characters", "say it in fewer")
    return text


def _choice(ask: Ask, wanted: WantedExport) -> _Choice:
    """Return what is chosen. Raises QueryError and CaseError as choosing does."""
    if not wanted.told():
        articles = ask.room.remembered(ask.case, "articles", lambda: overview(ask.case.connection).articles)
        return _Choice(articles)
    claim = claim_id(ask.case, wanted.claim) if wanted.claim else ""
    key = actor_called(ask.case, wanted.actor) if wanted.actor else ""
    found = documents_of(ask.case, chosen_in(ask.case, wanted))
    actor = (key, names_of(ask.case.connection, (key,)).get(key, key)) if key else None
    return _Choice(None if found is None else len(found), claim, actor)


def _address(ask: Ask, wanted: WantedExport, without: str = "") -> str:
    """Return the page with what was chosen, but for one thing."""
    values: dict[str, Any] = msgspec.to_builtins(wanted)
    values["language"] = "" if wanted.language == ask.manner.lang else wanted.language
    return ask.url("export", **{name: value for name, value in values.items() if name not in (*_UNSAID, without)})


def _said(ask: Ask, error: Exception | None) -> tuple[str, str, str] | None:
    if error is None:
        return None
    place = getattr(error, "place", "") or getattr(error, "query", "")
    reason, remedy = (told(ask.speech, getattr(error, name)) for name in ("reason", "remedy"))
    return "" if place == str(ask.case.path) else told_place(ask.speech, place), reason, remedy


def _jobs(ask: Ask) -> Jobs:
    jobs: Jobs = ask.request.app.state.jobs
    return jobs


PAGES: tuple[Page, ...] = (Page("/export", show, "export", lasting=False),)
EDITS: tuple[Edit, ...] = (Edit("/export/begin", begin, "export_begin", reads=True),)
