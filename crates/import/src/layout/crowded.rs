//! Rows of a text file with more cells than its columns have names, as signs without quotation marks within cells make them.

use super::Layout;
use crate::Question;
use crate::field::Shape;
use crate::sheet::RowView;
use crate::summary::{Collector, letter};

impl Layout<'_> {
    /// Says once that a row has more cells than there are columns, instead of what is wrong with each that slipped into
    /// the wrong column. `before` is how many problems there were before the row.
    pub(crate) fn say_crowded(&self, row: &RowView<'_>, before: u32, collector: &mut Collector) {
        let Some((sign, _)) = self.source().delimiter() else { return };
        let (Some(named), Some(last)) = (self.last_named(), row.filled().last()) else { return };
        if last <= named {
            return;
        }
        // Where other rows have cells there as well, this one is no exception, unless an amount is torn.
        let behind = &self.table.profiles[(named + 1).min(self.table.own)..self.table.own];
        let common = behind.iter().any(|profile| profile.filled * 10 > self.table.seen.max(10));
        let faulty = !common && collector.summary.problem_count > before;
        if !(faulty || sign == ',' && self.is_torn(row, named)) {
            return;
        }
        collector.take_back(before);
        let (cells, columns) = (last + 1, named + 1);
        let message = format!(
            "This row has {cells} cells for {columns} columns: a “{sign}” within a cell needs quotation marks around it."
        );
        self.problem(row, last, message, collector);
    }

    /// The last column with a name.
    fn last_named(&self) -> Option<usize> {
        self.table.names[..self.table.own].iter().rposition(|name| !name.is_empty())
    }

    /// Whether the comma in an amount has made two cells of it: `1` and `234.50`, or `1234` and `50`.
    fn is_torn(&self, row: &RowView<'_>, named: usize) -> bool {
        let has_words = |column: usize| {
            let mut mapped = self.mapping.columns.iter().filter(|mapped| mapped.column == column);
            column > named || mapped.any(|mapped| mapped.field.shape(self.kind) == Shape::Words)
        };
        let amounts =
            self.mapping.columns.iter().filter(|mapped| mapped.field.shape(self.kind) == Shape::Amount);
        let mut columns = amounts.map(|mapped| mapped.column);
        columns.any(|column| has_words(column + 1) && goes_on(row.cell(column), row.cell(column + 1)))
    }

    /// The first column behind those with a name that has cells, in a text file, and whether most rows have them there.
    fn behind_the_names(&self) -> Option<(usize, bool)> {
        self.source().delimiter()?;
        self.table.header_row?;
        let mut behind = self.last_named()? + 1..self.table.own;
        let is_read = |column: usize| self.mapping.columns.iter().any(|mapped| mapped.column == column);
        let first = behind.find(|column| self.table.profiles[*column].filled > 0 && !is_read(*column))?;
        Some((first, self.table.profiles[first].filled * 2 > self.table.seen))
    }

    /// What to say of the cells of a few rows there.
    pub(super) fn few_unnamed(&self) -> Option<String> {
        let (first, _) = self.behind_the_names().filter(|(_, most)| !most)?;
        let letter = letter(first);
        Some(format!("Column {letter} has no name and cells in a few rows: they were not read."))
    }

    /// What to ask of the cells that most rows have there.
    pub(super) fn many_unnamed(&self) -> Option<Question> {
        let (first, _) = self.behind_the_names().filter(|(_, most)| *most)?;
        let sign = self.source().delimiter().map_or(',', |(sign, _)| sign);
        Some(Question::told(format!(
            "Most rows have more cells than the columns have names: those from column {} on were not read. If a “{sign}” within \
             amounts or texts makes them, it needs quotation marks around the cell.",
            letter(first)
        )))
    }
}

/// Whether the second of two cells goes on with the number in the first, as behind a comma.
fn goes_on(front: &str, back: &str) -> bool {
    let whole = front.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let digits = back.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &back[digits..];
    let number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let thousands = whole.len() <= 3 && digits == 3 && !rest.starts_with(char::is_alphanumeric);
    let decimals = (1..=2).contains(&digits) && rest.is_empty();
    number && (thousands || decimals)
}

#[cfg(test)]
mod tests {
    use super::goes_on;

    #[test]
    fn numbers_go_on_behind_a_comma() {
        for (front, back) in
            [("1", "234.50"), ("-12", "000"), ("£ 7", "250.00)"), ("1234", "5"), ("1234", "50")]
        {
            assert!(goes_on(front, back), "{front},{back}");
        }
        for (front, back) in
            [("20.00", "50"), ("1234", "500"), ("1", "2345"), ("", "50"), ("1", ""), ("1", "50 pcs")]
        {
            assert!(!goes_on(front, back), "{front},{back}");
        }
    }
}
