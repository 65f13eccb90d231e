//! Commentary on lines and groups, by period and plan.

use domain::Id;
use domain::comment::{Comment, Draft, Scope, Subject};
use rusqlite::Row;

use crate::tx::{optional_word, text, word};
use crate::{Error, Tx};

const COLUMNS: &str =
    "id, scope, coalesce(line, category, department, vendor, project), period, plan, text, cause,
    who, at, carried_from";

fn read(row: &Row<'_>) -> rusqlite::Result<Comment> {
    Ok(Comment {
        id: row.get(0)?,
        subject: Subject { scope: word(row, 1)?, of: row.get(2)? },
        period: word(row, 3)?,
        plan: row.get(4)?,
        text: row.get(5)?,
        cause: row.get(6)?,
        who: row.get(7)?,
        at: row.get(8)?,
        carried_from: optional_word(row, 9)?,
    })
}

/// Every comment in the order in which they were made.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Comment>, Error> {
    tx.all(&format!("SELECT {COLUMNS} FROM comment ORDER BY id"), [], read)
}

/// One comment.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Comment, Error> {
    let found = tx.first(&format!("SELECT {COLUMNS} FROM comment WHERE id = ?1"), [id], read)?;
    found.ok_or_else(|| Error::NotFound("This comment is not in the book any more.".to_owned()))
}

/// The comment on a record for a period and plan.
pub fn find(tx: &Tx<'_>, draft: &Draft) -> Result<Option<Comment>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM comment WHERE {} = ?1 AND period = ?2 AND plan IS ?3 ORDER BY id",
        draft.subject.scope.name()
    );
    tx.first(&sql, (draft.subject.of, draft.period.to_string(), draft.plan), read)
}

/// Says something, in the place of what was said on the same record for the period and plan; answers its number.
pub fn save(tx: &Tx<'_>, draft: &Draft, who: &str, at: &str) -> Result<Id, Error> {
    let carried = draft.carried_from.map(|period| period.to_string());
    if let Some(before) = find(tx, draft)? {
        tx.replace(
            "comment",
            "UPDATE comment SET text = ?1, cause = ?2, who = ?3, at = ?4, carried_from = ?5 WHERE id = ?6",
            (draft.text.trim(), draft.cause.trim(), who, at, carried, before.id),
        )?;
        return Ok(before.id);
    }
    let [line, category, department, vendor, project] =
        Scope::ALL.map(|scope| Some(draft.subject.of).filter(|_| draft.subject.scope == scope));
    tx.insert(
        "INSERT INTO comment (scope, line, category, department, vendor, project, period, plan, text, cause, who, at,
                carried_from)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        (
            text(&draft.subject.scope),
            line,
            category,
            department,
            vendor,
            project,
            draft.period.to_string(),
            draft.plan,
            draft.text.trim(),
            draft.cause.trim(),
            who,
            at,
            carried,
        ),
    )
}

/// Removes a comment; says whether it was there.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM comment WHERE id = ?1", [id])? > 0)
}

/// Removes the comments on a record that goes: they are no use of it.
pub(crate) fn forget(tx: &Tx<'_>, scope: Scope, of: Id) -> Result<(), Error> {
    tx.run(&format!("DELETE FROM comment WHERE {} = ?1", scope.name()), [of])?;
    Ok(())
}
