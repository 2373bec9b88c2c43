-- A case: articles, the versions of their text, what was found in each, and everything that was done to them.
-- Numbers that people note down are AUTOINCREMENT: one that was deleted never stands for something else.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- The log, one line of log.jsonl per row; the file is written from here after each commit.
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    line TEXT NOT NULL
);

-- One article, whatever number of times it was brought in. `key` is what makes it the same one (musnad.case.naming).
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    current INTEGER REFERENCES document (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

-- One version of an article's text with its metadata. `day` is the ISO day of `published`.
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    author TEXT,
    url TEXT,
    published TEXT,
    published_basis TEXT,
    day TEXT,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    added TEXT NOT NULL,
    UNIQUE (article, version)
);
CREATE INDEX document_name ON document (name);
CREATE INDEX document_url ON document (url);
CREATE INDEX document_day ON document (day);
CREATE INDEX document_outlet ON document (outlet);

-- The layers of a document but for its segments: one compressed record; `stages` says as JSON which versions made it.
CREATE TABLE layers (
    document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    stages TEXT NOT NULL,
    value BLOB NOT NULL
);

-- Where a document came from: each time its bytes were met. `item` identifies those bytes and how they were read.
CREATE TABLE sighting (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    item TEXT NOT NULL UNIQUE,
    raw TEXT NOT NULL,
    media TEXT NOT NULL,
    source TEXT NOT NULL,
    locator TEXT NOT NULL,
    extra TEXT NOT NULL,
    seen TEXT NOT NULL
);
CREATE INDEX sighting_document ON sighting (document);
CREATE INDEX sighting_raw ON sighting (raw);

-- What could not be read or killed its reader, with the reason; `raw` is set where its bytes were kept.
CREATE TABLE quarantine (
    item TEXT PRIMARY KEY,
    raw TEXT,
    source TEXT NOT NULL,
    locator TEXT NOT NULL,
    reason TEXT NOT NULL,
    met TEXT NOT NULL
) WITHOUT ROWID;

-- What documents can be filtered by: kind is actor, speaker, place, event or stance; key identifies, label is shown.
CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    UNIQUE (kind, key)
);
CREATE TABLE fact (
    term INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    PRIMARY KEY (term, document)
) WITHOUT ROWID;
CREATE INDEX fact_document ON fact (document);

-- A person's corrections, in the order they were made; `undone` is when one was taken back.
CREATE TABLE judgement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    layer TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('add', 'remove', 'replace')),
    target TEXT,
    value TEXT,
    reason TEXT NOT NULL,
    undone TEXT
);
CREATE INDEX judgement_document ON judgement (document);

CREATE TABLE saved_search (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    seen INTEGER NOT NULL
) WITHOUT ROWID;

-- Addresses that were fetched, with what their server needs to say that nothing changed.
CREATE TABLE fetched (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    status INTEGER NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
