//! Importing a register of vendors.

use std::collections::HashMap;

use ::import::Field;
use ::import::records::Record;
use domain::vendor::{Draft, key};
use domain::{Amount, Currency, Id, Month, alias};

use super::names::Names;
use super::register::{Cell, Refused, Register};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

#[derive(Default)]
pub(super) struct Vendors {
    /// Names of this file: a name twice in it is one vendor told twice.
    seen: HashMap<String, (u32, String)>,
    /// Rows that say the same as one above.
    repeated: u32,
}

impl Register for Vendors {
    type Draft = Draft;

    fn tables(&self) -> &'static [&'static str] {
        &["vendor"]
    }

    fn key(&self) -> &'static [Field] {
        &[Field::Vendor]
    }

    fn existing(&mut self, call: &Call<'_>) -> Result<Vec<Draft>, Error> {
        let vendors = store::vendor::all(call.tx)?.into_iter();
        Ok(vendors.map(Draft::from).collect())
    }

    fn draft(
        &mut self,
        call: &Call<'_>,
        names: &mut Names,
        record: &Record<'_>,
        base: Option<&Draft>,
    ) -> Result<Draft, Refused> {
        let name = record.text(Field::Vendor);
        let said: Vec<String> = record.values().iter().map(|(_, value)| key(&value.to_string())).collect();
        let said = said.join("\u{1f}");
        let (first, before) = self.seen.entry(key(name)).or_insert_with(|| (record.row, said.clone()));
        if *first != record.row {
            if *before == said {
                self.repeated += 1;
                return Err(Refused::Repeated);
            }
            let message = format!("“{name}” stands in row {first} already: a vendor comes once.");
            return Err(Refused::Fault((Field::Vendor, message)));
        }
        if base.is_none() {
            names.meet_vendor(name);
        }
        let mut draft = base.cloned().unwrap_or_else(|| Draft::named(name));
        for (field, slot) in [
            (Field::VendorNumber, &mut draft.number),
            (Field::Tier, &mut draft.tier),
            (Field::Criticality, &mut draft.criticality),
            (Field::Owner, &mut draft.owner),
            (Field::Status, &mut draft.status),
            (Field::Notes, &mut draft.notes),
        ] {
            if record.has(field) {
                record.text(field).clone_into(slot);
            }
        }
        if record.has(Field::Category) {
            draft.category = names.category(call, record.text(Field::Category), None)?;
        }
        let contact = [Field::Contact, Field::Email, Field::Phone, Field::Address];
        if contact.iter().any(|field| record.has(*field)) {
            let parts = contact.iter().map(|field| record.text(*field)).filter(|part| !part.is_empty());
            draft.contacts = parts.collect::<Vec<_>>().join(", ");
        }
        Ok(draft)
    }

    fn cells(&self) -> &'static [Cell<Draft>] {
        &[
            // A vendor that is known by an alias is the one it stands for.
            (Field::Vendor, |names, draft| match names.find(alias::Field::Vendor, &draft.name) {
                Some(id) if id > 0 => names.name(alias::Field::Vendor, Some(id)),
                _ => draft.name.clone(),
            }),
            (Field::VendorNumber, |_, draft| draft.number.clone()),
            (Field::Category, |names, draft| names.name(alias::Field::Category, draft.category)),
            (Field::Tier, |_, draft| draft.tier.clone()),
            (Field::Criticality, |_, draft| draft.criticality.clone()),
            (Field::Owner, |_, draft| draft.owner.clone()),
            (Field::Status, |_, draft| draft.status.clone()),
            (Field::Contact, |_, draft| draft.contacts.clone()),
            (Field::Notes, |_, draft| draft.notes.clone()),
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
        draft.name.clone_from(&base.name);
    }

    fn add(&mut self, call: &Call<'_>, names: &mut Names, _: Id, draft: &Draft) -> Result<(), Error> {
        let id = store::vendor::save(call.tx, draft)?;
        names.learn_vendor(&draft.name, id);
        Ok(())
    }

    fn save(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::vendor::save(call.tx, draft)?;
        Ok(())
    }

    fn end(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::vendor::save(call.tx, &Draft { status: "inactive".to_owned(), ..draft.clone() })?;
        Ok(())
    }

    fn in_scope(&self, draft: &Draft) -> bool {
        draft.status != "inactive"
    }

    fn notes(&self) -> Vec<String> {
        let rows = counted(self.repeated as usize, "row says", "rows say");
        let note = format!("{rows} the same of a vendor as a row above: it is taken once.");
        (self.repeated > 0).then_some(note).into_iter().collect()
    }

    fn label(&self, _: &Names, draft: &Draft) -> String {
        draft.name.clone()
    }
}
