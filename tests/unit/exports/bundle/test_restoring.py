"""A case made of a bundle is the case that the bundle was made of; nothing is made of a bundle that was changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bundle_kit import bundle_of, contents, hashes, repacked
from case_kit import add, article, content, new_case, simple_pipeline, ticking
from musnad.case.folder import open_case
from musnad.case.history import acts
from musnad.case.search.find import find
from musnad.case.summary import summarise
from musnad.case.verifying import verify
from musnad.case.weighing import list_claims
from musnad.errors import CaseError, ExportError
from musnad.exports.bundle import restore_bundle
from musnad.exports.bundle.tables import TABLES


@pytest.fixture(scope="module")
def restored(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("restored") / "c"
    restore_bundle(bundle, folder, clock=ticking())
    return folder


def log_of(case: Path) -> list[str]:
    return (case / "log.jsonl").read_text(encoding="utf-8").splitlines()


def test_bundle_of_a_restored_case_is_the_same_but_for_the_log(bundle: Path, restored: Path, tmp_path: Path) -> None:
    before, after = hashes(bundle), hashes(bundle_of(restored, tmp_path / "again.zip"))
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == {"log.jsonl"}


def test_restored_case_is_whole(restored: Path) -> None:
    with open_case(restored) as case:
        assert list(verify(case)) == []


def test_restored_case_has_the_same_rows(rich: Path, restored: Path) -> None:
    with open_case(rich) as one, open_case(restored) as other:
        assert content(one) == content(other)
        for table in TABLES:
            query = f"SELECT * FROM {table.name} WHERE {table.where} ORDER BY {table.order}"
            assert one.connection.execute(query).fetchall() == other.connection.execute(query).fetchall()


def test_restored_case_has_the_same_settings(rich: Path, restored: Path) -> None:
    assert (restored / "case.toml").read_text("utf-8") == (rich / "case.toml").read_text("utf-8")


def test_log_goes_on_with_one_entry_that_tells_of_the_restoring(bundle: Path, rich: Path, restored: Path) -> None:
    *before, last = log_of(restored)
    assert before == log_of(rich)
    told = json.loads(last)
    assert (told["kind"], told["what"]["bundle"], told["what"]["documents"]) == ("restore", bundle.name, 10)
    with open_case(restored) as case:
        assert acts(case.connection, "work", limit=1)[0].kind == "restore"


def test_what_is_made_of_the_texts_is_there_again(rich: Path, restored: Path) -> None:
    with open_case(rich) as one, open_case(restored) as other:
        before, after = ([hit.document for hit in find(case, "لافروف").hits] for case in (one, other))
        assert before == after != []
        assert list(list_claims(one).firsts) == list(list_claims(other).firsts) != []
        assert summarise(one.connection).outlets == summarise(other.connection).outlets
        for query in (
            "SELECT a, b, kind FROM copy ORDER BY 1, 2",
            "SELECT kind, key, articles FROM term ORDER BY 1, 2",
            "SELECT word, document FROM related_word ORDER BY 1, 2",
            "SELECT decision, side, piece FROM decided ORDER BY rowid",
        ):
            assert one.connection.execute(query).fetchall() == other.connection.execute(query).fetchall() != []


def test_number_of_what_was_deleted_is_not_given_again(restored: Path, tmp_path: Path) -> None:
    restore_bundle(bundle_of(restored, tmp_path / "b.zip"), tmp_path / "c", clock=ticking())
    with open_case(tmp_path / "c", writable=True) as case:
        add(case, article("خبر جديد", id="new"), pipeline=simple_pipeline)
        (number,) = case.connection.execute("SELECT id FROM document WHERE name = 'new'").fetchone()
    assert number == 13  # 11 and 12 were deleted


def test_articles_that_were_not_weighed_stay_so(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, article("قال لافروف نعم.", id="a"), pipeline=simple_pipeline)
    restore_bundle(bundle_of(tmp_path / "c", tmp_path / "b.zip"), tmp_path / "d", clock=ticking())
    with open_case(tmp_path / "d") as case:
        assert case.connection.execute("SELECT count(*) FROM evidence").fetchone() == (0,)


def test_case_without_articles_is_restored(tmp_path: Path) -> None:
    new_case(tmp_path / "c").close()
    restore_bundle(bundle_of(tmp_path / "c", tmp_path / "b.zip"), tmp_path / "d", clock=ticking())
    with open_case(tmp_path / "d") as case:
        assert list(verify(case)) == []


def test_unpacked_bundle_is_restored(bundle: Path, tmp_path: Path) -> None:
    for name, data in contents(bundle).items():
        (tmp_path / "b" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "b" / name).write_bytes(data)
    restore_bundle(tmp_path / "b", tmp_path / "c", clock=ticking())
    with open_case(tmp_path / "c") as case:
        assert summarise(case.connection).documents == 10


def test_empty_folder_is_taken(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    restore_bundle(bundle, tmp_path / "c", clock=ticking())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c"]


def test_folder_that_holds_something_is_refused(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "letter.txt").write_text("x")
    with pytest.raises(CaseError, match="the folder is not empty; choose a new or an empty folder"):
        restore_bundle(bundle, tmp_path / "c", clock=ticking())
    assert [path.name for path in (tmp_path / "c").iterdir()] == ["letter.txt"]


def test_restoring_that_was_stopped_is_told(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "c.part").mkdir()
    with pytest.raises(CaseError, match=r"c\.part: a case is being restored here.*delete this folder"):
        restore_bundle(bundle, tmp_path / "c", clock=ticking())


def row(path: str, **fields: object) -> Callable[[dict[str, bytes]], dict[str, bytes | None]]:
    """Return a change of the first row of a file."""

    def change(files: dict[str, bytes]) -> dict[str, bytes | None]:
        first, _, rest = files[path].partition(b"\n")
        return {path: json.dumps({**json.loads(first), **fields}).encode() + b"\n" + rest}

    return change


SPOILT: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes | None]], bool, str]] = {
    "altered": (lambda _: {"texts/1.txt": b"x"}, False, r"texts/1\.txt: it has 1 bytes"),
    "missing": (lambda _: {"case/note.jsonl": None}, False, r"case/note\.jsonl: it is missing"),
    "table that is gone": (lambda _: {"case/note.jsonl": None}, True, r"case/note\.jsonl: it is missing"),
    "nonsense": (lambda _: {"case/note.jsonl": b"\xff\n"}, True, r"case/note\.jsonl, line 1: it does not fit a case"),
    "column too many": (row("case/note.jsonl", x=1), True, r"case/note\.jsonl, line 1: it does not fit.*fields"),
    "odd value": (row("case/note.jsonl", field="x"), True, r"line 1: it does not fit a case \(CHECK"),
    "number of another kind": (row("case/note.jsonl", id="x"), True, r"line 1: it does not fit a case"),
    "link to nothing": (row("case/judgement.jsonl", document=99), True, r"judgement\.jsonl, line 1: it.*\(FOREIGN"),
    "article of nothing": (row("case/article.jsonl", current=99), True, r"case/article\.jsonl: row \d+ points at"),
    "text of another hash": (row("case/document.jsonl", sha256="0" * 64), True, r"line 1.*its SHA-256 is not that of"),
    "document without a text": (row("case/document.jsonl", id=77), True, r"line 1.*there is no texts/77\.txt"),
    "text by a way out": (row("case/document.jsonl", id="../x"), True, r"line 1: it does not fit a case"),
    "odd layers": (row("case/layers.jsonl", layers={"mentions": 1}), True, r"case/layers\.jsonl, line 1"),
    "odd table": (row("case/sqlite_sequence.jsonl", name="x"), True, r"sequence\.jsonl, line 1: .*no such table"),
    "original that is gone": (row("case/sighting.jsonl", raw="0" * 64), True, "the original is missing"),
    "odd list of what was weighed": (row("case/weighed.jsonl", document="x"), True, r"weighed\.jsonl, line 1: it does"),
    "blob of no digits": (row("case/decided.jsonl", id="xyz"), True, r"case/decided\.jsonl, line 1"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "signed", "told"), SPOILT.values(), ids=SPOILT)
def test_bundle_of_which_no_case_can_be_made_leaves_nothing_behind(
    bundle: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes | None]], signed: bool, told: str
) -> None:
    spoilt = repacked(bundle, tmp_path / "b.zip", change(contents(bundle)), signed=signed)
    with pytest.raises(ExportError, match=told):
        restore_bundle(spoilt, tmp_path / "c", clock=ticking())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip"]


def later(manifest: dict[str, Any]) -> None:
    manifest["case"]["schema"] = 999


def redacted(manifest: dict[str, Any]) -> None:
    manifest["redacted"] = True


@pytest.mark.parametrize(("change", "reason"), [(later, "a later musnad"), (redacted, "it is redacted")])
def test_bundle_that_cannot_be_restored_says_why(
    bundle: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    spoilt = repacked(bundle, tmp_path / "b.zip", {}, told=change)
    with pytest.raises(ExportError, match=reason):
        restore_bundle(spoilt, tmp_path / "c", clock=ticking())


def test_restoring_that_is_interrupted_leaves_nothing_behind(bundle: Path, tmp_path: Path) -> None:
    def stop(part: str, _done: int, _total: int) -> None:
        if part == "claims":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore_bundle(bundle, tmp_path / "c", progress=stop, clock=ticking())
    assert list(tmp_path.iterdir()) == []
