-- How the lines of a plan were written off when it was approved: the P&L view of what is approved stays as it was,
-- whatever is said of a line since. `hashed`: in the hash of the plan's figures; 0 for plans approved before there was this.
CREATE TABLE plan_depreciation (
    id INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan (id),
    line INTEGER NOT NULL REFERENCES line (id),
    months INTEGER NOT NULL CHECK (months > 0),
    method TEXT NOT NULL CHECK (method IN ('straight_line', 'declining', 'double_declining', 'sum_of_years')),
    rate TEXT,
    salvage_percent TEXT NOT NULL,
    delay INTEGER NOT NULL CHECK (delay >= 0),
    hashed INTEGER NOT NULL CHECK (hashed IN (0, 1)),
    UNIQUE (plan, line)
) STRICT;
CREATE INDEX plan_depreciation_line ON plan_depreciation (line);

INSERT INTO plan_depreciation (plan, line, months, method, rate, salvage_percent, delay, hashed)
    SELECT plan.id, depreciation.line, months, method, depreciation.rate, salvage_percent, delay, 0
    FROM plan JOIN budget ON budget.plan = plan.id JOIN depreciation ON depreciation.line = budget.line
    WHERE plan.state = 'approved' ORDER BY plan.id, depreciation.line;

CREATE TRIGGER frozen_depreciation_insert BEFORE INSERT ON plan_depreciation
    WHEN EXISTS (SELECT 1 FROM plan WHERE id = NEW.plan AND state = 'approved')
      OR EXISTS (SELECT 1 FROM plan_depreciation WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_depreciation_update BEFORE UPDATE ON plan_depreciation
    WHEN NEW.id <> OLD.id
      OR EXISTS (SELECT 1 FROM plan WHERE id IN (OLD.plan, NEW.plan) AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_depreciation_delete BEFORE DELETE ON plan_depreciation
    WHEN EXISTS (SELECT 1 FROM plan WHERE id = OLD.plan AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
