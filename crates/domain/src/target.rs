//! Targets from above: what a category or a department is to keep within, beside what its lines add up to.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::money::Error;
use crate::{Amount, Id, Problem, Sum};

/// A target as it is kept: of a category or of a department, never both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Target"))]
pub struct Target {
    /// Its number.
    pub id: Id,
    /// The plan it is set for.
    pub plan: Id,
    /// The category, with those in it.
    pub category: Option<Id>,
    /// The department, with those in it.
    pub department: Option<Id>,
    /// What the year is to cost at most, in the book's currency.
    pub amount: Amount,
}

/// A target as the user gives it; one that the plan has for the same category or department is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "TargetDraft"))]
#[expect(missing_docs, reason = "the fields of a target")]
pub struct Draft {
    pub plan: Id,
    pub category: Option<Id>,
    pub department: Option<Id>,
    pub amount: Amount,
}

impl Draft {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.category.is_some() == self.department.is_some() {
            problems.push(Problem::new("category", "A target is of a category or of a department."));
        }
        if self.amount.is_negative() {
            problems.push(Problem::new("amount", "A target is 0 or more: what the year is to cost at most."));
        }
        problems
    }
}

/// A category or department with what it is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its number.
    pub id: Id,
    /// What it is in.
    pub parent: Option<Id>,
}

/// What a category or department comes to beside its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// What its lines add up to, those of what is in it among them.
    pub planned: Amount,
    /// What it is to keep within.
    pub target: Option<Amount>,
    /// Target − planned: room that is left, negative where it is over.
    pub gap: Option<Amount>,
}

/// Each node beside its target, and all targets together.
///
/// A target within another is a part of it: together only the outermost count, so that nothing is held twice.
///
/// ```
/// use std::collections::BTreeMap;
/// use domain::target::{Node, held};
/// use domain::{Amount, Sum};
///
/// let nodes = [Node { id: 1, parent: None }, Node { id: 2, parent: Some(1) }];
/// let own = BTreeMap::from([(1, Sum::from_iter([Amount::from(60)])), (2, Sum::from_iter([Amount::from(50)]))]);
/// let (rows, all) = held(&nodes, &own, &BTreeMap::from([(1, 100.into()), (2, 80.into())]))?;
/// assert_eq!([rows[0].gap, rows[1].gap], [Some(Amount::from(-10)), Some(Amount::from(30))]);
/// assert_eq!((all.planned, all.target), (110.into(), Some(100.into())));
/// # Ok::<(), domain::money::Error>(())
/// ```
pub fn held(
    nodes: &[Node],
    own: &BTreeMap<Id, Sum>,
    targets: &BTreeMap<Id, Amount>,
) -> Result<(Vec<Held>, Held), Error> {
    let parents: HashMap<Id, Option<Id>> = nodes.iter().map(|node| (node.id, node.parent)).collect();
    let above = |id: Id| {
        let next = |id: &Id| parents.get(id).copied().flatten();
        // A tree is never deeper than it has nodes.
        std::iter::successors(next(&id), next).take(nodes.len())
    };
    let mut planned: HashMap<Id, Sum> = HashMap::new();
    for (id, sum) in own {
        for place in std::iter::once(*id).chain(above(*id)) {
            planned.entry(place).or_default().merge(sum);
        }
    }
    let (mut target, mut under) = (Sum::default(), Sum::default());
    let mut rows = Vec::with_capacity(nodes.len());
    for node in nodes {
        let planned = planned.get(&node.id).map_or(Ok(Amount::ZERO), Sum::total)?;
        let of_it = targets.get(&node.id).copied();
        if let Some(amount) = of_it.filter(|_| !above(node.id).any(|id| targets.contains_key(&id))) {
            target.add(amount);
            under.add(planned);
        }
        rows.push(Held { planned, target: of_it, gap: of_it.map(|of_it| of_it.minus(planned)).transpose()? });
    }
    let (target, planned) = (target.total()?, under.total()?);
    Ok((rows, Held { planned, target: Some(target), gap: Some(target.minus(planned)?) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum(amount: i64) -> Sum {
        std::iter::once(Amount::from(amount)).collect()
    }

    #[test]
    fn a_target_is_of_one_thing_and_not_below_zero() {
        for (category, department, amount, expected) in [
            (Some(1), None, 0, ""),
            (None, Some(1), 5, ""),
            (None, None, 5, "category"),
            (Some(1), Some(1), -5, "category amount"),
        ] {
            let draft = Draft { plan: 1, category, department, amount: amount.into() };
            let found: Vec<String> = draft.problems().into_iter().map(|problem| problem.field).collect();
            assert_eq!(found.join(" "), expected);
        }
    }

    proptest! {
        /// The roots together plan what all lines do; the outermost targets and no others make the total; gaps are what is
        /// left.
        #[test]
        fn nothing_is_held_twice(
            parents in prop::collection::vec(prop::option::of(0usize..8), 1..8),
            own in prop::collection::vec(-50i64..100, 8),
            targets in prop::collection::btree_map(0i32..8, 0i64..200, 0..8),
        ) {
            // A node lies only in one before it, so that this is a tree.
            let nodes: Vec<Node> = parents
                .iter()
                .enumerate()
                .map(|(id, parent)| Node {
                    id: i32::try_from(id).unwrap(),
                    parent: parent.filter(|parent| *parent < id).map(|parent| i32::try_from(parent).unwrap()),
                })
                .collect();
            let sums: BTreeMap<Id, Sum> = nodes.iter().map(|node| (node.id, sum(own[usize::try_from(node.id).unwrap()]))).collect();
            let targets: BTreeMap<Id, Amount> = targets.into_iter().map(|(id, amount)| (id, amount.into())).collect();
            let (rows, all) = held(&nodes, &sums, &targets).unwrap();
            let roots = nodes.iter().zip(&rows).filter(|(node, _)| node.parent.is_none());
            let planned: Sum = roots.map(|(_, row)| row.planned).collect();
            let lines: Sum = own.iter().take(nodes.len()).map(|one| Amount::from(*one)).collect();
            prop_assert_eq!(planned.total(), lines.total());
            for row in rows.iter().chain([&all]) {
                let left = row.target.map(|target| target.minus(row.planned).unwrap());
                prop_assert_eq!(row.gap, left);
            }
            let mut outermost = Sum::default();
            for node in &nodes {
                let mut at = node.parent;
                let mut inside = false;
                while let Some(id) = at {
                    inside |= targets.contains_key(&id);
                    at = nodes[usize::try_from(id).unwrap()].parent;
                }
                if let Some(target) = targets.get(&node.id).filter(|_| !inside) {
                    outermost.add(*target);
                }
            }
            prop_assert_eq!(all.target, Some(outermost.total().unwrap()));
        }
    }
}
