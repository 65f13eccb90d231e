//! Where a figure comes from: its parts sum to it, its rates are named, each part leads somewhere.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, Window, table, view};

mod sample;

const BUDGET: &str = "\
Line,Vendor,Category,Currency,2027-01,2027-02,2027-03,2027-04,2027-05,2027-06,2027-07,2027-08,2027-09,2027-10,2027-11,2027-12
Suite,Vantage,Software & SaaS,EUR,100,100,100,100,100,100,100,100,100,100,100,100
Hosting,Norrland,Cloud Services,USD,50,50,50,50,50,50,50,50,50,50,50,50
Archive,Norrland,Cloud Services,EUR,10.25,0,0,0,0,0,0,0,0,0,0,0
";

const ACTUALS: &str = "\
Date,Amount,Currency,Vendor,Text,Document
2027-01-10,102.50,EUR,Vantage,Suite January,R-1
2027-01-12,55,USD,Norrland,Hosting January,R-2
2027-02-10,7,EUR,Elsewhere,Who knows,R-3
";

fn book(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", BUDGET);
    window
        .call("rate.save", json!({ "id": null, "plan": 1, "currency": "USD", "month": null, "rate": "0.9" }));
    for (month, rate) in [("2027-01", "0.95"), ("2027-02", "0.94")] {
        window.call(
            "rate.save",
            json!({ "id": null, "plan": null, "currency": "USD", "month": month, "rate": rate }),
        );
    }
    window.import(desk, "actuals", ACTUALS);
    for (actual, line) in [(1, 1), (2, 2)] {
        window.call("actual.match_line", json!({ "actuals": [actual], "line": line }));
    }
    window
}

fn grid(row: &str, month: Option<u32>) -> Value {
    json!({ "of": "grid", "view": view(&json!(1)), "row": row, "month": month })
}

fn year(row: Option<&str>, figure: &str, to_date: bool) -> Value {
    let by = if row.is_some() { "line" } else { "category" };
    json!({ "of": "year", "plan": 1, "period": "2027-02-28", "by": by, "row": row, "figure": figure, "to_date": to_date })
}

/// An explanation as a text.
fn shown(answer: &Value) -> String {
    let head = table(&json!([answer]), &["title", "value", "currency", "formula", "more"]);
    let parts = table(&answer["parts"], &["label", "note", "own", "own_currency", "amount", "page"]);
    head + &parts + &table(&answer["rates"], &["currency", "rate", "month", "plan"])
}

#[test]
fn a_figure_says_what_it_is_made_of() {
    let desk = Desk::new();
    let window = book(&desk);
    let check = |asked: Value, expected: Expect| {
        expected.assert_eq(&shown(&window.call("explain.figure", asked)));
    };
    check(
        grid("total", Some(0)),
        expect![[r#"
            Total, January 2027 | 155.25 | EUR | Sum of 3 lines, each at the budget rate of the plan | 0
            Suite | Vantage | - | - | 100.00 | budget?plan=1&line=1
            Hosting | Norrland | 50 | USD | 45.00 | budget?plan=1&line=2
            Archive | Norrland | - | - | 10.25 | budget?plan=1&line=3
            USD | 0.9 | - | FY2027 Budget
        "#]],
    );
    check(
        grid("line:2", None),
        expect![[r#"
            Hosting, FY2027 | 600.00 | USD | Sum of the twelve months. Typed, pasted or imported | 0
            January 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            February 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            March 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            April 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            May 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            June 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            July 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            August 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            September 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            October 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            November 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            December 2027 |  | - | - | 50.00 | budget?plan=1&line=2
            USD | 0.9 | - | FY2027 Budget
        "#]],
    );
    check(
        year(None, "variance", true),
        expect![[r#"
            Everything, variance 2027-02-28 to date | 138.50 | EUR | Sum of 4 lines: budget − forecast, plus is favourable: FY2027 Budget less actual and the rest of FY2027 Budget | 0
            Suite |  | - | - | 97.50 | budget?plan=1&line=1
            Hosting |  | - | - | 37.75 | budget?plan=1&line=2
            Archive |  | - | - | 10.25 | budget?plan=1&line=3
            Unmatched actuals |  | - | - | -7.00 | actuals?state=unmatched&period=2027-02-28
            USD | 0.9 | - | FY2027 Budget
            USD | 0.95 | 2027-01 | -
            USD | 0.94 | 2027-02 | -
        "#]],
    );
    check(
        year(Some("line:1"), "actual", true),
        expect![[r#"
        Suite, actual 2027-02-28 to date | 102.50 | EUR | Sum of 1 posting: what is posted until 2027-02-28, at the actual rates of the months | 0
        2027-01-10 Suite January | Vantage · R-1 · import.csv | - | - | 102.50 | actuals?id=1
    "#]],
    );
    check(
        year(Some("unmatched"), "actual", true),
        expect![[r#"
        Unmatched actuals, actual 2027-02-28 to date | 7.00 | EUR | Sum of 1 posting: what is posted until 2027-02-28, at the actual rates of the months | 0
        2027-02-10 Who knows | Elsewhere · R-3 · import.csv | - | - | 7.00 | actuals?id=3
    "#]],
    );
    assert_eq!(
        window.refused("explain.figure", &grid("group:99", None)),
        "not_found: This row is not shown any more."
    );
}

#[test]
fn a_derivation_is_printed() {
    let desk = Desk::new();
    let window = book(&desk);
    let job =
        json!({ "asked": grid("total", None), "paper": "a4", "file": window.grant(&desk.path("why.pdf")) });
    let written = window.call("explain.print", job);
    assert_eq!((&written["name"], &written["note"]), (&json!("why.pdf"), &json!("Total, FY2027")));
    assert!(desk.read("why.pdf").starts_with(b"%PDF-1.7"));
}

#[test]
fn a_month_says_by_which_rule_it_was_made() {
    let desk = Desk::new();
    let window = book(&desk);
    let spread = json!({ "amount": "1200", "from": "2027-01-01", "to": "2027-12-31", "method": "days" });
    window.call("budget.spread", json!({ "plan": 1, "line": 3, "spread": spread }));
    let quantity = json!({ "unit": "seats", "price": "12.5", "quantities": vec!["10"; 12] });
    window.call("budget.set_quantity", json!({ "plan": 1, "line": 1, "quantity": quantity }));
    let role = json!({
        "id": null, "plan": 1, "title": "Engineer", "department": null, "category": null, "headcount": "2",
        "yearly": "120000", "currency": "EUR", "first": null, "last": null, "raise_month": null, "raise_percent": null,
        "capitalised": "40", "notes": "", "line": null, "capital_line": null,
    });
    let capital = window.call("role.save", role)["capital_line"].clone();
    let terms = json!({
        "line": capital, "months": 24, "method": "straight_line", "rate": null, "salvage_percent": "0", "delay": 0,
    });
    window.call("depreciation.save", terms);
    let made = |asked: Value| {
        let answer = window.call("explain.figure", asked);
        table(&json!([answer]), &["title", "value", "formula", "rounding"])
    };
    let mut expensed = grid(&format!("line:{capital}"), Some(1));
    expensed["view"]["recognition"] = json!("expense");
    let all = [
        grid("line:3", Some(1)),
        grid("line:1", Some(1)),
        grid("line:2", Some(1)),
        grid(&format!("line:{capital}"), Some(1)),
        expensed.clone(),
    ];
    expect![[r#"
        Archive, February 2027 | 92.05 | 1200 EUR spread by days from 2027-01-01 to 2027-12-31 | The parts sum to the whole: what rounding leaves over goes to the months with the largest rest.
        Suite, February 2027 | 125.00 | Quantity × unit price: 10 seats × 12.5 EUR | Added up exactly, then rounded once to 2 decimals of EUR; a half goes away from zero.
        Hosting, February 2027 | 50.00 | Typed, pasted or imported | It stands as it came; nothing is rounded.
        Engineer, capitalised, February 2027 | 8000.00 | Posts × loaded cost of a year ÷ 12: 2 × 120000 EUR ÷ 12 for “Engineer”, of it 40 % capitalised | Twelve months sum to the year to the cent.
        Engineer, capitalised, February 2027 | 666.66 | Depreciation, straight line over 24 months, of what the plan buys and of what was bought before | Each purchase is rounded month by month; its last month takes the rest.
    "#]].assert_eq(&all.map(made).concat());
    // The same in a few words under the grid, asked once for a line.
    let how = |line: &Value| {
        let how = window.call("explain.how", json!({ "plan": 1, "line": line }));
        format!(
            "{} | {} | {}\n",
            how["months"][1].as_str().unwrap(),
            how["year"].as_str().unwrap(),
            how["rate"]
        )
    };
    let all = [json!(3), json!(1), json!(2), capital.clone()];
    expect![[r#"
        1200 EUR spread by days from 2027-01-01 to 2027-12-31 | 1200 EUR spread by days from 2027-01-01 to 2027-12-31 | "1"
        Quantity × unit price: 10 seats × 12.5 EUR | Quantity × unit price: seats × 12.5 EUR | "1"
        Import 3 lines into FY2027 Budget from import.csv | Import 3 lines into FY2027 Budget from import.csv | "0.9"
        Posts × loaded cost of a year ÷ 12: 2 × 120000 EUR ÷ 12 for “Engineer”, of it 40 % capitalised | Posts × loaded cost of a year ÷ 12: 2 × 120000 EUR ÷ 12 for “Engineer”, of it 40 % capitalised | "1"
    "#]].assert_eq(&all.iter().map(how).collect::<String>());
    // What the grid shows and what is explained are the same, in either view.
    let shown = window.call("budget.grid", json!({ "view": expensed["view"], "from": 0, "count": 100 }));
    let row = shown["rows"].as_array().unwrap().iter().find(|row| row["line"] == capital).unwrap().clone();
    assert_eq!(window.call("explain.figure", expensed)["value"], row["amounts"][1]);
}

#[test]
fn figures_of_other_screens_say_how_they_came_about() {
    let desk = Desk::new();
    let window = book(&desk);
    let forecast = |row: &str, month: Option<u32>| {
        let query = json!({ "plan": 1, "by": "line", "lines": true });
        json!({ "of": "forecast", "query": query, "row": row, "month": month, "figure": "forecast" })
    };
    let control = json!({ "of": "control", "plan": 1, "by": "category", "row": null, "figure": "left" });
    let register = json!({ "filter": "", "state": "all", "period": "2027-01", "from": 0, "count": 0 });
    let all = [
        forecast("line:2", Some(0)),
        forecast("line:2", Some(5)),
        forecast("total", Some(5)),
        json!({ "of": "posting", "id": 2 }),
        json!({ "of": "register", "query": register }),
        control,
    ];
    let text = |asked: Value| {
        let answer = window.call("explain.figure", asked);
        let steps = answer["steps"].as_array().unwrap().iter();
        steps.fold(shown(&answer), |text, step| text + "  " + step.as_str().unwrap() + "\n")
    };
    expect![[r#"
        Hosting, forecast January 2027 | 45.00 | EUR | the months of the plan: what FY2027 Budget expects, at its budget rates | 0
        January 2027 | the months of the plan | 50 | USD | 45.00 | budget?plan=1&line=2
        USD | 0.9 | - | FY2027 Budget
        Hosting, forecast June 2027 | 45.00 | EUR | the months of the plan: what FY2027 Budget expects, at its budget rates | 0
        June 2027 | the months of the plan | 50 | USD | 45.00 | budget?plan=1&line=2
        USD | 0.9 | - | FY2027 Budget
        Total, forecast June 2027 | 145.00 | EUR | Sum of 2 lines: what FY2027 Budget expects, at its budget rates | 0
        Suite |  | - | - | 100.00 | budget?plan=1&line=1
        Hosting |  | - | - | 45.00 | budget?plan=1&line=2
        USD | 0.9 | - | FY2027 Budget
        2027-01-12 Hosting January | 52.25 | EUR | Amount × actual rate of January 2027 | 0
        Hosting | budget line | 55.00 | USD | 52.25 | actuals?line=2&period=2027-01
        USD | 0.95 | 2027-01 | -
          It came with import.csv, imported by anna on 2026-11-22.
          Document R-2.
          anna chose it on 2026-11-22: Match 1 actual to “Hosting”.
        Actuals of 2027-01 | 154.75 | EUR | Sum of 2 postings, each at the actual rate of its month | 0
        2027-01-10 Suite January | Vantage · R-1 · import.csv | - | - | 102.50 | actuals?id=1
        2027-01-12 Hosting January | Norrland · R-2 · import.csv | 55 | USD | 52.25 | actuals?id=2
        USD | 0.95 | 2027-01 | -
        Total, left of FY2027 | 1750.25 | EUR | Budget − actual − committed; below 0 it is over | 0
        Budget |  | - | - | 1750.25 | variance
        − actual |  | - | - | 0.00 | variance
        − contracts |  | - | - | 0.00 | variance?view=commitments
        − orders |  | - | - | 0.00 | variance?view=commitments
    "#]].assert_eq(&all.map(text).concat());
}
