"""The entities layer: which mentions of an article mean the same person, organisation or place, and who that is.

What comes in is a document with mentions; what goes out are entities in order of first mention. A role phrase is
linked to somebody whom the article names, else to the one person who held the office when the article appeared.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from musnad.arabic.clitics import LI_ARTICLE
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.matcher import bare_words, words_of
from musnad.lexicon.names import TitleRow
from musnad.lexicon.offices import nation_words
from musnad.model import Document, Entity, Layer, LinkRole, Mention
from musnad.stages.entities.draft import Draft
from musnad.stages.entities.fitting import RoleWords
from musnad.stages.entities.identity import Article, Identifier
from musnad.stages.entities.linking import link_roles, roles_beside
from musnad.stages.entities.naming import Choice, Chooser, KnownRows, group_names

__all__ = ["EntitiesStage"]

_ARTICLE = "ال"
_OWN_REACH = 200
_OFFICIAL_KINDS = frozenset({"office", "rank"})
_PARTY = "party"  # a party may be called a movement and back
_INSTITUTION_KINDS = frozenset({"force", "justice"})


class EntitiesStage:
    """Groups mentions into entities; needs segments and mentions."""

    name = "entities"
    version = "3"
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
        nations = nation_words(lexicon.demonyms, lexicon.places)
        self._identifier = Identifier(self._known, lexicon.offices, nations)
        self._nations = lexicon.demonyms
        self._romaniser = lexicon.romaniser
        self._own_country = frozenset(fold(p.form) for p in lexicon.name_parts if p.kind == "own_country")
        self._head_roles: dict[str, LinkRole] = {_kind_of(row.key): row.role for row in lexicon.organisation_heads}
        self._acting = frozenset(fold(part.form) for part in lexicon.name_parts if part.kind == "acting_head")
        self._acting_adjectives = frozenset(fold(p.form) for p in lexicon.name_parts if p.kind == "acting_adjective")
        weak = {fold(part.form) for part in lexicon.name_parts if part.kind == "weak_head"}
        self._institutions = frozenset(
            form
            for row in lexicon.organisation_heads
            if row.kind in _INSTITUTION_KINDS and (form := fold(row.form)) not in weak
        )
        self._spokesmen = _title_words(lexicon.titles, frozenset({"spokesman"}))
        self._officials = _title_words(lexicon.titles, _OFFICIAL_KINDS)
        several = frozenset(bare_words(form)[0] for row in lexicon.titles for form in row.plural)
        self._single_officials = (self._officials | self._spokesmen) - several
        self._role_links = frozenset(fold(part.form) for part in lexicon.name_parts if part.kind == "role_link")

    def find(self, doc: Document) -> tuple[Entity, ...]:
        """Return the entities of the document, in order of first mention."""
        mentions = doc.mentions or ()
        texts = {mention: _whole(doc.text, mention) for mention in mentions}
        article = self._article(doc)
        beside = roles_beside(doc.text, mentions)
        roles: dict[Mention, list[str]] = {}
        for role, name in beside.items():
            roles.setdefault(name, []).append(texts[role])

        def choose(rows: Sequence[str], phrases: Sequence[str], surname: bool) -> Choice | None:
            return self._identifier.choose(rows, article, phrases, surname=surname)

        def national(name: str) -> Choice | None:
            return self._identifier.national(bare_words(name), article)

        drafts = group_names(mentions, texts, self._known, Chooser(choose, national), roles)
        nominals = [m for m in mentions if m.form == "nominal"]
        self._add_states(drafts, nominals, texts)
        left = link_roles(doc.text, drafts, nominals, texts, self._words, beside)
        self._add_holders(drafts, left, texts, article)
        linked = {mention for draft in drafts for mention in draft.mentions}
        left = [mention for mention in left if mention not in linked]
        self._add_unnamed(drafts, left, texts)
        self._add_institutions(drafts, left, texts)
        self._link_own_countries(drafts, mentions, texts)
        taken: set[str] = set()
        drafts = sorted((d for d in drafts if d.mentions), key=lambda d: (min(d.mentions).start, d.order))
        for draft in drafts:
            self._complete(draft)
        return tuple(draft.finish(taken, self._romaniser) for draft in drafts)

    def _article(self, doc: Document) -> Article:
        """Return what choosing between rows needs: the day, and the nations that words and known places speak of."""
        tokens = doc.segments.tokens if doc.segments else ()
        nations = Counter([self._nations[form] for token in tokens if (form := token.form) in self._nations])
        places = (m.known[0] for m in doc.mentions or () if m.type == "LOC" and m.known)
        nations.update(nation for row in places if (nation := self._known.nation(row)))
        return Article(doc.published, nations)

    def _add_holders(
        self, drafts: list[Draft], left: list[Mention], texts: dict[Mention, str], article: Article
    ) -> None:
        """Link an office to the one in the article who held it on its day, else to the one person who did at all."""
        by_row = {draft.row: draft for draft in drafts if draft.row}
        for mention in left:
            if mention.type != "PER":
                continue
            row = self._identifier.holder_among(by_row.keys(), texts[mention], article.published)
            choice = None if row else self._identifier.holder(texts[mention], article.published)
            if choice is not None and choice.row not in by_row:
                by_row[choice.row] = self._known.draft(choice.row, mention.start, choice.reasons)
                drafts.append(by_row[choice.row])
            row = row or (choice.row if choice else None)
            if row is not None:
                by_row[row].add(mention, texts[mention])
                by_row[row].add_role(texts[mention])

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

    def _add_unnamed(self, drafts: list[Draft], left: list[Mention], texts: dict[Mention, str]) -> None:
        """Add those whom the article knows by their office alone (وزير الدفاع اليمني), one for each office.

        The phrase has to say whose office it is, by a nation or by the name of a body inside it, and to be definite:
        مسؤول في الوزارة is anybody there.
        """
        named = sorted(m for draft in drafts for m in draft.mentions if m.form == "name")
        made: dict[tuple[str, ...], Draft] = {}
        for mention in left:
            words = bare_words(texts[mention])
            if mention.type != "PER" or words[0] not in self._single_officials or self._is_anybody(texts[mention]):
                continue
            if not _holds_name(mention, named) and not self._identifier.says_whose(texts[mention]):
                continue
            if words not in made:
                made[words] = Draft("PER", mention.start, label=texts[mention], origin=mention.origin)
                made[words].add_role(texts[mention])
                drafts.append(made[words])
            made[words].add(mention, texts[mention])

    def _is_anybody(self, phrase: str) -> bool:
        """Whether a role phrase is indefinite: no article on its head, and a preposition right after it."""
        words = words_of(phrase)
        return not words[0].startswith(_ARTICLE) and len(words) > 1 and words[1] in self._role_links

    def _add_institutions(self, drafts: list[Draft], left: list[Mention], texts: dict[Mention, str]) -> None:
        """Add the bodies that the article speaks of without a name: الشرطة, القوات النظامية, المعارضة السورية.

        A head alone means the body with the same head that stood before it.
        """
        made: dict[tuple[str, ...], Draft] = {}
        by_head: dict[str, Draft] = {}  # the one that stood last under a key of its own
        for mention in sorted(left):
            words = bare_words(texts[mention])
            if mention.type != "ORG" or not self._acts(words):
                continue
            head = self._words.heads.get(words[0], words[0])
            key = (head, *words[1:2])
            known = made.get(key)
            if known is None and len(words) == 1:
                known = by_head.get(head)
            if known is None:
                known = Draft("ORG", mention.start, label=texts[mention], head=head, origin=mention.origin)
                drafts.append(known)
            if key not in made:
                made[key] = by_head[head] = known
            known.add(mention, texts[mention])

    def _acts(self, words: tuple[str, ...]) -> bool:
        """Whether a phrase means a body that acts: a head alone, or one with a nation's or such an adjective."""
        if len(words) == 1:
            return words[0] in self._institutions or words[0] in self._acting
        return words[0] in self._acting and (words[1] in self._acting_adjectives or words[1] in self._words.demonyms)

    def _link_own_countries(self, drafts: list[Draft], mentions: Sequence[Mention], texts: dict[Mention, str]) -> None:
        """Link his country to the state of the last person before it, as the person's title or row tells."""
        holders = {mention: draft for draft in drafts for mention in draft.mentions if draft.type == "PER"}
        by_row = {draft.row: draft for draft in reversed(drafts)}
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
                if key not in by_row:
                    by_row[key] = self._known.draft(key, mention.start)
                    drafts.append(by_row[key])
                by_row[key].join(mention)

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
            official = heads & self._officials
            draft.role = "spokesman" if heads & self._spokesmen else "official" if official else "person"
        elif draft.type == "ORG":
            draft.role = self._head_roles.get(draft.head or "", "body")
        if draft.country is None:
            nations = (self._words.demonyms[w] for p in phrases for w in p if w in self._words.demonyms)
            place = self._known.places.get(f"places:{next(nations, None)}")
            draft.country = place.country if place else None


def _title_words(titles: Sequence[TitleRow], kinds: frozenset[str]) -> frozenset[str]:
    """Return the first words of titles of some kinds, without article."""
    forms = (form for row in titles if row.kind in kinds for form in (row.form, *row.feminine, *row.plural))
    return frozenset(bare_words(form)[0] for form in forms)


def _whole(text: str, mention: Mention) -> str:
    """Return the words of a mention, with the article that ل before it has swallowed (للبنك)."""
    start = mention.start
    words = text[start : mention.end]
    swallowed = text.startswith(LI_ARTICLE, max(0, start - len(LI_ARTICLE)), start) and not words.startswith(_ARTICLE)
    return _ARTICLE + words if swallowed else words


def _holds_name(phrase: Mention, names: Sequence[Mention]) -> bool:
    """Whether one of the names, which are in order, stands inside a phrase, not at its head."""
    for at in range(bisect_right(names, phrase.start, key=lambda name: name.start), len(names)):
        if names[at].start >= phrase.end:
            return False
        if names[at].end <= phrase.end:
            return True
    return False


def _kind_of(key: str) -> str:
    """Return the key of a head without what only tells spelling and number (militias_variant)."""
    return key.removesuffix("_variant").removesuffix("s")
