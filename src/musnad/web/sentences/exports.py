"""Exports: the format, what it is about, and the file that is made."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["SENTENCES"]

SENTENCES: tuple[str | tuple[str, str], ...] = (
    _("there is no such format"),
    _("the formats are %(names)s"),
    _("it is about a claim or about an actor, not about both"),
    _("leave one of them out"),
    _("it is about a claim, an actor, or days"),
    _("say about which"),
    _("no article is chosen"),
    _("choose others, or all of the case"),
    _("see the list of articles"),
    _("names are blacked out without a reason"),
    ("say why: --reason WHY", _("say why, for those who read the case later")),
    _("blacking out goes into the log, and this case is open for reading only"),
    ("export from a case that you may write", _("whoever runs the room can open it for changes")),
    _("a report is on one thing"),
    _("ask for a claim, an actor or a period"),
    _("this report takes days and no other choice of articles"),
    _("leave the search out"),
    _("no Chromium or Chrome is installed here to print it"),
    _("export the report as HTML and print it from a browser"),
    _("it cannot be run (%(error)s)"),
    _("it printed nothing (%(what)s)"),
    _("printing took longer than %(seconds)s seconds"),
    ("%(name)s is not installed", _("%(name)s is missing on the machine of the room")),
    ("install it with: pip install 'musnad[%(name)s]'", _("whoever runs the room installs it: musnad[%(name)s]")),
    ("make room, or check that you may write there", _("whoever runs the room makes room on its disk")),
    _("an earlier musnad made it, and its tables are not brought up to date"),
    (
        "put it where it may be written, and run: musnad weigh CASE",
        _("whoever keeps the case opens it once where it may be written, which brings its tables up to date"),
    ),
    _("a bundle holds a whole case, and only some of its articles are chosen"),
    _("leave the search and the days out, or take another format"),
    _("an article was deleted while the bundle was written"),
    ("write it again", _("ask for it anew")),
    _("its redacted text has %(number)s characters, not %(most)s"),
    _("replace names by as many characters"),
    _("it has made no file"),
    _("its file is not kept any more"),
)
