//! The bridge: the way from budget to forecast in named items that sum to the difference exactly.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Quantities, Span, Year, by_group};
use crate::explain::Steps;
use crate::money::{Error, tie};
use crate::{Amount, Sum};

/// From budget to forecast in named items; plus raises cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bridge {
    /// Each cause with its amount, in the order they are shown.
    pub items: Vec<Item>,
    /// Forecast − budget.
    pub total: Amount,
    /// What the items do not explain: always 0.
    pub remainder: Amount,
}

/// One item of a bridge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its name, such as `currency`, or the user's own words.
    pub item: String,
    /// By how much it raises the cost.
    pub amount: Amount,
}

impl Bridge {
    /// The bridge to a rounded total, which its rounded items sum to.
    pub fn tied(&self, total: Amount, decimals: u32) -> Result<Bridge, Error> {
        // An item that no line stands in gets no cent of the rounding: none could explain it.
        let is_held = |item: &&Item| !item.amount.is_zero();
        let parts: Vec<Amount> = self.items.iter().filter(is_held).map(|item| item.amount).collect();
        let mut amounts = tie(&parts, total, decimals)?.into_iter();
        let mut items = self.items.clone();
        for item in &mut items {
            let amount = if item.amount.is_zero() { None } else { amounts.next() };
            item.amount = amount.unwrap_or_default().round(decimals);
        }
        Ok(Bridge { items, total, remainder: self.remainder.round(decimals) })
    }

    /// The amount of an item; 0 if there is none of that name.
    pub fn amount(&self, name: &str) -> Amount {
        self.items.iter().find(|item| item.item == name).map_or(Amount::ZERO, |item| item.amount)
    }
}

/// The items that every bridge has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    New,
    Cancelled,
    Volume,
    Price,
    Currency,
    Timing,
    Unmatched,
    Restated,
    Other,
}

/// Their names and how they are found, in the order they are shown.
const NAMED: [(Named, &str, &str); 9] = [
    (Named::New, "new", "forecast − budget of lines without a budget in any month of the year"),
    (
        Named::Cancelled,
        "cancelled",
        "forecast − budget of lines marked so, or without any actual or forecast",
    ),
    (Named::Volume, "volume", "(actual quantity − budget quantity) × budget price"),
    (Named::Price, "price", "difference at the budget rate − volume"),
    (Named::Currency, "currency", "amount in its own currency × (actual rate − budget rate)"),
    (Named::Timing, "timing", "the part of the rest that later months take back"),
    (Named::Unmatched, "unmatched", "actuals that no line is matched to"),
    (Named::Restated, "restated", "differences from restated figures"),
    (Named::Other, "other", "the rest"),
];

/// How many of [`NAMED`] stand before the causes.
const BEFORE_CAUSES: usize = 6;

/// What the user's causes are called that have a name in the product, in the order they are shown.
const CAUSES: [&str; 3] = ["scope", "delay", "one-off"];

/// The bridge of a span: why forecast and budget differ. Plus raises cost, the opposite sign of a variance.
///
/// Per line, then summed; the difference of a line is its actual of closed months and its forecast of open ones, less
/// the budget, over the span:
///
/// - *unmatched*: all of it, for actuals that no line is matched to;
/// - *restated*: the part that is said to come from restated figures; what is left goes on;
/// - *new*: all of it, if no month of the year has a budget;
/// - *cancelled*: all of it, if the line is marked so, or nothing is posted and nothing expected all year;
/// - *currency*: posted amounts at actual rates less the same at the budget rate;
/// - *volume* and *price*, where quantities are known: (actual quantity − budget quantity) × budget price, and what is
///   left of the difference at the budget rate, so that no price has to be divided out;
/// - *timing*: see below;
/// - a *cause* that the user gave: the rest of the line. Known ones (price, scope, delay, one-off) first, then own
///   words by name; one that bears the name of an item counts there;
/// - *other*: the rest of lines without a cause.
///
/// *Timing* is for a span that ends before the year does: what the line is over (or under) is only early (or late) as
/// far as the months after the span are under (or over) by as much. It is the rest of the span, bounded by the opposite
/// difference of all later months of the year (their restatements and currency left out):
///
/// | budget a month | January to March | April to December | rest | timing | other |
/// |---|---|---|---|---|---|
/// | 100 | 100, 100, 40 | 160, then 100 each | −60 | −60 | 0 |
/// | 100 | 100, 100, 40 | 130, then 100 each | −60 | −30 | −30 |
/// | 100 | 100, 100, 40 | 200, then 100 each | −60 | −60 | 0 |
/// | 100 | 100, 100, 40 | 90, then 100 each | −60 | 0 | −60 |
///
/// Every named item is there, 0 or not; the items sum to the total exactly, so that the remainder is 0. Where 28 digits
/// cannot hold that (amounts with some 20 decimals), all are rounded to the decimals that fit, and tied.
///
/// ```
/// use domain::variance::{bridge, Span, Year};
/// use domain::{explain::Steps, Amount};
///
/// let [budget, mut actual] = [[Amount::from(100); 12]; 2];
/// (actual[2], actual[3]) = (40.into(), 130.into());
/// let year = Year { line: Some(1), group: 0, budget, actual, actual_at_budget: actual, open: actual, detail: None };
/// let bridge = bridge(&[year], Span { first: 0, last: 2, closed: 3 }, &mut Steps::off())?;
/// assert_eq!(bridge.total, Amount::from(-60));
/// assert_eq!((bridge.amount("timing"), bridge.amount("other")), (Amount::from(-30), Amount::from(-30)));
/// assert!(bridge.remainder.is_zero());
/// # Ok::<(), domain::money::Error>(())
/// ```
pub fn bridge(years: &[Year], span: Span, steps: &mut Steps) -> Result<Bridge, Error> {
    let mut items = Items::default();
    let mut total = Sum::default();
    for year in years {
        total.merge(&items.add(year, span)?);
    }
    let total = total.total()?;
    let bridge = reconciled(items.listed()?, total)?;
    if steps.asked() {
        explain(&bridge, years, span, steps);
    }
    Ok(bridge)
}

/// What a line adds to an item of the bridge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The line's place among the years.
    pub year: usize,
    /// The item's name.
    pub item: String,
    /// By how much the line raises it.
    pub amount: Amount,
}

/// What each line adds to the items of the [`bridge`], in the order of the years, without what is 0: an item's parts sum
/// to it exactly.
///
/// ```
/// # use domain::variance::{parts, Span, Year};
/// # use domain::Amount;
/// let [budget, mut actual] = [[Amount::from(100); 12]; 2];
/// (actual[2], actual[3]) = (40.into(), 130.into());
/// let year = Year { line: Some(1), group: 0, budget, actual, actual_at_budget: actual, open: actual, detail: None };
/// let parts = parts(&[year], Span { first: 0, last: 2, closed: 3 })?;
/// let shown: Vec<String> = parts.iter().map(|part| format!("{} {}", part.item, part.amount)).collect();
/// assert_eq!(shown, ["timing -30", "other -30"]);
/// # Ok::<(), domain::money::Error>(())
/// ```
pub fn parts(years: &[Year], span: Span) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    for (place, year) in years.iter().enumerate() {
        let mut items = Items::default();
        items.add(year, span)?;
        let held = items.listed()?.into_iter().filter(|item| !item.amount.is_zero());
        parts.extend(held.map(|Item { item, amount }| Part { year: place, item, amount }));
    }
    Ok(parts)
}

/// The items of a bridge while lines are added.
#[derive(Default)]
struct Items<'a> {
    named: [Sum; NAMED.len()],
    causes: BTreeMap<&'a str, Sum>,
}

impl<'a> Items<'a> {
    fn of(&mut self, item: Named) -> &mut Sum {
        &mut self.named[item as usize]
    }

    /// The item that a user's cause counts in.
    fn cause(&mut self, cause: &'a str) -> &mut Sum {
        match NAMED.iter().find(|(_, name, _)| *name == cause) {
            Some((item, ..)) => self.of(*item),
            None => self.causes.entry(cause).or_default(),
        }
    }

    /// Adds a line to its items, and answers its whole difference.
    fn add(&mut self, year: &'a Year, span: Span) -> Result<Sum, Error> {
        let detail = year.detail.as_deref();
        let mut difference = year.cost(span);
        let mut budget = Sum::default();
        budget.add_all(year.budget.get(span.months()).unwrap_or_default());
        difference.take(&budget);
        if year.line.is_none() {
            self.of(Named::Unmatched).merge(&difference);
            return Ok(difference);
        }
        let mut rest = difference.clone();
        if let Some(detail) = detail {
            for amount in detail.restated.get(span.months()).unwrap_or_default() {
                self.of(Named::Restated).add(*amount);
                rest.subtract(*amount);
            }
        }
        let nothing = |months: &[Amount]| months.iter().all(|amount| amount.is_zero());
        if nothing(&year.budget) {
            self.of(Named::New).merge(&rest);
            return Ok(difference);
        }
        let open = year.open.get(span.closed..).unwrap_or_default();
        if detail.is_some_and(|detail| detail.cancelled) || (nothing(&year.actual) && nothing(open)) {
            self.of(Named::Cancelled).merge(&rest);
            return Ok(difference);
        }
        for month in span.months().take_while(|month| *month < span.closed) {
            let (actual, at_budget) = (year.actual[month], year.actual_at_budget[month]);
            if actual != at_budget {
                let currency = self.of(Named::Currency);
                currency.add(actual);
                currency.subtract(at_budget);
                rest.subtract(actual);
                rest.add(at_budget);
            }
        }
        if let Some(quantities) = detail.and_then(|detail| detail.quantities.as_ref()) {
            // Volume and price together are all that is left at the budget rate.
            let volume = volume(quantities, span)?;
            self.of(Named::Volume).add(volume);
            self.of(Named::Price).merge(&rest);
            self.of(Named::Price).subtract(volume);
            return Ok(difference);
        }
        if span.last < 11 {
            let timing = timing(rest.total()?, later(year, span)?);
            self.of(Named::Timing).add(timing);
            rest.subtract(timing);
        }
        let cause = detail.and_then(|detail| detail.cause.as_deref()).map(str::trim);
        match cause.filter(|cause| !cause.is_empty()) {
            Some(cause) => self.cause(cause).merge(&rest),
            None => self.of(Named::Other).merge(&rest),
        }
        Ok(difference)
    }

    /// The items in the order they are shown.
    fn listed(self) -> Result<Vec<Item>, Error> {
        let item = |name: &str, sum: &Sum| Ok(Item { item: name.to_owned(), amount: sum.total()? });
        let known = CAUSES.iter().filter_map(|name| self.causes.get_key_value(name));
        let own = self.causes.iter().filter(|(name, _)| !CAUSES.contains(name));
        let named = || NAMED.iter().map(|(item, name, _)| (*name, &self.named[*item as usize]));
        let causes = known.chain(own).map(|(name, sum)| (*name, sum));
        named()
            .take(BEFORE_CAUSES)
            .chain(causes)
            .chain(named().skip(BEFORE_CAUSES))
            .map(|(name, sum)| item(name, sum))
            .collect()
    }
}

/// What more (or less) was bought than planned, at the planned price.
fn volume(quantities: &Quantities, span: Span) -> Result<Amount, Error> {
    let mut more = Sum::default();
    for month in span.months() {
        more.add(quantities.actual[month]);
        more.subtract(quantities.budget[month]);
    }
    more.total()?.times(quantities.price)
}

/// What the months after the span differ from the budget by, at the budget rate and as it was before restating.
fn later(year: &Year, span: Span) -> Result<Amount, Error> {
    let mut later = Sum::default();
    for month in span.last + 1..12 {
        let cost = if month < span.closed { year.actual_at_budget[month] } else { year.open[month] };
        later.add(cost);
        later.subtract(year.budget[month]);
        if let Some(detail) = year.detail.as_deref() {
            later.subtract(detail.restated[month]);
        }
    }
    later.total()
}

/// As much of `rest` as `later` takes back.
fn timing(rest: Amount, later: Amount) -> Amount {
    if rest.is_negative() == later.is_negative() || rest.is_zero() || later.is_zero() {
        Amount::ZERO
    } else if rest.abs() <= later.abs() {
        rest
    } else {
        -later
    }
}

/// The bridge of these items. If they do not sum to the total because 28 digits cannot hold that, all are rounded to
/// the decimals that every one of them has.
fn reconciled(items: Vec<Item>, total: Amount) -> Result<Bridge, Error> {
    let remainder = |bridge: &Bridge| {
        let mut remainder: Sum = bridge.items.iter().map(|item| -item.amount).collect();
        remainder.add(bridge.total);
        remainder.total()
    };
    let mut bridge = Bridge { items, total, remainder: Amount::ZERO };
    if !remainder(&bridge)?.is_zero() {
        let amounts = bridge.items.iter().map(|item| item.amount).chain([total]);
        let decimals = amounts.filter(|amount| !amount.is_zero()).map(Amount::scale).min().unwrap_or(0);
        bridge = bridge.tied(total.round(decimals), decimals)?;
        if !remainder(&bridge)?.is_zero() {
            return Err(Error::TooLarge);
        }
    }
    Ok(bridge)
}

fn explain(bridge: &Bridge, years: &[Year], span: Span, steps: &mut Steps) {
    let mut beneath = steps.beneath();
    for item in &bridge.items {
        let named = NAMED.iter().find(|(_, name, _)| *name == item.item);
        let formula = named.map_or("the rest of lines with this cause", |(.., formula)| *formula);
        beneath.note(&item.item, formula, item.amount, Vec::new);
    }
    steps.over(beneath, "Difference", "forecast − budget; plus raises cost", bridge.total, || {
        // Two sums may be too large although their difference is not: it stands without them then.
        by_group(years, 0, span).map_or(Vec::new(), |(_, all)| {
            vec![("forecast", all.forecast.into()), ("budget", all.budget.into())]
        })
    });
    steps.note("Remainder", "difference − all items", bridge.remainder, Vec::new);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::Months;
    use crate::variance::Detail;
    use proptest::prelude::*;

    fn amounts<const N: usize>(units: [i64; N]) -> Months {
        std::array::from_fn(|month| Amount::from(*units.get(month).or(units.last()).unwrap_or(&0)))
    }

    /// A line of 100 a month with these costs in the first months (and the last of them ever after).
    fn line<const N: usize>(costs: [i64; N]) -> Year {
        Year {
            line: Some(1),
            group: 0,
            budget: amounts([100]),
            actual: amounts(costs),
            actual_at_budget: amounts(costs),
            open: amounts(costs),
            detail: None,
        }
    }

    fn with(mut year: Year, detail: Detail) -> Year {
        year.detail = Some(Box::new(detail));
        year
    }

    fn cause(text: &str) -> Detail {
        Detail { cause: Some(text.to_owned()), ..Detail::default() }
    }

    /// The items that are not 0, in order, then the total.
    fn shown(years: &[Year], span: Span) -> String {
        let bridge = bridge(years, span, &mut Steps::off()).unwrap();
        assert!(bridge.remainder.is_zero());
        let items = bridge.items.iter().filter(|item| !item.amount.is_zero());
        let items: Vec<String> = items.map(|item| format!("{} {}", item.item, item.amount)).collect();
        format!("{} = {}", items.join(", "), bridge.total)
    }

    const QUARTER: Span = Span { first: 0, last: 2, closed: 3 };

    // Source: numbers.md, “Variance and bridge”: each item by its rule.
    #[test]
    fn a_line_counts_in_its_items() {
        let none = Year { budget: amounts([0]), ..line([0]) };
        let quantities = |budget: i64, actual: i64, price: i64| Detail {
            quantities: Some(Quantities {
                budget: amounts([budget]),
                actual: amounts([actual]),
                price: price.into(),
            }),
            ..Detail::default()
        };
        let restated = Detail { restated: amounts([5]), ..Detail::default() };
        for (year, span, expected) in vec![
            (Year { line: None, budget: amounts([0]), ..line([7]) }, Span::year(12), "unmatched 84 = 84"),
            (Year { budget: amounts([0]), ..line([7]) }, Span::year(12), "new 84 = 84"),
            // Budgeted later in the year: not new.
            (Year { budget: amounts([0, 0, 0, 7]), ..line([7]) }, QUARTER, "other 21 = 21"),
            (line([0]), Span::year(12), "cancelled -1200 = -1200"),
            (line([0]), QUARTER, "cancelled -300 = -300"),
            // What is expected in a month that is closed by now does not count, what is in an open one does.
            (Year { open: amounts([9, 9, 0]), ..line([0]) }, Span::year(2), "cancelled -1200 = -1200"),
            (Year { open: amounts([9, 9, 9, 0]), ..line([0]) }, Span::year(2), "other -1191 = -1191"),
            (
                Year { actual: amounts([1, 0]), actual_at_budget: amounts([1, 0]), ..line([0]) },
                Span::year(12),
                "other -1199 = -1199",
            ),
            (
                with(line([130]), Detail { cancelled: true, ..Detail::default() }),
                Span::year(12),
                "cancelled 360 = 360",
            ),
            // No budget comes first.
            (
                with(
                    Year { budget: amounts([0]), ..line([1]) },
                    Detail { cancelled: true, ..Detail::default() },
                ),
                Span::year(12),
                "new 12 = 12",
            ),
            (
                Year { actual_at_budget: amounts([98]), ..line([110]) },
                Span::year(12),
                "currency 144, other -24 = 120",
            ),
            // Nothing of an open month is posted, so it has no effect of currency.
            (
                Year { actual_at_budget: amounts([98]), ..line([110]) },
                Span::year(5),
                "currency 60, other 60 = 120",
            ),
            (with(line([132]), quantities(10, 12, 10)), Span::year(12), "volume 240, price 144 = 384"),
            (with(line([132]), quantities(10, 12, 10)), QUARTER, "volume 60, price 36 = 96"),
            (with(line([90]), quantities(10, 9, 10)), Span::year(12), "volume -120 = -120"),
            (
                with(Year { actual_at_budget: amounts([126]), ..line([132]) }, quantities(10, 12, 10)),
                Span::year(12),
                "volume 240, price 72, currency 72 = 384",
            ),
            (with(line([110]), restated.clone()), Span::year(12), "restated 60, other 60 = 120"),
            (
                with(Year { budget: amounts([0]), ..line([7]) }, restated.clone()),
                QUARTER,
                "new 6, restated 15 = 21",
            ),
            (with(line([0]), restated), QUARTER, "cancelled -315, restated 15 = -300"),
            (with(line([110]), cause("delay")), Span::year(12), "delay 120 = 120"),
            (with(line([110]), cause(" price ")), Span::year(12), "price 120 = 120"),
            (with(line([110]), cause("  ")), Span::year(12), "other 120 = 120"),
            (with(none, cause("scope")), Span::year(12), " = 0"),
        ] {
            assert_eq!(shown(std::slice::from_ref(&year), span), expected, "{year:?}");
        }
    }

    // Source: the table in the documentation of `bridge`.
    #[test]
    fn timing_is_what_later_months_take_back() {
        for (year, span, expected) in vec![
            (line([100, 100, 40, 160, 100]), QUARTER, "timing -60 = -60"),
            (line([100, 100, 40, 130, 100]), QUARTER, "timing -30, other -30 = -60"),
            (line([100, 100, 40, 200, 100]), QUARTER, "timing -60 = -60"),
            (line([100, 100, 40, 90, 100]), QUARTER, "other -60 = -60"),
            (line([100, 100, 40, 100]), QUARTER, "other -60 = -60"),
            (line([160, 100, 100, 100, 50, 100]), QUARTER, "timing 50, other 10 = 60"),
            (line([100, 100, 100, 50, 100]), QUARTER, " = 0"),
            // The last month of the year, and the year, have nothing after them.
            (line([100, 100, 40, 160, 100]), Span { first: 2, last: 11, closed: 3 }, " = 0"),
            (line([100, 100, 40, 160, 100]), Span { first: 2, last: 2, closed: 12 }, "timing -60 = -60"),
            (with(line([100, 100, 40, 130, 100]), cause("delay")), QUARTER, "timing -30, delay -30 = -60"),
            // A later month that is posted counts at the budget rate, and as it was before restating.
            (
                Year {
                    actual_at_budget: amounts([100, 100, 40, 130, 100]),
                    ..line([100, 100, 40, 160, 100])
                },
                Span { closed: 4, ..QUARTER },
                "timing -30, other -30 = -60",
            ),
            (
                Year {
                    actual_at_budget: amounts([100, 100, 40, 130, 100]),
                    ..line([100, 100, 40, 160, 100])
                },
                QUARTER,
                "timing -60 = -60",
            ),
            (
                with(
                    line([100, 100, 40, 160, 100]),
                    Detail { restated: amounts([0, 0, 0, 20, 0]), ..Detail::default() },
                ),
                QUARTER,
                "timing -40, other -20 = -60",
            ),
        ] {
            assert_eq!(shown(std::slice::from_ref(&year), span), expected, "{year:?}");
        }
    }

    #[test]
    fn items_stand_in_a_fixed_order() {
        let years = ["zeal", "one-off", "delay", "scope", "Audit", "timing"]
            .map(|text| with(line([110]), cause(text)));
        let bridge = bridge(&years, Span::year(12), &mut Steps::off()).unwrap();
        let names: Vec<&str> = bridge.items.iter().map(|item| item.item.as_str()).collect();
        let first = ["new", "cancelled", "volume", "price", "currency", "timing"];
        let causes = ["scope", "delay", "one-off", "Audit", "zeal"];
        let last = ["unmatched", "restated", "other"];
        assert_eq!(names, [&first[..], &causes[..], &last[..]].concat());
        assert_eq!(bridge.amount("timing").to_string(), "120", "a cause by the name of an item counts there");
        assert_eq!(bridge.amount("unheard of"), Amount::ZERO);
        for (index, (item, ..)) in NAMED.iter().enumerate() {
            assert_eq!(*item as usize, index);
        }
    }

    #[test]
    fn it_explains_itself() {
        let mut steps = Steps::on();
        bridge(&[with(line([110]), cause("delay"))], Span::year(12), &mut steps).unwrap();
        let lines = crate::explain::lines(&steps.taken());
        let [.., delay, _, _, other, difference, remainder] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!(delay, "delay: 120 = the rest of lines with this cause");
        assert_eq!(other, "other: 0 = the rest");
        assert_eq!(
            difference,
            "Difference: 120 = forecast − budget; plus raises cost (forecast 1320, budget 1200)"
        );
        assert_eq!(remainder, "Remainder: 0 = difference − all items");
    }

    #[test]
    fn an_explanation_stops_no_bridge() {
        let most: Amount = "79228162514264337593543950335".parse().unwrap();
        let year = Year { budget: [most; 12], actual: [most; 12], actual_at_budget: [most; 12], ..line([1]) };
        let years = [year, line([110])];
        let mut steps = Steps::on();
        let found = bridge(&years, Span::year(12), &mut steps).unwrap();
        assert_eq!(bridge(&years, Span::year(12), &mut Steps::off()).unwrap(), found);
        assert_eq!(found.total, 120.into());
        let lines = crate::explain::lines(&steps.taken());
        assert!(
            lines.contains(&"Difference: 120 = forecast − budget; plus raises cost".to_owned()),
            "{lines:?}"
        );
    }

    #[test]
    fn a_bridge_is_tied_to_a_rounded_total() {
        let mut year = line([100]);
        year.actual = [Amount::new(100_105, 3); 12];
        year.actual_at_budget = [Amount::new(100_050, 3); 12];
        let exact = bridge(&[year], Span { first: 0, last: 0, closed: 1 }, &mut Steps::off()).unwrap();
        let tied = exact.tied("0.11".parse().unwrap(), 2).unwrap();
        assert_eq!(
            (tied.amount("currency").to_string(), tied.amount("other").to_string()),
            ("0.06".into(), "0.05".into())
        );
        assert_eq!((tied.total.to_string(), tied.remainder.to_string()), ("0.11".into(), "0.00".into()));
    }

    #[test]
    fn what_28_digits_cannot_hold_is_rounded_together() {
        let fine: Amount = "0.0000000000000000000000000007".parse().unwrap();
        let third: Amount = "123456.7777777777777777777777".parse().unwrap();
        let one = |budget: Amount, actual: Amount, at_budget: Amount| {
            let mut year = line([0]);
            (year.budget[0], year.actual[0], year.actual_at_budget[0]) = (budget, actual, at_budget);
            (year.actual[1], year.actual_at_budget[1]) = (1.into(), 1.into());
            year
        };
        let years = [one(third, fine, Amount::ZERO), one(1.into(), third, fine)];
        let bridge = bridge(&years, Span::year(12), &mut Steps::off()).unwrap();
        let sum: Sum = bridge.items.iter().map(|item| item.amount).collect();
        assert_eq!(sum.total().unwrap(), bridge.total);
        assert_eq!(bridge.remainder, Amount::ZERO);
        let most: Amount = "79228162514264337593543950335".parse().unwrap();
        let far = [one(most, -most, -most)];
        assert_eq!(super::bridge(&far, Span::year(12), &mut Steps::off()), Err(Error::TooLarge));
    }

    /// Any line: matched or not, with gaps, detail and all scales.
    fn any_year() -> impl Strategy<Value = Year> {
        // Boxed: the trees of so many values are too much for a test's stack.
        let listed = |units: BoxedStrategy<i64>, scale: std::ops::Range<u32>| {
            (prop::collection::vec(units, 12), scale)
                .prop_map(|(units, scale)| {
                    std::array::from_fn(|month| Amount::new(units.get(month).copied().unwrap_or(0), scale))
                        as Months
                })
                .boxed()
        };
        let months = || {
            listed(
                prop_oneof![2 => Just(0i64), 3 => -1_000_000i64..1_000_000, 1 => any::<i64>()].boxed(),
                0..9,
            )
        };
        let quantity = || listed((-1_000i64..1_000).boxed(), 1..2);
        let detail = (
            any::<bool>(),
            prop::option::of(prop::sample::select(vec![
                "price",
                "scope",
                "delay",
                "one-off",
                "my own words",
                "other",
                "",
            ])),
            prop::option::of((quantity(), quantity(), -10_000i64..10_000)),
            prop::option::of(months()),
        );
        let detail = detail.prop_map(|(cancelled, cause, quantities, restated)| {
            let quantities = quantities.map(|(budget, actual, price)| Quantities {
                budget,
                actual,
                price: Amount::new(price, 3),
            });
            let cause = cause.map(str::to_owned);
            Box::new(Detail { cancelled, cause, quantities, restated: restated.unwrap_or_default() })
        });
        (
            any::<bool>(),
            any::<bool>(),
            [months(), months(), months(), months()],
            prop::option::of(detail.boxed()),
        )
            .prop_map(|(matched, same, [budget, actual, at_budget, open], detail)| Year {
                line: matched.then_some(1),
                group: 0,
                budget,
                actual,
                actual_at_budget: if same { actual } else { at_budget },
                open,
                detail,
            })
    }

    proptest! {
        #[test]
        fn the_bridge_reconciles(
            years in prop::collection::vec(any_year(), 0..5),
            first in 0usize..13, last in 0usize..15, closed in 0usize..15
        ) {
            let span = Span { first, last, closed };
            let bridge = bridge(&years, span, &mut Steps::off()).unwrap();
            prop_assert!(bridge.remainder.is_zero());
            let items: Sum = bridge.items.iter().map(|item| item.amount).collect();
            prop_assert_eq!(items.total().unwrap(), bridge.total);
            let (_, all) = by_group(&years, 1, span).unwrap();
            prop_assert_eq!(bridge.total, -all.variance());
            // A year has nothing after it that could take anything back, unless a user says so.
            if last >= 11 {
                prop_assert!(bridge.amount("timing").is_zero());
            }
            let tied = bridge.tied(bridge.total.round(2), 2).unwrap();
            let items: Sum = tied.items.iter().map(|item| item.amount).collect();
            prop_assert_eq!(items.total().unwrap(), tied.total);
        }

        #[test]
        fn the_parts_of_lines_sum_to_the_items(
            units in prop::collection::vec((-9_999i64..9_999, -9_999i64..9_999, 0usize..6, any::<bool>()), 0..9),
            first in 0usize..12, last in 0usize..12, closed in 0usize..13
        ) {
            let texts = ["", "price", "cancelled", "scope", "Audit", "other"];
            let years: Vec<Year> = units.into_iter().map(|(budget, actual, text, matched)| {
                let year = Year { budget: amounts([budget, actual, 3]), ..line([actual, budget, 7]) };
                let moved = Year { actual_at_budget: amounts([actual, budget, 5]), ..year };
                with(Year { line: matched.then_some(1), ..moved }, cause(texts[text]))
            }).collect();
            let span = Span { first, last, closed };
            let bridge = bridge(&years, span, &mut Steps::off()).unwrap();
            let parts = parts(&years, span).unwrap();
            for item in &bridge.items {
                let of_item = parts.iter().filter(|part| part.item == item.item).map(|part| part.amount);
                prop_assert_eq!(of_item.collect::<Sum>().total().unwrap(), item.amount, "{}", item.item);
            }
            let all: Sum = parts.iter().map(|part| part.amount).collect();
            prop_assert_eq!(all.total().unwrap(), bridge.total);
        }

        #[test]
        fn timing_is_within_the_rest_and_what_takes_it_back(rest in -1000i64..1000, back in -1000i64..1000) {
            let found = timing(rest.into(), back.into());
            prop_assert_eq!(found, timing(-Amount::from(-rest), back.into()));
            prop_assert!(found.abs() <= Amount::from(rest.abs()) && found.abs() <= Amount::from(back.abs()));
            prop_assert!(found.is_zero() || (found.is_negative() == (rest < 0) && found.is_negative() != (back < 0)));
            prop_assert!(rest.signum() * back.signum() >= 0 || !found.is_zero());
        }
    }
}
