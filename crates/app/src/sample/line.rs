//! A budget line of the sample book as its tables write it: what it is, what it costs, how it is billed.

use domain::budget::Purpose;
use domain::category::Expense;

pub(super) const JUL: usize = 0;
pub(super) const AUG: usize = 1;
pub(super) const SEP: usize = 2;
pub(super) const OCT: usize = 3;
pub(super) const NOV: usize = 4;
pub(super) const DEC: usize = 5;
pub(super) const JAN: usize = 6;
pub(super) const FEB: usize = 7;
pub(super) const MAR: usize = 8;
pub(super) const APR: usize = 9;
pub(super) const MAY: usize = 10;
pub(super) const JUN: usize = 11;

/// Whole units of the line's currency, for the twelve months of a fiscal year.
pub(super) type Units = [i64; 12];

/// What a line costs in FY2027, by month.
#[derive(Clone, Copy)]
pub(super) enum Cost {
    /// The same every month.
    Flat(i64),
    /// One price before a month, another from it on.
    Step(i64, usize, i64),
    /// A first month, and so much more each month.
    Ramp(i64, i64),
    /// At the start of each fiscal quarter.
    Quarterly(i64),
    /// In some months only.
    At(&'static [(usize, i64)]),
}

/// How a line's money is posted, and how far it strays from the plan.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Billing {
    /// Two payroll runs, employer taxes, benefits.
    Payroll,
    /// Time sheets, week by week.
    Weekly,
    /// Metered, on several bills; follows the season.
    Metered,
    /// Many small card payments; follows the season.
    Card,
    /// One invoice at the contract's price.
    Fixed,
    /// A delivery and what comes with it.
    Delivery,
    /// A journal entry between departments.
    Journal,
}

/// A budget line.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) description: &'static str,
    /// The first word of the vendor's name, or nothing.
    pub(super) vendor: &'static str,
    /// The cost centre of the department.
    pub(super) department: &'static str,
    /// The short name of the project, or nothing.
    pub(super) project: &'static str,
    pub(super) currency: &'static str,
    /// Where it is not the category's.
    pub(super) expense: Option<Expense>,
    pub(super) purpose: Purpose,
    pub(super) cost: Cost,
    pub(super) billing: Billing,
    /// Percent that the price rises from year to year, beside the category's.
    pub(super) growth: i64,
    /// The first and the last fiscal year that it is planned in.
    pub(super) years: (i32, i32),
    pub(super) story: Option<Story>,
}

/// What happens to a line in FY2027; `story.rs` says how much it comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// The vendor raises its price in the middle of the year.
    PriceRise,
    /// The project is stopped before anything is bought.
    Cancelled,
    /// Bought later than planned.
    Slipped,
    /// Not in the budget.
    New,
    /// A hire not made in the scenario.
    Hire,
    /// Ends early in the scenario.
    Exit,
}

/// A line in US dollars, to run what there is.
pub(super) const fn line(
    description: &'static str,
    vendor: &'static str,
    department: &'static str,
    cost: Cost,
    billing: Billing,
) -> Line {
    Line {
        description,
        vendor,
        department,
        project: "",
        currency: "USD",
        expense: None,
        purpose: Purpose::Run,
        cost,
        billing,
        growth: 0,
        years: (2025, 2027),
        story: None,
    }
}

impl Line {
    pub(super) const fn eur(self) -> Line {
        Line { currency: "EUR", ..self }
    }

    pub(super) const fn gbp(self) -> Line {
        Line { currency: "GBP", ..self }
    }

    pub(super) const fn capex(self) -> Line {
        Line { expense: Some(Expense::Capex), ..self }
    }

    pub(super) const fn opex(self) -> Line {
        Line { expense: Some(Expense::Opex), ..self }
    }

    pub(super) const fn grow(self) -> Line {
        Line { purpose: Purpose::Grow, ..self }
    }

    /// Part of a project, to do something else than before.
    pub(super) const fn transform(self, project: &'static str) -> Line {
        Line { project, purpose: Purpose::Transform, ..self }
    }

    pub(super) const fn growth(self, growth: i64) -> Line {
        Line { growth, ..self }
    }

    pub(super) const fn since(self, year: i32) -> Line {
        Line { years: (year, self.years.1), ..self }
    }

    pub(super) const fn until(self, year: i32) -> Line {
        Line { years: (self.years.0, year), ..self }
    }

    pub(super) const fn story(self, story: Story) -> Line {
        Line { story: Some(story), ..self }
    }

    /// What it is planned to cost in a fiscal year, if it is planned in it: FY2027 is written in the table,
    /// the years before it are cheaper by the line's and the category's growth, in steps of 25.
    pub(super) fn planned(&self, year: i32, growth: i64) -> Option<Units> {
        if !(self.years.0..=self.years.1).contains(&year) {
            return None;
        }
        let mut units = self.cost.months();
        for _ in year..2027 {
            let rise = 100 + growth + self.growth;
            for amount in &mut units {
                *amount = (*amount * 100 / rise + 12) / 25 * 25;
            }
        }
        Some(units)
    }
}

impl Cost {
    pub(super) fn months(self) -> Units {
        let mut months = [0; 12];
        for (month, amount) in months.iter_mut().enumerate() {
            *amount = match self {
                Cost::Flat(amount) => amount,
                Cost::Step(before, from, after) => {
                    if month < from {
                        before
                    } else {
                        after
                    }
                }
                Cost::Ramp(first, more) => first + more * i64::try_from(month).unwrap_or(0),
                Cost::Quarterly(amount) => {
                    if month % 3 == 0 {
                        amount
                    } else {
                        0
                    }
                }
                Cost::At(months) => {
                    months.iter().filter(|(at, _)| *at == month).map(|(_, amount)| *amount).sum()
                }
            };
        }
        months
    }
}
