//! The postings of the sample book: what each line was billed, month by month, with the ledger's texts.
//!
//! Everything is drawn by whole-number arithmetic from a seed of the line's own description and month, so
//! that the book is the same on every machine and a new line changes no other.

mod texts;
mod unmatched;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::Month;

use super::company::{ACCOUNTS, RATES};
use super::line::{Billing, Line, Story, Units};
use super::lines::POOLS;
use super::story;
use domain::category::Expense;

/// A posted transaction.
pub(super) struct Posting {
    pub(super) date: NaiveDate,
    /// The line's place in the list of lines.
    pub(super) line: Option<usize>,
    pub(super) cents: i64,
    pub(super) currency: &'static str,
    pub(super) vendor: &'static str,
    pub(super) text: String,
    pub(super) document: String,
    pub(super) account: &'static str,
    pub(super) cost_centre: &'static str,
}

/// The last day that is posted.
const LAST: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day of the calendar");

/// How the season moves what is metered, worked or paid by card, in thousandths, July to June of each year.
const SEASON: [[i64; 12]; 3] = [
    [-12, 24, 36, -8, 30, -46, 22, 38, 18, -16, -30, 44],
    [-40, 8, 26, -44, 12, -58, -4, 16, 30, -36, -22, 18],
    [-42, 36, 48, -64, 26, 0, 0, 0, 0, 0, 0, 0],
];

/// Every posting of the 29 months in the order of their days, numbered.
pub(super) fn postings(lines: &[(usize, &'static Line)]) -> Vec<Posting> {
    let mut postings = unmatched::postings();
    for (place, (pool, line)) in lines.iter().enumerate() {
        for (month, planned) in months(*pool, line) {
            let mut dice = Dice::of(line.description, month);
            let cents = billed(line, month, planned, &mut dice);
            let bill = Bill { place, pool: *pool, line, month, cents };
            bill.post(&mut dice, &mut postings);
        }
    }
    postings.sort_by_key(|posting| posting.date);
    number(&mut postings);
    postings
}

/// What was posted to each line in the closed months of FY2027, in whole units of its currency.
pub(super) fn closed(postings: &[Posting]) -> BTreeMap<usize, Units> {
    let first = Month::new(2026, 7).unwrap_or_else(|| Month::of(LAST));
    let mut cents: BTreeMap<usize, Units> = BTreeMap::new();
    for posting in postings {
        let month = usize::try_from(Month::of(posting.date).months_since(first));
        if let (Some(line), Ok(month)) = (posting.line, month) {
            cents.entry(line).or_default()[month] += posting.cents;
        }
    }
    for months in cents.values_mut() {
        for amount in months {
            *amount = (*amount + 50).div_euclid(100);
        }
    }
    cents
}

/// The months in which a line costs something, counted from July 2024, and how much it was to cost.
fn months(pool: usize, line: &Line) -> Vec<(usize, i64)> {
    let mut months = Vec::new();
    for (nth, year) in (2025..=2027).enumerate() {
        let Some(planned) = line.planned(year, POOLS[pool].1) else { continue };
        let expected = if year == 2027 { story::expected(line, planned) } else { planned };
        let costs = expected.into_iter().enumerate().map(|(month, units)| (nth * 12 + month, units));
        months.extend(costs.filter(|(month, units)| *units != 0 && *month < RATES.len()));
    }
    months
}

/// What was billed where so much was planned, in cents: contracts keep their price all year, people nearly,
/// the rest follows the season and chance.
fn billed(line: &Line, month: usize, planned: i64, dice: &mut Dice) -> i64 {
    // What the story tells is exact to the cent.
    if matches!(line.story, Some(Story::PriceRise | Story::Slipped | Story::New)) {
        return planned * 100;
    }
    let season = SEASON[month / 12][month % 12] * 10;
    let stray = match line.billing {
        Billing::Journal => 0,
        Billing::Fixed => Dice::of(line.description, 1_000 + month / 12).within(60),
        Billing::Payroll => dice.within(60),
        Billing::Delivery => dice.within(140),
        Billing::Metered => season + dice.within(280),
        Billing::Weekly => season + dice.within(420),
        Billing::Card => season + dice.within(1_400),
    };
    let cents = planned * (10_000 + stray) / 100;
    match line.billing {
        Billing::Journal | Billing::Payroll => cents,
        // Contracts are priced in round amounts.
        Billing::Fixed => cents / 50 * 50,
        Billing::Weekly => cents / 500 * 500,
        Billing::Delivery | Billing::Metered | Billing::Card => cents + dice.within(49),
    }
}

/// What one line is billed for one month.
struct Bill {
    place: usize,
    pool: usize,
    line: &'static Line,
    month: usize,
    cents: i64,
}

impl Bill {
    /// Adds the month's postings, which sum to it.
    fn post(&self, dice: &mut Dice, postings: &mut Vec<Posting>) {
        let days: Vec<u32> = match self.line.billing {
            Billing::Payroll => vec![14, 26, 28],
            Billing::Weekly => self.fridays(),
            Billing::Metered => vec![3 + dice.below(5), 12 + dice.below(8)],
            Billing::Card => (0..3 + dice.below(3)).map(|_| 2 + dice.below(26)).collect(),
            Billing::Fixed => vec![1 + dice.below(14)],
            Billing::Delivery if self.pool == 3 => vec![6 + dice.below(6), 13 + dice.below(12)],
            Billing::Delivery => vec![4 + dice.below(16)],
            Billing::Journal => vec![27],
        };
        // Shares in thousandths; the last part takes what is left, so that the parts tie.
        let share = |part: usize, dice: &mut Dice| match self.line.billing {
            Billing::Payroll => 400,
            Billing::Metered => 780 + dice.within(60),
            Billing::Delivery => 900,
            Billing::Weekly | Billing::Card | Billing::Fixed | Billing::Journal => {
                let parts = i64::try_from(days.len()).unwrap_or(1);
                1_000 / parts + dice.within(if part.is_multiple_of(2) { 40 } else { 20 })
            }
        };
        let mut left = self.cents;
        for (part, day) in days.iter().enumerate() {
            let cents = if part + 1 == days.len() { left } else { self.cents * share(part, dice) / 1_000 };
            left -= cents;
            let date = self.working_day(*day);
            postings.push(Posting {
                date,
                line: Some(self.place),
                cents,
                currency: self.line.currency,
                vendor: self.line.vendor,
                text: texts::text(self.line, self.pool, part, date),
                document: String::new(),
                account: self.account(),
                cost_centre: self.line.department,
            });
        }
    }

    fn first_day(&self) -> NaiveDate {
        let months = i32::try_from(self.month).unwrap_or(0);
        Month::new(2024, 7).map_or(LAST, |first| first.plus(months).first_day())
    }

    /// A day of the month, the Friday before where it falls on a weekend, and none after the last posted.
    fn working_day(&self, day: u32) -> NaiveDate {
        let first = self.first_day();
        let day = first.with_day(day).unwrap_or(first).min(LAST);
        match day.weekday() {
            Weekday::Sat if day.day() > 1 => day - Days::new(1),
            Weekday::Sun if day.day() > 2 => day - Days::new(2),
            Weekday::Sat => day + Days::new(2),
            Weekday::Sun => day + Days::new(1),
            Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => day,
        }
    }

    /// The month's Fridays that are posted.
    fn fridays(&self) -> Vec<u32> {
        let month = Month::of(self.first_day());
        let days = self.first_day().iter_days().take_while(|day| Month::of(*day) == month && *day <= LAST);
        days.filter(|day| day.weekday() == Weekday::Fri).map(|day| day.day()).collect()
    }

    fn account(&self) -> &'static str {
        let (expensed, capitalised) = ACCOUNTS[self.pool];
        let hardware = self.pool == 3;
        match self.line.expense.unwrap_or(if hardware { Expense::Capex } else { Expense::Opex }) {
            Expense::Opex => expensed,
            Expense::Capex => capitalised,
        }
    }
}

/// Gives every posting its document number, as the ledger would have: each series counts up.
fn number(postings: &mut [Posting]) {
    let mut dice = Dice(0x7A52_11ED);
    let (mut invoice, mut other) = (204_117, [1_000_u32; 3]);
    for posting in postings {
        let series = match posting.text.split([' ', ',']).next() {
            Some("Payroll" | "Employer") => Some(("PR", 0)),
            Some("Card") => Some(("CC", 1)),
            Some("Journal") => Some(("JE", 2)),
            _ => None,
        };
        posting.document = if let Some((name, nth)) = series {
            other[nth] += 1;
            format!("{name}-{:02}-{:05}", posting.date.year() % 100, other[nth])
        } else {
            invoice += 1 + dice.below(23);
            format!("INV-{invoice}")
        };
    }
}

/// Chance that is always the same: `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn of(description: &str, month: usize) -> Dice {
        let start = 0xCBF2_9CE4_8422_2325 ^ u64::try_from(month).unwrap_or(0).wrapping_mul(0x9E37_79B9);
        let seed = description
            .bytes()
            .fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        Dice(seed)
    }

    /// 0 to `limit` − 1.
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(limit)).unwrap_or(0)
    }

    /// −`spread` to `spread`, more often near 0.
    fn within(&mut self, spread: u32) -> i64 {
        i64::from(self.below(spread + 1)) - i64::from(self.below(spread + 1))
    }
}
