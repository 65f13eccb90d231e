//! Sheets that go out to be filled in: locked but for the cells that are asked for, with drop-downs and checks.

use std::collections::BTreeMap;

use domain::Amount;
use domain::form::Cell;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, Format,
    FormatAlign, FormatBorder, Formula, ProtectionOptions,
};

use super::{LONGEST_TEXT, Workbook, heading_format, number, pattern};
use crate::error::Error;

/// A block of cells: the first and the last.
pub(crate) type Block = ((u32, u16), (u32, u16));

/// What a cell is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    /// The name of the sheet.
    Title,
    /// A word about it.
    Remark,
    /// A paragraph.
    Paragraph,
    /// The name of a column, of figures or not.
    Heading { figures: bool },
    /// What stands there and stays.
    Fixed,
    /// A locked figure with so many decimals.
    Figure(u32),
    /// A sum of everything, with so many decimals.
    Total(u32),
    /// Words to be filled in.
    Open,
    /// An amount to be filled in.
    OpenFigure(u32),
    /// A choice to be made.
    OpenChoice,
}

/// A sheet that is filled in.
pub(crate) struct FormSheet<'a> {
    sheet: &'a mut rust_xlsxwriter::Worksheet,
    formats: BTreeMap<Look, Format>,
}

impl Workbook {
    /// A further sheet, empty.
    pub(crate) fn form(&mut self, name: &str) -> Result<FormSheet<'_>, Error> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?.set_landscape().set_print_fit_to_pages(1, 0);
        // A formula over nothing says nothing, until it is computed.
        sheet.set_formula_result_default("");
        Ok(FormSheet { sheet, formats: BTreeMap::new() })
    }

    /// A hidden sheet of these rows.
    pub(crate) fn hidden(&mut self, name: &str, rows: &[Vec<Cell>]) -> Result<(), Error> {
        let mut form = self.form(name)?;
        form.sheet.set_hidden(true);
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text(text) => form.plain(row, column, text)?,
                    // Compared by a formula: the same number, or the same text, as in the cell that is filled in.
                    Cell::Amount(amount) => match number(*amount) {
                        Some(number) => {
                            form.sheet.write_number(row, column, number)?;
                        }
                        None => form.plain(row, column, &amount.to_string())?,
                    },
                }
            }
        }
        form.protect();
        Ok(())
    }
}

impl FormSheet<'_> {
    fn plain(&mut self, row: u32, column: u16, text: &str) -> Result<(), Error> {
        if !text.is_empty() {
            self.sheet.write_string(row, column, cut(text))?;
        }
        Ok(())
    }

    /// A text, whatever it begins with: never a formula. An empty one leaves an empty cell of that look.
    pub(crate) fn text(&mut self, row: u32, column: u16, text: &str, look: Look) -> Result<(), Error> {
        let format = self.formats.entry(look).or_insert_with(|| format(look));
        if text.is_empty() {
            self.sheet.write_blank(row, column, format)?;
        } else {
            self.sheet.write_string_with_format(row, column, cut(text), format)?;
        }
        Ok(())
    }

    /// An amount with all of its digits: as text where a number of a spreadsheet would lose some.
    pub(crate) fn amount(&mut self, row: u32, column: u16, amount: Amount, look: Look) -> Result<(), Error> {
        let format = self.formats.entry(look).or_insert_with(|| format(look));
        match number(amount) {
            Some(number) => self.sheet.write_number_with_format(row, column, number, format)?,
            None => self.sheet.write_string_with_format(row, column, amount.to_string(), format)?,
        };
        Ok(())
    }

    /// A month as a date, so that spreadsheets and the importer know it.
    pub(crate) fn month(&mut self, row: u32, column: u16, month: domain::Month) -> Result<(), Error> {
        let look = Look::Heading { figures: true };
        let Some(date) = super::excel_date(month.first_day()) else {
            return self.text(row, column, &month.to_string(), look);
        };
        let format = format(look).set_num_format("mmm yyyy");
        self.sheet.write_datetime_with_format(row, column, &date, &format)?;
        Ok(())
    }

    /// A formula with its result; without one it comes to nothing as yet.
    pub(crate) fn formula(
        &mut self,
        (row, column): (u32, u16),
        formula: &str,
        result: Option<Amount>,
        look: Look,
    ) -> Result<(), Error> {
        let format = self.formats.entry(look).or_insert_with(|| format(look));
        let result = result.map_or_else(String::new, |amount| amount.to_string());
        let formula = Formula::new(formula).set_result(result);
        self.sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }

    /// The width of a column in characters.
    pub(crate) fn width(&mut self, column: u16, width: u16) -> Result<(), Error> {
        self.sheet.set_column_width(column, width)?;
        Ok(())
    }

    /// Takes a column out of sight.
    pub(crate) fn hide(&mut self, column: u16) -> Result<(), Error> {
        self.sheet.set_column_hidden(column)?;
        Ok(())
    }

    /// Rows above and columns before stay in sight; the rows are repeated on paper.
    pub(crate) fn freeze(&mut self, row: u32, column: u16) -> Result<(), Error> {
        self.sheet
            .set_freeze_panes(row, column)?
            .set_repeat_rows(row.saturating_sub(1), row.saturating_sub(1))?;
        Ok(())
    }

    /// Locks everything but the open cells, without a password: against slips, not against anybody.
    pub(crate) fn protect(&mut self) {
        let options =
            ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
        self.sheet.protect_with_options(&options);
    }

    /// Cells that take a number only.
    pub(crate) fn numbers(&mut self, block: Block) -> Result<(), Error> {
        const LEAST: f64 = -999_999_999_999_999.0;
        const MOST: f64 = 999_999_999_999_999.0;
        let rule = DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(LEAST, MOST))
            .set_error_title("A number is needed")?
            .set_error_message("Enter an amount without words or a currency.")?;
        self.validate(block, &rule)
    }

    /// Cells that take one of a few words.
    pub(crate) fn words(&mut self, block: Block, words: &[String]) -> Result<(), Error> {
        let rule = DataValidation::new()
            .allow_list_strings(words)?
            .set_error_title("Choose from the list")?
            .set_error_message("Choose one of the words of the list.")?;
        self.validate(block, &rule)
    }

    /// Cells with a list to choose from; with `free`, another text is taken as well.
    pub(crate) fn choices(&mut self, block: Block, list: &str, free: bool) -> Result<(), Error> {
        let rule = DataValidation::new().allow_list_formula(Formula::new(list));
        let rule = if free {
            rule.show_error_message(false)
        } else {
            rule.set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title("Choose from the list")?
                .set_error_message("Choose one of the list: it cannot be added to here.")?
        };
        self.validate(block, &rule)
    }

    fn validate(&mut self, (first, last): Block, rule: &DataValidation) -> Result<(), Error> {
        self.sheet.add_data_validation(first.0, first.1, last.0, last.1, rule)?;
        Ok(())
    }

    /// Marks the cells of a block for which a formula, written for the first of them, is true.
    pub(crate) fn mark(&mut self, (first, last): Block, formula: &str) -> Result<(), Error> {
        let marked = Format::new().set_bold().set_font_color(Color::RGB(0x00B4_5309));
        let rule = ConditionalFormatFormula::new().set_rule(formula).set_format(marked);
        self.sheet.add_conditional_format(first.0, first.1, last.0, last.1, &rule)?;
        Ok(())
    }
}

fn cut(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(end, _)| end);
    &text[..end]
}

fn format(look: Look) -> Format {
    let fixed = || Format::new().set_background_color(Color::RGB(0x00F4_F6F8)).set_align(FormatAlign::Top);
    let open = || {
        Format::new()
            .set_unlocked()
            .set_background_color(Color::RGB(0x00FF_FBEB))
            .set_border(FormatBorder::Hair)
            .set_border_color(Color::RGB(0x00DD_D3A8))
            .set_align(FormatAlign::Top)
    };
    match look {
        Look::Title => Format::new().set_bold().set_font_size(14),
        Look::Remark => Format::new().set_font_color(Color::RGB(0x0055_6270)),
        Look::Paragraph => Format::new().set_text_wrap().set_align(FormatAlign::Top),
        Look::Heading { figures } => heading_format(figures),
        Look::Fixed => fixed(),
        Look::Figure(decimals) => fixed().set_num_format(pattern(decimals)).set_align(FormatAlign::Right),
        Look::Total(decimals) => {
            fixed().set_bold().set_border_top(FormatBorder::Thin).set_num_format(pattern(decimals))
        }
        Look::Open => open().set_text_wrap(),
        Look::OpenFigure(decimals) => open().set_num_format(pattern(decimals)).set_align(FormatAlign::Right),
        Look::OpenChoice => open(),
    }
}
