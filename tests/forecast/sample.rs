//! The forecasts of the sample book, on every face of the product.

use domain::{Amount, Sum};
use serde_json::{Value, json};
use tests::Desk;

fn sum<'a>(amounts: impl IntoIterator<Item = &'a Value>) -> Amount {
    let amount = |value: &Value| value.as_str().unwrap().parse::<Amount>().unwrap();
    amounts.into_iter().map(amount).collect::<Sum>().total().unwrap()
}

#[test]
fn the_samples_forecast_follows_from_its_methods() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let proposed = desk.run(&["call", "@s.outlay", "forecast.propose", "{}"]).ok().json();
    assert_eq!((&proposed["closed"], &proposed["line_count"]), (&json!(5), &json!(200)));
    assert_eq!((&proposed["lines"], &proposed["change"]), (&json!([]), &json!("0.00")));
    // The same of the earlier one, as it was known at the end of September.
    let plans = desk.run(&["call", "@s.outlay", "plan.list"]).ok().json();
    let earlier =
        plans.as_array().unwrap().iter().find(|plan| plan["name"] == "FY2027 Forecast 3+9").unwrap();
    let ask = json!({ "plan": earlier["id"], "closed": 3 }).to_string();
    let proposed = desk.run(&["call", "@s.outlay", "forecast.propose", &ask]).ok().json();
    assert_eq!((&proposed["lines"], &proposed["change"]), (&json!([]), &json!("0.00")));
}

#[test]
fn every_screen_says_the_same_and_rows_sum_to_totals() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let variance = desk.run(&["show", "@s.outlay", "variance", "--json"]).ok().json();
    for by in ["category", "department", "vendor", "project", "line"] {
        let shown = desk.run(&["show", "@s.outlay", "forecast", "--by", by, "--json"]).ok().json();
        for field in ["budget", "actual", "forecast", "variance", "percent"] {
            assert_eq!(shown["totals"][field], variance["totals"][field], "{by} {field}");
        }
        for field in ["budget", "actual", "rest", "forecast", "variance", "previous", "change"] {
            let rows = shown["rows"].as_array().unwrap();
            assert_eq!(
                sum(rows.iter().map(|row| &row[field])),
                sum([&shown["totals"][field]]),
                "{by} {field}"
            );
        }
        for row in shown["rows"].as_array().unwrap() {
            assert_eq!(sum([&row["actual"], &row["rest"]]), sum([&row["forecast"]]), "{by} {}", row["label"]);
            assert_eq!(
                sum([&row["forecast"], &row["variance"]]),
                sum([&row["budget"]]),
                "{by} {}",
                row["label"]
            );
        }
    }
    // An earlier forecast is shown as it was cut: three months posted, nine expected.
    let earlier =
        desk.run(&["show", "@s.outlay", "forecast", "--plan", "FY2027 Forecast 3+9", "--json"]).ok().json();
    let newest = desk.run(&["show", "@s.outlay", "forecast", "--json"]).ok().json();
    assert_eq!((&earlier["closed"], &newest["closed"]), (&json!(3), &json!(5)));
    assert_eq!(earlier["totals"]["forecast"], newest["totals"]["previous"]);
    assert_eq!(earlier["previous"], Value::Null);
    let text = desk.run(&["show", "@s.outlay", "forecast"]).ok().stdout;
    assert!(text.starts_with("FY2027 as of 2026-11-22, USD\n"), "{text}");
}

#[test]
fn a_forecast_is_exported_line_by_line() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    desk.run(&["export", "@s.outlay", "forecast", "--out", "@f.xlsx"]).ok();
    assert!(desk.read("f.xlsx").starts_with(b"PK"));
    desk.run(&["export", "@s.outlay", "forecast", "--out", "@f.csv"]).ok();
    let text = String::from_utf8(desk.read("f.csv")).unwrap();
    let mut rows = text.lines();
    let header = rows.next().unwrap();
    assert!(
        header.starts_with("Group,Line,Method,Currency,2026-07 actual,") && header.contains(",2026-12,"),
        "{header}"
    );
    assert_eq!(rows.clone().count(), 201, "200 lines and the unmatched actuals");
    assert_eq!(rows.next_back().unwrap().split(',').nth(1), Some("Unmatched actuals"));
}
