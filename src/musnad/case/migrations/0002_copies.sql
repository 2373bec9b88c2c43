-- Copies: what each text is known by, the runs of words by which copies are found, and which articles are copies.

-- `outlet` numbers the outlet, else the host of the address; `work` what counts as one article of it; `whole` the words
-- of the body; `runs` the kept runs of words as 32-bit numbers, little end first.
CREATE TABLE copy_text (
    document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    outlet INTEGER,
    work INTEGER NOT NULL,
    day TEXT,
    words INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    runs BLOB NOT NULL
);
CREATE INDEX copy_text_whole ON copy_text (whole);

CREATE TABLE copy_run (
    run INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (run, document)
) WITHOUT ROWID;

-- Runs of passages that come back article after article: in one outlet, or (outlet 0) anywhere.
CREATE TABLE copy_standing (
    run INTEGER NOT NULL,
    outlet INTEGER NOT NULL,
    PRIMARY KEY (run, outlet)
) WITHOUT ROWID;

-- Two documents that share their wording, a < b: the words that are the same, and their share of either body.
CREATE TABLE copy (
    a INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('same', 'copy', 'edited', 'excerpt', 'recrawl')),
    words INTEGER NOT NULL,
    of_a REAL NOT NULL,
    of_b REAL NOT NULL,
    PRIMARY KEY (a, b),
    CHECK (a < b)
) WITHOUT ROWID;
CREATE INDEX copy_b ON copy (b);

-- The words an article is about (its headline's, else its first ones), as numbers: see musnad.case.related.
CREATE TABLE related_word (
    word INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    PRIMARY KEY (word, document)
) WITHOUT ROWID;
CREATE INDEX related_word_document ON related_word (document);
