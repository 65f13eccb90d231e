//! A table with everything decided that its rows need: columns, decimal sign, order of dates.

mod cells;
mod crowded;
mod currencies;
mod missing;
mod questions;
mod sheets;
mod signs;

use std::ops::{ControlFlow, Deref};
use std::sync::Arc;

use domain::Amount;
use domain::bill::Basis;
use domain::form::Form;

use crate::field::{Field, Shape as FieldShape};
use crate::mapping::{self, Mapping};
use crate::options::Kind;
use crate::options::{FarEnd, Scale};
use crate::sheet::{CellKind, RowView};
use crate::summary::Summary;
use crate::table::{NextTable, Table};
use crate::totals::{self, Left};
use crate::view::View;
use crate::{
    DateOrder, DecimalSign, Options, Refusal, Source, date, decimal, form, kind, number, sign, words,
};

pub(crate) use cells::{UNCALCULATED, open_sign};
pub(crate) use currencies::{Currencies, named, no_currency};
use signs::Signs;

/// A value that was given, or found in the file, or assumed.
#[derive(Clone, Debug)]
pub(crate) struct Decision<T> {
    pub(crate) value: T,
    /// Whether the file, or the user, decides it; else it is to be asked.
    pub(crate) decided: bool,
    pub(crate) reason: String,
}

/// A table ready to be read.
pub(crate) struct Layout<'s> {
    view: View<'s>,
    /// What was sent, if this is a workbook that was filled in.
    pub(crate) form: Option<&'s Form>,
    decided: Arc<Decided>,
}

/// What is decided about a table by going through all of its rows.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    pub(crate) kind: Kind,
    /// Whether the kind was found in the columns; else it was given, or nothing speaks for any.
    pub(crate) guessed: bool,
    pub(crate) table: Table,
    pub(crate) mapping: Mapping,
    /// `None` where no amount has a decimal sign or a group.
    pub(crate) decimal: Option<Decision<DecimalSign>>,
    /// `None` where no date depends on it.
    pub(crate) dates: Option<Decision<DateOrder>>,
    /// The order of single columns, where it is another one.
    column_dates: Vec<(usize, DateOrder)>,
    /// What to make of end dates that mean “never”; `None` where there are none.
    pub(crate) far_end: Option<Decision<FarEnd>>,
    /// Filled rows below the header.
    pub(crate) rows: u32,
    /// The last row and the widest one, for the size of a text file.
    pub(crate) last_row: u32,
    pub(crate) widest: u32,
    pub(crate) notes: Vec<String>,
    /// Further tables below this one in the same sheet, by the row that names their columns.
    pub(crate) others: Vec<(u32, String)>,
    /// The currencies that amounts name themselves.
    pub(crate) signs: Signs,
    /// Rows of totals and the like.
    pub(crate) left: Left,
    /// The unit of the amounts, where it is not one; and the unit that the file speaks of and was not given.
    scale: Option<Amount>,
    spoken: Option<(Scale, String)>,
    /// Which cost of a cloud bill counts.
    pub(crate) cost: Option<Basis>,
    epoch_1904: bool,
}

impl Deref for Layout<'_> {
    type Target = Decided;

    fn deref(&self) -> &Decided {
        &self.decided
    }
}

impl<'s> Layout<'s> {
    /// Chooses the table and decides everything by going through all rows. Nothing is required yet. Without a kind it is
    /// guessed; the columns of a file that looks like none are judged as those of transactions, the commonest.
    #[expect(clippy::too_many_lines, reason = "one going through all rows, and what each part of it decides")]
    pub(crate) fn find(
        source: &'s Source,
        kind: Option<Kind>,
        options: &Options,
    ) -> Result<Layout<'s>, Refusal> {
        let form = form::asked(source, kind, options)?;
        let mut own = form.map_or_else(|| options.clone(), |form| form::on_its_sheet(form, options));
        let mut view = View::new(source, &own);
        // A workbook that was filled in is small, and its options are completed from its table: it is decided anew.
        if let Some(decided) = source.decided(kind, options).filter(|_| form.is_none()) {
            view.fill_below(decided.table.sheet, decided.table.last_header_row);
            view.derive(decided.table.own, |name| decided.table.column(name), options)?;
            return Ok(Layout { view, form, decided });
        }
        let table = Table::choose(&mut view, &own)?;
        let known = form.map_or_else(Vec::new, |form| form::complete(form, source, &table, &mut own));
        let asked = options;
        let options = &own;
        let found = match form {
            Some(form) => Some(form::kind(form)),
            None if kind.is_none() => kind::guess(&table),
            None => None,
        };
        let (guessed, kind) = (found.is_some(), kind.or(found).unwrap_or(Kind::Actuals));
        let mut mapping = mapping::find(&table, kind, options)?;
        let settled = form.and_then(|form| form::settle(form, &table, kind, &known, &mut mapping));
        let columns = |wanted: &[FieldShape]| -> Vec<usize> {
            let fits = |mapped: &&mapping::Mapped| wanted.contains(&mapped.field.shape(kind));
            mapping.columns.iter().filter(fits).map(|mapped| mapped.column).collect()
        };
        let amounts = columns(&[FieldShape::Amount, FieldShape::Quantity]);
        let dated = columns(&[FieldShape::Day, FieldShape::End, FieldShape::Month, FieldShape::Period]);
        let money = columns(&[FieldShape::Amount]);
        let ends = columns(&[FieldShape::End]);
        let mut signs = Signs::default();
        let mut numbers = decimal::Judge::of(kind);
        let mut all_days = date::Judge::default();
        let mut days = vec![date::Judge::default(); dated.len()];
        let (mut rows, mut last_row, mut widest, mut never) = (0, 0, 0, 0u32);
        let mut never_text = String::new();
        let mut next = NextTable::default();
        let typed =
            mapping.column(Field::Side).filter(|column| words::is_type(&mapping::key(&table.names[*column])));
        let mut signed = mapping.column(Field::Credit).is_some();
        let mut notes = view.rows(table.sheet, |row| {
            let before = last_row;
            last_row = row.number;
            widest = widest.max(row.len());
            if row.number <= table.last_header_row {
                return ControlFlow::Continue(());
            }
            if row.is_blank() {
                next.blank();
                return ControlFlow::Continue(());
            }
            // A workbook has no blank rows, only numbers that are left out.
            if row.number > before + 1 {
                next.blank();
            }
            if next.starts(&table, &row) || !next.found.is_empty() {
                return ControlFlow::Continue(());
            }
            rows += 1;
            for column in &amounts {
                if row.kind(*column) == CellKind::Text {
                    numbers.see(row.cell(*column));
                }
                signed |= typed.is_some() && number::is_negative(row.cell(*column));
            }
            signs.see(&row, &money);
            for (column, judge) in dated.iter().zip(&mut days) {
                if row.kind(*column) == CellKind::Text {
                    judge.see(row.cell(*column), row.number);
                    all_days.see(row.cell(*column), row.number);
                }
            }
            for column in &ends {
                if date::means_never(row.cell(*column)) {
                    if never == 0 {
                        row.cell(*column).clone_into(&mut never_text);
                    }
                    never += 1;
                }
            }
            ControlFlow::Continue(())
        });
        notes.splice(0..0, mapping.notes.iter().cloned());
        notes.extend(settled);
        // Amounts with a sign of their own say themselves what is given back.
        if signed && typed.is_some() {
            mapping.columns.retain(|mapped| mapped.field != Field::Side || mapped.is_given());
        }
        let decimal = options.decimal.map(given).or_else(|| {
            numbers.verdict().map(|(value, decided, reason)| Decision { value, decided, reason })
        });
        let joint = all_days.verdict();
        let column_dates = match (&joint, options.dates) {
            (Some((joint, ..)), None) => dated
                .iter()
                .zip(days)
                .filter_map(|(column, judge)| match judge.verdict() {
                    Some((order, true, _)) if order != *joint => Some((*column, order)),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let far_end = (never > 0).then(|| {
            options.far_end.map_or_else(
                || Decision {
                    value: FarEnd::None,
                    decided: false,
                    reason: match never {
                        1 => format!("The end date {never_text} probably means “no end”."),
                        _ => format!("{never} end dates such as {never_text} probably mean “no end”."),
                    },
                },
                given,
            )
        });
        let mut table = table;
        rows -= next.pending_rows();
        let others = next.found;
        table.last_row = others.first().map(|(row, _)| row - 1);
        let decided = Decided {
            decimal,
            dates: options
                .dates
                .map(given)
                .or_else(|| joint.map(|(value, decided, reason)| Decision { value, decided, reason })),
            column_dates,
            far_end,
            rows,
            last_row,
            widest: u32::try_from(widest).unwrap_or(u32::MAX),
            notes,
            others,
            signs,
            left: Left::default(),
            scale: options.scale.filter(|scale| *scale != Scale::One).map(Scale::factor),
            spoken: None,
            cost: options.cost,
            epoch_1904: source.epoch_1904(),
            kind,
            guessed,
            table,
            mapping,
        };
        let mut layout = Layout { view, form, decided: Arc::new(decided) };
        let left = totals::find(&layout, &options.keep);
        let spoken = if options.scale.is_none() { layout.unit_spoken_of() } else { None };
        let decided = Arc::make_mut(&mut layout.decided);
        (decided.left, decided.spoken) = (left, spoken);
        source.keep_decided(asked, &layout.decided);
        Ok(layout)
    }

    /// The unit that the names of the columns with amounts, or the title lines above them, speak of.
    fn unit_spoken_of(&self) -> Option<(Scale, String)> {
        let mut named = self.figures().into_iter().map(|column| self.table.names[column].clone());
        let found = |text: String| Scale::spoken(&text).map(|scale| (scale, text));
        if let Some(found) = named.find_map(found) {
            return Some(found);
        }
        let header = self.table.header_row?;
        let mut title = None;
        self.view.rows(self.table.sheet, |row| {
            if row.number >= header {
                return ControlFlow::Break(());
            }
            title = row.filled().find_map(|column| found(row.cell(column).to_owned()));
            if title.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        title
    }

    /// Goes through the filled rows below the header, until the visitor breaks off.
    pub(crate) fn rows(&self, mut visit: impl FnMut(&RowView<'_>) -> ControlFlow<()>) {
        let last = self.table.last_row.unwrap_or(u32::MAX);
        self.view.rows(self.table.sheet, |row| {
            if row.number > last {
                return ControlFlow::Break(());
            }
            if row.number <= self.table.last_header_row || row.is_blank() {
                return ControlFlow::Continue(());
            }
            visit(&row)
        });
    }

    /// The unit of the amounts: given, or as they stand where the file speaks of another.
    pub(crate) fn scale_found(&self) -> Option<Decision<Scale>> {
        let (scale, text) = self.spoken.as_ref()?;
        let unit = match scale {
            Scale::Thousand | Scale::One => "thousands",
            Scale::Million => "millions",
        };
        Some(Decision {
            value: Scale::One, decided: false, reason: format!("“{text}” speaks of {unit}.")
        })
    }

    /// Takes over what is to be said of the table as a whole.
    pub(crate) fn conclude(&self, summary: &mut Summary) {
        summary.notes.extend(self.left.notes.iter().cloned());
        summary.notes.extend(self.source_notes());
        summary.notes.extend(self.notes.iter().cloned());
        summary.notes.extend(self.other_tables());
        summary.notes.extend(self.other_sheets());
        summary.notes.extend(self.few_unnamed());
        summary.notes.extend(self.shortened());
        summary.notes.extend(self.bare_amounts());
        summary.questions = self.questions();
        let named = |column: usize| {
            let name = &self.table.names[column];
            let open = mapping::currency_in_name(name).is_none();
            sign::shared(name).filter(|sign| open && *sign != sign::BROKEN).map(str::to_owned)
        };
        let signs = self.figures().into_iter().filter_map(named).find(|sign| !summary.signs.contains(sign));
        summary.signs.extend(signs);
    }

    /// What is to be said of the file; of a form that was sent out, not how it is made.
    pub(crate) fn source_notes(&self) -> impl Iterator<Item = String> {
        let made = |note: &&String| {
            let parts = ["Hidden sheets: ", " hidden column", " hidden row", " never calculated"];
            self.form.is_some() && parts.iter().any(|part| note.contains(part))
        };
        self.source().notes().iter().filter(move |note| !made(note)).cloned()
    }

    /// What the names of the columns come to: files of one source have the same.
    pub(crate) fn fingerprint(&self) -> String {
        let names = self.table.names[..self.table.own].iter().map(|name| words::tokens(name).join(" "));
        names.collect::<Vec<_>>().join("\u{1f}")
    }

    /// What to say of further tables in the sheet.
    pub(crate) fn other_tables(&self) -> Option<String> {
        let (row, words) = self.others.first()?;
        Some(format!(
            "Row {row} ({words}) begins another table, which was not read: choose row {row} for the names of the columns to read it."
        ))
    }

    /// The file.
    pub(crate) fn source(&self) -> &'s Source {
        self.view.source()
    }

    /// The columns whose amounts are what the file is about, and which its totals sum up.
    pub(crate) fn figures(&self) -> Vec<usize> {
        let first = |fields: &[Field]| {
            fields.iter().find_map(|field| self.mapping.column(*field)).into_iter().collect()
        };
        match self.kind {
            Kind::Budget if self.mapping.planned().is_empty() => first(&[Field::Amount]),
            Kind::Budget => self.mapping.planned().iter().map(|(_, column)| *column).collect(),
            Kind::Actuals | Kind::Orders => first(&[Field::Amount]),
            Kind::Contracts | Kind::Licences => first(&[Field::Total, Field::Yearly]),
            Kind::CloudBill if self.cost == Some(Basis::Effective) => {
                first(&[Field::Effective, Field::Billed])
            }
            Kind::CloudBill => first(&[Field::Billed, Field::Effective]),
            Kind::Vendors | Kind::Rates | Kind::Scores => Vec::new(),
        }
    }

    /// The column with the day that every row of data has.
    pub(crate) fn day_column(&self) -> Option<usize> {
        match self.kind {
            Kind::Actuals | Kind::CloudBill => self.mapping.column(Field::Date),
            Kind::Budget
            | Kind::Orders
            | Kind::Vendors
            | Kind::Contracts
            | Kind::Licences
            | Kind::Rates
            | Kind::Scores => None,
        }
    }

    /// The decimal sign to read with.
    pub(crate) fn decimal_sign(&self) -> DecimalSign {
        self.decimal.as_ref().map_or(DecimalSign::Point, |decision| decision.value)
    }

    /// The date order to read with, where no column says otherwise.
    pub(crate) fn date_order(&self) -> DateOrder {
        self.dates.as_ref().map_or(DateOrder::Dmy, |decision| decision.value)
    }

    /// The date order of a column.
    pub(crate) fn column_order(&self, column: Option<usize>) -> DateOrder {
        let own = self.column_dates.iter().find(|(known, _)| Some(*known) == column);
        own.map_or_else(|| self.date_order(), |(_, order)| *order)
    }
}

fn given<T>(value: T) -> Decision<T> {
    Decision { value, decided: true, reason: "As given.".to_owned() }
}
