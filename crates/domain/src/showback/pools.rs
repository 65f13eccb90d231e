//! The cost of lines before it is shared out: by who bears it and which rule takes it, in whole units of the currency.

use std::collections::{BTreeMap, HashMap};

use super::{Amounts, Bearer, Cost};
use crate::allocation::{Rule, Source};
use crate::budget::Months;
use crate::category::Category;
use crate::money::tie;
use crate::variance::Span;
use crate::{Amount, Currency, Id, Sum, money};

/// Which rule takes a line: the first of those that name it, its category or its department.
#[derive(Debug, Default)]
pub struct Takers {
    lines: HashMap<Id, usize>,
    categories: HashMap<Id, usize>,
    departments: HashMap<Id, usize>,
}

impl Takers {
    /// The takers among rules, in their order.
    pub fn new(rules: &[Rule], categories: &[Category]) -> Takers {
        let mut takers = Takers::default();
        let mut named: HashMap<Id, usize> = HashMap::new();
        for (place, rule) in rules.iter().enumerate() {
            match rule.source {
                Source::Line(id) => takers.lines.entry(id).or_insert(place),
                Source::Category(id) => named.entry(id).or_insert(place),
                Source::Department(id) => takers.departments.entry(id).or_insert(place),
            };
        }
        let parents: HashMap<Id, Option<Id>> = categories.iter().map(|one| (one.id, one.parent)).collect();
        for category in categories {
            // A rule of a category takes those below it, too. No tree of the book is deeper than this.
            let above = std::iter::successors(Some(category.id), |id| parents.get(id).copied().flatten());
            let first = above.take(100).filter_map(|id| named.get(&id)).min();
            takers.categories.extend(first.map(|place| (category.id, *place)));
        }
        takers
    }

    /// The place of the rule that takes a line's cost.
    pub fn of(&self, cost: &Cost<'_>) -> Option<usize> {
        // Without a line there is nothing that a rule could name.
        let line = cost.year.line?;
        let by_line = self.lines.get(&line).or_else(|| {
            // The rule of a line follows to what it was merged into and to its parts, unless they have their own.
            cost.kin.iter().filter_map(|line| self.lines.get(line)).min()
        });
        let by_category = cost.category.and_then(|id| self.categories.get(&id));
        let by_department = cost.department.and_then(|id| self.departments.get(&id));
        [by_line, by_category, by_department].into_iter().flatten().min().copied()
    }
}

/// Sums of one pool while they are being added up.
type Sums = [[Sum; 12]; 3];

/// The cost of lines by bearer and taker, in whole units: each month's pools sum to the month, the months of each
/// measure to its rounded exact total.
pub(super) fn pools(
    costs: &[Cost<'_>],
    takers: &Takers,
    span: Span,
    currency: Currency,
) -> Result<BTreeMap<(Bearer, Option<usize>), Amounts>, money::Error> {
    let mut sums: BTreeMap<(Bearer, Option<usize>), Box<Sums>> = BTreeMap::new();
    for cost in costs {
        let pool = sums.entry((cost.bearer(), takers.of(cost))).or_default();
        let [budget, actual, forecast] = &mut **pool;
        for month in span.months() {
            budget[month].add(cost.year.budget[month]);
            actual[month].add(cost.year.counted(month, span.closed));
            forecast[month].add(cost.year.expected(month, span.closed));
        }
    }
    let mut exact = Vec::with_capacity(sums.len());
    for pool in sums.values() {
        let mut amounts = [Months::default(); 3];
        for (months, sums) in amounts.iter_mut().zip(pool.iter()) {
            for (month, sum) in months.iter_mut().zip(sums) {
                *month = sum.total()?;
            }
        }
        exact.push(Amounts::of(amounts));
    }
    let decimals = currency.decimals();
    let mut whole = [Months::default(); 3];
    for (measure, months) in whole.iter_mut().enumerate() {
        let mut totals = Months::default();
        for (month, total) in totals.iter_mut().enumerate() {
            *total = exact.iter().map(|one| one.each()[measure][month]).collect::<Sum>().total()?;
        }
        let total = totals.iter().copied().collect::<Sum>().total()?.round(decimals);
        months.copy_from_slice(&tie(&totals, total, decimals)?);
    }
    let tied = in_units(&exact, &Amounts::of(whole), decimals)?;
    Ok(sums.into_keys().zip(tied).collect())
}

/// Amounts in whole units of so many decimals, so that they sum to `whole` in each month of each measure.
pub fn in_units(exact: &[Amounts], whole: &Amounts, decimals: u32) -> Result<Vec<Amounts>, money::Error> {
    let mut tied = vec![[Months::default(); 3]; exact.len()];
    for (measure, months) in whole.each().into_iter().enumerate() {
        for (month, total) in months.iter().enumerate() {
            let parts: Vec<Amount> = exact.iter().map(|one| one.each()[measure][month]).collect();
            for (one, part) in tied.iter_mut().zip(tie(&parts, *total, decimals)?) {
                one[measure][month] = part;
            }
        }
    }
    Ok(tied.into_iter().map(Amounts::of).collect())
}
