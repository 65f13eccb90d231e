//! Commands on the rules by which postings find their line.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::actual::Draft as Actual;
use domain::calendar::Period;
use domain::rule::{Draft, Posting, Rules, Share, learn as learned, matches, split};
use domain::{Amount, Id, Sum};
use serde::{Deserialize, Serialize};
use store::actual::Match;
use store::rule::{Posted, Wanted};

use crate::Error;
use crate::actual::{Query, filter, rates};
use crate::budget::Key;
use crate::open::Call;
use crate::words::{Labels, counted};

/// A rule as it is shown.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RuleRow"))]
pub struct Row {
    /// Its number.
    pub id: Id,
    /// The rule.
    pub rule: Draft,
    /// The vendor's name.
    pub vendor: String,
    /// The lines it gives, with their descriptions.
    pub lines: Vec<ShareLabel>,
    /// How many actuals it has matched.
    pub matched: u32,
}

/// A line that a rule gives.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ShareLabel {
    /// The line.
    pub line: Id,
    /// Its description.
    pub label: String,
    /// Its share in percent, to one decimal.
    pub percent: Amount,
}

/// Where a rule goes.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PlaceRule"))]
pub struct Place {
    /// The rule.
    pub id: Id,
    /// Its new place, from 0; the others keep their order.
    pub to: u32,
}

/// What a rule is to be learned from.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LearnRule"))]
pub struct Learn {
    /// Actuals that belong to one line, or are split over the same lines.
    pub actuals: Vec<Id>,
}

/// A rule that would match what it was learned from, and how well it would have done so far.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LearnedRule"))]
pub struct Learned {
    /// The rule.
    pub rule: Draft,
    /// How many unmatched postings it would match.
    pub unmatched: u32,
    /// How many that are matched by hand or by their import it would match,
    pub tried: u32,
    /// and to how many of them it gives the line they have.
    pub right: u32,
}

/// What rules are applied to.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ApplyRules"))]
pub struct Apply {
    /// The unmatched postings of this period; of all time if none is named.
    pub period: Option<Period>,
}

/// What one rule matches.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RuleMatches"))]
pub struct RuleMatches {
    /// The rule.
    pub rule: Id,
    /// Its name.
    pub name: String,
    /// The lines it gives.
    pub lines: Vec<ShareLabel>,
    /// How many postings.
    pub count: u32,
    /// What they come to in the book's currency; nothing where a rate is missing.
    pub total: Option<Amount>,
}

/// What the rules match, or would match.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AppliedRules"))]
pub struct Applied {
    /// How many postings.
    pub matched: u32,
    /// By rule, in the order in which they are tried; rules that match nothing are left out.
    pub rules: Vec<RuleMatches>,
    /// How many postings stay unmatched.
    pub left: u32,
    /// How many of those would be matched if their month were not closed.
    pub closed: u32,
}

pub(crate) fn list(call: &Call<'_>, (): ()) -> Result<Vec<Row>, Error> {
    let rules = store::rule::all(call.tx)?;
    let (labels, counts) = (Labels::load(call)?, store::rule::counts(call.tx)?);
    let lines = lines(call, &rules)?;
    rules
        .into_iter()
        .map(|rule| {
            let id = rule.id.unwrap_or_default();
            Ok(Row {
                id,
                vendor: labels.vendor(rule.vendor),
                lines: shares(&rule.shares, &lines)?,
                matched: counts.get(&id).copied().unwrap_or(0),
                rule,
            })
        })
        .collect()
}

/// The descriptions of the lines that rules give.
fn lines(call: &Call<'_>, rules: &[Draft]) -> Result<HashMap<Id, String>, Error> {
    let mut lines = HashMap::new();
    for share in rules.iter().flat_map(|rule| &rule.shares) {
        if let Entry::Vacant(line) = lines.entry(share.line) {
            line.insert(store::budget::get(call.tx, share.line)?.description);
        }
    }
    Ok(lines)
}

fn shares(shares: &[Share], lines: &HashMap<Id, String>) -> Result<Vec<ShareLabel>, Error> {
    let whole: Sum = shares.iter().map(|share| share.share).collect();
    let whole = whole.total()?;
    Ok(shares
        .iter()
        .map(|share| ShareLabel {
            line: share.line,
            label: lines.get(&share.line).cloned().unwrap_or_default(),
            percent: domain::variance::percent(share.share, whole).unwrap_or_default(),
        })
        .collect())
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Draft, String), Error> {
    Error::unless_empty(draft.problems())?;
    let id = store::rule::save(call.tx, &draft)?;
    let verb = if draft.id.is_some() { "Change" } else { "Add" };
    let (saved, _) = store::rule::get(call.tx, id)?.ok_or_else(gone)?;
    let summary = format!("{verb} rule “{}”", saved.name);
    Ok((saved, summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let (rule, _) = store::rule::get(call.tx, key.id)?.filter(|(_, retired)| !retired).ok_or_else(gone)?;
    store::rule::remove(call.tx, key.id)?;
    Ok(((), format!("Remove rule “{}”", rule.name)))
}

pub(crate) fn place(call: &Call<'_>, to: Place) -> Result<((), String), Error> {
    let rules = store::rule::all(call.tx)?;
    let at = rules.iter().position(|rule| rule.id == Some(to.id)).ok_or_else(gone)?;
    let mut order: Vec<Id> = rules.iter().filter_map(|rule| rule.id).collect();
    let moved = order.remove(at);
    order.insert((to.to as usize).min(order.len()), moved);
    store::rule::order(call.tx, &order)?;
    Ok((
        (),
        format!("Try rule “{}” {}", rules[at].name, if (to.to as usize) < at { "earlier" } else { "later" }),
    ))
}

fn gone() -> Error {
    Error::NotFound("This rule is not in the book any more.".to_owned())
}

pub(crate) fn learn(call: &Call<'_>, from: Learn) -> Result<Learned, Error> {
    let mut actuals: Vec<Actual> = Vec::new();
    let mut shares: Option<Vec<Share>> = None;
    for id in &from.actuals {
        let missing = || Error::NotFound("This actual is not in the book any more.".to_owned());
        let actual = store::actual::draft(call.tx, *id)?.ok_or_else(missing)?;
        let own = shares_of(call, *id, &actual)?;
        let known = shares.get_or_insert_with(|| own.clone());
        let lines = |shares: &[Share]| shares.iter().map(|share| share.line).collect::<Vec<_>>();
        if own.is_empty() || lines(known) != lines(&own) {
            let message = "A rule is learned from actuals of one budget line. Match them to it first.";
            return Err(Error::invalid("actuals", message));
        }
        actuals.push(actual);
    }
    let shares = shares.ok_or_else(|| Error::invalid("actuals", "Choose the actuals to learn from."))?;
    let postings: Vec<Posting<'_>> = actuals.iter().map(posting).collect();
    let candidates: Vec<Draft> =
        learned(&postings).into_iter().map(|rule| Draft { shares: shares.clone(), ..rule }).collect();
    let Some(first) = candidates.first() else {
        let message =
            "These actuals have nothing in common: neither vendor nor words, account or cost centre.";
        return Err(Error::invalid("actuals", message));
    };
    // All of them ask for the same vendor, or the first words: nothing else is read.
    let word = if first.vendor.is_some() { "" } else { first.text.split(' ').next().unwrap_or_default() };
    let narrow = candidates.iter().all(|rule| rule.vendor.is_some() || rule.text.contains(word));
    let wanted = Wanted {
        by_hand: true,
        vendor: first.vendor.filter(|_| candidates.iter().all(|rule| rule.vendor == first.vendor)),
        word: if narrow { word } else { "" },
        ..Wanted::default()
    };
    let mut score = vec![(0u32, 0u32); candidates.len()];
    let only = if let [share] = shares.as_slice() { Some(share.line) } else { None };
    store::rule::postings(call.tx, wanted, |posted, posting| {
        for (rule, (tried, right)) in candidates.iter().zip(&mut score) {
            if matches(rule, posting) {
                *tried += 1;
                *right += u32::from(posted.line == only);
            }
        }
        Ok(())
    })?;
    // The widest of those that get the least wrong.
    let best = (0..candidates.len()).min_by_key(|at| score[*at].0 - score[*at].1).unwrap_or(0);
    let mut rule = candidates.into_iter().nth(best).unwrap_or_default();
    let (tried, right) = score[best];
    rule.name = name(call, &rule)?;
    let rules = Rules::new([&rule]);
    let mut unmatched = 0;
    let wanted = Wanted { vendor: rule.vendor, ..Wanted::default() };
    store::rule::postings(call.tx, wanted, |_, posting| {
        unmatched += u32::from(rules.first(posting).is_some());
        Ok(())
    })?;
    Ok(Learned { rule, unmatched, tried, right })
}

fn posting(actual: &Actual) -> Posting<'_> {
    Posting {
        vendor: actual.vendor,
        text: &actual.text,
        account: &actual.account,
        cost_centre: &actual.cost_centre,
        amount: actual.amount,
    }
}

fn shares_of(call: &Call<'_>, id: Id, actual: &Actual) -> Result<Vec<Share>, Error> {
    if let Some(line) = actual.line {
        return Ok(vec![Share { line, share: Amount::ONE }]);
    }
    let parts = store::actual::parts(call.tx, id)?;
    Ok(parts.into_iter().map(|part| Share { line: part.line, share: part.amount.abs() }).collect())
}

/// What a learned rule is called: what it asks for, and what it gives.
fn name(call: &Call<'_>, rule: &Draft) -> Result<String, Error> {
    let vendor = Labels::load(call)?.vendor(rule.vendor);
    let asked = [vendor.as_str(), &rule.text, &rule.account, &rule.cost_centre];
    let asked: Vec<&str> = asked.into_iter().filter(|part| !part.is_empty()).collect();
    let line = match rule.shares.as_slice() {
        [share] => store::budget::get(call.tx, share.line)?.description,
        shares => counted(shares.len(), "line", "lines"),
    };
    Ok(format!("{} → {line}", asked.join(", ")))
}

pub(crate) fn preview(call: &Call<'_>, apply: Apply) -> Result<Applied, Error> {
    Ok(find(call, wanted(call, &apply)?)?.0)
}

pub(crate) fn apply(call: &Call<'_>, apply: Apply) -> Result<(Applied, String), Error> {
    let applied = run(call, wanted(call, &apply)?)?;
    let count = counted(applied.matched as usize, "actual", "actuals");
    Ok((applied, format!("Match {count} by rules")))
}

/// Applies the rules to what is unmatched; answers what they matched.
pub(crate) fn run(call: &Call<'_>, wanted: Wanted<'_>) -> Result<Applied, Error> {
    let (applied, found) = find(call, wanted)?;
    for ((actual, matched), done) in found.into_iter().zip(0u32..) {
        if done.is_multiple_of(1000) {
            call.context.tell(done, applied.matched, "Applying rules")?;
        }
        store::actual::set_match(call.tx, actual, &matched)?;
    }
    Ok(applied)
}

fn wanted(call: &Call<'_>, apply: &Apply) -> Result<Wanted<'static>, Error> {
    let days = filter(call, &Query { period: apply.period, ..Query::default() })?;
    Ok(Wanted { from: days.from, to: days.to, ..Wanted::default() })
}

/// What the rules match, and each posting with its lines.
fn find(call: &Call<'_>, wanted: Wanted<'_>) -> Result<(Applied, Vec<(Id, Match)>), Error> {
    let ready = Ready::load(call)?;
    let rates = rates(call)?;
    let mut sums: Vec<(u32, Option<Sum>)> = vec![(0, Some(Sum::default())); ready.drafts.len()];
    let mut found: Vec<(Posted, usize, Amount)> = Vec::new();
    let mut closed = 0;
    let all = store::rule::postings(call.tx, wanted, |posted, posting| {
        match ready.rules.first(posting) {
            Some(_) if posted.closed => closed += 1,
            Some(rule) => found.push((posted, rule, posting.amount)),
            None => {}
        }
        Ok(())
    })?;
    let mut given = Vec::with_capacity(found.len());
    for (posted, rule, amount) in found {
        let (count, sum) = &mut sums[rule];
        *count += 1;
        match (rates.actual(posted.currency, posted.month), sum.as_mut()) {
            (Ok(rate), Some(sum)) => sum.add(amount.times(rate)?),
            (Ok(_) | Err(_), _) => *sum = None,
        }
        given.push((posted.id, ready.give(rule, amount, posted.currency)?));
    }
    let matched = u32::try_from(given.len()).unwrap_or(u32::MAX);
    let lines = lines(call, &ready.drafts)?;
    let decimals = rates.base().decimals();
    let mut rules = Vec::new();
    for (rule, (count, sum)) in ready.drafts.iter().zip(sums).filter(|(_, (count, _))| *count > 0) {
        let total = sum.map(|sum| sum.total()).transpose()?.map(|total| total.round(decimals));
        let lines = shares(&rule.shares, &lines)?;
        rules.push(RuleMatches {
            rule: rule.id.unwrap_or_default(),
            name: rule.name.clone(),
            lines,
            count,
            total,
        });
    }
    Ok((Applied { matched, rules, left: all - matched, closed }, given))
}

/// The rules of the book, ready to be tried.
pub(crate) struct Ready {
    drafts: Vec<Draft>,
    rules: Rules,
}

impl Ready {
    pub(crate) fn load(call: &Call<'_>) -> Result<Ready, Error> {
        let drafts = store::rule::all(call.tx)?;
        Ok(Ready { rules: Rules::new(&drafts), drafts })
    }

    /// What the first rule that an actual meets gives it.
    pub(crate) fn tried(&self, actual: &Actual) -> Result<Option<Match>, Error> {
        let Some(rule) = self.rules.first(&posting(actual)) else { return Ok(None) };
        self.give(rule, actual.amount, actual.currency).map(Some)
    }

    fn give(&self, rule: usize, amount: Amount, currency: domain::Currency) -> Result<Match, Error> {
        let draft = &self.drafts[rule];
        Ok(Match { rule: draft.id.unwrap_or_default(), parts: split(&draft.shares, amount, currency)? })
    }
}
