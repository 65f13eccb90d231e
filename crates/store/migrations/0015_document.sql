-- Files and addresses that are kept with a budget line or a contract.

-- What a file holds, by the SHA-256 of its bytes. Only ever added to, and outside the journal: taking a document back
-- or away leaves what it holds, so that every step can be taken back and done again.
CREATE TABLE content (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER content_update BEFORE UPDATE ON content BEGIN SELECT RAISE(ABORT, 'what a file holds stays'); END;
CREATE TRIGGER content_delete BEFORE DELETE ON content BEGIN SELECT RAISE(ABORT, 'what a file holds stays'); END;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    line INTEGER REFERENCES line (id),
    contract INTEGER REFERENCES contract (id),
    title TEXT NOT NULL,
    content TEXT REFERENCES content (hash),
    size INTEGER NOT NULL,
    link TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    CHECK ((line IS NULL) <> (contract IS NULL)),
    CHECK ((content IS NULL) = (link <> ''))
) STRICT;
CREATE INDEX document_line ON document (line) WHERE line IS NOT NULL;
CREATE INDEX document_contract ON document (contract) WHERE contract IS NOT NULL;
CREATE INDEX document_content ON document (content) WHERE content IS NOT NULL;
