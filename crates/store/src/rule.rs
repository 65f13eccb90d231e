//! Rules by which postings find their line, and the postings that they are tried on.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::rule::{Draft, Posting, Share};
use domain::{Currency, Id, Month};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::table::{optional, optional_amount};
use crate::tx::{amount, text, word};
use crate::{Error, Tx};

const COLUMNS: &str = "id, name, vendor, text, account, cost_centre, amount_from, amount_to, source";

fn read(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: row.get(0)?,
        name: row.get(1)?,
        vendor: row.get(2)?,
        text: row.get(3)?,
        account: row.get(4)?,
        cost_centre: row.get(5)?,
        amount_from: optional_amount(row, 6)?,
        amount_to: optional_amount(row, 7)?,
        source: word(row, 8)?,
        shares: Vec::new(),
    })
}

/// The rules in force, in the order in which they are tried.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Draft>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM rule WHERE retired = 0 ORDER BY position, id");
    let mut rules = tx.all(&sql, [], read)?;
    let mut shares: HashMap<Id, Vec<Share>> = HashMap::new();
    for (rule, share) in tx.all("SELECT rule, line, share FROM rule_share ORDER BY id", [], |row| {
        Ok((row.get(0)?, Share { line: row.get(1)?, share: amount(row, 2)? }))
    })? {
        shares.entry(rule).or_default().push(share);
    }
    for rule in &mut rules {
        rule.shares = rule.id.and_then(|id| shares.remove(&id)).unwrap_or_default();
    }
    Ok(rules)
}

/// One rule, and whether it is retired.
pub fn get(tx: &Tx<'_>, id: Id) -> Result<Option<(Draft, bool)>, Error> {
    let sql = format!("SELECT {COLUMNS}, retired FROM rule WHERE id = ?1");
    let Some((rule, retired)) = tx.first(&sql, [id], |row| Ok((read(row)?, row.get(9)?)))? else {
        return Ok(None);
    };
    let shares = tx.all("SELECT line, share FROM rule_share WHERE rule = ?1 ORDER BY id", [id], |row| {
        Ok(Share { line: row.get(0)?, share: amount(row, 1)? })
    })?;
    Ok(Some((Draft { shares, ..rule }, retired)))
}

/// Adds a rule behind the others, or replaces one where it stands; answers its number.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<Id, Error> {
    let values = [
        Value::from(draft.name.trim().to_owned()),
        Value::from(draft.vendor),
        Value::from(draft.text.trim().to_owned()),
        Value::from(draft.account.trim().to_owned()),
        Value::from(draft.cost_centre.trim().to_owned()),
        optional(draft.amount_from),
        optional(draft.amount_to),
        Value::from(text(&draft.source)),
    ];
    let id = match draft.id {
        None => tx.insert(
            "INSERT INTO rule (name, vendor, text, account, cost_centre, amount_from, amount_to, source, position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT coalesce(max(position), 0) + 1 FROM rule))",
            params_from_iter(values),
        )?,
        Some(id) => {
            tx.replace(
                "rule",
                "UPDATE rule SET name = ?1, vendor = ?2, text = ?3, account = ?4, cost_centre = ?5, amount_from = ?6,
                        amount_to = ?7, source = ?8 WHERE id = ?9 AND retired = 0",
                params_from_iter(values.into_iter().chain([Value::from(id)])),
            )?;
            tx.run("DELETE FROM rule_share WHERE rule = ?1", [id])?;
            id
        }
    };
    for share in &draft.shares {
        let sql = "INSERT INTO rule_share (rule, line, share) VALUES (?1, ?2, ?3)";
        tx.run(sql, (id, share.line, share.share.to_string()))?;
    }
    Ok(id)
}

/// Takes a rule out; says whether it was there. One that matched something is kept, so that it can still be named.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    if tx.first("SELECT 1 FROM actual WHERE rule = ?1", [id], |_| Ok(()))?.is_some() {
        return Ok(tx.run("UPDATE rule SET retired = 1 WHERE id = ?1 AND retired = 0", [id])? > 0);
    }
    tx.run("DELETE FROM rule_share WHERE rule = ?1", [id])?;
    Ok(tx.run("DELETE FROM rule WHERE id = ?1", [id])? > 0)
}

/// Gives rules the places 1, 2, 3 in this order.
pub fn order(tx: &Tx<'_>, rules: &[Id]) -> Result<(), Error> {
    for (id, position) in rules.iter().zip(1i64..) {
        tx.run("UPDATE rule SET position = ?1 WHERE id = ?2 AND position <> ?1", (position, id))?;
    }
    Ok(())
}

/// How many actuals each rule has matched.
pub fn counts(tx: &Tx<'_>) -> Result<HashMap<Id, u32>, Error> {
    let sql = "SELECT rule, count(*) FROM actual WHERE rule IS NOT NULL GROUP BY rule";
    Ok(tx.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
}

/// Which postings rules are tried on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'w> {
    /// Those that are matched to one line by hand or as they came; else those that are not matched.
    pub by_hand: bool,
    /// From this day.
    pub from: Option<NaiveDate>,
    /// Until this day.
    pub to: Option<NaiveDate>,
    /// Of this import.
    pub batch: Option<Id>,
    /// Only those paid to this vendor, which the rules ask for.
    pub vendor: Option<Id>,
    /// Only those with this in their text.
    pub word: &'w str,
}

/// A posting beside what rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Posted {
    /// Its number.
    pub id: Id,
    /// Its currency.
    pub currency: Currency,
    /// Its month.
    pub month: Month,
    /// The line it is matched to.
    pub line: Option<Id>,
    /// Whether its month is closed.
    pub closed: bool,
}

/// Goes through postings in the order in which they came; answers how many there were.
pub fn postings(
    tx: &Tx<'_>,
    wanted: Wanted<'_>,
    mut each: impl FnMut(Posted, &Posting<'_>) -> Result<(), Error>,
) -> Result<u32, Error> {
    let which = if wanted.by_hand {
        "line IS NOT NULL AND rule IS NULL"
    } else {
        "line IS NULL AND id NOT IN (SELECT actual FROM actual_share)"
    };
    let sql = format!(
        "SELECT id, currency, substr(day, 1, 7), line, substr(day, 1, 7) IN (SELECT month FROM closing),
                vendor, text, account, cost_centre, amount
         FROM actual WHERE {which} AND kind = 'posting' AND (?1 IS NULL OR day >= ?1) AND (?2 IS NULL OR day <= ?2)
           AND (?3 IS NULL OR batch = ?3) AND (?4 IS NULL OR vendor = ?4)
           AND (?5 = '' OR find_folded(text, ?5) > 0) ORDER BY id"
    );
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let mut statement = tx.prepare(&sql)?;
    let mut rows =
        statement.query((day(wanted.from), day(wanted.to), wanted.batch, wanted.vendor, wanted.word))?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let posted = Posted {
            id: row.get(0)?,
            currency: word(row, 1)?,
            month: word(row, 2)?,
            line: row.get(3)?,
            closed: row.get(4)?,
        };
        let words = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let posting = Posting {
            vendor: row.get(5)?,
            text: words(6)?,
            account: words(7)?,
            cost_centre: words(8)?,
            amount: amount(row, 9)?,
        };
        each(posted, &posting)?;
        count += 1;
    }
    Ok(count)
}

/// Who matched an actual last, when, by which change; nothing where it came as it is.
pub fn matched_by(tx: &Tx<'_>, actual: Id) -> Result<Option<(String, String, String)>, Error> {
    tx.first(
        "SELECT who, at, summary FROM change_row JOIN change ON change.id = change_row.change
         WHERE name = 'actual' AND key = ?1 AND operation = 'update'
           AND json_extract(before, '$.line') IS NOT (SELECT line FROM actual WHERE id = ?1)
         ORDER BY seq DESC LIMIT 1",
        [actual],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}
