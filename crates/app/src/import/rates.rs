//! Importing exchange rates: the rate of a month is the mean of the days that the file has.

use std::collections::BTreeMap;

use ::import::records::Verdict;
use ::import::{Field, Given, Question, RateIs, Source, Summary};
use domain::rate::{Draft, Rate};
use domain::{Amount, Currency, Month, Sum};

use super::register::Mode;
use super::seen::Seen;
use super::{Imported, Job, Missing, RowState};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// Rates are kept with so many decimals; more than any source has.
const DECIMALS: u32 = 10;

/// The days of a month that the file has.
struct Days {
    sum: Sum,
    count: u32,
    row: u32,
    /// Which way round they are written, where both currencies are named.
    way: Option<RateIs>,
}

type Months = BTreeMap<(Currency, Month), Days>;

pub(super) fn pass(
    call: &Call<'_>,
    source: &Source,
    job: &Job,
    mode: Mode,
    seen: &mut Seen,
) -> Result<(Imported, Summary), Error> {
    let base = call.settings()?.currency;
    let mut imported =
        Imported { key: vec![Field::Currency.words(), Field::Month.words()], ..Imported::default() };
    let (months, mut summary) = read(call, source, job, base, &mut imported)?;
    let rate_is =
        job.options.rate_is.unwrap_or(if wide(source, job)? { RateIs::Buys } else { RateIs::Worth });
    let open = months.iter().find(|(_, days)| days.way.is_none() && job.options.rate_is.is_none());
    if let Some(((currency, _), _)) = open {
        let worth = format!("what one {currency} is worth in {base}");
        let buys = format!("how many {currency} one {base} buys");
        let read = if rate_is == RateIs::Worth { &worth } else { &buys };
        summary.questions.push(Question::which(
            format!("The rates were read as {read}: is that right?"),
            rate_is,
            &[
                (RateIs::Worth, format!("A rate is {worth}").as_str()),
                (RateIs::Buys, format!("A rate is {buys}").as_str()),
            ],
            Given::RateIs,
        ));
    }
    if months.values().any(|days| days.count > 1) {
        imported.notes.push("Of several days of a month the mean is taken as its rate.".to_owned());
    }
    let known = store::rate::all(call.tx)?;
    let existing: BTreeMap<(Currency, Month), &Rate> = known
        .iter()
        .filter(|rate| rate.plan.is_none())
        .filter_map(|rate| Some(((rate.currency, rate.month?), rate)))
        .collect();
    for ((currency, month), days) in &months {
        let mean = days.sum.total()?.over(Amount::new(i64::from(days.count), 0))?;
        let rate = match days.way.unwrap_or(rate_is) {
            RateIs::Worth => mean,
            RateIs::Buys => Amount::new(1, 0).over(mean)?,
        };
        let rate = rate.round(DECIMALS).trimmed();
        let before = existing.get(&(*currency, *month)).copied();
        let cells = |rate: Amount| vec![currency.to_string(), month.to_string(), rate.to_string()];
        let state = match before {
            None => RowState::New,
            Some(before) if before.rate == rate => RowState::Unchanged,
            Some(_) => RowState::Changed,
        };
        imported.count_state(state);
        let old = before.filter(|_| state == RowState::Changed).map(|before| cells(before.rate));
        seen.add(days.row, state, cells(rate), old);
        if let (Mode::Write(_), true) = (mode, state != RowState::Unchanged) {
            let id = before.map(|before| before.id);
            let draft = Draft { id, plan: None, currency: *currency, month: Some(*month), rate };
            store::rate::save(call.tx, &draft)?;
        }
    }
    leave(call, job, mode, &months, &existing, &mut imported)?;
    Ok((imported, summary))
}

/// Adds up the days of each month.
fn read(
    call: &Call<'_>,
    source: &Source,
    job: &Job,
    base: Currency,
    imported: &mut Imported,
) -> Result<(Months, Summary), Error> {
    let mut months = Months::new();
    let per = per(source, job)?;
    let (mut own, mut other, mut rows) = (0u32, 0u32, 0u32);
    let mut failed = None;
    let summary = ::import::records::read(source, job.kind, &job.options, |record| {
        rows += 1;
        if rows.is_multiple_of(super::STEP) {
            failed = call.context.tell(rows, 0, "Checking rows").err();
        }
        if failed.is_some() {
            return Verdict::Stop;
        }
        let ::import::records::Value::Currency(currency) = record.value(Field::Currency) else {
            return Verdict::Problem(Field::Currency, "There is no currency.".to_owned());
        };
        let (Some(month), Some(rate)) = (record.month(Field::Month), record.number(Field::Rate)) else {
            return Verdict::Problem(Field::Rate, "There is no rate.".to_owned());
        };
        let (currency, way) = match (record.value(Field::Into), per) {
            (::import::records::Value::Currency(into), _) if into == base => (currency, Some(RateIs::Worth)),
            (::import::records::Value::Currency(into), _) if currency == base => (into, Some(RateIs::Buys)),
            (::import::records::Value::Currency(_), _) => {
                other += 1;
                return Verdict::Taken;
            }
            (_, Some(per)) if per == base => (currency, Some(RateIs::Buys)),
            (_, Some(_)) => {
                other += 1;
                return Verdict::Taken;
            }
            (_, None) => (currency, None),
        };
        if currency == base {
            own += 1;
            return Verdict::Taken;
        }
        if rate.is_zero() || rate.is_negative() {
            return Verdict::Problem(Field::Rate, format!("A rate of {rate} cannot be: give one above 0."));
        }
        let days = months.entry((currency, month)).or_insert_with(|| Days {
            sum: Sum::default(),
            count: 0,
            row: record.row,
            way,
        });
        // Quoted for so many units: 100 HUF, 1000 IDR. A rate the other way round than those before it is turned.
        let unit = record.number(Field::Unit).filter(|unit| !unit.is_zero() && !unit.is_negative());
        let rate = rate.over(unit.unwrap_or(Amount::new(1, 0)));
        let rate = if days.way == way { rate } else { rate.and_then(|rate| Amount::new(1, 0).over(rate)) };
        let Ok(rate) = rate else {
            return Verdict::Problem(Field::Rate, "The rate has too many digits.".to_owned());
        };
        days.sum.add(rate);
        days.count += 1;
        Verdict::Taken
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    if own > 0 {
        let rows = counted(own as usize, "row is", "rows are");
        let need = if own == 1 { "needs" } else { "need" };
        imported.notes.push(format!("{rows} of {base}, the book's own currency, and {need} no rate."));
    }
    if other > 0 {
        let rates = counted(other as usize, "rate is", "rates are");
        imported.notes.push(format!("{rates} not from or into {base}, the book's currency, and left out."));
        imported.left_out += other;
    }
    Ok((months, summary))
}

/// Counts, and removes if so asked, rates within the months of the file that it does not have.
fn leave(
    call: &Call<'_>,
    job: &Job,
    mode: Mode,
    months: &Months,
    existing: &BTreeMap<(Currency, Month), &Rate>,
    imported: &mut Imported,
) -> Result<(), Error> {
    let span = months.keys().map(|(_, month)| *month);
    let (first, last) = (span.clone().min(), span.max());
    for ((currency, month), rate) in existing {
        let within = first.is_some_and(|first| first <= *month) && last.is_some_and(|last| *month <= last);
        if !within || months.contains_key(&(*currency, *month)) {
            continue;
        }
        imported.missing += 1;
        if imported.missing_names.len() < 100 {
            imported.missing_names.push(format!("{currency}, {month}"));
        }
        if let (Mode::Write(_), Missing::End) = (mode, job.missing) {
            store::rate::remove(call.tx, rate.id)?;
        }
    }
    Ok(())
}

/// Whether the file has a column for each currency, as the tables of central banks have.
fn wide(source: &Source, job: &Job) -> Result<bool, Error> {
    let columns = ::import::records::columns(source, job.kind, &job.options)?;
    let long = |field| matches!(field, Field::Rate | Field::Planned(_));
    Ok(!columns.iter().any(|column| long(column.field)))
}

/// The currency that buys the others, where the name of the rates says it: “Units per GBP”.
fn per(source: &Source, job: &Job) -> Result<Option<Currency>, Error> {
    let columns = ::import::records::columns(source, job.kind, &job.options)?;
    let names = ::import::records::names(source, job.kind, &job.options)?;
    let rate = columns.iter().find(|column| column.field == Field::Rate).and_then(|column| column.column);
    let name = rate.and_then(|column| names.get(column as usize - 1)).map_or("", String::as_str);
    let of = name.to_lowercase().find("per ").and_then(|at| name.get(at..));
    Ok(of.and_then(::import::currency_in_name))
}
