//! A budget book for the tests: an invented company, any number of lines.

use domain::{Amount, Currency, Month};

use super::{Book, Figure, Line, Plan};
use crate::layout::Paper;
use crate::month_columns;

/// The groups the lines are spread over.
pub(super) const GROUPS: [&str; 4] = ["Staffing", "Cloud Services", "Software & SaaS", "Hardware"];

const NAMES: [(&str, &str); 6] = [
    ("Workplace suite", "Northbridge Software"),
    ("Observability of all production clusters, the shop and the data platform", "Halden Cloud"),
    ("Core switches", "Vantis Networks"),
    ("Service desk level 1", ""),
    ("Büro Zürich, \u{65e5}\u{672c}\u{0} link", "Quill & Partner"),
    ("ERP rollout, wave 2", "Orrin Consulting"),
];

pub(super) fn book(lines: usize) -> Book {
    let usd: Currency = "USD".parse().unwrap();
    let months = std::array::from_fn(|n| Month::new(2026, 7).unwrap().plus(i32::try_from(n).unwrap()));
    let lines: Vec<Line> = (0..lines).map(|n| line(n, GROUPS[n * GROUPS.len() / lines])).collect();
    let month = |n: usize| -> Amount {
        lines.iter().map(|line| line.base[n]).collect::<domain::money::Sum>().total().unwrap()
    };
    let column = |n: usize| {
        let outcome = month(n).times(Amount::new(985 + i64::try_from(n * 7 % 40).unwrap(), 3)).unwrap();
        month_columns::Column {
            label: Month::short_name(months[n]).to_owned(),
            key: Some(months[n].to_string()),
            budget: month(n),
            actual: (n < 5).then_some(outcome),
            forecast: (n >= 5).then_some(outcome),
            previous: None,
        }
    };
    let chart = month_columns::Input {
        title: "Spend is running under budget to date".to_owned(),
        currency: usd,
        months: (0..12).map(column).collect(),
    };
    let year = (0..12).map(month).collect::<domain::money::Sum>().total().unwrap();
    let figure = |label: &str, amount, variance, note: &str| Figure {
        label: label.to_owned(),
        amount,
        variance,
        note: note.to_owned(),
    };
    Book {
        plan: Plan {
            organisation: "Aldermoor".to_owned(),
            name: "Budget FY2027".to_owned(),
            state: "approved".to_owned(),
            fiscal_year: "FY2027".to_owned(),
            as_of: "2026-11-22".parse().unwrap(),
            currency: usd,
            rates: "1 EUR = 1.08 USD".to_owned(),
            months,
            lines,
            gone: Vec::new(),
        },
        title: "The budget of FY2027 grows by 4.1 %, most of it in Cloud Services".to_owned(),
        figures: vec![
            figure("Budget FY2027", Some(year), false, "12 months"),
            figure("Variance full year", Some(Amount::from(-96_000)), true, "unfavourable"),
            figure("Committed, not posted", None, false, ""),
        ],
        chart: Some(chart),
        grouped_by: "Category".to_owned(),
        compare: Some("FY2026".to_owned()),
        paper: Paper::A4,
    }
}

fn line(number: usize, group: &str) -> Line {
    let n = i64::try_from(number).unwrap();
    let (name, vendor) = NAMES[number % NAMES.len()];
    let currency: Currency = if number % 5 == 3 { "EUR" } else { "USD" }.parse().unwrap();
    let rate = if number % 5 == 3 { Amount::new(108, 2) } else { Amount::ONE };
    let amounts = std::array::from_fn(|month| {
        let month = i64::try_from(month).unwrap();
        let sleeps = n % 4 == 2 && month % 3 != 0;
        if sleeps { Amount::ZERO } else { Amount::new(1_234_567 + n * 98_765 + month * 12_345, 2) }
    });
    let base = amounts.map(|amount| amount.times(rate).unwrap());
    Line {
        name: name.to_owned(),
        group: group.to_owned(),
        vendor: vendor.to_owned(),
        category: group.to_owned(),
        department: "IT".to_owned(),
        project: String::new(),
        spend: if n % 3 == 0 { "CapEx" } else { "OpEx" }.to_owned(),
        purpose: "Run".to_owned(),
        owner: "R. Okafor".to_owned(),
        notes: String::new(),
        currency,
        amounts,
        base,
        compare: (n % 7 != 6).then(|| Amount::from(150_000 + n * 12_000)),
    }
}
