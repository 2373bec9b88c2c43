"""What a word may be in a name or a role phrase: flags that add up, one integer for a word."""

from __future__ import annotations

__all__ = ["Flag"]


class Flag:
    """What a word may be; flags add up."""

    COMMON = 1 << 0
    PERSON = 1 << 1
    LIKELY = 1 << 2
    GIVEN = 1 << 3
    PLACE = 1 << 4
    PARTICLE = 1 << 5
    INNER = 1 << 6
    TAIL = 1 << 7
    PLACE_HEAD = 1 << 8
    PLACE_OPENING = 1 << 9
    PLACE_PREPOSITION = 1 << 10
    ADJECTIVE = 1 << 11
    STOP = 1 << 12
    LINK = 1 << 13
    PURPOSE = 1 << 14
    THAT = 1 << 15
    MINISTRY = 1 << 16
    WEAK_HEAD = 1 << 17
    STATE_HEAD = 1 << 18
    TITLE = 1 << 19
    HEAD = 1 << 20
    DEFINITE = 1 << 21
    DEMONYM = 1 << 22
    VERB = 1 << 23
    GAZETTEER = 1 << 24
    CAUTION = 1 << 25
    PLACE_DIRECTION = 1 << 26
    ORDINAL = 1 << 27
    NAMING = 1 << 28
    WHOLE_HEAD = 1 << 29
    PEOPLE = 1 << 30
    OWN_COUNTRY = 1 << 31
    DESCRIBING = 1 << 32
    REBEL = 1 << 33
    TELLS = 1 << 34
    BUILT = 1 << 35
    PLACE_CONTEXT = PLACE_HEAD | PLACE_DIRECTION

    NAME = PERSON | LIKELY | GIVEN
    ORDINARY = (
        COMMON | TITLE | HEAD | STOP | THAT | LINK | PLACE_HEAD | PLACE_PREPOSITION | VERB | DEMONYM | PLACE_DIRECTION
    )
