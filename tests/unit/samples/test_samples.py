"""The sample page that ships in the package."""

from __future__ import annotations

import re

from lxml import html

from musnad.readers import read_sources
from musnad.samples import sample_bytes, sample_path


def _article() -> str:
    tree = html.document_fromstring(sample_bytes())
    return " ".join(p.text_content() for p in tree.xpath("//div[@class='post-content']/p"))


def test_sample_path_gives_the_page_as_a_file() -> None:
    with sample_path() as path:
        assert path.read_bytes() == sample_bytes()


def test_sample_has_the_metadata_that_a_reader_looks_for() -> None:
    tree = html.document_fromstring(sample_bytes())
    assert tree.xpath("//meta[@property='article:published_time']/@content") == ["2021-05-06T09:30:00+03:00"]
    assert tree.xpath("//meta[@property='og:title']/@content") == tree.xpath("//h1/text()")


def test_sample_is_as_long_as_a_short_report() -> None:
    assert 250 <= len(_article().split()) <= 350


def test_sample_has_straight_and_curly_marks_and_no_furniture() -> None:
    text = _article()
    assert all(mark in text for mark in '"“”«»')
    assert not re.search("شارك|اقرأ|النشرة|التعليقات|الخصوصية", text)


def test_sample_is_read_without_its_furniture() -> None:
    with sample_path() as path:
        (reading,) = read_sources([path])
    doc = reading.document  # type: ignore[union-attr]  # it was read
    title, *paragraphs = doc.text.split("\n\n")
    assert title == doc.title
    assert " ".join(" ".join(paragraphs).split()) == _article()
    assert (doc.outlet, doc.published_basis) == ("صحيفة المثال", "metadata")
