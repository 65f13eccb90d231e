//! What the user may overrule about a file, and how a file is refused.

use std::fmt;

use domain::Amount;
use domain::bill::Basis;
use serde::{Deserialize, Serialize};

use crate::{DateOrder, DecimalSign};

/// What a file is imported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "ImportKind"))]
pub enum Kind {
    /// Lines with an amount for each month: twelve columns (wide) or a month and an amount (long).
    Budget,
    /// Posted transactions.
    Actuals,
    /// Purchase orders, with what of them is delivered and invoiced.
    Orders,
    /// Companies that money goes to.
    Vendors,
    /// A register of contracts.
    Contracts,
    /// Licences, with what is bought, assigned and used.
    Licences,
    /// Exchange rates by month.
    Rates,
    /// KPI values by vendor and period.
    Scores,
    /// A cloud provider's bill: FOCUS, AWS, Azure, Oracle.
    CloudBill,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 9] = [
        Kind::Budget,
        Kind::Actuals,
        Kind::Orders,
        Kind::Vendors,
        Kind::Contracts,
        Kind::Licences,
        Kind::Rates,
        Kind::Scores,
        Kind::CloudBill,
    ];

    /// Its name in commands and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Budget => "budget",
            Kind::Actuals => "actuals",
            Kind::Orders => "orders",
            Kind::Vendors => "vendors",
            Kind::Contracts => "contracts",
            Kind::Licences => "licences",
            Kind::Rates => "rates",
            Kind::Scores => "scores",
            Kind::CloudBill => "cloud-bill",
        }
    }
}

/// What a cell is taken to say instead of what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportEdit"))]
pub struct Edit {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 1.
    pub column: u32,
    /// The text that counts.
    pub text: String,
}

/// What to make of end dates that are written for “never”: 1970-01-01, 9999-12-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum FarEnd {
    /// There is no end.
    None,
    /// That is the end.
    AsWritten,
}

/// Which way round an exchange rate is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum RateIs {
    /// What one unit of the currency is worth in the book's.
    Worth,
    /// How many units of the currency one unit of the book's buys, as the ECB writes it.
    Buys,
}

/// How a cloud bill goes with what other files brought of the same months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "BillParts"))]
pub enum Parts {
    /// It is the whole bill so far: its costs take the place of what is there.
    Replace,
    /// It is a further part: its costs are added to what other files brought.
    Add,
}

/// The unit in which a report writes its amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AmountScale"))]
pub enum Scale {
    /// As they stand.
    One,
    /// In thousands: k€, £ thousand, TEUR.
    Thousand,
    /// In millions.
    Million,
}

impl Scale {
    /// What an amount is multiplied by.
    pub(crate) fn factor(self) -> Amount {
        match self {
            Scale::One => Amount::new(1, 0),
            Scale::Thousand => Amount::new(1_000, 0),
            Scale::Million => Amount::new(1_000_000, 0),
        }
    }

    /// The unit that the name of a column or a title speaks of.
    pub(crate) fn spoken(text: &str) -> Option<Scale> {
        if text.len() > 80 {
            return None;
        }
        let small = text.to_lowercase();
        let says = |words: &[&str]| {
            words
                .iter()
                .any(|word| small.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == *word))
        };
        if says(&["million", "millions", "mio", "millionen", "miljoen", "millones", "meur", "mgbp", "musd"]) {
            return Some(Scale::Million);
        }
        let thousand = [
            "thousand",
            "thousands",
            "tsd",
            "tausend",
            "milliers",
            "miles",
            "duizend",
            "teur",
            "keur",
            "kgbp",
            "kusd",
            "tgbp",
            "tusd",
        ];
        let signs =
            ["£k", "k£", "€k", "k€", "t€", "$k", "k$", "£000", "£'000", "€'000", "$'000", "£’000", "$000"];
        (says(&thousand) || signs.iter().any(|sign| small.contains(sign))).then_some(Scale::Thousand)
    }
}

/// What the user gave instead of leaving it to be found. Everything is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "ImportOptions"))]
pub struct Options {
    /// The sheet by its name, or by its number from 1.
    pub sheet: Option<String>,
    /// The row that holds the column names, from 1; 0 if the file has none. Of several tables in a sheet it says which.
    pub header_row: Option<u32>,
    /// How many rows name the columns, 1 to 3.
    pub header_rows: Option<u32>,
    /// Which column holds a field: (field, column), the column by name, letter or number from 1. A month of a
    /// budget is a field of its own, such as `2027-01`, `Jan` or `M1`. An empty column unmaps the field.
    pub map: Vec<(String, String)>,
    /// A value for every row: (field, value). It stands in for the column that would have been guessed, and fills the
    /// empty cells of a column that was mapped.
    pub set: Vec<(String, String)>,
    /// Columns to split in two at a sign: (column, sign). The halves are further columns behind those of the file.
    pub split: Vec<(String, String)>,
    /// Columns to join to a further one: (columns, what goes between them).
    pub join: Vec<(Vec<String>, String)>,
    /// The unit of the amounts; as they stand if not given.
    pub scale: Option<Scale>,
    /// The decimal sign of amounts.
    pub decimal: Option<DecimalSign>,
    /// The order of day, month and year.
    pub dates: Option<DateOrder>,
    /// The text encoding by its usual name, such as `windows-1252`.
    pub encoding: Option<String>,
    /// The sign between two cells of a text file; `tab` may be written out.
    pub delimiter: Option<String>,
    /// Cells that are mended here and not in the file.
    pub edits: Vec<Edit>,
    /// Rows of the file that are not to be read.
    pub leave_out: Vec<u32>,
    /// Rows that look like totals or remarks and are data all the same.
    pub keep: Vec<u32>,
    /// The fields by which a row is known again.
    pub key: Vec<String>,
    /// What end dates that mean “never” are.
    pub far_end: Option<FarEnd>,
    /// Which cost of a cloud bill is posted. The two are views of the same money and never added together.
    pub cost: Option<Basis>,
    /// Which way round rates are written.
    pub rate_is: Option<RateIs>,
    /// Whether a cloud bill is the whole one or a further part.
    pub parts: Option<Parts>,
}

impl Options {
    /// What holds for the next file of the same columns as well: everything but what is about single rows, or about
    /// this file among others.
    #[must_use]
    pub fn to_remember(&self) -> Options {
        Options {
            edits: Vec::new(),
            leave_out: Vec::new(),
            keep: Vec::new(),
            header_row: None,
            header_rows: None,
            parts: None,
            ..self.clone()
        }
    }

    /// What was overruled, in words, for the list of imports.
    pub fn in_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let mut say = |condition: bool, sentence: String| {
            if condition {
                words.push(sentence);
            }
        };
        for (field, column) in &self.map {
            let left = column.trim().is_empty();
            say(left, format!("{field} left out"));
            say(!left, format!("{field} from “{column}”"));
        }
        for (field, value) in &self.set {
            say(true, format!("{field} is “{value}” in every row"));
        }
        for (column, sign) in &self.split {
            say(true, format!("“{column}” split at “{sign}”"));
        }
        for (columns, _) in &self.join {
            say(true, format!("{} joined", columns.join(" and ")));
        }
        if let Some(sheet) = &self.sheet {
            say(true, format!("sheet “{sheet}”"));
        }
        if let Some(row) = self.header_row {
            say(true, format!("names of columns in row {row}"));
        }
        if let Some(decimal) = self.decimal {
            say(true, format!("decimal sign “{}”", char::from(decimal.byte())));
        }
        if let Some(dates) = self.dates {
            say(true, format!("dates as {}", dates.words()));
        }
        match self.scale {
            None | Some(Scale::One) => {}
            Some(Scale::Thousand) => say(true, "amounts in thousands".to_owned()),
            Some(Scale::Million) => say(true, "amounts in millions".to_owned()),
        }
        if let Some(encoding) = &self.encoding {
            say(true, format!("text encoding {encoding}"));
        }
        if let Some(cost) = self.cost {
            say(true, format!("{} cost", cost.label().to_lowercase()));
        }
        match self.parts {
            None => {}
            Some(Parts::Replace) => say(true, "the whole bill of its months".to_owned()),
            Some(Parts::Add) => say(true, "a further part of a bill".to_owned()),
        }
        say(!self.key.is_empty(), format!("rows known by {}", self.key.join(", ")));
        let count =
            |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        say(!self.edits.is_empty(), count(self.edits.len(), "cell mended", "cells mended"));
        say(!self.leave_out.is_empty(), count(self.leave_out.len(), "row left out", "rows left out"));
        words
    }
}

/// Why a file, or what was asked of it, is refused: one sentence with its remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Refusal {
    /// The field that needs a column or a better value, where it is about one; else empty.
    pub field: String,
    /// The sentence.
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>) -> Refusal {
        Refusal { field: String::new(), message: message.into() }
    }

    pub(crate) fn of(field: &str, message: impl Into<String>) -> Refusal {
        Refusal { field: field.to_owned(), message: message.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for domain::Problem {
    fn from(refusal: Refusal) -> domain::Problem {
        domain::Problem { field: refusal.field, message: refusal.message }
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn units_are_heard() {
        for (text, unit) in [
            ("Amount (In $ million)", Some(Scale::Million)),
            ("£ thousand", Some(Scale::Thousand)),
            ("Plan 2027 (k€)", Some(Scale::Thousand)),
            ("Betrag in TEUR", Some(Scale::Thousand)),
            ("Budget £'000", Some(Scale::Thousand)),
            ("Amount", None),
            ("Thousand Oaks", Some(Scale::Thousand)),
            ("Kosten", None),
        ] {
            assert_eq!(Scale::spoken(text), unit, "{text}");
        }
    }
}
