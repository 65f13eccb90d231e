//! Spreading an amount over the months it belongs to.
//!
//! An invoice for a year, a licence from the middle of a month, a budget for a season: one amount that belongs to
//! several months. Both the first and the last day count, the parts always sum to the amount, and the units that
//! rounding leaves over go to the months with the largest remainder, of equal ones to the earliest
//! ([`Amount::split_by`]).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::{add_months, days, months_begun};
use crate::explain::{Figure, Steps};
use crate::{Amount, Currency, Error, Month, Problem};

/// The most months an amount can be spread over: a thousand years.
pub const MOST_MONTHS: usize = 12_000;

/// How an amount is shared out to the months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "SpreadMethod"))]
pub enum Method {
    /// Each touched month the same.
    Even,
    /// By the days of the span that lie in each month.
    Days,
    /// The first and the last month by their days of the whole span, the months between them evenly.
    Prorate,
    /// Each month of the term the same, in the calendar month it starts in; only for whole months.
    Duration,
    /// By twelve weights of the calendar year: a season, 4-4-5, the actuals of last year.
    Profile,
}

/// What is to be spread, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The amount; of either sign, with any decimals.
    pub amount: Amount,
    /// Its currency, whose minor unit the parts are counted in unless the amount itself is finer.
    pub currency: Currency,
    /// The first day, which counts.
    pub from: NaiveDate,
    /// The last day, which counts.
    pub to: NaiveDate,
    /// How it is shared out.
    pub method: Method,
    /// For [`Method::Profile`]: twelve weights of 0 or more and of any sum, January first. Others do not look at them.
    #[serde(default)]
    pub weights: Vec<Amount>,
}

/// What falls on one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The month.
    pub month: Month,
    /// Its part of the amount, in the finer of the currency's minor unit and the amount's own decimals.
    pub amount: Amount,
}

impl Input {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (field, day) in [("from", self.from), ("to", self.to)] {
            if !(0..=9999).contains(&day.year()) {
                problems.push(Problem::new(field, format!("{day} lies outside the years 0 to 9999.")));
            }
        }
        if self.to < self.from {
            let message = format!(
                "The last day, {}, is before the first, {}. Exchange them or correct one.",
                self.to, self.from
            );
            problems.push(Problem::new("to", message));
        } else if problems.is_empty() {
            self.span_problem(&mut problems);
        }
        if self.method == Method::Profile {
            self.weight_problems(&mut problems);
        }
        problems
    }

    /// What speaks against the span itself, whose days are in order.
    fn span_problem(&self, problems: &mut Vec<Problem>) {
        let months = self.touched();
        if months > MOST_MONTHS {
            let message = format!(
                "These are {months} months; an amount can be spread over {MOST_MONTHS} at most. Give an earlier last day."
            );
            problems.push(Problem::new("to", message));
        } else if self.method == Method::Duration && whole_months(self.from, self.to).is_none() {
            let message = format!(
                "From {} to {} is no number of whole months. Give a last day that ends one, such as {}, or spread by days.",
                self.from,
                self.to,
                last_day_of_whole_months(self.from, self.to)
            );
            problems.push(Problem::new("to", message));
        }
    }

    /// What speaks against the weights of a profile.
    fn weight_problems(&self, problems: &mut Vec<Problem>) {
        let negative = self.weights.iter().any(|weight| weight.is_negative());
        let message = if self.weights.len() != 12 {
            format!(
                "A profile has twelve weights, January first; these are {}. Give one for each calendar month.",
                self.weights.len()
            )
        } else if negative {
            "A weight of the profile is below 0. Give weights of 0 or more.".to_owned()
        } else if self.weights.iter().all(|weight| weight.is_zero()) {
            "All weights of the profile are 0. Give at least one above 0.".to_owned()
        } else if problems.is_empty() && self.months().all(|month| self.weight_of(month).is_zero()) {
            format!(
                "The profile is 0 in every month from {} to {}. Give one of these months a weight above 0.",
                Month::of(self.from),
                Month::of(self.to)
            )
        } else {
            return;
        };
        problems.push(Problem::new("weights", message));
    }

    /// How many calendar months the span touches.
    fn touched(&self) -> usize {
        let between = Month::of(self.to).months_since(Month::of(self.from));
        usize::try_from(between).map_or(0, |between| between.saturating_add(1))
    }

    /// The calendar months the span touches, in order.
    fn months(&self) -> impl Iterator<Item = Month> {
        let (first, last) = (Month::of(self.from), Month::of(self.to));
        (0..=last.months_since(first)).map(move |number| first.plus(number))
    }

    /// What the profile gives a month.
    fn weight_of(&self, month: Month) -> Amount {
        usize::try_from(month.number() - 1)
            .ok()
            .and_then(|index| self.weights.get(index))
            .copied()
            .unwrap_or_default()
    }

    /// The days of the span that lie in a month.
    fn days_in(&self, month: Month) -> i64 {
        days(self.from.max(month.first_day()), self.to.min(month.last_day()))
    }

    /// One weight for each month the amount belongs to, the first month first.
    fn month_weights(&self) -> Vec<Amount> {
        let touched = self.touched();
        match self.method {
            Method::Even => vec![Amount::ONE; touched],
            Method::Days => self.months().map(|month| self.days_in(month).into()).collect(),
            Method::Prorate => {
                let between = i64::try_from(touched.saturating_sub(2)).unwrap_or(0);
                let first = self.days_in(Month::of(self.from));
                let last = self.days_in(Month::of(self.to));
                let rest = days(self.from, self.to).saturating_sub(first).saturating_sub(last);
                // Each month between weighs rest ÷ between: all of them by `between` keeps the weights whole.
                let times = between.max(1);
                let weight = |number: usize| match number {
                    0 => first.saturating_mul(times),
                    number if number + 1 == touched => last.saturating_mul(times),
                    _ => rest,
                };
                (0..touched).map(|number| weight(number).into()).collect()
            }
            Method::Duration => vec![Amount::ONE; whole_months(self.from, self.to).unwrap_or(0)],
            Method::Profile => self.months().map(|month| self.weight_of(month)).collect(),
        }
    }
}

/// The parts of an amount by month, without a gap from the first month it belongs to, which sum to it exactly.
///
/// - *even*: every calendar month that the span touches gets the same;
/// - *days*: amount × days of the span in the month ÷ days of the span;
/// - *prorate*: the first and the last month likewise, and what is left in equal parts to the months between them;
/// - *duration*: amount ÷ months of the term, in the month each of them starts in (counted from the first day, so that
///   31 January, 28 February, 31 March each start one); the last day must end a month of the term;
/// - *profile*: amount × the month's weight ÷ the weights of all touched months, whole months even where the span
///   touches but a part of them.
///
/// [`Error::Invalid`] with every fault: days in the wrong order or outside the years 0 to 9999, more than
/// [`MOST_MONTHS`] months, a duration of broken months, a profile without twelve weights of 0 or more or with nothing
/// in these months, and more digits than can be split exactly.
///
/// ```
/// use domain::explain::Steps;
/// use domain::spread::{Input, Method, by_month};
/// let invoice = Input {
///     amount: 400.into(),
///     currency: "EUR".parse()?,
///     from: "2017-08-20".parse()?,
///     to: "2017-12-19".parse()?,
///     method: Method::Days,
///     weights: Vec::new(),
/// };
/// let parts = by_month(&invoice, &mut Steps::off())?;
/// let texts: Vec<String> = parts.iter().map(|part| format!("{} {}", part.month, part.amount)).collect();
/// assert_eq!(texts, ["2017-08 39.34", "2017-09 98.36", "2017-10 101.64", "2017-11 98.36", "2017-12 62.30"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn by_month(input: &Input, steps: &mut Steps) -> Result<Vec<Part>, Error> {
    Error::unless_empty(input.problems())?;
    let weights = input.month_weights();
    let amounts = input.amount.split_by(&weights, input.currency).map_err(Error::of_split)?;
    let parts: Vec<Part> =
        input.months().zip(amounts).map(|(month, amount)| Part { month, amount }).collect();
    if steps.asked() {
        explain(input, &parts, &weights, steps);
    }
    Ok(parts)
}

/// Notes what each month got and why.
fn explain(input: &Input, parts: &[Part], weights: &[Amount], steps: &mut Steps) {
    // Weights may be too large to be added up and yet be shared by: an explanation never fails a calculation.
    let whole = weights.iter().copied().collect::<crate::Sum>().total().ok();
    let (name, formula) = match input.method {
        Method::Even => ("months", "amount ÷ months touched"),
        Method::Days => ("days", "amount × days in the month ÷ days of the span"),
        Method::Prorate => {
            ("weight", "first and last month: amount × days ÷ days of the span; the rest even between them")
        }
        Method::Duration => ("months", "amount ÷ months of the term, in the month each starts in"),
        Method::Profile => ("weight", "amount × weight of the month ÷ weights of all months touched"),
    };
    let mut beneath = steps.beneath();
    for (part, weight) in parts.iter().zip(weights) {
        beneath.note(&part.month.to_string(), "", part.amount, || {
            let of = whole.map(|whole| ("of", Figure::Number(whole)));
            [(name, Figure::Number(*weight))].into_iter().chain(of).collect()
        });
    }
    steps.over(
        beneath,
        "Spread over months",
        formula,
        input.amount.padded(input.currency.decimals()),
        || vec![("first day", input.from.into()), ("last day", input.to.into())],
    );
}

/// How many whole months lead from a first to a last day, both counted; `None` for a broken number.
fn whole_months(first: NaiveDate, last: NaiveDate) -> Option<usize> {
    let months = u32::try_from(months_begun(first, last).ok()?).ok()?;
    // The next one begins the day after; not by `add_months`, because that may be the first day of the year 10000.
    let next = first.checked_add_months(chrono::Months::new(months))?;
    usize::try_from(months).ok().filter(|_| last.succ_opt() == Some(next))
}

/// The last day of the longest term of whole months that does not go past a day; of one month where none fits.
fn last_day_of_whole_months(first: NaiveDate, last: NaiveDate) -> NaiveDate {
    let last_day_of = |months| add_months(first, months).ok()?.pred_opt();
    let touched = Month::of(last).months_since(Month::of(first));
    let fitting = (1..=touched).rev().filter_map(last_day_of).find(|end| *end <= last);
    fitting.or_else(|| last_day_of(1)).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain;
    use proptest::prelude::*;

    fn input(amount: &str, currency: &str, span: &str, method: Method) -> Input {
        let (from, to) = span.split_once("..").unwrap();
        Input {
            amount: amount.parse().unwrap(),
            currency: currency.parse().unwrap(),
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            method,
            weights: Vec::new(),
        }
    }

    fn profile(amount: &str, span: &str, weights: [i64; 12]) -> Input {
        let weights = weights.map(Amount::from).to_vec();
        Input { weights, ..input(amount, "EUR", span, Method::Profile) }
    }

    /// The first month and the amounts.
    fn spread(input: &Input) -> String {
        let parts = by_month(input, &mut Steps::off()).unwrap();
        let amounts: Vec<String> = parts.iter().map(|part| part.amount.to_string()).collect();
        format!("{}: {}", parts[0].month, amounts.join(", "))
    }

    fn fault(input: &Input) -> String {
        match by_month(input, &mut Steps::off()) {
            Err(Error::Invalid(problems)) => {
                let texts: Vec<String> = problems
                    .iter()
                    .map(|problem| format!("{}: {}", problem.field, problem.message))
                    .collect();
                texts.join("\n")
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_amount_is_spread_over_its_months() {
        use Method::{Days, Duration, Even, Prorate};
        for (amount, currency, span, method, expected) in [
            // Source: design/numbers.md, “Spreading an amount over months”.
            ("400", "EUR", "2017-08-20..2017-12-19", Even, "2017-08: 80.00, 80.00, 80.00, 80.00, 80.00"),
            ("400", "EUR", "2017-08-20..2017-12-19", Days, "2017-08: 39.34, 98.36, 101.64, 98.36, 62.30"),
            ("400", "EUR", "2017-08-20..2017-12-19", Prorate, "2017-08: 39.35, 99.45, 99.45, 99.45, 62.30"),
            ("400", "EUR", "2017-08-20..2017-12-19", Duration, "2017-08: 100.00, 100.00, 100.00, 100.00"),
            (
                "6000",
                "EUR",
                "2025-01-15..2025-06-15",
                Even,
                "2025-01: 1000.00, 1000.00, 1000.00, 1000.00, 1000.00, 1000.00",
            ),
            (
                "6000",
                "EUR",
                "2025-01-15..2025-06-15",
                Days,
                "2025-01: 671.05, 1105.26, 1223.69, 1184.21, 1223.68, 592.11",
            ),
            (
                "6000",
                "EUR",
                "2025-01-15..2025-06-14",
                Duration,
                "2025-01: 1200.00, 1200.00, 1200.00, 1200.00, 1200.00",
            ),
            // One month, two months.
            ("100", "EUR", "2025-02-10..2025-02-10", Even, "2025-02: 100.00"),
            ("100", "EUR", "2025-02-10..2025-02-10", Days, "2025-02: 100.00"),
            ("100", "EUR", "2025-02-10..2025-02-20", Prorate, "2025-02: 100.00"),
            ("100", "EUR", "2025-01-31..2025-02-03", Prorate, "2025-01: 25.00, 75.00"),
            ("100", "EUR", "2025-01-30..2025-03-02", Prorate, "2025-01: 6.25, 87.50, 6.25"),
            ("100", "EUR", "2025-02-01..2025-02-28", Duration, "2025-02: 100.00"),
            // The other sign mirrors, the remainder stays with the earliest.
            ("-100", "EUR", "2025-01-01..2025-03-31", Even, "2025-01: -33.34, -33.33, -33.33"),
            ("0", "EUR", "2025-01-01..2025-03-31", Days, "2025-01: 0.00, 0.00, 0.00"),
            // In the minor unit of the currency, or as fine as the amount itself.
            ("1000", "JPY", "2025-01-01..2025-03-31", Even, "2025-01: 334, 333, 333"),
            ("1", "KWD", "2025-01-01..2025-03-31", Even, "2025-01: 0.334, 0.333, 0.333"),
            (
                "0.0000000001",
                "EUR",
                "2025-01-01..2025-03-31",
                Even,
                "2025-01: 0.0000000001, 0.0000000000, 0.0000000000",
            ),
            ("10.5", "JPY", "2025-01-01..2025-02-28", Even, "2025-01: 5.3, 5.2"),
            // A leap year, the change of year.
            ("366", "EUR", "2024-01-01..2024-03-31", Days, "2024-01: 124.68, 116.64, 124.68"),
            ("62", "EUR", "2024-12-01..2025-01-31", Days, "2024-12: 31.00, 31.00"),
            // A month of the term starts on the last day of a month that has no such day.
            ("90", "EUR", "2025-01-31..2025-02-27", Duration, "2025-01: 90.00"),
            ("90", "EUR", "2024-01-31..2024-02-28", Duration, "2024-01: 90.00"),
            ("90", "EUR", "2025-01-31..2025-04-29", Duration, "2025-01: 30.00, 30.00, 30.00"),
            ("90", "EUR", "2024-12-15..2025-02-14", Duration, "2024-12: 45.00, 45.00"),
            // The last days that are counted at all.
            ("90", "EUR", "9999-11-01..9999-12-31", Duration, "9999-11: 45.00, 45.00"),
            ("61", "EUR", "9999-11-01..9999-12-31", Days, "9999-11: 30.00, 31.00"),
            ("61", "EUR", "0000-01-01..0000-01-31", Days, "0000-01: 61.00"),
        ] {
            let found = spread(&input(amount, currency, span, method));
            assert_eq!(found, expected, "{amount} {currency} over {span} by {method:?}");
        }
    }

    #[test]
    fn a_profile_weighs_calendar_months() {
        let season = [0, 0, 0, 0, 1, 2, 2, 1, 0, 0, 0, 0];
        for (amount, span, weights, expected) in [
            // A span in the middle of the year takes the weights of its months, whole even if but touched.
            (
                "100",
                "2025-06-30..2025-08-01",
                [1, 1, 1, 1, 1, 2, 3, 5, 1, 1, 1, 1],
                "2025-06: 20.00, 30.00, 50.00",
            ),
            ("60", "2025-04-01..2025-09-30", season, "2025-04: 0.00, 10.00, 20.00, 20.00, 10.00, 0.00"),
            // 4-4-5 weeks: a quarter of 13.
            (
                "1300",
                "2025-01-01..2025-03-31",
                [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5],
                "2025-01: 400.00, 400.00, 500.00",
            ),
            // Repeated where the year is over.
            (
                "30",
                "2024-11-15..2025-02-03",
                [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4],
                "2024-11: 9.00, 12.00, 3.00, 6.00",
            ),
            (
                "26",
                "2024-12-01..2026-01-31",
                [1; 12],
                "2024-12: 1.86, 1.86, 1.86, 1.86, 1.86, 1.86, 1.86, 1.86, 1.86, 1.86, 1.85, 1.85, 1.85, 1.85",
            ),
        ] {
            assert_eq!(spread(&profile(amount, span, weights)), expected, "{amount} over {span}");
        }
    }

    #[test]
    fn what_cannot_be_spread_says_why() {
        let even = |span| input("100", "EUR", span, Method::Even);
        let duration = |span| input("100", "EUR", span, Method::Duration);
        let mut short = profile("100", "2025-01-01..2025-12-31", [1; 12]);
        short.weights.pop();
        let mut negative = profile("100", "2025-01-01..2025-12-31", [1; 12]);
        negative.weights[3] = Amount::from(-1);
        let mut long = profile("100", "2025-01-01..2025-01-31", [1; 12]);
        long.weights[0] = "0.1234567890123456789012345678".parse().unwrap();
        long.amount = "123456789012".parse().unwrap();
        for (input, expected) in [
            (
                even("2025-02-01..2025-01-31"),
                "to: The last day, 2025-01-31, is before the first, 2025-02-01. Exchange them or correct one.",
            ),
            (even("2025-02-01..+10000-01-01"), "to: +10000-01-01 lies outside the years 0 to 9999."),
            (even("-0001-12-31..0001-01-01"), "from: -0001-12-31 lies outside the years 0 to 9999."),
            (
                even("1000-01-31..2000-01-01"),
                "to: These are 12001 months; an amount can be spread over 12000 at most. Give an earlier last day.",
            ),
            (
                duration("1000-01-01..2000-01-31"),
                "to: These are 12001 months; an amount can be spread over 12000 at most. Give an earlier last day.",
            ),
            // Source of the span: design/numbers.md.
            (
                duration("2025-01-15..2025-06-15"),
                "to: From 2025-01-15 to 2025-06-15 is no number of whole months. Give a last day that ends one, such as 2025-06-14, or spread by days.",
            ),
            (
                duration("2025-01-15..2025-06-13"),
                "to: From 2025-01-15 to 2025-06-13 is no number of whole months. Give a last day that ends one, such as 2025-05-14, or spread by days.",
            ),
            (
                duration("2025-01-31..2025-02-28"),
                "to: From 2025-01-31 to 2025-02-28 is no number of whole months. Give a last day that ends one, such as 2025-02-27, or spread by days.",
            ),
            (
                duration("2025-01-15..2025-01-20"),
                "to: From 2025-01-15 to 2025-01-20 is no number of whole months. Give a last day that ends one, such as 2025-02-14, or spread by days.",
            ),
            (
                short,
                "weights: A profile has twelve weights, January first; these are 11. Give one for each calendar month.",
            ),
            (negative, "weights: A weight of the profile is below 0. Give weights of 0 or more."),
            (
                profile("100", "2025-01-01..2025-12-31", [0; 12]),
                "weights: All weights of the profile are 0. Give at least one above 0.",
            ),
            (
                profile("100", "2024-11-15..2025-02-03", [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0]),
                "weights: The profile is 0 in every month from 2024-11 to 2025-02. Give one of these months a weight above 0.",
            ),
            // All faults at once; without days in order there are no months to look into.
            (
                profile("100", "2025-02-03..2024-11-15", [0; 12]),
                "to: The last day, 2024-11-15, is before the first, 2025-02-03. Exchange them or correct one.\n\
                 weights: All weights of the profile are 0. Give at least one above 0.",
            ),
            (
                long,
                "amount: The amount and its weights together have more digits than can be shared out exactly. Round one of them.",
            ),
        ] {
            assert_eq!(fault(&input), expected);
        }
        assert_eq!(by_month(&even("1000-01-31..1999-12-01"), &mut Steps::off()).unwrap().len(), MOST_MONTHS);
    }

    #[test]
    fn the_spread_tells_how_it_came_about() {
        let mut steps = Steps::on();
        by_month(&input("400", "EUR", "2017-11-20..2017-12-19", Method::Days), &mut steps).unwrap();
        assert_eq!(
            explain::lines(&steps.taken()),
            [
                "2017-11: 146.67 (days 11, of 30)",
                "2017-12: 253.33 (days 19, of 30)",
                "Spread over months: 400.00 = amount × days in the month ÷ days of the span (first day 2017-11-20, last day 2017-12-19)",
            ]
        );
        for (method, formula) in [
            (Method::Even, "400.00 = amount ÷ months touched ("),
            (Method::Prorate, "the rest even between them ("),
            (Method::Duration, "in the month each starts in ("),
            (Method::Profile, "weight of the month ÷ weights of all months touched ("),
        ] {
            let mut steps = Steps::on();
            let mut input = input("400", "EUR", "2017-11-20..2017-12-19", method);
            input.weights = vec![Amount::ONE; 12];
            by_month(&input, &mut steps).unwrap();
            let line = explain::lines(&steps.taken()).pop().unwrap();
            assert!(line.contains(formula), "{line}");
        }
    }

    #[test]
    fn a_spread_is_read_from_a_line_of_calc() {
        let line = r#"{"id": 1, "fn": "spread", "amount": "400", "currency": "EUR", "from": "2017-08-20",
            "to": "2017-12-19", "method": "prorate"}"#;
        let found: Input = serde_json::from_str(line).unwrap();
        assert_eq!(found, input("400", "EUR", "2017-08-20..2017-12-19", Method::Prorate));
        let parts = by_month(&found, &mut Steps::off()).unwrap();
        assert_eq!(serde_json::to_string(&parts[0]).unwrap(), r#"{"month":"2017-08","amount":"39.35"}"#);
        let line = r#"{"amount": 12, "currency": "EUR", "from": "2017-01-01", "to": "2017-12-31", "method": "profile",
            "weights": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "1.00"]}"#;
        let found: Input = serde_json::from_str(line).unwrap();
        assert_eq!(by_month(&found, &mut Steps::off()).unwrap().len(), 12);
    }

    fn any_method() -> impl Strategy<Value = Method> {
        prop::sample::select(vec![Method::Even, Method::Days, Method::Prorate, Method::Profile])
    }

    proptest! {
        #[test]
        fn a_spread_ties(
            units in any::<i64>(), scale in 0u32..11, currency in prop::sample::select(vec!["EUR", "JPY", "KWD"]),
            start in -700_000i32..700_000, length in 0i64..40_000, months in 1i32..200, duration in any::<bool>(),
            method in any_method(), weights in prop::collection::vec(0i64..1000, 12)
        ) {
            let from = add_months("1970-01-31".parse().unwrap(), start / 30).unwrap_or_default();
            let from = from.with_day(1 + start.unsigned_abs() % 28).unwrap_or(from);
            let (method, to) = if duration {
                (Method::Duration, add_months(from, months).and_then(|day| crate::calendar::add_days(day, -1)))
            } else {
                (method, crate::calendar::add_days(from, length))
            };
            prop_assume!(to.is_ok());
            let to = to.unwrap();
            // A month of each season weighs something, so that no span is without.
            let weights = weights.into_iter().map(|weight| Amount::from(weight + 1)).collect();
            let amount = Amount::new(units, scale);
            let input = Input { amount, currency: currency.parse().unwrap(), from, to, method, weights };
            let parts = by_month(&input, &mut Steps::off()).unwrap();
            let sum = parts.iter().map(|part| part.amount).collect::<crate::Sum>().total().unwrap();
            prop_assert_eq!(sum, amount);
            prop_assert_eq!(parts[0].month, Month::of(from));
            for pair in parts.windows(2) {
                prop_assert_eq!(pair[1].month, pair[0].month.plus(1));
            }
            let last = if duration { Month::of(from).plus(months - 1) } else { Month::of(to) };
            prop_assert_eq!(parts.last().unwrap().month, last);
            for part in &parts {
                prop_assert!(part.amount.is_zero() || part.amount.is_negative() == amount.is_negative());
            }
        }

        #[test]
        fn nothing_panics(
            units in any::<i64>(), scale in 0u32..29, from in any::<i32>(), to in any::<i32>(),
            method in any_method(), weights in prop::collection::vec((any::<i64>(), 0u32..29), 0..14)
        ) {
            let day = |days: i32| NaiveDate::from_num_days_from_ce_opt(days % 90_000_000).unwrap_or_default();
            let weights = weights.into_iter().map(|(units, scale)| Amount::new(units, scale)).collect();
            let currency = "EUR".parse().unwrap();
            let input = Input { amount: Amount::new(units, scale), currency, from: day(from), to: day(to), method, weights };
            let _ = by_month(&input, &mut Steps::off());
        }
    }
}
