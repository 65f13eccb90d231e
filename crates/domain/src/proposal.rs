//! Next year from last year: what each line of a plan comes to in another year, by which rule and why.

mod kept;

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::budget::basis::Basis;
use crate::budget::{Line, Months};
use crate::contract::Renewal;
use crate::money::{self, tie};
use crate::overview::grouped;
use crate::role::Role;
use crate::{Amount, Currency, Error, Id, Month, Problem, Sum};

/// By how much the lines of a category change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CategoryPercent {
    /// The category; the categories in it follow.
    pub category: Id,
    /// By how many percent.
    pub percent: Amount,
}

/// What the user decided about a single line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Choice {
    /// The line.
    pub line: Id,
    /// Whether it stays away, whatever the rules say.
    pub leave_out: Option<bool>,
    /// By how many percent it changes, whatever the rules say.
    pub percent: Option<Amount>,
}

/// How a year follows from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ProposalRules"))]
#[expect(clippy::struct_excessive_bools, reason = "each is a tick of the form")]
pub struct Rules {
    /// By how many percent lines change that no other rule takes.
    pub percent: Amount,
    /// Categories that change by something else.
    pub categories: Vec<CategoryPercent>,
    /// Leave out lines that have amounts in one or two months only and did not have any the year before.
    pub drop_one_offs: bool,
    /// Leave out what lies after the end (or before the start) of a line's project.
    pub follow_projects: bool,
    /// Take the price of its contract where a line has one of its own.
    pub follow_contracts: bool,
    /// Go on with what made the months: roles with their raises, quantities at their price, spreads.
    #[serde(default = "yes")]
    pub follow_bases: bool,
    /// Give the new plan the targets of the old one, raised like the lines of their category.
    #[serde(default)]
    pub carry_targets: bool,
    /// Lines that the user decided about.
    pub choices: Vec<Choice>,
}

/// Whoever does not say otherwise goes on with what is known.
fn yes() -> bool {
    true
}

impl Rules {
    /// Everything that is wrong with them.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut look = |field: &str, percent: Amount| {
            if percent < -Amount::HUNDRED || percent > Amount::from(1_000) {
                let message = format!("{percent} % is no change of a cost. Give −100 to 1,000.");
                problems.push(Problem::new(field, message));
            }
        };
        look("percent", self.percent);
        for one in &self.categories {
            look(&format!("category:{}", one.category), one.percent);
        }
        for (line, percent) in self.choices.iter().filter_map(|one| Some((one.line, one.percent?))) {
            look(&format!("line:{line}"), percent);
        }
        problems
    }
}

/// What decided about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ProposalRule"))]
pub enum Rule {
    /// The percentage of all lines.
    Percent,
    /// That of its category.
    Category,
    /// Its contract.
    Contract,
    /// The role of its people.
    Role,
    /// The dates of its project.
    Project,
    /// It was a one-off.
    OneOff,
    /// There was no amount to go by.
    Nothing,
    /// The user.
    Chosen,
}

/// A contract that pays for a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// What it is called.
    pub name: String,
    /// What it costs a year, in the line's currency.
    pub yearly: Amount,
    /// Its last day, if it has one.
    pub end: Option<NaiveDate>,
    /// What happens then.
    pub renewal: Option<Renewal>,
    /// What the line bears of it in the new year by its schedule, where the line is linked to it: uplifts, amendments,
    /// notice and the assumed renewal are in it. With the basis by which the line goes on following it.
    pub scheduled: Option<(Months, Basis)>,
}

/// What is known of a line beside its amounts.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Whether it also had amounts the year before.
    pub recurs: bool,
    /// Its project's name, first and last day.
    pub project: Option<(String, Option<NaiveDate>, Option<NaiveDate>)>,
    /// The one contract that is its own.
    pub contract: Option<Contract>,
    /// Why no contract is, although there are some.
    pub remark: Option<String>,
    /// What made its months.
    pub basis: Option<Basis>,
    /// The role whose line it is.
    pub role: Option<Role>,
}

/// A line of the proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The new year's amounts; nothing if it is left out.
    pub months: Months,
    /// What decided.
    pub rule: Rule,
    /// Why, in words.
    pub reason: String,
    /// Whether it stays away.
    pub left_out: bool,
    /// What makes the months.
    pub basis: Option<Basis>,
    /// The role whose line it is, as it is in the new year; its basis names that of the old one.
    pub role: Option<Role>,
}

/// The percentages by category with those of the categories above them, and the choices by line.
#[derive(Debug)]
pub struct Book<'a> {
    rules: &'a Rules,
    percents: HashMap<Id, (Amount, String)>,
    choices: HashMap<Id, &'a Choice>,
    /// The first months of the year it is taken from, and of the new one.
    before: Month,
    first: Month,
}

impl<'a> Book<'a> {
    /// The rules over a book's categories, from a year that starts in `before` to one that starts in `first`.
    pub fn new(
        rules: &'a Rules,
        categories: &[crate::category::Category],
        (before, first): (Month, Month),
    ) -> Book<'a> {
        let own: HashMap<Id, Amount> =
            rules.categories.iter().map(|one| (one.category, one.percent)).collect();
        let mut percents = HashMap::new();
        for category in categories {
            let mut at = Some(category);
            for _ in 0..categories.len() {
                let Some(here) = at else { break };
                if let Some(percent) = own.get(&here.id) {
                    percents.insert(category.id, (*percent, here.name.clone()));
                    break;
                }
                at = here.parent.and_then(|parent| categories.iter().find(|one| one.id == parent));
            }
        }
        let choices = rules.choices.iter().map(|choice| (choice.line, choice)).collect();
        Book { rules, percents, choices, before, first }
    }

    /// What a line comes to. What the user chose comes first, then one-offs, contracts, and percentages, of which the
    /// project's dates leave their months.
    ///
    /// The months of a percentage sum to the year's total raised by it, rounded once.
    pub fn propose(&self, line: &Line, old: &Months, known: &Known) -> Result<Proposed, Error> {
        if let Some(proposed) = self.by_role(line, old, known)? {
            return Ok(proposed);
        }
        let choice = self.choices.get(&line.id);
        if choice.is_some_and(|choice| choice.leave_out == Some(true)) {
            return Ok(left_out(Rule::Chosen, "Left out by you".to_owned()));
        }
        let kept = choice.is_some_and(|choice| choice.leave_out == Some(false));
        if let Some(percent) = choice.and_then(|choice| choice.percent) {
            let reason = format!("{}, chosen by you", signed(percent));
            return self.raised(line, old, known, (percent, Rule::Chosen, reason));
        }
        let used = old.iter().filter(|amount| !amount.is_zero()).count();
        if used == 0 && !kept {
            return Ok(left_out(Rule::Nothing, "Without an amount in the year it is taken from".to_owned()));
        }
        if self.rules.drop_one_offs && used <= 2 && !known.recurs && !kept {
            let months = if used == 1 { "one month" } else { "two months" };
            let reason = format!("A one-off: amounts in {months}, and none the year before");
            return Ok(left_out(Rule::OneOff, reason));
        }
        if let Some(contract) = known.contract.as_ref().filter(|_| self.rules.follow_contracts) {
            return self.by_contract(line, contract, kept);
        }
        self.by_percent(line, old, known, kept)
    }

    fn by_percent(&self, line: &Line, old: &Months, known: &Known, kept: bool) -> Result<Proposed, Error> {
        let (percent, rule, mut reason) = self.percent_of(line.category);
        if kept {
            reason += ", kept by you";
        }
        if let Some(remark) = &known.remark {
            reason = format!("{reason}. {remark}");
        }
        let mut proposed = self.raised(line, old, known, (percent, rule, reason))?;
        if let Some((name, start, end)) = known.project.as_ref().filter(|_| self.rules.follow_projects) {
            let outside = |month: Month| {
                start.is_some_and(|start| month.last_day() < start)
                    || end.is_some_and(|end| month.first_day() > end)
            };
            let mut dropped = 0;
            for (month, amount) in self.months().zip(&mut proposed.months) {
                if outside(month) && !amount.is_zero() {
                    *amount = Amount::ZERO;
                    dropped += 1;
                }
            }
            if dropped > 0 {
                proposed.basis = None;
                let why = match (start, end) {
                    (_, Some(end)) if self.first.plus(11).last_day() > *end => {
                        format!("{name} ends on {end}")
                    }
                    (Some(start), _) => format!("{name} starts on {start}"),
                    (None, _) => name.clone(),
                };
                proposed.left_out = proposed.months.iter().all(|amount| amount.is_zero()) && !kept;
                proposed.rule = Rule::Project;
                proposed.reason = if proposed.left_out { why } else { format!("{}; {why}", proposed.reason) };
            }
        }
        Ok(proposed)
    }

    fn by_contract(&self, line: &Line, contract: &Contract, kept: bool) -> Result<Proposed, Error> {
        if let Some((months, basis)) = &contract.scheduled {
            let months = *months;
            let sum = months.into_iter().collect::<Sum>().total()?;
            let left_out = sum.is_zero() && !kept;
            let reason = if sum.is_zero() {
                format!("{} costs nothing in the year by its schedule", contract.name)
            } else {
                format!("{}: {} {} by its schedule", contract.name, shown(sum, line.currency), line.currency)
            };
            let basis = Some(basis.clone());
            return Ok(Proposed { months, rule: Rule::Contract, reason, left_out, basis, role: None });
        }
        let parts = contract.yearly.split(12, line.currency).ok_or(money::Error::TooLarge)?;
        let ends = contract.end.filter(|_| contract.renewal == Some(Renewal::None));
        let mut months = [Amount::ZERO; 12];
        for ((month, slot), part) in self.months().zip(&mut months).zip(parts) {
            if ends.is_none_or(|end| month.first_day() <= end) {
                *slot = part;
            }
        }
        let Contract { name, yearly, .. } = contract;
        let price = format!("{name}: {} {} a year", shown(*yearly, line.currency), line.currency);
        let within = contract.end.filter(|end| *end < self.first.plus(11).last_day());
        let reason = match (within, contract.renewal) {
            (Some(end), Some(Renewal::None)) => format!("{price}, ends on {end} and does not renew"),
            (Some(end), None) => format!("{price}. It ends on {end}; whether it renews is not known"),
            (None, _) | (Some(_), Some(Renewal::Automatic | Renewal::Act | Renewal::Evergreen)) => price,
        };
        let left_out = months.iter().all(|amount| amount.is_zero()) && !kept;
        Ok(Proposed { months, rule: Rule::Contract, reason, left_out, basis: None, role: None })
    }

    /// The percentage of a category, the nearest above it, or all; with its words.
    fn percent_of(&self, category: Option<Id>) -> (Amount, Rule, String) {
        match category.and_then(|id| self.percents.get(&id)) {
            Some((percent, name)) => (*percent, Rule::Category, format!("{} for {name}", signed(*percent))),
            None => {
                (self.rules.percent, Rule::Percent, format!("{} for all lines", signed(self.rules.percent)))
            }
        }
    }

    /// What a target of a category, or of a department, is raised to.
    pub fn target(&self, category: Option<Id>, amount: Amount, decimals: u32) -> Result<Amount, Error> {
        let (percent, ..) = self.percent_of(category);
        let factor = Amount::HUNDRED.plus(percent)?.over(Amount::HUNDRED)?;
        Ok(amount.times(factor)?.round(decimals))
    }

    /// A line raised by a percentage: by what made its months, else month by month.
    fn raised(
        &self,
        line: &Line,
        old: &Months,
        known: &Known,
        (percent, rule, mut reason): (Amount, Rule, String),
    ) -> Result<Proposed, Error> {
        let years = (self.before, self.first);
        let again = match known.basis.as_ref().filter(|_| self.rules.follow_bases) {
            Some(basis) => kept::again(basis, old, years, percent, line.currency)?,
            None => None,
        };
        let (months, basis) = match again {
            Some((months, basis, words)) => {
                reason = format!("{reason}: {words}");
                (months, Some(basis))
            }
            None => (raised(line, old, percent)?, None),
        };
        Ok(Proposed { months, rule, reason, left_out: false, basis, role: None })
    }

    fn months(&self) -> impl Iterator<Item = Month> {
        (0..12).map(|n| self.first.plus(n))
    }
}

/// `120,000` and `320,551.20`.
fn shown(amount: Amount, currency: Currency) -> String {
    let whole = amount.trimmed();
    grouped(if whole.scale() == 0 { whole } else { amount.padded(currency.decimals()) })
}

fn left_out(rule: Rule, reason: String) -> Proposed {
    Proposed { months: [Amount::ZERO; 12], rule, reason, left_out: true, basis: None, role: None }
}

/// `+3 %`, with a true minus sign.
pub(crate) fn signed(percent: Amount) -> String {
    if percent.is_zero() {
        return "Unchanged".to_owned();
    }
    let sign = if percent.is_negative() { "\u{2212}" } else { "+" };
    format!("{sign}{} %", percent.abs().trimmed())
}

/// Twelve amounts raised by a percentage; they sum to their total raised by it, rounded to the line's minor unit. What
/// is not raised stays as it is.
fn raised(line: &Line, old: &Months, percent: Amount) -> Result<Months, Error> {
    if percent.is_zero() {
        return Ok(*old);
    }
    let factor = Amount::HUNDRED.plus(percent)?.over(Amount::HUNDRED)?;
    let mut exact = [Amount::ZERO; 12];
    for (new, old) in exact.iter_mut().zip(old) {
        *new = old.times(factor)?;
    }
    let decimals = line.currency.decimals();
    let whole = exact.into_iter().collect::<Sum>().total()?.round(decimals);
    let mut months = [Amount::ZERO; 12];
    months.copy_from_slice(&tie(&exact, whole, decimals)?);
    Ok(months)
}

#[cfg(test)]
mod tests;
