"""The picture of figures, and which figures of a claim count the same."""

from __future__ import annotations

import re

from claim_kit import tell
from musnad.corpus.claim_figures import FiguresTold, figures_told
from musnad.model import Span
from musnad.model.evidence import Counted, Evidence
from musnad.views.drawing.figures_chart import draw_figures, said


def _killed(low: float, high: float | None = None, *, kind: str = "killed") -> Counted:
    return Counted(span=Span(0, 2), low=low, high=low if high is None else high, kind=kind, persons=True)


def _told(chain: str, number: int, *counted: Counted, day: str | None = "2018-05-01") -> Evidence:
    return tell(chain, number, day=day, quantities=counted)


def _drawn(figures: FiguresTold, *, mirrored: bool = False) -> str:
    return draw_figures(
        figures, label="figures", undated="undated", mirrored=mirrored, name_of=lambda one: one.teller.name,
        number_of=lambda one: said(one.counted.low, one.counted.high), href=lambda one: f"/{one.evidence.document}",
        digits=str,
    )  # fmt: skip


def _x(svg: str) -> dict[str, float]:
    return {text: float(x) for x, text in re.findall(r'<text x="([\d.]+)"[^>]*class="value"[^>]*>([^<]+)</text>', svg)}


def test_figures_that_count_the_same_stand_together() -> None:
    reports = [_told("out1 bob", 1, _killed(10), _killed(3, kind="wounded")), _told("out2 ann", 2, _killed(12))]
    assert [[one.counted.low for one in group.told] for group in figures_told(reports)] == [[10, 12], [3]]


def test_figures_of_one_report_count_once() -> None:
    (group,) = figures_told([_told("out1 bob", 1, _killed(10), _killed(10))])
    assert len(group.told) == 1


def test_figures_that_do_not_say_what_they_count_are_left_out() -> None:
    assert not figures_told([_told("out1", 1, Counted(span=Span(0, 2), low=3, high=3))])


def test_figures_against_it_are_marked_and_make_no_row_of_their_own() -> None:
    reports, against = [_told("out1", 1, _killed(10))], [_told("out2", 2, _killed(30), _killed(7, kind="arrested"))]
    (group,) = figures_told(reports, against)
    assert [(one.counted.low, one.is_against) for one in group.told] == [(10, False), (30, True)]


def test_figures_that_differ_come_first() -> None:
    reports = [_told("out1", 1, _killed(3, kind="wounded"), _killed(10)), _told("out2", 2, _killed(12))]
    assert figures_told(reports)[0].differ


def test_time_runs_from_the_left_or_with_the_page_from_the_right() -> None:
    reports = [_told("out1", 1, _killed(10), day="2018-05-01"), _told("out2", 2, _killed(12), day="2018-05-03")]
    (group,) = figures_told(reports)
    straight, turned = _x(_drawn(group)), _x(_drawn(group, mirrored=True))
    assert straight["10"] < straight["12"]
    assert turned["10"] > turned["12"]


def test_everyone_who_gives_a_figure_has_a_row() -> None:
    (group,) = figures_told([_told("out1 bob", 1, _killed(10)), _told("out2 ann", 2, _killed(12))])
    assert {">Bob<", ">Ann<"} <= set(re.findall(r">\w+<", _drawn(group)))


def test_a_figure_told_again_is_a_dot_on_its_line() -> None:
    reports = [_told("out1 bob", n, _killed(10), day=f"2018-05-0{n}") for n in (1, 2, 3)]
    svg = _drawn(figures_told(reports)[0])
    assert svg.count("<circle") == 2
    assert 'class="lasting"' in svg


def test_every_figure_leads_to_its_words() -> None:
    svg = _drawn(figures_told([_told("out1", 7, _killed(10)), _told("out2", 9, _killed(12))])[0])
    assert 'href="/7"' in svg
    assert 'href="/9"' in svg


def test_figures_without_a_date_stand_apart() -> None:
    reports = [_told("out1", 1, _killed(10)), _told("out2", 2, _killed(12), day=None)]
    svg = _drawn(figures_told(reports)[0])
    assert ">undated<" in svg
    assert _x(svg)["12"] > _x(svg)["10"]


def test_figures_all_without_a_date_are_drawn() -> None:
    assert "undated" in _drawn(figures_told([_told("out1", 1, _killed(10), day=None)])[0])


def test_figures_on_the_last_day_of_the_calendar_are_drawn() -> None:
    reports = [_told("out1", 1, _killed(10), day="9999-12-30"), _told("out2", 2, _killed(12), day="0001-01-02")]
    assert "<svg" in _drawn(figures_told(reports)[0])
