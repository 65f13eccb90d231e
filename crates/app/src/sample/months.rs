//! What was done with the postings of the sample book: rules that find their lines, an accrual, services paid in advance,
//! and the months that are closed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::closing::Closing;
use domain::prepaid::{Method, Prepaid};
use domain::rule::{Draft, Share, Source};
use domain::{Amount, Id, Month};
use store::actual::Match;
use store::{Error, Tx};

use super::actuals::Posting;
use super::line::Line;
use super::{Names, currency};

/// Rules in their order: name, vendor, words of the text, the line, whether it was learned from a match.
const RULES: &[(&str, &str, &str, &str, bool)] = &[
    ("Cyber insurance", "Upperdale", "", "Cyber insurance", true),
    ("Research", "Rookhope", "", "Research subscriptions", true),
    ("Payment services", "Millstrand", "", "Payment services", true),
    ("Device disposal", "Gorsebank", "", "Device disposal", true),
    ("ERP training", "Brindlecote", "", "ERP user training", true),
    // It came after the rail and hotel of November, which wait for “Apply rules”.
    ("Travel by card", "Swaleburn", "hotel", "IT travel", false),
];

/// What a line was billed for September 2026, which came in October and was accrued.
pub(super) const LATE: (&str, &str) = ("Network maintenance", "2026-10-06");

/// Services of a year that are paid in July: the line, the year's first and last day.
const PREPAID: &[(&str, &str, &str)] = &[
    ("Research subscriptions", "2026-07-01", "2027-06-30"),
    ("Mechanical design seats", "2026-07-01", "2027-06-30"),
];

/// The last closed month.
pub(super) const CLOSED: &str = "2026-10";

/// Moves the invoice that came late into the month in which it came; answers it as it was.
pub(super) fn delay(
    lines: &[(usize, &'static Line)],
    postings: &mut [Posting],
) -> Option<(usize, NaiveDate, i64)> {
    let place = lines.iter().position(|(_, line)| line.description == LATE.0)?;
    let came: NaiveDate = LATE.1.parse().ok()?;
    let month = Month::of(came).plus(-1);
    let late = postings
        .iter_mut()
        .find(|posting| posting.line == Some(place) && Month::of(posting.date) == month)?;
    let was = (place, late.date, late.cents);
    late.date = came;
    postings.sort_by_key(|posting| posting.date);
    Some(was)
}

/// Writes all of it, the closings last.
pub(super) fn save(
    tx: &Tx<'_>,
    names: &Names,
    lines: &[(usize, &'static Line)],
    ids: &[Id],
    late: Option<(usize, NaiveDate, i64)>,
) -> Result<(), Error> {
    let of: BTreeMap<&str, Id> =
        lines.iter().zip(ids).map(|((_, line), id)| (line.description, *id)).collect();
    for (line, from, to) in PREPAID {
        let (Ok(first_day), Ok(last_day)) = (from.parse(), to.parse()) else { continue };
        prepaid(tx, of.get(line).copied(), first_day, last_day)?;
    }
    rules(tx, names, &of)?;
    if let Some((place, date, cents)) = late {
        accrue(tx, names, lines[place].1, ids[place], date, cents)?;
    }
    close(tx)
}

fn rules(tx: &Tx<'_>, names: &Names, of: &BTreeMap<&str, Id>) -> Result<(), Error> {
    for (name, vendor, text, line, learned) in RULES {
        let Some(line) = of.get(line).copied() else { continue };
        let vendor = names.vendors.get(vendor).copied();
        let draft = Draft {
            name: (*name).into(),
            vendor,
            text: (*text).into(),
            source: if *learned { Source::Learned } else { Source::Typed },
            shares: vec![Share { line, share: Amount::HUNDRED }],
            ..Draft::default()
        };
        let rule = store::rule::save(tx, &draft)?;
        let mut matched = Vec::new();
        let wanted =
            store::rule::Wanted { by_hand: true, vendor, word: text, ..store::rule::Wanted::default() };
        store::rule::postings(tx, wanted, |posted, posting| {
            matched.extend((posted.line == Some(line)).then_some((posted.id, posting.amount)));
            Ok(())
        })?;
        for (actual, amount) in matched {
            store::actual::set_match(tx, actual, &Match { rule, parts: vec![(line, amount)] })?;
        }
    }
    Ok(())
}

fn prepaid(tx: &Tx<'_>, line: Option<Id>, first_day: NaiveDate, last_day: NaiveDate) -> Result<(), Error> {
    let mut paid = Vec::new();
    let month = Month::of(first_day);
    let days = (Some(month.first_day()), Some(month.last_day()));
    let wanted =
        store::rule::Wanted { by_hand: true, from: days.0, to: days.1, ..store::rule::Wanted::default() };
    store::rule::postings(tx, wanted, |posted, _| {
        paid.extend((posted.line == line).then_some(posted.id));
        Ok(())
    })?;
    for actual in paid {
        store::prepaid::save(tx, &Prepaid { actual, first_day, last_day, method: Method::Days })?;
    }
    Ok(())
}

fn accrue(tx: &Tx<'_>, names: &Names, line: &Line, id: Id, date: NaiveDate, cents: i64) -> Result<(), Error> {
    let month = Month::of(date);
    let draft = domain::actual::Draft {
        id: None,
        date: month.last_day(),
        amount: Amount::new(cents, 2),
        currency: currency(line.currency),
        vendor: names.vendors.get(line.vendor).copied(),
        text: line.description.into(),
        document: String::new(),
        account: String::new(),
        cost_centre: String::new(),
        line: Some(id),
    };
    store::actual::accrue(tx, month, &draft)?;
    Ok(())
}

/// Closes every month of the years before and of this one, each a week after its end.
fn close(tx: &Tx<'_>) -> Result<(), Error> {
    let Ok(last) = CLOSED.parse::<Month>() else { return Ok(()) };
    let mut month = super::settings().calendar().first_month(2025);
    while month <= last {
        let at = format!("{}-08T16:40:00+00:00", month.plus(1));
        store::closing::close(tx, &Closing { month, who: "Priya Raman".into(), at })?;
        month = month.plus(1);
    }
    Ok(())
}
