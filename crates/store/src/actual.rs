//! Posted transactions.

use chrono::NaiveDate;
use domain::actual::{Draft, Row};
use domain::{Amount, Currency, Id, Month};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::tx::{amount, text, word};
use crate::{Error, Tx};

/// Which actuals are asked for; empty texts and `None` filter nothing.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// In the text, the vendor's name, the document, the account or the cost centre.
    pub text: String,
    /// Matched to a line (true) or not (false).
    pub matched: Option<bool>,
    /// From this day.
    pub from: Option<NaiveDate>,
    /// Until this day.
    pub to: Option<NaiveDate>,
    /// Paid to this vendor.
    pub vendor: Option<Id>,
    /// Matched to a line of this category.
    pub category: Option<Id>,
    /// Matched to this line.
    pub line: Option<Id>,
    /// Of this import.
    pub batch: Option<Id>,
    /// Only this one.
    pub id: Option<Id>,
}

const FROM: &str = "FROM actual LEFT JOIN vendor ON vendor.id = actual.vendor LEFT JOIN line ON line.id = actual.line
    WHERE (?1 = '' OR find_folded(text, ?1) > 0 OR find_folded(vendor.name, ?1) > 0
           OR find_folded(document, ?1) > 0 OR find_folded(account, ?1) > 0 OR find_folded(cost_centre, ?1) > 0)
      AND (?2 IS NULL OR (actual.line IS NOT NULL) = ?2)
      AND (?3 IS NULL OR day >= ?3) AND (?4 IS NULL OR day <= ?4)
      AND (?5 IS NULL OR actual.vendor = ?5) AND (?6 IS NULL OR line.category = ?6)
      AND (?7 IS NULL OR actual.line = ?7) AND (?8 IS NULL OR batch = ?8) AND (?9 IS NULL OR actual.id = ?9)";

impl Filter {
    /// The nine parameters of the condition.
    fn params(&self) -> Vec<Value> {
        let key = |id: Option<Id>| Value::from(id);
        let day = |day: Option<NaiveDate>| Value::from(day.map(|day| day.to_string()));
        vec![
            Value::from(self.text.trim().to_owned()),
            Value::from(self.matched),
            day(self.from),
            day(self.to),
            key(self.vendor),
            key(self.category),
            key(self.line),
            key(self.batch),
            key(self.id),
        ]
    }
}

/// Actuals that pass a filter, the newest first. `base` is left open: rates are the domain's.
pub fn rows(tx: &Tx<'_>, filter: &Filter, from: u32, count: u32) -> Result<Vec<Row>, Error> {
    let sql = format!(
        "SELECT actual.id, day, amount, actual.currency, coalesce(vendor.name, ''), text, document, account,
                cost_centre, actual.line, coalesce(line.description, ''), batch
         {FROM} ORDER BY day DESC, actual.id DESC LIMIT ?11 OFFSET ?10"
    );
    let params = filter.params().into_iter().chain([from, count].map(Value::from));
    tx.all(&sql, params_from_iter(params), |row| {
        Ok(Row {
            id: row.get(0)?,
            date: word(row, 1)?,
            amount: amount(row, 2)?,
            currency: word(row, 3)?,
            base: None,
            vendor: row.get(4)?,
            text: row.get(5)?,
            document: row.get(6)?,
            account: row.get(7)?,
            cost_centre: row.get(8)?,
            line: row.get(9)?,
            line_label: row.get(10)?,
            batch: row.get(11)?,
        })
    })
}

/// What the actuals that pass a filter sum to, by currency and month, with their number.
pub fn sums(tx: &Tx<'_>, filter: &Filter) -> Result<Vec<(Currency, Month, Amount, u32)>, Error> {
    let sql = format!(
        "SELECT actual.currency, substr(day, 1, 7) AS month, sum_exact(amount), count(*)
         {FROM} GROUP BY actual.currency, month"
    );
    tx.all(&sql, params_from_iter(filter.params()), |row| {
        Ok((word(row, 0)?, word(row, 1)?, amount(row, 2)?, row.get(3)?))
    })
}

/// What the actuals of a line (or of none) sum to in a currency and month.
pub type LineSum = (Option<Id>, Currency, Month, Amount);

/// The sums of a span of days by line, currency and month.
pub fn by_line(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<LineSum>, Error> {
    tx.all(
        "SELECT line, currency, substr(day, 1, 7) AS month, sum_exact(amount) FROM actual
         WHERE day BETWEEN ?1 AND ?2 GROUP BY line, currency, month",
        (from.to_string(), to.to_string()),
        |row| Ok((row.get(0)?, word(row, 1)?, word(row, 2)?, amount(row, 3)?)),
    )
}

/// How many actuals there are, and how many of them are unmatched.
pub fn counts(tx: &Tx<'_>) -> Result<(u32, u32), Error> {
    let sql = "SELECT count(*), count(*) - count(line) FROM actual";
    Ok(tx.first(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or((0, 0)))
}

/// How many actuals of a span of days are unmatched.
pub fn unmatched(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<u32, Error> {
    let sql = "SELECT count(*) FROM actual WHERE line IS NULL AND day BETWEEN ?1 AND ?2";
    Ok(tx.first(sql, (from.to_string(), to.to_string()), |row| row.get(0))?.unwrap_or(0))
}

/// The first and the last day with an actual.
pub fn span(tx: &Tx<'_>) -> Result<Option<(NaiveDate, NaiveDate)>, Error> {
    let days = tx.first("SELECT min(day), max(day) FROM actual", [], |row| {
        Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    Ok(days.and_then(|(first, last)| Some((first?.parse().ok()?, last?.parse().ok()?))))
}

/// The last day in a span of days with an actual.
pub fn last_day(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<Option<NaiveDate>, Error> {
    let sql = "SELECT max(day) FROM actual WHERE day BETWEEN ?1 AND ?2";
    let day: Option<Option<String>> = tx.first(sql, (from.to_string(), to.to_string()), |row| row.get(0))?;
    Ok(day.flatten().and_then(|day| day.parse().ok()))
}

fn read_draft(row: &rusqlite::Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: row.get(0)?,
        date: word(row, 1)?,
        amount: amount(row, 2)?,
        currency: word(row, 3)?,
        vendor: row.get(4)?,
        text: row.get(5)?,
        document: row.get(6)?,
        account: row.get(7)?,
        cost_centre: row.get(8)?,
        line: row.get(9)?,
    })
}

/// An actual as the draft that would save it as it is.
pub fn draft(tx: &Tx<'_>, id: Id) -> Result<Option<Draft>, Error> {
    let sql =
        "SELECT id, day, amount, currency, vendor, text, document, account, cost_centre, line FROM actual
               WHERE id = ?1";
    tx.first(sql, [id], read_draft)
}

/// Every actual of a span of days, each as the draft that would save it as it is, in the order in which they came.
pub fn drafts(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Draft>, Error> {
    tx.all(
        "SELECT id, day, amount, currency, vendor, text, document, account, cost_centre, line FROM actual
         WHERE day BETWEEN ?1 AND ?2 ORDER BY id",
        (from.to_string(), to.to_string()),
        read_draft,
    )
}

/// Adds an actual of an import; answers its number.
pub fn add(tx: &Tx<'_>, batch: Id, draft: &Draft) -> Result<Id, Error> {
    tx.insert(
        "INSERT INTO actual (day, amount, currency, vendor, text, document, account, cost_centre, line, batch)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        (
            draft.date.to_string(),
            draft.amount.to_string(),
            draft.currency.code(),
            draft.vendor,
            &draft.text,
            &draft.document,
            &draft.account,
            &draft.cost_centre,
            draft.line,
            batch,
        ),
    )
}

/// Appends actuals of an import, as one block of the journal.
pub fn append(
    tx: &Tx<'_>,
    batch: Option<Id>,
    write: impl FnOnce(&mut Appender<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    tx.append("actual", |tx| {
        let statement = tx.prepare(
            "INSERT INTO actual (day, amount, currency, vendor, text, document, account, cost_centre, line, batch)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
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
        self.statement.execute((
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
        ))?;
        Ok(())
    }
}

/// Adds an actual or replaces one; answers its number.
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
        return tx.insert(
            "INSERT INTO actual (day, amount, currency, vendor, text, document, account, cost_centre, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            values,
        );
    };
    let (day, amount, currency, vendor, text, document, account, centre, line) = values;
    tx.replace(
        "actual",
        "UPDATE actual SET day = ?1, amount = ?2, currency = ?3, vendor = ?4, text = ?5, document = ?6,
                account = ?7, cost_centre = ?8, line = ?9 WHERE id = ?10",
        (day, amount, currency, vendor, text, document, account, centre, line, id),
    )?;
    Ok(id)
}

/// Matches an actual to a line, or to none; says whether it is there.
pub fn set_line(tx: &Tx<'_>, id: Id, line: Option<Id>) -> Result<bool, Error> {
    Ok(tx.run("UPDATE actual SET line = ?1 WHERE id = ?2", (line, id))? > 0)
}

/// Removes an actual; says whether it was there. The post of a cloud bill that it was stays, as not posted.
pub fn remove(tx: &Tx<'_>, id: Id) -> Result<bool, Error> {
    tx.run("UPDATE bill SET actual = NULL WHERE actual = ?1", [id])?;
    Ok(tx.run("DELETE FROM actual WHERE id = ?1", [id])? > 0)
}
