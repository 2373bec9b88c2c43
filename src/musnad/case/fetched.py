"""Fetch articles for a case: pages, and the pages that feeds lead to; remember what was fetched.

What comes in are addresses; what goes out is what the readers find at them. What a server says of a page's version is
kept in the table `fetched`, so that the next run asks for changes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from musnad.case.fetching import Answer, Fetcher, Validators
from musnad.case.folder import Case
from musnad.errors import ReadError
from musnad.readers import Found, Read, Unread, walk_bytes
from musnad.readers.reading import FEED_MEDIA, Extra

__all__ = ["Fetching"]

_NO_PAGE = "the page could not be fetched ({}); this is what the feed gives of it"


class Fetching:
    """Fetches for one run. `unchanged` counts the pages that are as they were, or were not asked for again."""

    def __init__(self, case: Case, fetcher: Fetcher) -> None:
        self._case, self._fetcher = case, fetcher
        self._answers: dict[str, Answer] = {}
        self.unchanged = 0

    def walk(self, addresses: Iterable[str]) -> Iterator[Found]:
        """Yield what the addresses give, pages unfinished; of a feed, the pages of its items.

        A page that a feed leads to and that was fetched before is asked for again only where its server can say
        whether it changed. An item whose page cannot be had is taken as the feed gives it.
        """
        for address in addresses:
            try:
                answer = self._get(address, self._known(address))
            except ReadError as error:
                yield Unread(error)
                continue
            for found in self._found(address, answer):
                if isinstance(found, Read) and found.media in FEED_MEDIA and found.document.url:
                    yield from self._page_of(found, found.document.url)
                else:
                    yield found

    def remember(self) -> None:
        """Keep what the servers said of the pages; call it when the run's articles are kept."""
        with self._case.change() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO fetched (url, etag, modified, status, at) VALUES (?, ?, ?, ?, ?)",
                [
                    (url, answer.validators.etag, answer.validators.modified, answer.status, self._case.clock())
                    for url, answer in self._answers.items()
                ],
            )
        self._answers.clear()

    def _page_of(self, item: Read, url: str) -> Iterator[Found]:
        known = self._known(url)
        if url in self._answers or known == Validators():
            self.unchanged += 1
            return
        try:
            answer = self._get(url, known)
        except ReadError as error:
            warned = item.document.with_warning(_NO_PAGE.format(error.reason))
            yield replace(item, document=warned)
            return
        for found in self._found(url, answer):
            if isinstance(found, Unread):
                yield replace(item, document=item.document.with_warning(_NO_PAGE.format(found.error.reason)))
            elif isinstance(found, Read):
                yield found
            else:
                yield replace(found, extra=(*_told_of(item), *found.extra))

    def _get(self, url: str, known: Validators | None) -> Answer:
        answer = self._fetcher.get(url, known)
        if answer.data is None:
            self.unchanged += 1
            if known is not None:  # a server need not repeat them
                given = answer.validators
                kept = Validators(given.etag or known.etag, given.modified or known.modified)
                answer = replace(answer, validators=kept)
        self._answers[url] = answer
        return answer

    def _found(self, url: str, answer: Answer) -> Iterator[Found]:
        if answer.data is not None:
            yield from walk_bytes(answer.data, source=url, url=answer.url, charset=answer.charset)

    def _known(self, url: str) -> Validators | None:
        """Return what the server said of a page when it was fetched before; None where it was not."""
        row = self._case.connection.execute("SELECT etag, modified FROM fetched WHERE url = ?", (url,)).fetchone()
        return None if row is None else Validators(*row)


def _told_of(item: Read) -> Extra:
    """Return what a feed says of an item whose page is taken in its place."""
    doc = item.document
    told = (("feed.text", doc.text), ("feed.published", doc.published), ("feed.author", doc.author))
    return (*((name, value) for name, value in told if value), *item.extra)
