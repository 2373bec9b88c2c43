"""The tables of reported speech: cues, cue phrases, nouns for tellers, and the small words around them."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.model import LinkRole, Stance, Strength

__all__ = ["CuePhraseRow", "CueRow", "Frame", "ReportingWordRow", "SourceNounRow"]

Frame = Literal[
    "that",
    "bi+that",
    "ila+that",
    "ala+that",
    "an+that",
    "min+that",
    "fi+that",
    "li+that",
    "quote",
    "np",
    "own+np",
    "document+np",
    "bi+np",
    "ila+np",
    "ala+np",
    "an+np",
    "min+np",
    "fi+np",
    "li+np",
    "bi+qawl",
    "responsibility",
    "accusation",
    "as",
    "relay",
    "relay_ila",
]


class CueRow(msgspec.Struct, frozen=True):
    """A verb of telling with its participle and verbal nouns.

    `frames` says how content may follow: a clause after أن (`that`) or after a preposition and أن (`bi+that`), a
    noun phrase (`np`, `own+np` where the clause itself must name the teller, `document+np` where a document tells)
    or one after a preposition (`bi+np`), what is described with its description (`as`), a colon or quotation
    (`quote`), or another teller (`relay`: نقل عن). `object` says whether an addressee or accused stands before the
    content. `stance_by` gives the stance a frame brings, as `bi+np=praise`.
    """

    key: str
    past: str
    present: str
    participle: str
    masdar: tuple[str, ...]
    frames: tuple[Frame, ...]
    object: Literal["", "optional", "required"]
    stance: Stance
    strength: Strength
    stance_by: tuple[str, ...]
    example: str
    counterexample: str
    source: str


class CuePhraseRow(msgspec.Struct, frozen=True):
    """A fixed phrase that attributes.

    `according` + teller, `according_verb` + verb + teller, `relay`, `document` + a document that tells what follows,
    `passive` + clause; `accused` and `hearsay` (a noun such as مزاعم) open what is told without a teller, with the
    row's stance; `pretext` + clause is told by the subject of its sentence; `background` is the outlet speaking for
    itself and tells nothing on another's word.
    """

    key: str
    phrase: str
    kind: Literal[
        "according", "according_verb", "relay", "passive", "accused", "background", "document", "hearsay", "pretext"
    ]
    strength: Strength
    stance: Stance
    example: str
    counterexample: str
    source: str


class SourceNounRow(msgspec.Struct, frozen=True):
    """A noun for a teller. `anonymous` says when it leaves the teller unnamed: always, if indefinite, or if plural."""

    key: str
    singular: str
    plural: tuple[str, ...]
    role: LinkRole
    anonymous: Literal["always", "indefinite", "indefinite_or_plural", "spokesman", "never"]
    kind: Literal["", "document"]
    source: str


class ReportingWordRow(msgspec.Struct, frozen=True):
    """A function word or phrase and what it does around a cue."""

    key: str
    form: str
    kind: str
    source: str
