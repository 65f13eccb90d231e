//! Opening, creating and closing a book: what is refused, what is left behind, what survives a crash.
#![allow(clippy::unwrap_used, reason = "a test fails where it does not hold")]

mod common;

use std::path::Path;

use common::*;
use store::{Book, Error};

#[test]
fn a_new_book_has_settings_and_the_nine_cost_pools_and_nothing_to_undo() {
    let (folder, path) = folder();
    let book = create(&path);
    assert_eq!(book.read(store::settings::get).unwrap(), settings());
    assert_eq!(book.read(store::category::all).unwrap().len(), 9);
    let stacks = book.read(|tx| book.stacks(tx)).unwrap();
    assert!(stacks.undo.is_empty() && stacks.last() == 0);
    drop(book);
    assert_eq!(files(folder.path()), ["IT.outlay"]);
    let book = open(&path);
    assert_eq!(book.read_only(), None);
    assert_eq!(book.read(store::settings::get).unwrap(), settings());
    assert!(book.read(store::check).unwrap().is_empty());
}

#[test]
fn an_existing_file_is_not_created_over() {
    let (_folder, path) = folder();
    std::fs::write(&path, "mine").unwrap();
    let error = Book::create(&path, &settings(), who(), &|_| Ok(())).unwrap_err();
    assert!(matches!(error, Error::File(_)), "{error:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn a_book_that_cannot_be_filled_leaves_nothing() {
    let (folder, path) = folder();
    let fail = |_: &store::Tx<'_>| Err(Error::NotFound("no".to_owned()));
    assert!(Book::create(&path, &settings(), who(), &fail).is_err());
    assert!(files(folder.path()).is_empty(), "{:?}", files(folder.path()));
    let error =
        Book::create(&folder.path().join("none/IT.outlay"), &settings(), who(), &|_| Ok(())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "“IT.outlay” cannot be used: it is not there any more, or its folder is not."
    );
}

#[test]
fn what_is_no_book_is_refused_and_not_touched() {
    let (folder, _) = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("empty"), "").unwrap();
    std::fs::write(at("short.txt"), "Hello").unwrap();
    std::fs::write(at("long.csv"), "a;b;c\n".repeat(1000)).unwrap();
    raw(&at("other.db")).execute_batch("CREATE TABLE a (b); PRAGMA journal_mode = WAL;").unwrap();
    std::fs::create_dir(at("folder.outlay")).unwrap();
    let before = files(folder.path());
    for name in ["empty", "short.txt", "long.csv", "other.db", "folder.outlay"] {
        for result in [Book::open(&at(name), who()), Book::open_to_read(&at(name))] {
            let error = result.unwrap_err();
            assert!(matches!(error, Error::NotABook(_)), "{name}: {error:?}");
            assert!(error.to_string().starts_with("This file is no Outlay book."), "{name}: {error}");
        }
    }
    assert!(matches!(Book::open(&at("missing"), who()), Err(Error::File(_))));
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_newer_book_is_refused() {
    let (folder, path) = folder();
    drop(create(&path));
    raw(&path).pragma_update(None, "user_version", 1000).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Book::open(&path, who()), Err(Error::NewerBook)));
    assert!(matches!(Book::open_to_read(&path), Err(Error::NewerBook)));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(files(folder.path()), ["IT.outlay"]);
}

#[test]
fn a_damaged_book_says_so() {
    let (_folder, path) = folder();
    drop(create(&path));
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..8192]).unwrap();
    let result = Book::open(&path, who()).and_then(|book| book.read(store::check));
    match result {
        Ok(findings) => assert!(!findings.is_empty()),
        Err(error) => assert!(error.to_string().contains("damaged"), "{error:?}"),
    }
}

#[test]
fn an_open_book_is_in_wal_mode_and_a_closed_one_is_one_file() {
    let (folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| vendor(tx, "Contoso").map(drop));
    assert!(files(folder.path()).contains(&"IT.outlay-wal".to_owned()));
    drop(book);
    assert_eq!(files(folder.path()), ["IT.outlay"]);
    let book = open(&path);
    change(&book, |tx| vendor(tx, "Fabrikam").map(drop));
    drop(book);
    assert_eq!(files(folder.path()), ["IT backups", "IT.outlay"]);
    // The header says so too: 1 is a rollback journal, 2 would be a log.
    assert_eq!(std::fs::read(&path).unwrap()[18..20], [1, 1]);
}

#[test]
fn closing_folds_and_does_not_wait_while_somebody_reads() {
    let (folder, path) = folder();
    let book = create(&path);
    let reader = Book::open_to_read(&path).unwrap();
    assert_eq!(reader.read(store::vendor::all).unwrap(), []);
    change(&book, |tx| vendor(tx, "Contoso").map(drop));
    let start = std::time::Instant::now();
    drop(book);
    assert!(start.elapsed().as_secs() < 3);
    // Everything is in the one file, whatever the reader keeps beside it.
    let copy = folder.path().join("copy.outlay");
    std::fs::copy(&path, &copy).unwrap();
    assert_eq!(open(&copy).read(store::vendor::all).unwrap().len(), 1);
    assert_eq!(reader.read(store::vendor::all).unwrap().len(), 1);
    drop(reader);
    drop(open(&path));
    assert!(
        files(folder.path()).iter().all(|name| !name.contains("IT.outlay-")),
        "{:?}",
        files(folder.path())
    );
}

/// The files of an open book, as a crash would leave them.
fn crash(path: &Path, name: &str) -> std::path::PathBuf {
    let to = path.with_file_name(name);
    for end in ["", "-wal"] {
        let from = format!("{}{end}", path.display());
        std::fs::copy(from, format!("{}{end}", to.display())).unwrap();
    }
    std::fs::write(to.with_file_name(format!("~${name}.lock")), "").unwrap();
    std::fs::write(to.with_file_name(format!("~${name}")), "Bert\n2020-01-01T00:00:00Z\n").unwrap();
    to
}

#[test]
fn a_crash_loses_nothing_committed_and_keeps_nothing_unfinished() {
    let (folder, path) = folder();
    let book = create(&path);
    for n in 0..50 {
        change(&book, |tx| vendor(tx, &format!("Vendor {n}")).map(drop));
    }
    let crashed = book.change(meta(), |tx| {
        vendor(tx, "Unfinished")?;
        Ok::<_, Error>((crash(&path, "crashed.outlay"), String::new()))
    });
    let book = open(&crashed.unwrap().0);
    let vendors = book.read(store::vendor::all).unwrap();
    assert_eq!(vendors.len(), 50);
    assert!(book.read(store::check).unwrap().is_empty());
    drop(book);
    assert!(files(folder.path()).iter().all(|name| !name.starts_with("~$crashed")));
}

#[test]
fn references_are_kept_and_reading_does_not_write() {
    let (_folder, path) = folder();
    let book = create(&path);
    let missing = try_change(&book, |tx| {
        store::budget::save(tx, &domain::budget::Draft { vendor: Some(99), ..line(1, "Mail") }).map(drop)
    });
    assert!(matches!(missing, Err(Error::NotFound(_))), "{missing:?}");
    let refused = book.read(|tx| vendor(tx, "Written while reading"));
    assert!(matches!(refused, Err(Error::ReadOnly(_))), "{refused:?}");
}

#[test]
fn a_read_only_file_opens_to_read_and_leaves_nothing_beside_it() {
    let (folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| vendor(tx, "Contoso").map(drop));
    drop(book);
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights.clone()).unwrap();
    let book = Book::open(&path, who()).unwrap();
    assert_eq!(
        book.read_only(),
        Some("This book is marked as read-only, so it can be read but not changed.")
    );
    assert_eq!(book.read(store::vendor::all).unwrap().len(), 1);
    assert!(matches!(try_change(&book, |_| Ok(())), Err(Error::ReadOnly(_))));
    assert!(matches!(Book::open_to_write(&path, who()), Err(Error::ReadOnly(_))));
    assert!(Book::open_to_read(&path).unwrap().read_only().is_some());
    assert_eq!(files(folder.path()), ["IT.outlay"]);
    drop(book);
    #[expect(clippy::permissions_set_readonly_false, reason = "so that the folder can go")]
    rights.set_readonly(false);
    std::fs::set_permissions(&path, rights).unwrap();
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_opens_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = folder();
    drop(create(&path));
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o555)).unwrap();
    let book = Book::open(&path, who()).unwrap();
    assert_eq!(
        book.read_only(),
        Some("The folder of this book can only be read, so the book can be read but not changed.")
    );
    assert_eq!(book.read(store::category::all).unwrap().len(), 9);
    drop(book);
    assert_eq!(files(folder.path()), ["IT.outlay"]);
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_read_only_book_that_was_not_closed_shows_nothing_stale() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| vendor(tx, "Contoso").map(drop));
    let crashed = crash(&path, "crashed.outlay");
    let mut rights = std::fs::metadata(&crashed).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&crashed, rights).unwrap();
    match Book::open(&crashed, who()) {
        Ok(book) => assert_eq!(book.read(store::vendor::all).unwrap().len(), 1),
        Err(error) => assert!(error.to_string().starts_with("This book was not closed"), "{error:?}"),
    }
}

#[test]
fn in_a_synced_folder_there_is_no_log_and_a_notice() {
    let (folder, _) = folder();
    let synced = folder.path().join("OneDrive - Acme");
    std::fs::create_dir(&synced).unwrap();
    let path = synced.join("IT.outlay");
    let book = create(&path);
    assert!(book.notice().unwrap().contains("a OneDrive folder"));
    change(&book, |tx| import(tx, "a", 3000).map(drop));
    assert!(files(&synced).iter().all(|name| !name.ends_with("-wal")), "{:?}", files(&synced));
    // Reading is possible beside the writer here too, even while it writes much.
    let count = book
        .change(meta(), |tx| {
            import(tx, "b", 20_000)?;
            let reader = Book::open_to_read(&path)?;
            Ok::<_, Error>((reader.read(store::actual::counts)?, String::new()))
        })
        .unwrap();
    assert_eq!(count.0, (3000, 3000));
    drop(book);
    assert_eq!(files(&synced), ["IT.outlay"]);
}

#[test]
fn a_panic_in_a_change_leaves_nothing_and_the_book_usable() {
    let (_folder, path) = folder();
    let book = create(&path);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        change(&book, |tx| {
            import(tx, "a", 10)?;
            panic!("in the middle")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(book.read(store::actual::counts).unwrap(), (0, 0));
    assert_eq!(change(&book, |tx| import(tx, "b", 10).map(drop)), 1);
    undo(&book, 1).unwrap();
    assert_eq!(book.read(store::actual::counts).unwrap(), (0, 0));
}

#[test]
fn a_book_is_used_from_any_thread() {
    fn shared<T: Send + Sync>() {}
    shared::<Book>();
}

/// A file of ours from before the first version: what a step of the migrations finds.
fn older(path: &Path, tables: &str) {
    let conn = raw(path);
    conn.pragma_update(None, "application_id", 0x4F55_544C).unwrap();
    conn.execute_batch(&format!("CREATE TABLE old (id INTEGER PRIMARY KEY); {tables}")).unwrap();
}

fn version(path: &Path) -> i64 {
    raw(path).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

#[test]
fn an_older_book_is_copied_and_then_brought_up_to_date() {
    let (folder, path) = folder();
    older(&path, "");
    drop(open(&path));
    assert!(version(&path) > 0);
    assert_eq!(files(folder.path()), ["IT backups", "IT.outlay"]);
    let copy = folder.path().join("IT backups").join("IT 2026-11-22 09 30 00.outlay");
    assert_eq!(version(&copy), 0);
}

#[test]
fn a_migration_that_fails_leaves_the_book_as_it_was() {
    let (folder, path) = folder();
    // In the way of the last table.
    older(&path, "CREATE TABLE change_row (id INTEGER PRIMARY KEY)");
    let before = std::fs::read(&path).unwrap();
    assert!(Book::open(&path, who()).is_err());
    assert_eq!(version(&path), 0);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert!(files(folder.path()).iter().all(|name| !name.starts_with("~$")));
}

#[test]
fn an_older_book_that_can_only_be_read_says_what_to_do() {
    let (_folder, path) = folder();
    older(&path, "");
    let error = Book::open_to_read(&path).unwrap_err();
    assert!(error.to_string().contains("Copy it to a folder of your own"), "{error}");
}
