"""The layers of a document as bytes."""

from __future__ import annotations

import msgspec
import pytest

from case_kit import NEWS
from musnad.case.layers import from_json, pack, to_json, unpack
from musnad.errors import CaseError
from musnad.model import LAYERS, Document, Failure
from musnad.pipeline import default_pipeline


def bare(doc: Document) -> Document:
    return Document(id=doc.id, text=doc.text, published=doc.published, published_basis=doc.published_basis)


@pytest.mark.parametrize("published", ["2018-05-10", None], ids=["dated", "undated"])
def test_round_trip_keeps_every_layer_but_segments(published: str | None) -> None:
    basis = "given" if published else None
    doc = default_pipeline()(Document(id="a", text=NEWS, published=published, published_basis=basis))
    assert all(getattr(doc, layer) is not None for layer in LAYERS)
    assert unpack(bare(doc), pack(doc), doc.stages) == msgspec.structs.replace(doc, segments=None)


def test_layer_that_was_not_made_is_not_one_with_nothing_in_it() -> None:
    doc = Document(id="a", text="نص", times=(), failures=(Failure("mentions", "no"),), warnings=("w",))
    assert unpack(bare(doc), pack(doc), {}) == doc


def test_json_gives_the_same_bytes_again() -> None:
    doc = default_pipeline()(Document(id="a", text=NEWS))
    assert from_json(to_json(doc)) == pack(doc)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"mentions": 1}'], ids=["empty", "list", "number"])
def test_json_of_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_json(data)


@pytest.mark.parametrize("cut", [0, 1, 10, -1])
def test_damaged_bytes_are_told(cut: int) -> None:
    doc = Document(id="a", text="نص", times=(), warnings=("w" * 100,))
    with pytest.raises(CaseError, match=r"document a: what was found in it is damaged .*; make it again"):
        unpack(bare(doc), pack(doc)[:cut], {})
