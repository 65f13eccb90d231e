//! How the ledger words its postings.

use chrono::{Datelike, NaiveDate};
use domain::Month;

use crate::sample::line::{Billing, Cost, Line};

/// The text of a line's posting: the `part`th of its month.
pub(super) fn text(line: &Line, pool: usize, part: usize, date: NaiveDate) -> String {
    let month = format!("{} {}", Month::of(date).short_name(), date.year());
    let what = line.description;
    match line.billing {
        Billing::Payroll => match part {
            0 => format!("Payroll, first run {month}: {what}"),
            1 => format!("Payroll, second run {month}: {what}"),
            _ => format!("Employer taxes and benefits {month}: {what}"),
        },
        Billing::Weekly => format!("{what}, time sheets week {}", date.iso_week().week()),
        Billing::Metered => match (pool, part) {
            (2, 0) => format!("{what}, usage {month}"),
            (2, _) => format!("{what}, usage {month}, other regions"),
            (6, 0) => format!("{what}, calls and data {month}"),
            (6, _) => format!("{what}, roaming and extras {month}"),
            (5, 0) => format!("{what}, meter reading {month}"),
            (5, _) => format!("{what}, balance {month}"),
            (_, 0) => format!("{what}, base {month}"),
            _ => format!("{what}, above allowance {month}"),
        },
        Billing::Card => {
            let things = things(what);
            format!("Card payment: {what}, {}", things[(part + index(date)) % things.len()])
        }
        Billing::Fixed => match line.cost {
            Cost::Quarterly(_) => format!("{what}, quarter from {month}"),
            Cost::Flat(_) | Cost::Step(..) | Cost::Ramp(..) | Cost::At(_) => match pool {
                4 => format!("{what}, subscription {month}"),
                5 | 6 => format!("{what}, rental {month}"),
                3 => format!("{what}, contract {month}"),
                _ => format!("{what}, service fee {month}"),
            },
        },
        Billing::Delivery => match (pool, part) {
            (0, _) => format!("Payroll, {what} {}", date.year()),
            (3, 0) => format!("{what}, delivery {month}"),
            (3, _) => format!("{what}, freight and set-up"),
            (1, _) => format!("{what}, final report {month}"),
            (2 | 4, _) => format!("{what}, annual invoice {}", date.year()),
            _ => format!("{what}, {month}"),
        },
        Billing::Journal => format!("Journal: {what}, {month}"),
    }
}

/// What is paid by card for a line.
fn things(description: &str) -> &'static [&'static str] {
    match description.split([' ', ',']).next() {
        Some("Training") => &["course fee", "exam", "course material", "two seats", "webinar"],
        Some("IT") => &["flight", "hotel", "rail", "taxi and parking", "meals"],
        Some("Domains") => &["renewal", "certificate", "new name"],
        Some("Translation") => &["help pages", "release notes", "manual"],
        Some("Developer") => &["one seat", "plug-in", "renewal", "two seats"],
        Some("Remote") => &["disk swap", "cabling", "escort", "reboot"],
        _ => &["stock order", "express order", "replacement", "small order"],
    }
}

fn index(date: NaiveDate) -> usize {
    usize::try_from(date.ordinal()).unwrap_or(0)
}
