-- What people write down: what they know of one who tells (`about` is his key, `name` what he was called then), and
-- the numbers they give to claims (`about` is the id of the claim), in the order written. `undone` is when one was taken
-- back. Nothing here points at an article, so that it outlives all of them.
CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    about TEXT NOT NULL,
    name TEXT NOT NULL,
    field TEXT NOT NULL CHECK (
        field IN ('class', 'country', 'party_to', 'side', 'descriptor', 'name', 'rating', 'mark')
    ),
    value TEXT NOT NULL,
    day TEXT NOT NULL,
    who TEXT NOT NULL,
    reason TEXT NOT NULL,
    undone TEXT
);
CREATE INDEX note_about ON note (about);

-- The reports that a claim had when it was marked, the earliest first: by them the mark is found again where the claim
-- has another id. A report's words are in its article, at `spans`; it goes with the article, and the mark stays.
CREATE TABLE marked_report (
    note INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    spans TEXT NOT NULL,
    PRIMARY KEY (note, place)
) WITHOUT ROWID;
CREATE INDEX marked_report_document ON marked_report (document);
