//! Days that stand the wrong way round.

use chrono::NaiveDate;

/// Rows whose last day is before their first: taken as they are, and said.
#[derive(Default)]
pub(super) struct Crossed {
    rows: u32,
    first: u32,
}

impl Crossed {
    /// Looks at the days of a row.
    pub(super) fn see(&mut self, row: u32, start: Option<NaiveDate>, end: Option<NaiveDate>) {
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            self.rows += 1;
            if self.rows == 1 {
                self.first = row;
            }
        }
    }

    /// What to say of them.
    pub(super) fn note(&self) -> Option<String> {
        let rows = match self.rows {
            0 => return None,
            1 => format!("Row {} ends before it starts", self.first),
            rows => format!("{rows} rows end before they start, the first is row {}", self.first),
        };
        Some(format!("{rows}. The days were taken as they stand: check them."))
    }
}
