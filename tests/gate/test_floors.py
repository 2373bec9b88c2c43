"""The figures of reading stay above their pinned floors."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from types import ModuleType

import pytest
import scoring
from scoring import FLOORS, MEASURES, ONLY, SETS, Count

from support import ROOT

CASES = [
    pytest.param(name, key, marks=() if name == "own" else pytest.mark.shared, id=f"{name}-{key}")
    for name in SETS
    for key in ONLY.get(name, MEASURES)
]
ARTICLES = ROOT / "tests" / "gate" / "articles"


@cache
def measured(name: str) -> dict[str, Count] | str:
    return scoring.measure(name)


@pytest.mark.parametrize(("name", "key"), CASES)
def test_measure_stays_above_its_floor(name: str, key: str) -> None:
    counts = measured(name)
    if isinstance(counts, str):
        pytest.skip(counts)
    assert counts[key].wanted > 0
    assert counts[key].f1 >= FLOORS[name][key], counts[key]


@pytest.mark.parametrize("name", sorted(file.stem for file in ARTICLES.glob("*.work")))
def test_annotation_is_what_its_working_file_says(name: str) -> None:
    file, note = annotate().compile_file(ARTICLES / f"{name}.work")
    assert (ARTICLES / file).read_text(encoding="utf-8") == annotate().written(note)


@cache
def annotate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("annotate", ROOT / "training" / "annotate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
