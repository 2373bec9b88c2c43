"""The mentions layer: names of people, organisations and places, and role phrases that may stand for them.

What comes in is a document with segments; what goes out are mentions in text order, names never overlapping names.
Rules propose, a learned tagger decides; a name of the user's own list always counts. Who is who is not decided here.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cached_property

from musnad.arabic.clitics import LI_ARTICLE
from musnad.lexicon import Lexicon
from musnad.lexicon.tables import DATA
from musnad.lexicon.user_actors import UserActors
from musnad.model import Document, Layer, Mention
from musnad.stages.mentions.features import context_codes, word_keys
from musnad.stages.mentions.knowledge import NameKnowledge
from musnad.stages.mentions.nominals import find_nominals
from musnad.stages.mentions.people import find_short_names
from musnad.stages.mentions.proposals import known_rows, propose, select
from musnad.stages.mentions.roles import RolePhrase, find_roles
from musnad.stages.mentions.settling import find_again, settle
from musnad.stages.mentions.tagger import Tagger
from musnad.stages.mentions.view import Candidate, View

__all__ = ["MentionsStage", "stage_version"]

_WEIGHTS = "names.npz"
_TAGGED = "mentions:tagger"
_CLITICS = frozenset("وفبلك")
_LEAST_STEM = 3


_VERSION = "3"


def stage_version(user: UserActors) -> str:
    """Return the version of the stage; with a list of the user's own, which it depends on, that list's mark follows."""
    return f"{_VERSION}+{user.mark}" if user.mark else _VERSION


class MentionsStage:
    """Finds names and role phrases; needs the segments."""

    name = "mentions"
    requires: frozenset[Layer] = frozenset({"segments"})
    provides: Layer = "mentions"

    def __init__(self, lexicon: Lexicon) -> None:
        self._knowledge = NameKnowledge(lexicon)
        self.version = stage_version(lexicon.user)

    @cached_property
    def _tagger(self) -> Tagger:
        return Tagger(DATA / _WEIGHTS)

    def find(self, doc: Document) -> tuple[Mention, ...]:
        """Return the mentions of the document, by start and end."""
        assert doc.segments is not None
        if not doc.segments.tokens:
            return ()
        view = View(doc.text, doc.segments.tokens, self._knowledge)
        roles = find_roles(view)
        proposed, phrases = propose(view, roles, self._knowledge)
        breaks = [sentence.first for sentence in doc.segments.sentences]
        names = self._names(view, proposed, roles, breaks)
        nominals = find_nominals(view, roles, phrases, names)
        return tuple(sorted(map(_mention, names + nominals), key=lambda m: (m.start, m.end)))

    def _names(
        self, view: View, proposed: Sequence[Candidate], roles: Sequence[RolePhrase], breaks: Sequence[int]
    ) -> list[Candidate]:
        """Return what the tagger takes for names, with the rows that know them, and the user's own names."""
        tagged = self._tagger.tag(word_keys(view), context_codes(view, proposed, roles), breaks)
        by_words = {(c.first, c.last, c.type): c for c in proposed}
        found = []
        for first, last, kind in tagged:
            same = by_words.get((first, last, kind))
            name = same or view.candidate(first, last, kind, rank=5, origin=_TAGGED)
            known = name.known or known_rows(view, self._knowledge, first, last, kind)
            if known and not name.known:
                name = name._replace(known=known, origin=name.origin if same else known[0])
            found.append(name)
        found = settle(view, _without_clitics(view, found))
        found += find_again(view, found)
        own = [c for c in proposed if any(key in self._knowledge.own for key in c.known)]
        return _with_own(view, found, own) if own else sorted(found)


def _with_own(view: View, found: Sequence[Candidate], own: Sequence[Candidate]) -> list[Candidate]:
    """Put the user's names and their family names alone in place of what they overlap, unless that is longer."""
    sure = [name for name in own if not any(_holds(other, name) for other in found)]
    sure += find_short_names(view, [c for c in sure if c.type == "PER"])
    taken = {place for name in sure for place in range(name.first, name.last)}
    return select([*sure, *(c for c in found if taken.isdisjoint(range(c.first, c.last)))])


def _holds(longer: Candidate, name: Candidate) -> bool:
    return (
        longer.first <= name.first and name.last <= longer.last and longer.last - longer.first > name.last - name.first
    )


def _without_clitics(view: View, names: Sequence[Candidate]) -> list[Candidate]:
    """Leave a clitic outside a name that no table has: لل always, another where the text has the name without it."""
    openings = {view.form(name.first) for name in names}
    letters = [_clitics(view, name, openings) for name in names]
    return [name._replace(start=name.start + n) if n else name for name, n in zip(names, letters, strict=True)]


def _clitics(view: View, name: Candidate, openings: Container[str]) -> int:
    """Return how many letters before a name are clitics that its first word still has (لبوغدانوف, للبلطان)."""
    word, token = view.words[name.first], view.tokens[name.first]
    form = token.form
    if word.skip or form[0] not in _CLITICS:
        return 0
    if name.start != token.start or view.text[token.start : token.end] != form:
        return 0
    if form.startswith(LI_ARTICLE) and len(form) > _LEAST_STEM + len(LI_ARTICLE):
        return len(LI_ARTICLE)
    skips = (n for n in (1, 2) if len(form) - n >= _LEAST_STEM and set(form[:n]) <= _CLITICS and form[n:] in openings)
    return next(skips, 0)


def _mention(candidate: Candidate) -> Mention:
    return Mention(
        start=candidate.start,
        end=candidate.end,
        type=candidate.type,
        form=candidate.form,
        known=candidate.known,
        origin=candidate.origin,
    )
