"""How the words of a claim change from report to report."""

from __future__ import annotations

import re
from typing import Any

from musnad.corpus.changes import Change, changes_of
from musnad.model import Span
from musnad.model.evidence import Claim, Counted, Evidence, Teller

OUTLET = Teller(key="outlet:one", name="one")
CUE = Span(90, 93)


class _Claim:
    """A claim made of texts; the words of each begin at 0."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._reports: list[Evidence] = []

    def tell(self, text: str, day: str | None, *, speaker: str = "", strength: str = "said", **fields: Any) -> _Claim:
        number = len(self._reports) + 1
        teller = Teller(key=speaker, name=speaker, cue=CUE, strength=strength)  # type: ignore[arg-type]
        self._texts[f"r{number}"] = text
        self._reports.append(
            Evidence(
                id=f"r{number}", document=number, kind="statement" if speaker else "voice", spans=(Span(0, len(text)),),
                chain=(OUTLET, teller) if speaker else (OUTLET,), published=day,
                terms=tuple(stem for _, _, stem in _words(text)), **fields,
            )
        )  # fmt: skip
        return self

    def changes(self) -> list[tuple[str, str, str, str]]:
        """Return of each change its kind, the report, its short words, and what was or became."""
        claim = Claim(id="c", evidence=tuple(self._reports))
        return [self._shown(change) for change in changes_of(claim, lambda one: _words(self._texts[one.id]))]

    def _shown(self, change: Change) -> tuple[str, str, str, str]:
        now = [self._texts[change.evidence][span.start : span.end] for span in change.at]
        then = [self._texts[change.base][span.start : span.end] for span in change.was]
        return change.kind, change.evidence, change.words, " ".join(now or then)


def _words(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m.group()) for m in re.finditer(r"\w+", text)]


def dead(low: float, high: float | None) -> tuple[Counted, ...]:
    return (Counted(span=Span(4, 6), low=low, high=high, kind="killed", persons=True),)


def test_one_who_said_it_and_now_claims_it_is_a_change() -> None:
    claim = _Claim().tell("قصف الجيش التل", "2018-05-01", speaker="army")
    claim.tell("قصف الجيش التل", "2018-05-02", speaker="army", stance="doubt")

    assert [change[:3] for change in claim.changes()] == [("telling", "r2", "said → said, doubt")]


def test_telling_is_compared_with_the_same_teller_alone() -> None:
    claim = _Claim().tell("قصف الجيش التل", "2018-05-01", speaker="army")
    claim.tell("قصف الجيش التل", "2018-05-02", speaker="villager", strength="hearsay")

    assert claim.changes() == []


def test_figure_that_became_another_is_a_change() -> None:
    claim = _Claim().tell("قتل 16 جنديا", "2018-05-01", quantities=dead(16, 16))
    claim.tell("قتل 16 جنديا", "2018-05-02", quantities=dead(16, None))
    claim.tell("قتل 16 جنديا", "2018-05-03", quantities=dead(16, 16))

    assert claim.changes() == [("figure", "r2", "16 → 16+", "16")]


def test_words_added_and_dropped_are_told_where_most_are_the_same() -> None:
    claim = _Claim().tell("قصف الجيش مستشفى المدينة مساء الجمعة", "2018-05-01")
    claim.tell("قصف الجيش مستشفى المدينة القديم فجر الجمعة", "2018-05-02")

    assert claim.changes() == [("added", "r2", "", "القديم فجر"), ("dropped", "r2", "", "مساء")]


def test_other_words_for_the_same_are_no_change() -> None:
    claim = _Claim().tell("قصف الجيش مستشفى المدينة", "2018-05-01").tell("غارة على مركز صحي", "2018-05-02")

    assert claim.changes() == []


def test_order_that_is_not_known_makes_no_change() -> None:
    text, longer = "قصف الجيش مستشفى المدينة", "قصف الجيش مستشفى المدينة القديم"
    unknown = _Claim().tell(text, None).tell(longer, "2018-05-02")
    same_day = _Claim().tell(text, "2018-05-02").tell(longer, "2018-05-02")

    assert unknown.changes() == same_day.changes() == []
    assert [change[0] for change in _Claim().tell(longer, "2018-05-02").tell(text, "2018-05-01").changes()] == ["added"]
