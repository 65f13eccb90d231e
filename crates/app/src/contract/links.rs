//! The lines that pay for contracts: made from one, following it, or detached from it.

use std::collections::{BTreeMap, HashMap};

use domain::budget::basis::Basis;
use domain::budget::{Draft, Line, Months, Purpose};
use domain::contract::{Contract, share_out};
use domain::plan::{Kind, Plan};
use domain::{Amount, Currency, Id, Month, Problem};
use serde::{Deserialize, Serialize};
use store::contract::Link;

use super::Detail;
use super::detail::{Question, get};
use crate::Error;
use crate::budget::{Key, LineOfPlan, draft, set};
use crate::open::Call;
use crate::words::counted;

/// A line to be made from a contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MadeLine {
    /// What it says; the contract's title if empty.
    #[serde(default)]
    pub description: String,
    /// Who bears it; as the contract says if not given.
    pub department: Option<Id>,
    /// The percentage of the contract that it bears.
    pub share: Amount,
}

/// Lines to be made from a contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MakeLines {
    /// The contract.
    pub contract: Id,
    /// The draft plan.
    pub plan: Id,
    /// The lines.
    pub lines: Vec<MadeLine>,
}

/// A line that is to follow a contract.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FollowContract {
    /// The contract.
    pub contract: Id,
    /// The line.
    pub line: Id,
    /// The percentage of the contract that it bears.
    pub share: Amount,
    /// The draft plan whose months the contract gives from now on; if not given, those it already gives.
    pub plan: Option<Id>,
}

pub(crate) fn make_lines(call: &Call<'_>, make: MakeLines) -> Result<(Detail, String), Error> {
    let contract = store::contract::whole(call.tx, make.contract)?;
    let plan = draft(call, make.plan)?;
    let terms = &contract.draft;
    let mut problems = problems(call, &contract, &plan, make.lines.iter().map(|line| line.share), None)?;
    if make.lines.is_empty() {
        problems.push(Problem::new("lines", "Say for whom a line is made."));
    }
    Error::unless_empty(problems)?;
    let count = make.lines.len();
    for made in make.lines {
        let text = made.description.trim();
        let line = Draft {
            id: None,
            plan: plan.id,
            description: if text.is_empty() { contract.name().to_owned() } else { text.to_owned() },
            vendor: terms.vendor,
            category: terms.category,
            department: made.department.or(terms.department),
            project: None,
            currency: terms.currency,
            expense: domain::category::Expense::Opex,
            purpose: Purpose::default(),
            owner: terms.owner.clone(),
            notes: String::new(),
        };
        Error::unless_empty(line.problems())?;
        let line = store::budget::save(call.tx, &line)?;
        store::budget::put(call.tx, plan.id, line, &[Amount::ZERO; 12])?;
        store::contract::link(call.tx, Link { line, contract: make.contract, share: made.share })?;
        let basis = Basis::Contract { contract: make.contract, share: made.share };
        store::budget::set_basis(call.tx, plan.id, line, Some(&basis))?;
    }
    refresh(call, make.contract)?;
    let lines = counted(count, "line", "lines");
    let summary = format!("Make {lines} of “{}” in {}", contract.name(), plan.name);
    Ok((get(call, Question { id: make.contract, as_of: None })?, summary))
}

pub(crate) fn follow(call: &Call<'_>, given: FollowContract) -> Result<(Detail, String), Error> {
    let contract = store::contract::whole(call.tx, given.contract)?;
    let line = store::budget::get(call.tx, given.line)?;
    let plan = given.plan.map(|plan| draft(call, plan)).transpose()?;
    let mut found = match &plan {
        Some(plan) => problems(call, &contract, plan, [given.share].into_iter(), Some(line.id))?,
        None => shares(call, &contract, [given.share].into_iter(), Some(line.id))?,
    };
    if line.currency != contract.draft.currency {
        let message = format!(
            "“{}” is in {}, the contract in {}: a line follows a contract in its own currency.",
            line.description, line.currency, contract.draft.currency
        );
        found.push(Problem::new("line", message));
    }
    if let Some(other) = of_line(call, line.id)?.filter(|link| link.contract != given.contract) {
        let other = store::contract::whole(call.tx, other.contract)?;
        let message =
            format!("“{}” follows “{}” already: detach it from that first.", line.description, other.name());
        found.push(Problem::new("line", message));
    }
    Error::unless_empty(found)?;
    store::contract::link(call.tx, Link { line: line.id, contract: given.contract, share: given.share })?;
    let basis = Basis::Contract { contract: given.contract, share: given.share };
    if let Some(plan) = &plan {
        if store::budget::months(call.tx, plan.id, line.id)?.is_none() {
            store::budget::put(call.tx, plan.id, line.id, &[Amount::ZERO; 12])?;
        }
        store::budget::set_basis(call.tx, plan.id, line.id, Some(&basis))?;
    }
    for plan in drafts(call)? {
        let own = store::budget::basis(call.tx, plan.id, line.id)?;
        if matches!(own, Some(Basis::Contract { .. })) {
            store::budget::set_basis(call.tx, plan.id, line.id, Some(&basis))?;
        }
    }
    refresh(call, given.contract)?;
    let summary = format!("Let “{}” follow “{}”", line.description, contract.name());
    Ok((get(call, Question { id: given.contract, as_of: None })?, summary))
}

pub(crate) fn detach(call: &Call<'_>, key: Key) -> Result<(Line, String), Error> {
    let line = store::budget::get(call.tx, key.id)?;
    let missing = || Error::NotFound(format!("“{}” follows no contract.", line.description));
    let followed = of_line(call, line.id)?.ok_or_else(missing)?;
    let contract = store::contract::whole(call.tx, followed.contract)?;
    store::contract::unlink(call.tx, line.id)?;
    for plan in drafts(call)? {
        if matches!(store::budget::basis(call.tx, plan.id, line.id)?, Some(Basis::Contract { .. })) {
            store::budget::set_basis(call.tx, plan.id, line.id, None)?;
        }
    }
    // What the others bear is shared out without it.
    refresh(call, followed.contract)?;
    let summary = format!("Detach “{}” from “{}”", line.description, contract.name());
    Ok((line, summary))
}

/// What is wrong with lines that are to bear these shares of a contract in a plan.
fn problems(
    call: &Call<'_>,
    contract: &Contract,
    plan: &Plan,
    given: impl Iterator<Item = Amount>,
    but: Option<Id>,
) -> Result<Vec<Problem>, Error> {
    let mut problems = shares(call, contract, given, but)?;
    if plan.kind == Kind::Forecast {
        let message = "A forecast follows a contract by its method: choose a budget here.";
        problems.push(Problem::new("plan", message));
    }
    if contract.course(plan.first_month.first_day(), plan.first_month.plus(11).last_day())?.is_none() {
        let message = format!("What “{}” costs is not known. Give it a price first.", contract.name());
        problems.push(Problem::new("contract", message));
    }
    Ok(problems)
}

fn shares(
    call: &Call<'_>,
    contract: &Contract,
    given: impl Iterator<Item = Amount>,
    but: Option<Id>,
) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    let id = contract.draft.id.unwrap_or_default();
    let mut borne = Amount::ZERO;
    for link in store::contract::links(call.tx)? {
        if link.contract == id && Some(link.line) != but {
            borne = borne.plus(link.share)?;
        }
    }
    let free = Amount::HUNDRED.minus(borne)?;
    let mut asked = Amount::ZERO;
    for share in given {
        if share <= Amount::ZERO {
            problems.push(Problem::new("share", "A line bears a share of more than 0 %."));
        }
        asked = asked.plus(share)?;
    }
    if asked > free {
        let message = format!("Other lines bear {} % of it: {} % are left.", borne.trimmed(), free.trimmed());
        problems.push(Problem::new("share", message));
    }
    Ok(problems)
}

/// For which contract a line pays.
pub(crate) fn of_line(call: &Call<'_>, line: Id) -> Result<Option<Link>, Error> {
    Ok(store::contract::links(call.tx)?.into_iter().find(|link| link.line == line))
}

/// The plans that can still be changed.
pub(super) fn drafts(call: &Call<'_>) -> Result<Vec<Plan>, Error> {
    Ok(store::plan::all(call.tx)?.into_iter().filter(|plan| !plan.is_frozen()).collect())
}

/// What the lines of a contract bear in the twelve months from `first` on, by line; nothing where its price is not known.
pub(crate) fn shared(
    contract: &Contract,
    links: &[Link],
    first: Month,
) -> Result<Option<BTreeMap<Id, Months>>, Error> {
    let Some(course) = contract.course(first.first_day(), first.plus(11).last_day())? else {
        return Ok(None);
    };
    let shares: Vec<(Id, Amount)> = links.iter().map(|link| (link.line, link.share)).collect();
    Ok(Some(share_out(&course.months(first)?, &shares, contract.draft.currency)?))
}

/// What each line bears of its contract in the twelve months from `first` on, with the contract's currency. A contract of which that cannot be said is left away.
pub(crate) fn schedules(call: &Call<'_>, first: Month) -> Result<HashMap<Id, Scheduled>, Error> {
    let mut links: HashMap<Id, Vec<Link>> = HashMap::new();
    for link in store::contract::links(call.tx)? {
        links.entry(link.contract).or_default().push(link);
    }
    let mut found = HashMap::new();
    if links.is_empty() {
        return Ok(found);
    }
    let mut amendments = store::contract::amendments(call.tx)?;
    for draft in store::contract::all(call.tx)? {
        let Some((id, links)) = draft.id.and_then(|id| Some((id, links.remove(&id)?))) else { continue };
        let contract = Contract { draft, amendments: amendments.remove(&id).unwrap_or_default() };
        // A date past the year 9999 is shown by the contract itself; here it is a contract without a schedule.
        let Ok(Some(shared)) = shared(&contract, &links, first) else { continue };
        for link in links {
            if let Some(months) = shared.get(&link.line) {
                let currency = contract.draft.currency;
                let own = Scheduled { contract: id, share: link.share, months: *months, currency };
                found.insert(link.line, own);
            }
        }
    }
    Ok(found)
}

/// What a line bears of its contract.
pub(crate) struct Scheduled {
    pub(crate) contract: Id,
    /// In percent.
    pub(crate) share: Amount,
    pub(crate) months: Months,
    pub(crate) currency: Currency,
}

/// Writes what a contract costs into the draft plans whose lines follow it; answers in how many lines something changed.
pub(super) fn refresh(call: &Call<'_>, id: Id) -> Result<usize, Error> {
    let links: Vec<Link> =
        store::contract::links(call.tx)?.into_iter().filter(|link| link.contract == id).collect();
    if links.is_empty() {
        return Ok(0);
    }
    let contract = store::contract::whole(call.tx, id)?;
    let mut changed = 0;
    for plan in drafts(call)? {
        let Some(shared) = shared(&contract, &links, plan.first_month)? else { continue };
        for link in &links {
            let basis = store::budget::basis(call.tx, plan.id, link.line)?;
            let Some(Basis::Contract { contract: of, .. }) = basis else { continue };
            let (Some(months), true) = (shared.get(&link.line), of == id) else { continue };
            if store::budget::months(call.tx, plan.id, link.line)?.as_ref() != Some(months) {
                changed += 1;
                set(call, LineOfPlan { plan: plan.id, line: link.line }, months, basis.as_ref())?;
            }
        }
    }
    Ok(changed)
}
