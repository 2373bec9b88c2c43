"""Claims: reports that are joined and split off, marks, what is weighed."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["SENTENCES"]

SENTENCES: tuple[str | tuple[str, str], ...] = (
    _("these are one claim already"),
    ("give the ids of two claims or more", _("choose two claims or more")),
    _("not all are reports of %(claim)s"),
    ("see them: musnad claim CASE %(claim)s", _("its reports are on the page of the claim %(claim)s")),
    _("nothing would be left of the claim"),
    ("give the reports to split off", _("tick the reports to split off, and leave some")),
    ("list them: musnad claim CASE --decisions", _("see the decisions on the page of the history")),
    _("make a new one instead"),
    ("no claim or evidence has this id", _("no claim and no report has this number")),
    ("list them: musnad claims CASE", _("look among the claims")),
    _("it names no other claim"),
    _("paste the address or the number of the other claim"),
    _("no report is chosen"),
    _("tick the reports that tell something else"),
    _("no such mark stands"),
    _("see those that do on the page of the claim"),
    _("take it back from the page of its claim"),
    ("it is no number of a claim", _("this is no number for a claim")),
    _("give one from 1 to 6"),
    _("give a number from 1 to 6, who gives it and why"),
    _("%(value)s is no number from 1 to 6"),
    _("a rating needs a day, a name and a reason: %(reason)s"),
    ("who is empty", _("it does not say who gives it")),
    ("reason is empty", _("it does not say why")),
    ("%(value)s is no ISO day", _("%(value)s is no day")),
    _("what it tells is damaged (%(error)s)"),
    (
        "make it again with: musnad weigh CASE --all",
        _("have the case weighed again: whoever keeps it does that with musnad weigh"),
    ),
    _("it has no tables for claims, since an earlier musnad made it"),
    (
        "put the case where it may be written, and run: musnad weigh CASE",
        _("whoever keeps the case puts it where it may be written and weighs it with musnad weigh"),
    ),
)
