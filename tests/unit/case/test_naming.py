"""What makes an article the same one."""

from __future__ import annotations

import pytest

from musnad.case.naming import address_key, article_key, item_key, text_hash
from musnad.model import Document

BASE = "https://example.com/news/5"


@pytest.mark.parametrize(
    "same",
    [
        "http://example.com/news/5", "https://www.example.com/news/5", "HTTPS://EXAMPLE.com/news/5/", f"{BASE}#top",
        f"{BASE}?utm_source=x&utm_medium=y", f"{BASE}?fbclid=1", f" {BASE} ", "https://example.com:443/news/5",
        "https://example.com/news/5?ref=home",
    ],
)  # fmt: skip
def test_address_is_the_same_however_it_was_reached(same: str) -> None:
    assert address_key(same) == address_key(BASE) == "example.com/news/5"


@pytest.mark.parametrize(
    "other", [f"{BASE}1", f"{BASE}?id=7", "https://ar.example.com/news/5", "https://example.com:8080/news/5",
              "https://example.com/News/5"]
)  # fmt: skip
def test_another_address_is_another(other: str) -> None:
    assert address_key(other) != address_key(BASE)


def test_parameters_have_no_order() -> None:
    assert address_key(f"{BASE}?b=2&a=1") == address_key(f"{BASE}?a=1&b=2") == "example.com/news/5?a=1&b=2"


def test_arabic_path_is_the_same_escaped_or_not() -> None:
    assert address_key("https://example.com/أخبار/٥") == address_key(
        "https://example.com/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D9%A5"
    )


@pytest.mark.parametrize("none", ["", "https://example.com", "https://example.com/", "not an address", "/news/5",
                                  "http://[::1", "http://example.com:99999/x", "mailto:a@example.com"])  # fmt: skip
def test_what_names_no_page_has_no_key(none: str) -> None:
    assert address_key(none) is None


def test_article_is_known_by_its_address_before_its_id() -> None:
    doc = Document(id="7", text="نص", url=f"{BASE}?utm_source=x", outlet="ANT")
    assert article_key(doc, named=True) == "url:example.com/news/5"


def test_article_without_an_address_is_known_by_its_outlets_id() -> None:
    doc = Document(id="7", text="نص", outlet="ANT")
    assert article_key(doc, named=True) == "id:ANT:7"
    assert article_key(Document(id="7", text="نص"), named=True) == "id::7"


def test_article_whose_address_names_no_page_is_known_by_its_id() -> None:
    doc = Document(id="7", text="نص", url="https://example.com/")
    assert article_key(doc, named=True) == "id::7"


def test_article_with_a_made_up_id_is_known_by_its_words() -> None:
    assert article_key(Document(id="a", text="نص"), named=False) == f"text:{text_hash('نص')}"
    assert article_key(Document(id="b", text="نص"), named=False) == article_key(
        Document(id="a", text="نص"), named=False
    )


def test_item_is_its_bytes_its_place_and_the_date_it_was_given() -> None:
    def key(raw: str = "r", locator: str = "", **fields: object) -> str:
        return item_key(raw, Document(id="a", text="x", **fields), locator=locator)  # type: ignore[arg-type]  # by name

    assert key() == key() == item_key("r", None, locator="")
    given = key(published="2018-05-10", published_basis="given")
    found = key(published="2018-05-10", published_basis="metadata")
    assert len({key(), key("s"), key(locator="line 2"), given}) == 4
    assert found == key()
