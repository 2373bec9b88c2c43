-- What people write down on articles, and the articles they pick out, in the order written. A note is of the article and
-- shows on all its versions; `document` is the version it was written on, `start` and `end` (code points) the words in it
-- that it is about, NULL where it is about the whole. `undone` is when one was taken back. It goes with the article.
CREATE TABLE article_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    document INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'pick')),
    start INTEGER,
    "end" INTEGER,
    words TEXT NOT NULL,
    who TEXT NOT NULL,
    undone TEXT,
    CHECK ((start IS NULL) = ("end" IS NULL))
);
CREATE INDEX article_note_article ON article_note (article);

-- What an outlet published before and after an article.
CREATE INDEX IF NOT EXISTS document_outlet_day ON document (outlet, day, id);
