//! What is said of a total that was left out.

use domain::Amount;

/// A row that was left out as a total.
pub(super) struct Total<'t> {
    pub(super) row: u32,
    /// What it is called; empty if nothing.
    pub(super) label: &'t str,
    /// What it comes to; `None` if it states nothing.
    pub(super) stated: Option<Amount>,
}

impl Total<'_> {
    /// The row by its number and what it says.
    fn named(&self) -> String {
        let row = self.row;
        if self.label.is_empty() { format!("Row {row}") } else { format!("Row {row} (“{}”)", self.label) }
    }

    /// It adds up so many rows, which come to that sum.
    pub(super) fn ties(&self, rows: u32, sum: Amount) -> String {
        let (named, stated) = (self.named(), self.stated.unwrap_or(sum));
        if rows == 1 {
            return format!("{named} says {stated} as the row it adds up does: it ties. It was left out.");
        }
        let rounded = if stated == sum { "it ties" } else { "it ties once rounded" };
        format!("{named} says {stated}; the {rows} rows it adds up sum to {sum}: {rounded}. It was left out.")
    }

    /// The rows above it, so many, come to another sum; or it states nothing.
    pub(super) fn differs(&self, rows: u32, sum: Amount) -> String {
        let named = self.named();
        match (self.stated, rows) {
            (None, _) => format!("{named} is a total that states no amount; it was left out."),
            (Some(stated), 0) => format!(
                "{named} says {stated} and adds up no rows right above or below it. It was left out: check that it is a total."
            ),
            (Some(stated), 1) => format!(
                "{named} says {stated}, but the row above it says {sum}. It was left out: check which is right."
            ),
            (Some(stated), _) => format!(
                "{named} says {stated}, but the {rows} rows above it sum to {sum}. It was left out: check which is right."
            ),
        }
    }

    /// It stands over amounts of several currencies.
    pub(super) fn mixes(&self) -> String {
        let (named, stated) = (self.named(), self.stated.unwrap_or_default());
        format!(
            "{named} says {stated}, over amounts of several currencies, which do not add up. It was left out."
        )
    }

    /// It is the difference of two totals.
    pub(super) fn difference(&self) -> String {
        let (named, stated) = (self.named(), self.stated.unwrap_or_default());
        format!("{named} says {stated}, the difference of the two totals above it. It was left out.")
    }
}
