"""Forms of a regular Arabic verb or participle, made from its dictionary forms.

What comes in are folded dictionary forms; what goes out are folded inflected forms with their grammar. Written
Arabic leaves vowels out, so the same letters may be active and passive. No word lists here.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

__all__ = ["Form", "Gender", "Number", "Person", "inflect_participle", "inflect_passive", "inflect_verb"]

Person = Literal[1, 3]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]
_WEAK_ENDINGS = ("ي", "ا", "و")
# Each matches a past that the passive writes otherwise.
_LONG_FIRST = re.compile(r"[^او]ا.[^اويء]")  # هاجم (attacked); not وافق, whose passive reads as و and وفق
_HOLLOW = re.compile(r"ا(?:.|.ت|ست.)(?P<long>ا)[^اويء]")  # أقال (dismissed); not انحاز, which takes no object
_WEAK_LAST = re.compile(r"ا(?:..|ست..)ي")  # ألغى (cancelled); not التقى, whose التقيت is mostly "I met"


class Form(NamedTuple):
    """One inflected form; `tense` is past, present or participle."""

    form: str
    tense: Literal["past", "present", "participle"]
    person: Person
    gender: Gender
    number: Number


def inflect_verb(past: str, present: str) -> tuple[Form, ...]:
    """Return the third-person forms of a verb, and the first person of the present.

    `past` and `present` are the folded third person masculine singular (قال, يقول).

    >>> [f.form for f in inflect_verb("نفي", "ينفي")][:4]
    ['نفي', 'نفت', 'نفوا', 'نفيا']
    """
    weak = past[-1] in _WEAK_ENDINGS
    short = past[:-1] if weak else past
    restored = short + ("ي" if past.endswith("ي") else "و") if weak else past
    found = [
        Form(past, "past", 3, "m", "s"),
        Form(short + "ت", "past", 3, "f", "s"),
        Form(short + "وا", "past", 3, "m", "p"),
        Form(restored + "ا", "past", 3, "m", "d"),
        Form(short + "تا", "past", 3, "f", "d"),
    ]
    stem = present[1:]
    core = stem[:-1] if stem[-1] in _WEAK_ENDINGS else stem
    for prefix in ("", "س"):
        found += [
            Form(f"{prefix}ي{stem}", "present", 3, "m", "s"),
            Form(f"{prefix}ت{stem}", "present", 3, "f", "s"),
            Form(f"{prefix}ي{core}ون", "present", 3, "m", "p"),
            Form(f"{prefix}ي{core}وا", "present", 3, "m", "p"),
            Form(f"{prefix}ي{core}ان", "present", 3, "m", "d"),
            Form(f"{prefix}ت{core}ان", "present", 3, "f", "d"),
            Form(f"{prefix}ا{stem}", "present", 1, "m", "s"),
            Form(f"{prefix}ن{stem}", "present", 1, "m", "p"),
        ]
    return tuple(found)


def inflect_passive(past: str) -> tuple[Form, ...]:
    """Return the forms of a past that are written otherwise in the passive; none where the letters are the same.

    `past` is the folded third person masculine singular of the active.

    >>> [f.form for f in inflect_passive("هاجم")]
    ['هوجم', 'هوجمت', 'هوجموا']
    >>> [f.form for f in inflect_passive("اقال") + inflect_passive("الغي") + inflect_passive("قتل")]
    ['اقيل', 'اقيلت', 'اقيلوا', 'الغيت']
    """
    hollow = _HOLLOW.fullmatch(past)
    if hollow is not None:
        at = hollow.start("long")
        stem = past[:at] + "ي" + past[at + 1 :]
    elif _LONG_FIRST.fullmatch(past):
        stem = past[0] + "و" + past[2:]
    else:
        return (Form(past + "ت", "past", 3, "f", "s"),) if _WEAK_LAST.fullmatch(past) else ()
    return (
        Form(stem, "past", 3, "m", "s"),
        Form(stem + "ت", "past", 3, "f", "s"),
        Form(stem + "وا", "past", 3, "m", "p"),
    )


def inflect_participle(masculine: str) -> tuple[Form, ...]:
    """Return the accusative (circumstantial) forms of a participle from its masculine singular without ending.

    >>> [f.form for f in inflect_participle("مشير")]
    ['مشيرا', 'مشيرة', 'مشيرين', 'مشيران']
    """
    core = masculine[:-1] if masculine.endswith("ي") else masculine
    return (
        Form(masculine + "ا", "participle", 3, "m", "s"),
        Form(masculine + "ة", "participle", 3, "f", "s"),
        Form(core + "ين", "participle", 3, "m", "p"),
        Form(masculine + "ان", "participle", 3, "m", "d"),
    )
