//! Licences: the records of the book, what is unused, what a true-up costs, and the price to a common end date.
//!
//! Prices are per unit for a whole term. What is bought for a part of a term is charged by days, both ends counted, and
//! rounded once, to the currency's minor unit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::{add_days, add_months, days, months_begun};
use crate::explain::{Figure, Steps};
use crate::{Amount, Currency, Error, Problem, Sum};

mod record;

pub use record::{Draft, Key, Row};

/// What there is of one product, in its metric (users, cores, devices).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// How many were bought; 0 or more.
    pub bought: Amount,
    /// How many are assigned to somebody; 0 or more.
    pub assigned: Amount,
    /// How many are in use, where that is known; 0 or more. It then counts instead of the assigned ones.
    #[serde(default)]
    pub used: Option<Amount>,
}

impl Position {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        not_below_0(&mut problems, "bought", self.bought);
        not_below_0(&mut problems, "assigned", self.assigned);
        not_below_0(&mut problems, "used", self.used.unwrap_or_default());
        problems
    }
}

/// How many licences nobody needs: bought − used where use is known, else bought − assigned.
///
/// Below 0 where more are needed than were bought: these will have to be [trued up](true_up).
/// [`Error::Invalid`] for a count below 0.
///
/// ```
/// use domain::explain::Steps;
/// use domain::licence::{Position, unused};
/// let mut position = Position { bought: 100.into(), assigned: 90.into(), used: None };
/// assert_eq!(unused(&position, &mut Steps::off())?.to_string(), "10");
/// position.used = Some(70.into());
/// assert_eq!(unused(&position, &mut Steps::off())?.to_string(), "30");
/// # Ok::<(), domain::Error>(())
/// ```
pub fn unused(position: &Position, steps: &mut Steps) -> Result<Amount, Error> {
    Error::unless_empty(position.problems())?;
    let (name, formula, needed) = match position.used {
        Some(used) => ("used", "bought − used", used),
        None => ("assigned", "bought − assigned", position.assigned),
    };
    let unused = position.bought.minus(needed)?;
    steps.note("Unused", formula, unused, || vec![("bought", position.bought.into()), (name, needed.into())]);
    Ok(unused)
}

/// What renewing without the unused licences saves: unused × unit price for the term, in the currency's minor unit.
///
/// Below 0 where more are used than were bought: what renewing all of them costs more than before.
/// [`Error::Invalid`] for a count or a price below 0.
///
/// ```
/// use domain::explain::Steps;
/// use domain::licence::{Position, saving};
/// let position = Position { bought: 100.into(), assigned: 90.into(), used: None };
/// let saved = saving(&position, "119.995".parse()?, "EUR".parse()?, &mut Steps::off())?;
/// assert_eq!(saved.to_string(), "1199.95");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn saving(
    position: &Position,
    price: Amount,
    currency: Currency,
    steps: &mut Steps,
) -> Result<Amount, Error> {
    let mut problems = position.problems();
    not_below_0(&mut problems, "price", price);
    Error::unless_empty(problems)?;
    let mut beneath = steps.beneath();
    let unused = unused(position, &mut beneath)?;
    let saving = unused.times(price)?.round(currency.decimals());
    steps.over(beneath, "Saving at renewal", "unused × unit price for the term", saving, || {
        vec![("unused", unused.into()), ("unit price", price.into())]
    });
    Ok(saving)
}

/// Licences that are added during a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrueUp {
    /// How many are added; 0 or more.
    pub added: Amount,
    /// The price of one for the whole term; 0 or more.
    pub price: Amount,
    /// The currency of the price.
    pub currency: Currency,
    /// The first day they are paid for, inside the term.
    pub from: NaiveDate,
    /// The first day of the term.
    pub term_start: NaiveDate,
    /// The last day of the term, which counts.
    pub term_end: NaiveDate,
    /// Whether the contract charges the full term whenever they are added.
    #[serde(default)]
    pub full_term: bool,
}

impl TrueUp {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        not_below_0(&mut problems, "added", self.added);
        not_below_0(&mut problems, "price", self.price);
        if self.term_end < self.term_start {
            let message = format!(
                "The term ends on {}, before it starts on {}. Exchange the days or correct one.",
                self.term_end, self.term_start
            );
            problems.push(Problem::new("term_end", message));
        } else if !(self.term_start..=self.term_end).contains(&self.from) {
            let message = format!(
                "{} is not in the term from {} to {}. Give a day inside it, or the term that holds it.",
                self.from, self.term_start, self.term_end
            );
            problems.push(Problem::new("from", message));
        }
        problems
    }
}

/// What added licences cost to the end of the term: added × unit price × days left ÷ days in the term, both ends
/// counted, or the full term where the contract says so; in the currency's minor unit, rounded once.
///
/// [`Error::Invalid`] with every fault: a count or a price below 0, a term that ends before it starts, a first day
/// outside of the term.
///
/// ```
/// use domain::explain::Steps;
/// use domain::licence::{TrueUp, true_up};
/// let added = TrueUp {
///     added: 10.into(),
///     price: 365.into(),
///     currency: "EUR".parse()?,
///     from: "2025-12-02".parse()?,
///     term_start: "2025-01-01".parse()?,
///     term_end: "2025-12-31".parse()?,
///     full_term: false,
/// };
/// assert_eq!(true_up(&added, &mut Steps::off())?.to_string(), "300.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn true_up(input: &TrueUp, steps: &mut Steps) -> Result<Amount, Error> {
    Error::unless_empty(input.problems())?;
    let whole = input.added.times(input.price)?;
    let full = || vec![("added", Figure::Number(input.added)), ("unit price", input.price.into())];
    if input.full_term {
        let cost = whole.round(input.currency.decimals());
        steps.note("True-up", "added × unit price, the full term by contract", cost, full);
        return Ok(cost);
    }
    let term = Share {
        terms: 0,
        days: days(input.from, input.term_end),
        of: days(input.term_start, input.term_end),
    };
    let cost = term.price(whole)?.round(input.currency.decimals());
    steps.note("True-up", "added × unit price × days left ÷ days in the term", cost, || {
        let mut inputs = full();
        inputs.extend([("days left", term.days.into()), ("days in the term", term.of.into())]);
        inputs
    });
    Ok(cost)
}

/// Purchases that are to end on the same day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoTerm {
    /// The currency of all prices.
    pub currency: Currency,
    /// The common last day, which counts.
    pub end: NaiveDate,
    /// What is to end on it.
    pub purchases: Vec<Purchase>,
}

/// One purchase that is to end with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    /// How many; 0 or more.
    pub quantity: Amount,
    /// The price of one for a whole term; 0 or more.
    pub price: Amount,
    /// How many months the term of that price has, 1 to 1,200; 12 unless said otherwise.
    #[serde(default = "a_year")]
    pub months: u32,
    /// The first day, which counts.
    pub from: NaiveDate,
}

fn a_year() -> u32 {
    12
}

/// The longest term of a price: a hundred years.
const MOST_MONTHS: u32 = 1200;

/// What purchases cost to their common end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoTermed {
    /// The price of each, rounded to the currency's minor unit by itself.
    pub prices: Vec<Amount>,
    /// The exact total, rounded likewise: it may be a cent away from the sum of the rounded prices.
    pub total: Amount,
}

impl CoTerm {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.purchases.is_empty() {
            problems.push(Problem::new(
                "purchases",
                "There is nothing to end together. Give at least one purchase.",
            ));
        }
        for (purchase, number) in self.purchases.iter().zip(1u64..) {
            let field = |name: &str| format!("purchases.{number}.{name}");
            not_below_0(&mut problems, &field("quantity"), purchase.quantity);
            not_below_0(&mut problems, &field("price"), purchase.price);
            if !(1..=MOST_MONTHS).contains(&purchase.months) {
                let message = format!(
                    "The price of purchase {number} is for {} months. Give 1 to {MOST_MONTHS}.",
                    purchase.months
                );
                problems.push(Problem::new(&field("months"), message));
            }
            if purchase.from > self.end {
                let message = format!(
                    "Purchase {number} starts on {}, after the common end on {}. Give a later end or leave it out.",
                    purchase.from, self.end
                );
                problems.push(Problem::new(&field("from"), message));
            }
        }
        problems
    }
}

/// What each purchase costs from its first day to the common end, and all of them together.
///
/// The price of one term covers whole terms (counted in months from the first day); what is left is charged by the days
/// of the term it falls in: quantity × unit price × (whole terms + days ÷ days in the term), both ends counted. So two
/// years cost twice the price of a year, leap day or not.
///
/// [`Error::Invalid`] with every fault, [`Error::Date`] where a term ends after the year 9999.
///
/// ```
/// use domain::explain::Steps;
/// use domain::licence::{CoTerm, Purchase, co_term};
/// let purchase = |quantity: i64, from: &str| -> Result<Purchase, Box<dyn std::error::Error>> {
///     Ok(Purchase { quantity: quantity.into(), price: 365.into(), months: 12, from: from.parse()? })
/// };
/// let together = CoTerm {
///     currency: "EUR".parse()?,
///     end: "2025-12-31".parse()?,
///     purchases: vec![purchase(10, "2025-01-01")?, purchase(2, "2025-12-02")?],
/// };
/// let found = co_term(&together, &mut Steps::off())?;
/// assert_eq!(found.prices.iter().map(ToString::to_string).collect::<Vec<_>>(), ["3650.00", "60.00"]);
/// assert_eq!(found.total.to_string(), "3710.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn co_term(input: &CoTerm, steps: &mut Steps) -> Result<CoTermed, Error> {
    Error::unless_empty(input.problems())?;
    let decimals = input.currency.decimals();
    let mut beneath = steps.beneath();
    let mut total = Sum::default();
    let mut prices = Vec::with_capacity(input.purchases.len());
    for (purchase, number) in input.purchases.iter().zip(1u64..) {
        let share = purchase.share_to(input.end)?;
        let exact = share.price(purchase.quantity.times(purchase.price)?)?;
        total.add(exact);
        let price = exact.round(decimals);
        prices.push(price);
        beneath.add(|| crate::explain::Step {
            label: format!("Purchase {number}"),
            formula: "quantity × unit price × (whole terms + days ÷ days in the term)".to_owned(),
            inputs: vec![
                ("quantity".to_owned(), purchase.quantity.into()),
                ("unit price".to_owned(), purchase.price.into()),
                ("first day".to_owned(), purchase.from.into()),
                ("whole terms".to_owned(), share.terms.into()),
                ("days".to_owned(), share.days.into()),
                ("days in the term".to_owned(), share.of.into()),
            ],
            value: price.into(),
            steps: Vec::new(),
        });
    }
    let total = total.total()?.round(decimals);
    steps.over(beneath, "Price to the common end", "sum of the purchases before rounding", total, || {
        vec![("last day", input.end.into())]
    });
    Ok(CoTermed { prices, total })
}

impl Purchase {
    /// How many terms of its price lie between its first day and a last one.
    fn share_to(&self, end: NaiveDate) -> Result<Share, Error> {
        // The months that are over on the day after: the one it falls into has only begun.
        let over = months_begun(self.from, add_days(end, 1)?)? - 1;
        let terms = over / i64::from(self.months.max(1));
        let starts = |term: i64| {
            let months = term.checked_mul(self.months.into()).and_then(|months| i32::try_from(months).ok());
            add_months(self.from, months.ok_or(Error::Date)?)
        };
        let (start, next) = (starts(terms)?, starts(terms + 1)?);
        Ok(Share { terms, days: days(start, end), of: days(start, add_days(next, -1)?) })
    }
}

/// How much of a term's price is due: so many whole terms and days of one that has `of` days.
struct Share {
    terms: i64,
    days: i64,
    of: i64,
}

impl Share {
    /// The share of a term's price, not rounded to a currency.
    fn price(&self, whole: Amount) -> Result<Amount, Error> {
        let parts = Amount::from(self.terms.saturating_mul(self.of).saturating_add(self.days));
        // Multiplied first: the quotient of the days alone would have to be rounded.
        Ok(whole.times(parts)?.over(self.of.into())?)
    }
}

/// Notes a number below 0 as a problem of its field.
fn not_below_0(problems: &mut Vec<Problem>, field: &str, number: Amount) {
    if number.is_negative() {
        let name = field.rsplit('.').next().unwrap_or(field);
        problems.push(Problem::new(field, format!("The number under “{name}” is {number}. Give 0 or more.")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain;
    use proptest::prelude::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn position(bought: &str, assigned: &str, used: &str) -> Position {
        let used = Some(used).filter(|text| !text.is_empty()).map(amount);
        Position { bought: amount(bought), assigned: amount(assigned), used }
    }

    #[test]
    fn unused_licences_are_what_renewal_can_leave_out() {
        for (bought, assigned, used, price, currency, expected) in [
            // Source: the rule of design/numbers.md, “Contracts”.
            ("100", "90", "", "120", "EUR", "10 1200.00"),
            ("100", "90", "70", "120", "EUR", "30 3600.00"),
            ("100", "90", "0", "120", "EUR", "100 12000.00"),
            ("100", "100", "", "120", "EUR", "0 0.00"),
            ("100", "110", "", "120", "EUR", "-10 -1200.00"),
            ("100", "90", "112", "0.125", "EUR", "-12 -1.50"),
            // Rounded once, half away from zero, to the unit of the currency.
            ("1.5", "0", "", "0.11", "EUR", "1.5 0.17"),
            ("3", "0", "", "0.5", "JPY", "3 2"),
            ("0", "3", "", "0.5", "JPY", "-3 -2"),
        ] {
            let position = position(bought, assigned, used);
            let unused = unused(&position, &mut Steps::off()).unwrap();
            let saving =
                saving(&position, amount(price), currency.parse().unwrap(), &mut Steps::off()).unwrap();
            assert_eq!(format!("{unused} {saving}"), expected, "{position:?} at {price}");
        }
        let mut steps = Steps::on();
        saving(&position("100", "90", ""), amount("120"), "EUR".parse().unwrap(), &mut steps).unwrap();
        assert_eq!(
            explain::lines(&steps.taken()),
            [
                "Unused: 10 = bought − assigned (bought 100, assigned 90)",
                "Saving at renewal: 1200.00 = unused × unit price for the term (unused 10, unit price 120)",
            ]
        );
        let mut steps = Steps::on();
        unused(&position("100", "90", "95"), &mut steps).unwrap();
        assert_eq!(explain::lines(&steps.taken()), ["Unused: 5 = bought − used (bought 100, used 95)"]);
    }

    #[test]
    fn counts_below_0_are_refused() {
        let wrong = position("-1", "-2", "-3");
        let expected = "The number under “bought” is -1. Give 0 or more. \
            The number under “assigned” is -2. Give 0 or more. The number under “used” is -3. Give 0 or more.";
        assert_eq!(unused(&wrong, &mut Steps::off()).unwrap_err().to_string(), expected);
        let found = saving(&wrong, amount("-0.5"), "EUR".parse().unwrap(), &mut Steps::off()).unwrap_err();
        assert_eq!(
            found.to_string(),
            format!("{expected} The number under “price” is -0.5. Give 0 or more.")
        );
    }

    fn added(count: &str, price: &str, currency: &str, [from, term_start, term_end]: [&str; 3]) -> TrueUp {
        TrueUp {
            added: amount(count),
            price: amount(price),
            currency: currency.parse().unwrap(),
            from: day(from),
            term_start: day(term_start),
            term_end: day(term_end),
            full_term: false,
        }
    }

    #[test]
    fn a_true_up_is_charged_by_the_days_left() {
        for (count, price, currency, days, expected) in [
            // Source: the rule of design/numbers.md, “Contracts”.
            ("10", "365", "EUR", ["2025-12-02", "2025-01-01", "2025-12-31"], "300.00"),
            ("10", "365", "EUR", ["2025-01-01", "2025-01-01", "2025-12-31"], "3650.00"),
            ("10", "365", "EUR", ["2025-12-31", "2025-01-01", "2025-12-31"], "10.00"),
            ("10", "366", "EUR", ["2024-02-29", "2024-01-01", "2024-12-31"], "3070.00"),
            ("3", "100", "JPY", ["2025-07-01", "2025-01-01", "2025-12-31"], "151"),
            ("3", "100", "KWD", ["2025-07-01", "2025-01-01", "2025-12-31"], "151.233"),
            ("7", "5", "EUR", ["2025-07-01", "2025-07-01", "2025-07-01"], "35.00"),
            ("0", "5", "EUR", ["2025-07-01", "2025-07-01", "2025-07-31"], "0.00"),
        ] {
            let mut input = added(count, price, currency, days);
            assert_eq!(true_up(&input, &mut Steps::off()).unwrap().to_string(), expected, "{input:?}");
            input.full_term = true;
            let whole = input.added.times(input.price).unwrap();
            assert_eq!(true_up(&input, &mut Steps::off()), Ok(whole), "{input:?}");
        }
        let mut input = added("3", "0.335", "EUR", ["2025-07-01", "2025-01-01", "2025-12-31"]);
        input.full_term = true;
        let mut steps = Steps::on();
        assert_eq!(true_up(&input, &mut steps).unwrap().to_string(), "1.01");
        input.full_term = false;
        true_up(&input, &mut steps).unwrap();
        assert_eq!(
            explain::lines(&steps.taken()),
            [
                "True-up: 1.01 = added × unit price, the full term by contract (added 3, unit price 0.335)",
                "True-up: 0.51 = added × unit price × days left ÷ days in the term (added 3, unit price 0.335, days left 184, days in the term 365)",
            ]
        );
    }

    #[test]
    fn a_true_up_outside_of_its_term_says_why() {
        for (count, days, expected) in [
            (
                "-1",
                ["2025-07-01", "2025-12-31", "2025-01-01"],
                "added: The number under “added” is -1. Give 0 or more.\n\
                 price: The number under “price” is -5. Give 0 or more.\n\
                 term_end: The term ends on 2025-01-01, before it starts on 2025-12-31. Exchange the days or correct one.",
            ),
            (
                "1",
                ["2024-12-31", "2025-01-01", "2025-12-31"],
                "price: The number under “price” is -5. Give 0 or more.\n\
                 from: 2024-12-31 is not in the term from 2025-01-01 to 2025-12-31. Give a day inside it, or the term that holds it.",
            ),
            (
                "1",
                ["2026-01-01", "2025-01-01", "2025-12-31"],
                "price: The number under “price” is -5. Give 0 or more.\n\
                 from: 2026-01-01 is not in the term from 2025-01-01 to 2025-12-31. Give a day inside it, or the term that holds it.",
            ),
        ] {
            assert_eq!(
                faults(true_up(&added(count, "-5", "EUR", days), &mut Steps::off()).unwrap_err()),
                expected
            );
        }
    }

    fn faults(error: Error) -> String {
        let Error::Invalid(problems) = error else { panic!("{error:?}") };
        let texts: Vec<String> =
            problems.iter().map(|problem| format!("{}: {}", problem.field, problem.message)).collect();
        texts.join("\n")
    }

    fn purchase(quantity: &str, price: &str, months: u32, from: &str) -> Purchase {
        Purchase { quantity: amount(quantity), price: amount(price), months, from: day(from) }
    }

    fn together(end: &str, purchases: Vec<Purchase>) -> CoTerm {
        CoTerm { currency: "EUR".parse().unwrap(), end: day(end), purchases }
    }

    #[test]
    fn purchases_end_together() {
        for (end, from, months, price, expected) in [
            // A year, a day less, a day more; the days of the year they fall in.
            ("2025-12-31", "2025-01-01", 12, "365", "365.00"),
            ("2025-12-30", "2025-01-01", 12, "365", "364.00"),
            ("2026-01-01", "2025-01-01", 12, "365", "366.00"),
            ("2025-01-01", "2025-01-01", 12, "365", "1.00"),
            // Two years cost twice a year, though one has a leap day; then by the days of the next year.
            ("2025-12-31", "2024-01-01", 12, "366", "732.00"),
            ("2024-12-30", "2024-01-01", 12, "366", "365.00"),
            ("2024-12-31", "2023-07-01", 12, "365", "549.00"),
            // Other terms, from the middle and from the end of a month.
            ("2025-03-15", "2025-02-14", 1, "31", "33.00"),
            ("2025-02-28", "2025-01-31", 1, "31", "32.00"),
            ("2025-03-30", "2025-01-31", 1, "31", "62.00"),
            ("2025-08-14", "2024-02-15", 36, "1096", "547.00"),
            ("2027-02-14", "2024-02-15", 36, "1096", "1096.00"),
        ] {
            let input = together(end, vec![purchase("1", price, months, from)]);
            let found = co_term(&input, &mut Steps::off()).unwrap();
            assert_eq!(found.total.to_string(), expected, "{from} to {end} by {months} months");
            assert_eq!(found.prices, [found.total]);
        }
    }

    #[test]
    fn whole_terms_are_told_as_such() {
        for (end, expected) in [
            ("2025-12-31", "whole terms 2, days 0, days in the term 365)"),
            ("2025-12-30", "whole terms 1, days 364, days in the term 365)"),
        ] {
            let mut steps = Steps::on();
            co_term(&together(end, vec![purchase("1", "366", 12, "2024-01-01")]), &mut steps).unwrap();
            let lines = explain::lines(&steps.taken());
            assert!(lines[0].ends_with(expected), "{}", lines[0]);
        }
    }

    #[test]
    fn the_total_is_rounded_by_itself() {
        let purchases = vec![purchase("1", "10", 12, "2025-12-01"), purchase("2", "5", 12, "2025-12-01")];
        let mut steps = Steps::on();
        let found = co_term(&together("2025-12-31", purchases), &mut steps).unwrap();
        // 10 × 31 ÷ 365 = 0.8493…
        let expected = r#"{"prices":["0.85","0.85"],"total":"1.70"}"#;
        assert_eq!(serde_json::to_string(&found).unwrap(), expected);
        assert_eq!(
            explain::lines(&steps.taken()),
            [
                "Purchase 1: 0.85 = quantity × unit price × (whole terms + days ÷ days in the term) (quantity 1, unit price 10, first day 2025-12-01, whole terms 0, days 31, days in the term 365)",
                "Purchase 2: 0.85 = quantity × unit price × (whole terms + days ÷ days in the term) (quantity 2, unit price 5, first day 2025-12-01, whole terms 0, days 31, days in the term 365)",
                "Price to the common end: 1.70 = sum of the purchases before rounding (last day 2025-12-31)",
            ]
        );
        let third = |from| purchase("1", "10", 12, from);
        let purchases =
            vec![third("2025-12-02"), third("2025-12-02"), third("2025-12-02"), third("2025-12-02")];
        let found = co_term(&together("2025-12-31", purchases), &mut Steps::off()).unwrap();
        // 10 × 30 ÷ 365 = 0.8219…, four of them 3.2876…
        let expected = r#"{"prices":["0.82","0.82","0.82","0.82"],"total":"3.29"}"#;
        assert_eq!(serde_json::to_string(&found).unwrap(), expected);
    }

    #[test]
    fn purchases_that_cannot_end_together_say_why() {
        for (purchases, expected) in [
            (vec![], "purchases: There is nothing to end together. Give at least one purchase."),
            (
                vec![purchase("-1", "-2", 0, "2026-01-01"), purchase("1", "1", 1201, "2025-12-31")],
                "purchases.1.quantity: The number under “quantity” is -1. Give 0 or more.\n\
                 purchases.1.price: The number under “price” is -2. Give 0 or more.\n\
                 purchases.1.months: The price of purchase 1 is for 0 months. Give 1 to 1200.\n\
                 purchases.1.from: Purchase 1 starts on 2026-01-01, after the common end on 2025-12-31. Give a later end or leave it out.\n\
                 purchases.2.months: The price of purchase 2 is for 1201 months. Give 1 to 1200.",
            ),
        ] {
            assert_eq!(
                faults(co_term(&together("2025-12-31", purchases), &mut Steps::off()).unwrap_err()),
                expected
            );
        }
        let late = together("9999-12-31", vec![purchase("1", "1", 1, "2025-01-01")]);
        assert_eq!(co_term(&late, &mut Steps::off()), Err(Error::Date));
        let long = together("2025-12-31", vec![purchase("1", "1", 1200, "2025-01-01")]);
        assert_eq!(co_term(&long, &mut Steps::off()).unwrap().total.to_string(), "0.01");
    }

    #[test]
    fn inputs_are_read_from_json() {
        let found: Position = serde_json::from_str(r#"{"bought": 100, "assigned": "90"}"#).unwrap();
        assert_eq!(found, position("100", "90", ""));
        let found: TrueUp = serde_json::from_str(
            r#"{"added": "10", "price": "365", "currency": "EUR", "from": "2025-12-02",
                "term_start": "2025-01-01", "term_end": "2025-12-31"}"#,
        )
        .unwrap();
        assert_eq!(found, added("10", "365", "EUR", ["2025-12-02", "2025-01-01", "2025-12-31"]));
        let found: CoTerm = serde_json::from_str(
            r#"{"currency": "EUR", "end": "2025-12-31",
                "purchases": [{"quantity": 10, "price": "365", "from": "2025-01-01"}]}"#,
        )
        .unwrap();
        assert_eq!(found, together("2025-12-31", vec![purchase("10", "365", 12, "2025-01-01")]));
    }

    proptest! {
        #[test]
        fn a_true_up_of_the_full_term_costs_added_times_price(
            added in 0i64..1_000_000_000, price in 0i64..1_000_000_000, scale in 0u32..6,
            start in -700_000i32..2_900_000, length in 0u64..400_000, into in 0u64..400_000
        ) {
            let term_start = NaiveDate::from_num_days_from_ce_opt(start).unwrap();
            let after = |days| term_start.checked_add_days(chrono::Days::new(days)).unwrap();
            let input = TrueUp {
                added: added.into(), price: Amount::new(price, scale), currency: "EUR".parse().unwrap(),
                from: term_start, term_start, term_end: after(length), full_term: false,
            };
            let whole = input.added.times(input.price).unwrap().round(2);
            prop_assert_eq!(true_up(&input, &mut Steps::off()), Ok(whole));
            let later = true_up(&TrueUp { from: after(into.min(length)), ..input }, &mut Steps::off()).unwrap();
            prop_assert!(later <= whole && !later.is_negative());
        }

        #[test]
        fn whole_terms_cost_whole_prices(
            price in 0i64..1_000_000, start in 0i32..2_900_000, months in 1u32..100, terms in 1i32..50
        ) {
            let from = NaiveDate::from_num_days_from_ce_opt(start).unwrap();
            let end = add_months(from, terms * i32::try_from(months).unwrap()).unwrap().pred_opt().unwrap();
            let purchase = Purchase { quantity: 3.into(), price: Amount::new(price, 2), months, from };
            let input = CoTerm { currency: "EUR".parse().unwrap(), end, purchases: vec![purchase] };
            let expected = Amount::new(price * 3 * i64::from(terms), 2);
            prop_assert_eq!(co_term(&input, &mut Steps::off()).unwrap().total, expected);
        }

        #[test]
        fn nothing_panics(
            units in prop::array::uniform3(any::<i64>()), scale in 0u32..29, days in prop::array::uniform3(any::<i32>()),
            months in any::<u32>(), full_term in any::<bool>()
        ) {
            let [one, two, three] = units.map(|units| Amount::new(units, scale));
            let [from, term_start, term_end] =
                days.map(|days| NaiveDate::from_num_days_from_ce_opt(days % 95_000_000).unwrap_or_default());
            let currency = "EUR".parse().unwrap();
            let position = Position { bought: one, assigned: two, used: full_term.then_some(three) };
            let _ = saving(&position, two, currency, &mut Steps::off());
            let input = TrueUp { added: one, price: two, currency, from, term_start, term_end, full_term };
            let _ = true_up(&input, &mut Steps::off());
            for months in [months, months % 1201] {
                let purchases = vec![Purchase { quantity: one, price: two, months, from }];
                let _ = co_term(&CoTerm { currency, end: term_end, purchases }, &mut Steps::off());
            }
        }
    }
}
