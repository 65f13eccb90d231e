//! Price schedules: what a price becomes by the uplift clause of its contract.
//!
//! - *percent*: each uplift adds so many percent of the price before it (compounding).
//! - *amount*: each adds a fixed amount.
//! - *steps*: the contract lists the prices with their days.
//! - *index* on the *base*: first price × index ÷ base index; on the *prior*: price before × index ÷ index before. A *plus* adds
//!   so many percentage points to every uplift (additive), or raises the indexed price by so many percent at every
//!   uplift (multiplicative). On the base they add up: after n uplifts it is n × plus, or (1 + plus)^n.
//! - A *cap* and a *floor* hold the change from the price before within so many percent. An index on the base makes
//!   up later for what a cap held back; one on the prior does not.
//!
//! The chain runs on unrounded prices; each price is rounded once, to the currency's minor unit (2 decimals without a
//! currency) or to the decimals the given prices carry, if they carry more (0.0085 a GB).
//!
//! Source of the index clauses: the forms used by statistical offices (US Bureau of Labor Statistics, “How to Use the
//! Consumer Price Index for Escalation”).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::MOST_MONTHS;
use crate::calendar::{add_days, days};
use crate::explain::Steps;
use crate::{Amount, Currency, Error, Problem, Sum};

mod chain;

/// A price and the day from which it is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractPrice"))]
pub struct Price {
    /// The first day of this price.
    pub from: NaiveDate,
    /// The price, in currency units for whatever the contract prices (a month, a year, a unit).
    pub price: Amount,
}

/// How a price is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "UpliftMethod"))]
pub enum Method {
    /// By a percentage of the price before.
    Percent,
    /// By a fixed amount.
    Amount,
    /// To listed prices on listed days.
    Steps,
    /// With an index, such as the consumer price index.
    Index,
}

/// What an index is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "IndexOn"))]
pub enum On {
    /// The first index, applied to the first price.
    #[default]
    Base,
    /// The index before, applied to the price before.
    Prior,
}

/// How a percentage is added to that of an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "IndexPlusAs"))]
pub enum PlusAs {
    /// Percentage points beside the change of the index: CPI + 3 %.
    #[default]
    Additive,
    /// A percentage of the indexed price: CPI × 1.03.
    Multiplicative,
}

/// A price and the clause that raises it.
///
/// Uplifts take effect at each anniversary (`every_months` 12, the default) or at each renewal (`first_uplift` the
/// first day of the first renewal, `every_months` its length).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Escalation {
    /// The first price.
    pub price: Amount,
    /// How it is raised.
    pub method: Method,
    /// The first day of the first price.
    pub start: NaiveDate,
    /// Months from one uplift to the next, 1 to 12,000.
    #[serde(default = "a_year")]
    pub every_months: i64,
    /// The day of the first uplift, after `start`; without it `every_months` after.
    #[serde(default)]
    pub first_uplift: Option<NaiveDate>,
    /// How many prices there are with the first one, 1 to 12,000: needed for `percent` and `amount`; for `index` as
    /// many as there are indices. With `prorate`: how many periods are priced.
    #[serde(default)]
    pub periods: Option<i64>,
    /// For `percent`: the uplift, -100 or more.
    #[serde(default)]
    pub percent: Option<Amount>,
    /// For `amount`: the uplift in currency units.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// For `steps`: the later prices, in the order of their days.
    #[serde(default)]
    pub steps: Vec<Price>,
    /// For `index`: what each index is compared with.
    #[serde(default)]
    pub on: On,
    /// For `index`: the index at the start, then the index of each uplift; all above 0.
    #[serde(default)]
    pub indices: Vec<Amount>,
    /// For `index`: a percentage beside it.
    #[serde(default)]
    pub plus: Option<Amount>,
    /// How `plus` is added.
    #[serde(default)]
    pub plus_as: PlusAs,
    /// The most by which one uplift may change the price, in percent of the price before.
    #[serde(default)]
    pub cap: Option<Amount>,
    /// The least by which one uplift changes it (0: the price never falls).
    #[serde(default)]
    pub floor: Option<Amount>,
    /// Instead of the prices from their days on, the price of each period of `every_months` from `start`: that of an
    /// uplift inside the period counts by days. Needs `periods`.
    #[serde(default)]
    pub prorate: bool,
    /// The currency in whose minor unit prices are posted.
    #[serde(default)]
    pub currency: Option<Currency>,
}

fn a_year() -> i64 {
    12
}

impl Escalation {
    /// Everything that is wrong with this clause.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, message: String| problems.push(Problem::new(field, message));
        if !(1..=MOST_MONTHS).contains(&self.every_months) {
            wrong("every_months", format!("Give the months between uplifts from 1 to {MOST_MONTHS}."));
        }
        if self.periods.is_some_and(|periods| !(1..=MOST_MONTHS).contains(&periods)) {
            wrong("periods", format!("Give the number of periods from 1 to {MOST_MONTHS}."));
        }
        if self.first_uplift.is_some_and(|first| first <= self.start) {
            wrong("first_uplift", "The first uplift comes after the start: give a later day.".to_owned());
        }
        let counted = matches!(self.method, Method::Percent | Method::Amount) || self.prorate;
        if counted && self.periods.is_none() {
            wrong("periods", "Say for how many periods prices are wanted.".to_owned());
        }
        match self.method {
            Method::Percent if self.percent.is_none() => {
                wrong("percent", "Give the uplift in percent.".to_owned());
            }
            Method::Amount if self.amount.is_none() => {
                wrong("amount", "Give the amount of each uplift.".to_owned());
            }
            Method::Percent | Method::Amount => {}
            Method::Steps => {
                let days: Vec<NaiveDate> = [self.start].into_iter().chain(self.froms()).collect();
                if let Some([_, day]) = days.array_windows().find(|[before, day]| day <= before) {
                    let message = format!(
                        "The price from {day} does not come after the one before it: list prices by day, after the start."
                    );
                    wrong("steps", message);
                }
            }
            Method::Index => {
                if self.indices.is_empty() {
                    wrong("indices", "Give the index at the start, then that of each uplift.".to_owned());
                }
                if let Some(index) = self.indices.iter().find(|index| **index <= Amount::ZERO) {
                    wrong("indices", format!("The index {index} is not above 0."));
                }
                let known = i64::try_from(self.indices.len()).unwrap_or(i64::MAX);
                if !self.prorate && self.periods.is_some_and(|periods| periods > known) {
                    let message =
                        format!("There are {known} indices, which price no more than {known} periods.");
                    wrong("periods", message);
                }
            }
        }
        if self.steps.len().max(self.indices.len()) > usize::try_from(MOST_MONTHS).unwrap_or(usize::MAX) {
            wrong("steps", format!("These are more than {MOST_MONTHS} prices."));
        }
        for (field, percent) in
            [("percent", self.percent), ("plus", self.plus), ("cap", self.cap), ("floor", self.floor)]
        {
            if percent.is_some_and(|percent| percent < -Amount::HUNDRED) {
                wrong(field, "A price cannot fall by more than 100 %.".to_owned());
            }
        }
        if self.cap.zip(self.floor).is_some_and(|(cap, floor)| cap < floor) {
            wrong("cap", "The cap is below the floor: exchange them.".to_owned());
        }
        problems
    }

    /// The prices with the day each is in force from, rounded as they are posted.
    ///
    /// [`Error::Invalid`] for a clause with [problems](Escalation::problems) and where an index is missing,
    /// [`Error::Money`] past 28 digits, [`Error::Date`] past the year 9999.
    ///
    /// ```
    /// use domain::contract::price::Escalation;
    /// let clause: Escalation = serde_json::from_str(
    ///     r#"{"price": "1000", "method": "index", "on": "base", "indices": ["105.65", "110.5", "114.25"],
    ///         "start": "2024-01-01", "every_months": 12}"#,
    /// )?;
    /// let prices = clause.prices(&mut domain::explain::Steps::off())?;
    /// let shown: Vec<String> = prices.iter().map(|step| format!("{} {}", step.from, step.price)).collect();
    /// assert_eq!(shown, ["2024-01-01 1000.00", "2025-01-01 1045.91", "2026-01-01 1081.40"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn prices(&self, steps: &mut Steps) -> Result<Vec<Price>, Error> {
        let decimals = self.decimals();
        let mut prices = self.unrounded(steps)?;
        for price in &mut prices {
            price.price = price.price.round(decimals);
        }
        Ok(prices)
    }

    /// The same prices to 28 digits, from which a longer chain can go on.
    pub fn unrounded(&self, steps: &mut Steps) -> Result<Vec<Price>, Error> {
        Error::unless_empty(self.problems())?;
        if !self.prorate {
            return self.chain(steps);
        }
        let mut beneath = steps.beneath();
        let chain = self.chain(&mut beneath)?;
        let mut prices = Vec::new();
        for period in 0..self.periods.unwrap_or(0) {
            let from = self.months_later(self.start, period)?;
            let last = add_days(self.months_later(self.start, period + 1)?, -1)?;
            if let (Method::Index, Some(latest)) = (self.method, chain.last()) {
                let next = self.uplift_day(i64::try_from(chain.len()).unwrap_or(i64::MAX))?;
                if next <= last {
                    let message = format!(
                        "There is no index for the uplift of {next}: add it after that of {}, or ask for fewer periods.",
                        latest.from
                    );
                    return Err(Error::invalid("indices", message));
                }
            }
            let price = mean(&chain, from, last)?;
            steps.over(
                std::mem::replace(&mut beneath, steps.beneath()),
                "Price of the period",
                "prices in it, each by its days",
                price,
                || vec![("from", from.into()), ("to", last.into())],
            );
            prices.push(Price { from, price });
        }
        Ok(prices)
    }

    /// The first price from which this clause leads to a last price: what the price was before the uplifts. The clause's
    /// own first price is not read.
    ///
    /// [`Error::Invalid`] for listed prices, and for amounts that a cap or floor may have changed: there it is not
    /// known; [`Error::Money`] where a price fell by 100 %.
    ///
    /// ```
    /// use domain::contract::price::Escalation;
    /// let clause: Escalation = serde_json::from_str(
    ///     r#"{"price": 0, "method": "percent", "percent": 7, "periods": 3, "start": "2024-01-01"}"#,
    /// )?;
    /// assert_eq!(clause.undo("1144.90".parse()?)?.to_string(), "1000");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn undo(&self, last: Amount) -> Result<Amount, Error> {
        Error::unless_empty(self.problems())?;
        match self.method {
            Method::Steps => {
                Err(Error::invalid("method", "Listed prices have no uplift to undo: read the first of them."))
            }
            Method::Amount if self.cap.or(self.floor).is_some() => {
                let message =
                    "A cap or floor may have changed the amounts: the price before them is not known.";
                Err(Error::invalid("cap", message))
            }
            Method::Amount => {
                let uplifts = Amount::from(self.periods.unwrap_or(1) - 1);
                Ok(last.minus(self.amount.unwrap_or_default().times(uplifts)?)?)
            }
            // Every price is a multiple of the first one, caps and floors included.
            Method::Percent | Method::Index => {
                let clause = Escalation { price: Amount::ONE, prorate: false, ..self.clone() };
                let factor = clause.chain(&mut Steps::off())?.last().map_or(Amount::ONE, |step| step.price);
                Ok(last.over(factor)?)
            }
        }
    }

    /// The decimals prices are posted with.
    fn decimals(&self) -> u32 {
        let own = self.steps.iter().map(|step| step.price).chain([self.price]).chain(self.amount);
        let own = own.map(|amount| amount.decimal().normalize().scale()).max().unwrap_or(0);
        own.max(self.currency.map_or(2, Currency::decimals))
    }
}

/// The mean of the prices in force from a first to a last day (both inside), each by its days: what a period costs
/// whose price changes inside it. Prices are in the order of their days; the first one is in force before its day too.
///
/// [`Error::Invalid`] without prices and for a last day before the first.
///
/// ```
/// use domain::contract::price::{Price, mean};
/// let prices = [("2025-01-01", "1000"), ("2025-02-01", "1024.59")];
/// let prices = prices.map(|(from, price)| Price { from: from.parse().unwrap(), price: price.parse().unwrap() });
/// let year = mean(&prices, "2025-01-01".parse()?, "2025-12-31".parse()?)?;
/// assert_eq!(year.round(2).to_string(), "1022.50");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn mean(prices: &[Price], first: NaiveDate, last: NaiveDate) -> Result<Amount, Error> {
    if last < first {
        return Err(Error::invalid("to", format!("{last} is before {first}: exchange the two days.")));
    }
    let mut sum = Sum::default();
    let parts = pieces(prices, first, last)?;
    if let [(_, _, price)] = parts.as_slice() {
        return Ok(*price);
    }
    for (from, to, price) in parts {
        sum.add(price.times(Amount::from(days(from, to)))?);
    }
    Ok(sum.total()?.over(Amount::from(days(first, last)))?)
}

/// The days from `first` to `last` cut where the price changes: first day, last day, price.
pub(super) fn pieces(
    prices: &[Price],
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<(NaiveDate, NaiveDate, Amount)>, Error> {
    let next = prices.partition_point(|price| price.from <= first);
    let (before, later) = prices.split_at(next);
    let Some(current) = before.last().or(later.first()) else {
        return Err(Error::invalid("prices", "There is no price: give at least one."));
    };
    let mut pieces = vec![(first, last, current.price)];
    for price in later.iter().take_while(|price| price.from <= last) {
        if let Some(piece) = pieces.last_mut() {
            piece.1 = add_days(price.from, -1)?;
        }
        pieces.push((price.from, last, price.price));
    }
    Ok(pieces)
}

/// The sum of the prices of consecutive periods: what they cost together.
///
/// ```
/// use domain::contract::price::{Escalation, total};
/// let clause: Escalation = serde_json::from_str(
///     r#"{"price": 20000000, "method": "percent", "percent": 7, "periods": 3, "start": "2024-01-01"}"#,
/// )?;
/// assert_eq!(total(&clause.prices(&mut domain::explain::Steps::off())?)?.to_string(), "64298000.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn total(prices: &[Price]) -> Result<Amount, Error> {
    Ok(prices.iter().map(|price| price.price).collect::<Sum>().total()?)
}

#[cfg(test)]
mod tests {
    use super::chain::raised;
    use super::*;
    use crate::explain::lines;
    use proptest::prelude::*;

    /// A clause from the fields of `outlay calc`, from 2024 on; of a field given twice the last counts.
    fn clause(fields: &str) -> Escalation {
        let line = format!(r#"{{"start": "2024-01-01", {fields}}}"#);
        serde_json::from_value(serde_json::from_str(&line).unwrap()).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn shown(prices: &[Price]) -> String {
        let shown: Vec<String> =
            prices.iter().map(|price| format!("{} {}", price.from, price.price)).collect();
        shown.join(", ")
    }

    fn escalated(fields: &str) -> String {
        match clause(fields).prices(&mut Steps::off()) {
            Ok(prices) => shown(&prices),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn prices_follow_the_clause() {
        let cpi = r#""price": "1000", "method": "index", "indices": ["105.65", "110.5", "114.25"]"#;
        let seven = r#""price": "100", "method": "percent", "percent": "7", "periods": 3"#;
        let ten = r#""price": 100, "method": "amount", "amount": 10, "periods": 3"#;
        let listed = r#""price": 100, "method": "steps", "steps": [{"from": "2024-07-01", "price": 120}, {"from": "2025-03-01", "price": "90.005"}]"#;
        let wild = r#""price": 100, "method": "index", "indices": [100, 120, 121]"#;
        for (fields, expected) in [
            // Source: design/numbers.md, Contracts.
            (format!(r#"{cpi}, "on": "base""#), "2024-01-01 1000.00, 2025-01-01 1045.91, 2026-01-01 1081.40"),
            (format!(r#"{cpi}, "on": "prior""#), "2024-01-01 1000.00, 2025-01-01 1045.91, 2026-01-01 1081.40"),
            (r#""price": 4000, "method": "index", "indices": ["205.3", "219.6"], "plus": 3, "plus_as": "additive""#.to_owned(), "2024-01-01 4000.00, 2025-01-01 4398.62"),
            (r#""start": "2025-01-01", "price": 1000, "method": "steps", "steps": [{"from": "2025-02-01", "price": "1024.59"}], "prorate": true, "periods": 1"#.to_owned(), "2025-01-01 1022.50"),
            (r#""start": "2025-01-01", "price": 1000, "method": "index", "indices": [100, "102.459"], "first_uplift": "2025-02-01", "prorate": true, "periods": 1"#.to_owned(), "2025-01-01 1022.50"),
            (r#""price": "20000000", "method": "percent", "percent": 7, "periods": 3"#.to_owned(), "2024-01-01 20000000.00, 2025-01-01 21400000.00, 2026-01-01 22898000.00"),
            // Percent and amount, at anniversaries and at renewals.
            (seven.to_owned(), "2024-01-01 100.00, 2025-01-01 107.00, 2026-01-01 114.49"),
            (format!(r#"{seven}, "cap": 5"#), "2024-01-01 100.00, 2025-01-01 105.00, 2026-01-01 110.25"),
            (format!(r#"{seven}, "cap": 7, "floor": 7"#), "2024-01-01 100.00, 2025-01-01 107.00, 2026-01-01 114.49"),
            (format!(r#"{seven}, "floor": 10"#), "2024-01-01 100.00, 2025-01-01 110.00, 2026-01-01 121.00"),
            (format!(r#"{seven}, "currency": "JPY""#), "2024-01-01 100, 2025-01-01 107, 2026-01-01 114"),
            (format!(r#"{seven}, "currency": "KWD""#), "2024-01-01 100.000, 2025-01-01 107.000, 2026-01-01 114.490"),
            (format!(r#"{seven}, "first_uplift": "2027-01-01", "every_months": 6"#), "2024-01-01 100.00, 2027-01-01 107.00, 2027-07-01 114.49"),
            (format!(r#"{seven}, "every_months": 1, "periods": 1"#), "2024-01-01 100.00"),
            (ten.to_owned(), "2024-01-01 100.00, 2025-01-01 110.00, 2026-01-01 120.00"),
            (format!(r#"{ten}, "cap": "9.5""#), "2024-01-01 100.00, 2025-01-01 109.50, 2026-01-01 119.50"),
            (r#""price": "0.0085", "method": "percent", "percent": 3, "periods": 3"#.to_owned(), "2024-01-01 0.0085, 2025-01-01 0.0088, 2026-01-01 0.0090"),
            (r#""price": 5, "method": "amount", "amount": "0.125", "periods": 2"#.to_owned(), "2024-01-01 5.000, 2025-01-01 5.125"),
            // The chain runs on unrounded prices: from 1.03 it would reach 1.06 and 1.09, from 0.0306 more.
            (r#""price": "1.01", "method": "percent", "percent": "1.5", "periods": 4"#.to_owned(), "2024-01-01 1.01, 2025-01-01 1.03, 2026-01-01 1.04, 2027-01-01 1.06"),
            // Listed prices.
            (listed.to_owned(), "2024-01-01 100.000, 2024-07-01 120.000, 2025-03-01 90.005"),
            (format!(r#"{listed}, "cap": 10, "floor": -5"#), "2024-01-01 100.000, 2024-07-01 110.000, 2025-03-01 104.500"),
            (r#""price": 100, "method": "steps""#.to_owned(), "2024-01-01 100.00"),
            // An index on the base makes up for what the cap held back, one on the prior does not.
            (format!(r#"{wild}, "cap": 10, "on": "base""#), "2024-01-01 100.00, 2025-01-01 110.00, 2026-01-01 121.00"),
            (format!(r#"{wild}, "cap": 10, "on": "prior""#), "2024-01-01 100.00, 2025-01-01 110.00, 2026-01-01 110.92"),
            (format!(r#"{wild}, "periods": 3"#), "2024-01-01 100.00, 2025-01-01 120.00, 2026-01-01 121.00"),
            (format!(r#"{wild}, "plus": 3, "periods": 2"#), "2024-01-01 100.00, 2025-01-01 123.00"),
            (format!(r#"{wild}, "plus": 3"#), "2024-01-01 100.00, 2025-01-01 123.00, 2026-01-01 127.00"),
            (format!(r#"{wild}, "plus": 3, "on": "prior""#), "2024-01-01 100.00, 2025-01-01 123.00, 2026-01-01 127.72"),
            (format!(r#"{wild}, "plus": 3, "plus_as": "multiplicative""#), "2024-01-01 100.00, 2025-01-01 123.60, 2026-01-01 128.37"),
            (format!(r#"{wild}, "plus": 3, "plus_as": "multiplicative", "on": "prior""#), "2024-01-01 100.00, 2025-01-01 123.60, 2026-01-01 128.37"),
            (r#""price": 100, "method": "index", "indices": [100, 90], "floor": 0"#.to_owned(), "2024-01-01 100.00, 2025-01-01 100.00"),
            // A credit grows away from zero, within the same shares.
            (r#""price": -100, "method": "percent", "percent": 7, "cap": 5, "floor": 1, "periods": 2"#.to_owned(), "2024-01-01 -100.00, 2025-01-01 -105.00"),
            (r#""price": -100, "method": "percent", "percent": 0, "cap": 5, "floor": 1, "periods": 2"#.to_owned(), "2024-01-01 -100.00, 2025-01-01 -101.00"),
            (r#""price": 0, "method": "percent", "percent": -100, "periods": 2"#.to_owned(), "2024-01-01 0.00, 2025-01-01 0.00"),
            // By days: an uplift inside each period, before the first, after some, and with an index.
            (format!(r#"{seven}, "prorate": true"#), "2024-01-01 100.00, 2025-01-01 107.00, 2026-01-01 114.49"),
            (format!(r#"{seven}, "prorate": true, "periods": 2, "first_uplift": "2024-07-01""#), "2024-01-01 103.52, 2025-01-01 110.78"),
            (format!(r#"{seven}, "prorate": true, "first_uplift": "2026-07-01""#), "2024-01-01 100.00, 2025-01-01 100.00, 2026-01-01 103.53"),
            (r#""price": 100, "method": "index", "indices": [100, 110], "first_uplift": "2024-12-31", "prorate": true, "periods": 1"#.to_owned(), "2024-01-01 100.03"),
            (r#""price": 100, "method": "index", "indices": [100, 110], "first_uplift": "2024-12-31", "prorate": true, "periods": 2"#.to_owned(), "There is no index for the uplift of 2025-12-31: add it after that of 2024-12-31, or ask for fewer periods."),
            (r#""price": 100, "method": "index", "indices": [100, 110], "prorate": true, "periods": 2"#.to_owned(), "2024-01-01 100.00, 2025-01-01 110.00"),
        ] {
            assert_eq!(escalated(&fields), expected, "{fields}");
        }
        // Source: design/numbers.md, Contracts: +7 % and +3 % for 3 years.
        for (percent, expected) in [(7, "64298000.00"), (3, "61818000.00")] {
            let fields =
                format!(r#""price": 20000000, "method": "percent", "percent": {percent}, "periods": 3"#);
            let prices = clause(&fields).prices(&mut Steps::off()).unwrap();
            assert_eq!(total(&prices).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn clauses_that_cannot_be_are_refused() {
        let percent = r#""price": 1, "method": "percent", "percent": 1, "periods": 2"#;
        let index = r#""price": 1, "method": "index", "indices": [100, 110]"#;
        let many =
            |count: usize| format!(r#""price": 1, "method": "index", "indices": {:?}"#, vec![1; count]);
        for (fields, expected) in [
            (r#""price": 1, "method": "percent""#.to_owned(), "Say for how many periods prices are wanted. Give the uplift in percent."),
            (r#""price": 1, "method": "amount""#.to_owned(), "Say for how many periods prices are wanted. Give the amount of each uplift."),
            (r#""price": 1, "method": "index""#.to_owned(), "Give the index at the start, then that of each uplift."),
            (format!(r#"{index}, "prorate": true"#), "Say for how many periods prices are wanted."),
            (format!(r#"{index}, "periods": 3"#), "There are 2 indices, which price no more than 2 periods."),
            (r#""price": 1, "method": "index", "indices": [100, 0]"#.to_owned(), "The index 0 is not above 0."),
            (r#""price": 1, "method": "steps", "steps": [{"from": "2024-01-01", "price": 1}]"#.to_owned(), "The price from 2024-01-01 does not come after the one before it: list prices by day, after the start."),
            (r#""price": 1, "method": "steps", "steps": [{"from": "2024-03-01", "price": 1}, {"from": "2024-02-01", "price": 1}]"#.to_owned(), "The price from 2024-02-01 does not come after the one before it: list prices by day, after the start."),
            (format!(r#"{percent}, "every_months": 0"#), "Give the months between uplifts from 1 to 12000."),
            (format!(r#"{percent}, "every_months": 12001"#), "Give the months between uplifts from 1 to 12000."),
            (percent.replace('2', "0"), "Give the number of periods from 1 to 12000."),
            (percent.replace('2', "12001"), "Give the number of periods from 1 to 12000."),
            (format!(r#"{percent}, "first_uplift": "2024-01-01""#), "The first uplift comes after the start: give a later day."),
            (format!(r#"{percent}, "cap": 3, "floor": 4"#), "The cap is below the floor: exchange them."),
            (format!(r#"{percent}, "cap": -101"#), "A price cannot fall by more than 100 %."),
            (format!(r#"{percent}, "plus": "-100.01", "floor": -101"#), "A price cannot fall by more than 100 %. A price cannot fall by more than 100 %."),
            (many(12_001), "These are more than 12000 prices."),
            (percent.replace("\"price\": 1,", "\"price\": \"79228162514264337593543950335\","), "This number has more than the 28 digits that can be kept exactly."),
            (format!(r#"{percent}, "first_uplift": "9999-02-01""#).replace("2,", "4,"), "A date here falls outside the years 0 to 9999."),
        ] {
            assert_eq!(escalated(&fields), expected, "{fields}");
        }
        for fine in [
            percent.replace('2', "8000") + r#", "every_months": 1"#,
            many(12_000) + r#", "every_months": 1, "periods": 12"#,
            format!(r#"{percent}, "every_months": 12000, "periods": 1"#).replacen(r#""periods": 2, "#, "", 1),
        ] {
            assert_eq!(clause(&fine).problems(), []);
        }
    }

    #[test]
    fn uplifts_are_explained() {
        let explained = |fields: &str| {
            let mut steps = Steps::on();
            clause(fields).prices(&mut steps).unwrap();
            lines(&steps.taken())
        };
        let wild = r#""price": 100, "method": "index", "indices": [100, 120, 122]"#;
        for (fields, expected) in [
            (format!(r#"{wild}, "cap": 10"#), vec![
                "Price: 110.00 = price before, changed by the cap or floor (from 2025-01-01, price before 100, without cap and floor 120)",
                "Price: 121.0000 = price before, changed by the cap or floor (from 2026-01-01, price before 110.00, without cap and floor 122)",
            ]),
            (r#""price": 100, "method": "percent", "percent": 7, "periods": 2"#.to_owned(), vec![
                "Price: 107.00 = price before × (1 + percent) (from 2025-01-01, price before 100)",
            ]),
            (r#""price": 100, "method": "amount", "amount": 100, "periods": 2, "first_uplift": "2024-07-01", "prorate": true"#.to_owned(), vec![
                "Price: 200 = price before + amount (from 2024-07-01, price before 100)",
                "Price: 300 = price before + amount (from 2025-07-01, price before 200)",
                "Price of the period: 150.27322404371584699453551913 = prices in it, each by its days (from 2024-01-01, to 2024-12-31)",
                "Price of the period: 250.41095890410958904109589041 = prices in it, each by its days (from 2025-01-01, to 2025-12-31)",
            ]),
            (
                r#""price": 100, "method": "percent", "percent": 5, "periods": 1, "prorate": true"#.to_owned(),
                vec!["Price of the period: 100 = prices in it, each by its days (from 2024-01-01, to 2024-12-31)"],
            ),
            (r#""price": 100, "method": "steps", "steps": [{"from": "2024-02-01", "price": 3}]"#.to_owned(), vec![
                "Price: 3 = as the contract lists it (from 2024-02-01, price before 100)",
            ]),
            (format!(r#"{wild}, "periods": 2"#), vec!["Price: 120 = first price × (index ÷ base index + uplifts × plus) (from 2025-01-01, price before 100)"]),
            (format!(r#"{wild}, "periods": 2, "plus_as": "multiplicative""#), vec!["Price: 120 = first price × index ÷ base index × (1 + plus) for every uplift (from 2025-01-01, price before 100)"]),
            (format!(r#"{wild}, "periods": 2, "on": "prior""#), vec!["Price: 120 = price before × (index ÷ index before + plus) (from 2025-01-01, price before 100)"]),
            (format!(r#"{wild}, "periods": 2, "on": "prior", "plus_as": "multiplicative""#), vec!["Price: 120 = price before × index ÷ index before × (1 + plus) (from 2025-01-01, price before 100)"]),
        ] {
            assert_eq!(explained(&fields), expected, "{fields}");
        }
    }

    #[test]
    fn an_uplift_is_undone_where_it_can_be() {
        for (fields, last, expected) in [
            (r#""price": 0, "method": "amount", "amount": 10, "periods": 3"#, "120", "100"),
            (
                r#""price": 0, "method": "amount", "amount": 10, "periods": 3, "cap": 5"#,
                "120",
                "A cap or floor may have changed the amounts: the price before them is not known.",
            ),
            (
                r#""price": 0, "method": "steps", "steps": [{"from": "2025-01-01", "price": 1}]"#,
                "120",
                "Listed prices have no uplift to undo: read the first of them.",
            ),
            (r#""price": 0, "method": "percent", "percent": 7, "periods": 3, "cap": 5"#, "110.25", "100"),
            (
                r#""price": 0, "method": "percent", "percent": 7, "periods": 3, "prorate": true, "first_uplift": "2025-06-01""#,
                "114.49",
                "100",
            ),
            (
                r#""price": 0, "method": "percent", "percent": -100, "periods": 2"#,
                "0",
                "This divides by zero.",
            ),
            (r#""price": 0, "method": "percent", "periods": 2"#, "0", "Give the uplift in percent."),
            (r#""price": 0, "method": "index", "indices": [100, 125], "on": "base""#, "50", "40"),
        ] {
            let found = clause(fields).undo(last.parse().unwrap());
            assert_eq!(
                found.map_or_else(|error| error.to_string(), |first| first.decimal().normalize().to_string()),
                expected,
                "{fields}"
            );
        }
    }

    #[test]
    fn a_mean_needs_prices_and_days() {
        let (a, b) = (day("2025-01-01"), day("2025-01-10"));
        let price = |from, price: i64| Price { from, price: price.into() };
        for (prices, first, last, expected) in [
            (vec![], a, b, "There is no price: give at least one."),
            (vec![price(a, 1)], b, a, "2025-01-01 is before 2025-01-10: exchange the two days."),
            (vec![price(b, 7)], a, a, "7"),
            (vec![price(b, 7)], a, b, "7"),
            (vec![price(a, 10), price(b, 20)], a, b, "11"),
            (vec![price(a, 10), price(b, 20)], b, b, "20"),
        ] {
            let found = mean(&prices, first, last);
            assert_eq!(
                found.map_or_else(|error| error.to_string(), |mean| mean.decimal().normalize().to_string()),
                expected
            );
        }
    }

    proptest! {
        #[test]
        fn an_undone_chain_gives_the_first_price_back(
            cents in -1_000_000_000i64..1_000_000_000, percent in -5_000i64..10_000, periods in 1i64..30,
            indices in prop::collection::vec(1_000i64..3_000, 1..30), cap in prop::option::of(0i64..1_000), plus in -500i64..500,
            kinds in any::<[bool; 3]>()
        ) {
            let price = Amount::new(cents, 2);
            let base = clause(r#""price": 0, "method": "percent", "percent": 0, "periods": 1"#);
            let percent = Escalation { price, percent: Some(Amount::new(percent, 2)), periods: Some(periods), cap: cap.map(|cap| Amount::new(cap, 2)), ..base.clone() };
            let index = Escalation {
                price, method: Method::Index, periods: None, indices: indices.into_iter().map(|index| Amount::new(index, 1)).collect(),
                on: if kinds[0] { On::Base } else { On::Prior }, plus: Some(Amount::new(plus, 2)),
                plus_as: if kinds[1] { PlusAs::Additive } else { PlusAs::Multiplicative }, cap: percent.cap, ..base.clone()
            };
            let amount = Escalation { price, method: Method::Amount, amount: Some(Amount::new(cents / 7, 2)), periods: Some(periods), ..base };
            for clause in [percent, index, amount] {
                let chain = clause.unrounded(&mut Steps::off()).unwrap();
                let last = chain.last().unwrap().price;
                if let Ok(first) = clause.undo(last) {
                    prop_assert!(first.minus(price).unwrap().abs() <= Amount::new(1, 9), "{first} {price} {clause:?}");
                } else {
                    // Only what has fallen to nothing cannot be undone.
                    prop_assert!(last.is_zero());
                }
            }
        }

        #[test]
        fn uplifts_stay_within_cap_and_floor(
            cents in -1_000_000i64..1_000_000, percent in -5_000i64..10_000, cap in 0i64..1_000, under in 0i64..1_000
        ) {
            let (cap, floor) = (Amount::new(cap, 2), Amount::new(cap - under, 2));
            let clause = Escalation {
                price: Amount::new(cents, 2), percent: Some(Amount::new(percent, 2)), cap: Some(cap), floor: Some(floor),
                ..clause(r#""price": 0, "method": "percent", "periods": 2"#)
            };
            let chain = clause.unrounded(&mut Steps::off()).unwrap();
            let held = clause.percent.unwrap().min(cap).max(floor);
            prop_assert_eq!(chain[1].price, raised(chain[0].price, held).unwrap());
        }

        #[test]
        fn no_price_is_too_absurd(
            units in any::<[i64; 4]>(), scale in 0u32..28, every in any::<i64>(), small in any::<bool>(), days in any::<[i32; 2]>(),
            periods in any::<i64>(), method in 0usize..4, flags in any::<[bool; 3]>()
        ) {
            let date = |days: i32| NaiveDate::from_num_days_from_ce_opt(days / 23).unwrap();
            let huge = |units: i64| Amount::new(units, scale).times(Amount::new(10i64.pow(18), 0)).unwrap_or(Amount::new(units, scale));
            let clause = Escalation {
                price: huge(units[0]), method: [Method::Percent, Method::Amount, Method::Steps, Method::Index][method],
                start: date(days[0]), every_months: if small { every.rem_euclid(40) } else { every }, first_uplift: flags[0].then(|| date(days[1])),
                periods: Some(if small { periods.rem_euclid(50) } else { periods }), percent: Some(huge(units[1])), amount: Some(huge(units[2])),
                steps: vec![Price { from: date(days[1]), price: huge(units[3]) }], on: On::Prior, indices: vec![Amount::new(units[1], scale), huge(units[3])],
                plus: Some(huge(units[2])), plus_as: PlusAs::Multiplicative, cap: None, floor: Some(Amount::ZERO), prorate: flags[1], currency: None,
            };
            let _ = clause.prices(&mut Steps::off());
            let _ = clause.undo(huge(units[0]));
        }
    }
}
