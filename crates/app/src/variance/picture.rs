//! The bridge as a drawing, and what is said over and under the table.

use domain::calendar::Period;
use domain::overview::grouped;

use domain::variance::{Bridge, Figures, finding};
use domain::{Amount, Settings};
use report::bridge::{End, Input, Item, Style};
use report::drawing::{Drawing, Frame};

use super::{Against, Loaded, Query};

/// The chart's size on the screen; it scales with its card.
const FRAME: Frame = Frame { width: 1130.0, height: 252.0, text: 11.0 };

/// Items that are shown where there is nothing of them, too: a reader looks for them.
const ALWAYS: [&str; 6] = ["new", "cancelled", "price", "currency", "timing", "other"];

pub(super) fn draw(loaded: &Loaded, query: &Query, bridge: &Bridge, all: Figures) -> Drawing {
    let from = match query.against {
        Against::LastYear | Against::LastYearBudget => Style::Previous,
        Against::Budget | Against::Original | Against::Forecast(_) => Style::Plan,
    };
    let (to, style) =
        if loaded.is_open() { ("Forecast", Style::Forecast) } else { ("Actual", Style::Actual) };
    let is_forecast = loaded.baseline.label == "Forecast";
    let from_label = if is_forecast { "Earlier forecast".to_owned() } else { loaded.baseline.label.clone() };
    let shown =
        bridge.items.iter().filter(|item| !item.amount.is_zero() || ALWAYS.contains(&item.item.as_str()));
    let items = shown.map(|item| Item {
        label: label(&item.item),
        amount: item.amount,
        key: Some(format!("item:{}", item.item)),
    });
    report::bridge::draw(
        &Input {
            title: finding(bridge),
            period: match open_month(loaded) {
                Some(open) => format!("{}; {open}", words(loaded)),
                None => words(loaded),
            },
            currency: loaded.settings.currency,
            from: End { label: from_label, amount: all.budget, style: from },
            items: items.collect(),
            to: End { label: to.to_owned(), amount: all.forecast, style },
        },
        FRAME,
    )
}

/// An item's name under its column.
pub(super) fn label(item: &str) -> String {
    let mut letters = item.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// That a month of the span is open in which something is posted.
fn open_month(loaded: &Loaded) -> Option<String> {
    let position = usize::try_from(loaded.year.open?.months_since(loaded.year.first)).ok()?;
    loaded.year.open_month().filter(|_| (loaded.span.first..=loaded.span.last).contains(&position))
}

/// The period in words: `Full year`, `Q2`, `November 2026`, `To date, July to November`.
fn words(loaded: &Loaded) -> String {
    let first = loaded.year.first;
    match loaded.period {
        Period::Year(year) => format!("Full year FY{year}"),
        Period::Quarter(year, quarter) => format!("Q{quarter} FY{year}"),
        Period::Month(month) => format!("{} {}", month.name(), month.year()),
        Period::ToDate(_) => {
            let last = first.plus(i32::try_from(loaded.span.last).unwrap_or(0));
            format!("To date, {} to {} {}", first.name(), last.name(), last.year())
        }
    }
}

/// `Flagged at 10,000 USD or 5 %.`
pub(super) fn thresholds(settings: &Settings) -> String {
    let amount = settings.threshold_amount.map(|limit| format!("{} {}", grouped(limit), settings.currency));
    let percent = settings.threshold_percent.map(|limit: Amount| format!("{limit} %"));
    match (amount, percent) {
        (None, None) => String::new(),
        (Some(one), None) | (None, Some(one)) => format!("Flagged at {one}."),
        (Some(amount), Some(percent)) if settings.threshold_both => {
            format!("Flagged at {amount} and {percent}.")
        }
        (Some(amount), Some(percent)) => format!("Flagged at {amount} or {percent}."),
    }
}
