"""What the reports call things, in Arabic and in English.

What comes in is `labels.toml`; what goes out is a label for each word of the model. No layout here.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["Label", "Labels", "load_labels"]


class Label(msgspec.Struct, frozen=True):
    """One thing's name in the two languages of the reports."""

    ar: str
    en: str


class Labels(msgspec.Struct, frozen=True):
    """All labels, by group and key."""

    groups: dict[str, dict[str, Label]]

    def of(self, group: str, key: str) -> Label:
        """Return the label of a word; a word that has none stands for itself."""
        return self.groups.get(group, {}).get(key) or Label(key, key)

    def ui(self, key: str) -> Label:
        """Return a label of the reports' own; KeyError when there is none."""
        return self.groups["ui"][key]


@cache
def load_labels() -> Labels:
    """Return the labels that ship in the package."""
    text = (files("musnad.views") / "labels.toml").read_text(encoding="utf-8")
    return Labels(msgspec.convert(tomllib.loads(text), dict[str, dict[str, Label]]))
