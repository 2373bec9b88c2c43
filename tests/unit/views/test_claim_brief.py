"""A claim in brief: what its card shows, from claims made by hand."""

from __future__ import annotations

from claim_kit import claim_of, tell
from musnad.corpus.weighing import Weighing, weigh_claims
from musnad.model.evidence import Opposition
from musnad.views.claim_brief import ClaimBrief, brief_of


def _weighing(*chains: str, against: tuple[Opposition, ...] = ()) -> Weighing:
    claim = claim_of(*chains)
    evidence = {piece.id: piece for piece in claim.evidence}
    evidence["d1"] = tell("out9 x", 9, day="2018-05-09", id="d1")
    return weigh_claims([claim], joins=(), oppositions=against, evidence=evidence, copies={}, credits={})


def _brief(*chains: str, against: tuple[Opposition, ...] = (), text: str = "words that are told") -> ClaimBrief:
    weighing = _weighing(*chains, against=against)
    return brief_of(weighing.claims[0], weighing, lambda _: text)


def test_brief_says_who_told_it_first_and_on_whose_word() -> None:
    brief = _brief("out1 reuters bob", "out2 reuters bob")
    assert (brief.first.key, [who.key for who in brief.chain]) == ("out1", ["reuters", "bob"])
    assert [who.key for who in brief.origins] == ["bob"]


def test_brief_is_narrow_where_all_passes_through_one() -> None:
    assert _brief("out1 reuters bob", "out2 reuters bob").is_narrow
    assert not _brief("out1 bob", "out2 ann").is_narrow


def test_brief_counts_articles_outlets_origins() -> None:
    brief = _brief("out1 bob", "out2 ?army", "out2 ann")
    assert (brief.articles, brief.outlets, brief.lower, brief.upper) == (3, 2, 2, 3)


def test_brief_leads_media_to_sources_and_people_to_actors() -> None:
    brief = _brief("out1 reuters bob")
    assert [who.page for who in (brief.first, *brief.chain)] == ["source", "source", "actor"]


def test_brief_has_no_page_for_somebody_unnamed() -> None:
    assert _brief("out1 ?army").chain[0].page is None


def test_brief_gives_first_and_last_day() -> None:
    brief = _brief("out1 bob @3", "out2 bob @9", "out3 bob @-")
    assert (brief.since, brief.until) == ("2018-05-03", "2018-05-09")


def test_brief_tells_what_may_be_against_it_and_takes_nothing_off() -> None:
    brief = _brief("out1 bob", against=(Opposition(kind="denial", one="e1", other="d1", words="", chance=0.6),))
    assert [(one.kind, one.reports, one.chance) for one in brief.against] == [("denial", 1, 0.6)]
    assert brief.articles == 1


def test_brief_begins_with_a_word() -> None:
    assert _brief("out1 bob", text="، as ").words == "as"
