"""The entities layer: which mentions of an article mean the same person, organisation or place.

What comes in is a document with mentions; what goes out are entities in order of first mention. Nothing beyond the
article is asked: a role phrase is linked only to somebody whom the article names.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.model import Document, Entity, Layer, LinkRole, Mention
from musnad.stages.entities.draft import Draft, bare_words
from musnad.stages.entities.linking import RoleWords, link_roles
from musnad.stages.entities.naming import KnownRows, group_names

__all__ = ["EntitiesStage"]

_ARTICLE = "ال"
_OWN_REACH = 200
_PARTY = "party"  # a party may be called a movement and back
_INSTITUTION_KINDS = frozenset({"force", "justice"})


class EntitiesStage:
    """Groups mentions into entities; needs segments and mentions."""

    name = "entities"
    version = "1"
    requires: frozenset[Layer] = frozenset({"segments", "mentions"})
    provides: Layer = "entities"

    def __init__(self, lexicon: Lexicon) -> None:
        self._known = KnownRows(lexicon.actors, lexicon.places)
        self._words = RoleWords(
            {form: key for form, key in lexicon.demonyms.items() if not form.startswith(_ARTICLE)},
            {fold(row.form): _PARTY if row.kind == _PARTY else _kind_of(row.key) for row in lexicon.organisation_heads},
            frozenset(fold(part.form) for part in lexicon.name_parts if part.kind == "state_head"),
            frozenset(fold(part.form) for part in lexicon.name_parts if part.kind == "state_organ"),
            frozenset(fold(part.form) for part in lexicon.name_parts if part.kind == "describing"),
            frozenset(fold(part.form) for part in lexicon.name_parts if part.kind == "rebel"),
        )
        self._own_country = frozenset(fold(p.form) for p in lexicon.name_parts if p.kind == "own_country")
        self._head_roles: dict[str, LinkRole] = {_kind_of(row.key): row.role for row in lexicon.organisation_heads}
        weak = {fold(part.form) for part in lexicon.name_parts if part.kind == "weak_head"}
        self._institutions = frozenset(
            form
            for row in lexicon.organisation_heads
            if row.kind in _INSTITUTION_KINDS and (form := fold(row.form)) not in weak
        )
        self._spokesmen = frozenset(
            fold(form).split()[0]
            for row in lexicon.titles
            if row.kind == "spokesman"
            for form in (row.form, *row.feminine, *row.plural)
        )

    def find(self, doc: Document) -> tuple[Entity, ...]:
        """Return the entities of the document, in order of first mention."""
        mentions = doc.mentions or ()
        texts = {mention: doc.slice(mention) for mention in mentions}
        drafts = group_names(mentions, texts, self._known)
        nominals = [m for m in mentions if m.form == "nominal"]
        self._add_states(drafts, nominals, texts)
        left = link_roles(doc.text, drafts, nominals, texts, self._words)
        self._add_institutions(drafts, left, texts)
        self._link_own_countries(drafts, mentions, texts)
        taken: set[str] = set()
        drafts = sorted((d for d in drafts if d.mentions), key=lambda d: (min(d.mentions).start, d.order))
        for draft in drafts:
            self._complete(draft)
        return tuple(draft.finish(taken) for draft in drafts)

    def _add_states(self, drafts: list[Draft], nominals: list[Mention], texts: dict[Mention, str]) -> None:
        """Add the states that are only spoken of through their governments (الحكومة الليبية)."""
        rows = {draft.row for draft in drafts}
        for mention in nominals:
            if mention.type != "LOC":
                continue
            for word in bare_words(texts[mention]):
                key = f"places:{self._words.demonyms.get(word)}"
                if key not in rows and key in self._known.places:
                    rows.add(key)
                    drafts.append(self._known.draft(key, mention.start))

    def _add_institutions(self, drafts: list[Draft], left: list[Mention], texts: dict[Mention, str]) -> None:
        """Add the police or the court that the article speaks of without a name (الشرطة)."""
        made: dict[str, Draft] = {}
        for mention in left:
            words = bare_words(texts[mention])
            if mention.type != "ORG" or len(words) != 1 or words[0] not in self._institutions:
                continue
            head = self._words.heads[words[0]]
            if head not in made:
                made[head] = Draft("ORG", mention.start, label=texts[mention], head=head, origin=mention.origin)
                drafts.append(made[head])
            made[head].add(mention, texts[mention])

    def _link_own_countries(self, drafts: list[Draft], mentions: Sequence[Mention], texts: dict[Mention, str]) -> None:
        """Link his country to the state of the last person before it, as the person's title or row tells."""
        holders = {mention: draft for draft in drafts for mention in draft.mentions if draft.type == "PER"}
        last: Mention | None = None
        for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
            if mention.type == "PER":
                last = mention
            elif (
                last is not None and fold(texts[mention]) in self._own_country and mention.start - last.end < _OWN_REACH
            ):
                key = self._nation(texts[last], holders.get(last))
                if key is None:
                    continue
                draft = next((d for d in drafts if d.row == key), None)
                if draft is None:
                    draft = self._known.draft(key, mention.start)
                    drafts.append(draft)
                draft.mentions.append(mention)

    def _nation(self, text: str, holder: Draft | None) -> str | None:
        """The place key of the nation that a title of a person names, else that of the person's row."""
        phrases = [text, *(holder.roles if holder else ())]
        named = (self._words.demonyms[w] for p in phrases for w in bare_words(p) if w in self._words.demonyms)
        country = holder.country.lower() if holder and holder.country else None
        key = f"places:{next(named, country)}"
        return key if key in self._known.places else None

    def _complete(self, draft: Draft) -> None:
        """Fill in role and country from the words of the text where no row says them."""
        if draft.row is not None and draft.role is not None:
            return
        phrases = [bare_words(p) for p in (*draft.roles, *draft.names)]
        if draft.type == "PER":
            heads = {phrase[0] for phrase in phrases[: len(draft.roles)] if phrase}
            draft.role = "spokesman" if heads & self._spokesmen else "official" if heads else "person"
        elif draft.type == "ORG":
            draft.role = self._head_roles.get(draft.head or "", "body")
        if draft.country is None:
            nations = (self._words.demonyms[w] for p in phrases for w in p if w in self._words.demonyms)
            place = self._known.places.get(f"places:{next(nations, None)}")
            draft.country = place.country if place else None


def _kind_of(key: str) -> str:
    """Return the key of a head without what only tells spelling and number (militias_variant)."""
    return key.removesuffix("_variant").removesuffix("s")
