"""What is handed over: articles one after the other, and what a case counts over them.

What comes in is a case with a choice of its articles, or documents that were just read; what goes out are articles,
claims, networks and places in time, each as it is needed, so that a case of any size fits in memory. Nothing is
written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from musnad.case.choosing import Chosen, documents_of
from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.case.key_names import names_of
from musnad.case.naming import text_hash
from musnad.case.network import Networks, networks_of
from musnad.case.problems import Problem
from musnad.case.store import current_documents, read_document, read_text
from musnad.case.timeline import ToldInTime, told_in_time
from musnad.case.weighing import list_claims, weigh_listed
from musnad.case.weighing.pieces import has_tables
from musnad.corpus.weighing import Weighed, Weighing
from musnad.errors import CaseError
from musnad.model import Document

__all__ = ["Article", "CaseSubject", "FileSubject", "Source", "Subject", "Told"]

_CLAIMS_AT_ONCE = 50
_VERSION = "SELECT version, sha256 FROM document WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as people left it.

    `id` is its own in this export; `urn` names it beyond it. `sha256` is that of its text in UTF-8. `number` and
    `version` are those of a case.
    """

    id: str
    urn: str
    document: Document
    sha256: str
    number: int | None = None
    version: int | None = None


class Told(NamedTuple):
    """A claim, with the weighing that holds what stands against it."""

    weighed: Weighed
    weighing: Weighing


class Source(NamedTuple):
    """What an article is called, who published it, and where."""

    title: str | None
    outlet: str | None
    url: str | None


class Subject(Protocol):
    """What is handed over. `problems` are the articles that could not be; `made_by` the versions of the stages."""

    @property
    def name(self) -> str:
        """What it is called: the name of the case, or of the first file."""

    @property
    def case(self) -> Case | None:
        """The case it comes from."""

    @property
    def total(self) -> int | None:
        """How many articles there are, where that is known before they are read."""

    @property
    def problems(self) -> list[Problem]:
        """What could not be handed over so far."""

    @property
    def redacted(self) -> int | None:
        """In how many articles names were blacked out so far; None where nobody is to be."""

    def articles(self) -> Iterator[Article]:
        """Yield the articles in their order. May be called once."""

    def claims(self) -> Iterator[Told]:
        """Yield the claims of these articles that several tell, those of most outlets first; none without a case."""

    def text(self, document: int) -> str:
        """Return the text of a document that a claim points at."""

    def source(self, document: int) -> Source:
        """Return what a document that a claim points at is called, and where it is from."""

    def names(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the names of those of some keys in claims who have one."""

    def said(self, words: str) -> str:
        """Return words that are not of an article, a name of the lexicon, as they may be handed over."""

    def networks(self, most: int | None = None) -> Networks | None:
        """Return who does what to whom and who has it from whom, of the `most` told claims; None without a case."""

    def told_in_time(self) -> ToldInTime | None:
        """Return the claims in time; None without a case."""


@dataclass(slots=True)
class CaseSubject:
    """Articles of a case; open it with `CaseSubject.of`. One read transaction should hold while it is used."""

    case: Case
    chosen: Chosen
    numbers: tuple[int, ...]
    is_whole: bool
    progress: Callable[[int], object] = field(default=lambda _done: None)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, case: Case, chosen: Chosen, *, progress: Callable[[int], object] = lambda _done: None) -> CaseSubject:
        """Choose articles of a case. Raises CaseError and QueryError as a search does."""
        documents = documents_of(case, chosen)
        numbers = tuple(current_documents(case.connection)) if documents is None else tuple(sorted(documents))
        return cls(case, chosen, numbers, documents is None, progress)

    @property
    def name(self) -> str:
        """The name of the case."""
        return self.case.name

    @property
    def total(self) -> int:
        """How many articles were chosen."""
        return len(self.numbers)

    @property
    def redacted(self) -> None:
        """None: nobody is blacked out."""

    def articles(self) -> Iterator[Article]:
        """Yield the chosen articles by their numbers; one that is damaged is told among the problems."""
        case = str(self.case.settings.get("id") or "")
        for done, number in enumerate(self.numbers, 1):
            try:
                doc = read_corrected(self.case.connection, number)
            except CaseError as error:
                self.problems.append(Problem(f"document {number}", f"{error.reason}; {error.remedy}"))
            else:
                version, sha256 = self.case.connection.execute(_VERSION, (number,)).fetchone()
                yield Article(str(number), f"urn:musnad:{case}:{number}", doc, sha256, number, version)
            self.progress(done)

    def claims(self) -> Iterator[Told]:
        """Yield the claims, weighed a few at a time."""
        if not has_tables(self.case.connection):
            return
        listed = list_claims(self.case, None if self.is_whole else self.numbers)
        for start in range(0, len(listed.firsts), _CLAIMS_AT_ONCE):
            weighing = weigh_listed(self.case, listed, start=start, most=_CLAIMS_AT_ONCE)
            yield from (Told(weighed, weighing) for weighed in weighing.claims)

    def text(self, document: int) -> str:
        """Return the text of a document of the case."""
        return read_text(self.case.connection, document)

    def source(self, document: int) -> Source:
        """Return the title, the outlet and the address of a document of the case."""
        doc = read_document(self.case.connection, document, bare=True)
        return Source(doc.title, doc.outlet, doc.url)

    def names(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return names as people gave them, else as the lexicon and the articles have them."""
        return names_of(self.case.connection, keys)

    def said(self, words: str) -> str:
        """Return the words."""
        return words

    def networks(self, most: int | None = None) -> Networks:
        """Return the networks of the claims that most outlets tell."""
        return networks_of(self.case, self._same(), most=most)

    def told_in_time(self) -> ToldInTime:
        """Return the claims that most outlets tell, in time."""
        return told_in_time(self.case, self._same())

    def _same(self) -> Chosen:
        """Return the choice of the same articles without searching for them again."""
        return Chosen() if self.is_whole else Chosen(among=frozenset(self.numbers))


@dataclass(slots=True)
class FileSubject:
    """Documents that were just read, without a case."""

    name: str
    documents: Iterable[Document]
    total: int | None = None
    progress: Callable[[int], object] = field(default=lambda _done: None)
    problems: list[Problem] = field(default_factory=list)
    case: Case | None = None

    @property
    def redacted(self) -> None:
        """None: nobody is blacked out."""

    def articles(self) -> Iterator[Article]:
        """Yield the documents as they come; one whose text no file can hold is told among the problems."""
        for done, doc in enumerate(self.documents, 1):
            try:
                sha256 = text_hash(doc.text)
            except UnicodeEncodeError as error:
                reason = f"code point {error.start} is half of a surrogate pair; decode the source again"
                self.problems.append(Problem(doc.id, reason))
            else:
                yield Article(doc.id, f"urn:sha256:{sha256}", doc, sha256)
            self.progress(done)

    def claims(self) -> Iterator[Told]:
        """Yield nothing: claims are counted in a case."""
        return iter(())

    def text(self, document: int) -> str:
        """Raise LookupError: there are no claims that point at a document."""
        raise LookupError(document)

    def source(self, document: int) -> Source:
        """Raise LookupError, as `text` does."""
        raise LookupError(document)

    def names(self, _keys: Iterable[str]) -> Mapping[str, str]:
        """Return nothing: keys are of a case."""
        return {}

    def said(self, words: str) -> str:
        """Return the words."""
        return words

    def networks(self, most: int | None = None) -> None:
        """Return None: networks are of claims."""

    def told_in_time(self) -> None:
        """Return None: claims are counted in a case."""
