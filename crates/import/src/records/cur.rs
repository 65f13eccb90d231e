//! What a line of an AWS Cost and Usage Report costs effectively, with commitments spread over their use.
//!
//! No single column has it: a line covered by a commitment has it in a column of that commitment, and the fee of a commitment
//! counts with what nobody used of it, as the rest is in the lines that used it. The cases are those of the query
//! “amortized cost by charge type” that AWS publishes: <https://github.com/awslabs/aws-well-architected-labs>,
//! `static/Cost/300_CUR_Queries`.

use std::collections::BTreeMap;

use domain::Amount;

use crate::field::Field;
use crate::layout::Layout;
use crate::mapping::{Mapped, Mapping};
use crate::number::Reading;
use crate::sheet::RowView;
use crate::summary::{Collector, rows_in_words};
use crate::table::Table;

/// The columns that the cost is worked out of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Unblended,
    Reserved,
    UnusedUpfront,
    UnusedRecurring,
    Planned,
    Committed,
    Drawn,
}

impl Part {
    const ALL: [Part; 7] = [
        Part::Unblended,
        Part::Reserved,
        Part::UnusedUpfront,
        Part::UnusedRecurring,
        Part::Planned,
        Part::Committed,
        Part::Drawn,
    ];

    /// Its name in the report.
    fn name(self) -> &'static str {
        match self {
            Part::Unblended => "lineItem/UnblendedCost",
            Part::Reserved => "reservation/EffectiveCost",
            Part::UnusedUpfront => "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod",
            Part::UnusedRecurring => "reservation/UnusedRecurringFee",
            Part::Planned => "savingsPlan/SavingsPlanEffectiveCost",
            Part::Committed => "savingsPlan/TotalCommitmentToDate",
            Part::Drawn => "savingsPlan/UsedCommitment",
        }
    }
}

/// Names that are alike in both ways of writing them: `lineItem/LineItemType` and `line_item_line_item_type`.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn column(table: &Table, name: &str) -> Option<usize> {
    let wanted = plain(name);
    table.names.iter().position(|known| plain(known) == wanted)
}

/// The column that stands for the effective cost of a report, which all of its parts together make.
pub(crate) fn stands_for_effective(table: &Table) -> Option<usize> {
    column(table, "lineItem/LineItemType")?;
    column(table, Part::Unblended.name())?;
    column(table, Part::Reserved.name()).or_else(|| column(table, Part::Planned.name()))
}

/// Takes the effective cost of a report from the type of each line.
pub(crate) fn map(table: &Table, left_alone: &[Field], mapping: &mut Mapping) {
    if let Some(column) = stands_for_effective(table).filter(|_| !left_alone.contains(&Field::Effective)) {
        let reason = "Worked out of several columns by the type of each line, as AWS does.".to_owned();
        mapping.columns.push(Mapped::guessed(Field::Effective, column, reason));
    }
}

/// The effective cost of the lines of a report.
pub(super) struct Cur {
    kind: usize,
    reservation: Option<usize>,
    parts: [Option<usize>; 7],
    /// Rows whose cost is in a column that the report does not have.
    lacking: BTreeMap<Part, (Vec<u32>, u32)>,
}

impl Cur {
    pub(super) fn of(layout: &Layout<'_>) -> Option<Cur> {
        let table = &layout.table;
        let stands = stands_for_effective(table)?;
        let mapped = layout.mapping.columns.iter().find(|mapped| mapped.field == Field::Effective)?;
        (mapped.column == stands && !mapped.is_given()).then_some(Cur {
            kind: column(table, "lineItem/LineItemType")?,
            reservation: column(table, "reservation/ReservationARN"),
            parts: Part::ALL.map(|part| column(table, part.name())),
            lacking: BTreeMap::new(),
        })
    }

    /// The effective cost of a line; a cell that cannot be read goes to the collector.
    pub(super) fn effective(
        &mut self,
        layout: &Layout<'_>,
        row: &RowView<'_>,
        collector: &mut Collector,
    ) -> Option<Amount> {
        let kind = row.cell(self.kind).trim();
        let of_reservation = self.reservation.is_some_and(|column| !row.cell(column).trim().is_empty());
        let mut amount = |part| self.amount(part, layout, row, collector);
        match kind {
            "DiscountedUsage" => amount(Part::Reserved),
            "SavingsPlanCoveredUsage" => amount(Part::Planned),
            "RIFee" => amount(Part::UnusedUpfront)?.plus(amount(Part::UnusedRecurring)?).ok(),
            "SavingsPlanRecurringFee" => amount(Part::Committed)?.minus(amount(Part::Drawn)?).ok(),
            "SavingsPlanNegation" | "SavingsPlanUpfrontFee" => Some(Amount::default()),
            "Fee" if of_reservation => Some(Amount::default()),
            _ => amount(Part::Unblended),
        }
    }

    fn amount(
        &mut self,
        part: Part,
        layout: &Layout<'_>,
        row: &RowView<'_>,
        collector: &mut Collector,
    ) -> Option<Amount> {
        let Some(column) = self.parts[part as usize] else {
            let (rows, count) = self.lacking.entry(part).or_default();
            if rows.len() < 5 {
                rows.push(row.number);
            }
            *count += 1;
            return Some(Amount::default());
        };
        match layout.amount(row, column, collector)? {
            Reading::Amount(amount, _) => Some(amount),
            Reading::Nothing => Some(Amount::default()),
        }
    }

    /// What is to be said of columns that the report does not have.
    pub(super) fn notes(&self) -> impl Iterator<Item = String> {
        self.lacking.iter().map(|(part, (rows, count))| {
            let rows = rows_in_words(rows, *count);
            format!("The effective cost lacks the column “{}”, which counts as 0: {rows}.", part.name())
        })
    }
}
