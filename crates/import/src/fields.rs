//! The fields that a kind can take, for whoever lets the user choose among them.

use crate::field::Field;
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

/// The fields of a kind; the months of a budget, which are named by the file, apart.
pub fn fields(kind: Kind) -> Vec<FieldInfo> {
    let required = |field: Field| match kind {
        Kind::Actuals => matches!(field, Field::Date | Field::Amount),
        Kind::Budget => field == Field::Description,
    };
    let info = |field: &Field| {
        let mut label = field.words();
        if let Some(first) = label.get(..1).map(str::to_uppercase) {
            label.replace_range(..1, &first);
        }
        FieldInfo { name: field.name(kind), label, required: required(*field) }
    };
    Field::of(kind).iter().map(info).collect()
}
