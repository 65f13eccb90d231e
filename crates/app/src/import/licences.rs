//! Importing licences with what is bought, assigned and used.

use std::collections::HashMap;

use ::import::Field;
use ::import::records::Record;
use domain::licence::Draft;
use domain::{Amount, Currency, Id, Month, alias, vendor};

use super::crossed::Crossed;
use super::names::Names;
use super::register::{Cell, Refused, Register, optional};
use crate::Error;
use crate::open::Call;

pub(super) struct Licences {
    currency: Currency,
    /// The contracts by number, where one alone has it.
    contracts: HashMap<String, Option<Id>>,
    crossed: Crossed,
}

impl Licences {
    pub(super) fn load(call: &Call<'_>) -> Result<Licences, Error> {
        let mut contracts: HashMap<String, Option<Id>> = HashMap::new();
        for contract in store::contract::all(call.tx)? {
            if !contract.number.is_empty() {
                contracts
                    .entry(vendor::key(&contract.number))
                    .and_modify(|id| *id = None)
                    .or_insert(contract.id);
            }
        }
        Ok(Licences { currency: call.settings()?.currency, contracts, crossed: Crossed::default() })
    }
}

impl Register for Licences {
    type Draft = Draft;

    fn tables(&self) -> &'static [&'static str] {
        &["licence"]
    }

    fn key(&self) -> &'static [Field] {
        &[Field::Product, Field::Vendor, Field::Number]
    }

    fn existing(&mut self, call: &Call<'_>) -> Result<Vec<Draft>, Error> {
        Ok(store::licence::all(call.tx)?)
    }

    fn draft(
        &mut self,
        call: &Call<'_>,
        names: &mut Names,
        record: &Record<'_>,
        base: Option<&Draft>,
    ) -> Result<Draft, Refused> {
        let currency = record.currency.unwrap_or(self.currency);
        let mut draft = base.cloned().unwrap_or_else(|| Draft::of(record.text(Field::Product), currency));
        record.text(Field::Product).clone_into(&mut draft.product);
        draft.currency = currency;
        for (field, slot) in [
            (Field::Number, &mut draft.number),
            (Field::Contract, &mut draft.contract_number),
            (Field::Metric, &mut draft.metric),
            (Field::Owner, &mut draft.owner),
            (Field::Notes, &mut draft.notes),
        ] {
            if record.has(field) {
                record.text(field).clone_into(slot);
            }
        }
        for (field, slot) in [
            (Field::Bought, &mut draft.bought),
            (Field::Assigned, &mut draft.assigned),
            (Field::Used, &mut draft.used),
            (Field::UnitPrice, &mut draft.unit_price),
            (Field::Total, &mut draft.total),
        ] {
            if record.has(field) {
                *slot = record.number(field);
            }
        }
        if record.has(Field::Contract) {
            draft.contract = self.contracts.get(&vendor::key(&draft.contract_number)).copied().flatten();
        }
        if record.has(Field::Vendor) {
            draft.vendor = names.record(call, alias::Field::Vendor, record.text(Field::Vendor))?;
        }
        if record.has(Field::Department) {
            draft.department =
                names.record(call, alias::Field::Department, record.text(Field::Department))?;
        }
        if record.has(Field::Start) {
            draft.start = record.day(Field::Start);
        }
        if record.has(Field::End) {
            draft.end = record.day(Field::End);
        }
        if base.is_none() {
            self.crossed.see(record.row, draft.start, draft.end);
        }
        match draft.problems().into_iter().find(|problem| problem.field != "end") {
            None => Ok(draft),
            Some(problem) => {
                let field = match problem.field.as_str() {
                    "bought" => Field::Bought,
                    "assigned" => Field::Assigned,
                    "used" => Field::Used,
                    _ => Field::Product,
                };
                Err(Refused::Fault((field, problem.message)))
            }
        }
    }

    fn cells(&self) -> &'static [Cell<Draft>] {
        &[
            (Field::Product, |_, draft| draft.product.clone()),
            (Field::Vendor, |names, draft| names.name(alias::Field::Vendor, draft.vendor)),
            (Field::Number, |_, draft| draft.number.clone()),
            (Field::Contract, |_, draft| draft.contract_number.clone()),
            (Field::Metric, |_, draft| draft.metric.clone()),
            (Field::Bought, |_, draft| optional(draft.bought)),
            (Field::Assigned, |_, draft| optional(draft.assigned)),
            (Field::Used, |_, draft| optional(draft.used)),
            (Field::UnitPrice, |_, draft| optional(draft.unit_price)),
            (Field::Total, |_, draft| optional(draft.total)),
            (Field::Currency, |_, draft| draft.currency.to_string()),
            (Field::Start, |_, draft| optional(draft.start)),
            (Field::End, |_, draft| optional(draft.end)),
            (Field::Owner, |_, draft| draft.owner.clone()),
            (Field::Department, |names, draft| names.name(alias::Field::Department, draft.department)),
            (Field::Notes, |_, draft| draft.notes.clone()),
        ]
    }

    fn money(&self, draft: &Draft) -> Option<(Currency, Option<Month>, Amount)> {
        Some((draft.currency, draft.start.map(Month::of), draft.total?))
    }

    fn id(&self, draft: &Draft) -> Option<Id> {
        draft.id
    }

    fn replacing(&self, draft: &mut Draft, base: &Draft) {
        draft.id = base.id;
    }

    fn add(&mut self, call: &Call<'_>, _: &mut Names, batch: Id, draft: &Draft) -> Result<(), Error> {
        store::licence::add(call.tx, batch, draft)?;
        Ok(())
    }

    fn save(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::licence::save(call.tx, draft)?;
        Ok(())
    }

    fn end(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        if let Some(id) = draft.id {
            store::licence::remove(call.tx, id)?;
        }
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        self.crossed.note().into_iter().collect()
    }

    fn label(&self, names: &Names, draft: &Draft) -> String {
        let vendor = names.name(alias::Field::Vendor, draft.vendor);
        [draft.product.clone(), vendor, draft.number.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}
