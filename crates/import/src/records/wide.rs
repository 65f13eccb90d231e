//! Tables with a column for each currency, month or criterion, and what else stands in a cell beside its figure.

use domain::Currency;

use super::{Reader, Value};
use crate::field::Field;
use crate::layout::Layout;
use crate::mapping::Mapped;
use crate::number::Reading;
use crate::options::Kind;
use crate::sheet::RowView;
use crate::{MonthRef, score};

/// A field with what it says.
type Said<'r> = (Field, Value<'r>);

/// A column whose name says a field of its records: the currency of its rates, the month or the criterion of its scores.
#[derive(Clone, Copy)]
pub(super) struct Wide<'l> {
    pub(super) column: usize,
    pub(super) named: (Field, Value<'l>),
    pub(super) figure: Field,
}

impl<'l> Wide<'l> {
    pub(super) fn of(layout: &'l Layout<'_>, mapped: &Mapped) -> Option<Wide<'l>> {
        let name = layout.table.names[mapped.column].as_str();
        let (when, figure) = match layout.kind {
            Kind::Rates => (Field::Month, Field::Rate),
            Kind::Scores => (Field::Period, Field::Score),
            Kind::Budget
            | Kind::Actuals
            | Kind::Orders
            | Kind::Vendors
            | Kind::Contracts
            | Kind::Licences
            | Kind::CloudBill => return None,
        };
        let named = if let Field::RateOf(currency) = mapped.field {
            (Field::Currency, Value::Currency(currency))
        } else if let Field::ScoreOf(_) = mapped.field {
            (Field::Criterion, Value::Text(name))
        } else if let Field::Planned(MonthRef::Month { month }) = mapped.field {
            (when, Value::Month(month))
        } else if let Field::Planned(_) = mapped.field {
            (when, Value::Text(name))
        } else {
            return None;
        };
        Some(Wide { column: mapped.column, named, figure })
    }
}

impl Reader<'_, '_> {
    /// What a cell of a column with a name of its own says, and the unit that stands in it.
    pub(super) fn figure<'r>(
        &mut self,
        row: &RowView<'r>,
        column: usize,
        figure: Field,
    ) -> Option<(Said<'r>, Option<Said<'r>>)> {
        let scored = Some(row.cell(column)).filter(|_| figure == Field::Score);
        if let Some((value, unit)) = scored.and_then(|text| score::read(text, self.layout.decimal_sign())) {
            return Some(((figure, Value::Number(value)), Some((Field::Unit, Value::Text(unit)))));
        }
        match self.layout.amount(row, column, &mut self.collector)? {
            Reading::Amount(amount, _) => Some(((figure, Value::Number(amount)), None)),
            Reading::Nothing => None,
        }
    }

    /// The currency that a rate is in where the pair of both, or the cell of the rate, names it.
    pub(super) fn quoted(&self, named: Option<Currency>, values: &mut Vec<(Field, Value<'_>)>) {
        let said = |(field, value): &(Field, Value<'_>)| *field == Field::Into && *value != Value::Nothing;
        if let Some(into) = named.filter(|_| self.layout.kind == Kind::Rates && !values.iter().any(said)) {
            values.retain(|(field, _)| *field != Field::Into);
            values.push((Field::Into, Value::Currency(into)));
        }
    }

    /// The unit of a value that stands in its cell, where no column has one.
    pub(super) fn scored<'r>(&self, row: &RowView<'r>, values: &mut Vec<(Field, Value<'r>)>) {
        let column = self.layout.mapping.column(Field::Score).filter(|_| self.layout.kind == Kind::Scores);
        let text = column.map_or("", |column| row.cell(column));
        let Some((value, unit)) = score::read(text, self.layout.decimal_sign()) else { return };
        let named = values.iter().any(|(field, said)| *field == Field::Unit && *said != Value::Nothing);
        values.retain(|(field, _)| *field != Field::Score && (named || *field != Field::Unit));
        values.push((Field::Score, Value::Number(value)));
        values.extend((!named).then_some((Field::Unit, Value::Text(unit))));
    }
}
