//! Steps of a session that match actuals, close their month and spread them.

use domain::{Amount, Id};
use store::{Error, Tx};

use crate::common::{AT, actual};
use crate::{a_vendor, an_actual, pick};

fn whole(tx: &Tx<'_>, id: Id) -> Result<Amount, Error> {
    Ok(store::actual::draft(tx, id)?.unwrap().amount)
}

/// Any line of the book.
fn any_line(tx: &Tx<'_>, at: u8) -> Result<Id, Error> {
    pick(&store::budget::lines(tx)?.iter().map(|line| line.id).collect::<Vec<_>>(), at)
}

pub(crate) fn split(tx: &Tx<'_>, at: u8, of: u8) -> Result<(), Error> {
    let (id, from, to) = (an_actual(tx, at)?, any_line(tx, of)?, any_line(tx, of.wrapping_add(1))?);
    if from == to || store::actual::shift_parts(tx, id, from, to)? {
        return Ok(());
    }
    let shares = [from, to].map(|line| domain::rule::Share { line, share: 3.into() });
    let parts = domain::rule::split(&shares, whole(tx, id)?, "EUR".parse().unwrap()).unwrap();
    store::actual::set_parts(tx, id, &parts)
}

pub(crate) fn add_or_remove_rule(tx: &Tx<'_>, at: u8, of: u8) -> Result<(), Error> {
    let ids: Vec<Id> = store::rule::all(tx)?.iter().filter_map(|rule| rule.id).collect();
    if at.is_multiple_of(3) {
        return store::rule::remove(tx, pick(&ids, of)?).map(drop);
    }
    let lines: std::collections::BTreeSet<Id> = [any_line(tx, of)?, any_line(tx, at)?].into();
    let draft = domain::rule::Draft {
        id: if at % 3 == 1 { ids.first().copied() } else { None },
        name: format!("Rule {of}"),
        text: "posting".to_owned(),
        vendor: a_vendor(tx, of)?.id,
        shares: lines.into_iter().map(|line| domain::rule::Share { line, share: 1.into() }).collect(),
        ..domain::rule::Draft::default()
    };
    store::rule::save(tx, &draft)?;
    store::rule::order(tx, &ids)
}

pub(crate) fn close(tx: &Tx<'_>, at: u8, of: u8) -> Result<(), Error> {
    let month = domain::Month::new(2026, 9).unwrap();
    if at.is_multiple_of(2) {
        return store::closing::reopen(tx, month).map(drop);
    }
    let line = any_line(tx, of)?;
    store::actual::accrue(tx, month, &domain::actual::Draft { line: Some(line), ..actual("Mail", "7.5") })?;
    let choice = domain::closing::Choice::Always;
    let rule = domain::closing::AccrualRule { category: None, line: Some(line), choice };
    store::closing::set_accrual_rule(tx, &rule)?;
    store::closing::close(tx, &domain::closing::Closing { month, who: "Anna".to_owned(), at: AT.to_owned() })
}

pub(crate) fn by_rule(tx: &Tx<'_>, at: u8, of: u8) -> Result<(), Error> {
    let rules = store::rule::all(tx)?;
    let keys: Vec<usize> = (0..rules.len()).collect();
    let rule = &rules[pick(&keys, of)?];
    let id = an_actual(tx, at)?;
    let parts = domain::rule::split(&rule.shares, whole(tx, id)?, "EUR".parse().unwrap()).unwrap();
    store::actual::set_line(tx, id, None)?;
    store::actual::set_match(tx, id, &store::actual::Match { rule: rule.id.unwrap(), parts })
}

pub(crate) fn prepaid(tx: &Tx<'_>, at: u8, of: u8) -> Result<(), Error> {
    let actual = an_actual(tx, at)?;
    if of.is_multiple_of(3) {
        return store::prepaid::remove(tx, actual).map(drop);
    }
    let [first_day, last_day] = ["2026-09-01", "2027-08-31"].map(|day| day.parse().unwrap());
    let method = domain::prepaid::Method::Days;
    store::prepaid::save(tx, &domain::prepaid::Prepaid { actual, first_day, last_day, method })
}

pub(crate) fn edit(tx: &Tx<'_>, at: u8, units: i64, text: &str) -> Result<(), Error> {
    // The application refuses to change accruals: they would not tie any more.
    let days = ["2026-01-01", "2026-12-31"].map(|day| day.parse().unwrap());
    let posted = store::actual::drafts(tx, days[0], days[1])?;
    let id = Some(pick(&posted.iter().filter_map(|draft| draft.id).collect::<Vec<_>>(), at)?);
    let draft = domain::actual::Draft { id, amount: Amount::new(units, 2), ..actual(text, "1") };
    store::actual::save(tx, &draft).map(drop)
}
