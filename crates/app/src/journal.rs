//! Commands on the history: who changed what, undo and redo.

use chrono::NaiveDate;
use domain::{Id, Topic};
use serde::{Deserialize, Serialize};
use store::Stacks;
use store::history::{self, Filter};

mod records;

use records::{Names, record};

use crate::open::Call;
use crate::{App, Context, Error, settings};

/// A window of the history.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "JournalQuery"))]
pub struct Query {
    /// Only changes of this topic.
    pub topic: Option<Topic>,
    /// Only this person's.
    pub who: Option<String>,
    /// Only those whose sentence has this text.
    pub text: String,
    /// Only from this day.
    pub from_date: Option<NaiveDate>,
    /// Only until this day.
    pub to_date: Option<NaiveDate>,
    /// The first entry, from 0.
    pub from: u32,
    /// How many; at most 1,000 are answered.
    pub count: u32,
}

/// A change.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Entry {
    /// Its number.
    pub change: Id,
    /// Local time.
    pub at: String,
    /// Who made it.
    pub who: String,
    /// The command.
    pub command: String,
    /// What was done.
    pub summary: String,
    /// What it changed.
    pub topics: Vec<Topic>,
    /// How many records it touched.
    pub rows: u32,
    /// The change it took back.
    pub undoes: Option<Id>,
    /// Whether it is in effect and can be taken back.
    pub in_effect: bool,
}

/// A window of the history with who made it.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct History {
    /// How many entries pass the filter.
    pub row_count: u32,
    /// The first entry of this window.
    pub from: u32,
    /// The entries of this window, the newest first.
    pub rows: Vec<Entry>,
    /// Everybody who changed something.
    pub people: Vec<String>,
}

/// A change by its number.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "WhichChange"))]
pub struct Which {
    /// Its number.
    pub change: Id,
}

/// What to undo.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "UndoChange"))]
pub struct Undo {
    /// The change; the last one in effect if none is named.
    pub change: Option<Id>,
}

/// What was undone or done again.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Undone {
    /// The number of the change that was taken back or done again.
    pub change: Id,
    /// What it had done.
    pub summary: String,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "they say it")]
pub enum Operation {
    Added,
    Changed,
    Removed,
}

/// A field of a record before and after.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FieldChange {
    /// Its name in words.
    pub field: String,
    /// What it held.
    pub before: Option<String>,
    /// What it holds.
    pub after: Option<String>,
}

/// A record that a change touched.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecordChange {
    /// What kind of record, in words: `Budget line`.
    pub kind: String,
    /// Its name.
    pub record: String,
    /// What happened.
    pub operation: Operation,
    /// The fields that differ.
    pub fields: Vec<FieldChange>,
}

/// A change with its records.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "EntryDetail"))]
pub struct Detail {
    /// The change.
    pub entry: Entry,
    /// Its records, at most 200.
    pub records: Vec<RecordChange>,
    /// How many more there are.
    pub more: u32,
}

/// So many records are shown of a change.
const MOST: usize = 200;

pub(crate) fn list(call: &Call<'_>, query: Query) -> Result<History, Error> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let (from, to) = (day(query.from_date), day(query.to_date));
    let filter = Filter {
        topic: query.topic,
        who: query.who.as_deref().unwrap_or_default(),
        text: &query.text,
        from: &from,
        to: &to,
    };
    let in_effect = call.open.book.stacks(call.tx)?.undo;
    let entries = history::entries(call.tx, filter, query.from, query.count.min(1000))?;
    Ok(History {
        row_count: history::count(call.tx, filter)?,
        from: query.from,
        rows: entries.into_iter().map(|entry| shown(entry, &in_effect)).collect(),
        people: history::people(call.tx)?,
    })
}

/// What happened to a budget line and to its amounts in every plan, the latest first.
/// What happened to a contract, the latest first.
pub(crate) fn of_contract(call: &Call<'_>, contract: Id, most: u32) -> Result<Vec<Entry>, Error> {
    let in_effect = call.open.book.stacks(call.tx)?.undo;
    let entries = history::of_contract(call.tx, contract, most)?;
    Ok(entries.into_iter().map(|entry| shown(entry, &in_effect)).collect())
}

pub(crate) fn of_line(call: &Call<'_>, line: Id, most: u32) -> Result<Vec<Entry>, Error> {
    let in_effect = call.open.book.stacks(call.tx)?.undo;
    let entries = history::of_line(call.tx, line, most)?;
    Ok(entries.into_iter().map(|entry| shown(entry, &in_effect)).collect())
}

fn shown(entry: store::Entry, in_effect: &[Id]) -> Entry {
    Entry {
        in_effect: in_effect.contains(&entry.change),
        change: entry.change,
        at: entry.at,
        who: entry.who,
        command: entry.command,
        summary: entry.summary,
        topics: entry.topics,
        rows: entry.rows,
        undoes: entry.undoes,
    }
}

pub(crate) fn entry(call: &Call<'_>, which: Which) -> Result<Detail, Error> {
    let missing = || Error::NotFound(format!("There is no change {}.", which.change));
    let entry = history::entry(call.tx, which.change)?.ok_or_else(missing)?;
    let names = Names::load(call)?;
    let rows = history::rows(call.tx, which.change, MOST)?;
    let records: Vec<RecordChange> =
        rows.into_iter().map(|row| record(&names, row)).collect::<Result<_, Error>>()?;
    let more = entry.rows.saturating_sub(u32::try_from(records.len()).unwrap_or(u32::MAX));
    let in_effect = call.open.book.stacks(call.tx)?.undo;
    Ok(Detail { entry: shown(entry, &in_effect), records, more })
}

pub(crate) fn undo(app: &App, context: &Context<'_>, undo: Undo) -> Result<Undone, Error> {
    let Some(change) = undo.change else {
        let last = |stacks: &Stacks| stacks.undo.last().copied();
        return take_back(app, context, "Undo", last, "There is nothing to undo.");
    };
    let stacks = app.read(context, |call| Ok(call.open.book.stacks(call.tx)?))?;
    let is_undoing = |stacks: &Stacks| stacks.redo.iter().any(|(undoing, _)| *undoing == change);
    let verb = if is_undoing(&stacks) { "Redo" } else { "Undo" };
    let named =
        |stacks: &Stacks| Some(change).filter(|_| stacks.undo.contains(&change) || is_undoing(stacks));
    let none = format!("Change {change} is not in effect, so there is nothing to undo.");
    take_back(app, context, verb, named, &none)
}

pub(crate) fn redo(app: &App, context: &Context<'_>, (): ()) -> Result<Undone, Error> {
    let last = |stacks: &Stacks| stacks.redo.last().map(|(undoing, _)| *undoing);
    take_back(app, context, "Redo", last, "There is nothing to redo.")
}

/// Takes back the change that `which` chooses as a change of its own, with the topics of the one it takes back.
fn take_back(
    app: &App,
    context: &Context<'_>,
    verb: &str,
    which: impl Fn(&Stacks) -> Option<Id>,
    none: &str,
) -> Result<Undone, Error> {
    loop {
        let entry = app.read(context, |call| {
            let chosen = which(&call.open.book.stacks(call.tx)?);
            let chosen = chosen.map(|change| history::entry(call.tx, change)).transpose()?.flatten();
            chosen.ok_or_else(|| Error::Conflict(none.to_owned()))
        })?;
        // Doing again reads as what was done first: “Redo: Import 406 actuals”, not “Redo: Undo: ...”.
        let summary = entry.summary.strip_prefix("Undo: ").unwrap_or(&entry.summary).to_owned();
        let command = if verb == "Undo" { "journal.undo" } else { "journal.redo" };
        let meta =
            store::Meta { command, who: "", at: "", topics: &entry.topics, undoes: Some(entry.change) };
        let (done, _) = app.change::<_, Error>(context, &meta, |call| {
            // Of two undos at once, the second takes back the change before.
            if which(&call.open.book.stacks(call.tx)?) != Some(entry.change) {
                return Ok((false, String::new()));
            }
            let before = call.settings()?;
            store::undo(call.tx, entry.change)?;
            // Plans and amounts made since may rest on the settings that would go.
            let problems = settings::kept(call, &before, &call.settings()?)?;
            if let Some(problem) = problems.into_iter().next() {
                return Err(Error::Conflict(problem.message));
            }
            Ok((true, format!("{verb}: {summary}")))
        })?;
        if done {
            return Ok(Undone { change: entry.change, summary });
        }
    }
}
