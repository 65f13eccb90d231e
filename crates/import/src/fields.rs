//! The fields that a kind can take, for whoever lets the user choose among them.

use crate::Refusal;
use crate::field;
use crate::options::Kind;

/// A field that a column can be mapped to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldInfo {
    /// Its name in options and answers.
    pub name: String,
    /// What to call it.
    pub label: String,
    /// Whether an import needs a column or a value for it.
    pub required: bool,
}

/// The fields of a kind; the months of a budget and the currencies of rates, which are named by the file, apart.
pub fn fields(kind: Kind) -> Vec<FieldInfo> {
    let info = |spec: &field::Spec| {
        let mut label = spec.field.words();
        if let Some(first) = label.get(..1).map(str::to_uppercase) {
            label.replace_range(..1, &first);
        }
        let required = field::required(kind).iter().any(|group| group.contains(&spec.field));
        FieldInfo { name: spec.name.to_owned(), label, required }
    };
    field::specs(kind).iter().map(info).collect()
}

/// The field of a kind that has this name.
pub fn field_named(name: &str, kind: Kind) -> Result<field::Field, Refusal> {
    field::Field::named(name, kind)
}

/// What the cells of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellType {
    /// Words or a code.
    Text,
    /// An amount or a number.
    Figure,
    /// A day.
    Day,
    /// A month.
    Month,
}

/// What the cells of a field of a kind are.
pub fn cell_type(field: field::Field, kind: Kind) -> CellType {
    use field::Shape;
    match field.shape(kind) {
        Shape::Amount | Shape::Quantity => CellType::Figure,
        Shape::Day | Shape::End => CellType::Day,
        Shape::Month => CellType::Month,
        Shape::Words
        | Shape::Code
        | Shape::Currency
        | Shape::Year
        | Shape::Span
        | Shape::Expense
        | Shape::Purpose
        | Shape::Side
        | Shape::Period => CellType::Text,
    }
}
