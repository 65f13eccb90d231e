//! A variance on its way out: its rows with what is said of them, as workbook and as text.

use chrono::NaiveDate;
use domain::{Amount, Currency};

use crate::delimited::Writer;
use crate::error::Error;
use crate::workbook::{Emphasis, Heading, Workbook};

/// The variance of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variance {
    /// The organisation of the book.
    pub organisation: String,
    /// The day the book is looked at.
    pub as_of: NaiveDate,
    /// The period, as the sheet is named.
    pub period: String,
    /// By what the rows are summed, such as `Category`.
    pub by: String,
    /// What stands over what they are held against, such as `Budget`.
    pub base: String,
    /// The currency of every figure.
    pub currency: Currency,
    /// Each row.
    pub rows: Vec<Row>,
    /// What they sum to.
    pub total: Row,
}

/// A row of a variance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Of a line: from whom it is bought.
    pub vendor: String,
    /// Base, actual and variance of the closed months; base, actual, forecast and variance of the period.
    pub figures: [Amount; 7],
    /// The variance in percent of the base.
    pub percent: Option<Amount>,
    /// Whether it reaches the thresholds.
    pub flagged: bool,
    /// The cause that the bridge names.
    pub cause: String,
    /// What is said of it.
    pub comment: String,
    /// By whom and when.
    pub said: String,
}

impl Variance {
    fn headings(&self) -> [String; 7] {
        let base = &self.base;
        [
            format!("{base} to date"),
            "Actual to date".to_owned(),
            "Variance to date".to_owned(),
            base.clone(),
            "Actual".to_owned(),
            "Forecast".to_owned(),
            "Variance".to_owned(),
        ]
    }
}

/// What stands behind the figures.
const SAID: [(&str, u16); 4] = [("Flagged", 9), ("Cause", 12), ("Comment", 60), ("By", 28)];

impl Row {
    fn said(&self) -> [&str; 4] {
        [if self.flagged { "yes" } else { "" }, &self.cause, &self.comment, &self.said]
    }

    fn percent_text(&self) -> String {
        self.percent.map_or_else(String::new, |percent| percent.to_string())
    }
}

/// Writes it as a workbook with its total. Equal variances give equal bytes.
pub fn xlsx(variance: &Variance) -> Result<Vec<u8>, Error> {
    let title = format!("{} · Variance {}", variance.organisation, variance.period);
    let mut book = Workbook::new(&title, &variance.organisation, variance.as_of);
    let figures = variance.headings();
    let currency = variance.currency;
    let mut headings =
        vec![Heading::Text(&variance.by, 34), Heading::Text("Vendor", 28), Heading::Text("Currency", 9)];
    headings.extend(figures.iter().map(|heading| Heading::Figures(heading, 16)));
    headings.push(Heading::Figures("%", 9));
    headings.extend(SAID.map(|(heading, width)| Heading::Text(heading, width)));
    let mut sheet = book.sheet(&variance.period, &headings, 1)?;
    let all =
        variance.rows.iter().map(|row| (row, Emphasis::None)).chain([(&variance.total, Emphasis::Total)]);
    for (number, (row, emphasis)) in (1..).zip(all) {
        sheet.text(number, 0, &row.label, emphasis)?;
        sheet.text(number, 1, &row.vendor, emphasis)?;
        sheet.text(number, 2, currency.code(), emphasis)?;
        for (column, amount) in (3..).zip(row.figures) {
            sheet.amount(number, column, amount, currency.decimals(), emphasis)?;
        }
        match row.percent {
            Some(percent) => sheet.amount(number, 10, percent, 1, emphasis)?,
            None => sheet.text(number, 10, "", emphasis)?,
        }
        for (column, text) in (11..).zip(row.said()) {
            sheet.text(number, column, text, emphasis)?;
        }
    }
    book.bytes()
}

/// Writes it as text, without the total: whoever reads it sums up.
pub fn csv(variance: &Variance) -> Result<Vec<u8>, Error> {
    let mut headings = vec![variance.by.clone(), "Vendor".to_owned(), "Currency".to_owned()];
    headings.extend(variance.headings());
    headings.push("%".to_owned());
    headings.extend(SAID.map(|(heading, _)| heading.to_owned()));
    let mut file = Writer::new(headings)?;
    for row in &variance.rows {
        file.text(&row.label)?;
        file.text(&row.vendor)?;
        file.plain(variance.currency.code())?;
        for amount in row.figures {
            file.plain(&amount.to_string())?;
        }
        file.plain(&row.percent_text())?;
        for text in row.said() {
            file.text(text)?;
        }
        file.end_row()?;
    }
    file.bytes()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn variance() -> Variance {
        let row = |label: &str, figures: [i64; 7]| Row {
            label: label.to_owned(),
            figures: figures.map(|units| Amount::new(units, 2)),
            ..Row::default()
        };
        let said = Row {
            percent: Some(Amount::new(-105, 1)),
            flagged: true,
            cause: "price".to_owned(),
            comment: "Dearer, \"list price\"".to_owned(),
            said: "Anna, 2026-11-04".to_owned(),
            ..row("Hosting", [10_000, 12_000, -2_000, 120_000, 12_000, 132_600, -12_600])
        };
        Variance {
            organisation: "Aldermoor".to_owned(),
            as_of: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            period: "FY2027".to_owned(),
            by: "Budget line".to_owned(),
            base: "Budget".to_owned(),
            currency: "USD".parse().unwrap(),
            rows: vec![said.clone(), row("Unmatched actuals", [0, 50, -50, 0, 50, 50, -50])],
            total: Row { label: "Total".to_owned(), ..said },
        }
    }

    #[test]
    fn rows_as_text() {
        let text = String::from_utf8(csv(&variance()).unwrap()).unwrap();
        expect![[r#"
            Budget line,Vendor,Currency,Budget to date,Actual to date,Variance to date,Budget,Actual,Forecast,Variance,%,Flagged,Cause,Comment,By
            Hosting,,USD,100.00,120.00,-20.00,1200.00,120.00,1326.00,-126.00,-10.5,yes,price,"Dearer, ""list price""","Anna, 2026-11-04"
            Unmatched actuals,,USD,0.00,0.50,-0.50,0.00,0.50,0.50,-0.50,,,,,
        "#]].assert_eq(&text.replace("\r\n", "\n"));
    }

    #[test]
    fn equal_variances_give_equal_bytes() {
        assert!(xlsx(&variance()).unwrap() == xlsx(&variance()).unwrap());
    }
}
