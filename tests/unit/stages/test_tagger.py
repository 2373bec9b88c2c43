"""The learned tagger: its decoding, its features, and that it never leaves the text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import LexiconError
from musnad.lexicon import Lexicon
from musnad.lexicon.tables import DATA
from musnad.stages.mentions.features import (
    CONTEXT_FEATURES,
    WORD_FEATURES,
    context_codes,
    context_features,
    word_features,
    word_keys,
)
from musnad.stages.mentions.knowledge import NameKnowledge
from musnad.stages.mentions.tagger import Tagger, affix_buckets, decode, group_buckets
from musnad.stages.mentions.view import Candidate, View
from support import make_doc

KNOWLEDGE = NameKnowledge(Lexicon())
NONE, PER, PER_REST, ORG, ORG_REST, LOC, LOC_REST = range(7)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(DATA / "names.npz")


def view_of(text: str) -> View:
    doc = make_doc(text)
    assert doc.segments is not None
    return View(text, doc.segments.tokens, KNOWLEDGE)


def rows(*likely: int | tuple[int, float]) -> np.ndarray:
    """Return chances in which one tag a token is likely, 0.9 unless given; the others share the rest."""
    found = np.empty((len(likely), 7), dtype=np.float32)
    for row, given_tag in zip(found, likely, strict=True):
        tag, chance = given_tag if isinstance(given_tag, tuple) else (given_tag, 0.9)
        row[:] = (1 - chance) / 6
        row[tag] = chance
    return found


@pytest.mark.parametrize(
    ("likely", "found"),
    [
        pytest.param((NONE, PER, PER_REST, NONE), [(1, 3, "PER")], id="one-name"),
        pytest.param((PER, PER, LOC, LOC_REST), [(0, 1, "PER"), (1, 2, "PER"), (2, 4, "LOC")], id="side-by-side"),
        pytest.param((ORG, (LOC_REST, 0.5), NONE), [(0, 1, "ORG")], id="rest-of-another-type-does-not-go-on"),
        pytest.param((NONE, (PER_REST, 0.6), PER_REST), [(1, 3, "PER")], id="rest-needs-a-beginning"),
        pytest.param(((NONE, 0.999), (NONE, 0.999)), [], id="surely-none"),
    ],
)
def test_decode_spells_names(likely: tuple[int, ...], found: list[tuple[int, int, str]]) -> None:
    assert list(decode(rows(*likely))) == found


def test_word_features_have_their_number() -> None:
    (key,) = word_keys(view_of("بيروت"))
    assert len(word_features(key)) == WORD_FEATURES


def test_number_is_read_by_its_kind_alone() -> None:
    one, other = word_keys(view_of("12 345"))
    assert (one.form, one.stem) == (other.form, other.stem) == ("0", "0")


def test_context_marks_proposals_and_lines() -> None:
    view = view_of("زار سمير قرنبولي\nبيروت")
    name = Candidate(1, 3, 4, 16, "PER", "name", 5, "test")
    place = Candidate(3, 4, 17, 22, "LOC", "name", 5, "test", known=("places:x",))
    found = context_features(view, [name, place], [])
    assert found.shape == (4, CONTEXT_FEATURES)
    assert found[1, 6] == found[2, 7] == 1  # beginning and rest of a person that rules propose
    assert found[3, 4] == 1  # a listed place
    assert found[:, 15].tolist() == [1, 0, 0, 1]  # lines open


def test_vector_of_unlisted_word_comes_from_its_letters(tagger: Tagger) -> None:
    near, far = tagger.vector("وقرنبولسكي"), tagger.vector("مستشفياتهما")
    word = tagger.vector("قرنبولسكي")
    assert np.dot(word, near) / np.linalg.norm(near) > np.dot(word, far) / np.linalg.norm(far)


def test_buckets_are_stable() -> None:
    assert group_buckets("دم", 1000) == group_buckets("دم", 1000)
    assert all(0 <= bucket < 64 for bucket in affix_buckets("موسكو", 64) + group_buckets("", 64))


@given(st.lists(st.sampled_from(["قال", "سمير", "في", "بيروت", ".", "«", "CNN", "12", "\n", "ـ"]), max_size=40))
def test_tag_stays_inside_the_text(words: list[str]) -> None:
    view = view_of(" ".join(words))
    if len(view):
        spans = SHARED.tag(word_keys(view), context_codes(view, [], []), [0])
        assert all(0 <= a < b <= len(view) for a, b, _ in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_long_text_is_read_in_pieces_of_sentences(tagger: Tagger) -> None:
    sentence = "زار سمير قرنبولي بيروت أمس . "
    view = view_of(sentence * 600)
    breaks = list(range(0, len(view), 6))
    spans = tagger.tag(word_keys(view), context_codes(view, [], []), breaks)
    assert sum(kind == "LOC" for *_, kind in spans) == 600


@pytest.mark.parametrize("content", [pytest.param(b"", id="empty"), pytest.param(b"PK\x03\x04 cut off", id="cut-off")])
def test_damaged_weights_are_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "names.npz"
    file.write_bytes(content)
    with pytest.raises(LexiconError, match=r"names\.npz: the weights cannot be read"):
        Tagger(file)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="install musnad again"):
        Tagger(tmp_path / "names.npz")


def test_names_joined_by_and_are_two(tagger: Tagger) -> None:
    view = view_of("التقى سيرغي لافروف وجون كيري في جنيف.")
    spans = tagger.tag(word_keys(view), context_codes(view, [], []), [0])
    assert [(a, b) for a, b, kind in spans if kind == "PER"] == [(1, 3), (3, 5)]


SHARED = Tagger(DATA / "names.npz")
