//! Adding, changing, matching and removing actuals. Of a closed month everything is refused, and the month is named.

use chrono::NaiveDate;
use domain::actual::{Draft, Kind};
use domain::rule::{Share, split};
use domain::{Amount, Currency, Id, Month};

use crate::tx::{text, word};
use crate::{Error, Tx, closing};

/// What an actual is matched to by a rule: one line, or several with their parts.
#[derive(Clone, Debug)]
pub struct Match {
    /// The rule.
    pub rule: Id,
    /// The lines with their parts, which sum to the actual; one or more.
    pub parts: Vec<(Id, Amount)>,
}

const INSERT: &str =
    "INSERT INTO actual (day, amount, currency, vendor, text, document, account, cost_centre, line, batch, rule)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

/// Adds an actual of an import, matched by a rule if one was met; answers its number.
pub fn add(tx: &Tx<'_>, batch: Id, draft: &Draft, matched: Option<&Match>) -> Result<Id, Error> {
    let line = match matched.map(|matched| matched.parts.as_slice()) {
        Some([(line, _)]) => Some(*line),
        _ => draft.line,
    };
    let added = tx.insert(
        INSERT,
        (
            draft.date.to_string(),
            draft.amount.to_string(),
            draft.currency.code(),
            draft.vendor,
            &draft.text,
            &draft.document,
            &draft.account,
            &draft.cost_centre,
            line,
            batch,
            matched.map(|matched| matched.rule),
        ),
    );
    let id = closing::named(added, Month::of(draft.date))?;
    if let Some(matched) = matched.filter(|matched| matched.parts.len() > 1) {
        insert_parts(tx, id, &matched.parts)?;
    }
    Ok(id)
}

/// Appends actuals of an import, as one block of the journal.
pub fn append(
    tx: &Tx<'_>,
    batch: Option<Id>,
    write: impl FnOnce(&mut Appender<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    tx.append("actual", |tx| {
        let statement = tx.prepare(INSERT)?;
        write(&mut Appender { statement, batch })
    })
}

/// Takes the actuals of an import one after the other.
pub struct Appender<'a> {
    statement: rusqlite::CachedStatement<'a>,
    batch: Option<Id>,
}

impl Appender<'_> {
    /// Appends one.
    pub fn add(&mut self, draft: &Draft) -> Result<(), Error> {
        let added = self.statement.execute((
            draft.date.to_string(),
            draft.amount.to_string(),
            draft.currency.code(),
            draft.vendor,
            &draft.text,
            &draft.document,
            &draft.account,
            &draft.cost_centre,
            draft.line,
            self.batch,
            None::<Id>,
        ));
        closing::named(added.map_err(Error::from), Month::of(draft.date))?;
        Ok(())
    }
}

/// Adds an actual or replaces one; answers its number. What is split stays split, in the same proportion, unless the draft
/// names a line.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let values = (
        draft.date.to_string(),
        draft.amount.to_string(),
        text(&draft.currency),
        draft.vendor,
        draft.text.trim(),
        draft.document.trim(),
        draft.account.trim(),
        draft.cost_centre.trim(),
        draft.line,
    );
    let Some(id) = draft.id else {
        let added = tx.insert(
            "INSERT INTO actual (day, amount, currency, vendor, text, document, account, cost_centre, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            values,
        );
        return closing::named(added, Month::of(draft.date));
    };
    let (day, amount, currency, vendor, text, document, account, centre, line) = values;
    let saved = tx.replace(
        "actual",
        "UPDATE actual SET day = ?1, amount = ?2, currency = ?3, vendor = ?4, text = ?5, document = ?6,
                account = ?7, cost_centre = ?8, line = ?9, rule = CASE WHEN line IS ?9 THEN rule END WHERE id = ?10",
        (day, amount, currency, vendor, text, document, account, centre, line, id),
    );
    closing::named(closed_month(tx, id, saved), Month::of(draft.date))?;
    settle_parts(tx, id, draft.line.is_some(), draft.amount, draft.currency)?;
    Ok(id)
}

/// Brings the parts in line with what was saved.
fn settle_parts(tx: &Tx<'_>, id: Id, has_line: bool, whole: Amount, currency: Currency) -> Result<(), Error> {
    let parts = super::parts(tx, id)?;
    let sum: domain::Sum = parts.iter().map(|part| part.amount).collect();
    if parts.is_empty() || !has_line && sum.total().is_ok_and(|sum| sum == whole) {
        return Ok(());
    }
    clear_parts(tx, id)?;
    if has_line {
        return Ok(());
    }
    // Of nothing, every line has the same share.
    let nothing = parts.iter().all(|part| part.amount.is_zero());
    let share = |part: Amount| if nothing { Amount::ONE } else { part.abs() };
    let shares: Vec<Share> =
        parts.iter().map(|part| Share { line: part.line, share: share(part.amount) }).collect();
    let parts = split(&shares, whole, currency).map_err(|error| Error::NotFound(error.to_string()))?;
    insert_parts(tx, id, &parts)
}

/// An actual with its accrual or reversal: the two are one.
const PAIR: &str = "(id = ?1 OR reverses = ?1 OR id = (SELECT reverses FROM actual WHERE id = ?1))";

/// Matches an actual to a line, or to none, by hand; says whether it is there.
pub fn set_line(tx: &Tx<'_>, id: Id, line: Option<Id>) -> Result<bool, Error> {
    clear_parts(tx, id)?;
    let sql = format!("UPDATE actual SET line = ?2, rule = NULL WHERE {PAIR}");
    let set = tx.run(&sql, (id, line));
    Ok(closed_month(tx, id, set)? > 0)
}

/// Matches an actual as a rule says.
pub fn set_match(tx: &Tx<'_>, id: Id, matched: &Match) -> Result<(), Error> {
    let line = if let [(line, _)] = matched.parts.as_slice() { Some(*line) } else { None };
    let set = tx.run("UPDATE actual SET line = ?1, rule = ?2 WHERE id = ?3", (line, matched.rule, id));
    closed_month(tx, id, set)?;
    if line.is_none() {
        insert_parts(tx, id, &matched.parts)?;
    }
    Ok(())
}

/// Splits an actual over lines by hand, in these parts, which sum to it.
pub fn set_parts(tx: &Tx<'_>, id: Id, parts: &[(Id, Amount)]) -> Result<(), Error> {
    clear_parts(tx, id)?;
    let set = tx.run("UPDATE actual SET line = NULL, rule = NULL WHERE id = ?1", [id]);
    closed_month(tx, id, set)?;
    insert_parts(tx, id, parts)
}

/// Moves the part that a split actual has on a line to another line; says whether it has one there.
pub fn shift_parts(tx: &Tx<'_>, id: Id, from: Id, to: Id) -> Result<bool, Error> {
    let parts = super::parts(tx, id)?;
    if !parts.iter().any(|part| part.line == from) {
        return Ok(false);
    }
    let mut shifted: Vec<(Id, Amount)> = Vec::new();
    for part in &parts {
        let line = if part.line == from { to } else { part.line };
        match shifted.iter_mut().find(|(known, _)| *known == line) {
            Some((_, sum)) => {
                *sum = sum.plus(part.amount).map_err(|error| Error::NotFound(error.to_string()))?;
            }
            None => shifted.push((line, part.amount)),
        }
    }
    if let [(line, _)] = shifted.as_slice() {
        set_line(tx, id, Some(*line))
    } else {
        set_parts(tx, id, &shifted).map(|()| true)
    }
}

fn clear_parts(tx: &Tx<'_>, id: Id) -> Result<(), Error> {
    let cleared = tx.run("DELETE FROM actual_share WHERE actual = ?1", [id]);
    closed_month(tx, id, cleared)?;
    Ok(())
}

fn insert_parts(tx: &Tx<'_>, id: Id, parts: &[(Id, Amount)]) -> Result<(), Error> {
    for (line, part) in parts {
        let sql = "INSERT INTO actual_share (actual, line, amount) VALUES (?1, ?2, ?3)";
        let added = tx.run(sql, (id, line, part.to_string()));
        closed_month(tx, id, added)?;
    }
    Ok(())
}

/// Posts what a month owes to a line on its last day, and takes it back on the first day of the next.
pub fn accrue(tx: &Tx<'_>, month: Month, draft: &Draft) -> Result<Id, Error> {
    let post = |day: NaiveDate, amount: Amount, words: &str, kind: Kind, reverses: Option<Id>| {
        let added = tx.insert(
            "INSERT INTO actual (day, amount, currency, vendor, text, document, account, cost_centre, line, kind, reverses)
             VALUES (?1, ?2, ?3, ?4, ?5, '', '', '', ?6, ?7, ?8)",
            (
                day.to_string(),
                amount.to_string(),
                draft.currency.code(),
                draft.vendor,
                format!("{words}{}", draft.text),
                draft.line,
                text(&kind),
                reverses,
            ),
        );
        closing::named(added, Month::of(day))
    };
    let accrual = post(month.last_day(), draft.amount, "Accrual: ", Kind::Accrual, None)?;
    let next = month.plus(1).first_day();
    post(next, -draft.amount, "Reversal of accrual: ", Kind::Reversal, Some(accrual))?;
    Ok(accrual)
}

/// Removes an actual, an accrual with its reversal; says whether it was there. The post of a cloud bill that it was stays,
/// as not posted.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    let pair =
        tx.all(&format!("SELECT id FROM actual WHERE {PAIR} ORDER BY id DESC"), [id], |row| row.get(0))?;
    for id in &pair {
        let id: Id = *id;
        tx.run("UPDATE bill SET actual = NULL WHERE actual = ?1", [id])?;
        let gone = tx.run("DELETE FROM prepaid WHERE actual = ?1", [id]);
        closed_month(tx, id, gone)?;
        clear_parts(tx, id)?;
        let gone = tx.run("DELETE FROM actual WHERE id = ?1", [id]);
        closed_month(tx, id, gone)?;
    }
    Ok(!pair.is_empty())
}

/// A refusal because of a closed month names the month of the actual, or of what belongs to it.
fn closed_month<T>(tx: &Tx<'_>, id: Id, result: Result<T, Error>) -> Result<T, Error> {
    let Err(Error::Closed(None)) = result else { return result };
    let sql = format!(
        "SELECT substr(day, 1, 7) AS month FROM actual WHERE {PAIR} AND month IN (SELECT month FROM closing)"
    );
    Err(Error::Closed(tx.first(&sql, [id], |row| word(row, 0))?))
}
