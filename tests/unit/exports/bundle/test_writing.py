"""A bundle holds the whole case, the same each time, as it was at one moment."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from bundle_kit import MADE, PAGE, bundle_of, contents, rows
from case_kit import add, article, make_older, new_case, simple_pipeline
from musnad.case.deleting import delete_article
from musnad.case.folder import open_case
from musnad.case.judging import read_corrected
from musnad.errors import CaseError, ExportError
from musnad.exports.bundle import Header, write_bundle
from musnad.exports.bundle.reading import open_bundle


def manifest(bundle: Path) -> dict[str, object]:
    return dict(json.loads(contents(bundle)["manifest.json"]))


def test_manifest_tells_every_other_file_by_path(bundle: Path) -> None:
    files = contents(bundle)
    told = json.loads(files.pop("manifest.json"))["files"]
    assert told == [
        {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in sorted(files.items())
    ]


def test_manifest_tells_of_the_case_and_of_its_log(bundle: Path, rich: Path) -> None:
    told = manifest(bundle)
    last = json.loads((rich / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (told["format"], told["made"], told["redacted"]) == ("musnad.bundle/1", MADE, False)
    assert told["case"]["name"] == 'قضية "التجربة" <b>'  # type: ignore[index]  # an object of the manifest
    assert told["log"] == {"lines": last["n"], "last": last["hash"]}
    assert told["counts"]["documents"] == 10  # type: ignore[index]


def test_bundle_holds_texts_to_the_last_character(bundle: Path, rich: Path) -> None:
    files = contents(bundle)
    with open_case(rich) as case:
        texts = dict(case.connection.execute("SELECT id, text FROM document"))
    assert {name: data.decode() for name, data in files.items() if name.startswith("texts/")} == {
        f"texts/{number}.txt": text for number, text in texts.items()
    }


def test_bundle_holds_originals_under_their_hash_and_a_page_under_an_ending_that_is_not_opened(bundle: Path) -> None:
    files = contents(bundle)
    assert files[f"originals/{hashlib.sha256(PAGE).hexdigest()}.html.bin"] == PAGE
    unread = hashlib.sha256("ما لم يُقرأ.".encode()).hexdigest()
    assert files[f"originals/{unread}.bin"].decode() == "ما لم يُقرأ."


def test_annotation_is_the_document_as_people_left_it(bundle: Path, rich: Path) -> None:
    with open_case(rich) as case:
        (number,) = case.connection.execute("SELECT max(id) FROM document WHERE name = 'news'").fetchone()
        left = read_corrected(case.connection, number)
    told = json.loads(contents(bundle)[f"annotations/{number}.json"])
    assert [one["origin"] for one in told["statements"]] == [one.origin for one in left.statements or ()]
    assert (told["schema"], told["version"], told["article"]) == ("musnad.document/1", 2, 6)
    assert told["sha256"] == hashlib.sha256(left.text.encode()).hexdigest()


def test_claims_are_those_that_several_articles_tell(bundle: Path) -> None:
    assert len(rows(bundle, "claims.jsonl")) == json.loads(contents(bundle)["manifest.json"])["counts"]["claims"] > 0
    assert [claim["marks"][0]["number"] for claim in rows(bundle, "claims.jsonl") if claim["marks"]] == [2]


@pytest.mark.parametrize(
    "name",
    ["setting", "article", "document", "sighting", "quarantine", "judgement", "claim_decision", "decided", "note",
     "marked_report", "identity", "article_note", "actor_name", "saved_search", "fetched"],
)  # fmt: skip
def test_rows_of_every_table_are_in_it(bundle: Path, rich: Path, name: str) -> None:
    told = rows(bundle, f"case/{name}.jsonl")
    with open_case(rich) as case:
        where = "WHERE name = 'seen'" if name == "setting" else ""
        (count,) = case.connection.execute(f"SELECT count(*) FROM {name} {where}").fetchone()
    assert len(told) == count > 0


def test_same_case_gives_the_same_bytes(bundle: Path, rich: Path, tmp_path: Path) -> None:
    assert bundle_of(rich, tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_moment_of_making_stands_in_the_manifest_alone(bundle: Path, rich: Path, tmp_path: Path) -> None:
    with open_case(rich) as case:
        write_bundle(case, tmp_path / "later.zip", clock=lambda: "2027-01-01T00:00:00Z")
    before, after = contents(bundle), contents(tmp_path / "later.zip")
    assert {name for name in before if before[name] != after[name]} == {"manifest.json"}


def test_bundle_goes_into_a_stream(bundle: Path, rich: Path) -> None:
    stream = io.BytesIO()
    with open_case(rich) as case:
        told = write_bundle(case, stream, clock=lambda: MADE)
    assert stream.getvalue() == bundle.read_bytes()
    with open_bundle(bundle) as opened:
        assert told == Header(**{name: getattr(opened.manifest, name) for name in Header.__struct_fields__})


def test_bundle_is_written_within_a_transaction_that_is_open(bundle: Path, rich: Path, tmp_path: Path) -> None:
    with open_case(rich) as case:
        case.connection.execute("BEGIN")
        write_bundle(case, tmp_path / "b.zip", clock=lambda: MADE)
        assert case.connection.in_transaction
    assert (tmp_path / "b.zip").read_bytes() == bundle.read_bytes()


def test_bundle_is_the_case_at_one_moment(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, article("قال لافروف نعم.", id="a"), pipeline=simple_pipeline)

    def meddle(part: str, _done: int, _total: int) -> None:
        if part == "originals":
            with open_case(tmp_path / "c", writable=True) as other:
                add(other, article("قالت ميركل لا.", id="b"), pipeline=simple_pipeline)

    bundle = bundle_of(tmp_path / "c", tmp_path / "b.zip", progress=meddle)
    assert [row["name"] for row in rows(bundle, "case/document.jsonl")] == ["a"]
    assert "texts/2.txt" not in contents(bundle)


def test_article_that_is_deleted_meanwhile_is_told(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, article("قال لافروف نعم.", id="a"), article("قالت ميركل.", id="b"), pipeline=simple_pipeline)

    def meddle(part: str, done: int, _total: int) -> None:
        if part == "originals" and done == 1:
            with open_case(tmp_path / "c", writable=True) as other:
                other.connection.execute("PRAGMA busy_timeout = 0")  # its overwriting does not wait for the reader
                for number in (1, 2):
                    delete_article(other, number, reason="asked for")

    with pytest.raises(ExportError, match="an article was deleted while the bundle was written; write it again"):
        bundle_of(tmp_path / "c", tmp_path / "b.zip", progress=meddle)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c"]


def test_original_that_is_missing_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, article("قال لافروف نعم.", id="a"), pipeline=simple_pipeline)
        case.raw.remove(next(case.raw.keys()))
    with pytest.raises(CaseError, match="the original is missing"):
        bundle_of(tmp_path / "c", tmp_path / "b.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c"]


def test_case_without_articles_is_a_bundle_too(tmp_path: Path) -> None:
    new_case(tmp_path / "c").close()
    bundle = bundle_of(tmp_path / "c", tmp_path / "b.zip")
    assert {"index.html", "claims.html", "claims.jsonl", "log.jsonl"} <= contents(bundle).keys()


def test_text_that_was_not_read_has_layers_of_null(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, article("نصّ", id="a"), pipeline=simple_pipeline)
        with case.change() as connection:
            connection.execute("DELETE FROM layers")
    told = json.loads(contents(bundle_of(tmp_path / "c", tmp_path / "b.zip"))["annotations/1.json"])
    assert told["statements"] is None
    assert told["mentions"] is None


def test_case_of_an_earlier_musnad_is_refused(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        make_older(case, 6)
    with pytest.raises(CaseError, match="its tables are not brought up to date"):
        bundle_of(tmp_path / "c", tmp_path / "b.zip")


def test_progress_is_told_of_every_part(rich: Path, tmp_path: Path) -> None:
    told: dict[str, tuple[int, int]] = {}
    bundle_of(rich, tmp_path / "b.zip", progress=lambda part, done, total: told.update({part: (done, total)}))
    assert list(told) == ["originals", "documents", "claims", "rows"]
    assert all(done == total for done, total in told.values())
