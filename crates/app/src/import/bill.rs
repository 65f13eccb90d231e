//! Importing a cloud provider's bill: what it comes to by service, account and month, posted as actuals.
//!
//! Billed and effective cost are two views of the same money. Both are kept, one is posted; they are never added together.

mod closed;
mod parts;
mod read;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use ::import::{Field, Parts, Summary};
use domain::bill::{Basis, Draft, Part};
use domain::vendor::key;
use domain::{Id, Month, actual, alias};

use closed::Closed;
use parts::{Brought, Costs, Evidence, Made};
use read::{Key, Post, read};
use view::{View, words};

use super::months::Months;
use super::names::Names;
use super::register::Mode;
use super::seen::Seen;
use super::{File, Imported, Job, Missing, RowState};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// A post of the bill beside what the book has of it.
struct Line<'b> {
    post: &'b Post,
    base: Option<&'b Draft>,
    /// What the file says of it.
    mine: Costs,
    made: Made<'b>,
    /// The post as it would be if the file is the whole bill, and if it is a further part.
    whole: Draft,
    further: Draft,
}

impl<'b> Line<'b> {
    fn of(
        post: &'b Post,
        fresh: Draft,
        base: Option<&'b Draft>,
        brought: &'b Brought<'_>,
    ) -> Result<Line<'b>, Error> {
        let mine = Costs::of(&fresh);
        let made = base.map_or_else(|| Ok(Made::default()), |base| brought.made(base))?;
        let with = |costs: Costs| Draft {
            id: base.and_then(|base| base.id),
            actual: base.and_then(|base| base.actual),
            billed: costs.billed,
            effective: costs.effective,
            ..fresh.clone()
        };
        let whole = with(mine.or(made.others.plus(made.own)?));
        let further = with(made.others.plus(mine.or(made.own))?);
        Ok(Line { post, base, mine, made, whole, further })
    }

    /// Whether it matters what the file is.
    fn differs(&self) -> bool {
        Costs::of(&self.whole) != Costs::of(&self.further)
    }

    /// The post as it then is.
    fn then(&self, how: Option<Parts>) -> &Draft {
        if how == Some(Parts::Replace) { &self.whole } else { &self.further }
    }

    /// Writes the post as it then is, and what of it came with this file.
    fn write(&self, call: &Call<'_>, batch: Id, how: Option<Parts>) -> Result<(), Error> {
        let then = self.then(how);
        let id = match then.id.filter(|_| self.base == Some(then)) {
            Some(id) => id,
            None => write(call, batch, then)?,
        };
        let (costs, others) = match how {
            Some(Parts::Replace) => (Costs::of(&self.whole), self.made.other_parts.as_slice()),
            Some(Parts::Add) | None => (self.mine.or(self.made.own), &[][..]),
        };
        for part in self.made.own_parts.iter().chain(others) {
            store::bill::remove_part(call.tx, part.id)?;
        }
        let part = Part {
            id: 0,
            bill: id,
            batch,
            first_day: self.post.first_day,
            last_day: self.post.last_day,
            billed: costs.billed,
            effective: costs.effective,
        };
        store::bill::add_part(call.tx, &part)?;
        Ok(())
    }
}

pub(super) fn pass(
    call: &Call<'_>,
    file: &File<'_>,
    job: &Job,
    mode: Mode,
    seen: &mut Seen,
) -> Result<(Imported, Summary), Error> {
    let before = super::held(call, job.kind, None)?;
    let known_by = [Field::Provider, Field::Service, Field::Account, Field::Month].map(Field::words).to_vec();
    let mut imported = Imported { before, key: known_by, ..Imported::default() };
    let mut names = Names::load(call, job, matches!(mode, Mode::Write(_)))?;
    let known = store::bill::all(call.tx)?;
    let view = View::find(file, job, &known)?;
    let (posts, mut summary) = read(call, file.source, job, &view)?;
    let brought = Brought::load(call, file)?;
    let mut existing: BTreeMap<domain::bill::Key, &Draft> =
        known.iter().map(|bill| (bill.key(), bill)).collect();
    let mut lines = Vec::with_capacity(posts.len());
    for ((.., month, currency), post) in &posts {
        let vendor = names.record(call, alias::Field::Vendor, &post.provider)?.unwrap_or_default();
        let fresh = post.draft(vendor, *month, *currency, view.posted(vendor, *month))?;
        let base = existing.remove(&fresh.key());
        lines.push(Line::of(post, fresh, base, &brought)?);
    }
    let left: Vec<&Draft> = existing.into_values().collect();
    let evidence = Evidence::of(&lines, &left, &brought);
    let how = evidence.decide(job.options.parts);
    let mut months = Months::default();
    let mut unknown = 0u32;
    let mut closed = Closed::load(call)?;
    for line in &lines {
        if closed.refuses(line.post.row, line.then(how), line.base, &mut imported) {
            continue;
        }
        unknown += u32::from(line.then(how).cost().is_none());
        take(call, line, how, mode, &mut imported, &mut months, seen)?;
    }
    let bill =
        Bill { posts: &posts, brought: &brought, names: &names, view: &view, how, missing: job.missing };
    let others = turn(call, mode, &lines, &left, &mut closed, &mut imported, &mut months)?;
    leave(call, mode, &bill, &others, &mut closed, &mut imported, &mut months)?;
    imported.notes.extend(closed.note());
    let posts = counted(posts.len(), "post", "posts");
    let mut bases: Vec<Basis> = lines.iter().map(|line| line.whole.basis).collect();
    bases.dedup();
    let what = bases.first().copied().map_or("billed", words);
    imported.notes.push(format!(
        "{} {posts}; the {what} cost is posted.",
        counted(summary.read as usize, "line of the bill makes", "lines of the bill make")
    ));
    imported.notes.extend(evidence.notes(how, &lines, file.name));
    if let Some(how) = how.filter(|_| job.options.parts.is_none()) {
        summary.questions.extend(evidence.question(how, &lines, &left)?);
    }
    if unknown > 0 {
        let posts = counted(unknown as usize, "post has", "posts have");
        imported.notes.push(format!("{posts} no {what} cost in this bill and count as 0."));
    }
    imported.notes.extend(names.notes());
    imported.near = names.near();
    imported.by_month = months.finish()?;
    imported.after = months.after(&imported.before)?;
    summary.questions.extend(view.question(&bases));
    Ok((imported, summary))
}

/// Counts a post by what becomes of it, and writes it if so asked.
fn take(
    call: &Call<'_>,
    line: &Line<'_>,
    how: Option<Parts>,
    mode: Mode,
    imported: &mut Imported,
    months: &mut Months,
    seen: &mut Seen,
) -> Result<(), Error> {
    let (bill, base) = (line.then(how), line.base);
    let (month, currency) = (bill.month, bill.currency);
    // The months tie out with the file; the difference is that of the book.
    let brought = line.mine.chosen(bill.basis).or(bill.cost()).unwrap_or_default();
    months.count(Some((currency, Some(month), brought)));
    let cost = |bill: &Draft| (currency, None, bill.cost().unwrap_or_default());
    months.differ(Some(cost(bill)), base.map(cost));
    let state = match base {
        None => RowState::New,
        Some(base) if base == bill => RowState::Unchanged,
        Some(_) => RowState::Changed,
    };
    imported.count_state(state);
    let before = base.filter(|_| state == RowState::Changed).map(|base| line.post.cells(base));
    seen.add(line.post.row, state, line.post.cells(bill), before);
    // Of the whole bill, what is as it was came with this file as well.
    let moves = how == Some(Parts::Replace) && !line.made.other_parts.is_empty();
    match mode {
        Mode::Write(batch) if moves || state != RowState::Unchanged => line.write(call, batch, how),
        Mode::Write(_) | Mode::Look => Ok(()),
    }
}

/// Writes a post of the bill and the actual that it is posted as; answers its number.
fn write(call: &Call<'_>, batch: Id, bill: &Draft) -> Result<Id, Error> {
    let amount = bill.cost().unwrap_or_default();
    let posted = actual::Draft {
        id: None,
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
    let actual = match known {
        // What the user made of it stays: the line it is matched to, the cost centre.
        Some(known) if known.amount == amount => known.id.unwrap_or_default(),
        Some(known) => store::actual::save(call.tx, &actual::Draft { amount, ..known })?,
        None => store::actual::add(call.tx, batch, &posted, None)?,
    };
    let bill = Draft { actual: Some(actual), ..bill.clone() };
    Ok(match bill.id {
        Some(_) => store::bill::save(call.tx, &bill)?,
        None => store::bill::add(call.tx, batch, &bill)?,
    })
}

/// Posts what the bill does not have of its months with the cost that the bill is posted with: the two are never added together.
/// Answers all of it as it then is. An account that the bill does not speak of keeps its only cost, which is said.
fn turn(
    call: &Call<'_>,
    mode: Mode,
    lines: &[Line<'_>],
    left: &[&Draft],
    closed: &mut Closed,
    imported: &mut Imported,
    months: &mut Months,
) -> Result<Vec<Draft>, Error> {
    let months_of = lines.iter().map(|line| ((line.whole.vendor, line.whole.month), line.whole.basis));
    let chosen: BTreeMap<(Id, Month), Basis> = months_of.collect();
    let accounts: BTreeSet<String> = lines.iter().map(|line| key(&line.whole.account)).collect();
    let (mut turned, mut kept) = (0usize, 0usize);
    let mut then = Vec::with_capacity(left.len());
    for post in left {
        let basis = chosen.get(&(post.vendor, post.month)).copied().unwrap_or(post.basis);
        let own = post.account.is_empty() || accounts.contains(&key(&post.account));
        let stays = !own && Costs::of(post).chosen(basis).is_none();
        if basis == post.basis || stays || closed.has(post) {
            kept += usize::from(stays && basis != post.basis);
            closed.keeps(!stays && basis != post.basis);
            then.push((*post).clone());
            continue;
        }
        let other = Draft { basis, ..(*post).clone() };
        let cost = |post: &Draft| (post.currency, None, post.cost().unwrap_or_default());
        months.differ(Some(cost(&other)), Some(cost(post)));
        if let Mode::Write(batch) = mode {
            write(call, batch, &other)?;
        }
        turned += 1;
        imported.updated += 1;
        then.push(other);
    }
    if turned > 0 {
        let posts = counted(turned, "post of these months is", "posts of these months are");
        imported.notes.push(format!(
            "{posts} not in the file and counted by the same cost as well, those without it as 0."
        ));
    }
    if kept > 0 {
        let posts = counted(kept, "post of another account keeps", "posts of other accounts keep");
        imported.notes.push(format!(
            "{posts} the other cost, which is the only one known: import the bill of that account as well."
        ));
    }
    Ok(then)
}

/// A bill as it comes into the book.
struct Bill<'b> {
    posts: &'b BTreeMap<Key, Post>,
    brought: &'b Brought<'b>,
    names: &'b Names,
    view: &'b View,
    how: Option<Parts>,
    missing: Missing,
}

/// Counts, and takes out if so asked, posts of the book that the bill should have and has not: those of its providers and
/// months; of a further part what it brought itself when it was imported before.
fn leave(
    call: &Call<'_>,
    mode: Mode,
    bill: &Bill<'_>,
    left: &[Draft],
    closed: &mut Closed,
    imported: &mut Imported,
    months: &mut Months,
) -> Result<(), Error> {
    for post in left {
        let provider = bill.names.name(alias::Field::Vendor, Some(post.vendor));
        let text = key(&provider);
        let origin = bill.brought.made(post)?;
        let further = bill.how == Some(Parts::Add);
        let should_have = if further {
            !origin.own_parts.is_empty()
        } else {
            bill.posts.keys().any(|(known, _, _, month, _)| *known == text && *month == post.month)
        };
        if !should_have || !bill.view.speaks_of(post) {
            continue;
        }
        if closed.has(post) {
            closed.keeps(bill.missing == Missing::End);
            continue;
        }
        imported.missing += 1;
        if imported.missing_names.len() < 100 {
            let parts = [provider, post.service.clone(), post.account.clone(), post.month.to_string()];
            imported.missing_names.push(parts.join(", "));
        }
        if bill.missing == Missing::Keep {
            continue;
        }
        // Of a further part goes what it brought; the whole post otherwise.
        let rest = Some(origin.others).filter(|_| further && !origin.other_parts.is_empty());
        let cost = |costs: Costs| (post.currency, None, costs.chosen(post.basis).unwrap_or_default());
        months.differ(rest.map(cost), Some(cost(Costs::of(post))));
        let (Mode::Write(batch), Some(id)) = (mode, post.id) else { continue };
        if let Some(Costs { billed, effective }) = rest {
            write(call, batch, &Draft { billed, effective, ..post.clone() })?;
            for part in &origin.own_parts {
                store::bill::remove_part(call.tx, part.id)?;
            }
            continue;
        }
        store::bill::remove(call.tx, id)?;
        if let Some(actual) = post.actual {
            store::actual::remove(call.tx, actual)?;
        }
    }
    Ok(())
}
