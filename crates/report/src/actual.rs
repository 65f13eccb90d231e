//! Actuals on their way out: transactions as workbook and as text.

use chrono::NaiveDate;
use domain::money::Sum;
use domain::{Amount, Currency};

use crate::delimited::Writer;
use crate::error::{Error, Progress};
use crate::workbook::{self, Emphasis, Heading, Workbook};

/// Transactions, names written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actuals {
    /// The organisation of the book.
    pub organisation: String,
    /// The day the book is looked at.
    pub as_of: NaiveDate,
    /// The transactions in the order they are to have.
    pub rows: Vec<Row>,
}

/// A posted transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// When it was posted.
    pub date: NaiveDate,
    /// Its amount, in its own currency.
    pub amount: Amount,
    /// Its currency.
    pub currency: Currency,
    /// Who was paid.
    pub vendor: String,
    /// What the posting says.
    pub text: String,
    /// The number of the invoice or document.
    pub document: String,
    /// The ledger account.
    pub account: String,
    /// The cost centre.
    pub cost_centre: String,
    /// The budget line it is matched to; empty while it is unmatched.
    pub line: String,
}

/// What describes a transaction in an export, after date, amount and currency. The headings are those
/// the importer knows.
type Described = (&'static str, u16, fn(&Row) -> &str);
const DESCRIBED: [Described; 6] = [
    ("Vendor", 28, |row| &row.vendor),
    ("Text", 40, |row| &row.text),
    ("Document", 16, |row| &row.document),
    ("Account", 12, |row| &row.account),
    ("Cost centre", 12, |row| &row.cost_centre),
    ("Budget line", 36, |row| &row.line),
];

/// Writes transactions as a workbook, with the sums by currency. Equal actuals give equal bytes.
pub fn xlsx(actuals: &Actuals, progress: Progress<'_>) -> Result<Vec<u8>, Error> {
    let title = format!("{} · Actuals", actuals.organisation);
    let mut book = Workbook::new(&title, &actuals.organisation, actuals.as_of);
    let headings = [Heading::Text("Date", 12), Heading::Figures("Amount", 16), Heading::Text("Currency", 9)];
    let described = DESCRIBED.iter().map(|(heading, width, _)| Heading::Text(heading, *width));
    let headings: Vec<_> = headings.into_iter().chain(described).collect();
    let mut sheet = book.sheet("Actuals", &headings, 1)?;

    let mut number = 1;
    for transaction in &actuals.rows {
        if number % 256 == 1 {
            progress.at(number as usize - 1, actuals.rows.len())?;
        }
        sheet.date(number, 0, transaction.date)?;
        sheet.amount(number, 1, transaction.amount, transaction.currency.decimals(), Emphasis::None)?;
        sheet.text(number, 2, transaction.currency.code(), Emphasis::None)?;
        for (column, (_, _, text)) in (3..).zip(DESCRIBED) {
            sheet.text(number, column, text(transaction), Emphasis::None)?;
        }
        number += 1;
    }
    if actuals.rows.is_empty() {
        return book.bytes();
    }
    let last = number - 1;
    sheet.filter(last, 8)?;

    let mut currencies: Vec<Currency> = actuals.rows.iter().map(|row| row.currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    let sums = currencies.into_iter().map(|currency| {
        let amounts = || actuals.rows.iter().filter(|row| row.currency == currency).map(|row| row.amount);
        let sum = amounts().collect::<Sum>().total()?;
        let exact = workbook::is_exact(sum) && amounts().all(workbook::is_exact);
        Ok((currency, sum, exact))
    });
    let sums: Vec<(Currency, Amount, bool)> = sums.collect::<Result<_, Error>>()?;

    if let [(currency, sum, exact)] = sums[..] {
        for column in 2..9 {
            sheet.text(number, column, "", Emphasis::Total)?;
        }
        sheet.text(number, 0, "Total", Emphasis::Total)?;
        // What a filter hides is not counted.
        let formula = format!("=SUBTOTAL(109,{})", workbook::range((1, 1), (last, 1)));
        sheet.formula_or_amount((number, 1), &formula, (sum, exact), currency.decimals(), Emphasis::Total)?;
        return book.bytes();
    }
    // Currencies never mix in a sum: each has its own, on a sheet beside.
    let headings = [Heading::Text("Currency", 12), Heading::Figures("Amount", 18)];
    let mut sheet = book.sheet("By currency", &headings, 1)?;
    let here = |column| format!("'Actuals'!{}", workbook::fixed((1, column), (last, column)));
    for (row, (currency, sum, exact)) in (1..).zip(sums) {
        sheet.text(row, 0, currency.code(), Emphasis::None)?;
        let formula = format!("=SUMIFS({},{},$A{})", here(1), here(2), row + 1);
        sheet.formula_or_amount((row, 1), &formula, (sum, exact), currency.decimals(), Emphasis::None)?;
    }
    book.bytes()
}

/// Writes transactions as text that imports again without loss.
pub fn csv(actuals: &Actuals) -> Result<Vec<u8>, Error> {
    let described = DESCRIBED.iter().map(|(heading, ..)| *heading);
    let mut file = Writer::new(["Date", "Amount", "Currency"].into_iter().chain(described))?;
    for row in &actuals.rows {
        file.plain(&row.date.to_string())?;
        file.plain(&row.amount.to_string())?;
        file.plain(row.currency.code())?;
        for (_, _, text) in DESCRIBED {
            file.text(text(row))?;
        }
        file.end_row()?;
    }
    file.bytes()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn actuals() -> Actuals {
        let row = |day, amount: &str, currency: &str, text: &str| Row {
            date: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
            amount: amount.parse().unwrap(),
            currency: currency.parse().unwrap(),
            vendor: "Halden Cloud".to_owned(),
            text: text.to_owned(),
            document: "0012".to_owned(),
            account: "6815".to_owned(),
            cost_centre: "IT-20".to_owned(),
            line: String::new(),
        };
        Actuals {
            organisation: "Aldermoor".to_owned(),
            as_of: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            rows: vec![
                row(3, "1200.50", "USD", "October, \"spot\" usage"),
                row(4, "-80.123456", "EUR", "-credit note"),
            ],
        }
    }

    #[test]
    fn transactions_as_text() {
        let text = String::from_utf8(csv(&actuals()).unwrap()).unwrap();
        expect![[r#"
            Date,Amount,Currency,Vendor,Text,Document,Account,Cost centre,Budget line
            2026-11-03,1200.50,USD,Halden Cloud,"October, ""spot"" usage",0012,6815,IT-20,
            2026-11-04,-80.123456,EUR,Halden Cloud, -credit note,0012,6815,IT-20,
        "#]]
        .assert_eq(&text.replace("\r\n", "\n"));
    }

    #[test]
    fn equal_actuals_give_equal_bytes() {
        let bytes = || xlsx(&actuals(), Progress::none()).unwrap();
        assert!(bytes() == bytes());
        xlsx(&Actuals { rows: Vec::new(), ..actuals() }, Progress::none()).unwrap();
    }
}
