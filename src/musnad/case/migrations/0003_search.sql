-- What articles can be searched by: their words as stems and as written, without the text, which is in `document`.
-- Words come parted by spaces and folded; the tokenizer keeps everything outside ASCII as it is.

CREATE VIRTUAL TABLE search USING fts5 (
    title, body, title_exact, body_exact,
    content = '', tokenize = 'ascii'
);
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO search (search, rank) VALUES ('crisismerge', 64);

-- Every stem of the index that may be a name: its key among spellings of foreign names, and its key in Latin letters.
CREATE TABLE vocabulary (
    stem TEXT PRIMARY KEY,
    skeleton TEXT NOT NULL,
    latin TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX vocabulary_skeleton ON vocabulary (skeleton);
CREATE INDEX vocabulary_latin ON vocabulary (latin);

-- What lists and counts of hits need of a document, without its text.
CREATE INDEX document_brief ON document (id, day, outlet, article);
CREATE INDEX article_current ON article (current);
