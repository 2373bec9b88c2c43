"""Things told that have a time: events of articles, and claims of a case with all that is counted of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest

from export_kit import bare_doc, hard_doc, news_doc, sample_case, sample_subject, subject_of
from musnad.corpus.timeline_choice import place
from musnad.exports.drawing.occasions import Occasion, occasions_of
from musnad.exports.subject import CaseSubject, Subject
from musnad.model import Document, Event, Span


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseSubject]:
    with sample_subject(sample_case(tmp_path_factory.mktemp("occasions"))) as subject:
        yield subject


def _occasions(
    subject: Subject, *, told: bool = True, most: int | None = None
) -> tuple[tuple[Occasion, ...], Counter[str]]:
    lost: Counter[str] = Counter()

    def lose(what: str, count: int) -> None:
        lost[what] += count

    return tuple(occasions_of(subject, lose, told=told, most=most)), lost


def _dated(*times: str | None) -> Document:
    event = Event(id="", trigger=Span(0, 3), type="ASSAULT", origin="test")
    events = [msgspec.structs.replace(event, id=f"e{n}", time=time) for n, time in enumerate(times)]
    return bare_doc("خبر", events=tuple(events))


def test_event_with_a_day_is_an_occasion_and_one_without_is_lost() -> None:
    (found,), lost = _occasions(subject_of(news_doc()))
    assert (str(found.first), str(found.last), found.precision, found.basis) == (
        "2018-05-05",
        "2018-05-05",
        "day",
        "event",
    )
    assert lost == Counter(undated=1)


def test_event_has_its_sentence_its_tellers_and_its_parties() -> None:
    doc = news_doc()
    (found,), _ = _occasions(subject_of(doc))
    assert found.words == doc.text[: doc.text.index(" وقتل")]
    assert found.tellers == ("صحيفة الغد", "الوزير سمير عون")
    assert (found.actors, found.recipients, found.place) == (("وزارة الدفاع",), ("بيروت",), "بيروت")
    assert (found.title, found.outlet, found.url) == ("عنوان", "صحيفة الغد", doc.url)


def test_article_without_metadata_has_none_of_it() -> None:
    (found,), _ = _occasions(subject_of(_dated("2018")))
    assert (found.title, found.outlet, found.url, found.tellers, found.words) == (None, None, None, (), "خبر")


def test_articles_without_layers_have_no_occasions() -> None:
    assert _occasions(subject_of(bare_doc(), hard_doc())) == ((), Counter())


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2018-05-05T15:00", "2018-05-05", "2018-05-05", "clock"),
        ("2018-05", "2018-05-01", "2018-05-31", "month"),
        ("2018", "2018-01-01", "2018-12-31", "year"),
        ("2018-W22", "2018-05-28", "2018-06-03", "week"),
        ("201", "2010-01-01", "2019-12-31", "decade"),
    ],
)
def test_days_are_as_exact_as_the_words(value: str, first: str, last: str, precision: str) -> None:
    (found,), _ = _occasions(subject_of(_dated(value)))
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)


@pytest.mark.parametrize("value", [None, "XXXX-WXX-2", "P3D", "2018-02-30"])
def test_what_names_no_day_is_undated(value: str | None) -> None:
    assert _occasions(subject_of(_dated(value))) == ((), Counter(undated=1))


def test_events_over_the_limit_are_counted() -> None:
    found, lost = _occasions(subject_of(_dated("2018", "2019", None, "2020"), _dated("2021")), most=2)
    assert [one.first.year for one in found] == [2018, 2019]
    assert lost == Counter(more=2, undated=1)


def test_claims_of_a_case_stand_where_its_timeline_has_them(case: CaseSubject) -> None:
    found, lost = _occasions(case)
    placed = {one.entry.claim: one.entry for one in case.told_in_time().placed}
    assert {one.id for one in found} == {claim for claim, entry in placed.items() if entry.days is not None}
    for one in found:
        entry = placed[one.id]
        assert (str(one.first), str(one.last), one.basis) == (entry.days.first[:10], entry.days.last[:10], entry.basis)
        text = case.text(entry.first.document)
        assert one.words == " … ".join(text[span.start : span.end] for span in entry.first.spans)
        counts = (one.counted.articles, one.counted.outlets, one.counted.against)
        assert counts == (entry.articles.value, entry.outlets.value, len(entry.against))
    assert lost["alone"] == next(case.claims()).weighing.alone


def test_claim_has_the_chain_of_its_first_report(case: CaseSubject) -> None:
    chains = {told.weighed.claim.id: told.weighed.graph.evidence[0].chain for told in case.claims()}
    found, _ = _occasions(case)
    assert {one.id: one.tellers for one in found} == {
        one.id: tuple(teller.name for teller in chains[one.id]) for one in found
    }


def test_claim_of_which_only_the_telling_is_known_can_be_left_out(case: CaseSubject) -> None:
    found, lost = _occasions(case, told=False)
    bases = [place((told.weighed,))[0].entry.basis for told in case.claims()]
    assert len(found) == sum(basis in ("event", "named") for basis in bases)
    assert lost["undated"] == sum(basis not in ("event", "named") for basis in bases)


@pytest.mark.parametrize("most", [0, 1, 3, 100])
def test_claims_over_the_limit_are_counted(case: CaseSubject, most: int) -> None:
    found, lost = _occasions(case, most=most)
    assert len(found) + lost["undated"] + lost["more"] == sum(1 for _ in case.claims())
    assert len(found) <= most


def test_claims_over_the_limit_are_counted_across_pages(monkeypatch: pytest.MonkeyPatch, case: CaseSubject) -> None:
    monkeypatch.setattr("musnad.exports.subject._CLAIMS_AT_ONCE", 2)
    every = sum(1 for _ in case.claims())
    for most in range(1, every + 1):
        found, lost = _occasions(case, most=most)
        assert len(found) + lost["undated"] + lost["more"] == every
