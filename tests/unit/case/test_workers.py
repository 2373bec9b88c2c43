"""Worker processes: order, limits, and what one bad item costs."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from case_kit import bad_pipeline, items_begun, task_that_acts
from musnad.case.workers import Done, GivenUp, Limits, Outcome, run_in_workers
from musnad.errors import CaseError

QUICK = Limits(seconds=1.0)


def act(
    items: Iterable[Any], *, workers: int = 1, limits: Limits = QUICK, log: Path | None = None
) -> list[Outcome[Any]]:
    return list(run_in_workers(items, partial(task_that_acts, log), workers=workers, limits=limits))


def echoes(count: int) -> list[tuple[str, Any]]:
    return [("echo", number) for number in range(count)]


def young_before_collecting() -> Callable[[Any], int]:
    return lambda _: gc.get_threshold()[0]


def assert_others_are_done(outcomes: list[Outcome[Any]], given_up: int) -> GivenUp[Any]:
    culprit = outcomes[given_up]
    assert isinstance(culprit, GivenUp)
    assert [o.value for o in outcomes if isinstance(o, Done)] == list(range(len(outcomes) - 1))
    return culprit


def test_outcomes_come_in_the_order_of_items() -> None:
    items = [("sleep", 0.05 if number % 5 == 0 else 0) for number in range(40)]
    outcomes = act(items, workers=2)
    assert [outcome.item for outcome in outcomes] == items


def test_the_collector_of_a_worker_runs_seldom() -> None:
    (outcome,) = run_in_workers([0], young_before_collecting, workers=1, limits=QUICK)
    assert isinstance(outcome, Done)
    assert outcome.value > 10 * gc.get_threshold()[0]


def test_no_items_give_no_outcomes() -> None:
    assert act([]) == []


def test_items_are_taken_as_they_are_needed() -> None:
    taken = 0

    def items() -> Iterator[tuple[str, Any]]:
        nonlocal taken
        for item in echoes(1000):
            taken += 1
            yield item

    outcomes = run_in_workers(items(), task_that_acts, workers=1, limits=QUICK)
    next(outcomes)
    assert taken <= 64
    outcomes.close()  # type: ignore[attr-defined]  # a generator


def test_item_on_which_the_task_raises_is_given_up_at_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    outcomes = act([*echoes(2), ("raise", "قف"), ("echo", 2)], log=log)
    assert assert_others_are_done(outcomes, 2).reason == "ValueError: قف; please report this text"
    assert items_begun(log).count("raise") == 1


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (("leave", 7), "it stopped its reader 2 times: the process ended with status 7"),
        (("kill", None), "it stopped its reader 2 times: the process was ended by signal 9"),
        (("signal", signal.SIGTERM), "it stopped its reader 2 times: the process was ended by signal 15"),
        (("crash", None), "it stopped its reader 2 times: the process was ended by signal 11"),
        (("sleep", 60), "it stopped its reader 2 times: took longer than 1 seconds"),
        (("backtrack", 60), "it stopped its reader 2 times: took longer than 1 seconds"),
    ],
    ids=["exit", "kill", "term", "crash", "sleep", "backtrack"],
)
def test_item_that_kills_its_worker_is_tried_twice(tmp_path: Path, item: tuple[str, Any], reason: str) -> None:
    log = tmp_path / "log"
    outcomes = act([*echoes(3), item, *((w, n + 3) for n, (w, _) in enumerate(echoes(5)))], workers=2, log=log)
    assert assert_others_are_done(outcomes, 3).reason == reason
    begun = items_begun(log)
    assert begun.count(item[0]) == 2


def test_item_that_takes_too_much_memory_is_given_up() -> None:
    outcomes = act([*echoes(2), ("all-memory", None), ("echo", 2)], limits=Limits(seconds=20, megabytes=600))
    assert "Memory" in assert_others_are_done(outcomes, 2).reason


def test_memory_within_the_limit_is_given() -> None:
    assert [type(o) for o in act([("memory", 200)], limits=Limits(seconds=20, megabytes=600))] == [Done]


def test_two_bad_items_beside_each_other_are_both_given_up() -> None:
    outcomes = act([("leave", 1), ("leave", 2), *echoes(3)], workers=2)
    assert [type(outcome).__name__ for outcome in outcomes] == ["GivenUp", "GivenUp", "Done", "Done", "Done"]


def test_bad_items_alone_end_the_run() -> None:
    assert {type(outcome) for outcome in act([("leave", 3)] * 3, workers=2)} == {GivenUp}


def test_big_items_and_answers_do_not_wait_for_each_other() -> None:
    size = 6_000_000
    items = [("echo", b"a" * size), ("make", size), ("length", b"b" * size)] * 4
    outcomes = act(items, workers=2, limits=Limits(seconds=30))
    assert [len(o.value) if isinstance(o.value, bytes) else o.value for o in outcomes if isinstance(o, Done)] == [
        size
    ] * 12


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_big_items_behind_one_that_lets_nothing_else_run_do_not_stop_the_clock() -> None:
    items = [("backtrack", 60), *[("length", b"b" * 3_000_000)] * 4]
    began = time.monotonic()
    outcomes = act(items)
    assert [type(outcome).__name__ for outcome in outcomes] == ["GivenUp", "Done", "Done", "Done", "Done"]
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_that_cannot_be_started_are_told(workers: int) -> None:
    with pytest.raises(CaseError, match="no worker process can be started"):
        list(run_in_workers(echoes(3), bad_pipeline, workers=workers, limits=QUICK))


def test_full_disk_ends_the_run_and_no_item_is_blamed() -> None:
    with pytest.raises(OSError, match="No space left on device") as told:
        act([*echoes(2), ("disk-full", "raw/ab")])
    assert (told.value.errno, told.value.filename) == (28, "raw/ab")


def test_run_that_is_left_leaves_no_process(tmp_path: Path) -> None:
    outcomes = run_in_workers([*echoes(1), ("sleep", 60)], task_that_acts, workers=2, limits=Limits(seconds=90))
    next(outcomes)
    assert multiprocessing.active_children()
    outcomes.close()  # type: ignore[attr-defined]  # a generator
    assert not multiprocessing.active_children()
