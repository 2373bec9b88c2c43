"""The names of the traits by which the parties of events are chosen, in bundles.

A trait is a short name for a fact; what it weighs is learnt and lies in the lexicon. Facts that are known together make
a bundle: a tuple of one of the functions below and what it takes. A bundle stands for the names that its function gives
and weighs what they weigh together, so that the names need only be spelt when a bundle is met for the first time.
`kind` is v, p or n for a verb, a participle or a noun; `here` the kind with A or B for after the trigger or before it;
`near` how many others stand between, `verbs` how many verbs; `where` says whether the sentence names the candidate.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

__all__ = [
    "Trait", "Traits", "absent", "acts_again", "article", "bare", "before", "carries", "chosen_again", "cue",
    "elsewhere", "governed", "known", "lacks", "last", "named", "near_again", "nobody", "nobody_again",
    "nobody_article", "nobody_named", "of_key", "of_part", "of_type", "row_named", "so_far", "spelt", "stands",
    "teller", "told", "typed", "verbal", "where_of_rank",
]  # fmt: skip

Trait = str | tuple[Any, ...]
Traits = Mapping[str, Collection[Trait]]
Names = tuple[str, ...]


def spelt(traits: Collection[Trait]) -> set[str]:
    """Return the names that some traits stand for."""
    found: set[str] = set()
    for trait in traits:
        if isinstance(trait, str):
            found.add(trait)
        else:
            make, *values = trait
            found.update(make(*values))
    return found


def stands(here: str, reach: str, verbs: int, near: int, previous: str) -> Names:
    """How far a candidate stands from the trigger, and after what."""
    found = (
        here, f"{here}|{reach}", f"{here}|v{verbs}", f"{here}|e{near}", f"{here}|{reach}|v{verbs}",
        f"{here}|after:{previous}", f"{here}|after:{previous}|e{near}|v{verbs}",
    )  # fmt: skip
    return (*found, f"before|{previous}|v{verbs}|e{near}") if here == "vB" else found


def carries(here: str, prep: str, joined: bool, comma: bool, clause: bool, mark: bool) -> Names:
    """Which preposition and conjunction stand before a candidate, which marks and clauses part it from the trigger."""
    flags = (("comma", comma), ("clause", clause), ("mark", mark), ("and", joined))
    return (f"{here}|{prep}", *(f"{here}|{name}" for name, is_so in flags if is_so))


def of_type(type_: str, here: str, spot: str) -> Names:
    """What a candidate's name is, on which side, by type of event."""
    return f"{here}|{spot}", f"{type_}|{here[1]}", f"{type_}|{here[1]}|{spot}"


def typed(type_: str, here: str, near: int, verbs: int) -> Names:
    """What stands between, by type of event."""
    return f"{type_}|{here}|e{near}", f"{type_}|{here}|v{verbs}|e{near}"


def of_key(key: str, type_: str, here: str, prep: str) -> Names:
    """The preposition, by the words that tell the event."""
    return f"{key}|{here[1]}", f"{key}|{here[1]}|{prep}", f"{type_}|{here}|{prep}"


def of_part(here: str, part: str, verbs: int, near: int) -> Names:
    """Which part the frame gives to what follows the preposition."""
    return f"{here}|part:{part}", f"{here}|part:{part}|v{verbs}", f"{here}|part:{part}|e{near}"


def bare(here: str, near: int, verbs: int, subject: str, object_: str | None, genitive: str, previous: str) -> Names:
    """What the frame says of who follows without a preposition."""
    found = f"{here}|bare|e{near}|v{verbs}", f"{here}|bare|e{near}|{subject}|{object_}"
    return (*found, f"{genitive}|e{near}|{previous}") if here == "nA" else found


def verbal(here: str, agrees: bool, has_object: bool, near: int) -> Names:
    """Whether the verb agrees with a candidate, and carries a pronoun."""
    found = f"{here}|{'agrees' if agrees else 'differs'}"
    return (found, f"{here}|pronoun|e{near}") if has_object else (found,)


def named(part: str, kind: str, type_: str, how: str) -> Names:
    """On which side the patterns name a candidate, and by what."""
    begin = f"named:{part}"
    return begin, f"{begin}|{kind}", f"{begin}|{type_}", f"{begin}|by {how}|{kind}", f"{begin}|by {how}|{type_}"


def row_named(part: str, kind: str, key: str) -> Names:
    """On which side the patterns name a candidate, by the words that tell the event."""
    return (f"named:{part}|{key}|{kind}",)


def last(kind: str, type_: str) -> Names:
    """The subject before."""
    return f"last|{kind}", f"last|{type_}"


def governed(governor: str, trait: Trait) -> Names:
    """What another trait means beside the verb that the noun hangs on."""
    return tuple(f"{governor}|{name}" for name in sorted(spelt((trait,))))


def cue(kind: str, type_: str) -> Names:
    """Who tells by the trigger itself."""
    return f"cue|{kind}", f"cue|{type_}"


def teller(kind: str, stance: str, type_: str) -> Names:
    """Who tells the statement that tells the event."""
    return f"teller|{kind}", f"teller|{stance}", f"teller|{type_}"


def told(how: str, type_: str) -> Names:
    """Where a candidate stands in what is told by the trigger."""
    return how, f"{how}|{type_}"


def absent(kind: str) -> Names:
    """Whom the sentence does not name; the trait `absent` stands beside it."""
    return (f"absent|{kind}",)


def elsewhere(kind: str, type_: str) -> Names:
    """Whom only another sentence names; the trait `absent` stands beside it."""
    return "elsewhere", f"elsewhere|{type_}", f"elsewhere|{kind}"


def where_of_rank(rank: int, where: str, type_: str) -> Names:
    """How often the article names a candidate, compared with the others."""
    return f"rank{min(rank, 4)}|{where}", f"rank{min(rank, 2)}|{type_}"


def so_far(acted: int, received: int, same_acted: int, same_received: int, where: str, type_: str) -> Names:
    """How often the patterns name a candidate in other events, in those of the same type."""
    return (
        f"acted{acted}|received{received}|{where}",
        f"acted so{min(same_acted, 1)}|received so{min(same_received, 1)}|{type_}",
        f"acted so{same_acted}|received so{same_received}|{where}",
    )


def article(
    what: str | None, where: str, kind: str, type_: str, state: bool, headline: bool, lead: bool, beside: bool
) -> Names:
    """What a candidate is, and in which parts of the article it is named; `beside` is the sentence before."""
    found = [f"{what}|{where}"]
    found += [f"state|{kind}"] if state else []
    found += [f"headline|{where}", f"headline|{type_}|{where}"] if headline else []
    found += [f"lead|{where}"] if lead else []
    found += [f"sentence before|{where}", f"sentence before|{where}|{kind}"] if beside else []
    return tuple(found)


def before(part: str, where: str, type_: str, kind: str) -> Names:
    """The part of a candidate in the event told before."""
    return f"{part} before|{where}", f"{part} before|{type_}", f"{part} before|{where}|{kind}"


def lacks(actors: bool, recipients: bool, where: str) -> Names:
    """Which sides the patterns leave empty."""
    return (*([] if actors else [f"no actor|{where}"]), *([] if recipients else [f"no recipient|{where}"]))


def nobody(kind: str, type_: str, key: str) -> Names:
    """Nobody, by the words that tell the event."""
    found = ("nobody", f"nobody|{kind}", f"nobody|{type_}", f"nobody|{type_}|{kind}")
    return (*found, f"nobody|{key}", f"nobody|{key}|{kind}")


def nobody_named(kind: str, type_: str, actors: int, recipients: int, among: int) -> Names:
    """How many the patterns name, among how many candidates."""
    sides = f"nobody|acts named{actors}", f"nobody|receives named{recipients}"
    return (f"nobody|among{among}", *sides, *(f"{side}|{type_}|{kind}" for side in sides))


def nobody_article(kind: str, own: bool, headline: bool, status: str, follows: bool, unnamed: bool) -> Names:
    """Where the event stands and who tells it."""
    found = [f"nobody|own voice{own:d}|{kind}", "nobody|in headline" if headline else "nobody|in body"]
    found += [f"nobody|{status}"]
    found += [f"nobody|last|{kind}"] if follows else []
    found += [f"nobody|unnamed teller|{kind}"] if unnamed else []
    return tuple(found)


def known(kind: str, is_cue: bool, after: bool, ahead: bool, next_to: bool) -> Names:
    """What is known of the other candidates."""
    flags = (
        (f"cue|{kind}", is_cue), (f"{kind}A", after), (f"{kind}B", ahead), (f"{kind}A|bare|e0|v0", next_to),
    )  # fmt: skip
    return tuple(f"nobody|{trait}" for trait, is_so in flags if is_so)


def chosen_again(acts: str, receives: str, actor: bool, recipient: bool, type_: str) -> Names:
    """How likely a candidate was at first, and whether it was chosen."""
    chosen = f"again chosen{actor:d}{recipient:d}"
    return f"again {acts} {receives}", chosen, f"{chosen}|{type_}"


def acts_again(acted: int, received: int, same_acted: int, same_received: int, where: str, type_: str) -> Names:
    """In how many other events a candidate was chosen."""
    so = f"acted so{same_acted}|received so{same_received}"
    return f"again acted{acted}|received{received}|{where}", f"again {so}|{where}", f"again {so}|{type_}"


def near_again(does: str, side: str, where: str, same: str) -> Names:
    """What a candidate does in the event told before or after."""
    return f"again {does} {side}|{where}", f"again {does} {side}|{where}|{same}"


def nobody_again(actors: bool, recipients: bool, type_: str, acts: str, receives: str) -> Names:
    """Whether nobody was chosen at first, and how likely somebody was."""
    filled = f"nobody again {actors:d}{recipients:d}"
    return filled, f"{filled}|{type_}", f"nobody again acts {acts}", f"nobody again receives {receives}"
