//! Rows of totals: recognised, left out, and held against the sum of the rows above.

use domain::Amount;
use domain::money::Sum;

use crate::sheet::RowView;
use crate::words::{self, TotalWord};

/// The most sentences about totals; a report of many groups has many subtotals.
const SENTENCES: u32 = 20;

/// Sums since the start and since the last total.
#[derive(Default)]
pub(crate) struct Totals {
    all: Sum,
    all_rows: u32,
    since: Sum,
    since_rows: u32,
    said: u32,
    differing: u32,
}

impl Totals {
    /// Takes a row of data into account.
    pub(crate) fn add(&mut self, amounts: impl IntoIterator<Item = Amount>) {
        for amount in amounts {
            self.all.add(amount);
            self.since.add(amount);
        }
        self.all_rows += 1;
        self.since_rows += 1;
    }

    /// Whether an amount is the sum since the start or since the last total.
    pub(crate) fn ties(&self, stated: Amount) -> bool {
        self.tie(stated).is_some()
    }

    fn tie(&self, stated: Amount) -> Option<(u32, Amount)> {
        let same = |sum: &Sum| sum.total().ok().filter(|total| total.round(stated.scale()) == stated);
        let all = same(&self.all).map(|total| (self.all_rows, total));
        all.or_else(|| same(&self.since).map(|total| (self.since_rows, total)))
    }

    /// Leaves a row of totals behind, with what to say about it.
    pub(crate) fn leave(&mut self, row: u32, label: &str, stated: Option<Amount>) -> Option<String> {
        // A formula that was never calculated says 0.
        let stated = stated.filter(|stated| !stated.is_zero());
        let tie = stated.and_then(|stated| self.tie(stated));
        let (rows, sum) = match tie {
            Some(tie) => tie,
            None => (self.since_rows, self.since.total().unwrap_or_default()),
        };
        self.since = Sum::default();
        self.since_rows = 0;
        self.differing += u32::from(tie.is_none() && stated.is_some());
        self.said += 1;
        if self.said > SENTENCES {
            return None;
        }
        let label = if label.is_empty() { "total" } else { label };
        Some(match (stated, tie) {
            (None, _) => format!("Row {row} (“{label}”) is a total that states no amount; it was left out."),
            (Some(stated), Some(_)) => format!(
                "Row {row} (“{label}”) says {stated}; the {rows} rows it adds up sum to {sum}: it ties. It was left out."
            ),
            (Some(stated), None) => format!(
                "Row {row} (“{label}”) says {stated}, but the {rows} rows above it sum to {sum}. It was left out: check which is right."
            ),
        })
    }

    /// What is still to be said of totals that were not spoken of one by one.
    pub(crate) fn rest(&self) -> Option<String> {
        (self.said > SENTENCES).then(|| {
            let more = self.said - SENTENCES;
            format!("{more} more rows of totals were left out; {} of all totals do not tie.", self.differing)
        })
    }
}

/// The word of a total in the first cells of a row, and how sure it is.
pub(crate) fn label<'r>(row: &RowView<'r>) -> Option<(&'r str, TotalWord)> {
    row.filled().take(8).find_map(|column| {
        let text = row.cell(column);
        words::total_word(text).map(|word| (text, word))
    })
}
