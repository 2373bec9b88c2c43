"""The sentences that musnad tells in English, as pages say them: a table for `musnad.web.told`, by subject.

A row is a sentence, or two: what is told on the command line, and what a page says instead, where the first names a
command or an option. A place such as `%(name)s` stands for whatever is there.

asking.py     what is asked of the room: queries, filters, values of addresses and forms
actors.py     actors, and sources
articles.py   articles, with what is noted and corrected in them
claims.py     claims
keeping.py    the case as it is kept, and the disk
files.py      files that are brought in
kinds.py      kinds of files that hold no text
work.py       long work, and warnings of what was read
exports.py    exports, and their files
doors.py      what is turned away, and faults of the room
places.py     where something is wrong
"""

from __future__ import annotations

from musnad.web.sentences import actors, articles, asking, claims, doors, exports, files, keeping, kinds, places, work

__all__ = ["PLACES", "SENTENCES", "Rows"]

Rows = tuple[tuple[str, str], ...]
_SUBJECTS = (asking, actors, articles, claims, keeping, files, kinds, work, exports, doors)


def _rows(rows: tuple[str | tuple[str, str], ...]) -> Rows:
    return tuple((row, row) if isinstance(row, str) else row for row in rows)


SENTENCES: Rows = tuple(row for subject in _SUBJECTS for row in _rows(subject.SENTENCES))
PLACES: Rows = _rows(places.SENTENCES)
