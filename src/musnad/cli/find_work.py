"""Run the commands that search a case, and print what they found.

Exit status: 0 fine, 1 the search or the case cannot be used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import typer

from musnad.case.folder import open_case
from musnad.case.search.expanding import Rule
from musnad.case.search.find import Found, Hit, Sort, find
from musnad.case.search.matching import Match
from musnad.case.search.query import FIELDS, Filter
from musnad.case.search.saved import (
    SavedSearch,
    find_new,
    mark_seen,
    remove_search,
    save_search,
    saved_searches,
)
from musnad.cli import terminal
from musnad.cli.running import run_to_end
from musnad.views.found_json import found_record, hit_record

__all__ = ["Asked", "run_find", "run_new", "run_remove", "run_searches"]

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_REASONS = {
    "exact": "as typed",
    "spelling": "other spelling",
    "form": "with letters written on it",
    "prefix": "begins so",
    "foreign": "foreign name spelt so",
    "latin": "in Arabic letters",
    "name": "name known to the lexicon",
}
_SHOWN_FORMS = 6
_SHOWN_COUNTS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked of a search; `values` are those of the filters but for dates, by field."""

    query: str
    strict: bool
    values: Mapping[str, tuple[str, ...]]
    since: str | None
    until: str | None
    sort: Sort
    limit: int
    offset: int
    facets: bool
    save: str | None

    def filters(self) -> tuple[Filter, ...]:
        found = [Filter(field, value) for field in FIELDS for value in self.values.get(field, ())]
        if self.since or self.until:
            found.append(Filter("date", f"{self.since or ''}..{self.until or ''}"))
        return tuple(found)


def run_find(path: Path, asked: Asked, *, as_json: bool) -> int:
    """Print a page of hits; return the exit status."""

    def work() -> int:
        with open_case(path, writable=asked.save is not None) as case:
            found = find(
                case, asked.query, filters=asked.filters(), strict=asked.strict, sort=asked.sort, limit=asked.limit,
                offset=asked.offset, facets=asked.facets,
            )  # fmt: skip
            _print(found, asked.offset, as_json=as_json)
            if asked.save is not None:
                save_search(case, asked.save, asked.query, filters=asked.filters(), strict=asked.strict)
                terminal.tell(f"saved as {asked.save}; what comes in for it: musnad new {path} {asked.save}")
        return 0

    return run_to_end(work)


def run_new(path: Path, name: str | None, *, mark: bool, limit: int, as_json: bool) -> int:
    """Print what came in since last time, of one search, of each, or of everything; return the exit status."""

    def work() -> int:
        with open_case(path, writable=mark) as case:
            names: list[str | None] = [name] if name is not None else [s.name for s in saved_searches(case)] or [None]
            for each in names:
                found = find_new(case, each, limit=limit)
                if not as_json and each is not None:
                    typer.echo(f"{each}: {found.total} new")
                _print(found, 0, as_json=as_json, search=each)
                if mark:
                    mark_seen(case, each)
        return 0

    return run_to_end(work)


def run_searches(path: Path) -> int:
    """Print the saved searches; return 0."""

    def work() -> int:
        with open_case(path) as case:
            for saved in saved_searches(case):
                typer.echo(f"{saved.name}: {_describe(saved)} ({find_new(case, saved.name, limit=0).total} new)")
        return 0

    return run_to_end(work)


def run_remove(path: Path, name: str) -> int:
    """Forget a saved search; return the exit status."""

    def work() -> int:
        with open_case(path, writable=True) as case:
            remove_search(case, name)
        return 0

    return run_to_end(work)


def _describe(saved: SavedSearch) -> str:
    filters = [f"{'-' if f.is_not else ''}{f.field}:{f.value}" for f in saved.filters]
    return " ".join([*([saved.query] if saved.query else []), *filters, *(["--strict"] if saved.strict else [])])


def _print(found: Found, offset: int, *, as_json: bool, search: str | None = None) -> None:
    for note in found.notes:
        terminal.tell(note)
    if as_json:
        asked = {} if search is None else {"search": search}
        typer.echo(json.dumps({**asked, **found_record(found)}, ensure_ascii=False))
        for hit in found.hits:
            typer.echo(json.dumps(hit_record(hit, found), ensure_ascii=False))
        return
    for number, hit in enumerate(found.hits, offset + 1):
        typer.echo("\n".join(_lines(number, hit, found)))
    shown = f", {offset + 1} to {offset + len(found.hits)} shown" if found.hits else ""
    typer.echo(f"{found.total} articles{shown}")
    for kind, counts in (found.facets or {}).items():
        if counts:
            named = [f"{c.label} {c.documents}" for c in counts[-_SHOWN_COUNTS if kind == "month" else 0 :]]
            typer.echo(f"{kind}: {', '.join(named[:_SHOWN_COUNTS])}")


def _lines(number: int, hit: Hit, found: Found) -> Iterator[str]:
    title = _marked(hit.title, hit.title_matches, 0) if hit.title else "(no headline)"
    yield f"{number}. {title}"
    facts = [
        str(hit.document),
        hit.outlet or "",
        (hit.published or "")[:10],
        f"version {hit.version}" if hit.version > 1 else "",
    ]
    yield "   " + " · ".join(fact for fact in facts if fact)
    yield "   " + " ".join(_marked(hit.excerpt, hit.snippet.matches, hit.snippet.start).split())
    if why := "; ".join(_reasons(hit, found)):
        yield f"   {why}"
    yield ""


def _marked(text: str, matches: tuple[Match, ...], start: int) -> str:
    """Return a text with the matches in bold where the terminal can; `start` is where it begins in its own text."""
    if not terminal.takes_colour():
        return text
    parts, at = [], 0
    for match in sorted(matches, key=lambda m: (m.span.start, -m.span.end)):
        low, high = match.span.start - start, match.span.end - start
        if low >= at:
            parts += [text[at:low], _BOLD, text[low:high], _PLAIN]
            at = high
    return "".join((*parts, text[at:]))


def _reasons(hit: Hit, found: Found) -> Iterator[str]:
    """Yield for each word of the query the forms in which it was found, with the reason where it is not as typed."""
    if found.compiled is None:
        return
    shown = [(hit.title or "", 0, match) for match in hit.title_matches]
    shown += [(hit.excerpt, hit.snippet.start, match) for match in hit.snippet.matches]
    for number, leaf in enumerate(found.compiled.leaves):
        forms = {
            text[match.span.start - start : match.span.end - start]: _REASONS[match.rule.value]
            for text, start, match in shown
            if match.leaf == number and match.rule is not Rule.EXACT
        }
        if forms:
            told = ", ".join(f"{form} ({reason})" for form, reason in list(forms.items())[:_SHOWN_FORMS])
            yield f"{found.query.text[leaf.start : leaf.end]}: {told}"
