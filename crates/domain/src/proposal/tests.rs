//! Lines of a proposal: one rule each, what the user chose first, and months that tie.

use super::*;
use crate::budget::Purpose;
use crate::category::{Category, Expense};
use proptest::prelude::*;

fn line(category: Option<Id>) -> Line {
    Line {
        id: 1,
        description: "Mail".to_owned(),
        vendor: None,
        category,
        department: None,
        project: None,
        currency: "EUR".parse().unwrap(),
        expense: Expense::Opex,
        purpose: Purpose::Run,
        owner: String::new(),
        notes: String::new(),
    }
}

fn rules() -> Rules {
    Rules {
        percent: 3.into(),
        categories: vec![CategoryPercent { category: 1, percent: (-10).into() }],
        drop_one_offs: true,
        follow_projects: true,
        follow_contracts: true,
        follow_bases: true,
        carry_targets: false,
        choices: Vec::new(),
    }
}

fn categories() -> Vec<Category> {
    let category =
        |id, name: &str, parent| Category { id, name: name.to_owned(), parent, expense: Expense::Opex };
    vec![category(1, "Cloud", None), category(2, "Storage", Some(1)), category(3, "Staffing", None)]
}

fn months<const N: usize>(units: [i64; N]) -> Months {
    std::array::from_fn(|month| Amount::from(*units.get(month).or(units.last()).unwrap_or(&0)))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn contract(end: Option<&str>, renewal: Renewal) -> Contract {
    Contract {
        name: "C-1".to_owned(),
        yearly: 1_200.into(),
        end: end.map(day),
        renewal: Some(renewal),
        scheduled: None,
    }
}

/// The year's total, whether it is left out, and why.
fn shown(rules: &Rules, line: &Line, old: Months, known: &Known) -> String {
    let categories = categories();
    let book = Book::new(rules, &categories, (Month::new(2026, 7).unwrap(), Month::new(2027, 7).unwrap()));
    let found = book.propose(line, &old, known).unwrap();
    let total = found.months.into_iter().collect::<Sum>().total().unwrap();
    let out = if found.left_out { " out" } else { "" };
    format!("{:?} {}{out}: {}", found.rule, total.trimmed(), found.reason)
}

#[test]
fn each_line_goes_by_one_rule_that_says_why() {
    let known = Known::default();
    let recurs = Known { recurs: true, ..Known::default() };
    let project = |start: Option<&str>, end: Option<&str>| Known {
        project: Some(("Atlas".to_owned(), start.map(day), end.map(day))),
        ..Known::default()
    };
    let under = |contract| Known { contract: Some(contract), ..Known::default() };
    let remark = Known { remark: Some("Contoso has 2 contracts".to_owned()), ..Known::default() };
    let plain = line(None);
    for (line, old, known, expected) in [
        (&plain, months([100]), &known, "Percent 1236: +3 % for all lines"),
        (&line(Some(1)), months([100]), &known, "Category 1080: \u{2212}10 % for Cloud"),
        (&line(Some(2)), months([100]), &known, "Category 1080: \u{2212}10 % for Cloud"),
        (&line(Some(3)), months([100]), &known, "Percent 1236: +3 % for all lines"),
        (&plain, months([100]), &remark, "Percent 1236: +3 % for all lines. Contoso has 2 contracts"),
        (&plain, months([0]), &known, "Nothing 0 out: Without an amount in the year it is taken from"),
        (
            &plain,
            months([500, 0]),
            &known,
            "OneOff 0 out: A one-off: amounts in one month, and none the year before",
        ),
        (
            &plain,
            months([500, 5, 0]),
            &known,
            "OneOff 0 out: A one-off: amounts in two months, and none the year before",
        ),
        (&plain, months([500, 5, 5, 0]), &known, "Percent 525.3: +3 % for all lines"),
        (&plain, months([500, 0]), &recurs, "Percent 515: +3 % for all lines"),
        (
            &plain,
            months([100]),
            &project(None, Some("2027-09-30")),
            "Project 309: +3 % for all lines; Atlas ends on 2027-09-30",
        ),
        (
            &plain,
            months([100]),
            &project(None, Some("2027-06-30")),
            "Project 0 out: Atlas ends on 2027-06-30",
        ),
        (
            &plain,
            months([100]),
            &project(Some("2028-06-01"), None),
            "Project 103: +3 % for all lines; Atlas starts on 2028-06-01",
        ),
        (
            &plain,
            months([100]),
            &project(Some("2020-01-01"), Some("2030-01-01")),
            "Percent 1236: +3 % for all lines",
        ),
        (&plain, months([100]), &project(None, None), "Percent 1236: +3 % for all lines"),
        (
            &plain,
            months([90]),
            &under(contract(None, Renewal::Evergreen)),
            "Contract 1200: C-1: 1,200 EUR a year",
        ),
        (
            &plain,
            months([90]),
            &under(contract(Some("2027-12-31"), Renewal::Automatic)),
            "Contract 1200: C-1: 1,200 EUR a year",
        ),
        (
            &plain,
            months([90]),
            &under(contract(Some("2027-12-31"), Renewal::None)),
            "Contract 600: C-1: 1,200 EUR a year, ends on 2027-12-31 and does not renew",
        ),
        (
            &plain,
            months([90]),
            &under(Contract { renewal: None, ..contract(Some("2027-12-31"), Renewal::None) }),
            "Contract 1200: C-1: 1,200 EUR a year. It ends on 2027-12-31; whether it renews is not known",
        ),
        (
            &plain,
            months([90]),
            &under(contract(Some("2027-06-30"), Renewal::None)),
            "Contract 0 out: C-1: 1,200 EUR a year, ends on 2027-06-30 and does not renew",
        ),
    ] {
        assert_eq!(shown(&rules(), line, old, known), expected);
    }
}

#[test]
fn what_the_user_chose_comes_first() {
    let one_off = months([500, 0]);
    for (leave_out, percent, old, expected) in [
        (Some(true), Some(5), months([100]), "Chosen 0 out: Left out by you"),
        (None, Some(5), months([100]), "Chosen 1260: +5 %, chosen by you"),
        (None, Some(5), one_off, "Chosen 525: +5 %, chosen by you"),
        (None, Some(-100), months([100]), "Chosen 0: \u{2212}100 %, chosen by you"),
        (Some(false), None, one_off, "Percent 515: +3 % for all lines, kept by you"),
        (None, Some(0), months([100]), "Chosen 1200: Unchanged, chosen by you"),
        (Some(false), None, months([0]), "Percent 0: +3 % for all lines, kept by you"),
    ] {
        let choices = vec![Choice { line: 1, leave_out, percent: percent.map(Amount::from) }];
        let rules = Rules { choices, ..rules() };
        assert_eq!(shown(&rules, &line(None), old, &Known::default()), expected);
    }
}

#[test]
fn a_rule_that_is_off_does_nothing() {
    let off = Rules { drop_one_offs: false, follow_projects: false, follow_contracts: false, ..rules() };
    let known = Known {
        project: Some(("Atlas".to_owned(), None, Some(day("2020-01-01")))),
        contract: Some(contract(None, Renewal::None)),
        ..Known::default()
    };
    assert_eq!(shown(&off, &line(None), months([500, 0]), &known), "Percent 515: +3 % for all lines");
}

#[test]
fn percentages_that_mean_nothing_are_refused() {
    let choice = |percent: i64| Choice { line: 7, leave_out: None, percent: Some(percent.into()) };
    for (percent, of_category, of_line, expected) in [
        (3, -100, 1_000, ""),
        (-101, 0, 0, "percent"),
        (0, 1_001, 0, "category:1"),
        (-101, 1_001, -200, "percent category:1 line:7"),
    ] {
        let rules = Rules {
            percent: percent.into(),
            categories: vec![CategoryPercent { category: 1, percent: of_category.into() }],
            choices: vec![choice(of_line)],
            ..rules()
        };
        let found: Vec<String> = rules.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(found.join(" "), expected);
    }
}

proptest! {
    /// The months sum to the raised total, rounded once, and none is a cent off.
    #[test]
    fn raised_months_tie_to_the_raised_year(
        units in prop::array::uniform12(-1_000_000i64..1_000_000), percent in -1_000i64..10_000,
    ) {
        let old = units.map(|units| Amount::new(units, 2));
        let percent = Amount::new(percent, 1);
        let new = raised(&line(None), &old, percent).unwrap();
        let factor = Amount::ONE.plus(percent.over(Amount::HUNDRED).unwrap()).unwrap();
        let total = |months: Months| months.into_iter().collect::<Sum>().total().unwrap();
        prop_assert_eq!(total(new), total(old).times(factor).unwrap().round(2));
        for (new, old) in new.iter().zip(old) {
            let off = new.minus(old.times(factor).unwrap()).unwrap().abs();
            prop_assert!(off < Amount::new(1, 2));
        }
    }
}
