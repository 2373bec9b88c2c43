"""The index of words in step with the articles."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from case_support import case_of, put
from musnad.case.deleting import delete_article
from musnad.case.folder import Case
from musnad.case.indexes import Indexes
from musnad.case.search.find import find
from musnad.case.search.words import EITHER, index_terms, stem_of
from musnad.case.verifying import verify


def _held(case: Case, word: str) -> int:
    return int(
        case.connection.execute("SELECT count(*) FROM search WHERE search MATCH ?", (f'"{word}"',)).fetchone()[0]
    )


def test_index_forgets_what_is_deleted(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير", "قال السفير") as case:
        delete_article(case, 1, reason="test")
        assert (_held(case, "وزير"), _held(case, "سفير")) == (0, 1)
        assert list(Indexes(case.connection).faults()) == []
        words = b"".join(row[0] for row in case.connection.execute("SELECT block FROM search_data"))
        assert "زير".encode() not in words


def test_index_made_anew_is_the_same(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال نتنياهو", "قال نتانياهو") as case:
        before = case.connection.execute("SELECT * FROM vocabulary ORDER BY stem").fetchall()
        with case.change():
            Indexes(case.connection).rebuild()
        assert case.connection.execute("SELECT * FROM vocabulary ORDER BY stem").fetchall() == before
        assert find(case, "نتنياهو").total == 2


def test_index_of_other_stems_is_made_anew_before_it_changes(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير") as case:
        with case.change() as connection:
            connection.execute("UPDATE setting SET value = '0.0' WHERE name = 'search_index'")
        assert "version" in next(iter(Indexes(case.connection).faults()))
        put(case, "قال السفير")
        assert find(case, "قال").total == 2


def test_index_tells_what_is_missing(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير") as case:
        with case.change() as connection:
            connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        assert any("missing" in fault.what for fault in verify(case) if fault.where == "index")


def test_index_takes_a_version_in_place_of_the_last(tmp_path: Path) -> None:
    with case_of(tmp_path) as case:
        put(case, "قال الوزير", key="a")
        put(case, "قال السفير", key="a")
        put(case, "قال الوزير", key="a")  # known: the first version stays behind the second
        assert (_held(case, "وزير"), _held(case, "سفير")) == (0, 1)


@settings(max_examples=25)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["قال الوزير", "سافر السفير", "عاد 12"])), max_size=8
    )
)
def test_index_holds_the_current_versions_whatever_happens(steps: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, case_of(Path(folder)) as case:
        for key, text in steps:
            put(case, f"{text} {key}", key=key)
        assert list(Indexes(case.connection).faults()) == []


def test_words_fold_and_keep_their_places() -> None:
    text = "والوزيرُ (CNN) ١٢ _ 🙂 سـوريا"
    assert [(text[t.start : t.end], t.exact, t.written) for t in index_terms(text)] == [
        ("والوزيرُ", "والوزير", "والوزير"),
        ("CNN", "cnn", "cnn"),
        ("١٢", "12", "١٢"),
        ("سـوريا", "سوريا", "سوريا"),
    ]


def test_stems_tell_his_from_a_careless_ta_marbuta_only_where_both_may_be() -> None:
    assert stem_of("كتابه") == "كتابه" + EITHER
    assert stem_of("كتابة") == "كتابه"
    assert stem_of("القاهره") == stem_of("القاهرة")
    assert stem_of("عليه") == stem_of("علي")


@given(st.text(max_size=60))
def test_words_of_any_text_are_slices_in_order(text: str) -> None:
    at = 0
    for term in index_terms(text):
        assert at <= term.start < term.end <= len(text)
        assert term.exact and term.stem and " " not in term.stem
        at = term.end
