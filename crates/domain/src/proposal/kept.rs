//! What made a line's months of last year makes those of the new one, too: people of a role, so many at a price, an amount
//! spread over days.

use chrono::{Datelike, Months as Span};

use super::{Book, Known, Proposed, Rule, left_out, raised, signed};
use crate::budget::basis::{Basis, Quantity, Spread};
use crate::budget::{Line, Months};
use crate::explain::Steps;
use crate::overview::grouped;
use crate::role::Role;
use crate::{Amount, Currency, Error, Month};

impl Role {
    /// The role in a plan of a later year: a raise of before is in the pay, which then rises by a percentage; nothing if
    /// the role has ended.
    pub fn next(&self, first: Month, percent: Amount) -> Result<Option<Role>, Error> {
        if self.last.is_some_and(|last| last < first) {
            return Ok(None);
        }
        let mut next = self.clone();
        let by = |percent: Amount| Amount::HUNDRED.plus(percent)?.over(Amount::HUNDRED);
        if self.raise_month.is_some_and(|raise| raise < first) {
            if let Some(percent) = next.raise_percent.take() {
                next.yearly = next.yearly.times(by(percent)?)?;
            }
            next.raise_month = None;
        }
        next.yearly = next.yearly.times(by(percent)?)?.round(self.currency.decimals());
        next.first = next.first.filter(|start| *start > first);
        Ok(Some(next))
    }

    /// What a post costs and what is known of its raise, in words.
    pub(super) fn words(&self, before: &Role) -> String {
        let posts = if self.headcount == Amount::ONE { "post" } else { "posts" };
        let pay = format!("{} {}", grouped(self.yearly.trimmed()), self.currency);
        let included = before.raise_month.filter(|_| self.raise_month.is_none()).zip(before.raise_percent);
        let raise = match (included, self.raise_month, self.raise_percent) {
            (Some((month, percent)), ..) => {
                format!(", with the {} % of {} {}", percent.trimmed(), month.short_name(), month.year())
            }
            (None, Some(month), Some(percent)) => {
                format!(", {} % more from {} {}", percent.trimmed(), month.short_name(), month.year())
            }
            _ => String::new(),
        };
        let end =
            self.last.map_or(String::new(), |last| format!(", until {} {}", last.short_name(), last.year()));
        format!("{} {posts} at {pay} a year{raise}{end}", self.headcount.trimmed())
    }
}

impl Book<'_> {
    /// What the people of a role come to. What was decided about one of its lines holds for the role.
    pub(super) fn by_role(
        &self,
        line: &Line,
        old: &Months,
        known: &Known,
    ) -> Result<Option<Proposed>, Error> {
        let (Some(role), Some(Basis::Role { capitalised, .. })) = (&known.role, &known.basis) else {
            return Ok(None);
        };
        if !self.rules.follow_bases {
            return Ok(None);
        }
        let lines = [role.line, role.capital_line].into_iter().flatten();
        let choices: Vec<_> = lines.filter_map(|line| self.choices.get(&line)).collect();
        let leave_out = choices.iter().find_map(|choice| choice.leave_out);
        if leave_out == Some(true) {
            return Ok(Some(left_out(Rule::Chosen, "The role is left out by you".to_owned())));
        }
        let by_choice = choices.iter().find_map(|choice| choice.percent);
        let by_category = self.percent_of(line.category);
        let percent = by_choice.unwrap_or(by_category.0);
        let (decided, reason) = match by_choice {
            Some(percent) => (Rule::Chosen, format!("{}, chosen by you", signed(percent))),
            None => (Rule::Role, by_category.2),
        };
        let Some(next) = role.next(self.first, percent)? else {
            let ended = role.last.map_or(String::new(), |last| format!("{} {}", last.name(), last.year()));
            let reason = format!("The role ended in {ended}");
            if leave_out == Some(false) {
                let months = raised(line, old, percent)?;
                let reason = format!("{reason}, kept by you");
                return Ok(Some(Proposed {
                    months,
                    rule: decided,
                    reason,
                    left_out: false,
                    basis: None,
                    role: None,
                }));
            }
            return Ok(Some(left_out(Rule::Role, reason)));
        };
        let cost = next.cost(self.first)?;
        let months = if *capitalised { cost.capitalised } else { cost.expensed };
        Ok(Some(Proposed {
            months,
            rule: decided,
            reason: format!("{reason}: {}", next.words(role)),
            left_out: false,
            basis: known.basis.clone(),
            role: Some(next),
        }))
    }
}

/// The months of the new year by what made those of the old one, raised by a percentage; nothing where the old ones were
/// changed by hand, or by something that does not say what comes next.
pub(super) fn again(
    basis: &Basis,
    old: &Months,
    (before, first): (Month, Month),
    percent: Amount,
    currency: Currency,
) -> Result<Option<(Months, Basis, String)>, Error> {
    let factor = Amount::HUNDRED.plus(percent)?.over(Amount::HUNDRED)?;
    if let Basis::Quantity(quantity) = basis {
        if quantity.months(currency)? != *old {
            return Ok(None);
        }
        let decimals = currency.decimals().max(quantity.price.trimmed().scale() + 2);
        let price = quantity.price.times(factor)?.round(decimals).trimmed();
        let next = Quantity { price, ..quantity.clone() };
        let words = format!("{} at {} {currency} each", next.unit.trim(), grouped(price));
        return Ok(Some((next.months(currency)?, Basis::Quantity(next), words)));
    }
    let Basis::Spread(spread) = basis else { return Ok(None) };
    if spread.months(before, currency, &mut Steps::off())?.0 != *old {
        return Ok(None);
    }
    let next = if lasts(spread) {
        spread.clone()
    } else {
        let shift = Span::new(u32::try_from(first.months_since(before)).unwrap_or(0));
        let (Some(from), Some(to)) =
            (spread.from.checked_add_months(shift), spread.to.checked_add_months(shift))
        else {
            return Ok(None);
        };
        let amount = spread.amount.times(factor)?.round(currency.decimals());
        Spread { amount, from, to, ..spread.clone() }
    };
    let months = next.months(first, currency, &mut Steps::off())?.0;
    let words = format!("{} {currency} over {} to {}", grouped(next.amount.trimmed()), next.from, next.to);
    Ok(Some((months, Basis::Spread(next), words)))
}

/// Whether a spread is for longer than a year: it goes on as it was agreed, where others come again.
fn lasts(spread: &Spread) -> bool {
    let months = (spread.to.year() - spread.from.year()) * 12 + spread.to.month0().cast_signed()
        - spread.from.month0().cast_signed();
    months > 12
}
