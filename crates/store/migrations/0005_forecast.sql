-- How forecasts come about: by which method each line goes, and which months were typed by hand.

-- How many months of a Forecast were closed when it was cut; nothing where it was not cut from actuals.
ALTER TABLE plan ADD COLUMN closed INTEGER CHECK (closed BETWEEN 0 AND 12);

-- What lines go by that nothing is chosen for. Without a category: for all others. `last`: of how many closed months
-- a run rate is the mean; all if it is empty.
CREATE TABLE forecast_default (
    id INTEGER PRIMARY KEY,
    category INTEGER REFERENCES category (id),
    method TEXT NOT NULL CHECK (method IN
        ('remaining-budget', 'underspend-carried', 'run-rate', 'seasonal', 'manual', 'trend')),
    last INTEGER CHECK (last BETWEEN 1 AND 12)
) STRICT;
CREATE UNIQUE INDEX forecast_default_category ON forecast_default (coalesce(category, 0));

-- What a line of a Forecast was cut by. `chosen`: for this line, not by the default of its category. `manual` has a
-- digit for each of the plan's months: 1 where the amount was typed.
CREATE TABLE forecast_line (
    id INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan (id),
    line INTEGER NOT NULL REFERENCES line (id),
    method TEXT NOT NULL CHECK (method IN
        ('remaining-budget', 'underspend-carried', 'run-rate', 'seasonal', 'manual', 'trend')),
    last INTEGER CHECK (last BETWEEN 1 AND 12),
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
    manual TEXT NOT NULL CHECK (length(manual) = 12 AND manual NOT GLOB '*[^01]*'),
    UNIQUE (plan, line)
) STRICT;
CREATE INDEX forecast_line_line ON forecast_line (line);

-- An approved forecast keeps how its figures came about, as it keeps the figures.
CREATE TRIGGER frozen_forecast_insert BEFORE INSERT ON forecast_line
    WHEN (SELECT state FROM plan WHERE id = NEW.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_forecast_update BEFORE UPDATE ON forecast_line
    WHEN EXISTS (SELECT 1 FROM plan WHERE id IN (OLD.plan, NEW.plan) AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_forecast_delete BEFORE DELETE ON forecast_line
    WHEN (SELECT state FROM plan WHERE id = OLD.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_closed BEFORE UPDATE OF closed ON plan
    WHEN OLD.state = 'approved' AND NEW.state = 'approved' AND NEW.closed IS NOT OLD.closed
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
