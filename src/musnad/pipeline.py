"""Stages in order over a document: the protocol of a stage, the check of the order, and what happens on failure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Protocol

from musnad.errors import PipelineError
from musnad.lexicon import Lexicon
from musnad.model import Dating, Document, Failure, Layer
from musnad.stages.dating import DatingStage
from musnad.stages.entities import EntitiesStage
from musnad.stages.events import EventsStage
from musnad.stages.mentions import MentionsStage
from musnad.stages.segments import SegmentsStage
from musnad.stages.statements import StatementsStage
from musnad.stages.times import TimesStage

__all__ = ["Pipeline", "Stage", "default_pipeline", "make_pipeline"]


class Stage(Protocol):
    """Finds one layer. Holds no state that changes, so that threads may share it.

    `version` changes whenever the same text may give another layer.
    """

    name: str
    version: str
    requires: frozenset[Layer]
    provides: Layer

    def find(self, doc: Document) -> Any:
        """Return the layer; the layers in `requires` are present."""


class Pipeline:
    """Runs stages in the given order.

    Raises PipelineError when a stage comes before one it needs, or two provide the same layer.
    """

    def __init__(self, stages: Iterable[Stage]) -> None:
        self.stages = tuple(stages)
        done: set[Layer] = set()
        for stage in self.stages:
            if missing := stage.requires - done:
                needed = ", ".join(sorted(missing))
                raise PipelineError(f"stage {stage.name} needs {needed} first; put the stage that provides it before")
            if stage.provides in done:
                raise PipelineError(f"stage {stage.name} provides {stage.provides} again; keep one of the two")
            done.add(stage.provides)

    def __call__(self, doc: Document) -> Document:
        """Return the document with every layer that could be made, and a failure for each that could not."""
        for stage in self.stages:
            doc = self._run(stage, doc)
        return doc

    def stream(self, docs: Iterable[Document]) -> Iterator[Document]:
        """Read documents one after the other, in order."""
        return map(self, docs)

    def _run(self, stage: Stage, doc: Document) -> Document:
        missing = [layer for layer in sorted(stage.requires) if getattr(doc, layer) is None]
        if missing:
            return doc.with_failure(Failure(stage.name, f"needs the layer {missing[0]}, which could not be made"))
        try:
            found = stage.find(doc)
        except Exception as error:  # noqa: BLE001 - one bad document never stops a run
            return doc.with_failure(Failure(stage.name, f"{type(error).__name__}: {error}; please report this text"))
        doc = doc.with_layer(stage.provides, found, stage=stage.name, version=stage.version)
        return doc.with_dating(found) if isinstance(found, Dating) else doc


@cache
def default_pipeline() -> Pipeline:
    """Return the pipeline that `musnad read` runs, with the lexicons that ship in the package."""
    return make_pipeline(Lexicon())


def make_pipeline(lexicon: Lexicon) -> Pipeline:
    """Return the pipeline that `musnad read` runs, with other lexicons: `Lexicon(user)` holds the user's own actors."""
    return Pipeline(
        (
            SegmentsStage(),
            MentionsStage(lexicon),
            EntitiesStage(lexicon),
            DatingStage(lexicon),
            TimesStage(lexicon),
            StatementsStage(lexicon),
            EventsStage(lexicon),
        )
    )
