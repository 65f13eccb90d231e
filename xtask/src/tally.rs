//! How many tests passed, failed and were skipped: read from what the test runners say at their end.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

/// The totals of a run of several runners.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    passed: AtomicU32,
    failed: AtomicU32,
    skipped: AtomicU32,
}

impl Tally {
    /// Takes a line of output; the closing lines of cargo test, nextest, Vitest and node's runner count.
    pub(crate) fn hear(&self, line: &str) {
        let line = line.trim();
        if let Some(counts) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) {
            self.add_each(counts.1.split(';'));
        } else if line.starts_with("Summary [") {
            if let Some((_, counts)) = line.split_once(" run: ") {
                self.add_each(counts.split(','));
            }
        } else if let Some(counts) = line.strip_prefix("Tests ") {
            self.add_each(counts.split(['|', '(']));
        } else if let Some(count) = line.strip_prefix("ℹ ") {
            self.add_reversed(count);
        }
    }

    /// Something failed that no runner counted: it did not build, or did not start.
    pub(crate) fn fail(&self) {
        self.failed.fetch_add(1, Ordering::Relaxed);
    }

    /// Tests that cannot run here.
    pub(crate) fn skip(&self, count: u32) {
        self.skipped.fetch_add(count, Ordering::Relaxed);
    }

    /// How many failed so far.
    pub(crate) fn failed(&self) -> u32 {
        self.failed.load(Ordering::Relaxed)
    }

    /// "3 passed", "1 failed", "2 ignored"; with words behind, as in "4 passed (1 slow)".
    fn add_each<'a>(&self, counts: impl Iterator<Item = &'a str>) {
        for count in counts {
            let mut words = count.split_whitespace();
            let (Some(number), Some(word)) = (words.next(), words.next()) else { continue };
            if let Ok(number) = number.parse() {
                self.add(word, number);
            }
        }
    }

    /// "pass 3".
    fn add_reversed(&self, count: &str) {
        if let Some((word, number)) = count.split_once(' ')
            && let Ok(number) = number.parse()
        {
            self.add(word, number);
        }
    }

    fn add(&self, word: &str, number: u32) {
        let counter = match word {
            "passed" | "pass" => &self.passed,
            "failed" | "fail" | "cancelled" | "timed" => &self.failed,
            "skipped" | "ignored" | "todo" => &self.skipped,
            _ => return,
        };
        counter.fetch_add(number, Ordering::Relaxed);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |counter: &AtomicU32| counter.load(Ordering::Relaxed);
        write!(
            out,
            "{} passed, {} failed, {} skipped",
            count(&self.passed),
            count(&self.failed),
            count(&self.skipped)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn check(says: &str, lines: &[&str], totals: &str) {
        let tally = Tally::default();
        for line in lines {
            tally.hear(line);
        }
        assert_eq!(tally.to_string(), totals, "{says}");
    }

    #[test]
    fn every_runner_is_understood() {
        check(
            "cargo test, one line for each program",
            &[
                "test result: ok. 24 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.05s",
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.05s",
            ],
            "27 passed, 2 failed, 1 skipped",
        );
        check(
            "nextest",
            &["     Summary [   3.104s] 40 tests run: 37 passed (2 slow), 2 failed, 1 timed out, 5 skipped"],
            "37 passed, 3 failed, 5 skipped",
        );
        check(
            "Vitest",
            &[" Test Files  2 passed (2)", "      Tests  1 failed | 12 passed | 2 skipped (15)"],
            "12 passed, 1 failed, 2 skipped",
        );
        check(
            "node",
            &["ℹ tests 9", "ℹ suites 0", "ℹ pass 6", "ℹ fail 1", "ℹ cancelled 1", "ℹ skipped 1", "ℹ todo 0"],
            "6 passed, 2 failed, 1 skipped",
        );
        check(
            "other lines",
            &["running 3 tests", "5 passed in passing", ""],
            "0 passed, 0 failed, 0 skipped",
        );
    }

    #[test]
    fn what_no_runner_counts_is_counted() {
        let tally = Tally::default();
        tally.fail();
        tally.skip(2);
        assert_eq!(tally.to_string(), "0 passed, 1 failed, 2 skipped");
    }
}
