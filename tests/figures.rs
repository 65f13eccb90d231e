//! Figures add up to what stands under them, and count what was asked for and nothing else.

use domain::{Amount, Sum};
use serde_json::{Value, json};
use tests::Desk;

fn amount(value: &Value) -> Amount {
    value.as_str().unwrap().parse().unwrap()
}

fn sum<'a>(values: impl IntoIterator<Item = &'a Value>) -> Amount {
    values.into_iter().map(amount).collect::<Sum>().total().unwrap()
}

#[test]
fn rows_and_bridge_sum_to_their_totals() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    for period in ["FY2026", "FY2027", "FY2027-Q2", "2026-10", "2026-10-31", "2026-11-10"] {
        for by in ["category", "department", "vendor", "project", "line"] {
            let words = ["show", "@s.outlay", "variance", "--by", by, "--period", period, "--json"];
            let shown = desk.run(&words).ok().json();
            let rows = shown["rows"].as_array().unwrap();
            for field in ["budget", "actual", "forecast", "variance"] {
                let rows = sum(rows.iter().map(|row| &row[field]));
                assert_eq!(rows, amount(&shown["totals"][field]), "{field} of {period} by {by}");
            }
            let bridge = &shown["bridge"];
            assert_eq!(sum(bridge["items"].as_object().unwrap().values()), amount(&bridge["total"]));
            assert_eq!(amount(&bridge["total"]), -amount(&shown["totals"]["variance"]), "{period} by {by}");
        }
    }
}

#[test]
fn to_date_ends_on_its_day() {
    let desk = Desk::new();
    let window = desk.book();
    for (date, amount) in [("2026-11-09", "100"), ("2026-11-11", "10"), ("2026-12-01", "1")] {
        let draft = json!({
            "id": null, "date": date, "amount": amount, "currency": "EUR", "vendor": null, "text": "Cable",
            "document": "", "account": "", "cost_centre": "", "line": null,
        });
        window.call("actual.save", draft);
    }
    drop(window);
    let actual = |words: &[&str]| {
        let words = [&["show", "@b.outlay"], words, &["--json"]].concat();
        desk.run(&words).ok().json()["totals"]["actual"].clone()
    };
    for what in ["variance", "actuals", "overview"] {
        assert_eq!(actual(&[what, "--period", "2026-11-10"]), json!("100.00"), "{what}");
        assert_eq!(actual(&[what]), json!("110.00"), "{what}: what is posted after today is not known yet");
        assert_eq!(actual(&[what, "--as-of", "2026-12-31"]), json!("111.00"), "{what}");
    }
    let unmatched = |period: &str| {
        let shown = desk.run(&["call", "@b.outlay", "overview.get", period]).ok().json();
        let figures = shown["figures"].as_array().unwrap().clone();
        let figure = figures.into_iter().find(|figure| figure["key"] == "unmatched").unwrap();
        (figure["value"].clone(), figure["note"].clone())
    };
    let month = r#"{"plan": null, "period": "2026-11"}"#;
    assert_eq!(unmatched(month), (json!("110.00"), json!("2 postings")), "the number goes with the sum");
}

#[test]
fn a_plan_is_held_against_its_own_year() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let words = ["show", "@s.outlay", "variance", "--plan", "FY2026 Budget", "--period", "FY2027"];
    let run = desk.run(&words);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.stderr,
        "outlay: “FY2026 Budget” plans FY2026. Choose a period of that year, or a plan of FY2027.\n"
    );
    let budget = |words: &[&str]| {
        let words = [&["show", "@s.outlay", "budget", "--json"], words].concat();
        desk.run(&words).ok().json()["plan"].clone()
    };
    assert_eq!(budget(&[]), json!("FY2027 Budget"));
    assert_eq!(budget(&["--period", "FY2026"]), json!("FY2026 Budget"));
    for (period, sentence) in [
        ("äääääää", "“äääääää” is no period. Write FY2027, FY2027-Q2, 2026-11, or 2026-11-30 for “to date”."),
        (
            "FY2027-Q2",
            "The overview is of a whole year, not of FY2027-Q2. Ask for FY2027, or for a month such as 2026-11 up to which actuals count.",
        ),
    ] {
        let run = desk.run(&["show", "@s.outlay", "overview", "--period", period]);
        assert_eq!((run.code, run.stderr), (1, format!("outlay: {sentence}\n")));
    }
}

#[test]
fn a_row_outside_the_plan_is_left_out_with_all_its_money() {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay", "--fiscal-start", "1"]).ok();
    desk.write("b.csv", "Line,2027-01,2027-02,2028-03\nCable,10,20,\nRack,1,2,3\n");
    let import = |more: &[&str]| {
        let words = [&["import", "@b.outlay", "@b.csv", "--as", "budget", "--json"], more].concat();
        desk.run(&words)
    };
    let refused = import(&[]);
    assert_eq!(refused.code, 3);
    let problem = &refused.json()["problems"][0];
    assert_eq!(
        problem["message"],
        "2028-03 is outside FY2027 Budget, which runs from 2027-01 to 2027-12. Choose the plan of that year."
    );
    let imported = import(&["--skip-problems"]).ok().json();
    assert_eq!((&imported["imported"], &imported["left_out"]), (&json!(1), &json!(1)));
    for figures in ["totals", "after"] {
        assert_eq!(sum(&imported[figures]["EUR"].as_str().map(Value::from)), Amount::from(30), "{figures}");
    }
    let shown = desk.run(&["show", "@b.outlay", "budget", "--by", "line", "--json"]).ok().json();
    assert_eq!(shown["totals"]["budget"], "30.00");
    assert_eq!(shown["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn settings_that_plans_rest_on_are_not_undone_from_under_them() {
    let desk = Desk::new();
    let window = desk.book();
    let mut settings = window.call("book.state", Value::Null)["settings"].clone();
    settings["fiscal_start"] = json!(7);
    window.call("settings.save", settings);
    let plan = json!({ "id": null, "name": "FY2027 Budget", "kind": "budget", "fiscal_year": 2027, "copy_of": null });
    window.call("plan.save", plan);
    let refused = window.ask("journal.undo", &json!({ "change": 1 })).unwrap_err();
    assert_eq!(refused.kind(), "conflict");
    assert_eq!(window.call("book.state", Value::Null)["settings"]["fiscal_start"], 7);
    window.call("journal.undo", json!({ "change": null }));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(
        window.call("book.state", Value::Null)["settings"]["fiscal_start"],
        1,
        "in their order they go"
    );
}

#[test]
fn undos_at_once_take_back_one_change_each() {
    let desk = Desk::new();
    let window = desk.book();
    for name in ["Atlas", "Borealis", "Ceres", "Dione"] {
        window.call("project.save", json!({ "id": null, "name": name, "start": null, "end": null }));
    }
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| window.call("journal.undo", json!({ "change": null })));
        }
    });
    assert_eq!(window.call("project.list", Value::Null), json!([]));
    let refused = window.ask("journal.undo", &json!({ "change": null })).unwrap_err();
    assert_eq!(refused.to_string(), "There is nothing to undo.");
}

#[test]
fn a_report_never_takes_the_place_of_the_book() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let before = desk.read("s.outlay");
    let run = desk.run(&["report", "@s.outlay", "budget", "--out", "@s.outlay"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, "outlay: A report ends in .pdf.\n"));
    let file = desk.path("s.outlay").display().to_string();
    let job = json!({ "plan": null, "compare": null, "paper": "a4", "file": file });
    let run = desk.run(&["call", "@s.outlay", "report.budget", &job.to_string()]);
    let sentence = "outlay: This is the open book itself. Choose another file to write.\n";
    assert_eq!((run.code, run.stderr.as_str()), (1, sentence));
    assert_eq!(desk.read("s.outlay"), before);
}
