//! Rules by which postings find their budget line: conditions that must all be met, tried in order, the first one wins.

use serde::{Deserialize, Serialize};

use crate::money::Error as MoneyError;
use crate::{Amount, Currency, Id, Problem};

/// How a rule came to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RuleSource"))]
pub enum Source {
    /// The user wrote it.
    #[default]
    Typed,
    /// It was learned from what the user matched.
    Learned,
}

/// A line and its share of what a rule matches, or of one posting that is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LineShare"))]
pub struct Share {
    /// The budget line.
    pub line: Id,
    /// Its share: shares are weights of any sum, so that percentages and amounts both do.
    pub share: Amount,
}

/// A rule as the user gives it. What is left empty is no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RuleDraft"))]
pub struct Draft {
    /// The rule to replace; none for a new one, which is tried last.
    pub id: Option<Id>,
    /// What it is called.
    pub name: String,
    /// Paid to this vendor.
    pub vendor: Option<Id>,
    /// Each of these words stands in the posting's text, in any order, whatever letters are capital.
    pub text: String,
    /// The ledger account; `48*` is every one that begins with 48.
    pub account: String,
    /// The cost centre, likewise.
    pub cost_centre: String,
    /// At least this amount, in the posting's currency.
    pub amount_from: Option<Amount>,
    /// At most this amount.
    pub amount_to: Option<Amount>,
    /// How it came to be.
    pub source: Source,
    /// The line it gives, or several with their shares.
    pub shares: Vec<Share>,
}

impl Draft {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(Problem::new("name", "Give the rule a name."));
        }
        if !Tests::of(self).are_any() {
            let message = "Give at least one condition: a vendor, words of the text, an account, a cost centre or an amount.";
            problems.push(Problem::new("vendor", message));
        }
        for (field, code) in [("account", &self.account), ("cost_centre", &self.cost_centre)] {
            if code.trim() == "*" {
                problems
                    .push(Problem::new(field, "“*” alone is any: leave it empty, or write how it begins."));
            }
        }
        if let (Some(from), Some(to)) = (self.amount_from, self.amount_to)
            && to < from
        {
            problems.push(Problem::new("amount_to", "The largest amount is below the smallest."));
        }
        problems.extend(share_problems(&self.shares));
        problems
    }
}

/// Everything that is wrong with the lines something is shared out to.
pub fn share_problems(shares: &[Share]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if shares.is_empty() {
        problems.push(Problem::new("shares", "Choose the budget line."));
    }
    if shares.iter().any(|share| share.share.is_zero() || share.share.is_negative()) {
        problems.push(Problem::new("shares", "Each line needs a share above 0."));
    }
    let twice = |(at, share): (usize, &Share)| shares[..at].iter().any(|one| one.line == share.line);
    if shares.iter().enumerate().any(twice) {
        problems.push(Problem::new("shares", "A line is chosen twice: give it one share."));
    }
    problems
}

/// The parts of an amount by line, which sum to it exactly: by largest remainder, of equal ones to the earliest.
///
/// ```
/// use domain::rule::{Share, split};
/// let shares = [1, 2, 3].map(|line| Share { line, share: 1.into() });
/// let parts = split(&shares, (-100).into(), "EUR".parse()?)?;
/// let parts: Vec<String> = parts.iter().map(|(line, part)| format!("{line} {part}")).collect();
/// assert_eq!(parts, ["1 -33.34", "2 -33.33", "3 -33.33"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn split(shares: &[Share], amount: Amount, currency: Currency) -> Result<Vec<(Id, Amount)>, MoneyError> {
    let weights: Vec<Amount> = shares.iter().map(|share| share.share).collect();
    let parts = amount.split_by(&weights, currency)?;
    Ok(shares.iter().map(|share| share.line).zip(parts).collect())
}

/// What rules look at in a posting.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the fields of an actual")]
pub struct Posting<'p> {
    pub vendor: Option<Id>,
    pub text: &'p str,
    pub account: &'p str,
    pub cost_centre: &'p str,
    pub amount: Amount,
}

/// Whether a posting meets every condition of a rule.
pub fn matches(rule: &Draft, posting: &Posting<'_>) -> bool {
    Tests::of(rule).are_met(posting, &mut None)
}

/// Rules made ready to be tried on many postings.
#[derive(Debug)]
pub struct Rules(Vec<Tests>);

impl Rules {
    /// Rules in the order in which they are tried.
    pub fn new<'r>(rules: impl IntoIterator<Item = &'r Draft>) -> Rules {
        Rules(rules.into_iter().map(Tests::of).collect())
    }

    /// The first rule that a posting meets, by its place among them.
    pub fn first(&self, posting: &Posting<'_>) -> Option<usize> {
        let mut folded = None;
        self.0.iter().position(|tests| tests.are_met(posting, &mut folded))
    }
}

/// The conditions of a rule as they are compared.
#[derive(Debug)]
struct Tests {
    vendor: Option<Id>,
    words: Vec<String>,
    account: Code,
    cost_centre: Code,
    from: Option<Amount>,
    to: Option<Amount>,
}

impl Tests {
    fn of(rule: &Draft) -> Tests {
        Tests {
            vendor: rule.vendor,
            words: rule.text.split_whitespace().map(str::to_lowercase).collect(),
            account: Code::of(&rule.account),
            cost_centre: Code::of(&rule.cost_centre),
            from: rule.amount_from,
            to: rule.amount_to,
        }
    }

    fn are_any(&self) -> bool {
        let amount = self.from.is_some() || self.to.is_some();
        let codes = !matches!((&self.account, &self.cost_centre), (Code::Any, Code::Any));
        self.vendor.is_some() || !self.words.is_empty() || codes || amount
    }

    /// `folded` is the text in small letters, made once for all rules that look at it.
    fn are_met(&self, posting: &Posting<'_>, folded: &mut Option<String>) -> bool {
        // A rule without conditions would take everything; it cannot be saved, and never meets.
        self.are_any()
            && self.vendor.is_none_or(|vendor| posting.vendor == Some(vendor))
            && self.account.is_met(posting.account)
            && self.cost_centre.is_met(posting.cost_centre)
            && self.from.is_none_or(|from| posting.amount >= from)
            && self.to.is_none_or(|to| posting.amount <= to)
            && (self.words.is_empty() || {
                let text = folded.get_or_insert_with(|| posting.text.to_lowercase());
                self.words.iter().all(|word| text.contains(word.as_str()))
            })
    }
}

/// An account or a cost centre that is asked for.
#[derive(Debug)]
enum Code {
    Any,
    Is(String),
    Begins(String),
}

impl Code {
    fn of(text: &str) -> Code {
        let text = text.trim().to_lowercase();
        match text.strip_suffix('*') {
            _ if text.is_empty() => Code::Any,
            Some("") => Code::Any,
            Some(start) => Code::Begins(start.to_owned()),
            None => Code::Is(text),
        }
    }

    fn is_met(&self, code: &str) -> bool {
        match self {
            Code::Any => true,
            Code::Is(wanted) => code.trim().to_lowercase() == *wanted,
            Code::Begins(start) => code.trim().to_lowercase().starts_with(start),
        }
    }
}

/// One condition of a rule beside what a posting has there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RuleCondition"))]
pub struct Condition {
    /// The field of the posting: vendor, text, account, `cost_centre`, amount.
    pub field: String,
    /// What the rule asks for; the vendor by its name.
    pub wanted: String,
    /// What the posting has.
    pub found: String,
    /// Whether it is met.
    pub met: bool,
}

/// Each condition of a rule beside what a posting has; `vendor` tells a vendor's name.
pub fn conditions(rule: &Draft, posting: &Posting<'_>, vendor: impl Fn(Id) -> String) -> Vec<Condition> {
    let mut conditions = Vec::new();
    let mut add = |alone: Draft, field: &str, wanted: String, found: String| {
        if Tests::of(&alone).are_any() {
            let met = matches(&alone, posting);
            conditions.push(Condition { field: field.to_owned(), wanted, found, met });
        }
    };
    let name = |id: Option<Id>| id.map(&vendor).unwrap_or_default();
    let alone = Draft { vendor: rule.vendor, ..Draft::default() };
    add(alone, "vendor", name(rule.vendor), name(posting.vendor));
    let alone = Draft { text: rule.text.clone(), ..Draft::default() };
    add(alone, "text", rule.text.clone(), posting.text.to_owned());
    let alone = Draft { account: rule.account.clone(), ..Draft::default() };
    add(alone, "account", rule.account.clone(), posting.account.to_owned());
    let alone = Draft { cost_centre: rule.cost_centre.clone(), ..Draft::default() };
    add(alone, "cost_centre", rule.cost_centre.clone(), posting.cost_centre.to_owned());
    let range = match (rule.amount_from, rule.amount_to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("{from} or more"),
        (None, Some(to)) => format!("{to} or less"),
        (None, None) => String::new(),
    };
    let alone = Draft { amount_from: rule.amount_from, amount_to: rule.amount_to, ..Draft::default() };
    add(alone, "amount", range, posting.amount.to_string());
    conditions
}

/// So many words of a text are taken into a learned rule.
const WORDS: usize = 3;

/// Rules that would match all of these postings, the widest first: by vendor, else by the words that their texts share,
/// then with account and cost centre beside.
///
/// ```
/// use domain::rule::{Posting, learn};
/// let posting = |text| Posting { vendor: None, text, account: "4800", cost_centre: "", amount: 10.into() };
/// let rules = learn(&[posting("Lease 07/2026 July laptops"), posting("LAPTOPS lease Aug 2026")]);
/// let conditions: Vec<_> = rules.iter().map(|rule| (rule.text.as_str(), rule.account.as_str())).collect();
/// assert_eq!(conditions, [("lease laptops", ""), ("lease laptops", "4800"), ("", "4800")]);
/// ```
pub fn learn(postings: &[Posting<'_>]) -> Vec<Draft> {
    let Some((first, others)) = postings.split_first() else { return Vec::new() };
    let same = |of: fn(&Posting<'_>) -> String| {
        let value = of(first);
        if others.iter().all(|posting| of(posting) == value) { value } else { String::new() }
    };
    let vendor = first.vendor.filter(|vendor| others.iter().all(|posting| posting.vendor == Some(*vendor)));
    let text = common_words(first.text, others);
    let account = same(|posting| posting.account.trim().to_owned());
    let cost_centre = same(|posting| posting.cost_centre.trim().to_owned());
    let rule = |by_vendor: bool, by_text: bool, by_account: bool, by_centre: bool| Draft {
        vendor: vendor.filter(|_| by_vendor),
        text: if by_text { text.clone() } else { String::new() },
        account: if by_account { account.clone() } else { String::new() },
        cost_centre: if by_centre { cost_centre.clone() } else { String::new() },
        source: Source::Learned,
        ..Draft::default()
    };
    let mut rules: Vec<Draft> = Vec::new();
    for rule in [
        rule(true, false, false, false),
        rule(true, true, false, false),
        rule(true, false, true, false),
        rule(true, false, false, true),
        rule(true, true, true, false),
        rule(true, true, true, true),
        rule(false, true, false, false),
        rule(false, true, true, false),
        rule(false, true, true, true),
        rule(false, false, true, true),
    ] {
        // Without a vendor in common the first ones are the last ones again.
        let by_vendor = vendor.is_none() || rule.vendor.is_some();
        if by_vendor && Tests::of(&rule).are_any() && !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    if vendor.is_none() {
        // Words say more than an account.
        rules.sort_by_key(|rule| rule.text.is_empty());
    }
    rules
}

/// The first words of a text that all the others have, without numbers and months, which differ next time.
fn common_words(text: &str, others: &[Posting<'_>]) -> String {
    let others: Vec<String> = others.iter().map(|posting| posting.text.to_lowercase()).collect();
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase) {
        let plain = word.chars().count() > 2 && word.chars().all(char::is_alphabetic) && !is_month(&word);
        if plain && !words.contains(&word) && others.iter().all(|other| other.contains(&word)) {
            words.push(word);
        }
    }
    words.truncate(WORDS);
    words.join(" ")
}

fn is_month(word: &str) -> bool {
    let months = (1..=12).filter_map(|number| crate::Month::new(2000, number));
    months
        .into_iter()
        .any(|month| [month.name(), month.short_name()].iter().any(|name| name.to_lowercase() == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn posting(text: &str) -> Posting<'_> {
        Posting { vendor: Some(7), text, account: "480010", cost_centre: "CC-1", amount: 1200.into() }
    }

    #[test]
    fn all_conditions_must_be_met() {
        let none = Draft::default;
        for (rule, met) in [
            (none(), false),
            (Draft { vendor: Some(7), ..none() }, true),
            (Draft { vendor: Some(8), ..none() }, false),
            (Draft { text: "laptop LEASE".into(), ..none() }, true),
            (Draft { text: "laptop rent".into(), ..none() }, false),
            (Draft { text: "ümlaut".into(), ..none() }, true),
            (Draft { account: "480010".into(), ..none() }, true),
            (Draft { account: "4800".into(), ..none() }, false),
            (Draft { account: "4800*".into(), ..none() }, true),
            (Draft { cost_centre: " cc-1 ".into(), ..none() }, true),
            (Draft { cost_centre: "cc-11".into(), ..none() }, false),
            (Draft { cost_centre: "*".into(), ..none() }, false),
            (Draft { amount_from: Some(1200.into()), ..none() }, true),
            (Draft { amount_from: Some(1201.into()), ..none() }, false),
            (Draft { amount_to: Some(1200.into()), amount_from: Some(1000.into()), ..none() }, true),
            (Draft { amount_to: Some(Amount::new(119_999, 2)), ..none() }, false),
            (Draft { vendor: Some(7), text: "lease".into(), account: "49*".into(), ..none() }, false),
        ] {
            let posting = posting("Lease of LAPTOPs, Ümlaut");
            assert_eq!(matches(&rule, &posting), met, "{rule:?}");
            let conditions = conditions(&rule, &posting, |id| format!("Vendor {id}"));
            assert_eq!(!conditions.is_empty() && conditions.iter().all(|one| one.met), met, "{conditions:?}");
        }
    }

    #[test]
    fn the_first_rule_wins() {
        let rules = [("rent", 1), ("lease", 2), ("laptop", 3)].map(|(text, line)| Draft {
            text: text.into(),
            shares: vec![Share { line, share: 1.into() }],
            ..Draft::default()
        });
        let first = |text: &str| Rules::new(&rules).first(&posting(text));
        assert_eq!(
            [first("Laptop lease"), first("Laptops"), first("Rent of laptops"), first("Chairs")],
            [Some(1), Some(2), Some(0), None]
        );
    }

    #[test]
    fn a_rule_says_everything_that_is_wrong_with_it() {
        let share = |line, share: i64| Share { line, share: share.into() };
        for (draft, fields) in [
            (Draft::default(), "name vendor shares"),
            (
                Draft {
                    name: "A".into(),
                    account: "*".into(),
                    shares: vec![share(1, 1)],
                    ..Draft::default()
                },
                "vendor account",
            ),
            (
                Draft {
                    name: "A".into(),
                    amount_from: Some(2.into()),
                    amount_to: Some(1.into()),
                    shares: vec![share(1, 0), share(1, 5)],
                    ..Draft::default()
                },
                "amount_to shares shares",
            ),
            (
                Draft {
                    name: "A".into(),
                    vendor: Some(1),
                    shares: vec![share(1, 60), share(2, 40)],
                    ..Draft::default()
                },
                "",
            ),
        ] {
            let found: Vec<String> = draft.problems().into_iter().map(|problem| problem.field).collect();
            assert_eq!(found.join(" "), fields, "{draft:?}");
        }
    }

    proptest! {
        #[test]
        fn a_learned_rule_matches_what_it_was_learned_from(
            texts in prop::collection::vec("[A-Za-zäöü0-9 ./-]{0,30}", 1..5),
            vendors in prop::collection::vec(prop::option::of(1..3i32), 5),
            accounts in prop::collection::vec("4[0-9]?", 5),
        ) {
            let postings: Vec<Posting<'_>> = texts.iter().zip(vendors).zip(&accounts).map(|((text, vendor), account)| {
                Posting { vendor, text, account, cost_centre: "", amount: 1.into() }
            }).collect();
            for rule in learn(&postings) {
                for posting in &postings {
                    prop_assert!(matches(&rule, posting), "{rule:?} {posting:?}");
                }
            }
        }

        #[test]
        fn the_parts_of_a_split_sum_to_it(cents in any::<i32>(), weights in prop::collection::vec(1i64..1_000_000, 1..9)) {
            let shares: Vec<Share> = weights.iter().zip(1..).map(|(share, line)| Share { line, share: (*share).into() }).collect();
            let amount = Amount::new(cents.into(), 2);
            let parts = split(&shares, amount, "EUR".parse().unwrap()).unwrap();
            let sum: crate::Sum = parts.iter().map(|(_, part)| *part).collect();
            prop_assert_eq!(sum.total().unwrap(), amount);
        }
    }
}
