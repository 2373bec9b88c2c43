"""The page in the docs that lists the families of words tells the truth about the table."""

from __future__ import annotations

import importlib.util

from tests.support import ROOT


def test_page_of_patterns_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("list_patterns", ROOT / "training" / "list_patterns.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    written = (ROOT / "docs" / "event-patterns.md").read_text(encoding="utf-8")

    assert written == module.page(), "run: python training/list_patterns.py"
