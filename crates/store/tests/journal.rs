//! The journal by examples: what is recorded, what can be taken back, and what the chain gives away.
#![allow(clippy::unwrap_used, reason = "a test fails where it does not hold")]

mod common;

use std::path::Path;

use common::*;
use domain::plan::State;
use store::history::{self, Filter};
use store::{Book, Error};

fn stacks(book: &Book) -> (Vec<i32>, Vec<(i32, i32)>) {
    let stacks = book.read(|tx| book.stacks(tx)).unwrap();
    (stacks.undo, stacks.redo)
}

/// The sentence with which a change is refused.
fn refused(result: Result<i32, Error>) -> String {
    match result {
        Err(Error::Conflict(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_entry_has_the_rows_before_and_after() {
    let (_folder, path) = folder();
    let book = create(&path);
    let mut id = 0;
    let added = change(&book, |tx| {
        id = vendor(tx, "Contoso")?;
        Ok(())
    });
    let renamed = change(&book, |tx| {
        let draft =
            domain::vendor::Draft { id: Some(id), ..domain::vendor::Draft::named("Contoso “Ltd”\n") };
        store::vendor::save(tx, &draft).map(drop)
    });
    let removed = change(&book, |tx| store::vendor::remove(tx, id).map(drop));
    let rows = |change| book.read(|tx| history::rows(tx, change, 10)).unwrap();
    let name = |json: &Option<String>| {
        json.as_ref().map(|json| serde_json::from_str::<serde_json::Value>(json).unwrap()["name"].clone())
    };
    for (change, before, after) in [
        (added, None, Some("Contoso")),
        (renamed, Some("Contoso"), Some("Contoso “Ltd”")),
        (removed, Some("Contoso “Ltd”"), None),
    ] {
        let rows = rows(change);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].table.as_str(), rows[0].key), ("vendor", id));
        assert_eq!(name(&rows[0].before), before.map(Into::into), "before {change}");
        assert_eq!(name(&rows[0].after), after.map(Into::into), "after {change}");
    }
    let entries = book.read(|tx| history::entries(tx, Filter::default(), 0, 10)).unwrap();
    assert_eq!(
        entries.iter().map(|entry| (entry.change, entry.rows)).collect::<Vec<_>>(),
        [(3, 1), (2, 1), (1, 1)]
    );
}

#[test]
fn the_history_is_filtered() {
    let (_folder, path) = folder();
    let book = create(&path);
    for (who, topics, at, summary) in [
        ("Anna", &[domain::Topic::Vendor][..], "2026-11-01T10:00:00Z", "Neue MÜLLER GmbH"),
        ("Bert", &[domain::Topic::Budget, domain::Topic::Vendor][..], "2026-11-02T10:00:00Z", "100 % more"),
    ] {
        let meta = store::Meta { who, topics, at, ..meta() };
        book.change(meta, |tx| Ok::<_, Error>((vendor(tx, summary)?, summary.to_owned()))).unwrap();
    }
    let all = Filter::default();
    for (filter, expected) in [
        (all, vec![2, 1]),
        (Filter { who: "Anna", ..all }, vec![1]),
        (Filter { topic: Some(domain::Topic::Vendor), ..all }, vec![2, 1]),
        (Filter { topic: Some(domain::Topic::Budget), ..all }, vec![2]),
        (Filter { text: "müller", ..all }, vec![1]),
        (Filter { text: "%", ..all }, vec![2]),
        (Filter { from: "2026-11-02", ..all }, vec![2]),
        (Filter { to: "2026-11-01", ..all }, vec![1]),
    ] {
        let found = book.read(|tx| history::entries(tx, filter, 0, 10)).unwrap();
        assert_eq!(found.iter().map(|entry| entry.change).collect::<Vec<_>>(), expected, "{filter:?}");
        assert_eq!(book.read(|tx| history::count(tx, filter)).unwrap() as usize, expected.len());
    }
    assert_eq!(book.read(history::people).unwrap(), ["Anna", "Bert"]);
}

#[test]
fn nothing_changed_leaves_no_entry_and_a_failure_leaves_nothing() {
    let (_folder, path) = folder();
    let book = create(&path);
    let same = try_change(&book, |tx| store::settings::save(tx, &store::settings::get(tx)?));
    assert_eq!(same.unwrap(), None);
    let failed = try_change(&book, |tx| import(tx, "a", 5).and(Err(Error::Frozen)));
    assert!(failed.is_err());
    drop(book);
    let conn = raw(&path);
    for table in ["change", "change_row", "actual", "vendor", "batch"] {
        let rows: i64 =
            conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}

#[test]
fn an_import_that_fails_inside_a_change_that_goes_on_is_recorded_all_the_same() {
    let (_folder, path) = folder();
    let book = create(&path);
    let before = dump(&path);
    let added = change(&book, |tx| {
        let half = store::actual::append(tx, None, |appender| {
            appender.add(&actual("one", "1"))?;
            Err(Error::Frozen)
        });
        assert!(half.is_err());
        store::actual::save(tx, &actual("two", "2")).map(drop)
    });
    undo(&book, added).unwrap();
    assert_eq!(dump(&path), before);
}

#[test]
fn an_import_is_one_step_and_comes_back_byte_for_byte() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| store::actual::save(tx, &actual("by hand", "1.50")).map(drop));
    let before = dump(&path);
    let batch = std::cell::Cell::new(0);
    let imported = change(&book, |tx| import(tx, "a", 200).map(|id| batch.set(id)));
    assert_eq!(book.read(|tx| store::batch::change(tx, batch.get())).unwrap(), Some(imported));
    let entry = book.read(|tx| history::entry(tx, imported)).unwrap().unwrap();
    assert_eq!(entry.rows, 202);
    let after = dump(&path);
    let undone = undo(&book, imported).unwrap();
    assert_eq!(dump(&path), before);
    let redone = undo(&book, undone).unwrap();
    assert_eq!(dump(&path), after);
    assert_eq!(stacks(&book), (vec![1, imported], vec![]));
    undo(&book, imported).unwrap();
    assert_eq!(dump(&path), before);
    assert_eq!(redone, 4);
    assert!(book.read(store::check).unwrap().is_empty());
}

#[test]
fn an_old_change_is_undone_by_itself_where_its_rows_are_as_it_left_them() {
    let (_folder, path) = folder();
    let book = create(&path);
    let first = change(&book, |tx| vendor(tx, "Contoso").map(drop));
    let second = change(&book, |tx| vendor(tx, "Fabrikam").map(drop));
    let rename = domain::vendor::Draft { id: Some(2), ..domain::vendor::Draft::named("Fabrikam Inc") };
    let third = change(&book, |tx| store::vendor::save(tx, &rename).map(drop));
    assert_eq!(
        refused(undo(&book, second)),
        "Change 2 cannot be undone by itself: vendor 2 changed since. Undo the later changes first."
    );
    undo(&book, first).unwrap();
    assert_eq!(book.read(store::vendor::all).unwrap().len(), 1);
    // Back as the second left it: now it can go.
    undo(&book, third).unwrap();
    undo(&book, second).unwrap();
    assert!(book.read(store::vendor::all).unwrap().is_empty());
}

#[test]
fn a_number_given_again_is_not_taken_for_the_old_record() {
    let (_folder, path) = folder();
    let book = create(&path);
    let first = change(&book, |tx| import(tx, "a", 20).map(drop));
    let undone = undo(&book, first).unwrap();
    let second = change(&book, |tx| import(tx, "b", 20).map(drop));
    // The keys of the first import are those of the second now.
    let text = refused(undo(&book, undone));
    assert!(text.contains("and 19 more changed since"), "{text}");
    undo(&book, second).unwrap();
    // And free again.
    let after = undo(&book, undone);
    assert!(after.is_ok(), "{after:?}");
    let rows = book.read(|tx| history::rows(tx, second, 30)).unwrap();
    assert!(rows.iter().all(|row| row.after.as_ref().is_some_and(|json| !json.contains("of a"))), "{rows:?}");
}

#[test]
fn a_name_that_was_given_away_is_said_in_words() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| vendor(tx, "Contoso").map(drop));
    let rename = domain::vendor::Draft { id: Some(1), ..domain::vendor::Draft::named("Contoso Holding") };
    let renamed = change(&book, |tx| store::vendor::save(tx, &rename).map(drop));
    change(&book, |tx| vendor(tx, "Contoso").map(drop));
    assert_eq!(
        refused(undo(&book, renamed)),
        "Change 2 cannot be undone by itself: another vendor has taken the place of number 1 since (vendor.name_key). Undo the later changes first."
    );
}

#[test]
fn a_record_in_use_does_not_go() {
    let (_folder, path) = folder();
    let book = create(&path);
    let added = change(&book, |tx| vendor(tx, "Contoso").map(drop));
    change(&book, |tx| {
        let draft = domain::actual::Draft { vendor: Some(1), ..actual("rent", "5") };
        store::actual::save(tx, &draft).map(drop)
    });
    let before = dump(&path);
    assert_eq!(
        refused(undo(&book, added)),
        "This cannot be undone by itself: actual 1 uses a vendor that would not be there. Undo the later changes first."
    );
    assert_eq!(dump(&path), before);
    assert_eq!(stacks(&book), (vec![1, 2], vec![]));
}

#[test]
fn names_that_change_places_come_back() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| vendor(tx, "A").and(vendor(tx, "B")).map(drop));
    let before = dump(&path);
    let swapped = change(&book, |tx| {
        for (id, name) in [(1, "C"), (2, "A"), (1, "B")] {
            let draft = domain::vendor::Draft { id: Some(id), ..domain::vendor::Draft::named(name) };
            store::vendor::save(tx, &draft)?;
        }
        Ok(())
    });
    let after = dump(&path);
    let undone = undo(&book, swapped).unwrap();
    assert_eq!(dump(&path), before);
    undo(&book, undone).unwrap();
    assert_eq!(dump(&path), after);
}

#[test]
fn the_stacks_are_the_same_after_reopening() {
    let (_folder, path) = folder();
    let book = create(&path);
    for name in ["A", "B", "C"] {
        change(&book, |tx| vendor(tx, name).map(drop));
    }
    undo(&book, 3).unwrap();
    let redo = undo(&book, 2).unwrap();
    undo(&book, redo).unwrap();
    let here = stacks(&book);
    assert_eq!(here, (vec![1, 2], vec![(4, 3)]));
    drop(book);
    let book = open(&path);
    assert_eq!(stacks(&book), here);
    undo(&book, 4).unwrap();
    assert_eq!(stacks(&book), (vec![1, 2, 3], vec![]));
}

#[test]
fn undo_stops_at_a_migration() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| vendor(tx, "Of the old version").map(drop));
    drop(book);
    raw(&path).execute_batch("DROP TRIGGER change_is_kept; UPDATE change SET version = 0").unwrap();
    let book = open(&path);
    assert_eq!(stacks(&book), (vec![], vec![]));
    assert!(refused(undo(&book, 1)).starts_with("Change 1 was made by an older version of Outlay"));
    change(&book, |tx| vendor(tx, "Of this version").map(drop));
    assert_eq!(stacks(&book), (vec![2], vec![]));
    assert!(matches!(undo(&book, 77), Err(Error::NotFound(_))));
}

#[test]
fn an_approved_plan_keeps_its_amounts_rates_and_lines() {
    let (_folder, path) = folder();
    let book = create(&path);
    let rate = |id, plan, rate: &str| domain::rate::Draft {
        id,
        plan: Some(plan),
        currency: "USD".parse().unwrap(),
        month: None,
        rate: amount(rate),
    };
    change(&book, |tx| {
        let approved = plan(tx, "Approved", None)?;
        let draft = plan(tx, "Draft", None)?;
        add_line(tx, approved, "Mail", "10")?;
        add_line(tx, draft, "Desk", "10")?;
        store::rate::save(tx, &rate(None, approved, "0.9"))?;
        store::rate::save(tx, &rate(None, draft, "0.9")).map(drop)
    });
    let edit = change(&book, |tx| store::budget::set(tx, 1, 1, &months("20")));
    let approve = change(&book, |tx| store::plan::set_state(tx, 1, State::Approved, "Anna", AT));
    let frozen = |what: &str, run: &dyn Fn(&store::Tx<'_>) -> Result<(), Error>| {
        let before = dump(&path);
        let result = try_change(&book, run);
        assert!(matches!(result, Err(Error::Frozen)), "{what}: {result:?}");
        assert_eq!(dump(&path), before, "{what}");
    };
    frozen("an amount", &|tx| store::budget::set(tx, 1, 1, &months("30")));
    frozen("a line more", &|tx| add_line(tx, 1, "New", "1").map(drop));
    frozen("a line less", &|tx| store::budget::remove(tx, 1, &[1]));
    frozen("a rate", &|tx| store::rate::save(tx, &rate(Some(1), 1, "0.8")).map(drop));
    frozen("a rate more", &|tx| store::rate::save(tx, &rate(None, 1, "0.8")).map(drop));
    frozen("a rate from another plan", &|tx| store::rate::save(tx, &rate(Some(2), 1, "0.8")).map(drop));
    frozen("a rate less", &|tx| store::rate::remove(tx, 1).map(drop));
    frozen("a line's currency", &|tx| {
        let draft =
            domain::budget::Draft { id: Some(1), currency: "USD".parse().unwrap(), ..line(1, "Mail") };
        store::budget::save(tx, &draft).map(drop)
    });
    frozen("the plan", &|tx| store::plan::remove(tx, 1));
    frozen("undo of an edit before", &|tx| store::undo(tx, edit));
    drop(book);
    let conn = raw(&path);
    for sql in [
        "UPDATE budget SET plan = 1, line = 2 WHERE plan = 2",
        "UPDATE plan SET first_month = '2026-01' WHERE id = 1",
        "DELETE FROM plan WHERE id = 1",
    ] {
        assert_eq!(conn.execute(sql, []).unwrap_err().to_string(), "frozen", "{sql}");
    }
    let book = open(&path);
    // Names are labels, and the other plan is free.
    change(&book, |tx| {
        let draft = domain::budget::Draft { id: Some(1), ..line(1, "Mail and calendar") };
        store::budget::save(tx, &draft)?;
        store::budget::set(tx, 2, 2, &months("30"))
    });
    // The approval itself is a change like others.
    undo(&book, approve).unwrap();
    change(&book, |tx| store::budget::set(tx, 1, 1, &months("30")));
}

#[test]
fn the_chain_gives_away_who_meddles_with_the_journal() {
    let findings = |meddle: &str| {
        let (_folder, path) = folder();
        let book = create(&path);
        for name in ["A", "B", "C", "D"] {
            change(&book, |tx| vendor(tx, name).map(drop));
        }
        undo(&book, 3).unwrap();
        assert!(book.read(store::check).unwrap().is_empty());
        drop(book);
        unlocked(&path).execute_batch(meddle).unwrap();
        open(&path).read(store::check).unwrap()
    };
    let fits = |change: i32| {
        vec![format!("The journal was altered: change {change} does not fit what was written before it.")]
    };
    let cut = vec!["The journal was altered: its last entries are missing.".to_owned()];
    for (meddle, found) in [
        ("UPDATE change SET who = 'Bert' WHERE id = 2", fits(2)),
        ("UPDATE change SET undoes = 2 WHERE id = 5", fits(5)),
        ("UPDATE change SET hash = 'x' WHERE id = 4", fits(4)),
        ("UPDATE change_row SET before = replace(before, 'C', 'X') WHERE change = 5", fits(5)),
        ("UPDATE change_row SET key = 9 WHERE change = 1", fits(1)),
        ("DELETE FROM change_row WHERE change = 5", fits(5)),
        ("DELETE FROM change WHERE id = 1", fits(2)),
        ("DELETE FROM change WHERE id = 3", fits(4)),
        ("DELETE FROM change WHERE id = 5; DELETE FROM change_row WHERE change = 5", cut.clone()),
        ("DELETE FROM change; DELETE FROM change_row", cut),
        (
            "INSERT INTO change SELECT 6, at, who, command, summary, topics, undoes, version, hash FROM change WHERE id = 4",
            fits(6),
        ),
        (
            "INSERT INTO change_row (change, name, key, operation) VALUES (77, 'vendor', 1, 'insert')",
            vec!["The journal was altered: there are rows of a change 77, but no such entry.".to_owned()],
        ),
    ] {
        assert_eq!(findings(meddle), found, "{meddle}");
    }
}

#[test]
fn the_file_itself_keeps_the_journal() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| vendor(tx, "A").map(drop));
    drop(book);
    let conn = raw(&path);
    for sql in [
        "UPDATE change SET who = ''",
        "DELETE FROM change",
        "UPDATE change_row SET key = 2",
        "DELETE FROM change_row",
    ] {
        assert_eq!(
            conn.execute(sql, []).unwrap_err().to_string(),
            "the journal is only appended to",
            "{sql}"
        );
    }
}

/// The file without what protects its journal.
fn unlocked(path: &Path) -> rusqlite::Connection {
    let conn = raw(path);
    conn.execute_batch(
        "DROP TRIGGER change_is_kept; DROP TRIGGER change_is_not_deleted;
         DROP TRIGGER change_row_is_kept; DROP TRIGGER change_row_is_not_deleted",
    )
    .unwrap();
    conn
}
