-- Claims: what each current document tells, which reports may tell the same thing, and the claims that follow.
-- A piece of evidence has the number document << 16 | its place in the document (musnad.case.weighing.pieces).

-- What a document tells, as one compressed record. `stale` has bits: 1 where the document was read or corrected
-- since, 2 where one before it came, changed or went (musnad.case.weighing.overtaking).
CREATE TABLE evidence (
    document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    value BLOB NOT NULL,
    stale INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX evidence_stale ON evidence (document) WHERE stale;

-- `id` is the evidence's own, as 8 bytes; `form` a number of its wording; `twin` the piece of the same wording that is
-- compared in its place; `claim` the piece that is told first in its claim, NULL where nothing else tells the same.
CREATE TABLE piece (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    form INTEGER NOT NULL,
    twin INTEGER,
    claim INTEGER
);
CREATE INDEX piece_id ON piece (id);
CREATE INDEX piece_form ON piece (form);
CREATE INDEX piece_twin ON piece (twin) WHERE twin IS NOT NULL;
CREATE INDEX piece_claim ON piece (claim) WHERE claim IS NOT NULL;

-- By which keys pieces are found (musnad.corpus.blocks): their numbers, packed in rows of 4,096 documents each
-- (musnad.case.weighing.postings).
CREATE TABLE block (
    key INTEGER NOT NULL,
    row INTEGER NOT NULL,
    pieces BLOB NOT NULL,
    PRIMARY KEY (key, row)
) WITHOUT ROWID;

-- How likely two pieces tell the same thing, in thousandths; each pair stands in both directions.
CREATE TABLE near (
    piece INTEGER NOT NULL,
    other INTEGER NOT NULL,
    chance INTEGER NOT NULL,
    PRIMARY KEY (piece, other)
) WITHOUT ROWID;

-- What two pieces contradict each other in, as a record of JSON; each pair stands in both directions.
CREATE TABLE opposed (
    piece INTEGER NOT NULL,
    other INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (piece, other, kind)
) WITHOUT ROWID;

-- Claims that more than one piece tells: how many outlets and articles, and the days of the first and the last.
CREATE TABLE claim (
    first INTEGER PRIMARY KEY,
    outlets INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    since TEXT,
    until TEXT
);
CREATE INDEX claim_told ON claim (outlets, articles);

-- A person's decisions on claims, in the order they were made; `undone` is when one was taken back.
CREATE TABLE claim_decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('join', 'split')),
    reason TEXT NOT NULL,
    undone TEXT
);

-- The evidence that a decision is on. `side` is 1, or 2 for what was split off; `id` and `form` find it again in a later
-- version of its article, `start` and `end` (code points) where the document was read again; `piece` is it now.
CREATE TABLE decided (
    decision INTEGER NOT NULL REFERENCES claim_decision (id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    document INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    id BLOB NOT NULL,
    form INTEGER NOT NULL,
    piece INTEGER
);
CREATE INDEX decided_article ON decided (article);
CREATE INDEX decided_piece ON decided (piece);
