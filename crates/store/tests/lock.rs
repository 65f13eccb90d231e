//! One writer at a time, in this process and in others; reading is always possible.
#![allow(clippy::unwrap_used, reason = "a test fails where it does not hold")]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use common::*;
use store::{Book, Error, Who};

/// Another process that opens the book in `OUTLAY_TEST_BOOK` to write, says so, and holds it until its
/// input ends. Run by the other tests, idle by itself.
#[test]
fn hold() {
    let Ok(path) = std::env::var("OUTLAY_TEST_BOOK") else { return };
    let who = Who { name: "Bert", at: "2026-11-22T08:15:30+01:00" };
    let book = Book::open_to_write(Path::new(&path), who).unwrap();
    change(&book, |tx| vendor(tx, "Of the other process").map(drop));
    writeln!(std::io::stderr(), "held").unwrap();
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

fn other_process(path: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "hold", "--nocapture"])
        .env("OUTLAY_TEST_BOOK", path)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .find(|line| line.as_deref().is_ok_and(|line| line == "held"));
    assert!(said.is_some(), "the other process did not open the book");
    child
}

#[test]
fn a_second_process_hears_who_writes_and_since_when_and_can_read() {
    let (_folder, path) = folder();
    drop(create(&path));
    let mut child = other_process(&path);
    let why = "This book is open for writing by Bert since 2026-11-22 08:15. It can be read; close it there to change it here.";
    let error = Book::open_to_write(&path, who()).unwrap_err();
    assert!(matches!(&error, Error::Locked(text) if text == why), "{error:?}");
    let book = Book::open(&path, who()).unwrap();
    assert_eq!(book.read_only(), Some(why));
    assert_eq!(book.read(store::vendor::all).unwrap().len(), 1);
    assert!(matches!(try_change(&book, |_| Ok(())), Err(Error::Locked(_))));
    assert_eq!(Book::open_to_read(&path).unwrap().read(store::vendor::all).unwrap().len(), 1);
    drop(book);
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    change(&open(&path), |tx| vendor(tx, "Mine").map(drop));
}

#[test]
fn what_a_killed_process_leaves_is_not_in_the_way() {
    let (folder, path) = folder();
    drop(create(&path));
    let mut child = other_process(&path);
    child.kill().unwrap();
    child.wait().unwrap();
    let book = open(&path);
    assert_eq!(book.read(store::vendor::all).unwrap().len(), 1, "what was committed is there");
    assert!(book.read(store::check).unwrap().is_empty());
    drop(book);
    assert!(files(folder.path()).iter().all(|name| !name.starts_with("~$") && !name.contains("-wal")));
}

#[test]
fn within_one_process_there_is_one_writer_too() {
    let (_folder, path) = folder();
    let book = create(&path);
    assert!(matches!(Book::open_to_write(&path, who()), Err(Error::Locked(_))));
    let second = Book::open(&path, who()).unwrap();
    assert!(
        second
            .read_only()
            .unwrap()
            .starts_with("This book is open for writing by Anna since 2026-11-22 09:30.")
    );
    drop(second);
    drop(book);
    assert_eq!(open(&path).read_only(), None);
}

#[test]
fn reading_goes_on_while_a_change_runs() {
    let (_folder, path) = folder();
    let book = create(&path);
    change(&book, |tx| vendor(tx, "Before").map(drop));
    let seen = book
        .change(meta(), |tx| {
            vendor(tx, "After")?;
            // As a screen does, on another thread.
            let seen =
                std::thread::scope(|scope| scope.spawn(|| book.read(store::vendor::all)).join().unwrap())?;
            Ok::<_, Error>((seen.len(), String::new()))
        })
        .unwrap();
    assert_eq!(seen.0, 1);
    assert_eq!(book.read(store::vendor::all).unwrap().len(), 2);
}

#[test]
fn many_that_open_and_close_at_once_never_write_together() {
    let (_folder, path) = folder();
    drop(create(&path));
    std::thread::scope(|scope| {
        for thread in 0..6 {
            let path = &path;
            scope.spawn(move || {
                let mut done = 0;
                while done < 5 {
                    match Book::open_to_write(path, who()) {
                        Ok(book) => {
                            change(&book, |tx| vendor(tx, &format!("{thread} {done}")).map(drop));
                            done += 1;
                        }
                        Err(Error::Locked(_)) => std::thread::yield_now(),
                        Err(error) => panic!("{error:?}"),
                    }
                }
            });
        }
    });
    let book = open(&path);
    assert_eq!(book.read(store::vendor::all).unwrap().len(), 30);
    assert!(book.read(store::check).unwrap().is_empty());
}
