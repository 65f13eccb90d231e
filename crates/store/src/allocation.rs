//! The rules of allocation, in the order in which they run, each with its shares.

use std::collections::HashMap;

use domain::allocation::{Rule, Share, Source};
use domain::{Amount, Id};

use crate::table::{optional, optional_amount};
use crate::tx::{amount, text, word};
use crate::{Error, Tx};

/// Every rule, those of a year in the order in which they run.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Rule>, Error> {
    let mut shares = shares(tx)?;
    tx.all(
        "SELECT id, fiscal_year, plan, name, line, category, department, \"by\", capacity, driver, unit
         FROM allocation ORDER BY fiscal_year, position, id",
        [],
        |row| {
            let id = row.get(0)?;
            let (line, category, department): (Option<Id>, Option<Id>, Option<Id>) =
                (row.get(4)?, row.get(5)?, row.get(6)?);
            Ok(Rule {
                id,
                fiscal_year: row.get(1)?,
                plan: row.get(2)?,
                name: row.get(3)?,
                source: match (line, category) {
                    (Some(line), _) => Source::Line(line),
                    (None, Some(category)) => Source::Category(category),
                    (None, None) => Source::Department(department.unwrap_or_default()),
                },
                by: word(row, 7)?,
                capacity: optional_amount(row, 8)?,
                driver: row.get(9)?,
                unit: row.get(10)?,
                shares: shares.remove(&id).unwrap_or_default(),
            })
        },
    )
}

/// The shares of each rule, in the order in which they were given.
fn shares(tx: &Tx<'_>) -> Result<HashMap<Id, Vec<Share>>, Error> {
    let mut of: HashMap<Id, Vec<Share>> = HashMap::new();
    let rows =
        tx.all("SELECT allocation, department, weight FROM allocation_share ORDER BY id", [], |row| {
            Ok((row.get(0)?, Share { department: row.get(1)?, weight: amount(row, 2)? }))
        })?;
    for (rule, share) in rows {
        of.entry(rule).or_default().push(share);
    }
    Ok(of)
}

/// One rule.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Rule, Error> {
    let missing = || Error::NotFound("This rule is not in the book any more.".to_owned());
    all(tx)?.into_iter().find(|rule| rule.id == id).ok_or_else(missing)
}

/// Adds a rule behind the others of its year, or replaces one where it stands; answers its number.
pub fn save(tx: &Tx<'_>, id: Option<Id>, rule: &Rule) -> Result<Id, Error> {
    let (mut line, mut category, mut department) = (None, None, None);
    match rule.source {
        Source::Line(of) => line = Some(of),
        Source::Category(of) => category = Some(of),
        Source::Department(of) => department = Some(of),
    }
    let values = (
        rule.fiscal_year,
        rule.plan,
        &rule.name,
        line,
        category,
        department,
        text(&rule.by),
        optional(rule.capacity),
        &rule.driver,
        &rule.unit,
    );
    let id = if let Some(id) = id {
        let (year, plan, name, line, category, department, by, capacity, driver, unit) = values;
        tx.replace(
            "rule",
            "UPDATE allocation SET fiscal_year = ?1, plan = ?2, name = ?3, line = ?4, category = ?5, department = ?6,
                    \"by\" = ?7, capacity = ?8, driver = ?9, unit = ?10 WHERE id = ?11",
            (year, plan, name, line, category, department, by, capacity, driver, unit, id),
        )?;
        id
    } else {
        tx.insert(
            "INSERT INTO allocation (fiscal_year, plan, name, line, category, department, \"by\", capacity, driver,
                    unit, position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
                     (SELECT coalesce(max(position), 0) + 1 FROM allocation WHERE fiscal_year = ?1))",
            values,
        )?
    };
    save_shares(tx, id, &rule.shares)?;
    Ok(id)
}

/// Writes what differs from the shares that are there, so that the history shows what changed and nothing else.
fn save_shares(tx: &Tx<'_>, rule: Id, shares: &[Share]) -> Result<(), Error> {
    let before: Vec<(Id, Id, Amount)> =
        tx.all("SELECT id, department, weight FROM allocation_share WHERE allocation = ?1", [rule], |row| {
            Ok((row.get(0)?, row.get(1)?, amount(row, 2)?))
        })?;
    for (id, department, _) in &before {
        if !shares.iter().any(|share| share.department == *department) {
            tx.run("DELETE FROM allocation_share WHERE id = ?1", [*id])?;
        }
    }
    for share in shares {
        match before.iter().find(|(_, department, _)| *department == share.department) {
            Some((_, _, weight)) if *weight == share.weight => {}
            Some((id, _, _)) => {
                let values = (share.weight.to_string(), *id);
                tx.run("UPDATE allocation_share SET weight = ?1 WHERE id = ?2", values)?;
            }
            None => {
                tx.insert(
                    "INSERT INTO allocation_share (allocation, department, weight) VALUES (?1, ?2, ?3)",
                    (rule, share.department, share.weight.to_string()),
                )?;
            }
        }
    }
    Ok(())
}

/// Puts rules into this order.
pub fn order(tx: &Tx<'_>, rules: &[Id]) -> Result<(), Error> {
    for (position, id) in (1i64..).zip(rules) {
        tx.run("UPDATE allocation SET position = ?1 WHERE id = ?2 AND position <> ?1", (position, *id))?;
    }
    Ok(())
}

/// Removes a rule with its shares.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<(), Error> {
    tx.run("DELETE FROM allocation_share WHERE allocation = ?1", [id])?;
    tx.run("DELETE FROM allocation WHERE id = ?1", [id])?;
    Ok(())
}

/// Removes the rules that hold for a plan alone, which goes.
pub(crate) fn forget_plan(tx: &Tx<'_>, plan: Id) -> Result<(), Error> {
    for id in tx.all("SELECT id FROM allocation WHERE plan = ?1", [plan], |row| row.get(0))? {
        remove(tx, id)?;
    }
    Ok(())
}
