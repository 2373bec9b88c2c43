"""Places that errors name: articles, claims, decisions, and fields of forms by what their labels say."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["SENTENCES"]

SENTENCES: tuple[str | tuple[str, str], ...] = (
    ("document %(number)s", _("article %(number)s")),
    _("claim %(id)s"),
    _("decision %(number)s"),
    ("judgement %(number)s", _("correction %(number)s")),
    _("correction %(number)s"),
    _("note %(number)s on an article"),
    _("note %(number)s"),
    _("name %(number)s"),
    _("job %(number)s"),
    _("%(key)s and %(key_too)s"),
    _("the case"),
    _("the reason"),
    _("the form"),
    _("the search"),
    _("reading"),
    _("files"),
    ("PDF", _("the PDF file")),
    ("judgement", _("the correction")),
    ("start, end", _("the place of the words")),
    ("with", _("the other claim")),
    ("reports", _("the reports")),
    ("report", _("the report on a matter")),
    ("pdf", _("the report as a PDF")),
    ("mark", _("the mark")),
    ("one, other", _("the two texts")),
    ("name", _("the name")),
    ("number", _("the number")),
    ("key", _("the key")),
    ("who", _("who you are")),
    ("reason", _("why")),
    ("published", _("the date")),
)
