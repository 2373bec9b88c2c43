"""Make the pictures of docs/room.md: pages of the sample case in the system's Chromium, as WebP in docs/images/room/.

    python dev.py run python docs/screenshots.py                all of them
    python dev.py run python docs/screenshots.py claim map      those whose names begin so
    python dev.py run python docs/screenshots.py --png FOLDER   as PNG, elsewhere, to look at

The case is made anew, and a reader of it writes, rates and corrects a little first, by the same forms as a person. It
prints what went wrong in a page (faults of its scripts, requests to another host, a page wider than its window) and
ends with status 1 then, or where the pictures are too large.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import Browser, Page  # noqa: E402

from browser_kit import NO_BROWSER, Visit, browsing, chromium, serving, visiting  # noqa: E402
from musnad.case.bringing import add  # noqa: E402
from musnad.case.folder import create_case, open_case  # noqa: E402
from musnad.case.weighing import weigh, weigh_pending  # noqa: E402
from musnad.lexicon.user_actors import UserActors  # noqa: E402
from musnad.samples import sample_case_name, sample_paths  # noqa: E402
from web_kit import room_over, send  # noqa: E402

FOLDER = ROOT / "docs" / "images" / "room"
_WIDE, _NARROW = 1280, 390
_TALLEST = 1040
_QUALITIES = (78, 68, 58, 48)
_MOST, _MOST_IN_ALL = 100_000, 2_500_000  # bytes
_WHO = "سلمى"
_END = "Math.max(...[...document.body.children].map((part) => part.getBoundingClientRect().bottom))"


class Shot(NamedTuple):
    """A picture: of which page, in which manner, what is done first, and which part of the page is seen.

    `opens` are elements that are clicked one after the other, `top` is the element that the picture begins at.
    """

    name: str
    path: str
    lang: str = "ar"
    theme: str = "light"
    width: int = _WIDE
    height: int = _TALLEST
    opens: tuple[str, ...] = ()
    keys: str = ""
    top: str = ""
    is_window: bool = False


def main() -> int:
    """Make the pictures and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--png", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    if chromium() is None:
        print(NO_BROWSER, file=sys.stderr)
        return 1
    folder = asked.png or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="musnad-pictures-") as made, browsing() as browser:
        case = make_case(Path(made))
        wanted = [shot for shot in shots(claims_of(case)) if shot.name.startswith(tuple(asked.names) or "")]
        write_a_little(case)
        with serving(case, is_sample=True) as address:
            faults = [one for shot in wanted for one in take(browser, address, shot, folder, is_png=bool(asked.png))]
    size = sum(path.stat().st_size for path in FOLDER.glob("*.webp"))
    if size > _MOST_IN_ALL:
        faults.append(f"all pictures together take {size:,} bytes, more than {_MOST_IN_ALL:,}")
    print("\n".join((*faults, f"{len(wanted)} pictures; {size:,} bytes in {FOLDER.relative_to(ROOT)}")))
    return 1 if faults else 0


def make_case(folder: Path) -> Path:
    """Make the sample case from copies of its pages, so that no folder of this machine stands in a picture."""
    case = folder / "case"
    with sample_paths() as pages, contextlib.chdir(folder):
        Path("pages").mkdir()
        copies = [shutil.copy(page, "pages") for page in pages]
        with create_case(case, name=sample_case_name()) as made:
            add(made, copies, actors=UserActors(), workers=0)
            weigh_pending(made)
    return case


def claims_of(case: Path) -> dict[str, str]:
    """Return the ids of the claims that are shown: the talks, which are denied, and one that is cited in a circle."""
    with open_case(case) as opened:
        told = weigh(opened).claims
    talks = max(told, key=lambda one: len(one.against))
    circle = next(one for one in told if one.counts.unknown and one.counts.unknown[0].why == "circle")
    agency = next(node.key for node in talks.graph.nodes if node.kind == "relay")
    return {"talks": talks.claim.id, "circle": circle.claim.id, "agency": agency}


def shots(known: dict[str, str]) -> tuple[Shot, ...]:
    """Return all pictures."""
    claim, circle = (f"/claims/{known[name]}" for name in ("talks", "circle"))
    return (
        Shot("front", "/"),
        Shot("search", "/search?q=بغداد"),
        Shot("claims", "/claims"),
        Shot("claim", claim),
        Shot("claim-reports", claim, top="#reports-head"),
        Shot("claim-circle", circle),
        Shot("claim-without", f"{claim}?without={known['agency']}", top="#chains-head"),
        Shot("article", "/articles/13"),
        Shot("article-below", "/articles/13", top="#claims"),
        Shot("correct", "/articles/13", opens=(".card a.correct >> nth=3",), height=900, is_window=True),
        Shot("correct-page", "/articles/13/correct?words=بغداد"),
        Shot("print", "/articles/13/print"),
        Shot("original", "/articles/13/original"),
        Shot("copies", "/articles/1/copies"),
        Shot("texts", "/texts?one=1&other=3"),
        Shot("notes", "/notes"),
        Shot("timeline", "/timeline"),
        Shot("network", "/network"),
        Shot("citations", "/network?kind=citations"),
        Shot("map", "/map"),
        Shot("actors", "/actors"),
        Shot("actor", "/actor/actors:per.barham_salih"),
        Shot("identity", "/identity?key=ORG:الوفد السعودي&other=actors:org.sau.saudi_arabia_foreign_ministry"),
        Shot("sources", "/sources"),
        Shot("source", "/source/outlet:صحيفة المثال"),
        Shot("compare", "/compare?q=بغداد&one=outlet:صحيفة المثال&other=outlet:جريدة العينة", top="#both-head"),
        Shot("history", "/history"),
        Shot("export", "/export?q=بغداد"),
        Shot("work", "/work"),
        Shot("api", "/api"),
        Shot("keys", "/articles/13", keys="?", is_window=True, height=760),
        Shot("article-dark", "/articles/13", theme="dark"),
        Shot("claim-english", claim, lang="en"),
        Shot("map-english-dark", "/map", lang="en", theme="dark"),
        Shot("front-narrow", "/", width=_NARROW, height=900),
        Shot("article-narrow", "/articles/13", width=_NARROW, height=900),
        Shot("claim-narrow", claim, width=_NARROW, height=900),
        Shot("claim-narrow-dark", claim, lang="en", theme="dark", width=_NARROW, height=900),
    )


def write_a_little(case: Path) -> None:
    """Do in the case what a reader of it does, so that the pages of notes and of the history show something."""
    with room_over(case, is_sample=True) as client:
        for path, fields in (
            ("/articles/1/pick", {}),
            ("/articles/13/note", {"words": "من حضر من الجانبين؟ لا يسميهم إلا البيان."}),
            ("/search/save", {"state": "q=بغداد", "name": "محادثات بغداد"}),
            ("/sources/rate", {"key": "outlet:صحيفة المثال", "letter": "B", "reason": "تسمّي مصادرها في الغالب"}),
        ):
            if send(client, path, **{"who": _WHO, **fields}).status_code != 303:
                raise SystemExit(f"{path} was not done")


def take(browser: Browser, address: str, shot: Shot, folder: Path, *, is_png: bool) -> Iterator[str]:
    """Write a picture; yield what is wrong with it or its page."""
    with visiting(browser, address, lang=shot.lang, theme=shot.theme, width=shot.width) as visit:
        try:
            page = visit.go(shot.path)
        except AssertionError as error:
            yield f"{shot.name}: {error}"
            return
        for selector in shot.opens:
            page.locator(selector).click()
        if shot.keys:
            page.keyboard.press(shot.keys)
        page.wait_for_timeout(400)
        path = folder / f"{shot.name}.{'png' if is_png else 'webp'}"
        path.write_bytes(picture(page, shot, is_png=is_png))
        yield from faults_of(visit, shot, path)


def faults_of(visit: Visit, shot: Shot, path: Path) -> Iterator[str]:
    """Yield what is wrong with a page and its picture."""
    if (over := visit.overflow()) > 0:
        yield f"{shot.name}: the page is {over} pixels too wide"
    yield from (f"{shot.name}: {error}" for error in visit.errors)
    yield from (f"{shot.name}: it asked for {url}" for url in visit.foreign)
    if path.suffix == ".webp" and (size := path.stat().st_size) > _MOST:
        yield f"{shot.name}: {size:,} bytes are more than {_MOST:,}"


def picture(page: Page, shot: Shot, *, is_png: bool) -> bytes:
    """Return the part of a page that a picture shows, as small as it has to be."""
    top = page.locator(shot.top).bounding_box() if shot.top else None
    scrolled = float(page.evaluate("scrollY")) if shot.is_window else 0.0
    start = max(0.0, top["y"] - 16) if top else scrolled
    end = float(page.evaluate(_END))
    height = float(shot.height) if shot.is_window else min(float(shot.height), end - start)
    clip = {"x": 0.0, "y": start, "width": float(shot.width), "height": height, "scale": 1.0}
    devtools = page.context.new_cdp_session(page)
    asked = {"clip": clip, "captureBeyondViewport": not shot.is_window}
    if is_png:
        return base64.b64decode(devtools.send("Page.captureScreenshot", {"format": "png", **asked})["data"])
    for quality in _QUALITIES:
        taken = devtools.send("Page.captureScreenshot", {"format": "webp", "quality": quality, **asked})
        data = base64.b64decode(taken["data"])
        if len(data) <= _MOST:
            break
    return data


if __name__ == "__main__":
    sys.exit(main())
