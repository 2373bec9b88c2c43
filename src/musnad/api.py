"""Read articles from a program: files, folders or text in, documents with every layer out; and hand cases over.

The functions here join the readers and the pipeline, and a case and the exports. Printing documents is for
`musnad.model.codec` and `musnad.views`; `import musnad` alone loads none of this.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from musnad.errors import ReadError
from musnad.lexicon import Lexicon
from musnad.lexicon.user_actors import combine
from musnad.model import Document
from musnad.pipeline import Pipeline, default_pipeline, make_pipeline
from musnad.readers import Reading, Unread, read_sources, text_document, too_large
from musnad.readers.actor_lists import read_actor_list

if TYPE_CHECKING:
    from musnad.exports.running import ExportNote

__all__ = ["export", "read", "read_all", "read_text"]

Source = str | os.PathLike[str]
_KEPT_PIPELINES = 4
_TOLD = 20


def read(source: Source, *, published: str | None = None, actors: Iterable[Source] = ()) -> Document:
    """Read the one article in a file: a text, a saved page, or records, a feed or an archive with a single one.

    `published` (`YYYY-MM-DD`, or a date-time with zone) is what relative dates in the article count from; it goes
    before the date that the page gives. `actors` names lists of your own people and organisations (docs/actors.md); a
    row that cannot be used is told as a Python warning. Raises ReadError when the source or a list cannot be read, or
    the source holds several articles.
    """
    readings = list(_first_two(source, published))
    first = readings[0]
    if len(readings) > 1:
        raise ReadError(os.fspath(source), "it holds more than one document", "read it with musnad.read_all")
    if isinstance(first, Unread):
        raise first.error
    return _pipeline(actors)(first.document)


def read_text(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    id: str | None = None,
    actors: Iterable[Source] = (),
) -> Document:
    """Read an article given as a string; `text` is kept as it is, `actors` are lists as in `read`.

    Raises ReadError when `published` is no date, the text holds half a surrogate pair, which no file can store, or a
    list cannot be read.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        reason = f"code point {error.start} is half of a surrogate pair"
        raise ReadError("text", reason, "decode the source again, or replace that code point") from None
    return _pipeline(actors)(text_document(text, id=id, title=title, published=published))


def read_all(
    sources: Source | Iterable[Source],
    *,
    published: str | None = None,
    on_error: Callable[[ReadError], object] | None = None,
    actors: Iterable[Source] = (),
) -> Iterator[Document]:
    """Read every article of files and folders, in order; `actors` are lists as in `read`.

    What cannot be read is handed to `on_error`, or told as a Python warning where that is None, and the rest goes on.
    Raises ReadError when a list of actors cannot be read.
    """
    some = (sources,) if isinstance(sources, str | os.PathLike) else sources
    tell = _warn if on_error is None else on_error
    pipeline = _pipeline(actors)
    for reading in read_sources(some, published=published, stdin=_stdin()):
        if isinstance(reading, Unread):
            tell(reading.error)
            continue
        try:
            doc = pipeline(reading.document)
        except MemoryError:
            tell(too_large(reading.source))
            continue
        yield doc


def export(
    case: Source,
    to: str,
    out: Source | BinaryIO,
    *,
    query: str = "",
    since: str | None = None,
    until: str | None = None,
    about: str | None = None,
    claim: str | None = None,
    actor: str | None = None,
    most: int | None = None,
    language: Literal["ar", "en"] = "ar",
    redact: str | Iterable[str] = (),
    reason: str = "",
) -> ExportNote:
    """Write the articles of a case, or those chosen, in the format named `to`; return what was written and lost.

    `out` is a file, a new folder for a format of several files, or a binary stream for one file. Articles are chosen as
    by `musnad export`: `query` as in musnad find, `since` and `until` ISO days, `about` an article's number. A report
    is about a `claim`, an `actor` or the days; for any other format these two choose the articles that tell the claim
    or name the actor. `most` says how many of the claims or events are told where a format tells some. `redact` names
    a person to black out, or several, for a `reason`; that needs a case that can be written. What is new in the case is
    not weighed first. Raises ExportError, CaseError or QueryError, and then leaves nothing behind.
    """
    from musnad.case.choosing import Chosen
    from musnad.case.folder import now, open_case
    from musnad.exports.handing import hand_over_case
    from musnad.exports.manner import Manner
    from musnad.exports.running import wanted_format

    form, persons = wanted_format(to), (redact,) if isinstance(redact, str) else tuple(redact)
    target = Path(out) if isinstance(out, str | os.PathLike) else out
    manner = Manner(now(), language, claim=claim, actor=actor, most=most)
    chosen = Chosen(query, since, until, about)
    with open_case(case, writable=bool(persons)) as opened:
        return hand_over_case(opened, form, target, manner, chosen=chosen, redact=persons, reason=reason)


def _pipeline(actors: Iterable[Source]) -> Pipeline:
    """Return the pipeline with these lists of actors; of two lists with the same id the earlier counts."""
    paths = (actors,) if isinstance(actors, str | os.PathLike) else tuple(actors)
    return _pipeline_with(tuple((os.fspath(path), _stamp(path)) for path in paths)) if paths else default_pipeline()


@lru_cache(_KEPT_PIPELINES)
def _pipeline_with(lists: tuple[tuple[str, tuple[int, int]], ...]) -> Pipeline:
    """Make a pipeline once for lists as they are now: a changed file has another stamp."""
    countries = Lexicon().country_codes
    user = combine(read_actor_list(path, countries=countries) for path, _ in lists)
    told = [problem for problem in user.problems if problem.grade != "note"]
    for problem in told[:_TOLD]:
        warnings.warn(str(problem), stacklevel=5)
    if len(told) > _TOLD:
        warnings.warn(f"and {len(told) - _TOLD} more; musnad actors check names them all", stacklevel=5)
    return make_pipeline(Lexicon(user))


def _stamp(path: Source) -> tuple[int, int]:
    """Return what changes when a file does; zeros where there is none, which reading it will tell."""
    try:
        found = Path(path).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _first_two(source: Source, published: str | None) -> Iterator[Reading]:
    for number, reading in enumerate(read_sources((source,), published=published, stdin=_stdin())):
        if number == 2:
            return
        yield reading


def _stdin() -> BinaryIO | None:
    return getattr(sys.stdin, "buffer", None)


def _warn(error: ReadError) -> None:
    warnings.warn(str(error), stacklevel=3)
