//! Budgets: lines with an amount for each month, in a column each (wide) or in a row each (long).

use std::ops::ControlFlow;

use domain::budget::Purpose;
use domain::category::Expense;
use domain::{Amount, Currency, Id};
use serde::Serialize;

use crate::field::Field;
use crate::layout::{Currencies, Layout};
use crate::month::{self, MonthRef};
use crate::number::{self, Reading};
use crate::options::Kind;
use crate::sheet::{CellKind, RowView};
use crate::summary::{Collector, Row, Summary, rows_counted, rows_in_words, times};
use crate::{Options, Question, Refusal, Source};
use crate::{remark, words};

mod long;
mod versions;

use long::Lines;

/// A budget line as the file has it. Texts are empty where the file says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Draft<'r> {
    /// The number of the line, in a workbook that was sent out to be filled in.
    pub line: Option<Id>,
    /// What is bought. Where the file has no such column: the vendor or the category.
    pub description: &'r str,
    /// From whom.
    pub vendor: &'r str,
    /// The kind of cost.
    pub category: &'r str,
    /// Who bears it.
    pub department: &'r str,
    /// The initiative it belongs to.
    pub project: &'r str,
    /// Who answers for it.
    pub owner: &'r str,
    /// `None` where the file names no currency.
    pub currency: Option<Currency>,
    /// `None` where the file does not say.
    pub expense: Option<Expense>,
    /// `None` where the file does not say.
    pub purpose: Option<Purpose>,
    /// Notes.
    pub notes: &'r str,
    /// The months the file gives an amount for, each once, in the order of the file.
    pub amounts: &'r [(MonthRef, Amount)],
}

/// Reads budget lines one after the other; the visitor may break off.
///
/// In a long file the rows of one line (same description, vendor, category, department, project and currency) are one
/// draft, handed out at the end with the number of their first row; two rows of the same month are added.
/// A row with a cell that cannot be read is not handed out; the summary lists the cell.
pub fn read(
    source: &Source,
    options: &Options,
    mut visit: impl FnMut(Row<Draft<'_>>) -> ControlFlow<()>,
) -> Result<Summary, Refusal> {
    let layout = Layout::find(source, Some(Kind::Budget), options)?;
    let planned = layout.mapping.planned();
    if planned.is_empty() {
        let of_the_year = layout.mapping.has(Field::Amount) && !has_other_days(&layout);
        if !layout.mapping.has(Field::Month) && !of_the_year {
            let columns = layout.table.columns_in_words();
            return Err(Refusal::of(
                "month",
                format!(
                    "No columns of months and no column with the month were found: name the columns Jan to Dec, or say which one holds the month. The columns are {columns}."
                ),
            ));
        }
        layout.require(Field::Amount)?;
    }
    let named =
        [Field::Description, Field::Vendor, Field::Category].iter().any(|field| layout.mapping.has(*field));
    if !named {
        layout.require(Field::Description)?;
    }
    let mut reader = Reader::new(&layout, planned)?;
    let mut lines = Lines::default();
    let mut amounts: Vec<(MonthRef, Amount)> = Vec::new();
    layout.rows(|row| {
        let Some(line) = reader.line(row, &mut amounts) else { return ControlFlow::Continue(()) };
        reader.collector.summary.read += 1;
        for (_, amount) in &amounts {
            reader.collector.add(line.currency, *amount);
        }
        if reader.planned.is_empty() {
            if !lines.add(row, &line, &amounts) {
                let message = "The amounts of this month add up to more digits than can be kept.".to_owned();
                let column = reader.amount.unwrap_or(0);
                reader.layout.problem(row, column, message, &mut reader.collector);
            }
            return ControlFlow::Continue(());
        }
        let flow = visit(Row { row: row.number, draft: Draft { amounts: &amounts, ..line } });
        reader.collector.summary.stopped = flow.is_break();
        flow
    });
    for (row, line) in &lines.all {
        if visit(Row { row: *row, draft: line.draft() }).is_break() {
            reader.collector.summary.stopped = true;
            break;
        }
    }
    if !lines.all.is_empty() {
        let (rows, lines) = (reader.collector.summary.read, lines.all.len());
        let lines = if lines == 1 { "one budget line".to_owned() } else { format!("{lines} budget lines") };
        if rows > 1 && !reader.is_of_the_year() {
            reader.collector.note(format!("{rows} rows with a month each make {lines}."));
        }
    }
    Ok(reader.finish())
}

/// Whether a column that is not read has days or months in it: then the amounts are not of a whole year.
fn has_other_days(layout: &Layout<'_>) -> bool {
    let profiles = layout.table.profiles.iter().enumerate();
    let mut dated =
        profiles.filter(|(_, profile)| profile.is_dates() || profile.year_months * 2 > profile.filled);
    dated.any(|(column, _)| layout.mapping.columns.iter().all(|mapped| mapped.column != column))
}

const TEXTS: [Field; 10] = [
    Field::Description,
    Field::Vendor,
    Field::Category,
    Field::Department,
    Field::Project,
    Field::Owner,
    Field::Notes,
    Field::Expense,
    Field::Purpose,
    Field::Year,
];

struct Reader<'l, 's> {
    layout: &'l Layout<'s>,
    planned: Vec<(MonthRef, usize)>,
    line: Option<usize>,
    month: Option<usize>,
    amount: Option<usize>,
    /// The column that says which rows are no budget, but what was spent; and how many these are.
    version: Option<usize>,
    spent: u32,
    set_month: Option<MonthRef>,
    currencies: Currencies,
    texts: [(Option<usize>, Field); 10],
    left: Vec<u32>,
    left_count: u32,
    /// Words that are neither CapEx nor OpEx, or no purpose, with how often they came.
    unknown: Vec<(Field, String, u32)>,
    collector: Collector,
}

impl<'l, 's> Reader<'l, 's> {
    fn new(layout: &'l Layout<'s>, planned: Vec<(MonthRef, usize)>) -> Result<Reader<'l, 's>, Refusal> {
        let mapping = &layout.mapping;
        let amount = mapping.column(Field::Amount);
        let set_month = match mapping.value(Field::Month) {
            "" if mapping.column(Field::Month).is_some() => None,
            // Amounts without a month are those of the year that their column names.
            "" => Some(month::whole_year(amount.map_or("", |column| &layout.table.names[column]))),
            text => Some(month::read(text, layout.date_order()).ok_or_else(|| {
                Refusal::of("month", format!("“{text}” is no month: write it as 2027-01, Jan or M1."))
            })?),
        };
        let currency_column = amount.or_else(|| planned.first().map(|(_, column)| *column));
        Ok(Reader {
            layout,
            line: mapping.column(Field::LineId),
            month: mapping.column(Field::Month),
            amount,
            version: versions::find(layout),
            spent: 0,
            set_month,
            currencies: Currencies::find(layout, currency_column)?,
            texts: TEXTS.map(|field| (mapping.column(field), field)),
            planned,
            left: Vec::new(),
            left_count: 0,
            unknown: Vec::new(),
            collector: Collector::default(),
        })
    }

    /// Whether each amount is that of a whole year.
    fn is_of_the_year(&self) -> bool {
        self.planned.is_empty() && matches!(self.set_month, Some(MonthRef::Year { .. }))
    }

    /// The line of a row, its amounts apart; `None` if it is none or has a problem.
    fn line<'r>(&mut self, row: &RowView<'r>, amounts: &mut Vec<(MonthRef, Amount)>) -> Option<Draft<'r>>
    where
        'l: 'r,
    {
        amounts.clear();
        let layout = self.layout;
        if layout.left.contains(row.number) || self.is_no_data(row) {
            self.collector.leave_out(row.number);
            return None;
        }
        if self.version.is_some_and(|column| words::is_past(row.cell(column))) {
            self.spent += 1;
            self.collector.leave_out(row.number);
            return None;
        }
        let before = self.collector.summary.problem_count;
        let by_amount =
            if self.planned.is_empty() { self.long(row, amounts) } else { self.wide(row, amounts) };
        let [description, vendor, category, department, project, owner, notes, expense, purpose, _] =
            self.texts.map(|(column, field)| layout.text(row, column, field));
        let currency = match self.currencies.of(row, by_amount) {
            Ok(currency) => currency,
            Err(message) => {
                layout.problem(row, self.currencies.place(), message, &mut self.collector);
                None
            }
        };
        for (column, _) in self.texts {
            if let Some(column) = column.filter(|column| row.kind(*column) == CellKind::Error) {
                let message = format!(
                    "“{}” is an error of the spreadsheet: correct its formula there.",
                    row.cell(column)
                );
                layout.problem(row, column, message, &mut self.collector);
            }
        }
        let description =
            [description, vendor, category].into_iter().find(|text| !text.is_empty()).unwrap_or("");
        if description.is_empty() {
            let column = self.texts[0].0.or(self.texts[1].0).or(self.texts[2].0).unwrap_or(0);
            let message = "There is no description: say what is bought.".to_owned();
            layout.problem(row, column, message, &mut self.collector);
        }
        let line = self.line.map_or("", |column| row.cell(column));
        let line = if line.is_empty() { None } else { line.parse::<Id>().ok() };
        if let Some(column) = self.line.filter(|column| line.is_none() && !row.cell(*column).is_empty()) {
            let message =
                format!("“{}” is no number of a line: the hidden column was changed.", row.cell(column));
            layout.problem(row, column, message, &mut self.collector);
        }
        layout.say_crowded(row, before, &mut self.collector);
        if self.collector.summary.problem_count > before {
            self.collector.summary.read += 1;
            return None;
        }
        let expense = self.known(Field::Expense, expense, words::expense);
        let purpose = self.known(Field::Purpose, purpose, words::purpose);
        Some(Draft {
            line,
            description,
            vendor,
            category,
            department,
            project,
            owner,
            currency,
            expense,
            purpose,
            notes,
            amounts: &[],
        })
    }

    /// The amounts of a row with a column a month. Answers the currency they name.
    fn wide(&mut self, row: &RowView<'_>, amounts: &mut Vec<(MonthRef, Amount)>) -> Option<Currency> {
        let mut named = None;
        for (month, column) in &self.planned {
            match self.layout.amount(row, *column, &mut self.collector) {
                None | Some(Reading::Nothing) => {}
                Some(Reading::Amount(amount, currency)) => {
                    if let (Some(before), Some(now)) = (named, currency)
                        && before != now
                    {
                        let message =
                            format!("The row has amounts in {before} and in {now}: give each its own line.");
                        self.layout.problem(row, *column, message, &mut self.collector);
                    }
                    named = named.or(currency);
                    amounts.push((*month, amount));
                }
            }
        }
        named
    }

    /// The month and the amount of a row. Answers the currency it names.
    fn long(&mut self, row: &RowView<'_>, amounts: &mut Vec<(MonthRef, Amount)>) -> Option<Currency> {
        let layout = self.layout;
        let month = self.month(row);
        if month.is_none() {
            let column = self.month.unwrap_or(0);
            let text = self.month.map_or("", |column| row.cell(column));
            let message = if text.is_empty() {
                "There is no month.".to_owned()
            } else {
                format!("“{text}” is no month: write it as 2027-01, Jan or M1.")
            };
            layout.problem(row, column, message, &mut self.collector);
        }
        let column = self.amount?;
        match layout.amount(row, column, &mut self.collector)? {
            Reading::Amount(amount, currency) => {
                amounts.extend(month.map(|month| (month, amount)));
                currency
            }
            Reading::Nothing => None,
        }
    }

    /// The month a row names.
    fn month(&self, row: &RowView<'_>) -> Option<MonthRef> {
        let text = self.month.map_or("", |column| row.cell(column));
        let year = || {
            let text = self.layout.text(row, self.texts[9].0, Field::Year);
            text.parse::<i32>().ok().filter(|year| (1990..=2100).contains(year))
        };
        if number::is_nothing(text) {
            return match self.set_month {
                Some(MonthRef::Year { year: None }) => Some(MonthRef::Year { year: year() }),
                given => given,
            };
        }
        let order = self.layout.column_order(self.month);
        let kind = self.month.map_or(CellKind::Text, |column| row.kind(column));
        let with_year = |number: u32| {
            year()
                .and_then(|year| domain::Month::new(year, number))
                .map_or(MonthRef::Calendar { number }, |month| MonthRef::Month { month })
        };
        // A bare number counts calendar months beside a year, and in a column called month; else fiscal periods.
        if let Some(number) = text.parse::<u32>().ok().filter(|number| (1..=12).contains(number)) {
            let name =
                self.month.map_or_else(String::new, |column| self.layout.table.name(column).to_lowercase());
            let fiscal = ["period", "fiscal"].iter().any(|word| name.contains(word));
            return Some(if fiscal { MonthRef::Fiscal { position: number } } else { with_year(number) });
        }
        match month::read(text, order) {
            Some(MonthRef::Calendar { number }) => Some(with_year(number)),
            Some(found) => Some(found),
            None => {
                let date = self.layout.date(text, kind, self.month).ok()?;
                Some(MonthRef::Month { month: domain::Month::of(date) })
            }
        }
    }

    /// Whether a row is a repeated header or a heading.
    fn is_no_data(&mut self, row: &RowView<'_>) -> bool {
        let columns: Vec<usize> = if self.planned.is_empty() {
            self.amount.into_iter().collect()
        } else {
            self.planned.iter().map(|(_, column)| *column).collect()
        };
        if !columns.is_empty() && columns.iter().all(|column| self.layout.repeats_header(row, *column)) {
            return true;
        }
        let empty = columns.iter().all(|column| number::is_nothing(row.cell(*column)));
        let heading = empty && (row.filled().count() == 1 || remark::is_footer(row));
        if heading {
            if self.left.len() < 5 {
                self.left.push(row.number);
            }
            self.left_count += 1;
        }
        heading
    }

    /// What a word means; a word that is not known is counted and means nothing.
    fn known<T>(&mut self, field: Field, text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        if number::is_nothing(text) {
            return None;
        }
        let found = read(text);
        if found.is_none() {
            let seen = self.unknown.iter_mut().find(|(known, word, _)| *known == field && word == text);
            if let Some((_, _, count)) = seen {
                *count += 1;
            } else if self.unknown.len() < 10 {
                self.unknown.push((field, text.to_owned(), 1));
            }
        }
        found
    }

    fn finish(mut self) -> Summary {
        let collector = &mut self.collector;
        if self.left_count > 0 {
            let rows = rows_in_words(&self.left, self.left_count);
            collector.note(format!("Headings and remarks without amounts, left out: {rows}."));
        }
        if let Some(column) = self.version {
            let (name, rows) = (self.layout.table.name(column), rows_counted(self.spent));
            collector.note(format!("“{name}” says which rows are the budget: {rows} of actuals left out."));
        }
        for (field, word, count) in &self.unknown {
            let times = times(*count);
            collector.note(format!("“{word}” is no {} and was ignored, {times}.", field.words()));
        }
        self.currencies.conclude(collector);
        self.layout.conclude(&mut collector.summary);
        if self.is_of_the_year() {
            self.collector.summary.questions.push(Question::told(
                "The file has no months: its amounts were taken as those of the year and spread evenly over its twelve \
                 months. If a column holds the month, say which one.",
            ));
        }
        self.collector.finish()
    }
}
