"""Every format is described whole: in both languages, with its module, its losses and its page in the docs."""

from __future__ import annotations

import inspect
from importlib import import_module
from itertools import groupby

import pytest

from musnad.exports.catalogue import find_format, formats
from support import ROOT

_NAMES = tuple(formats())


def test_formats_stand_beside_their_like() -> None:
    groups = [one.group for one in formats().values()]
    assert [group for group, _ in groupby(groups)] == list(dict.fromkeys(groups))


def test_find_format_knows_no_other() -> None:
    assert find_format("word") is None


@pytest.mark.parametrize("name", _NAMES)
def test_format_has_a_module_that_writes_it(name: str) -> None:
    write = import_module(f"musnad.exports.{formats()[name].module}").write
    assert len(inspect.signature(write).parameters) == 3


@pytest.mark.parametrize("name", _NAMES)
def test_format_says_what_it_is_for_and_what_it_loses(name: str) -> None:
    form = formats()[name]
    said = (form.title, form.purpose, *form.lost.values())
    assert form.lost and all(one.ar.strip() and one.en.strip() for one in said)
    assert form.shape == "folder" or form.suffix.startswith(".")


@pytest.mark.parametrize("name", _NAMES)
def test_format_has_a_page_that_names_every_loss(name: str) -> None:
    page = (ROOT / "docs" / "exports" / f"{name}.md").read_text(encoding="utf-8")
    missing = [loss.en for loss in formats()[name].lost.values() if loss.en not in " ".join(page.split())]
    assert not missing
