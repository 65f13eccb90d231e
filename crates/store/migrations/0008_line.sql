-- How a line's months came about, what it was split from or merged into, how it is written off, and who works in a role.

-- `basis` is JSON of domain::budget::basis::Basis; empty for what was typed, pasted or imported.
ALTER TABLE budget ADD COLUMN basis TEXT NOT NULL DEFAULT '';

-- A frozen plan keeps its lines: one that was merged into another or split off is counted with it where the plan does
-- not know the other.
ALTER TABLE line ADD COLUMN merged_into INTEGER REFERENCES line (id);
ALTER TABLE line ADD COLUMN split_from INTEGER REFERENCES line (id);
CREATE INDEX line_merged_into ON line (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX line_split_from ON line (split_from) WHERE split_from IS NOT NULL;

-- How what is bought on a line is written off.
CREATE TABLE depreciation (
    id INTEGER PRIMARY KEY,
    line INTEGER NOT NULL UNIQUE REFERENCES line (id),
    months INTEGER NOT NULL CHECK (months > 0),
    method TEXT NOT NULL CHECK (method IN ('straight_line', 'declining', 'double_declining', 'sum_of_years')),
    rate TEXT,
    salvage_percent TEXT NOT NULL,
    delay INTEGER NOT NULL CHECK (delay >= 0)
) STRICT;

-- `yearly` is the loaded cost of one full-time post; `capitalised` a percentage.
CREATE TABLE role (
    id INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan (id),
    title TEXT NOT NULL,
    department INTEGER REFERENCES department (id),
    category INTEGER REFERENCES category (id),
    headcount TEXT NOT NULL,
    yearly TEXT NOT NULL,
    currency TEXT NOT NULL,
    first_month TEXT,
    last_month TEXT,
    raise_month TEXT,
    raise_percent TEXT,
    capitalised TEXT NOT NULL,
    notes TEXT NOT NULL,
    line INTEGER REFERENCES line (id),
    capital_line INTEGER REFERENCES line (id)
) STRICT;
CREATE INDEX role_plan ON role (plan);
CREATE INDEX role_line ON role (line) WHERE line IS NOT NULL;
CREATE INDEX role_capital_line ON role (capital_line) WHERE capital_line IS NOT NULL;

CREATE TRIGGER frozen_role_insert BEFORE INSERT ON role
    WHEN (SELECT state FROM plan WHERE id = NEW.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_role_update BEFORE UPDATE ON role
    WHEN EXISTS (SELECT 1 FROM plan WHERE id IN (OLD.plan, NEW.plan) AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_role_delete BEFORE DELETE ON role
    WHEN (SELECT state FROM plan WHERE id = OLD.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
