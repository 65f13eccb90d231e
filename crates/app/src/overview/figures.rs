//! The large figures of the overview.

use domain::Amount;
use domain::overview::grouped;

use super::{Figure, Standing, Tone, unmatched};
use crate::Error;
use crate::control::promises;
use crate::open::Call;
use crate::words::counted;

/// Budget, actual to date, forecast, variance, and what is committed beside them.
pub(super) fn figures(call: &Call<'_>, standing: &Standing<'_>) -> Result<Vec<Figure>, Error> {
    let Standing { year, settings, fiscal_year, to_date, all, .. } = standing;
    let shown = |amount: Amount| Some(amount.round(settings.currency.decimals()));
    let figure = |key: &str, label: String, value, note: String, tone, page: &str| Figure {
        key: key.to_owned(),
        label,
        value,
        note,
        tone,
        page: page.to_owned(),
    };
    let with_budget =
        year.years.iter().filter(|year| year.budget.iter().any(|amount| !amount.is_zero())).count();
    let lines = counted(with_budget, "line", "lines");
    let last = year.closed.checked_sub(1).map(|n| year.first.plus(i32::try_from(n).unwrap_or(0)));
    let actual = to_date.map_or(Amount::ZERO, |figures| figures.actual);
    let share = domain::variance::percent(actual, all.budget)
        .map_or(String::new(), |percent| format!(", {percent} % of budget"));
    let open = year.open.map_or(String::new(), |month| format!("; {} is open", month.short_name()));
    let span = match last {
        None if year.open.is_some() => format!("Nothing closed yet{open}"),
        None => "Nothing posted yet".to_owned(),
        Some(last) if last == year.first => format!("{}{share}{open}", last.short_name()),
        Some(last) => format!("{} \u{2013} {}{share}{open}", year.first.short_name(), last.short_name()),
    };
    let source = match &year.forecast {
        Some(plan) => format!("{} + {}, {}", year.closed, 12 - year.closed, plan.name),
        None => format!("{} + {}, rest as budgeted", year.closed, 12 - year.closed),
    };
    let variance = all.variance();
    let (tone, direction) = match variance {
        none if none.is_zero() => (Tone::Neutral, "on budget"),
        over if over.is_negative() => (Tone::Bad, "unfavourable"),
        _ => (Tone::Good, "favourable"),
    };
    let percent = all.percent().map_or(String::new(), |percent| format!("{} % · ", grouped(percent)));
    // What a figure opens adds up to it.
    let posted = format!("actuals?period={}", year.counted_until());
    Ok(vec![
        figure(
            "budget",
            format!("Budget FY{fiscal_year}"),
            shown(all.budget),
            format!("12 months, {lines}"),
            Tone::Neutral,
            "budget",
        ),
        figure("actual", "Actual to date".to_owned(), shown(actual), span, Tone::Neutral, &posted),
        figure(
            "forecast",
            "Forecast full year".to_owned(),
            shown(all.forecast),
            source,
            Tone::Neutral,
            "forecast",
        ),
        figure(
            "variance",
            "Variance full year".to_owned(),
            shown(variance),
            format!("{percent}{direction}"),
            tone,
            "variance",
        ),
        match committed(call, standing)? {
            Some(committed) => committed,
            None => without_line(call, standing)?,
        },
    ])
}

/// What no budget line is matched to, with the postings that it is of.
fn without_line(call: &Call<'_>, standing: &Standing<'_>) -> Result<Figure, Error> {
    let Standing { year, settings, .. } = standing;
    let count = store::actual::unmatched(call.tx, year.first.first_day(), year.until)?;
    let postings = counted(count as usize, "posting", "postings");
    Ok(Figure {
        key: "unmatched".to_owned(),
        label: "Without a budget line".to_owned(),
        value: Some(unmatched(year)?.round(settings.currency.decimals())),
        note: if count == 0 { "Every posting is matched".to_owned() } else { postings },
        tone: if count == 0 { Tone::Neutral } else { Tone::Warn },
        page: format!("actuals?period={}&state=unmatched", year.until),
    })
}

/// What contracts and orders have promised for the rest of the year and nobody has posted; nothing where the book has
/// none that could.
fn committed(call: &Call<'_>, standing: &Standing<'_>) -> Result<Option<Figure>, Error> {
    let Standing { year, settings, plan, .. } = standing;
    let (value, note) = match promises(call, settings, *plan, year)? {
        Err(_) => (None, "A rate is missing".to_owned()),
        Ok(promises) => {
            let (contracts, orders) = (promises.count(false), promises.count(true));
            let counts = [(contracts, "contract", "contracts"), (orders, "order", "orders")];
            let mut parts: Vec<String> = (counts.into_iter().filter(|(count, ..)| *count > 0))
                .map(|(count, one, many)| counted(count as usize, one, many))
                .collect();
            if promises.unknown > 0 {
                parts.push(format!("{} not known", promises.unknown));
            }
            if parts.is_empty() {
                return Ok(None);
            }
            (Some(promises.total()?.round(settings.currency.decimals())), parts.join(", "))
        }
    };
    Ok(Some(Figure {
        key: "committed".to_owned(),
        label: "Committed, not posted".to_owned(),
        value,
        note,
        tone: Tone::Neutral,
        page: "variance?view=commitments".to_owned(),
    }))
}
