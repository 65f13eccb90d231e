//! Balances that a ledger carries over from another page or year, which no one posted.

use crate::remark;
use crate::sheet::RowView;
use crate::summary::rows_in_words;

/// The balances of a table.
#[derive(Default)]
pub(super) struct Balances {
    rows: Vec<u32>,
    count: u32,
    /// What they say, each once.
    labels: Vec<String>,
}

impl Balances {
    /// Counts a row if it is one; answers whether.
    pub(super) fn take(&mut self, row: &RowView<'_>) -> bool {
        let mut cells = row.filled().take(8).map(|column| row.cell(column));
        let Some(label) = cells.find(|text| remark::is_balance(text)) else { return false };
        if self.labels.len() < 3 && !self.labels.iter().any(|known| known == label) {
            self.labels.push(label.to_owned());
        }
        if self.rows.len() < 5 {
            self.rows.push(row.number);
        }
        self.count += 1;
        true
    }

    /// What to say of them; nothing if there are none.
    pub(super) fn note(&self) -> Option<String> {
        let labels = self.labels.join("”, “");
        let rows = rows_in_words(&self.rows, self.count);
        let (are, were) = match self.count {
            0 => return None,
            1 => ("is a balance", "was"),
            _ => ("are balances", "were"),
        };
        Some(format!("Carried over, and not posted: {rows} (“{labels}”) {are} and {were} left out."))
    }
}
