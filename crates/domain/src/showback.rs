//! Who bears what: the cost of lines by department, after the rules of allocation have shared it out.
//!
//! Each line's cost lies with its department until a rule takes it; the rules run one after the other. What a rule
//! gives to a department lies with it too, so that a later rule can pass it on, and what nobody took of a capacity lies
//! with nobody: it is the idle share of the rule. Before anything is shared out, the cost of each month is brought to
//! the minor unit of the currency, once: a showback is posted month by month, and so every sum of its figures, over
//! months, rules or departments, ties without a rest. The sum of all is the rounded exact total of the period.

mod pools;
mod words;

use std::collections::BTreeMap;

use crate::allocation::{Rule, Source, allocate};
use crate::budget::Months;
use crate::category::Category;
use crate::explain::Steps;
use crate::variance::{Figures, Span, Year};
use crate::{Amount, Currency, Error, Id, Sum, money};

pub use pools::{Takers, in_units};
pub use words::{finding, statement_finding, takes};

/// A line's year with what rules and departments know it by.
#[derive(Clone, Copy, Debug)]
pub struct Cost<'a> {
    /// Budget, actual and what is expected; without a line, the unmatched actuals.
    pub year: &'a Year,
    /// The line's category.
    pub category: Option<Id>,
    /// The line's department.
    pub department: Option<Id>,
    /// The lines that were merged into it, or of which it was a part: a rule may still name one of them.
    pub kin: &'a [Id],
}

/// Who bears a cost before any rule takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearer {
    /// A department.
    Department(Id),
    /// Lines without a department.
    Nobody,
    /// Actuals without a line.
    Unmatched,
}

impl Cost<'_> {
    /// Who bears it before any rule takes it.
    pub fn bearer(&self) -> Bearer {
        match (self.year.line, self.department) {
            (None, _) => Bearer::Unmatched,
            (Some(_), None) => Bearer::Nobody,
            (Some(_), Some(department)) => Bearer::Department(department),
        }
    }

    /// Its exact amounts in the months that are asked for.
    pub fn amounts(&self, span: Span) -> Amounts {
        let of =
            |month: usize, amount: Amount| if span.months().contains(&month) { amount } else { Amount::ZERO };
        Amounts {
            budget: std::array::from_fn(|month| of(month, self.year.budget[month])),
            actual: std::array::from_fn(|month| of(month, self.year.counted(month, span.closed))),
            forecast: std::array::from_fn(|month| of(month, self.year.expected(month, span.closed))),
        }
    }
}

/// Budget, actual and forecast of each month of a year; months that are not asked for are 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// What was planned.
    pub budget: Months,
    /// What was posted in closed months.
    pub actual: Months,
    /// What was posted in closed months, and is expected of the others.
    pub forecast: Months,
}

impl Amounts {
    /// The three measures in the order in which they stand everywhere.
    pub fn each(&self) -> [&Months; 3] {
        [&self.budget, &self.actual, &self.forecast]
    }

    fn of([budget, actual, forecast]: [Months; 3]) -> Amounts {
        Amounts { budget, actual, forecast }
    }

    fn with(
        &self,
        other: &Amounts,
        join: fn(Amount, Amount) -> Result<Amount, money::Error>,
    ) -> Result<Amounts, money::Error> {
        let mut joined = self.each().map(|months| *months);
        for (months, others) in joined.iter_mut().zip(other.each()) {
            for (month, other) in months.iter_mut().zip(others) {
                if !other.is_zero() {
                    *month = join(*month, *other)?;
                }
            }
        }
        Ok(Amounts::of(joined))
    }

    /// The sum, month by month.
    pub fn plus(&self, other: &Amounts) -> Result<Amounts, money::Error> {
        self.with(other, Amount::plus)
    }

    /// The difference, month by month.
    pub fn minus(&self, other: &Amounts) -> Result<Amounts, money::Error> {
        self.with(other, Amount::minus)
    }

    /// The sums of some.
    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Amounts>) -> Result<Amounts, money::Error> {
        all.into_iter().try_fold(Amounts::default(), |sum, one| sum.plus(one))
    }

    /// What the months come to.
    pub fn figures(&self) -> Result<Figures, money::Error> {
        let [budget, actual, forecast] =
            self.each().map(|months| months.iter().copied().collect::<Sum>().total());
        Ok(Figures { budget: budget?, actual: actual?, forecast: forecast? })
    }

    /// Whether there is nothing in any month.
    pub fn is_nothing(&self) -> bool {
        self.each().into_iter().flatten().all(|amount| amount.is_zero())
    }
}

/// What one bears: its own lines, what rules give to it and what rules take from it, by the rule's place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bearing {
    /// The cost of its lines.
    pub direct: Amounts,
    /// What came to it by each rule.
    pub allocated: BTreeMap<usize, Amounts>,
    /// What each rule took from it.
    pub passed_on: BTreeMap<usize, Amounts>,
}

impl Bearing {
    /// What it bears in the end: direct + allocated − passed on.
    pub fn borne(&self) -> Result<Amounts, money::Error> {
        let with = self.direct.plus(&Amounts::sum(self.allocated.values())?)?;
        with.minus(&Amounts::sum(self.passed_on.values())?)
    }
}

/// What a rule shared out, and what of it nobody took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What it found when its turn came.
    pub shared: Amounts,
    /// What nobody took of its capacity.
    pub idle: Amounts,
}

/// The cost of a period, shared out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Showback {
    /// Who bears what, in the order of departments, nobody, unmatched.
    pub bearers: BTreeMap<Bearer, Bearing>,
    /// What came of each rule, in their order.
    pub outcomes: Vec<Outcome>,
    /// The cost of the lines by who bore it and which rule took it: the same that `direct` sums.
    pub pools: BTreeMap<(Bearer, Option<usize>), Amounts>,
    /// The cost of all lines, which is that of all bearers and all that is idle.
    pub total: Amounts,
}

/// Shares the cost of a period out by rules, one after the other.
///
/// ```
/// use domain::allocation::{By, Rule, Share, Source};
/// use domain::showback::{Bearer, Cost, share_out};
/// use domain::variance::{Span, Year};
/// use domain::{Amount, budget::Months};
/// let none: Months = Default::default();
/// let mut budget = none;
/// budget[0] = 3000.into();
/// let year = Year { line: Some(7), group: 0, budget, actual: none, actual_at_budget: none, open: budget, detail: None };
/// let share = |department, weight: i64| Share { department, weight: weight.into() };
/// let rule = Rule {
///     id: 1, fiscal_year: 2027, plan: None, name: "Servers".to_owned(), source: Source::Line(7), by: By::Quantities,
///     capacity: None, driver: String::new(), unit: String::new(),
///     shares: vec![share(1, 600), share(2, 300), share(3, 100)],
/// };
/// let costs = [Cost { year: &year, category: None, department: None, kin: &[] }];
/// let shown = share_out(&costs, &[rule], &[], Span::year(0), "EUR".parse()?)?;
/// let of = |department| shown.bearers[&Bearer::Department(department)].borne().unwrap().budget[0].to_string();
/// assert_eq!([of(1), of(2), of(3)], ["1800.00", "900.00", "300.00"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn share_out(
    costs: &[Cost<'_>],
    rules: &[Rule],
    categories: &[Category],
    span: Span,
    currency: Currency,
) -> Result<Showback, Error> {
    let pools = pools::pools(costs, &Takers::new(rules, categories), span, currency)?;
    let mut shown = Showback { total: Amounts::sum(pools.values())?, ..Showback::default() };
    let mut found = vec![Amounts::default(); rules.len()];
    for ((bearer, taker), amounts) in &pools {
        let bearing = shown.bearers.entry(*bearer).or_default();
        bearing.direct = bearing.direct.plus(amounts)?;
        if let Some(rule) = taker {
            bearing.passed_on.insert(*rule, amounts.clone());
            found[*rule] = found[*rule].plus(amounts)?;
        }
    }
    shown.pools = pools;
    // What came to a department and was not passed on yet.
    let mut held: BTreeMap<Id, Amounts> = BTreeMap::new();
    for (place, rule) in rules.iter().enumerate() {
        let mut shared = std::mem::take(&mut found[place]);
        if let Source::Department(department) = rule.source
            && let Some(more) = held.remove(&department)
        {
            shared = shared.plus(&more)?;
            let bearing = shown.bearers.entry(Bearer::Department(department)).or_default();
            let passed = bearing.passed_on.entry(place).or_default();
            *passed = passed.plus(&more)?;
        }
        let (parts, idle) = parts(rule, &shared, currency)?;
        for (share, part) in rule.shares.iter().zip(parts) {
            let before = held.entry(share.department).or_default();
            *before = before.plus(&part)?;
            let bearing = shown.bearers.entry(Bearer::Department(share.department)).or_default();
            bearing.allocated.insert(place, part);
        }
        shown.outcomes.push(Outcome { shared, idle });
    }
    Ok(shown)
}

/// The part of each of the rule's shares, and what is idle, month by month.
fn parts(rule: &Rule, shared: &Amounts, currency: Currency) -> Result<(Vec<Amounts>, Amounts), Error> {
    let mut idle = [Months::default(); 3];
    let mut parts = vec![[Months::default(); 3]; rule.shares.len()];
    for (measure, months) in shared.each().into_iter().enumerate() {
        for (month, amount) in months.iter().enumerate().filter(|(_, amount)| !amount.is_zero()) {
            let allocated = allocate(&rule.input(*amount, currency), &mut Steps::off())?;
            idle[measure][month] = allocated.idle;
            for (part, amount) in parts.iter_mut().zip(allocated.parts) {
                part[measure][month] = amount;
            }
        }
    }
    Ok((parts.into_iter().map(Amounts::of).collect(), Amounts::of(idle)))
}

#[cfg(test)]
mod tests;
