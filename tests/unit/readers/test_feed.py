"""RSS and Atom: items, their fields, their dates, and what is broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.readers import Read, Unread, read_sources
from source_files import MORE, TEXT, TITLE, messages, read_all, reads
from support import done_within

ITEM = f"<item><title>{TITLE}</title><guid>g-1</guid><description>{TEXT}</description></item>"
PIECES = [
    "<rss>", "</rss>", "<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "&nbsp;", "&x", "<!DOCTYPE a [",
    "<description>", "قال نعم", "<content:encoded>", "<entry/>", "\x00", "<link href='", "<pubDate>2024", "<!--", "<?x",
]  # fmt: skip


def rss(*items: str, head: str = "", opening: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{opening}<rss version="2.0"><channel><title>وكالة المثال</title>{head}{"".join(items)}</channel></rss>'


def one(item: str, **parts: str) -> Read:
    (read,) = reads(rss(item, **parts).encode(), "feed.xml")
    return read


def test_item_has_all_its_fields() -> None:
    read = one(
        f"<item><title>{TITLE}</title><link>https://example.org/1</link><guid isPermaLink='false'>g-1</guid>"
        f"<description>{TEXT}</description><dc:creator>سلمى ناجي</dc:creator><category>سياسة</category>"
        "<category>برلمان</category><source url='https://other.example/rss'>صحيفة النموذج</source>"
        "<pubDate>Tue, 05 Mar 2024 10:00:00 +0300</pubDate></item>",
        head="<language>ar</language>",
    )
    doc = read.document
    assert (doc.id, doc.title, doc.url, doc.author) == ("g-1", TITLE, "https://example.org/1", "سلمى ناجي")
    assert (doc.outlet, doc.published, doc.published_basis) == (
        "صحيفة النموذج",
        "2024-03-05T10:00:00+03:00",
        "metadata",
    )
    assert doc.text == f"{TITLE}\n\n{TEXT}"
    assert (read.media, read.locator) == ("application/rss+xml", "item 1")
    for pair in (
        ("feed.category", "سياسة"), ("feed.category", "برلمان"), ("feed.creator", "سلمى ناجي"),
        ("feed.source.url", "https://other.example/rss"), ("feed.channel.language", "ar"),
        ("feed.pubdate", "Tue, 05 Mar 2024 10:00:00 +0300"),
    ):  # fmt: skip
        assert pair in read.extra


def test_raw_is_the_item_as_it_stands() -> None:
    first, second = reads(rss(ITEM, "<item><title>خبر ثان هنا</title></item>").encode(), "feed.xml")
    assert first.raw == ITEM.encode()
    assert second.raw == "<item><title>خبر ثان هنا</title></item>".encode()


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (f"<![CDATA[<p>{TEXT}</p><p>{MORE}</p>]]>", [TEXT, MORE]),
        (f"&lt;p&gt;{TEXT}&lt;br/&gt;{MORE}&lt;/p&gt;", [TEXT, MORE]),
        (f"<p>{TEXT}</p><p>{MORE}</p>", [TEXT, MORE]),
        (f"{TEXT}\n{MORE}", [TEXT, MORE]),
        (f"<![CDATA[<p>{TEXT}</p><script>x = 1</script><!-- سر -->]]>", [TEXT]),
        (f"&amp;lt;p&amp;gt;{TEXT}&amp;lt;/p&amp;gt;", [TEXT]),
        (f"{TEXT}&#xD800;&#57343;&#x6D8;\n{MORE}", [f"{TEXT}\ufffd\ufffd\u06d8", MORE]),
    ],
    ids=["cdata", "escaped", "raw_markup", "plain_lines", "script", "escaped_twice", "half_surrogates"],
)
def test_html_in_a_description_becomes_lines(body: str, lines: list[str]) -> None:
    read = one(f"<item><title>{TITLE}</title><description>{body}</description></item>")
    assert read.document.text.split("\n")[2:] == lines


def test_whole_content_goes_before_the_summary_which_is_kept() -> None:
    content = f"<content:encoded><![CDATA[<p>{TEXT}</p><p>{MORE}</p>]]></content:encoded>"
    read = one(f"<item><title>{TITLE}</title><description>{TEXT}</description>{content}</item>")
    assert read.document.text.endswith(MORE)
    assert ("feed.description", TEXT) in read.extra


def test_title_repeated_in_the_text_is_given_once() -> None:
    read = one(f"<item><title>{TITLE}</title><description>&lt;h1&gt;{TITLE}&lt;/h1&gt;{TEXT}</description></item>")
    assert read.document.text.count(TITLE) == 1


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("الثلاثاء، 5 آذار 2024 10:30", "2024-03-05"),
        ("الثلاثاء ٥ مارس ٢٠٢٤", "2024-03-05"),
        ("2024-03-05T10:30:00Z", "2024-03-05T10:30:00Z"),
        ("Tue, 05 Mar 2024 10:30:00 GMT", "2024-03-05T10:30:00+00:00"),
    ],
    ids=["levantine_month", "eastern_digits", "iso", "mail"],
)
def test_date_of_an_item(date: str, published: str) -> None:
    assert one(f"{ITEM[:-7]}<pubDate>{date}</pubDate></item>").document.published == published


def test_item_without_a_date_has_none() -> None:
    assert (one(ITEM).document.published, one(ITEM).document.warnings) == (None, ())


def test_date_that_is_none_is_told_and_kept() -> None:
    read = one(f"{ITEM[:-7]}<pubDate>قريبا</pubDate></item>")
    assert read.document.published is None
    assert "'قريبا' is no date" in read.document.warnings[0]
    assert ("feed.pubdate", "قريبا") in read.extra


def test_published_option_leaves_the_dates_of_items(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "feed.xml"
    path.write_text(rss(f"{ITEM[:-7]}<pubDate>2024-03-05</pubDate></item>", ITEM), encoding="utf-8")
    found = [r.document.published for r in read_sources([path], published="2020-01-02") if r.document]
    assert found == ["2024-03-05", "2020-01-02"]


def test_windows_1256_feed() -> None:
    data = rss(ITEM, opening='<?xml version="1.0" encoding="windows-1256"?>').encode("cp1256")
    (read,) = reads(data, "feed.xml")
    assert read.document.title == TITLE
    assert ("feed.charset", "cp1256") in read.extra
    assert read.raw is not None and read.raw.decode("cp1256") == ITEM


def test_wrongly_declared_charset_is_seen_through() -> None:
    (read,) = reads(rss(ITEM).encode("cp1256"), "feed.xml")
    assert read.document.title == TITLE


def test_atom() -> None:
    entry = (
        f"<entry><id>tag:example.org,2024:1</id><title type='html'>{TITLE}</title>"
        "<updated>2024-03-06T01:00:00Z</updated><published>2024-03-05T10:00:00Z</published><link rel='self' href='https://example.org/1.atom'/>"
        "<link href='https://example.org/1'/><author><name>سلمى ناجي</name><email>s@example.org</email></author>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{TEXT}</p><p>{MORE}</p></div></content>"
        "</entry>"
    )
    data = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>موقع المثال</title>{entry}</feed>"
    (read,) = reads(data.encode(), "feed.atom")
    doc = read.document
    assert (doc.id, doc.url, doc.author) == ("tag:example.org,2024:1", "https://example.org/1", "سلمى ناجي")
    assert (doc.outlet, doc.published, doc.text) == (
        "موقع المثال",
        "2024-03-05T10:00:00Z",
        f"{TITLE}\n\n{TEXT}\n{MORE}",
    )
    assert read.media == "application/atom+xml"
    assert ("feed.author.email", "s@example.org") in read.extra


def test_atom_that_tells_only_when_it_changed() -> None:
    entry = f"<entry><id>1</id><title>{TITLE}</title><summary>{TEXT}</summary><updated>2024-03-06</updated></entry>"
    (read,) = reads(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>".encode(), "feed.atom")
    assert (read.document.published, read.document.published_basis) == ("2024-03-06", "inferred")


def test_rss_of_the_first_version() -> None:
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>وكالة المثال</title></channel>'
        f"<item rdf:about='https://example.org/1'><title>{TITLE}</title><link>https://example.org/1</link>"
        f"<description>{TEXT}</description><dc:date>2024-03-05</dc:date></item></rdf:RDF>"
    )
    (read,) = reads(data.encode(), "feed.rdf")
    assert (read.document.id, read.document.published) == ("https://example.org/1", "2024-03-05")
    assert (read.document.outlet, read.document.text) == ("وكالة المثال", f"{TITLE}\n\n{TEXT}")


def test_title_and_description_of_a_picture_are_not_the_items() -> None:
    media = "<media:content url='https://example.org/a.jpg'/><media:title>صورة</media:title>"
    doc = one(f"<item>{media}<title>{TITLE}</title><description>{TEXT}</description></item>").document
    assert (doc.title, doc.text) == (TITLE, f"{TITLE}\n\n{TEXT}")


def test_mail_address_is_no_author() -> None:
    assert one(f"{ITEM[:-7]}<author>desk@example.org</author></item>").document.author is None
    assert one(f"{ITEM[:-7]}<author>desk@example.org (نادر فهيم)</author></item>").document.author == "نادر فهيم"


def test_names_of_html_and_bare_ampersands_are_no_fault() -> None:
    doc = one("<item><title>بحث&nbsp;وتطوير</title><link>https://example.org/?a=1&b=2</link>"
              f"<description>{TEXT}</description></item>").document  # fmt: skip
    assert (doc.title, doc.url, doc.warnings) == ("بحث وتطوير", "https://example.org/?a=1&b=2", ())


def test_id_is_guid_or_link_or_content() -> None:
    linked = one(f"<item><title>{TITLE}</title><link>https://example.org/1</link></item>")
    bare = one(f"<item><title>{TITLE}</title></item>")
    assert (one(ITEM).document.id, linked.document.id) == ("g-1", "https://example.org/1")
    assert bare.document.id == one(f"<item><title>{TITLE}</title></item>").document.id


def test_item_with_a_headline_only_is_read_with_a_warning() -> None:
    doc = one(f"<item><title>{TITLE}</title></item>").document
    assert doc.text == TITLE and "only its headline" in doc.warnings[0]


def test_empty_item_is_unread_and_the_next_is_read() -> None:
    first, second = read_all(rss("<item/>", ITEM).encode(), "feed.xml")
    assert isinstance(first, Unread) and "neither title nor text" in str(first.error)
    assert isinstance(second, Read) and second.document.id == "g-1"


def test_cut_off_feed_is_read_as_far_as_it_goes() -> None:
    data = rss(ITEM + "\n", f"<item><title>{TITLE}</title><description>{TEXT}").encode()[:-40]
    first, second = reads(data, "feed.xml")
    assert first.document.warnings == ()
    assert any("XML is broken" in warning for warning in second.document.warnings)


def test_mismatched_tags_do_not_lose_the_other_items() -> None:
    bad = f"<item><title>{TITLE}<b></title><description>{TEXT}</description></item>\n"
    readings = reads(rss(ITEM + "\n", bad, ITEM).encode(), "feed.xml")
    assert len(readings) >= 2 and readings[0].document.text == f"{TITLE}\n\n{TEXT}"
    assert any(read.document.warnings for read in readings)


@pytest.mark.parametrize(("data", "reason"), [("<rss></rss>", "no items"), ("<", "broken"), ("<feed>x", "no items")])
def test_feed_that_holds_nothing_says_so(data: str, reason: str) -> None:
    (message,) = messages(data.encode(), "feed.rss")
    assert reason in message


def test_entities_of_its_own_are_not_read() -> None:
    bomb = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(1, 9))
    opening = f'<!DOCTYPE rss [<!ENTITY l1 "ha"><!ENTITY file SYSTEM "file:///etc/passwd">{bomb}]>'
    doc = one(f"<item><title>{TITLE}&l9;&file;</title></item>", opening=opening).document
    assert doc.title == TITLE


@pytest.mark.parametrize("piece", ["<item>", "<item", "<![CDATA[", "<!DOCTYPE rss [", "&a", "<title><b>", "a@b "])
def test_hostile_feed_is_done_with_soon(piece: str) -> None:
    with done_within(5):
        read_all(f"<rss><channel>{ITEM}{piece * 60_000}".encode(), "feed.xml")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_feed_gives_readings(pieces: list[str]) -> None:
    for reading in read_all("".join(["<rss><channel>", *pieces]).encode(), "feed.rss"):
        assert isinstance(reading, Read | Unread)
