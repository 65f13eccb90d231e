//! What stands behind amounts of the sample book: seats at a price, people in a role, purchases that are written off.

use domain::budget::basis::{Basis, Quantity};
use domain::category::Expense;
use domain::depreciation::terms::{BookMethod, Terms};
use domain::role::Role;
use domain::{Amount, Id, Month};
use store::{Error, Tx};

use super::line::Line;
use super::{Names, Plans, currency, lines};

/// Licences by seat: the line's description, how many seats, the price of one for a month in the budget and in the
/// forecast, in cents. Seats at a price are what the budget's months come to.
const SEATS: &[(&str, i64, i64, i64)] =
    &[("Productivity suite E5", 480, 8_000, 8_640), ("Productivity suite F3, plants", 700, 800, 864)];

/// Posts that are filled in the course of FY2027: the line's description, the loaded cost of a year, the first month.
const POSTS: &[(&str, i64, (i32, u32))] = &[
    ("New hire, cloud engineer", 117_600, (2026, 9)),
    ("Planned hire, data engineer", 122_400, (2027, 1)),
    ("Planned hire, security analyst", 106_800, (2027, 2)),
];

/// Saves what stands behind the lines, which are given with their places and numbers.
pub(super) fn save(
    tx: &Tx<'_>,
    names: &Names,
    plans: &Plans,
    lines: &[(usize, &'static Line)],
    ids: &[Id],
) -> Result<(), Error> {
    let budget = plans.budgets.last().map_or(plans.forecast, |(_, plan)| *plan);
    for ((pool, line), id) in lines.iter().zip(ids) {
        let draft = names.draft(*pool, line, budget);
        if draft.expense == Expense::Capex {
            store::depreciation::save(tx, &written_off(*id, lines::POOLS[*pool].0, line))?;
        }
        for (_, seats, planned, expected) in SEATS.iter().filter(|(of, ..)| *of == line.description) {
            for (plan, price) in [(budget, *planned), (plans.forecast, *expected)] {
                let quantities = [Amount::from(*seats); 12];
                let quantity = Quantity { unit: "seats".into(), price: Amount::new(price, 2), quantities };
                store::budget::set_basis(tx, plan, *id, Some(&Basis::Quantity(quantity)))?;
            }
        }
        for (_, yearly, (year, month)) in POSTS.iter().filter(|(of, ..)| *of == line.description) {
            let role = Role {
                id: None,
                plan: budget,
                title: line.description.into(),
                department: draft.department,
                category: draft.category,
                headcount: Amount::ONE,
                yearly: Amount::from(*yearly),
                currency: currency(line.currency),
                first: Month::new(*year, *month),
                last: None,
                raise_month: None,
                raise_percent: None,
                capitalised: Amount::ZERO,
                notes: String::new(),
                line: Some(*id),
                capital_line: None,
            };
            let role = store::role::save(tx, &role)?;
            store::budget::set_basis(tx, budget, *id, Some(&Basis::Role { role, capitalised: false }))?;
        }
    }
    Ok(())
}

/// Devices for three years, what stands in a rack or hangs on a wall for five.
fn written_off(line: Id, pool: &str, of: &Line) -> Terms {
    let device = pool != "Hardware" || of.department == "4220" || of.department == "4700";
    Terms {
        line,
        months: if device { 36 } else { 60 },
        method: BookMethod::StraightLine,
        rate: None,
        salvage_percent: Amount::ZERO,
        delay: 0,
    }
}
