//! Everything that is wrong with a model, at once, each with its place and its remedy.

use std::collections::BTreeSet;

use super::item::{Item, Kind, Range};
use super::{Choice, Model};
use crate::time_value::Convention;
use crate::{Amount, Problem};

/// The longest horizon, in years.
pub(super) const MOST_YEARS: u32 = 100;
/// The most options side by side.
pub(super) const MOST_OPTIONS: usize = 50;
/// The most items of all options together.
pub(super) const MOST_ITEMS: usize = 2_000;
/// The longest life that is depreciated, in months.
pub(super) const LONGEST_LIFE: u32 = 1_200;

/// Every problem of a model.
pub(super) fn problems(model: &Model) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |field: &str, message: String| problems.push(Problem::new(field, message));
    if !(1..=MOST_YEARS).contains(&model.horizon) {
        let message = format!("The horizon is {} years. Give 1 to {MOST_YEARS}.", model.horizon);
        say("horizon", message);
    }
    for fault in rate_faults("The discount rate", model.rate, model.rate_range.as_ref()) {
        say("rate", fault);
    }
    if model.convention == Convention::Dated && model.start.is_none() {
        say(
            "start",
            "Discounting by date needs the model's first month. Give `start`, such as 2027-01.".to_owned(),
        );
    }
    for (currency, rate) in &model.rates {
        if rate.is_zero() || rate.is_negative() {
            say("rates", format!("The budget rate for {currency} is {rate}. Give more than 0."));
        }
    }
    for (name, driver) in &model.drivers {
        let place = format!("Driver “{name}”");
        if driver.quantity.is_empty() {
            say("drivers", format!("{place}: it has no quantity. Give one, or one for each year."));
        }
        if driver.quantity.iter().any(|quantity| quantity.is_negative()) {
            say("drivers", format!("{place}: a quantity is below 0. Give 0 or more."));
        }
        if let Some(range) = &driver.range {
            let planned = single(&driver.quantity).unwrap_or(Amount::HUNDRED);
            for fault in range_faults(range, planned) {
                say("drivers", format!("{place}: {fault}"));
            }
            if range.low.is_negative() {
                say("drivers", format!("{place}: its range starts below 0. Start it at 0 or more."));
            }
        }
    }
    if model.options.is_empty() {
        say("options", "There is no option. Add at least one, better two to compare.".to_owned());
    }
    if model.options.len() > MOST_OPTIONS {
        say("options", format!("There are {} options. Compare at most {MOST_OPTIONS}.", model.options.len()));
    }
    let items: usize = model.options.iter().map(|option| option.items.len()).sum();
    if items > MOST_ITEMS {
        say(
            "options",
            format!("There are {items} items. Put some together: at most {MOST_ITEMS} are compared."),
        );
    }
    let mut names = BTreeSet::new();
    for option in &model.options {
        if !names.insert(option.name.as_str()) {
            let message = format!("Two options are called “{}”. Give one of them another name.", option.name);
            say("options", message);
        }
        for message in option_faults(model, option) {
            say("options", message);
        }
    }
    problems
}

/// The faults of an option's items, each with its place.
fn option_faults(model: &Model, option: &Choice) -> Vec<String> {
    let mut faults = Vec::new();
    let mut names = BTreeSet::new();
    for item in &option.items {
        let place = format!("Option “{}”, item “{}”", option.name, item.name);
        if !names.insert(item.name.as_str()) {
            faults.push(format!("{place}: another item has the same name. Give one of them another."));
        }
        let found = price_faults(model, item).into_iter().chain(time_faults(model, item));
        faults.extend(found.map(|fault| format!("{place}: {fault}")));
    }
    faults
}

/// What is wrong with an item's amount, driver, currency and range.
fn price_faults(model: &Model, item: &Item) -> Vec<String> {
    let mut faults = Vec::new();
    let given = [item.amount.is_some(), !item.amounts.is_empty(), item.unit_price.is_some()];
    if given.into_iter().filter(|given| *given).count() != 1 {
        faults.push(
            "give either an amount, amounts by year, or a unit price, and only one of them.".to_owned(),
        );
    }
    if item.unit_price.is_none() && (item.quantity.is_some() || item.driver.is_some()) {
        faults.push(
            "a quantity or driver needs a unit price. Give `unit_price` instead of the amount.".to_owned(),
        );
    }
    if let Some(driver) = item.driver.as_ref().filter(|driver| !model.drivers.contains_key(*driver)) {
        faults.push(format!("there is no driver “{driver}”. Add it to the model's drivers."));
    }
    if let Some(currency) = item.currency
        && Some(currency) != model.currency
        && !model.rates.contains_key(&currency)
    {
        faults.push(format!("there is no budget rate for {currency}. Add it to the model's rates."));
    }
    if let Some(range) = &item.range {
        let planned = item.amount.or(item.unit_price).unwrap_or(Amount::HUNDRED);
        faults.extend(range_faults(range, planned));
    }
    faults
}

/// What is wrong with when an item is paid, how it grows and how it is depreciated.
fn time_faults(model: &Model, item: &Item) -> Vec<String> {
    let mut faults = Vec::new();
    let last = last_month(model);
    let timed = item.month.is_some() || item.every.is_some() || item.from.is_some() || item.to.is_some();
    if !item.amounts.is_empty() {
        if timed {
            faults.push(
                "amounts by year have their time already. Leave out month, every, from and to.".to_owned(),
            );
        }
        let most = usize::try_from(model.horizon).unwrap_or(usize::MAX).saturating_add(1);
        if item.amounts.len() > most {
            let (given, horizon) = (item.amounts.len(), model.horizon);
            faults.push(format!(
                "it has {given} amounts, for t = 0 and {} years. The horizon is {horizon}: shorten the list or \
                 lengthen the horizon.",
                given - 1
            ));
        }
    } else if item.every.is_some() {
        if item.month.is_some() {
            faults.push("it is both one-off and recurring. Give either `month` or `every`.".to_owned());
        }
        let (from, to) = (item.from.unwrap_or(1), item.to.unwrap_or(last));
        if from > to {
            faults.push(format!(
                "it starts in month {from}, after its end in month {to}. Give an earlier start."
            ));
        }
        if to > last {
            faults.push(format!("it ends in month {to}, after the horizon ({last} months). End it earlier."));
        }
    } else {
        if item.from.is_some() || item.to.is_some() {
            faults.push("it has a first or last month but not how often. Give `every`.".to_owned());
        }
        if let Some(month) = item.month.filter(|month| *month > last) {
            faults.push(format!(
                "it falls in month {month}, after the horizon ({last} months). Bring it forward."
            ));
        }
    }
    if (item.growth.is_some() || item.growth_range.is_some()) && item.every.is_none() {
        faults.push("only a recurring item grows. Give `every`, or leave out its growth.".to_owned());
    }
    let growth = item.growth.unwrap_or(Amount::ZERO);
    faults.extend(rate_faults("its growth", growth, item.growth_range.as_ref()));
    match (item.life, item.kind) {
        (Some(life), Kind::Capex) if !(1..=LONGEST_LIFE).contains(&life) => {
            faults.push(format!("its life is {life} months. Give 1 to {LONGEST_LIFE}."));
        }
        (Some(_), Kind::Opex) => {
            faults.push("only CapEx is depreciated. Make it CapEx, or leave out its life.".to_owned());
        }
        (Some(_) | None, Kind::Capex) | (None, Kind::Opex) => {}
    }
    faults
}

/// The last month of the model.
pub(super) fn last_month(model: &Model) -> u32 {
    model.horizon.saturating_mul(12)
}

/// The only entry of a list of one.
pub(super) fn single(list: &[Amount]) -> Option<Amount> {
    match list {
        [one] => Some(*one),
        _ => None,
    }
}

/// What is wrong with a rate a year and its range.
fn rate_faults(what: &str, rate: Amount, range: Option<&Range>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut within = vec![rate];
    if let Some(range) = range {
        within.extend([range.low, range.high]);
        faults.extend(range_faults(range, rate).into_iter().map(|fault| format!("{what}: {fault}")));
    }
    if within.iter().any(|rate| *rate <= -Amount::ONE || *rate > Amount::ONE) {
        faults.push(format!(
            "{what} must be above −100 % and at most 100 %. Write it as a fraction: 0.08 is 8 %."
        ));
    }
    faults
}

/// What is wrong with a range around a planned value.
fn range_faults(range: &Range, planned: Amount) -> Vec<String> {
    let likely = range.likely.unwrap_or(planned);
    let mut faults = Vec::new();
    if range.low > range.high {
        let (low, high) = (range.low, range.high);
        faults.push(format!("its range runs from {low} down to {high}. Put the lower end first."));
    } else if likely < range.low || likely > range.high {
        let (low, high) = (range.low, range.high);
        faults.push(format!(
            "its likeliest value {likely} is outside its range {low} to {high}. Widen the range."
        ));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;

    #[test]
    fn every_problem_is_named_at_once() {
        let model = read(
            r#"{"horizon": 101, "rate": -1, "convention": "dated", "rates": {"USD": 0, "GBP": -1},
                "drivers": {"users": [], "GB": -1}, "options": [
                {"name": "Cloud", "items": [{"name": "Seats", "unit_price": 1, "driver": "seats", "currency": "JPY"}]},
                {"name": "Cloud", "items": [{"name": "Seats"}, {"name": "Seats", "amount": 1}]}]}"#,
        );
        let found: Vec<String> = model
            .problems()
            .iter()
            .map(|problem| format!("{}: {}", problem.field, problem.message))
            .collect();
        assert_eq!(
            found,
            [
                "horizon: The horizon is 101 years. Give 1 to 100.",
                "rate: The discount rate must be above −100 % and at most 100 %. Write it as a fraction: 0.08 is 8 %.",
                "start: Discounting by date needs the model's first month. Give `start`, such as 2027-01.",
                "rates: The budget rate for GBP is -1. Give more than 0.",
                "rates: The budget rate for USD is 0. Give more than 0.",
                "drivers: Driver “GB”: a quantity is below 0. Give 0 or more.",
                "drivers: Driver “users”: it has no quantity. Give one, or one for each year.",
                "options: Option “Cloud”, item “Seats”: there is no driver “seats”. Add it to the model's drivers.",
                "options: Option “Cloud”, item “Seats”: there is no budget rate for JPY. Add it to the model's rates.",
                "options: Two options are called “Cloud”. Give one of them another name.",
                "options: Option “Cloud”, item “Seats”: give either an amount, amounts by year, or a unit price, and \
                 only one of them.",
                "options: Option “Cloud”, item “Seats”: another item has the same name. Give one of them another.",
            ]
        );
    }

    #[test]
    fn heads_are_checked() {
        let options = r#""options": [{"name": "A"}]"#;
        let driver =
            |range: &str| format!(r#""horizon": 1, "drivers": {{"u": {{"quantity": 5, "range": {range}}}}}"#);
        for (head, expected) in [
            (r#""horizon": 0"#.to_owned(), Some("The horizon is 0 years.")),
            (r#""horizon": 1"#.to_owned(), None),
            (r#""horizon": 100"#.to_owned(), None),
            (r#""horizon": 1, "rate": 1"#.to_owned(), None),
            (r#""horizon": 1, "rate": "1.001""#.to_owned(), Some("0.08 is 8 %")),
            (r#""horizon": 1, "rate": "-0.999""#.to_owned(), None),
            (r#""horizon": 1, "convention": "dated", "start": "2027-01""#.to_owned(), None),
            (r#""horizon": 1, "rate_range": {"low": -1, "high": 1}"#.to_owned(), Some("above −100 %")),
            (r#""horizon": 1, "rate_range": {"low": 0, "high": 2}"#.to_owned(), Some("above −100 %")),
            (
                r#""horizon": 1, "rate_range": {"low": "0.2", "high": "0.1"}"#.to_owned(),
                Some("The discount rate: its range runs from 0.2 down to 0.1. Put the lower end first."),
            ),
            (
                r#""horizon": 1, "rate_range": {"low": "0.1", "high": "0.2"}"#.to_owned(),
                Some(
                    "The discount rate: its likeliest value 0 is outside its range 0.1 to 0.2. Widen the range.",
                ),
            ),
            (driver(r#"{"low": 5, "high": 5}"#), None),
            (
                driver(r#"{"low": 0, "high": 4}"#),
                Some("“u”: its likeliest value 5 is outside its range 0 to 4."),
            ),
            (driver(r#"{"low": 6, "high": 7}"#), Some("“u”: its likeliest value 5")),
            (driver(r#"{"low": 6, "high": 7, "likely": 6}"#), None),
            (driver(r#"{"low": 6, "high": 7, "likely": 8}"#), Some("“u”: its likeliest value 8")),
            (driver(r#"{"low": -1, "high": 7}"#), Some("“u”: its range starts below 0.")),
            (
                r#""horizon": 1, "drivers": {"u": {"quantity": [1, 2], "range": {"low": 90, "high": 120}}}"#
                    .to_owned(),
                None,
            ),
            (
                r#""horizon": 1, "drivers": {"u": {"quantity": [1, 2], "range": {"low": 1, "high": 2}}}"#
                    .to_owned(),
                Some("its likeliest value 100 is outside"),
            ),
        ] {
            let problems = read(&format!("{{{head}, {options}}}")).problems();
            match expected {
                None => assert_eq!(problems, [], "{head}"),
                Some(expected) => {
                    assert!(
                        problems.iter().any(|problem| problem.message.contains(expected)),
                        "{head} {problems:?}"
                    );
                    assert_eq!(problems.len(), 1, "{head} {problems:?}");
                }
            }
        }
    }

    #[test]
    fn items_are_checked() {
        for (item, expected) in [
            (r#""amount": 1"#, None),
            (r#""amount": 1, "unit_price": 1"#, Some("give either an amount")),
            (r#""amount": 1, "amounts": [1]"#, Some("give either an amount")),
            (r#""amount": 1, "quantity": 2"#, Some("a quantity or driver needs a unit price.")),
            (r#""amount": 1, "driver": "users""#, Some("a quantity or driver needs a unit price.")),
            (r#""unit_price": 1, "quantity": 2, "driver": "users""#, None),
            (r#""amount": 1, "currency": "EUR""#, None),
            (r#""amount": 1, "currency": "USD""#, None),
            (r#""amount": 1, "range": {"low": 0, "high": 1}"#, None),
            (r#""amount": 1, "range": {"low": 2, "high": 3}"#, Some("its likeliest value 1 is outside")),
            (r#""unit_price": 1, "range": {"low": 2, "high": 3}"#, Some("its likeliest value 1 is outside")),
            (r#""amounts": [1], "range": {"low": 99, "high": 100}"#, None),
            (r#""amounts": [1], "range": {"low": 1, "high": 2}"#, Some("its likeliest value 100 is outside")),
            (r#""amounts": [1, 2, 3]"#, None),
            (
                r#""amounts": [1, 2, 3, 4]"#,
                Some("it has 4 amounts, for t = 0 and 3 years. The horizon is 2:"),
            ),
            (r#""amounts": [1], "month": 1"#, Some("amounts by year have their time already.")),
            (r#""amounts": [1], "every": "yearly""#, Some("amounts by year have their time already.")),
            (r#""amounts": [1], "from": 1"#, Some("amounts by year have their time already.")),
            (r#""amounts": [1], "to": 1"#, Some("amounts by year have their time already.")),
            (r#""amount": 1, "month": 24"#, None),
            (r#""amount": 1, "month": 25"#, Some("it falls in month 25, after the horizon (24 months).")),
            (r#""amount": 1, "from": 1"#, Some("it has a first or last month but not how often.")),
            (r#""amount": 1, "to": 1"#, Some("it has a first or last month but not how often.")),
            (r#""amount": 1, "every": "monthly", "from": 24, "to": 24"#, None),
            (
                r#""amount": 1, "every": "monthly", "from": 3, "to": 2"#,
                Some("it starts in month 3, after its end in"),
            ),
            (
                r#""amount": 1, "every": "monthly", "from": 25"#,
                Some("it starts in month 25, after its end in month 24"),
            ),
            (
                r#""amount": 1, "every": "monthly", "to": 0"#,
                Some("it starts in month 1, after its end in month 0"),
            ),
            (
                r#""amount": 1, "every": "monthly", "to": 25"#,
                Some("it ends in month 25, after the horizon (24 months"),
            ),
            (r#""amount": 1, "every": "monthly", "month": 1"#, Some("it is both one-off and recurring.")),
            (r#""amount": 1, "growth": "0.1""#, Some("only a recurring item grows.")),
            (r#""amount": 1, "growth_range": {"low": 0, "high": 0}"#, Some("only a recurring item grows.")),
            (r#""amount": 1, "every": "monthly", "growth": 1"#, None),
            (
                r#""amount": 1, "every": "monthly", "growth": 3"#,
                Some("its growth must be above −100 % and at most"),
            ),
            (
                r#""amount": 1, "every": "monthly", "growth_range": {"low": 1, "high": 0}"#,
                Some("its growth: its range runs from 1 down to 0."),
            ),
            (r#""amount": 1, "kind": "capex", "life": 1"#, None),
            (r#""amount": 1, "kind": "capex", "life": 1200"#, None),
            (r#""amount": 1, "kind": "capex", "life": 0"#, Some("its life is 0 months. Give 1 to 1200.")),
            (r#""amount": 1, "kind": "capex", "life": 1201"#, Some("its life is 1201 months.")),
            (r#""amount": 1, "life": 12"#, Some("only CapEx is depreciated.")),
        ] {
            let head = r#""horizon": 2, "currency": "EUR", "rates": {"USD": 1}, "drivers": {"users": 1}"#;
            let json =
                format!(r#"{{{head}, "options": [{{"name": "A", "items": [{{"name": "x", {item}}}]}}]}}"#);
            let found: Vec<String> =
                read(&json).problems().into_iter().map(|problem| problem.message).collect();
            match expected {
                None => assert_eq!(found, [""; 0], "{item}"),
                Some(expected) => {
                    let expected = format!("Option “A”, item “x”: {expected}");
                    assert!(found.len() == 1 && found[0].starts_with(&expected), "{item}: {found:?}");
                }
            }
        }
    }

    #[test]
    fn sizes_are_limited() {
        let item =
            |index: usize| Item { name: index.to_string(), amount: Some(Amount::ONE), ..Item::default() };
        for (options, items, expected) in [
            (0, 0, Some("There is no option. Add at least one, better two to compare.")),
            (50, 40, None),
            (51, 1, Some("There are 51 options. Compare at most 50.")),
            (1, 2_000, None),
            (3, 667, Some("There are 2001 items. Put some together: at most 2000 are compared.")),
        ] {
            let option =
                |name: usize| Choice { name: name.to_string(), items: (0..items).map(item).collect() };
            let model = Model { horizon: 1, options: (0..options).map(option).collect(), ..Model::default() };
            let found: Vec<String> = model.problems().into_iter().map(|problem| problem.message).collect();
            assert_eq!(found, Vec::from_iter(expected.map(str::to_owned)), "{options} {items}");
        }
    }
}
