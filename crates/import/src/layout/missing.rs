//! What a table lacks: fields without a column, and digits.

use super::Layout;
use crate::Refusal;
use crate::field::{Field, Shape};
use crate::mapping::Mapped;

impl Layout<'_> {
    /// Says which column a field needs, if neither a column nor a value is there for it.
    pub(crate) fn require(&self, field: Field) -> Result<(), Refusal> {
        if self.mapping.has(field) {
            return Ok(());
        }
        let columns = self.table.columns_in_words();
        Err(Refusal::of(
            &field.name(self.kind),
            format!(
                "No column was found for the {}: say which one holds it{}. The columns are {columns}.",
                field.words(),
                self.or_one_value(field)
            ),
        ))
    }

    /// The other remedy for a field without a column, where all rows may well have the same value.
    fn or_one_value(&self, field: Field) -> &'static str {
        match field.shape(self.kind) {
            Shape::Day | Shape::End | Shape::Month | Shape::Period | Shape::Currency | Shape::Words => {
                ", or give a value for every row"
            }
            Shape::Code
            | Shape::Amount
            | Shape::Quantity
            | Shape::Year
            | Shape::Span
            | Shape::Expense
            | Shape::Purpose
            | Shape::Side => "",
        }
    }

    /// What to say of codes that a spreadsheet program has shortened, problems aside.
    pub(super) fn shortened(&self) -> Option<String> {
        let is_code = |mapped: &&Mapped| {
            mapped.field.shape(self.kind) == Shape::Code && !mapped.field.is_number_of_record()
        };
        let mut codes = self.mapping.columns.iter().filter(is_code).map(|mapped| mapped.column);
        let name = self.table.name(codes.find(|column| self.table.profiles[*column].shortened > 0)?);
        Some(format!(
            "“{name}” has numbers such as 4.4E+09 that a spreadsheet program has shortened: their last digits are lost."
        ))
    }
}
