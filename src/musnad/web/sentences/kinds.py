"""Kinds of files that hold no text, by the names that `musnad.readers.kinds` has for them; and what to do instead."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["SENTENCES"]

SENTENCES: tuple[str | tuple[str, str], ...] = (
    _("a PDF"),
    _("an old office document"),
    _("a rich text document (RTF)"),
    _("a bzip2 archive"),
    _("an xz archive"),
    _("a 7-Zip archive"),
    _("a RAR archive"),
    _("a Zstandard archive"),
    _("a tar archive"),
    _("a PNG image"),
    _("a JPEG image"),
    _("a GIF image"),
    _("a bitmap image"),
    _("a TIFF image"),
    _("a WebP image"),
    _("an icon"),
    _("an Ogg recording"),
    _("an MP3 recording"),
    _("a WAV recording"),
    _("a video"),
    _("a font"),
    _("a program"),
    _("an SQLite database"),
    _("a binary file"),
    (
        "save its text to a file (for example with pdftotext) and give that",
        _("save its text to a file and give that"),
    ),
    _("unpack it and give the files in it, or pack them as zip"),
    _("give a text file, an HTML page or a JSONL file"),
    _("export it as JSONL with a field text"),
)
