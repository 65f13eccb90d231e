//! Forecasts: where the year ends, cut anew, by method, typed, and how good they have been.

mod accuracy;
mod lineage;
mod sample;

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, Window, table};

/// The year 2026 of a small book: four lines, one of them in dollars, with ten months of postings.
const BUDGET: &str = "\
Line,Vendor,Category,Currency,2026-01,2026-02,2026-03,2026-04,2026-05,2026-06,2026-07,2026-08,2026-09,2026-10,2026-11,2026-12
Compute,Halden,Cloud,EUR,100,100,100,100,100,100,100,100,100,100,100,200
Support,Norrland,Services,EUR,50,50,50,50,50,50,50,50,50,50,50,50
Licences,Vantage,Software,USD,80,80,80,80,80,80,80,80,80,80,80,80
";

/// The ledger: Compute 110 a month in euros, but 120 dollars in March; Licences 60 euros a month; 7 of nobody's in April;
/// and a line that stands in no plan.
fn ledger(window: &Window, months: i32) {
    let post = |month: i32, amount: &str, currency: &str, line: Option<i32>| {
        let date = format!("2026-{month:02}-15");
        window.call(
            "actual.save",
            json!({
                "id": null, "date": date, "amount": amount, "currency": currency, "vendor": null, "text": "posted",
                "document": "", "account": "", "cost_centre": "", "line": line,
            }),
        );
    };
    for month in 1..=months {
        if month == 3 {
            post(month, "120", "USD", Some(1));
        } else {
            post(month, "110", "EUR", Some(1));
        }
        post(month, "60", "EUR", Some(3));
        if month == 4 {
            post(month, "7", "EUR", None);
        }
    }
}

fn small(desk: &Desk, months: i32) -> Window {
    let window = desk.book();
    window.import(desk, "budget", BUDGET);
    let rate = |plan: Value, month: Value, rate: &str| {
        window.call(
            "rate.save",
            json!({ "id": null, "plan": plan, "currency": "USD", "month": month, "rate": rate }),
        );
    };
    rate(json!(1), Value::Null, "0.80");
    rate(Value::Null, json!("2026-03"), "0.90");
    ledger(&window, months);
    window
}

/// The lines of the newest forecast, or of one.
fn lines(window: &Window, plan: &Value) -> String {
    let found = window.call("forecast.get", json!({ "plan": plan, "by": "line" }));
    let fields =
        ["label", "method", "manual", "own", "actual", "rest", "forecast", "budget", "variance", "previous"];
    table(&found["rows"], &fields) + &table(&json!([found["total"]]), &fields)
}

fn line_of(window: &Window, line: i32) -> Value {
    let found = window.call("forecast.get", json!({ "by": "line" }));
    let rows = found["rows"].as_array().unwrap();
    rows.iter().find(|row| row["line"] == line).unwrap_or_else(|| panic!("line {line}")).clone()
}

fn set_method(window: &Window, line: i32, choice: &Value) -> Value {
    window.call("forecast.set_method", json!({ "plan": 2, "lines": [{ "line": line, "choice": choice }] }))
}

#[test]
fn before_the_first_cut_the_rest_of_the_budget_is_expected() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    let found = window.call("forecast.get", json!({}));
    assert_eq!(found["plan"], Value::Null);
    assert_eq!(found["budget"]["id"], 1);
    expect![[r#"
        The year ends at 2.2 k EUR, 435 under budget
        ["There is no forecast of this year yet: the open months are those of the budget."]
    "#]]
    .assert_eq(&format!("{}\n{}\n", found["finding"].as_str().unwrap(), found["notes"]));
    expect![[r#"
        Compute |  |  | 110 110 108.00 110 110 110 110 110 110 110 100 200 | 1098.00 | 300.00 | 1398.00 | 1300.00 | -98.00 | -
        Support |  |  | 0 0 0 0 0 0 0 0 0 0 50 50 | 0.00 | 100.00 | 100.00 | 600.00 | 500.00 | -
        Licences |  |  | 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 80 80 | 600.00 | 128.00 | 728.00 | 768.00 | 40.00 | -
        Unmatched actuals |  |  |  | 7.00 | 0.00 | 7.00 | 0.00 | -7.00 | -
        Total |  |  |  | 1705.00 | 528.00 | 2233.00 | 2668.00 | 435.00 | -
    "#]].assert_eq(&lines(&window, &Value::Null));
    assert_eq!(
        window.refused("forecast.set_method", &json!({ "plan": 1, "lines": [] })),
        "plan: “FY2026 Budget” is no forecast. Cut one from it first."
    );
}

#[test]
fn what_is_typed_on_the_budget_screen_is_marked_as_typed() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    window.call("forecast.recut", json!({}));
    let view = tests::view(&json!(2));
    let range = |row: u32, first: u32, last: u32| json!({ "first_row": row, "last_row": row, "first_month": first, "last_month": last });
    let row_of = |label: &str| {
        let query = json!({ "view": view, "from": 0, "count": 100 });
        let rows = window.call("budget.grid", query)["rows"].clone();
        let row = rows.as_array().unwrap().iter().position(|row| row["label"] == label).unwrap();
        u32::try_from(row).unwrap()
    };
    let manual = |line: i32| line_of(&window, line)["manual"].clone();
    let (compute, support) = (row_of("Compute"), row_of("Support"));
    // What was posted when it was cut is nobody's typing, and what stays as it is was not typed.
    let cells = json!([{ "line": 1, "month": 0, "text": "5" }, { "line": 1, "month": 10, "text": "100" }]);
    window.call("budget.edit", json!({ "view": view, "cells": cells, "decimal": "." }));
    assert_eq!(manual(1), json!([]));
    let cells = json!([{ "line": 1, "month": 10, "text": "120" }]);
    window.call("budget.edit", json!({ "view": view, "cells": cells, "decimal": "." }));
    assert_eq!(manual(1), json!([10]));
    window
        .call("budget.fill", json!({ "view": view, "range": range(compute, 10, 11), "direction": "right" }));
    assert_eq!(manual(1), json!([10, 11]));
    window.call("budget.clear", json!({ "view": view, "range": range(support, 11, 11) }));
    assert_eq!(manual(2), json!([11]));
    window.call(
        "budget.paste",
        json!({ "view": view, "range": range(support, 10, 10), "text": "33", "decimal": "." }),
    );
    assert_eq!(manual(2), json!([10, 11]));
    // They stay when it is cut anew.
    window.call("forecast.recut", json!({}));
    assert_eq!((manual(1), manual(2)), (json!([10, 11]), json!([10, 11])));
}

#[test]
fn a_cut_takes_what_was_posted_and_each_lines_method() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    let proposed = window.call("forecast.propose", json!({}));
    expect![[r#"
        Support | Remaining budget | - | 600.00 | 100.00 | 500.00
        Compute | Remaining budget | - | 1300.00 | 1398.00 | -98.00
        Licences | Remaining budget | - | 768.00 | 728.00 | 40.00
    "#]]
    .assert_eq(&table(&proposed["lines"], &["label", "method", "note", "before", "after", "change"]));
    expect![[r#"
        FY2026 Forecast 10+2 | 10 | 2668.00 | 2233.00 | 435.00 | 3 | 3 | 10 closed months become what was posted, 2 open months come by the method of each line. 7 EUR of unmatched actuals count as posted; no line carries them on.
    "#]].assert_eq(&table(
        &json!([proposed]),
        &["name", "closed", "before", "after", "change", "line_count", "changed_count", "notes"],
    ));
    let plan = window.call("forecast.recut", json!({}));
    assert_eq!(plan["name"], proposed["name"]);
    assert_eq!(
        (&plan["kind"], &plan["closed"], &plan["state"]),
        (&json!("forecast"), &json!(10), &json!("draft"))
    );
    expect![[r#"
        Compute | Remaining budget |  | 110 110 108.00 110 110 110 110 110 110 110 100 200 | 1098.00 | 300.00 | 1398.00 | 1300.00 | -98.00 | -
        Support | Remaining budget |  | 0 0 0 0 0 0 0 0 0 0 50 50 | 0.00 | 100.00 | 100.00 | 600.00 | 500.00 | -
        Licences | Remaining budget |  | 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 80 80 | 600.00 | 128.00 | 728.00 | 768.00 | 40.00 | -
        Unmatched actuals |  |  |  | 7.00 | 0.00 | 7.00 | 0.00 | -7.00 | -
        Total |  |  |  | 1705.00 | 528.00 | 2233.00 | 2668.00 | 435.00 | -
    "#]].assert_eq(&lines(&window, &Value::Null));
    let shown = window.call("forecast.get", json!({}));
    assert_eq!(shown["total"]["forecast"], proposed["after"], "as it was proposed");
    // Once more: there is nothing to change, and the name is free again.
    let again = window.call("forecast.propose", json!({}));
    assert_eq!((&again["changed_count"], &again["change"]), (&json!(0), &json!("0.00")));
    assert_eq!(again["name"], "FY2026 Forecast 10+2 v2");
}

#[test]
fn methods_are_chosen_for_lines_and_taken_back() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    window.call("forecast.recut", json!({}));
    let before = lines(&window, &json!(2));
    let mut shown = Vec::new();
    for choice in [
        json!({ "method": "run-rate", "last": null }),
        json!({ "method": "run-rate", "last": 1 }),
        json!({ "method": "underspend-carried", "last": 9 }),
        json!({ "method": "trend", "last": null }),
        json!({ "method": "manual", "last": null }),
        Value::Null,
    ] {
        set_method(&window, 1, &choice);
        let row = line_of(&window, 1);
        let own = row["own"].as_array().unwrap();
        shown.push(format!(
            "{} {} | {} {} | {} {}",
            row["method"], row["chosen"], own[10], own[11], row["low"], row["high"]
        ));
    }
    expect![[r#"
        "Run-rate" true | "109.80" "109.80" | "1314.00" "1318.00"
        "Run-rate, last month" true | "110.00" "110.00" | "1318.00" "1318.00"
        "Underspend carried" true | "67.33" "134.67" | null null
        "Trend" true | "109.80" "109.80" | "1317.04" "1318.16"
        "Manual" true | "109.80" "109.80" | null null
        "Remaining budget" false | "100" "200" | null null
    "#]]
    .assert_eq(&(shown.join("\n") + "\n"));
    for _ in 0..6 {
        window.call("journal.undo", json!({ "change": null }));
    }
    assert_eq!(lines(&window, &json!(2)), before, "undo is the identity");
    let refused = |choice: Value| {
        let lines = json!([{ "line": 1, "choice": choice }, { "line": 2, "choice": choice }]);
        window.refused("forecast.set_method", &json!({ "plan": 2, "lines": lines }))
    };
    expect![[r#"
        method: Compute: This method needs the 12 months of the year before.
        method: Support: This method needs the 12 months of the year before.
        method: Compute: The line pays for no contract with a known price.
        method: Support: The line pays for no contract with a known price.
        last: A run rate is the mean of the last 1 to 12 closed months.
        not_found: This budget line is not in the forecast any more."#]]
    .assert_eq(
        &[
            refused(json!({ "method": "seasonal" })),
            refused(json!({ "method": "contract" })),
            refused(json!({ "method": "run-rate", "last": 13 })),
            window.refused(
                "forecast.set_method",
                &json!({ "plan": 2, "lines": [{ "line": 99, "choice": null }] }),
            ),
        ]
        .join("\n"),
    );
    assert_eq!(lines(&window, &json!(2)), before, "what is refused changes nothing");
}

#[test]
fn typed_months_are_kept_until_they_go_back_to_the_method() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    window.call("forecast.recut", json!({ "closed": 9 }));
    let before = lines(&window, &json!(2));
    let type_in = |line: i32, month: u32, text: &str| {
        let cells = json!([{ "line": line, "month": month, "text": text }]);
        window.call("forecast.set_month", json!({ "plan": 2, "cells": cells, "decimal": "," }))
    };
    type_in(1, 11, "1,5k");
    type_in(3, 10, "=80*2");
    type_in(3, 9, "0");
    let own = |line: i32| line_of(&window, line)["own"].as_array().unwrap()[9..].to_vec();
    assert_eq!(own(1), [json!("110"), json!("100"), json!("1500.0")]);
    assert_eq!(line_of(&window, 1)["manual"], json!([11]));
    // A method moves the other months only.
    set_method(&window, 1, &json!({ "method": "run-rate", "last": 1 }));
    assert_eq!(own(1), [json!("110"), json!("110.00"), json!("1500.0")]);
    // What was typed lives on in the next cut, but a month that is closed by then is what was posted.
    let proposed = window.call("forecast.propose", json!({}));
    assert_eq!(proposed["closed"], 10);
    window.call("forecast.recut", json!({}));
    assert_eq!(line_of(&window, 1)["manual"], json!([11]));
    assert_eq!(own(3), [json!("75.00"), json!("160"), json!("80")]);
    assert_eq!(line_of(&window, 3)["manual"], json!([10]));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(window.call("plan.list", Value::Null).as_array().unwrap().len(), 2, "the cut is gone");
    // Back to the method, month by month.
    type_in(1, 11, "");
    assert_eq!(own(1), [json!("110"), json!("110.00"), json!("110.00")]);
    let refused = |line: i32, month: u32, text: &str| {
        let cells = json!([{ "line": line, "month": month, "text": text }]);
        window.refused("forecast.set_month", &json!({ "plan": 2, "cells": cells, "decimal": "." }))
    };
    expect![[r#"
        line:1/8: September 2026 is closed: it is what was posted.
        line:1/12: A year has twelve months, 0 to 11.
        line:1/11: “five” is not an amount. Write 1,200.50, 12k, or arithmetic such as =1200*12."#]]
    .assert_eq(&[refused(1, 8, "5"), refused(1, 12, "5"), refused(1, 11, "five")].join("\n"));
    for _ in 0..5 {
        window.call("journal.undo", json!({ "change": null }));
    }
    assert_eq!(lines(&window, &json!(2)), before, "undo is the identity");
}

#[test]
fn a_default_moves_the_lines_that_follow_it() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    window.call("forecast.recut", json!({}));
    set_method(&window, 2, &json!({ "method": "remaining-budget" }));
    let run_rate = json!({ "method": "run-rate", "last": 3 });
    let changed =
        window.call("forecast.set_default", json!({ "category": null, "choice": run_rate, "plan": 2 }));
    assert_eq!(changed["lines"], 2, "the third was chosen by hand");
    let cloud = window.call("category.list", Value::Null);
    let cloud = cloud.as_array().unwrap().iter().find(|one| one["name"] == "Cloud").unwrap()["id"].clone();
    let trend = json!({ "method": "trend", "last": null });
    window.call("forecast.set_default", json!({ "category": cloud, "choice": trend, "plan": 2 }));
    expect![[r#"
        Compute | Trend |  | 110 110 108.00 110 110 110 110 110 110 110 109.80 109.80 | 1098.00 | 219.60 | 1317.60 | 1300.00 | -17.60 | -
        Support | Remaining budget |  | 0 0 0 0 0 0 0 0 0 0 50 50 | 0.00 | 100.00 | 100.00 | 600.00 | 500.00 | -
        Licences | Run-rate, last 3 months |  | 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 75.00 | 600.00 | 120.00 | 720.00 | 768.00 | 48.00 | -
        Unmatched actuals |  |  |  | 7.00 | 0.00 | 7.00 | 0.00 | -7.00 | -
        Total |  |  |  | 1705.00 | 439.60 | 2144.60 | 2668.00 | 523.40 | -
    "#]].assert_eq(&lines(&window, &json!(2)));
    let defaults = window.call("forecast.defaults", Value::Null);
    let set: Vec<&Value> =
        defaults.as_array().unwrap().iter().filter(|one| !one["choice"].is_null()).collect();
    expect![[r#"
        All other lines | Run-rate, last 3 months
        Cloud | Trend
    "#]]
    .assert_eq(&table(&json!(set), &["label", "method"]));
    // A category goes with its default, and comes back with it.
    let id =
        window
            .call("category.save", json!({ "id": null, "name": "Spare", "parent": null, "expense": "opex" }))
            ["id"]
            .clone();
    window.call("forecast.set_default", json!({ "category": id, "choice": run_rate, "plan": null }));
    window.call("category.remove", json!({ "id": id }));
    window.call("journal.undo", json!({ "change": null }));
    let defaults = window.call("forecast.defaults", Value::Null);
    let spare = defaults.as_array().unwrap().iter().find(|one| one["category"] == id).unwrap();
    assert_eq!(spare["method"], "Run-rate, last 3 months");
}

#[test]
fn an_approved_forecast_is_frozen_and_its_next_version_is_not() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    window.call("forecast.recut", json!({}));
    set_method(&window, 1, &json!({ "method": "run-rate", "last": 2 }));
    window.call("plan.set_state", json!({ "plan": 2, "state": "approved" }));
    let before = lines(&window, &json!(2));
    let frozen =
        "read_only: “FY2026 Forecast 10+2” is approved and stays frozen. Cut a new forecast instead.";
    for (command, argument) in [
        ("forecast.set_method", json!({ "plan": 2, "lines": [{ "line": 1, "choice": null }] })),
        ("forecast.set_month", json!({ "plan": 2, "cells": [], "decimal": "." })),
        ("forecast.set_default", json!({ "category": null, "choice": { "method": "trend" }, "plan": 2 })),
    ] {
        assert_eq!(window.refused(command, &argument), frozen);
    }
    assert_eq!(lines(&window, &json!(2)), before);
    // A copy knows how its figures came about, and can be changed.
    let copy = json!({ "id": null, "name": "Copy", "kind": "forecast", "fiscal_year": 2026, "copy_of": 2 });
    let copy = window.call("plan.save", copy);
    assert_eq!(copy["closed"], 10);
    assert_eq!(line_of(&window, 1)["method"], "Run-rate, last 2 months");
    window
        .call("forecast.set_method", json!({ "plan": copy["id"], "lines": [{ "line": 1, "choice": null }] }));
    window.call("plan.remove", json!({ "id": copy["id"] }));
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(line_of(&window, 1)["method"], "Remaining budget");
    assert_eq!(window.call("book.check", Value::Null)["findings"], json!([]));
}

#[test]
fn lines_in_no_plan_and_rates_that_are_missing_are_said() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    // A line that leaves the budget keeps its actuals.
    window.call("budget.remove_lines", json!({ "plan": 1, "lines": [1] }));
    expect![[r#"["There is no forecast of this year yet: the open months are those of the budget.","1 line has actuals and stands in no plan of the year: nothing more is expected of it until the next cut."]"#]].assert_eq(&window.call("forecast.get", json!({}))["notes"].to_string());
    let proposed = window.call("forecast.propose", json!({}));
    expect![[r#"
        Compute | Remaining budget | Stands in no plan: nothing more is expected. Choose run-rate to carry it on. | 0.00 | 1098.00 | -1098.00
        Support | Remaining budget | - | 600.00 | 100.00 | 500.00
        Licences | Remaining budget | - | 768.00 | 728.00 | 40.00
    "#]]
        .assert_eq(&table(&proposed["lines"], &["label", "method", "note", "before", "after", "change"]));
    window.call(
        "forecast.set_default",
        json!({ "category": null, "choice": { "method": "run-rate" }, "plan": null }),
    );
    let proposed = window.call("forecast.propose", json!({}));
    expect![[r#"
        Compute | Run-rate | Stands in no plan: carried on from its actuals. | 0.00 | 1317.60 | -1317.60
        Support | Run-rate | - | 600.00 | 0.00 | 600.00
        Licences | Run-rate | - | 768.00 | 720.00 | 48.00
    "#]]
    .assert_eq(&table(&proposed["lines"], &["label", "method", "note", "before", "after", "change"]));
    window.call("forecast.recut", json!({}));
    // A posting in a currency without a rate of its month is named, and nothing is guessed.
    window.call(
        "actual.save",
        json!({
            "id": null, "date": "2026-05-15", "amount": "5", "currency": "GBP", "vendor": null, "text": "posted",
            "document": "", "account": "", "cost_centre": "", "line": 2,
        }),
    );
    let sentence = "rate: There is no actual rate for GBP in May 2026. Add it in Settings, Rates.";
    for command in ["forecast.get", "forecast.propose", "forecast.recut", "forecast.accuracy"] {
        assert_eq!(window.refused(command, &json!({})), sentence, "{command}");
    }
    assert_eq!(
        window.refused("forecast.get", &json!({ "period": "FY2026-Q1" })),
        "period: A forecast is of a whole year, not of FY2026-Q1. Ask for FY2027."
    );
    assert_eq!(
        window.refused("forecast.propose", &json!({ "closed": 12 })),
        sentence,
        "what is missing is said before anything else"
    );
}
