"""Pages that a browser saved as one file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.readers import Read, Unread
from source_files import MORE, TEXT, TITLE, message, messages, page, read_all, reads

PICTURE = ("image/png", "https://example.org/a.png", b"\x89PNG" + bytes(100), "base64")
SAMPLE = message([("text/html", "https://example.org/2024/a", page().encode(), "quoted-printable"), PICTURE])


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a"])
def test_page_of_a_saved_message(coding: str, name: str) -> None:
    data = message([("text/html", "https://example.org/2024/a", page().encode(), coding), PICTURE])
    (read,) = reads(data, name)
    assert read.document.text == f"{TITLE}\n\n{TEXT}\n{MORE}"
    assert (read.document.id, read.document.url) == ("a", "https://example.org/2024/a")
    assert (read.media, read.locator) == ("text/html", "part 1")
    assert read.raw is not None and read.raw.decode().strip() == page()


def test_day_of_saving_is_kept_and_is_no_date() -> None:
    (read,) = reads(SAMPLE, "a.mhtml")
    assert read.document.published is None
    assert ("mhtml.saved", "Wed, 1 Jan 2025 10:00:00 -0000") in read.extra
    assert ("mhtml.subject", TITLE) in read.extra


def test_charset_of_the_part_counts() -> None:
    body = page().encode("iso8859-6")
    (read,) = reads(message([("text/html; charset=iso-8859-6", "cid:1", body, "base64")]), "a.mhtml")
    assert read.document.title == TITLE


def test_address_that_the_page_gives_itself_goes_first() -> None:
    head = "<link rel='canonical' href='https://example.org/own/1'>"
    (read,) = reads(message([("text/html", "https://example.org/2024/a", page(head=head).encode(), "base64")]), "a.mht")
    assert read.document.url == "https://example.org/own/1"
    assert ("mhtml.location", "https://example.org/2024/a") in read.extra
    assert ("html.canonical", "https://example.org/own/1") in read.extra


def test_page_that_is_not_the_first_part_is_found() -> None:
    (read,) = reads(message([PICTURE, ("text/html", "cid:1", page().encode(), "base64")]), "a.mht")
    assert (read.document.title, read.locator) == (TITLE, "part 2")


def test_cut_off_message_is_read_with_a_warning() -> None:
    (read,) = reads(message([("text/html", "cid:1", page().encode(), "quoted-printable")], closed=False), "a.mhtml")
    assert "cut off" in read.document.warnings[0]


def test_message_without_a_page_is_refused() -> None:
    assert "holds no page" in messages(message([PICTURE]), "a.mhtml")[0]


def test_subject_in_a_charset_that_is_none_is_kept_as_given() -> None:
    (read,) = reads(SAMPLE.replace(b"=?utf-8?B?", b"=?utf\xd98?B?"), "a.mhtml")
    assert any(name == "mhtml.subject" for name, _ in read.extra)


def test_text_that_speaks_of_such_a_message_is_text() -> None:
    (read,) = reads(f"{TEXT}\nMIME-Version: 1.0\nContent-Type: multipart/related\n".encode(), "a.txt")
    assert read.media == "text/plain"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SAMPLE)), st.binary(max_size=30), st.integers(0, 60))
def test_any_damage_gives_readings(at: int, put: bytes, cut: int) -> None:
    for reading in read_all(SAMPLE[:at] + put + SAMPLE[at + cut :], "a.mhtml"):
        assert isinstance(reading, Read | Unread)
