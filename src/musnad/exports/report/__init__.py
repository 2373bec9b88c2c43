"""Reports on a claim, an actor or a period, for handing to a reader: one HTML page, or the same as PDF.

Every line ends in a footnote that opens to the exact words, with where they stand. Reports say what is told and by
whom; none says whether it is so.
"""

from __future__ import annotations

from musnad.exports.report.asked import asked_report, write
from musnad.exports.report.making import Made, report_on_actor, report_on_claim, report_on_period
from musnad.exports.report.pdf import to_pdf

__all__ = ["Made", "asked_report", "report_on_actor", "report_on_claim", "report_on_period", "to_pdf", "write"]
