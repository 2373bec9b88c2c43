"""What the tests of the room share: a case with something of everything in it, a room over it, and forms to send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from httpx2 import Response
from starlette.testclient import TestClient

from case_kit import add, article, new_case
from musnad.case.folder import Case, open_case
from musnad.case.weighing import weigh, weigh_pending
from musnad.web.app import make_app
from musnad.web.room import Settings

__all__ = ["ARTICLES", "csrf_of", "made_case", "room_over", "sample_pages", "send"]

HOSTILE = '<script>alert("x")</script>"><img src=x onerror=alert(1)>'
ARTICLES = (
    ("a", "صحيفة المثال", "2018-10-07T08:00:00Z", "لافروف: روسيا ستسحب قواتها من سوريا",
     "نقلت وكالة رويترز عن وزير الخارجية الروسي سيرغي لافروف قوله إن روسيا ستسحب قواتها من سوريا قبل نهاية العام."),
    ("b", "موقع النموذج", "2018-10-07T10:00:00Z", "روسيا تعلن سحب قواتها من سوريا",
     "قالت وكالة رويترز إن روسيا ستسحب قواتها من سوريا قبل نهاية العام، نقلا عن وزير الخارجية الروسي سيرغي لافروف."),
    ("c", "جريدة العينة", "2018-10-08", "الكرملين ينفي سحب القوات",
     "نفى المتحدث باسم الكرملين دميتري بيسكوف أن تكون روسيا ستسحب قواتها من سوريا قبل نهاية العام.\n\n"
     "وقتل 12 شخصا في غارة جوية على إدلب الأحد، وفق المرصد السوري لحقوق الإنسان."),
    ("d", "صحيفة المثال", None, "مصادر: مباحثات في طهران",
     "أفادت مصادر مطلعة بأن سيرغي لافروف زار طهران الأحد والتقى وزير الخارجية الإيراني محمد جواد ظريف."),
    ("e", HOSTILE, "2018-10-09", HOSTILE, f"قال الوزير {HOSTILE} سيرغي لافروف إن روسيا لا تعرف شيئا عن ذلك."),
)  # fmt: skip


def made_case(folder: Path) -> Case:
    """Make a case of a few articles and weigh it: a chain, a report told twice, a denial, an undated, a hostile one."""
    case = new_case(folder, name="قضية")
    add(
        case,
        *(
            article(f"{title}\n\n{text}", id=name, title=title, outlet=outlet, published=day, locator=name,
                    url=f"https://news.example/{name}", raw=f"<h1>{title}</h1><p>{text}</p>".encode())
            for name, outlet, day, title, text in ARTICLES
        ),
    )  # fmt: skip
    weigh_pending(case)
    return case


@contextmanager
def room_over(path: Path, **settings: object) -> Iterator[TestClient]:
    """Open the room of a case and give a client that calls it as a browser of this machine would."""
    app = make_app(Settings(case=path, **settings))  # type: ignore[arg-type]
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def csrf_of(client: TestClient) -> str:
    """Return the token that this client's forms carry."""
    found = re.search(r'name="csrf" content="([0-9a-f]+)"', client.get("/").text)
    if found is None:
        raise AssertionError("the front page carries no token")
    return found[1]


def send(client: TestClient, path: str, **fields: object) -> Response:
    """Send a form of the room."""
    return client.post(path, data={"csrf": csrf_of(client), "who": "قارئ", "reason": "تجربة", **fields})


def sample_pages(folder: Path) -> dict[str, str]:
    """Return a path for each kind of page over the sample case."""
    with open_case(folder) as case:
        told = weigh(case).claims
        circle = next(one for one in told if one.counts.unknown and one.counts.unknown[0].why == "circle")
        talks = max(told, key=lambda one: len(one.against))
    return {
        "front": "/",
        "search": "/search?q=بغداد",
        "search, nothing": "/search?q=قرطبة",
        "article": "/articles/1",
        "article, long": "/articles/13",
        "article, lit": "/articles/2?at=60-80",
        "print": "/articles/13/print",
        "original": "/articles/13/original",
        "copies": "/articles/1/copies",
        "texts": "/texts?one=1&other=3",
        "correct": "/articles/1/correct",
        "notes": "/notes",
        "claims": "/claims",
        "claim": f"/claims/{talks.claim.id}",
        "claim, circle": f"/claims/{circle.claim.id}",
        "claim, without": f"/claims/{talks.claim.id}?without={talks.graph.nodes[0].key}",
        "timeline": "/timeline",
        "network": "/network",
        "network, citations": "/network?kind=citations",
        "map": "/map",
        "actors": "/actors",
        "actor": "/actor/actors:per.barham_salih",
        "sources": "/sources",
        "source": "/source/outlet:قناة الشاهد",
        "compare": "/compare?about=1",
        "history": "/history",
        "export": "/export",
        "export, of a claim": f"/export?claim={talks.claim.id}&from=2018-01-01",
        "work": "/work",
        "api": "/api",
    }
