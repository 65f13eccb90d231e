//! What can be seen of a budget to be filled in without opening it.

use super::*;
use domain::form::Asked;

fn budget(lines: &[(&str, &str)]) -> Budget {
    let lines: Vec<Line> = (1..)
        .zip(lines)
        .map(|(id, (description, currency))| Line {
            id,
            description: (*description).to_owned(),
            vendor: "Contoso".to_owned(),
            category: String::new(),
            department: "IT".to_owned(),
            spend: "OpEx".to_owned(),
            purpose: "Run".to_owned(),
            currency: currency.parse().unwrap(),
            amounts: [Amount::new(10_050, 2); 12],
            notes: String::new(),
        })
        .collect();
    let sent = lines.iter().map(|line| form::Line {
        id: line.id,
        amounts: line.amounts,
        notes: String::new(),
        described: Default::default(),
    });
    let asked = form::Budget {
        plan: 1,
        plan_name: "FY2027 Budget".to_owned(),
        fiscal_year: 2027,
        department: Some(1),
        department_name: "IT".to_owned(),
        lines: sent.collect(),
    };
    let text = str::to_owned;
    Budget {
        form: Form {
            book: text("b"),
            organisation: text("Halden"),
            made: text("2026-11-22T10:04:00"),
            asked: Asked::Budget(asked),
        },
        title: text("FY2027 Budget, IT"),
        months: std::array::from_fn(|month| Month::new(2027, 1).unwrap().plus(i32::try_from(month).unwrap())),
        as_of: "2026-11-22".parse().unwrap(),
        lines,
        currencies: vec!["EUR".parse().unwrap()],
        vendors: vec![text("Contoso"), text("=cmd()")],
        categories: Vec::new(),
        departments: Vec::new(),
        back: Return { until: "2026-12-15".parse().ok(), to: text("Anna") },
    }
}

#[test]
fn equal_budgets_give_equal_bytes() {
    let bytes = || xlsx(&budget(&[("Mail", "EUR")]), Progress::none()).unwrap();
    assert!(bytes().starts_with(b"PK"));
    assert!(bytes() == bytes());
}

#[test]
fn every_budget_becomes_a_workbook() {
    xlsx(&budget(&[]), Progress::none()).unwrap();
    let mut all = budget(&[("=HYPERLINK(\"x\")", "EUR"), ("Calls", "JPY")]);
    all.currencies.push("JPY".parse().unwrap());
    all.departments = vec!["IT".to_owned(), "HR".to_owned()];
    all.lines[0].amounts[0] = "79228162514264337593543950.33".parse().unwrap();
    all.lines[0].notes = "long".repeat(10_000);
    xlsx(&all, Progress::none()).unwrap();
}

#[test]
fn who_wants_it_back_is_said() {
    for (until, to, expected) in [
        (Some("2026-12-05"), "Anna", "Please send it back to Anna by 5 December 2026."),
        (None, " Anna ", "Please send it back to Anna."),
        (Some("2026-12-05"), "", "Please send it back by 5 December 2026."),
        (None, " ", ""),
    ] {
        let back = Return { until: until.map(|day| day.parse().unwrap()), to: to.to_owned() };
        assert_eq!(back.sentence().unwrap_or_default(), expected);
    }
}
