"""What in a claim is told otherwise: what may be against it, its figures by source and hour, how its words changed.

What comes in is a weighed claim and what the report is written with; what goes out are sections that set both sides
beside each other. Nothing is decided between them, and nothing is taken off any count.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from musnad.corpus.weighing import Weighed, Weighing
from musnad.exports.report.book import Refs
from musnad.exports.report.parts import Block, Draft, Remark, Row, Section, Table, name, quote, soft
from musnad.exports.report.pictures import figures_picture
from musnad.exports.report.telling import chances, day_said, who_said
from musnad.exports.report.words import Words
from musnad.model import Span
from musnad.views.claim_figures import FigureGroup, figures_of
from musnad.views.claim_page import ChangePart, ChangeTold, changes_told
from musnad.views.claim_reports import Opposed, Report, opposed_of

__all__ = ["against_section", "changes_section", "figures_section", "spans_at"]

_MOST_AGAINST, _MOST_GROUPS, _MOST_FIGURES, _MOST_CHANGES, _MOST_PLACES = 20, 6, 40, 20, 3
_MOST_WORDS = 40
_CODE = re.compile("[a-z]+")  # matches the word said; not 16+
_Texts = Callable[[int], str]


def against_section(draft: Draft, weighed: Weighed, weighing: Weighing, texts: _Texts) -> Section:
    """Return reports that may be against a claim, each beside the report that it is against."""
    words = draft.words
    opposed = draft.most(opposed_of(weighed, weighing, texts), _MOST_AGAINST, words.say("against_pairs"))
    title = words.say("against_title")
    if not opposed:
        return Section("against", title, (Remark(words.say("nothing_against")),))
    head = tuple(words.say(one) for one in ("in_what", "this_report", "other_report"))
    rows = tuple(_against_row(draft, one) for one in opposed)
    return Section("against", title, (Remark(words.say("suggestions")), Table(title, head, rows)))


def _against_row(draft: Draft, one: Opposed) -> Row:
    words = draft.words
    kind = Markup.escape(words.label("opposition", one.kind))
    if one.kind == "denial" and one.mine.denies and not one.other_denies:
        kind = words.say("told_that_is_denied")
    if one.words and one.kind != "denial":  # what it says of a denial is for programs
        kind += Markup(" {}").format(soft(Markup('(<bdi dir="ltr">{}</bdi>)').format(one.words)))
    kind += Markup("<br>{}").format(soft(chances(words, one.chance)))
    refs = Refs(tuple(draft.book.cite(side.document, spans_at(side.at)) for side in (one.mine, one.other)))
    return Row((kind, _side(draft, one.mine), _side(draft, one.other)), refs)


def _side(draft: Draft, report: Report) -> Markup:
    words = draft.words
    arrow = Markup(" ← ") if words.direction == "rtl" else Markup(" → ")
    chain = arrow.join(who_said(words, who) for who in report.chain)
    denies = Markup("<br>{}").format(words.say("denies")) if report.denies else Markup("")
    said = Markup("{}<br>{} · {}").format(quote(_short(report.words)), day_said(words, report.published), chain)
    return said + denies


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:_MOST_WORDS]) + (" …" if len(parts) > _MOST_WORDS else "")


def figures_section(draft: Draft, weighed: Weighed, weighing: Weighing, texts: _Texts) -> Section:
    """Return the figures of a claim by what they count, with who gives each and when."""
    words = draft.words
    title = words.say("figures")
    groups = draft.most(figures_of(weighed, weighing, texts), _MOST_GROUPS, words.say("figure_groups"))
    if not groups:
        return Section("figures", title, (Remark(words.say("no_figures")),))
    sections = tuple(_group(draft, number, group) for number, group in enumerate(groups, 1))
    return Section("figures", title, (), sections)


def _group(draft: Draft, number: int, group: FigureGroup) -> Section:
    words = draft.words
    title = Markup("{} {}").format(words.label("counted", group.kind) if group.kind else "", name(group.words))
    head = tuple(words.say(one) for one in ("figure", "its_words", "on_whose_word", "outlet", "when"))
    rows = []
    for row in draft.most(group.rows, _MOST_FIGURES, title):
        figure = Markup('<bdi dir="ltr">{}</bdi>').format(row.number)
        if row.is_against:
            figure += Markup("<br>{}").format(soft(words.say("of_another_claim")))
        cells = (figure, quote(row.words), who_said(words, row.teller), who_said(words, row.outlet),
                 day_said(words, row.published))  # fmt: skip
        rows.append(Row(cells, Refs((draft.book.cite(row.document, spans_at(row.at)),))))
    is_drawn = 1 < len(group.rows) <= _MOST_FIGURES and any(row.published for row in group.rows)
    blocks: list[Block] = [figures_picture(draft, group.figures)] if is_drawn else []
    return Section(f"figures-{number}", title, (*blocks, Table(title, head, tuple(rows))))


def changes_section(draft: Draft, weighed: Weighed, texts: _Texts) -> Section:
    """Return what later reports tell otherwise than an earlier one: the words then and now."""
    words = draft.words
    title = words.say("changes")
    changes, uncompared = changes_told(weighed, texts)
    rows = [
        _change_row(draft, part, change)
        for change in draft.most(changes, _MOST_CHANGES, title)
        for part in change.parts
    ]
    blocks: list[Block] = []
    if rows:
        head = tuple(words.say(one) for one in ("in_what", "then", "now"))
        blocks.append(Table(title, head, tuple(rows)))
    if uncompared:
        blocks.append(Remark(words.say("uncompared", reports=words.count("reports", uncompared))))
    return Section("changes", title, tuple(blocks) or (Remark(words.say("no_changes")),))


def _in_words(words: Words, change: str) -> str:
    """Return what changed in short, in the language of the report: said → hearsay, 16 → 16+."""
    said = _CODE.sub(lambda code: _label_of(words, code.group()), change)
    is_turned = said != change and words.direction == "rtl"
    return said.replace(" → ", " ← ").replace(", ", str(words.say("comma"))) if is_turned else said


def _label_of(words: Words, code: str) -> str:
    """Return the label of a strength or a stance; another word stands for itself."""
    found = (words.label(group, code) for group in ("strength", "stance"))
    return next((label for label in found if label != code), code)


def _change_row(draft: Draft, part: ChangePart, change: ChangeTold) -> Row:
    words = draft.words
    kind = Markup.escape(words.label("change", part.kind))
    if part.words:
        kind += Markup(" {}").format(soft(Markup("(<bdi>{}</bdi>)").format(_in_words(words, part.words))))
    sides = [quote(_short(side)) if side else Markup("–") for side in (part.then, part.now)]
    now, then = change.reports[0]
    places = [(one.document, spans_at(one.at)) for one in (then, now, *(now for now, _ in change.reports[1:]))]
    return Row((kind, *sides), draft.book.cite_all(places, most=_MOST_PLACES))


def spans_at(at: str) -> tuple[Span, ...]:
    """Return places as the page of an article takes them (`musnad.views.pointing`) as spans.

    >>> spans_at("0-5,9-12")
    (Span(start=0, end=5), Span(start=9, end=12))
    """
    return tuple(Span(int(start), int(end)) for start, _, end in (one.partition("-") for one in at.split(",")))
