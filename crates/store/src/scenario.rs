//! Scenarios that stand on a plan, and their adjustments.

use domain::scenario::{Adjustment, Kind, Scope};
use domain::{Currency, Id};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::table::{optional, trimmed};
use crate::tx::{amount, optional_word, text};
use crate::{Error, Tx};

const COLUMNS: &str =
    "plan, kind, amount, role, currency, category, department, vendor, project, line, expense,
    purpose, first_month, last_month, notes";

fn read(row: &Row<'_>) -> rusqlite::Result<Adjustment> {
    let size = amount(row, 3)?;
    let (role, currency): (Option<Id>, Option<Currency>) = (row.get(4)?, optional_word(row, 5)?);
    // The table keeps a role and a currency where their kinds need one.
    let what = match (role, currency, row.get_ref(2)?.as_str()?) {
        (Some(role), _, _) => Kind::Headcount { role, posts: size },
        (None, Some(currency), _) => Kind::Rate { currency, percent: size },
        (None, None, "amount") => Kind::Amount { amount: size },
        (None, None, _) => Kind::Percent { percent: size },
    };
    Ok(Adjustment {
        id: row.get(0)?,
        plan: row.get(1)?,
        what,
        on: Scope {
            category: row.get(6)?,
            department: row.get(7)?,
            vendor: row.get(8)?,
            project: row.get(9)?,
            line: row.get(10)?,
            expense: optional_word(row, 11)?,
            purpose: optional_word(row, 12)?,
        },
        first: optional_word(row, 13)?,
        last: optional_word(row, 14)?,
        notes: row.get(15)?,
    })
}

fn values(one: &Adjustment) -> Vec<Value> {
    let (kind, size, role, currency) = match &one.what {
        Kind::Percent { percent } => ("percent", percent, None, None),
        Kind::Amount { amount } => ("amount", amount, None, None),
        Kind::Headcount { role, posts } => ("headcount", posts, Some(*role), None),
        Kind::Rate { currency, percent } => ("rate", percent, None, Some(*currency)),
    };
    let on = &one.on;
    vec![
        Value::from(one.plan),
        Value::from(kind.to_owned()),
        Value::from(size.to_string()),
        Value::from(role),
        optional(currency.map(|currency| text(&currency))),
        Value::from(on.category),
        Value::from(on.department),
        Value::from(on.vendor),
        Value::from(on.project),
        Value::from(on.line),
        optional(on.expense.map(|expense| text(&expense))),
        optional(on.purpose.map(|purpose| text(&purpose))),
        optional(one.first),
        optional(one.last),
        trimmed(&one.notes),
    ]
}

/// The adjustments of a scenario, in the order in which they work.
pub fn adjustments(tx: &Tx<'_>, plan: Id) -> Result<Vec<Adjustment>, Error> {
    let sql = format!("SELECT id, {COLUMNS} FROM adjustment WHERE plan = ?1 ORDER BY place, id");
    tx.all(&sql, [plan], read)
}

/// One adjustment.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Adjustment, Error> {
    let found = tx.first(&format!("SELECT id, {COLUMNS} FROM adjustment WHERE id = ?1"), [id], read)?;
    found.ok_or_else(|| Error::NotFound("This adjustment is not in the book any more.".to_owned()))
}

/// Adds a scenario that stands on a plan.
pub fn create(tx: &Tx<'_>, name: &str, base: &domain::plan::Plan) -> Result<Id, Error> {
    tx.insert(
        "INSERT INTO plan (name, kind, fiscal_year, first_month, state, base)
         VALUES (?1, 'scenario', ?2, ?3, 'draft', ?4)",
        (name.trim(), base.fiscal_year, base.first_month.to_string(), base.id),
    )
}

/// Adds an adjustment behind the others, or replaces one; answers its number.
pub fn save(tx: &Tx<'_>, one: &Adjustment) -> Result<Id, Error> {
    if let Some(id) = one.id {
        let sql = format!(
            "UPDATE adjustment SET ({COLUMNS}) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             WHERE id = ?16"
        );
        tx.replace("adjustment", &sql, params_from_iter(values(one).into_iter().chain([Value::from(id)])))?;
        return Ok(id);
    }
    let sql = format!(
        "INSERT INTO adjustment ({COLUMNS}, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
            (SELECT coalesce(max(place), 0) + 1 FROM adjustment WHERE plan = ?1))"
    );
    tx.insert(&sql, params_from_iter(values(one)))
}

/// Puts the adjustments of a scenario into this order.
pub fn reorder(tx: &Tx<'_>, ids: &[Id]) -> Result<(), Error> {
    for (place, id) in (1i64..).zip(ids) {
        tx.run("UPDATE adjustment SET place = ?1 WHERE id = ?2 AND place <> ?1", (place, *id))?;
    }
    Ok(())
}

/// Removes an adjustment; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM adjustment WHERE id = ?1", [id])? > 0)
}

/// Removes the adjustments of a role that goes.
pub(crate) fn forget_role(tx: &Tx<'_>, role: Id) -> Result<(), Error> {
    tx.run("DELETE FROM adjustment WHERE role = ?1", [role])?;
    Ok(())
}
