"""Long work: one after the other in processes of their own, seen, ended, and outlived by the room."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from musnad.case.folder import open_case
from musnad.case.weighing import pending
from musnad.errors import CaseError, ReadError
from musnad.web.jobs import Job, Jobs
from musnad.web.room import Room, Settings
from musnad.web.uploads import Uploads, safe_name
from web_kit import csrf_of, room_over

_SECONDS = 90.0


@pytest.fixture
def jobs(folder: Path) -> Iterator[Jobs]:
    room = Room(Settings(case=folder))
    found = Jobs(room)
    yield found
    found.close()
    room.close()


def _waited(look: Callable[[], Job], *, until: Callable[[Job], bool] = lambda job: job.is_over) -> Job:
    end = time.monotonic() + _SECONDS
    while not until(job := look()):
        assert time.monotonic() < end, job
        time.sleep(0.05)
    return job


def _as_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: str) -> None:
    """Let jobs be done by a program of a few lines."""
    program = tmp_path / "job"
    program.write_text(f"#!{sys.executable}\nimport json, sys, time\n{lines}\n")
    program.chmod(0o755)
    monkeypatch.setattr("musnad.web.jobs.sys.executable", str(program))


def test_a_file_is_read_kept_and_weighed(folder: Path) -> None:
    text = "أعلن وزير الخارجية الإيراني محمد جواد ظريف أن طهران لن تتفاوض، وفق وكالة رويترز.".encode()
    with room_over(folder) as client:
        sent = {"csrf": csrf_of(client)}
        response = client.post("/work/articles", data=sent, files=[("files", ("../../خبر.txt", text, "text/plain"))])
        assert response.headers["location"] == "/work?done=begun"
        number = client.get("/api/v1/jobs").json()["jobs"][0]["id"]
        jobs: Jobs = client.app.state.jobs  # type: ignore[attr-defined]
        job = _waited(lambda: jobs.find(number))
        assert (job.state, job.what, job.result["new"]) == ("done", "خبر.txt", 1), job
        assert client.get("/api/v1/case").json()["articles"] == 6
        assert "خبر.txt" in client.get("/work").text
    with open_case(folder) as case:
        assert not pending(case.connection)
        (source,) = case.connection.execute("SELECT source FROM sighting ORDER BY id DESC LIMIT 1").fetchone()
    assert source == "خبر.txt"  # and not where it lay


def test_how_far_it_is_is_told(jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = """
print(json.dumps({"stage": "reading", "done": 3, "total": 9, "problems": [{"source": "a", "reason": "no"}]}),
      flush=True)
print("something else", flush=True)
time.sleep(60)"""
    _as_program(monkeypatch, tmp_path, lines)
    job = jobs.weigh()
    job = _waited(lambda: jobs.find(job.id), until=lambda job: job.done == 3)
    assert (job.state, job.stage, job.total, job.problems[0].reason) == ("running", "reading", 9, "no")
    assert jobs.is_busy


def test_one_is_done_at_a_time_and_one_that_waits_can_be_ended(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _as_program(monkeypatch, tmp_path, "time.sleep(60)")
    first, second = jobs.weigh(), jobs.reread()
    _waited(lambda: jobs.find(first.id), until=lambda job: job.state == "running")
    assert jobs.find(second.id).state == "waiting"
    jobs.cancel(second.id)
    jobs.cancel(first.id)
    assert [job.state for job in jobs.all()] == ["cancelled", "cancelled"]
    with pytest.raises(CaseError, match="is over"):
        jobs.cancel(first.id)
    third = jobs.weigh()  # what was ended makes way
    _waited(lambda: jobs.find(third.id), until=lambda job: job.state == "running")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [("sys.exit('musnad: no room on the disk')", "no room on the disk"), ("import os; os._exit(7)", "status 7"),
     ("print(json.dumps({'error': 'it is held'})); sys.exit(1)", "it is held")],
)  # fmt: skip
def test_a_crash_is_told_and_outlived(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: str, reason: str
) -> None:
    _as_program(monkeypatch, tmp_path, lines)
    job = jobs.weigh()
    job = _waited(lambda: jobs.find(job.id))
    assert job.state == "failed" and reason in job.reason
    assert not jobs.is_busy


def test_files_are_gone_when_the_work_is_over(jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _as_program(monkeypatch, tmp_path, "sys.exit(0)")
    uploads = Uploads()
    uploads.take("a.txt", io.BytesIO(b"x"))
    job = jobs.add(uploads)
    _waited(lambda: jobs.find(job.id))
    end = time.monotonic() + 5
    while uploads.folder.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not uploads.folder.exists()


def test_no_more_waits_than_can_be_seen(jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _as_program(monkeypatch, tmp_path, "time.sleep(60)")
    for _ in range(20):
        jobs.weigh()
    uploads = Uploads()
    with pytest.raises(CaseError, match="too much"):
        jobs.add(uploads)
    assert not uploads.folder.exists()


def test_a_few_that_are_not_weighed_are_weighed_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _as_program(monkeypatch, tmp_path, "sys.exit(0)")
    with room_over(folder, weighs=True) as client:
        assert client.get("/api/v1/jobs").json()["jobs"] == []
    with open_case(folder, writable=True) as case, case.change() as connection:
        connection.execute("UPDATE evidence SET stale = 1 WHERE document = 1")
    with room_over(folder, weighs=True) as client:
        assert client.get("/api/v1/jobs").json()["jobs"][0]["kind"] == "weigh"
    with room_over(folder, weighs=True, read_only=True) as client:
        assert client.get("/api/v1/jobs").json()["jobs"] == []


def test_the_api_takes_bytes_and_begins_work(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _as_program(monkeypatch, tmp_path, "time.sleep(60)")
    bytes_ = {"Content-Type": "application/octet-stream"}
    with room_over(folder) as client:
        made = client.post("/api/v1/jobs/articles?name=a%2Fb.html", content=b"<p>x</p>", headers=bytes_)
        assert made.status_code == 202 and made.json()["what"] == "b.html"
        assert made.headers["location"] == f"/api/v1/jobs/{made.json()['id']}"
        assert client.get(made.headers["location"]).json()["kind"] == "add"
        assert client.post("/api/v1/jobs/articles?name=a.html", content=b"", headers=bytes_).status_code == 409
        assert client.post("/api/v1/jobs/articles", content=b"x", headers=bytes_).status_code == 422
        assert client.post("/api/v1/jobs", json={"kind": "add"}).status_code == 422
        assert client.delete(made.headers["location"]).json()["state"] == "cancelled"
        assert client.delete(made.headers["location"]).status_code == 409
        assert client.delete("/api/v1/jobs/99").status_code == client.get("/api/v1/jobs/99").status_code == 404


def test_a_form_without_files_is_told_so(folder: Path) -> None:
    with room_over(folder) as client:
        csrf = csrf_of(client)
        assert client.post("/work/articles", data={"csrf": csrf}, files=[("files", ("", b""))]).status_code == 400
        empty = client.post("/work/articles", data={"csrf": csrf}, files=[("files", ("a.txt", b""))])
        assert empty.status_code == 400
        assert client.post("/work/99/cancel", data={"csrf": csrf}).status_code == 404


def test_a_page_without_scripts_renews_itself(folder: Path, client_busy: TestClient) -> None:
    page = client_busy.get("/work").text
    assert '<noscript><meta http-equiv="refresh"' in page and "<progress" in page


@pytest.fixture
def client_busy(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[TestClient]:
    _as_program(monkeypatch, tmp_path, "time.sleep(60)")
    with room_over(folder) as client:
        jobs: Jobs = client.app.state.jobs  # type: ignore[attr-defined]
        job = jobs.weigh()
        _waited(lambda: jobs.find(job.id), until=lambda job: job.state == "running")
        yield client


def test_a_folder_of_files_keeps_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.web.uploads._MOST_BYTES", 10)
    monkeypatch.setattr("musnad.web.uploads._MOST_FILES", 2)
    uploads = Uploads()
    uploads.take("a.txt", io.BytesIO(b"12345"))
    uploads.take("a.txt", io.BytesIO(b"1"))
    assert uploads.names == ["a.txt", "a-2.txt"]
    with pytest.raises(ReadError, match="more than 2"):
        uploads.take("b.txt", io.BytesIO(b"1"))
    uploads.forget()
    uploads = Uploads()
    uploads._left = 3
    with pytest.raises(ReadError, match="MB"):
        uploads.take("a.txt", io.BytesIO(b"12345"))
    uploads.forget()


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "..", "...", "", "a\x00b", "-", "--help", "\u202egpj.exe", "x" * 500 + ".html", "خ" * 300,
             "C:\\a\\b.txt", "con/../../x", "~", "a\nb.txt", "\ud800.txt"],
)  # fmt: skip
def test_no_name_is_a_path(name: str) -> None:
    found = safe_name(name)
    assert found and not set("/\\\0\n\u202e") & set(found)
    assert found[0] not in ".-" and len(found.encode("utf-8", "replace")) <= 100


def test_what_was_ended_and_forgotten_while_it_waited_stops_nothing(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _as_program(monkeypatch, tmp_path, "time.sleep(60)")
    first = jobs.weigh()
    _waited(lambda: jobs.find(first.id), until=lambda job: job.state == "running")
    for _ in range(60):
        jobs.cancel(jobs.weigh().id)
    with pytest.raises(CaseError, match="none of this number"):
        jobs.find(first.id + 1)
    jobs.cancel(first.id)
    last = jobs.weigh()
    _waited(lambda: jobs.find(last.id), until=lambda job: job.state == "running")
