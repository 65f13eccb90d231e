-- What registers and exports bring in: contracts, orders, licences, scores, cloud bills; what an import remembers.
-- "order" is a word of SQL and stands in quotes everywhere.

-- `number` is the vendor's number in the ledger or ERP.
ALTER TABLE vendor ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE vendor ADD COLUMN contacts TEXT NOT NULL DEFAULT '';
CREATE INDEX vendor_number ON vendor (number) WHERE number <> '';

-- `read`: how many records the file held; `updated`: how many of the book it changed; `fingerprint`: the names of its
-- columns, by which files of one source are known.
ALTER TABLE batch ADD COLUMN updated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN read INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';

-- `last_day` is what the register states; what follows from the terms is computed.
CREATE TABLE contract (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    vendor INTEGER REFERENCES vendor (id),
    kind TEXT NOT NULL CHECK (kind IN
        ('saas', 'licence', 'maintenance', 'cloud', 'telecom', 'lease', 'service', 'nda', 'other')),
    first_day TEXT,
    last_day TEXT,
    initial_months INTEGER,
    renewal TEXT CHECK (renewal IN ('none', 'automatic', 'act', 'evergreen')),
    renewal_months INTEGER,
    notice_months INTEGER,
    notice_days INTEGER,
    notice_to TEXT CHECK (notice_to IN ('month-end', 'quarter-end', 'half-year-end', 'year-end')),
    yearly TEXT,
    total TEXT,
    currency TEXT NOT NULL,
    billing TEXT NOT NULL,
    owner TEXT NOT NULL,
    category INTEGER REFERENCES category (id),
    department INTEGER REFERENCES department (id),
    parent TEXT NOT NULL,
    status TEXT NOT NULL,
    notes TEXT NOT NULL,
    batch INTEGER REFERENCES batch (id)
) STRICT;
CREATE INDEX contract_vendor ON contract (vendor) WHERE vendor IS NOT NULL;

-- One row is one line of an order.
CREATE TABLE "order" (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    position TEXT NOT NULL,
    day TEXT,
    vendor INTEGER REFERENCES vendor (id),
    text TEXT NOT NULL,
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    delivered TEXT,
    invoiced TEXT,
    account TEXT NOT NULL,
    cost_centre TEXT NOT NULL,
    line INTEGER REFERENCES line (id),
    status TEXT NOT NULL,
    batch INTEGER REFERENCES batch (id)
) STRICT;
CREATE INDEX order_vendor ON "order" (vendor) WHERE vendor IS NOT NULL;
CREATE INDEX order_line ON "order" (line) WHERE line IS NOT NULL;

CREATE TABLE licence (
    id INTEGER PRIMARY KEY,
    product TEXT NOT NULL,
    vendor INTEGER REFERENCES vendor (id),
    contract INTEGER REFERENCES contract (id),
    contract_number TEXT NOT NULL,
    number TEXT NOT NULL,
    metric TEXT NOT NULL,
    bought TEXT,
    assigned TEXT,
    used TEXT,
    unit_price TEXT,
    total TEXT,
    currency TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    owner TEXT NOT NULL,
    department INTEGER REFERENCES department (id),
    notes TEXT NOT NULL,
    batch INTEGER REFERENCES batch (id)
) STRICT;
CREATE INDEX licence_vendor ON licence (vendor) WHERE vendor IS NOT NULL;
CREATE INDEX licence_contract ON licence (contract) WHERE contract IS NOT NULL;

-- `period` as domain::score::period writes it.
CREATE TABLE score (
    id INTEGER PRIMARY KEY,
    vendor INTEGER NOT NULL REFERENCES vendor (id),
    criterion TEXT NOT NULL,
    period TEXT NOT NULL,
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    comment TEXT NOT NULL,
    rater TEXT NOT NULL,
    batch INTEGER REFERENCES batch (id)
) STRICT;
CREATE INDEX score_vendor ON score (vendor);

-- `billed` and `effective` are two views of one cost: `basis` says which was chosen, `actual` where it is posted.
CREATE TABLE bill (
    id INTEGER PRIMARY KEY,
    vendor INTEGER NOT NULL REFERENCES vendor (id),
    service TEXT NOT NULL,
    account TEXT NOT NULL,
    month TEXT NOT NULL,
    currency TEXT NOT NULL,
    billed TEXT,
    effective TEXT,
    basis TEXT NOT NULL CHECK (basis IN ('billed', 'effective')),
    actual INTEGER REFERENCES actual (id),
    batch INTEGER REFERENCES batch (id)
) STRICT;
CREATE INDEX bill_vendor ON bill (vendor);
CREATE INDEX bill_actual ON bill (actual) WHERE actual IS NOT NULL;

-- Another spelling of a record: of the four references, the one that `field` names is set, so that no alias
-- outlives its record. `text_key` is the spelling as spellings are compared (domain::vendor::key).
CREATE TABLE alias (
    id INTEGER PRIMARY KEY,
    field TEXT NOT NULL CHECK (field IN ('vendor', 'category', 'department', 'project')),
    text TEXT NOT NULL,
    text_key TEXT NOT NULL,
    vendor INTEGER REFERENCES vendor (id),
    category INTEGER REFERENCES category (id),
    department INTEGER REFERENCES department (id),
    project INTEGER REFERENCES project (id),
    UNIQUE (field, text_key),
    CHECK ((vendor IS NOT NULL) = (field = 'vendor') AND (category IS NOT NULL) = (field = 'category')
        AND (department IS NOT NULL) = (field = 'department') AND (project IS NOT NULL) = (field = 'project'))
) STRICT;
CREATE INDEX alias_vendor ON alias (vendor) WHERE vendor IS NOT NULL;

-- How files with the same columns were read last time. Not in the journal: undoing an import must not forget
-- how its file is read. `options` is JSON.
CREATE TABLE mapping (
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    options TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (fingerprint, kind)
) STRICT;

-- A name of the book's own, which its copies keep: workbooks that were sent out know it again.
CREATE TABLE identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL
) STRICT;
INSERT INTO identity (id, name) VALUES (1, lower(hex(randomblob(16))));
