//! Importing posted transactions.

use std::collections::HashMap;
use std::ops::ControlFlow;

use ::import::Source;
use ::import::actuals::{Draft, read};
use domain::{Currency, Id, vendor};

use super::{File, Imported, Job, SAMPLE, STEP, Typed, conclude, held, record};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

const COLUMNS: [&str; 9] =
    ["Date", "Amount", "Currency", "Vendor", "Text", "Document", "Account", "Cost centre", "Budget line"];

fn columns() -> Vec<String> {
    COLUMNS.iter().map(|name| (*name).to_owned()).collect()
}

fn typed(row: u32, draft: &Draft<'_>, currency: Currency) -> Typed {
    let cells = [
        draft.date.to_string(),
        draft.amount.to_string(),
        draft.currency.unwrap_or(currency).to_string(),
        draft.vendor.to_owned(),
        draft.text.to_owned(),
        draft.document.to_owned(),
        draft.account.to_owned(),
        draft.cost_centre.to_owned(),
        draft.line.to_owned(),
    ];
    Typed { row, cells: cells.into() }
}

/// What an import would do.
pub(super) fn preview(call: &Call<'_>, source: &Source, job: &Job) -> Result<Imported, Error> {
    let currency = call.settings()?.currency;
    let before = held(call, job.kind, None)?;
    let mut imported = Imported { sample_columns: columns(), before, ..Imported::default() };
    let mut failed = None;
    let summary = read(source, &job.options, |row| {
        imported.imported += 1;
        if imported.sample.len() < SAMPLE {
            imported.sample.push(typed(row.row, &row.draft, currency));
        }
        if imported.imported.is_multiple_of(STEP) {
            failed = call.context.tell(imported.imported, 0, "Checking rows").err();
        }
        if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    conclude(&mut imported, summary, currency)?;
    Ok(imported)
}

/// Writes the transactions; the answer says what was done, for the history.
pub(super) fn run(call: &Call<'_>, file: &File, job: &Job) -> Result<(Imported, String), Error> {
    let currency = call.settings()?.currency;
    let before = held(call, job.kind, None)?;
    let mut imported = Imported { sample_columns: columns(), before, ..Imported::default() };
    let batch = store::batch::announce(call.tx)?;
    let mut names = Names::load(call)?;
    let mut failed: Option<Error> = None;
    let mut summary = None;
    store::actual::append(call.tx, Some(batch), |appender| {
        let result = read(&file.source, &job.options, |row| {
            if imported.imported.is_multiple_of(STEP) {
                failed = call.context.tell(imported.imported, 0, "Writing rows").err();
            }
            imported.imported += 1;
            let written =
                names.stored(call, &row.draft, currency).and_then(|draft| Ok(appender.add(&draft)?));
            failed = failed.take().or(written.err());
            if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        match result {
            Ok(read) => summary = Some(read),
            Err(refusal) => failed = Some(refusal.into()),
        }
        Ok(())
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    conclude(&mut imported, summary.unwrap_or_default(), currency)?;
    if imported.problem_count == 0 || job.skip_problems {
        imported.notes.extend(names.notes());
    }
    imported.batch = Some(batch);
    record(call, file, job, None, batch, &imported)?;
    let what = counted(imported.imported as usize, "actual", "actuals");
    Ok((imported, what))
}

/// The records that a file's names stand for; vendors that are not known yet are added.
struct Names {
    vendors: HashMap<String, Id>,
    /// The same by the very text of the file, which repeats.
    seen: HashMap<String, Id>,
    lines: HashMap<String, Option<Id>>,
    added: u32,
    unmatched: u32,
}

impl Names {
    fn load(call: &Call<'_>) -> Result<Names, Error> {
        let mut lines: HashMap<String, Option<Id>> = HashMap::new();
        for line in store::budget::lines(call.tx)? {
            // Two lines of one name: the name alone does not say which.
            lines.entry(vendor::key(&line.description)).and_modify(|id| *id = None).or_insert(Some(line.id));
        }
        let vendors = store::vendor::by_key(call.tx)?;
        Ok(Names { vendors, seen: HashMap::new(), lines, added: 0, unmatched: 0 })
    }

    fn stored(
        &mut self,
        call: &Call<'_>,
        draft: &Draft<'_>,
        currency: Currency,
    ) -> Result<domain::actual::Draft, Error> {
        let line = match draft.line {
            "" => None,
            name => self.lines.get(&vendor::key(name)).copied().flatten(),
        };
        self.unmatched += u32::from(line.is_none() && !draft.line.is_empty());
        Ok(domain::actual::Draft {
            id: None,
            date: draft.date,
            amount: draft.amount,
            currency: draft.currency.unwrap_or(currency),
            vendor: self.vendor(call, draft.vendor)?,
            text: draft.text.to_owned(),
            document: draft.document.to_owned(),
            account: draft.account.to_owned(),
            cost_centre: draft.cost_centre.to_owned(),
            line,
        })
    }

    fn vendor(&mut self, call: &Call<'_>, name: &str) -> Result<Option<Id>, Error> {
        if name.trim().is_empty() {
            return Ok(None);
        }
        if let Some(id) = self.seen.get(name) {
            return Ok(Some(*id));
        }
        let key = vendor::key(name);
        let id = if let Some(id) = self.vendors.get(&key) {
            *id
        } else {
            let id = store::vendor::save(call.tx, &vendor::Draft::named(name))?;
            self.vendors.insert(key, id);
            self.added += 1;
            id
        };
        self.seen.insert(name.to_owned(), id);
        Ok(Some(id))
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.added > 0 {
            let vendors = counted(
                self.added as usize,
                "vendor was not in the book and was",
                "vendors were not in the book and were",
            );
            notes.push(format!("{vendors} added."));
        }
        if self.unmatched > 0 {
            let rows = counted(self.unmatched as usize, "row names", "rows name");
            notes.push(format!(
                "{rows} a budget line that the book does not have, or has twice, and is shown as unmatched."
            ));
        }
        notes
    }
}
