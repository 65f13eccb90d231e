//! Commands on imports: what a file holds, what an import would do, and doing it as one change.

mod actuals;
mod again;
mod bill;
mod budget;
mod cache;
mod columns;
mod conclude;
mod contracts;
mod crossed;
mod held;
mod licences;
mod months;
mod names;
mod open;
mod orders;
mod rates;
mod register;
mod scores;
mod seen;
mod vendors;
mod wire;

use ::import::{Kind, Options, Source, Summary};
use domain::Id;
use domain::plan::Plan;

pub use wire::*;

use again::seen_before;
pub(crate) use cache::Cache;
use conclude::conclude;
use held::held;

use register::Mode;
use seen::Seen;

use crate::open::Call;
use crate::words::counted;
use crate::{App, Context, Error};

/// Progress is told every so many rows.
const STEP: u32 = 5_000;

pub(crate) fn inspect(app: &App, context: &Context<'_>, asked: Inspect) -> Result<Inspected, Error> {
    let opened = cache::open(app, context, &asked.file, &asked.options)?;
    let found = opened.with(|source| ::import::inspect(source, asked.kind, &asked.options))?;
    let fields = found.kind.map_or_else(Vec::new, |kind| {
        let fields = ::import::fields(kind).into_iter();
        fields.map(|field| Field { name: field.name, label: field.label, required: field.required }).collect()
    });
    let remembered = match (found.kind, app.open()) {
        (Some(kind), Ok(_)) => app.read(context, |call| remembered(call, &found.fingerprint, kind))?,
        // Without a book nothing is remembered.
        _ => None,
    };
    let remembered = remembered.filter(|mapping| mapping.options != asked.options);
    Ok(Inspected { found, fields, remembered })
}

fn remembered(call: &Call<'_>, fingerprint: &str, kind: Kind) -> Result<Option<Mapping>, Error> {
    let found = store::mapping::get(call.tx, fingerprint, kind.name())?;
    Ok(found.and_then(|mapping| {
        let options: Options = serde_json::from_str(&mapping.options).ok()?;
        // Nothing to remember where nothing was overruled.
        (options != Options::default()).then_some(Mapping {
            file_name: mapping.file_name,
            at: mapping.at,
            options,
        })
    }))
}

/// A file of a job with its name and the hash by which it is recognised.
struct File<'a> {
    name: &'a str,
    hash: &'a str,
    source: &'a Source,
}

pub(crate) fn preview(app: &App, context: &Context<'_>, job: Job) -> Result<Imported, Error> {
    look(app, context, &job, false).map(|(imported, _)| imported)
}

pub(crate) fn rows(app: &App, context: &Context<'_>, query: RowsQuery) -> Result<Rows, Error> {
    // Problems that are left out are problems all the same in the preview.
    let job = Job { skip_problems: false, ..query.job.clone() };
    if let Some(rows) = cache::window(app, context, &job, &query)? {
        return Ok(rows);
    }
    let (_, seen) = look(app, context, &job, true)?;
    let rows = seen.window(&query);
    cache::keep(app, context, &job, seen)?;
    Ok(rows)
}

/// Goes through a file without writing anything; with the rows, if they are to be kept.
fn look(app: &App, context: &Context<'_>, job: &Job, keep: bool) -> Result<(Imported, Seen), Error> {
    let opened = cache::open(app, context, &job.file, &job.options)?;
    opened.with(|source| {
        app.read(context, |call| {
            let file = File { name: &opened.name, hash: &opened.hash, source };
            let mut plan = plan_of(call, source, job)?;
            if !keep && let Some(seen) = seen_before(call, &file, job, plan.as_ref())? {
                return Ok((seen, Seen::nothing()));
            }
            let mut seen =
                if keep { columns::of(call, source, job, plan.as_ref())? } else { Seen::nothing() };
            let (mut imported, summary) = pass(call, &file, job, Mode::Look, plan.as_mut(), &mut seen)?;
            let mut left = summary.left_rows.clone();
            left.extend(&job.options.leave_out);
            left.sort_unstable();
            left.dedup();
            conclude(&mut imported, summary, call.settings()?.currency)?;
            if keep {
                let places = seen.places();
                let mut raw =
                    |rows: &[u32]| ::import::records::raw(source, job.kind, &job.options, rows, &places);
                seen.finish(&imported.problems, &mut raw, &left)?;
            }
            call.context.tell(1, 1, "Done")?;
            Ok((imported, seen))
        })
    })
}

/// The plan that takes the file, if it is a budget.
fn plan_of(call: &Call<'_>, source: &Source, job: &Job) -> Result<Option<Plan>, Error> {
    if job.kind == Kind::Budget { budget::target(call, source, job).map(Some) } else { Ok(None) }
}

/// What a kind does with the rows of a file.
fn pass(
    call: &Call<'_>,
    file: &File<'_>,
    job: &Job,
    mode: Mode,
    plan: Option<&mut Plan>,
    seen: &mut Seen,
) -> Result<(Imported, Summary), Error> {
    let source = file.source;
    match job.kind {
        Kind::Budget => match plan {
            Some(plan) => budget::pass(call, source, job, mode, plan, seen),
            None => Err(Error::Unexpected("A budget has no plan to go into.".to_owned())),
        },
        Kind::Actuals => {
            register::pass(&mut actuals::Actuals::load(call, source, job)?, call, source, job, mode, seen)
        }
        Kind::Orders => register::pass(&mut orders::Orders::load(call)?, call, source, job, mode, seen),
        Kind::Vendors => register::pass(&mut vendors::Vendors::default(), call, source, job, mode, seen),
        Kind::Contracts => {
            register::pass(&mut contracts::Contracts::load(call)?, call, source, job, mode, seen)
        }
        Kind::Licences => register::pass(&mut licences::Licences::load(call)?, call, source, job, mode, seen),
        Kind::Rates => rates::pass(call, source, job, mode, seen),
        Kind::Scores => {
            register::pass(&mut scores::Scores::load(call, source, job)?, call, source, job, mode, seen)
        }
        Kind::CloudBill => bill::pass(call, file, job, mode, seen),
    }
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

/// What an import of a kind changes.
fn topics(kind: Kind) -> &'static [domain::Topic] {
    use domain::Topic::{
        Actual, Bill, Budget, Category, Contract, Department, Import, Licence, Order, Plan, Project, Rate,
        Score, Vendor,
    };
    match kind {
        Kind::Budget => &[Import, Budget, Vendor, Category, Department, Project, Plan],
        Kind::Actuals => &[Import, Actual, Vendor],
        Kind::Orders => &[Import, Order, Vendor],
        Kind::Vendors => &[Import, Vendor, Category],
        Kind::Contracts => &[Import, Contract, Vendor, Category, Department],
        Kind::Licences => &[Import, Licence, Vendor, Department],
        Kind::Rates => &[Import, Rate],
        Kind::Scores => &[Import, Score, Vendor],
        Kind::CloudBill => &[Import, Bill, Actual, Vendor],
    }
}

/// Records of a kind in words, for the history.
fn records(kind: Kind, count: u32) -> String {
    let (one, many) = match kind {
        Kind::Budget => ("line", "lines"),
        Kind::Actuals => ("actual", "actuals"),
        Kind::Orders => ("order line", "order lines"),
        Kind::Vendors => ("vendor", "vendors"),
        Kind::Contracts => ("contract", "contracts"),
        Kind::Licences => ("licence", "licences"),
        Kind::Rates => ("rate", "rates"),
        Kind::Scores => ("score", "scores"),
        Kind::CloudBill => ("cloud cost", "cloud costs"),
    };
    counted(count as usize, one, many)
}

pub(crate) fn run(app: &App, context: &Context<'_>, job: Job) -> Result<Imported, Error> {
    let opened = cache::open(app, context, &job.file, &job.options)?;
    let meta = store::Meta { command: "import.run", who: "", at: "", topics: topics(job.kind), undoes: None };
    let result = opened.with(|source| {
        app.change::<Imported, Stop>(context, &meta, |call| {
            let file = File { name: &opened.name, hash: &opened.hash, source };
            // Asked inside the change: of two imports of one file at once, the second finds the first.
            let plan = plan_of(call, source, &job)?;
            if let Some(seen) = seen_before(call, &file, &job, plan.as_ref())? {
                return Err(Stop::Unchanged(Box::new(seen)));
            }
            write(call, &file, &job, plan)
        })
    });
    match result {
        Ok((imported, _)) => Ok(imported),
        Err(Stop::Unchanged(imported)) => Ok(*imported),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Writes an import with its record; the answer says what was done, for the history.
fn write(
    call: &Call<'_>,
    file: &File<'_>,
    job: &Job,
    mut plan: Option<Plan>,
) -> Result<(Imported, String), Stop> {
    let batch = store::batch::announce(call.tx)?;
    let (mut imported, summary) =
        pass(call, file, job, Mode::Write(batch), plan.as_mut(), &mut Seen::nothing())?;
    if job.kind == Kind::CloudBill {
        let wanted = store::rule::Wanted { batch: Some(batch), ..store::rule::Wanted::default() };
        imported.notes.extend(actuals::by_rules(crate::rule::run(call, wanted)?.matched));
    }
    conclude(&mut imported, summary, call.settings()?.currency)?;
    call.context.tell(1, 1, "Done")?;
    let unchanged = |imported: Imported| {
        Stop::Unchanged(Box::new(Imported { batch: None, imported: 0, updated: 0, ..imported }))
    };
    if imported.problem_count > 0 && !job.skip_problems {
        return Err(unchanged(imported));
    }
    let ended = if job.missing == Missing::End { imported.missing } else { 0 };
    if imported.imported + imported.updated + ended == 0 && imported.unchanged > 0 {
        imported
            .notes
            .push("Everything in this file is in the book already. Nothing was imported.".to_owned());
        return Err(unchanged(imported));
    }
    if imported.imported + imported.updated + ended == 0 {
        imported.notes.push("There is no row to import in this file. Nothing was imported.".to_owned());
        return Err(unchanged(imported));
    }
    imported.batch = Some(batch);
    record(call, file, job, plan.as_ref().map(|plan| plan.id), batch, &imported)?;
    if imported.imported + imported.updated == 0 {
        let ended = records(job.kind, ended);
        return Ok((imported, format!("End {ended} that {} does not have", file.name)));
    }
    let mut what = records(job.kind, imported.imported + imported.updated);
    if let Some(plan) = plan {
        what = format!("{what} into {}", plan.name);
    }
    if ended > 0 {
        what = format!("{what} (and end {ended})");
    }
    Ok((imported, format!("Import {what} from {}", file.name)))
}

pub(crate) fn batches(call: &Call<'_>, (): ()) -> Result<Vec<Batch>, Error> {
    let batches = store::batch::all(call.tx)?.into_iter();
    batches
        .map(|batch| {
            let options: Options = serde_json::from_str(&batch.options).unwrap_or_default();
            Ok(Batch {
                change: store::batch::change(call.tx, batch.id)?,
                totals: serde_json::from_str(&batch.totals).unwrap_or_default(),
                id: batch.id,
                file_name: batch.file_name,
                kind: Kind::ALL.into_iter().find(|kind| kind.name() == batch.kind).unwrap_or(Kind::Actuals),
                at: batch.at,
                who: batch.who,
                read: batch.read.max(batch.count),
                count: batch.count,
                updated: batch.updated,
                mapping: options.in_words(),
            })
        })
        .collect()
}

/// Writes the record of an import, once its rows are written, and remembers how the file was read.
fn record(
    call: &Call<'_>,
    file: &File<'_>,
    job: &Job,
    plan: Option<Id>,
    id: Id,
    imported: &Imported,
) -> Result<(), Error> {
    let json =
        |value: serde_json::Result<String>| value.map_err(|error| Error::Unexpected(error.to_string()));
    let fingerprint = ::import::fingerprint(file.source, job.kind, &job.options)?;
    store::batch::insert(
        call.tx,
        &store::batch::Batch {
            fingerprint: fingerprint.clone(),
            id,
            file_name: file.name.to_owned(),
            file_hash: file.hash.to_owned(),
            kind: job.kind.name().to_owned(),
            plan,
            at: call.context.at(),
            who: call.context.user.to_owned(),
            count: imported.imported + imported.updated,
            updated: imported.updated,
            read: imported.read,
            totals: json(serde_json::to_string(&imported.totals))?,
            options: json(serde_json::to_string(&job.options))?,
        },
    )?;
    store::mapping::save(
        call.tx,
        &store::mapping::Mapping {
            fingerprint,
            kind: job.kind.name().to_owned(),
            file_name: file.name.to_owned(),
            options: json(serde_json::to_string(&job.options.to_remember()))?,
            at: call.context.at(),
        },
    )?;
    Ok(())
}
