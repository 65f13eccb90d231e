//! Posted transactions: a date and an amount in every row, and what else the file says.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use domain::{Amount, Currency, Month};
use serde::Serialize;

use crate::field::Field;
use crate::label::Label;
use crate::layout::{Currencies, Layout, UNCALCULATED};
use crate::number::{self, Reading};
use crate::options::Kind;
use crate::records::{Record, Value, Verdict};
use crate::sheet::{CellKind, RowView};
use crate::summary::{Collector, Row, Summary, rows_in_words};
use crate::{Options, Refusal, Source, date, mapping, remark, words};

/// A transaction as the file has it. Texts are empty where the file says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Draft<'r> {
    /// The day it was posted.
    pub date: NaiveDate,
    /// With the decimals it came with.
    pub amount: Amount,
    /// `None` where the file names no currency.
    pub currency: Option<Currency>,
    /// Who was paid.
    pub vendor: &'r str,
    /// What for. Where the file has no such column: the category, the account or the vendor.
    pub text: &'r str,
    /// The number of the document.
    pub document: &'r str,
    /// The ledger account.
    pub account: &'r str,
    /// The cost centre.
    pub cost_centre: &'r str,
    /// The description of the budget line, where a column names it.
    pub line: &'r str,
    /// The kind of cost.
    pub category: &'r str,
    /// Who bears the cost.
    pub department: &'r str,
}

/// Reads transactions one after the other; the visitor may break off.
///
/// A row with a cell that cannot be read is not handed out; the summary lists the cell.
pub fn read(
    source: &Source,
    options: &Options,
    mut visit: impl FnMut(Row<Draft<'_>>) -> ControlFlow<()>,
) -> Result<Summary, Refusal> {
    let layout = Layout::find(source, Some(Kind::Actuals), options)?;
    layout.require(Field::Date)?;
    layout.require(Field::Amount)?;
    let mut reader = Reader::new(&layout)?;
    layout.rows(|row| match reader.draft(row) {
        Some(draft) => {
            reader.collector.summary.read += 1;
            reader.collector.add(draft.currency, draft.amount);
            let flow = visit(Row { row: row.number, draft });
            reader.collector.summary.stopped = flow.is_break();
            flow
        }
        None => ControlFlow::Continue(()),
    });
    Ok(reader.finish())
}

/// The same as records, for whoever treats all kinds alike.
pub(crate) fn records(
    source: &Source,
    options: &Options,
    mut visit: impl FnMut(&Record<'_>) -> Verdict,
) -> Result<Summary, Refusal> {
    let layout = Layout::find(source, Some(Kind::Actuals), options)?;
    layout.require(Field::Date)?;
    layout.require(Field::Amount)?;
    let mut reader = Reader::new(&layout)?;
    let says = reader.texts.map(|(column, field)| column.is_some() || layout.mapping.has(field));
    layout.rows(|row| {
        let Some(draft) = reader.draft(row) else { return ControlFlow::Continue(()) };
        reader.collector.summary.read += 1;
        let texts = [
            draft.vendor,
            draft.text,
            draft.document,
            draft.account,
            draft.cost_centre,
            draft.line,
            draft.category,
            draft.department,
        ];
        let mut values = Vec::with_capacity(11);
        values.extend([(Field::Date, Value::Day(draft.date)), (Field::Amount, Value::Number(draft.amount))]);
        for (at, text) in texts.into_iter().enumerate() {
            let field = reader.texts[at].1;
            if says[at] {
                values.push((field, Value::Text(text)));
            } else if field == Field::Description {
                values.push((field, Value::StandIn(text)));
            }
        }
        if let Some(column) = layout.mapping.column(Field::Side) {
            values.push((Field::Side, Value::Text(row.cell(column))));
        }
        match visit(&Record::new(row.number, draft.currency, values)) {
            Verdict::Taken => {
                reader.collector.add(draft.currency, draft.amount);
                ControlFlow::Continue(())
            }
            Verdict::Problem(field, message) => {
                let place =
                    reader.texts.iter().find(|(_, known)| *known == field).and_then(|(column, _)| *column);
                let place = place.or(layout.mapping.column(field)).unwrap_or(0);
                layout.problem(row, place, message, &mut reader.collector);
                ControlFlow::Continue(())
            }
            Verdict::Stop => {
                reader.collector.summary.stopped = true;
                ControlFlow::Break(())
            }
        }
    });
    Ok(reader.finish())
}

struct Reader<'l, 's> {
    layout: &'l Layout<'s>,
    date: Option<usize>,
    amount: Option<usize>,
    credit: Option<usize>,
    /// Whether credits stand there as amounts below zero, taken off already.
    credit_below_zero: bool,
    /// The year of a row, beside a column with its month alone.
    year: Option<usize>,
    set_date: Option<NaiveDate>,
    set_amount: Option<Amount>,
    currencies: Currencies,
    texts: [(Option<usize>, Field); 8],
    remarks: Vec<u32>,
    remark_count: u32,
    repeated: u32,
    /// Whether an amount was taken off because its row is a credit.
    taken_off: bool,
    collector: Collector,
}

impl<'l, 's> Reader<'l, 's> {
    fn new(layout: &'l Layout<'s>) -> Result<Reader<'l, 's>, Refusal> {
        let mapping = &layout.mapping;
        let set_date = match mapping.value(Field::Date) {
            "" => None,
            text => Some(
                layout.date(text, CellKind::Text, None).map_err(|message| Refusal::of("date", message))?,
            ),
        };
        let set_amount = match mapping.value(Field::Amount) {
            "" => None,
            text => match number::read(text, layout.decimal_sign()) {
                Ok(Reading::Amount(amount, _)) => Some(amount),
                Ok(Reading::Nothing) | Err(_) => {
                    return Err(Refusal::of("amount", format!("“{text}” is not an amount.")));
                }
            },
        };
        let amount = mapping.column(Field::Amount);
        let credit = mapping.column(Field::Credit);
        let fields = [
            Field::Vendor,
            Field::Description,
            Field::Document,
            Field::Account,
            Field::CostCentre,
            Field::Line,
            Field::Category,
            Field::Department,
        ];
        Ok(Reader {
            layout,
            date: mapping.column(Field::Date),
            amount,
            credit,
            credit_below_zero: credit.is_some_and(|column| is_below_zero(layout, column)),
            year: mapping::year_beside(&layout.table, mapping),
            set_date,
            set_amount,
            currencies: Currencies::find(layout, amount)?,
            texts: fields.map(|field| (mapping.column(field), field)),
            remarks: Vec::new(),
            remark_count: 0,
            repeated: 0,
            taken_off: false,
            collector: Collector::default(),
        })
    }

    /// The transaction of a row; `None` if it is none or has a problem.
    fn draft<'r>(&mut self, row: &RowView<'r>) -> Option<Draft<'r>>
    where
        'l: 'r,
    {
        let layout = self.layout;
        if layout.left.contains(row.number) {
            self.collector.leave_out(row.number);
            return None;
        }
        let date_text = self.date.map_or("", |column| row.cell(column));
        let date_kind = self.date.map_or(CellKind::Text, |column| row.kind(column));
        let date = match (number::is_nothing(date_text), self.set_date) {
            (true, Some(set)) => Ok(set),
            (true, None)
                if self.date.is_some_and(|column| row.label(column) == Some(Label::Uncalculated)) =>
            {
                Err(UNCALCULATED.to_owned())
            }
            (true, None) => Err("There is no date.".to_owned()),
            (false, _) => self.day(row, date_text, date_kind).and_then(|day| {
                let text = date_text;
                let far = format!("“{text}” lies too far off for the day of an actual: correct it.");
                if date::is_far_off(day) { Err(far) } else { Ok(day) }
            }),
        };
        if remark::is_footer(row) {
            self.leave_remark(row);
            return None;
        }
        if (date.is_err() || self.date.is_none()) && self.is_no_data(row, date_text) {
            return None;
        }
        let before = self.collector.summary.problem_count;
        let date = match date {
            Ok(date) => Some(date),
            Err(message) => {
                layout.problem(row, self.date.unwrap_or(0), message, &mut self.collector);
                None
            }
        };
        let (amount, by_amount) = self.amount(row).unzip();
        let currency = match self.currencies.of(row, by_amount.flatten()) {
            Ok(currency) => currency,
            Err(message) => {
                layout.problem(row, self.currencies.place(), message, &mut self.collector);
                None
            }
        };
        let [vendor, text, document, account, cost_centre, line, category, department] =
            self.texts.map(|(column, field)| layout.text(row, column, field));
        self.errors(row);
        if let Some(column) = layout.mapping.column(Field::Side).filter(|column| !layout.says_type(*column)) {
            let said = row.cell(column);
            if !number::is_nothing(said) && words::is_credit(said).is_none() {
                let message = format!("“{said}” is neither debit nor credit: write DR or CR.");
                layout.problem(row, column, message, &mut self.collector);
            }
        }
        layout.say_crowded(row, before, &mut self.collector);
        if self.collector.summary.problem_count > before {
            self.collector.summary.read += 1;
            return None;
        }
        let text = [text, category, account, vendor].into_iter().find(|text| !text.is_empty()).unwrap_or("");
        Some(Draft {
            date: date?,
            amount: amount?,
            currency,
            vendor,
            text,
            document,
            account,
            cost_centre,
            line,
            category,
            department,
        })
    }

    /// The day that a text says: of a month alone, the last one in the year beside it.
    fn day(&self, row: &RowView<'_>, text: &str, kind: CellKind) -> Result<NaiveDate, String> {
        let month = || {
            let year = row.cell(self.year?).parse().ok().filter(|year| (1990..=2100).contains(year))?;
            Month::new(year, text.parse().ok().or_else(|| words::month_named(text))?)
        };
        month().map_or_else(|| self.layout.date(text, kind, self.date), |month| Ok(month.last_day()))
    }

    /// The amount of a row with the currency it names; `None` with a problem noted.
    fn amount(&mut self, row: &RowView<'_>) -> Option<(Amount, Option<Currency>)> {
        let Some(column) = self.amount else { return self.set_amount.map(|amount| (amount, None)) };
        let debit = self.layout.amount(row, column, &mut self.collector)?;
        let credit = match self.credit {
            Some(column) => self.layout.amount(row, column, &mut self.collector)?,
            None => Reading::Nothing,
        };
        let credit = match credit {
            Reading::Amount(amount, currency) => {
                Reading::Amount(if self.credit_below_zero { -amount } else { amount }, currency)
            }
            Reading::Nothing => Reading::Nothing,
        };
        match (debit, credit) {
            (Reading::Amount(amount, currency), Reading::Nothing) => {
                let own = self.layout.on_its_side(row, amount);
                self.taken_off |= own != amount;
                Some((own, currency))
            }
            (Reading::Nothing, Reading::Amount(credit, currency)) => Some((-credit, currency)),
            (Reading::Amount(amount, currency), Reading::Amount(credit, _)) => {
                let Ok(net) = amount.minus(credit) else {
                    let message = "Debit less credit has more digits than can be kept.".to_owned();
                    self.layout.problem(row, column, message, &mut self.collector);
                    return None;
                };
                Some((net, currency))
            }
            (Reading::Nothing, Reading::Nothing) => match self.set_amount {
                Some(amount) => Some((amount, None)),
                // A dash is how a spreadsheet prints 0; an empty cell is a missing amount.
                None if !row.cell(column).is_empty() => Some((Amount::ZERO, None)),
                None => {
                    self.layout.problem(row, column, "There is no amount.".to_owned(), &mut self.collector);
                    None
                }
            },
        }
    }

    /// Error cells of a spreadsheet in the columns that hold texts.
    fn errors(&mut self, row: &RowView<'_>) {
        for (column, _) in self.texts {
            if let Some(column) = column.filter(|column| row.kind(*column) == CellKind::Error) {
                let message = format!(
                    "“{}” is an error of the spreadsheet: correct its formula there.",
                    row.cell(column)
                );
                self.layout.problem(row, column, message, &mut self.collector);
            }
        }
    }

    /// Whether a row without a date is a repeated header or a remark; if so it is counted and left out.
    fn is_no_data(&mut self, row: &RowView<'_>, date_text: &str) -> bool {
        let Some(column) = self.amount else { return false };
        if self.layout.repeats_header(row, column) {
            self.repeated += 1;
            self.collector.leave_out(row.number);
            return true;
        }
        let amount_text = row.cell(column);
        let filled = row.filled().count();
        let credited = self.credit.is_some_and(|column| !number::is_nothing(row.cell(column)));
        let waits = row.label(column) == Some(Label::Uncalculated);
        let silent =
            number::is_nothing(amount_text) && !waits && row.kind(column) != CellKind::Error && !credited;
        let remark = silent
            && match self.date {
                Some(_) => date_text.is_empty() || filled <= 2,
                None => filled == 1,
            };
        if remark {
            self.leave_remark(row);
        }
        remark
    }

    fn leave_remark(&mut self, row: &RowView<'_>) {
        if self.remarks.len() < 5 {
            self.remarks.push(row.number);
        }
        self.remark_count += 1;
        self.collector.leave_out(row.number);
    }

    fn finish(mut self) -> Summary {
        let collector = &mut self.collector;
        if self.remark_count > 0 {
            let rows = rows_in_words(&self.remarks, self.remark_count);
            collector.note(format!("Without date and amount, and left out: {rows}."));
        }
        let side = self.layout.mapping.column(Field::Side);
        if let Some(column) = side.filter(|column| self.taken_off || !self.layout.says_type(*column)) {
            let name = self.layout.table.name(column);
            collector.note(format!("Amounts without a sign are taken off where “{name}” says credit."));
        }
        if let Some(column) = self.credit.filter(|_| self.credit_below_zero) {
            let name = self.layout.table.name(column);
            collector
                .note(format!("Amounts in “{name}” are below zero already and were added as they stand."));
        }
        let profile = self.date.and_then(|column| self.layout.table.profiles.get(column));
        if self.year.is_some() || profile.is_some_and(|profile| profile.year_months > 0) {
            collector.note("Dates that name only a month count as its last day.");
        }
        if self.repeated > 0 {
            collector.note(crate::summary::repeated_header(self.repeated));
        }
        self.currencies.conclude(collector);
        self.layout.conclude(&mut collector.summary);
        self.collector.finish()
    }
}

/// Whether no amount of a column is above zero, and some are below.
fn is_below_zero(layout: &Layout<'_>, column: usize) -> bool {
    let mut below = false;
    layout.rows(|row| match layout.quiet_amount(row, column) {
        Some(amount) if amount > Amount::ZERO => {
            below = false;
            ControlFlow::Break(())
        }
        amount => {
            below |= amount.is_some_and(Amount::is_negative);
            ControlFlow::Continue(())
        }
    });
    below
}
