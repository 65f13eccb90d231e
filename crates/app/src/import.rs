//! Commands on imports: what a file holds, what an import would do, and doing it as one change.

mod actuals;
mod budget;

use std::collections::BTreeMap;

use ::import::{Inspection, Kind, Options, Source, Summary};
use domain::{Amount, Currency, Id, Sum};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::open::Call;
use crate::words::counted;
use crate::{App, Context, Error};

/// A file to be looked at.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportInspect"))]
pub struct Inspect {
    /// Its token.
    pub file: String,
    /// What it is to be imported as; guessed if not given.
    pub kind: Option<Kind>,
    /// What the user overruled.
    pub options: Options,
}

/// A field that a kind can take.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportField"))]
pub struct Field {
    /// Its name in options.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// Whether an import needs it.
    pub required: bool,
}

/// What a file holds, and the fields its columns can be mapped to.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Inspected {
    /// What was found.
    #[serde(flatten)]
    pub found: Inspection,
    /// The fields of the kind.
    pub fields: Vec<Field>,
}

/// A file to be imported.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportJob"))]
pub struct Job {
    /// Its token.
    pub file: String,
    /// As what.
    pub kind: Kind,
    /// The plan that takes a budget.
    pub plan: Option<Id>,
    /// The plan by its name instead; a new budget of this name if there is none.
    pub plan_name: Option<String>,
    /// What the user overruled.
    pub options: Options,
    /// Whether rows with problems are left out instead of stopping the import.
    pub skip_problems: bool,
}

/// A cell that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportProblem"))]
pub struct Problem {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 1; 0 if the row has none for it.
    pub column: u32,
    /// The column's name.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Imported {
    /// The import; nothing if none was written.
    pub batch: Option<Id>,
    /// Rows of data in the file.
    pub read: u32,
    /// Records added.
    pub imported: u32,
    /// Records changed.
    pub updated: u32,
    /// Records that were so already.
    pub unchanged: u32,
    /// Rows that are no data (totals, headings) or were left out for their problems.
    pub left_out: u32,
    /// Cells that cannot be read, at most 1,000.
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub problem_count: u32,
    /// The sum of the rows that were or would be imported, by currency.
    pub totals: BTreeMap<String, Amount>,
    /// What the book held before, by currency.
    pub before: BTreeMap<String, Amount>,
    /// What it holds after.
    pub after: BTreeMap<String, Amount>,
    /// What is worth knowing, in sentences.
    pub notes: Vec<String>,
    /// The first rows as they will be stored.
    pub sample: Vec<Typed>,
    /// The names of their columns.
    pub sample_columns: Vec<String>,
}

/// A row as it will be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "TypedRow"))]
pub struct Typed {
    /// Its row in the file.
    pub row: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// An import of the past.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ImportBatch"))]
pub struct Batch {
    /// Its number.
    pub id: Id,
    /// The file's name.
    pub file_name: String,
    /// As what it was imported.
    pub kind: String,
    /// When (local time).
    pub at: String,
    /// By whom.
    pub who: String,
    /// How many records came of it.
    pub count: u32,
    /// Their sum by currency.
    pub totals: BTreeMap<String, Amount>,
    /// The change of the history, by which it can be undone.
    pub change: Option<Id>,
}

/// So many rows are shown as they will be stored.
const SAMPLE: usize = 50;
/// Progress is told every so many rows.
const STEP: u32 = 5_000;

pub(crate) fn inspect(app: &App, context: &Context<'_>, asked: Inspect) -> Result<Inspected, Error> {
    context.tell(0, 0, "Reading the file")?;
    let (name, bytes) = app.files.read(&asked.file)?;
    let source = Source::read(&name, bytes, &asked.options)?;
    let found = ::import::inspect(&source, asked.kind, &asked.options)?;
    let fields = found.kind.map_or_else(Vec::new, |kind| {
        let fields = ::import::fields(kind).into_iter();
        fields.map(|field| Field { name: field.name, label: field.label, required: field.required }).collect()
    });
    Ok(Inspected { found, fields })
}

/// The file of a job with its name and the hash by which it is recognised.
struct File {
    name: String,
    hash: String,
    source: Source,
}

fn file(app: &App, context: &Context<'_>, job: &Job) -> Result<File, Error> {
    context.tell(0, 0, "Reading the file")?;
    let (name, bytes) = app.files.read(&job.file)?;
    let hash = Sha256::digest(&bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
        text
    });
    let source = Source::read(&name, bytes, &job.options)?;
    Ok(File { name, hash, source })
}

pub(crate) fn preview(app: &App, context: &Context<'_>, job: Job) -> Result<Imported, Error> {
    let file = file(app, context, &job)?;
    app.read(context, |call| {
        if let Some(seen) = seen(call, &file, &job)? {
            return Ok(seen);
        }
        let mut imported = match job.kind {
            Kind::Actuals => actuals::preview(call, &file.source, &job)?,
            Kind::Budget => budget::preview(call, &file.source, &job)?,
        };
        finish(call, &mut imported, &job)?;
        Ok(imported)
    })
}

/// Why an import ends without a change.
enum Stop {
    /// The file is in the book already, or rows cannot be read and the user has not said to leave them out.
    Unchanged(Box<Imported>),
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Failed(error)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Stop {
        Stop::Failed(error.into())
    }
}

pub(crate) fn run(app: &App, context: &Context<'_>, job: Job) -> Result<Imported, Error> {
    use domain::Topic::{Actual, Budget, Category, Department, Import, Plan, Project, Vendor};
    let file = file(app, context, &job)?;
    let topics: &[domain::Topic] = match job.kind {
        Kind::Actuals => &[Import, Actual, Vendor],
        Kind::Budget => &[Import, Budget, Vendor, Category, Department, Project, Plan],
    };
    let meta = store::Meta { command: "import.run", who: "", at: "", topics, undoes: None };
    let result = app.change::<Imported, Stop>(context, &meta, |call| {
        // Asked inside the change: of two imports of one file at once, the second finds the first.
        if let Some(seen) = seen(call, &file, &job)? {
            return Err(Stop::Unchanged(Box::new(seen)));
        }
        let (mut imported, what) = match job.kind {
            Kind::Actuals => actuals::run(call, &file, &job)?,
            Kind::Budget => budget::run(call, &file, &job)?,
        };
        finish(call, &mut imported, &job)?;
        if imported.problem_count > 0 && !job.skip_problems {
            return Err(Stop::Unchanged(Box::new(Imported {
                batch: None,
                imported: 0,
                updated: 0,
                ..imported
            })));
        }
        Ok((imported, format!("Import {what} from {}", file.name)))
    });
    match result {
        Ok((imported, _)) => Ok(imported),
        Err(Stop::Unchanged(imported)) => Ok(*imported),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// What is said when the same bytes were imported before.
fn seen(call: &Call<'_>, file: &File, job: &Job) -> Result<Option<Imported>, Error> {
    let kind = kind_name(job.kind);
    let plan = match job.kind {
        Kind::Actuals => None,
        Kind::Budget => match budget::target(call, &file.source, job)?.id {
            0 => return Ok(None),
            plan => Some(plan),
        },
    };
    let Some(before) = store::batch::same(call.tx, &file.hash, kind, plan)? else { return Ok(None) };
    let day = before.at.replace('T', " at ");
    let note = format!(
        "This file was imported on {} by {}: {}. Nothing was imported again.",
        day.get(..19).unwrap_or(&day),
        before.who,
        counted(before.count as usize, "record", "records")
    );
    let held = held(call, job.kind, plan)?;
    Ok(Some(Imported {
        unchanged: before.count,
        before: held.clone(),
        after: held,
        notes: vec![note],
        ..Imported::default()
    }))
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Budget => "budget",
        Kind::Actuals => "actuals",
    }
}

/// What the book holds of a kind, by currency.
fn held(call: &Call<'_>, kind: Kind, plan: Option<Id>) -> Result<BTreeMap<String, Amount>, Error> {
    let mut sums: BTreeMap<Currency, Sum> = BTreeMap::new();
    match (kind, plan) {
        (Kind::Actuals, _) => {
            for (currency, _, amount, _) in store::actual::sums(call.tx, &store::actual::Filter::default())? {
                sums.entry(currency).or_default().add(amount);
            }
        }
        (Kind::Budget, Some(plan)) => {
            for (line, months) in store::budget::of_plan(call.tx, plan)? {
                sums.entry(line.currency).or_default().extend(months);
            }
        }
        (Kind::Budget, None) => {}
    }
    let totals = sums.into_iter().map(|(currency, sum)| Ok((currency.code().to_owned(), sum.total()?)));
    totals.collect()
}

/// Takes over what the reader says about the file as a whole.
fn conclude(imported: &mut Imported, summary: Summary, currency: Currency) -> Result<(), Error> {
    imported.read = summary.read;
    imported.left_out = summary.left_out + summary.problem_rows;
    imported.problem_count += summary.problem_count;
    let problems = summary.problems.into_iter().map(|problem| Problem {
        row: problem.row,
        column: problem.column,
        name: problem.name,
        text: problem.text,
        message: problem.message,
    });
    imported.problems.extend(problems);
    imported.notes.extend(summary.notes);
    imported.notes.extend(summary.questions);
    for (code, total) in summary.totals {
        let code = if code.is_empty() { currency.code().to_owned() } else { code };
        let sum = imported.totals.entry(code).or_default();
        *sum = sum.plus(total)?;
    }
    Ok(())
}

/// Adds what the book holds after, where it was not counted.
fn finish(call: &Call<'_>, imported: &mut Imported, job: &Job) -> Result<(), Error> {
    if job.kind == Kind::Actuals {
        imported.after = imported.before.clone();
        for (code, total) in &imported.totals {
            let sum = imported.after.entry(code.clone()).or_default();
            *sum = sum.plus(*total)?;
        }
    }
    call.context.tell(1, 1, "Done")
}

pub(crate) fn batches(call: &Call<'_>, (): ()) -> Result<Vec<Batch>, Error> {
    let batches = store::batch::all(call.tx)?.into_iter();
    batches
        .map(|batch| {
            Ok(Batch {
                change: store::batch::change(call.tx, batch.id)?,
                totals: serde_json::from_str(&batch.totals).unwrap_or_default(),
                id: batch.id,
                file_name: batch.file_name,
                kind: batch.kind,
                at: batch.at,
                who: batch.who,
                count: batch.count,
            })
        })
        .collect()
}

/// Writes the record of an import, once its rows are written.
fn record(
    call: &Call<'_>,
    file: &File,
    job: &Job,
    plan: Option<Id>,
    id: Id,
    imported: &Imported,
) -> Result<(), Error> {
    let json =
        |value: serde_json::Result<String>| value.map_err(|error| Error::Unexpected(error.to_string()));
    store::batch::insert(
        call.tx,
        &store::batch::Batch {
            id,
            file_name: file.name.clone(),
            file_hash: file.hash.clone(),
            kind: kind_name(job.kind).to_owned(),
            plan,
            at: call.context.at(),
            who: call.context.user.to_owned(),
            count: imported.imported + imported.updated,
            totals: json(serde_json::to_string(&imported.totals))?,
            options: json(serde_json::to_string(&job.options))?,
            updated: imported.updated,
            read: imported.read,
        },
    )?;
    Ok(())
}
