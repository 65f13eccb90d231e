//! A forecast on its way out: line by line as workbook and as text.

use chrono::NaiveDate;
use domain::{Amount, Currency, Sum};

use crate::delimited::Writer;
use crate::error::{Error, Progress};
use crate::workbook::{self, Emphasis, Heading, Workbook};

/// A forecast, names written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The organisation of the book.
    pub organisation: String,
    /// The name of the forecast.
    pub name: String,
    /// The day the book is looked at.
    pub as_of: NaiveDate,
    /// The currency of every figure.
    pub currency: Currency,
    /// What stands over the months: posted ones, then expected ones.
    pub months: Vec<String>,
    /// What stands over the year, and over the difference to the forecast before, if one is compared with.
    pub year: String,
    /// The name of the forecast before.
    pub previous: Option<String>,
    /// Its lines in the order they are to have.
    pub rows: Vec<Row>,
}

/// A line of a forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The group it stands in.
    pub group: String,
    /// The line.
    pub line: String,
    /// By which method.
    pub method: String,
    /// Its twelve months.
    pub months: Vec<Amount>,
    /// Their sum.
    pub year: Amount,
    /// The budget of the year.
    pub budget: Amount,
    /// The year by the forecast before.
    pub previous: Option<Amount>,
}

impl Forecast {
    /// What stands over the columns of figures.
    fn figures(&self) -> Vec<String> {
        let year = [self.year.clone(), "Budget".to_owned(), "Budget − forecast".to_owned()];
        let before = self.previous.iter().flat_map(|name| [name.clone(), format!("{name} − forecast")]);
        self.months.iter().cloned().chain(year).chain(before).collect()
    }
}

impl Row {
    /// Its figures in the order of the headings, with at least so many decimals.
    fn figures(&self, decimals: u32) -> Result<Vec<Amount>, Error> {
        let mut figures = self.months.clone();
        figures.extend([self.year, self.budget, self.budget.minus(self.year)?]);
        if let Some(previous) = self.previous {
            figures.extend([previous, previous.minus(self.year)?]);
        }
        Ok(figures.into_iter().map(|amount| amount.padded(decimals)).collect())
    }
}

const TEXTS: [(&str, u16); 3] = [("Group", 26), ("Line", 36), ("Method", 22)];

/// Writes a forecast as a workbook with its sums. Equal forecasts give equal bytes.
pub fn xlsx(forecast: &Forecast, progress: Progress<'_>) -> Result<Vec<u8>, Error> {
    let title = format!("{} · {} · {}", forecast.organisation, forecast.name, forecast.currency);
    let mut book = Workbook::new(&title, &forecast.organisation, forecast.as_of);
    let names = forecast.figures();
    let texts = TEXTS.iter().map(|(heading, width)| Heading::Text(heading, *width));
    let headings: Vec<_> = texts.chain(names.iter().map(|name| Heading::Figures(name, 15))).collect();
    let mut sheet = book.sheet("Forecast", &headings, 2)?;
    let decimals = forecast.currency.decimals();
    let mut sums: Vec<(Sum, bool)> = names.iter().map(|_| (Sum::default(), true)).collect();
    for (number, row) in (1..).zip(&forecast.rows) {
        if number % 256 == 1 {
            progress.at(number as usize - 1, forecast.rows.len())?;
        }
        for (column, text) in (0..).zip([&row.group, &row.line, &row.method]) {
            sheet.text(number, column, text, Emphasis::None)?;
        }
        for ((column, amount), (sum, exact)) in (3..).zip(row.figures(decimals)?).zip(&mut sums) {
            sheet.amount(number, column, amount, decimals, Emphasis::None)?;
            sum.add(amount);
            *exact &= workbook::is_exact(amount);
        }
    }
    let Some(last) = u32::try_from(forecast.rows.len()).ok().filter(|last| *last > 0) else {
        return book.bytes();
    };
    for (column, text) in (0..).zip(["Total", "", ""]) {
        sheet.text(last + 1, column, text, Emphasis::Total)?;
    }
    for (column, (sum, exact)) in (3u16..).zip(sums) {
        let sum = sum.total()?;
        let formula = format!("=SUBTOTAL(109,{})", workbook::range((1, column), (last, column)));
        let exact = exact && workbook::is_exact(sum);
        sheet.formula_or_amount((last + 1, column), &formula, (sum, exact), decimals, Emphasis::Total)?;
    }
    sheet.filter(last, u16::try_from(names.len()).unwrap_or(17) + 2)?;
    book.bytes()
}

/// Writes a forecast as text.
pub fn csv(forecast: &Forecast) -> Result<Vec<u8>, Error> {
    let names = forecast.figures();
    let texts = TEXTS.iter().map(|(heading, _)| *heading).chain(["Currency"]);
    let decimals = forecast.currency.decimals();
    let mut file = Writer::new(texts.chain(names.iter().map(String::as_str)))?;
    for row in &forecast.rows {
        for text in [&row.group, &row.line, &row.method] {
            file.text(text)?;
        }
        file.plain(forecast.currency.code())?;
        for amount in row.figures(decimals)? {
            file.plain(&amount.to_string())?;
        }
        file.end_row()?;
    }
    file.bytes()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn forecast(previous: bool) -> Forecast {
        let amount = |text: &str| text.parse::<Amount>().unwrap();
        let row = |line: &str, months: [&str; 2], budget: &str| Row {
            group: "Cloud".to_owned(),
            line: line.to_owned(),
            method: "Run-rate".to_owned(),
            months: months.map(amount).to_vec(),
            year: months.map(amount).into_iter().collect::<Sum>().total().unwrap(),
            budget: amount(budget),
            previous: previous.then(|| amount("20.00")),
        };
        Forecast {
            organisation: "Aldermoor".to_owned(),
            name: "FY2027 Forecast 1+1".to_owned(),
            as_of: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            currency: "EUR".parse().unwrap(),
            months: vec!["2026-07 actual".to_owned(), "2026-08".to_owned()],
            year: "FY2027".to_owned(),
            previous: previous.then(|| "FY2027 Forecast 0+2".to_owned()),
            rows: vec![
                row("Compute", ["10.50", "9.50"], "21.00"),
                row("=Storage", ["1.00", "-3.00"], "0.00"),
            ],
        }
    }

    #[test]
    fn a_forecast_as_text() {
        let text =
            |previous| String::from_utf8(csv(&forecast(previous)).unwrap()).unwrap().replace("\r\n", "\n");
        expect![[r"
            Group,Line,Method,Currency,2026-07 actual,2026-08,FY2027,Budget,Budget − forecast
            Cloud,Compute,Run-rate,EUR,10.50,9.50,20.00,21.00,1.00
            Cloud, =Storage,Run-rate,EUR,1.00,-3.00,-2.00,0.00,2.00
        "]]
        .assert_eq(&text(false));
        expect![[r"
            Group,Line,Method,Currency,2026-07 actual,2026-08,FY2027,Budget,Budget − forecast,FY2027 Forecast 0+2,FY2027 Forecast 0+2 − forecast
            Cloud,Compute,Run-rate,EUR,10.50,9.50,20.00,21.00,1.00,20.00,0.00
            Cloud, =Storage,Run-rate,EUR,1.00,-3.00,-2.00,0.00,2.00,20.00,22.00
        "]]
        .assert_eq(&text(true));
    }

    #[test]
    fn equal_forecasts_give_equal_bytes() {
        let bytes = || xlsx(&forecast(true), Progress::none()).unwrap();
        assert!(bytes() == bytes());
        xlsx(&Forecast { rows: Vec::new(), ..forecast(false) }, Progress::none()).unwrap();
    }
}
