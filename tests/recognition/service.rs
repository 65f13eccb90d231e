//! Services that are paid in advance, or after: what they cost in their months, and what they leave of the budget.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tests::{Desk, Window, table};

use super::{shown, variance};

const SERVICES: &str = "\
Line,Category,Type,Currency,2026-01,2026-02,2026-03,2026-04,2026-05,2026-06,2026-07,2026-08,2026-09,2026-10,2026-11,2026-12
Suite,Software & SaaS,OpEx,EUR,100,100,100,100,100,100,100,100,100,100,100,100
Guard,Software & SaaS,OpEx,USD,0,0,0,0,0,0,0,0,2400,0,0,0
Racks,Hardware,CapEx,EUR,1200,0,0,0,0,0,0,0,0,0,0,0
Line,Telecom,OpEx,EUR,10,10,10,10,10,10,10,10,10,10,10,10
";

const PAID: &str = "\
Date,Amount,Currency,Text,Document
2025-10-05,600,EUR,Support until March,1
2026-01-10,1200,EUR,Suite of the year,2
2026-09-01,2400,USD,Guard for two years,3
2026-01-15,1200,EUR,Racks,4
2026-09-20,90,EUR,Line third quarter,5
2026-11-10,120,EUR,Line of next year,6
2026-02-10,50,EUR,Nobody knows,7
";

/// A book whose services are paid in advance or after, in its currency or another; September is the last closed month.
fn services(desk: &Desk) -> Window {
    let window = desk.book();
    window.import(desk, "budget", SERVICES);
    for (month, rate, plan) in [(json!(null), "0.8", json!(1)), (json!("2026-09"), "0.9", json!(null))] {
        let rate = json!({ "id": null, "plan": plan, "currency": "USD", "month": month, "rate": rate });
        window.call("rate.save", rate);
    }
    window.import(desk, "actuals", PAID);
    for (actual, line) in [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4), (6, 4)] {
        window.call("actual.match_line", json!({ "actuals": [actual], "line": line }));
    }
    for (actual, first, last) in [
        (1, "2025-10-01", "2026-03-31"),
        (2, "2026-01-01", "2026-12-31"),
        (3, "2026-09-01", "2028-08-31"),
        // A purchase that is written off is no service, and what nobody has matched stays where it is posted.
        (4, "2026-01-01", "2026-12-31"),
        (5, "2026-07-01", "2026-09-30"),
        (6, "2026-12-01", "2027-11-30"),
        (7, "2026-01-01", "2026-12-31"),
    ] {
        let prepaid = json!({ "actual": actual, "first_day": first, "last_day": last, "method": "even" });
        window.call("prepaid.save", prepaid);
    }
    let terms = json!({ "line": 3, "months": 24, "method": "straight_line", "rate": null, "salvage_percent": "0", "delay": 0 });
    window.call("depreciation.save", terms);
    window.call("closing.close", json!({ "month": "2026-09", "accruals": [] }));
    window
}

#[test]
fn a_service_paid_in_advance_counts_in_its_months() {
    let desk = Desk::new();
    let window = services(&desk);
    let check = |change: Value, expected: Expect| expected.assert_eq(&shown(&variance(&window, &change)));
    check(
        json!({ "period": "FY2026", "recognition": "cash" }),
        expect![[r#"
        Suite | 1200.00 | 1200.00 | 1500.00 | -300.00
        Guard | 1920.00 | 2160.00 | 2160.00 | -240.00
        Racks | 1200.00 | 1200.00 | 1200.00 | 0.00
        Line | 120.00 | 90.00 | 120.00 | 0.00
        Unmatched actuals | 0.00 | 50.00 | 50.00 | -50.00
        Total | 4440.00 | 4700.00 | 5030.00 | -590.00
        currency 240.00, other 300.00, unmatched 50.00
    "#]],
    );
    check(
        json!({ "period": "FY2026", "recognition": "expense" }),
        expect![[r#"
        Suite | 1200.00 | 1200.00 | 1500.00 | -300.00
        Guard | 1920.00 | 90.00 | 360.00 | 1560.00
        Racks | 600.00 | 450.00 | 600.00 | 0.00
        Line | 120.00 | 90.00 | 120.00 | 0.00
        Unmatched actuals | 0.00 | 50.00 | 50.00 | -50.00
        Total | 3840.00 | 1880.00 | 2630.00 | 1210.00
        currency 10.00, other -1270.00, unmatched 50.00
    "#]],
    );
    check(
        json!({ "period": "2026-01-31", "recognition": "expense" }),
        expect![[r#"
        Suite | 100.00 | 200.00 | 200.00 | -100.00
        Racks | 50.00 | 50.00 | 50.00 | 0.00
        Line | 10.00 | 0.00 | 0.00 | 10.00
        Total | 160.00 | 250.00 | 250.00 | -90.00
        other 90.00
    "#]],
    );
    check(
        json!({ "period": "FY2026-Q3", "recognition": "expense" }),
        expect![[r#"
        Suite | 300.00 | 300.00 | 300.00 | 0.00
        Guard | 1920.00 | 90.00 | 90.00 | 1830.00
        Racks | 150.00 | 150.00 | 150.00 | 0.00
        Line | 30.00 | 90.00 | 90.00 | -60.00
        Total | 2400.00 | 630.00 | 630.00 | 1770.00
        currency 10.00, other -1510.00, timing -270.00
    "#]],
    );
    check(
        json!({ "period": "FY2026", "recognition": "expense", "against": "last_year" }),
        expect![[r#"
        Suite | 300.00 | 1200.00 | 1500.00 | -1200.00
        Guard | 0.00 | 90.00 | 360.00 | -360.00
        Racks | 0.00 | 450.00 | 600.00 | -600.00
        Line | 0.00 | 90.00 | 120.00 | -120.00
        Unmatched actuals | 0.00 | 50.00 | 50.00 | -50.00
        Total | 300.00 | 1880.00 | 2630.00 | -2330.00
        new 1080.00, other 1200.00, unmatched 50.00
    "#]],
    );
}

#[test]
fn a_service_costs_in_all_what_was_paid_and_is_borne_by_the_same() {
    let desk = Desk::new();
    let window = services(&desk);
    let amount = |value: &Value| value.as_str().unwrap().parse::<domain::Amount>().unwrap();
    // Of the line whose services lie in three years, in both views; the last year has nothing but what is left of them.
    let cost = |recognition: &str| {
        let years = ["FY2025", "FY2026", "FY2027", "FY2028"].map(|period| {
            let answer =
                variance(&window, &json!({ "plan": null, "period": period, "recognition": recognition }));
            let showback = window
                .call("showback.get", json!({ "plan": null, "period": period, "recognition": recognition }));
            assert_eq!(showback["totals"], answer["totals"], "{period}, {recognition}");
            let row = answer["rows"].as_array().unwrap().iter().find(|row| row["label"] == "Guard");
            row.map_or(domain::Amount::ZERO, |row| amount(&row["forecast"]))
        });
        years.into_iter().collect::<domain::Sum>().total().unwrap()
    };
    assert_eq!(cost("cash"), cost("expense"));
    assert_eq!(cost("expense").round(2).to_string(), "2160.00");
}

#[test]
fn what_is_paid_ahead_leaves_less_of_a_budget() {
    let desk = Desk::new();
    let window = services(&desk);
    window.import(
        &desk,
        "orders",
        "Number,Date,Vendor,Amount,Currency,Budget line\nPO-1,2026-10-01,Rackmaker,480,EUR,Racks\n\
         PO-2,2026-10-01,Guards,100,USD,Guard\n",
    );
    let check = |recognition: &str, expected: Expect| {
        for by in ["line", "category", "department"] {
            let control =
                window.call("control.get", json!({ "plan": 1, "by": by, "recognition": recognition }));
            let fields = ["label", "budget", "actual", "ordered", "contracted", "paid", "left"];
            let total = table(&json!([control["total"]]), &fields);
            if by == "line" {
                expected.assert_eq(&(table(&control["rows"], &fields) + &total));
            }
            for field in &fields[1..] {
                let amount = |row: &Value| row[*field].as_str().unwrap().parse::<domain::Amount>().unwrap();
                let sum: domain::Sum = control["rows"].as_array().unwrap().iter().map(amount).collect();
                assert_eq!(sum.total().unwrap(), amount(&control["total"]), "{field} by {by}, {recognition}");
            }
        }
    };
    check(
        "cash",
        expect![[r#"
        Suite | 1200.00 | 1200.00 | 0.00 | 0.00 | 0.00 | 0.00
        Guard | 1920.00 | 2160.00 | 80.00 | 0.00 | 0.00 | -320.00
        Racks | 1200.00 | 1200.00 | 480.00 | 0.00 | 0.00 | -480.00
        Line | 120.00 | 90.00 | 0.00 | 0.00 | 0.00 | 30.00
        Unmatched actuals | 0.00 | 50.00 | 0.00 | 0.00 | 0.00 | -50.00
        Total | 4440.00 | 4700.00 | 560.00 | 0.00 | 0.00 | -820.00
    "#]],
    );
    // Racks that come in October cost 20 a month; those of January cost 50 until the end of the year.
    check(
        "expense",
        expect![[r#"
        Suite | 1200.00 | 1200.00 | 0.00 | 0.00 | 300.00 | -300.00
        Guard | 1920.00 | 90.00 | 80.00 | 0.00 | 270.00 | 1480.00
        Racks | 600.00 | 450.00 | 60.00 | 0.00 | 150.00 | -60.00
        Line | 120.00 | 90.00 | 0.00 | 0.00 | 0.00 | 30.00
        Unmatched actuals | 0.00 | 50.00 | 0.00 | 0.00 | 0.00 | -50.00
        Total | 3840.00 | 1880.00 | 140.00 | 0.00 | 720.00 | 1100.00
    "#]],
    );
}
