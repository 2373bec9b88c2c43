"""The case as it is kept: its folder, its database, the disk; and what the system says of them."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["SENTENCES"]

SENTENCES: tuple[str | tuple[str, str], ...] = (
    _("it cannot be written (%(error)s)"),
    _("it cannot be read (%(error)s)"),
    _("it cannot be used (%(error)s)"),
    ("check its permissions", _("whoever keeps the case checks who may read it")),
    (
        "check that the folder may be written, and run it again",
        _("whoever keeps the case checks that its folder may be written; then do it again"),
    ),
    (
        "check that the folder is there and may be read",
        _("whoever keeps the case checks that its folder is there and may be read"),
    ),
    (
        "check that the folder is there and may be written",
        _("whoever keeps the case checks that its folder is there and may be written"),
    ),
    (
        "make room on the disk and run it again; what was committed is kept",
        _("room is needed on the disk of the case; what was finished is kept"),
    ),
    (
        "make room on the disk, see whether it is sound, and run it again",
        _("whoever keeps the case sees whether its disk is sound and has room"),
    ),
    (
        "run musnad verify on it, and restore the folder from a copy",
        _("whoever keeps the case checks it with musnad verify and restores its folder from a copy"),
    ),
    ("run musnad verify on it", _("whoever keeps the case checks it with musnad verify")),
    (
        "wait until the other musnad is done, and try again",
        _("something else writes into the case: wait until that is done, and try again"),
    ),
    ("another musnad is adding to it", _("other work writes into the case at the moment")),
    _("wait until that is done, and try again"),
    _("the database is missing"),
    _("the database cannot be opened (%(error)s)"),
    _("it holds changes that cannot be read where nothing can be written (%(error)s)"),
    (
        "copy the folder to a disk that may be written, and open it there",
        _("whoever keeps the case copies its folder to a disk that may be written and opens it there"),
    ),
    _("its form is %(form)s, this musnad knows %(known)s"),
    _("it was made by a later musnad (schema %(found)s, this one knows %(known)s)"),
    ("update musnad and try again", _("whoever runs the room updates musnad")),
    _("there is no case here"),
    ("make one with: musnad add FOLDER SOURCE...", _("it was moved or deleted: whoever keeps the case puts it back")),
    ("it is no sound TOML (%(error)s)", _("the file of its settings is damaged (%(error)s)")),
    ("correct it, or restore it from a copy", _("whoever keeps the case corrects it, or restores it from a copy")),
    _("its index of words was made by another musnad"),
    ("run: musnad reread CASE --index", _("whoever keeps the case has the index made anew with musnad reread")),
    _("a later musnad made it (schema %(found)s, this one knows %(known)s)"),
    ("update musnad", _("whoever runs the room updates musnad")),
    _("an earlier musnad made it (schema %(found)s, this one knows %(known)s), and it is open for reading only"),
    (
        "open it once without --read-only where it may be written, which brings its tables up to date",
        _("whoever keeps the case opens it once where it may be written, which brings its tables up to date"),
    ),
    _("this room is for reading only"),
    ("start it without --read-only to change things", _("whoever runs the room can open it for changes")),
    _("No space left on device"),
    _("Permission denied"),
    _("Read-only file system"),
    _("Input/output error"),
    _("No such file or directory"),
    _("database is locked"),
    _("database or disk is full"),
    _("disk I/O error"),
    _("database disk image is malformed"),
    _("file is not a database"),
    _("unable to open database file"),
    _("attempt to write a readonly database"),
)
