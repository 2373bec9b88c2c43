"""Something told as fields, and back: what is told, on whose word link by link, and how it is said.

A chain is a list of slots: the field `link` holds their names in the order of the chain, and the fields of a slot
carry its name. A slot named by a number is that link of the statement as it stands; others are new. So a link keeps
what no field shows, wherever it is moved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from musnad.case.judging import Change
from musnad.case.revising import entity_in, free_id
from musnad.model import ChainLink, Document, LinkRole, Span, Stance, Statement, StatementKind, Strength
from musnad.web.corrections.reading import Fields, Reader, shown_place, shown_places


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["BY_WORDS", "read_statement", "rearranged", "statement_fields", "statement_values"]

BY_WORDS = "="  # in place of an entity's id: whoever is named in the words of the teller
_MOST_LINKS = 20
_DO = re.compile(r"(?P<what>add|gone|up|down)(?::(?P<slot>n?[0-9]{1,3}))?")
_SLOT = re.compile("n?[0-9]{1,3}")


def statement_fields(doc: Document, statement: Statement | None, at: Span | None = None) -> dict[str, tuple[str, ...]]:
    """Return a statement as fields; without one, those of a statement to be added at a place."""
    if statement is None:
        return {
            **shown_place(doc, "content", at), "kind": ("indirect",), "stance": ("neutral",), "denied": (),
            "link": ("n0",), **_link_fields(doc, "n0", None),
        }  # fmt: skip
    fields = {
        **shown_places(doc, "content", statement.content), "kind": (statement.kind,), "stance": (statement.stance,),
        "denied": ("1",) if statement.polarity < 0 else (),
        "link": tuple(str(number) for number in range(len(statement.chain))),
    }  # fmt: skip
    for number, link in enumerate(statement.chain):
        fields.update(_link_fields(doc, str(number), link))
    return fields


def statement_values(statement: Statement) -> dict[str, str]:
    """Return what a correction of a statement says, by groups of labels."""
    return {"stance": statement.stance, "kind": statement.kind}


def rearranged(fields: Fields, do: str) -> dict[str, tuple[str, ...]] | None:
    """Return the fields with a link added, taken away, or moved up or down; None where `do` asks for none of these."""
    match = _DO.fullmatch(do)
    if match is None:
        return None
    slots = [slot for slot in fields.get("link", ()) if _SLOT.fullmatch(slot)][:_MOST_LINKS]
    new = {name: tuple(values) for name, values in fields.items()}
    if match["what"] == "add":
        slot = next(f"n{number}" for number in range(_MOST_LINKS + 1) if f"n{number}" not in slots)
        slots.append(slot)
        new |= {name: values for name, values in _empty_link(slot).items() if name not in new}
    elif match["slot"] in slots:
        at = slots.index(match["slot"])
        slots.remove(match["slot"])
        if match["what"] != "gone":
            slots.insert(max(at - 1, 0) if match["what"] == "up" else at + 1, match["slot"])
    return new | {"link": tuple(slots[:_MOST_LINKS])}


def read_statement(read: Reader, target: Statement | None) -> tuple[Change, ...]:
    """Return the change that the fields of a statement ask for."""
    old = target.content if target else ()
    content = read.places("content", old=old)
    kind: StatementKind = read.choice("kind", StatementKind, "indirect")
    stance: Stance = read.choice("stance", Stance, "neutral")
    near = content[0].start if content else None
    slots = [slot for slot in read.every("link") if _SLOT.fullmatch(slot)][:_MOST_LINKS]
    if not slots:
        read.tell("link", _("A statement is told by somebody: add a link."))
    chain = [_read_link(read, slot, target, near) for slot in slots]
    if read.problems:
        return ()
    links = tuple(link for link in chain if link is not None)
    if target is None:
        made = Statement(
            id=_id(read.doc, content), content=content, chain=links, kind=kind, stance=stance,
            polarity=-1 if read.one("denied") or stance == "deny" else 1, origin="judgement",
        )  # fmt: skip
    else:
        polarity = _polarity(target, stance, is_denied=bool(read.one("denied")))
        made = msgspec.structs.replace(
            target, content=content, chain=links, kind=kind, stance=stance, polarity=polarity
        )
    if made == target:
        return ()
    return (Change("statements", "add" if target is None else "replace", target, made),)


def _link_fields(doc: Document, slot: str, link: ChainLink | None) -> dict[str, tuple[str, ...]]:
    if link is None:
        return _empty_link(slot)
    return {
        **shown_place(doc, f"source-{slot}", link.source), **shown_place(doc, f"cue-{slot}", link.cue),
        f"entity-{slot}": (link.entity or "",), f"role-{slot}": (link.role or "",),
        f"anonymous-{slot}": ("1",) if link.anonymous else (), f"strength-{slot}": (link.strength,),
    }  # fmt: skip


def _empty_link(slot: str) -> dict[str, tuple[str, ...]]:
    words = {f"{name}-{slot}{end}": ("",) for name in ("source", "cue") for end in ("", "-words")}
    rest = {f"entity-{slot}": (BY_WORDS,), f"role-{slot}": ("",), f"strength-{slot}": ("said",)}
    return {**words, **rest, f"anonymous-{slot}": ()}


def _read_link(read: Reader, slot: str, target: Statement | None, near: int | None) -> ChainLink | None:
    old = _link_of(target, slot)
    before = old.source.start if old and old.source else near
    source = read.place(f"source-{slot}", old=old.source if old else None, near=near, needed=False)
    cue = read.place(f"cue-{slot}", old=old.cue if old else None, near=before, needed=False)
    role: LinkRole | None = read.option(f"role-{slot}", LinkRole)
    strength: Strength = read.choice(f"strength-{slot}", Strength, "said")
    is_anonymous = bool(read.one(f"anonymous-{slot}"))
    entity = _entity(read, slot, source, old)
    if source is None and cue is None and entity is None and not is_anonymous:
        read.tell(f"source-{slot}", _("This link says nothing: give the words that name the teller, or take it away."))
    if old is None:
        named = read.doc.entity(entity)
        return ChainLink(
            source=source, cue=cue, entity=entity, anonymous=is_anonymous, strength=strength,
            role=role or (named.role if named else None), origin="judgement",
        )  # fmt: skip
    if entity != old.entity and role == old.role and (named := read.doc.entity(entity)) is not None:
        role = named.role or role
    return msgspec.structs.replace(
        old, source=source, cue=cue, entity=entity, anonymous=is_anonymous, role=role, strength=strength,
        carried=old.carried and source == old.source,
    )  # fmt: skip


def _entity(read: Reader, slot: str, source: Span | None, old: ChainLink | None) -> str | None:
    """Return whom a link means: the one chosen; by its words where that was asked, or the words alone were changed."""
    given = read.one(f"entity-{slot}")
    is_left = old is not None and given == (old.entity or "") and source != old.source
    if given != BY_WORDS and not is_left:
        return read.of(f"entity-{slot}", (entity.id for entity in read.doc.entities or ()))
    if source is None:
        return None
    return entity_in(read.doc, source)


def _link_of(target: Statement | None, slot: str) -> ChainLink | None:
    """Return the link that a slot stands for; None for a new one."""
    if target is None or not slot.isdecimal() or int(slot) >= len(target.chain):
        return None
    return target.chain[int(slot)]


def _polarity(target: Statement, stance: Stance, *, is_denied: bool) -> int:
    """Return whether what is told is denied; who changes the stance to a denial, or from one, need not say it twice."""
    was_denied = target.polarity < 0
    if is_denied == was_denied and (stance == "deny") != (target.stance == "deny"):
        return -1 if stance == "deny" else 1
    return -1 if is_denied else 1


def _id(doc: Document, content: Sequence[Span]) -> str:
    return free_id(f"s{content[0].start}-{content[-1].end}", (statement.id for statement in doc.statements or ()))
