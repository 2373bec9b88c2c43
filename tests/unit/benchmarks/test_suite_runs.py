"""The suite runs from the command line, on a small corpus of our own sentences, and writes its page."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

ARTICLES = 60
WORDS = 300


def write_corpora(folder: Path) -> None:
    """Write articles of about 300 words, made of the sentences of `benchmarks/times`, as both corpora."""
    lines = (ROOT / "benchmarks" / "times" / "sentences-seen.jsonl").read_text(encoding="utf-8").splitlines()
    words = " ".join(json.loads(line)["text"] for line in lines).split()
    news = folder / "data" / "news"
    news.mkdir(parents=True)
    for corpus in ("ant", "saudinewsnet"):
        with gzip.open(news / f"{corpus}.jsonl.gz", "wt", encoding="utf-8") as out:
            for number in range(ARTICLES):
                at = 61 * number % (len(words) - WORDS)
                text = " ".join(words[at + 5 : at + WORDS])
                record = {"id": f"{corpus}-{number}", "title": " ".join(words[at : at + 5]), "text": text}
                out.write(json.dumps({**record, "published": "2018-05-10"}, ensure_ascii=False) + "\n")


@pytest.mark.slow
def test_suite_writes_its_table(tmp_path: Path) -> None:
    write_corpora(tmp_path / "shared")
    page = tmp_path / "page.md"
    page.write_text((ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8"), encoding="utf-8")
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "suite.py"),
        "dates",
        "growth",
        "--quick",
        "--write",
        str(page),
    ]
    env = {**os.environ, "MUSNAD_SHARED": str(tmp_path / "shared")}
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert done.stdout.strip() in text
    assert "its figures tell nothing" in text
    ratio = re.search(r"^\| all times of an article \| [\d.]+ ms \| [\d.]+ ms \| ([\d.]+) \[", text, re.MULTILINE)
    assert ratio is not None
    assert 0 < float(ratio[1]) < 10
    grown = re.findall(r"^\| \w[\w ]*, growth \| .*exponent (-?[\d.]+)", text, re.MULTILINE)
    assert len(grown) == 8
