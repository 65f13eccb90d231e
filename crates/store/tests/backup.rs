//! The copies beside a book: one for each opening that changed something, ten at most.
#![allow(clippy::unwrap_used, reason = "a test fails where it does not hold")]

mod common;

use std::path::Path;

use common::*;
use store::{Book, Error, Meta, Who};

fn backups(path: &Path) -> Vec<String> {
    let folder = path.with_file_name("IT backups");
    if folder.exists() { files(&folder) } else { Vec::new() }
}

/// Opens the book at a time of day and adds a vendor.
fn session(path: &Path, at: &str, name: &str) {
    let book = Book::open_to_write(path, Who { name: "Anna", at }).unwrap();
    for n in 0..2 {
        let run = |tx: &store::Tx<'_>| vendor(tx, &format!("{name} {n}")).map(|_| ((), String::new()));
        book.change(Meta { at, ..meta() }, run).unwrap();
    }
}

#[test]
fn one_copy_is_made_for_each_opening_that_changes_something_as_it_was_before() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| vendor(tx, "A new book needs no copy").map(drop));
    drop(book);
    assert!(backups(&path).is_empty());

    // Looking, failing and changing nothing are no reason for a copy.
    let book = open(&path);
    book.read(store::vendor::all).unwrap();
    let failed = try_change(&book, |tx| vendor(tx, "Lost").and(Err(Error::Frozen)));
    assert!(failed.is_err());
    assert_eq!(try_change(&book, |_| Ok(())).unwrap(), None);
    drop(book);
    assert!(backups(&path).is_empty());

    session(&path, "2026-11-22T10:00:00+01:00", "first");
    session(&path, "2026-11-22T11:00:00+01:00", "second");
    assert_eq!(backups(&path), ["IT 2026-11-22 10 00 00.outlay", "IT 2026-11-22 11 00 00.outlay"]);

    let copy = path.with_file_name("IT backups").join("IT 2026-11-22 11 00 00.outlay");
    let book = open(&copy);
    let names: Vec<String> =
        book.read(store::vendor::all).unwrap().into_iter().map(|vendor| vendor.name).collect();
    assert_eq!(names, ["A new book needs no copy", "first 0", "first 1"]);
    assert!(book.read(store::check).unwrap().is_empty());
}

#[test]
fn ten_copies_are_kept_and_what_the_user_put_there_stays() {
    let (folder, path) = folder();
    drop(create(&path));
    // A second book whose name begins like the first one's, in the same folder.
    let other = folder.path().join("IT 2027.outlay");
    drop(create(&other));
    session(&other, "2020-01-01T00:00:00Z", "other");
    let own = path.with_file_name("IT backups");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("IT before the audit.outlay"), "").unwrap();
    std::fs::write(own.join("IT 2027 2020-01-01 00 00 00.outlay"), "").unwrap();
    for hour in 10..22 {
        session(&path, &format!("2026-11-22T{hour}:00:00+01:00"), &hour.to_string());
    }
    // Two openings in one second.
    session(&path, "2026-11-22T21:00:00+01:00", "again");
    let names = backups(&path);
    assert_eq!(names.len(), 12, "{names:?}");
    assert_eq!(names[0], "IT 2026-11-22 13 00 00.outlay");
    assert!(names.contains(&"IT 2026-11-22 21 00 00 (2).outlay".to_owned()));
    assert!(names.contains(&"IT before the audit.outlay".to_owned()));
    assert!(names.contains(&"IT 2027 2020-01-01 00 00 00.outlay".to_owned()));
    assert_eq!(files(&folder.path().join("IT 2027 backups")).len(), 1);
    // No character that Windows refuses.
    assert!(names.iter().all(|name| !name.contains(['\\', '/', ':', '*', '?', '"', '<', '>', '|'])));
}

#[test]
fn a_copy_that_cannot_be_made_does_not_stop_the_work() {
    let (_folder, path) = folder();
    drop(create(&path));
    std::fs::write(path.with_file_name("IT backups"), "a file where the folder would be").unwrap();
    let book = open(&path);
    change(&book, |tx| vendor(tx, "Contoso").map(drop));
    assert_eq!(book.read(store::vendor::all).unwrap().len(), 1);
}
