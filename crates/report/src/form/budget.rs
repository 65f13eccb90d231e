//! A budget to be filled in: its lines with open months, room for new ones, sums that follow.

use chrono::NaiveDate;
use domain::form::{self, BUDGET_SHEET, Cell, Form, LINE_HEADING, TOTAL};
use domain::{Amount, Currency, Month, Sum};

use super::{Return, instructions};
use crate::error::{Error, Progress};
use crate::workbook::{self, FormSheet, Look, Workbook};

/// The hidden sheet with what can be chosen.
const LISTS: &str = "_lists";
/// Rows for new lines.
const NEW: u32 = 50;
/// The row with the names of the columns.
const HEADER: u32 = 3;
/// The first line.
const FIRST: u32 = HEADER + 1;

/// A budget to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What is sent, to be held against what comes back; its lines are those below.
    pub form: Form,
    /// The plan and the department: `FY2027 Budget, Infrastructure`.
    pub title: String,
    /// Its twelve months.
    pub months: [Month; 12],
    /// The day the book is looked at.
    pub as_of: NaiveDate,
    /// The lines, in the order of the form.
    pub lines: Vec<Line>,
    /// The currencies that a line can be in; the book's own first.
    pub currencies: Vec<Currency>,
    /// The vendors of the book.
    pub vendors: Vec<String>,
    /// The categories of the book.
    pub categories: Vec<String>,
    /// The departments of the book, where new lines can be of any; empty where the form is of one.
    pub departments: Vec<String>,
    /// By when and by whom it is wanted back.
    pub back: Return,
}

/// A line with its names written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: domain::Id,
    /// What is bought.
    pub description: String,
    /// Who is paid.
    pub vendor: String,
    /// What kind of cost it is.
    pub category: String,
    /// Who bears it.
    pub department: String,
    /// `CapEx` or `OpEx`.
    pub spend: String,
    /// `Run`, `Grow` or `Transform`.
    pub purpose: String,
    /// The currency it is planned in.
    pub currency: Currency,
    /// Its amounts month by month.
    pub amounts: [Amount; 12],
    /// Anything worth knowing.
    pub notes: String,
}

/// A column before the months: its heading, its width, what a line says in it.
type Described = (&'static str, u16, fn(&Line) -> &str);

const DESCRIPTION: Described = ("Line", 36, |line| &line.description);
const VENDOR: Described = ("Vendor", 24, |line| &line.vendor);
const CATEGORY: Described = ("Category", 24, |line| &line.category);
const DEPARTMENT: Described = ("Department", 20, |line| &line.department);
const SPEND: Described = ("CapEx/OpEx", 12, |line| &line.spend);
const PURPOSE: Described = ("Run/Grow/Transform", 19, |line| &line.purpose);
const CURRENCY: Described = ("Currency", 10, |line| line.currency.code());

/// Where things stand.
struct Places {
    described: Vec<Described>,
    first_month: u16,
    total: u16,
    notes: u16,
    currency: u16,
    /// The row behind the lines, where new ones begin.
    new: u32,
    /// The last row that can be filled in.
    last: u32,
}

impl Places {
    fn of(budget: &Budget) -> Places {
        let mut described = vec![DESCRIPTION, VENDOR, CATEGORY];
        if !budget.departments.is_empty() {
            described.push(DEPARTMENT);
        }
        described.extend([SPEND, PURPOSE, CURRENCY]);
        // The numbers of the lines come first.
        let first_month = u16::try_from(described.len()).unwrap_or(0) + 1;
        let new = FIRST + u32::try_from(budget.lines.len()).unwrap_or(u32::MAX / 2);
        Places {
            described,
            first_month,
            total: first_month + 12,
            notes: first_month + 13,
            currency: first_month - 1,
            new,
            last: new + NEW - 1,
        }
    }

    fn column(&self, wanted: Described) -> Option<u16> {
        let place = self.described.iter().position(|(heading, ..)| *heading == wanted.0)?;
        u16::try_from(place + 1).ok()
    }
}

/// Writes a budget to be filled in. Equal budgets give equal bytes.
pub fn xlsx(budget: &Budget, progress: Progress<'_>) -> Result<Vec<u8>, Error> {
    let organisation = &budget.form.organisation;
    let mut book = Workbook::new(&budget.title, organisation, budget.as_of);
    let places = Places::of(budget);
    let mut sheet = book.form(BUDGET_SHEET)?;
    sheet.text(0, 1, &format!("{organisation} · {}", budget.title), Look::Title)?;
    let back = budget.back.sentence().map_or_else(String::new, |sentence| format!(" {sentence}"));
    let hint = format!("Fill in the pale cells; the sheet “Instructions” says how.{back}");
    sheet.text(1, 1, &hint, Look::Remark)?;
    headings(&mut sheet, budget, &places)?;
    for (at, (row, line)) in (FIRST..).zip(&budget.lines).enumerate() {
        if at % 256 == 0 {
            progress.at(at, budget.lines.len())?;
        }
        self::line(&mut sheet, row, line, &places)?;
    }
    let decimals = budget.currencies.first().map_or(2, |currency| currency.decimals());
    for row in places.new..=places.last {
        new_line(&mut sheet, row, decimals, &places)?;
    }
    totals(&mut sheet, budget, &places)?;
    checks(&mut sheet, budget, &places)?;
    sheet.hide(0)?;
    sheet.freeze(FIRST, 2)?;
    sheet.protect();

    instructions(&mut book, &budget.title, &sentences(budget))?;
    book.hidden(form::SHEET, &budget.form.rows())?;
    book.hidden(LISTS, &lists(budget))?;
    book.bytes()
}

fn headings(sheet: &mut FormSheet<'_>, budget: &Budget, places: &Places) -> Result<(), Error> {
    let (words, figures) = (Look::Heading { figures: false }, Look::Heading { figures: true });
    sheet.text(HEADER, 0, LINE_HEADING, words)?;
    for (column, (heading, width, _)) in (1..).zip(&places.described) {
        sheet.width(column, *width)?;
        sheet.text(HEADER, column, heading, words)?;
    }
    for (column, month) in (places.first_month..).zip(budget.months) {
        sheet.width(column, 13)?;
        sheet.month(HEADER, column, month)?;
    }
    sheet.width(places.total, 15)?;
    sheet.text(HEADER, places.total, TOTAL, figures)?;
    sheet.width(places.notes, 40)?;
    sheet.text(HEADER, places.notes, "Notes", words)
}

/// A line of the plan: its months and notes are open.
fn line(sheet: &mut FormSheet<'_>, row: u32, line: &Line, places: &Places) -> Result<(), Error> {
    sheet.text(row, 0, &line.id.to_string(), Look::Fixed)?;
    for (column, (_, _, text)) in (1..).zip(&places.described) {
        sheet.text(row, column, text(line), Look::Fixed)?;
    }
    let decimals = line.currency.decimals();
    for (column, amount) in (places.first_month..).zip(line.amounts) {
        sheet.amount(row, column, amount, Look::OpenFigure(decimals))?;
    }
    let sum = line.amounts.into_iter().collect::<Sum>().total()?;
    let formula = format!("=SUM({})", workbook::range((row, places.first_month), (row, places.total - 1)));
    sheet.formula((row, places.total), &formula, Some(sum), Look::Figure(decimals))?;
    sheet.text(row, places.notes, &line.notes, Look::Open)
}

/// Room for a line that is not there yet: everything is open.
fn new_line(sheet: &mut FormSheet<'_>, row: u32, decimals: u32, places: &Places) -> Result<(), Error> {
    sheet.text(row, 0, "", Look::Fixed)?;
    for column in 1..places.first_month {
        sheet.text(row, column, "", Look::OpenChoice)?;
    }
    for column in places.first_month..places.total {
        sheet.text(row, column, "", Look::OpenFigure(decimals))?;
    }
    let months = workbook::range((row, places.first_month), (row, places.total - 1));
    let formula = format!("=IF(COUNT({months})=0,\"\",SUM({months}))");
    sheet.formula((row, places.total), &formula, None, Look::Figure(decimals))?;
    sheet.text(row, places.notes, "", Look::Open)
}

/// The sums: one row, or one for each currency, as currencies never mix.
fn totals(sheet: &mut FormSheet<'_>, budget: &Budget, places: &Places) -> Result<(), Error> {
    let several = budget.currencies.len() > 1;
    for (row, currency) in (places.last + 1..).zip(&budget.currencies) {
        let look = Look::Total(currency.decimals());
        let label = if several { format!("{TOTAL} {currency}") } else { TOTAL.to_owned() };
        sheet.text(row, 0, &label, look)?;
        sheet.text(row, 1, &label, look)?;
        for column in 2..places.first_month {
            sheet.text(row, column, "", look)?;
        }
        for column in places.first_month..=places.total {
            let of = budget.lines.iter().filter(|line| line.currency == *currency);
            let month = usize::from(column - places.first_month);
            let amounts = of.flat_map(|line| match line.amounts.get(month) {
                Some(amount) => vec![*amount],
                None => line.amounts.to_vec(),
            });
            let sum = amounts.collect::<Sum>().total()?;
            let cells = workbook::range((FIRST, column), (places.last, column));
            let formula = if several {
                let codes = workbook::fixed((FIRST, places.currency), (places.last, places.currency));
                format!("=SUMIF({codes},\"{currency}\",{cells})")
            } else {
                format!("=SUM({cells})")
            };
            sheet.formula((row, column), &formula, Some(sum), look)?;
        }
        sheet.text(row, places.notes, "", look)?;
    }
    Ok(())
}

/// What cells take, and which of them are marked.
fn checks(sheet: &mut FormSheet<'_>, budget: &Budget, places: &Places) -> Result<(), Error> {
    sheet.numbers(((FIRST, places.first_month), (places.last, places.total - 1)))?;
    if !budget.lines.is_empty() {
        // The lines come last in the hidden sheet, each with its amounts from the third column on.
        let head = budget.form.rows().len() - budget.lines.len();
        let sent = (u32::try_from(head).unwrap_or(0), 2u16);
        let here = workbook::range((FIRST, places.first_month), (FIRST, places.first_month));
        let formula = format!("={here}<>'{}'!{}", form::SHEET, workbook::range(sent, sent));
        sheet.mark(((FIRST, places.first_month), (places.new - 1, places.total - 1)), &formula)?;
    }
    for (column, (described, list, free)) in (0u16..).zip(chosen(budget)) {
        let Some(place) = places.column(described).filter(|_| !list.is_empty()) else { continue };
        let last = u32::try_from(list.len() - 1).unwrap_or(u32::MAX);
        let cells = format!("='{LISTS}'!{}", workbook::fixed((0, column), (last, column)));
        sheet.choices(((places.new, place), (places.last, place)), &cells, free)?;
    }
    Ok(())
}

/// What can be chosen in a new line, and whether another text is taken as well.
fn chosen(budget: &Budget) -> [(Described, Vec<String>, bool); 6] {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let codes = budget.currencies.iter().map(|currency| currency.code().to_owned()).collect();
    [
        (VENDOR, budget.vendors.clone(), true),
        (CATEGORY, budget.categories.clone(), false),
        (DEPARTMENT, budget.departments.clone(), false),
        (SPEND, words(&["OpEx", "CapEx"]), false),
        (PURPOSE, words(&["Run", "Grow", "Transform"]), false),
        (CURRENCY, codes, false),
    ]
}

/// The rows of the hidden sheet with what can be chosen, a list in each column.
fn lists(budget: &Budget) -> Vec<Vec<Cell>> {
    let chosen = chosen(budget);
    let longest = chosen.iter().map(|(_, list, _)| list.len()).max().unwrap_or(0);
    let cell = |list: &[String], row: usize| Cell::Text(list.get(row).cloned().unwrap_or_default());
    (0..longest).map(|row| chosen.iter().map(|(_, list, _)| cell(list, row)).collect()).collect()
}

fn sentences(budget: &Budget) -> Vec<String> {
    let mut said: Vec<String> = vec![
        "The pale cells are yours to fill in, everything else is locked: the sums follow by themselves.".to_owned(),
        "Each row is a budget line with what is planned for it now. Put the amount that you need into each month; what differs from what was sent is shown in bold brown.".to_owned(),
        "A line that you no longer need: put 0 into its months. Nothing is removed by leaving it empty.".to_owned(),
        "For something new take the next empty row below the lines: say what it is, from which vendor, and its amounts. A vendor that is not in the list can be typed.".to_owned(),
        "Amounts are in the currency of the row, without a sign for it. The months of one year are the columns; use the notes for a reason.".to_owned(),
        "Please add no columns and no sheets, and keep the hidden ones: by them the answer finds its way back.".to_owned(),
    ];
    said.extend(budget.back.sentence());
    said
}

#[cfg(test)]
mod tests;
