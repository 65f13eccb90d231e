//! Lines that were merged into others, in a forecast.

use expect_test::expect;
use serde_json::json;
use tests::{Desk, table};

use super::small;

#[test]
fn a_line_that_was_merged_away_counts_with_the_one_it_went_into() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    window.call(
        "actual.save",
        json!({
            "id": null, "date": "2026-05-20", "amount": "30", "currency": "EUR", "vendor": null, "text": "support",
            "document": "", "account": "", "cost_centre": "", "line": 2,
        }),
    );
    let total = || window.call("forecast.get", json!({ "by": "line" }))["total"]["forecast"].clone();
    let before = total();
    window.call("budget.merge_lines", json!({ "plan": 1, "into": 1, "lines": [2] }));
    assert_eq!(total(), before);
    let found = window.call("forecast.get", json!({ "by": "line" }));
    expect![[r#"
        Compute | 1128.00 | 400.00 | 1528.00 | 1900.00
        Licences | 600.00 | 128.00 | 728.00 | 768.00
        Unmatched actuals | 7.00 | 0.00 | 7.00 | 0.00
    "#]]
    .assert_eq(&table(&found["rows"], &["label", "actual", "rest", "forecast", "budget"]));
}
