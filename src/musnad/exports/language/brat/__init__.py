"""Articles as a collection of brat: a text and its standoff for each, and the settings that brat needs to show them.

What comes in are articles; what goes out is a folder, NUMBER.txt and NUMBER.ann for each article. Corrections that are
made there come back with `musnad.imports.brat`.
"""

from __future__ import annotations

from musnad.case.search.words import lexicon
from musnad.exports.language.brat.settings import annotation_conf, tools_conf, visual_conf
from musnad.exports.language.brat.standoff import draw
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject

__all__ = ["write"]

_COUNTED = ("blank", "links", "teller", "parties", "told")


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write all articles; without a case they are counted from 1."""
    modes = sorted({row.mode for row in lexicon().event_patterns if row.mode})
    settings = {"annotation": annotation_conf(modes), "visual": visual_conf(manner.language), "tools": tools_conf()}
    for name, text in settings.items():
        with out.text(f"{name}.conf") as file:
            file.write(text)
    for number, article in enumerate(subject.articles(), 1):
        name = str(article.number or number)
        drawing = draw(article.document)
        with out.text(f"{name}.txt") as file:
            file.write(article.document.text)
        with out.text(f"{name}.ann") as file:
            file.writelines(f"{line}\n" for line in drawing.lines)
        out.wrote("articles")
        out.wrote("annotations", len(drawing.lines))
        for key in _COUNTED:
            out.lose(key, drawing.lost[key])
