"""Long work of a room: bringing in, reading again, weighing, exporting; one by one, each in a process of its own.

What comes in is what is asked for; what goes out are jobs with how far they are. The room stays quick while one runs,
shows what it has committed, and outlives its crash. What a job does is for `musnad job` (`musnad.cli.job_work`), which
tells each step as a line of JSON. An export leaves a file, which lies in a folder of the room and goes with it.
"""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import msgspec

from musnad.case.folder import now
from musnad.case.weighing import pending
from musnad.errors import CaseError
from musnad.exports.running import Lost
from musnad.web.exporting import FILE, WANTED, WantedExport
from musnad.web.room import Room
from musnad.web.uploads import Uploads

__all__ = ["FEW", "Job", "JobFile", "JobKind", "JobProblem", "JobState", "Jobs"]

JobKind = Literal["add", "reread", "weigh", "export"]
JobState = Literal["waiting", "running", "done", "failed", "cancelled"]
FEW = 200  # articles that are weighed in seconds

_MOST_WAITING = 20
_MOST_KEPT = 50
_MOST_FILES = 10
_MOST_PROBLEMS = 100
_PATIENCE = 10.0  # seconds for a cancelled process to end


class JobProblem(msgspec.Struct, frozen=True):
    """What could not be done, and why."""

    source: str
    reason: str


class JobFile(msgspec.Struct, frozen=True, kw_only=True):
    """The file that an export made, its size in bytes, and what of the articles its format could not carry."""

    name: str
    media: str
    size: int
    lost: tuple[Lost, ...] = ()


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of work and how far it is; moments are ISO 8601 in UTC.

    `stage` says what is being done, `total` how much there is of it where that is known. `result` counts what became
    of it, `reason` says why it failed. Of the problems the first hundred are kept, `more` counts the others. `export`
    is what an export was asked for, `file` what it made; the files of the ten last exports are kept.
    """

    id: int
    kind: JobKind
    what: str
    state: JobState
    asked: str
    begun: str | None = None
    ended: str | None = None
    stage: str = ""
    done: int = 0
    total: int | None = None
    problems: tuple[JobProblem, ...] = ()
    more: int = 0
    result: dict[str, int] = {}
    reason: str = ""
    export: WantedExport | None = None
    file: JobFile | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ("done", "failed", "cancelled")


class Jobs:
    """The work of one room. Close it with the room: what runs is ended, and what it has committed is kept."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._jobs: dict[int, Job] = {}
        self._uploads: dict[int, Uploads] = {}
        self._arguments: dict[int, tuple[str, ...]] = {}
        self._folders: dict[int, Path] = {}
        self._made: tempfile.TemporaryDirectory[str] | None = None
        self._waiting: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._number = 0

    def all(self) -> tuple[Job, ...]:
        """Return the jobs, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def find(self, number: int) -> Job:
        """Return a job. Raises CaseError where there is none of this number."""
        with self._lock:
            return self._found(number)

    @property
    def is_busy(self) -> bool:
        """Whether something is done or waits to be done."""
        return any(not job.is_over for job in self.all())

    def weigh_few(self) -> None:
        """Weigh what is not weighed yet where that takes seconds."""
        with self._room.reading() as case:
            number = len(pending(case.connection))
        if 0 < number <= FEW and not self._room.settings.read_only:
            self.weigh()

    def weigh(self) -> Job:
        """Ask for the claims to be brought up to date."""
        return self._ask("weigh", "", ())

    def reread(self, *, everything: bool = False) -> Job:
        """Ask for what an earlier musnad read to be read again, or everything."""
        return self._ask("reread", "", ("--all",) if everything else ())

    def add(self, uploads: Uploads) -> Job:
        """Ask for files to be brought in; they are forgotten afterwards, whatever becomes of it."""
        names = uploads.names
        what = ", ".join(names[:3]) + (f" (+{len(names) - 3})" if len(names) > 3 else "")
        try:
            return self._ask("add", what, ("--folder", str(uploads.folder)), uploads)
        except CaseError:
            uploads.forget()
            raise

    def export(self, wanted: WantedExport) -> Job:
        """Ask for an export; it only reads the case, so that a room for reading makes it too."""
        folder = Path(tempfile.mkdtemp(dir=self._exports()))
        (folder / WANTED).write_bytes(msgspec.json.encode(wanted))
        try:
            shown = msgspec.structs.replace(wanted, redact=(), reason="")  # who is blacked out is for nobody to see
            return self._ask("export", wanted.format, ("--folder", str(folder)), folder=folder, wanted=shown)
        except CaseError:
            _drop(folder)
            raise

    def file(self, number: int) -> tuple[JobFile, Path]:
        """Return the file that a job made, and where it lies. Raises CaseError where there is none."""
        with self._lock:
            job, folder = self._found(number), self._folders.get(number)
        if job.file is None or folder is None or not (folder / FILE).is_file():
            if job.kind == "export" and job.state == "done":
                raise CaseError(f"job {number}", "its file is not kept any more", "ask for it anew")
            raise CaseError(f"job {number}", "it has made no file", "see the list of the work")
        return job.file, folder / FILE

    def cancel(self, number: int) -> Job:
        """End a job; what it has committed is kept. Raises CaseError where there is none, or it is over."""
        with self._lock:
            job = self._found(number)
            if job.is_over:
                raise CaseError(f"job {number}", f"it is over ({job.state})", "ask for it anew")
            was_running = job.state == "running"
            self._jobs[number] = msgspec.structs.replace(job, state="cancelled", ended=now())
            process = self._process if was_running else None
            found = self._jobs[number]
        if process is not None:
            _end(process)
        return found

    def close(self) -> None:
        """End what runs, and take nothing more."""
        with self._lock:
            waiting = [job.id for job in self._jobs.values() if not job.is_over]
            thread = self._thread
        for number in reversed(waiting):
            with suppress(CaseError):
                self.cancel(number)
        if thread is not None:
            self._waiting.put(None)
            thread.join(_PATIENCE)
        if self._made is not None:
            self._made.cleanup()

    def _exports(self) -> str:
        """Return the folder that holds the files of exports, which only this user can see."""
        with self._lock:
            if self._made is None:
                self._made = tempfile.TemporaryDirectory(prefix="musnad-exports-", ignore_cleanup_errors=True)
            return self._made.name

    def _ask(
        self, kind: JobKind, what: str, arguments: tuple[str, ...], uploads: Uploads | None = None, *,
        folder: Path | None = None, wanted: WantedExport | None = None,
    ) -> Job:  # fmt: skip
        if self._room.settings.read_only and kind != "export":
            remedy = "start it without --read-only to change things"
            raise CaseError(self._room.name, "this room is for reading only", remedy)
        with self._lock:
            if sum(not job.is_over for job in self._jobs.values()) >= _MOST_WAITING:
                raise CaseError(self._room.name, "too much work is waiting", "wait until some of it is done")
            self._number += 1
            job = Job(id=self._number, kind=kind, what=what, state="waiting", asked=now(), export=wanted)
            self._jobs[job.id] = job
            self._arguments[job.id] = (kind, str(self._room.settings.case.absolute()), *arguments)
            if uploads is not None:
                self._uploads[job.id] = uploads
            if folder is not None:
                self._folders[job.id] = folder
            self._forget()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="room-jobs", daemon=True)
                self._thread.start()
        self._waiting.put(job.id)
        return job

    def _forget(self) -> None:
        """Forget the oldest jobs, and the files of older exports; for the one that holds the lock."""
        over = [number for number, old in self._jobs.items() if old.is_over]
        for number in over[: max(0, len(self._jobs) - _MOST_KEPT)]:
            del self._jobs[number]
        made = [number for number, job in self._jobs.items() if job.file is not None]
        for number in made[:-_MOST_FILES]:
            self._jobs[number] = msgspec.structs.replace(self._jobs[number], file=None)
        held = {number for number, job in self._jobs.items() if job.file is not None or not job.is_over}
        for number in self._folders.keys() - held:
            _drop(self._folders.pop(number))

    def _found(self, number: int) -> Job:
        if number not in self._jobs:
            raise CaseError(f"job {number}", "there is none of this number", "see the list of the work")
        return self._jobs[number]

    def _work(self) -> None:
        """The thread: run what waits, one after the other."""
        while (number := self._waiting.get()) is not None:
            try:
                self._run(number)
            except OSError as error:
                self._change(number, state="failed", ended=now(), reason=f"it cannot be begun ({error})")
            finally:
                self._arguments.pop(number, None)
                if (uploads := self._uploads.pop(number, None)) is not None:
                    uploads.forget()
                with self._lock:
                    self._forget()

    def _run(self, number: int) -> None:
        with tempfile.TemporaryFile() as errors:
            with self._lock:
                job = self._jobs.get(number)
                if job is None or job.is_over:  # ended while it waited, and perhaps forgotten since
                    return
                command = [sys.executable, "-m", "musnad", "job", *self._arguments[number]]
                self._process = process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, start_new_session=True
                )
                self._jobs[number] = msgspec.structs.replace(job, state="running", begun=now())
            failed = ""
            for line in process.stdout or ():
                failed = self._hear(number, line) or failed
            status = process.wait()
            with self._lock:
                self._process = None
            if status or failed:
                errors.seek(0)
                told = failed or _last_line(errors.read()) or f"its process ended with status {status}"
                self._change(number, state="failed", ended=now(), reason=told)
            else:
                self._change(number, state="done", ended=now())

    def _hear(self, number: int, line: bytes) -> str:
        """Note what a job tells of itself; return why it failed where it says so."""
        try:
            told: Mapping[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
            made = msgspec.convert(told["file"], JobFile) if "file" in told else None
        except msgspec.MsgspecError:
            return ""
        if "error" in told:
            return str(told["error"])
        with self._lock:
            kept = self._jobs.get(number)
        if kept is None:
            return ""
        found = [JobProblem(str(one["source"]), str(one["reason"])) for one in told.get("problems", ())]
        problems = (*kept.problems, *found)
        changes = {name: told[name] for name in ("stage", "done", "total") if name in told}
        changes["result"] = {**kept.result, **told.get("result", {})}
        changes["file"] = made or kept.file
        more = kept.more + max(0, len(problems) - _MOST_PROBLEMS)
        self._change(number, problems=problems[:_MOST_PROBLEMS], more=more, **changes)
        return ""

    def _change(self, number: int, **changes: Any) -> None:
        """Change a job that is not over."""
        with self._lock:
            job = self._jobs.get(number)
            if job is not None and not job.is_over:
                self._jobs[number] = msgspec.structs.replace(job, **changes)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it began: kindly, and for good where it does not listen."""
    _signal(process, signal.SIGTERM)
    timer = threading.Timer(_PATIENCE, _signal, (process, getattr(signal, "SIGKILL", signal.SIGTERM)))
    timer.daemon = True
    timer.start()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    if process.poll() is None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, number)
            else:
                process.terminate()


def _drop(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _last_line(told: bytes) -> str:
    lines = [line for line in told.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].removeprefix("musnad: ")[:500] if lines else ""
