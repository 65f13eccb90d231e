-- A scenario can stand on a plan: it then holds no amounts of its own, only adjustments that lie over those of the plan.
ALTER TABLE plan ADD COLUMN base INTEGER REFERENCES plan (id);
CREATE INDEX plan_base ON plan (base) WHERE base IS NOT NULL;

-- `amount` is a percentage, an amount a month or full-time posts, as the kind says.
CREATE TABLE adjustment (
    id INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan (id),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('percent', 'amount', 'headcount', 'rate')),
    amount TEXT NOT NULL,
    role INTEGER REFERENCES role (id),
    currency TEXT,
    category INTEGER REFERENCES category (id),
    department INTEGER REFERENCES department (id),
    vendor INTEGER REFERENCES vendor (id),
    project INTEGER REFERENCES project (id),
    line INTEGER REFERENCES line (id),
    expense TEXT,
    purpose TEXT,
    first_month TEXT,
    last_month TEXT,
    notes TEXT NOT NULL,
    CHECK ((kind = 'headcount') = (role IS NOT NULL)),
    CHECK ((kind = 'rate') = (currency IS NOT NULL))
) STRICT;
CREATE INDEX adjustment_plan ON adjustment (plan, place);
CREATE INDEX adjustment_role ON adjustment (role) WHERE role IS NOT NULL;
CREATE INDEX adjustment_line ON adjustment (line) WHERE line IS NOT NULL;

-- What is approved are amounts. A layer has none: it is adopted, or copied, before it is approved.
CREATE TRIGGER layer_is_not_approved BEFORE UPDATE OF state, base ON plan
    WHEN NEW.state = 'approved' AND NEW.base IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
