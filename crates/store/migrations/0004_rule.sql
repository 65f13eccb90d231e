-- By which conditions a posting finds its line, tried by position. A rule that matched something is retired rather than
-- removed, so that what it matched can still say why.
CREATE TABLE rule (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    vendor INTEGER REFERENCES vendor (id),
    text TEXT NOT NULL,
    account TEXT NOT NULL,
    cost_centre TEXT NOT NULL,
    amount_from TEXT,
    amount_to TEXT,
    source TEXT NOT NULL CHECK (source IN ('typed', 'learned')),
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE rule_share (
    id INTEGER PRIMARY KEY,
    rule INTEGER NOT NULL REFERENCES rule (id),
    line INTEGER NOT NULL REFERENCES line (id),
    share TEXT NOT NULL
) STRICT;
CREATE INDEX rule_share_rule ON rule_share (rule);
CREATE INDEX rule_share_line ON rule_share (line);

-- `rule` matched it; without one it came so or was matched by hand. A reversal names the accrual that it takes back.
ALTER TABLE actual ADD COLUMN rule INTEGER REFERENCES rule (id);
ALTER TABLE actual ADD COLUMN kind TEXT NOT NULL DEFAULT 'posting' CHECK (kind IN ('posting', 'accrual', 'reversal'));
ALTER TABLE actual ADD COLUMN reverses INTEGER REFERENCES actual (id);
CREATE INDEX actual_rule ON actual (rule) WHERE rule IS NOT NULL;
CREATE INDEX actual_reverses ON actual (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX actual_loose ON actual (day) WHERE line IS NULL;

-- The parts of a posting that belongs to several lines: it has no line of its own, and they sum to its amount.
CREATE TABLE actual_share (
    id INTEGER PRIMARY KEY,
    actual INTEGER NOT NULL REFERENCES actual (id),
    line INTEGER NOT NULL REFERENCES line (id),
    amount TEXT NOT NULL
) STRICT;
CREATE INDEX actual_share_actual ON actual_share (actual);
CREATE INDEX actual_share_line ON actual_share (line);

-- Every posting by line: whole where it has one or none, in parts where it is split.
CREATE VIEW actual_part AS
    SELECT id AS actual, day, amount, currency, line FROM actual
    WHERE line IS NOT NULL OR id NOT IN (SELECT actual FROM actual_share)
    UNION ALL
    SELECT actual.id, actual.day, actual_share.amount, actual.currency, actual_share.line
    FROM actual_share JOIN actual ON actual.id = actual_share.actual;

-- A closed month keeps its postings as they are, whoever writes. The vendor is a label and follows a merge.
CREATE TABLE closing (
    id INTEGER PRIMARY KEY,
    month TEXT NOT NULL UNIQUE,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TRIGGER closed_insert BEFORE INSERT ON actual
    WHEN EXISTS (SELECT 1 FROM closing WHERE month = substr(NEW.day, 1, 7))
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_update BEFORE UPDATE OF day, amount, currency, text, document, account, cost_centre, line, rule,
        kind, reverses ON actual
    WHEN EXISTS (SELECT 1 FROM closing WHERE month IN (substr(OLD.day, 1, 7), substr(NEW.day, 1, 7)))
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_delete BEFORE DELETE ON actual
    WHEN EXISTS (SELECT 1 FROM closing WHERE month = substr(OLD.day, 1, 7))
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_share_insert BEFORE INSERT ON actual_share
    WHEN EXISTS (SELECT 1 FROM closing JOIN actual ON month = substr(day, 1, 7) WHERE actual.id = NEW.actual)
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_share_update BEFORE UPDATE ON actual_share
    WHEN EXISTS (SELECT 1 FROM closing JOIN actual ON month = substr(day, 1, 7)
                 WHERE actual.id IN (OLD.actual, NEW.actual))
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_share_delete BEFORE DELETE ON actual_share
    WHEN EXISTS (SELECT 1 FROM closing JOIN actual ON month = substr(day, 1, 7) WHERE actual.id = OLD.actual)
    BEGIN SELECT RAISE(ABORT, 'closed'); END;

-- INSERT OR REPLACE takes a row away without a trigger of its own: it is met before it does. Rows keep their numbers.
CREATE TRIGGER closed_replace BEFORE INSERT ON actual
    WHEN EXISTS (SELECT 1 FROM actual WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_renumber BEFORE UPDATE OF id ON actual WHEN NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_share_replace BEFORE INSERT ON actual_share
    WHEN EXISTS (SELECT 1 FROM actual_share WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_share_renumber BEFORE UPDATE OF id ON actual_share WHEN NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'closed'); END;

-- What is proposed to be accrued when a month is closed: of a category or of one line, which goes before its category.
CREATE TABLE accrual_rule (
    id INTEGER PRIMARY KEY,
    category INTEGER UNIQUE REFERENCES category (id),
    line INTEGER UNIQUE REFERENCES line (id),
    choice TEXT NOT NULL CHECK (choice IN ('always', 'ask', 'never')),
    CHECK ((category IS NULL) <> (line IS NULL))
) STRICT;

-- The service that a posting pays for in advance: its cost belongs to these days.
CREATE TABLE prepaid (
    id INTEGER PRIMARY KEY,
    actual INTEGER NOT NULL UNIQUE REFERENCES actual (id),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('even', 'days'))
) STRICT;
CREATE TRIGGER closed_prepaid_insert BEFORE INSERT ON prepaid
    WHEN EXISTS (SELECT 1 FROM closing JOIN actual ON month = substr(day, 1, 7) WHERE actual.id = NEW.actual)
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_prepaid_update BEFORE UPDATE ON prepaid
    WHEN EXISTS (SELECT 1 FROM closing JOIN actual ON month = substr(day, 1, 7)
                 WHERE actual.id IN (OLD.actual, NEW.actual))
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_prepaid_delete BEFORE DELETE ON prepaid
    WHEN EXISTS (SELECT 1 FROM closing JOIN actual ON month = substr(day, 1, 7) WHERE actual.id = OLD.actual)
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_prepaid_replace BEFORE INSERT ON prepaid
    WHEN EXISTS (SELECT 1 FROM prepaid WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
CREATE TRIGGER closed_prepaid_renumber BEFORE UPDATE OF id ON prepaid WHEN NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'closed'); END;
