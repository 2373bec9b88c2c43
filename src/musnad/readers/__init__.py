"""Bytes to documents: texts, saved pages, records, tables, feeds, archives, folders of these, standard input.

A document leaves here with its text and metadata and no layers. Whatever could not be read is an `Unread` with the
reason and the remedy; nothing here stops because of one bad file.
"""

from musnad.readers.charset import Decoded, decode
from musnad.readers.finishing import finish, too_large
from musnad.readers.reading import MAX_BYTES, Found, Read, Reading, Skipped, Unfinished, Unread
from musnad.readers.sources import STDIN, read_bytes, read_sources, text_document, walk_bytes, walk_sources

__all__ = [
    "MAX_BYTES",
    "STDIN",
    "Decoded",
    "Found",
    "Read",
    "Reading",
    "Skipped",
    "Unfinished",
    "Unread",
    "decode",
    "finish",
    "read_bytes",
    "read_sources",
    "text_document",
    "too_large",
    "walk_bytes",
    "walk_sources",
]
