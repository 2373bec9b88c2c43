"""What a stage does for an article grows as the article does: steps of the interpreter are counted, not time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest

from musnad.model import Document
from musnad.pipeline import default_pipeline

LONGER = 8
MOST = 10  # times the steps of a text that is 8 times shorter
LETTERS = "بدرسعقلمنه"
GIVEN = ("سمير", "هالة", "عادل", "نبيل", "رباب", "منير", "وفاء")
COUNTRIES = ("مصر", "تونس", "روسيا", "اليمن", "فرنسا", "تركيا", "الأردن")
NATIONS = ("المصري", "التونسي", "الروسي", "اليمني", "الفرنسي", "التركي", "الأردني")
OFFICES = ("الزراعة", "الصحة", "النقل", "الدفاع", "التعليم")
BODIES = ("حركة", "شركة", "حزب", "صحيفة")
NEWS = """\
قال وزير {office} {nation} {given} {family}، إن وفدا من {body} {other} وصل إلى {country} يوم الأحد 3 مارس 2013.
وأضاف {family} في مؤتمر صحفي أن الوزير {given} {family} سيلتقي رئيس {body} {other} في مدينة {town} غدا.
وكان الرئيس {nation} قد دعا الحكومة إلى محادثات، وجاء ذلك في بيان نشرته وكالة رويترز.
وقتل خمسة أشخاص في هجوم شنه مسلحون من {body} {other} على قوات {country} قرب {town} أمس.
وأدان المتحدث باسم {body} {other} {family} {given} الهجوم، وقال: «نرفض ما حدث في {town}».
ونفى مسؤول في وزارة {office} ذلك، وأكد الوزير أن السلطات في بلاده اعتقلت {given} {other}.
"""


def word(number: int, mark: str) -> str:
    """Return a word that no table has, another one for each number and mark."""
    digits = [number // 10**place % 10 for place in range(3)]
    return mark + "".join(LETTERS[digit] for digit in digits) + "ان"


def article(parts: int) -> Document:
    """Return news about other people, bodies and towns in every part."""
    texts = [
        NEWS.format(
            office=OFFICES[n % len(OFFICES)],
            nation=NATIONS[n % len(NATIONS)],
            country=COUNTRIES[n % len(COUNTRIES)],
            body=BODIES[n % len(BODIES)],
            given=GIVEN[n % len(GIVEN)],
            family=word(n, "ك"),
            other=word(n, "ج"),
            town=word(n, "ط"),
        )
        for n in range(parts)
    ]
    return Document(id="a", text="\n\n".join(texts), published="2013-03-05")


def steps(work: Callable[[], object]) -> int:
    """Return how many instructions the interpreter carries out for some work; what C does counts as one each."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def steps_of(name: str, parts: int) -> int:
    """Return the steps of one stage for an article, once the words of it are known."""
    doc = article(parts)
    for stage in default_pipeline().stages:
        layer = stage.find(doc)
        if stage.name == name:
            assert len(layer if isinstance(layer, tuple) else layer.tokens) > parts
            return steps(partial(stage.find, doc))
        doc = doc.with_layer(stage.provides, layer, stage=stage.name, version=stage.version)
    raise AssertionError(name)


@pytest.mark.parametrize("name", ["segments", "mentions", "entities", "times", "statements", "events"])
def test_stage_is_linear_in_the_length_of_the_article(name: str) -> None:
    short = steps_of(name, 3)
    assert steps_of(name, 3 * LONGER) <= MOST * short


def test_steps_tell_a_scan_for_every_item_from_one_look_each() -> None:
    few, many = range(20), range(20 * LONGER)
    assert steps(lambda: [sum(a < b for b in many) for a in many]) > MOST * steps(
        lambda: [sum(a < b for b in few) for a in few]
    )
    assert steps(lambda: [a + 1 for a in many]) <= MOST * steps(lambda: [a + 1 for a in few])
