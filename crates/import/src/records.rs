//! Records of the registers: orders, vendors, contracts, licences, rates, scores, the lines of a cloud bill.
//!
//! One reading for all of them: each field of a row as its shape says, each cell that cannot be read as a problem. What a
//! record means to the book, the caller says.

mod azure;
mod cell;
mod columns;
pub(crate) mod cur;
mod record;
mod wide;

use std::ops::ControlFlow;

use domain::Currency;
use domain::bill::Basis;
use domain::contract::Renewal;

use crate::field::{self, Field, Shape};
use crate::label::Label;
use crate::layout::{self, Currencies, Layout, UNCALCULATED};
use crate::number;
use crate::options::Kind;
use crate::sheet::{CellKind, RowView};
use crate::span::{self, Unit};
use crate::summary::{Collector, Summary, rows_in_words, times};
use crate::{Options, Refusal, Source, remark, sign};

use cell::shortened;

pub use azure::basis;
pub use columns::{Spoken, columns, count, names, raw};
pub use record::{Record, Value};

use wide::Wide;

/// What the caller says of a record.
#[derive(Debug)]
pub enum Verdict {
    /// Taken; go on.
    Taken,
    /// A field of it cannot be: the problem of its cell, in a sentence.
    Problem(Field, String),
    /// Break off.
    Stop,
}

/// Reads the records of a register one after the other.
///
/// A row with a cell that cannot be read is not handed out; the summary lists the cell.
pub fn read(
    source: &Source,
    kind: Kind,
    options: &Options,
    mut visit: impl FnMut(&Record<'_>) -> Verdict,
) -> Result<Summary, Refusal> {
    if kind == Kind::Actuals {
        return crate::actuals::records(source, options, visit);
    }
    let layout = Layout::find(source, Some(kind), options)?;
    for group in field::required(kind) {
        if !group.iter().any(|field| layout.mapping.has_or_stands_for(*field)) {
            layout.require(group[0])?;
        }
    }
    let mut reader = Reader::new(&layout)?;
    layout.rows(|row| reader.row(row, &mut visit));
    Ok(reader.finish())
}

/// A field with its column and how its cells are read.
#[derive(Clone, Copy)]
struct Slot {
    field: Field,
    column: Option<usize>,
    shape: Shape,
    unit: Option<Unit>,
}

/// Whether a term or an end is written as that of a contract without one.
fn is_open_ended(text: &str) -> bool {
    Renewal::read(text) == Some(Renewal::Evergreen)
}

/// A word in the place of a number or a day that is not known or has no limit, with how often it came.
struct Open {
    column: usize,
    what: &'static str,
    text: String,
    count: u32,
}

struct Reader<'l, 's> {
    layout: &'l Layout<'s>,
    slots: Vec<Slot>,
    /// The columns that are as many records of a row.
    wide: Vec<Wide<'l>>,
    figures: Vec<usize>,
    /// The effective cost of an AWS report, which no column has.
    cur: Option<cur::Cur>,
    currencies: Currencies,
    remarks: Vec<u32>,
    remark_count: u32,
    /// Rows of a rating without a score.
    unrated: u32,
    repeated: u32,
    open: Vec<Open>,
    collector: Collector,
}

impl<'l, 's> Reader<'l, 's> {
    fn new(layout: &'l Layout<'s>) -> Result<Reader<'l, 's>, Refusal> {
        let mapping = &layout.mapping;
        let figures = layout.figures();
        let slot = |spec: &field::Spec| Slot {
            field: spec.field,
            column: mapping.column(spec.field),
            shape: spec.shape,
            unit: mapping
                .column(spec.field)
                .and_then(|column| Unit::in_name(&layout.table.names[column]))
                .or(matches!(spec.field, Field::Term | Field::RenewalTerm).then_some(Unit::Months)),
        };
        let wanted = |spec: &&field::Spec| mapping.has(spec.field) && spec.shape != Shape::Currency;
        let mut slots: Vec<Slot> = field::specs(layout.kind).iter().filter(wanted).map(slot).collect();
        // Of rates the currency is what the record is about, not that of an amount.
        let own = [Field::Currency, Field::Into];
        for field in own.into_iter().filter(|field| layout.kind == Kind::Rates && mapping.has(*field)) {
            slots.push(Slot { field, column: mapping.column(field), shape: Shape::Currency, unit: None });
        }
        let wide = mapping.columns.iter().filter_map(|mapped| Wide::of(layout, mapped)).collect();
        Ok(Reader {
            layout,
            slots,
            wide,
            currencies: Currencies::find(layout, figures.first().copied())?,
            figures,
            cur: cur::Cur::of(layout),
            remarks: Vec::new(),
            remark_count: 0,
            unrated: 0,
            repeated: 0,
            open: Vec::new(),
            collector: Collector::default(),
        })
    }

    fn row(&mut self, row: &RowView<'_>, visit: &mut dyn FnMut(&Record<'_>) -> Verdict) -> ControlFlow<()> {
        if self.layout.left.contains(row.number) || self.is_no_data(row) {
            self.collector.leave_out(row.number);
            return ControlFlow::Continue(());
        }
        let before = self.collector.summary.problem_count;
        let mut named = None;
        let mut values: Vec<(Field, Value<'_>)> = Vec::with_capacity(self.slots.len());
        for at in 0..self.slots.len() {
            let (value, currency) = self.value(row, at);
            named = named.or(currency);
            values.push((self.slots[at].field, value));
        }
        if let Some(cur) = &mut self.cur {
            let cost = cur.effective(self.layout, row, &mut self.collector);
            let cost = cost.map_or(Value::Nothing, Value::Number);
            values
                .iter_mut()
                .filter(|(field, _)| *field == Field::Effective)
                .for_each(|(_, value)| *value = cost);
        }
        self.quoted(named, &mut values);
        self.scored(row, &mut values);
        self.missing(row, &values);
        self.open_ended(row, &mut values);
        let currency =
            if self.layout.kind == Kind::Rates { Ok(None) } else { self.currencies.of(row, named) };
        let currency = currency.unwrap_or_else(|message| {
            self.layout.problem(row, self.currencies.place(), message, &mut self.collector);
            None
        });
        self.collector.summary.read += 1;
        self.layout.say_crowded(row, before, &mut self.collector);
        if self.collector.summary.problem_count > before {
            return ControlFlow::Continue(());
        }
        let record = Record::new(row.number, currency, values);
        if self.wide.is_empty() {
            return self.hand_out(row, &record, visit);
        }
        // A row of many currencies, months or criteria is as many records.
        for at in 0..self.wide.len() {
            let Wide { column, named, figure } = self.wide[at];
            let Some((figure, unit)) = self.figure(row, column, figure) else { continue };
            let mut values: Vec<(Field, Value<'_>)> = record.values().to_vec();
            values.extend([named, figure].into_iter().chain(unit));
            let one = Record::new(row.number, None, values);
            self.hand_out(row, &one, visit)?;
        }
        ControlFlow::Continue(())
    }

    fn hand_out(
        &mut self,
        row: &RowView<'_>,
        record: &Record<'_>,
        visit: &mut dyn FnMut(&Record<'_>) -> Verdict,
    ) -> ControlFlow<()> {
        match visit(record) {
            Verdict::Taken => {
                let effective = self.cur.is_some() && self.layout.cost == Some(Basis::Effective);
                if let Some(amount) = record.number(Field::Effective).filter(|_| effective) {
                    self.collector.add(record.currency, amount);
                    return ControlFlow::Continue(());
                }
                for column in &self.figures {
                    if let Some(amount) = self.layout.quiet_amount(row, *column) {
                        self.collector.add(record.currency, amount);
                    }
                }
                ControlFlow::Continue(())
            }
            Verdict::Problem(field, message) => {
                let column = self.slots.iter().find(|slot| slot.field == field).and_then(|slot| slot.column);
                self.layout.problem(row, column.unwrap_or(0), message, &mut self.collector);
                ControlFlow::Continue(())
            }
            Verdict::Stop => {
                self.collector.summary.stopped = true;
                ControlFlow::Break(())
            }
        }
    }

    /// What a cell says, and the currency it names; a problem is noted and says nothing.
    fn value<'r>(&mut self, row: &RowView<'r>, at: usize) -> (Value<'r>, Option<Currency>)
    where
        'l: 'r,
    {
        let slot = self.slots[at];
        let layout = self.layout;
        let (text, kind) = match slot.column {
            Some(column) if !number::is_nothing(row.cell(column)) => (row.cell(column), row.kind(column)),
            _ => (layout.mapping.value(slot.field), CellKind::Text),
        };
        let label = slot.column.and_then(|column| row.label(column));
        if label == Some(Label::Uncalculated) {
            let column = slot.column.unwrap_or(0);
            layout.problem(row, column, UNCALCULATED.to_owned(), &mut self.collector);
            return (Value::Nothing, None);
        }
        if text.is_empty() {
            return (Value::Nothing, None);
        }
        let mut named = None;
        let read = if kind == CellKind::Error {
            Err(format!("“{text}” is an error of the spreadsheet: correct its formula there."))
        } else {
            match slot.shape {
                Shape::Code
                    if kind == CellKind::Text
                        && slot.field.is_number_of_record()
                        && number::is_shortened(text) =>
                {
                    Err(shortened(text))
                }
                Shape::Words | Shape::Code | Shape::Year | Shape::Expense | Shape::Purpose | Shape::Side => {
                    Ok(Value::Text(text))
                }
                Shape::End | Shape::Span if is_open_ended(text) || span::is_none(text) => Ok(Value::Nothing),
                _ if self.leaves_open(text, at) => Ok(Value::Nothing),
                Shape::Day => layout.date(text, kind, slot.column).map(Value::Day),
                Shape::End => self.end(text, kind, slot.column),
                Shape::Amount | Shape::Quantity => {
                    self.number(text, kind, label, at).map(|(value, currency)| {
                        named = currency;
                        value
                    })
                }
                Shape::Currency if sign::pair(text).is_some() => {
                    let pair = sign::pair(text);
                    named = pair.map(|(_, second)| second);
                    Ok(pair.map_or(Value::Nothing, |(first, _)| Value::Currency(first)))
                }
                Shape::Currency => {
                    layout::named(text).map(Value::Currency).ok_or_else(|| layout::no_currency(text))
                }
                Shape::Month => self.month(text, kind, slot.column),
                Shape::Span => span::read(text, slot.unit).map(Value::Span).ok_or_else(|| {
                    format!("“{text}” is no length of time: write it as 36 months or 90 days.")
                }),
                Shape::Period => self.period(text, kind, slot.column),
            }
        };
        match read {
            Ok(value) => (value, named),
            Err(message) => {
                let column = slot.column.unwrap_or(0);
                layout.problem(row, column, message, &mut self.collector);
                (Value::Nothing, None)
            }
        }
    }

    /// A contract whose term or end is “unlimited” goes on until it is ended, where it does not say how it renews.
    fn open_ended<'r>(&self, row: &RowView<'r>, values: &mut Vec<(Field, Value<'r>)>) {
        let renews = values.iter().any(|(field, value)| *field == Field::Renewal && *value != Value::Nothing);
        if self.layout.kind != Kind::Contracts || renews {
            return;
        }
        let columns = [Field::Term, Field::End].map(|field| self.layout.mapping.column(field));
        let said =
            columns.into_iter().flatten().map(|column| row.cell(column)).find(|text| is_open_ended(text));
        if let Some(said) = said {
            values.retain(|(field, _)| *field != Field::Renewal);
            values.push((Field::Renewal, Value::Text(said)));
        }
    }

    /// Notes what a record cannot do without.
    fn missing(&mut self, row: &RowView<'_>, values: &[(Field, Value<'_>)]) {
        let says = |field: &Field| {
            let value = values.iter().find(|(known, _)| known == field).map(|(_, value)| *value);
            value.is_some_and(|value| value != Value::Nothing)
        };
        let column =
            |field: Field| self.slots.iter().find(|slot| slot.field == field).and_then(|slot| slot.column);
        for group in field::required(self.layout.kind) {
            // Taxes and credits of a cloud bill belong to no service.
            if group[0] == Field::Service {
                continue;
            }
            let stands = !self.wide.is_empty() && self.layout.mapping.stands_for().contains(&group[0]);
            if stands || group.iter().any(says) {
                continue;
            }
            // A cell that was there and could not be read is a problem already.
            let place = group.iter().find_map(|field| column(*field));
            let said = |column| !number::is_nothing(row.cell(column)) || row.label(column).is_some();
            if place.is_some_and(said) {
                continue;
            }
            let message = format!("There is no {}.", group[0].words());
            self.layout.problem(row, place.unwrap_or(0), message, &mut self.collector);
        }
    }

    /// Whether a row repeats the header or is a remark.
    fn is_no_data(&mut self, row: &RowView<'_>) -> bool {
        let score = self.layout.mapping.column(Field::Score);
        if score.is_some_and(|column| number::is_nothing(row.cell(column))) {
            self.unrated += 1;
            return true;
        }
        let columns = || self.slots.iter().filter_map(|slot| slot.column);
        let repeated = columns().filter(|column| self.layout.repeats_header(row, *column)).count();
        if repeated >= 2 || (repeated == 1 && columns().count() == 1) {
            self.repeated += 1;
            return true;
        }
        let filled = row.filled().count();
        let needed = field::required(self.layout.kind)[0];
        let lacks = needed.iter().all(|field| {
            let column = self.layout.mapping.column(*field);
            self.layout.mapping.value(*field).is_empty()
                && !self.layout.mapping.stands_for().contains(field)
                && column.is_none_or(|column| row.cell(column).is_empty())
        });
        let remark =
            remark::is_footer(row) || (lacks && filled <= 2) || (filled == 1 && columns().count() > 2);
        if remark {
            if self.remarks.len() < 5 {
                self.remarks.push(row.number);
            }
            self.remark_count += 1;
        }
        remark
    }

    fn finish(mut self) -> Summary {
        if self.remark_count > 0 {
            let rows = rows_in_words(&self.remarks, self.remark_count);
            self.collector.note(format!("Headings and remarks, left out: {rows}."));
        }
        self.cur.iter().flat_map(cur::Cur::notes).for_each(|note| self.collector.note(note));
        if self.unrated > 0 {
            let all = self.unrated + self.collector.summary.read;
            self.collector.note(format!("{} of {all} scores were not given and are left out.", self.unrated));
        }
        if self.repeated > 0 {
            self.collector.note(crate::summary::repeated_header(self.repeated));
        }
        for Open { column, what, text, count } in &self.open {
            let (name, times) = (self.layout.table.name(*column), times(*count));
            self.collector.note(format!("“{text}” in “{name}” is no {what} and was left empty, {times}."));
        }
        self.currencies.conclude(&mut self.collector);
        self.layout.conclude(&mut self.collector.summary);
        self.collector.finish()
    }
}
