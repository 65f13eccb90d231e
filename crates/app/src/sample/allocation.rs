//! How the sample's departments share the cost of IT in FY2027: services by what drives them, in steps.

use domain::allocation::{By, Rule, Share, Source};
use domain::{Amount, Id};
use store::{Error, Tx};

use super::Names;

/// What a rule shares out, by the words of the sample.
enum Of {
    Category(&'static str),
    Department(&'static str),
}

/// A rule: name, what, by what, capacity, driver, unit, cost centres with their weight.
type Written =
    (&'static str, Of, By, Option<i64>, &'static str, &'static str, &'static [(&'static str, i64)]);

/// The rules in the order in which they run: what is hosted bears the data center, and passes it on with its own cost.
const RULES: &[Written] = &[
    (
        "Data center",
        Of::Category("Data Center Facilities"),
        By::Evenly,
        None,
        "",
        "",
        &[("4310", 1), ("4320", 1), ("4410", 1), ("4500", 1)],
    ),
    (
        "Cloud platform",
        Of::Department("4310"),
        By::Quantities,
        Some(2_400),
        "Virtual processors",
        "vCPU",
        &[("4410", 620), ("4420", 480), ("4500", 540), ("4700", 340)],
    ),
    (
        "Workplace",
        Of::Department("4220"),
        By::Quantities,
        None,
        "Headcount",
        "seats",
        &[("4000", 58), ("1000", 41), ("2000", 112), ("3100", 148), ("3200", 83), ("5000", 78)],
    ),
    (
        "ERP and finance applications",
        Of::Department("4410"),
        By::Quantities,
        None,
        "Named users",
        "users",
        &[("1000", 46), ("2000", 64), ("3100", 122), ("3200", 71)],
    ),
    (
        "Sales and service applications",
        Of::Department("4420"),
        By::Shares,
        None,
        "",
        "",
        &[("2000", 85), ("3100", 10), ("3200", 5)],
    ),
    ("Engineering software", Of::Department("4700"), By::Shares, None, "", "", &[("5000", 90), ("3100", 10)]),
];

/// Saves the rules.
pub(super) fn save(tx: &Tx<'_>, names: &Names) -> Result<(), Error> {
    let department = |code: &str| names.departments.get(code).map_or(0, |(id, _)| *id);
    for (name, of, by, capacity, driver, unit, shares) in RULES {
        let source = match of {
            Of::Category(name) => Source::Category(names.categories.get(*name).map_or(0, |(id, _)| *id)),
            Of::Department(code) => Source::Department(department(code)),
        };
        let share = |(code, weight): &(&str, i64)| Share {
            department: department(code),
            weight: Amount::from(*weight),
        };
        let rule = Rule {
            id: Id::default(),
            fiscal_year: 2027,
            plan: None,
            name: (*name).into(),
            source,
            by: *by,
            capacity: capacity.map(Amount::from),
            driver: (*driver).into(),
            unit: (*unit).into(),
            shares: shares.iter().map(share).collect(),
        };
        store::allocation::save(tx, None, &rule)?;
    }
    Ok(())
}
