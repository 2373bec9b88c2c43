"""The sentence that sums up what a claim stands on, in Arabic or English.

What comes in are the counts of a claim, and of its denial where there is one; what goes out is a text that says them
and nothing more: no verdict, and no number that the counts do not hold. The words come from the lexicon.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from musnad.arabic.agreement import CountedNoun, counted
from musnad.corpus.counting import Counts, NarrowestLayer
from musnad.lexicon.summary_words import Language, SummaryWords, summary_words

__all__ = ["summarise"]

_MOST_NAMES = 3
_Say = Callable[[int, CountedNoun], str]


def summarise(
    counts: Counts,
    language: Language,
    *,
    denial: Counts | None = None,
    names: Mapping[str, str] | None = None,
    narrowest: bool = True,
    digits: Callable[[str], str] = str,
) -> str:
    """Return the summary; `names` gives names by key in the language asked for, else those of the text are used.

    Without `narrowest` the narrowest link is left for a page that tells it beside the summary.

    The denial is told beside the claim with counts of its own; it takes nothing away. `digits` writes the counts in
    other digits; names keep theirs.
    """

    def say(count: int, noun: CountedNoun) -> str:
        return digits(counted(count, noun))

    words = summary_words(language)
    if not counts.articles.value:
        return words.nothing
    text = _counted(words.rests, words.rests_without_outlet, counts, words, say) + _origins(counts, words, say) + "."
    if narrowest:
        text += _narrowest(counts.narrowest, words, names or {})
    if counts.across_sides:
        text += words.across
    if denial is not None and denial.articles.value:
        text += _counted(words.against, words.against_without_outlet, denial, words, say)
    return text


def _counted(part: str, without_outlet: str, counts: Counts, words: SummaryWords, say: _Say) -> str:
    articles = say(counts.articles.value, words.articles)
    if not counts.outlets.value:
        return without_outlet.format(articles=articles)
    return part.format(articles=articles, outlets=say(counts.outlets.value, words.outlets))


def _origins(counts: Counts, words: SummaryWords, say: _Say) -> str:
    named, unknown = len(counts.origins), len(counts.unknown)
    part = words.unknown_alone if not named else words.named_and_unknown if unknown else words.named
    return part.format(origins=say(named, words.origins), unknown=say(unknown, words.unknown))


def _narrowest(layer: NarrowestLayer, words: SummaryWords, names: Mapping[str, str]) -> str:
    if not layer.members:
        return ""
    said = []
    for member in layer.members[:_MOST_NAMES]:
        unknown = words.circle if member.key.startswith("circle:") else words.somebody
        said.append(unknown if member.kind == "unknown" else names.get(member.key) or member.name or words.somebody)
    if len(layer.members) > _MOST_NAMES:
        said.append(words.more)
    return words.narrowest.format(names=words.comma.join(said))
