//! Whether a book is whole: the file, its references, its figures, its journal.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{Amount, Currency, Id, Month, Sum};
use rusqlite::types::ValueRef;

use crate::tx::{amount, word};
use crate::{Error, Tx, batch, document, journal, loose};

/// So many findings of a kind are told; more would not help.
const MOST: usize = 20;

/// Everything that is wrong with the book, a sentence each; empty when it is whole.
pub fn check(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    let mut findings = file(tx)?;
    findings.extend(orphans(tx)?);
    let loose = loose::lines(tx, MOST)?.into_iter();
    findings.extend(loose.map(|line| format!("The budget line “{line}” stands in no plan.")));
    let unreadable = unreadable(tx)?;
    // Totals and hashes of what cannot be read would only say so again.
    if unreadable.is_empty() {
        findings.extend(plan_totals(tx)?);
        findings.extend(import_totals(tx)?);
        findings.extend(approved(tx)?);
        findings.extend(splits(tx)?);
        findings.extend(accruals(tx)?);
    }
    findings.extend(unreadable);
    let altered = document::altered(tx)?.into_iter().take(MOST);
    findings.extend(altered.map(|title| format!("The document “{title}” does not hold what was kept.")));
    findings.extend(journal::verify(tx.conn)?);
    Ok(findings)
}

fn file(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    let mut findings = tx.all("PRAGMA integrity_check(20)", [], |row| row.get::<_, String>(0))?;
    findings.retain(|line| line != "ok");
    if tx.first("SELECT 1 FROM setting WHERE id = 1", [], |_| Ok(()))?.is_none() {
        findings.push("The book has no settings.".to_owned());
    }
    Ok(findings)
}

fn orphans(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    tx.all("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 20", [], |row| {
        let (child, parent) = (row.get::<_, String>(0)?, row.get::<_, String>(2)?);
        let article = if parent.starts_with('a') { "an" } else { "a" };
        Ok(format!("{child} {} names {article} {parent} that is not there.", row.get::<_, i64>(1)?))
    })
}

/// Amounts, currencies, months and days that are none (only another program could have written them).
fn unreadable(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    let mut findings = Vec::new();
    let mut look = |sql: &str, what: &str, readable: &dyn Fn(&str) -> bool| -> Result<(), Error> {
        let mut statement = tx.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let bad = (1..columns).any(|column| match row.get_ref(column) {
                Ok(ValueRef::Null) => false,
                Ok(value) => !value.as_str().is_ok_and(readable),
                Err(_) => true,
            });
            if bad && findings.len() < MOST {
                findings.push(format!("{what} {} cannot be read.", row.get::<_, i64>(0)?));
            }
        }
        Ok(())
    };
    let amount = |text: &str| text.parse::<Amount>().is_ok();
    look("SELECT id, amount FROM actual", "An amount of actual", &amount)?;
    look("SELECT id, rate FROM rate", "An amount of rate", &amount)?;
    look("SELECT id, amount_from, amount_to FROM rule", "An amount of rule", &amount)?;
    look("SELECT id, share FROM rule_share", "A share of rule", &amount)?;
    look("SELECT id, amount FROM actual_share", "A part of an actual", &amount)?;
    for (table, columns) in [
        ("contract", "yearly, total"),
        ("order", "amount, delivered, invoiced"),
        ("licence", "bought, assigned, used, unit_price, total"),
        ("score", "value"),
        ("bill", "billed, effective"),
        ("target", "amount"),
        ("bill_part", "billed, effective"),
        ("depreciation", "rate, salvage_percent"),
        ("role", "headcount, yearly, raise_percent, capitalised"),
        ("allocation", "capacity"),
        ("allocation_share", "weight"),
    ] {
        look(&format!("SELECT id, {columns} FROM \"{table}\""), &format!("An amount of {table}"), &amount)?;
    }
    let months = "SELECT id, m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12 FROM budget";
    look(months, "An amount of budget row", &amount)?;
    look("SELECT id, threshold_amount, threshold_percent FROM setting", "An amount of setting", &amount)?;
    let currency = |text: &str| text.parse::<Currency>().is_ok();
    for table in ["setting", "line", "actual", "rate", "contract", "order", "licence", "bill", "role"] {
        let sql = format!("SELECT id, currency FROM \"{table}\"");
        look(&sql, &format!("The currency of {table}"), &currency)?;
    }
    let month = |text: &str| text.parse::<Month>().is_ok();
    look("SELECT id, first_month FROM plan", "The first month of plan", &month)?;
    look("SELECT id, month FROM rate", "The month of rate", &month)?;
    look("SELECT id, month FROM bill", "The month of bill", &month)?;
    let months = "SELECT id, first_month, last_month, raise_month FROM role";
    look(months, "A month of role", &month)?;
    look("SELECT id, month FROM closing", "The month of closing", &month)?;
    let period = |text: &str| domain::score::period(text).is_ok_and(|written| written == text);
    look("SELECT id, period FROM score", "The period of score", &period)?;
    let day = |text: &str| text.parse::<NaiveDate>().is_ok();
    look("SELECT id, day FROM actual", "The day of actual", &day)?;
    look("SELECT id, first_day, last_day FROM project", "A day of project", &day)?;
    look("SELECT id, first_day, last_day FROM contract", "A day of contract", &day)?;
    look("SELECT id, first_day, last_day FROM prepaid", "A day of prepaid", &day)?;
    look("SELECT id, day FROM \"order\"", "The day of order", &day)?;
    look("SELECT id, first_day, last_day FROM licence", "A day of licence", &day)?;
    look("SELECT id, first_day, last_day FROM bill_part", "A day of bill_part", &day)?;
    look("SELECT id, as_of FROM setting", "The as-of day of setting", &day)?;
    Ok(findings)
}

/// What is split has no line of its own, and its parts sum to it.
fn splits(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    let split = tx.all(
        "SELECT actual.id, actual.amount, sum_exact(actual_share.amount), actual.line IS NULL
         FROM actual_share JOIN actual ON actual.id = actual_share.actual GROUP BY actual.id ORDER BY actual.id",
        [],
        |row| Ok((row.get::<_, Id>(0)?, amount(row, 1)? == amount(row, 2)?, row.get::<_, bool>(3)?)),
    )?;
    let wrong = split.into_iter().filter(|(_, ties, alone)| !ties || !alone).take(MOST);
    Ok(wrong.map(|(id, ..)| format!("The parts of actual {id} do not sum to it.")).collect())
}

/// Each accrual is taken back by one reversal.
fn accruals(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    let pairs = tx.all(
        "SELECT actual.id, sum_exact(back.amount), actual.amount FROM actual
         LEFT JOIN actual AS back ON back.reverses = actual.id WHERE actual.kind = 'accrual'
         GROUP BY actual.id HAVING count(back.id) > 0 ORDER BY actual.id",
        [],
        |row| Ok((row.get::<_, Id>(0)?, -amount(row, 1)? == amount(row, 2)?)),
    )?;
    let alone = tx.all(
        "SELECT id FROM actual WHERE kind = 'accrual' AND id NOT IN (SELECT reverses FROM actual WHERE reverses IS NOT NULL)",
        [],
        |row| row.get::<_, Id>(0),
    )?;
    let wrong = pairs.into_iter().filter(|(_, ties)| !ties).map(|(id, _)| id).chain(alone).take(MOST);
    Ok(wrong.map(|id| format!("Accrual {id} is not taken back as it was posted.")).collect())
}

/// Each plan's total over its months must be its total over its lines.
fn plan_totals(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    let mut findings = Vec::new();
    for plan in crate::plan::all(tx)? {
        let by_month = tx.first(
            "SELECT sum_exact(m01), sum_exact(m02), sum_exact(m03), sum_exact(m04), sum_exact(m05), sum_exact(m06),
                    sum_exact(m07), sum_exact(m08), sum_exact(m09), sum_exact(m10), sum_exact(m11), sum_exact(m12)
             FROM budget WHERE plan = ?1",
            [plan.id],
            |row| (0..12).map(|month| amount(row, month)).collect::<rusqlite::Result<Sum>>(),
        )?;
        let mut by_line = Sum::default();
        for (_, months) in crate::budget::amounts(tx, plan.id)? {
            by_line.extend(months);
        }
        if by_month.unwrap_or_default().total() != by_line.total() {
            findings.push(format!("The months and the lines of “{}” have different totals.", plan.name));
        }
    }
    Ok(findings)
}

/// Approved plans must have the figures that were approved.
fn approved(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    let said = |plan: domain::plan::Plan| {
        let by = plan.approved_by.map(|who| format!(" by {who}")).unwrap_or_default();
        format!("The figures of “{}” are not those that were approved{by}.", plan.name)
    };
    Ok(crate::plan::altered(tx)?.into_iter().map(said).collect())
}

/// The actuals that came with an import must sum to what the import said of itself: as they are now or,
/// where somebody has changed them since, as the journal has them.
fn import_totals(tx: &Tx<'_>) -> Result<Vec<String>, Error> {
    let mut findings = Vec::new();
    for batch in batch::all(tx)?.into_iter().filter(|batch| batch.kind == "actuals") {
        let Some(change) = batch::change(tx, batch.id)? else { continue };
        let (count, sums) = imported(tx, change)?;
        let said = serde_json::from_str::<BTreeMap<String, Amount>>(&batch.totals);
        // A file that also held what the book had says the sum of all its rows, not of those it added.
        let whole = count == batch.count && batch.read <= batch.count;
        let plain = |sums: BTreeMap<String, Amount>| -> Vec<(String, Amount)> {
            sums.into_iter().filter(|(_, sum)| !sum.is_zero()).collect()
        };
        if whole && said.is_ok_and(|said| plain(said) != plain(sums)) {
            findings.push(format!(
                "The actuals of import {} (“{}”) do not sum to what was imported.",
                batch.id, batch.file_name
            ));
        }
    }
    Ok(findings)
}

/// How many actuals a change added, and their sums by currency as it added them.
fn imported(tx: &Tx<'_>, change: Id) -> Result<(u32, BTreeMap<String, Amount>), Error> {
    let mut statement = tx.prepare(
        "WITH added AS (
             SELECT actual.id, mine.seq, amount, currency FROM change_row AS mine
             JOIN actual ON actual.id BETWEEN mine.key AND coalesce(mine.last, mine.key)
             WHERE mine.change = ?1 AND mine.name = 'actual' AND mine.operation = 'insert')
         SELECT coalesce(json_extract(later.before, '$.currency'), added.currency),
                coalesce(json_extract(later.before, '$.amount'), added.amount)
         FROM added LEFT JOIN change_row AS later ON later.seq = (
             SELECT min(seq) FROM change_row
             WHERE name = 'actual' AND key = added.id AND last IS NULL AND seq > added.seq)",
    )?;
    let mut rows = statement.query([change])?;
    let (mut count, mut sums) = (0, BTreeMap::<String, Sum>::new());
    while let Some(row) = rows.next()? {
        count += 1;
        sums.entry(word::<Currency>(row, 0)?.code().to_owned()).or_default().add(amount(row, 1)?);
    }
    let total = |(currency, sum): (String, Sum)| {
        let total = sum.total().map_err(|error| Error::NotABook(error.to_string()))?;
        Ok((currency, total))
    };
    Ok((count, sums.into_iter().map(total).collect::<Result<_, Error>>()?))
}
