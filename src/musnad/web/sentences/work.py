"""Long work, and what is told of an article while it goes on: files sent, processes, warnings."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["SENTENCES"]

SENTENCES: tuple[str | tuple[str, str], ...] = (
    _("there are more than %(most)s files"),
    _("they are more than %(most)s MB"),
    ("send fewer at once, or use musnad add", _("send fewer at once")),
    _("choose a file that holds something"),
    _("no file was chosen"),
    _("choose the files to bring in"),
    _("there is no such work"),
    ("choose weigh, reread or reread-all", _("begin it on the page of the work")),
    _("too much work is waiting"),
    _("wait until some of it is done"),
    _("see the list of the work"),
    ("it is over (done)", _("it is done already")),
    ("it is over (failed)", _("it failed already")),
    ("it is over (cancelled)", _("it was ended already")),
    _("it is over (%(state)s)"),
    _("ask for it anew"),
    _("it cannot be begun (%(error)s)"),
    _("its process ended with status %(status)s"),
    _("the process ended with status %(status)s"),
    _("the process was ended by signal %(number)s"),
    _("took longer than %(seconds)s seconds"),
    _("it stopped its reader 2 times: %(reason)s"),
    _("no worker process can be started (%(reason)s)"),
    (
        "see what it said above, or read in this process with: --workers 0",
        _("the terminal that runs the room says more"),
    ),
    _("%(exception)s: %(error)s; please report this text"),
    _("the stage %(stage)s failed: %(reason)s"),
    _("needs the layer %(layer)s, which could not be made"),
    (
        (
            "no publication date is given and the text settles none, so relative dates stay open; give one "
            "with --published YYYY-MM-DD"
        ),
        _("no publication date is given and the text settles none, so relative dates stay open"),
    ),
    _("the text holds no letters"),
    _("only %(share)s %% of the letters are Arabic; musnad reads Arabic only"),
    _("this looks like another language in Arabic script; musnad reads Arabic only"),
    _("this looks like Arabic stored with the wrong charset; get the file again as UTF-8"),
    _("%(number)s damaged characters could not be decoded as %(charset)s"),
    _("no article body was found in this page; only its headline was read"),
    _("the feed gives no text for this item; only its headline was read"),
    _("the feed's XML is broken in line %(line)s (%(error)s); this item may lack words"),
    _("the item's date %(value)s is no date"),
    _("published %(value)s is no date; write YYYY-MM-DD"),
    _("the saved page is cut off; it may lack words"),
    _("a quote is opened and never closed: what follows it stands in this row"),
    _("the page's digest does not match its bytes: the archive was changed or damaged"),
    _("the page was cut off when it was archived (%(value)s)"),
)
