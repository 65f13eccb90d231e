//! Posted transactions: finding them and summing them up. `write` changes them.

mod write;

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use chrono::NaiveDate;
use domain::actual::{Draft, Part, Row};
use domain::{Amount, Currency, Id, Month, Sum};
use rusqlite::types::Value;
use rusqlite::{Row as Record, params_from_iter};

use crate::tx::{amount, word};
use crate::{Error, Tx};

pub use write::{
    Appender, Match, accrue, add, append, remove, save, set_line, set_match, set_parts, shift_parts,
};

/// Which actuals are asked for; empty texts and `None` filter nothing.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// In the text, the vendor's name, the document, the account or the cost centre.
    pub text: String,
    /// Matched to a line or split over some (true) or not (false).
    pub matched: Option<bool>,
    /// From this day.
    pub from: Option<NaiveDate>,
    /// Until this day.
    pub to: Option<NaiveDate>,
    /// Paid to this vendor.
    pub vendor: Option<Id>,
    /// What belongs to a line of this category.
    pub category: Option<Id>,
    /// What belongs to this line.
    pub line: Option<Id>,
    /// Of this import.
    pub batch: Option<Id>,
    /// Only this one.
    pub id: Option<Id>,
    /// What belongs to a line of this department.
    pub department: Option<Id>,
    /// What belongs to a line of this project.
    pub project: Option<Id>,
    /// What belongs to a line of this vendor, whoever was paid.
    pub line_vendor: Option<Id>,
    /// Matched by this rule.
    pub rule: Option<Id>,
}

/// Whole actuals.
const WHOLE: &str =
    "FROM actual LEFT JOIN vendor ON vendor.id = actual.vendor LEFT JOIN line ON line.id = actual.line";

/// The parts of actuals that belong to lines: of what is split, only those of the lines that are asked for.
const PARTS: &str = "FROM actual_part AS part JOIN actual ON actual.id = part.actual
    LEFT JOIN vendor ON vendor.id = actual.vendor JOIN line ON line.id = part.line";

impl Filter {
    /// Whether lines are asked for, so that of what is split only a part counts.
    pub fn is_by_line(&self) -> bool {
        let asked = [self.category, self.line, self.department, self.project, self.line_vendor];
        asked.iter().any(Option::is_some)
    }

    /// From where, on which condition, and its parameters. Only what is asked for stands in it: SQLite then takes the index
    /// that fits, and does not look up the vendor and the line of each posting for nothing.
    fn selection(&self) -> (String, Vec<Value>) {
        let mut params = Vec::new();
        let mut sql = format!("{} WHERE true", if self.is_by_line() { PARTS } else { WHOLE });
        let mut and = |condition: &str, value: Option<Value>| {
            let Some(value) = value else { return };
            params.push(value);
            let named = condition.replace('?', &format!("?{}", params.len()));
            sql.push_str(" AND ");
            sql.push_str(&named);
        };
        let text = Some(self.text.trim()).filter(|text| !text.is_empty());
        let day = |day: Option<NaiveDate>| day.map(|day| Value::from(day.to_string()));
        and(
            "(find_folded(text, ?) > 0 OR find_folded(vendor.name, ?) > 0 OR find_folded(document, ?) > 0
              OR find_folded(account, ?) > 0 OR find_folded(cost_centre, ?) > 0)",
            text.map(|text| Value::from(text.to_owned())),
        );
        // A text is looked for in every posting: to read them one after the other is faster than by their days.
        let by_day = if text.is_none() { "actual.day" } else { "+actual.day" };
        and(&format!("{by_day} >= ?"), day(self.from));
        and(&format!("{by_day} <= ?"), day(self.to));
        for (condition, id) in [
            ("actual.vendor = ?", self.vendor),
            ("line.category = ?", self.category),
            ("line.id = ?", self.line),
            ("batch = ?", self.batch),
            ("actual.id = ?", self.id),
            ("line.department = ?", self.department),
            ("line.project = ?", self.project),
            ("line.vendor = ?", self.line_vendor),
            ("actual.rule = ?", self.rule),
        ] {
            and(condition, id.map(Value::from));
        }
        sql.push_str(match self.matched {
            None => "",
            Some(true) => " AND (actual.line IS NOT NULL OR actual.id IN (SELECT actual FROM actual_share))",
            Some(false) => " AND actual.line IS NULL AND actual.id NOT IN (SELECT actual FROM actual_share)",
        });
        (sql, params)
    }
}

/// Actuals that pass a filter, the newest first. `base` is left open: rates are the domain's.
pub fn rows(tx: &Tx<'_>, filter: &Filter, from: u32, count: u32) -> Result<Vec<Row>, Error> {
    let (part, group) = if filter.is_by_line() {
        ("sum_exact(part.amount)", "GROUP BY actual.id")
    } else {
        ("actual.amount", "")
    };
    let (selection, mut params) = filter.selection();
    params.extend([count, from].map(Value::from));
    let sql = format!(
        "SELECT actual.id, actual.day, {part}, actual.currency, coalesce(vendor.name, ''), text, document, account,
                cost_centre, actual.line, coalesce(line.description, ''), batch, kind, rule,
                substr(actual.day, 1, 7) IN (SELECT month FROM closing), actual.amount
         {selection} {group} ORDER BY actual.day DESC, actual.id DESC LIMIT ? OFFSET ?"
    );
    let mut rows = tx.all(&sql, params_from_iter(params), |row| {
        let (part, whole) = (amount(row, 2)?, amount(row, 15)?);
        let line: Option<Id> = row.get(9)?;
        Ok(Row {
            id: row.get(0)?,
            date: word(row, 1)?,
            amount: part,
            currency: word(row, 3)?,
            base: None,
            vendor: row.get(4)?,
            text: row.get(5)?,
            document: row.get(6)?,
            account: row.get(7)?,
            cost_centre: row.get(8)?,
            line,
            line_label: if line.is_some() { row.get(10)? } else { String::new() },
            batch: row.get(11)?,
            kind: word(row, 12)?,
            rule: row.get(13)?,
            parts: Vec::new(),
            whole: Some(whole).filter(|_| line.is_none() && part != whole),
            closed: row.get(14)?,
        })
    })?;
    add_parts(tx, &mut rows)?;
    Ok(rows)
}

/// Adds the parts of what is split, with a label that names its lines.
fn add_parts(tx: &Tx<'_>, rows: &mut [Row]) -> Result<(), Error> {
    if tx.first("SELECT 1 FROM actual_share", [], |_| Ok(()))?.is_none() {
        return Ok(());
    }
    for row in rows.iter_mut().filter(|row| row.line.is_none()) {
        row.parts = parts(tx, row.id)?;
        let labels: Vec<&str> = row.parts.iter().map(|part| part.label.as_str()).collect();
        row.line_label = labels.join("; ");
    }
    Ok(())
}

/// The parts of an actual by line; none where it is not split.
pub fn parts(tx: &Tx<'_>, id: Id) -> Result<Vec<Part>, Error> {
    tx.all(
        "SELECT line, description, amount FROM actual_share JOIN line ON line.id = actual_share.line
         WHERE actual = ?1 ORDER BY actual_share.id",
        [id],
        |row| Ok(Part { line: row.get(0)?, label: row.get(1)?, amount: amount(row, 2)? }),
    )
}

/// The numbers of the actuals that pass a filter, in the order in which they came.
pub fn ids(tx: &Tx<'_>, filter: &Filter) -> Result<Vec<Id>, Error> {
    let (selection, params) = filter.selection();
    let sql = format!("SELECT DISTINCT actual.id {selection} ORDER BY actual.id");
    tx.all(&sql, params_from_iter(params), |row| row.get(0))
}

/// What the actuals that pass a filter sum to, by currency and month, with their number.
pub fn sums(tx: &Tx<'_>, filter: &Filter) -> Result<Vec<(Currency, Month, Amount, u32)>, Error> {
    let (selection, params) = filter.selection();
    if filter.is_by_line() {
        let sql = format!(
            "SELECT actual.currency, substr(actual.day, 1, 7) AS month, sum_exact(part.amount), count(DISTINCT actual.id)
             {selection} GROUP BY actual.currency, month"
        );
        return tx.all(&sql, params_from_iter(params), |row| {
            Ok((word(row, 0)?, word(row, 1)?, amount(row, 2)?, row.get(3)?))
        });
    }
    // As in `by_line`: to sort all of them into a few groups is most of the work.
    let sql = format!("SELECT actual.currency, actual.day, actual.amount {selection}");
    let mut statement = tx.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(params))?;
    let mut sums: BTreeMap<([u8; 3], [u8; 7]), (Sum, u32)> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (sum, count) = sums.entry((first::<3>(row, 0)?, first::<7>(row, 1)?)).or_default();
        sum.add(amount(row, 2)?);
        *count += 1;
    }
    let told = |((currency, month), (sum, count)): (([u8; 3], [u8; 7]), (Sum, u32))| {
        let sum = sum.total().map_err(|error| Error::NotABook(error.to_string()))?;
        Ok((parsed(&currency)?, parsed(&month)?, sum, count))
    };
    sums.into_iter().map(told).collect()
}

/// What the actuals of a line (or of none) sum to in a currency and month.
pub type LineSum = (Option<Id>, Currency, Month, Amount);

/// The sums of a span of days by line, currency and month.
pub fn by_line(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<LineSum>, Error> {
    // Summed here: sorting every posting into groups takes SQLite several times as long.
    let mut statement =
        tx.prepare("SELECT line, currency, day, amount FROM actual_part WHERE day BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query((from.to_string(), to.to_string()))?;
    let mut sums: HashMap<Key, Sum> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (currency, day) = (first::<3>(row, 1)?, first::<7>(row, 2)?);
        sums.entry((row.get(0)?, currency, day)).or_default().add(amount(row, 3)?);
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_unstable_by_key(|(key, _)| *key);
    sums.into_iter()
        .map(|((line, currency, month), sum)| {
            let sum = sum.total().map_err(|error| Error::NotABook(error.to_string()))?;
            Ok((line, parsed(&currency)?, parsed(&month)?, sum))
        })
        .collect()
}

/// A line, a currency's code, a month as text.
type Key = (Option<Id>, [u8; 3], [u8; 7]);

/// The first bytes of a text, all of them ASCII in a whole book.
fn first<const N: usize>(row: &Record<'_>, column: usize) -> rusqlite::Result<[u8; N]> {
    let text = row.get_ref(column)?.as_str()?;
    Ok(text.as_bytes().first_chunk().copied().unwrap_or([b'?'; N]))
}

fn parsed<T: FromStr>(bytes: &[u8]) -> Result<T, Error> {
    let text = String::from_utf8_lossy(bytes);
    text.parse().map_err(|_| Error::NotABook(format!("“{text}” in an actual cannot be read.")))
}

/// How many actuals there are, and how many of them are unmatched.
pub fn counts(tx: &Tx<'_>) -> Result<(u32, u32), Error> {
    let sql = "SELECT (SELECT count(*) FROM actual), (SELECT count(*) FROM actual WHERE line IS NULL)
                    - (SELECT count(DISTINCT actual) FROM actual_share)";
    Ok(tx.first(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or((0, 0)))
}

/// How many actuals of a span of days are unmatched.
pub fn unmatched(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<u32, Error> {
    let sql = "SELECT count(*) FROM actual WHERE line IS NULL AND day BETWEEN ?1 AND ?2
               AND id NOT IN (SELECT actual FROM actual_share)";
    Ok(tx.first(sql, (from.to_string(), to.to_string()), |row| row.get(0))?.unwrap_or(0))
}

/// The first and the last day with an actual.
pub fn span(tx: &Tx<'_>) -> Result<Option<(NaiveDate, NaiveDate)>, Error> {
    let days = tx.first("SELECT min(day), max(day) FROM actual", [], |row| {
        Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    Ok(days.and_then(|(first, last)| Some((first?.parse().ok()?, last?.parse().ok()?))))
}

/// The last day in a span of days on which something was posted; accruals say nothing of that.
pub fn last_day(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<Option<NaiveDate>, Error> {
    let sql = "SELECT max(day) FROM actual WHERE day BETWEEN ?1 AND ?2 AND kind = 'posting'";
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

/// Every posting of a span of days, each as the draft that would save it as it is, in the order in which they came.
/// Accruals are none: no ledger knows them.
pub fn drafts(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Draft>, Error> {
    tx.all(
        "SELECT id, day, amount, currency, vendor, text, document, account, cost_centre, line FROM actual
         WHERE day BETWEEN ?1 AND ?2 AND kind = 'posting' ORDER BY id",
        (from.to_string(), to.to_string()),
        read_draft,
    )
}
