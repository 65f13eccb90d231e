//! Scripts of calls with expected answers, one module a topic.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "these are tests, and what they share")]

mod actual;
mod book;
mod budget;
mod calc;
mod chain;
mod closing;
mod contract;
mod corpus;
mod corpus_table;
mod document;
mod explain;
mod export;
mod figures;
mod fill_in;
mod forecast;
mod hostile;
mod import;
mod journal;
mod line;
mod numbers;
mod oracles;
mod overview;
mod plan;
mod reading;
mod recognition;
mod registers;
mod rule;
mod settings;
mod showback;
mod totals;
mod variance;
