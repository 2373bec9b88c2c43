"""`musnad actors`, and `musnad read` with the user's own actors: output, messages, exit status, the stored file."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

import musnad
from musnad.cli.actor_store import Change, store_path, update_store
from musnad.cli.main import app

RUNNER = CliRunner()
NAME = "نادر فهيم صقر"
OTHER = "سالم حامد عوض"
ARTICLE = f"قال {NAME} إن اللجنة أنهت عملها. وقال سيرغي لافروف إن المحادثات مستمرة في موسكو.\n"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "actors.jsonl"
    monkeypatch.setenv("MUSNAD_ACTORS", str(path))
    return path


def actors(*words: str, status: int = 0, data: bytes | None = None) -> tuple[str, str]:
    result = RUNNER.invoke(app, ["actors", *words], input=data)
    assert result.exit_code == status, result.output
    return result.stdout, result.stderr


def csv_file(folder: Path, text: str, name: str = "list.csv", encoding: str = "utf-8") -> str:
    (folder / name).write_bytes(text.encode(encoding))
    return str(folder / name)


def ids(store: Path) -> list[str]:
    return [json.loads(line)["id"] for line in store.read_text(encoding="utf-8").splitlines()]


def entities(*options: str, article: Path) -> dict[str, str | None]:
    result = RUNNER.invoke(app, ["read", str(article), "-f", "jsonl", "--published", "2018-05-10", *options])
    assert result.exit_code == 0, result.output
    return {entity["name"]: entity["id"] for entity in json.loads(result.stdout)["entities"]}


def test_add_list_show_remove(store: Path) -> None:
    out, _ = actors("add", NAME, "--type", "per", "--alias", "صقر", "--name-en", "Nadir Saqr", "--country", "روسيا",
                    "--role", "وزير الأنهار الأطلسي [2012..2014]", "--id", "x.1", "--wikidata", "Q42")  # fmt: skip
    assert out == "x.1\n"
    assert json.loads(store.read_text(encoding="utf-8")) == {
        "id": "x.1", "type": "PER", "name": NAME, "name_en": "Nadir Saqr", "aliases": ["صقر"], "country": "RUS",
        "wikidata": "Q42", "roles": [{"phrase": "وزير الأنهار الأطلسي", "start": "2012", "end": "2014"}],
        "source": "musnad actors add",
    }  # fmt: skip
    line = f"PER RUS  \u2068{NAME}\u2069  key x.1  Nadir Saqr  (yours)\n"
    assert actors("list", "--user") == (line, "")
    shown, _ = actors("show", "صَقر")
    assert "office     \u2068وزير الأنهار الأطلسي\u2069 from 2012 to 2014" in shown
    assert "comes from \u2068musnad actors add\u2069" in shown
    assert all(line.strip()[0].isascii() for line in shown.splitlines())
    actors("remove", NAME)
    assert store.read_text(encoding="utf-8") == ""
    assert "no actor fits" in actors("list", "--user", status=1)[1]


@pytest.mark.parametrize("query", ["نادر", "نَادر فهـيم", "nadir", "SAQR", "x.1"])
def test_list_finds_parts_of_names(query: str) -> None:
    actors("add", NAME, "--type", "PER", "--name-en", "Nadir Saqr", "--id", "x.1")
    assert actors("list", query)[0].startswith(f"PER ---  \u2068{NAME}\u2069  key x.1")


def test_list_narrows_down() -> None:
    rows = [
        json.loads(line) for line in actors("list", "--country", "ru", "--type", "ORG", "-f", "jsonl")[0].splitlines()
    ]
    assert rows and {(row["country"], row["type"]) for row in rows} == {("RUS", "ORG")}
    assert "no actor fits" in actors("list", "لا أحد بهذا الاسم", status=1)[1]


def test_what_list_prints_can_be_imported(store: Path) -> None:
    lines, _ = actors("list", "lavrov", "-f", "jsonl")
    actors("import", "-", data=lines.encode())
    assert json.loads(actors("show", "per.sergey_lavrov", "-f", "jsonl")[0]) == {
        **json.loads(lines),
        "source": "standard input:1",
    }


def test_show_tells_what_a_row_goes_over() -> None:
    actors("add", "سيرغي لافروف", "--type", "PER", "--id", "x.1")
    shown, _ = actors("show", "per.sergey_lavrov")
    assert shown.startswith("PER x.1\n") and "goes over  per.sergey_lavrov, which ships with musnad" in shown
    assert "in English Sergey Lavrov" in shown


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["show", "لا أحد"], 1),
        (["remove", "per.sergey_lavrov"], 1),
        (["add", NAME], 2),
        (["add", NAME, "--type", "LOC"], 2),
        (["add", "--", "-"], 2),
        (["add", NAME, "--type", "PER", "--role", "وزير [2012]"], 2),
        (["add", NAME, "--type", "PER", "--country", "XQ"], 2),
        (["add", "ب", "--type", "PER"], 2),
        (["list", "--country", "XQ"], 2),
        (["check"], 2),
        (["check", "no-such-file.csv"], 2),
        (["import", "no-such-file.csv"], 2),
        (["nonsense"], 2),
    ],
    ids=["show", "remove", "no_type", "place", "no_name", "dates", "country", "short", "list_country", "no_file",
         "check_missing", "import_missing", "command"],
)  # fmt: skip
def test_what_cannot_be_done_is_told(store: Path, words: list[str], status: int) -> None:
    out, error = actors(*words, status=status)
    assert out == "" and error and not store.exists()


def test_add_refuses_an_id_that_is_there(store: Path) -> None:
    actors("add", NAME, "--type", "PER")
    before = store.read_bytes()
    _, error = actors("add", f"{NAME}", "--type", "PER", "--alias", "صقر", status=1)
    assert "is in the list already; remove it first" in error and store.read_bytes() == before


def test_import_merges_and_names_bad_rows(tmp_path: Path, store: Path) -> None:
    actors("add", OTHER, "--type", "PER", "--id", "b")
    path = csv_file(tmp_path, f"id,type,name\na,PER,{NAME}\n,XXX,y\nb,ORG,شركة النخيل\n")
    out, error = actors("import", path, status=1)
    assert out == "" and f"{path}:3: the row is left out" in error and "1 added, 1 updated" in error
    assert ids(store) == ["b", "a"]
    assert json.loads(store.read_text(encoding="utf-8").splitlines()[0])["source"] == f"{path}:4"
    before = store.read_bytes()
    actors("import", path, status=1)
    assert store.read_bytes() == before


def test_import_dry_run_writes_nothing(tmp_path: Path, store: Path) -> None:
    out, error = actors("import", "--dry-run", csv_file(tmp_path, f"type,name\nPER,{NAME}\n"))
    assert json.loads(out)["name"] == NAME and "nothing was written" in error and not store.exists()


def test_import_leaves_out_an_office_that_a_stored_row_holds(tmp_path: Path, store: Path) -> None:
    actors("add", NAME, "--type", "PER", "--role", "وزير الأنهار الأطلسي [2012..2016]")
    path = csv_file(tmp_path, f"type,name,roles\nPER,{OTHER},وزير الأنهار الأطلسي [2014..]\n")
    _, error = actors("import", path, status=1)
    assert f"{path}:2: role" in error and f"in {store}:1" in error
    assert "roles" not in json.loads(store.read_text(encoding="utf-8").splitlines()[1])


def test_changes_keep_lines_that_cannot_be_read(store: Path) -> None:
    odd = ['{"id":"k","type":"PER","name":""}', "{broken", f'{{"id":"a","type":"PER","name":"{NAME}","shoe":42}}']
    store.parent.mkdir()
    store.write_text("".join(f"{line}\n" for line in odd), encoding="utf-8")
    actors("add", OTHER, "--type", "PER", "--id", "b")
    assert store.read_text(encoding="utf-8").splitlines()[:3] == odd
    actors("remove", "b")
    assert store.read_text(encoding="utf-8").splitlines() == odd


@pytest.mark.parametrize("data", [b"type,name\nPER,x\n", b"[]\n", b'{"id":"a"}\n' + b"\xff\xfe\xd8" * 2],
                         ids=["csv", "array", "damaged"])  # fmt: skip
def test_a_store_of_another_kind_is_not_changed(store: Path, data: bytes) -> None:
    store.parent.mkdir()
    store.write_bytes(data)
    _, error = actors("add", NAME, "--type", "PER", status=1)
    assert str(store) in error and store.read_bytes() == data


def test_a_failed_change_leaves_the_file(store: Path) -> None:
    actors("add", NAME, "--type", "PER")
    before = store.read_bytes()

    def fail(lines: tuple[str, ...]) -> Change:
        raise RuntimeError(str(lines))

    with pytest.raises(RuntimeError):
        update_store(store, fail)
    assert store.read_bytes() == before and len(list(store.parent.iterdir())) == 2  # and its lock


def test_changes_at_once_lose_nothing(store: Path) -> None:
    def add(number: int) -> None:
        update_store(store, lambda lines: Change((*lines, json.dumps({"id": str(number)})), added=1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    assert sorted(map(int, ids(store))) == list(range(40))


def test_remove_takes_out_every_line_of_an_id(store: Path) -> None:
    store.parent.mkdir()
    line = json.dumps({"id": "a", "type": "PER", "name": NAME})
    store.write_text(f"{line}\n{line}\n", encoding="utf-8")
    actors("remove", "a")
    assert store.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_check_takes_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = (("type", "name", "aliases"), ("PER", NAME, "صقر"), ("ORG", "شركة النخيل", ""))
    text = "\r\n".join(delimiter.join(row) for row in rows)
    _, error = actors("check", csv_file(tmp_path, text, encoding=encoding))
    assert error == "musnad: 2 actors can be used; no problems\n"


def test_check_names_every_problem(tmp_path: Path) -> None:
    path = csv_file(tmp_path, f"type,name,aliases\nPER,{NAME},صقر\nPER,,\nPER,{OTHER},صقر\n" + "X,y,\n" * 30)
    out, error = actors("check", path, status=1)
    assert out == "" and error.count("\n") == 33
    assert f"{path}:3: the row" in error and f"{path}:4: warning:" in error and "2 actors can be used; 32 prob" in error


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04rest", "save the sheet as CSV"),
        (b"a,b\n1,2\n", "found a, b; needed are"),
    ],
    ids=["empty", "workbook", "columns"],
)
def test_check_of_no_list(tmp_path: Path, data: bytes, expected: str) -> None:
    (tmp_path / "x").write_bytes(data)
    result = RUNNER.invoke(app, ["actors", "check", str(tmp_path / "x")])
    assert result.exit_code in (1, 2) and expected in result.stderr


def test_notes_are_no_problems(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "type,name\nPER,سيرغي لافروف\n")
    assert "note: 'سيرغي لافروف' goes over per.sergey_lavrov" in actors("check", path)[1]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_an_unknown_name_is_linked_after_import(tmp_path: Path, article: Path) -> None:
    before = entities(article=article)
    assert "x.1" not in before.values() and before["سيرغي لافروف"] == "per.sergey_lavrov"
    actors("import", csv_file(tmp_path, f"id,type,name,country\nx.1,PER,{NAME},EGY\n"))
    assert entities(article=article)[NAME] == "x.1"
    assert "x.1" not in entities("--no-user-actors", article=article).values()


def test_a_user_row_renames_a_shipped_actor(tmp_path: Path, article: Path) -> None:
    path = csv_file(tmp_path, "id,type,name,aliases\nper.sergey_lavrov,PER,سيرغي فيكتوروفيتش لافروف,\n")
    found = entities("--actors", path, article=article)
    assert found["سيرغي فيكتوروفيتش لافروف"] == "per.sergey_lavrov" and "سيرغي لافروف" not in found


def test_a_list_of_this_run_goes_before_the_stored_one(tmp_path: Path, article: Path) -> None:
    actors("add", NAME, "--type", "PER", "--id", "stored")
    path = csv_file(tmp_path, f"id,type,name\nrun,PER,{NAME}\n")
    assert entities("--actors", path, article=article)[NAME] == "run"


def test_read_tells_problems_and_goes_on(tmp_path: Path, article: Path) -> None:
    path = csv_file(tmp_path, "type,name\n" + "X,y\n" * 25)
    result = RUNNER.invoke(app, ["read", str(article), "-f", "jsonl", "--published", "2018-05-10", "--actors", path])
    assert result.exit_code == 0 and json.loads(result.stdout)["entities"]
    assert f"{path}:2: the row is left out" in result.stderr and "and 6 more" in result.stderr


def test_read_tells_of_a_named_list_that_is_not_there(store: Path, article: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(article), "--published", "2018-05-10"])
    assert result.exit_code == 0 and f"{store}: note: MUSNAD_ACTORS names this file" in result.stderr


def test_read_refuses_a_list_that_is_not_there(article: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(article), "--actors", "no-such-file.csv"])
    assert result.exit_code == 2 and "there is no such file" in result.stderr and result.stdout == ""


def test_the_functions_take_lists_and_nothing_from_home(tmp_path: Path, article: Path) -> None:
    actors("add", NAME, "--type", "PER", "--id", "stored")
    path = csv_file(tmp_path, f"id,type,name\nrun,PER,{NAME}\n,X,y\n")

    def found(doc: musnad.Document) -> list[str]:
        return [entity.id for entity in doc.entities or () if entity.name == NAME]

    day = "2018-05-10"
    assert found(musnad.read(article, published=day)) != ["stored"]
    with pytest.warns(UserWarning, match=r"list\.csv:3: the row is left out"):
        assert found(musnad.read(article, published=day, actors=[path])) == ["run"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a list is read, and told about, once
        assert found(musnad.read_text(ARTICLE, published=day, actors=[path])) == ["run"]
        assert found(*musnad.read_all(article, published=day, actors=[path])) == ["run"]
    csv_file(tmp_path, f"id,type,name\nchanged,PER,{NAME}\n")
    assert found(musnad.read_text(ARTICLE, published=day, actors=[path])) == ["changed"]
    with pytest.raises(musnad.ReadError, match="no such file"):
        musnad.read_text(ARTICLE, actors=[tmp_path / "no.csv"])


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "~/.local/share/musnad/actors.jsonl"),
        ("linux", {"XDG_DATA_HOME": "/d"}, "/d/musnad/actors.jsonl"),
        ("darwin", {}, "~/Library/Application Support/musnad/actors.jsonl"),
        ("win32", {"APPDATA": "/r"}, "/r/musnad/actors.jsonl"),
        ("win32", {}, "~/AppData/Roaming/musnad/actors.jsonl"),
        ("linux", {"MUSNAD_ACTORS": "~/mine.jsonl"}, "~/mine.jsonl"),
    ],
    ids=["linux", "xdg", "mac", "windows", "windows_bare", "named"],
)
def test_where_the_list_is(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    for name in ("MUSNAD_ACTORS", "XDG_DATA_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert store_path() == Path(expected).expanduser()


def test_help_of_actors_imports_nothing_heavy() -> None:
    code = (
        "import sys; from musnad.cli.main import app; from typer.testing import CliRunner;"
        "r = CliRunner().invoke(app, ['actors', '--help']); assert r.exit_code == 0, r.output;"
        "print([m for m in ('msgspec', 'lxml', 'musnad.lexicon') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout.strip() == b"[]"
