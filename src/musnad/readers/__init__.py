"""Bytes to documents: text files, saved pages, JSON lines, folders, standard input.

A document leaves here with its text and metadata and no layers. Whatever could not be read is an `Unread` with the
reason and the remedy; nothing here stops because of one bad file.
"""

from musnad.readers.charset import Decoded, decode
from musnad.readers.reading import MAX_BYTES, Read, Reading, Unread
from musnad.readers.sources import STDIN, read_bytes, read_sources, text_document

__all__ = [
    "MAX_BYTES",
    "STDIN",
    "Decoded",
    "Read",
    "Reading",
    "Unread",
    "decode",
    "read_bytes",
    "read_sources",
    "text_document",
]
