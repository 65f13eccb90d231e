//! Budget control: what is posted and what is promised of each budget, and what they leave.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::budget::Line;
use domain::control::{Action, Budget, State, check};
use domain::depreciation::terms::Recognition;
use domain::explain::Steps;
use domain::plan::Plan;
use domain::rate::Rates;
use domain::variance::{By, Span, by_group, tied};
use domain::{Amount, Currency, Id, Settings, Sum};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::open::Call;
use crate::variance::{Against, Loaded, Query as VarianceQuery, assign, load, missing, rows};
use crate::year::{self, Asked, FiscalYear};

/// What budget control is asked for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ControlQuery"))]
pub struct Query {
    /// The plan; the default one of the current year if not given.
    pub plan: Option<Id>,
    /// By what it is summed.
    pub by: By,
    /// Whether what is bought counts when it is bought, or by its depreciation.
    #[serde(default)]
    pub recognition: Recognition,
}

/// A budget with what is used of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ControlRow {
    /// As in the variance; `unassigned` for what names no line.
    pub key: String,
    /// The group's name.
    pub label: String,
    /// The budget of the year.
    pub budget: Amount,
    /// What is posted of it.
    pub actual: Amount,
    /// What will cost something still: what orders and contracts have promised, and in the P&L view what is paid ahead.
    pub committed: Amount,
    /// What of it comes from orders.
    pub ordered: Amount,
    /// What of it comes from contracts.
    pub contracted: Amount,
    /// In the P&L view, what is paid already and costs in the open months: by depreciation, or by its service.
    pub paid: Amount,
    /// Budget − actual − committed; below 0 it is over.
    pub left: Amount,
    /// Actual and committed in percent of the budget; nothing without one.
    pub percent: Option<Amount>,
    /// Whether that is too much.
    pub state: ControlState,
}

/// How much of a budget is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ControlState {
    /// There is room.
    Ok,
    /// From 90 % of it on.
    Warn,
    /// More than all of it.
    Over,
}

/// What commitments leave of the budgets.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Control {
    /// The day it is as of.
    pub as_of: NaiveDate,
    /// The fiscal year, such as `FY2027`.
    pub period: String,
    /// The plan; nothing if the year has none.
    pub plan: Option<String>,
    /// The currency of every figure.
    pub currency: Currency,
    /// Each group with a budget, an actual or a commitment.
    pub rows: Vec<ControlRow>,
    /// Their totals.
    pub total: ControlRow,
    /// How many contracts commit something.
    pub contracts: u32,
    /// How many lines of orders do.
    pub orders: u32,
    /// How many contracts may do so, but say too little to know: no value, or no end.
    pub unknown: u32,
}

/// One promise: how much, and what it is for.
pub(crate) struct Promise {
    /// In the book's currency, rounded.
    pub(crate) amount: Amount,
    /// In its own.
    pub(crate) own: Amount,
    pub(crate) currency: Currency,
    pub(crate) is_order: bool,
    /// The order's number and text, or the contract's title.
    pub(crate) label: String,
    pub(crate) line: Option<Id>,
    vendor: Option<Id>,
    category: Option<Id>,
    department: Option<Id>,
}

/// Everything that is promised for the rest of a year.
pub(crate) struct Promises {
    pub(crate) all: Vec<Promise>,
    /// Contracts of which it is not known.
    pub(crate) unknown: u32,
}

impl Promises {
    /// What they come to.
    pub(crate) fn total(&self) -> Result<Amount, Error> {
        Ok(self.all.iter().map(|one| one.amount).collect::<Sum>().total()?)
    }

    /// Turns orders on lines that are written off to the depreciation they bring this year, as if they came in the first
    /// open month.
    fn write_off(&mut self, call: &Call<'_>, loaded: &Loaded) -> Result<(), Error> {
        let terms: HashMap<Id, _> =
            store::depreciation::all(call.tx)?.into_iter().map(|terms| (terms.line, terms)).collect();
        let first = loaded.year.first;
        let comes = first.plus(i32::try_from(loaded.year.closed).unwrap_or(12));
        let currency = loaded.settings.currency;
        for promise in self.all.iter_mut().filter(|one| one.is_order) {
            if let Some(terms) = promise.line.and_then(|line| terms.get(&line)) {
                let months = terms.expensed(&[(comes, promise.amount)], first, currency)?;
                promise.amount = months.into_iter().collect::<Sum>().total()?;
            }
        }
        Ok(())
    }

    /// How many are orders, or contracts.
    pub(crate) fn count(&self, orders: bool) -> u32 {
        u32::try_from(self.all.iter().filter(|one| one.is_order == orders).count()).unwrap_or(u32::MAX)
    }
}

pub(crate) fn get(call: &Call<'_>, query: Query) -> Result<Control, Error> {
    let asked = VarianceQuery {
        plan: query.plan,
        period: None,
        by: query.by,
        against: Against::Budget,
        recognition: query.recognition,
        most: None,
    };
    let mut loaded = load(call, &asked)?;
    let year = loaded.period.fiscal_year(loaded.calendar);
    let mut promised =
        promises(call, &loaded.settings, loaded.plan.as_ref(), &loaded.year)?.map_err(missing)?;
    let (mut paid, mut all_paid) = (HashMap::new(), Amount::ZERO);
    if query.recognition == Recognition::Expense {
        promised.write_off(call, &loaded)?;
        (paid, all_paid) = paid_ahead(call, &loaded, query.by)?;
    }
    let by_key = by_key(&promised, &loaded.year.lines, query.by);
    let span = Span::year(loaded.year.closed);
    let (figures, all) = rows(call, &mut loaded.year, query.by, span)?;
    let mut figures: HashMap<String, (Amount, Amount)> =
        figures.into_iter().map(|row| (row.key, (row.budget, row.actual))).collect();
    let mut groups: Vec<(String, String)> =
        assign(call, &mut loaded.year, query.by)?.into_iter().map(|group| (group.key, group.label)).collect();
    groups.push((UNASSIGNED.to_owned(), "Commitments without a line".to_owned()));
    let decimals = loaded.settings.currency.decimals();
    let mut listed = Vec::new();
    for (key, label) in groups {
        let of_group = by_key.get(&key);
        let paid = paid.remove(&key);
        let is_committed = of_group.is_some() || paid.is_some();
        let Some((budget, actual)) = figures.remove(&key).or(is_committed.then(Default::default)) else {
            continue;
        };
        let [ordered, contracted] = of_group.cloned().unwrap_or_default().map(|sum| sum.total());
        let figures = [budget, actual, ordered?, contracted?, paid.unwrap_or_default()];
        listed.push(row(key, label, figures, decimals)?);
    }
    let [ordered, contracted] = [true, false].map(|is_order| {
        let of_kind = promised.all.iter().filter(|one| one.is_order == is_order).map(|one| one.amount);
        of_kind.collect::<Sum>().total()
    });
    let figures = [all.period.budget, all.period.actual, ordered?, contracted?, all_paid];
    Ok(Control {
        as_of: loaded.as_of,
        period: format!("FY{year}"),
        currency: loaded.settings.currency,
        rows: listed,
        total: row("total".to_owned(), "Total".to_owned(), figures, decimals)?,
        contracts: promised.count(false),
        orders: promised.count(true),
        unknown: promised.unknown,
        plan: loaded.plan.map(|plan| plan.name),
    })
}

/// What is paid already and costs in the open months, by the key of its row, and in all.
fn paid_ahead(call: &Call<'_>, loaded: &Loaded, by: By) -> Result<(HashMap<String, Amount>, Amount), Error> {
    let asked = Asked {
        plan: loaded.plan.as_ref(),
        fiscal_year: loaded.period.fiscal_year(loaded.calendar),
        through: None,
    };
    let mut year = year::load_paid(call, &asked)?.map_err(missing)?;
    if year.closed > 11 {
        return Ok(Default::default());
    }
    let decimals = loaded.settings.currency.decimals();
    let groups = assign(call, &mut year, by)?;
    let span = Span { first: year.closed, ..Span::year(year.closed) };
    let (exact, all) = by_group(&year.years, groups.len(), span)?;
    let shown = tied(&exact, all, decimals)?;
    let rows = groups.into_iter().zip(shown).map(|(group, shown)| (group.key, shown.forecast));
    Ok((rows.filter(|(_, paid)| !paid.is_zero()).collect(), all.forecast.round(decimals)))
}

/// The key of what names no line.
pub(crate) const UNASSIGNED: &str = "unassigned";

fn row(
    key: String,
    label: String,
    [budget, actual, ordered, contracted, paid]: [Amount; 5],
    decimals: u32,
) -> Result<ControlRow, Error> {
    let committed = ordered.plus(contracted)?.plus(paid)?;
    let control = Budget {
        annual: budget,
        monthly: None,
        to_month: None,
        actual,
        committed,
        bookings: Vec::new(),
        warn_at: None,
        action: Action::Warn,
        currency: None,
    };
    let answer = check(&control, &mut Steps::off()).map_err(|error| Error::Unexpected(error.to_string()))?;
    let used = answer.annual.with_commitments;
    let shown = |amount: Amount| amount.round(decimals);
    Ok(ControlRow {
        key,
        label,
        budget: shown(budget),
        actual: shown(actual),
        committed: shown(committed),
        ordered: shown(ordered),
        contracted: shown(contracted),
        paid: shown(paid),
        left: shown(used.available),
        percent: used.percent,
        state: match used.state {
            State::Ok => ControlState::Ok,
            State::Warn => ControlState::Warn,
            State::Over => ControlState::Over,
        },
    })
}

/// What is promised for the open months of the year: by contracts until the last day that can no longer be cancelled, by
/// orders what is not invoiced yet. Converted at the plan's budget rates and rounded, each for itself; or the sentences
/// that say which rates are missing.
pub(crate) fn promises(
    call: &Call<'_>,
    settings: &Settings,
    plan: Option<&Plan>,
    year: &FiscalYear,
) -> Result<Result<Promises, Vec<String>>, Error> {
    let first = year.first;
    let as_of = call.as_of(settings);
    let (start, end) = (first.first_day(), first.plus(11).last_day());
    let all_rates = crate::plan::rates(call)?;
    let rates = Rates::new(settings.currency, plan.map(|plan| plan.id), &all_rates);
    let name = plan.map_or("the plan", |plan| plan.name.as_str());
    let mut gaps = BTreeSet::new();
    let mut converted = |amount: Amount, currency: Currency| -> Result<Amount, Error> {
        match rates.budget(currency) {
            Ok(rate) => Ok(amount.times(rate)?.round(settings.currency.decimals())),
            Err(gap) => {
                gaps.insert(gap.sentence(name));
                Ok(Amount::ZERO)
            }
        }
    };
    let mut promises = Promises { all: Vec::new(), unknown: 0 };
    // A year that is over has no rest; an order is a matter of the year it is open in.
    let from = first.plus(i32::try_from(year.closed).unwrap_or(12)).first_day();
    if from <= end {
        for contract in crate::contract::all_on(call, as_of)? {
            match contract.promised(as_of, from, end) {
                None => promises.unknown += 1,
                Some(none) if none.is_zero() => {}
                Some(amount) => promises.all.push(Promise {
                    amount: converted(amount, contract.currency)?,
                    own: amount,
                    currency: contract.currency,
                    label: if contract.title.is_empty() { contract.number } else { contract.title },
                    is_order: false,
                    line: None,
                    vendor: contract.vendor,
                    category: contract.category,
                    department: contract.department,
                }),
            }
        }
    }
    if (start..=end).contains(&as_of) {
        for order in store::order::all(call.tx)? {
            let open = order.open()?;
            // More invoiced than ordered promises nothing more.
            if open > Amount::ZERO {
                promises.all.push(Promise {
                    amount: converted(open, order.currency)?,
                    own: open,
                    currency: order.currency,
                    label: format!("{} {}", order.number, order.text).trim().to_owned(),
                    is_order: true,
                    line: order.line,
                    vendor: order.vendor,
                    category: None,
                    department: None,
                });
            }
        }
    }
    Ok(if gaps.is_empty() { Ok(promises) } else { Err(gaps.into_iter().collect()) })
}

/// The promises by the key of the row they belong to: those of orders, then those of contracts.
fn by_key(promises: &Promises, lines: &HashMap<Id, Line>, by: By) -> BTreeMap<String, [Sum; 2]> {
    let mut sums: BTreeMap<String, [Sum; 2]> = BTreeMap::new();
    for promise in &promises.all {
        sums.entry(key(promise, lines, by)).or_default()[usize::from(!promise.is_order)].add(promise.amount);
    }
    sums
}

/// The row that a promise belongs to. An order belongs where its line does; a contract names a category, a department and a
/// vendor, but no line.
pub(crate) fn key(promise: &Promise, lines: &HashMap<Id, Line>, by: By) -> String {
    let line = promise.line.and_then(|id| lines.get(&id));
    let group = |id: Option<Id>| format!("group:{}", id.unwrap_or(0));
    let unassigned = || UNASSIGNED.to_owned();
    match by {
        By::Category => group(line.map_or(promise.category, |line| line.category)),
        By::Department => group(line.map_or(promise.department, |line| line.department)),
        By::Vendor => group(promise.vendor.or(line.and_then(|line| line.vendor))),
        By::Project => line.map_or_else(unassigned, |line| group(line.project)),
        By::Line => line.map_or_else(unassigned, |line| format!("line:{}", line.id)),
        By::Expense => {
            line.map_or_else(unassigned, |line| format!("expense:{}", line.expense.label().to_lowercase()))
        }
        By::Purpose => {
            line.map_or_else(unassigned, |line| format!("purpose:{}", line.purpose.label().to_lowercase()))
        }
    }
}
