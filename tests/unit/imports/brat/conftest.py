"""The case and the collection that the tests of brat share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from case_kit import add, article, new_case, simple_pipeline
from export_kit import exported_folder, hard_doc, news_doc
from musnad.case.choosing import Chosen
from musnad.case.folder import Case
from musnad.case.preparing import prepare
from musnad.case.store import keep_prepared, read_document
from musnad.exports.subject import CaseSubject

_LAYERS = ("mentions", "entities", "times", "statements", "events")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Return a case with two articles whose layers are known: 1 is the news, 2 is the hard one."""
    with new_case(tmp_path / "case") as made:
        for number, doc in enumerate((news_doc(), hard_doc()), 1):
            add(made, article(doc.text, id=str(number)), pipeline=simple_pipeline)
            layers = {layer: getattr(doc, layer) for layer in _LAYERS}
            with made.change() as connection:
                read = read_document(connection, number)
                keep_prepared(connection, number, prepare(msgspec.structs.replace(read, **layers)))
        yield made


@pytest.fixture
def folder(case: Case, tmp_path: Path) -> Path:
    """Return the case as a collection of brat."""
    exported_folder("brat", CaseSubject.of(case, Chosen()), tmp_path / "brat")
    return tmp_path / "brat"
