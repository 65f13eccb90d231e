//! What the cells of a column are.

use domain::contract::Renewal;

use crate::date::Shape;
use crate::number::{self, Reading};
use crate::sheet::CellKind;
use crate::{DateOrder, DecimalSign, MonthRef, layout, month, score, sign, span, words};

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Profile {
    pub(crate) filled: u32,
    pub(crate) numbers: u32,
    /// Numbers with decimals, groups or a currency.
    pub(crate) money: u32,
    /// Those of them that a spreadsheet program has shortened: 4.4E+09.
    pub(crate) shortened: u32,
    /// Words in the place of a number that is not known or has no limit: TBC, unlimited.
    pub(crate) open: u32,
    pub(crate) dates: u32,
    /// Whole numbers that could be the day counts of dates.
    pub(crate) serials: u32,
    pub(crate) months: u32,
    /// Months with their year and without a day: 2027-01, Jan 27.
    pub(crate) year_months: u32,
    pub(crate) currencies: u32,
    /// Words for CapEx or OpEx.
    pub(crate) expenses: u32,
    /// Words for run, grow or transform.
    pub(crate) purposes: u32,
    /// Words for debit or credit.
    pub(crate) sides: u32,
    /// Words for documents that stand on one side: invoice, vendor credit.
    pub(crate) documents: u32,
    /// Lengths of time with their unit and nothing else: 12 months.
    pub(crate) spans: u32,
    /// Texts and numbers with a digit in them, dates aside.
    pub(crate) digits: u32,
    /// Quarters and years: 2026-Q3, FY2026.
    pub(crate) periods: u32,
    /// Percentages and points of so many: 99.5 %, 4/5.
    pub(crate) scores: u32,
}

impl Profile {
    /// Whether it is at least mostly dates.
    pub(crate) fn is_dates(&self) -> bool {
        self.dates > 0 && (self.dates + self.serials) * 2 > self.filled
    }

    /// Whether it is at least mostly numbers.
    pub(crate) fn is_numbers(&self) -> bool {
        self.numbers * 2 > self.filled - self.open && !self.is_dates()
    }

    pub(crate) fn see(&mut self, text: &str, kind: CellKind) {
        if text.is_empty() || kind == CellKind::Error || number::is_nothing(text) {
            return;
        }
        self.filled += 1;
        if kind == CellKind::Date {
            self.dates += 1;
            self.months += 1;
            return;
        }
        self.periods += u32::from(text.len() <= 20 && domain::score::period(text).is_ok());
        // Long texts are neither, and short ones without a digit are at most names of months.
        if text.len() > 40 {
            return;
        }
        if !number::in_ascii(text).bytes().any(|byte| byte.is_ascii_digit()) {
            self.open += u32::from(number::is_open(text));
            self.months += u32::from(words::month_named(text).is_some());
            self.expenses += u32::from(text.len() <= 24 && words::expense(text).is_some());
            self.sides += u32::from(text.len() <= 24 && words::is_credit(text).is_some());
            let document = text.len() > 2 && (words::is_credit(text).is_some() || words::gives_back(text));
            self.documents += u32::from(document);
            self.purposes += u32::from(text.len() <= 24 && words::purpose(text).is_some());
            let currency = layout::named(text).is_some() || sign::shared(text).is_some();
            self.currencies += u32::from(currency || sign::pair(text).is_some());
            return;
        }
        self.digits += 1;
        self.scores += u32::from(score::read(text, DecimalSign::Point).is_some());
        self.spans += u32::from(text.len() <= 24 && span::has_unit(text) && Renewal::read(text).is_none());
        match Shape::of(text) {
            Some(Shape::Serial(_)) => self.serials += 1,
            Some(_) if kind == CellKind::Text => {
                self.dates += 1;
                self.months += 1;
                return;
            }
            Some(_) | None => {}
        }
        let is_amount = |sign| matches!(number::read(text, sign), Ok(Reading::Amount(..)));
        if is_amount(DecimalSign::Point) || is_amount(DecimalSign::Comma) {
            self.numbers += 1;
            self.money += u32::from(!text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
            self.shortened += u32::from(number::is_shortened(text));
            if text.len() > 2 && !may_be_month(text) {
                return;
            }
        }
        let month = month::read(text, DateOrder::Dmy);
        self.year_months += u32::from(matches!(month, Some(MonthRef::Month { .. })));
        self.months += u32::from(text.len() <= 2 || month.is_some());
    }
}

/// Whether a number may be a month with its year: 01.2027, 2027-01, 202701.
fn may_be_month(text: &str) -> bool {
    (6..=7).contains(&text.len())
        && (text.starts_with("20")
            || text.ends_with(|last: char| last.is_ascii_digit())
                && text.get(text.len() - 4..).is_some_and(|year| year.starts_with("20")))
}
