-- What each file brought to a post, of which days: a bill of a month may come in several files, or again each day.
CREATE TABLE bill_part (
    id INTEGER PRIMARY KEY,
    bill INTEGER NOT NULL REFERENCES bill (id),
    batch INTEGER NOT NULL REFERENCES batch (id),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    billed TEXT,
    effective TEXT
) STRICT;
CREATE INDEX bill_part_bill ON bill_part (bill);
