//! Overview and variance of the sample book, held against sums made another way: over the exported files.

use std::collections::BTreeMap;

use domain::{Amount, Sum};
use serde_json::{Value, json};
use tests::Desk;

/// The rows of an exported csv by the names of its columns.
fn rows(desk: &Desk, what: &str, plan: Option<&str>) -> Vec<BTreeMap<String, String>> {
    let mut words = vec!["export", "@s.outlay", what, "--out", "@out.csv"];
    words.extend(plan.iter().flat_map(|plan| ["--plan", plan]));
    desk.run(&words).ok();
    let text = String::from_utf8(desk.read("out.csv")).unwrap();
    let mut records = split(&text).into_iter();
    let header = records.next().unwrap();
    records.map(|cells| header.iter().cloned().zip(cells).collect()).collect()
}

/// The cells of a csv text, read without the product's own reader.
fn split(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    for c in text.chars() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => row.last_mut().unwrap().push(other),
        }
    }
    rows.pop();
    rows
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Budget rates of the sample's plans and actual rates of its months.
fn rates(desk: &Desk, plan: &str) -> (BTreeMap<String, Amount>, BTreeMap<(String, String), Amount>) {
    let plans = desk.run(&["call", "@s.outlay", "plan.list"]).ok().json();
    let id = plans.as_array().unwrap().iter().find(|one| one["name"] == plan).unwrap()["id"].clone();
    let (mut budget, mut actual) = (BTreeMap::from([("USD".to_owned(), Amount::ONE)]), BTreeMap::new());
    for rate in desk.run(&["call", "@s.outlay", "rate.list"]).ok().json().as_array().unwrap() {
        let currency = rate["currency"].as_str().unwrap().to_owned();
        let value = amount(rate["rate"].as_str().unwrap());
        if let Some(month) = rate["month"].as_str() {
            actual.insert((currency, month.to_owned()), value);
        } else if rate["plan"] == id {
            budget.insert(currency, value);
        }
    }
    (budget, actual)
}

const BUDGET: &str = "FY2027 Budget";
const FORECAST: &str = "FY2027 Forecast 5+7";

#[test]
fn variance_and_overview_agree_with_a_sum_made_outside() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let mut budget: BTreeMap<String, Sum> = BTreeMap::new();
    let mut forecast: BTreeMap<String, Sum> = BTreeMap::new();
    let mut actual: BTreeMap<String, Sum> = BTreeMap::new();
    let mut category_of: BTreeMap<String, String> = BTreeMap::new();
    let closed = ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11"];
    for (plan, sums) in [(BUDGET, &mut budget), (FORECAST, &mut forecast)] {
        let (rates, _) = rates(&desk, plan);
        for row in rows(&desk, "budget", Some(plan)) {
            category_of.insert(row["Line"].clone(), row["Category"].clone());
            let rate = rates[&row["Currency"]];
            for (name, cell) in &row {
                let month = name.len() == 7 && name.starts_with("20");
                if month && !(plan == FORECAST && closed.contains(&name.as_str())) {
                    sums.entry(row["Category"].clone()).or_default().add(amount(cell).times(rate).unwrap());
                }
            }
        }
    }
    let (_, months) = rates(&desk, BUDGET);
    for row in rows(&desk, "actuals", None) {
        let month = row["Date"][..7].to_owned();
        if !closed.contains(&month.as_str()) {
            continue;
        }
        let rate = match row["Currency"].as_str() {
            "USD" => Amount::ONE,
            other => months[&(other.to_owned(), month)],
        };
        let category = match row["Budget line"].as_str() {
            "" => "Unmatched actuals".to_owned(),
            line => category_of[line].clone(),
        };
        let posted = amount(&row["Amount"]).times(rate).unwrap();
        actual.entry(category.clone()).or_default().add(posted);
        forecast.entry(category).or_default().add(posted);
    }
    let total = |sums: &BTreeMap<String, Sum>| {
        let mut all = Sum::default();
        for sum in sums.values() {
            all.merge(sum);
        }
        all.total().unwrap().round(2).to_string()
    };
    let shown = |sums: &BTreeMap<String, Sum>, name: &str| {
        sums.get(name).map_or(Amount::ZERO, |sum| sum.total().unwrap()).round(2).to_string()
    };

    let variance = desk.run(&["show", "@s.outlay", "variance", "--by", "category", "--json"]).ok().json();
    let rows = variance["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 10, "nine categories and the unmatched");
    for row in rows {
        let name = row["label"].as_str().unwrap();
        assert_eq!(row["budget"], json!(shown(&budget, name)), "{name}");
        assert_eq!(row["actual"], json!(shown(&actual, name)), "{name}");
        assert_eq!(row["forecast"], json!(shown(&forecast, name)), "{name}");
    }
    assert_eq!(variance["totals"]["budget"], json!(total(&budget)));
    assert_eq!(variance["totals"]["actual"], json!(total(&actual)));
    assert_eq!(variance["totals"]["forecast"], json!(total(&forecast)));
    for field in ["budget", "actual", "forecast", "variance"] {
        let sum: Sum = rows.iter().map(|row| amount(row[field].as_str().unwrap())).collect();
        assert_eq!(sum.total().unwrap(), amount(variance["totals"][field].as_str().unwrap()), "{field}");
    }
    let bridge = &variance["bridge"];
    let items: Sum =
        bridge["items"].as_object().unwrap().values().map(|item| amount(item.as_str().unwrap())).collect();
    assert_eq!(items.total().unwrap(), amount(bridge["total"].as_str().unwrap()));
    assert!(amount(bridge["remainder"].as_str().unwrap()).is_zero());

    let overview = desk.run(&["show", "@s.outlay", "overview", "--json"]).ok().json();
    for field in ["budget", "actual", "forecast", "variance"] {
        assert_eq!(overview["totals"][field], variance["totals"][field], "{field}");
    }
    assert_eq!(overview["totals"]["unmatched"], json!(shown(&actual, "Unmatched actuals")));
}

#[test]
fn figures_are_the_same_by_whatever_they_are_summed() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let totals = |by: &str| -> Value {
        let shown = desk.run(&["show", "@s.outlay", "variance", "--by", by, "--json"]).ok().json();
        shown["totals"].clone()
    };
    let expected = totals("category");
    for by in ["department", "vendor", "project", "line"] {
        assert_eq!(totals(by), expected, "{by}");
    }
}

#[test]
fn a_period_to_date_leaves_out_later_months() {
    let desk = Desk::new();
    desk.run(&["new", "@s.outlay", "--sample"]).ok();
    let actual = |period: &str| {
        let shown = desk.run(&["show", "@s.outlay", "variance", "--period", period, "--json"]).ok().json();
        amount(shown["totals"]["actual"].as_str().unwrap())
    };
    let quarters = actual("FY2027-Q1").plus(actual("FY2027-Q2")).unwrap();
    assert_eq!(quarters, actual("FY2027"));
    assert_eq!(actual("2026-11-30"), actual("FY2027"));
    assert!(actual("2026-10-31") < actual("2026-11-30"));
}

#[test]
fn the_same_book_and_arguments_give_the_same_bytes() {
    let desk = Desk::new();
    for book in ["@s.outlay", "@t.outlay"] {
        desk.run(&["new", book, "--sample"]).ok();
    }
    for what in ["overview", "variance", "budget", "actuals", "vendors"] {
        let [one, other] =
            ["@s.outlay", "@t.outlay"].map(|book| desk.run(&["show", book, what, "--json"]).ok().stdout);
        assert_eq!(one, other, "{what}");
    }
}

#[test]
fn a_missing_rate_is_named_and_not_taken_as_one() {
    let desk = Desk::new();
    desk.run(&["new", "@b.outlay", "--currency", "EUR"]).ok();
    desk.write("a.csv", "Date,Amount,Currency,Vendor\n2026-10-05,100.00,USD,Halden\n");
    desk.run(&["import", "@b.outlay", "@a.csv", "--as", "actuals"]).ok();
    let shown = desk.run(&["show", "@b.outlay", "variance"]);
    assert_eq!(shown.code, 1);
    assert_eq!(
        shown.stderr,
        "outlay: There is no actual rate for USD in October 2026. Add it in Settings, Rates.\n"
    );
}
