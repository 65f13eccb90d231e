//! Importing KPI values by vendor and period.

use ::import::Field;
use ::import::records::{Record, Value};
use domain::score::{Draft, period};
use domain::{Amount, Currency, Id, Month, alias};

use super::names::Names;
use super::register::{Cell, Refused, Register};
use crate::Error;
use crate::open::Call;

pub(super) struct Scores;

impl Register for Scores {
    type Draft = Draft;

    fn tables(&self) -> &'static [&'static str] {
        &["score"]
    }

    fn key(&self) -> &'static [Field] {
        &[Field::Vendor, Field::Criterion, Field::Period]
    }

    fn existing(&mut self, call: &Call<'_>) -> Result<Vec<Draft>, Error> {
        Ok(store::score::all(call.tx)?)
    }

    fn draft(
        &mut self,
        call: &Call<'_>,
        names: &mut Names,
        record: &Record<'_>,
        base: Option<&Draft>,
    ) -> Result<Draft, Refused> {
        let vendor =
            names.record(call, alias::Field::Vendor, record.text(Field::Vendor))?.unwrap_or_default();
        let written = if let Value::Text(text) = record.value(Field::Period) {
            period(text).map_err(|problem| Refused::Fault((Field::Period, problem.message)))?
        } else {
            record.value(Field::Period).to_string()
        };
        let text = |field: Field, before: fn(&Draft) -> &String| {
            if record.has(field) {
                record.text(field).to_owned()
            } else {
                base.map(before).cloned().unwrap_or_default()
            }
        };
        Ok(Draft {
            id: base.and_then(|base| base.id),
            vendor,
            criterion: record.text(Field::Criterion).to_owned(),
            period: written,
            value: record.number(Field::Score).unwrap_or_default(),
            unit: text(Field::Unit, |base| &base.unit),
            comment: text(Field::Notes, |base| &base.comment),
        })
    }

    fn cells(&self) -> &'static [Cell<Draft>] {
        &[
            (Field::Vendor, |names, draft| names.name(alias::Field::Vendor, Some(draft.vendor))),
            (Field::Criterion, |_, draft| draft.criterion.clone()),
            (Field::Period, |_, draft| draft.period.clone()),
            (Field::Score, |_, draft| draft.value.to_string()),
            (Field::Unit, |_, draft| draft.unit.clone()),
            (Field::Notes, |_, draft| draft.comment.clone()),
        ]
    }

    fn money(&self, _: &Draft) -> Option<(Currency, Option<Month>, Amount)> {
        None
    }

    fn id(&self, draft: &Draft) -> Option<Id> {
        draft.id
    }

    fn replacing(&self, draft: &mut Draft, base: &Draft) {
        draft.id = base.id;
    }

    fn add(&mut self, call: &Call<'_>, _: &mut Names, batch: Id, draft: &Draft) -> Result<(), Error> {
        store::score::add(call.tx, batch, draft)?;
        Ok(())
    }

    fn save(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::score::save(call.tx, draft)?;
        Ok(())
    }

    fn end(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        if let Some(id) = draft.id {
            store::score::remove(call.tx, id)?;
        }
        Ok(())
    }

    fn label(&self, names: &Names, draft: &Draft) -> String {
        let vendor = names.name(alias::Field::Vendor, Some(draft.vendor));
        format!("{vendor}, {}, {}", draft.criterion, draft.period)
    }
}
