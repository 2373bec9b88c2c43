"""Reading four times as much takes about four times as long, whatever the text is made of."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from musnad import times

SENTENCES = (
    "عادت القافلة مساء أمس الأربعاء إلى البلدة بعد رحلة استمرت ثلاثة أيام.",
    "وقال المدير إن الوفد يصل في 20 مايو المقبل، وإن المعرض افتتح عام 2015 ثم أغلق بعد ذلك بعامين.",
    "وزاد عدد الزوار خلال السنوات الخمس الماضية أكثر من الضعف بحسب البيان.",
    "وكان المتحف قد فتح أبوابه في 3 نيسان/أبريل 2017 (الموافق 6 رجب 1438هـ) في العاصمة.",
    "وتجتمع اللجنة كل أربعاء في الساعة العاشرة والنصف صباحا.",
    "ولم يذكر المدير سبب التأخير، لكنه شكر السكان على صبرهم.",
    "ويغلق السوق من 28 إلى 30 حزيران/يونيو، على أن يفتح مطلع الشهر التالي.",
    "وارتفع الإنتاج في الربع الثالث من العام الماضي بنسبة 12 في المئة.",
)
TEXTS = [
    ("prose", "\n".join(SENTENCES) + "\n"),
    ("digits", "12 2018 7 45 1438 3 99999 "),
    (
        "no_line_end",
        "عادت القافلة مساء أمس وقال المدير إن الوفد يصل في 20 مايو المقبل وإن المعرض افتتح عام 2015 ",
    ),
    ("months_and_slashes", "مايو/أيار/يونيو/رمضان/كانون الثاني/شباط/"),
]
START, STEP, SLACK = 4000, 4, 1.8
RUNS = (9, 5, 3)  # the shortest text is the most easily disturbed
LIMIT_S, BYTES = 30, 5_000_000


def filled(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def least_time(text: str, runs: int) -> float:
    """Return the least time of the processor that a reading takes; other programs do not count in it."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        times.find(text, "2018-05-10")
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize("piece", [c[1] for c in TEXTS], ids=[c[0] for c in TEXTS])
def test_growth_is_linear(piece: str) -> None:
    times.find(piece, "2018-05-10")  # the tables are read once
    taken = [least_time(filled(piece, START * STEP**n), runs) for n, runs in enumerate(RUNS)]
    for short, long in pairwise(taken):
        assert long / short < STEP * SLACK, taken


@pytest.mark.slow
def test_growth_five_megabytes_are_read_in_half_a_minute() -> None:
    page = "\n".join(SENTENCES) + "\n"
    copies = BYTES // len(page.encode()) + 1
    began = time.process_time()
    found = times.find(page * copies, "2018-05-10")
    assert time.process_time() - began < LIMIT_S
    assert len(found) == copies * len(times.find(page, "2018-05-10"))
