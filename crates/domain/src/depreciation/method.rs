//! The methods by which amounts follow from cost and life.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::macrs::Class;
use super::periods::{self, Convention, Period, Share};
use super::{Asset, Ledger, Revaluation, Row, input, percent};
use crate::explain::Steps;
use crate::{Amount, Error, Problem};

/// How the amounts follow from cost and life.
///
/// Read from JSON the names may be written in any way (`straight-line`, “Straight line”), and end in “by days” or “by
/// total days”, which sets the [convention](Convention).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// (cost − salvage) × months ÷ life. Also `linear`.
    StraightLine,
    /// The book value at the start of the fiscal year × the yearly rate × months ÷ 12, never below salvage. Without a
    /// rate each period takes the same part of the book value: 1 − (salvage ÷ cost)^(1 ÷ periods), as a percentage with
    /// three decimals (by days: of the year). Also `written down value`, `reducing balance`.
    Declining,
    /// Declining at 2 ÷ the years of the life, unless a (rounded) rate is given. Also `double declining balance`.
    DoubleDeclining,
    /// (cost − salvage) × years left ÷ (1 + 2 + … + years), within a year of the life by months. Also `sum of years'
    /// digits`.
    SumOfYears,
    /// The tax tables of the United States, `macrs-3` to `macrs-20`.
    Macrs(Class),
}

impl Method {
    /// Whether its rows are a tax deduction by a table, which knows no salvage and is no book depreciation.
    pub fn is_tax(self) -> bool {
        matches!(self, Method::Macrs(_))
    }

    pub(super) fn named(plain: &str) -> Option<Method> {
        Some(match plain {
            "straightline" | "linear" | "sl" | "sln" => Method::StraightLine,
            "declining" | "decliningbalance" | "writtendownvalue" | "wdv" | "reducingbalance" => {
                Method::Declining
            }
            "doubledeclining" | "doubledecliningbalance" | "ddb" => Method::DoubleDeclining,
            "sumofyears" | "sumofyearsdigits" | "syd" => Method::SumOfYears,
            _ => Method::Macrs(Class::of_years(plain.strip_prefix("macrs")?.parse().ok()?)?),
        })
    }

    pub(super) fn unknown(text: &str) -> String {
        format!(
            "“{text}” is no method. Say straight-line, declining, double-declining, sum-of-years, or macrs-3, -5, -7, -10, \
             -15 or -20."
        )
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Method::StraightLine => "straight-line",
            Method::Declining => "declining",
            Method::DoubleDeclining => "double-declining",
            Method::SumOfYears => "sum-of-years",
            Method::Macrs(class) => return write!(f, "macrs-{}", class.years()),
        })
    }
}

impl FromStr for Method {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Method, Problem> {
        Method::named(&input::plain(text)).ok_or_else(|| Problem::new("method", Method::unknown(text)))
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A declining rate in percent, as a fraction.
#[derive(Clone, Copy, Debug)]
struct Rate {
    percent: Amount,
    over: Amount,
    /// Of the book value before each row, instead of that at the start of the fiscal year.
    of_period: bool,
}

/// What straight line and sum of years write off from where: the whole at first, the rest after a revaluation.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    position: Amount,
    rest: Amount,
}

/// Where a schedule stands between two rows.
struct Walk<'a> {
    asset: &'a Asset,
    ledger: Ledger,
    rate: Option<Rate>,
    anchor: Anchor,
    /// How many months of the life are behind.
    position: Amount,
    /// The fiscal year under way and the book value at its start.
    year: Option<(i32, Amount)>,
    /// Whether a declining method went over to straight line.
    switched: bool,
}

/// The rows by any method but a table.
pub(super) fn rows(asset: &Asset, steps: &mut Steps) -> Result<Vec<Row>, Error> {
    let periods = periods::of(asset)?;
    let booked = booked(asset, &periods)?;
    let whole = asset.cost.minus(asset.salvage)?;
    let mut walk = Walk {
        asset,
        ledger: Ledger::open(asset, asset.salvage),
        rate: rate(asset)?,
        anchor: Anchor { position: Amount::ZERO, rest: whole },
        position: Amount::ZERO,
        year: None,
        switched: false,
    };
    walk.explain(&periods, steps)?;
    if booked >= periods.len() && !walk.ledger.rest()?.is_zero() {
        let message =
            "The periods already booked leave none of the life: say how many are, or give a longer life.";
        return Err(Error::invalid("periods_already_booked", message));
    }
    let mut changes = asset.revaluation.iter().peekable();
    for (number, period) in periods.iter().enumerate() {
        if number < booked {
            walk.pass(period.share)?;
            continue;
        }
        // A sale on the very last day is the end of the life.
        let sale = asset.sold.filter(|sold| *sold < period.date || (*sold == period.date && !period.last));
        let until = sale.unwrap_or(period.date);
        while let Some(change) = changes.next_if(|change| change.date <= until) {
            walk.revalue(change)?;
        }
        walk.enter(period.fiscal_year)?;
        if let Some(sold) = sale {
            // Nothing, if it was disposed of before this period: it was taken over late.
            let share = periods::cut(asset, number, sold)?;
            walk.take(sold, share)?;
            return Ok(walk.ledger.rows);
        }
        if period.last {
            walk.ledger.post_rest(period.date)?;
        } else {
            walk.take(period.date, period.share)?;
        }
    }
    if let Some(change) = changes.next().filter(|change| asset.sold.is_none_or(|sold| change.date <= sold)) {
        let message = format!("The revaluation on {} falls after the end of the depreciation.", change.date);
        return Err(Error::invalid("revaluation", message));
    }
    Ok(walk.ledger.rows)
}

impl Walk<'_> {
    fn pass(&mut self, share: Share) -> Result<(), Error> {
        self.position = self.position.plus(share.amount()?)?;
        Ok(())
    }

    fn enter(&mut self, fiscal_year: i32) -> Result<(), Error> {
        if self.year.is_none_or(|(year, _)| year != fiscal_year) {
            self.year = Some((fiscal_year, self.ledger.book()?));
        }
        Ok(())
    }

    fn revalue(&mut self, change: &Revaluation) -> Result<(), Error> {
        let added = match (change.book_value_after, change.added_cost) {
            (Some(after), _) => after.minus(self.ledger.book()?)?,
            (None, added) => added.unwrap_or_default(),
        };
        self.ledger.cost = self.ledger.cost.plus(added)?;
        self.anchor = Anchor { position: self.position, rest: self.ledger.rest()? };
        self.year = None;
        Ok(())
    }

    /// Posts what a period takes and goes on to its end.
    fn take(&mut self, date: NaiveDate, share: Share) -> Result<(), Error> {
        let amount = match (self.rate, self.asset.method) {
            (Some(rate), _) => self.declined(rate, share)?,
            (None, Method::SumOfYears) => self.digits(share)?,
            (None, _) => share.of(self.anchor.rest, self.left(self.anchor.position)?)?,
        };
        self.ledger.post(date, amount)?;
        self.pass(share)
    }

    /// Months of the life after a position; at least a little, as only the last row, which takes the rest, may find none.
    fn left(&self, position: Amount) -> Result<Amount, Error> {
        let left = Amount::from(self.asset.months).minus(position)?;
        Ok(if left <= Amount::ZERO { Amount::ONE } else { left })
    }

    fn declined(&mut self, rate: Rate, share: Share) -> Result<Amount, Error> {
        let (base, over) = if rate.of_period {
            (self.ledger.book()?, self.asset.every_months)
        } else {
            (self.year.map_or(Amount::ZERO, |(_, book)| book), 12)
        };
        let declined =
            share.of(base.times(rate.percent)?, rate.over.times(Amount::HUNDRED)?.times(over.into())?)?;
        if !self.asset.switch {
            return Ok(declined);
        }
        let straight = share.of(self.ledger.rest()?, self.left(self.position)?)?;
        self.switched |= straight > declined;
        Ok(if self.switched { straight } else { declined })
    }

    fn digits(&self, share: Share) -> Result<Amount, Error> {
        let years = self.asset.months / 12;
        let all = Amount::from(6 * years * (years + 1));
        let to = self.position.plus(share.amount()?)?;
        let part = digits(years, to)?.minus(digits(years, self.position)?)?;
        let left = all.minus(digits(years, self.anchor.position)?)?;
        if left.is_zero() {
            return self.ledger.rest();
        }
        Ok(self.anchor.rest.times(part)?.over(left)?)
    }

    fn explain(&self, periods: &[Period], steps: &mut Steps) -> Result<(), Error> {
        let asset = self.asset;
        steps.note("Depreciable amount", "cost − salvage", self.anchor.rest, || {
            vec![("cost", asset.cost.into()), ("salvage", asset.salvage.into())]
        });
        if let Some(rate) = self.rate {
            let (label, formula) = match (asset.method, asset.rate) {
                (Method::DoubleDeclining, None) => ("Rate of a year", "200 ÷ years of the life"),
                (_, Some(_)) => ("Rate of a year", "as given"),
                (_, None) if rate.of_period => ("Rate of a period", "1 − (salvage ÷ cost) ^ (1 ÷ periods)"),
                (_, None) => ("Rate of a year", "1 − (salvage ÷ cost) ^ (1 ÷ years)"),
            };
            steps.note(label, formula, percent(rate.percent.over(rate.over)?), || {
                vec![("months", asset.months.into())]
            });
        }
        if let Some(first) = periods.first() {
            let part = first.share.amount()?;
            steps.note("Months of the first period", asset.convention.name(), part, || {
                vec![("in use", asset.in_use.into()), ("to", first.date.into())]
            });
        }
        Ok(())
    }
}

/// The digits of the years up to a position in months, times 12: a year of the life counts as many as it leaves, itself
/// included.
fn digits(years: i64, position: Amount) -> Result<Amount, Error> {
    let full = position.over(12.into())?.decimal().trunc().normalize();
    let full = Amount::from(full).to_i64().unwrap_or(years).clamp(0, years);
    let whole = 12 * full * years - 6 * full * (full - 1);
    let part = position.minus((12 * full).into())?.times((years - full).into())?;
    Ok(part.plus(whole.into())?)
}

fn rate(asset: &Asset) -> Result<Option<Rate>, Error> {
    let months = Amount::from(asset.months);
    match (asset.method, asset.rate) {
        (Method::StraightLine | Method::SumOfYears | Method::Macrs(_), _) => Ok(None),
        (Method::Declining | Method::DoubleDeclining, Some(percent)) => {
            Ok(Some(Rate { percent, over: Amount::ONE, of_period: false }))
        }
        (Method::DoubleDeclining, None) => {
            Ok(Some(Rate { percent: 2_400.into(), over: months, of_period: false }))
        }
        (Method::Declining, None) => {
            let of_period = !matches!(asset.convention, Convention::Daily | Convention::TotalDays);
            let span = if of_period { asset.every_months } else { 12 };
            let kept = if asset.cost.is_zero() {
                Amount::ONE
            } else {
                asset.salvage.over(asset.cost)?.power(Amount::from(span).over(months)?)?
            };
            // A rate is stated to a thousandth of a percent, as accounts state it.
            let percent = Amount::ONE.minus(kept)?.times(Amount::HUNDRED)?.round(3);
            Ok(Some(Rate { percent, over: Amount::ONE, of_period }))
        }
    }
}

/// How many periods are behind an asset that was taken over.
fn booked(asset: &Asset, periods: &[Period]) -> Result<usize, Error> {
    if let Some(known) = periods::booked(asset)? {
        return Ok(known);
    }
    let opening = asset.opening_accumulated;
    if opening.is_zero() {
        return Ok(0);
    }
    let fresh = Asset {
        opening_accumulated: Amount::ZERO,
        revaluation: Vec::new(),
        sold: None,
        as_of: None,
        ..asset.clone()
    };
    let mut nearest = (opening, None);
    for row in rows(&fresh, &mut Steps::off())? {
        let away = row.accumulated.minus(opening)?.abs();
        if away < nearest.0 {
            nearest = (away, Some(row.date));
        }
    }
    let Some(last) = nearest.1 else { return Ok(0) };
    // The last period stays, to take what is still missing.
    Ok(periods.iter().filter(|period| period.date <= last && !period.last).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_read_in_any_spelling() {
        for (text, expected) in [
            ("straight-line", Method::StraightLine),
            ("Straight line", Method::StraightLine),
            ("linear", Method::StraightLine),
            ("declining", Method::Declining),
            ("written down value", Method::Declining),
            ("double-declining", Method::DoubleDeclining),
            ("double declining balance", Method::DoubleDeclining),
            ("sum-of-years", Method::SumOfYears),
            ("Sum of Years' Digits", Method::SumOfYears),
            ("macrs-3", Method::Macrs(Class::Three)),
            ("MACRS 20", Method::Macrs(Class::Twenty)),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text}");
            assert_eq!(expected.to_string().parse(), Ok(expected));
            assert_eq!(expected.is_tax(), matches!(expected, Method::Macrs(_)));
        }
        for wrong in ["", "macrs", "macrs-4", "manual"] {
            assert!(wrong.parse::<Method>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_digits_up_to_a_position() {
        for (years, months, expected) in
            [(3, 0, 0), (3, 6, 18), (3, 12, 36), (3, 18, 48), (3, 24, 60), (3, 36, 72), (1, 12, 12)]
        {
            assert_eq!(digits(years, months.into()).unwrap(), Amount::from(expected), "{years} {months}");
        }
    }
}
