"""The suite of benchmarks counts, compares and shows as it says; what is timed here is made up, so that it is exact."""

from __future__ import annotations

import doctest
import math
import sys
from collections.abc import Callable, Iterator

import pytest

from support import ROOT

sys.path.append(str(ROOT / "benchmarks"))  # at the end, so that none of its modules hides one of the tests

import measuring
from measuring import compare, figure, percentile, slope, take_turns
from suite_parts import crf, engines, names, rows, running, stages, table
from suite_parts.rows import Asked, Part, Row, SkipError
from suite_parts.table import BEGIN, END, Result, put_between, render, render_table


def cost_of(action: Callable[[], object]) -> float:
    """A clock for work that returns what it costs."""
    return float(str(action()))


def test_examples_hold() -> None:
    for module in (measuring, crf):
        assert doctest.testmod(module).attempted
        assert not doctest.testmod(module).failed


def test_costs_are_of_one_piece_and_one_round() -> None:
    costs = take_turns({"a": lambda n: n, "b": lambda n: 10 * n}, [(1.0, 3.0), (5.0,)], cost_of)
    assert costs == {"a": (2.0, 5.0), "b": (20.0, 50.0)}


def test_contenders_take_turns_in_an_order_that_moves_on() -> None:
    order: list[str] = []

    def contender(name: str) -> Callable[[int], int]:
        return lambda piece: order.append(f"{name}{piece}") or 1

    take_turns({name: contender(name) for name in "abc"}, [(1, 2), (3, 4)], cost_of)
    assert order == ["a1", "b1", "c1", "b2", "c2", "a2", "c3", "a3", "b3", "a4", "b4", "c4"]


def test_a_round_without_work_is_refused() -> None:
    with pytest.raises(ValueError, match="without work"):
        take_turns({"a": lambda n: n}, [()], cost_of)


def test_ratio_is_of_rounds_and_not_of_sums() -> None:
    ratio = compare((1.0, 1.0, 100.0), (2.0, 4.0, 10.0))
    assert (ratio.median, ratio.least, ratio.most) == (0.5, 0.25, 10.0)
    assert str(ratio) == "0.500 [0.250–10.0]"


@pytest.mark.parametrize(("ours", "theirs"), [((1.0,), (1.0, 2.0)), ((), ())], ids=["unequal", "empty"])
def test_rounds_that_are_no_pairs_have_no_ratio(ours: tuple[float, ...], theirs: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="no pairs"):
        compare(ours, theirs)


@pytest.mark.parametrize("exponent", [0.0, 1.0, 2.0])
def test_exponent_of_growth(exponent: float) -> None:
    sizes = (1, 10, 100)
    assert slope(sizes, [3 * size**exponent for size in sizes]) == pytest.approx(exponent)


def test_exponent_of_the_last_step_and_of_what_was_run() -> None:
    assert slope((1, 10, 100), (1.0, 10.0, 1000.0), last=2) == pytest.approx(2)
    assert slope((1, 10, 100), (1.0, 10.0)) == pytest.approx(1)
    assert math.isnan(slope((1, 10, 100), (1.0,)))


def test_percentile_is_one_of_the_values() -> None:
    assert percentile([5, 1, 4, 2, 3], 50) == 3
    assert percentile([1.0], 95) == 1.0


def test_figures_without_a_number_are_shown_as_none() -> None:
    assert [figure(value) for value in (math.nan, math.inf, 0.0, 99.96)] == ["–", "–", "0", "100.0"]


def test_longer_articles_hold_all_words_and_none_twice() -> None:
    records = [{"id": str(n), "text": f"word{n}", "published": "2018-05-10"} for n in range(5)]
    assert [doc.text for doc in stages.joined(records, 2)] == ["word0\n\nword1", "word2\n\nword3"]
    assert len(stages.joined(records, 1)) == 5


def test_names_are_compared_by_the_words_they_touch() -> None:
    text = "زار أحمد لبنان."
    gold = ((4, 8, "PER"), (9, 14, "LOC"))
    assert names.f1([(text, gold)], lambda _: gold) == 1.0
    assert names.f1([(text, gold)], lambda _: [(5, 8, "PER"), (9, 15, "LOC")]) == 1.0
    assert names.f1([(text, gold)], lambda _: [(4, 8, "ORG")]) == 0.0
    assert names.f1([(text, gold)], lambda _: [(4, 8, "PER")]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("query", "plain"),
    [("وزير الدفاع", True), ('"وزير الدفاع"', True), ("وزير OR دفاع", False), ("وز*", False), ('"وزير', False)],
    ids=["words", "phrase", "operator", "prefix", "open"],
)
def test_queries_that_all_engines_understand(query: str, plain: bool) -> None:
    assert engines.is_plain(query) == plain


def part(measure: Callable[[Asked], Iterator[Row]]) -> Part:
    return Part("thing", "of things", ("They differ.",), measure)


def asked() -> Asked:
    return Asked(ROOT / "no such folder")


def test_rows_before_a_skip_are_kept_and_its_reason_told(capsys: pytest.CaptureFixture[str]) -> None:
    def measure(_: Asked) -> Iterator[Row]:
        yield Row("one", "1 ms", "2 ms", "0.5", "work")
        raise SkipError("no corpus; name it")

    result = running.run_part(part(measure), asked())
    assert [row.task for row in result.rows] == ["one"]
    assert (result.skipped, result.failed) == ("no corpus; name it", None)
    assert "| skipped: no corpus; name it |" in render_table([result])
    assert "thing" in capsys.readouterr().err


def test_a_fault_is_told_and_stops_no_other_part(capsys: pytest.CaptureFixture[str]) -> None:
    def measure(_: Asked) -> Iterator[Row]:
        yield Row("one")
        raise KeyError("x")

    result = running.run_part(part(measure), asked())
    assert [row.task for row in result.rows] == ["one"]
    assert (result.skipped, result.failed) == (None, "KeyError: 'x'")
    assert "KeyError" in capsys.readouterr().err


def test_missing_corpus_and_program_are_skipped_with_what_to_do() -> None:
    with pytest.raises(SkipError, match="MUSNAD_SHARED"):
        _ = asked().records
    with pytest.raises(SkipError, match="pip install no-such-program"):
        rows.need("no_such_module", "no-such-program")


def test_table_has_five_cells_a_row_whatever_stands_in_them() -> None:
    given = (Row("a | b", "1 ms", "2\nms", "0.5", "work"), Row("c"))
    lines = render_table([Result(part(lambda _: iter(())), given, skipped="why | not")]).splitlines()
    assert len(lines) == 6
    assert {line.count("|") for line in lines} == {6}
    assert "| a / b | 1 ms | 2 ms | 0.5 | work |" in lines


def test_notes_are_of_parts_that_have_rows() -> None:
    empty = Result(Part("other", "of others", ("Nothing to say.",), lambda _: iter(())), (), skipped="why")
    text = render([Result(part(lambda _: iter(())), (Row("one"),)), empty], {"machine": "a box"})
    assert "- machine: a box" in text
    assert "**thing**: They differ." in text
    assert "Nothing to say." not in text


def test_page_keeps_what_stands_around_the_table() -> None:
    page = f"# Title\n{BEGIN}\nold\n{END}\nrest\n"
    once = put_between(page, "new")
    assert once == f"# Title\n{BEGIN}\n\nnew\n\n{END}\nrest\n"
    assert put_between(once, "new") == once
    with pytest.raises(ValueError, match="put them where"):
        put_between("# Title\n", "new")


def test_page_of_the_docs_has_its_place_for_the_table() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert put_between(page, "x").startswith(page[: page.index(BEGIN)])
    assert table.HEADER[0] == "task"
