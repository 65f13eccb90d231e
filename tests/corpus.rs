//! Real files, end to end: what they hold is known to the cent. Skipped where they are not at hand.

use serde_json::json;
use tests::{Desk, corpus};

/// Runs over the real files, or says that they are not there.
fn with_corpus(run: impl FnOnce(&Desk, &dyn Fn(&str) -> String)) {
    let Some(folder) = corpus() else {
        println!("corpus not found, 1 test skipped");
        return;
    };
    run(&Desk::new(), &|name| folder.join(name).display().to_string());
}

#[test]
fn public_spend_is_posted_to_the_cent() {
    with_corpus(|desk, file| {
        desk.run(&["new", "@b.outlay", "--currency", "GBP"]).ok();
        for (name, rows, sum) in [
            ("spend/hmrc_over_25k_2018_09.csv", 406, "118461709.02"),
            ("spend/moj_aramis_2011_03.csv", 871, "428603933.54"),
            ("spend/scottish_government_2010_04.csv", 1366, "2604763214.26"),
        ] {
            let before = desk.run(&["history", "@b.outlay"]).ok().stdout;
            let dry = desk
                .run(&["import", "@b.outlay", &file(name), "--as", "actuals", "--dry-run", "--json"])
                .ok()
                .json();
            assert_eq!(dry["totals"], json!({ "GBP": sum }), "{name}");
            assert_eq!(dry.get("batch"), None, "{name}");
            assert_eq!(desk.run(&["history", "@b.outlay"]).ok().stdout, before, "a dry run writes nothing");

            let run =
                desk.run(&["import", "@b.outlay", &file(name), "--as", "actuals", "--json"]).ok().json();
            assert_eq!((&run["imported"], &run["totals"]), (&json!(rows), &json!({ "GBP": sum })), "{name}");
            assert_eq!(run["problems"], json!([]), "{name}");

            let history = desk.run(&["history", "@b.outlay"]).ok().stdout;
            let again =
                desk.run(&["import", "@b.outlay", &file(name), "--as", "actuals", "--json"]).ok().json();
            assert_eq!(again["imported"], json!(0), "{name}");
            let note = again["notes"][0].as_str().unwrap_or_default();
            assert!(note.starts_with("This file was imported on 2026-11-22 at 10:04"), "{note}");
            assert_eq!(desk.run(&["history", "@b.outlay"]).ok().stdout, history, "no entry for nothing");
        }
        assert_eq!(desk.run(&["check", "@b.outlay"]).code, 0);
    });
}

#[test]
fn undo_takes_an_import_back_to_the_same_bytes() {
    with_corpus(|desk, file| {
        desk.run(&["new", "@b.outlay", "--currency", "GBP"]).ok();
        desk.run(&["import", "@b.outlay", &file("spend/dwp_cmg_2014_12.csv"), "--as", "actuals"]).ok();
        for format in ["csv", "xlsx"] {
            desk.run(&["export", "@b.outlay", "actuals", "--out", &format!("@before.{format}")]).ok();
        }
        desk.run(&["import", "@b.outlay", &file("spend/hmrc_over_25k_2018_09.csv"), "--as", "actuals"]).ok();
        desk.run(&["export", "@b.outlay", "actuals", "--out", "@between.csv"]).ok();
        assert_ne!(desk.read("before.csv"), desk.read("between.csv"));
        desk.run(&["undo", "@b.outlay"]).ok();
        for format in ["csv", "xlsx"] {
            desk.run(&["export", "@b.outlay", "actuals", "--out", &format!("@after.{format}")]).ok();
            assert!(
                desk.read(&format!("before.{format}")) == desk.read(&format!("after.{format}")),
                "{format}"
            );
        }
        desk.run(&["redo", "@b.outlay"]).ok();
        desk.run(&["export", "@b.outlay", "actuals", "--out", "@again.csv"]).ok();
        assert!(desk.read("between.csv") == desk.read("again.csv"));
    });
}
