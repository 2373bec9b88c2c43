"""The API: what it gives of a case, how lists are paged, what is not sent twice, and what it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from musnad.case import open_case, read_corrected, read_document
from musnad.model.codec import encode

_API = "/api/v1"


def _get(client: TestClient, path: str, **query: object) -> Any:
    response = client.get(_API + path, params=query)  # type: ignore[arg-type]
    assert response.status_code == 200, response.text
    return response.json()


def test_an_article_is_the_document_as_it_is_printed(client: TestClient, folder: Path) -> None:
    with open_case(folder) as case:
        assert client.get(f"{_API}/articles/1").content == encode(read_corrected(case.connection, 1))


def test_a_text_is_the_text(client: TestClient, folder: Path) -> None:
    with open_case(folder) as case:
        assert client.get(f"{_API}/articles/5/text").text == read_document(case.connection, 5).text


@pytest.mark.parametrize("path", ["/articles/99", "/articles/99/text", "/articles/99/copies", "/articles/99/related",
                                  "/articles/99/claims", "/claims/zz", "/claims/0123456789abcdef", "/actors/PER:x",
                                  "/sources/outlet:x", "/searches/x/new", "/jobs/99",
                                  "/claims/zz/what-if?without=x"])  # fmt: skip
def test_what_is_not_there_is_missing(client: TestClient, path: str) -> None:
    response = client.get(_API + path)
    assert response.status_code == 404, response.text
    assert all(response.json()["error"][name] for name in ("place", "reason", "remedy"))


@pytest.mark.parametrize(
    "path", ["/articles/0", "/articles/x", "/articles/99999999999999999999", "/articles?limit=0", "/articles?limit=x",
             "/articles?start=-1", "/articles?color=red", "/articles?from=yesterday", "/claims?limit=1000",
             "/network?kind=x", "/timeline?by=hour", "/articles?sort=x", "/actor-pairs?least=2", "/log?after=-1"],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(client: TestClient, path: str) -> None:
    response = client.get(_API + path)
    assert response.status_code == 422
    assert response.json()["error"]["remedy"] == "what can be asked: /api"


@pytest.mark.parametrize("query", ['"open', "outlet:", "NEAR(x)", "-x", "date:never"])
def test_a_search_that_cannot_be_understood_is_told(client: TestClient, query: str) -> None:
    response = client.get(f"{_API}/articles", params={"q": query})
    assert response.status_code == 400 and response.json()["error"]["reason"]


def test_all_articles_are_listed_the_newest_first(client: TestClient) -> None:
    found = _get(client, "/articles")
    assert found["total"] == 5 and found["next"] is None
    assert [hit["document"] for hit in found["articles"]] == [5, 3, 2, 1, 4]


def test_a_list_goes_on_where_it_says(client: TestClient) -> None:
    path, seen = f"{_API}/articles?q=لافروف&limit=1", []
    while path:
        page = client.get(path).json()
        seen += [hit["document"] for hit in page["articles"]]
        path = page["next"]
    assert sorted(seen) == [1, 2, 4, 5] and page["total"] == 4


def test_a_hit_says_why(client: TestClient) -> None:
    hit = _get(client, "/articles", q="طهران", facets="true")
    match = hit["articles"][0]["matches"][0]
    text = client.get(f"{_API}/articles/4/text").text
    assert text[match["start"] : match["end"]] == "طهران"
    assert hit["facets"]["outlet"][0]["documents"] == 1


@pytest.mark.parametrize(
    ("query", "documents"),
    [({"from": "2018-10-08"}, {3, 5}), ({"to": "2018-10-07"}, {1, 2}), ({"outlet": "موقع النموذج"}, {2}),
     ({"actor": "ظريف"}, {4}), ({"q": "روسيا", "from": "2018-10", "outlet": "صحيفة المثال"}, {1}),
     ({"about": "1", "q": "الكرملين"}, {3})],
)  # fmt: skip
def test_filters_are_those_of_the_pages(client: TestClient, query: dict[str, str], documents: set[int]) -> None:
    assert {hit["document"] for hit in _get(client, "/articles", **query)["articles"]} == documents


def test_a_claim_has_its_reports_and_counts(client: TestClient) -> None:
    brief = _get(client, "/claims")["claims"][0]
    claim = _get(client, f"/claims/{brief['id']}")
    assert claim["counts"]["articles"]["value"] == brief["articles"] == len(claim["claim"]["evidence"])
    report = claim["claim"]["evidence"][0]
    assert _get(client, f"/claims/{report['id']}")["id"] == claim["id"]
    assert _get(client, "/articles/1/claims")["claims"][0]["id"] == claim["id"]


def test_who_is_left_out_takes_his_claims_along(client: TestClient) -> None:
    found = _get(client, "/what-if", without="رويترز")
    assert found["left_out"] == {"actors:org.gbr.reuters": "رويترز"}
    assert found["lose"] == len(found["differences"]) == 1
    claim = _get(client, "/claims")["claims"][0]["id"]
    assert _get(client, f"/claims/{claim}/what-if", without="actors:org.gbr.reuters") == found | {"more": 0}
    assert client.get(f"{_API}/what-if").status_code == 400


def test_actors_are_found_and_told_of(client: TestClient) -> None:
    found = _get(client, "/actors", name="Lavrov")["actors"]
    assert found[0]["key"] == "actors:per.sergey_lavrov"
    assert _get(client, "/actors")["actors"][0]["key"] == found[0]["key"]
    assert _get(client, f"/actors/{found[0]['key']}")["key"] == found[0]["key"]


def test_the_log_goes_on_where_it_says(client: TestClient) -> None:
    first = _get(client, "/log", limit=2)
    assert [entry["number"] for entry in first["entries"]] == [1, 2]
    assert client.get(first["next"]).json()["entries"][0]["number"] == 3


def test_what_did_not_change_is_not_sent_again(client: TestClient) -> None:
    for path in ("/articles/1", "/articles?q=سوريا", "/claims", "/case"):
        tag = client.get(_API + path).headers["etag"]
        again = client.get(_API + path, headers={"If-None-Match": f'"x", {tag}'})
        assert again.status_code == 304 and not again.content
        assert again.headers["etag"] == tag.removeprefix("W/")
        assert client.get(_API + path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_a_tag_is_strong_unless_what_is_sent_is_packed(client: TestClient) -> None:
    plain = client.get(f"{_API}/articles/1", headers={"Accept-Encoding": "identity"}).headers["etag"]
    packed = client.get(f"{_API}/articles/1", headers={"Accept-Encoding": "gzip"}).headers["etag"]
    assert plain.startswith('"') and packed == f"W/{plain}"


def test_a_tag_is_of_the_address_and_of_the_program(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = client.get(f"{_API}/articles/1").headers["etag"]
    assert tag != client.get(f"{_API}/articles/1?machine=1").headers["etag"]
    monkeypatch.setattr("musnad.web.api.calls.edition", lambda: "another")
    assert client.get(f"{_API}/articles/1", headers={"If-None-Match": tag}).status_code == 200


def test_work_is_never_remembered(client: TestClient) -> None:
    assert "etag" not in client.get(f"{_API}/jobs").headers


def test_a_correction_is_made_seen_and_taken_back(client: TestClient) -> None:
    before = client.get(f"{_API}/articles/2")
    statement = before.json()["statements"][0]
    given = {"layer": "statements", "at": statement["id"], "value": {"stance": "deny"}, "reason": "تجربة"}
    made = client.post(f"{_API}/articles/2/corrections", json=given)
    assert made.status_code == 201 and made.json()["action"] == "replace"
    after = client.get(f"{_API}/articles/2", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200 and after.json()["statements"][0]["stance"] == "deny"
    assert client.get(f"{_API}/articles/2?machine=true").json() == before.json()
    number = made.json()["id"]
    assert _get(client, "/articles/2/corrections")["corrections"][0]["id"] == number
    gone = client.delete(f"{_API}/corrections/{number}", params={"reason": "تجربة"})
    assert gone.status_code == 200 and gone.json()["undone"]
    assert client.get(f"{_API}/articles/2").json() == before.json()
    assert client.delete(f"{_API}/corrections/{number}", params={"reason": "x"}).status_code == 409


@pytest.mark.parametrize(
    ("given", "status"),
    [({"layer": "statements", "reason": "x"}, 400), ({"layer": "x", "at": "s1", "reason": "x"}, 422),
     ({"layer": "statements", "at": "none", "reason": "x"}, 409),
     ({"layer": "statements", "at": [0, 1], "reason": "x"}, 409),
     ({"layer": "statements", "at": "s1"}, 422), ({"layer": "statements", "at": "s1", "reason": ""}, 422),
     ({"layer": "mentions", "value": {"start": 5, "end": 1}, "reason": "x"}, 400),
     ({"layer": "mentions", "value": {"start": 0, "end": 10**30}, "reason": "x"}, 400),
     ({"layer": "mentions", "value": {"start": 0, "end": 10**6, "type": "PER"}, "reason": "x"}, 409),
     ({"layer": "mentions", "value": {}, "reason": "x", "more": 1}, 422)],
)  # fmt: skip
def test_a_correction_that_does_not_fit_is_refused(client: TestClient, given: dict[str, Any], status: int) -> None:
    response = client.post(f"{_API}/articles/1/corrections", json=given)
    assert response.status_code == status, response.text
    assert client.post(f"{_API}/articles/99/corrections", json=given).status_code in (404, 422)


def test_claims_are_split_joined_and_put_back(client: TestClient) -> None:
    claim = _get(client, "/claims")["claims"][0]["id"]
    reports = [report["id"] for report in _get(client, f"/claims/{claim}")["claim"]["evidence"]]
    given = {"kind": "split", "claim": claim, "others": reports[1:], "reason": "تجربة"}
    made = client.post(f"{_API}/decisions/claims", json=given)
    assert made.status_code == 201, made.text
    assert len(_get(client, f"/claims/{claim}")["claim"]["evidence"]) == 1
    gone = client.delete(f"{_API}/decisions/claims/{made.json()['id']}", params={"reason": "تجربة"})
    assert gone.json()["undone"]
    assert len(_get(client, f"/claims/{claim}")["claim"]["evidence"]) == len(reports)
    joined = client.post(f"{_API}/decisions/claims", json=given | {"kind": "join"})
    assert joined.status_code == 409  # they are one already
    assert client.post(f"{_API}/decisions/claims", json=given | {"others": ["zz"]}).status_code == 404


def test_a_decision_on_actors_is_made_and_taken_back(client: TestClient) -> None:
    given = {
        "action": "split",
        "one": "actors:per.sergey_lavrov",
        "other": "actors:per.dmitry_peskov",
        "reason": "تجربة",
    }
    made = client.post(f"{_API}/decisions/actors", json=given)
    assert made.status_code == 201, made.text
    number = made.json()["number"]
    assert client.post(f"{_API}/decisions/actors", json=given).status_code == 409
    assert client.delete(f"{_API}/decisions/actors/{number}", params={"reason": "x"}).status_code == 200
    assert client.delete(f"{_API}/decisions/actors/99", params={"reason": "x"}).status_code == 404
    assert _get(client, "/decisions/actors")["decisions"][0]["undone"]


def test_ratings_marks_and_notes_are_written_and_taken_back(client: TestClient) -> None:
    judged = {"who": "قارئ", "reason": "تجربة"}
    rated = client.post(f"{_API}/sources/actors:org.gbr.reuters/ratings", json={"letter": "B", **judged})
    assert rated.status_code == 201 and rated.json()["value"] == "B"
    assert _get(client, "/sources/actors:org.gbr.reuters")["letter"] == "B"
    described = client.post(f"{_API}/sources/actors:org.gbr.reuters/descriptions", json={"side": "لا أحد", **judged})
    assert described.json()["notes"][0]["field"] == "side"
    claim = _get(client, "/claims")["claims"][0]["id"]
    marked = client.post(f"{_API}/claims/{claim}/marks", json={"number": 2, **judged})
    assert _get(client, f"/claims/{claim}")["marks"][0]["number"] == 2
    gone = client.delete(f"{_API}/notes/{marked.json()['id']}", params={"reason": "x"})
    assert gone.json()["undone"] and not _get(client, f"/claims/{claim}")["marks"]
    assert client.post(f"{_API}/sources/outlet:nobody/ratings", json={"letter": "B", **judged}).status_code == 404
    assert client.post(f"{_API}/claims/zz/marks", json={"number": 2, **judged}).status_code == 404
    late = {"letter": "B", "day": "2999-01-01", **judged}
    assert client.post(f"{_API}/sources/actors:org.gbr.reuters/ratings", json=late).status_code == 409


def test_notes_on_articles_and_picks_are_written_and_taken_back(client: TestClient) -> None:
    whole = client.post(f"{_API}/articles/1/notes", json={"words": "للمتابعة", "who": "قارئ"})
    assert whole.status_code == 201 and whole.json()["span"] is None
    words = client.post(f"{_API}/articles/1/notes", json={"words": "من؟", "who": "قارئ", "start": 0, "end": 6})
    assert words.json()["span"] == [0, 6]
    picked = client.post(f"{_API}/articles/1/picks", json={"who": "قارئ"})
    assert picked.json()["kind"] == "pick"
    assert client.post(f"{_API}/articles/1/picks", json={"who": "قارئ"}).status_code == 409
    assert [note["here"] for note in _get(client, "/articles/1/notes")["notes"]] == [None, [0, 6], None]
    assert _get(client, "/article-notes", kind="note", limit=1)["total"] == 2
    path = f"{_API}/article-notes/{words.json()['id']}"
    assert client.delete(path, params={"who": "قارئ"}).status_code == 409  # a note needs a reason
    assert client.delete(path, params={"who": "قارئ", "reason": "x"}).json()["undone"]
    assert client.delete(path, params={"who": "قارئ", "reason": "x"}).status_code == 409
    for wrong in ({"start": 1}, {"start": 6, "end": 6}):
        given = {"words": "x", "who": "قارئ", **wrong}
        assert client.post(f"{_API}/articles/1/notes", json=given).status_code == 400
    assert client.post(f"{_API}/articles/99/notes", json={"words": "x", "who": "x"}).status_code == 404
    assert client.delete(f"{_API}/article-notes/99", params={"who": "x", "reason": "x"}).status_code == 404


def test_an_actor_is_called_by_a_name(client: TestClient) -> None:
    given = {"name": "سيرجي لافروف", "who": "قارئ", "reason": "تجربة"}
    made = client.post(f"{_API}/actors/actors:per.sergey_lavrov/names", json=given)
    assert made.status_code == 201, made.text
    assert _get(client, "/actors", name="Lavrov")["actors"][0]["name"] == given["name"]
    gone = client.delete(f"{_API}/actor-names/{made.json()['id']}", params={"reason": "x"})
    assert gone.json()["undone"] and _get(client, "/actor-names")["names"][0]["undone"]
    assert client.delete(f"{_API}/actor-names/99", params={"reason": "x"}).status_code == 404


def test_sources_are_listed_by_what_is_known_of_them(client: TestClient) -> None:
    found = _get(client, "/sources", name="رويترز")
    assert "actors:org.gbr.reuters" in [one["key"] for one in found["sources"]]
    assert _get(client, "/sources", rated="F")["total"] == 0


def test_a_search_is_saved_seen_and_forgotten(client: TestClient) -> None:
    path = f"{_API}/searches/لافروف"
    assert client.put(path, json={"q": "لافروف", "outlet": ["صحيفة المثال"]}).json()["filters"][0]["field"] == "outlet"
    assert _get(client, "/searches")["searches"][0]["name"] == "لافروف"
    assert _get(client, "/searches/لافروف/new")["total"] == 0
    assert client.put(f"{path}/seen", json={}).status_code == 200
    assert client.put(path, json={"q": '"open'}).status_code == 400
    assert client.put(path, json={"q": "x", "date": ["never"]}).status_code == 400
    assert client.delete(path).status_code == 200 and client.delete(path).status_code == 404


def test_no_words_of_a_body_break_the_answer(client: TestClient) -> None:
    sent = {"Content-Type": "application/json"}
    for body in (b"", b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b'{"kind": "weigh", "kind": 1}', b"1e999",
                 b"[" * 5_000, b'{"q":"\\ud800"}', b'{"q":"\\u0000"}'):  # fmt: skip
        for path in ("/decisions/claims", "/articles/1/corrections", "/decisions/actors"):
            response = client.post(_API + path, content=body, headers=sent)
            assert response.status_code in (400, 422), (body, response.text)
            assert response.json()["error"]["reason"]


def test_the_page_of_the_api_tells_every_call(client: TestClient) -> None:
    document = client.get(f"{_API}/openapi.json").json()
    page = client.get("/api?lang=en").text
    for path, ways in document["paths"].items():
        assert f"<code>{_API}{path}</code>" in page
        for operation in ways.values():
            assert operation["responses"]["default"]
    assert "http" not in page.replace("http://127.0.0.1:8420", "").replace("http-equiv", "") or "https://" not in page
