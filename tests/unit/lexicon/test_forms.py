"""What is remembered of forms."""

from __future__ import annotations

from musnad.lexicon.forms import ByForm


def test_forms_are_asked_once() -> None:
    asked: list[str] = []
    known = ByForm(lambda form: asked.append(form) or len(form))
    assert [known[form] for form in ("من", "كتاب", "من")] == [2, 4, 2]
    assert asked == ["من", "كتاب"]


def test_forms_never_hold_more_than_so_many() -> None:
    known = ByForm(len, most=3)
    assert [known[str(n)] for n in range(100)] == [len(str(n)) for n in range(100)]
    assert len(known) <= 3
