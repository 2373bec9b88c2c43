"""Who tells, as the lines of a report say it: chains of names, kinds of sources, and the signs of a report.

Values in, markup out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from musnad.exports.report.parts import iso, name, soft
from musnad.exports.report.words import Words
from musnad.model.evidence import Teller
from musnad.views.claim_brief import Who

__all__ = ["chain_said", "chances", "day_said", "names_chain", "teller_said", "who_said"]


def who_said(words: Words, who: Who) -> Markup:
    """Return one who tells; of the unnamed what they are called, marked."""
    if who.key.startswith("circle:"):
        return _flag(words.say("circle"))
    if who.page is not None:
        return name(who.name or who.key.partition(":")[2])
    return _flag(name(who.name)) if who.name else _flag(words.say("unnamed"))


def teller_said(words: Words, teller: Teller) -> Markup:
    """Return one in the chain of a report."""
    if teller.role == "outlet" and not teller.name:
        return soft(words.say("no_outlet"))
    if teller.anonymous or not teller.name:
        return _flag(name(teller.name)) if teller.name else _flag(words.say("unnamed"))
    return name(teller.name)


def chain_said(words: Words, chain: Sequence[Teller]) -> Markup:
    """Return a chain from the outlet on, with arrows to whom it goes back to."""
    return _arrows(words, [teller_said(words, teller) for teller in chain])


def names_chain(words: Words, names: Iterable[str]) -> Markup:
    """Return a chain of names, of which the unnamed are empty."""
    return _arrows(words, [name(one) if one else _flag(words.say("unnamed")) for one in names])


def day_said(words: Words, moment: str | None) -> Markup:
    """Return a day or moment; that it is not known where there is none."""
    return iso(moment) if moment else soft(words.say("undated"))


def chances(words: Words, chance: float) -> Markup:
    """Return how likely musnad takes two things for the same, never as certain."""
    return words.say("chance", chance=min(round(chance * 100), 99))


def _arrows(words: Words, links: Sequence[Markup]) -> Markup:
    arrow = Markup(' <span class="from" aria-label="{}">{}</span> ').format(
        words.say("from"), "←" if words.direction == "rtl" else "→"
    )
    return arrow.join(links)


def _flag(words: object) -> Markup:
    return Markup('<span class="unnamed">{}</span>').format(words)
