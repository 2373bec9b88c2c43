"""What is handed over, with some persons blacked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.case.naming import text_hash
from musnad.case.network import Networks
from musnad.case.problems import Problem
from musnad.case.timeline import ToldInTime
from musnad.exports.redaction.masking import Redactor
from musnad.exports.subject import Article, Source, Subject, Told

__all__ = ["RedactedSubject"]

_KEPT_TEXTS = 512


@dataclass(slots=True)
class RedactedSubject:
    """A subject as its readers may see it; `redactor` remembers which articles name somebody."""

    whole: Subject
    redactor: Redactor
    _kept: Callable[[int], str] = field(init=False)

    def __post_init__(self) -> None:
        self._kept = lru_cache(_KEPT_TEXTS)(self._text)

    @property
    def name(self) -> str:
        """What it is called, masked."""
        return self.redactor.name(self.whole.name)

    @property
    def case(self) -> Case | None:
        """The case it comes from, in which nothing is masked."""
        return self.whole.case

    @property
    def total(self) -> int | None:
        """How many articles there are."""
        return self.whole.total

    @property
    def problems(self) -> list[Problem]:
        """What could not be handed over so far, masked: the names of files and reasons may name somebody."""
        return [Problem(*map(self.redactor.name, (one.source, one.reason))) for one in self.whole.problems]

    @property
    def redacted(self) -> int:
        """In how many articles names were blacked out so far."""
        return len(self.redactor.touched)

    def articles(self) -> Iterator[Article]:
        """Yield the articles, masked; a text that was changed has its own hash."""
        for article in self.whole.articles():
            doc = self.redactor.document(article.number or article.id, article.document)
            if doc is article.document:
                yield article
                continue
            sha256 = text_hash(doc.text)
            own = article.id if article.number is not None else doc.id
            urn = article.urn if article.number is not None else f"urn:sha256:{sha256}"
            yield replace(article, id=own, urn=urn, document=doc, sha256=sha256)

    def claims(self) -> Iterator[Told]:
        """Yield the claims, masked."""
        for told in self.whole.claims():
            yield self.redactor.value(told)

    def text(self, document: int) -> str:
        """Return the text of a document, masked."""
        return self._kept(document)

    def source(self, document: int) -> Source:
        """Return the title, the outlet and the address of a document, masked; an address that spells a name is None."""
        if self.whole.case is None:
            return self.whole.source(document)
        doc = self.redactor.document(document, read_corrected(self.whole.case.connection, document))
        return Source(doc.title, doc.outlet, doc.url)

    def names(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the names of some keys, masked; a masked key has what stands for the person."""
        wanted = tuple(keys)
        called = {key: name for key in wanted if (name := self.redactor.called(key)) is not None}
        return {key: self.redactor.name(name) for key, name in self.whole.names(wanted).items()} | called

    def said(self, words: str) -> str:
        """Return words, masked."""
        return self.redactor.name(words)

    def networks(self, most: int | None = None) -> Networks | None:
        """Return the networks, masked."""
        return self.redactor.value(self.whole.networks(most))

    def told_in_time(self) -> ToldInTime | None:
        """Return the claims in time, masked."""
        return self.redactor.value(self.whole.told_in_time())

    def _text(self, document: int) -> str:
        if self.whole.case is None:
            return self.whole.text(document)
        return self.redactor.text(read_corrected(self.whole.case.connection, document))
