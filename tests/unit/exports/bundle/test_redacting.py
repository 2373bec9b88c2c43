"""A bundle with names withheld holds them nowhere, says what is withheld, and still proves itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest

from bundle_kit import PAGE, bundle_of, contents, rows
from case_kit import add, article, new_case, simple_pipeline, ticking
from musnad.case.folder import open_case
from musnad.errors import ExportError
from musnad.exports.bundle import restore_bundle, verify_bundle
from musnad.model import Document

NAME, BAR = "لافروف", "█"


class Hiding:
    """Withholds one name, wherever it stands, letter for letter."""

    def __init__(self, case: Path, name: str = NAME, bar: str = BAR) -> None:
        self._name, self._bar = name, bar
        with open_case(case) as opened:
            query = "SELECT id FROM document WHERE instr(text, ?)"
            self._touched = {number for (number,) in opened.connection.execute(query, (name,))}

    def is_touched(self, number: int) -> bool:
        return number in self._touched

    def name(self, words: str) -> str:
        return words.replace(self._name, self._bar * len(self._name))

    def text(self, document: int, text: str) -> str:
        return self.name(text)

    def document(self, number: int, document: Document) -> Document:
        return msgspec.json.decode(self.name(msgspec.json.encode(document).decode()), type=Document)


@pytest.fixture(scope="module")
def redacted(rich: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle_of(rich, tmp_path_factory.mktemp("redacted") / "b.zip", redact=Hiding(rich))


def test_name_stands_in_no_file(bundle: Path, redacted: Path) -> None:
    there = {path for path, data in contents(bundle).items() if NAME.encode() in data}
    assert {"texts/1.txt", "claims.jsonl", "case/layers.jsonl", "case/saved_search.jsonl", "log.jsonl"} <= there
    assert {path for path, data in contents(redacted).items() if NAME.encode() in data} == set()


def test_redacted_bundle_is_well(redacted: Path, tmp_path: Path) -> None:
    assert list(verify_bundle(redacted)) == []
    (tmp_path / "verify.py").write_bytes(contents(redacted)["verify.py"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", tmp_path / "verify.py", redacted], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout[:11]) == (0, b"all is well")


def test_text_keeps_its_length_and_everything_else(bundle: Path, redacted: Path) -> None:
    before, after = (contents(one)["texts/1.txt"].decode() for one in (bundle, redacted))
    assert after == before.replace(NAME, BAR * len(NAME)) != before


def test_document_that_holds_no_name_is_as_it_was(bundle: Path, redacted: Path) -> None:
    for path in ("texts/3.txt", "annotations/3.json"):
        assert contents(bundle)[path] == contents(redacted)[path]


def test_manifest_lists_originals_that_are_withheld_by_their_hash(bundle: Path, redacted: Path) -> None:
    told = json.loads(contents(redacted)["manifest.json"])
    withheld = {one["sha256"] for one in told["withheld"] if one["what"] == "original"}
    names = {
        path[10:74] for path in contents(bundle).keys() - contents(redacted).keys() if path.startswith("originals/")
    }
    assert (told["redacted"], withheld) == (True, names)
    assert len(withheld) == 6  # the five of the seven documents that hold the name, and what nobody could read
    assert PAGE in contents(redacted).values()


def test_rows_that_hold_words_of_a_document_are_withheld_and_counted(redacted: Path) -> None:
    told = {
        one["what"]: one["rows"] for one in json.loads(contents(redacted)["manifest.json"])["withheld"] if "rows" in one
    }
    assert rows(redacted, "case/judgement.jsonl") == []
    assert [row["id"] for row in rows(redacted, "case/article_note.jsonl")] == [3]
    assert [row["name"] for row in rows(redacted, "case/saved_search.jsonl")] == ['بحث "ثان"']
    assert {"judgement": 3, "article_note": 2, "saved_search": 1}.items() <= told.items()
    assert told["claims"] == len([claim for claim in rows(redacted, "claims.jsonl") if claim.get("withheld")])
    assert told["log"] == len([line for line in rows(redacted, "log.jsonl") if line.get("withheld")])


def test_line_of_the_log_that_is_withheld_keeps_its_place_in_the_chain(redacted: Path) -> None:
    lines = rows(redacted, "log.jsonl")
    withheld = [line for line in lines if line.get("withheld")]
    assert withheld
    assert all(line.keys() == {"n", "before", "hash", "withheld"} for line in withheld)
    assert [line["before"] for line in lines[1:]] == [line["hash"] for line in lines[:-1]]


def test_article_whose_key_tells_too_much_has_another(redacted: Path) -> None:
    keys = {row["id"]: row["key"] for row in rows(redacted, "case/article.jsonl")}
    assert (keys[1], keys[3].startswith("id:")) == ("withheld:1", True)
    assert {row["source"] for row in rows(redacted, "case/sighting.jsonl") if row["document"] == 1} == {""}


def test_redacted_bundle_is_not_restored(redacted: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"it is redacted: the originals and the log.*musnad add CASE texts/"):
        restore_bundle(redacted, tmp_path / "c", clock=ticking())


@pytest.mark.parametrize(
    "form",
    [
        f"<p>{NAME}</p>",
        "<p>" + "".join(f"&#{ord(letter)};" for letter in NAME) + "</p>",
        json.dumps({"by": NAME}),
        quote(NAME),
    ],
    ids=["plain", "html", "json", "address"],
)
def test_original_that_holds_a_name_beside_its_text_is_withheld(tmp_path: Path, form: str) -> None:
    with new_case(tmp_path / "c") as case:
        named, other = article("خبر", id="a", raw=form.encode()), article("خبر آخر", id="b", raw=b"<p>other</p>")
        add(case, named, other, pipeline=simple_pipeline)
    files = contents(bundle_of(tmp_path / "c", tmp_path / "b.zip", redact=Hiding(tmp_path / "c")))
    assert [data for path, data in files.items() if path.startswith("originals/")] == [b"<p>other</p>"]
    assert b'class="none"' in files["articles/1.html"]
    assert json.loads(files["manifest.json"])["withheld"][0]["what"] == "original"


def test_redaction_that_moves_the_text_is_refused(rich: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"document 1: its redacted text has \d+ characters, not \d+"):
        bundle_of(rich, tmp_path / "b.zip", redact=Hiding(rich, bar="██"))
    assert list(tmp_path.iterdir()) == []
