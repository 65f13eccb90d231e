//! The variance over the sample book and by script: every way of asking reconciles, commentary is kept by period and feeds
//! the bridge, undo takes it back.

mod control;
mod tree;

use std::collections::BTreeMap;

use domain::{Amount, Sum};
use serde_json::{Value, json};
use tests::{Desk, Window};

fn amount(value: &Value) -> Amount {
    value.as_str().unwrap_or_else(|| panic!("{value} is no amount")).parse().unwrap()
}

fn sum<'a>(values: impl IntoIterator<Item = &'a Value>) -> Amount {
    values.into_iter().map(amount).collect::<Sum>().total().unwrap()
}

fn rows(answer: &Value) -> &Vec<Value> {
    answer["rows"].as_array().unwrap()
}

/// The sample book in a window.
fn sample(desk: &Desk) -> Window {
    let window = desk.window();
    let new = json!({
        "file": window.grant(&desk.path("s.outlay")), "organisation": "", "currency": "USD", "fiscal_start": 7,
        "sample": true,
    });
    window.call("book.create", new);
    window
}

fn plan(window: &Window, name: &str) -> Value {
    let plans = window.call("plan.list", Value::Null);
    let plan = plans.as_array().unwrap().iter().find(|plan| plan["name"] == name);
    plan.unwrap_or_else(|| panic!("no plan {name}"))["id"].clone()
}

const PERIODS: [&str; 7] =
    ["FY2027", "FY2027-Q1", "FY2027-Q2", "FY2027-Q4", "2026-09", "2027-02", "2026-11-30"];
const FIELDS: [&str; 7] =
    ["budget", "actual", "forecast", "variance", "budget_to_date", "actual_to_date", "variance_to_date"];

#[test]
fn every_question_reconciles() {
    let desk = Desk::new();
    let window = sample(&desk);
    let forecast = plan(&window, "FY2027 Forecast 5+7");
    for period in PERIODS {
        for against in
            [json!("budget"), json!({ "forecast": forecast }), json!("last_year"), json!("last_year_budget")]
        {
            let mut same = None;
            for by in ["category", "department", "vendor", "project", "line", "expense", "purpose"] {
                let query = json!({ "plan": null, "period": period, "by": by, "against": against });
                let answer = window.call("variance.get", query.clone());
                let what = format!("{period} by {by} against {against}");
                for field in FIELDS {
                    let total = amount(&answer["total"][field]);
                    assert_eq!(sum(rows(&answer).iter().map(|row| &row[field])), total, "{field}, {what}");
                }
                for field in ["budget", "actual", "forecast", "variance"] {
                    assert_eq!(answer["totals"][field], answer["total"][field], "{what}");
                }
                let bridge = &answer["bridge"];
                let items = bridge["items"].as_object().unwrap();
                assert_eq!(sum(items.values()), amount(&bridge["total"]), "{what}");
                assert!(amount(&bridge["remainder"]).is_zero(), "{what}");
                assert_eq!(amount(&bridge["total"]), -amount(&answer["total"]["variance"]), "{what}");
                let seen = (answer["totals"].clone(), bridge.clone());
                assert_eq!(same.get_or_insert(seen.clone()), &seen, "{what}");
                if by == "category" {
                    check_lines(&window, &query, &answer, &what);
                    check_items(&window, &query, bridge, &what);
                }
            }
        }
    }
}

/// The lines of each row sum to it.
fn check_lines(window: &Window, query: &Value, answer: &Value, what: &str) {
    for row in rows(answer).iter().filter(|row| row["key"] != "unmatched") {
        let mut asked = query.clone();
        asked["key"] = row["key"].clone();
        let lines = window.call("variance.lines", asked);
        assert_eq!(json!(rows(&lines).len()), row["lines"], "{what}");
        for field in FIELDS {
            let of_lines = sum(rows(&lines).iter().map(|line| &line[field]));
            assert_eq!(of_lines, amount(&row[field]), "{field} of {}, {what}", row["label"]);
        }
    }
}

/// The lines' parts of each item sum to it.
fn check_items(window: &Window, query: &Value, bridge: &Value, what: &str) {
    for (item, total) in bridge["items"].as_object().unwrap() {
        let mut asked = query.clone();
        asked["item"] = json!(item);
        let lines = window.call("variance.item", asked);
        let parts = sum(rows(&lines).iter().map(|part| &part["amount"]));
        assert_eq!((parts, amount(&lines["amount"])), (amount(total), amount(total)), "{item}, {what}");
    }
}

#[test]
fn last_year_is_what_was_posted_then() {
    let desk = Desk::new();
    let window = sample(&desk);
    let totals = |plan: Value, period: &str, against: Value| {
        let query = json!({ "plan": plan, "period": period, "by": "category", "against": against });
        window.call("variance.get", query)["totals"].clone()
    };
    for (period, before) in [("FY2027", "FY2026"), ("FY2027-Q1", "FY2026-Q1"), ("2026-10", "2025-10")] {
        let then = totals(Value::Null, before, json!("budget"));
        let now = totals(Value::Null, period, json!("last_year"));
        assert_eq!(now["budget"], then["actual"], "{period}");
        let budget = totals(Value::Null, period, json!("last_year_budget"));
        assert_eq!(budget["budget"], then["budget"], "{period}");
        // What it is held against does not change where it lands.
        assert_eq!(now["forecast"], totals(Value::Null, period, json!("budget"))["forecast"], "{period}");
    }
    let first = json!({ "plan": null, "period": "FY2025", "by": "category", "against": "last_year_budget" });
    assert_eq!(
        window.refused("variance.get", &first),
        "against: There is no budget for FY2024. Choose something else."
    );
}

/// A book of two lines: hosting costs more from February, a project is never started.
fn small(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(
        desk,
        "budget",
        "Line,Category,2026-01,2026-02,2026-03,2026-04\nHosting,Cloud Services,1000,1000,1000,1000\nPortal,Cloud Services,0,0,500,500\n",
    );
    window.import(
        desk,
        "actuals",
        "Date,Amount,Currency,Budget line\n2026-01-10,1000,EUR,Hosting\n2026-02-10,1300,EUR,Hosting\n2026-03-10,1300,EUR,Hosting\n2026-03-12,20,EUR,Portal\n",
    );
    window
}

fn items(answer: &Value) -> String {
    let items = answer["bridge"]["items"].as_object().unwrap().iter();
    let held: Vec<String> = items
        .filter(|(_, amount)| !self::amount(amount).is_zero())
        .map(|(item, amount)| format!("{item} {}", amount.as_str().unwrap()))
        .collect();
    held.join(", ")
}

fn ask(window: &Window, period: &str) -> Value {
    window.call("variance.get", json!({ "plan": null, "period": period, "by": "line" }))
}

fn row(answer: &Value, label: &str) -> Value {
    rows(answer).iter().find(|row| row["label"] == label).unwrap_or_else(|| panic!("no {label}")).clone()
}

#[test]
fn the_largest_and_all_the_others_add_up_to_the_same() {
    let desk = Desk::new();
    let window = sample(&desk);
    for (by, most) in [("line", 20), ("line", 1), ("line", 0), ("vendor", 5), ("category", 3)] {
        let query = |most: Value| json!({ "plan": null, "period": "FY2027", "by": by, "most": most });
        let (all, few) = (
            window.call("variance.get", query(Value::Null)),
            window.call("variance.get", query(json!(most))),
        );
        let size = |row: &Value| amount(&row["variance"]).abs();
        let shown = rows(&few);
        assert_eq!(shown.len(), most + 1, "{by}");
        for field in FIELDS {
            assert_eq!(
                sum(shown.iter().map(|row| &row[field])),
                amount(&all["total"][field]),
                "{field} by {by}"
            );
        }
        let rest = shown.last().unwrap();
        assert_eq!(rest["label"], format!("{} others", rows(&all).len() - most));
        // None of those left out is larger than one that is shown, but for the unmatched, which always are.
        let kept = |row: &&Value| shown.iter().any(|one| one["key"] == row["key"]);
        let left_out = rows(&all).iter().filter(|row| !kept(row)).map(size).max().unwrap();
        let shown = shown.iter().filter(|row| row["key"] != "rest" && row["key"] != "unmatched");
        assert!(shown.map(size).all(|size| size >= left_out), "{by}");
        if most > 0 {
            assert!(rows(&few).iter().any(|row| row["key"] == "unmatched"), "{by}");
        }
    }
    // The lines of a group are limited in the same way.
    let of = |most: Value| {
        let row =
            json!({ "plan": null, "period": "FY2027", "by": "expense", "key": "expense:opex", "most": most });
        window.call("variance.lines", row)["rows"].clone()
    };
    let (all, few) = (of(Value::Null), of(json!(4)));
    let total = |rows: &Value| sum(rows.as_array().unwrap().iter().map(|row| &row["variance"]));
    assert_eq!((few.as_array().unwrap().len(), total(&few)), (5, total(&all)));
    assert_eq!(few[0]["key"], all[0]["key"], "the one furthest from the budget first");
}

#[test]
fn commentary_is_kept_by_period_and_feeds_the_bridge() {
    let desk = Desk::new();
    let window = small(&desk);
    let before = ask(&window, "2026-03");
    assert_eq!(items(&before), "other -180.00");
    let plan = before["baseline"]["plan"].clone();
    let on = |label: &str| row(&before, label)["subject"].clone();
    let say = |subject: Value, period: &str, text: &str, cause: &str| {
        json!({
            "subject": subject, "period": period, "plan": plan, "text": text, "cause": cause, "carried_from": null,
        })
    };
    let said = window.call("comment.save", say(on("Hosting"), "2026-02", "  Dearer ", "price"));
    assert_eq!(
        (&said["text"], &said["who"], &said["at"], &said["period"]),
        (&json!("Dearer"), &json!("anna"), &json!("2026-11-22T10:04:00"), &json!("2026-02"))
    );
    assert_eq!(items(&ask(&window, "2026-02")), "price 300.00");
    assert_eq!(items(&ask(&window, "2026-03")), "other -180.00", "a month is explained by itself");

    // The month after proposes what was said, and takes it over.
    let march = row(&ask(&window, "2026-03"), "Hosting");
    assert_eq!((&march["comment"], &march["proposal"]["text"]), (&Value::Null, &json!("Dearer")));
    let mut carried = say(on("Hosting"), "2026-03", "Dearer", "price");
    carried["carried_from"] = json!("2026-02");
    window.call("comment.save", carried);
    let march = row(&ask(&window, "2026-03"), "Hosting");
    assert_eq!((&march["comment"]["carried_from"], &march["proposal"]), (&json!("2026-02"), &Value::Null));
    assert_eq!(items(&ask(&window, "2026-03")), "other -480.00, price 300.00");

    // Own words are an item of their own; cancelled takes all of a line. Both replace what was said.
    window.call("comment.save", say(on("Portal"), "2026-03", "", "Audit"));
    assert_eq!(items(&ask(&window, "2026-03")), "Audit -480.00, price 300.00");
    window.call("comment.save", say(on("Portal"), "2026-03", "Given up", "cancelled"));
    assert_eq!(items(&ask(&window, "2026-03")), "cancelled -480.00, price 300.00");
    let all = window.call("comment.list", json!({ "period": null, "plan": plan, "subject": null }));
    assert_eq!(all.as_array().unwrap().len(), 3, "one a line and period");
    // Of the year, the longest and latest causes inside it speak.
    assert!(items(&ask(&window, "FY2026")).contains("price"));

    window.call("comment.remove", json!({ "id": row(&ask(&window, "2026-03"), "Portal")["comment"]["id"] }));
    assert_eq!(items(&ask(&window, "2026-03")), "other -480.00, price 300.00");
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(items(&ask(&window, "2026-03")), "cancelled -480.00, price 300.00");
}

#[test]
fn a_comment_is_checked_before_it_is_kept() {
    let desk = Desk::new();
    let window = small(&desk);
    let answer = ask(&window, "2026-03");
    let line = row(&answer, "Hosting")["subject"].clone();
    let by_category = json!({ "plan": null, "period": "2026-03", "by": "category" });
    let cloud = row(&window.call("variance.get", by_category), "Cloud Services")["subject"].clone();
    let draft = |subject: &Value, text: &str, cause: &str| {
        json!({
            "subject": subject, "period": "2026-03", "plan": null, "text": text, "cause": cause, "carried_from": null,
        })
    };
    for (subject, text, cause, expected) in [
        (&line, " ", "", "text: Say why, or choose a cause."),
        (&cloud, "Dear", "price", "cause: A cause is given to a budget line, not to a group."),
        (
            &json!({ "scope": "line", "of": 4711 }),
            "Dear",
            "",
            "not_found: This budget line is not in the book any more.",
        ),
        (
            &json!({ "scope": "vendor", "of": 4711 }),
            "Dear",
            "",
            "not_found: This vendor is not in the book any more.",
        ),
    ] {
        assert_eq!(window.refused("comment.save", &draft(subject, text, cause)), expected);
    }
}

#[test]
fn what_is_commented_on_can_go_and_come_back() {
    let desk = Desk::new();
    let window = small(&desk);
    let answer = ask(&window, "2026-03");
    let plan = answer["baseline"]["plan"].clone();
    let portal = row(&answer, "Portal");
    let draft = json!({
        "subject": portal["subject"], "period": "2026-03", "plan": plan, "text": "Why", "cause": "", "carried_from": null,
    });
    window.call("comment.save", draft);
    let everything = json!({ "period": null, "plan": null, "subject": null });
    let comments = || window.call("comment.list", everything.clone()).as_array().unwrap().len();
    let line = portal["subject"]["of"].clone();
    window.call("budget.remove_lines", json!({ "plan": plan, "lines": [line] }));
    assert_eq!(comments(), 0);
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!(comments(), 1);
    window.call("plan.remove", json!({ "id": plan }));
    assert_eq!(comments(), 0);
    window.call("journal.undo", json!({ "change": null }));
    assert_eq!((comments(), ask(&window, "2026-03")["unexplained"].clone()), (1, json!(1)));
    assert_eq!(window.call("book.check", Value::Null)["ok"], json!(true));
}

#[test]
fn what_is_over_the_threshold_and_unsaid_is_listed() {
    let desk = Desk::new();
    let window = sample(&desk);
    let query = json!({ "plan": null, "period": "FY2027", "by": "category", "against": "budget" });
    let names = |window: &Window| -> Vec<String> {
        let unexplained = window.call("variance.unexplained", query.clone());
        rows(&unexplained).iter().map(|row| row["label"].as_str().unwrap().to_owned()).collect()
    };
    let before = names(&window);
    assert_eq!(before, ["Service assistant, model usage", "Portal licences", "Portal test devices"]);
    assert_eq!(window.call("variance.get", query.clone())["unexplained"], json!(3));
    let lines = window.call("variance.unexplained", query.clone());
    let first = &rows(&lines)[0];
    let draft = json!({
        "subject": first["subject"], "period": "FY2027", "plan": plan(&window, "FY2027 Budget"), "text": "A pilot",
        "cause": "scope", "carried_from": null,
    });
    window.call("comment.save", draft);
    assert_eq!(names(&window), before[1..]);
}

#[test]
fn what_is_exported_sums_to_what_is_shown() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let shown = desk.run(&["show", "@s.outlay", "variance", "--json"]).ok().json();
    desk.run(&["export", "@s.outlay", "variance", "--out", "@v.csv"]).ok();
    let text = String::from_utf8(desk.read("v.csv")).unwrap();
    let mut lines = text.lines();
    assert_eq!(
        lines.next().unwrap().trim_start_matches('\u{feff}'),
        "Category,Vendor,Currency,Budget to date,Actual to date,Variance to date,Budget,Actual,Forecast,Variance,%,Flagged,Cause,Comment,By"
    );
    let cells: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    assert_eq!(cells.len(), rows(&shown).len());
    for (column, field) in [(6, "budget"), (7, "actual"), (8, "forecast"), (9, "variance")] {
        let column = cells.iter().map(|row| row[column].parse::<Amount>().unwrap());
        assert_eq!(column.collect::<Sum>().total().unwrap(), amount(&shown["totals"][field]), "{field}");
    }
    assert!(text.contains("Ines Carvalho"), "{text}");
    desk.run(&[
        "export",
        "@s.outlay",
        "variance",
        "--out",
        "@v.xlsx",
        "--by",
        "line",
        "--period",
        "FY2027-Q1",
    ])
    .ok();
    assert!(desk.read("v.xlsx").starts_with(b"PK"));
}

#[test]
fn show_says_what_scripts_rely_on() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    for by in ["expense", "purpose"] {
        let shown = desk.run(&["show", "@s.outlay", "variance", "--by", by, "--json"]).ok().json();
        let labels: Vec<&str> = rows(&shown).iter().map(|row| row["label"].as_str().unwrap()).collect();
        let expected: &[&str] = match by {
            "expense" => &["CapEx", "OpEx", "Unmatched actuals"],
            _ => &["Run", "Grow", "Transform", "Unmatched actuals"],
        };
        assert_eq!(labels, expected);
        let keys: BTreeMap<&String, &Value> = shown["totals"].as_object().unwrap().iter().collect();
        assert_eq!(
            keys.into_keys().collect::<Vec<_>>(),
            ["actual", "budget", "forecast", "percent", "variance"]
        );
        assert_eq!(
            shown["finding"],
            json!("New lines and unmatched actuals add 162 k; cancellations take back 108 k")
        );
        assert!(shown["chart"].is_null());
    }
}
