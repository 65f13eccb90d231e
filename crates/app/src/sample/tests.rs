//! The sample book is the same each time, whole, and tells its story.
#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::collections::{BTreeMap, BTreeSet};

use domain::explain::Steps;
use domain::rate::Rate;
use domain::variance::{Span, Year, bridge, by_group, by_month};
use expect_test::{Expect, expect};
use store::{Book, Who};

use super::*;

/// A filled book in a folder of its own, which goes when the test ends.
fn book() -> (tempfile::TempDir, Book) {
    let folder = tempfile::tempdir().unwrap();
    let who = Who { name: "Test", at: "2026-11-22T09:00:00+00:00" };
    let book = Book::create(&folder.path().join("sample.outlay"), &settings(), who, &fill).unwrap();
    (folder, book)
}

fn read<T>(book: &Book, read: impl FnOnce(&Tx<'_>) -> Result<T, Error>) -> T {
    book.read(read).unwrap()
}

fn actuals(book: &Book) -> Vec<domain::actual::Row> {
    read(book, |tx| store::actual::rows(tx, &store::actual::Filter::default(), 0, 100_000))
}

/// Everything in the book as texts.
fn everything(book: &Book) -> Vec<String> {
    let mut texts = vec![format!("{:?}", actuals(book))];
    read(book, |tx| {
        texts.push(format!("{:?}{:?}", store::department::all(tx)?, store::project::all(tx)?));
        texts.push(format!("{:?}{:?}", store::vendor::all(tx)?, store::rate::all(tx)?));
        for plan in store::plan::all(tx)? {
            texts.push(format!("{plan:?}{:?}", store::budget::of_plan(tx, plan.id)?));
        }
        texts.push(format!("{:?}{:?}", store::batch::all(tx)?, store::comment::all(tx)?));
        texts.push(format!("{:?}{:?}", store::contract::all(tx)?, store::order::all(tx)?));
        Ok(())
    });
    texts
}

/// The rate of a currency in a plan, or in a month.
fn rate(rates: &[Rate], plan: Option<Id>, month: Option<Month>, currency: Currency) -> Amount {
    if currency == usd() {
        return Amount::ONE;
    }
    let same = |rate: &&Rate| rate.currency == currency && rate.plan == plan && rate.month == month;
    rates.iter().find(same).unwrap().rate
}

/// FY2027 as the variances see it: the budget, what was posted, what the forecast expects.
fn years(book: &Book) -> Vec<Year> {
    read(book, |tx| {
        let rates = store::rate::all(tx)?;
        let plans = store::plan::all(tx)?;
        let plan = |name: &str| plans.iter().find(|plan| plan.name == name).unwrap();
        let (budget, forecast) = (plan("FY2027 Budget"), plan("FY2027 Forecast 5+7"));
        let budgeted: BTreeMap<Id, _> = store::budget::amounts(tx, budget.id)?.into_iter().collect();
        let expected: BTreeMap<Id, _> = store::budget::amounts(tx, forecast.id)?.into_iter().collect();
        let empty = Year {
            line: None,
            group: 0,
            budget: Default::default(),
            actual: Default::default(),
            actual_at_budget: Default::default(),
            open: Default::default(),
            detail: None,
        };
        let mut years = BTreeMap::from([(None, empty.clone())]);
        for line in store::budget::lines(tx)? {
            let plan_rate = rate(&rates, Some(budget.id), None, line.currency);
            let converted = |months: Option<&[Amount; 12]>| {
                months.copied().unwrap_or_default().map(|amount| amount.times(plan_rate).unwrap())
            };
            let (budget, open) = (converted(budgeted.get(&line.id)), converted(expected.get(&line.id)));
            years.insert(Some(line.id), Year { line: Some(line.id), budget, open, ..empty.clone() });
        }
        let days = (budget.first_month.first_day(), budget.first_month.plus(11).last_day());
        for (line, currency, month, amount) in store::actual::by_line(tx, days.0, days.1)? {
            let year = years.get_mut(&line).unwrap();
            let at = budget.position(month).unwrap();
            for (months, rate) in [
                (&mut year.actual, rate(&rates, None, Some(month), currency)),
                (&mut year.actual_at_budget, rate(&rates, Some(budget.id), None, currency)),
            ] {
                months[at] = months[at].plus(amount.times(rate).unwrap()).unwrap();
            }
        }
        Ok(years.into_values().collect())
    })
}

#[test]
fn two_sample_books_are_equal() {
    let [one, two] = [book(), book()].map(|(_folder, book)| everything(&book));
    assert!(one == two, "two fills of a book differ");
}

#[test]
fn the_book_is_whole() {
    let (_folder, book) = book();
    assert_eq!(read(&book, store::check), Vec::<String>::new());
    assert!(settings().problems().is_empty());
}

#[test]
fn what_lines_and_postings_name_is_there() {
    let (_folder, book) = book();
    let lines = read(&book, store::budget::lines);
    let words = lines::POOLS.iter().flat_map(|(_, _, lines)| *lines);
    let mut descriptions = BTreeSet::new();
    for (line, words) in lines.iter().zip(words) {
        let what = &line.description;
        assert!(descriptions.insert(what.clone()), "{what} twice");
        assert!(what.chars().count() <= 34, "{what} is long");
        assert!(line.category.is_some() && line.department.is_some() && !line.owner.is_empty(), "{what}");
        assert_eq!(line.vendor.is_some(), !words.vendor.is_empty(), "the vendor of {what}");
        assert_eq!(line.project.is_some(), !words.project.is_empty(), "the project of {what}");
    }
    let vendors: BTreeSet<Id> = lines.iter().filter_map(|line| line.vendor).collect();
    let idle = read(&book, store::vendor::all).into_iter().filter(|vendor| !vendors.contains(&vendor.id));
    assert_eq!(idle.map(|vendor| vendor.name).collect::<Vec<_>>(), Vec::<String>::new());
    let codes: BTreeSet<&str> = company::DEPARTMENTS.iter().map(|(code, ..)| *code).collect();
    let mut documents = BTreeSet::new();
    // What is accrued has no document yet.
    for actual in actuals(&book).into_iter().filter(|actual| actual.kind == domain::actual::Kind::Posting) {
        assert!(documents.insert(actual.document.clone()), "{} twice", actual.document);
        assert!(codes.contains(actual.cost_centre.as_str()), "{}", actual.cost_centre);
        assert!(!actual.amount.is_zero() && !actual.text.is_empty());
    }
}

#[test]
fn every_posting_falls_into_a_month_of_its_line() {
    let (_folder, book) = book();
    let days = read(&book, store::actual::span).unwrap();
    assert_eq!(format!("{} to {}", days.0, days.1), "2024-07-01 to 2026-11-20");
    let mut planned = BTreeSet::new();
    read(&book, |tx| {
        for plan in store::plan::all(tx)?.iter().filter(|plan| plan.kind != Kind::Scenario) {
            for (line, months) in store::budget::amounts(tx, plan.id)? {
                let costs = months.iter().zip(plan.months()).filter(|(amount, _)| !amount.is_zero());
                planned.extend(costs.map(|(_, month)| (line, month)));
            }
        }
        Ok(())
    });
    for actual in actuals(&book).iter().filter(|actual| actual.line.is_some()) {
        let month = Month::of(actual.date);
        assert!(planned.contains(&(actual.line.unwrap(), month)), "{} in {month}", actual.line_label);
    }
}

#[test]
fn its_size() {
    let (_folder, book) = book();
    let text = read(&book, |tx| {
        let (actuals, unmatched) = store::actual::counts(tx)?;
        let first = settings().calendar().first_month(2027).first_day();
        let current = store::actual::unmatched(tx, first, settings().as_of.unwrap())?;
        let lines = store::budget::lines(tx)?;
        let of = |code: &str| lines.iter().filter(|line| line.currency.code() == code).count();
        Ok(format!(
            "{} lines, {} in EUR, {} in GBP; {} vendors, {} departments, {} projects\n\
             {actuals} actuals, {unmatched} unmatched, {current} of them in FY2027; {} imports\n",
            lines.len(),
            of("EUR"),
            of("GBP"),
            store::vendor::all(tx)?.len(),
            store::department::all(tx)?.len(),
            store::project::all(tx)?.len(),
            store::batch::all(tx)?.len(),
        ))
    });
    expect![[r#"
        212 lines, 26 in EUR, 18 in GBP; 60 vendors, 21 departments, 8 projects
        8970 actuals, 31 unmatched, 22 of them in FY2027; 29 imports
    "#]]
    .assert_eq(&text);
}

#[test]
fn its_plans() {
    let (_folder, book) = book();
    let text = read(&book, |tx| {
        let rates = store::rate::all(tx)?;
        let mut texts = Vec::new();
        for plan in store::plan::all(tx)?.into_iter().filter(|plan| plan.base.is_none()) {
            let lines = store::budget::of_plan(tx, plan.id)?;
            let mut total = Sum::default();
            for (line, months) in &lines {
                for amount in months {
                    let base = amount.times(rate(&rates, Some(plan.id), None, line.currency)).unwrap();
                    assert!(plan.kind != Kind::Budget || base == base.round(2), "{}", line.description);
                    total.add(base);
                }
            }
            let by = plan.approved_by.map(|who| format!(" by {who}")).unwrap_or_default();
            let total = total.total().unwrap();
            texts.push(format!(
                "{}: {total} in {} lines, {}{by}\n",
                plan.name,
                lines.len(),
                plan.state.label()
            ));
        }
        Ok(texts.concat())
    });
    expect![[r#"
        FY2027 Scenario: Leaner year: 13774358.30 in 200 lines, Draft
        FY2027 Forecast 5+7: 13944108.30 in 200 lines, Submitted
        FY2027 Forecast 3+9: 13969585.70 in 200 lines, Approved by Eleanor Voss
        FY2027 Budget: 13898200.00 in 199 lines, Approved by Eleanor Voss
        FY2026 Budget: 12726679.00 in 190 lines, Approved by Eleanor Voss
        FY2025 Budget: 11966744.00 in 192 lines, Approved by Eleanor Voss
    "#]]
    .assert_eq(&text);
}

/// A bridge, rounded to whole dollars.
fn check_bridge(years: &[Year], span: Span, expected: &Expect) {
    let bridge = bridge(years, span, &mut Steps::off()).unwrap();
    let items = bridge.items.into_iter().map(|item| (item.item, item.amount));
    let items = items.chain([("total".to_owned(), bridge.total)]);
    let texts: Vec<String> = items.map(|(name, amount)| format!("{name} {}\n", amount.round(0))).collect();
    expected.assert_eq(&texts.concat());
}

#[test]
fn its_year() {
    let (_folder, book) = book();
    let years = years(&book);
    let (_, to_date) = by_group(&years, 1, Span { first: 0, last: 4, closed: story::CLOSED }).unwrap();
    let over = to_date.percent().unwrap();
    assert!(over.abs() < Amount::from(3), "{over} % to date");
    let months = by_month(&years, story::CLOSED).unwrap();
    let shown = months.map(|month| {
        format!("{} {} {}\n", month.budget.round(0), month.forecast.round(0), month.variance().round(0))
    });
    expect![[r#"
        1207195 1200755 6440
        1113965 1132441 -18476
        1209065 1180633 28432
        1241895 1245203 -3308
        1137765 1172075 -34310
        1101715 1108635 -6920
        1225840 1218260 7580
        1138290 1206710 -68420
        1116990 1121410 -4420
        1202700 1207120 -4420
        1130490 1134910 -4420
        1072290 1076710 -4420
    "#]]
    .assert_eq(&shown.concat());
    check_bridge(
        &years,
        Span { first: 0, last: 4, closed: story::CLOSED },
        &expect![[r#"
            new 37200
            cancelled -18000
            volume 0
            price 0
            currency 22487
            timing -64000
            unmatched 38350
            restated 0
            other 5184
            total 21222
        "#]],
    );
    check_bridge(
        &years,
        Span::year(story::CLOSED),
        &expect![[r#"
            new 124000
            cancelled -108000
            volume 0
            price 0
            currency 22487
            timing 0
            unmatched 38350
            restated 0
            other 29824
            total 106662
        "#]],
    );
}

/// The bridge as the screen has it, with the causes that the commentary names.
#[test]
fn its_bridge_names_the_story() {
    let folder = tempfile::tempdir().unwrap();
    let app = crate::App::new(None);
    let cancelled = std::sync::atomic::AtomicBool::new(false);
    let now = "2026-11-22T09:00:00".parse().unwrap();
    let context = crate::Context { now, as_of: None, user: "Test", progress: &|_| {}, cancelled: &cancelled };
    let path = folder.path().join("s.outlay");
    crate::book::create_at(&app, &context, &path, &settings(), true).unwrap();
    let rise = |to_date, year| [("2026-11-30", to_date), ("FY2027", year)];
    for (period, price) in rise(7_040, 31_680) {
        let query = serde_json::json!({ "plan": null, "period": period, "by": "line" });
        let answer = app.call(&context, "variance.get", &query.to_string()).unwrap();
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let items: BTreeMap<String, Amount> =
            serde_json::from_value(answer["bridge"]["items"].clone()).unwrap();
        let is_year = period == "FY2027";
        let (cancelled, months) = if is_year { (story::CANCELLED.1, 10) } else { (story::CANCELLED.0, 3) };
        let timing = if is_year { 0 } else { -story::SLIPPED };
        for (item, amount) in
            [("price", price), ("cancelled", -cancelled), ("new", months * story::NEW), ("timing", timing)]
        {
            assert_eq!(items[item], Amount::from(amount), "{item} of {period}");
        }
        // Nothing but the rates of the months moves it, so it is the same to date and in the year.
        assert_eq!(items["currency"].to_string(), "22487.49", "{period}");
        let gross: Sum = items.values().map(|amount| amount.abs()).collect();
        let share = domain::variance::percent(items["other"].abs(), gross.total().unwrap()).unwrap();
        assert!(share < Amount::from(10), "other is {share} % of {items:?}");
    }
}

#[test]
fn the_years_before() {
    let (_folder, book) = book();
    let text = read(&book, |tx| {
        let rates = store::rate::all(tx)?;
        let mut sums: BTreeMap<i32, Sum> = BTreeMap::new();
        let rows = store::actual::rows(tx, &store::actual::Filter::default(), 0, 100_000)?;
        for row in rows {
            let month = Month::of(row.date);
            let base = row.amount.times(rate(&rates, None, Some(month), row.currency)).unwrap();
            sums.entry(settings().calendar().year_of(month)).or_default().add(base);
        }
        let line = |(year, sum): (&i32, &Sum)| format!("FY{year} {}\n", sum.total().unwrap().round(0));
        Ok(sums.iter().map(line).collect::<Vec<_>>().concat())
    });
    expect![[r#"
        FY2025 11996298
        FY2026 12705320
        FY2027 5931107
    "#]]
    .assert_eq(&text);
}

#[test]
fn the_story_comes_to_its_amounts() {
    let lines =
        || lines::POOLS.iter().flat_map(|(_, growth, lines)| lines.iter().map(move |line| (*growth, line)));
    let change = |story: line::Story, months: std::ops::Range<usize>| -> i64 {
        let of_story = lines().filter(|(_, line)| line.story == Some(story));
        of_story
            .map(|(growth, line)| {
                let planned = line.planned(2027, growth).unwrap();
                let expected = story::expected(line, planned);
                months.clone().map(|month| expected[month] - planned[month]).sum::<i64>()
            })
            .sum()
    };
    let (to_date, year) = story::CANCELLED;
    for (story, expected) in [
        (line::Story::PriceRise, (7_040, 31_680)),
        (line::Story::Cancelled, (-to_date, -year)),
        (line::Story::Slipped, (-story::SLIPPED, 0)),
        (line::Story::New, (3 * story::NEW, 10 * story::NEW)),
    ] {
        assert_eq!((change(story, 0..story::CLOSED), change(story, 0..12)), expected);
    }
}

mod behind;
