"""Every error musnad raises on purpose.

MusnadError            something the user can act on; the message says what, where and what to do
├── ReadError          a source that cannot be turned into a document
├── LexiconError       lexicon tables that do not fit their schema; lists every problem
├── PipelineError      stages put together in an order that cannot work
├── CaseError          a case that cannot be opened, written or trusted
├── ExportError        an export that cannot be made, or a foreign file that cannot be taken in
├── EngineError        a run over many articles that cannot go on, or a folder of one that cannot be used
└── QueryError         a search that cannot be understood
"""

from __future__ import annotations

__all__ = [
    "CaseError",
    "EngineError",
    "ExportError",
    "LexiconError",
    "MusnadError",
    "PipelineError",
    "QueryError",
    "ReadError",
]


class MusnadError(Exception):
    """Something the user can act on; the base of all errors raised on purpose."""


class ReadError(MusnadError):
    """A source that cannot be turned into a document."""

    def __init__(self, source: str, reason: str, remedy: str) -> None:
        super().__init__(f"{source}: {reason}; {remedy}")
        self.source = source
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str]]:
        """Say how to make it anew in another process: its parts, not its message."""
        return type(self), (self.source, self.reason, self.remedy)


class LexiconError(MusnadError):
    """Lexicon tables that do not fit their schema.

    `problems` holds one `file:line: field: message` per fault found, all of them at once.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class PipelineError(MusnadError):
    """Stages put together in an order that cannot work."""


class CaseError(MusnadError):
    """A case that cannot be opened, written or trusted."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        super().__init__(f"{place}: {reason}; {remedy}")
        self.place = place
        self.reason = reason
        self.remedy = remedy


class QueryError(MusnadError):
    """A search that cannot be understood."""

    def __init__(self, query: str, reason: str, remedy: str) -> None:
        super().__init__(f"{query}: {reason}; {remedy}")
        self.query = query
        self.reason = reason
        self.remedy = remedy


class ExportError(MusnadError):
    """An export that cannot be made, or a foreign file that cannot be taken in."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        super().__init__(f"{place}: {reason}; {remedy}")
        self.place = place
        self.reason = reason
        self.remedy = remedy


class EngineError(MusnadError):
    """A run over many articles that cannot go on, or a folder of one that cannot be used."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        super().__init__(f"{place}: {reason}; {remedy}")
        self.place = place
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[EngineError], tuple[str, str, str]]:
        """Say how to make it anew in another process: its parts, not its message."""
        return type(self), (self.place, self.reason, self.remedy)
