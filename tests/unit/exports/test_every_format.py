"""What holds of every format that articles can have: no article that musnad can read stops an export."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from export_kit import MADE, bare_doc, news_doc
from musnad.exports.catalogue import formats
from musnad.exports.handing import hand_over_documents
from musnad.exports.manner import Manner
from musnad.exports.running import NOTE, ExportNote
from musnad.model import Document, Failure

_OF_ARTICLES = [name for name, form in formats().items() if not form.needs_case]


def _exported(name: str, folder: Path, *documents: Document, of: str = "test") -> ExportNote:
    return hand_over_documents(of, documents, formats()[name], folder / "out", Manner(MADE))


def _pointing_nowhere() -> Document:
    """Return an article whose chain and events name entities and a statement that it does not hold."""
    doc = news_doc()
    told = (doc.statements or ())[0]
    chain = (msgspec.structs.replace(told.chain[0], entity="GONE"),)
    event = msgspec.structs.replace(
        (doc.events or ())[0], actors=("GONE",), recipients=("GONE",), place="GONE", statement="GONE"
    )
    return msgspec.structs.replace(doc, statements=(msgspec.structs.replace(told, chain=chain),), events=(event,))


def _counted_beyond_all_bounds() -> Document:
    doc = news_doc()
    killed = (doc.events or ())[1]
    figure = msgspec.structs.replace(killed.figures[0], value=10**30)
    return msgspec.structs.replace(doc, events=(msgspec.structs.replace(killed, figures=(figure,)),))


_HARD: dict[str, Callable[[], Document]] = {
    "bare": bare_doc,
    "empty": lambda: bare_doc(""),
    "blank": lambda: bare_doc(" \n\t"),
    "failed": lambda: bare_doc(failures=(Failure(stage="events", message="no table"),)),
    "names_alone": lambda: msgspec.structs.replace(news_doc(), entities=None, statements=None, events=None),
    "no_names": lambda: msgspec.structs.replace(news_doc(), entities=None, mentions=None),
    "pointing_nowhere": _pointing_nowhere,
    "huge_count": _counted_beyond_all_bounds,
}


@pytest.mark.parametrize("article", _HARD)
@pytest.mark.parametrize("name", _OF_ARTICLES)
def test_hard_article_is_written(tmp_path: Path, name: str, article: str) -> None:
    assert _exported(name, tmp_path, _HARD[article]()).problems == ()
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("name", _OF_ARTICLES)
def test_text_that_no_file_can_hold_is_told_and_the_others_are_written(tmp_path: Path, name: str) -> None:
    note = _exported(name, tmp_path, bare_doc("قال \ud800 نعم", id="half"), news_doc())
    (problem,) = note.problems
    assert problem["source"] == "half" and "code point 4 is half of a surrogate pair" in problem["reason"]
    (tmp_path / "alone").mkdir()
    assert note.written == _exported(name, tmp_path / "alone", news_doc()).written


@pytest.mark.parametrize("name", _OF_ARTICLES)
def test_file_name_in_other_bytes_is_written_with_question_marks(tmp_path: Path, name: str) -> None:
    _exported(name, tmp_path, news_doc(), of=os.fsdecode(b"\xff\xfe.txt"))
    note = tmp_path / "out" / NOTE if formats()[name].shape == "folder" else tmp_path / f"out.{NOTE}"
    assert '"name": "??.txt"' in note.read_text(encoding="utf-8")
