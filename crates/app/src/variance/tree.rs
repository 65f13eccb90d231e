//! The rows of a variance under the categories or departments above them, with subtotals that tie.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::comment::{Scope, Subject};
use domain::variance::By;
use domain::{Id, Settings};
use serde::Serialize;

use super::VarianceRow;
use super::largest::{REST, together};
use crate::Error;
use crate::open::Call;

/// A row as it stands in the tree, or what stands above rows with their sum.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceNode"))]
pub struct Node {
    /// The key of a row, or that of a branch, such as `branch:7`.
    pub key: String,
    /// Its own name, without those above it.
    pub name: String,
    /// The key of the branch it stands in; none at the top.
    pub parent: Option<String>,
    /// Of a branch: the sum of what stands in it.
    pub sum: Option<VarianceRow>,
}

/// A category or a department: its name, and what is above it.
type Records = HashMap<Id, (String, Option<Id>)>;

/// The rows in their tree, each branch before what stands in it; nothing where no row stands above another, or where rows
/// are left out that a branch would have to count.
pub(super) fn tree(
    call: &Call<'_>,
    settings: &Settings,
    by: By,
    rows: &[VarianceRow],
) -> Result<Vec<Node>, Error> {
    let (records, scope): (Records, Scope) = match by {
        By::Category => {
            let all = store::category::all(call.tx)?.into_iter();
            (all.map(|one| (one.id, (one.name, one.parent))).collect(), Scope::Category)
        }
        By::Department => {
            let all = store::department::all(call.tx)?.into_iter();
            (all.map(|one| (one.id, (one.name, one.parent))).collect(), Scope::Department)
        }
        By::Vendor | By::Project | By::Line | By::Expense | By::Purpose => return Ok(Vec::new()),
    };
    let with_row: BTreeSet<Id> = rows.iter().filter_map(|row| record(&row.key)).collect();
    let mut inside: BTreeMap<Id, Vec<&VarianceRow>> = BTreeMap::new();
    for row in rows {
        for above in record(&row.key).map(|id| above(&records, id)).unwrap_or_default() {
            inside.entry(above).or_default().push(row);
        }
    }
    if inside.is_empty() || rows.iter().any(|row| row.key == REST) {
        return Ok(Vec::new());
    }
    let mut nodes = Vec::with_capacity(rows.len() + inside.len());
    for (id, within) in &mut inside {
        let own = rows.iter().find(|row| record(&row.key) == Some(*id));
        within.extend(own);
        let Some((name, parent)) = records.get(id) else { continue };
        let key = branch(*id);
        let mut sum = together(key.clone(), name.clone(), within, settings)?;
        // What is said of lines that stand in it directly is said in their row.
        sum.subject = Some(Subject { scope, of: *id }).filter(|_| !with_row.contains(id));
        nodes.push(Node { key, name: name.clone(), parent: parent.map(branch), sum: Some(sum) });
    }
    for row in rows {
        let of = record(&row.key).and_then(|id| Some((id, records.get(&id)?)));
        let (name, parent) = match of {
            Some((id, _)) if inside.contains_key(&id) => ("Own lines".to_owned(), Some(branch(id))),
            Some((_, (name, parent))) => (name.clone(), parent.map(branch)),
            None => (row.label.clone(), None),
        };
        nodes.push(Node { key: row.key.clone(), name, parent, sum: None });
    }
    Ok(nodes)
}

fn branch(id: Id) -> String {
    format!("branch:{id}")
}

/// The category or department of a row; none of those without one and of unmatched actuals.
fn record(key: &str) -> Option<Id> {
    key.strip_prefix("group:").and_then(|id| id.parse().ok()).filter(|id| *id != 0)
}

/// What stands above a record.
fn above(records: &Records, id: Id) -> Vec<Id> {
    let parent = |id: &Id| records.get(id).and_then(|(_, parent)| *parent);
    std::iter::successors(parent(&id), parent).take(20).collect()
}
