-- Commentary: why a line or a group differs in a period. Of the five references the one that `scope` names is set, so that
-- no comment outlives its record. `period` is that of domain::calendar; `plan` the plan it was held against;
-- `carried_from` the period that it was taken over from.
CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    scope TEXT NOT NULL CHECK (scope IN ('line', 'category', 'department', 'vendor', 'project')),
    line INTEGER REFERENCES line (id),
    category INTEGER REFERENCES category (id),
    department INTEGER REFERENCES department (id),
    vendor INTEGER REFERENCES vendor (id),
    project INTEGER REFERENCES project (id),
    period TEXT NOT NULL,
    plan INTEGER REFERENCES plan (id),
    text TEXT NOT NULL,
    cause TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    carried_from TEXT,
    CHECK ((line IS NOT NULL) = (scope = 'line') AND (category IS NOT NULL) = (scope = 'category')
        AND (department IS NOT NULL) = (scope = 'department') AND (vendor IS NOT NULL) = (scope = 'vendor')
        AND (project IS NOT NULL) = (scope = 'project')),
    CHECK (cause = '' OR scope = 'line')
) STRICT;
CREATE INDEX comment_line ON comment (line) WHERE line IS NOT NULL;
CREATE INDEX comment_vendor ON comment (vendor) WHERE vendor IS NOT NULL;
CREATE INDEX comment_plan ON comment (plan) WHERE plan IS NOT NULL;
