"""How a report was made and what it leaves out: versions, the case, the selection, counting, limits.

What comes in are facts about the case and the report; what goes out are its last two sections. They say what is not
claimed as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from musnad.exports.report.parts import Block, Draft, Fact, Facts, Remark, Section, iso, name

__all__ = ["Making", "left_section", "method_section"]


@dataclass(frozen=True, slots=True)
class Making:
    """What a report was made of and by: `stages` has by the versions of the stages how many quoted articles they read.

    `corrections` are those of people in the articles that are quoted, `in_case` all of the case.
    """

    version: str
    case: str
    case_id: str
    made: str
    selection: Markup
    stages: Mapping[str, int]
    corrections: int
    in_case: int
    is_redacted: bool = False


def method_section(draft: Draft, making: Making) -> Section:
    """Return how the report was made, how it counts, and what it does not claim."""
    words = draft.words
    stages = [
        Markup('<bdi dir="ltr">{}</bdi> ({})').format(versions, words.count("articles", number))
        for versions, number in making.stages.items()
    ]
    corrections = words.say(
        "corrections_are", here=making.corrections, all=making.in_case
    )  # fmt: skip
    facts = (
        Fact(words.say("case"), Markup('{} <bdi dir="ltr" class="code">{}</bdi>').format(
            name(making.case), making.case_id)),
        Fact(words.say("made"), iso(making.made)),
        Fact(words.say("selection"), making.selection),
        Fact(words.say("made_by"), Markup('<bdi dir="ltr">musnad {}</bdi>').format(making.version)),
        Fact(words.say("stages"), Markup("<br>").join(stages) or words.say("no_stages")),
        Fact(words.say("corrections"), corrections),
    )  # fmt: skip
    blocks: list[Block] = [Facts(facts)]
    said = ("counting", "not_claimed", "offsets", *(("redacted",) if making.is_redacted else ()))
    blocks += [Remark(words.say(one)) for one in said]
    return Section("method", words.say("method"), tuple(blocks))


def left_section(draft: Draft) -> Section:
    """Return what the limits of the report left out, so many of so many; it is made last."""
    words = draft.words
    facts = tuple(Fact(left.what, words.say("so_many_of", shown=left.shown, of=left.of)) for left in draft.left)
    blocks: list[Block] = [Remark(words.say("left_out")), Facts(facts)] if facts else [Remark(words.say("none_left"))]
    return Section("left", words.say("left_title"), (*blocks, Remark(words.say("not_found"))))
