-- The first book. Amounts and rates are decimal text; months are 2026-11; days are 2026-11-22.
-- Every table that a change can touch has the key `id`, so that one journal serves them all.

CREATE TABLE setting (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    organisation TEXT NOT NULL,
    currency TEXT NOT NULL,
    fiscal_start INTEGER NOT NULL CHECK (fiscal_start BETWEEN 1 AND 12),
    fiscal_name TEXT NOT NULL CHECK (fiscal_name IN ('end', 'start')),
    as_of TEXT,
    threshold_amount TEXT,
    threshold_percent TEXT,
    threshold_both INTEGER NOT NULL CHECK (threshold_both IN (0, 1))
) STRICT;

CREATE TABLE category (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    parent INTEGER REFERENCES category (id),
    expense TEXT NOT NULL CHECK (expense IN ('capex', 'opex'))
) STRICT;

CREATE TABLE department (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent INTEGER REFERENCES department (id)
) STRICT;

-- `name_key` is the name as spellings of it are compared (domain::vendor::key).
CREATE TABLE vendor (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    category INTEGER REFERENCES category (id),
    tier TEXT NOT NULL,
    criticality TEXT NOT NULL,
    owner TEXT NOT NULL,
    status TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;

CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT
) STRICT;

CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('budget', 'forecast', 'scenario')),
    fiscal_year INTEGER NOT NULL,
    first_month TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved')),
    approved_by TEXT,
    approved_at TEXT
) STRICT;

-- With a plan: its budget rate. With a month: the actual rate of that month.
CREATE TABLE rate (
    id INTEGER PRIMARY KEY,
    plan INTEGER REFERENCES plan (id),
    currency TEXT NOT NULL,
    month TEXT,
    rate TEXT NOT NULL,
    CHECK ((plan IS NULL) <> (month IS NULL))
) STRICT;

CREATE TABLE line (
    id INTEGER PRIMARY KEY,
    description TEXT NOT NULL,
    vendor INTEGER REFERENCES vendor (id),
    category INTEGER REFERENCES category (id),
    department INTEGER REFERENCES department (id),
    project INTEGER REFERENCES project (id),
    currency TEXT NOT NULL,
    expense TEXT NOT NULL CHECK (expense IN ('capex', 'opex')),
    purpose TEXT NOT NULL CHECK (purpose IN ('run', 'grow', 'transform')),
    owner TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;
CREATE INDEX line_vendor ON line (vendor) WHERE vendor IS NOT NULL;

-- A plan's twelve amounts for a line, in the order of the plan's months: one row, because a plan is
-- read whole, and an edit journals one row instead of twelve.
CREATE TABLE budget (
    id INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan (id),
    line INTEGER NOT NULL REFERENCES line (id),
    m01 TEXT NOT NULL, m02 TEXT NOT NULL, m03 TEXT NOT NULL, m04 TEXT NOT NULL,
    m05 TEXT NOT NULL, m06 TEXT NOT NULL, m07 TEXT NOT NULL, m08 TEXT NOT NULL,
    m09 TEXT NOT NULL, m10 TEXT NOT NULL, m11 TEXT NOT NULL, m12 TEXT NOT NULL,
    UNIQUE (plan, line)
) STRICT;
CREATE INDEX budget_line ON budget (line);

-- An import: which file, and what came of it. `totals` is JSON: currency to sum.
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    plan INTEGER REFERENCES plan (id),
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    count INTEGER NOT NULL,
    totals TEXT NOT NULL,
    options TEXT NOT NULL
) STRICT;

CREATE TABLE actual (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    vendor INTEGER REFERENCES vendor (id),
    text TEXT NOT NULL,
    document TEXT NOT NULL,
    account TEXT NOT NULL,
    cost_centre TEXT NOT NULL,
    line INTEGER REFERENCES line (id),
    batch INTEGER REFERENCES batch (id)
) STRICT;
CREATE INDEX actual_day ON actual (day);
CREATE INDEX actual_line ON actual (line) WHERE line IS NOT NULL;
-- A vendor that goes (the undo of an import takes many) is looked for here.
CREATE INDEX actual_vendor ON actual (vendor) WHERE vendor IS NOT NULL;

-- The journal: every change, chained by hash, and the rows it touched as they were before.
-- AUTOINCREMENT remembers the last number, so that entries cut off the end are missed.
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    command TEXT NOT NULL,
    summary TEXT NOT NULL,
    topics TEXT NOT NULL,
    undoes INTEGER,
    version INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- `key` to `last` is one row, or the block of rows that an import appended.
CREATE TABLE change_row (
    seq INTEGER PRIMARY KEY,
    change INTEGER NOT NULL,
    name TEXT NOT NULL,
    key INTEGER NOT NULL,
    last INTEGER,
    operation TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
    before TEXT
) STRICT;
CREATE INDEX change_row_change ON change_row (change);
CREATE INDEX change_row_key ON change_row (name, key);
CREATE INDEX change_row_block ON change_row (name, key) WHERE last IS NOT NULL;

-- What is written stays: the journal is only appended to.
CREATE TRIGGER change_is_kept BEFORE UPDATE ON change
    BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END;
CREATE TRIGGER change_is_not_deleted BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END;
CREATE TRIGGER change_row_is_kept BEFORE UPDATE ON change_row
    BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END;
CREATE TRIGGER change_row_is_not_deleted BEFORE DELETE ON change_row
    BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END;

-- An approved plan keeps its amounts, its rates and its set of lines, whoever writes.
CREATE TRIGGER frozen_insert BEFORE INSERT ON budget
    WHEN (SELECT state FROM plan WHERE id = NEW.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_update BEFORE UPDATE ON budget
    WHEN EXISTS (SELECT 1 FROM plan WHERE id IN (OLD.plan, NEW.plan) AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_delete BEFORE DELETE ON budget
    WHEN (SELECT state FROM plan WHERE id = OLD.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_rate_insert BEFORE INSERT ON rate
    WHEN (SELECT state FROM plan WHERE id = NEW.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_rate_update BEFORE UPDATE ON rate
    WHEN EXISTS (SELECT 1 FROM plan WHERE id IN (OLD.plan, NEW.plan) AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_rate_delete BEFORE DELETE ON rate
    WHEN (SELECT state FROM plan WHERE id = OLD.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_currency BEFORE UPDATE OF currency ON line
    WHEN NEW.currency <> OLD.currency AND EXISTS (
        SELECT 1 FROM budget JOIN plan ON plan.id = budget.plan
        WHERE budget.line = OLD.id AND plan.state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_months BEFORE UPDATE OF fiscal_year, first_month ON plan
    WHEN OLD.state = 'approved' AND NEW.state = 'approved'
         AND (NEW.fiscal_year <> OLD.fiscal_year OR NEW.first_month <> OLD.first_month)
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_plan BEFORE DELETE ON plan WHEN OLD.state = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
