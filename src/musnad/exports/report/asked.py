"""A report as an export asks for it: on a claim, an actor, or else the chosen days.

What comes in is a subject with its case, and how the export is wanted; what goes out is the report, or its page in the
place of the export.
"""

from __future__ import annotations

from musnad.case.choosing import Chosen
from musnad.errors import ExportError
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.redaction import RedactedSubject
from musnad.exports.report.making import MOST_CLAIMS, NOBODY, Made, report_on_actor, report_on_claim, report_on_period
from musnad.exports.subject import CaseSubject, Subject

__all__ = ["asked_report", "count_in", "write"]


def asked_report(subject: Subject, manner: Manner) -> Made:
    """Return the report that is asked for.

    Raises ExportError where it is asked on two things or without a case, CaseError where the case has no such claim or
    actor.
    """
    if subject.case is None:
        raise ExportError(
            subject.name, "a report is made of a case", "bring the files into one: musnad add CASE FILE..."
        )
    redactor = subject.redactor if isinstance(subject, RedactedSubject) else NOBODY
    whole = subject.whole if isinstance(subject, RedactedSubject) else subject
    chosen = whole.chosen if isinstance(whole, CaseSubject) else Chosen()
    given = [about for about in (manner.claim, manner.actor) if about is not None]
    if len(given) > 1:
        raise ExportError(" ".join(given), "a report is on one thing", "ask for a claim, an actor or a period")
    if given and (chosen.query.strip() or chosen.about):
        raise ExportError(given[0], "this report takes days and no other choice of articles", "leave the search out")
    language, made = manner.language, manner.made
    if manner.claim is not None:
        return report_on_claim(subject.case, manner.claim, language=language, made=made, redactor=redactor)
    if manner.actor is not None:
        return report_on_actor(
            subject.case, manner.actor, language=language, made=made, since=chosen.since, until=chosen.until,
            redactor=redactor,
        )  # fmt: skip
    most = MOST_CLAIMS if manner.most is None else manner.most
    return report_on_period(subject.case, chosen, language=language, made=made, most=most, redactor=redactor)


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write the page of a report."""
    made = asked_report(subject, manner)
    with out.text() as file:
        file.write(made.html)
    count_in(out, made)


def count_in(out: Out, made: Made) -> None:
    """Count what a report holds and what its limits left out."""
    out.wrote("footnotes", made.notes)
    out.lose("shortened", made.left)
