//! What a corrected plan changed: the part of a difference that is no news but another budget.

use std::collections::BTreeMap;

use crate::budget::Months;
use crate::money::Error;
use crate::{Amount, Id};

/// What a later version of a plan adds to each line and month of an earlier one; lines that both have alike are left
/// out, and one that either has not counts as 0 there.
///
/// Both are in the same currency. Held against the earlier version, a bridge names these amounts *restated*: the rest
/// of the difference is that to the later one.
pub fn restated(
    old: &BTreeMap<Id, Months>,
    new: &BTreeMap<Id, Months>,
) -> Result<BTreeMap<Id, Months>, Error> {
    let none = [Amount::ZERO; 12];
    let mut restated = BTreeMap::new();
    for line in old.keys().chain(new.keys().filter(|line| !old.contains_key(line))) {
        let (before, after) = (old.get(line).unwrap_or(&none), new.get(line).unwrap_or(&none));
        let mut months = none;
        for (month, (after, before)) in months.iter_mut().zip(after.iter().zip(before)) {
            *month = after.minus(*before)?;
        }
        if months != none {
            restated.insert(*line, months);
        }
    }
    Ok(restated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sum;
    use crate::explain::Steps;
    use crate::variance::{Detail, Span, Year, bridge};
    use proptest::prelude::*;

    fn plan() -> impl Strategy<Value = BTreeMap<Id, Months>> {
        let months =
            prop::array::uniform12(-5_000i64..5_000).prop_map(|units| units.map(|one| Amount::new(one, 2)));
        prop::collection::btree_map(1i32..6, months, 0..5)
    }

    fn total(of: &BTreeMap<Id, Months>) -> Amount {
        of.values().flatten().copied().collect::<Sum>().total().unwrap()
    }

    proptest! {
        #[test]
        fn old_and_restated_make_new(old in plan(), new in plan()) {
            let found = restated(&old, &new).unwrap();
            prop_assert_eq!(total(&old).plus(total(&found)).unwrap(), total(&new));
            prop_assert!(found.values().all(|months| *months != [Amount::ZERO; 12]));
            prop_assert!(restated(&new, &new).unwrap().is_empty());
        }

        /// Held against the first version, a year that goes as the corrected plan says has nothing but what was restated.
        #[test]
        fn the_bridge_calls_a_correction_restated(old in plan(), new in plan()) {
            let found = restated(&old, &new).unwrap();
            let lines: std::collections::BTreeSet<Id> = old.keys().chain(new.keys()).copied().collect();
            let of = |plan: &BTreeMap<Id, Months>, line| plan.get(&line).copied().unwrap_or([Amount::ZERO; 12]);
            let years: Vec<Year> = lines
                .into_iter()
                .map(|line| Year {
                    line: Some(line),
                    group: 0,
                    budget: of(&old, line),
                    actual: of(&new, line),
                    actual_at_budget: of(&new, line),
                    open: of(&new, line),
                    detail: Some(Box::new(Detail { restated: of(&found, line), ..Detail::default() })),
                })
                .collect();
            let bridge = bridge(&years, Span::year(12), &mut Steps::off()).unwrap();
            prop_assert_eq!(bridge.amount("restated"), bridge.total);
            prop_assert!(bridge.items.iter().all(|item| item.item == "restated" || item.amount.is_zero()));
        }
    }
}
