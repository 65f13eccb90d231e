//! The totals of the sample book, added up once more: from what it exports, by sums of their own, without any of the product's.

use std::collections::BTreeMap;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};
use tests::Desk;

/// Sums by category and month.
type Sums = BTreeMap<(String, String), Decimal>;

const UNMATCHED: &str = "Unmatched actuals";

/// A row of a file by the names of its columns.
type Row = BTreeMap<String, String>;

/// The sample book, what it exports, and its rates by plan, currency and month.
struct Sample {
    desk: Desk,
    rates: BTreeMap<(Option<i64>, String, Option<String>), Decimal>,
    plans: BTreeMap<String, i64>,
    months: Vec<String>,
    as_of: String,
}

const BUDGET: &str = "FY2027 Budget";
const FORECAST: &str = "FY2027 Forecast 5+7";
/// How many months that forecast takes from the ledger.
const CLOSED: usize = 5;

impl Sample {
    fn new() -> Sample {
        let desk = Desk::new();
        desk.run(&["new", "@s.outlay", "--sample"]).ok();
        let list = |command| {
            desk.run(&["call", "@s.outlay", command]).ok().json().as_array().unwrap().clone().into_iter()
        };
        let rates = list("rate.list").map(|rate| {
            let month = rate["month"].as_str().map(str::to_owned);
            ((rate["plan"].as_i64(), text(&rate["currency"]), month), amount(&text(&rate["rate"])))
        });
        let plans = list("plan.list").map(|plan| (text(&plan["name"]), plan["id"].as_i64().unwrap()));
        let (rates, plans) = (rates.collect(), plans.collect());
        let shown = desk.run(&["show", "@s.outlay", "budget", "--json"]).ok().json();
        let months = shown["months"].as_array().unwrap().iter().map(text).collect();
        Sample { rates, plans, months, as_of: text(&shown["as_of"]), desk }
    }

    fn export(&self, words: &[&str]) -> Vec<Row> {
        let command = ["export", "@s.outlay", words[0], "--out", "@out.csv"];
        self.desk.run(&[&command[..], &words[1..]].concat()).ok();
        read(&String::from_utf8(self.desk.read("out.csv")).unwrap())
    }

    fn show(&self, words: &[&str]) -> Value {
        self.desk.run(&[&["show", "@s.outlay"][..], words, &["--json"]].concat()).ok().json()
    }

    /// An amount in the book's currency, at the budget rate of a plan or at the actual rate of a month.
    fn in_base(&self, text: &str, currency: &str, plan: Option<i64>, month: Option<&str>) -> Decimal {
        let key = (plan, currency.to_owned(), month.map(str::to_owned));
        if currency == "USD" { amount(text) } else { amount(text) * self.rates[&key] }
    }

    /// A plan by category and month, from its lines.
    fn plan(&self, name: &str) -> Sums {
        let mut sums = Sums::new();
        for row in self.export(&["budget", "--plan", name]) {
            for month in &self.months {
                let base = self.in_base(&row[month], &row["Currency"], Some(self.plans[name]), None);
                *sums.entry((row["Category"].clone(), month.clone())).or_default() += base;
            }
        }
        sums
    }

    /// What was posted in the year by category and month; the category is that of the line.
    fn posted(&self) -> Sums {
        let lines = self.export(&["budget", "--plan", FORECAST]);
        let categories: BTreeMap<&str, &str> =
            lines.iter().map(|row| (row["Line"].as_str(), row["Category"].as_str())).collect();
        assert_eq!(categories.len(), lines.len(), "no two lines share a name");
        let mut sums = Sums::new();
        for row in self.export(&["actuals"]) {
            let month = row["Date"][..7].to_owned();
            if !self.months.contains(&month) || row["Date"] > self.as_of {
                continue;
            }
            let category = match row["Budget line"].as_str() {
                "" => UNMATCHED,
                line => categories[line],
            };
            let base = self.in_base(&row["Amount"], &row["Currency"], None, Some(&month));
            *sums.entry((category.to_owned(), month)).or_default() += base;
        }
        sums
    }

    /// Closed months as posted, the others as the forecast has them.
    fn forecast(&self, posted: &Sums) -> Sums {
        let closed = &self.months[..CLOSED];
        let open = self.plan(FORECAST).into_iter().filter(|((_, month), _)| !closed.contains(month));
        let mut sums: Sums = open.collect();
        for ((category, month), posted) in posted {
            assert!(closed.contains(month), "nothing is posted after the cut");
            *sums.entry((category.clone(), month.clone())).or_default() += posted;
        }
        sums
    }
}

/// The year of a category, or of everything.
fn year(sums: &Sums, category: Option<&str>) -> Decimal {
    sums.iter().filter(|((of, _), _)| category.is_none_or(|one| of == one)).map(|(_, sum)| sum).sum()
}

fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

fn amount(text: &str) -> Decimal {
    if text.is_empty() {
        return Decimal::ZERO;
    }
    Decimal::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// A text with commas between, quotes around what needs them, and names in the first row.
fn read(file: &str) -> Vec<Row> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut signs = file.chars().filter(|sign| *sign != '\r').peekable();
    while let Some(sign) = signs.next() {
        let row = rows.last_mut().unwrap();
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => row.last_mut().unwrap().extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => row.last_mut().unwrap().push(other),
        }
    }
    let mut rows = rows.into_iter().filter(|row| row.len() > 1);
    let names = rows.next().unwrap();
    rows.map(|row| names.iter().cloned().zip(row).collect()).collect()
}

/// Each category of an answer comes to these sums by month, and everything does.
#[track_caller]
fn months_agree(what: &str, sample: &Sample, rows: &Value, months: &str, sums: &Sums) {
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 9, "{what}: every category is there");
    let mut compared = 0;
    for row in rows {
        for (month, shown) in sample.months.iter().zip(row[months].as_array().unwrap()) {
            let summed = sums.get(&(text(&row["label"]), month.clone())).copied().unwrap_or_default();
            assert_eq!(amount(&text(shown)), cents(summed), "{what}: {} in {month}", row["label"]);
            compared += 1;
        }
    }
    assert_eq!(compared, rows.len() * 12);
    let known: Vec<String> = rows.iter().map(|row| text(&row["label"])).collect();
    assert!(sums.keys().all(|(category, _)| known.contains(category)), "{what}: nothing is left out");
}

#[test]
fn budget_actuals_and_forecast_by_category_and_month_are_what_their_exports_sum_to() {
    let sample = Sample::new();
    let budget = sample.plan(BUDGET);
    let shown = sample.show(&["budget", "--plan", BUDGET]);
    months_agree("budget", &sample, &shown["rows"], "amounts", &budget);
    assert_eq!(amount(&text(&shown["totals"]["budget"])), cents(year(&budget, None)));

    let posted = sample.posted();
    let forecast = sample.forecast(&posted);
    let shown = sample.show(&["forecast"]);
    assert_eq!((&shown["plan"], &shown["closed"]), (&json!(FORECAST), &json!(CLOSED)));
    months_agree("forecast", &sample, &shown["rows"], "months", &forecast);
    for (field, sums) in [("budget", &budget), ("actual", &posted), ("forecast", &forecast)] {
        assert_eq!(amount(&text(&shown["totals"][field])), cents(year(sums, None)), "{field}");
    }

    // The file of the forecast has its lines exact: they sum to the same, however many.
    let file = sample.export(&["forecast"]);
    for (place, month) in sample.months.iter().enumerate() {
        let column = if place < CLOSED { format!("{month} actual") } else { month.clone() };
        let exported: Decimal = file.iter().map(|row| amount(&row[&column])).sum();
        let summed: Decimal = forecast.iter().filter(|((_, of), _)| of == month).map(|(_, sum)| sum).sum();
        assert_eq!(exported, summed, "{month}");
    }
}

#[test]
fn the_variance_by_category_is_what_the_exports_sum_to() {
    let sample = Sample::new();
    let (budget, posted) = (sample.plan(BUDGET), sample.posted());
    let forecast = sample.forecast(&posted);
    let shown = sample.show(&["variance", "--by", "category"]);
    let file = sample.export(&["variance", "--by", "category"]);
    let rows = shown["rows"].as_array().unwrap();
    assert_eq!((rows.len(), file.len()), (10, 10), "nine categories and what is unmatched");
    for (row, exported) in rows.iter().zip(&file) {
        let label = text(&row["label"]);
        let [budget, posted, forecast] = [&budget, &posted, &forecast].map(|sums| year(sums, Some(&label)));
        for (field, column, summed) in [
            ("budget", "Budget", budget),
            ("actual", "Actual", posted),
            ("forecast", "Forecast", forecast),
            ("variance", "Variance", budget - forecast),
        ] {
            assert_eq!(amount(&text(&row[field])), cents(summed), "{field} of {label}");
            assert_eq!(amount(&exported[column]), cents(summed), "{column} of {label}");
        }
    }
    let totals = &shown["totals"];
    let [budget, posted, forecast] = [&budget, &posted, &forecast].map(|sums| year(sums, None));
    for (field, summed) in
        [("budget", budget), ("actual", posted), ("forecast", forecast), ("variance", budget - forecast)]
    {
        assert_eq!(amount(&text(&totals[field])), cents(summed), "{field}");
    }
    // Plus raises cost: the bridge ends where the variance begins.
    let bridge = &shown["bridge"];
    let items: Decimal = bridge["items"].as_object().unwrap().values().map(|item| amount(&text(item))).sum();
    assert_eq!(items, cents(forecast - budget));
    assert_eq!((amount(&text(&bridge["total"])), text(&bridge["remainder"])), (items, "0.00".to_owned()));
}
