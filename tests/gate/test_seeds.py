"""What is read does not hang on the seed of Python's hashes, by which sets are ordered: every process reads alike."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import shared_folder

# Articles whose events once differed from process to process, and others beside them.
_ONCE_OTHER = ("BB-middleEast-746-20180717", "FR-middleEast-369-20180428")
_STEP = 1000
_PROGRAM = """
import hashlib, sys
from musnad.model.codec import encode
from musnad.pipeline import default_pipeline
from musnad.readers import read_sources
pipeline = default_pipeline()
for reading in read_sources([sys.argv[1]]):
    print(reading.document.id, hashlib.sha256(encode(pipeline(reading.document))).hexdigest())
"""


@pytest.mark.shared
@pytest.mark.slow
def test_every_process_reads_alike(tmp_path: Path) -> None:
    shared, file = shared_folder(), tmp_path / "some.jsonl"
    corpus = shared / "data" / "news" / "ant.jsonl.gz" if shared is not None else None
    if corpus is None or not corpus.is_file():
        pytest.skip("the corpora are not here: no news/ant.jsonl.gz")
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        some = [line for number, line in enumerate(lines)
                if number % _STEP == 0 or json.loads(line)["id"] in _ONCE_OTHER]  # fmt: skip
    file.write_text("".join(some), "utf-8")
    told = {read(file, seed) for seed in ("0", "1", "3")}
    assert len(told) == 1
    assert len(next(iter(told)).splitlines()) == len(some) > 40


def read(file: Path, seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": seed}
    program = [sys.executable, "-c", _PROGRAM, str(file)]
    return subprocess.run(program, env=env, capture_output=True, check=True, text=True).stdout
