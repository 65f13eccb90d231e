//! The columns under which the rows of a file are shown before they are stored.

use ::import::{CellType, Kind, Source};
use domain::plan::Plan;

use super::seen::Seen;
use super::{CellKind, Job, RowColumn, budget};
use crate::Error;
use crate::open::Call;

/// The columns under which the rows of a file are shown.
pub(super) fn of(call: &Call<'_>, source: &Source, job: &Job, plan: Option<&Plan>) -> Result<Seen, Error> {
    let currency = call.settings()?.currency;
    let column = |field: &str, label: &str, kind: CellKind, column: Option<u32>| RowColumn {
        field: field.to_owned(),
        label: label.to_owned(),
        kind,
        column,
    };
    match job.kind {
        Kind::Budget => {
            plan.map_or_else(|| Ok(Seen::nothing()), |plan| budget::columns(source, job, plan, currency))
        }
        Kind::Rates => {
            let spoken = ::import::records::columns(source, job.kind, &job.options)?;
            let place =
                |wanted| spoken.iter().find(|spoken| spoken.field == wanted).and_then(|spoken| spoken.column);
            let columns = vec![
                column("currency", "Currency", CellKind::Text, place(::import::Field::Currency)),
                column("month", "Month", CellKind::Month, place(::import::Field::Month)),
                column("rate", "Rate", CellKind::Figure, place(::import::Field::Rate)),
            ];
            Ok(Seen::under(columns, Vec::new(), currency))
        }
        Kind::CloudBill => {
            let spoken = ::import::records::columns(source, job.kind, &job.options)?;
            let place =
                |wanted| spoken.iter().find(|spoken| spoken.field == wanted).and_then(|spoken| spoken.column);
            let columns = vec![
                column("provider", "Provider", CellKind::Text, place(::import::Field::Provider)),
                column("service", "Service", CellKind::Text, place(::import::Field::Service)),
                column("account", "Account", CellKind::Text, place(::import::Field::Account)),
                column("date", "Month", CellKind::Month, place(::import::Field::Date)),
                column("billed", "Billed cost", CellKind::Figure, place(::import::Field::Billed)),
                column("effective", "Effective cost", CellKind::Figure, place(::import::Field::Effective)),
                column("currency", "Currency", CellKind::Text, place(::import::Field::Currency)),
                column("", "Posted", CellKind::Figure, None),
            ];
            Ok(Seen::under(columns, Vec::new(), currency))
        }
        Kind::Actuals | Kind::Orders | Kind::Vendors | Kind::Contracts | Kind::Licences | Kind::Scores => {
            let mut spoken = ::import::records::columns(source, job.kind, &job.options)?;
            let money = matches!(job.kind, Kind::Actuals | Kind::Orders | Kind::Contracts | Kind::Licences);
            if money && !spoken.iter().any(|spoken| spoken.field == ::import::Field::Currency) {
                let field = ::import::Field::Currency;
                spoken.push(::import::records::Spoken { field, name: "currency".to_owned(), column: None });
            }
            let labels = ::import::fields(job.kind);
            let columns = spoken
                .iter()
                .map(|spoken| {
                    let label = labels.iter().find(|field| field.name == spoken.name);
                    let label = label.map_or(spoken.name.as_str(), |field| &field.label);
                    let kind = match ::import::cell_type(spoken.field, job.kind) {
                        CellType::Text => CellKind::Text,
                        CellType::Figure => CellKind::Figure,
                        CellType::Day => CellKind::Day,
                        CellType::Month => CellKind::Month,
                    };
                    column(&spoken.name, label, kind, spoken.column)
                })
                .collect();
            Ok(Seen::under(columns, spoken.iter().map(|spoken| spoken.field).collect(), currency))
        }
    }
}
