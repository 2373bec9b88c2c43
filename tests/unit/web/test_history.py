"""The page of what was done, and taking back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from musnad.case import identity
from musnad.case.article_notes import article_notes, write_article_note
from musnad.case.folder import open_case
from musnad.case.judging import judge, judgements, read_corrected
from musnad.case.notes import notes
from musnad.case.search.saved import save_search
from musnad.case.source_file import rate
from musnad.case.weighing import decisions, join_claims, weigh, weigh_alone
from web_kit import HOSTILE, made_case, room_over, send


def _made(path: Path) -> Path:
    made_case(path).close()
    with open_case(path, writable=True) as case:
        statement = (read_corrected(case.connection, 5).statements or ())[0]
        judge(case, 5, layer="statements", action="remove", target=statement, reason=HOSTILE)
        claims = weigh(case).claims[0].claim, weigh_alone(case)[0].claim
        join_claims(case, [claim.id for claim in claims], reason="خبر واحد")
        keys = [key for (key,) in case.connection.execute("SELECT key FROM term WHERE kind = 'actor' LIMIT 2")]
        identity.merge(case, *keys, reason="شخص واحد")
        write_article_note(case, 2, "ليُسأل الكاتب", who="سامي")
        rate(case, "لافروف", "B", who="ليلى", reason="يصيب غالبا")
        save_search(case, "سحب", "سحب القوات")
    return path


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with room_over(_made(tmp_path_factory.mktemp("history") / "case")) as client:
        yield client


def _acts(page: str) -> list[str]:
    return re.findall(r'<li data-item id="act-\d+">.*?(?=<li data-item|</ol>\s*(?:<nav|</main))', page, re.DOTALL)


def test_history_lists_what_was_done_the_newest_first(client: TestClient) -> None:
    acts = _acts(client.get("/history").text)
    assert [re.sub("<[^>]+>", "", re.search("<h2.*?</h2>", act)[0]).split()[0] for act in acts[:6]] == [  # type: ignore[index]
        "حفظ", "ملاحظة", "ملاحظة", "دمج", "ضمّ", "تصحيح"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        ("corrections", "/articles/5"),
        ("claims", "/claims/"),
        ("actors", "/actor/"),
        ("notes", "/source/"),
        ("article_notes", "/articles/2"),
        ("searches", "/search?new="),
    ],
)
def test_history_leads_to_what_an_act_was_on(client: TestClient, kind: str, link: str) -> None:
    (act,) = _acts(client.get(f"/history?kind={kind}").text)
    assert f'href="{link}' in act


def test_history_tells_who_when_and_why(client: TestClient) -> None:
    (act,) = _acts(client.get("/history?kind=notes").text)
    assert "ليلى" in act
    assert "يصيب غالبا" in act
    assert "<time" in act


@pytest.mark.parametrize("kind", ["corrections", "claims", "actors", "notes", "article_notes"])
def test_history_offers_to_take_back(client: TestClient, kind: str) -> None:
    (act,) = _acts(client.get(f"/history?kind={kind}").text)
    assert 'action="/history/undo"' in act
    assert f'name="what" value="{kind}"' in act


def test_history_keeps_hostile_words_harmless(client: TestClient) -> None:
    page = client.get("/history").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_history_of_a_kind_that_is_none_shows_everything(client: TestClient) -> None:
    assert client.get("/history?kind=<b>").text.count("data-item") == client.get("/history").text.count("data-item")


@pytest.mark.parametrize("start", ["x", "-1", "9" * 30])
def test_history_refuses_bad_numbers_cleanly(client: TestClient, start: str) -> None:
    assert client.get(f"/history?start={start}").status_code == 400


def test_history_is_in_english_too(client: TestClient) -> None:
    assert "Claims joined, decision" in client.get("/history?lang=en").text


def test_history_takes_back_what_was_decided(tmp_path: Path) -> None:
    path = _made(tmp_path / "case")
    with room_over(path) as client:
        for kind in ("corrections", "claims", "actors", "notes", "article_notes"):
            answer = send(client, "/history/undo", what=kind, number=1, back=f"/history?kind={kind}")
            assert answer.headers["location"] == f"/history?kind={kind}&done=undone"
        page = client.get("/history").text
        assert 'action="/history/undo"' not in page
        assert page.count("قارئ: تجربة") == 4
        assert "جرى التراجع عنه في" in page
    with open_case(path) as case:
        assert judgements(case.connection) == ()
        assert decisions(case.connection) == ()
        assert identity.decisions(case.connection) == ()
        assert notes(case.connection) == ()
        assert article_notes(case.connection, 2) == ()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"what": "articles", "number": "1"}, 400),
        ({"what": "notes", "number": "x"}, 400),
        ({"what": "notes", "number": "9" * 40}, 400),
        ({"what": "notes", "number": "77"}, 404),
        ({"what": "notes", "number": "1", "reason": ""}, 400),
        ({"what": "notes", "number": "1", "who": " "}, 400),
    ],
    ids=["kind", "word", "long", "none", "no reason", "nobody"],
)
def test_history_refuses_what_cannot_be_taken_back(client: TestClient, fields: dict[str, str], status: int) -> None:
    assert send(client, "/history/undo", **fields).status_code == status


def test_history_takes_nothing_back_without_the_token(client: TestClient) -> None:
    assert client.post("/history/undo", data={"what": "notes", "number": "1"}).status_code == 403


def test_history_tells_of_a_name_that_was_given_and_takes_it_back(tmp_path: Path) -> None:
    made_case(tmp_path / "c").close()
    with room_over(tmp_path / "c") as client:
        send(client, "/identity/call", key="actors:per.sergey_lavrov", name="لافروف الوزير")
        page = client.get("/history?kind=names").text
        assert "لافروف الوزير" in page and 'href="/actor/actors:per.sergey_lavrov"' in page
        assert 'name="what" value="names"' in page
        answer = send(client, "/history/undo", what="names", number=1)
        assert answer.status_code == 303
        assert "لافروف الوزير" not in client.get("/actor/actors:per.sergey_lavrov").text.partition("<h2")[0]
        assert "جرى التراجع عنه في" in client.get("/history?kind=names").text


@pytest.mark.parametrize(("edit", "undo"), [
    (("/identity/call", {"key": "actors:per.sergey_lavrov", "name": "لافروف الوزير"}), "/identity/uncall"),
    (("/sources/rate", {"key": "actors:org.gbr.reuters", "letter": "B"}), "/sources/undo"),
], ids=["name", "rating"])  # fmt: skip
def test_history_tells_who_took_something_back(tmp_path: Path, edit: tuple[str, dict[str, str]], undo: str) -> None:
    made_case(tmp_path / "c").close()
    with room_over(tmp_path / "c") as client:
        assert send(client, edit[0], **edit[1]).status_code == 303
        assert send(client, undo, number=1, who="").status_code == 400
        assert send(client, undo, number=1, who="ليلى").status_code == 303
        assert "ليلى: تجربة" in client.get("/history").text
