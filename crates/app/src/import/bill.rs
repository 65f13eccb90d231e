//! Importing a cloud provider's bill: what it comes to by service, account and month, posted as actuals.
//!
//! Billed and effective cost are two views of the same money. Both are kept, one is posted; they are never added together.

use std::collections::BTreeMap;

use ::import::records::Verdict;
use ::import::{Field, Source, Summary};
use domain::bill::{Basis, Draft};
use domain::vendor::key;
use domain::{Amount, Currency, Id, Month, Sum, actual, alias};

use super::months::Months;
use super::names::Names;
use super::register::Mode;
use super::seen::Seen;
use super::{Imported, Job, Missing, RowState, STEP};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// What is added up to one post: provider, service, account, month and currency, each as it is first written.
type Key = (String, String, String, Month, Currency);

/// The lines of a bill that make one post.
#[derive(Default)]
struct Post {
    provider: String,
    service: String,
    account: String,
    billed: Option<Sum>,
    effective: Option<Sum>,
    lines: u32,
    row: u32,
}

impl Post {
    fn total(sum: Option<&Sum>) -> Result<Option<Amount>, Error> {
        Ok(sum.map(Sum::total).transpose()?)
    }
}

pub(super) fn pass(
    call: &Call<'_>,
    source: &Source,
    job: &Job,
    mode: Mode,
    seen: &mut Seen,
) -> Result<(Imported, Summary), Error> {
    let before = super::held(call, job.kind, None)?;
    let key = [Field::Provider, Field::Service, Field::Account, Field::Month].map(Field::words).to_vec();
    let mut imported = Imported { before, key, ..Imported::default() };
    let mut names = Names::load(call, job, matches!(mode, Mode::Write(_)))?;
    let (posts, mut summary, basis) = read(call, source, job, &mut imported)?;
    let known = store::bill::all(call.tx)?;
    let mut existing: BTreeMap<domain::bill::Key, &Draft> =
        known.iter().map(|bill| (bill.key(), bill)).collect();
    let mut months = Months::default();
    let (mut unknown, mut smaller) = (0u32, 0u32);
    for ((.., month, currency), post) in &posts {
        let vendor = names.record(call, alias::Field::Vendor, &post.provider)?.unwrap_or_default();
        let mut bill = Draft {
            id: None,
            vendor,
            service: post.service.clone(),
            account: post.account.clone(),
            month: *month,
            currency: *currency,
            billed: Post::total(post.billed.as_ref())?,
            effective: Post::total(post.effective.as_ref())?,
            basis,
            actual: None,
        };
        let base = existing.remove(&bill.key());
        if let Some(base) = base {
            bill.id = base.id;
            bill.actual = base.actual;
            // A bill that speaks of one cost only leaves the other as it is.
            bill.billed = bill.billed.or(base.billed);
            bill.effective = bill.effective.or(base.effective);
        }
        unknown += u32::from(bill.cost().is_none());
        let amount = bill.cost().unwrap_or_default();
        months.count(Some((*currency, Some(*month), amount)));
        let state = match base {
            None => RowState::New,
            Some(base) if *base == bill => RowState::Unchanged,
            Some(_) => RowState::Changed,
        };
        imported.count_state(state);
        // A month's bill grows until it is closed; what shrinks may be a part of one.
        smaller += u32::from(base.and_then(Draft::cost).is_some_and(|before| amount < before));
        months.differ(
            Some((*currency, None, amount)),
            base.map(|base| (*currency, None, base.cost().unwrap_or_default())),
        );
        let cells = |bill: &Draft| {
            let amount =
                |amount: Option<Amount>| amount.map_or_else(String::new, |amount| amount.to_string());
            vec![
                post.provider.clone(),
                bill.service.clone(),
                bill.account.clone(),
                bill.month.to_string(),
                amount(bill.billed),
                amount(bill.effective),
                bill.currency.to_string(),
                amount(bill.cost()),
            ]
        };
        seen.add(post.row, state, cells(&bill), base.filter(|_| state == RowState::Changed).map(cells));
        if let (Mode::Write(batch), true) = (mode, state != RowState::Unchanged) {
            write(call, batch, &mut bill, amount)?;
        }
    }
    leave(call, job, mode, &posts, existing.into_values(), &names, &mut imported)?;
    let posts = counted(posts.len(), "post", "posts");
    let what = match basis {
        Basis::Billed => "billed",
        Basis::Effective => "effective",
    };
    imported.notes.push(format!(
        "{} of the bill make {posts}; the {what} cost is posted.",
        counted(summary.read as usize, "line", "lines")
    ));
    replaced(&mut imported, smaller, &mut summary);
    if unknown > 0 {
        let posts = counted(unknown as usize, "post has", "posts have");
        imported.notes.push(format!("{posts} no {what} cost in this bill and count as 0."));
    }
    imported.notes.extend(names.notes());
    imported.near = names.near();
    imported.by_month = months.finish()?;
    imported.after = months.after(&imported.before)?;
    if job.options.cost.is_none() && both(source, job)? {
        summary.questions.push(
            "The bill has a billed and an effective (amortised) cost. The billed one is posted: is that right?".to_owned(),
        );
    }
    Ok((imported, summary))
}

/// What is to be said of the costs that this bill replaces.
fn replaced(imported: &mut Imported, smaller: u32, summary: &mut Summary) {
    if imported.updated > 0 {
        let costs = counted(imported.updated as usize, "cost", "costs");
        imported.notes.push(format!(
            "{costs} of the book get the amounts of this bill. If it is a further part of the same bill, join the parts \
             first: each would replace the one before."
        ));
    }
    if smaller > 0 {
        let costs = counted(smaller as usize, "cost becomes", "costs become");
        summary
            .questions
            .push(format!("{costs} smaller than in the book. Is this the whole bill, and no part of it?"));
    }
}

/// Adds the lines of the bill up.
fn read(
    call: &Call<'_>,
    source: &Source,
    job: &Job,
    imported: &mut Imported,
) -> Result<(BTreeMap<Key, Post>, Summary, Basis), Error> {
    let base = call.settings()?.currency;
    let columns = ::import::records::columns(source, job.kind, &job.options)?;
    let has = |field| columns.iter().any(|column| column.field == field);
    // One column of costs is what the user says it is: an Azure export of amortised cost calls it Cost as well.
    let alone = !(has(Field::Billed) && has(Field::Effective));
    let found = if has(Field::Billed) { Basis::Billed } else { Basis::Effective };
    let basis = job.options.cost.unwrap_or(found);
    let provider = if has(Field::Provider) { String::new() } else { provider_of(source, job)? };
    let mut posts: BTreeMap<Key, Post> = BTreeMap::new();
    let mut count = 0u32;
    let mut failed = None;
    let summary = ::import::records::read(source, job.kind, &job.options, |record| {
        count += 1;
        if count.is_multiple_of(STEP) {
            failed = call.context.tell(count, 0, "Adding up the bill").err();
        }
        if failed.is_some() {
            return Verdict::Stop;
        }
        let Some(day) = record.day(Field::Date) else {
            return Verdict::Problem(Field::Date, "There is no date.".to_owned());
        };
        let said = record.text(Field::Provider);
        let provider = if said.is_empty() { provider.as_str() } else { said };
        let (service, account) = (record.text(Field::Service), record.text(Field::Account));
        // Taxes, credits and fees of the account as a whole.
        let service = if service.is_empty() { "Other charges" } else { service };
        let currency = record.currency.unwrap_or(base);
        let text = (domain::vendor::key(provider), key(service), key(account), Month::of(day), currency);
        let post = posts.entry(text).or_insert_with(|| Post {
            provider: provider.to_owned(),
            service: service.to_owned(),
            account: account.to_owned(),
            row: record.row,
            ..Post::default()
        });
        post.lines += 1;
        let add = |slot: &mut Option<Sum>, field| {
            if let Some(amount) = record.number(field) {
                slot.get_or_insert_with(Sum::default).add(amount);
            }
        };
        if alone && basis != found {
            let field = if found == Basis::Billed { Field::Billed } else { Field::Effective };
            add(if basis == Basis::Billed { &mut post.billed } else { &mut post.effective }, field);
        } else {
            add(&mut post.billed, Field::Billed);
            add(&mut post.effective, Field::Effective);
        }
        Verdict::Taken
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    if alone && job.options.cost.is_none() && is_azure(source, job)? {
        imported.notes.push(
            "An Azure export is of actual or of amortised cost and does not say which; it was read as actual (billed). If it is the amortised one, choose effective."
                .to_owned(),
        );
    }
    Ok((posts, summary, basis))
}

/// Writes a post of the bill and the actual that it is posted as.
fn write(call: &Call<'_>, batch: Id, bill: &mut Draft, amount: Amount) -> Result<(), Error> {
    let posted = actual::Draft {
        id: bill.actual,
        date: bill.month.last_day(),
        amount,
        currency: bill.currency,
        vendor: Some(bill.vendor),
        text: bill.service.clone(),
        document: String::new(),
        account: bill.account.clone(),
        cost_centre: String::new(),
        line: None,
    };
    let known = match bill.actual {
        Some(id) => store::actual::draft(call.tx, id)?,
        None => None,
    };
    bill.actual = Some(match known {
        // What the user made of it stays: the line it is matched to, the cost centre.
        Some(known) => store::actual::save(call.tx, &actual::Draft { amount, ..known })?,
        None => store::actual::add(call.tx, batch, &actual::Draft { id: None, ..posted })?,
    });
    match bill.id {
        Some(_) => store::bill::save(call.tx, bill)?,
        None => store::bill::add(call.tx, batch, bill)?,
    };
    Ok(())
}

/// Counts, and removes if so asked, posts of the same providers and months that the bill no longer has.
fn leave<'b>(
    call: &Call<'_>,
    job: &Job,
    mode: Mode,
    posts: &BTreeMap<Key, Post>,
    existing: impl Iterator<Item = &'b Draft>,
    names: &Names,
    imported: &mut Imported,
) -> Result<(), Error> {
    for bill in existing {
        let provider = names.name(alias::Field::Vendor, Some(bill.vendor));
        let text = domain::vendor::key(&provider);
        if !posts.keys().any(|(known, _, _, month, _)| *known == text && *month == bill.month) {
            continue;
        }
        imported.missing += 1;
        if imported.missing_names.len() < 100 {
            let parts = [provider, bill.service.clone(), bill.account.clone(), bill.month.to_string()];
            imported.missing_names.push(parts.join(", "));
        }
        if let (Mode::Write(_), Missing::End, Some(id)) = (mode, job.missing, bill.id) {
            store::bill::remove(call.tx, id)?;
            if let Some(actual) = bill.actual {
                store::actual::remove(call.tx, actual)?;
            }
        }
    }
    Ok(())
}

fn both(source: &Source, job: &Job) -> Result<bool, Error> {
    let columns = ::import::records::columns(source, job.kind, &job.options)?;
    let has = |field| columns.iter().any(|column| column.field == field);
    Ok(has(Field::Billed) && has(Field::Effective))
}

/// Whose bill this is where no column says it, by the names that only one provider gives its columns.
fn provider_of(source: &Source, job: &Job) -> Result<String, Error> {
    let names = ::import::records::names(source, job.kind, &job.options)?;
    let has = |part: &str| names.iter().any(|name| name.to_lowercase().contains(part));
    let provider =
        if has("lineitem/unblended") || has("line_item_unblended") || has("lineitem/usageaccountid") {
            "Amazon Web Services"
        } else if has("metercategory")
            || has("meter category")
            || has("subscriptionguid")
            || has("consumedservice")
        {
            "Microsoft Azure"
        } else if has("cost/mycost") || has("lineitem/tenantid") {
            "Oracle Cloud"
        } else if has("project.id") || has("sku.description") {
            "Google Cloud"
        } else {
            "Cloud provider"
        };
    Ok(provider.to_owned())
}

fn is_azure(source: &Source, job: &Job) -> Result<bool, Error> {
    Ok(provider_of(source, job)? == "Microsoft Azure")
}
