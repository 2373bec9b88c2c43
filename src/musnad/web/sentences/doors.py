"""What is turned away before a page is made, and faults of the room itself."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["SENTENCES"]

SENTENCES: tuple[str | tuple[str, str], ...] = (
    _("there is no such page"),
    _("something went wrong in the room itself"),
    (
        "the terminal that runs it says more; please report it",
        _("whoever runs the room sees more on its terminal; please report it"),
    ),
    _("this room asks for a token"),
    (
        "send one as Authorization: Bearer TOKEN; to make one: musnad token add CASE",
        _("enter with the token that whoever keeps the case gave you"),
    ),
    _("too many wrong tokens came from here"),
    _("wait a minute"),
    _("this room is not called so"),
    _("this room is not called %(name)s"),
    (
        "to allow a name: musnad serve CASE --host-name NAME",
        _("open it by its own address; whoever runs the room can allow more names (musnad serve)"),
    ),
    _("the address is too long"),
    ("keep it under %(most)s bytes", _("ask for less at once")),
    _("it is too large"),
    _("send at most %(most)s MB at once"),
    _("another site asked for this"),
    _("open it in the room itself"),
    _("this came from another site and was not done"),
    _("send it from a page of the room"),
    _("%(kind)s is no type that is taken here"),
    _("send it as %(kinds)s"),
    _("it came too slowly"),
    _("it is longer than %(most)s MB"),
    ("Method Not Allowed", _("nothing can be sent to this address")),
    ("Not Found", _("there is no such page")),
    ("Too many files. Maximum number of files is %(most)s.", _("there are more than %(most)s files")),
    ("Too many fields. Maximum number of fields is %(most)s.", _("it is larger than any form of the room")),
    ("Part exceeded maximum size of %(most)sKB.", _("it is too large")),
)
