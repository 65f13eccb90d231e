-- What contracts cost, what was agreed later, which lines follow them, and forecasts that go by their schedule.

-- `price` is JSON of domain::contract::pricing::Pricing, `assumption` of its Assumption; empty where nothing is known.
ALTER TABLE contract ADD COLUMN lead_days INTEGER;
ALTER TABLE contract ADD COLUMN lead_working_days INTEGER;
ALTER TABLE contract ADD COLUMN notice_given TEXT;
ALTER TABLE contract ADD COLUMN notice_proof TEXT NOT NULL DEFAULT '';
ALTER TABLE contract ADD COLUMN confirmed_renewals INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contract ADD COLUMN convenience TEXT NOT NULL DEFAULT '';
ALTER TABLE contract ADD COLUMN price TEXT NOT NULL DEFAULT '';
ALTER TABLE contract ADD COLUMN assumption TEXT NOT NULL DEFAULT '';

-- The contract keeps what was agreed first; `agreed` is JSON of domain::contract::Agreed and counts from its day on.
CREATE TABLE amendment (
    id INTEGER PRIMARY KEY,
    contract INTEGER NOT NULL REFERENCES contract (id),
    from_day TEXT NOT NULL,
    title TEXT NOT NULL,
    agreed TEXT NOT NULL,
    UNIQUE (contract, from_day)
) STRICT;

-- The contract that a line follows, and what percentage of it the line bears.
ALTER TABLE line ADD COLUMN contract INTEGER REFERENCES contract (id);
ALTER TABLE line ADD COLUMN contract_share TEXT NOT NULL DEFAULT '';
CREATE INDEX line_contract ON line (contract) WHERE contract IS NOT NULL;

-- The list of methods grows by the contract's schedule, which takes new tables.
CREATE TABLE new_default (
    id INTEGER PRIMARY KEY,
    category INTEGER REFERENCES category (id),
    method TEXT NOT NULL CHECK (method IN
        ('remaining-budget', 'underspend-carried', 'run-rate', 'seasonal', 'contract', 'manual', 'trend')),
    last INTEGER CHECK (last BETWEEN 1 AND 12)
) STRICT;
INSERT INTO new_default (id, category, method, last) SELECT id, category, method, last FROM forecast_default;
DROP TABLE forecast_default;
ALTER TABLE new_default RENAME TO forecast_default;
CREATE UNIQUE INDEX forecast_default_category ON forecast_default (coalesce(category, 0));

CREATE TABLE new_forecast_line (
    id INTEGER PRIMARY KEY,
    plan INTEGER NOT NULL REFERENCES plan (id),
    line INTEGER NOT NULL REFERENCES line (id),
    method TEXT NOT NULL CHECK (method IN
        ('remaining-budget', 'underspend-carried', 'run-rate', 'seasonal', 'contract', 'manual', 'trend')),
    last INTEGER CHECK (last BETWEEN 1 AND 12),
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
    manual TEXT NOT NULL CHECK (length(manual) = 12 AND manual NOT GLOB '*[^01]*'),
    UNIQUE (plan, line)
) STRICT;
INSERT INTO new_forecast_line (id, plan, line, method, last, chosen, manual)
    SELECT id, plan, line, method, last, chosen, manual FROM forecast_line;
DROP TABLE forecast_line;
ALTER TABLE new_forecast_line RENAME TO forecast_line;
CREATE INDEX forecast_line_line ON forecast_line (line);

CREATE TRIGGER frozen_forecast_insert BEFORE INSERT ON forecast_line
    WHEN (SELECT state FROM plan WHERE id = NEW.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_forecast_update BEFORE UPDATE ON forecast_line
    WHEN EXISTS (SELECT 1 FROM plan WHERE id IN (OLD.plan, NEW.plan) AND state = 'approved')
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
CREATE TRIGGER frozen_forecast_delete BEFORE DELETE ON forecast_line
    WHEN (SELECT state FROM plan WHERE id = OLD.plan) = 'approved'
    BEGIN SELECT RAISE(ABORT, 'frozen'); END;
