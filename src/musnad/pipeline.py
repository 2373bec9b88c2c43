"""Stages in order over a document: the protocol of a stage, the check of the order, and what happens on failure.

Stages are loaded when a pipeline that has them is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Protocol

import msgspec

from musnad.errors import PipelineError
from musnad.lexicon import Lexicon
from musnad.lexicon.user_actors import UserActors
from musnad.model import Dating, Document, Failure, Layer

__all__ = [
    "Pipeline",
    "Stage",
    "dated_times",
    "default_pipeline",
    "inferring_times",
    "make_pipeline",
    "pipeline_for",
    "stage_versions",
]

_NO_DATE = (
    "no publication date is given and the text settles none, so relative dates stay open; "
    "give one with --published YYYY-MM-DD"
)


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
        """Return the document with every layer that could be made, and a failure for each that could not.

        Raises MemoryError where the process has too little: how much it may have is for whoever started it.
        """
        for stage in self.stages:
            doc = self._run(stage, doc)
        return doc

    def stale(self, versions: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the stages whose layer is another than this pipeline makes: it, or one it needs, changed.

        `versions` maps the name of each stage that ran to its version, as `Document.stages` does.
        """
        changed: set[Layer] = set()
        names = []
        for stage in self.stages:
            needs = stage.requires | ({"dating"} if stage.provides == "times" else set())  # the day times count from
            if versions.get(stage.name) != stage.version or needs & changed:
                changed.add(stage.provides)
                names.append(stage.name)
        return tuple(names)

    def reread(self, doc: Document) -> Document:
        """Return the document with its stale layers made again and the others as they are.

        A document that misses segments gets them made again whatever the versions say.
        """
        stale = frozenset(self.stale(doc.stages))
        again = [s for s in self.stages if s.name in stale or getattr(doc, s.provides) is None]
        gone = frozenset(s.name for s in again)
        dated = doc.dating is not None and doc.dating.published == doc.published
        if dated and any(s.provides == "dating" for s in again):  # its day is found again
            doc = msgspec.structs.replace(doc, published=None, published_basis=None)
        cleared = {s.provides: None for s in again}
        kept = {name: version for name, version in doc.stages.items() if name not in gone}
        failures = tuple(f for f in doc.failures if f.stage not in gone)
        doc = msgspec.structs.replace(doc, **cleared, stages=kept, failures=failures)
        for stage in again:
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
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - one bad document never stops a run
            return doc.with_failure(Failure(stage.name, f"{type(error).__name__}: {error}; please report this text"))
        doc = doc.with_layer(stage.provides, found, stage=stage.name, version=stage.version)
        return _with_day(doc, found) if isinstance(found, Dating) else doc


def _with_day(doc: Document, dating: Dating) -> Document:
    """Give a document the day that was inferred for it, or the warning that there is none."""
    doc = doc.with_dating(dating)
    if doc.published is not None or _NO_DATE in doc.warnings:
        return doc
    return doc.with_warning(_NO_DATE)


@cache
def default_pipeline() -> Pipeline:
    """Return the pipeline that `musnad read` runs, with the lexicons that ship in the package."""
    return make_pipeline(Lexicon())


def make_pipeline(lexicon: Lexicon) -> Pipeline:
    """Return the pipeline that `musnad read` runs, with other lexicons: `Lexicon(user)` holds the user's own actors."""
    from musnad.stages.events import EventsStage
    from musnad.stages.statements import StatementsStage

    return Pipeline((*inferring_times(lexicon).stages, StatementsStage(lexicon), EventsStage(lexicon)))


def pipeline_for(user: UserActors) -> Pipeline:
    """Return the pipeline that `musnad read` runs with a list of the user's own actors, which may be empty."""
    return make_pipeline(Lexicon(user)) if user.entries else default_pipeline()


def stage_versions(user: UserActors) -> dict[str, str]:
    """Return the versions of the stages of `pipeline_for`, by their names, without loading any lexicon."""
    from musnad.stages.dating import DatingStage
    from musnad.stages.entities import EntitiesStage
    from musnad.stages.events import EventsStage
    from musnad.stages.mentions import MentionsStage, stage_version
    from musnad.stages.segments import SegmentsStage
    from musnad.stages.statements import StatementsStage
    from musnad.stages.times import TimesStage

    others = (SegmentsStage, EntitiesStage, DatingStage, TimesStage, StatementsStage, EventsStage)
    return {MentionsStage.name: stage_version(user), **{stage.name: stage.version for stage in others}}


def inferring_times(lexicon: Lexicon) -> Pipeline:
    """Return the stages of `make_pipeline` up to the times: those that an undated article needs for its day."""
    from musnad.stages.dating import DatingStage
    from musnad.stages.entities import EntitiesStage
    from musnad.stages.mentions import MentionsStage
    from musnad.stages.segments import SegmentsStage
    from musnad.stages.times import TimesStage

    before = (SegmentsStage(), MentionsStage(lexicon), EntitiesStage(lexicon))
    return Pipeline((*before, DatingStage(lexicon), TimesStage(lexicon)))


def dated_times(lexicon: Lexicon) -> Pipeline:
    """Return the stages that find the times of a dated article and nothing else."""
    from musnad.stages.segments import SegmentsStage
    from musnad.stages.times import TimesStage

    return Pipeline((SegmentsStage(), TimesStage(lexicon)))
