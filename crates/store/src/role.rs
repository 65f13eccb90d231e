//! Staff: the roles of a plan.

use domain::Id;
use domain::role::Role;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::table::{optional, optional_amount, trimmed};
use crate::tx::{amount, optional_word, text, word};
use crate::{Error, Tx};

const COLUMNS: &str =
    "plan, title, department, category, headcount, yearly, currency, first_month, last_month,
    raise_month, raise_percent, capitalised, notes, line, capital_line";

fn read(row: &Row<'_>) -> rusqlite::Result<Role> {
    Ok(Role {
        id: row.get(0)?,
        plan: row.get(1)?,
        title: row.get(2)?,
        department: row.get(3)?,
        category: row.get(4)?,
        headcount: amount(row, 5)?,
        yearly: amount(row, 6)?,
        currency: word(row, 7)?,
        first: optional_word(row, 8)?,
        last: optional_word(row, 9)?,
        raise_month: optional_word(row, 10)?,
        raise_percent: optional_amount(row, 11)?,
        capitalised: amount(row, 12)?,
        notes: row.get(13)?,
        line: row.get(14)?,
        capital_line: row.get(15)?,
    })
}

fn values(role: &Role) -> Vec<Value> {
    vec![
        Value::from(role.plan),
        trimmed(&role.title),
        Value::from(role.department),
        Value::from(role.category),
        Value::from(role.headcount.to_string()),
        Value::from(role.yearly.to_string()),
        Value::from(text(&role.currency)),
        optional(role.first),
        optional(role.last),
        optional(role.raise_month),
        optional(role.raise_percent),
        Value::from(role.capitalised.to_string()),
        trimmed(&role.notes),
        Value::from(role.line),
        Value::from(role.capital_line),
    ]
}

/// The roles of a plan, in the order in which they were added.
pub fn of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<Role>, Error> {
    tx.all(&format!("SELECT id, {COLUMNS} FROM role WHERE plan = ?1 ORDER BY id"), [plan], read)
}

/// One role.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Role, Error> {
    let found = tx.first(&format!("SELECT id, {COLUMNS} FROM role WHERE id = ?1"), [id], read)?;
    found.ok_or_else(|| Error::NotFound("This role is not in the book any more.".to_owned()))
}

/// Adds a role or replaces one; answers its number.
pub fn save(tx: &Tx<'_>, role: &Role) -> Result<Id, Error> {
    let Some(id) = role.id else {
        let sql = format!(
            "INSERT INTO role ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
        );
        return tx.insert(&sql, params_from_iter(values(role)));
    };
    let sql = format!(
        "UPDATE role SET ({COLUMNS}) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         WHERE id = ?16"
    );
    tx.replace("role", &sql, params_from_iter(values(role).into_iter().chain([Value::from(id)])))?;
    Ok(id)
}

/// Copies the roles of a plan into another with the same lines, and points the copied months at them.
pub fn copy(tx: &Tx<'_>, from: Id, to: Id) -> Result<(), Error> {
    for role in of_plan(tx, from)? {
        let copied = save(tx, &Role { id: None, plan: to, ..role.clone() })?;
        for (line, capitalised) in [(role.line, false), (role.capital_line, true)] {
            let Some(line) = line else { continue };
            let basis = domain::budget::basis::Basis::Role { role: copied, capitalised };
            crate::budget::set_basis(tx, to, line, Some(&basis))?;
        }
    }
    Ok(())
}

/// Removes a role; says whether it was there. Its lines are not touched.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    crate::scenario::forget_role(tx, id)?;
    Ok(tx.run("DELETE FROM role WHERE id = ?1", [id])? > 0)
}
