"""Articles fetched for a case: pages, the pages of feeds, and what is not asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from case_kit import new_case, simple_pipeline
from musnad.case.adding import AddReport, add_readings
from musnad.case.fetched import Fetching
from musnad.case.fetching import Fetcher
from musnad.case.folder import Case
from musnad.errors import CaseError
from site_kit import Page, Site, serving

BODY = "قال الوزير سيرغي لافروف أمس إن روسيا لم ترسل جنودا إلى بيروت. " * 6


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path / "case")


def page(title: str, body: str = BODY, etag: str | None = None) -> Page:
    text = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    )
    return Page(text.encode(), etag=etag)


def feed(site: Site, *paths: str) -> Page:
    items = "".join(
        f"<item><title>خبر {n}</title><link>{site.address}{path}</link><description>موجز {n}</description></item>"
        for n, path in enumerate(paths)
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>وكالة</title>{items}</channel></rss>'
    return Page(text.encode(), "application/rss+xml")


def fetch(case: Case, *addresses: str) -> tuple[AddReport, Fetching]:
    fetching = Fetching(case, Fetcher(sleep=lambda _: None))
    report = add_readings(case, fetching.walk(addresses), pipeline=simple_pipeline, workers=0)
    fetching.remember()
    return report, fetching


def kept(case: Case) -> list[tuple[str, str]]:
    return case.connection.execute("SELECT url, title FROM document ORDER BY id").fetchall()


def test_a_page_is_kept_under_its_address(site: Site, case: Case) -> None:
    site.pages["/a"] = page("زيارة لافروف")
    report, _ = fetch(case, f"{site.address}/a")
    assert report.new == 1
    assert kept(case) == [(f"{site.address}/a", "زيارة لافروف")]


def test_of_a_feed_the_pages_are_kept_with_what_the_feed_says(site: Site, case: Case) -> None:
    site.pages |= {"/feed": feed(site, "/a", "/b"), "/a": page("زيارة لافروف"), "/b": page("قمة موسكو")}
    fetch(case, f"{site.address}/feed")
    assert [title for _, title in kept(case)] == ["زيارة لافروف", "قمة موسكو"]
    (extra,) = case.connection.execute("SELECT extra FROM sighting ORDER BY id LIMIT 1").fetchone()
    assert "موجز 0" in extra


def test_an_item_without_its_page_is_kept_as_the_feed_gives_it(site: Site, case: Case) -> None:
    site.pages["/feed"] = feed(site, "/gone")
    report, _ = fetch(case, f"{site.address}/feed")
    assert [title for _, title in kept(case)] == ["خبر 0"]
    assert any("the server answers 404" in problem.reason for problem in report.problems)


def test_what_did_not_change_is_not_sent_again(site: Site, case: Case) -> None:
    site.pages |= {"/feed": feed(site, "/a", "/b"), "/a": page("زيارة لافروف", etag='"1"'), "/b": page("قمة موسكو")}
    fetch(case, f"{site.address}/feed")
    site.asked.clear()
    report, fetching = fetch(case, f"{site.address}/feed")
    assert (report.met, fetching.unchanged) == (0, 2)
    assert site.asked == ["/robots.txt", "/feed", "/a"], "the server says nothing of the version of /b"


def test_a_page_that_changed_is_a_new_version(site: Site, case: Case) -> None:
    site.pages |= {"/feed": feed(site, "/a"), "/a": page("زيارة لافروف", etag='"1"')}
    fetch(case, f"{site.address}/feed")
    site.pages["/a"] = page("لافروف يلغي زيارته", etag='"2"')
    report, _ = fetch(case, f"{site.address}/feed")
    assert (report.new, report.versions) == (0, 1)


def test_addresses_that_cannot_be_fetched_are_told_and_the_others_kept(site: Site, case: Case) -> None:
    site.pages["/a"] = page("زيارة لافروف")
    report, _ = fetch(case, f"{site.address}/none", "ftp://example.org/x", f"{site.address}/a")
    assert (report.new, report.unread) == (1, 2)
    assert "this is no web address" in report.problems[1].reason


def test_what_was_fetched_is_not_remembered_where_nothing_could_be_kept(
    site: Site, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = page("زيارة لافروف", etag='"1"')
    fetching = Fetching(case, Fetcher(sleep=lambda _: None))

    def full(*_: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("musnad.case.adding.keep", full)
    with pytest.raises(CaseError):
        add_readings(case, fetching.walk([f"{site.address}/a"]), pipeline=simple_pipeline, workers=0)
    assert case.connection.execute("SELECT count(*) FROM fetched").fetchone() == (0,)
