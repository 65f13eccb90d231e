//! Spreadsheets: text that stays text, amounts that lose no digit, formulas that carry their result.
//! The only module that knows the spreadsheet library.

mod form;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::{Amount, Month};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, XlsxError,
};

use crate::error::Error;

pub(crate) use form::{FormSheet, Look};

/// A workbook being written. The same content gives the same bytes.
pub(crate) struct Workbook {
    workbook: rust_xlsxwriter::Workbook,
}

/// A sheet with a heading row that stays in sight.
pub(crate) struct Sheet<'a> {
    sheet: &'a mut rust_xlsxwriter::Worksheet,
    /// The formats in use, by emphasis and decimals: building one for each cell takes most of the time.
    formats: BTreeMap<(Emphasis, Option<u32>), Format>,
}

/// A heading and the width of its column in characters.
pub(crate) enum Heading<'a> {
    /// A word over texts.
    Text(&'a str, u16),
    /// A word over figures.
    Figures(&'a str, u16),
    /// A month, written as a date so that spreadsheets and the importer know it.
    Month(Month),
}

/// How a cell stands out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Emphasis {
    /// As any other.
    None,
    /// A sum of the row.
    Sum,
    /// The sum of everything.
    Total,
}

/// The most characters a spreadsheet keeps in a cell.
const LONGEST_TEXT: usize = 32_767;
/// A number in a spreadsheet keeps fifteen digits.
const TOO_MANY_DIGITS: u128 = 10u128.pow(15);

impl Workbook {
    /// An empty workbook. `as_of` is the only date in the file.
    pub(crate) fn new(title: &str, organisation: &str, as_of: NaiveDate) -> Workbook {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let mut properties =
            DocProperties::new().set_title(title).set_company(organisation).set_author("Outlay");
        if let Some(date) = excel_date(as_of) {
            properties = properties.set_creation_datetime(&date);
        }
        workbook.set_properties(&properties);
        Workbook { workbook }
    }

    /// A new sheet with its headings; the first `frozen` columns stay in sight.
    pub(crate) fn sheet(
        &mut self,
        name: &str,
        headings: &[Heading<'_>],
        frozen: u16,
    ) -> Result<Sheet<'_>, Error> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?.set_freeze_panes(1, frozen)?.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        for (column, heading) in (0u16..).zip(headings) {
            let (width, right) = match heading {
                Heading::Text(_, width) => (*width, false),
                Heading::Figures(_, width) => (*width, true),
                Heading::Month(_) => (13, true),
            };
            let format = heading_format(right);
            sheet.set_column_width(column, width)?;
            match heading {
                Heading::Text(text, _) | Heading::Figures(text, _) => {
                    sheet.write_string_with_format(0, column, *text, &format)?;
                }
                Heading::Month(month) => match excel_date(month.first_day()) {
                    Some(date) => {
                        sheet.write_datetime_with_format(
                            0,
                            column,
                            &date,
                            &format.set_num_format("mmm yyyy"),
                        )?;
                    }
                    None => {
                        sheet.write_string_with_format(0, column, month.to_string(), &format)?;
                    }
                },
            }
        }
        Ok(Sheet { sheet, formats: BTreeMap::new() })
    }

    /// The file.
    pub(crate) fn bytes(mut self) -> Result<Vec<u8>, Error> {
        Ok(self.workbook.save_to_buffer()?)
    }
}

impl Sheet<'_> {
    /// A text, whatever it begins with: never a formula.
    pub(crate) fn text(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        emphasis: Emphasis,
    ) -> Result<(), Error> {
        let end = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(end, _)| end);
        let text = &text[..end];
        match emphasis {
            Emphasis::None if text.is_empty() => {}
            Emphasis::None => {
                self.sheet.write_string(row, column, text)?;
            }
            Emphasis::Sum | Emphasis::Total => {
                let format = self.formats.entry((emphasis, None)).or_insert_with(|| format(emphasis));
                self.sheet.write_string_with_format(row, column, text, format)?;
            }
        }
        Ok(())
    }

    /// A date.
    pub(crate) fn date(&mut self, row: u32, column: u16, date: NaiveDate) -> Result<(), Error> {
        match excel_date(date) {
            Some(date) => {
                let format = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
                self.sheet.write_datetime_with_format(row, column, &date, &format)?;
            }
            // Spreadsheets know no date before 1900.
            None => self.text(row, column, &date.to_string(), Emphasis::None)?,
        }
        Ok(())
    }

    /// An amount, shown with so many decimals and kept with all of its own: as text where a number of a
    /// spreadsheet would lose digits.
    pub(crate) fn amount(
        &mut self,
        row: u32,
        column: u16,
        amount: Amount,
        decimals: u32,
        emphasis: Emphasis,
    ) -> Result<(), Error> {
        let format = figures(&mut self.formats, decimals, emphasis);
        match number(amount) {
            Some(number) => self.sheet.write_number_with_format(row, column, number, format)?,
            None => self.sheet.write_string_with_format(row, column, amount.to_string(), format)?,
        };
        Ok(())
    }

    /// A sum as a formula with its result, so that readers that do not compute find it too; the amount
    /// itself where the numbers of a spreadsheet would lose digits (it is not exact).
    pub(crate) fn formula_or_amount(
        &mut self,
        (row, column): (u32, u16),
        formula: &str,
        (amount, exact): (Amount, bool),
        decimals: u32,
        emphasis: Emphasis,
    ) -> Result<(), Error> {
        if !exact {
            return self.amount(row, column, amount, decimals, emphasis);
        }
        let formula = Formula::new(formula).set_result(amount.to_string());
        let format = figures(&mut self.formats, decimals, emphasis);
        self.sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }

    /// Lets the reader filter the rows under the headings.
    pub(crate) fn filter(&mut self, last_row: u32, last_column: u16) -> Result<(), Error> {
        self.sheet.autofilter(0, 0, last_row, last_column)?;
        Ok(())
    }
}

/// Whether a number of a spreadsheet keeps every digit of an amount.
pub(crate) fn is_exact(amount: Amount) -> bool {
    let mut digits = amount.decimal().mantissa().unsigned_abs();
    while digits >= TOO_MANY_DIGITS && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits < TOO_MANY_DIGITS
}

/// The number for a cell. A spreadsheet has no other kind than this float.
fn number(amount: Amount) -> Option<f64> {
    amount.to_string().parse().ok().filter(|_| is_exact(amount))
}

/// Cells as a range, `K2:K201`.
pub(crate) fn range(first: (u32, u16), last: (u32, u16)) -> String {
    rust_xlsxwriter::cell_range(first.0, first.1, last.0, last.1)
}

/// Cells as a range that stays when a formula is copied, `$K$2:$K$201`.
pub(crate) fn fixed(first: (u32, u16), last: (u32, u16)) -> String {
    rust_xlsxwriter::cell_range_absolute(first.0, first.1, last.0, last.1)
}

/// A text inside a formula.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let (year, month, day) = (u16::try_from(date.year()).ok()?, date.month(), date.day());
    // Before March 1900 the calendars of spreadsheets and of the world differ.
    (date >= NaiveDate::from_ymd_opt(1900, 3, 1)?).then_some(())?;
    ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

fn heading_format(right: bool) -> Format {
    let format = Format::new()
        .set_bold()
        .set_font_color(Color::RGB(0x0017_212B))
        .set_background_color(Color::RGB(0x00E2_E7EC))
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::RGB(0x007B_8894))
        .set_align(FormatAlign::VerticalCenter);
    format.set_align(if right { FormatAlign::Right } else { FormatAlign::Left })
}

fn format(emphasis: Emphasis) -> Format {
    match emphasis {
        Emphasis::None => Format::new(),
        Emphasis::Sum => Format::new().set_bold(),
        Emphasis::Total => Format::new().set_bold().set_border_top(FormatBorder::Thin),
    }
}

fn figures(
    formats: &mut BTreeMap<(Emphasis, Option<u32>), Format>,
    decimals: u32,
    emphasis: Emphasis,
) -> &Format {
    formats
        .entry((emphasis, Some(decimals)))
        .or_insert_with(|| format(emphasis).set_num_format(pattern(decimals)).set_align(FormatAlign::Right))
}

fn pattern(decimals: u32) -> String {
    if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals as usize)) }
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Error {
        Error::Unexpected(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_a_number_only_if_nothing_is_lost() {
        for (amount, exact) in [
            ("1200.50", true),
            ("123456789012345", true),
            ("1234567890123456", false),
            ("1234567890123450", true),
            ("0.000000000000000123", true),
            ("-9999999999999.99", true),
            ("100000000000000.01", false),
            ("0", true),
        ] {
            assert_eq!(is_exact(amount.parse().unwrap()), exact, "{amount}");
        }
    }
}
