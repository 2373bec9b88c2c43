"""Names are looked up by keys of their words: nobody whom a comparison with all would find is missed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from musnad.lexicon.matcher import words_of
from musnad.model import EntityType, Mention
from musnad.stages.entities.draft import Draft
from musnad.stages.entities.fellows import Fellows, same_name

KINDS: tuple[EntityType, ...] = ("PER", "ORG", "LOC")
ROW_WORDS = {"actors:one": frozenset({"سامي", "كرزنيك", "بدر"}), "actors:two": frozenset({"بدر", "الهادي"})}
WORDS = ("سامي", "بدر", "كرزنيك", "كورزنيك", "كرزنك", "الهادي", "هادي", "ال", "سد", "سود")

names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
known = st.tuples(st.sampled_from(KINDS), st.sampled_from([None, *ROW_WORDS]), st.lists(names, max_size=2))


def made(drafts: list[tuple[EntityType, str | None, list[str]]]) -> Fellows:
    fellows, at = Fellows(lambda row: ROW_WORDS[row]), 0
    for kind, row, called in drafts:
        place = fellows.add(Draft(kind, at, row))
        for name in called:
            fellows.note(place, Mention(start=at, end=at + 1, type=kind, form="name", origin="test"), name)
            at += 1
    return fellows


@given(st.lists(known, max_size=6), names, st.sampled_from(KINDS))
@example([("PER", None, ["سامي كورزنيك"])], "كرزنيك", "PER")
@example([("PER", None, ["سامي"])], "سامي بدر", "PER")
@example([("PER", "actors:one", []), ("PER", None, ["…"])], "…", "PER")
def test_alike_finds_all_that_a_comparison_with_each_finds(
    drafts: list[tuple[EntityType, str | None, list[str]]], name: str, kind: EntityType
) -> None:
    words = words_of(name)
    wanted = [
        place
        for place, (other, row, called) in enumerate(drafts)
        if other == kind
        and (
            (kind == "PER" and row is not None and set(words) <= ROW_WORDS[row])
            or any(same_name(words, words_of(one), kind) for one in called)
        )
    ]
    assert made(drafts).alike(words, kind) == wanted


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        pytest.param("PER", "سامي كورزنيك", "كرزنيك", True, id="spelling"),
        pytest.param("PER", "سامي بدر", "بدر الهادي", False, id="first-and-last"),
        pytest.param("ORG", "حركة بدر الوطنية", "حركة بدر", True, id="short-form"),
        pytest.param("ORG", "حركة بدر", "حركة", False, id="head-alone"),
        pytest.param("LOC", "الهادي", "هادي", True, id="article"),
        pytest.param("LOC", "سد بدر", "سد", False, id="longer-place"),
    ],
)
def test_same_name(kind: EntityType, one: str, other: str, same: bool) -> None:
    assert same_name(words_of(one), words_of(other), kind) == same
