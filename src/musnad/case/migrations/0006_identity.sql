-- What people decided of two actors, by their keys (musnad.corpus.evidence.entity_key): that they are one, or never are.
-- Keys are not those of any document, so that decisions hold for articles that come later; `undone` is when one was
-- taken back.
CREATE TABLE identity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('merge', 'split')),
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    reason TEXT NOT NULL,
    undone TEXT,
    CHECK (one < other)
);
