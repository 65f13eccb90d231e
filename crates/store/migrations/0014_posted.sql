-- Postings are added up by line over a span of days for every screen of the year. All that takes stands in the index, so that
-- the postings themselves, which lie in the order in which they came, need not be looked up one by one.
DROP INDEX actual_day;
CREATE INDEX actual_day ON actual (day, line, currency, amount);
