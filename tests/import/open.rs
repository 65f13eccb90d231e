//! What a file leaves open: asked with its answers, each of which is an option; and not asked again.

use serde_json::{Value, json};
use tests::{Desk, job, table};

use super::kinds::book;

/// What is asked of a file, read with these options.
fn asked(desk: &Desk, window: &tests::Window, kind: &str, text: &str, options: &Value) -> Vec<Value> {
    let file = window.grant(&desk.write("open.csv", text));
    let mut asked = job(&file, kind);
    asked["options"] = options.clone();
    window.call("import.preview", asked)["questions"].as_array().cloned().unwrap_or_default()
}

#[test]
fn every_answer_is_an_option_and_ends_its_question() {
    let desk = Desk::new();
    let window = desk.book();
    for (kind, text, answers) in [
        ("actuals", "Date,Vendor,Amount\n03/04/2026,Halden,5\n", 3),
        ("actuals", "Date;Vendor;Amount\n2026-04-13;Halden;1.000\n", 2),
        ("actuals", "Date,Vendor,Amount (k€)\n2026-04-13,Halden,5\n", 3),
        ("actuals", "Date,Vendor,Amount\n2026-04-13,Halden,$5\n", 5),
        ("contracts", "Contract number,Supplier,Title,End date\nC-1,Halden,Care,9999-12-31\n", 2),
        ("rates", "Currency,Month,Rate\nUSD,2026-04,0.92\n", 2),
        ("budget", "Line,2027-01,2027-02\nAll of it,3,5\nPens,1,2\nInk,2,3\n", 2),
        (
            "cloud-bill",
            "BilledCost,EffectiveCost,BillingCurrency,ServiceName,ChargePeriodStart,ProviderName\n1,2,EUR,VM,2026-04-13,Nimbus\n",
            2,
        ),
    ] {
        let open = asked(&desk, &window, kind, text, &json!({}));
        assert_eq!(open.len(), 1, "{text}{open:?}");
        let offered = open[0]["answers"].as_array().unwrap();
        assert_eq!(offered.len(), answers, "{text}{open:?}");
        assert_eq!(offered.iter().filter(|answer| answer["assumed"] == true).count(), 1, "{offered:?}");
        for answer in offered {
            let left = asked(&desk, &window, kind, text, &answer["gives"]);
            assert_eq!(left, [] as [Value; 0], "{text}{answer}");
        }
        // What the command line prints is what it takes.
        let words = ["import", "@b.outlay", "@open.csv", "--as", kind, "--dry-run", "--json"];
        let notes = desk.run(&words).ok().json()["notes"].to_string();
        for answer in offered {
            let label = answer["label"].as_str().unwrap();
            let before = notes.split(&format!(" ({label}")).next().unwrap();
            let flags = &before[before.rfind("--").unwrap()..];
            let (flag, value) = flags.split_once(' ').unwrap();
            let run = desk.run(&[&words[..], &[flag, value]].concat()).ok().json();
            assert_eq!(run["questions"], json!([]), "{flags}");
        }
    }
}

#[test]
fn a_ledger_in_dollars_is_answered() {
    let desk = book();
    desk.write("f.csv", "Date,Supplier,Amount ($)\n2026-05-13,Halden,7.00\n");
    let words = ["import", "@b.outlay", "@f.csv", "--as", "actuals"];
    let told = desk.run(&[&words[..], &["--dry-run"]].concat()).ok().stdout;
    assert!(told.contains("--set currency=USD (US dollars (USD))"), "{told}");
    desk.run(&[&words[..], &["--set", "currency=USD"]].concat()).ok();
    let shown = desk.run(&["show", "@b.outlay", "actuals", "--json"]).ok().json();
    assert_eq!(table(&shown["rows"], &["amount", "currency"]), "7.00 | USD\n");
}

#[test]
fn names_that_nearly_match_are_told_on_the_command_line() {
    let desk = book();
    let import = |text: &str| {
        desk.write("f.csv", text);
        desk.run(&["import", "@b.outlay", "@f.csv", "--as", "actuals"]).ok().stdout
    };
    let within = import("Date,Vendor,Amount\n2026-05-13,Acme Ltd,7\n2026-05-14,ACME Limited,8\n");
    assert!(within.contains("Names of the file nearly match: “ACME Limited” and “Acme Ltd”."), "{within}");
    let beside = import("Date,Vendor,Amount\n2026-06-13,Acme,7\n");
    assert!(beside.contains("The vendor “Acme” is nearly “Acme Ltd”"), "{beside}");
}

#[test]
fn an_import_by_itself_stops_at_what_is_open() {
    let desk = book();
    desk.write("f.csv", "Date,Supplier,Amount\n03/04/2026,Halden,7.00\n");
    let words = ["import", "@b.outlay", "@f.csv", "--as", "actuals", "--stop-at-questions"];
    let stopped = desk.run(&words);
    assert_eq!((stopped.code, stopped.stderr.as_str()), (3, ""));
    assert!(
        stopped
            .stdout
            .ends_with("Nothing was imported: answer what is open, or import without --stop-at-questions.\n")
    );
    assert_eq!(desk.run(&["show", "@b.outlay", "actuals", "--json"]).ok().json()["rows"], json!([]));
    let answered = desk.run(&[&words[..], &["--dates", "mdy", "--json"]].concat()).ok().json();
    assert_eq!((&answered["imported"], answered["batch"].is_null()), (&json!(1), false));
}
