"""Processes that use one case at the same time."""

from __future__ import annotations

import time
from pathlib import Path

from musnad.case.folder import SETTINGS, open_case
from musnad.case.store import read_document
from musnad.case.summary import summarise
from stores_kit import content_of, faults_of, run_musnad, start_musnad, write_articles


def test_others_read_and_verify_while_one_adds_and_a_second_adder_is_told_to_wait(tmp_path: Path) -> None:
    case = tmp_path / "c"
    adder = start_musnad("add", case, write_articles(tmp_path / "a.jsonl", 700, letters=300), "--workers", "1")
    log = case / "log.jsonl"
    while adder.poll() is None and not ((case / SETTINGS).exists() and b'"kind":"add"' in log.read_bytes()):
        time.sleep(0.01)
    second = start_musnad("add", case, tmp_path / "a.jsonl", "--workers", "0")
    checker = start_musnad("verify", case)
    counts: list[int] = []
    while adder.poll() is None:
        assert faults_of(case) == []
        with open_case(case) as reader:
            counts.append(summarise(reader.connection).documents)
            if counts[-1]:
                assert read_document(reader.connection, counts[-1]).mentions
    _, errors = adder.communicate()
    assert adder.returncode == 0, errors
    assert counts == sorted(counts) and len(set(counts)) > 2
    out, complaints = checker.communicate()
    assert checker.returncode == 0, (out, complaints)
    assert out.endswith(": all is well\n")
    _, errors = second.communicate()
    assert second.returncode == 1
    assert "another musnad is adding to it; wait until that is done, and try again" in errors
    assert "700 met: 700 passed over" in run_musnad("add", case, tmp_path / "a.jsonl", "--workers", "0")[0]


def test_of_several_who_make_one_case_at_once_one_does_and_the_others_are_told(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 20)
    makers = [start_musnad("add", tmp_path / "c", articles, "--workers", "0") for _ in range(3)]
    printed = [maker.communicate() for maker in makers]
    assert 0 in [maker.returncode for maker in makers]
    for maker, (out, errors) in zip(makers, printed, strict=True):
        assert out.startswith("20 met") if maker.returncode == 0 else "another musnad is adding to it; wait" in errors
    assert faults_of(tmp_path / "c") == []
    assert len(content_of(tmp_path / "c")["documents"]) == 20
