"""The browser that the tests in this folder share; without one they are skipped, and say so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser_kit import NO_BROWSER, browsing, chromium, serving
from musnad.case.sample import make_sample_case
from web_kit import made_case, sample_pages


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if chromium() is None:
        pytest.skip(NO_BROWSER)
    with browsing() as found:
        yield found


@pytest.fixture(scope="session")
def kit_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a room over the small case of web_kit; what a test changes there others see."""
    folder = tmp_path_factory.mktemp("room") / "case"
    made_case(folder).close()
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="session")
def sample_room(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a room over the sample case, and its pages by name; nobody changes anything there."""
    folder = tmp_path_factory.mktemp("sample") / "case"
    make_sample_case(folder)
    with serving(folder, is_sample=True) as address:
        yield address, sample_pages(folder)
