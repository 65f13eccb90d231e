//! What the book knows of the lines that a new year is proposed for: whether they recur, and their contracts.

use std::collections::{HashMap, HashSet};

use domain::budget::basis::Basis;
use domain::budget::{Line, Months};
use domain::plan::Plan;
use domain::proposal::Contract;
use domain::{Id, Month, Sum};

use crate::Error;
use crate::open::Call;
use crate::plan::figures;
use crate::words::counted;

/// The lines that cost something in the year before the plan's, as planned or as posted.
pub(super) fn recurring(call: &Call<'_>, plan: &Plan) -> Result<HashSet<Id>, Error> {
    let mut recurring = HashSet::new();
    let before = plan.fiscal_year - 1;
    if let Some(earlier) = crate::variance::plan_of_year(call, before)? {
        for (line, months) in figures(call, &earlier)? {
            if months.iter().any(|amount| !amount.is_zero()) {
                recurring.insert(line.id);
            }
        }
    }
    let first = plan.first_month.plus(-12);
    recurring.extend(store::budget::posted(call.tx, first.first_day(), first.plus(11).last_day())?);
    Ok(recurring)
}

/// The contract of a line, or why it has none although there are some.
type Own = (Option<Contract>, Option<String>);

/// By line: the contract that is its own, or why none is. A contract is a line's own if the line is linked to it, else
/// if its vendor has no other running one with a price and no other line: anything else would be a guess.
pub(super) fn contracts(
    call: &Call<'_>,
    lines: &[(Line, Months)],
    first: Month,
) -> Result<HashMap<Id, Own>, Error> {
    let linked = crate::contract::schedules(call, first)?;
    let as_of = call.as_of(&call.settings()?);
    let mut of_vendor: HashMap<Id, Vec<domain::contract::Row>> = HashMap::new();
    let mut names: HashMap<Id, String> = HashMap::new();
    for draft in store::contract::all(call.tx)? {
        if let Some(id) = draft.id {
            names
                .insert(id, if draft.number.is_empty() { draft.title.clone() } else { draft.number.clone() });
        }
        let row = domain::contract::Row::of(draft, domain::contract::Names::default(), as_of);
        if let Some(vendor) = row.vendor_id.filter(|_| row.state != Some(domain::contract::State::Ended)) {
            of_vendor.entry(vendor).or_default().push(row);
        }
    }
    let mut count: HashMap<Id, usize> = HashMap::new();
    lines
        .iter()
        .filter_map(|(line, _)| line.vendor)
        .for_each(|vendor| *count.entry(vendor).or_default() += 1);
    let mut found = HashMap::new();
    for (line, _) in lines {
        if let Some(own) = linked.get(&line.id).filter(|own| own.currency == line.currency) {
            let yearly = own.months.into_iter().collect::<Sum>().total()?;
            let name = names.get(&own.contract).cloned().unwrap_or_default();
            let basis = Basis::Contract { contract: own.contract, share: own.share };
            let scheduled = Some((own.months, basis));
            let own = Contract { name, yearly, end: None, renewal: None, scheduled };
            found.insert(line.id, (Some(own), None));
            continue;
        }
        let Some((vendor, rows)) = line.vendor.and_then(|id| of_vendor.get_key_value(&id)) else { continue };
        let own = match rows.as_slice() {
            [row] if count.get(vendor) == Some(&1) && row.currency == line.currency => {
                row.yearly.map(|yearly| {
                    let name = if row.number.is_empty() { row.title.clone() } else { row.number.clone() };
                    let end = row.term_end.or(row.end);
                    Contract { name, yearly, end, renewal: row.renewal, scheduled: None }
                })
            }
            _ => None,
        };
        let remark = own.is_none().then(|| {
            let contracts = counted(rows.len(), "contract", "contracts");
            format!("Its vendor has {contracts}; which price is this line's is not known")
        });
        found.insert(line.id, (own, remark));
    }
    Ok(found)
}
