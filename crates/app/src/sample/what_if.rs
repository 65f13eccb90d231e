//! What would be if the dollar fell by a tenth: a scenario that lies over the budget.

use domain::scenario::{Adjustment, Kind, Scope};
use domain::{Amount, Id};
use store::{Error, Tx};

use super::{Names, currency};

/// The two rates move, and from January on less is spent on the outside to make up for it.
pub(super) fn save(tx: &Tx<'_>, names: &Names, budget: Id) -> Result<(), Error> {
    let base = store::plan::get(tx, budget)?;
    let plan = store::scenario::create(tx, "FY2027 Scenario: Weaker dollar", &base)?;
    let january = base.first_month.plus(6);
    let rate = |code| Kind::Rate { currency: currency(code), percent: Amount::new(10, 0) };
    let services = names.categories.get("Outside Services").map(|(id, _)| *id);
    for (what, category, notes) in [
        (rate("EUR"), None, "The dollar falls by a tenth"),
        (rate("GBP"), None, "The dollar falls by a tenth"),
        (
            Kind::Percent { percent: Amount::new(-5, 0) },
            services,
            "Fewer contractors make up for a part of it",
        ),
    ] {
        let on = Scope { category, ..Scope::default() };
        let first = category.map(|_| january);
        store::scenario::save(
            tx,
            &Adjustment { id: None, plan, what, on, first, last: None, notes: notes.to_owned() },
        )?;
    }
    Ok(())
}
