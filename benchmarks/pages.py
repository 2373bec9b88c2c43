"""Print, page by page, what the readers get right on saved pages: title, date, strings in and not in the text.

    python benchmarks/pages.py ../shared/data/html/html_gold

Gold is partial: a page without a gold value for a column shows `-` there; `marks` means that only the punctuation of
the title differs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from musnad.model import Document
from musnad.readers import Unread, read_bytes
from musnad.readers.titles import letters


@dataclass
class Page:
    """A saved page and what is known to be true of it."""

    path: Path
    title: str | None = None
    date: str | None = None
    inside: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def load_pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of the gold folder."""
    for name, gold in sorted(json.loads((folder / "htmldate/gold.json").read_text("utf-8")).items()):
        yield Page(folder / "htmldate" / name, date=gold["date"])
    for gold in json.loads((folder / "trafilatura/gold.json").read_text("utf-8")).values():
        path = folder / "trafilatura" / gold["file"]
        yield Page(path, gold["title"], gold["date"] or None, gold["with"], gold["without"])
    cnn = json.loads((folder / "newspaper4k/arabic_article.json").read_text("utf-8"))
    words = (folder / "newspaper4k/arabic_article.txt").read_text("utf-8")
    yield Page(folder / "newspaper4k/arabic_article.html", cnn["title"], None, words.split("\n\n"))
    cleaned = json.loads((folder / "goose3/test_cnn_arabic.json").read_text("utf-8"))["expected"]["cleaned_text"]
    yield Page(folder / "goose3/test_cnn_arabic.html", cnn["title"], None, cleaned.split("\n\n"))
    lbc = json.loads((folder / "fundus/LBCGroup.json").read_text("utf-8"))["V1"]
    inside = [p for section in lbc["body"]["sections"] for p in section["paragraphs"]]
    date = str(lbc.get("publishing_date") or "")[:10] or None
    yield Page(folder / "fundus/LBCGroup_2026_01_08.html.gz", lbc.get("title"), date, inside)
    for path in sorted((folder / "chardet").glob("*.html")):
        yield Page(path, inside=["من", "في", "على"])  # rightly decoded, any page in Arabic holds these


def read_page(path: Path) -> Document | None:
    """Return the page as a document, None when it was not read."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    reading = next(read_bytes(data, source=str(path), suffix=".html", stem=path.name.split(".")[0]))
    if isinstance(reading, Unread):
        print(reading.error, file=sys.stderr)
        return None
    return reading.document


def same(text: str | None) -> str:
    """Return a text with its runs of spaces made one."""
    return re.sub(r"\s+", " ", text or "").strip()


def judge_title(found: str | None, gold: str) -> str:
    """Return `right`, `marks` where only punctuation differs, or `WRONG`."""
    if same(found) == same(gold):
        return "right"
    return "marks" if letters(found or "") == letters(gold) else "WRONG"


def main() -> int:
    """Print the table and the misses; exit 1 when there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was read of every page")
    args = parser.parse_args()
    misses: list[str] = []
    print(f"{'page':44} {'title':7} {'date':7} {'with':7} {'without':7}")
    for page in load_pages(args.folder):
        doc = read_page(page.path) or Document(id="", text="")
        text = same(doc.text)
        name = str(page.path.relative_to(args.folder))[-43:]
        inside = [s for s in page.inside if same(s) in text]
        outside = [s for s in page.outside if same(s) not in text]
        title = "-" if page.title is None else judge_title(doc.title, page.title)
        date = "-" if page.date is None else "right" if (doc.published or "")[:10] == page.date else "WRONG"
        got = f"{len(inside)}/{len(page.inside)}" if page.inside else "-"
        left = f"{len(outside)}/{len(page.outside)}" if page.outside else "-"
        print(f"{name:44} {title:7} {date:7} {got:7} {left:7} {doc.published or '':26} {doc.published_basis or ''}")
        if title in ("marks", "WRONG"):
            misses.append(f"{name}: title {doc.title!r}, gold {page.title!r}")
        if date == "WRONG":
            misses.append(f"{name}: date {doc.published!r}, gold {page.date!r}")
        misses += [f"{name}: missing in the text: {same(s)[:90]}" for s in page.inside if s not in inside]
        misses += [f"{name}: should not be in the text: {s}" for s in page.outside if s not in outside]
        if args.show:
            print(f"    {doc.title!r} | {doc.author} | {doc.outlet} | {doc.url}\n    {doc.warnings}\n{doc.text}\n")
    print("\n".join(misses) if misses else "all right")
    return 1 if misses else 0


if __name__ == "__main__":
    raise SystemExit(main())
