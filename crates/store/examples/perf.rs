#[path = "../tests/common/mod.rs"]
mod common;
use common::*;
use std::time::Instant;
use store::*;
fn main() {
    let dir = tempfile::tempdir_in("/root/.cache").unwrap();
    let path = dir.path().join("big.outlay");
    let t = |what: &str, start: Instant| println!("{what:45} {:9.2} ms", start.elapsed().as_secs_f64() * 1000.0);
    let book = create(&path);
    let s = Instant::now();
    change(&book, |tx| {
        let p = plan(tx, "P", None)?;
        for n in 0..100 { vendor(tx, &format!("Vendor {n}"))?; }
        for n in 0..100_000 {
            let mut l = line(p, &format!("Line {n}")); l.vendor = Some(n % 100 + 1);
            let id = store::budget::save(tx, &l)?;
            store::budget::put(tx, p, id, &months("1234.56"))?;
        }
        Ok(())
    });
    t("add 100,000 lines one by one", s);
    let s = Instant::now(); change(&book, |tx| plan(tx, "Q", Some(1)).map(drop)); t("copy plan", s);
    let s = Instant::now(); drop(book); t("close", s);
    println!("size {} MB", std::fs::metadata(&path).unwrap().len() / 1_000_000);
    let s = Instant::now(); let book = open(&path); t("open", s);
    let s = Instant::now(); let n = book.read(|tx| store::budget::of_plan(tx, 1)).unwrap().len(); t(&format!("of_plan {n} cold"), s);
    for _ in 0..3 { let s = Instant::now(); let n = book.read(|tx| store::budget::of_plan(tx, 1)).unwrap().len(); t(&format!("of_plan {n}"), s); }
    let s = Instant::now(); let n = book.read(|tx| store::budget::amounts(tx, 1)).unwrap().len(); t(&format!("amounts {n}"), s);
    let s = Instant::now(); change(&book, |tx| store::budget::set(tx, 1, 5, &months("1"))); t("first set (with the copy)", s);
    for i in 0..5 { let s = Instant::now(); let m = months(&format!("{i}.5")); change(&book, |tx| store::budget::set(tx, 1, 50_000 + i, &m)); t("set", s); }
    let s = Instant::now(); let e = change(&book, |tx| { for i in 1..=10_000 { store::budget::set(tx, 1, i, &months("77"))?; } Ok(()) }); t("set 10,000", s);
    let s = Instant::now(); undo(&book, e).unwrap(); t("undo it", s);
    let s = Instant::now(); let imp = change(&book, |tx| import(tx, "a", 100_000).map(drop)); t("import 100,000", s);
    let s = Instant::now(); book.read(|tx| store::actual::sums(tx, &store::actual::Filter::default())).unwrap(); t("sums of 100,000", s);
    let f = store::actual::Filter { text: "posting".into(), ..Default::default() };
    let s = Instant::now(); book.read(|tx| store::actual::sums(tx, &f)).unwrap(); t("sums of 100,000 by text", s);
    let s = Instant::now(); book.read(|tx| store::actual::rows(tx, &Default::default(), 0, 200)).unwrap(); t("first 200 actuals", s);
    let s = Instant::now(); let u = undo(&book, imp).unwrap(); t("undo import", s);
    let s = Instant::now(); undo(&book, u).unwrap(); t("redo import", s);
    let s = Instant::now(); undo(&book, imp).unwrap(); t("undo import again", s);
    let s = Instant::now(); let f = book.read(store::check).unwrap(); t(&format!("check {f:?}"), s);
    let s = Instant::now(); for i in 0..2000 { let m = months(&format!("{i}.25")); change(&book, |tx| store::budget::set(tx, 1, 7, &m)); } t("2,000 commits", s);
    drop(book);
    let conn = raw(&path);
    conn.execute_batch("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) INSERT INTO change (at, who, command, summary, topics, version, hash) SELECT '', '', '', '', '', 1, '' FROM n").unwrap();
    drop(conn);
    let book = open(&path);
    let s = Instant::now(); book.read(|tx| book.stacks(tx)).unwrap(); t("stacks of 50,000", s);
    let s = Instant::now(); book.read(|tx| book.stacks(tx)).unwrap(); t("stacks again", s);
    let s = Instant::now(); book.read(|tx| store::history::entries(tx, Default::default(), 0, 100)).unwrap(); t("history page", s);
    let s = Instant::now(); change(&book, |tx| store::plan::remove(tx, 2)); t("remove plan of 100,000", s);
}
