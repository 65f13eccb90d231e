//! Commands on the rules of allocation.

use std::collections::HashMap;

use domain::allocation::{Draft, Rule, Source};
use domain::depreciation::terms::Recognition;
use domain::showback::{Amounts, Bearer, takes};
use domain::{Currency, Id};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::Key;
use crate::open::Call;
use crate::showback::{Measures, Of, load_with};

/// Which rules are asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AllocationQuery"))]
pub struct Query {
    /// The fiscal year; every year if not given.
    pub fiscal_year: Option<i32>,
}

/// A rule with its names, in the order in which it runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AllocationRow"))]
pub struct Row {
    /// The rule.
    pub rule: Rule,
    /// What is shared out, in words.
    pub source: String,
    /// The plan it holds for alone; empty for every plan.
    pub plan: String,
    /// What each share takes, in words.
    pub takes: Vec<String>,
}

/// Where a rule is to run.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReorderRule {
    /// The rule.
    pub id: Id,
    /// Its place among the rules of its year, from 1.
    pub place: u32,
}

/// A rule that is being typed, and the plan it is looked at with.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PreviewRule {
    /// The rule as it stands.
    pub draft: Draft,
    /// The plan; the default one of the rule's year if not given.
    pub plan: Option<Id>,
    /// Whether what is bought counts when it is bought, or by its depreciation.
    #[serde(default)]
    pub recognition: Recognition,
}

/// What a share would get.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PreviewPart {
    /// The department.
    pub department: Id,
    /// What it takes, in words.
    pub takes: String,
    /// What it gets in the year.
    pub measures: Measures,
}

/// What a rule would do with the year.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PreviewedRule {
    /// The currency of every figure.
    pub currency: Currency,
    /// What it would share out.
    pub shared: Measures,
    /// What each share would get, in their order.
    pub parts: Vec<PreviewPart>,
    /// What would stay idle.
    pub idle: Measures,
}

pub(crate) fn list(call: &Call<'_>, query: Query) -> Result<Vec<Row>, Error> {
    let mut rules = store::allocation::all(call.tx)?;
    rules.retain(|rule| query.fiscal_year.is_none_or(|year| rule.fiscal_year == year));
    let names = Names::load(call)?;
    Ok(rules.into_iter().map(|rule| names.row(rule)).collect())
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Row, String), Error> {
    let names = Names::load(call)?;
    let rule = checked(call, &draft, &names)?;
    let id = store::allocation::save(call.tx, draft.id, &rule)?;
    let verb = if draft.id.is_some() { "Change" } else { "Add" };
    let summary = format!("{verb} rule of allocation “{}”", rule.name);
    Ok((names.row(store::allocation::get(call.tx, id)?), summary))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let gone = store::allocation::get(call.tx, key.id)?;
    store::allocation::remove(call.tx, key.id)?;
    Ok(((), format!("Remove rule of allocation “{}”", gone.name)))
}

pub(crate) fn reorder(call: &Call<'_>, to: ReorderRule) -> Result<(Vec<Row>, String), Error> {
    let rule = store::allocation::get(call.tx, to.id)?;
    let mut rules = list(call, Query { fiscal_year: Some(rule.fiscal_year) })?;
    let from = rules.iter().position(|row| row.rule.id == to.id).unwrap_or(0);
    let place = usize::try_from(to.place).unwrap_or(usize::MAX).clamp(1, rules.len());
    let moved = rules.remove(from);
    rules.insert(place - 1, moved);
    let order: Vec<Id> = rules.iter().map(|row| row.rule.id).collect();
    store::allocation::order(call.tx, &order)?;
    Ok((rules, format!("Move rule of allocation “{}” to step {place}", rule.name)))
}

pub(crate) fn preview(call: &Call<'_>, query: PreviewRule) -> Result<PreviewedRule, Error> {
    let rule = checked(call, &query.draft, &Names::load(call)?)?;
    let id = rule.id;
    // It is looked at with the plan it holds for, if that is one alone.
    let plan = rule.plan.or(query.plan);
    let period = Some(domain::calendar::Period::Year(rule.fiscal_year));
    let of = Of { plan, period, recognition: query.recognition };
    let loaded = load_with(call, of, |rules| match rules.iter_mut().find(|one| one.id == id) {
        Some(before) => *before = rule,
        None => rules.push(rule),
    })?;
    let gone = || Error::invalid("plan", "This rule does not hold for the plan that is shown.");
    let place = loaded.rules.iter().position(|one| one.id == id).ok_or_else(gone)?;
    let (rule, outcome) = (&loaded.rules[place], &loaded.shown.outcomes[place]);
    let nothing = Amounts::default();
    let parts = rule.shares.iter().enumerate().map(|(share, of)| {
        let bearing = loaded.shown.bearers.get(&Bearer::Department(of.department));
        let part = bearing.and_then(|bearing| bearing.allocated.get(&place)).unwrap_or(&nothing);
        let measures = loaded.measures(part)?;
        Ok(PreviewPart { department: of.department, takes: takes(rule, share), measures })
    });
    Ok(PreviewedRule {
        currency: loaded.currency,
        parts: parts.collect::<Result<_, Error>>()?,
        shared: loaded.measures(&outcome.shared)?,
        idle: loaded.measures(&outcome.idle)?,
    })
}

/// The rule that a draft becomes, or every fault of it. A new one has a number that no rule has.
fn checked(call: &Call<'_>, draft: &Draft, names: &Names) -> Result<Rule, Error> {
    let others = store::allocation::all(call.tx)?;
    if let Some(id) = draft.id {
        store::allocation::get(call.tx, id)?;
    }
    let mut problems = draft.problems(&names.departments, &others);
    if let Some(source) = draft.source
        && names.source(source).is_none()
    {
        let message = "What this rule shares out is not in the book any more. Choose something else.";
        problems.push(domain::Problem::new("source", message));
    }
    let gone = |id: Id| names.departments.iter().all(|department| department.id != id);
    if draft.shares.iter().any(|share| gone(share.department)) {
        let message = "A department that takes a part is not in the book any more. Take it out.";
        problems.push(domain::Problem::new("shares", message));
    }
    if let Some(plan) = draft.plan {
        let plan = store::plan::get(call.tx, plan)?;
        if plan.fiscal_year != draft.fiscal_year {
            let message =
                format!("“{}” plans FY{}, not FY{}.", plan.name, plan.fiscal_year, draft.fiscal_year);
            problems.push(domain::Problem::new("plan", message));
        }
    }
    Error::unless_empty(problems)?;
    draft.rule(draft.id.unwrap_or(0)).ok_or_else(|| Error::invalid("source", "Choose what is shared out."))
}

/// What the numbers of a rule stand for.
struct Names {
    plans: HashMap<Id, String>,
    lines: HashMap<Id, String>,
    categories: Vec<domain::category::Category>,
    departments: Vec<domain::department::Department>,
}

impl Names {
    fn load(call: &Call<'_>) -> Result<Names, Error> {
        let tx = call.tx;
        let mut lines: HashMap<Id, String> =
            store::budget::lines(tx)?.into_iter().map(|line| (line.id, line.description)).collect();
        for (line, of) in store::budget::lineage(tx)? {
            let Some(into) = of.merged_into.and_then(|into| lines.get(&into).cloned()) else { continue };
            lines.entry(line).and_modify(|name| *name = format!("{name}, now in {into}"));
        }
        Ok(Names {
            plans: store::plan::all(tx)?.into_iter().map(|plan| (plan.id, plan.name)).collect(),
            lines,
            categories: store::category::all(tx)?,
            departments: store::department::all(tx)?,
        })
    }

    /// What is shared out, in words; none if it is not there.
    fn source(&self, source: Source) -> Option<String> {
        match source {
            Source::Line(id) => self.lines.get(&id).cloned(),
            Source::Category(id) => {
                let known = self.categories.iter().any(|one| one.id == id);
                known.then(|| domain::category::path(&self.categories, id))
            }
            Source::Department(id) => {
                self.departments.iter().find(|one| one.id == id).map(|one| one.name.clone())
            }
        }
    }

    fn row(&self, rule: Rule) -> Row {
        Row {
            source: self.source(rule.source).unwrap_or_default(),
            plan: rule.plan.and_then(|id| self.plans.get(&id).cloned()).unwrap_or_default(),
            takes: (0..rule.shares.len()).map(|share| takes(&rule, share)).collect(),
            rule,
        }
    }
}
