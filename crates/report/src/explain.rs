//! Where a figure comes from, on paper: the formula, what went into it, the rates, the rounding.

use chrono::NaiveDate;
use domain::{Amount, Currency};

use crate::budget::day;
use crate::drawing::Color;
use crate::error::{Error, Progress};
use crate::layout::{self, Flow, Furniture, Headline, Paper};
use crate::number;
use crate::page::Document;
use crate::pdf;
use crate::table::{self, Cell, Column, Row, Table};

/// A figure and what it is made of.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Whose book it is.
    pub organisation: String,
    /// Which figure it is.
    pub title: String,
    /// The figure; nothing where a rate is missing.
    pub value: Option<Amount>,
    /// Its currency.
    pub currency: Currency,
    /// How it is made, in words.
    pub formula: String,
    /// What went into it.
    pub parts: Vec<Part>,
    /// How many parts are not listed, and what they sum to.
    pub more: Option<(u32, Option<Amount>)>,
    /// How it came about, a sentence each.
    pub steps: Vec<String>,
    /// The rates used, a sentence each.
    pub rates: Vec<String>,
    /// What was rounded, and how.
    pub rounding: String,
    /// The day the figures are as of.
    pub as_of: NaiveDate,
    /// The paper.
    pub paper: Paper,
}

/// A part of a figure.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub label: String,
    /// What is to be known of it.
    pub note: String,
    /// In its own currency, where that is another one.
    pub own: Option<(Amount, Currency)>,
    /// What it adds to the figure.
    pub amount: Option<Amount>,
}

/// Prints the derivation. Equal sheets give equal bytes.
pub fn pdf(sheet: &Sheet, progress: Progress<'_>) -> Result<Vec<u8>, Error> {
    let document = set(sheet, progress.part(0.0, 0.5))?;
    pdf::write(&document, progress.part(0.5, 1.0))
}

#[expect(clippy::float_arithmetic, reason = "coordinates of a page, not money")]
fn set(sheet: &Sheet, progress: Progress<'_>) -> Result<Document, Error> {
    let mut flow = Flow::new(sheet.paper.portrait());
    let decimals = sheet.currency.decimals();
    flow.bookmark(&sheet.title);
    flow.paragraph(&sheet.title, layout::FINDING, 3);
    flow.space(8.0);
    flow.headlines(&[Headline {
        label: sheet.currency.code().to_owned(),
        figure: sheet.value.map_or_else(|| "\u{2013}".to_owned(), |value| number::figure(value, decimals)),
        color: Color::Ink,
        note: String::new(),
    }]);
    flow.space(8.0);
    flow.paragraph(&format!("= {}", sheet.formula), layout::NOTE, 4);
    flow.space(8.0);
    let foreign = sheet.parts.iter().any(|part| part.own.is_some());
    let amounts = sheet.parts.iter().any(|part| part.amount.is_some());
    let side = 96.0;
    let sides = (f32::from(u8::from(foreign)) + f32::from(u8::from(amounts))) * side;
    let column = |heading: &str, width: f32, figures: bool| Column {
        heading: heading.to_owned(),
        width,
        figures,
        strong: false,
    };
    let mut columns = vec![column("What it is made of", flow.width() - sides, false)];
    if foreign {
        columns.push(column("In its currency", side, true));
    }
    if amounts {
        columns.push(column(sheet.currency.code(), side, true));
    }
    let line = |part: &Part| {
        let mut cells = vec![Cell { note: part.note.clone(), ..Cell::new(part.label.clone()) }];
        if foreign {
            let own = part
                .own
                .map(|(own, currency)| format!("{} {currency}", number::figure(own, currency.decimals())));
            cells.push(Cell::new(own.unwrap_or_default()));
        }
        if amounts {
            let amount = part.amount.map(|amount| number::figure(amount, decimals));
            cells.push(Cell::new(amount.unwrap_or_default()));
        }
        Row { cells, ..Row::default() }
    };
    let mut rows: Vec<Row> = sheet.parts.iter().map(line).collect();
    if let Some((count, sum)) = sheet.more {
        let label = format!("{count} more");
        rows.push(line(&Part { label, note: String::new(), own: None, amount: sum }));
    }
    if !rows.is_empty() {
        table::set(&mut flow, &Table { columns, rows }, progress)?;
        flow.space(8.0);
    }
    for text in sheet.steps.iter().chain(&sheet.rates).chain([&sheet.rounding]) {
        flow.paragraph(text, layout::NOTE, 3);
    }
    Ok(flow.finish(&Furniture {
        organisation: sheet.organisation.clone(),
        title: "Derivation of a figure".to_owned(),
        unit: sheet.currency.code().to_owned(),
        footer: format!("{} · as of {}", sheet.title, day(sheet.as_of)),
        as_of: sheet.as_of,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derivation_on_paper() {
        let part = |label: &str, own: Option<(&str, &str)>, amount: Option<&str>| Part {
            label: label.to_owned(),
            note: "Vantage".to_owned(),
            own: own.map(|(own, currency)| (own.parse().unwrap(), currency.parse().unwrap())),
            amount: amount.map(|amount| amount.parse().unwrap()),
        };
        let sheet = Sheet {
            organisation: "Halden Group".into(),
            title: "Software, budget FY2027".into(),
            value: Some("1740.00".parse().unwrap()),
            currency: "EUR".parse().unwrap(),
            formula: "Sum of 3 lines, each at the budget rate of the plan".into(),
            parts: vec![
                part("Suite", None, Some("1200")),
                part("Hosting", Some(("600", "USD")), Some("540")),
                part("Archive", Some(("7", "GBP")), None),
            ],
            more: Some((4, Some("0".parse().unwrap()))),
            steps: vec!["Mean of the last 3 closed months: 145.00".into()],
            rates: vec!["1 USD = 0.9 EUR, budget rate of FY2027 Budget".into()],
            rounding: "Added up exactly, then rounded once.".into(),
            as_of: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            paper: Paper::A4,
        };
        expect_test::expect_file!["../golden/derivation.txt"]
            .assert_eq(&set(&sheet, Progress::none()).unwrap().text());
        let bytes = pdf(&sheet, Progress::none()).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7") && bytes == pdf(&sheet, Progress::none()).unwrap());
    }
}
