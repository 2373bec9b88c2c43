"""Who did it and to whom: the parties of a trigger.

What comes in is a trigger in its sentence; what goes out are entity ids by part. Subjects are looked for before and
after the verb; a verb without one keeps the subject of the verb before it. Parts come from the frame of the pattern.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from musnad.arabic.clitics import LI_ARTICLE
from musnad.stages.events.kinds import AFTER_LETTER, CLAUSE, DASH, STOP, kinds
from musnad.stages.events.phrases import COMMA, Phrase, Reader
from musnad.stages.events.places import Places
from musnad.stages.events.roles import Ids, Parties, Roles
from musnad.stages.events.triggers import Trigger
from musnad.stages.events.views import View
from musnad.stages.events.vocabulary import Pattern, VerbReading

__all__ = ["PartyFinder"]

_OF = "ل"  # the preposition of the object of a verbal noun
_CONTROLLING = ("ب", "ل")  # prepositions by which a verb passes its doer on to a noun
_BY = "ب"
_AND = "و"
_ACCUSATIVE = "ا"
_STRONG_MARKS = STOP | DASH
_PREPOSITION, _RELATIVE, _COMPLEMENTIZER = kinds("preposition"), kinds("relative"), kinds("complementizer")
_SELF_COMPLEMENTIZER, _OWN_COUNTRY = kinds("self_complementizer"), kinds("own_country")
_SUPPORTING, _DOING_NOUN = kinds("support_noun", "passive_auxiliary"), kinds("doing_noun")
_PRESENT_LETTERS = ("ي", "ت", "وي", "وت")
_VISITED = frozenset({"CONSULT", "ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE"})
_FORCE = frozenset({"ASSAULT", "COERCE"})
_GOVERNS = 8
_GOVERNS_FAR = 16  # for verbs that mean little without their noun
_DOER_REACH = 7
_LONGEST_REGION = 40
_NOUN_REACH = 18
_PLURAL, _SHE = ("هم", "هما", "هن"), "ها"
_ASIDE = 16


class PartyFinder:
    """Assigns the phrases around triggers to parts, in one article.

    `genders` says which entities are feminine.
    """

    def __init__(self, reader: Reader, places: Places, genders: Mapping[str, str]) -> None:
        self.reader, self.words, self.places = reader, reader.words, places
        self._recent: dict[str, None] = {}  # the subjects so far, the last one at the end
        self.genders = genders
        self._known_places = places.towns.union(places.capitals, places.states.values())

    def company(self, view: View, at: int, entity: str) -> Ids:
        """Return those whom و joins to an entity in a phrase of the trigger's clause."""
        capitals, towns = self.places.capitals, self.places.towns
        for begin, end in ((at + 1, None), (self._clause_start(view, at), at)):
            for phrase in self.reader.phrases(view, begin, end):
                meant = [capitals.get(e, e) for e in phrase.entities() if e not in towns]
                if entity in meant:
                    return tuple(e for e in dict.fromkeys(meant) if e != entity)
        return ()

    def remember(self, subject: Ids) -> None:
        """Take a subject for the last one."""
        for entity in reversed(subject):
            self._recent.pop(entity, None)
            self._recent[entity] = None

    def recent(self, count: int) -> Ids:
        """Return some of the subjects so far, the last one first."""
        return tuple(islice(reversed(self._recent), count))

    def of_verb(self, view: View, at: int, reading: VerbReading, *, has_object: bool, last: Ids) -> tuple[Parties, Ids]:
        """Return the parties of a verb, and its subject; `last` is the subject of the verb before."""
        pattern = reading.pattern
        bound = reading.form.number != "s" or reading.form.person == 1
        if pattern is None:
            return Parties(), self._subject(view, at, last, bound=bound)
        after = self.reader.phrases(view, at + 1)
        direct = [p for p in after if not p.prep]
        before = self._subject_before(view, at, last, told_after=has_object or len(direct) > 1)
        if before is not None:
            subject, objects, how = before, direct, "before"
        elif bound or not direct or self._lacks_subject(view, direct, pattern):
            subject, objects, how = last, direct, "bound" if bound else "last" if not direct else "lacking"
        else:
            subject, objects, how = self._entities(view, direct[0], last), direct[1:], "after"
        roles = Roles()
        if reading.passive or self._is_passive(view, at, pattern, after, before, has_object=has_object, bound=bound):
            named = direct and not (reading.passive and bound)
            affected = before if before is not None else self._entities(view, direct[0], last) if named else last
            roles.put(pattern.frame.object, affected, "passive before" if before is not None else "passive")
            self._fill(roles, view, after, pattern.frame.places, last)
            return self._parties(roles, pattern), affected
        if has_object and pattern.frame.object == "recipient":
            relative = at > 0 and self._is_relative(view, at - 1)
            meant = self._antecedent(view, at - 1) if relative else self._meant(view.words[at].form, subject)
            roles.put("recipient", [e for e in meant or () if e not in subject], "antecedent" if relative else "meant")
        else:
            self._fill_object(roles, view, pattern, objects, after, last)
        self._fill(roles, view, after, pattern.frame.places, subject)
        told = {*roles.parts["recipient"]} if pattern.frame.subject == "actor" else set()
        if before is None and subject == last and told & set(subject):
            subject = ()
        roles.put(pattern.frame.subject, subject, how)
        return self._parties(roles, pattern), subject

    def _subject(self, view: View, at: int, last: Ids, *, bound: bool) -> Ids:
        """Return the subject of a verb that tells no event; what follows is only read where it matters."""
        told_after = self._is_relative(view, at - 1) and len(self._direct(view, at)) > 1
        before = self._subject_before(view, at, last, told_after=told_after)
        if before is not None:
            return before
        direct = () if bound else self._direct(view, at)
        if not direct or self._lacks_subject(view, direct, None):
            return last
        return self._entities(view, direct[0], last)

    def _direct(self, view: View, at: int) -> Sequence[Phrase]:
        return [p for p in self.reader.phrases(view, at + 1) if not p.prep]

    def of_noun(self, view: View, trigger: Trigger, last: Ids, lent: Mapping[int, Ids]) -> Parties:
        """Return the parties of a noun or a participle; `lent` is whom each verb so far lends as a doer."""
        noun, pattern, at = trigger.noun, trigger.pattern, trigger.at
        assert noun is not None
        after = self.reader.phrases(view, at + 1, min(len(view.tokens), at + _NOUN_REACH))
        roles = Roles()
        if noun.participle:
            direct = [p for p in after if not p.prep]
            self._fill_object(roles, view, pattern, direct, after, last)
            self._fill(roles, view, after, pattern.frame.places, last)
            roles.put(pattern.frame.subject, last, "participle")
            return self._parties(roles, pattern)
        told = False
        if after and not after[0].prep:
            told = self._fill_genitive(roles, view, trigger, after, last)
        told = self._fill(roles, view, after, pattern.frame.places, last) or told
        if noun.possessed:
            roles.put("recipient" if pattern.row.genitive == "recipient" else pattern.frame.subject, last, "owner")
            told = True
        if trigger.pattern.row.type == "AID" and trigger.clitics.endswith(_BY) and roles.parts["actor"]:
            roles.put("recipient", [e for e in last if e not in roles.parts["actor"]], "by")
        told = self._fill_governed(roles, view, trigger, lent) or told
        told = told or (at > 0 and view.words[at - 1].kinds & _SUPPORTING != 0)
        return self._parties(roles, pattern, told=told)

    def _fill_object(
        self, roles: Roles, view: View, pattern: Pattern, objects: Sequence[Phrase], after: Sequence[Phrase], last: Ids
    ) -> None:
        if pattern.frame.object is None:
            return
        found = next((p for p in objects), None) or next((p for p in after if p.prep == COMMA and p.entities()), None)
        if found is None or (not found.entities() and found.prep == COMMA):
            found = self._past_relative(view, after) or found
        if found is not None:
            roles.put(pattern.frame.object, self._entities(view, found, last) or self._owner(found, after), "object")

    def _owner(self, owned: Phrase, after: Sequence[Phrase]) -> Ids:
        """Whose the object is, where a phrase with ل says so: hit positions of the militia."""
        following = next((p for p in after if p.first >= owned.last), None)
        if following is None or following.prep != _OF or following.first > owned.last + 1:
            return ()
        return following.entities()

    def _past_relative(self, view: View, after: Sequence[Phrase]) -> Phrase | None:
        """The object of a verb whose subject carries a relative clause up to a comma."""
        if not after:
            return None
        at = after[-1].last
        if not self._is_relative(view, at):
            return None
        end = next((k for k in range(at, min(at + _ASIDE, len(view.tokens))) if view.words[k].form == COMMA), None)
        if end is None:
            return None
        phrases = self.reader.phrases(view, end + 1)
        return phrases[0] if phrases and not phrases[0].prep and phrases[0].entities() else None

    def _fill_genitive(self, roles: Roles, view: View, trigger: Trigger, after: Sequence[Phrase], last: Ids) -> bool:
        noun, genitive, first = trigger.noun, trigger.pattern.row.genitive, after[0]
        assert noun is not None
        state = self.reader.state_of(view.words[first.first].form)
        if state is not None and first.first not in view.named:
            roles.put("actor", (state,), "adjective")
            return not noun.definite
        if noun.possessed and trigger.pattern.frame.object == "recipient":
            roles.put("recipient", self._entities(view, first, last), "object")
            return True
        if noun.definite or noun.possessed or not noun.bare:
            roles.put("actor", first.states, "adjective")
            return False
        if genitive == "none":
            return False
        entities = self._entities(view, first, last)
        second = next((p for p in after[1:] if not p.prep and p.entities()), None)
        dative = next((p for p in after[1:2] if p.prep == _OF and p.entities()), None)
        if genitive == "actor":
            roles.put("actor", entities, "genitive")
            if second is not None and trigger.pattern.frame.object == "recipient":
                roles.put("recipient", second.entities(), "second")
        elif entities and (dative or second):
            roles.put("actor", entities, "genitive of two")
            roles.put("recipient", (dative or second or first).entities(), "dative" if dative else "second")
        elif genitive == "either" and trigger.pattern.row.type in _FORCE and self._has_object(view, first, after[1:2]):
            roles.put("actor", entities, "genitive of two")
        else:
            roles.put("recipient", entities, "genitive")
        return True

    def _has_object(self, view: View, doer: Phrase, after: Sequence[Phrase]) -> bool:
        """Whether ل with the article says what the doer of a verbal noun hit: the shelling of the town."""
        at = doer.last
        return any(
            p.prep == _OF and p.first == at and at not in view.dated and view.words[at].form.startswith(LI_ARTICLE)
            for p in after
        )

    def _fill_governed(self, roles: Roles, view: View, trigger: Trigger, lent: Mapping[int, Ids]) -> bool:
        """Take over the subject of the verb a noun hangs on: launched raids, came under attack."""
        doer = self._doer(view, trigger.at)
        if doer:
            roles.put("actor", doer, "doer")
            return True
        at = self.governor(view, trigger.at)
        if at is None:
            return False
        kind = view.verbs[at].kind
        assault = trigger.pattern.row.type == "ASSAULT"
        if (
            kind == "avow"
            and assault
            and any(phrase in trigger.pattern.frame.places for phrase in self.words.agent_phrases)
        ):
            return False
        controlled = kind in ("plain", "trigger") and trigger.clitics.endswith(_CONTROLLING)
        if kind not in ("light", "avow", "suffer") and not controlled:
            return False
        part = "recipient" if kind == "suffer" else trigger.pattern.frame.subject
        taken = {*roles.parts["actor"], *roles.parts["recipient"]}
        roles.put(part, [e for e in lent.get(at, ()) if e not in taken], f"lent {kind}")
        return not controlled

    def _doer(self, view: View, at: int) -> Ids:
        """The doer named after a noun of doing: the forces' move to destroy."""
        for k in range(at - 1, max(-1, at - _DOER_REACH), -1):
            if view.words[k].kinds & _DOING_NOUN:
                phrases = self.reader.phrases(view, k + 1, at)
                return phrases[0].entities() if phrases and not phrases[0].prep else ()
            if k in view.verbs:
                break
        return ()

    def topics(self, view: View) -> dict[int, Ids]:
        """Whom a clause with was is about, by the token of was: the minister, who had waited, had refused."""
        found = {}
        for at, word in enumerate(view.words):
            if not word.kinds & AFTER_LETTER or at in view.verbs or at in view.covered:
                continue
            phrases = self.reader.phrases(view, at + 1)
            if phrases and not phrases[0].prep and phrases[0].entities():
                found[at] = phrases[0].entities()
        return found

    def _meant(self, form: str, subject: Ids) -> Ids:
        """Whom a pronoun at the end of a word means: the last subject that agrees, other than the doer."""
        if form.endswith(_PLURAL):
            return ()
        wanted = "f" if form.endswith(_SHE) else "m"
        found = next(
            (e for e in reversed(self._recent) if e not in subject and self.genders.get(e, "m") == wanted), None
        )
        return (found,) if found else ()

    def _fill(self, roles: Roles, view: View, after: Sequence[Phrase], places: Mapping[str, str], doer: Ids) -> bool:
        told = False
        for phrase in after:
            part = "actor" if phrase.prep in self.words.agent_phrases else places.get(phrase.prep)
            if phrase.prep in self.words.words["place_preposition"]:
                roles.put("place", [e for e in phrase.entities() if self._is_place(e)], "")
            if part is not None:
                told = True
                meant = self._meant(phrase.pronoun, doer) if phrase.pronoun else self._in_relative_clause(view, phrase)
                roles.put(part, phrase.entities() or meant, phrase.prep if phrase.entities() else "meant")
        return told

    def _in_relative_clause(self, view: View, phrase: Phrase) -> Ids:
        """The subject of the clause that says whose deed the phrase is: the role that the army plays."""
        at = phrase.last
        if at + 1 >= len(view.tokens) or not view.words[at].kinds & _RELATIVE:
            return ()
        inside = self.reader.phrases(view, at + 2)
        return inside[0].entities() if inside and not inside[0].prep else ()

    def _entities(self, view: View, phrase: Phrase, last: Ids) -> Ids:
        """The entities of a phrase; "its country" is the state of the last subject."""
        if not phrase.entities() and view.words[phrase.first].kinds & _OWN_COUNTRY:
            return tuple(dict.fromkeys(self.places.homes[e] for e in last if e in self.places.homes))
        return phrase.entities()

    def _is_place(self, entity: str) -> bool:
        return entity in self._known_places

    def _parties(self, roles: Roles, pattern: Pattern, *, told: bool = True) -> Parties:
        capitals, towns = self.places.capitals, self.places.towns
        actors = tuple(dict.fromkeys(capitals.get(e, e) for e in roles.parts["actor"] if e not in towns))
        visited = pattern.row.type in _VISITED
        named = [e for e in roles.parts["recipient"] if e not in towns and not (visited and e in capitals)]
        recipients = tuple(dict.fromkeys(capitals.get(e, e) for e in named))
        where = [e for e in roles.parts["recipient"] if e in towns or e in capitals]
        others = tuple(e for e in recipients if e not in actors)
        places = (*where, *roles.parts["place"])
        return Parties(actors, others, places, told, roles.how["actor"], roles.how["recipient"])

    def _is_passive(
        self,
        view: View,
        at: int,
        pattern: Pattern,
        after: Sequence[Phrase],
        before: Ids | None,
        *,
        has_object: bool,
        bound: bool,
    ) -> bool:
        """Whether a verb that may be passive is: nothing stands where its object would."""
        if not pattern.is_passive or has_object or pattern.frame.object is None or (bound and before is None):
            return False
        direct = [p for p in after if not p.prep]
        if any(p.prep in self.words.agent_phrases for p in after):
            return True
        if before is not None:
            return not direct and not view.words[at].form.startswith(_PRESENT_LETTERS)
        return len(direct) == 1

    def _lacks_subject(self, view: View, direct: Sequence[Phrase], pattern: Pattern | None) -> bool:
        """Whether the noun phrase after a verb is no subject: an adverb, a town gone to, the word the pattern needs."""
        first = direct[0]
        head = view.words[first.first].form
        entities = first.entities()
        if not entities and first.last == first.first + 1 and head.endswith(_ACCUSATIVE):
            return True
        if len(direct) > 1:
            return False
        if pattern is not None and not pattern.is_around and head in pattern.needs:
            return True
        goes = pattern is not None and pattern.row.type == "CONSULT"
        return bool(entities) and all(e in self.places.towns or (goes and e in self.places.capitals) for e in entities)

    def _subject_before(self, view: View, at: int, last: Ids, *, told_after: bool) -> Ids | None:
        """Return the subject that stands before the verb; None when there is no such phrase."""
        if at == 0:
            return None
        if view.words[at - 1].kinds & _SELF_COMPLEMENTIZER:
            return last
        if self._is_relative(view, at - 1):
            return None if told_after else self._antecedent(view, at - 1)
        form = view.words[at].form
        if form[0] == _AND and form not in self.words.verbs:
            return None
        begin = self._clause_start(view, at)
        if begin > 0 and begin - 1 in view.verbs:
            return None
        phrases = self.reader.phrases(view, begin, at)
        if phrases and view.words[phrases[0].first].kinds & _OWN_COUNTRY:
            return self._entities(view, phrases[0], last)
        late = [p for p in phrases if p.prep in ("", COMMA) and p.entities()]
        if phrases and not phrases[0].prep:
            beside = next((p for p in reversed(late) if p.prep and p.last >= at - 1 and p.names_person()), phrases[0])
            return (beside if not phrases[0].names_person() else phrases[0]).entities()
        return late[-1].entities() if late else None

    def _is_relative(self, view: View, at: int) -> bool:
        if not 0 <= at < len(view.tokens):
            return False
        return view.words[at].kinds & (_RELATIVE | _PREPOSITION) == _RELATIVE

    def _clause_start(self, view: View, at: int) -> int:
        """Return the token after the verb, clause word or strong mark that stands nearest before `at`."""
        for k in range(at - 1, max(-1, at - _LONGEST_REGION), -1):
            found = view.words[k].kinds
            if k in view.verbs or found & _STRONG_MARKS or (found & CLAUSE and not found & _PREPOSITION):
                return k + 1
        return max(0, at - _LONGEST_REGION + 1)

    def _antecedent(self, view: View, relative: int) -> Ids | None:
        phrases = self.reader.phrases(view, self._clause_start(view, relative), relative)
        return phrases[-1].entities() if phrases else None

    def governor(self, view: View, at: int) -> int | None:
        """Return the verb a noun hangs on: the nearest one before it in its clause."""
        for k in range(at - 1, max(-1, at - _GOVERNS_FAR - 1), -1):
            if k in view.verbs:
                return k if at - k <= _GOVERNS or view.verbs[k].kind == "light" else None
            if view.words[k].kinds & (_STRONG_MARKS | _COMPLEMENTIZER):
                return None
        return None
