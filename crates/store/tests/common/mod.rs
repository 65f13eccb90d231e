//! Books to test with, in folders that go with the test.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test uses its part")]

use std::path::{Path, PathBuf};

use domain::budget::{Draft as Line, Months, Purpose};
use domain::category::Expense;
use domain::plan::{Draft as Plan, Kind};
use domain::{Amount, Id, Month, Settings, Topic};
use rusqlite::Connection;
use store::{Book, Error, Meta, Tx, Who};
use tempfile::TempDir;

pub const AT: &str = "2026-11-22T09:30:00+01:00";

pub fn who() -> Who<'static> {
    Who { name: "Anna", at: AT }
}

pub fn meta() -> Meta<'static> {
    Meta { command: "test.change", who: "Anna", at: AT, topics: &[Topic::Budget], undoes: None }
}

pub fn settings() -> Settings {
    Settings::new("Acme", "EUR".parse().unwrap(), 7)
}

/// A folder with the path of a book that is not there yet.
pub fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("IT.outlay");
    (folder, path)
}

pub fn create(path: &Path) -> Book {
    Book::create(path, &settings(), who(), &|_| Ok(())).unwrap()
}

pub fn open(path: &Path) -> Book {
    Book::open_to_write(path, who()).unwrap()
}

/// Runs a change that must leave an entry.
pub fn change(book: &Book, run: impl FnOnce(&Tx<'_>) -> Result<(), Error>) -> Id {
    try_change(book, run).unwrap().expect("an entry")
}

pub fn try_change(book: &Book, run: impl FnOnce(&Tx<'_>) -> Result<(), Error>) -> Result<Option<Id>, Error> {
    Ok(book.change(meta(), |tx| run(tx).map(|()| ((), "A change".to_owned())))?.1)
}

/// Takes back a change and answers the number of the change that did.
pub fn undo(book: &Book, target: Id) -> Result<Id, Error> {
    let meta = Meta { undoes: Some(target), ..meta() };
    let done = book.change(meta, |tx| store::undo(tx, target).map(|()| ((), "Undo".to_owned())))?;
    Ok(done.1.expect("an entry"))
}

pub fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

pub fn months(each: &str) -> Months {
    [amount(each); 12]
}

pub fn line(plan: Id, description: &str) -> Line {
    Line {
        id: None,
        plan,
        description: description.to_owned(),
        vendor: None,
        category: Some(1),
        department: None,
        project: None,
        currency: "EUR".parse().unwrap(),
        expense: Expense::Opex,
        purpose: Purpose::Run,
        owner: String::new(),
        notes: String::new(),
    }
}

pub fn plan(tx: &Tx<'_>, name: &str, copy_of: Option<Id>) -> Result<Id, Error> {
    let draft = Plan { id: None, name: name.to_owned(), kind: Kind::Budget, fiscal_year: 2027, copy_of };
    store::plan::save(tx, &draft, Month::new(2026, 7).unwrap())
}

pub fn vendor(tx: &Tx<'_>, name: &str) -> Result<Id, Error> {
    store::vendor::save(tx, &domain::vendor::Draft::named(name))
}

pub fn add_line(tx: &Tx<'_>, plan: Id, description: &str, each: &str) -> Result<Id, Error> {
    let id = store::budget::save(tx, &line(plan, description))?;
    store::budget::put(tx, plan, id, &months(each))?;
    Ok(id)
}

pub fn actual(text: &str, amount_: &str) -> domain::actual::Draft {
    domain::actual::Draft {
        id: None,
        date: "2026-09-30".parse().unwrap(),
        amount: amount(amount_),
        currency: "EUR".parse().unwrap(),
        vendor: None,
        text: text.to_owned(),
        document: String::new(),
        account: String::new(),
        cost_centre: String::new(),
        line: None,
    }
}

/// An import of actuals with a vendor of its own, as the import does it.
pub fn import(tx: &Tx<'_>, file: &str, count: u32) -> Result<Id, Error> {
    let batch = store::batch::Batch {
        fingerprint: String::new(),
        id: 0,
        file_name: format!("{file}.csv"),
        file_hash: file.to_owned(),
        kind: "actuals".to_owned(),
        plan: None,
        at: AT.to_owned(),
        who: "Anna".to_owned(),
        count,
        totals: if count == 0 { "{}".to_owned() } else { format!("{{\"EUR\":\"{}.50\"}}", count * 10) },
        options: "{}".to_owned(),
        updated: 0,
        read: count,
    };
    let batch = store::batch::insert(tx, &batch)?;
    let vendor = vendor(tx, &format!("Vendor of {file}"))?;
    store::actual::append(tx, Some(batch), |appender| {
        for n in 0..count {
            let amount = if n == 0 { "10.50" } else { "10.00" };
            let draft = actual(&format!("Posting “{n}” of {file}\n{{}}"), amount);
            appender.add(&domain::actual::Draft { vendor: Some(vendor), ..draft })?;
        }
        Ok(())
    })?;
    Ok(batch)
}

pub fn contract(number: &str, vendor: Option<Id>) -> domain::contract::Draft {
    domain::contract::Draft {
        number: number.to_owned(),
        vendor,
        yearly: Some(amount("1200.50")),
        end: Some("2026-12-31".parse().unwrap()),
        ..domain::contract::Draft::titled("Mail “filter”\n", "EUR".parse().unwrap())
    }
}

pub fn order(number: &str, vendor: Option<Id>) -> domain::order::Draft {
    domain::order::Draft {
        vendor,
        invoiced: Some(amount("40.05")),
        ..domain::order::Draft::of(number, amount("100.10"), "EUR".parse().unwrap())
    }
}

pub fn licence(product: &str, vendor: Option<Id>) -> domain::licence::Draft {
    domain::licence::Draft {
        vendor,
        bought: Some(amount("10")),
        assigned: Some(amount("7.5")),
        ..domain::licence::Draft::of(product, "USD".parse().unwrap())
    }
}

pub fn score(vendor: Id, period: &str) -> domain::score::Draft {
    domain::score::Draft {
        id: None,
        vendor,
        criterion: "Uptime".to_owned(),
        period: period.to_owned(),
        value: amount("99.95"),
        unit: "%".to_owned(),
        comment: String::new(),
        rater: String::new(),
    }
}

pub fn bill(vendor: Id, service: &str) -> domain::bill::Draft {
    domain::bill::Draft {
        id: None,
        vendor,
        service: service.to_owned(),
        account: "prod".to_owned(),
        month: Month::new(2026, 9).unwrap(),
        currency: "USD".parse().unwrap(),
        billed: Some(amount("1.0000000000000000000000000001")),
        effective: Some(amount("0.1")),
        basis: domain::bill::Basis::Billed,
        actual: None,
    }
}

pub fn alias(text: &str, vendor: Id) -> domain::alias::Draft {
    domain::alias::Draft {
        id: None,
        field: domain::alias::Field::Vendor,
        text: text.to_owned(),
        target: vendor,
    }
}

/// Another program's view of the file.
pub fn raw(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

/// Every row of every table that the journal watches, as text.
pub fn dump(path: &Path) -> Vec<String> {
    let conn = raw(path);
    let mut names = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'change%' AND name NOT IN ('mapping', 'content') ORDER BY name")
        .unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut dump = Vec::new();
    for name in names {
        let mut rows = conn.prepare(&format!("SELECT * FROM \"{name}\" ORDER BY id")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<String> =
                (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            dump.push(format!("{name}: {}", values.join(" | ")));
        }
    }
    dump
}

/// The names of the files and folders in a folder.
pub fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
