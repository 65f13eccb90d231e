//! Lines as they are handed in to be bridged: one amount, or one for each month of the year.

mod amounts;

use serde::{Deserialize, Serialize};

pub use amounts::{Amounts, Restated};

use super::{Bridge, Detail, Quantities, Span, Year, bridge};
use crate::budget::Months;
use crate::explain::Steps;
use crate::{Amount, Error, Problem, Sum};

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
    /// The planned quantity: one for the span where the amounts are, or one for each month up to its end.
    pub budget_quantity: Option<Amounts>,
    /// The quantity that was bought (in open months: is expected to be): as the planned one. A list that ends with the
    /// closed months goes on with the planned quantity, as the amount does with the budget.
    pub actual_quantity: Option<Amounts>,
    /// The planned price of one, at the budget rate.
    pub budget_price: Option<Amount>,
    /// What was posted, in the line's own currency; if `actual` is there too, it must be as much at the actual rate.
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
/// Every fault of every line is named: a list of more than twelve months, quantities without a price or not for all
/// months of the span, an amount in its own currency without both rates or at odds with the actual, months outside the
/// year.
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
        problems.extend(line.problems(span).into_iter().map(|problem| {
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
    /// Everything that is wrong with this line where these months are asked for.
    pub fn problems(&self, span: Span) -> Vec<Problem> {
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
        self.quantity_problems(span, &mut problems);
        let rates = [self.budget_rate.is_some(), self.actual_rate.is_some()];
        if rates != [self.amount_own.is_some(); 2] {
            problems.push(Problem::new(
                "amount_own",
                "The effect of currency needs the amount in its own currency, the budget rate and the actual rate: give all three or none.",
            ));
        }
        if self.is_at_odds(span) {
            problems.push(Problem::new(
                "actual",
                "Give the actual or the amount in its own currency with its rate, not two that differ.",
            ));
        }
        problems
    }

    /// Quantities that would be compared over other months than the amounts are.
    fn quantity_problems(&self, span: Span, problems: &mut Vec<Problem>) {
        if self.budget_quantity.is_none() && self.actual_quantity.is_none() {
            return;
        }
        let figures = [
            &self.budget,
            &self.actual,
            &self.amount_own,
            &self.forecast,
            &self.budget_quantity,
            &self.actual_quantity,
        ];
        let given = || figures.into_iter().flatten();
        if given().any(Amounts::is_one) && !given().all(Amounts::is_one) {
            problems.push(Problem::new(
                "budget_quantity",
                "Give the amounts and quantities of a line with a price all by month, or all as one for the span.",
            ));
        }
        let short = |amounts: &Option<Amounts>| {
            let listed = amounts.as_ref().filter(|amounts| !amounts.is_one()).map(Amounts::months);
            listed.filter(|months| *months <= span.last.min(11))
        };
        if short(&self.budget_quantity).is_some() {
            problems.push(Problem::new(
                "budget_quantity",
                "Give the planned quantity of each month up to the end of the span, or end the span earlier.",
            ));
        }
        if short(&self.actual_quantity).is_some_and(|months| months != span.closed) {
            problems.push(Problem::new(
                "actual_quantity",
                "Give the actual quantity of each closed month, or of each month up to the end of the span.",
            ));
        }
    }

    /// Whether the actual is another than the amount in its own currency comes to: in a month, or over the span where
    /// one of the two is a single amount.
    fn is_at_odds(&self, span: Span) -> bool {
        let (Some(actual), Some((own, rates))) = (&self.actual, self.own(span)) else { return false };
        let converted = own.into_iter().zip(rates).map(|(own, rate)| own.times(rate));
        let Ok(converted) = converted.collect::<Result<Vec<_>, _>>() else { return true };
        let actual_months = actual.over(span, Amount::ZERO);
        if actual.is_one() || self.amount_own.as_ref().is_some_and(Amounts::is_one) {
            let total = |months: &[Amount]| {
                let mut sum = Sum::default();
                sum.add_all(months.get(span.months()).unwrap_or_default());
                sum.total().map(|total| total.round(2))
            };
            return total(&actual_months) != total(&converted);
        }
        actual_months.iter().zip(converted).any(|(actual, converted)| actual.round(2) != converted.round(2))
    }

    /// What was posted in the line's own currency and the actual rate, by month.
    fn own(&self, span: Span) -> Option<(Months, Months)> {
        let (own, rates) = (self.amount_own.as_ref()?, self.actual_rate.as_ref()?);
        Some((own.over(span, Amount::ZERO), rates.over(span, rates.last())))
    }

    /// This line as a year of the bridge.
    fn year(&self, index: usize, span: Span) -> Result<Year, Error> {
        let months = |amounts: &Option<Amounts>| {
            amounts.as_ref().map_or([Amount::ZERO; 12], |amounts| amounts.over(span, Amount::ZERO))
        };
        let budget = months(&self.budget);
        let mut currency = [Amount::ZERO; 12];
        let mut actual = months(&self.actual);
        if let (Some((own, rates)), Some(budget_rate)) = (self.own(span), self.budget_rate) {
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
        let planned = months(&self.budget_quantity);
        let mut bought = months(&self.actual_quantity);
        if let Some(Amounts::Monthly(listed)) = &self.actual_quantity {
            for (bought, planned) in bought.iter_mut().zip(planned).skip(listed.len()) {
                *bought = planned;
            }
        }
        let quantities = self.budget_price.map(|price| Quantities { budget: planned, actual: bought, price });
        let detail = Detail { cancelled: self.cancelled, cause: self.cause.clone(), quantities, restated };
        year.detail = (detail != Detail::default()).then(|| Box::new(detail));
        Ok(year)
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
                r#"{"lines": [{"budget": 880, "actual": "950.004", "amount_own": 1000, "budget_rate": "0.90", "actual_rate": "0.95"}]}"#,
                "currency 50.000, other 20.004 = 70.004",
            ),
            // One actual beside months in the own currency: as much over the span, whatever is posted after it.
            (
                r#"{"to": 2, "lines": [{"budget": [90, 90], "actual": 190, "amount_own": [100, 100, 7], "budget_rate": "0.9", "actual_rate": ["0.9", 1]}]}"#,
                "currency 10.0 = 10",
            ),
            (
                r#"{"lines": [{"budget": 90, "actual": [95, 0], "amount_own": 100, "budget_rate": "0.9", "actual_rate": "0.95"}]}"#,
                "currency 5.00 = 5",
            ),
            // Months left out are 0, so that these lists are as long as each other.
            (
                r#"{"lines": [{"budget": 90, "actual": [95, 0], "amount_own": [100], "budget_rate": "0.9", "actual_rate": "0.95"}]}"#,
                "currency 5.00 = 5",
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
    fn open_months_are_bought_as_planned() {
        for (json, expected) in [
            // Three closed months just as planned; the open ones are expected to be so too.
            (
                r#"{"lines": [{"budget": [1000,1000,1000,1000,1000,1000,1000,1000,1000,1000,1000,1000], "actual": [1000,1000,1000], "budget_quantity": [10,10,10,10,10,10,10,10,10,10,10,10], "actual_quantity": [10,10,10], "budget_price": 100}]}"#,
                " = 0",
            ),
            (
                r#"{"closed": 3, "lines": [{"budget": [1000,1000,1000,1000,1000,1000,1000,1000,1000,1000,1000,1000], "actual": [1000,1000,1320], "budget_quantity": [10,10,10,10,10,10,10,10,10,10,10,10], "actual_quantity": [10,10,12], "budget_price": 100}]}"#,
                "volume 200, price 120 = 320",
            ),
            (
                r#"{"closed": 1, "to": 2, "lines": [{"budget": [1000,1000,1000], "actual": [1000], "forecast": [0,1320,0,0,0,0,0,0,0,0,0,0], "budget_quantity": [10,10], "actual_quantity": [10,12], "budget_price": 100}]}"#,
                "volume 200, price 120 = 320",
            ),
            (
                r#"{"closed": 4, "to": 2, "lines": [{"budget": [1000,1000,1000], "actual": [1000,1320,5], "budget_quantity": [10,10,9,9], "actual_quantity": [10,12,7], "budget_price": 100}]}"#,
                "volume 200, price 120 = 320",
            ),
        ] {
            assert_eq!(run(json), Ok(expected.to_owned()), "{json}");
        }
    }

    #[test]
    fn quantities_cover_the_same_months_as_amounts() {
        let mixed = "Give the amounts and quantities of a line with a price all by month, or all as one for the span.";
        let planned =
            "Give the planned quantity of each month up to the end of the span, or end the span earlier.";
        let bought =
            "Give the actual quantity of each closed month, or of each month up to the end of the span.";
        for (closed, line, expected) in [
            (3, r#""budget": 9, "budget_quantity": 9, "actual_quantity": [9,9,9]"#, vec![mixed]),
            (
                3,
                r#""budget": 9, "actual": [3,3,3], "budget_quantity": 120, "actual_quantity": 30"#,
                vec![mixed],
            ),
            (
                3,
                r#""budget": 9, "actual": 9, "budget_quantity": [9,9,9], "actual_quantity": 27"#,
                vec![mixed],
            ),
            (3, r#""actual": 9, "budget_quantity": [9,9,9], "actual_quantity": [9,9,9]"#, vec![mixed]),
            (3, r#""forecast": 9, "budget_quantity": [9,9,9], "actual_quantity": [9,9,9]"#, vec![mixed]),
            (
                3,
                r#""amount_own": [9], "budget_rate": 1, "actual_rate": 1, "budget_quantity": 9, "actual_quantity": 9"#,
                vec![mixed],
            ),
            (3, r#""budget_quantity": [9,9], "actual_quantity": [9,9,9]"#, vec![planned]),
            (3, r#""budget_quantity": [9,9], "actual_quantity": [9]"#, vec![planned, bought]),
            (2, r#""budget_quantity": [9,9], "actual_quantity": [9,9]"#, vec![planned]),
            (1, r#""budget_quantity": [9,9,9], "actual_quantity": [9,9]"#, vec![bought]),
            (1, r#""budget_quantity": [9,9,9], "actual_quantity": []"#, vec![bought]),
            (1, r#""budget_quantity": [9,9,9], "actual_quantity": [9]"#, vec![]),
            (0, r#""budget_quantity": [9,9,9], "actual_quantity": []"#, vec![]),
            (1, r#""budget_quantity": [9,9,9], "actual_quantity": [9,9,9]"#, vec![]),
            (5, r#""budget_quantity": [9,9,9], "actual_quantity": [9,9,9,9]"#, vec![]),
            (5, r#""budget_quantity": [9,9,9], "actual_quantity": [9,9]"#, vec![bought]),
            (1, r#""budget": 9, "budget_quantity": 9, "actual_quantity": 9"#, vec![]),
        ] {
            let json =
                format!(r#"{{"to": 3, "closed": {closed}, "lines": [{{{line}, "budget_price": 1}}]}}"#);
            let expected: Vec<String> = expected.iter().map(|message| format!("Line 1: {message}")).collect();
            assert_eq!(run(&json).err().unwrap_or_default(), expected.join(" "), "{json}");
        }
    }

    #[test]
    fn an_actual_is_not_at_odds_with_the_own_currency() {
        for (actual, own, rate, fine) in [
            ("960", "1000", "0.95", false),
            ("950", "1000", "0.95", true),
            (r#""950.004""#, "1000", "0.95", true),
            (r#""950.005""#, "1000", "0.95", false),
            ("[95, 95]", "[100, 100]", "0.95", true),
            ("[95, 95]", "[100, 100, 100]", "0.95", false),
            ("[95, 95, 95]", "[100, 100]", "0.95", false),
            (r#"["95.004", 95]"#, "[100, 100]", "0.95", true),
            (r#"["95.01"]"#, "[100]", "0.95", false),
            // As much over the span, but not in each month.
            ("[95, 190]", "[200, 100]", "0.95", false),
            ("190", "[100, 100]", "0.95", true),
            ("95", "[100, 100]", "0.95", false),
            ("[95, 95]", "200", "0.95", true),
            ("[95, 95]", "100", "0.95", false),
            ("1", "79228162514264337593543950335", "10", false),
        ] {
            let own = own.replace("79228162514264337593543950335", r#""79228162514264337593543950335""#);
            let json = format!(
                r#"{{"lines": [{{"actual": {actual}, "amount_own": {own}, "budget_rate": 1, "actual_rate": "{rate}"}}]}}"#
            );
            let expected = "Line 1: Give the actual or the amount in its own currency with its rate, not two that differ.";
            assert_eq!(run(&json).err().unwrap_or_default(), if fine { "" } else { expected }, "{json}");
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
