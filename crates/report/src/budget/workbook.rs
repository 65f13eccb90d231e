//! A plan as a workbook: one row a line with real numbers and sums as formulas, and the categories.
//!
//! The first sheet imports again without loss: amounts are in the line's own currency, months are dates,
//! and every row of sums is labelled `Total`, which the importer leaves out.

use std::fmt::Write as _;

use domain::money::Sum;
use domain::{Amount, Currency};

use super::{DESCRIBED, Line, Plan, Totals};
use crate::error::{Error, Progress};
use crate::workbook::{self, Emphasis, Heading, Sheet, Workbook};

const LINES: &str = "Budget";

/// Where things stand on the first sheet.
const CURRENCY: u16 = 8;
const CATEGORY: u16 = 2;
const FIRST_MONTH: u16 = 10;
const TOTAL: u16 = FIRST_MONTH + 12;

/// Writes a plan as a workbook. Equal plans give equal bytes.
pub fn xlsx(plan: &Plan, progress: Progress<'_>) -> Result<Vec<u8>, Error> {
    let title = format!("{} · {}", plan.organisation, plan.name);
    let mut book = Workbook::new(&title, &plan.organisation, plan.as_of);
    let described = DESCRIBED.iter().map(|(heading, width, _)| Heading::Text(heading, *width));
    let headings: Vec<_> = described.chain(months(plan)).collect();
    lines(&mut book.sheet(LINES, &headings, 1)?, plan, progress)?;

    if !plan.lines.is_empty() {
        let converted = plan.lines.iter().any(|line| line.currency != plan.currency);
        let source = if converted { base(&mut book, plan)? } else { Source::lines(plan) };
        categories(&mut book, plan, &source)?;
        if currencies(plan).len() > 1 {
            by_currency(&mut book, plan)?;
        }
    }
    book.bytes()
}

fn months(plan: &Plan) -> impl Iterator<Item = Heading<'static>> {
    plan.months.into_iter().map(Heading::Month).chain([Heading::Figures("Total", 15)])
}

/// One row for each line, and one with the sums where there is one currency.
fn lines(sheet: &mut Sheet<'_>, plan: &Plan, progress: Progress<'_>) -> Result<(), Error> {
    let mut row = 1;
    for (number, line) in plan.lines.iter().enumerate() {
        if number % 256 == 0 {
            progress.at(number, plan.lines.len())?;
        }
        for (column, (_, _, text)) in (0..).zip(DESCRIBED) {
            sheet.text(row, column, text(line), Emphasis::None)?;
        }
        amounts(sheet, row, FIRST_MONTH, &line.amounts, line.currency)?;
        row += 1;
    }
    if plan.lines.is_empty() {
        return Ok(());
    }
    let (first, last) = (1, row - 1);
    sheet.filter(last, TOTAL)?;

    // Currencies never mix in a sum: a plan in several has its sums on the sheets that follow.
    if currencies(plan).len() == 1 {
        let decimals = plan.lines[0].currency.decimals();
        for column in 0..FIRST_MONTH {
            sheet.text(row, column, "", Emphasis::Total)?;
        }
        sheet.text(row, 0, "Total", Emphasis::Total)?;
        for column in FIRST_MONTH..=TOTAL {
            let sum = sum(plan.lines.iter().flat_map(|line| cells(line, column)))?;
            // What a filter hides is not counted.
            let formula = format!("=SUBTOTAL(109,{})", workbook::range((first, column), (last, column)));
            sheet.formula_or_amount((row, column), &formula, sum, decimals, Emphasis::Total)?;
        }
    }
    Ok(())
}

fn currencies(plan: &Plan) -> Vec<Currency> {
    let mut currencies: Vec<Currency> = plan.lines.iter().map(|line| line.currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    currencies
}

/// One row for each currency, not converted.
fn by_currency(book: &mut Workbook, plan: &Plan) -> Result<(), Error> {
    let headings: Vec<_> = [Heading::Text("Currency", 12)].into_iter().chain(months(plan)).collect();
    let mut sheet = book.sheet("By currency", &headings, 1)?;
    for (row, currency) in (1..).zip(currencies(plan)) {
        sheet.text(row, 0, currency.code(), Emphasis::None)?;
        let of = || plan.lines.iter().filter(|line| line.currency == currency);
        let here = |column| on_lines((1, column), (rows(plan), column));
        for column in FIRST_MONTH..TOTAL {
            let sum = sum(of().flat_map(|line| cells(line, column)))?;
            let formula = format!("=SUMIFS({},{},$A{})", here(column), here(CURRENCY), row + 1);
            let at = (row, column - FIRST_MONTH + 1);
            sheet.formula_or_amount(at, &formula, sum, currency.decimals(), Emphasis::None)?;
        }
        let year = sum(of().flat_map(|line| line.amounts))?;
        let formula = format!("=SUM({})", workbook::range((row, 1), (row, 12)));
        sheet.formula_or_amount((row, 13), &formula, year, currency.decimals(), Emphasis::Sum)?;
    }
    Ok(())
}

/// Cells of the first sheet, as another sheet names them.
fn on_lines(first: (u32, u16), last: (u32, u16)) -> String {
    format!("'{LINES}'!{}", workbook::fixed(first, last))
}

/// The amounts of a line that a sum in this column is made of.
fn cells(line: &Line, column: u16) -> Vec<Amount> {
    match line.amounts.get(usize::from(column - FIRST_MONTH)) {
        Some(amount) => vec![*amount],
        None => line.amounts.to_vec(),
    }
}

/// A sum, and whether a spreadsheet computes the same from its numbers.
fn sum(parts: impl Iterator<Item = Amount>) -> Result<(Amount, bool), Error> {
    let mut exact = true;
    let sum: Sum = parts.inspect(|part| exact &= workbook::is_exact(*part)).collect();
    let total = sum.total()?;
    Ok((total, exact && workbook::is_exact(total)))
}

/// Twelve amounts and their sum.
fn amounts(
    sheet: &mut Sheet<'_>,
    row: u32,
    first: u16,
    amounts: &[Amount; 12],
    currency: Currency,
) -> Result<(), Error> {
    for (column, amount) in (first..).zip(amounts) {
        sheet.amount(row, column, *amount, currency.decimals(), Emphasis::None)?;
    }
    let formula = format!("=SUM({})", workbook::range((row, first), (row, first + 11)));
    let sum = sum(amounts.iter().copied())?;
    sheet.formula_or_amount((row, first + 12), &formula, sum, currency.decimals(), Emphasis::Sum)
}

/// Where the categories find amounts in the currency of the totals.
struct Source {
    sheet: String,
    category: u16,
    first_month: u16,
    last_row: u32,
    /// Whether every amount there is a number.
    exact: bool,
}

impl Source {
    /// The first sheet: every line is in the currency of the totals.
    fn lines(plan: &Plan) -> Source {
        let exact = plan.lines.iter().flat_map(|line| line.amounts).all(workbook::is_exact);
        Source {
            sheet: LINES.to_owned(),
            category: CATEGORY,
            first_month: FIRST_MONTH,
            last_row: rows(plan),
            exact,
        }
    }
}

fn rows(plan: &Plan) -> u32 {
    u32::try_from(plan.lines.len()).unwrap_or(u32::MAX)
}

/// The lines converted, rounded to the minor unit: a sheet to compute with, not to import.
fn base(book: &mut Workbook, plan: &Plan) -> Result<Source, Error> {
    let name = format!("In {}", plan.currency);
    let texts = [("Line", 36), ("Category", 22), ("Currency", 9)];
    let headings: Vec<_> =
        texts.iter().map(|(text, width)| Heading::Text(text, *width)).chain(months(plan)).collect();
    let mut sheet = book.sheet(&name, &headings, 1)?;
    let mut exact = true;
    for (row, line) in (1..).zip(&plan.lines) {
        sheet.text(row, 0, &line.name, Emphasis::None)?;
        sheet.text(row, 1, &line.category, Emphasis::None)?;
        sheet.text(row, 2, line.currency.code(), Emphasis::None)?;
        let rounded = line.base.map(|amount| amount.round(plan.currency.decimals()));
        exact &= rounded.iter().all(|amount| workbook::is_exact(*amount));
        amounts(&mut sheet, row, 3, &rounded, plan.currency)?;
    }
    if !plan.rates.is_empty() {
        sheet.text(rows(plan) + 2, 0, &plan.rates, Emphasis::None)?;
    }
    Ok(Source { sheet: name, category: 1, first_month: 3, last_row: rows(plan), exact })
}

/// One row for each category in the currency of the totals.
fn categories(book: &mut Workbook, plan: &Plan, source: &Source) -> Result<(), Error> {
    let mut names: Vec<&str> = Vec::new();
    for line in &plan.lines {
        if !names.contains(&line.category.as_str()) {
            names.push(&line.category);
        }
    }
    let headings: Vec<_> = [Heading::Text("Category", 30)].into_iter().chain(months(plan)).collect();
    let mut sheet = book.sheet("By category", &headings, 1)?;
    let decimals = plan.currency.decimals();
    let converted = source.sheet != LINES;
    let rounded = |lines: &[&Line], month: usize| {
        sum(lines.iter().map(|line| {
            let amount = line.base[month];
            if converted { amount.round(decimals) } else { amount }
        }))
    };
    let all: Vec<&Line> = plan.lines.iter().collect();
    let mut row = 1;
    for name in names.iter().map(|name| Some(*name)).chain([None]) {
        let (label, emphasis) = match name {
            Some("") => ("No category", Emphasis::None),
            Some(name) => (name, Emphasis::None),
            None => ("Total", Emphasis::Total),
        };
        sheet.text(row, 0, label, emphasis)?;
        let of: Vec<&Line> = match name {
            Some(name) => all.iter().copied().filter(|line| line.category == name).collect(),
            None => all.clone(),
        };
        let mut year = Sum::default();
        for month in 0..12u16 {
            let (amount, exact) = rounded(&of, usize::from(month))?;
            year.add(amount);
            let formula = match name {
                Some(name) => category_formula(source, row, month, name),
                None => format!("=SUM({})", workbook::range((1, month + 1), (row - 1, month + 1))),
            };
            let exact = exact && source.exact;
            sheet.formula_or_amount((row, month + 1), &formula, (amount, exact), decimals, emphasis)?;
        }
        let formula = format!("=SUM({})", workbook::range((row, 1), (row, 12)));
        let year = year.total()?;
        let exact = source.exact && workbook::is_exact(year);
        let emphasis = if name.is_some() { Emphasis::Sum } else { emphasis };
        sheet.formula_or_amount((row, 13), &formula, (year, exact), decimals, emphasis)?;
        row += 1;
    }
    let mut note = format!("Amounts in {}.", plan.currency);
    if converted {
        let _ = write!(note, " Converted: {}.", plan.rates);
        let exact = Totals::of(&plan.lines, &[])?.year;
        let shown = sum(all.iter().flat_map(|line| line.base.map(|amount| amount.round(decimals))))?.0;
        if exact.round(decimals) != shown {
            let _ = write!(note, " Rounded line by line; the exact total is {}.", exact.round(decimals));
        }
    }
    sheet.text(row + 1, 0, &note, Emphasis::None)
}

/// The sum of a month over the lines of a category. `EXACT`, because the criteria of `SUMIFS` would read
/// `*`, `?` and `>` in a name as patterns.
fn category_formula(source: &Source, row: u32, month: u16, name: &str) -> String {
    let of = |column| {
        let cells = workbook::fixed((1, column), (source.last_row, column));
        format!("'{}'!{cells}", source.sheet)
    };
    let label = if name.is_empty() { workbook::quoted("") } else { format!("$A{}", row + 1) };
    format!("=SUMPRODUCT(--EXACT({},{label}),{})", of(source.category), of(source.first_month + month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::sample;

    #[test]
    fn equal_plans_give_equal_bytes() {
        let bytes = || xlsx(&sample::book(40).plan, Progress::none()).unwrap();
        assert!(bytes().starts_with(b"PK"));
        assert!(bytes() == bytes());
    }

    #[test]
    fn names_are_no_patterns_of_a_formula() {
        let source =
            Source { sheet: LINES.to_owned(), category: 2, first_month: 10, last_row: 9, exact: true };
        assert_eq!(
            category_formula(&source, 3, 1, ">5*"),
            "=SUMPRODUCT(--EXACT('Budget'!$C$2:$C$10,$A4),'Budget'!$L$2:$L$10)"
        );
        assert!(category_formula(&source, 3, 1, "").contains("$C$10,\"\"),"));
    }

    #[test]
    fn a_sum_that_a_spreadsheet_would_round_is_written_out() {
        let (sum, exact) =
            sum(["90071992547409.93", "0.01"].map(|a| a.parse().unwrap()).into_iter()).unwrap();
        assert_eq!((sum.to_string().as_str(), exact), ("90071992547409.94", false));
    }

    #[test]
    fn every_plan_becomes_a_workbook() {
        let mut plan = sample::book(5).plan;
        plan.lines[0].amounts[0] = "79228162514264337593543950.33".parse().unwrap();
        plan.lines[1].name = "=HYPERLINK(\"x\")".repeat(4000);
        plan.lines[2].category = String::new();
        plan.months = std::array::from_fn(|_| "1802-07".parse().unwrap());
        xlsx(&plan, Progress::none()).unwrap();
        plan.lines.clear();
        xlsx(&plan, Progress::none()).unwrap();
    }
}
