//! Which cost an Azure export has: the export of actual and that of amortised cost have the same columns.
//!
//! Amortised cost has no purchases of reservations and savings plans: it spreads them over the usage that they cover, and
//! over lines of what nobody used.

use std::ops::ControlFlow;

use domain::bill::Basis;

use crate::field::Field;
use crate::layout::Layout;
use crate::options::Kind;
use crate::sheet::RowView;
use crate::{Options, Refusal, Source};

/// The columns that tell.
struct Columns {
    charge: usize,
    model: Option<usize>,
    commitment: Vec<usize>,
    cost: usize,
}

impl Columns {
    fn of(layout: &Layout<'_>) -> Option<Columns> {
        let column = |wanted: &str| {
            let plain = |name: &String| name.replace([' ', '_', '-'], "").eq_ignore_ascii_case(wanted);
            layout.table.names.iter().position(plain)
        };
        Some(Columns {
            charge: column("ChargeType")?,
            model: column("PricingModel"),
            commitment: ["ReservationId", "ReservationName", "BenefitId", "BenefitName"]
                .into_iter()
                .filter_map(column)
                .collect(),
            cost: layout.mapping.column(Field::Billed).or(layout.mapping.column(Field::Effective))?,
        })
    }

    /// Whether a line has to do with a reservation or a savings plan.
    fn committed(&self, row: &RowView<'_>) -> bool {
        match self.model.map(|column| row.cell(column).trim()).filter(|model| !model.is_empty()) {
            Some(model) => matches!(plain(model).as_str(), "reservation" | "savingsplan"),
            None => self.commitment.iter().any(|column| !row.cell(*column).trim().is_empty()),
        }
    }
}

fn plain(text: &str) -> String {
    text.trim().replace(' ', "").to_lowercase()
}

/// What an export of one cost says of it: by its lines, else by its name. Nothing where neither tells.
pub fn basis(source: &Source, options: &Options, name: &str) -> Result<Option<Basis>, Refusal> {
    let layout = Layout::find(source, Some(Kind::CloudBill), options)?;
    let (mut billed, mut effective, mut free) = (false, false, false);
    if let Some(columns) = Columns::of(&layout) {
        layout.rows(|row| {
            let charge = plain(row.cell(columns.charge));
            let costs = layout.quiet_amount(row, columns.cost).is_some_and(|cost| !cost.is_zero());
            match charge.as_str() {
                "unusedreservation" | "unusedsavingsplan" => effective = true,
                "purchase" | "refund" => billed |= costs && columns.committed(row),
                "usage" if columns.committed(row) => {
                    effective |= costs;
                    free |= !costs;
                }
                _ => {}
            }
            ControlFlow::Continue(())
        });
    }
    Ok(match (billed, effective) {
        (true, false) => Some(Basis::Billed),
        (false, true) => Some(Basis::Effective),
        _ => by_name(name).or_else(|| (free && !effective).then_some(Basis::Billed)),
    })
}

fn by_name(name: &str) -> Option<Basis> {
    let name = name.to_lowercase();
    let amortised = name.contains("amortized") || name.contains("amortised");
    match (amortised, name.contains("actual")) {
        (true, false) => Some(Basis::Effective),
        (false, true) => Some(Basis::Billed),
        _ => None,
    }
}
