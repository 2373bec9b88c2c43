"""Page furniture: each row's example is taken for what it is, and its counterexample is not."""

from __future__ import annotations

import pytest

from musnad.lexicon import Lexicon
from musnad.lexicon.pages import PageFurnitureRow
from musnad.lexicon.tables import DATA, check_table
from musnad.readers.furniture import Furniture

FURNITURE = Furniture()
ROWS = Lexicon().page_furniture
BODY = "وصل الوفد إلى العاصمة صباح الأحد."


def test_table_is_sound() -> None:
    assert check_table(DATA / "page_furniture.tsv", PageFurnitureRow) == ()


@pytest.mark.parametrize("row", [r for r in ROWS if r.kind not in ("date_line", "updated")], ids=lambda r: r.key)
def test_row_drops_its_example_only(row: PageFurnitureRow) -> None:
    example = row.example if row.kind != "policy" else f"{row.example}، راجع سياسة الخصوصية"
    assert FURNITURE.clean([BODY, example, BODY]) == (BODY, BODY)
    assert FURNITURE.clean([BODY, row.counterexample]) == (BODY, row.counterexample)


@pytest.mark.parametrize("row", [r for r in ROWS if r.kind == "date_line"], ids=lambda r: r.key)
def test_date_line_row(row: PageFurnitureRow) -> None:
    assert FURNITURE.is_date_line(row.example)
    assert not FURNITURE.is_date_line(row.counterexample)


@pytest.mark.parametrize("row", [r for r in ROWS if r.kind == "updated"], ids=lambda r: r.key)
def test_updated_row(row: PageFurnitureRow) -> None:
    assert FURNITURE.says_updated(row.example)
    assert not FURNITURE.says_updated(row.counterexample)


def test_links_under_a_related_heading_go_until_the_next_sentence() -> None:
    lines = [BODY, "مواضيع ذات صلة", "الوزير يزور المصنع", "أسعار الخبز تستقر", "وعاد الوفد مساء.", "عنوان فرعي"]
    assert FURNITURE.clean(lines) == (BODY, "وعاد الوفد مساء.", "عنوان فرعي")
