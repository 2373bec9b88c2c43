"""Check the fields of one row of a user's list and make an entry of it.

What comes in is a row as written; what goes out is an entry, or None, and problems that name the row's line. A row is
left out when it has no usable kind, name or id; a fault in another field costs that field only. Names are kept without
vowel marks, tatweel and stray signs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import get_args

import msgspec

from musnad.arabic.orthography import MARKS, fold, is_arabic
from musnad.lexicon.names import ActorRow, RoleRow
from musnad.lexicon.user_actors.dates import is_date, is_reversed
from musnad.lexicon.user_actors.entries import LEFT_OUT, Entry, Problem, RawActor, RawRole
from musnad.lexicon.user_actors.words import load_words, plain
from musnad.model import LinkRole

__all__ = ["make_entry", "tidy"]

_ROLES: tuple[LinkRole, ...] = get_args(LinkRole)
_USUAL_ROLES: Mapping[str, LinkRole] = {"PER": "person", "ORG": "body"}
_MOST_LETTERS = 200
_LEAST_LETTERS = 2
_SHOWN = 40
_KEY_LENGTH = 12
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")
_LOOKALIKES = str.maketrans({"ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه"})
_SECTOR = re.compile(r"[A-Z]{3}")
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(?P<item>Q[1-9]\d*)", re.IGNORECASE)


def make_entry(raw: RawActor, file: str, *, countries: Mapping[str, str], problems: list[Problem]) -> Entry | None:
    """Return the entry of a row, None where it must be left out; `countries` gives codes by folded spelling."""
    return _Row(raw, file, countries, problems).entry()


def tidy(text: str) -> str:
    """Return a name as tables keep it.

    >>> tidy(" مُحَمّــد   علي ")
    'محمد علي'
    """
    whole = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    kept = "".join(" " if _is_stray(c) else c for c in unicodedata.normalize("NFC", whole) if c not in MARKS)
    return " ".join(kept.translate(_LOOKALIKES).split())


def _is_stray(character: str) -> bool:
    """Whether a character is a control, a direction mark, half a surrogate pair or a replacement for a lost one."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} or character == "\ufffd"


class _Row:
    """One row being checked; problems go to the list of its file."""

    def __init__(self, raw: RawActor, file: str, countries: Mapping[str, str], problems: list[Problem]) -> None:
        self._raw = raw
        self._file = file
        self._countries = countries
        self._problems = problems

    def entry(self) -> Entry | None:
        """Return the entry, None where the row has no kind, name or id that could be used."""
        raw = self._raw
        kind = load_words().types.get(plain(raw.type))
        name, key = tidy(raw.name), raw.id.strip()
        faults = [f for f in (_kind_fault(kind, raw.type), _name_fault(name, "name"), _key_fault(key)) if f]
        if faults:
            self._problems.append(Problem(self._file, raw.line, f"the row is left out: {'; '.join(faults)}"))
            return None
        if not is_arabic(name):
            message = f"name {_shown(name)} has no Arabic letters; it is found only where news write it so"
            self._problems.append(Problem(self._file, raw.line, message, "warning"))
        sources = tuple(filter(None, map(tidy, raw.source.split("|")))) or (self._file,)
        actor = ActorRow(
            key=key or _made_key(str(kind), name),
            type="PER" if kind == "PER" else "ORG",
            name=name,
            name_en=tidy(raw.name_en)[:_MOST_LETTERS],
            aliases=self._aliases(name),
            country=self._country(),
            sector=self._sector(),
            role=self._place_in_chain() or _USUAL_ROLES[str(kind)],
            caution=self._caution() or False,
            wikidata=self._wikidata(),
            source=tuple(f"user:{source}" for source in sources),
        )
        found = (self._office(role, actor, number) for number, role in enumerate(raw.roles, 1))
        roles = tuple(role for role in found if role is not None)
        if roles and actor.type == "PER" and _known_role(raw.role) is None:
            actor = msgspec.structs.replace(actor, role="official")
        return Entry(self._file, raw.line, actor, roles, self._given(actor, roles))

    def _given(self, actor: ActorRow, roles: tuple[RoleRow, ...]) -> tuple[str, ...]:
        """Return the optional fields that the list filled in, and soundly."""
        said = {
            "id": self._raw.id.strip(),
            "name_en": actor.name_en,
            "aliases": actor.aliases,
            "country": actor.country,
            "sector": actor.sector,
            "role": _known_role(self._raw.role),
            "wikidata": actor.wikidata,
            "roles": roles,
            "caution": load_words().truth.get(plain(self._raw.caution)),
            "source": tidy(self._raw.source),
        }
        return tuple(field for field, value in said.items() if value)

    def _tell(self, fault: str) -> None:
        """Note a fault that costs one field."""
        self._problems.append(Problem(self._file, self._raw.line, f"{fault}{LEFT_OUT}"))

    def _aliases(self, name: str) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for alias in map(tidy, self._raw.aliases):
            if fault := _name_fault(alias, "alias"):
                self._tell(fault)
            elif fold(alias) != fold(name):
                found.setdefault(fold(alias), alias)
        return tuple(found.values())

    def _country(self) -> str:
        given = tidy(self._raw.country)
        code = self._countries.get(fold(given), "")
        if given and not code:
            self._tell(f"country {_shown(given)} is not known; write its ISO code (EGY or EG) or its name")
        return code

    def _sector(self) -> tuple[str, ...]:
        codes = tuple(code.strip().upper() for code in self._raw.sector)
        if wrong := [code for code in codes if not _SECTOR.fullmatch(code)]:
            self._tell(f"sector {_shown(wrong[0])} is no PLOVER code; write three letters, such as GOV")
        return tuple(dict.fromkeys(code for code in codes if _SECTOR.fullmatch(code)))

    def _place_in_chain(self) -> LinkRole | None:
        given = self._raw.role.strip()
        if given and _known_role(given) is None:
            self._tell(f"role {_shown(given)} is none of {', '.join(_ROLES)} (offices go under roles)")
        return _known_role(given)

    def _wikidata(self) -> str | None:
        given = self._raw.wikidata.strip()
        match = _WIKIDATA.fullmatch(given)
        if given and match is None:
            self._tell(f"wikidata {_shown(given)} is no item id; write it as Q42")
        return match["item"].upper() if match else None

    def _caution(self) -> bool | None:
        given = self._raw.caution.strip()
        truth = load_words().truth.get(plain(given))
        if given and truth is None:
            self._tell(f"caution {_shown(given)} is neither yes nor no; write 1 or 0")
        return None if truth is None else truth == "yes"

    def _office(self, role: RawRole, actor: ActorRow, number: int) -> RoleRow | None:
        phrase, start, end = tidy(role.phrase), fold(role.start.strip()), fold(role.end.strip())
        fault = _office_fault(phrase, start, end)
        if fault:
            self._tell(fault)
            return None
        return RoleRow(
            key=f"{actor.key}.role{number}",
            actor=actor.key,
            phrase=(phrase,),
            role_en=tidy(role.role_en),
            country=actor.country,
            start=start or None,
            end=end or None,
            source=actor.source,
        )


def _kind_fault(kind: str | None, given: str) -> str:
    if kind is not None:
        return ""
    return f"type {_shown(given.strip())} is neither PER nor ORG" if given.strip() else "it has no type (PER or ORG)"


def _name_fault(name: str, what: str) -> str:
    if not name:
        return f"{what} is empty"
    if len(name) > _MOST_LETTERS:
        return f"{what} {_shown(name)} has {len(name)} letters, which is over {_MOST_LETTERS}"
    if sum(map(str.isalpha, name)) < _LEAST_LETTERS:
        return f"{what} {_shown(name)} has fewer than {_LEAST_LETTERS} letters"
    return ""


def _key_fault(key: str) -> str:
    if len(key) > _MOST_LETTERS:
        return f"id {_shown(key)} has over {_MOST_LETTERS} letters"
    if any(_is_stray(c) or c.isspace() for c in key):
        return f"id {_shown(key)} holds a space or a sign that cannot be seen"
    return ""


def _office_fault(phrase: str, start: str, end: str) -> str:
    if "[" in phrase or "]" in phrase:
        return f"role {_shown(phrase)} has brackets that hold no dates; write PHRASE [2012-11-06..2024-05-12]"
    if fault := _name_fault(phrase, "role"):
        return fault
    for date in filter(None, (start, end)):
        if not is_date(date):
            return f"role {_shown(phrase)}: {_shown(date)} is no date; write 2012, 2012-11 or 2012-11-06"
    if is_reversed(start or None, end or None):
        return f"role {_shown(phrase)} ends ({end}) before it begins ({start})"
    return ""


def _known_role(given: str) -> LinkRole | None:
    return next((role for role in _ROLES if role == given.strip().lower()), None)


def _made_key(kind: str, name: str) -> str:
    """Return an id that a name always gets: it has to last as long as the name is written the same way."""
    digest = hashlib.sha256(fold(name).encode()).hexdigest()
    return f"user.{kind.lower()}.{digest[:_KEY_LENGTH]}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
