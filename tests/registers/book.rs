//! A book with records of every register, written by way of the store: the imports that bring them in have tests of their own.

use std::path::Path;

use domain::alias::Field;
use domain::bill::Basis;
use domain::contract::{Kind, Renewal};
use domain::{Amount, Currency, Topic};
use store::{Book, Error, Meta, Tx, Who};
use tests::Desk;

const AT: &str = "2026-11-22T10:04:00";

#[expect(clippy::unnecessary_wraps, reason = "most fields that take it are optional")]
fn amount(text: &str) -> Option<Amount> {
    Some(text.parse().unwrap())
}

fn euro() -> Currency {
    "EUR".parse().unwrap()
}

fn dollar() -> Currency {
    "USD".parse().unwrap()
}

/// One change.
fn change(path: &Path, summary: &str, run: impl FnOnce(&Tx<'_>) -> Result<(), Error>) {
    let book = Book::open_to_write(path, Who { name: "anna", at: AT }).unwrap();
    let topics = &[Topic::Contract, Topic::Order];
    let meta = Meta { command: "import.run", who: "anna", at: AT, topics, undoes: None };
    book.change(meta, |tx| run(tx).map(|()| ((), summary.to_owned()))).unwrap().1.unwrap();
}

fn contracts(tx: &Tx<'_>, vendor: domain::Id) -> Result<(), Error> {
    use domain::contract::Draft;
    let yearly = |number: &str, title: &str, value: &str| Draft {
        number: number.to_owned(),
        vendor: Some(vendor),
        yearly: amount(value),
        start: Some("2024-03-01".parse().unwrap()),
        initial_months: Some(12),
        notice_months: Some(3),
        renewal: Some(Renewal::Automatic),
        ..Draft::titled(title, euro())
    };
    store::contract::append(tx, None, |to| {
        to.add(&Draft {
            kind: Kind::Saas,
            owner: "Ines".to_owned(),
            ..yearly("C-3", "Mail filter", "1200.5")
        })?;
        to.add(&Draft {
            start: Some("2024-01-15".parse().unwrap()),
            ..yearly("C-1", "Wide area network", "90000")
        })?;
        to.add(&Draft {
            renewal: Some(Renewal::None),
            category: Some(4),
            department: Some(1),
            status: "closed".to_owned(),
            ..yearly("C-2", "Scanners", "300")
        })?;
        // Nothing but a value is known.
        to.add(&Draft { total: amount("-5000.125"), ..Draft::titled("Consulting", dollar()) })
    })?;
    Ok(())
}

/// A book with records of every register.
pub(super) fn fill(desk: &Desk) {
    desk.run(&["new", "@b.outlay", "--fiscal-start", "7", "--organisation", "Halden Group"]).ok();
    change(&desk.path("b.outlay"), "Import registers", |tx| {
        let named = |name: &str| domain::vendor::Draft {
            number: "70001".to_owned(),
            contacts: "Ann, ann@norrland.example".to_owned(),
            ..domain::vendor::Draft::named(name)
        };
        let vendor = store::vendor::save(tx, &named("Norrland AB"))?;
        let it = domain::department::Draft { id: None, code: "IT".into(), name: "IT".into(), parent: None };
        store::department::save(tx, &it)?;
        contracts(tx, vendor)?;
        let order = |number: &str, amount_: &str, currency| domain::order::Draft {
            vendor: Some(vendor),
            position: "10".to_owned(),
            ..domain::order::Draft::of(number, amount(amount_).unwrap(), currency)
        };
        store::order::append(tx, None, |to| {
            to.add(&domain::order::Draft {
                date: Some("2026-09-01".parse().unwrap()),
                text: "Notebooks".to_owned(),
                delivered: amount("500"),
                invoiced: amount("400.25"),
                ..order("4500001", "1000", euro())
            })?;
            to.add(&domain::order::Draft { invoiced: amount("70"), ..order("4500002", "50", euro()) })?;
            to.add(&order("4500003", "9.99", dollar()))
        })?;
        store::licence::append(tx, None, |to| {
            to.add(&domain::licence::Draft {
                vendor: Some(vendor),
                contract: Some(1),
                number: "SN-7".to_owned(),
                metric: "users".to_owned(),
                bought: amount("100"),
                assigned: amount("90"),
                used: amount("70.5"),
                unit_price: amount("12.005"),
                total: amount("1200.5"),
                end: Some("2027-02-28".parse().unwrap()),
                ..domain::licence::Draft::of("Mail filter", euro())
            })?;
            to.add(&domain::licence::Draft {
                contract_number: "X-1".to_owned(),
                ..domain::licence::Draft::of("Editor", euro())
            })
        })?;
        for (period, value) in [("2026-Q2", "98.5"), ("q3 2026", "99.95")] {
            let score = domain::score::Draft {
                id: None,
                vendor,
                criterion: "On-time delivery".to_owned(),
                period: period.to_owned(),
                value: amount(value).unwrap(),
                unit: "%".to_owned(),
                comment: String::new(),
                rater: String::new(),
            };
            store::score::save(tx, &score)?;
        }
        for (service, billed, effective, basis) in [
            ("Compute", amount("10.00000000000000000000000001"), amount("8.5"), Basis::Billed),
            ("Storage", None, amount("0.25"), Basis::Effective),
        ] {
            let bill = domain::bill::Draft {
                id: None,
                vendor,
                service: service.to_owned(),
                account: "prod".to_owned(),
                month: "2026-09".parse().unwrap(),
                currency: dollar(),
                billed,
                effective,
                basis,
                actual: None,
            };
            store::bill::save(tx, &bill)?;
        }
        let alias =
            domain::alias::Draft { id: None, field: Field::Vendor, text: "NORRLAND".into(), target: vendor };
        store::alias::save(tx, &alias)?;
        let rate = |plan, currency, month| domain::rate::Draft {
            id: None,
            plan,
            currency,
            month,
            rate: "0.9".parse().unwrap(),
        };
        store::rate::save(tx, &rate(None, dollar(), Some("2026-09".parse().unwrap()))).map(drop)
    });
}
