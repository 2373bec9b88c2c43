"""A timeline as a report for the terminal: day by day what is told to have happened, and how the day is known.

Values in, text out; no I/O. Days stand at the left in the direction of the line, Arabic words in isolates of their own
(see `musnad.views.bidi`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from musnad.corpus.claim_dates import Basis, DateBasis, Dated
from musnad.corpus.timeline import Entry, Happening, Timeline, Unit, periods
from musnad.views.bidi import isolate
from musnad.views.counted import cut, origins, passage, plural
from musnad.views.days import days_written, interval_written, moment_written
from musnad.views.page import BOLD, Page, joined
from musnad.views.text_page import joined as side_by_side

__all__ = ["render_timeline"]

_Texts = Callable[[int], str]
_BASES: Mapping[Basis, str] = {
    "event": "the day of an event (dated)",
    "named": "a time that the words name (named)",
    "told": "the day of the first telling",
}
_DATES: Mapping[DateBasis, str] = {"event": "dated", "named": "named", "passing": "in passing"}
_MOST_EVENTS, _MOST_PARTIES, _MOST_DATES = 3, 3, 4
_HANG = 4


def render_timeline(
    timeline: Timeline,
    texts: _Texts,
    *,
    articles: int,
    names: Mapping[str, str],
    by: Unit = "day",
    most: int | None = None,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return a timeline as a report that ends in a line feed.

    `articles` were weighed; `names` has names by key; of the entries at `most` so many are shown, those that most
    articles tell.
    """
    report = _Report(Page(width, colour), texts, names, by)
    return joined(report.lines(timeline, articles, most))


class _Report:
    """A timeline while its lines are made."""

    def __init__(self, page: Page, texts: _Texts, names: Mapping[str, str], by: Unit) -> None:
        self._page, self._texts, self._names, self._by = page, texts, names, by

    def lines(self, timeline: Timeline, articles: int, most: int | None) -> Iterator[str]:
        """Yield the counts, then each period with its entries, then those undated."""
        every, shown = len(timeline.entries) + len(timeline.undated), timeline.narrowed(most)
        yield f"{plural(articles, 'article')}: {plural(every, 'claim')}, {len(timeline.undated)} of them undated"
        bases = Counter(entry.basis for entry in timeline.entries)
        if bases:
            counted = [f"{text} {bases[basis]}" for basis, text in _BASES.items() if bases[basis]]
            yield from self._beside(counted, lead="placed by ")
        for period in periods(shown.entries, self._by):
            yield from self._part(days_written(period.first, period.last, weekday=True), period.entries)
        if shown.undated:
            yield from self._part("undated", shown.undated)
        if more := every - len(shown.entries) - len(shown.undated):
            yield ""
            yield f"and {more} more, told by as many articles or fewer: --limit 0 shows all"

    def _part(self, title: str, entries: Sequence[Entry]) -> Iterator[str]:
        yield ""
        yield self._page.paint(title, BOLD)
        for entry in entries:
            told = origins(entry.origins_lower.value, entry.origins_upper.value)
            facts = [entry.claim, plural(entry.articles.value, "article"), told]
            facts += [f"{plural(len(entry.against), 'report')} against it"] if entry.against else []
            yield from self._beside(facts, lead="  ", between=" · ")
            yield from self._page.right(cut(passage(self._texts(entry.first.document), entry.first.spans)))
            events = [self._event(event) for event in entry.events[:_MOST_EVENTS]]
            yield from self._beside([*events, *_rest(len(entry.events), _MOST_EVENTS)])
            yield from self._beside([*self._dates(entry), _first_told(entry)])

    def _event(self, event: Happening) -> str:
        parts: list[str] = [event.type]
        parts += [f"by {self._named(event.actors)}"] if event.actors else []
        parts += [f"to {self._named(event.recipients)}"] if event.recipients else []
        parts += [f"({event.status})"] if event.status != "happened" else []
        return " ".join([*parts, f"×{len(event.evidence)}"])

    def _named(self, keys: Sequence[str]) -> str:
        names = isolate("، ".join(self._names.get(key, key) for key in keys[:_MOST_PARTIES]))
        return " ".join([names, *_rest(len(keys), _MOST_PARTIES)])

    def _dates(self, entry: Entry) -> Iterator[str]:
        """Yield how the place in time is known, then the other dates that reports give."""
        others: list[Dated] = []
        for dated in entry.dates:
            if (dated.basis, dated.days) != (entry.basis, entry.days):
                others.append(dated)
                continue
            is_titled = self._by == "day" and dated.days.precision == "day"
            day = "" if is_titled else f"{interval_written(dated.days)} "
            yield f"{day}{_DATES[dated.basis]} by {dated.articles} of {plural(entry.articles.value, 'article')}"
        for dated in others[:_MOST_DATES]:
            yield f"also {interval_written(dated.days)}, {_DATES[dated.basis]} by {dated.articles}"
        yield from _rest(len(others), _MOST_DATES)
        if entry.differ:
            yield "reports differ"

    def _beside(self, facts: Sequence[str], *, lead: str = " " * _HANG, between: str = "; ") -> Iterator[str]:
        yield from side_by_side(facts, between, self._page.width, hang=_HANG, lead=lead)


def _rest(count: int, shown: int) -> Iterator[str]:
    if count > shown:
        yield f"and {count - shown} more"


def _first_told(entry: Entry) -> str:
    first = entry.first
    when = f"first told {moment_written(first.published)}" if first.published else "no date of publication"
    return f"{when} in #{first.document}"
