//! What the people of the sample book say of FY2027: the causes that the bridge names, and some of the rest.

use domain::Id;
use domain::calendar::Period;
use domain::comment::{Draft, Scope, Subject};
use store::{Error, Tx};

/// A comment: on what kind of record, its name, what is said, the cause, by whom and when.
type Said = (Scope, &'static str, &'static str, &'static str, &'static str, &'static str);

/// All on FY2027 against its budget. Some lines are left for the reader to explain.
#[rustfmt::skip]
const SAID: &[Said] = &[
    (Scope::Line, "Productivity suite E5", "List price +8 % from October; the next renewal is in June", "price", "Hanna Berg", "2026-10-06T09:40:00"),
    (Scope::Line, "Productivity suite F3, plants", "As the E5 suite: +8 % from October", "price", "Hanna Berg", "2026-10-06T09:42:00"),
    (Scope::Line, "Portal design and build", "Stopped by the steering committee on 24 September", "cancelled", "Daniel Marsh", "2026-09-25T16:05:00"),
    (Scope::Line, "Storage array replacement", "The vendor delivers in February, not in September", "delay", "Owen Pryce", "2026-09-14T11:20:00"),
    (Scope::Category, "Cloud Services", "Service assistant pilot was not in the budget: 12.4 k a month since September", "", "Ines Carvalho", "2026-11-04T10:12:00"),
    (Scope::Category, "Outside Services", "Customer portal stopped, design and build are not spent", "", "Daniel Marsh", "2026-11-04T13:30:00"),
    (Scope::Category, "Software & SaaS", "Productivity suites +8 % since October; portal licences dropped", "", "Hanna Berg", "2026-11-05T08:55:00"),
    (Scope::Category, "Hardware", "Storage array moved to February; portal test devices dropped", "", "Owen Pryce", "2026-11-03T15:18:00"),
];

/// Saves the comments on the records that were made before.
pub(super) fn save(tx: &Tx<'_>, plan: Id) -> Result<(), Error> {
    let lines = store::budget::lines(tx)?;
    let categories = store::category::all(tx)?;
    for (scope, name, text, cause, who, at) in SAID {
        let of = match scope {
            Scope::Line => lines.iter().find(|line| line.description == *name).map(|line| line.id),
            Scope::Category | Scope::Department | Scope::Vendor | Scope::Project => {
                categories.iter().find(|category| category.name == *name).map(|category| category.id)
            }
        };
        let Some(of) = of else { continue };
        let draft = Draft {
            subject: Subject { scope: *scope, of },
            period: Period::Year(2027),
            plan: Some(plan),
            text: (*text).to_owned(),
            cause: (*cause).to_owned(),
            carried_from: None,
        };
        store::comment::save(tx, &draft, who, at)?;
    }
    Ok(())
}
