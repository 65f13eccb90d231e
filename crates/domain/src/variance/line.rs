//! Lines as they are handed in to be bridged: one amount, or one for each month of the year.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Bridge, Detail, Quantities, Span, Year, bridge};
use crate::budget::Months;
use crate::explain::Steps;
use crate::{Amount, Error, Problem};

/// One amount for the whole span, or one for each month from the start of the year.
#[derive(Clone, Debug, PartialEq)]
pub enum Amounts {
    /// For the whole span.
    One(Amount),
    /// For the months of the year from its first; those that are left out are 0.
    Monthly(Vec<Amount>),
}

/// What of a line's difference comes from restating the figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Restated {
    /// All of it, or nothing.
    All(bool),
    /// So much of it.
    Part(Amounts),
}

/// A line to be bridged. Every field may be left out; amounts are in the book's currency unless they say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// What it is called, for messages.
    pub name: Option<String>,
    /// What was planned, at the budget rate.
    pub budget: Option<Amounts>,
    /// What was posted, at the actual rates; worked out from `amount_own` if it is left out.
    pub actual: Option<Amounts>,
    /// What is expected: twelve months, of which the open ones count (the budget if it is left out), or one amount
    /// that takes the place of the actual.
    pub forecast: Option<Amounts>,
    /// The planned quantity.
    pub budget_quantity: Option<Amounts>,
    /// The quantity that was bought (in open months: is expected to be).
    pub actual_quantity: Option<Amounts>,
    /// The planned price of one, at the budget rate.
    pub budget_price: Option<Amount>,
    /// What was posted, in the line's own currency.
    pub amount_own: Option<Amounts>,
    /// The price of one unit of the own currency that the plan was made with.
    pub budget_rate: Option<Amount>,
    /// The price of one unit of the own currency when it was posted.
    pub actual_rate: Option<Amounts>,
    /// Whether it is marked as cancelled.
    pub cancelled: bool,
    /// What the user says its rest comes from.
    pub cause: Option<String>,
    /// Whether it holds actuals that no budget line is matched to.
    pub unmatched: bool,
    /// What of its difference comes from restated figures.
    pub restated: Option<Restated>,
}

/// Lines, and the months over which they are bridged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<Line>,
    /// The first month of the span, 1 to 12 from the start of the year; 1 if it is left out.
    #[serde(default)]
    pub from: Option<usize>,
    /// The last month of the span; 12 if it is left out.
    #[serde(default)]
    pub to: Option<usize>,
    /// How many months of the year are closed. If it is left out: as many as the longest list of actuals has, or all
    /// twelve where actuals are single amounts.
    #[serde(default)]
    pub closed: Option<usize>,
}

/// The bridge of lines as they were handed in, by [`bridge`].
///
/// Every fault of every line is named: a list of more than twelve months, quantities without a price, an amount in its
/// own currency without both rates, months outside the year.
///
/// ```
/// use domain::{explain::Steps, variance::line};
/// let lines: line::Lines = serde_json::from_str(
///     r#"{"lines": [{"budget": 1000, "actual": "1320.00", "budget_quantity": 10, "actual_quantity": 12, "budget_price": 100},
///                   {"actual": 80}, {"budget": 50, "actual": 0}]}"#,
/// )?;
/// let bridge = line::bridged(&lines, &mut Steps::off())?;
/// let shown = |name| bridge.amount(name).to_string();
/// assert_eq!(["volume", "price", "new", "cancelled"].map(shown), ["200", "120.00", "80", "-50"]);
/// assert_eq!(bridge.total.to_string(), "350.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn bridged(lines: &Lines, steps: &mut Steps) -> Result<Bridge, Error> {
    let mut problems = Vec::new();
    let span = span(lines, &mut problems);
    let mut years = Vec::with_capacity(lines.lines.len());
    for (index, line) in lines.lines.iter().enumerate() {
        problems.extend(line.problems().into_iter().map(|problem| {
            let name = line.name.as_ref().map_or(String::new(), |name| format!(" (“{name}”)"));
            let message = format!("Line {}{name}: {}", index + 1, problem.message);
            Problem { field: format!("lines[{index}].{}", problem.field), message }
        }));
        if problems.is_empty() {
            years.push(line.year(index, span)?);
        }
    }
    Error::unless_empty(problems)?;
    Ok(bridge(&years, span, steps)?)
}

/// The months that are asked for.
fn span(lines: &Lines, problems: &mut Vec<Problem>) -> Span {
    let (from, to) = (lines.from.unwrap_or(1), lines.to.unwrap_or(12));
    if !(1..=12).contains(&from) || !(1..=12).contains(&to) || from > to {
        problems
            .push(Problem::new("from", "The span goes from a month of 1 to 12 to the same or a later one."));
    }
    if lines.closed.is_some_and(|closed| closed > 12) {
        problems.push(Problem::new("closed", "A year has 0 to 12 closed months."));
    }
    let listed =
        lines.lines.iter().filter_map(|line| match line.actual.as_ref().or(line.amount_own.as_ref())? {
            Amounts::One(_) => None,
            Amounts::Monthly(months) => Some(months.len()),
        });
    let closed = lines.closed.unwrap_or_else(|| listed.max().unwrap_or(12)).min(12);
    let forecast =
        lines.lines.iter().any(|line| line.forecast.as_ref().is_some_and(|amounts| !amounts.is_one()));
    if lines.closed.is_none() && closed == 12 && forecast {
        let message = "Say how many months are closed: with all twelve actual no month takes its forecast.";
        problems.push(Problem::new("closed", message));
    }
    Span { first: from.saturating_sub(1), last: to.saturating_sub(1), closed }
}

impl Line {
    /// Everything that is wrong with this line.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let restated = match &self.restated {
            Some(Restated::Part(amounts)) => Some(amounts),
            Some(Restated::All(_)) | None => None,
        };
        for (field, amounts) in [
            ("budget", self.budget.as_ref()),
            ("actual", self.actual.as_ref()),
            ("budget_quantity", self.budget_quantity.as_ref()),
            ("actual_quantity", self.actual_quantity.as_ref()),
            ("amount_own", self.amount_own.as_ref()),
            ("actual_rate", self.actual_rate.as_ref()),
            ("restated", restated),
        ] {
            if amounts.is_some_and(|amounts| amounts.months() > 12) {
                problems.push(Problem::new(field, "A year has at most 12 monthly amounts."));
            }
        }
        if self.forecast.as_ref().is_some_and(|amounts| !amounts.is_one() && amounts.months() != 12) {
            problems.push(Problem::new(
                "forecast",
                "Give the forecast as 12 monthly amounts, of which the open months count, or as one amount.",
            ));
        }
        let quantities = [self.budget_quantity.is_some(), self.actual_quantity.is_some()];
        if quantities != [self.budget_price.is_some(); 2] {
            problems.push(Problem::new(
                "budget_price",
                "Volume and price need the planned quantity, the actual quantity and the planned price: give all three or none.",
            ));
        }
        let rates = [self.budget_rate.is_some(), self.actual_rate.is_some()];
        if rates != [self.amount_own.is_some(); 2] {
            problems.push(Problem::new(
                "amount_own",
                "The effect of currency needs the amount in its own currency, the budget rate and the actual rate: give all three or none.",
            ));
        }
        problems
    }

    /// This line as a year of the bridge.
    fn year(&self, index: usize, span: Span) -> Result<Year, Error> {
        let months = |amounts: &Option<Amounts>| {
            amounts.as_ref().map_or([Amount::ZERO; 12], |amounts| amounts.over(span, Amount::ZERO))
        };
        let budget = months(&self.budget);
        let mut currency = [Amount::ZERO; 12];
        let mut actual = months(&self.actual);
        if let (Some(own), Some(budget_rate), Some(rates)) =
            (&self.amount_own, self.budget_rate, &self.actual_rate)
        {
            let (own, rates) = (own.over(span, Amount::ZERO), rates.over(span, rates.last()));
            for (month, own) in own.into_iter().enumerate() {
                currency[month] = own.times(rates[month].minus(budget_rate)?)?;
                if self.actual.is_none() {
                    actual[month] = own.times(rates[month])?;
                }
            }
        }
        let mut open = budget;
        match &self.forecast {
            Some(Amounts::One(amount)) => actual = Amounts::One(*amount).over(span, Amount::ZERO),
            Some(monthly @ Amounts::Monthly(_)) => open = monthly.over(span, Amount::ZERO),
            None => {}
        }
        let single = |amounts: &Option<Amounts>| amounts.as_ref().is_some_and(Amounts::is_one);
        let posted_once = single(&self.actual) || (self.actual.is_none() && single(&self.amount_own));
        if single(&self.forecast) || (posted_once && self.forecast.is_none()) {
            // A single amount is that of the span, whichever of its months are closed, and says nothing of later ones.
            for (actual, budget) in actual.iter_mut().zip(budget).skip(span.last + 1) {
                *actual = budget;
            }
            open = actual;
        }
        let mut actual_at_budget = actual;
        for (at_budget, currency) in actual_at_budget.iter_mut().zip(currency) {
            *at_budget = at_budget.minus(currency)?;
        }
        let mut year = Year {
            line: (!self.unmatched).then(|| i32::try_from(index).unwrap_or(i32::MAX)),
            group: 0,
            budget,
            actual,
            actual_at_budget,
            open,
            detail: None,
        };
        let restated = match &self.restated {
            None | Some(Restated::All(false)) => [Amount::ZERO; 12],
            Some(Restated::Part(amounts)) => amounts.over(span, Amount::ZERO),
            Some(Restated::All(true)) => {
                let mut all = [Amount::ZERO; 12];
                for (month, all) in all.iter_mut().enumerate() {
                    *all = year.expected(month, span.closed).minus(budget[month])?;
                }
                all
            }
        };
        let quantities = self.budget_price.map(|price| Quantities {
            budget: months(&self.budget_quantity),
            actual: months(&self.actual_quantity),
            price,
        });
        let detail = Detail { cancelled: self.cancelled, cause: self.cause.clone(), quantities, restated };
        year.detail = (detail != Detail::default()).then(|| Box::new(detail));
        Ok(year)
    }
}

impl Amounts {
    fn is_one(&self) -> bool {
        matches!(self, Amounts::One(_))
    }

    fn months(&self) -> usize {
        match self {
            Amounts::One(_) => 1,
            Amounts::Monthly(months) => months.len(),
        }
    }

    fn last(&self) -> Amount {
        match self {
            Amounts::One(amount) => *amount,
            Amounts::Monthly(months) => months.last().copied().unwrap_or_default(),
        }
    }

    /// The amounts by month: one amount stands in the first month of the span, months left out are `otherwise`.
    fn over(&self, span: Span, otherwise: Amount) -> Months {
        let mut months = [otherwise; 12];
        match self {
            Amounts::One(amount) => {
                if let Some(month) = months.get_mut(span.first) {
                    *month = *amount;
                }
            }
            Amounts::Monthly(amounts) => {
                for (month, amount) in months.iter_mut().zip(amounts) {
                    *month = *amount;
                }
            }
        }
        months
    }
}

impl Serialize for Amounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Amounts::One(amount) => amount.serialize(serializer),
            Amounts::Monthly(months) => months.serialize(serializer),
        }
    }
}

impl Serialize for Restated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Restated::All(all) => serializer.serialize_bool(*all),
            Restated::Part(amounts) => amounts.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Amounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Amounts, D::Error> {
        match deserializer.deserialize_any(AmountOrList)? {
            Restated::Part(amounts) => Ok(amounts),
            Restated::All(_) => {
                let expected = "an amount as text, or a list of them by month, not true or false";
                Err(serde::de::Error::custom(format!("Give {expected}.")))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Restated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Restated, D::Error> {
        deserializer.deserialize_any(AmountOrList)
    }
}

/// Reads an amount, a list of them by month, or true or false.
struct AmountOrList;

impl<'de> serde::de::Visitor<'de> for AmountOrList {
    type Value = Restated;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount as text, such as \"1200.50\", or a list of them by month")
    }

    fn visit_bool<E: serde::de::Error>(self, all: bool) -> Result<Restated, E> {
        Ok(Restated::All(all))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Restated, E> {
        text.parse().map(|amount| Restated::Part(Amounts::One(amount))).map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Restated, E> {
        Ok(Restated::Part(Amounts::One(Amount::from(whole))))
    }

    fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Restated, E> {
        Ok(Restated::Part(Amounts::One(Amount::from(rust_decimal::Decimal::from(whole)))))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Restated, A::Error> {
        let mut months = Vec::new();
        while let Some(amount) = list.next_element()? {
            months.push(amount);
        }
        Ok(Restated::Part(Amounts::Monthly(months)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(json: &str) -> Result<String, String> {
        let lines: Lines = serde_json::from_str(json).map_err(|error| error.to_string())?;
        // What is written reads back the same.
        let again = serde_json::to_string(&lines).map_err(|error| error.to_string())?;
        assert_eq!(serde_json::from_str::<Lines>(&again).unwrap(), lines);
        let bridge = bridged(&lines, &mut Steps::off()).map_err(|error| error.to_string())?;
        assert!(bridge.remainder.is_zero());
        let items = bridge.items.iter().filter(|item| !item.amount.is_zero());
        let items: Vec<String> = items.map(|item| format!("{} {}", item.item, item.amount)).collect();
        Ok(format!("{} = {}", items.join(", "), bridge.total))
    }

    #[test]
    fn lines_are_read_as_they_are_handed_in() {
        for (json, expected) in [
            (r#"{"lines": []}"#, " = 0"),
            (r#"{"lines": [{"budget": 100, "actual": "110.50"}]}"#, "other 10.50 = 10.50"),
            (
                r#"{"lines": [{"budget": "100", "actual": 110, "cause": "scope"}, {"budget": 5, "actual": 9, "cause": "rain"}]}"#,
                "scope 10, rain 4 = 14",
            ),
            (
                r#"{"lines": [{"actual": 80, "unmatched": true}, {"actual": 7}, {"budget": 3}]}"#,
                "new 7, cancelled -3, unmatched 80 = 84",
            ),
            (r#"{"lines": [{"budget": 100, "actual": 60, "cancelled": true}]}"#, "cancelled -40 = -40"),
            (r#"{"lines": [{"budget": 100, "actual": 130, "restated": 20}]}"#, "restated 20, other 10 = 30"),
            (r#"{"lines": [{"budget": 100, "actual": 130, "restated": true}]}"#, "restated 30 = 30"),
            (r#"{"lines": [{"budget": 100, "actual": 130, "restated": false}]}"#, "other 30 = 30"),
            (
                r#"{"lines": [{"budget": 100, "actual": 130, "restated": [5, 5]}]}"#,
                "restated 10, other 20 = 30",
            ),
            // 1,000 USD, planned at 0.90 and posted at 0.95.
            (
                r#"{"lines": [{"budget": 900, "amount_own": 1000, "budget_rate": "0.90", "actual_rate": "0.95"}]}"#,
                "currency 50.00 = 50.00",
            ),
            (
                r#"{"lines": [{"budget": 880, "actual": 960, "amount_own": 1000, "budget_rate": "0.90", "actual_rate": "0.95"}]}"#,
                "currency 50.00, other 30.00 = 80",
            ),
            (
                r#"{"lines": [{"budget": [90], "amount_own": [100, 100, 100], "budget_rate": "0.9", "actual_rate": ["0.9", 1]}]}"#,
                "currency 20.0, other 180.0 = 200.0",
            ),
            (
                r#"{"lines": [{"budget": 1000, "actual": 1320, "budget_quantity": 10, "actual_quantity": 12, "budget_price": 100}]}"#,
                "volume 200, price 120 = 320",
            ),
            (
                r#"{"lines": [{"budget": 1000, "actual": 1452, "budget_quantity": 10, "actual_quantity": 12, "budget_price": 100, "amount_own": 1320, "budget_rate": 1, "actual_rate": "1.1"}]}"#,
                "volume 200, price 120.0, currency 132.0 = 452",
            ),
            // One forecast takes the place of the actual.
            (r#"{"lines": [{"budget": 100, "actual": 40, "forecast": 115}]}"#, "other 15 = 15"),
            (r#"{"lines": [{"budget": 100, "actual": 0, "forecast": 0}]}"#, "cancelled -100 = -100"),
            // As many months are closed as there are actuals; the others cost what is expected, or budgeted.
            (
                r#"{"lines": [{"budget": [10,10,10,10,10,10,10,10,10,10,10,10], "actual": [12, 12], "forecast": [0,0,0,11,10,10,10,10,10,10,10,10]}]}"#,
                "other -5 = -5",
            ),
            (
                r#"{"lines": [{"budget": [10,10,10,10,10,10,10,10,10,10,10,10], "actual": [12, 12]}]}"#,
                "other 4 = 4",
            ),
            (
                r#"{"closed": 3, "lines": [{"budget": [10,10,10,10,10,10,10,10,10,10,10,10], "actual": [12, 12]}]}"#,
                "other -6 = -6",
            ),
            (
                r#"{"to": 2, "lines": [{"budget": [10,10,10,10,10,10,10,10,10,10,10,10], "actual": [12, 12], "forecast": [0,0,7,10,10,10,10,10,10,10,10,10]}]}"#,
                "timing 3, other 1 = 4",
            ),
            (
                r#"{"from": 2, "to": 2, "lines": [{"budget": [10,10,10], "actual": [9, 12, 10]}]}"#,
                "other 2 = 2",
            ),
            // A single actual says nothing of the months after the span.
            (
                r#"{"to": 3, "lines": [{"budget": [10,10,10,10,10,10,10,10,10,10,10,10], "actual": 35}]}"#,
                "other 5 = 5",
            ),
            (r#"{"from": 3, "closed": 1, "lines": [{"budget": 10, "actual": 35}]}"#, "other 25 = 25"),
            (
                r#"{"closed": 1, "lines": [{"budget": 10, "actual": 35, "forecast": [9,1,0,0,0,0,0,0,0,0,0,2]}]}"#,
                "other 28 = 28",
            ),
        ] {
            assert_eq!(run(json), Ok(expected.to_owned()), "{json}");
        }
    }

    #[test]
    fn every_fault_is_named() {
        let rates = "The effect of currency needs the amount in its own currency, the budget rate and the actual rate: give all three or none.";
        let price = "Volume and price need the planned quantity, the actual quantity and the planned price: give all three or none.";
        let span = "The span goes from a month of 1 to 12 to the same or a later one.";
        let forecast =
            "Give the forecast as 12 monthly amounts, of which the open months count, or as one amount.";
        for (json, expected) in [
            (r#"{"from": 0, "lines": []}"#, span.to_owned()),
            (r#"{"from": 13, "lines": []}"#, span.to_owned()),
            (r#"{"to": 0, "lines": []}"#, span.to_owned()),
            (r#"{"to": 13, "lines": []}"#, span.to_owned()),
            (r#"{"from": 5, "to": 4, "lines": []}"#, span.to_owned()),
            (r#"{"closed": 13, "lines": []}"#, "A year has 0 to 12 closed months.".to_owned()),
            (
                r#"{"lines": [{"budget": [1,2,3,4,5,6,7,8,9,10,11,12,13]}]}"#,
                "Line 1: A year has at most 12 monthly amounts.".to_owned(),
            ),
            (
                r#"{"lines": [{"restated": [1,2,3,4,5,6,7,8,9,10,11,12,13]}]}"#,
                "Line 1: A year has at most 12 monthly amounts.".to_owned(),
            ),
            (r#"{"closed": 2, "lines": [{"forecast": [1]}]}"#, format!("Line 1: {forecast}")),
            (
                r#"{"lines": [{"forecast": [1,2,3,4,5,6,7,8,9,10,11,12]}]}"#,
                "Say how many months are closed: with all twelve actual no month takes its forecast."
                    .to_owned(),
            ),
            (
                r#"{"lines": [{}, {"name": "Cloud", "budget_price": 1, "amount_own": 5}]}"#,
                format!("Line 2 (“Cloud”): {price} Line 2 (“Cloud”): {rates}"),
            ),
            (r#"{"lines": [{"budget_price": 1, "budget_quantity": 1}]}"#, format!("Line 1: {price}")),
            (r#"{"lines": [{"actual_quantity": 1, "budget_quantity": 1}]}"#, format!("Line 1: {price}")),
            (r#"{"lines": [{"budget_rate": 1, "actual_rate": 1}]}"#, format!("Line 1: {rates}")),
            (r#"{"lines": [{"amount_own": 1, "actual_rate": 1}]}"#, format!("Line 1: {rates}")),
        ] {
            assert_eq!(run(json), Err(expected), "{json}");
        }
        assert!(run(r#"{"lines": [{"budget": true}]}"#).unwrap_err().starts_with("Give an amount as text"));
        assert!(run(r#"{"lines": [{"budget": 1.5}]}"#).unwrap_err().contains("an amount as text, such as"));
        let faulty: Lines = serde_json::from_str(r#"{"lines": [{"budget_price": 1}]}"#).unwrap();
        let Err(Error::Invalid(problems)) = bridged(&faulty, &mut Steps::off()) else {
            panic!("it is faulty")
        };
        assert_eq!(problems[0].field, "lines[0].budget_price");
    }
}
