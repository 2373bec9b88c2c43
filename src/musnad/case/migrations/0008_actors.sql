-- Lists of many: in how many current articles each term stands, kept in step by triggers, so that those of most articles
-- are found without counting all. What people call an actor in place of the name that articles have; who decided.

ALTER TABLE term ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
UPDATE term SET articles = counted.n FROM (
    SELECT term, count(*) AS n FROM fact WHERE EXISTS (SELECT 1 FROM article WHERE current = fact.document) GROUP BY term
) AS counted WHERE counted.term = term.id;
CREATE INDEX term_named ON term (articles DESC, key, kind, label) WHERE kind IN ('actor', 'place');
CREATE INDEX term_telling ON term (articles DESC, key, label) WHERE kind = 'speaker';

CREATE TRIGGER fact_added AFTER INSERT ON fact WHEN EXISTS (SELECT 1 FROM article WHERE current = new.document) BEGIN
    UPDATE term SET articles = articles + 1 WHERE id = new.term;
END;
CREATE TRIGGER fact_gone AFTER DELETE ON fact WHEN EXISTS (SELECT 1 FROM article WHERE current = old.document) BEGIN
    UPDATE term SET articles = articles - 1 WHERE id = old.term;
END;
CREATE TRIGGER article_turned AFTER UPDATE OF current ON article WHEN old.current IS NOT new.current BEGIN
    UPDATE term SET articles = articles - 1 WHERE id IN (SELECT term FROM fact WHERE document = old.current);
    UPDATE term SET articles = articles + 1 WHERE id IN (SELECT term FROM fact WHERE document = new.current);
END;

-- By key (musnad.corpus.evidence.entity_key), in the order written; `undone` is when one was taken back.
CREATE TABLE actor_name (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    about TEXT NOT NULL,
    name TEXT NOT NULL,
    who TEXT NOT NULL,
    reason TEXT NOT NULL,
    undone TEXT
);
CREATE INDEX actor_name_about ON actor_name (about);

ALTER TABLE identity ADD COLUMN who TEXT NOT NULL DEFAULT '';

-- Agencies are credited in the author's field: its values are few.
CREATE INDEX document_author ON document (author) WHERE author IS NOT NULL;
