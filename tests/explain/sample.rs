//! Every figure of the sample book's screens: it is what the screen shows, and its parts sum to it to the cent.

use domain::{Amount, Sum};
use serde_json::{Value, json};
use tests::{Desk, Window, view};

fn sample(desk: &Desk) -> Window {
    let window = desk.window();
    let sample = json!({
        "file": window.grant(&desk.path("s.outlay")), "organisation": "", "currency": "USD", "fiscal_start": 7, "sample": true,
    });
    window.call("book.create", sample);
    window
}

fn amount(value: &Value) -> Amount {
    value.as_str().map_or(Amount::ZERO, |text| text.parse().unwrap())
}

/// Asks, and checks the parts; with what the screen shows where it shows it.
fn check(window: &Window, asked: &Value, shown: Option<&Value>) {
    let answer = window.call("explain.figure", asked.clone());
    let value = amount(&answer["value"]);
    let parts = answer["parts"].as_array().unwrap().iter().map(|part| amount(&part["amount"]));
    let sum: Sum = parts.chain([amount(&answer["more_sum"])]).collect();
    assert_eq!(sum.total().unwrap(), value, "{asked} {answer}");
    if let Some(shown) = shown {
        assert_eq!(value, amount(shown), "{asked}");
    }
}

fn rows(answer: &Value) -> &[Value] {
    answer["rows"].as_array().unwrap()
}

#[test]
fn of_the_year() {
    let desk = Desk::new();
    let window = sample(&desk);
    for by in ["category", "vendor", "line"] {
        let variance = window.call("variance.get", json!({ "plan": null, "period": "2026-11-20", "by": by }));
        for row in rows(&variance).iter().take(30) {
            for figure in ["budget", "actual", "forecast", "variance"] {
                let asked = json!({
                    "of": "year", "plan": null, "period": "2026-11-20", "by": by, "row": row["key"], "figure": figure,
                    "to_date": false,
                });
                // A line stands in several tables, each of which ties for itself.
                check(&window, &asked, (by != "line").then(|| &row[figure]));
            }
        }
    }
}

#[test]
fn of_the_budget() {
    let desk = Desk::new();
    let window = sample(&desk);
    let plan = window.call("book.state", Value::Null)["plans"][0]["id"].clone();
    let grid = window.call("budget.grid", json!({ "view": view(&plan), "from": 0, "count": 60 }));
    for row in rows(&grid).iter().chain([&grid["total"]]) {
        for month in [Some(0), Some(7), None] {
            let shown = month.map_or(&row["total"], |month: usize| &row["amounts"][month]);
            let of_line = !row["line"].is_null();
            let asked = json!({ "of": "grid", "view": view(&plan), "row": row["key"], "month": month });
            if of_line && month.is_some() {
                let answer = window.call("explain.figure", asked);
                assert_eq!(amount(&answer["value"]), amount(shown), "{row}");
            } else {
                check(&window, &asked, Some(shown));
            }
        }
    }
}

#[test]
fn of_the_forecast() {
    let desk = Desk::new();
    let window = sample(&desk);
    for by in ["category", "line", "purpose"] {
        let query = json!({ "by": by, "lines": true });
        let forecast = window.call("forecast.get", query.clone());
        let some = rows(&forecast).iter().step_by(if by == "category" { 13 } else { 47 });
        let last = rows(&forecast).iter().filter(|row| row["key"] == "unmatched");
        for row in some.chain(last).chain([&forecast["total"]]) {
            for figure in ["forecast", "budget", "variance", "previous", "change"] {
                let asked = json!({ "of": "forecast", "query": query, "row": row["key"], "figure": figure });
                check(&window, &asked, Some(&row[figure]));
            }
            for month in [0, 4, 5, 11] {
                let asked = json!({
                    "of": "forecast", "query": query, "row": row["key"], "figure": "forecast", "month": month,
                });
                check(&window, &asked, Some(&row["months"][month]));
            }
        }
    }
}

#[test]
fn of_the_showback() {
    let desk = Desk::new();
    let window = sample(&desk);
    for period in [json!("FY2027"), json!("FY2027-Q1")] {
        let showback = window.call("showback.get", json!({ "plan": null, "period": period }));
        assert!(showback["rules"].as_u64().unwrap() > 1);
        let ask = |bearer: &Value, row: &Value, month: &Value, figure: &str| {
            json!({
                "of": "showback", "plan": null, "period": period, "bearer": bearer, "row": row, "month": month,
                "figure": figure,
            })
        };
        for row in rows(&showback) {
            for figure in ["budget", "actual", "forecast", "variance"] {
                check(&window, &ask(&row["key"], &Value::Null, &Value::Null, figure), Some(&row[figure]));
                check(
                    &window,
                    &ask(&json!("total"), &Value::Null, &Value::Null, figure),
                    Some(&showback["totals"][figure]),
                );
            }
            let Some(department) = row["department"].as_i64() else { continue };
            let statement = window.call(
                "showback.statement",
                json!({ "plan": null, "period": period, "department": department }),
            );
            for kind in ["direct", "allocated", "passed_on"] {
                check(
                    &window,
                    &ask(&row["key"], &json!(kind), &Value::Null, "forecast"),
                    Some(&statement[kind]["forecast"]),
                );
            }
            for one in rows(&statement).iter().step_by(4) {
                check(
                    &window,
                    &ask(&row["key"], &one["key"], &Value::Null, "variance"),
                    Some(&one["variance"]),
                );
                let month = &one["months"][1];
                check(
                    &window,
                    &ask(&row["key"], &one["key"], &month["month"], "forecast"),
                    Some(&month["forecast"]),
                );
            }
        }
    }
}

#[test]
fn of_the_actuals() {
    let desk = Desk::new();
    let window = sample(&desk);
    for (state, period, line) in [
        ("all", Value::Null, Value::Null),
        ("all", json!("2026-09"), Value::Null),
        ("matched", json!("FY2027-Q1"), Value::Null),
        ("unmatched", Value::Null, Value::Null),
        ("all", Value::Null, json!(3)),
    ] {
        let query = json!({
            "filter": "", "state": state, "period": period, "vendor": null, "category": null, "line": line, "batch": null,
            "from": 0, "count": 1000,
        });
        let list = window.call("actual.list", query.clone());
        check(&window, &json!({ "of": "register", "query": query }), Some(&list["total"]));
        for row in rows(&list).iter().step_by(40) {
            let whole = window.call("explain.figure", json!({ "of": "posting", "id": row["id"] }));
            if row["whole"].is_null() {
                assert_eq!(whole["value"], row["base"]);
            }
            check(&window, &json!({ "of": "posting", "id": row["id"] }), None);
        }
    }
    let prepaid = window.call("prepaid.list", Value::Null);
    check(&window, &json!({ "of": "prepaid", "actual": null, "figure": "base" }), Some(&prepaid["balance"]));
    for row in rows(&prepaid) {
        for figure in ["recognised", "balance", "base"] {
            let asked = json!({ "of": "prepaid", "actual": row["prepaid"]["actual"], "figure": figure });
            check(&window, &asked, Some(&row[figure]));
        }
    }
}

#[test]
fn of_the_commitments() {
    let desk = Desk::new();
    let window = sample(&desk);
    for by in ["category", "department", "vendor", "line"] {
        let control = window.call("control.get", json!({ "plan": null, "by": by }));
        let all = rows(&control).iter().take(40).map(|row| (row, &row["key"]));
        for (row, key) in all.chain([(&control["total"], &Value::Null)]) {
            for figure in ["budget", "actual", "contracted", "ordered", "committed", "left"] {
                let asked = json!({ "of": "control", "plan": null, "by": by, "row": key, "figure": figure });
                check(&window, &asked, Some(&row[figure]));
            }
        }
    }
}
