//! How good forecasts have been, and better methods.

use expect_test::expect;
use serde_json::{Value, json};
use tests::{Desk, table};

use super::small;

#[test]
fn forecasts_are_held_against_what_came_and_better_methods_are_taken() {
    let desk = Desk::new();
    let window = small(&desk, 10);
    window.call("forecast.recut", json!({ "closed": 6 }));
    window.call("forecast.recut", json!({ "closed": 8 }));
    let found = window.call("forecast.accuracy", json!({}));
    let fields = ["plan", "method", "lines", "months", "mape", "bias", "mae", "sum_off"];
    expect![[r#"
        FY2026 Forecast 6+6 | Remaining budget | 3 | 12 | 7.9 | -1.2 | 21.33 | 25.9
        FY2026 Forecast 8+4 | Remaining budget | 3 | 6 | 7.9 | -1.2 | 21.33 | 25.9
    "#]]
    .assert_eq(&table(&found["kept"], &fields));
    expect![[r#"
        - | Remaining budget | 3 | 9 | 7.9 | -1.2 | 21.33 | 25.9
        - | Underspend carried | 3 | 9 | 17.7 | -1.7 | 50.31 | 63.7
        - | Run-rate | 3 | 9 | 0.1 | -0.1 | 0.09 | -0.2
        - | Run-rate, last 3 months | 3 | 9 | 0.0 | 0.0 | 0.00 | 0.0
        - | Trend | 3 | 9 | 0.1 | -0.1 | 0.09 | -0.2
    "#]]
    .assert_eq(&table(&found["tried"], &fields));
    expect![[r#"
        Support | Run-rate would have been 0 EUR a month off, remaining budget 50 EUR a month | 50.00
        Compute | Run-rate, last 3 months would have been 0.0 % off, remaining budget 9.1 % | 10.00
        Licences | Run-rate would have been 0.0 % off, remaining budget 6.7 % | 4.00
    "#]]
    .assert_eq(&table(&found["better"], &["label", "sentence", "gain"]));
    let choices: Vec<Value> = found["better"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!({ "line": one["line"], "choice": one["choice"] }))
        .collect();
    let changed = window.call("forecast.set_method", json!({ "plan": 3, "lines": choices }));
    assert_eq!(changed["lines"], choices.len());
    let found = window.call("forecast.accuracy", json!({}));
    assert_eq!(
        (&found["better"], &found["better_count"]),
        (&json!([]), &json!(0)),
        "nothing is better than the best"
    );
    let one = window.call("forecast.line", json!({ "plan": 3, "line": 1 }));
    expect![[r#"
        Remaining budget | 1378.00 | - | - | 9.1 % | false | -
        Underspend carried | 1300.00 | - | - | 19.4 % | false | -
        Run-rate | 1317.00 | 1310.00 | 1318.00 | 0.3 % | false | -
        Run-rate, last 3 months | 1318.00 | 1318.00 | 1318.00 | 0.0 % | true | -
        Seasonal | - | - | - | - | false | This method needs the 12 months of the year before.
        Trend | 1317.00 | 1315.88 | 1318.12 | 0.3 % | false | -
        Manual | 1318.00 | - | - | - | false | -
    "#]]
    .assert_eq(&table(&one["offers"], &["method", "total", "low", "high", "off", "best", "lacks"]));
    expect![[r#"
        Run rate: 110 = actual of the last closed months ÷ their number (actual 330, months 3)
        Open months: 440.00 = run rate × open months (open months 4)
        Full year: 1318.00 = actual of closed months + forecast of open months (actual 878.00, open months 4)
    "#]]
    .assert_eq(
        &one["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| step.as_str().unwrap().to_owned() + "\n")
            .collect::<String>(),
    );
}
