"""An article corrected through the room: forms without a script, what they ask for, and how it is taken back."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from case_kit import add, article
from musnad.case.folder import open_case
from musnad.case.judging import judgements, read_corrected
from musnad.case.rereading import reread
from musnad.case.weighing import claim_with, pending
from musnad.model import Document
from musnad.pipeline import default_pipeline
from web_kit import HOSTILE, csrf_of, made_case, room_over, send

Fields = dict[str, Any]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with made_case(tmp_path / "c") as case:
        return case.path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with room_over(path) as client:
        yield client


class _Form(HTMLParser):
    """The fields of the form that corrects, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._inside, self._select, self._option, self._area = False, "", False, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = known.get("class") == "correct"
        name = known.get("name", "")
        if not self._inside:
            return
        if tag == "input" and (known.get("type") not in ("checkbox", "radio") or "checked" in known):
            self.fields.setdefault(name, []).append(known.get("value", ""))
        elif tag == "select":
            self._select, self.fields[name] = name, []
        elif tag == "option" and (not self.fields[self._select] or "selected" in known):
            self.fields[self._select] = [known.get("value", "")]
        elif tag == "textarea":
            self._area, self.fields[name] = name, [""]

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area][0] += data


def fill(client: TestClient, query: str, document: int = 1, **given: Any) -> Response:
    """Open a form, fill in some fields, and send it with who and why."""
    page = client.get(f"/articles/{document}/correct?{query}")
    assert page.status_code == 200, page.text
    fields: Fields = {name: values for name, values in _Form(page.text).fields.items() if name != "csrf"}
    changed = {name.replace("__", "-"): value for name, value in given.items()}
    return send(client, f"/articles/{document}/correct", **fields | {"who": "قارئ", "reason": "تجربة"} | changed)


def read(path: Path, document: int = 1) -> Document:
    with open_case(path) as case:
        return read_corrected(case.connection, document)


def made(path: Path, document: int = 1) -> int:
    with open_case(path) as case:
        return len(judgements(case.connection, document))


def told(path: Path) -> Any:
    """Return the statement in the body of the first article."""
    return (read(path).statements or ())[-1]


def _query(layer: str, one: Any) -> str:
    """Return what an address asks for to correct an annotation."""
    return f"layer={layer}&" + (f"id={one.id}" if hasattr(one, "id") else f"start={one.start}&end={one.end}")


def test_stance_is_corrected_and_the_browser_goes_to_the_words(client: TestClient, path: Path) -> None:
    before = told(path)
    answer = fill(client, f"layer=statements&id={before.id}", stance="warn")
    at = f"{before.content[0].start}-{before.content[0].end}"
    assert (answer.status_code, answer.headers["location"]) == (303, f"/articles/1?at={at}&done=corrected#at")
    assert told(path).stance == "warn"


def test_correction_says_who_and_why(client: TestClient, path: Path) -> None:
    fill(client, f"layer=statements&id={told(path).id}", stance="warn")
    with open_case(path) as case:
        assert [one.reason for one in judgements(case.connection, 1)] == ["قارئ: تجربة"]
    assert "قارئ: تجربة" in client.get("/articles/1/correct").text


def test_claims_follow_a_correction_at_once(client: TestClient, path: Path) -> None:
    before = told(path)
    with open_case(path) as case:
        key = case.connection.execute("SELECT hex(id) FROM piece WHERE number >> 16 = 1 ORDER BY number DESC")
        evidence = key.fetchone()[0].lower()
        assert claim_with(case, evidence)[0].claim.evidence[0].stance == before.stance
    fill(client, f"layer=statements&id={before.id}", stance="warn")
    with open_case(path) as case:
        assert pending(case.connection) == ()
        stances = {piece.id: piece.stance for piece in claim_with(case, evidence)[0].claim.evidence}
    assert stances[evidence] == "warn"


def test_link_is_added_without_a_script_and_nothing_is_made_before_it_is_sent(client: TestClient, path: Path) -> None:
    query = f"layer=statements&id={told(path).id}"
    page = fill(client, query, do="add", stance="warn")
    assert page.status_code == 200
    fields = _Form(page.text).fields
    assert fields["link"] == ["0", "1", "n0"]
    assert fields["stance"] == ["warn"]
    assert made(path) == 0


def test_chain_is_turned_around_and_sent(client: TestClient, path: Path) -> None:
    before = told(path)
    page = fill(client, f"layer=statements&id={before.id}", do="up:1")
    fields = {name: values for name, values in _Form(page.text).fields.items() if name != "csrf"}
    send(client, "/articles/1/correct", **fields)
    assert [link.entity for link in told(path).chain] == [link.entity for link in reversed(before.chain)]


def test_words_of_a_span_are_typed(client: TestClient, path: Path) -> None:
    before = told(path)
    fill(client, f"layer=statements&id={before.id}", content__words="روسيا ستسحب قواتها")
    after = read(path)
    (said,) = [one for one in after.statements or () if one.id == before.id]
    assert after.slice(said.content[0]) == "روسيا ستسحب قواتها"
    assert said.content[0].start == before.content[0].start


def test_annotation_is_removed(client: TestClient, path: Path) -> None:
    before = told(path)
    assert fill(client, f"layer=statements&id={before.id}", do="remove").status_code == 303
    assert before.id not in {one.id for one in read(path).statements or ()}


def test_date_is_added_at_words(client: TestClient, path: Path) -> None:
    at = read(path).text.index("سوريا")
    fill(client, f"layer=times&start={at}&end={at + 5}&new=1", value="2018-10-06")
    assert ("2018-10-06", at) in {(one.value, one.start) for one in read(path).times or ()}


def test_name_is_moved_to_another_in_one_go_and_back(client: TestClient, path: Path) -> None:
    doc = read(path)
    lavrov = next(one for one in doc.entities or () if one.id == "per.sergey_lavrov")
    place = lavrov.mentions[-1]
    other = next(one for one in doc.entities or () if one.id == "org.gbr.reuters")
    fill(client, f"layer=mentions&start={place.start}&end={place.end}", entity=other.id)
    after = read(path)
    assert place in next(one for one in after.entities or () if one.id == other.id).mentions
    assert place not in next(one for one in after.entities or () if one.id == lavrov.id).mentions
    fields = re.findall(r'name="judgement" value="(\d+)"', client.get("/articles/1/correct").text)
    assert len(fields) > 1
    answer = send(client, "/articles/1/correct/undo", judgement=fields, back="/articles/1/correct#earlier")
    assert answer.headers["location"] == "/articles/1/correct?done=undone#earlier"
    assert read(path) == doc


def test_somebody_known_stays_so_when_his_name_is_corrected(client: TestClient, path: Path) -> None:
    fill(client, "layer=entities&id=per.sergey_lavrov", name="سيرغي فيكتوروفيتش لافروف")
    after = next(one for one in read(path).entities or () if one.id == "per.sergey_lavrov")
    assert after.origin == "actors:per.sergey_lavrov"
    assert after.reasons[-1] == "judgement:1"


def test_correction_outlives_a_new_reading(client: TestClient, path: Path) -> None:
    before = told(path)
    fill(client, f"layer=statements&id={before.id}", stance="warn", source__1__words="سيرغي لافروف")
    corrected = told(path)
    with open_case(path, writable=True) as case:
        reread(case, pipeline=default_pipeline, versions={"segments": "x"}, workers=0, everything=True)
    assert told(path) == corrected


def test_form_that_will_not_do_is_shown_again_with_what_was_typed(client: TestClient, path: Path) -> None:
    answer = fill(client, f"layer=statements&id={told(path).id}", content__words="لا يوجد", stance="threat", reason="")
    fields = _Form(answer.text).fields
    assert (answer.status_code, fields["stance"], fields["content-words"]) == (422, ["threat"], ["لا يوجد"])
    assert answer.text.count('class="wrong"') == 3
    assert made(path) == 0


def test_form_left_as_it_is_makes_nothing(client: TestClient, path: Path) -> None:
    assert fill(client, f"layer=statements&id={told(path).id}").status_code == 422
    assert made(path) == 0


def test_what_was_changed_meanwhile_is_not_overwritten(client: TestClient, path: Path) -> None:
    query = f"layer=statements&id={told(path).id}"
    fields = {n: v for n, v in _Form(client.get(f"/articles/1/correct?{query}").text).fields.items() if n != "csrf"}
    fill(client, query, stance="warn")
    answer = send(client, "/articles/1/correct", **fields | {"stance": "threat", "who": "a", "reason": "b"})
    assert (answer.status_code, told(path).stance) == (422, "warn")


def test_correction_is_taken_back_once(client: TestClient, path: Path) -> None:
    before = told(path)
    fill(client, f"layer=statements&id={before.id}", stance="warn")
    assert send(client, "/articles/1/correct/undo", judgement="1").status_code == 303
    assert told(path) == before
    assert send(client, "/articles/1/correct/undo", judgement="1").status_code == 404


def test_correction_of_another_article_is_not_taken_back_here(client: TestClient, path: Path) -> None:
    fill(client, f"layer=statements&id={told(path).id}", stance="warn")
    assert send(client, "/articles/2/correct/undo", judgement="1").status_code == 400
    assert made(path) == 1


@pytest.mark.parametrize("layer", ["mentions", "entities", "times", "statements", "events"])
def test_every_kind_has_a_form_that_says_nothing_new_when_left(client: TestClient, path: Path, layer: str) -> None:
    first = (getattr(read(path), layer) or ())[0]
    answer = fill(client, _query(layer, first))
    assert (answer.status_code, answer.text.count('<p class="wrong" role="alert">')) == (422, 1)


def test_words_lead_to_what_stands_there(client: TestClient, path: Path) -> None:
    page = client.get("/articles/1/correct", params={"words": "روسيا"}).text
    link = re.search(r'href="/articles/1/correct\?start=(\d+)&amp;end=(\d+)"', page)
    assert link
    here = client.get(f"/articles/1/correct?start={link[1]}&end={link[2]}").text
    assert "layer=mentions" in here
    assert "new=1" in here


def test_place_is_known_by_letters(client: TestClient, path: Path) -> None:
    text = read(path).text
    at = text.index("وكالة رويترز")
    first = len("".join(text[:at].split()))
    page = client.get(f"/articles/1/correct?letters={first}-{first + len('وكالةرويترز')}").text
    assert f"start={at}&amp;end={at + len('وكالة رويترز')}&amp;new=1" in page


@pytest.mark.parametrize(
    "query",
    ["layer=kings&id=x", "layer=events&id=nothing", "layer=times&start=5&end=5", "layer=times&start=x&end=9",
     "start=0&end=99999", "start=-1&end=4", "letters=9-3", "letters=0-99999", f"layer=events&id={HOSTILE}"],
)  # fmt: skip
def test_address_that_will_not_do_is_told(client: TestClient, query: str) -> None:
    answer = client.get(f"/articles/1/correct?{query}")
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("number", ["99", "0", "99999999999999999999999"])
def test_article_that_is_not_there_is_told(client: TestClient, number: str) -> None:
    assert client.get(f"/articles/{number}/correct").status_code == 404
    assert send(client, f"/articles/{number}/correct", layer="times").status_code == 404
    assert send(client, f"/articles/{number}/correct/undo", judgement="1").status_code == 404


def test_hostile_words_and_fields_stay_words(client: TestClient, path: Path) -> None:
    for layer in ("mentions", "entities", "times", "statements", "events"):
        for one in getattr(read(path, 5), layer) or ():
            given: Fields = {"do": "nothing", "name": HOSTILE, "value": HOSTILE, "place__words": f"{HOSTILE}\u202e\x00"}
            answer = fill(client, _query(layer, one), 5, **given)
            assert answer.status_code in (303, 422)
            assert "<script>alert" not in answer.text
    assert "<script>alert" not in client.get("/articles/5/correct").text


@pytest.mark.parametrize(
    "fields",
    [
        {"layer": "statements", "state": "x", "id": "s1"}, {"layer": "kings"}, {"layer": "events", "at": "5-99999"},
        {"layer": "statements", "link": [f"n{n}" for n in range(300)], "content": "0-6"},
        {"layer": "statements", "link": ["9" * 400, "x"], "do": "gone:" + "9" * 400},
        {"layer": "mentions", "place-words": "ا" * 9000}, {"layer": "mentions", "place-words": "ا" * 90000},
        {"layer": "times", "value": "9" * 3000, "place": "0-6"},
    ],
)  # fmt: skip
def test_form_of_no_page_is_told(client: TestClient, path: Path, fields: Fields) -> None:
    assert send(client, "/articles/1/correct", **fields).status_code in (400, 422)
    assert made(path) == 0


def test_nothing_is_corrected_without_the_token_or_in_a_room_for_reading(path: Path, client: TestClient) -> None:
    fields = {"layer": "times", "place": "0-6", "type": "DATE", "value": "2018", "who": "a", "reason": "b"}
    assert client.post("/articles/1/correct", data=fields).status_code == 403
    with room_over(path, read_only=True) as reading:
        assert reading.post("/articles/1/correct", data=fields | {"csrf": csrf_of(reading)}).status_code == 403
        assert '<form class="correct"' not in reading.get("/articles/1/correct?layer=times&start=0&end=6&new=1").text
    assert made(path) == 0


def test_claims_that_wait_are_left_to_their_own_work(path: Path) -> None:
    with open_case(path, writable=True) as case:
        add(case, *(article(f"قال الوزير رقم {n} إن الاجتماع تأجل.", id=f"m{n}") for n in range(25)))
    with room_over(path) as client:
        answer = fill(client, f"layer=statements&id={told(path).id}", stance="warn")
    assert "done=corrected-later" in answer.headers["location"]
    with open_case(path) as case:
        assert len(pending(case.connection)) == 26


def test_correction_is_made_within_a_second(client: TestClient, path: Path) -> None:
    fill(client, f"layer=statements&id={told(path).id}", stance="warn")
    since = time.monotonic()
    fill(client, f"layer=statements&id={told(path).id}", stance="threat")
    assert time.monotonic() - since < 1
