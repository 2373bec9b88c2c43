"""Claims joined, split and marked through the room, and all of it taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from starlette.requests import Request
from starlette.testclient import TestClient

from musnad.case.claim_marks import marks_in
from musnad.case.folder import open_case
from musnad.case.log import entries
from musnad.case.weighing import claim_with, decisions, decisions_on
from musnad.case.weighing.nearby import near_claims
from musnad.web.ask import Ask
from musnad.web.manner import Manner
from musnad.web.rendering import environment
from musnad.web.speech import speech_of
from web_kit import HOSTILE, csrf_of, made_case, room_over, send

_LINK = re.compile(r"/claims/([0-9a-f]{16})")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with made_case(tmp_path / "c") as case:
        return case.path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with room_over(path) as client:
        yield client


def pieces(path: Path, document: int) -> list[str]:
    """Return the ids of what a document tells."""
    with open_case(path) as case:
        rows = case.connection.execute("SELECT id FROM piece WHERE number >> 16 = ? ORDER BY number", (document,))
        return [row[0].hex() for row in rows]


def members(path: Path, key: str) -> set[str]:
    with open_case(path) as case:
        return {piece.id for piece in claim_with(case, key)[0].claim.evidence}


def joined(path: Path) -> tuple[str, str]:
    """Return an evidence of each of two claims."""
    return pieces(path, 3)[-1], pieces(path, 4)[-1]


def test_claims_are_joined_by_a_link(client: TestClient, path: Path) -> None:
    one, other = joined(path)
    answer = send(client, f"/claims/{one}/join", **{"with": f"http://127.0.0.1/claims/{other}?x=1"})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("?done=joined")
    assert {one, other} <= members(path, one)


def test_reason_says_who_decided(client: TestClient, path: Path) -> None:
    one, other = joined(path)
    send(client, f"/claims/{one}/join", **{"with": other})
    with open_case(path) as case:
        assert [d.reason for d in decisions(case.connection)] == ["قارئ: تجربة"]
        assert [e.kind for e in entries(case.connection)][-1] == "join claims"


def test_claims_are_split_and_the_browser_goes_to_what_is_left(client: TestClient, path: Path) -> None:
    one, other = joined(path)
    send(client, f"/claims/{one}/join", **{"with": other})
    answer = send(client, f"/claims/{one}/split", report=one)
    assert answer.status_code == 303
    assert other in members(path, _LINK.findall(answer.headers["location"])[0])
    assert members(path, one) == {one}


def test_decision_is_taken_back(client: TestClient, path: Path) -> None:
    one, other = joined(path)
    send(client, f"/claims/{one}/join", **{"with": other})
    answer = send(client, "/claim-decisions/1/undo", back=f"/claims/{one}")
    assert answer.headers["location"] == f"/claims/{one}?done=undone"
    assert members(path, one) == {one}


def test_decisions_on_a_claim_are_those_of_its_reports(client: TestClient, path: Path) -> None:
    one, other = joined(path)
    send(client, f"/claims/{one}/join", **{"with": other})
    with open_case(path) as case:
        assert [d.id for d in decisions_on(case.connection, [other])] == [1]
        assert decisions_on(case.connection, [pieces(path, 1)[-1]]) == ()


def test_mark_is_given_and_taken_back(client: TestClient, path: Path) -> None:
    key = pieces(path, 1)[-1]
    assert send(client, f"/claims/{key}/mark", number=3).status_code == 303
    with open_case(path) as case:
        claim = claim_with(case, key)[0].claim
        (given,) = marks_in(case.connection, [claim])[claim.id]
    assert (given.number, given.who, given.reason) == (3, "قارئ", "تجربة")
    fields = {"of": given.who, "number": given.number, "day": given.day, "for": given.reason}
    assert send(client, f"/claims/{key}/mark/undo", **fields).status_code == 303
    with open_case(path) as case:
        assert marks_in(case.connection, [claim]) == {}


@pytest.mark.parametrize(
    ("where", "fields"),
    [
        ("/claims/{key}/join", {"with": ""}),
        ("/claims/{key}/join", {"with": "aaaabbbbccccddddeeee"}),
        ("/claims/{key}/split", {}),
        ("/claims/{key}/mark", {"number": "7"}),
        ("/claims/{key}/mark", {"number": "٣"}),
        ("/claims/{key}/mark", {"number": "3", "who": " "}),
        ("/claims/{key}/mark", {"number": "3", "reason": ""}),
        ("/claims/{key}/mark/undo", {"number": "3", "day": "x", "of": "a", "for": "b"}),
    ],
)
def test_form_that_will_not_do_is_told(client: TestClient, path: Path, where: str, fields: dict[str, str]) -> None:
    assert send(client, where.format(key=pieces(path, 1)[-1]), **fields).status_code == 400


@pytest.mark.parametrize("key", ["nothing", "0" * 16, HOSTILE.replace("/", "")])
@pytest.mark.parametrize("what", ["join", "split", "mark"])
def test_claim_that_is_not_there_is_told(client: TestClient, key: str, what: str) -> None:
    fields = {"with": "1" * 16, "report": "x", "number": 2}
    answer = send(client, f"/claims/{key}/{what}", **fields)
    assert answer.status_code in (400, 404)
    assert "<script>alert" not in answer.text


def test_nothing_is_joined_without_the_token(client: TestClient, path: Path) -> None:
    one, other = joined(path)
    assert client.post(f"/claims/{one}/join", data={"with": other, "who": "a", "reason": "b"}).status_code == 403
    assert members(path, one) == {one}


def test_near_claims_leave_out_the_claim_itself(path: Path) -> None:
    with open_case(path) as case:
        claim = claim_with(case, pieces(path, 1)[-1])[0].claim
        own = {piece.id for piece in claim.evidence}
        assert not own & {one.report.id for one in near_claims(case.connection, claim)}


def test_page_to_choose_another_claim(client: TestClient, path: Path) -> None:
    for document in (1, 3, 5):
        page = client.get(f"/claims/{pieces(path, document)[-1]}/join")
        assert page.status_code == 200
        assert "<script>alert" not in page.text


@pytest.fixture
def draw(path: Path, client: TestClient) -> Iterator[Callable[..., str]]:
    """Return a function that draws the macros for a claim, by who looks."""
    with open_case(path) as case:
        app: Any = client.app

        def draw(key: str, who: str = "") -> str:
            cookie = f"musnad_who={who.encode().hex()}".encode()
            scope = {"type": "http", "app": app, "method": "GET", "path": "/", "query_string": b"",
                     "headers": [(b"cookie", cookie)], "state": {"session": "x"}}  # fmt: skip
            ask = Ask(Request(scope), app.state.room, case, Manner(lang="en"), speech_of(Manner(lang="en")))
            weighed = claim_with(case, key)[0]
            env: Environment = environment(Manner(lang="en"))
            text = (
                '{% from "claim_edit_parts.html.j2" import join_form, split_box, split_form, mark_form, decisions_list '
                "with context %}{{ join_form(claim) }}{{ split_form(claim) }}{{ mark_form(claim, marks) }}"
                "{{ decisions_list(decisions) }}{{ split_box(claim.claim.evidence[0].id) }}"
            )
            marks = marks_in(case.connection, [weighed.claim]).get(weighed.claim.id, ())
            made = decisions_on(case.connection, [piece.id for piece in weighed.claim.evidence])
            known = {"ask": ask, "url": ask.url, "here": ask.here, "csrf": "x", "can_edit": True}
            return env.from_string(text).render(**known, claim=weighed, marks=marks, decisions=made)

        yield draw


def test_marks_of_others_are_hidden_until_one_has_given_ones_own(
    client: TestClient, path: Path, draw: Callable[..., str]
) -> None:
    key = pieces(path, 1)[-1]
    send(client, f"/claims/{key}/mark", number=2, who="first", reason="seen the paper")
    assert "seen the paper" not in draw(key, "second")
    send(client, f"/claims/{key}/mark", number=4, who="second", reason="not sure")
    assert "seen the paper" in draw(key, "second")


def test_forms_of_a_claim_belong_together(client: TestClient, path: Path, draw: Callable[..., str]) -> None:
    one, other = joined(path)
    send(client, f"/claims/{one}/join", **{"with": other})
    page = draw(one)
    assert 'form="split" name="report"' in page
    assert '<form id="split"' in page
    assert "/claim-decisions/1/undo" in page
    assert csrf_of(client)
