//! Numbers of things in sentences, and the names behind the numbers of records.

use std::collections::HashMap;

use domain::Id;

use crate::Error;
use crate::open::Call;

/// `1 line`, `2 lines`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The names of what records name; empty for none.
pub(crate) struct Labels {
    vendors: HashMap<Id, String>,
    categories: HashMap<Id, String>,
    departments: HashMap<Id, String>,
}

impl Labels {
    pub(crate) fn load(call: &Call<'_>) -> Result<Labels, Error> {
        let tx = call.tx;
        let departments = store::department::all(tx)?.into_iter().map(|one| {
            let name = if one.name.is_empty() { one.code } else { one.name };
            (one.id, name)
        });
        Ok(Labels {
            vendors: store::vendor::all(tx)?.into_iter().map(|one| (one.id, one.name)).collect(),
            categories: store::category::all(tx)?.into_iter().map(|one| (one.id, one.name)).collect(),
            departments: departments.collect(),
        })
    }

    pub(crate) fn vendor(&self, id: Option<Id>) -> String {
        named(&self.vendors, id)
    }

    pub(crate) fn category(&self, id: Option<Id>) -> String {
        named(&self.categories, id)
    }

    pub(crate) fn department(&self, id: Option<Id>) -> String {
        named(&self.departments, id)
    }
}

fn named(names: &HashMap<Id, String>, id: Option<Id>) -> String {
    id.and_then(|id| names.get(&id).cloned()).unwrap_or_default()
}
