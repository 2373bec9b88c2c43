"""Reading four times as much takes about four times as long, whatever the text is made of."""

from __future__ import annotations

from functools import partial

import pytest

from musnad import times
from support import done_within, grows_at_most

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
START, STEP, SLACK, TEXTS_OF_EACH = 4000, 4, 1.8, 3
LIMIT_S, BYTES = 30, 5_000_000


def filled(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("piece", [c[1] for c in TEXTS], ids=[c[0] for c in TEXTS])
def test_growth_is_linear(piece: str) -> None:
    times.find(piece, "2018-05-10")  # the tables are read once
    texts = [filled(piece, START * STEP**n) for n in range(TEXTS_OF_EACH)]
    grows_at_most(STEP * SLACK, [partial(times.find, text, "2018-05-10") for text in texts])


@pytest.mark.slow
def test_growth_five_megabytes_are_read_in_half_a_minute() -> None:
    page = "\n".join(SENTENCES) + "\n"
    copies = BYTES // len(page.encode()) + 1
    with done_within(LIMIT_S):
        found = times.find(page * copies, "2018-05-10")
    assert len(found) == copies * len(times.find(page, "2018-05-10"))
