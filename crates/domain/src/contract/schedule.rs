//! What a contract costs month by month: recognised over the days of the service (accrual), invoiced on its days (cash),
//! and the prepaid balance between the two.
//!
//! - A price is per month, quarter, year or term; periods are counted from the first day of the charge. The last one, if
//!   the charge ends inside it, costs its whole months and of the month it breaks off in the share of its days. A price
//!   that changes inside a period counts by days ([`price::mean`](super::price::mean)).
//! - Each period's price is posted: rounded once to the currency's minor unit (or to the decimals the price carries, if it
//!   carries more), and split without a rest: by the days of each month, or evenly over months.
//! - An invoice is issued on the first day of what it bills (in advance) or on the last (in arrears), and counts as paid
//!   that day. It may bill more than one price period, or a part of one.
//! - A one-off fee is recognised and invoiced on its day. A fee that is earned over the term is a charge per term.
//! - Prepaid = invoiced − recognised, from the first month on; below 0 it is accrued. At the end it is 0.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::period::{Period, month_parts};
use super::MOST_MONTHS;
use super::price::Price;
use crate::calendar::days;
use crate::explain::Steps;
use crate::money::tie;
use crate::{Amount, Currency, Error, Month, Problem, Sum};

mod period;

/// What a price is for, or how often it is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractPer"))]
pub enum Per {
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
    /// All days of the charge.
    Term,
}

/// When an invoice is issued.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractBilled"))]
pub enum Billed {
    /// On the first day of what it bills.
    #[default]
    Advance,
    /// On the last day of what it bills.
    Arrears,
}

/// How the price of a period belongs to its months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractRecognise"))]
pub enum Recognise {
    /// By the days of each month.
    #[default]
    Days,
    /// Each month the same; the first and last, if they are parts, by the share of their days.
    Months,
}

/// A recurring price over a span of days; a contract has one for each item and term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Charge {
    /// The first day of the service.
    pub first: NaiveDate,
    /// Its last day; at most 12,000 months after the first.
    pub last: NaiveDate,
    /// What a price is for.
    pub per: Per,
    /// The price from the first day on, if it is not in `prices`.
    #[serde(default)]
    pub price: Option<Amount>,
    /// The prices in the order of their days, as [`Escalation::prices`](super::price::Escalation::prices) gives them.
    #[serde(default)]
    pub prices: Vec<Price>,
    /// When it is invoiced.
    #[serde(default)]
    pub billed: Billed,
    /// How often it is invoiced; without it as often as it is priced.
    #[serde(default)]
    pub every: Option<Per>,
}

/// An amount that is due once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractFee"))]
pub struct Fee {
    /// The day on which it is earned and invoiced.
    pub date: NaiveDate,
    /// The amount, net, in currency units.
    pub amount: Amount,
}

/// Everything a contract costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The recurring prices.
    #[serde(default)]
    pub charges: Vec<Charge>,
    /// The one-off fees.
    #[serde(default)]
    pub fees: Vec<Fee>,
    /// How the price of a period belongs to its months.
    #[serde(default)]
    pub recognise: Recognise,
}

/// One month of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The month.
    pub month: Month,
    /// What the service of the month costs.
    pub recognised: Amount,
    /// What is invoiced in it.
    pub invoiced: Amount,
    /// What is paid and not yet recognised at its end; below 0 what is recognised and not yet invoiced (accrued).
    pub prepaid: Amount,
}

/// What is invoiced on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Invoice {
    /// The day.
    pub date: NaiveDate,
    /// The amount of all charges and fees that are invoiced on it.
    pub amount: Amount,
}

/// A schedule seen both ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Views {
    /// Every month from the first to the last one with a figure.
    pub months: Vec<Row>,
    /// The invoices in the order of their days.
    pub invoices: Vec<Invoice>,
    /// The price of everything: the sum of what is recognised and of what is invoiced.
    pub total: Amount,
}

impl Schedule {
    /// Everything that is wrong with this schedule.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (index, charge) in self.charges.iter().enumerate() {
            let mut wrong = |field: &str, message: String| {
                problems.push(Problem::new(
                    &format!("charges.{index}.{field}"),
                    format!("Charge {}: {message}", index + 1),
                ));
            };
            if charge.last < charge.first {
                wrong("last", format!("its last day {} is before its first, {}.", charge.last, charge.first));
            }
            if charge.price.is_none() && charge.prices.is_empty() {
                wrong("price", "give a price.".to_owned());
            }
            if let Some([_, later]) =
                charge.prices.array_windows().find(|[before, after]| after.from <= before.from)
            {
                let message = format!(
                    "the price from {} does not come after the one before it: list prices by day.",
                    later.from
                );
                wrong("prices", message);
            }
            if charge.price.is_none() && charge.prices.first().is_some_and(|price| price.from > charge.first)
            {
                let message =
                    format!("there is no price for {}: let the first one start there.", charge.first);
                wrong("prices", message);
            }
        }
        let days = || {
            let charges = self.charges.iter().flat_map(|charge| [charge.first, charge.last]);
            charges.chain(self.fees.iter().map(|fee| fee.date))
        };
        if let (Some(first), Some(last)) = (days().min(), days().max()) {
            let (from, to) = (Month::of(first), Month::of(last));
            if first < from.first_day() || last > to.last_day() {
                let message = "A date here falls outside the years 0 to 9999: check the dates.";
                problems.push(Problem::new("charges", message));
            } else if i64::from(to.months_since(from)) >= MOST_MONTHS {
                let message =
                    format!("From {first} to {last} are more than {MOST_MONTHS} months: check the dates.");
                problems.push(Problem::new("charges", message));
            }
        }
        problems
    }

    /// The schedule month by month and invoice by invoice; nothing at all for a schedule without charges and fees.
    ///
    /// [`Error::Invalid`] for a schedule with [problems](Schedule::problems), [`Error::Money`] past 28 digits.
    ///
    /// ```
    /// use domain::contract::schedule::Schedule;
    /// let schedule: Schedule = serde_json::from_str(
    ///     r#"{"currency": "EUR", "charges": [{"first": "2026-01-15", "last": "2026-04-14", "per": "quarter", "price": 900}]}"#,
    /// )?;
    /// let views = schedule.views(&mut domain::explain::Steps::off())?;
    /// let recognised: Vec<String> = views.months.iter().map(|row| row.recognised.to_string()).collect();
    /// assert_eq!(recognised, ["170.00", "280.00", "310.00", "140.00"]);
    /// assert_eq!(views.months[0].prepaid.to_string(), "730.00");
    /// assert_eq!(views.months[3].prepaid.to_string(), "0.00");
    /// assert_eq!(views.invoices[0].date, "2026-01-15".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn views(&self, steps: &mut Steps) -> Result<Views, Error> {
        Error::unless_empty(self.problems())?;
        let mut ledger = Ledger::default();
        for (index, charge) in self.charges.iter().enumerate() {
            let before = steps.asked().then(|| ledger.total.clone());
            for period in charge.periods()? {
                self.post(charge, period, &mut ledger)?;
            }
            if let Some(before) = before {
                let price = ledger.total.total()?.minus(before.total()?)?;
                steps.note(&format!("Charge {}", index + 1), "prices of its periods, rounded", price, || {
                    vec![("first day", charge.first.into()), ("last day", charge.last.into())]
                });
            }
        }
        for fee in &self.fees {
            ledger.total.add(fee.amount);
            ledger.recognise(Month::of(fee.date), fee.amount);
            ledger.invoice(fee.date, fee.amount);
        }
        let views = ledger.views(self.currency.decimals())?;
        steps.note("Total", "charges + fees = recognised = invoiced", views.total, Vec::new);
        Ok(views)
    }

    /// Posts the price of one period in both views.
    fn post(&self, charge: &Charge, period: Period, ledger: &mut Ledger) -> Result<(), Error> {
        let pieces = charge.pieces(period)?;
        let exact: Vec<Amount> =
            pieces.iter().map(|piece| piece.price(period)).collect::<Result<_, Error>>()?;
        let own = pieces.iter().map(|piece| piece.2.decimal().normalize().scale()).max().unwrap_or(0);
        let decimals = own.max(self.currency.decimals());
        let whole = exact.iter().copied().collect::<Sum>().total()?.round(decimals);
        for (piece, amount) in pieces.iter().zip(tie(&exact, whole, decimals)?) {
            ledger.total.add(amount);
            let months = self.months(piece.0, piece.1)?;
            let weights: Vec<Amount> = months.iter().map(|(_, weight)| Amount::from(*weight)).collect();
            for ((month, _), part) in months.iter().zip(amount.split_by(&weights, self.currency)?) {
                ledger.recognise(*month, part);
            }
            let bills = charge.bills(piece.0, piece.1)?;
            let weights: Vec<Amount> = bills.iter().map(|(_, weight)| Amount::from(*weight)).collect();
            for ((day, _), part) in bills.iter().zip(amount.split_by(&weights, self.currency)?) {
                ledger.invoice(*day, part);
            }
        }
        Ok(())
    }

    /// The calendar months of a span with the weight of each.
    fn months(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<(Month, i64)>, Error> {
        let mut months = Vec::new();
        let mut month = Month::of(first);
        while month <= Month::of(last) {
            let (from, to) = (first.max(month.first_day()), last.min(month.last_day()));
            let weight = match self.recognise {
                Recognise::Days => days(from, to),
                Recognise::Months => month_parts(month.first_day(), from, to)?,
            };
            months.push((month, weight));
            if month == month.plus(1) {
                break;
            }
            month = month.plus(1);
        }
        Ok(months)
    }
}

/// Both views while they are filled.
#[derive(Default)]
struct Ledger {
    total: Sum,
    recognised: BTreeMap<Month, Sum>,
    invoiced: BTreeMap<NaiveDate, Sum>,
}

impl Ledger {
    fn recognise(&mut self, month: Month, amount: Amount) {
        self.recognised.entry(month).or_default().add(amount);
    }

    fn invoice(&mut self, day: NaiveDate, amount: Amount) {
        self.invoiced.entry(day).or_default().add(amount);
    }

    fn views(self, decimals: u32) -> Result<Views, Error> {
        let mut invoices = Vec::with_capacity(self.invoiced.len());
        let mut by_month: BTreeMap<Month, Sum> = BTreeMap::new();
        for (date, sum) in &self.invoiced {
            by_month.entry(Month::of(*date)).or_default().merge(sum);
            invoices.push(Invoice { date: *date, amount: sum.total()?.padded(decimals) });
        }
        let touched = || self.recognised.keys().chain(by_month.keys());
        let mut months = Vec::new();
        let mut prepaid = Sum::default();
        if let (Some(first), Some(last)) = (touched().min(), touched().max()) {
            for number in 0..=last.months_since(*first) {
                let month = first.plus(number);
                let of = |sums: &BTreeMap<Month, Sum>| sums.get(&month).map_or(Ok(Amount::ZERO), Sum::total);
                let (recognised, billed) = (of(&self.recognised)?, of(&by_month)?);
                prepaid.add(billed);
                prepaid.subtract(recognised);
                months.push(Row {
                    month,
                    recognised: recognised.padded(decimals),
                    invoiced: billed.padded(decimals),
                    prepaid: prepaid.total()?.padded(decimals),
                });
            }
        }
        Ok(Views { months, invoices, total: self.total.total()?.padded(decimals) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{add_days, add_months};
    use crate::explain::lines;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn schedule(fields: &str) -> Schedule {
        serde_json::from_str(&format!(r#"{{"currency": "EUR", {fields}}}"#)).unwrap()
    }

    /// A schedule of one charge.
    fn charge(fields: &str) -> Schedule {
        schedule(&format!(r#""charges": [{{{fields}}}]"#))
    }

    fn shown(schedule: &Schedule) -> (String, String) {
        let views = schedule.views(&mut Steps::off()).unwrap();
        let rows: Vec<String> = views
            .months
            .iter()
            .map(|row| format!("{} {} {} {}", row.month, row.recognised, row.invoiced, row.prepaid))
            .collect();
        let invoices: Vec<String> =
            views.invoices.iter().map(|invoice| format!("{} {}", invoice.date, invoice.amount)).collect();
        (rows.join(", "), format!("{} = {}", invoices.join(" + "), views.total))
    }

    #[test]
    fn prices_become_months_and_invoices() {
        let quarter = r#""first": "2026-01-01", "last": "2026-03-31", "price": "#;
        let half = r#""first": "2026-01-01", "last": "2026-06-30", "price": "#;
        for (fields, months, invoices) in [
            // Per month, in advance and in arrears.
            (format!(r#"{quarter}100, "per": "month""#), "2026-01 100.00 100.00 0.00, 2026-02 100.00 100.00 0.00, 2026-03 100.00 100.00 0.00", "2026-01-01 100.00 + 2026-02-01 100.00 + 2026-03-01 100.00 = 300.00"),
            (format!(r#"{quarter}100, "per": "month", "every": "quarter""#), "2026-01 100.00 300.00 200.00, 2026-02 100.00 0.00 100.00, 2026-03 100.00 0.00 0.00", "2026-01-01 300.00 = 300.00"),
            (format!(r#"{quarter}100, "per": "month", "every": "quarter", "billed": "arrears""#), "2026-01 100.00 0.00 -100.00, 2026-02 100.00 0.00 -200.00, 2026-03 100.00 300.00 0.00", "2026-03-31 300.00 = 300.00"),
            // Per quarter and per term by days: 31, 28, 31 of 90.
            (format!(r#"{quarter}100, "per": "quarter""#), "2026-01 34.45 100.00 65.55, 2026-02 31.11 0.00 34.44, 2026-03 34.44 0.00 0.00", "2026-01-01 100.00 = 100.00"),
            (format!(r#"{quarter}100, "per": "term", "billed": "arrears""#), "2026-01 34.45 0.00 -34.45, 2026-02 31.11 0.00 -65.56, 2026-03 34.44 100.00 0.00", "2026-03-31 100.00 = 100.00"),
            (format!(r#"{quarter}100, "per": "quarter", "every": "month""#), "2026-01 34.45 33.34 -1.11, 2026-02 31.11 33.33 1.11, 2026-03 34.44 33.33 0.00", "2026-01-01 33.34 + 2026-02-01 33.33 + 2026-03-01 33.33 = 100.00"),
            (format!(r#"{quarter}100, "per": "term", "every": "month", "billed": "arrears""#), "2026-01 34.45 33.34 -1.11, 2026-02 31.11 33.33 1.11, 2026-03 34.44 33.33 0.00", "2026-01-31 33.34 + 2026-02-28 33.33 + 2026-03-31 33.33 = 100.00"),
            (format!(r#"{quarter}100, "per": "month", "every": "term""#), "2026-01 100.00 300.00 200.00, 2026-02 100.00 0.00 100.00, 2026-03 100.00 0.00 0.00", "2026-01-01 300.00 = 300.00"),
            // A year that ends after six of its months; a month that ends after ten of its days.
            (format!(r#"{half}1200, "per": "year""#), "2026-01 102.76 600.00 497.24, 2026-02 92.82 0.00 404.42, 2026-03 102.76 0.00 301.66, 2026-04 99.45 0.00 202.21, 2026-05 102.76 0.00 99.45, 2026-06 99.45 0.00 0.00", "2026-01-01 600.00 = 600.00"),
            (r#""first": "2026-01-01", "last": "2026-02-07", "price": 100, "per": "month", "billed": "arrears""#.to_owned(), "2026-01 100.00 100.00 0.00, 2026-02 25.00 25.00 0.00", "2026-01-31 100.00 + 2026-02-07 25.00 = 125.00"),
            (r#""first": "2026-01-31", "last": "2026-02-28", "price": 1000, "per": "month""#.to_owned(), "2026-01 35.71 1000.00 964.29, 2026-02 996.55 32.26 0.00", "2026-01-31 1000.00 + 2026-02-28 32.26 = 1032.26"),
            // A price that changes inside a year: 31 of 365 days.
            (r#""first": "2025-01-01", "last": "2025-12-31", "price": 1000, "prices": [{"from": "2025-02-01", "price": "1024.59"}], "per": "year", "every": "quarter""#.to_owned(), "2025-01 84.93 255.40 170.47, 2025-02 78.60 0.00 91.87, 2025-03 87.02 0.00 4.85, 2025-04 84.22 255.70 176.33, 2025-05 87.02 0.00 89.31, 2025-06 84.21 0.00 5.10, 2025-07 87.02 255.70 173.78, 2025-08 87.02 0.00 86.76, 2025-09 84.21 0.00 2.55, 2025-10 87.02 255.70 171.23, 2025-11 84.21 0.00 87.02, 2025-12 87.02 0.00 0.00", "2025-01-01 255.40 + 2025-04-01 255.70 + 2025-07-01 255.70 + 2025-10-01 255.70 = 1022.50"),
            // The price list replaces the price; what comes before the first day does not.
            (format!(r#"{quarter}100, "per": "month", "prices": [{{"from": "2025-06-01", "price": 1}}, {{"from": "2026-01-01", "price": 2}}, {{"from": "2026-03-01", "price": 3}}]"#), "2026-01 100.00 100.00 0.00, 2026-02 100.00 100.00 0.00, 2026-03 3.00 3.00 0.00", "2026-01-01 100.00 + 2026-02-01 100.00 + 2026-03-01 3.00 = 203.00"),
            (r#""first": "2026-01-01", "last": "2026-01-31", "per": "month", "prices": [{"from": "2025-06-01", "price": 1}, {"from": "2025-07-01", "price": "0.0085"}]"#.to_owned(), "2026-01 0.0085 0.0085 0.00", "2026-01-01 0.0085 = 0.0085"),
            (format!(r#"{quarter}-100, "per": "term""#), "2026-01 -34.45 -100.00 -65.55, 2026-02 -31.11 0.00 -34.44, 2026-03 -34.44 0.00 0.00", "2026-01-01 -100.00 = -100.00"),
            (format!(r#"{quarter}"0.01", "per": "term""#), "2026-01 0.01 0.01 0.00, 2026-02 0.00 0.00 0.00, 2026-03 0.00 0.00 0.00", "2026-01-01 0.01 = 0.01"),
            (
                r#""first": "2026-01-07", "last": "2026-01-07", "per": "month", "prices": [{"from": "2026-01-07", "price": 31}]"#
                    .to_owned(),
                "2026-01 1.00 1.00 0.00",
                "2026-01-07 1.00 = 1.00",
            ),
        ] {
            let (found, invoiced) = shown(&charge(&fields));
            assert_eq!((found.as_str(), invoiced.as_str()), (months, invoices), "{fields}");
        }
    }

    #[test]
    fn months_are_the_same_where_the_book_says_so() {
        let fields = r#""recognise": "months", "charges": [{"first": "2026-01-16", "last": "2026-04-15", "per": "term", "price": 300}]"#;
        // 16 of 31 days, two months, 15 of 30 days: 51.337, 99.465, 99.465, 49.733.
        let (months, invoices) = shown(&schedule(fields));
        assert_eq!(
            months,
            "2026-01 51.34 300.00 248.66, 2026-02 99.47 0.00 149.19, 2026-03 99.46 0.00 49.73, 2026-04 49.73 0.00 0.00"
        );
        assert_eq!(invoices, "2026-01-16 300.00 = 300.00");
    }

    #[test]
    fn fees_and_charges_are_one_schedule() {
        let fields = r#""fees": [{"date": "2025-12-10", "amount": 50}, {"date": "2026-02-01", "amount": -5}],
            "charges": [{"first": "2026-01-01", "last": "2026-01-31", "per": "month", "price": 31},
                        {"first": "2026-02-01", "last": "2026-02-28", "per": "month", "price": 28, "billed": "arrears"}]"#;
        let (months, invoices) = shown(&schedule(fields));
        assert_eq!(months, "2025-12 50.00 50.00 0.00, 2026-01 31.00 31.00 0.00, 2026-02 23.00 23.00 0.00");
        assert_eq!(
            invoices,
            "2025-12-10 50.00 + 2026-01-01 31.00 + 2026-02-01 -5.00 + 2026-02-28 28.00 = 104.00"
        );
        let mut steps = Steps::on();
        schedule(fields).views(&mut steps).unwrap();
        assert_eq!(
            lines(&steps.taken()),
            [
                "Charge 1: 31.00 = prices of its periods, rounded (first day 2026-01-01, last day 2026-01-31)",
                "Charge 2: 28.00 = prices of its periods, rounded (first day 2026-02-01, last day 2026-02-28)",
                "Total: 104.00 = charges + fees = recognised = invoiced",
            ]
        );
        assert_eq!(shown(&schedule(r#""fees": []"#)), (String::new(), " = 0.00".to_owned()));
        let views = schedule(r#""fees": [{"date": "2026-02-01", "amount": "1.5"}]"#)
            .views(&mut Steps::off())
            .unwrap();
        assert_eq!(
            serde_json::to_string(&views).unwrap(),
            r#"{"months":[{"month":"2026-02","recognised":"1.50","invoiced":"1.50","prepaid":"0.00"}],"invoices":[{"date":"2026-02-01","amount":"1.50"}],"total":"1.50"}"#
        );
    }

    #[test]
    fn schedules_that_cannot_be_are_refused() {
        let good = r#""first": "2026-01-01", "last": "2026-12-31", "per": "month""#;
        for (schedule, expected) in [
            (charge(good), "Charge 1: give a price."),
            (
                charge(r#""first": "2026-01-02", "last": "2026-01-01", "per": "month", "price": 1"#),
                "Charge 1: its last day 2026-01-01 is before its first, 2026-01-02.",
            ),
            (
                charge(&format!(r#"{good}, "prices": [{{"from": "2026-01-02", "price": 1}}]"#)),
                "Charge 1: there is no price for 2026-01-01: let the first one start there.",
            ),
            (
                charge(&format!(
                    r#"{good}, "prices": [{{"from": "2026-01-01", "price": 1}}, {{"from": "2026-01-01", "price": 1}}]"#
                )),
                "Charge 1: the price from 2026-01-01 does not come after the one before it: list prices by day.",
            ),
            (
                charge(r#""first": "2026-01-01", "last": "3026-01-01", "per": "year", "price": 1"#),
                "From 2026-01-01 to 3026-01-01 are more than 12000 months: check the dates.",
            ),
            (
                schedule(
                    r#""fees": [{"date": "2026-01-01", "amount": 1}, {"date": "+12026-01-01", "amount": 1}]"#,
                ),
                "A date here falls outside the years 0 to 9999: check the dates.",
            ),
            (
                schedule(r#""fees": [{"date": "-0001-12-31", "amount": 1}]"#),
                "A date here falls outside the years 0 to 9999: check the dates.",
            ),
            (
                charge(r#""first": "9999-12-01", "last": "9999-12-31", "per": "month", "price": 1"#),
                "A date here falls outside the years 0 to 9999.",
            ),
            (
                charge(&format!(r#"{good}, "price": "79228162514264337593543950335""#)),
                "This number has more than the 28 digits that can be kept exactly.",
            ),
        ] {
            assert_eq!(schedule.views(&mut Steps::off()).unwrap_err().to_string(), expected);
        }
        let fields = |schedule: &Schedule| schedule.problems().first().map(|problem| problem.field.clone());
        assert_eq!(fields(&charge(good)), Some("charges.0.price".to_owned()));
        assert_eq!(
            charge(&format!(r#"{good}, "price": 1, "prices": [{{"from": "2026-02-01", "price": 1}}]"#))
                .problems(),
            []
        );
        // A thousand years, and the last month there is.
        let long = charge(r#""first": "2026-01-01", "last": "3025-12-31", "per": "month", "price": 1"#);
        assert_eq!(long.views(&mut Steps::off()).unwrap().total.to_string(), "12000.00");
        let last = charge(r#""first": "9999-12-01", "last": "9999-12-31", "per": "term", "price": 1"#);
        assert_eq!(last.views(&mut Steps::off()).unwrap().total.to_string(), "1.00");
    }

    proptest! {
        #[test]
        fn what_is_recognised_is_invoiced_and_nothing_stays_prepaid(
            charges in prop::collection::vec(
                (0i64..1_500, 0i64..800, any::<i32>(), 0u32..5, 0usize..4, 0usize..5, any::<bool>(), prop::option::of((0i64..800, any::<i32>()))), 0..4),
            fees in prop::collection::vec((0i64..1_500, any::<i32>()), 0..3), months in any::<bool>(), yen in any::<bool>()
        ) {
            let at = |days: i64| add_days(day("2000-01-31"), days).unwrap();
            let all = [Per::Month, Per::Quarter, Per::Year, Per::Term];
            let schedule = Schedule {
                currency: if yen { "JPY" } else { "EUR" }.parse().unwrap(),
                charges: charges.into_iter().map(|(first, length, units, scale, per, every, advance, later)| Charge {
                    first: at(first), last: at(first + length), per: all[per], price: Some(Amount::new(units.into(), scale)),
                    prices: later.into_iter().map(|(after, units)| Price { from: at(first + after), price: Amount::new(units.into(), scale) }).collect(),
                    billed: if advance { Billed::Advance } else { Billed::Arrears }, every: all.get(every).copied(),
                }).collect(),
                fees: fees.into_iter().map(|(date, units)| Fee { date: at(date), amount: Amount::new(units.into(), 2) }).collect(),
                recognise: if months { Recognise::Months } else { Recognise::Days },
            };
            let views = schedule.views(&mut Steps::off()).unwrap();
            let sum = |amounts: Vec<Amount>| amounts.into_iter().collect::<Sum>().total().unwrap();
            prop_assert_eq!(sum(views.months.iter().map(|row| row.recognised).collect()), views.total);
            prop_assert_eq!(sum(views.months.iter().map(|row| row.invoiced).collect()), views.total);
            prop_assert_eq!(sum(views.invoices.iter().map(|invoice| invoice.amount).collect()), views.total);
            prop_assert!(views.months.last().is_none_or(|row| row.prepaid.is_zero()));
        }

        #[test]
        fn each_period_costs_its_exact_price_rounded_once(
            first in 0i64..3_000, length in 0i64..900, units in any::<[i32; 2]>(), per in 0usize..4, every in 0usize..5, advance in any::<bool>(),
            later in 0i64..900
        ) {
            let at = |days: i64| add_days(day("2000-01-31"), days).unwrap();
            let all = [Per::Month, Per::Quarter, Per::Year, Per::Term];
            let charge = Charge {
                first: at(first), last: at(first + length), per: all[per], price: Some(Amount::new(units[0].into(), 2)),
                prices: vec![Price { from: at(first + later), price: Amount::new(units[1].into(), 2) }],
                billed: if advance { Billed::Advance } else { Billed::Arrears }, every: all.get(every).copied(),
            };
            let mut total = Sum::default();
            for period in charge.periods().unwrap() {
                let pieces = charge.pieces(period).unwrap();
                let exact: Sum = pieces.iter().map(|piece| piece.price(period).unwrap()).collect();
                total.add(exact.total().unwrap().round(2));
            }
            let schedule = Schedule { currency: "EUR".parse().unwrap(), charges: vec![charge.clone()], fees: vec![], recognise: Recognise::Days };
            let views = schedule.views(&mut Steps::off()).unwrap();
            prop_assert_eq!(views.total, total.total().unwrap());
            prop_assert!(views.invoices.iter().all(|invoice| charge.first <= invoice.date && invoice.date <= charge.last));
            prop_assert_eq!(views.months.last().unwrap().month, Month::of(charge.last));
        }

        #[test]
        fn whole_periods_cost_their_price(count in 1i32..8, per in 0usize..3, cents in any::<i32>(), every in 0usize..4) {
            let all = [Per::Month, Per::Quarter, Per::Year, Per::Term];
            let first = day("2024-01-31");
            let months = all[per].months().unwrap() * count;
            let price = Amount::new(cents.into(), 2);
            let charge = Charge {
                first, last: add_days(add_months(first, months).unwrap(), -1).unwrap(), per: all[per], price: Some(price),
                prices: vec![], billed: Billed::Advance, every: Some(all[every]),
            };
            let schedule = Schedule { currency: "EUR".parse().unwrap(), charges: vec![charge], fees: vec![], recognise: Recognise::Days };
            let total = schedule.views(&mut Steps::off()).unwrap().total;
            prop_assert_eq!(total, price.times(Amount::from(i64::from(count))).unwrap());
        }

        #[test]
        fn no_schedule_is_too_absurd(units in any::<[i64; 2]>(), scale in 0u32..28, days in any::<[i32; 4]>(), near in any::<bool>(), per in 0usize..4) {
            let date = |days: i32| NaiveDate::from_num_days_from_ce_opt(if near { days % 3_000 + 730_000 } else { days / 23 }).unwrap();
            let huge = Amount::new(units[0], scale).times(Amount::new(10i64.pow(18), 0)).unwrap_or(Amount::ONE);
            let all = [Per::Month, Per::Quarter, Per::Year, Per::Term];
            let schedule = Schedule {
                currency: "KWD".parse().unwrap(),
                charges: vec![Charge {
                    first: date(days[0]), last: date(days[1]), per: all[per], price: Some(huge), billed: Billed::Arrears, every: None,
                    prices: vec![Price { from: date(days[2]), price: Amount::new(units[1], scale) }],
                }],
                fees: vec![Fee { date: date(days[3]), amount: huge }],
                recognise: Recognise::Months,
            };
            let _ = schedule.views(&mut Steps::on());
        }
    }
}
