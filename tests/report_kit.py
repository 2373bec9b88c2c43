"""What the tests of reports share: reading a report's page as lines, footnotes and links, and reports of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import html

from musnad.case.choosing import Chosen
from musnad.case.folder import Case
from musnad.case.weighing import list_claims, weigh_listed
from musnad.exports.manner import Language
from musnad.exports.report import Made, report_on_actor, report_on_claim, report_on_period

__all__ = ["MADE", "REPORTS", "Quotation", "ReportPage", "most_opposed", "page_of"]

MADE = "2026-01-01T12:30:00Z"
_OWN_WORDS = ("bdi", "q", "cite", "blockquote", "h1", "title")  # what holds words of a case


class Quotation(NamedTuple):
    """Words that a footnote quotes, and where it says that they stand."""

    document: int
    start: int
    end: int
    words: str


class ReportPage:
    """The page of a report, parsed."""

    def __init__(self, page: str) -> None:
        self.source = page
        self.tree = html.document_fromstring(page)

    @property
    def bare_lines(self) -> list[str]:
        """The lines and rows that cite nothing."""
        cites = ".//a[@role='doc-noteref']"
        return [e.text_content() for e in self.tree.xpath("//*[@data-line]") if not e.xpath(cites)]

    @property
    def lines(self) -> list[str]:
        """The lines and rows as text."""
        return [" ".join(e.text_content().split()) for e in self.tree.xpath("//*[@data-line]")]

    @property
    def notes(self) -> list[str]:
        """The footnotes as text."""
        return [" ".join(e.text_content().split()) for e in self.tree.xpath("//li[@role='doc-footnote']")]

    @property
    def quotations(self) -> list[Quotation]:
        """What the footnotes quote."""
        return [
            Quotation(*(int(e.get(f"data-{key}")) for key in ("document", "start", "end")), e.text_content())
            for e in self.tree.xpath("//li[@role='doc-footnote']//mark")
        ]

    @property
    def dead_links(self) -> set[str]:
        """Links within the page that lead nowhere."""
        targets = {href[1:] for href in self.tree.xpath("//a/@href") if href.startswith("#")}
        return targets - set(self.tree.xpath("//@id"))

    @property
    def own_words(self) -> str:
        """What the report says itself, without words of the case, addresses and pictures."""
        tree = html.document_fromstring(self.source)
        for element in tree.xpath(" | ".join(f"//{tag}" for tag in (*_OWN_WORDS, "svg", "style"))):
            element.drop_tree()
        return str(tree.text_content())

    def section(self, key: str) -> str:
        """Return the text of a section; empty where there is none."""
        return " ".join(
            " ".join(e.text_content() for e in self.tree.xpath(f"//section[@aria-labelledby='{key}']")).split()
        )


def page_of(made: Made) -> ReportPage:
    """Return the page of a report."""
    return ReportPage(made.html)


def most_opposed(case: Case) -> str:
    """Return the id of the claim that most is against."""
    weighing = weigh_listed(case, list_claims(case), start=0, most=50)
    return max(weighing.claims, key=lambda one: len(one.against)).claim.id


def _on_claim(case: Case, language: Language) -> Made:
    return report_on_claim(case, most_opposed(case), language=language, made=MADE)


def _on_actor(case: Case, language: Language) -> Made:
    return report_on_actor(case, "actors:per.barham_salih", language=language, made=MADE)


def _on_period(case: Case, language: Language) -> Made:
    return report_on_period(case, Chosen(), language=language, made=MADE)


REPORTS: Mapping[str, Callable[[Case, Language], Made]] = {
    "claim": _on_claim, "actor": _on_actor, "period": _on_period,
}  # fmt: skip
"""A report of each kind over the sample case."""
