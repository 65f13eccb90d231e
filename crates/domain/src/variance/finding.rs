//! The sentence over a bridge: what raises the cost most, and what takes it back.

use super::{Bridge, Item};
use crate::overview::short;
use crate::{Amount, Sum};

/// From this share of a side on, in percent, one item alone says it.
const ALONE: i64 = 85;

/// What moves the cost, such as “New lines and prices add 239 k; cancellations take back 170 k”.
///
/// Of each side at most two items are named, the larger first; the amount is theirs together. What would be said as 0 is
/// left out.
///
/// ```
/// use domain::variance::{Bridge, Item, finding};
/// let item = |item: &str, amount: i64| Item { item: item.to_owned(), amount: amount.into() };
/// let items = vec![item("new", 148_000), item("cancelled", -170_000), item("price", 91_000), item("other", 5)];
/// let bridge = Bridge { items, total: 69_005.into(), remainder: 0.into() };
/// assert_eq!(finding(&bridge), "New lines and prices add 239 k; cancellations take back 170 k");
/// ```
pub fn finding(bridge: &Bridge) -> String {
    let side = |lowers: bool| {
        let of_side = |item: &&Item| item.amount.is_negative() == lowers && !item.amount.round(0).is_zero();
        let mut items: Vec<&Item> = bridge.items.iter().filter(of_side).collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.amount.abs()));
        named(&items)
    };
    match (side(false), side(true)) {
        (None, None) => "Nothing differs from the plan".to_owned(),
        (Some((names, verb, amount)), None) => first_upper(&format!("{names} add{verb} {amount}")),
        (None, Some((names, verb, amount))) => first_upper(&format!("{names} save{verb} {amount}")),
        (Some((up, verb, more)), Some((down, takes, less))) => {
            first_upper(&format!("{up} add{verb} {more}; {down} take{takes} back {less}"))
        }
    }
}

/// The items that say a side, the ending of their verb, and their amount.
fn named(items: &[&Item]) -> Option<(String, &'static str, String)> {
    let [first, rest @ ..] = items else { return None };
    let all: Sum = items.iter().map(|item| item.amount).collect();
    let share = |amount: Amount, percent: i64| amount.abs().times(Amount::from(percent)).unwrap_or_default();
    let is_enough = share(first.amount, 100) >= share(all.total().unwrap_or_default(), ALONE);
    let (name, many) = words(&first.item);
    match rest.first().filter(|_| !is_enough) {
        Some(second) => {
            let both = first.amount.plus(second.amount).unwrap_or(first.amount);
            Some((format!("{name} and {}", words(&second.item).0), "", short(both.abs())))
        }
        None => Some((name, if many { "" } else { "s" }, short(first.amount.abs()))),
    }
}

/// An item in a sentence, and whether its verb is in the plural.
fn words(item: &str) -> (String, bool) {
    let (words, many) = match item {
        "new" => ("new lines", true),
        "cancelled" => ("cancellations", true),
        "price" => ("prices", true),
        "delay" => ("delays", true),
        "one-off" => ("one-offs", true),
        "unmatched" => ("unmatched actuals", true),
        "restated" => ("restatements", true),
        "other" => ("other lines", true),
        "volume" | "currency" | "timing" | "scope" => (item, false),
        own => return (format!("“{own}”"), false),
    };
    (words.to_owned(), many)
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_items_are_named() {
        for (items, expected) in [
            (&[][..], "Nothing differs from the plan"),
            (&[("other", 0)], "Nothing differs from the plan"),
            (&[("currency", 22_487)], "Currency adds 22 k"),
            (&[("timing", -64_000), ("other", -1)], "Timing saves 64 k"),
            (&[("new", 900), ("price", 60), ("other", 40)], "New lines add 900"),
            (
                &[("new", 500), ("price", 300), ("other", 200), ("cancelled", -50)],
                "New lines and prices add 800; cancellations take back 50",
            ),
            (
                &[("Audit", 70), ("scope", -60), ("delay", -40)],
                "“Audit” adds 70; scope and delays take back 100",
            ),
        ] {
            let items: Vec<Item> = items
                .iter()
                .map(|(item, amount)| Item { item: (*item).to_owned(), amount: (*amount).into() })
                .collect();
            let total = items.iter().map(|item| item.amount).collect::<Sum>().total().unwrap();
            assert_eq!(finding(&Bridge { items, total, remainder: Amount::ZERO }), expected);
        }
    }
}
