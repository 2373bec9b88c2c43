"""What the tests of weighing a run share: stories told in many articles, runs and cases of them, and all their rows."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pyarrow import parquet

from case_kit import new_case
from musnad.case.adding import add_readings
from musnad.case.folder import Case
from musnad.case.run_folder import RunFolder
from musnad.case.weighing import claim_with, weigh_pending
from musnad.engine import run
from musnad.engine.engines.local import Here
from musnad.pipeline import Pipeline, default_pipeline
from support import shared_folder

__all__ = ["case_rows", "claims_counted", "counts_of_run", "make_run", "read_rows", "real_articles", "run_rows",
           "stories", "weighed_case"]  # fmt: skip

_STORIES = (
    (
        "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز {kind} لحماية قواعدها.",
        "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد.",
        "نفى سيرغي لافروف أن تكون روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة.",
        "سلمت روسيا سوريا منظومة صواريخ دفاعية من طراز {kind} يوم الثلاثاء بعد إسقاط طائرة استطلاع فوق البحر المتوسط.",
        "لا صحة لتسليم سوريا منظومة صواريخ دفاعية روسية، بحسب مصدر عسكري في دمشق.",
    ),
    (
        "أعلنت وزارة الصحة الأردنية تسجيل {n} إصابة بالحصبة بين تلاميذ ثلاث مدارس في إربد.",
        "ذكرت وزارة الصحة الأردنية أن {n} إصابة بالحصبة سجلت أمس بين تلاميذ في ثلاث مدارس بمدينة إربد.",
        "قال مدير مستشفى إربد إن المستشفى استقبل {n} مصابا بالحصبة من تلاميذ المدارس، بينهم {m} أطفال في حال خطرة.",
        "نفت وزارة الصحة الأردنية تسجيل إصابات بالحصبة بين تلاميذ المدارس في إربد.",
    ),
    (
        "قتل {n} شخصا وأصيب {m} آخرون في انفجار سيارة مفخخة قرب سوق شعبي وسط بغداد، بحسب مصدر في الشرطة.",
        "أفادت وكالة فرانس برس بأن {n} شخصا على الأقل قتلوا في انفجار سيارة مفخخة استهدف سوقا في بغداد.",
        "تبنى تنظيم الدولة الإسلامية تفجير السيارة المفخخة في سوق بغداد.",
        "نفى المتحدث باسم وزارة الداخلية العراقية سقوط {n} قتيلا في انفجار السوق الشعبي وسط بغداد.",
    ),
    (
        "وقع رئيس الوزراء اللبناني سعد الحريري اتفاقا مع البنك الدولي لتمويل إصلاح شبكة الكهرباء بقيمة {n} مليونا.",
        "قال سعد الحريري إن البنك الدولي سيمول إصلاح شبكة الكهرباء في لبنان بقرض قيمته {n} مليون دولار.",
        "أكد وزير الطاقة اللبناني أن قرض البنك الدولي لإصلاح شبكة الكهرباء لن يسدد قبل خمس سنوات.",
    ),
)
_FILLING = (
    "ووصل الوفد إلى المطار صباح اليوم وكان في استقباله عدد من المسؤولين والدبلوماسيين المعتمدين لدى الدولة.",
    "ويأتي ذلك في ظل توتر متصاعد تشهده المنطقة منذ أسابيع عدة بعد سلسلة من الحوادث التي لم تعرف أسبابها بعد.",
    "وأضاف أن اللجنة المشتركة ستجتمع الأسبوع المقبل لبحث ما تم التوصل إليه من نتائج في الجولة الأولى من المباحثات.",
    "ولم يصدر أي تعليق رسمي حتى الآن من الجهات المعنية على ما أوردته وسائل إعلام محلية نقلا عن شهود عيان.",
    "يذكر أن المدينة شهدت خلال العام الماضي عددا من المشاريع الكبرى التي نفذتها شركات محلية وأجنبية بتكلفة عالية.",
)
_OUTLETS = ("الشرق", "الحياة", "رويترز", "العربي الجديد", "الأخبار", "صحيفة الغد", "عمان", "البيان", "القدس")


def stories(count: int, *, seed: int = 11) -> list[dict[str, Any]]:
    """Return so many articles on a few stories, as lines of JSON have them.

    Some are copies of earlier ones, whole or edited, some newer versions of them, some the same again.
    """
    draw = random.Random(seed)
    made: list[dict[str, Any]] = []
    for number in range(count):
        what = draw.random()
        if made and what < 0.2:
            made.append(_copied(draw, number, draw.choice(made[-30:])))
        elif made and what < 0.25:
            old = draw.choice(made[-30:])
            made.append({**old, "text": old["text"] + "\n\n" + draw.choice(_FILLING)})
        elif made and what < 0.28:
            made.append(dict(draw.choice(made[-30:])))
        else:
            made.append(_told(draw, number))
    return made


def real_articles(count: int, *, since: str = "2018-10-02") -> list[dict[str, Any]]:
    """Return so many articles of consecutive days, of the news among the shared corpora."""
    folder = shared_folder()
    assert folder is not None
    with gzip.open(folder / "data" / "news" / "ant.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [line for line in map(json.loads, lines) if (line.get("published") or "") >= since]
    return sorted(found, key=lambda line: (line["published"], line["id"]))[:count]


def _told(draw: random.Random, number: int) -> dict[str, Any]:
    story = draw.choice(_STORIES)
    some = [*draw.sample(story, draw.randint(1, 3)), *draw.sample(_FILLING, draw.randint(0, 3))]
    draw.shuffle(some)
    text = "\n\n".join(
        line.format(n=draw.choice((12, 15, 30)), m=draw.choice((3, 7, 40)), kind=draw.choice(("جديد", "متطور")))
        for line in some
    )
    text = "بغداد (رويترز) - " + text if draw.random() < 0.15 else text
    title = text.split(".")[0][:40] if draw.random() < 0.7 else None
    return {"id": f"s{number}", "outlet": draw.choice(_OUTLETS), "title": title, "text": text,
            "published": f"2018-05-{1 + number // 20 % 28:02d}" if draw.random() < 0.95 else None}  # fmt: skip


def _copied(draw: random.Random, number: int, old: dict[str, Any]) -> dict[str, Any]:
    text = old["text"]
    if draw.random() < 0.6:
        words = text.split(" ")
        for _ in range(draw.randint(1, 4)):
            words[draw.randrange(len(words))] = draw.choice(("الكبير", "اليوم", "وقد", "أيضا"))
        text = " ".join(words)
    outlet = old["outlet"] if draw.random() < 0.3 else draw.choice(_OUTLETS)
    return {**old, "id": f"s{number}", "outlet": outlet, "text": text}


def make_run(folder: Path, lines: Iterable[dict[str, Any]], *, articles: int,
             pipeline: Callable[[], Pipeline] = default_pipeline) -> Path:  # fmt: skip
    """Read articles into the folder of a run, about so many in a shard."""
    source = folder / "news.jsonl"
    told = ({name: value for name, value in line.items() if value is not None} for line in lines)
    source.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in told), encoding="utf-8")
    with Here() as engine:
        run([source], folder / "run", engine=engine, articles=articles, pipeline=pipeline)
    return folder / "run"


def weighed_case(folder: Path, made: Path) -> Case:
    """Return a case with the articles of a run, weighed."""
    case = new_case(folder)
    add_readings(case, RunFolder(made).articles(), pipeline=default_pipeline, workers=0)
    report = weigh_pending(case)
    assert not report.problems
    return case


def case_rows(case: Case) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a case has of weighing and of copies; a pair stands once, the later piece first."""
    ask = case.connection.execute
    return {
        "pieces": ask("SELECT number, lower(hex(id)), form, twin, claim FROM piece ORDER BY 1").fetchall(),
        "joins": ask(
            "SELECT near.piece, other, chance FROM near JOIN piece ON number = near.piece WHERE near.piece > other "
            "AND ifnull(twin, -1) <> other ORDER BY 1, 2"
        ).fetchall(),
        "oppositions": ask(
            "SELECT piece, other, kind, value FROM opposed WHERE piece > other ORDER BY 1, 2, 3"
        ).fetchall(),
        "copies": ask("SELECT a, b, kind, words, of_a, of_b FROM copy ORDER BY 1, 2").fetchall(),
        "claims": ask("SELECT first, outlets, articles, since, until FROM claim ORDER BY 1").fetchall(),
        "evidence": ask("SELECT document, value FROM evidence ORDER BY 1").fetchall(),
    }


def run_rows(made: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the same of a run that was weighed."""
    columns = {
        "pieces": ["piece", "id", "form", "twin", "claim"], "joins": ["piece", "other", "chance"],
        "oppositions": ["piece", "other", "kind", "value"], "copies": ["a", "b", "kind", "words", "of_a", "of_b"],
        "claims": ["first", "outlets", "articles", "since", "until"],
    }  # fmt: skip
    return {name: sorted(_rows(made, name, wanted), key=lambda row: row[:3]) for name, wanted in columns.items()}


def claims_counted(case: Case, ids: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """Yield what a case counts of claims, each by itself."""
    for id in ids:
        counts = claim_with(case, id, most_joined=0)[0].counts
        numbers = ("outlets", "origins_lower", "origins_upper", "witnesses", "repeats", "unplaced", "doubting")
        layer = counts.narrowest
        yield (
            counts.claim, *(getattr(counts, name).value for name in numbers), layer.basis, layer.size, layer.most,
            [one.name for one in layer.members],
        )  # fmt: skip


def counts_of_run(made: Path) -> list[tuple[Any, ...]]:
    """Return what was counted of the claims of a run."""
    columns = ["id", "known_outlets", "origins_lower", "origins_upper", "witnesses", "repeats", "unplaced", "doubting",
               "basis", "narrowest", "most", "through"]  # fmt: skip
    return sorted(_rows(made, "claims", columns), key=lambda row: row[0])


def read_rows(made: Path, name: str, columns: list[str] | None = None) -> list[dict[str, Any]]:
    """Return the rows of a table of a run that was weighed."""
    paths = sorted((made / name).glob("*.parquet"))
    return [row for path in paths for row in parquet.read_table(path, columns=columns).to_pylist()]


def _rows(made: Path, name: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    return (tuple(row.values()) for row in read_rows(made, name, columns))
