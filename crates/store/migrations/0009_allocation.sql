-- Rules that share a cost out, run in the order of their position: of one line, category or department (exactly one is
-- named), for one plan or for every plan of the year. On `capacity`, if there is one, what nobody takes stays idle.
CREATE TABLE allocation (
    id INTEGER PRIMARY KEY,
    fiscal_year INTEGER NOT NULL,
    plan INTEGER REFERENCES plan (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    line INTEGER REFERENCES line (id),
    category INTEGER REFERENCES category (id),
    department INTEGER REFERENCES department (id),
    "by" TEXT NOT NULL CHECK ("by" IN ('quantities', 'shares', 'evenly')),
    capacity TEXT,
    driver TEXT NOT NULL,
    unit TEXT NOT NULL,
    CHECK ((line IS NOT NULL) + (category IS NOT NULL) + (department IS NOT NULL) = 1)
) STRICT;
-- A line that goes (the undo of an import takes many) is looked for here.
CREATE INDEX allocation_line ON allocation (line) WHERE line IS NOT NULL;

-- Who takes a part by a rule, and with how much weight.
CREATE TABLE allocation_share (
    id INTEGER PRIMARY KEY,
    allocation INTEGER NOT NULL REFERENCES allocation (id),
    department INTEGER NOT NULL REFERENCES department (id),
    weight TEXT NOT NULL
) STRICT;
CREATE INDEX allocation_share_allocation ON allocation_share (allocation);

-- The rules that hold for an approved plan alone are frozen with it, whoever writes.
CREATE TRIGGER frozen_allocation_insert BEFORE INSERT ON allocation
    WHEN (SELECT state FROM plan WHERE id = NEW.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_allocation_update BEFORE UPDATE ON allocation
    WHEN EXISTS (SELECT 1 FROM plan WHERE id IN (OLD.plan, NEW.plan) AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_allocation_delete BEFORE DELETE ON allocation
    WHEN (SELECT state FROM plan WHERE id = OLD.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_share_insert BEFORE INSERT ON allocation_share
    WHEN EXISTS (SELECT 1 FROM allocation JOIN plan ON plan.id = allocation.plan
                 WHERE allocation.id = NEW.allocation AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_share_update BEFORE UPDATE ON allocation_share
    WHEN EXISTS (SELECT 1 FROM allocation JOIN plan ON plan.id = allocation.plan
                 WHERE allocation.id IN (OLD.allocation, NEW.allocation) AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_share_delete BEFORE DELETE ON allocation_share
    WHEN EXISTS (SELECT 1 FROM allocation JOIN plan ON plan.id = allocation.plan
                 WHERE allocation.id = OLD.allocation AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
