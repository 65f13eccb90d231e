//! Commands on targets: what was set from above beside what the lines add up to.

use std::collections::BTreeMap;

use domain::budget::sheet::GroupBy;
use domain::overview::short;
use domain::rate::Rates;
use domain::target::{Draft, Held, Node, Target, held};
use domain::{Amount, Currency, Id, Sum};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::budget::{Key, groups};
use crate::open::Call;
use crate::plan::figures;
use crate::variance::missing;

/// What targets are set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "TargetBy"))]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub enum By {
    Category,
    Department,
}

/// Which targets.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "TargetQuery"))]
pub struct Query {
    /// The plan.
    pub plan: Id,
    /// Of categories or of departments.
    pub by: By,
    /// Whether only those with a target are of interest: the plan is not added up where none is set.
    pub set_only: bool,
}

/// A category or department beside its target.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "TargetRow"))]
pub struct Row {
    /// As the grid calls its group: `group:7`.
    pub key: String,
    /// The category or department.
    pub of: Id,
    /// Its name, with those it is in.
    pub label: String,
    /// What its lines add up to, those of what is in it among them.
    pub planned: Amount,
    /// The number of its target.
    pub id: Option<Id>,
    /// What it is to keep within.
    pub target: Option<Amount>,
    /// Target − planned; negative where it is over.
    pub gap: Option<Amount>,
}

/// The targets of a plan.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Targets"))]
pub struct List {
    /// How the plan stands, in a sentence.
    pub finding: String,
    /// The currency of every figure.
    pub currency: Currency,
    /// Every category or department.
    pub rows: Vec<Row>,
    /// How many have a target.
    pub count: u32,
    /// What is planned where there is a target.
    pub planned: Amount,
    /// The targets together; one within another counts once.
    pub target: Amount,
    /// What is left of them; negative where the plan is over.
    pub gap: Amount,
}

const NONE_SET: &str = "No target is set yet";

pub(crate) fn list(call: &Call<'_>, query: Query) -> Result<List, Error> {
    let plan = store::plan::get(call.tx, query.plan)?;
    let currency = call.settings()?.currency;
    let nodes = nodes(call, query.by)?;
    let of_it = |target: &Target| match query.by {
        By::Category => target.category,
        By::Department => target.department,
    };
    let kept: BTreeMap<Id, Target> = store::target::of_plan(call.tx, plan.id)?
        .into_iter()
        .filter_map(|target| Some((of_it(&target)?, target)))
        .collect();
    if query.set_only && kept.is_empty() {
        let none = Amount::ZERO;
        return Ok(List {
            finding: NONE_SET.to_owned(),
            currency,
            rows: Vec::new(),
            count: 0,
            planned: none,
            target: none,
            gap: none,
        });
    }
    let rates = Rates::new(currency, Some(plan.id), &crate::plan::rates(call)?);
    let mut own: BTreeMap<Id, Sum> = BTreeMap::new();
    let mut gaps = BTreeMap::new();
    for (line, months) in figures(call, &plan)? {
        let of = match query.by {
            By::Category => line.category,
            By::Department => line.department,
        };
        let Some(of) = of else { continue };
        match rates.budget(line.currency) {
            Ok(rate) => {
                let year = months.into_iter().collect::<Sum>().total()?;
                own.entry(of).or_default().add(year.times(rate)?);
            }
            Err(gap) => {
                gaps.insert(line.currency, gap.sentence(&plan.name));
            }
        }
    }
    if !gaps.is_empty() {
        return Err(missing(gaps.into_values().collect()));
    }
    let targets = kept.iter().map(|(of, target)| (*of, target.amount)).collect();
    let places: Vec<Node> = nodes.iter().map(|(node, _)| *node).collect();
    let (found, all) = held(&places, &own, &targets)?;
    let shown = |amount: Amount| amount.round(currency.decimals());
    let row = |((node, label), found): ((Node, String), &Held)| Row {
        key: format!("group:{}", node.id),
        of: node.id,
        label,
        planned: shown(found.planned),
        id: kept.get(&node.id).map(|target| target.id),
        target: found.target.map(shown),
        gap: found.gap.map(shown),
    };
    Ok(List {
        finding: finding(&found, &all, currency),
        currency,
        rows: nodes
            .into_iter()
            .zip(&found)
            .map(row)
            .filter(|row| !query.set_only || row.id.is_some())
            .collect(),
        count: u32::try_from(kept.len()).unwrap_or(u32::MAX),
        planned: shown(all.planned),
        target: shown(all.target.unwrap_or_default()),
        gap: shown(all.gap.unwrap_or_default()),
    })
}

pub(crate) fn save(call: &Call<'_>, draft: Draft) -> Result<(Target, String), Error> {
    Error::unless_empty(draft.problems())?;
    let plan = store::plan::get(call.tx, draft.plan)?;
    let id = store::target::save(call.tx, &draft)?;
    let saved = store::target::get(call.tx, id)?;
    Ok((saved.clone(), format!("Set the target of {} in {}", label(call, &saved)?, plan.name)))
}

pub(crate) fn remove(call: &Call<'_>, key: Key) -> Result<((), String), Error> {
    let target = store::target::get(call.tx, key.id)?;
    let plan = store::plan::get(call.tx, target.plan)?;
    store::target::remove(call.tx, key.id)?;
    Ok(((), format!("Remove the target of {} from {}", label(call, &target)?, plan.name)))
}

/// The category or department that a target is of.
fn label(call: &Call<'_>, target: &Target) -> Result<String, Error> {
    let (by, of) = match target.category {
        Some(category) => (By::Category, Some(category)),
        None => (By::Department, target.department),
    };
    let found = nodes(call, by)?.into_iter().find(|(node, _)| Some(node.id) == of);
    Ok(found.map(|(_, label)| label).unwrap_or_default())
}

/// Every category or department in the order of the grid, categories after the one they are in.
fn nodes(call: &Call<'_>, by: By) -> Result<Vec<(Node, String)>, Error> {
    let group_by = match by {
        By::Category => GroupBy::Category,
        By::Department => GroupBy::Department,
    };
    let (_, positions) = groups(call, group_by)?;
    let mut nodes: Vec<(Node, String)> = match by {
        By::Category => {
            let all = store::category::all(call.tx)?;
            let node = |one: &domain::category::Category| {
                (Node { id: one.id, parent: one.parent }, domain::category::path(&all, one.id))
            };
            all.iter().map(node).collect()
        }
        By::Department => store::department::all(call.tx)?
            .into_iter()
            .map(|one| (Node { id: one.id, parent: one.parent }, one.name))
            .collect(),
    };
    nodes.sort_by_key(|(node, _)| positions.get(&node.id).copied());
    Ok(nodes)
}

/// “The plan is 210 k USD over its targets; 2 of 5 are missed”.
fn finding(rows: &[Held], all: &Held, currency: Currency) -> String {
    let set = rows.iter().filter(|row| row.target.is_some()).count();
    if set == 0 {
        return NONE_SET.to_owned();
    }
    let missed = rows.iter().filter(|row| row.gap.is_some_and(Amount::is_negative)).count();
    let gap = all.gap.unwrap_or_default();
    let stands = match (gap.is_zero(), gap.is_negative()) {
        (true, _) => "The plan is on its targets".to_owned(),
        (_, true) => format!("The plan is {} {currency} over its targets", short(gap.abs())),
        (_, false) => format!("The plan keeps {} {currency} within its targets", short(gap)),
    };
    format!("{stands}; {missed} of {set} {} missed", if missed == 1 { "is" } else { "are" })
}
