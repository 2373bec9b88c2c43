"""Exports in the room: asked for on the page or by the API, made beside it, taken away as a file, in any room."""

from __future__ import annotations

import io
import json
import re
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from musnad.case.choosing import Chosen, documents_of
from musnad.case.folder import open_case
from musnad.case.weighing import weigh
from musnad.cli.job_work import run_job
from musnad.errors import CaseError, ExportError, QueryError
from musnad.exports import catalogue
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject
from musnad.web.downloads import disposition
from musnad.web.exporting import FILE, WANTED, WantedExport, checked, chosen_in, file_name
from musnad.web.jobs import Job, Jobs
from musnad.web.manner import Manner as Manners
from musnad.web.rendering import environment
from musnad.web.tokens import add_token
from web_kit import csrf_of, made_case, room_over, send

_SECONDS = 90.0
_ABOUT = """
module = "{module}"
group = "{group}"
shape = "{shape}"
suffix = ".x"
of = "{of}"
media = "text/plain"
title = {{ ar = "صيغة {module}", en = "Form {module}" }}
purpose = {{ ar = "للتجربة", en = "For trial" }}
[lost]
chains = {{ ar = "سلاسل الإسناد", en = "Chains of attribution" }}
figures = {{ ar = "الأعداد", en = "Figures" }}
"""


def _write_folder(subject: Subject, out: Out, _manner: Manner) -> None:
    with out.text("a/أرقام.txt") as file:
        for article in subject.articles():
            file.write(f"{article.id}\n")
            out.wrote("articles")
            out.lose("chains", 2)


def _write_report(subject: Subject, out: Out, manner: Manner) -> None:
    with out.text() as file:
        file.write(f"{manner.claim} {manner.actor} {sum(1 for _ in subject.articles())}")
    out.wrote("reports")


@pytest.fixture
def more_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have, beside the formats of musnad, one of several files, a report, and one of the whole case."""
    about = tmp_path / "about"
    about.mkdir()
    jsonl = (catalogue.files("musnad.exports") / "about" / "jsonl.toml").read_text(encoding="utf-8")
    (about / "jsonl.toml").write_text(jsonl, encoding="utf-8")
    for name, write, group, shape, of in (
        ("several", _write_folder, "data", "folder", "both"), ("told", _write_report, "paper", "file", "one"),
        ("everything", _write_folder, "whole", "folder", "case"),
    ):  # fmt: skip
        text = _ABOUT.format(module=name, group=group, shape=shape, of=of)
        (about / f"{name}.toml").write_text(text, encoding="utf-8")
        module = ModuleType(f"musnad.exports.{name}")
        module.write = write  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(catalogue, "files", lambda _: tmp_path)
    catalogue.formats.cache_clear()
    yield
    catalogue.formats.cache_clear()


def _lost(what: str) -> str:
    return catalogue.formats()["jsonl"].lost[what].ar


def _claim(folder: Path) -> str:
    with open_case(folder) as case:
        return next(one.claim.id for one in weigh(case).claims if len(one.claim.evidence) > 1)


def _ended(client: TestClient, number: int = 1) -> Job:
    jobs: Jobs = client.app.state.jobs  # type: ignore[attr-defined]
    end = time.monotonic() + _SECONDS
    while not (job := jobs.find(number)).is_over:
        assert time.monotonic() < end, job
        time.sleep(0.05)
    return job


def _made_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: str = "") -> None:
    """Let exports be made by a program of a few lines, which has the folder of the job in `folder`."""
    made = {"name": "قضية-jsonl.jsonl", "media": "application/jsonl", "size": 3, "lost": []}
    program = tmp_path / "job"
    program.write_text(
        f"#!{sys.executable}\nimport json, pathlib, sys, time\n"
        f"folder = pathlib.Path(sys.argv[sys.argv.index('--folder') + 1])\n{lines}\n"
        f"(folder / 'file').write_bytes(b'abc')\nprint(json.dumps({{'result': {{'articles': 1}}, 'file': {made!r}}}))\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr("musnad.web.jobs.sys.executable", str(program))


# What is chosen


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, None), ({"query": "سوريا"}, {1, 2, 3}), ({"since": "2018-10-08"}, {3, 5}), ({"article": 4}, {4}),
        ({"actor": "actors:per.sergey_lavrov"}, {1, 2, 4, 5}), ({"actor": "لافروف", "until": "2018-10-07"}, {1, 2}),
        ({"about": "1", "query": "ينفي"}, {3}),
    ],
    ids=["all", "search", "days", "article", "actor", "actor and days", "story and search"],
)  # fmt: skip
def test_articles_are_chosen(folder: Path, wanted: dict[str, object], numbers: set[int] | None) -> None:
    with open_case(folder) as case:
        chosen = chosen_in(case, WantedExport(format="jsonl", **wanted))  # type: ignore[arg-type]
        found = documents_of(case, chosen)
    assert (found if found is None else set(found)) == numbers


def test_a_claim_chooses_the_articles_that_tell_it(folder: Path) -> None:
    with open_case(folder) as case:
        claim = next(one.claim for one in weigh(case).claims if len(one.claim.evidence) > 1)
        known = checked(case, WantedExport(format="jsonl", claim=claim.evidence[-1].id))
        assert known.claim == claim.id
        assert documents_of(case, chosen_in(case, known)) == tuple(sorted({one.document for one in claim.evidence}))


@pytest.mark.usefixtures("more_formats")
def test_a_report_is_about_a_claim_and_chooses_no_articles_by_it(folder: Path) -> None:
    claim = _claim(folder)
    with open_case(folder) as case:
        known = checked(case, WantedExport(format="told", claim=claim))
        assert chosen_in(case, known, catalogue.find_format("told")) == Chosen()


@pytest.mark.usefixtures("more_formats")
@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"format": "odt"}, ExportError), ({"format": "told"}, ExportError), ({"query": "قرطبة"}, QueryError),
        ({"format": "told", "claim": "00", "actor": "x"}, ExportError),
        ({"format": "told", "actor": "actors:per.sergey_lavrov", "query": "سوريا"}, ExportError),
        ({"format": "everything", "query": "سوريا"}, ExportError), ({"claim": "0123456789abcdef"}, CaseError),
        ({"actor": "لا أحد"}, CaseError), ({"article": 99}, CaseError), ({"about": "99"}, CaseError),
        ({"query": "("}, QueryError), ({"since": "2018-77"}, QueryError),
    ],
    ids=["format", "about nothing", "no article", "about two", "report of a search", "some of the case", "claim",
         "actor", "article", "story", "query", "day"],
)  # fmt: skip
def test_what_cannot_be_is_refused(folder: Path, wanted: dict[str, object], error: type[Exception]) -> None:
    with open_case(folder) as case, pytest.raises(error):
        checked(case, WantedExport(**{"format": "jsonl", **wanted}))  # type: ignore[arg-type]


# The work itself


def _worked(folder: Path, place: Path, capsys: pytest.CaptureFixture[str], **wanted: object) -> list[dict[str, object]]:
    place.mkdir()
    (place / WANTED).write_bytes(msgspec.json.encode(WantedExport(**wanted)))  # type: ignore[arg-type]
    capsys.readouterr()
    status = run_job("export", folder, folder=place, everything=False)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == (1 if "error" in lines[-1] else 0)
    return lines


@pytest.mark.usefixtures("more_formats")
def test_several_files_become_one_archive(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "place"
    lines = _worked(folder, place, capsys, format="several", query="سوريا")
    assert [line["stage"] for line in lines if "stage" in line] == ["exporting", "exporting", "packing"]
    assert lines[-1]["result"] == {"articles": 3}
    made = lines[-1]["file"]
    assert isinstance(made, dict) and (made["name"], made["media"]) == ("قضية-several.zip", "application/zip")
    assert [(one["what"], one["times"]) for one in made["lost"]] == [("chains", 6), ("figures", None)]
    assert made["size"] == (place / FILE).stat().st_size
    with zipfile.ZipFile(place / FILE) as archive:
        assert sorted(archive.namelist()) == ["قضية-several/a/أرقام.txt", "قضية-several/export.json"]
        assert archive.read("قضية-several/a/أرقام.txt") == b"1\n2\n3\n"
        note = json.loads(archive.read("قضية-several/export.json"))
    assert (note["chosen"], note["written"]) == ({"query": "سوريا"}, {"articles": 3})
    assert [path.name for path in place.iterdir()] == [FILE]


@pytest.mark.usefixtures("more_formats")
def test_the_note_says_what_was_chosen(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _worked(folder, tmp_path / "place", capsys, format="several", article=3)
    with zipfile.ZipFile(tmp_path / "place" / FILE) as archive:
        assert json.loads(archive.read("قضية-several/export.json"))["chosen"] == {"article": "3"}


@pytest.mark.usefixtures("more_formats")
def test_a_report_is_told_what_it_is_about(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _worked(folder, tmp_path / "place", capsys, format="told", actor="actors:per.sergey_lavrov")
    assert (tmp_path / "place" / FILE).read_text() == "None actors:per.sergey_lavrov 5"


def test_what_goes_wrong_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = _worked(folder, tmp_path / "place", capsys, format="odt")
    assert "there is no such format" in str(line["error"])


def _redacting(**more: object) -> dict[str, object]:
    return {"format": "jsonl", "redact": ["سيرغي لافروف"], "reason": "شاهد", **more}


def test_names_are_blacked_out_and_told_in_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made_case(tmp_path / "case").close()
    lines = _worked(tmp_path / "case", tmp_path / "place", capsys, **_redacting(redact=("سيرغي لافروف",)))
    made = (tmp_path / "place" / FILE).read_text(encoding="utf-8")
    result = lines[-1]["result"]
    assert isinstance(result, dict) and result["redacted"] > 0
    assert (result["not_met"], "لافروف" in made, "بيسكوف" in made) == (0, False, True)
    log = (tmp_path / "case" / "log.jsonl").read_text(encoding="utf-8")
    assert '"redact"' in log and "شاهد" in log and "لافروف" not in log.splitlines()[-1]


@pytest.mark.parametrize(
    ("wanted", "error"), [({"reason": ""}, ExportError), ({"redact": ("!!",)}, QueryError)], ids=["reason", "no name"]
)
def test_blacking_out_takes_a_name_and_a_reason(
    folder: Path, wanted: dict[str, object], error: type[Exception]
) -> None:
    asked = {**_redacting(redact=("سيرغي لافروف",)), **wanted}
    with open_case(folder) as case, pytest.raises(error):
        checked(case, WantedExport(**asked))  # type: ignore[arg-type]


def test_nobody_sees_who_is_blacked_out(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _made_at_once(monkeypatch, tmp_path, "assert 'لافروف' in (folder / 'wanted.json').read_text(encoding='utf-8')")
    with room_over(folder) as client:
        made = client.post("/api/v1/jobs", json={"kind": "export", **_redacting()})
        sent = send(client, "/export/begin", format="jsonl", redact="سيرغي لافروف\n", reason="شاهد")
        assert made.status_code == 202 and sent.headers["location"] == "/export?done=begun"
        assert [_ended(client, number).state for number in (1, 2)] == ["done", "done"]
        for path in ("/api/v1/jobs", "/export", "/work"):
            assert "لافروف" not in client.get(path).text


def test_whoever_may_only_read_blacks_nothing_out(folder: Path) -> None:
    with room_over(folder, read_only=True) as client:
        assert client.post("/api/v1/jobs", json={"kind": "export", **_redacting()}).status_code == 403
        assert send(client, "/export/begin", format="jsonl", redact="سيرغي لافروف", reason="شاهد").status_code == 403
        assert 'name="redact"' not in client.get("/export").text


def test_names_stay_in_the_form_while_articles_are_counted(client: TestClient) -> None:
    page = send(client, "/export/begin", format="", q="سوريا", redact="سيرغي لافروف", reason="شاهد", language="en")
    assert page.status_code == 200 and "سيرغي لافروف</textarea>" in page.text and 'value="شاهد"' in page.text


# The room


@pytest.mark.parametrize("read_only", [True, False], ids=["for reading", "for changes"])
def test_an_export_is_asked_for_made_and_taken_away(folder: Path, read_only: bool) -> None:
    before = (folder / "log.jsonl").read_bytes()
    with room_over(folder, read_only=read_only) as client:
        begun = send(client, "/export/begin", format="jsonl", q="سوريا", **{"from": "2018-10-07"})
        assert begun.status_code == 303 and begun.headers["location"].endswith("done=begun")
        job = _ended(client)
        assert (job.state, job.result, job.done, job.total) == ("done", {"articles": 3}, 3, 3), job
        page = client.get(begun.headers["location"]).text
        assert 'href="/work/1/file"' in page and 'value="سوريا"' in page and _lost("claims") in page
        assert 'href="/work/1/file"' in client.get("/work").text
        taken = client.get("/work/1/file")
        assert [json.loads(line)["number"] for line in taken.text.splitlines()] == [1, 2, 3]
        assert taken.headers["content-type"] == "application/jsonl"
        assert taken.headers["x-content-type-options"] == "nosniff"
        assert taken.headers["content-disposition"].startswith('attachment; filename="musnad-jsonl.jsonl"; filename*=')
        assert client.get("/api/v1/jobs/1/file").content == taken.content
    assert (folder / "log.jsonl").read_bytes() == before


def test_a_part_of_a_file_can_be_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _made_at_once(monkeypatch, tmp_path)
    with room_over(folder) as client:
        client.post("/api/v1/jobs", json={"kind": "export", "format": "jsonl"})
        _ended(client)
        whole = client.get("/api/v1/jobs/1/file")
        headers = {"Range": "bytes=1-", "If-Range": whole.headers["etag"]}
        part = client.get("/api/v1/jobs/1/file", headers=headers)
    assert (whole.content, part.status_code, part.content) == (b"abc", 206, b"bc")


def test_files_lie_outside_the_case_and_go_with_the_room(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _made_at_once(monkeypatch, tmp_path)
    with room_over(folder) as client:
        client.post("/api/v1/jobs", json={"kind": "export", "format": "jsonl"})
        _ended(client)
        jobs: Jobs = client.app.state.jobs  # type: ignore[attr-defined]
        _, path = jobs.file(1)
        assert path.is_file() and folder not in path.parents and path.parents[1].stat().st_mode & 0o77 == 0
    assert not path.parents[1].exists()


def test_only_the_last_files_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _made_at_once(monkeypatch, tmp_path)
    monkeypatch.setattr("musnad.web.jobs._MOST_FILES", 2)
    with room_over(folder) as client:
        for number in (1, 2, 3):
            client.post("/api/v1/jobs", json={"kind": "export", "format": "jsonl"})
            _ended(client, number)
        client.post("/api/v1/jobs", json={"kind": "export", "format": "jsonl"})
        _ended(client, 4)
        assert client.get("/api/v1/jobs/1/file").json()["error"]["reason"] == "its file is not kept any more"
        assert client.get("/api/v1/jobs/4/file").content == b"abc"
        assert "لم يعد ملفه محفوظًا" in client.get("/work").text


@pytest.mark.parametrize(
    ("lines", "state"), [("sys.exit('musnad: no room')", "failed"), ("time.sleep(60)", "cancelled")]
)  # fmt: skip
def test_what_was_not_made_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: str, state: str
) -> None:
    _made_at_once(monkeypatch, tmp_path, f"(folder / 'part').touch()\n{lines}")
    with room_over(folder, read_only=True) as client:
        client.post("/api/v1/jobs", json={"kind": "export", "format": "jsonl"})
        if state == "cancelled":
            assert client.delete("/api/v1/jobs/1").json()["state"] == "cancelled"
        assert _ended(client).state == state
        jobs: Jobs = client.app.state.jobs  # type: ignore[attr-defined]
        end = time.monotonic() + 15
        while jobs._folders and time.monotonic() < end:
            time.sleep(0.02)
        assert not jobs._folders and not list(Path(jobs._exports()).iterdir())
        assert client.get("/work/1/file").status_code == 404


def test_whoever_may_only_read_exports_and_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _made_at_once(monkeypatch, tmp_path, "time.sleep(60)")
    words, _ = add_token(folder, name="قارئ", read_only=True)
    reader = {"Authorization": f"Bearer {words}"}
    with room_over(folder, needs_token=True) as client:
        assert client.post("/api/v1/jobs", json={"kind": "weigh"}, headers=reader).status_code == 403
        assert (
            client.post("/api/v1/jobs", json={"kind": "export", "format": "jsonl"}, headers=reader).status_code == 202
        )
        jobs: Jobs = client.app.state.jobs  # type: ignore[attr-defined]
        weighing = jobs.weigh()
        assert client.delete(f"/api/v1/jobs/{weighing.id}", headers=reader).status_code == 403
        assert client.delete("/api/v1/jobs/1", headers=reader).status_code == 200
        assert client.get("/api/v1/jobs/1/file").status_code == 401
        assert client.get("/work/1/file").headers["location"].startswith("/enter")


def test_work_of_others_is_not_ended_on_a_page_for_reading(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _made_at_once(monkeypatch, tmp_path, "time.sleep(60)")
    with room_over(folder, read_only=True) as client:
        assert send(client, "/export/begin", format="jsonl").status_code == 303
        assert send(client, "/work/begin", kind="weigh").status_code == 403
        assert client.post("/export/begin", data={"format": "jsonl"}).status_code == 403  # without the form's token
        assert send(client, "/work/1/cancel").status_code == 303
        assert _ended(client).state == "cancelled"


# The page


def test_the_page_says_what_each_format_loses(client: TestClient) -> None:
    arabic, english = client.get("/export").text, client.get("/export?lang=en").text
    assert "أسطر JSON" in arabic and _lost("history") in arabic
    assert "JSON lines" in english and "Earlier versions, the saved originals" in english


@pytest.mark.usefixtures("more_formats")
def test_the_page_groups_the_formats(client: TestClient) -> None:
    page = client.get("/export?lang=en").text
    names = ("Data and tables", "Form several", "Reports to read", "Form told", "The whole case", "Form everything")
    places = [page.index(name) for name in names]
    assert (
        places == sorted(places) and "several files in one ZIP" in page and "about a claim, an actor, or days" in page
    )


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("article=4", "article 4"), ("about=1", "article 1"), ("q=سوريا", "3 articles are chosen"),
     ("actor=actors:per.sergey_lavrov", "سيرغي لافروف"), ("from=2018-10-08", 'value="2018-10-08"')],
)  # fmt: skip
def test_the_page_carries_what_was_chosen(client: TestClient, asked: str, shown: str) -> None:
    assert shown in client.get(f"/export?lang=en&{asked}").text


def test_the_page_shows_the_claim_that_was_chosen(client: TestClient, folder: Path) -> None:
    claim = _claim(folder)
    page = client.get(f"/export?claim={claim}").text
    assert f'name="claim" value="{claim}"' in page and f'href="/claims/{claim}"' in page


@pytest.mark.parametrize(
    "asked", ["q=(", "article=x", "article=99", "actor=لا أحد", "claim=zz", "from=2018-99", "about=99"]
)
def test_a_choice_that_cannot_be_is_told_on_the_page(client: TestClient, asked: str) -> None:
    response = client.get(f"/export?{asked}")
    assert response.status_code == 400 and 'role="alert"' in response.text and "أسطر JSON" in response.text


def test_a_form_that_cannot_be_keeps_its_words(client: TestClient) -> None:
    response = send(client, "/export/begin", format="jsonl", q="قرطبة")
    assert response.status_code == 400 and "لم تُختر أي مادة" in response.text and 'value="قرطبة"' in response.text
    assert "لا صيغة بهذا الاسم" in send(client, "/export/begin", format="odt").text
    assert send(client, "/export/begin", format="jsonl", q="x" * 3000).status_code == 400


def test_page_of_a_refused_form_follows_the_work_where_it_is_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _made_at_once(monkeypatch, tmp_path, "time.sleep(60)")
    with room_over(folder) as client:
        assert send(client, "/export/begin", format="jsonl").status_code == 303
        page = send(client, "/export/begin", format="odt", q="سوريا").text
        followed = re.search(r'id="jobs" [^>]*data-from="([^"]*)"', page)
        assert followed is not None and client.get(followed[1]).status_code == 200
        send(client, "/work/1/cancel")
        assert _ended(client).state == "cancelled"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("{room}/export?q=a", "/export?q=a"), ("http://other.example/export", "/"), ("", "/"),
    ],
)  # fmt: skip
def test_page_of_a_refused_form_leads_to_where_it_stood(client: TestClient, referer: str, back: str) -> None:
    fields = {"csrf": csrf_of(client), "who": "", "reason": "", "format": "odt"}
    told = referer.format(room=str(client.base_url).rstrip("/"))
    page = client.post("/export/begin", data=fields, headers={"referer": told}).text
    link = re.search(r'<a href="([^"]*)" class="permalink">', page)
    assert link is not None and link[1] == back


def test_a_name_that_no_article_has_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = json.dumps({"result": {"articles": 3, "redacted": 1, "not_met": 2}})
    _made_at_once(monkeypatch, tmp_path, f"print({told!r})")
    with room_over(folder) as client:
        send(client, "/export/begin", format="jsonl")
        assert _ended(client).state == "done"
        page = client.get("/work").text
    assert "اسمان لا يردان في أي مادة من هذا التصدير" in page and "not_met" not in page


def test_without_a_format_the_articles_are_counted(client: TestClient) -> None:
    response = send(client, "/export/begin", format="", q="سوريا", language="en")
    assert response.status_code == 303 and response.headers["location"].startswith("/export?q=")
    assert client.get("/api/v1/jobs").json()["jobs"] == []


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/", "/export"), ("/search", "/export"), ("/search?q=Lavrov", "/export?q=Lavrov"),
        ("/articles/1", "/export?article=1"), ("/actor/actors:per.sergey_lavrov", "/export?actor=actors"),
        ("/network?q=Lavrov", "/export?q=Lavrov"), ("/network?actor=actors:per.sergey_lavrov", "/export?actor=actors"),
        ("/timeline?from=2018-10-08", "/export?from=2018-10-08"), ("/map?about=1", "/export?about=1"),
        ("/claims?to=2018-10-08", "/export?to=2018-10-08"),
    ],
)  # fmt: skip
def test_pages_lead_there_with_what_they_show(client: TestClient, path: str, link: str) -> None:
    assert f'href="{link}' in client.get(path).text


def test_the_page_of_a_claim_leads_there(client: TestClient, folder: Path) -> None:
    claim = _claim(folder)
    assert f'href="/export?claim={claim}"' in client.get(f"/claims/{claim}").text


def test_whatever_a_format_says_that_it_wrote_has_words() -> None:
    sources = "\n".join(path.read_text() for path in Path(catalogue.__file__).parent.rglob("*.py"))
    written = set(re.findall(r'\bwrote\("([a-z_]+)"', sources))
    page: Any = environment(Manners(lang="ar")).get_template("work_parts.html.j2")
    assert "articles" in written and not written - page.module.results.keys()


# The API


@pytest.mark.usefixtures("more_formats")
def test_the_api_lists_the_formats(client: TestClient) -> None:
    found = client.get("/api/v1/exports").json()["formats"]
    assert [one["name"] for one in found] == ["jsonl", "several", "told", "everything"]
    assert found[1]["lost"]["chains"]["en"] == "Chains of attribution" and "module" not in found[1]


def test_the_api_gives_one_article(client: TestClient) -> None:
    response = client.get("/api/v1/articles/3/export?format=jsonl")
    (line,) = response.text.splitlines()
    assert json.loads(line)["number"] == 3 and response.headers["content-type"] == "application/jsonl"
    told = json.loads(response.headers["musnad-export"])
    assert told == {"written": {"articles": 1}, "lost": {"claims": None, "history": None}}


@pytest.mark.usefixtures("more_formats")
def test_the_api_packs_several_files_of_an_article(client: TestClient) -> None:
    response = client.get("/api/v1/articles/3/export?format=several")
    assert response.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.read("قضية-3-several/a/أرقام.txt") == b"3\n"


@pytest.mark.usefixtures("more_formats")
@pytest.mark.parametrize(
    ("path", "status"),
    [("1/export?format=odt", 400), ("1/export", 422), ("99/export?format=jsonl", 404), ("1/export?format=told", 400),
     ("1/export?format=everything", 400), ("1/export?format=jsonl&language=fr", 422)],
)  # fmt: skip
def test_the_api_says_what_is_wrong_with_an_article(client: TestClient, path: str, status: int) -> None:
    response = client.get(f"/api/v1/articles/{path}")
    assert response.status_code == status and response.json()["error"]["remedy"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"format": "odt"}, 400), ({}, 422), ({"format": "jsonl", "colour": "red"}, 422),
     ({"format": "jsonl", "q": "("}, 400), ({"format": "jsonl", "claim": "0123456789abcdef"}, 404),
     ({"format": "jsonl", "actor": "لا أحد"}, 404), ({"format": "jsonl", "from": "soon"}, 422)],
)  # fmt: skip
def test_the_api_says_what_is_wrong_with_an_export(client: TestClient, asked: dict[str, str], status: int) -> None:
    response = client.post("/api/v1/jobs", json={"kind": "export", **asked})
    assert response.status_code == status and response.json()["error"]["reason"]


def test_the_api_tells_what_was_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _made_at_once(monkeypatch, tmp_path)
    asked = {"format": "jsonl", "q": "سوريا", "from": "2018-10-07", "language": "en", "most": 5}
    with room_over(folder) as client:
        made = client.post("/api/v1/jobs", json={"kind": "export", **asked})
        assert (made.status_code, made.json()["export"]) == (202, asked)
        _ended(client)
        told = client.get(made.headers["location"]).json()
    assert (told["state"], told["file"]["size"], told["result"]) == ("done", 3, {"articles": 1})


# Names


@pytest.mark.parametrize(
    ("case", "name"),
    [("قضية", "قضية-jsonl.jsonl"), ("../../x", "x-jsonl.jsonl"), ("…", "musnad-jsonl.jsonl"),
     ('a"\n\u202eb', "a_b-jsonl.jsonl")],
)  # fmt: skip
def test_a_file_is_called_after_case_and_format(case: str, name: str) -> None:
    form = catalogue.find_format("jsonl")
    assert form is not None and file_name(case, form) == name


def test_a_name_in_other_letters_has_one_in_plain_letters_beside_it() -> None:
    told = disposition("قضية ١-jsonl.jsonl")
    assert told.isascii() and told.startswith("attachment; filename=\"musnad-jsonl.jsonl\"; filename*=UTF-8''%D9%82")


def test_the_folder_of_a_case_is_not_written_to(tmp_path: Path) -> None:
    made_case(tmp_path / "case").close()
    files = _files(tmp_path / "case")
    with room_over(tmp_path / "case", read_only=True) as client:
        csrf_of(client)
        assert send(client, "/export/begin", format="jsonl").status_code == 303
        assert _ended(client).state == "done"
    assert _files(tmp_path / "case") == files


def _files(folder: Path) -> dict[str, int]:
    """Return when each file was written last, without those that SQLite keeps for readers."""
    own = ("case.db-shm", "case.db-wal")
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.name not in own}
