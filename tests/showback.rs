//! Rules of allocation and what departments bear by them, with figures that can be worked out by hand.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, Window, table};

mod rules;

/// A book with a platform of 3,000 a month, licences and a rack, run by IT, and three departments that use them.
fn filled(desk: &Desk) -> Window {
    let window = desk.book();
    for (code, name, parent) in
        [("100", "IT", None), ("200", "Sales", None), ("210", "Sales North", Some(2)), ("300", "Plant", None)]
    {
        let draft = json!({ "id": null, "code": code, "name": name, "parent": parent });
        window.call("department.save", draft);
    }
    window.import(
        desk,
        "budget",
        "Line,Category,Department,Currency,2027-01,2027-02,2027-03\n\
         Platform,Cloud Services,IT,EUR,3000,3000,3000\n\
         Licences,Software & SaaS,IT,EUR,100,100,100\n\
         Rack,Data Center Facilities,IT,EUR,50,0,0\n\
         Fair,Misc Costs,Sales,EUR,0,10,0\n\
         Nobody's,Misc Costs,,EUR,7,7,7\n",
    );
    window.import(
        desk,
        "actuals",
        "Date,Amount,Text,Budget line\n2027-01-15,3300.01,Platform January,Platform\n2027-01-20,5,Who knows,\n",
    );
    window
}

const ALL_YEAR: &str = "FY2027";

/// The number of a line, a category or a department by its name.
fn id(window: &Window, what: &str, name: &str) -> Value {
    let found = match what {
        "line" => window.call("budget.lines", json!({ "text": name, "limit": 1 })),
        other => window.call(&format!("{other}.list"), Value::Null),
    };
    let named = |one: &&Value| one["name"] == name || one["description"] == name;
    found.as_array().unwrap().iter().find(named).unwrap_or_else(|| panic!("no {what} {name}"))["id"].clone()
}

/// A rule: what is shared out, by what, to whom.
fn rule(window: &Window, name: &str, source: (&str, &str), by: &str, shares: &[(&str, &str)]) -> Value {
    let share = |(department, weight): &(&str, &str)| json!({ "department": id(window, "department", department), "weight": weight });
    json!({
        "id": null, "fiscal_year": 2027, "plan": null, "name": name, "source": { source.0: id(window, source.0, source.1) },
        "by": by, "capacity": null, "driver": "", "unit": "", "shares": shares.iter().map(share).collect::<Vec<_>>(),
    })
}

fn on_capacity(mut rule: Value, capacity: &str) -> Value {
    rule["capacity"] = json!(capacity);
    rule
}

fn save(window: &Window, rule: Value) -> Value {
    window.call("allocation.save", rule)["rule"]["id"].clone()
}

fn showback(window: &Window, period: &str) -> Value {
    window.call("showback.get", json!({ "plan": null, "period": period }))
}

/// Each row with the budget of the year: direct + allocated − passed on = borne.
#[track_caller]
fn bears(window: &Window, expected: &Expect) {
    let shown = showback(window, ALL_YEAR);
    let row = |row: &Value| {
        let budget = |part: &str| row[part]["budget"].as_str().unwrap().to_owned();
        let (direct, allocated, passed_on) = (budget("direct"), budget("allocated"), budget("passed_on"));
        let borne = row["budget"].as_str().unwrap();
        format!("{}: {direct} + {allocated} - {passed_on} = {borne}\n", row["label"].as_str().unwrap())
    };
    let rows: String = shown["rows"].as_array().unwrap().iter().map(row).collect();
    expected.assert_eq(&format!("{rows}{}\n", shown["finding"].as_str().unwrap()));
    ties(&shown);
}

/// The rows sum to the totals, by month as well, for budget, actual and forecast.
#[track_caller]
fn ties(shown: &Value) {
    let amount = |value: &Value| value.as_str().unwrap().parse::<domain::Amount>().unwrap();
    for measure in ["budget", "actual", "forecast"] {
        let rows = shown["rows"].as_array().unwrap();
        let sum: domain::Sum = rows.iter().map(|row| amount(&row[measure])).collect();
        assert_eq!(sum.total().unwrap(), amount(&shown["totals"][measure]), "{measure}");
        for (place, month) in shown["by_month"].as_array().unwrap().iter().enumerate() {
            let sum: domain::Sum = rows.iter().map(|row| amount(&row["months"][place][measure])).collect();
            assert_eq!(sum.total().unwrap(), amount(&month[measure]), "{measure} of {}", month["month"]);
        }
        for row in rows {
            let months: domain::Sum =
                row["months"].as_array().unwrap().iter().map(|month| amount(&month[measure])).collect();
            assert_eq!(months.total().unwrap(), amount(&row[measure]), "{measure} of {}", row["label"]);
        }
    }
}

#[test]
fn a_cost_is_shared_out_by_quantities_on_capacity_and_evenly() {
    let desk = Desk::new();
    let window = filled(&desk);
    bears(
        &window,
        &expect![[r#"
        IT: 9350.00 + 0.00 - 0.00 = 9350.00
        Sales: 10.00 + 0.00 - 0.00 = 10.00
        No department: 21.00 + 0.00 - 0.00 = 21.00
        No rule shares anything out yet; IT bears most, 9.4 k (100 %)
    "#]],
    );
    let drivers = [("Sales", "600"), ("Sales North", "300"), ("Plant", "100")];
    let platform = rule(&window, "Platform", ("line", "Platform"), "quantities", &drivers);
    let saved = save(&window, platform.clone());
    bears(
        &window,
        &expect![[r#"
        IT: 9350.00 + 0.00 - 9000.00 = 350.00
        Sales: 10.00 + 5400.00 - 0.00 = 5410.00
        Sales North: 0.00 + 2700.00 - 0.00 = 2700.00
        Plant: 0.00 + 900.00 - 0.00 = 900.00
        No department: 21.00 + 0.00 - 0.00 = 21.00
        One rule shares out 9.0 k of 9.4 k; Sales bears most, 5.4 k (58 %)
    "#]],
    );
    // On a capacity of 1,200 a sixth stays idle.
    let mut changed = on_capacity(platform, "1200");
    changed["id"] = saved;
    save(&window, changed);
    bears(
        &window,
        &expect![[r#"
        IT: 9350.00 + 0.00 - 9000.00 = 350.00
        Sales: 10.00 + 4500.00 - 0.00 = 4510.00
        Sales North: 0.00 + 2250.00 - 0.00 = 2250.00
        Plant: 0.00 + 750.00 - 0.00 = 750.00
        No department: 21.00 + 0.00 - 0.00 = 21.00
        Idle: Platform: 0.00 + 1500.00 - 0.00 = 1500.00
        One rule shares out 9.0 k of 9.4 k; Sales bears most, 4.5 k (48 %); 1.5 k stays idle
    "#]],
    );
    save(
        &window,
        rule(
            &window,
            "Rack",
            ("category", "Data Center Facilities"),
            "evenly",
            &[("Sales", "0"), ("IT", "0"), ("Plant", "0")],
        ),
    );
    bears(
        &window,
        &expect![[r#"
        IT: 9350.00 + 16.67 - 9050.00 = 316.67
        Sales: 10.00 + 4516.67 - 0.00 = 4526.67
        Sales North: 0.00 + 2250.00 - 0.00 = 2250.00
        Plant: 0.00 + 766.66 - 0.00 = 766.66
        No department: 21.00 + 0.00 - 0.00 = 21.00
        Idle: Platform: 0.00 + 1500.00 - 0.00 = 1500.00
        2 rules share out 9.1 k of 9.4 k; Sales bears most, 4.5 k (48 %); 1.5 k stays idle
    "#]],
    );
}

#[test]
fn a_later_rule_passes_on_what_an_earlier_one_gave() {
    let desk = Desk::new();
    let window = filled(&desk);
    let first = save(
        &window,
        rule(&window, "Platform", ("line", "Platform"), "shares", &[("Sales", "75"), ("Plant", "25")]),
    );
    save(&window, rule(&window, "Sales", ("department", "Sales"), "shares", &[("Sales North", "100")]));
    bears(
        &window,
        &expect![[r#"
        IT: 9350.00 + 0.00 - 9000.00 = 350.00
        Sales: 10.00 + 6750.00 - 6760.00 = 0.00
        Sales North: 0.00 + 6760.00 - 0.00 = 6760.00
        Plant: 0.00 + 2250.00 - 0.00 = 2250.00
        No department: 21.00 + 0.00 - 0.00 = 21.00
        2 rules share out 9.0 k of 9.4 k; Sales North bears most, 6.8 k (72 %)
    "#]],
    );
    // In the other order there is nothing yet that Sales could pass on but its own line.
    let order = window.call("allocation.reorder", json!({ "id": first, "place": 2 }));
    let names: Vec<&str> =
        order.as_array().unwrap().iter().map(|row| row["rule"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Sales", "Platform"]);
    bears(
        &window,
        &expect![[r#"
        IT: 9350.00 + 0.00 - 9000.00 = 350.00
        Sales: 10.00 + 6750.00 - 10.00 = 6750.00
        Sales North: 0.00 + 10.00 - 0.00 = 10.00
        Plant: 0.00 + 2250.00 - 0.00 = 2250.00
        No department: 21.00 + 0.00 - 0.00 = 21.00
        2 rules share out 9.0 k of 9.4 k; Sales bears most, 6.8 k (72 %)
    "#]],
    );
    window.call("journal.undo", json!({ "change": null }));
    bears(
        &window,
        &expect![[r#"
        IT: 9350.00 + 0.00 - 9000.00 = 350.00
        Sales: 10.00 + 6750.00 - 6760.00 = 0.00
        Sales North: 0.00 + 6760.00 - 0.00 = 6760.00
        Plant: 0.00 + 2250.00 - 0.00 = 2250.00
        No department: 21.00 + 0.00 - 0.00 = 21.00
        2 rules share out 9.0 k of 9.4 k; Sales North bears most, 6.8 k (72 %)
    "#]],
    );
}

#[test]
fn actuals_and_forecast_are_shared_out_by_month() {
    let desk = Desk::new();
    let window = filled(&desk);
    save(
        &window,
        rule(&window, "Platform", ("line", "Platform"), "quantities", &[("Sales", "2"), ("Plant", "1")]),
    );
    let shown = showback(&window, "2027-01-31");
    expect![[r#"
        IT | 150.00 | 0.00 | 0.00 | 150.00 | 100.0
        Sales | 2000.00 | 2200.01 | 2200.01 | -200.01 | -10.0
        Plant | 1000.00 | 1100.00 | 1100.00 | -100.00 | -10.0
        No department | 7.00 | 0.00 | 0.00 | 7.00 | 100.0
        Unmatched actuals | 0.00 | 5.00 | 5.00 | -5.00 | -
    "#]]
    .assert_eq(&table(&shown["rows"], &["label", "budget", "actual", "forecast", "variance", "percent"]));
    ties(&shown);
    let sales = id(&window, "department", "Sales");
    let asked = |period: &str| json!({ "department": sales, "plan": null, "period": period });
    let statement = window.call("showback.statement", asked("FY2027-Q1"));
    assert_eq!(statement["finding"], "Sales bears 6.0 k, 6.0 k of it allocated: on budget");
    expect![[r#"
        direct | Fair |  | 10.00 | 0.00 | 10.00
        allocated | Platform | 2 of 3 (66.7 %) | 6000.00 | 0.00 | 6000.00
    "#]]
    .assert_eq(&table(&statement["rows"], &["kind", "label", "note", "budget", "actual", "forecast"]));
    let months = statement["rows"][0]["months"].clone();
    expect![[r#"
        2027-01 | 0.00 | 0.00 | 0.00
        2027-02 | 10.00 | 0.00 | 10.00
        2027-03 | 0.00 | 0.00 | 0.00
    "#]]
    .assert_eq(&table(&months, &["month", "budget", "actual", "forecast"]));
    let it = json!({ "department": id(&window, "department", "IT"), "plan": null, "period": ALL_YEAR });
    let statement = window.call("showback.statement", it);
    expect![[r#"
        direct | Platform |  | 9000.00
        direct | Licences |  | 300.00
        direct | Rack |  | 50.00
        passed_on | Platform | to 2 departments | -9000.00
    "#]]
    .assert_eq(&table(&statement["rows"], &["kind", "label", "note", "budget"]));
    assert_eq!(statement["totals"]["budget"], "350.00");
}

#[test]
fn the_command_line_shows_who_bears_what() {
    let desk = Desk::new();
    let window = filled(&desk);
    save(
        &window,
        rule(&window, "Platform", ("line", "Platform"), "quantities", &[("Sales", "2"), ("Plant", "1")]),
    );
    window.call("book.close", Value::Null);
    let run = desk.run(&["show", "@b.outlay", "showback", "--period", "FY2027-Q1"]).ok();
    expect![[r#"
        FY2027-Q1 as of 2026-11-22, EUR
                        Budget  Actual  Forecast  Variance    %
        IT              350.00    0.00    350.00      0.00  0.0
        Sales          6010.00    0.00   6010.00      0.00  0.0
        Plant          3000.00    0.00   3000.00      0.00  0.0
        No department    21.00    0.00     21.00      0.00  0.0
        actual: 0.00
        budget: 9381.00
        forecast: 9381.00
        percent: 0.0
        variance: 0.00
    "#]]
    .assert_eq(&run.stdout);
    let shown = desk.run(&["show", "@b.outlay", "showback", "--period", "FY2027-Q1", "--json"]).ok().json();
    ties(&shown);
    assert_eq!(shown["totals"]["budget"], "9381.00");
    let report = ["report", "@b.outlay", "showback", "--period", "FY2027", "--out"];
    let all = desk.run(&[&report[..], &["@all.pdf"]].concat()).ok();
    assert_eq!(all.stdout, "all.pdf: FY2027 with 3 statements\n");
    let one = desk.run(&[&report[..], &["@one.pdf", "--department", "Plant"]].concat()).ok();
    assert_eq!(one.stdout, "one.pdf: The statement of Plant for FY2027\n");
    for name in ["all.pdf", "one.pdf"] {
        assert!(desk.read(name).starts_with(b"%PDF-"), "{name}");
    }
    let nobody = desk.run(&["report", "@b.outlay", "showback", "--out", "@no.pdf", "--department", "Nobody"]);
    assert_eq!((nobody.code, nobody.stdout), (1, String::new()));
}
