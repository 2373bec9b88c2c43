"""What tests share: documents built by hand."""

from __future__ import annotations

from musnad.arabic.segmentation import segment
from musnad.model import Document

__all__ = ["make_doc"]


def make_doc(text: str, *, published: str | None = "2018-05-10", **fields: object) -> Document:
    """Return a document whose segments are made; other layers are None unless given."""
    return Document(id="test", text=text, published=published, segments=segment(text), **fields)  # type: ignore[arg-type]  # tests pass layers by name
