//! The sentences of the overview: where the year stands, computed from its figures.

use crate::variance::Figures;
use crate::{Amount, Currency, Month};

/// The finding over the month chart, such as “Spend is running 52 k over budget to date; the full year
/// lands 96 k over”. `to_date` is `None` while no month is closed.
pub fn finding(to_date: Option<Figures>, year: Figures, currency: Currency) -> String {
    let landing = difference(year.variance());
    let Some(to_date) = to_date else {
        return format!("Nothing is posted yet; the year is planned at {} {currency}", short(year.budget));
    };
    if year.budget.is_zero() {
        return format!("{} {currency} is spent to date without a budget", short(to_date.actual));
    }
    let running = match difference(to_date.variance()).as_str() {
        ON_BUDGET => "Spend is on budget to date".to_owned(),
        off => format!("Spend is running {off} budget to date"),
    };
    format!("{running}; the full year lands {landing}")
}

/// Which month is furthest from its budget, such as “February 2027 is furthest from budget: 68 k over”.
pub fn furthest_month(months: &[(Month, Figures)]) -> String {
    let furthest = months.iter().max_by_key(|(_, figures)| figures.variance().abs());
    match furthest {
        Some((month, figures)) if difference(figures.variance()) != ON_BUDGET => {
            let landing = difference(figures.variance());
            format!("{} {} is furthest from budget: {landing}", month.name(), month.year())
        }
        _ => "Every month is on budget".to_owned(),
    }
}

const ON_BUDGET: &str = "on budget";

/// `52 k over`, `640 under`; what would be said as 0 is on budget.
pub fn difference(variance: Amount) -> String {
    match variance {
        even if even.round(0).is_zero() => ON_BUDGET.to_owned(),
        over if over.is_negative() => format!("{} over", short(over.abs())),
        under => format!("{} under", short(under)),
    }
}

/// An amount as a sentence says it: `52 k`, `1.9 M`, `640`.
pub fn short(amount: Amount) -> String {
    let size = amount.abs();
    let (unit, decimals, name) = match size {
        size if size >= Amount::from(10_000_000) => (1_000_000, 1, " M"),
        size if size >= Amount::from(10_000) => (1_000, 0, " k"),
        size if size >= Amount::from(1_000) => (1_000, 1, " k"),
        _ => (1, 0, ""),
    };
    let shown = amount.over(Amount::from(unit)).unwrap_or_default().round(decimals);
    format!("{}{name}", grouped(shown))
}

/// A plain decimal with commas between thousands and a true minus sign.
pub fn grouped(amount: Amount) -> String {
    let text = amount.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut shown = String::new();
    if amount.is_negative() {
        shown.push('\u{2212}');
    }
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if let Some(fraction) = fraction {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(budget: i64, actual: i64, forecast: i64) -> Figures {
        Figures { budget: budget.into(), actual: actual.into(), forecast: forecast.into() }
    }

    #[test]
    fn the_finding_says_where_the_year_stands() {
        let eur = "EUR".parse().unwrap();
        for (to_date, year, expected) in [
            (
                Some(figures(4_142_000, 4_194_000, 4_194_000)),
                figures(10_250_000, 4_194_000, 10_346_000),
                "Spend is running 52 k over budget to date; the full year lands 96 k over",
            ),
            (
                Some(figures(1_000, 900, 900)),
                figures(12_000, 900, 10_800),
                "Spend is running 100 under budget to date; the full year lands 1.2 k under",
            ),
            (
                Some(figures(5, 5, 5)),
                figures(60, 5, 60),
                "Spend is on budget to date; the full year lands on budget",
            ),
            (None, figures(12_000_000, 0, 0), "Nothing is posted yet; the year is planned at 12.0 M EUR"),
            (Some(figures(0, 700, 700)), figures(0, 700, 700), "700 EUR is spent to date without a budget"),
        ] {
            assert_eq!(finding(to_date, year, eur), expected);
        }
    }

    #[test]
    fn the_furthest_month_is_named() {
        let first: Month = "2026-12".parse().unwrap();
        let months = [(first, figures(100, 90, 90)), (first.plus(1), figures(100_000, 168_000, 168_000))];
        assert_eq!(furthest_month(&months), "January 2027 is furthest from budget: 68 k over");
        assert_eq!(furthest_month(&[(first, figures(1, 1, 1))]), "Every month is on budget");
    }

    #[test]
    fn grouping_is_by_three() {
        for (amount, expected) in [("-1234567.5", "\u{2212}1,234,567.5"), ("999", "999"), ("1000", "1,000")] {
            assert_eq!(grouped(amount.parse().unwrap()), expected);
        }
    }
}
