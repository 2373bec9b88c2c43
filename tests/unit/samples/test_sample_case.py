"""The sample case shows what musnad is for: a chain, a bottleneck, a copy that credits nobody, a denial, a loop."""

from __future__ import annotations

import re

import pytest

from musnad.case.folder import open_case
from musnad.case.sample import make_sample_case
from musnad.case.weighing import weigh
from musnad.corpus.weighing import Weighing
from musnad.samples import sample_paths


@pytest.fixture(scope="module")
def weighing(tmp_path_factory: pytest.TempPathFactory) -> Weighing:
    folder = tmp_path_factory.mktemp("sample") / "case"
    make_sample_case(folder)
    with open_case(folder) as case:
        return weigh(case)


def test_all_pages_are_read_and_many_tell_the_same(weighing: Weighing) -> None:
    assert weighing.articles == 13
    assert len(weighing.claims) >= 8


def test_a_chain_has_three_links(weighing: Weighing) -> None:
    assert any(
        [teller.name for teller in piece.chain[1:]] == ["فايننشال تايمز", "ثلاثة مسؤولين مطلعين"]
        for told in weighing.claims
        for piece in told.claim.evidence
    )


def test_all_reports_of_the_host_pass_through_one_man(weighing: Weighing) -> None:
    told = next(told for told in weighing.claims if told.counts.outlets.value == 3 and told.counts.origins)
    assert [narrow.name for narrow in told.counts.narrowest.members] == ["برهم صالح"]
    assert told.counts.narrowest.articles == 3


def test_a_copy_credits_nobody(weighing: Weighing) -> None:
    assert any(edge.kind == "concealed" for told in weighing.claims for edge in told.graph.edges)


def test_a_denial_stands_against_the_report_of_talks(weighing: Weighing) -> None:
    against = {
        weighing.evidence[one].document
        for told in weighing.claims
        for opposition in told.against
        if opposition.kind == "denial"
        for one in (opposition.one, opposition.other)
    }
    assert {1, 5} <= against


def test_two_outlets_have_it_from_each_other(weighing: Weighing) -> None:
    assert any(len(circle.claims) == 1 for circle in weighing.circles)


def test_every_page_says_that_it_is_a_sample() -> None:
    with sample_paths() as pages:
        assert all(re.search("متخيل", page.read_text(encoding="utf-8")) for page in pages)
