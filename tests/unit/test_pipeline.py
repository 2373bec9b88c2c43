"""The order of stages, and what a stage that fails leaves behind."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from musnad.errors import PipelineError
from musnad.lexicon.names import ActorRow
from musnad.lexicon.user_actors import UserActors
from musnad.lexicon.user_actors.entries import Entry
from musnad.model import LAYERS, Dating, Document, Layer, TimeExpression
from musnad.pipeline import Pipeline, Stage, default_pipeline, stage_versions
from musnad.stages.segments import SegmentsStage
from support import make_doc

TIME = TimeExpression(start=0, end=4, type="DATE", value="2018", origin="test:year")


class FixedStage:
    """A stage that gives a fixed layer, or raises it."""

    version = "7"

    def __init__(self, provides: Layer, gives: Any, requires: tuple[Layer, ...] = ()) -> None:
        self.name = f"fixed-{provides}"
        self.provides: Layer = provides
        self.requires: frozenset[Layer] = frozenset(requires)
        self._gives = gives

    def find(self, doc: Document) -> Any:
        if isinstance(self._gives, Exception):
            raise self._gives
        return self._gives


def test_default_pipeline_makes_every_layer() -> None:
    assert tuple(stage.provides for stage in default_pipeline().stages) == LAYERS


def test_versions_are_known_without_loading() -> None:
    assert stage_versions(UserActors()) == {stage.name: stage.version for stage in default_pipeline().stages}


def test_own_actors_make_another_version() -> None:
    row = ActorRow(
        key="x", type="PER", name="س", name_en="", aliases=(), country="", sector=(), role="person", caution=False,
        wikidata=None, source=("user:x",),
    )  # fmt: skip
    user = UserActors(entries=(Entry("own.csv", 1, row, (), ()),))
    assert stage_versions(user)["mentions"] != stage_versions(UserActors())["mentions"]
    assert stage_versions(user)["mentions"] == stage_versions(UserActors(entries=user.entries))["mentions"]


def test_default_pipeline_is_made_once() -> None:
    assert default_pipeline() is default_pipeline()


def test_pipeline_refuses_a_stage_before_the_one_it_needs() -> None:
    with pytest.raises(PipelineError, match="stage fixed-times needs segments first"):
        Pipeline((FixedStage("times", (), ("segments",)), SegmentsStage()))


def test_pipeline_refuses_two_stages_for_one_layer() -> None:
    with pytest.raises(PipelineError, match="provides times again"):
        Pipeline((FixedStage("times", ()), FixedStage("times", ())))


def test_pipeline_keeps_layers_and_versions() -> None:
    doc = Pipeline((SegmentsStage(), FixedStage("times", (TIME,), ("segments",))))(Document(id="a", text="2018"))
    assert doc.times == (TIME,)
    assert doc.segments is not None and doc.slice(doc.segments.tokens[0]) == "2018"
    assert doc.stages == {"segments": SegmentsStage.version, "fixed-times": "7"}
    assert doc.failures == ()


def test_failed_stage_leaves_a_null_layer_and_the_run_goes_on() -> None:
    stages: tuple[Stage, ...] = (FixedStage("times", KeyError("month")), FixedStage("mentions", ()))
    doc = Pipeline(stages)(make_doc("نص"))
    assert doc.times is None
    assert doc.mentions == ()
    assert [(f.stage, f.message) for f in doc.failures] == [
        ("fixed-times", "KeyError: 'month'; please report this text")
    ]
    assert doc.stages == {"fixed-mentions": "7"}


def test_stage_whose_layer_is_missing_is_skipped_and_named() -> None:
    stages = (FixedStage("times", ValueError("no")), FixedStage("events", (), ("times",)))
    doc = Pipeline(stages)(make_doc("نص"))
    assert doc.events is None
    assert [(f.stage, f.message) for f in doc.failures][1] == (
        "fixed-events",
        "needs the layer times, which could not be made",
    )


def test_failure_in_one_document_leaves_the_next_alone() -> None:
    class Picky(FixedStage):
        def find(self, doc: Document) -> Any:
            if "bad" in doc.text:
                raise RuntimeError("bad document")
            return ()

    docs = [Document(id=name, text=name) for name in ("good", "bad", "better")]
    read = list(Pipeline((Picky("times", None),)).stream(docs))
    assert [(doc.id, doc.times, len(doc.failures)) for doc in read] == [
        ("good", (), 0),
        ("bad", None, 1),
        ("better", (), 0),
    ]


def test_interrupt_is_not_taken_for_a_failure() -> None:
    class Interrupted(FixedStage):
        def find(self, doc: Document) -> Any:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Pipeline((Interrupted("times", None),))(Document(id="a", text="نص"))


def test_pipeline_tells_that_no_date_is_known_only_where_the_text_settles_none() -> None:
    undated = default_pipeline()(Document(id="a", text="وصل الوفد أمس إلى المدينة."))
    assert undated.published is None and "--published" in undated.warnings[0]
    inferred = default_pipeline()(Document(id="b", text="وصل الوفد اليوم الخميس 10 مايو 2018 إلى المدينة."))
    assert (inferred.published, inferred.published_basis, inferred.warnings) == ("2018-05-10", "inferred", ())


def test_stale_names_a_changed_stage_and_those_that_need_it() -> None:
    pipeline = Pipeline((SegmentsStage(), FixedStage("mentions", (), ("segments",)), FixedStage("times", (TIME,))))
    doc = pipeline(Document(id="a", text="2018"))
    assert pipeline.stale(doc.stages) == ()
    assert pipeline.stale({**doc.stages, "fixed-times": "6"}) == ("fixed-times",)
    assert pipeline.stale({**doc.stages, "segments": "0"}) == ("segments", "fixed-mentions")


def test_times_are_stale_with_the_day_they_count_from() -> None:
    pipeline = Pipeline((FixedStage("dating", Dating()), FixedStage("times", (TIME,))))
    assert pipeline.stale({"fixed-dating": "6", "fixed-times": "7"}) == ("fixed-dating", "fixed-times")


def test_reread_makes_stale_layers_only() -> None:
    stages = (SegmentsStage(), FixedStage("mentions", (), ("segments",)), FixedStage("times", (TIME,)))
    doc = Pipeline(stages)(Document(id="a", text="2018"))
    later = FixedStage("times", ())
    later.version = "8"
    again = Pipeline((stages[0], FixedStage("mentions", ValueError("not run")), later)).reread(doc)
    assert (again.mentions, again.times, again.failures) == ((), (), ())
    assert again.stages == {**doc.stages, "fixed-times": "8"}


def test_reread_gives_what_reading_gives() -> None:
    text = "دمشق، 12 أيار 2018 - قال الوزير أمس إن الوفد وصل إلى بيروت."
    doc = default_pipeline()(Document(id="a", text=text))
    old = {name: "0" if name in ("dating", "statements") else version for name, version in doc.stages.items()}
    assert default_pipeline().reread(msgspec.structs.replace(doc, segments=None, stages=old)) == doc
