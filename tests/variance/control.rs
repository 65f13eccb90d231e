//! Budget control: every way of summing leaves the same, and what is not known is not counted.

use serde_json::{Value, json};
use tests::Desk;

use super::{amount, rows, sample, sum};

#[test]
fn commitments_leave_what_is_not_promised() {
    let desk = Desk::new();
    let window = sample(&desk);
    let mut committed = None;
    for by in ["category", "department", "vendor", "project", "line", "expense", "purpose"] {
        let control = window.call("control.get", json!({ "plan": null, "by": by }));
        let total = &control["total"];
        for field in ["budget", "actual", "ordered", "contracted", "committed", "left"] {
            assert_eq!(
                sum(rows(&control).iter().map(|row| &row[field])),
                amount(&total[field]),
                "{field} by {by}"
            );
        }
        for row in rows(&control).iter().chain([total]) {
            let used = sum([&row["actual"], &row["ordered"], &row["contracted"], &row["left"]]);
            assert_eq!(used, amount(&row["budget"]), "{by} {}", row["label"]);
        }
        assert_eq!(
            (&control["contracts"], &control["orders"], &control["unknown"]),
            (&json!(16), &json!(5), &json!(0))
        );
        assert_eq!(committed.get_or_insert(total["committed"].clone()), &total["committed"], "{by}");
    }
    let overview = window.call("overview.get", json!({ "plan": null, "period": null }));
    let figure = &overview["figures"][4];
    assert_eq!((&figure["key"], &figure["value"]), (&json!("committed"), &committed.unwrap()));
    assert_eq!(figure["note"], json!("16 contracts, 5 orders"));
    assert_eq!(
        overview["decide"]["note"],
        json!("The last day on which notice can be given. 3 in the next 60 days, 508 k USD a year.")
    );
}

#[test]
fn a_commitment_is_counted_once_and_only_where_it_is_known() {
    let desk = Desk::new();
    let window = desk.book();
    window.import(
        &desk,
        "budget",
        "Line,Category,2026-11,2026-12\nSwitches,Hardware,0,1000\nMail,Telecom,100,100\n",
    );
    window.import(&desk, "actuals", "Date,Amount,Currency,Budget line\n2026-11-10,100,EUR,Mail\n");
    window.call("closing.close", json!({ "month": "2026-11", "accruals": [] }));
    let control = |by: &str| window.call("control.get", json!({ "plan": null, "by": by }));
    let shown = |control: &Value| -> String {
        let text = |row: &Value| {
            let field = |name: &str| row[name].as_str().unwrap().to_owned();
            format!("{} {} {} {}", field("label"), field("committed"), field("left"), field("state"))
        };
        rows(control).iter().map(text).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(shown(&control("line")), "Switches 0.00 1000.00 ok; Mail 0.00 100.00 ok");
    window.import(
        &desk,
        "orders",
        "Order,Line,Date,Amount,Invoiced,Currency,Budget line\n1,10,2026-11-01,1400,500,EUR,Switches\n2,10,2026-11-01,50,80,EUR,Mail\n3,10,2026-11-02,30,,EUR,\n",
    );
    window.import(
        &desk,
        "contracts",
        "Number,Title,Category,Start,End,Renewal,Annual value,Currency\nC1,Mail,Telecom,2026-01-01,2027-12-31,none,1200,EUR\nC2,Fax,Telecom,2026-01-01,,,1200,EUR\n",
    );
    assert_eq!(
        shown(&control("line")),
        "Switches 900.00 100.00 warn; Mail 0.00 100.00 ok; Commitments without a line 130.00 -130.00 over"
    );
    assert_eq!(
        shown(&control("category")),
        "Hardware 900.00 100.00 warn; Telecom 100.00 0.00 warn; No category 30.00 -30.00 over"
    );
    assert_eq!((&control("line")["contracts"], &control("line")["unknown"]), (&json!(1), &json!(1)));
}
