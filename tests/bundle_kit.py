"""What the tests of bundles share: a case in which everything was done that can be, bundles, and bundles spoilt."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from msgspec import structs

from case_kit import NEWS, add, article, new_case, refusing_pipeline
from export_kit import HARD_TEXT
from musnad.case.article_notes import pick_article, take_back_article_note, write_article_note
from musnad.case.called import call
from musnad.case.claim_marks import mark
from musnad.case.deleting import delete_article
from musnad.case.folder import Case, open_case
from musnad.case.identity import merge, split
from musnad.case.judging import judge, read_corrected, take_back
from musnad.case.search.saved import mark_seen, save_search
from musnad.case.source_file import describe, rate
from musnad.case.weighing import join_claims, split_claim, take_back_decision, weigh, weigh_pending
from musnad.exports.bundle import write_bundle
from musnad.model import Span
from weighing_texts import WORDS

__all__ = ["bundle_of", "contents", "hashes", "repacked", "rich_case", "rows"]

MADE = "2026-02-02T00:00:00Z"
PAGE = "<html><body><script>alert(1)</script><h1>عنوان</h1><p>نصّ المادة</p></body></html>".encode()


def rich_case(folder: Path) -> Path:
    """Make a case with articles in several versions, gaps in the numbers, and one of everything people can do."""
    with new_case(folder, name='قضية "التجربة" <b>') as case:
        texts = tuple(WORDS.values())
        add(case, *(article(text, id=f"a{n}", locator=f"{n}", outlet=f"صحيفة {n}") for n, text in enumerate(texts)))
        add(case, article(NEWS, id="news", outlet="وكالة المثال", title="خبر", url="https://news.example/1?a=1&b=2"))
        add(case, article(NEWS + "\nتحديث.", id="news", outlet="وكالة المثال", url="https://news.example/1?a=1&b=2"))
        hard = article(
            HARD_TEXT, id="hard", title='=HYPERLINK("x")\t"عنوان"', raw=PAGE, extra=(("feed.text", "سطر\nآخر"),),
            published=None, published_basis=None,
        )  # fmt: skip
        add(case, replace(hard, media="text/html; charset=utf-8"))
        long = "\n\n".join(texts)
        add(case, *(article(long, id=f"copy{n}", locator=f"{n}", outlet=f"ناقل {n}") for n in range(2)))
        add(case, article("مادة ستُحذف عن لقاء.", id="gone"), article("مادة أخرى ستُحذف.", id="gone too"))
        add(case, article("ما لم يُقرأ.", id="bad", source="bad.txt"), pipeline=refusing_pipeline)
        _correct(case)
        weigh_pending(case)
        _decide(case)
        _write_down(case)
        for name in ("gone", "gone too"):
            (number,) = case.connection.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
            delete_article(case, number, reason="asked for")
        with case.change() as connection:
            connection.execute(
                "INSERT INTO fetched VALUES ('https://news.example/1', 'W/\"1\"', NULL, 200, ?)", (MADE,)
            )
        mark_seen(case)
        weigh_pending(case)
    return folder


def bundle_of(case: Path, out: Path, **how: Any) -> Path:
    """Write a case as a bundle and return where it is."""
    with open_case(case) as opened:
        write_bundle(opened, out, clock=lambda: MADE, **how)
    return out


def contents(bundle: Path) -> dict[str, bytes]:
    """Return the files of a bundle by their paths."""
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def hashes(bundle: Path) -> dict[str, str]:
    """Return what the manifest tells of each file."""
    return {file["path"]: file["sha256"] for file in json.loads(contents(bundle)["manifest.json"])["files"]}


def rows(bundle: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a file of lines."""
    return [json.loads(line) for line in contents(bundle)[name].split(b"\n")[:-1]]


def repacked(
    bundle: Path, out: Path, changed: Mapping[str, bytes | None], *, signed: bool = False,
    told: Callable[[dict[str, Any]], None] | None = None,
) -> Path:  # fmt: skip
    """Write a bundle anew with other files (None: without it); `signed` with a manifest that fits them, as `told` has
    changed it."""
    files = contents(bundle)
    manifest = json.loads(files["manifest.json"])
    files.update({name: data for name, data in changed.items() if data is not None})
    for name in (name for name, data in changed.items() if data is None):
        del files[name]
    if signed:
        manifest["files"] = [
            {"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in sorted(files.items()) if name != "manifest.json"
        ]  # fmt: skip
    if told is not None:
        told(manifest)
    if signed or told is not None:
        files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out


def _correct(case: Case) -> None:
    (number,) = case.connection.execute("SELECT max(id) FROM document WHERE name = 'news'").fetchone()
    doc = read_corrected(case.connection, number)
    first, *_ = doc.statements or ()
    judge(case, number, layer="statements", action="remove", target=first, reason='ليس قولا "أصلا"')
    event, *_ = read_corrected(case.connection, number).events or ()
    wrong = judge(case, number, layer="events", action="remove", target=event, reason="wrong")
    take_back(case, wrong, reason="it was right")
    second, *_ = read_corrected(case.connection, number).statements or ()
    value = structs.replace(second, stance="assert")
    judge(case, number, layer="statements", action="replace", target=second, value=value, reason="tone\tof it")


def _decide(case: Case) -> None:
    one, other, *_ = (weighed.claim for weighed in weigh(case).claims)
    mark(case, other, 2, who="مها", reason="two outlets", day="2026-01-01")
    join_claims(case, [one.id, other.id], reason="one visit")
    split_claim(case, [one.evidence[-1].id], claim=one.evidence[0].id, reason="another day")
    wrong = split_claim(case, [other.evidence[-1].id], claim=other.evidence[0].id, reason="no")
    take_back_decision(case, wrong, reason="a mistake")
    keys = [key for (key,) in case.connection.execute("SELECT key FROM term WHERE kind = 'actor' ORDER BY key LIMIT 4")]
    merge(case, keys[0], keys[1], reason="one man", who="مها")
    split(case, keys[2], keys[3], reason="two men")
    call(case, keys[0], "اسم آخر", who="مها", reason="as he signs")


def _write_down(case: Case) -> None:
    write_article_note(case, 1, "تحقّق من هذا\nفي السطر الثاني", span=Span(0, 4), who="مها")
    number = write_article_note(case, 2, "خطأ", who="علي")
    take_back_article_note(case, number, who="علي", reason="wrong article")
    pick_article(case, 3, who="علي")
    rate(case, "صحيفة 0", "B", who="مها", reason="mostly right", day="2026-01-01")
    describe(case, "صحيفة 1", side="الحكومة", reason="it says so")
    save_search(case, "بحث", "لافروف")
    save_search(case, 'بحث "ثان"', 'وزير -"سوريا"', strict=True)
