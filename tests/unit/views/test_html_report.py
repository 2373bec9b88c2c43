"""The HTML page."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from musnad.model import ChainLink, Dating, Document, Entity, Failure, Span, Statement
from musnad.views.html_report import render_html
from support import make_doc
from unit.views.view_docs import TEXT, bare_doc, full_doc, timed_doc, undated_doc

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\" onfocus='x' &amp;"


def _tree(doc: Document) -> html.HtmlElement:
    return html.document_fromstring(render_html(doc))


def _running_text(tree: html.HtmlElement) -> str:
    for reference in tree.xpath("//p//a[@class='ref'] | //h1//a[@class='ref']"):
        reference.drop_tree()
    return "".join(p.text_content() for p in tree.xpath("//h1 | //article//div/p"))


def test_render_html_keeps_the_whole_text() -> None:
    assert "".join(_running_text(_tree(full_doc())).split()) == "".join(TEXT.split())


def test_render_html_shows_each_statement_with_every_link_of_its_chain() -> None:
    doc = full_doc()
    tree = _tree(doc)
    for number, statement in enumerate(doc.statements or (), 1):
        (card,) = tree.xpath(f"//*[@id='c{number}']")
        links = card.xpath(".//ol/li")
        assert len(links) == len(statement.chain)
        for shown, link in zip(links, statement.chain, strict=True):
            for place in filter(None, (link.source, link.cue)):
                assert doc.slice(place) in shown.text_content()
        lit = tree.xpath(f"//main//p//*[contains(concat(' ', @data-g, ' '), ' s{number} ')]")
        assert doc.slice(statement.content[0]) in "".join(e.text_content() for e in lit if "content" in e.get("class"))


def test_render_html_has_a_target_for_every_anchor_and_no_id_twice() -> None:
    tree = _tree(full_doc())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= set(ids)


def test_render_html_cuts_nested_marks_into_pieces_with_all_their_groups() -> None:
    tree = _tree(full_doc())
    groups = [e.get("data-g") for e in tree.xpath("//main//p//*[contains(@class, 'trigger')]")]
    assert "s1 s4 e2" not in groups
    assert {"s1 s4 e1", "s3 e2"} <= set(groups)


def test_render_html_reads_from_the_right_and_isolates_dates() -> None:
    tree = _tree(full_doc())
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert "2018-05-10" in [b.text_content() for b in tree.xpath("//bdi[@dir='ltr']")]


def test_render_html_allows_only_its_own_style_and_script() -> None:
    page = render_html(full_doc())
    tree = html.document_fromstring(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (code,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" in policy
    assert not tree.xpath("//@src | //link | //@style | //iframe | //object")


def test_render_html_escapes_everything_from_the_article() -> None:
    doc = full_doc()
    entities = tuple(msgspec.structs.replace(e, name=EVIL, name_en=EVIL, roles=(EVIL,)) for e in doc.entities or ())
    evil = msgspec.structs.replace(
        doc,
        id=EVIL,
        text=EVIL + doc.text[len(EVIL) :],
        title=EVIL,
        outlet=EVIL,
        author=EVIL,
        url=f"javascript:{EVIL}",
        published=EVIL,
        entities=entities,
        failures=(Failure(EVIL, EVIL),),
        warnings=(EVIL,),
        stages={EVIL: EVIL},
    )
    tree = _tree(evil)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //@onerror | //@onfocus")
    assert not [h for h in tree.xpath("//a/@href") if not h.startswith(("#", "https://www.wikidata.org/wiki/Q"))]


def test_render_html_links_only_web_addresses() -> None:
    doc = full_doc()
    web = msgspec.structs.replace(doc, url="https://a.example/x?y=1&z=2")
    assert "https://a.example/x?y=1&z=2" in _tree(web).xpath("//a/@href")
    odd = msgspec.structs.replace(doc, url="JavaScript:alert(1)")
    assert "JavaScript:alert(1)" not in _tree(odd).xpath("//a/@href")
    entity = Entity(id="p1", type="PER", name="س", wikidata='Q1"/../x', mentions=(Span(0, 1),), origin="t:1")
    assert not _tree(msgspec.structs.replace(doc, entities=(entity,))).xpath("//a[contains(@href, 'wikidata')]")


def test_render_html_says_which_layers_were_not_made() -> None:
    missing = _tree(bare_doc()).xpath("//*[@class='troubles']//li")
    assert len(missing) == 6
    layers = {"mentions": (), "entities": (), "dating": Dating(), "times": (), "statements": (), "events": ()}
    empty = msgspec.structs.replace(bare_doc(), **layers)
    assert not _tree(empty).xpath("//*[@class='troubles']")
    assert "لم يُعثر على شيء" in render_html(empty)


def test_render_html_names_failures_versions_and_offsets() -> None:
    page = _tree(full_doc()).text_content()
    for words in ("could not guess", "no author found", "times 3", "musnad 0", "offsets are Unicode code points"):
        assert words in page


def test_render_html_shows_the_title_when_the_text_has_none() -> None:
    doc = msgspec.structs.replace(bare_doc(), title="عنوان آخر")
    tree = _tree(doc)
    assert [h.text_content() for h in tree.xpath("//h1")] == ["عنوان آخر"]
    assert "قمة منتظرة" in tree.xpath("//article")[0].text_content()


@given(st.text(), st.text())
def test_render_html_takes_any_string(text: str, title: str) -> None:
    page = render_html(Document(id="x", text=text, title=title, url=text))
    page.encode("utf-8")
    assert "\x00" not in page


def _one_line(sentences: int) -> Document:
    text = " ".join(["قال سامي إن الوفد وصل."] * sentences)
    size = len("قال سامي إن الوفد وصل. ")
    link = ChainLink(source=Span(4, 8), cue=Span(0, 3), origin="t:1")
    statements = tuple(
        Statement(
            id=str(i),
            content=(Span(i * size + 12, i * size + 21),),
            chain=(link,),
            kind="indirect",
            stance="neutral",
            origin="t:1",
        )
        for i in range(sentences)
    )
    return make_doc(text, title="عنوان", statements=statements)


def test_render_html_divides_a_crowded_line_between_sentences() -> None:
    doc = _one_line(7)
    tree = _tree(doc)
    assert [len(r.xpath(".//section")) for r in tree.xpath("//article/div")] == [2, 2, 2, 1]
    assert [("runs-on" in r.get("class")) for r in tree.xpath("//article/div")] == [True, True, True, False]
    assert "".join(_running_text(tree).split()) == "عنوان" + "".join(doc.text.split())


def test_render_html_leaves_a_line_with_few_statements_whole() -> None:
    assert len(_tree(_one_line(4)).xpath("//article/div")) == 1


def test_render_html_names_the_days_that_fit_and_links_the_words_for_them() -> None:
    tree = _tree(undated_doc())
    head = tree.xpath("//header")[0]
    days = head.xpath(".//*[@class='basis']/bdi[@class='iso']")
    assert [day.text_content() for day in days] == ["2018-05-03", "2018-05-10"]
    rows = [" ".join(li.text_content().split()) for li in head.xpath(".//*[@class='because']//li")]
    assert rows == ["أمس يوم الأسبوع الخميس", "سامي في أثناء الولاية 2018-01-01 – 2018-12-31"]
    for link in head.xpath(".//*[@class='because']//a/@href"):
        (words,) = tree.xpath(f"//*[@id='{link[1:]}']")
        shown = words if words.text_content() else words.getnext()  # where two anchors stand, one is empty
        assert shown.text_content() in ("أمس", "سامي")


def test_render_html_names_no_reasons_where_the_day_was_given() -> None:
    assert not _tree(full_doc()).xpath("//*[@class='because']")


def test_render_html_shows_the_days_meant_where_they_are_more_than_the_value() -> None:
    items = [" ".join(li.text_content().split()) for li in _tree(timed_doc()).xpath("//ul[@class='times']/li")]
    assert items == [
        "أمس 2018-05-09 تاريخ · قياسًا إلى يوم النشر",
        "زار 2018-W18 2018-04-30 – 2018-05-06 تاريخ · قياسًا إلى يوم النشر",
        "سامي XXXX-WXX-2 تاريخ · لم يُحسم",
        "عمّان تاريخ · لم يُحسم لا يوم كهذا",
    ]
