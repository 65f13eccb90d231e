//! Contracts, orders, licences, scores, bills, aliases and mappings: written, read back, found again, taken back.
#![allow(clippy::unwrap_used, reason = "a test fails where it does not hold")]

mod common;

use std::path::Path;

use common::*;
use domain::Id;
use domain::alias::Field;
use domain::contract::{Kind, NoticeTo, Renewal};
use store::{Book, Error, Tx};

/// A book with a line, an actual, a department, a project and the vendor 1.
fn book(path: &Path) -> Book {
    let book = create(path);
    change(&book, |tx| {
        let vendor = vendor(tx, "Contoso")?;
        let plan = plan(tx, "FY2027 Budget", None)?;
        add_line(tx, plan, "Mail", "10")?;
        store::actual::save(tx, &domain::actual::Draft { vendor: Some(vendor), ..actual("Mail", "10") })?;
        store::project::save(tx, &domain::project::Draft { name: "Move".to_owned(), ..Default::default() })?;
        let it = domain::department::Draft { id: None, code: "IT".into(), name: "IT".into(), parent: None };
        store::department::save(tx, &it).map(drop)
    });
    book
}

/// A contract with something in every field.
fn whole_contract() -> domain::contract::Draft {
    domain::contract::Draft {
        title: "Mail filter".to_owned(),
        kind: Kind::Saas,
        start: Some("2024-01-31".parse().unwrap()),
        initial_months: Some(12),
        renewal: Some(Renewal::Automatic),
        renewal_months: Some(1),
        notice_months: Some(3),
        notice_days: Some(0),
        notice_to: Some(NoticeTo::HalfYearEnd),
        total: Some(amount("-1.0000000000000000000000000001")),
        billing: "annual in advance".to_owned(),
        owner: "Ines".to_owned(),
        category: Some(4),
        department: Some(1),
        parent: "M-1".to_owned(),
        status: "signed".to_owned(),
        notes: "Line one\nline two".to_owned(),
        ..contract("C-1", Some(1))
    }
}

fn whole_order() -> domain::order::Draft {
    domain::order::Draft {
        position: "10".to_owned(),
        date: Some("2026-02-28".parse().unwrap()),
        text: "Notebooks".to_owned(),
        delivered: Some(amount("50")),
        account: "6800".to_owned(),
        cost_centre: "CC-1".to_owned(),
        line: Some(1),
        status: "open".to_owned(),
        ..order("4711", Some(1))
    }
}

fn whole_licence() -> domain::licence::Draft {
    domain::licence::Draft {
        contract: Some(1),
        contract_number: "C-1".to_owned(),
        number: "SN-7".to_owned(),
        metric: "users".to_owned(),
        used: Some(amount("4.25")),
        unit_price: Some(amount("12.005")),
        total: Some(amount("120.05")),
        start: Some("2026-01-01".parse().unwrap()),
        end: Some("2026-12-31".parse().unwrap()),
        owner: "Ines".to_owned(),
        department: Some(1),
        notes: "Renewed".to_owned(),
        ..licence("Editor", Some(1))
    }
}

fn fill(tx: &Tx<'_>) -> Result<(), Error> {
    assert_eq!(store::contract::save(tx, &whole_contract())?, 1);
    assert_eq!(store::order::save(tx, &whole_order())?, 1);
    assert_eq!(store::licence::save(tx, &whole_licence())?, 1);
    let comment = "From the monthly report".to_owned();
    assert_eq!(store::score::save(tx, &domain::score::Draft { comment, ..score(1, "2026-Q3") })?, 1);
    assert_eq!(store::bill::save(tx, &domain::bill::Draft { actual: Some(1), ..bill(1, "Compute") })?, 1);
    assert_eq!(store::alias::save(tx, &alias("Contoso Ltd", 1))?, 1);
    Ok(())
}

#[test]
fn records_are_read_as_they_were_written() {
    let (_folder, path) = folder();
    let book = book(&path);
    change(&book, fill);
    book.read(|tx| {
        let contract = domain::contract::Draft { id: Some(1), ..whole_contract() };
        assert_eq!(store::contract::all(tx)?, std::slice::from_ref(&contract));
        assert_eq!(store::contract::get(tx, 1)?, Some(contract));
        assert_eq!(store::contract::get(tx, 2)?, None);
        let order = domain::order::Draft { id: Some(1), ..whole_order() };
        assert_eq!(store::order::all(tx)?, std::slice::from_ref(&order));
        assert_eq!(store::order::get(tx, 1)?, Some(order));
        let licence = domain::licence::Draft { id: Some(1), ..whole_licence() };
        assert_eq!(store::licence::all(tx)?, std::slice::from_ref(&licence));
        assert_eq!(store::licence::get(tx, 1)?, Some(licence));
        let comment = "From the monthly report".to_owned();
        let score = domain::score::Draft { id: Some(1), comment, ..score(1, "2026-Q3") };
        assert_eq!(store::score::all(tx)?, std::slice::from_ref(&score));
        assert_eq!(store::score::get(tx, 1)?, Some(score));
        let bill = domain::bill::Draft { id: Some(1), actual: Some(1), ..bill(1, "Compute") };
        assert_eq!(store::bill::all(tx)?, std::slice::from_ref(&bill));
        assert_eq!(store::bill::get(tx, 1)?, Some(bill));
        Ok::<(), Error>(())
    })
    .unwrap();
}

#[test]
fn records_are_replaced_and_removed_and_all_of_it_is_taken_back() {
    let (_folder, path) = folder();
    let book = book(&path);
    let mut states = vec![dump(&path)];
    let mut step = |run: &dyn Fn(&Tx<'_>) -> Result<(), Error>| {
        change(&book, run);
        states.push(dump(&path));
    };
    step(&fill);
    step(&|tx| {
        let id = Some(1);
        let yearly = Some(amount("7"));
        store::contract::save(tx, &domain::contract::Draft { id, yearly, start: None, ..whole_contract() })?;
        store::order::save(tx, &domain::order::Draft { id, invoiced: None, line: None, ..whole_order() })?;
        store::licence::save(tx, &domain::licence::Draft { id, used: None, ..whole_licence() })?;
        store::score::save(tx, &domain::score::Draft { id, ..score(1, "2026-Q4") })?;
        store::bill::save(tx, &domain::bill::Draft { id, billed: Some(amount("2")), ..bill(1, "Compute") })?;
        store::alias::save(tx, &domain::alias::Draft { id, ..alias("Contoso GmbH", 1) }).map(drop)
    });
    step(&|tx| {
        assert!(store::licence::remove(tx, 1)?);
        assert!(store::contract::remove(tx, 1)?);
        assert!(store::order::remove(tx, 1)?);
        assert!(store::score::remove(tx, 1)?);
        assert!(store::bill::remove(tx, 1)?);
        assert!(store::alias::remove(tx, 1)?);
        assert!(!store::alias::remove(tx, 1)?);
        Ok(())
    });
    assert_eq!(states[3], states[0]);
    for back in [2, 1, 0] {
        undo(&book, Id::try_from(back).unwrap() + 2).unwrap();
        assert_eq!(dump(&path), states[back], "back to {back}");
    }
    for (forth, state) in states.iter().enumerate().skip(1) {
        let redo = book.read(|tx| book.stacks(tx)).unwrap().redo.last().unwrap().0;
        undo(&book, redo).unwrap();
        assert_eq!(&dump(&path), state, "forth to {forth}");
    }
    let error = try_change(&book, |tx| {
        store::order::save(tx, &domain::order::Draft { id: Some(1), ..order("1", None) }).map(drop)
    });
    assert_eq!(error.unwrap_err().to_string(), "This order is not in the book any more.");
    assert!(book.read(store::check).unwrap().is_empty());
}

#[test]
fn an_import_is_one_block_of_each_register_and_one_undo() {
    let (_folder, path) = folder();
    let book = book(&path);
    let before = dump(&path);
    let change = change(&book, |tx| {
        let batch = Some(import(tx, "registers", 1)?);
        let contract = store::contract::append(tx, batch, |to| to.add(&contract("C-1", Some(1))))?;
        store::order::append(tx, batch, |to| {
            (0..300).try_for_each(|n| to.add(&order(&n.to_string(), Some(1))).map(drop))
        })?;
        store::licence::append(tx, batch, |to| {
            to.add(&domain::licence::Draft { contract: Some(contract), ..licence("Editor", None) })
        })?;
        store::score::append(tx, batch, |to| to.add(&score(1, "2026-07")))?;
        store::bill::append(tx, batch, |to| {
            to.add(&domain::bill::Draft { actual: Some(2), ..bill(1, "S") })
        })?;
        Ok(())
    });
    let rows = book.read(|tx| store::history::rows(tx, change, 1000)).unwrap();
    assert_eq!(rows.iter().filter(|row| row.table == "order").count(), 300);
    let first = rows.iter().find(|row| row.table == "order").unwrap();
    assert!(first.after.as_ref().unwrap().contains("\"number\":\"0\""), "{first:?}");
    let blocks: i64 = raw(&path)
        .query_row("SELECT count(*) FROM change_row WHERE name = 'order'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(blocks, 1);
    undo(&book, change).unwrap();
    assert_eq!(dump(&path), before);
}

#[test]
fn records_are_found_again_by_what_they_are_recognised_by() {
    let (_folder, path) = folder();
    let book = book(&path);
    change(&book, |tx| {
        fill(tx)?;
        store::contract::save(tx, &contract("c-1 ", Some(1)))?;
        store::contract::save(tx, &contract("c-1 ", None))?;
        store::score::save(tx, &score(1, "q3 2026"))?;
        let numbered = domain::vendor::Draft {
            number: " 70001 ".to_owned(),
            contacts: "Ann, 4711".to_owned(),
            ..domain::vendor::Draft::named("Fabrikam")
        };
        store::vendor::save(tx, &numbered)?;
        for name in ["Twin one", "Twin two"] {
            let draft =
                domain::vendor::Draft { number: "70002".to_owned(), ..domain::vendor::Draft::named(name) };
            store::vendor::save(tx, &draft)?;
        }
        let it = domain::alias::Draft {
            id: None,
            field: Field::Department,
            text: "Informatik".to_owned(),
            target: 1,
        };
        store::alias::save(tx, &it)?;
        // The newer decision counts.
        store::alias::save(tx, &alias(" CONTOSO  ltd", 2)).map(drop)
    });
    book.read(|tx| {
        let contracts = store::contract::by_key(tx)?;
        assert_eq!(contracts[&contract("C-1", Some(1)).key()], [1, 2]);
        assert_eq!(contracts[&contract("C-1", None).key()], [3]);
        assert_eq!(store::order::by_key(tx)?[&whole_order().key()], [1]);
        assert_eq!(store::licence::by_key(tx)?[&whole_licence().key()], [1]);
        assert_eq!(store::score::by_key(tx)?[&score(1, "2026-Q3").key()], [1, 2]);
        assert_eq!(store::bill::by_key(tx)?[&bill(1, "compute").key()], [1]);
        let numbers = store::vendor::by_number(tx)?;
        assert_eq!(numbers.into_iter().collect::<Vec<_>>(), [("70001".to_owned(), 2)]);
        assert_eq!(store::vendor::get(tx, 2)?.unwrap().contacts, "Ann, 4711");
        let vendors = store::alias::by_key(tx, Field::Vendor)?;
        assert_eq!(vendors.into_iter().collect::<Vec<_>>(), [("contoso ltd".to_owned(), 2)]);
        let aliases = store::alias::all(tx)?;
        let told: Vec<String> = aliases
            .iter()
            .map(|one| format!("{} {} = {} {}", one.field.name(), one.text, one.target, one.name))
            .collect();
        assert_eq!(told, ["department Informatik = 1 IT", "vendor CONTOSO  ltd = 2 Fabrikam"]);
        Ok::<(), Error>(())
    })
    .unwrap();
}

#[test]
fn what_a_register_names_is_in_use() {
    let (_folder, path) = folder();
    let book = book(&path);
    // The vendor's actual is one use, each register one more; aliases are none.
    let uses = |of: fn(&Tx<'_>, Id) -> Result<u32, Error>, id| book.read(|tx| of(tx, id)).unwrap();
    assert_eq!((uses(store::vendor::uses, 1), uses(store::category::uses, 4)), (1, 0));
    change(&book, fill);
    assert_eq!(uses(store::vendor::uses, 1), 6);
    assert_eq!((uses(store::category::uses, 4), uses(store::department::uses, 1)), (1, 2));
    assert_eq!(uses(store::contract::uses, 1), 1);
    let before = dump(&path);
    for (what, remove) in [
        ("vendor", store::vendor::remove as fn(&Tx<'_>, Id) -> Result<bool, Error>),
        ("contract", store::contract::remove),
        ("department", store::department::remove),
    ] {
        assert!(try_change(&book, |tx| remove(tx, 1).map(drop)).is_err(), "{what}");
        assert_eq!(dump(&path), before, "{what}");
    }
    // An order keeps its line alive, and a bill lets its actual go.
    change(&book, |tx| {
        store::budget::remove(tx, 1, &[1])?;
        store::actual::remove(tx, 1).map(drop)
    });
    assert_eq!(book.read(store::budget::count).unwrap(), 1);
    assert_eq!(book.read(|tx| store::bill::get(tx, 1)).unwrap().unwrap().actual, None);
    assert!(book.read(store::check).unwrap().is_empty());
}

#[test]
fn a_record_takes_its_aliases_along() {
    let (_folder, path) = folder();
    let book = book(&path);
    change(&book, |tx| {
        let other = vendor(tx, "Fabrikam")?;
        store::alias::save(tx, &alias("Fab", other))?;
        for (field, text) in
            [(Field::Category, "Geräte"), (Field::Department, "EDV"), (Field::Project, "Umzug")]
        {
            let draft = domain::alias::Draft { id: None, field, text: text.to_owned(), target: 1 };
            store::alias::save(tx, &draft)?;
        }
        Ok(())
    });
    let before = dump(&path);
    let gone = change(&book, |tx| {
        store::vendor::remove(tx, 2)?;
        store::department::remove(tx, 1)?;
        store::project::remove(tx, 1).map(drop)
    });
    let left = book.read(store::alias::all).unwrap();
    assert_eq!(left.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Geräte"]);
    undo(&book, gone).unwrap();
    assert_eq!(dump(&path), before);
}

#[test]
fn undoing_an_import_does_not_forget_how_its_file_was_read() {
    let (_folder, path) = folder();
    let book = create(&path);
    let mapping = |options: &str| store::mapping::Mapping {
        fingerprint: "abc".to_owned(),
        kind: "actuals".to_owned(),
        file_name: "a.csv".to_owned(),
        options: options.to_owned(),
        at: AT.to_owned(),
    };
    let done = change(&book, |tx| {
        import(tx, "a", 3)?;
        store::mapping::save(tx, &mapping("{}"))
    });
    assert_eq!(try_change(&book, |tx| store::mapping::save(tx, &mapping("{\"a\":1}"))).unwrap(), None);
    undo(&book, done).unwrap();
    book.read(|tx| {
        assert_eq!(store::mapping::get(tx, "abc", "actuals")?, Some(mapping("{\"a\":1}")));
        assert_eq!(store::mapping::get(tx, "abc", "orders")?, None);
        assert_eq!(store::mapping::all(tx)?.len(), 1);
        assert!(store::batch::all(tx)?.is_empty());
        Ok::<(), Error>(())
    })
    .unwrap();
    try_change(&book, |tx| store::mapping::remove(tx, "abc", "actuals").map(|there| assert!(there))).unwrap();
    assert!(book.read(store::mapping::all).unwrap().is_empty());
    assert!(book.read(store::check).unwrap().is_empty());
}

#[test]
fn an_import_tells_how_many_records_it_read_and_changed() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| {
        import(tx, "a", 1)?;
        let batch = store::batch::all(tx)?.remove(0);
        store::batch::insert(tx, &store::batch::Batch { id: 0, updated: 7, read: 12, ..batch }).map(drop)
    });
    let told: Vec<(u32, u32, u32)> = book
        .read(store::batch::all)
        .unwrap()
        .iter()
        .map(|batch| (batch.count, batch.updated, batch.read))
        .collect();
    assert_eq!(told, [(1, 7, 12), (1, 0, 1)]);
}

/// A small book as version 1 of the program left it.
#[test]
fn a_book_of_version_1_is_copied_and_brought_up_to_date() {
    let old = include_bytes!("../../../tests/fixtures/book_v1.outlay");
    let (folder, path) = folder();
    std::fs::write(&path, old).unwrap();
    let book = open(&path);
    let copy = folder.path().join("IT backups").join("IT 2026-11-22 09 30 00.outlay");
    let version = |path: &Path| -> i64 {
        raw(path).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    };
    let (_other, new) = self::folder();
    drop(create(&new));
    assert_eq!((version(&path), version(&copy)), (version(&new), 1));
    assert_eq!(book.read(store::check).unwrap(), Vec::<String>::new());
    book.read(|tx| {
        let vendors = store::vendor::all(tx)?;
        let told: Vec<(&str, &str, &str)> =
            vendors.iter().map(|one| (one.name.as_str(), one.number.as_str(), one.notes.as_str())).collect();
        assert_eq!(told, [("Contoso Ltd", "", ""), ("Fabrikam", "", ""), ("Halden Group", "", "Since 2019")]);
        assert_eq!(store::actual::counts(tx)?, (3, 3));
        assert_eq!(store::budget::count(tx)?, 2);
        assert_eq!(
            store::batch::all(tx)?.iter().map(|one| (one.count, one.read)).collect::<Vec<_>>(),
            [(3, 0), (2, 0)]
        );
        // Its history is there, and nothing of it can be undone any more.
        assert_eq!(store::history::count(tx, store::history::Filter::default())?, 8);
        assert!(book.stacks(tx)?.undo.is_empty());
        Ok::<(), Error>(())
    })
    .unwrap();
    // The new tables are journalled like the old ones.
    let before = dump(&path);
    let done = change(&book, |tx| store::order::save(tx, &order("1", Some(1))).map(drop));
    undo(&book, done).unwrap();
    assert_eq!(dump(&path), before);
}
