-- Plans in versions, what was decided by whom, and targets from above.

ALTER TABLE plan ADD COLUMN submitted_by TEXT;
ALTER TABLE plan ADD COLUMN submitted_at TEXT;
-- Over the figures as they were approved; `check` computes it again.
ALTER TABLE plan ADD COLUMN hash TEXT;
-- The approved plan that this one corrects, and how many versions there are up to it.
ALTER TABLE plan ADD COLUMN version_of INTEGER REFERENCES plan (id);
ALTER TABLE plan ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- What a category or a department is to keep within, in the book's currency, for the plan's year.
CREATE TABLE target (
    id INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan (id),
    category INTEGER REFERENCES category (id),
    department INTEGER REFERENCES department (id),
    amount TEXT NOT NULL,
    CHECK ((category IS NULL) <> (department IS NULL))
) STRICT;
CREATE UNIQUE INDEX target_of ON target (plan, coalesce(category, 0), coalesce(department, 0));

-- An approved plan keeps what was approved, by whom and when, and where it comes from.
CREATE TRIGGER frozen_record BEFORE UPDATE ON plan
    WHEN OLD.state = 'approved' AND NEW.state = 'approved'
         AND (NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.approved_by IS NOT OLD.approved_by
              OR NEW.approved_at IS NOT OLD.approved_at OR NEW.submitted_by IS NOT OLD.submitted_by
              OR NEW.submitted_at IS NOT OLD.submitted_at OR NEW.hash IS NOT OLD.hash
              OR NEW.version_of IS NOT OLD.version_of OR NEW.version <> OLD.version)
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
-- An approval can be taken back (undone) only while nothing rests on it.
CREATE TRIGGER frozen_state BEFORE UPDATE OF state ON plan
    WHEN OLD.state = 'approved' AND NEW.state <> 'approved'
         AND EXISTS (SELECT 1 FROM plan WHERE version_of = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'built on'); END;
-- INSERT OR REPLACE takes a row away without a trigger of its own: it is met before it does.
CREATE TRIGGER frozen_replace BEFORE INSERT ON budget
    WHEN EXISTS (SELECT 1 FROM budget JOIN plan ON plan.id = budget.plan
                 WHERE budget.id = NEW.id AND plan.state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_renumber BEFORE UPDATE OF id ON budget
    WHEN NEW.id <> OLD.id AND EXISTS (SELECT 1 FROM budget JOIN plan ON plan.id = budget.plan
                                      WHERE budget.id = NEW.id AND plan.state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_rate_replace BEFORE INSERT ON rate
    WHEN EXISTS (SELECT 1 FROM rate JOIN plan ON plan.id = rate.plan
                 WHERE rate.id = NEW.id AND plan.state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_rate_renumber BEFORE UPDATE OF id ON rate
    WHEN NEW.id <> OLD.id AND EXISTS (SELECT 1 FROM rate JOIN plan ON plan.id = rate.plan
                                      WHERE rate.id = NEW.id AND plan.state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_plan_replace BEFORE INSERT ON plan
    WHEN EXISTS (SELECT 1 FROM plan WHERE id = NEW.id AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_plan_renumber BEFORE UPDATE OF id ON plan
    WHEN NEW.id <> OLD.id AND EXISTS (SELECT 1 FROM plan WHERE id = NEW.id AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
-- The currency of a line is part of the figures; a line is never replaced by another of its number.
CREATE TRIGGER frozen_line_replace BEFORE INSERT ON line
    WHEN EXISTS (SELECT 1 FROM line WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_line_renumber BEFORE UPDATE OF id ON line
    WHEN NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER frozen_target_insert BEFORE INSERT ON target
    WHEN EXISTS (SELECT 1 FROM plan WHERE id = NEW.plan AND state = 'approved')
      OR EXISTS (SELECT 1 FROM target WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_target_update BEFORE UPDATE ON target
    WHEN NEW.id <> OLD.id
      OR EXISTS (SELECT 1 FROM plan WHERE id IN (OLD.plan, NEW.plan) AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_target_delete BEFORE DELETE ON target
    WHEN EXISTS (SELECT 1 FROM plan WHERE id = OLD.plan AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
