//! Importing purchase orders with what of them is delivered and invoiced; the rest is committed.

use std::collections::HashMap;

use ::import::Field;
use ::import::records::Record;
use domain::order::{CLOSED, Draft};
use domain::{Amount, Currency, Id, Month, alias, vendor};

use super::names::Names;
use super::register::{Cell, Refused, Register, optional};
use crate::Error;
use crate::open::Call;

pub(super) struct Orders {
    currency: Currency,
    lines: HashMap<String, Option<Id>>,
}

impl Orders {
    pub(super) fn load(call: &Call<'_>) -> Result<Orders, Error> {
        let mut lines: HashMap<String, Option<Id>> = HashMap::new();
        for line in store::budget::lines(call.tx)? {
            lines.entry(vendor::key(&line.description)).and_modify(|id| *id = None).or_insert(Some(line.id));
        }
        Ok(Orders { currency: call.settings()?.currency, lines })
    }
}

impl Register for Orders {
    type Draft = Draft;

    fn tables(&self) -> &'static [&'static str] {
        &["order"]
    }

    fn key(&self) -> &'static [Field] {
        &[Field::Order, Field::Position]
    }

    fn existing(&mut self, call: &Call<'_>) -> Result<Vec<Draft>, Error> {
        Ok(store::order::all(call.tx)?)
    }

    fn draft(
        &mut self,
        call: &Call<'_>,
        names: &mut Names,
        record: &Record<'_>,
        base: Option<&Draft>,
    ) -> Result<Draft, Refused> {
        let currency = record.currency.unwrap_or(self.currency);
        let amount = record.number(Field::Amount).unwrap_or_default();
        let mut draft =
            base.cloned().unwrap_or_else(|| Draft::of(record.text(Field::Order), amount, currency));
        record.text(Field::Order).clone_into(&mut draft.number);
        draft.amount = amount;
        draft.currency = currency;
        for (field, slot) in [
            (Field::Position, &mut draft.position),
            (Field::Description, &mut draft.text),
            (Field::Account, &mut draft.account),
            (Field::CostCentre, &mut draft.cost_centre),
            (Field::Status, &mut draft.status),
        ] {
            if record.has(field) {
                record.text(field).clone_into(slot);
            }
        }
        if record.has(Field::Date) {
            draft.date = record.day(Field::Date);
        }
        if record.has(Field::Vendor) {
            draft.vendor = names.record(call, alias::Field::Vendor, record.text(Field::Vendor))?;
        }
        if record.has(Field::Delivered) {
            draft.delivered = record.number(Field::Delivered);
        }
        if record.has(Field::Invoiced) {
            draft.invoiced = record.number(Field::Invoiced);
        }
        // Some registers show what is still to come instead. An empty cell says that nothing is.
        for (field, instead, slot) in [
            (Field::ToDeliver, Field::Delivered, &mut draft.delivered),
            (Field::ToInvoice, Field::Invoiced, &mut draft.invoiced),
        ] {
            if record.has(field) && !record.has(instead) {
                let rest = record.number(field).unwrap_or_default();
                *slot = Some(amount.minus(rest).map_err(Error::from)?);
            }
        }
        if !record.text(Field::Line).is_empty() {
            draft.line = self.lines.get(&vendor::key(record.text(Field::Line))).copied().flatten();
        }
        match draft.problems().into_iter().next() {
            None => Ok(draft),
            Some(problem) => Err(Refused::Fault((Field::Amount, problem.message))),
        }
    }

    fn cells(&self) -> &'static [Cell<Draft>] {
        &[
            (Field::Order, |_, draft| draft.number.clone()),
            (Field::Position, |_, draft| draft.position.clone()),
            (Field::Date, |_, draft| optional(draft.date)),
            (Field::Vendor, |names, draft| names.name(alias::Field::Vendor, draft.vendor)),
            (Field::Description, |_, draft| draft.text.clone()),
            (Field::Amount, |_, draft| draft.amount.to_string()),
            (Field::Currency, |_, draft| draft.currency.to_string()),
            (Field::Delivered, |_, draft| optional(draft.delivered)),
            (Field::Invoiced, |_, draft| optional(draft.invoiced)),
            (Field::ToDeliver, |_, draft| rest(draft, draft.delivered)),
            (Field::ToInvoice, |_, draft| rest(draft, draft.invoiced)),
            (Field::Account, |_, draft| draft.account.clone()),
            (Field::CostCentre, |_, draft| draft.cost_centre.clone()),
            (Field::Status, |_, draft| draft.status.clone()),
        ]
    }

    fn money(&self, draft: &Draft) -> Option<(Currency, Option<Month>, Amount)> {
        Some((draft.currency, draft.date.map(Month::of), draft.amount))
    }

    fn id(&self, draft: &Draft) -> Option<Id> {
        draft.id
    }

    fn replacing(&self, draft: &mut Draft, base: &Draft) {
        draft.id = base.id;
    }

    fn add(&mut self, call: &Call<'_>, _: &mut Names, batch: Id, draft: &Draft) -> Result<(), Error> {
        store::order::add(call.tx, batch, draft)?;
        Ok(())
    }

    fn save(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::order::save(call.tx, draft)?;
        Ok(())
    }

    fn end(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::order::save(call.tx, &Draft { status: CLOSED.to_owned(), ..draft.clone() })?;
        Ok(())
    }

    fn ends_money(&self) -> bool {
        false
    }

    fn in_scope(&self, draft: &Draft) -> bool {
        !draft.is_closed()
    }

    fn label(&self, names: &Names, draft: &Draft) -> String {
        let vendor = names.name(alias::Field::Vendor, draft.vendor);
        [draft.number.clone(), draft.position.clone(), vendor, draft.text.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// What is left of an order.
fn rest(draft: &Draft, done: Option<Amount>) -> String {
    optional(done.and_then(|done| draft.amount.minus(done).ok()))
}
