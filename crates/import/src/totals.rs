//! Rows that add up other rows: recognised, left out, and held against the sum of those above.
//!
//! A row is a total when it says so (“Grand total”, “Gesamtsumme”), or when it ties to the rows above and lacks what
//! every row of data has, such as the code in the first column. What follows a grand total and adds up to the same
//! again is the same money by another breakdown. Sums that stand above their rows are found first.

mod above;
mod balances;
mod said;

use std::collections::HashSet;
use std::ops::ControlFlow;

use domain::Amount;
use domain::money::Sum;

use crate::date::Shape;
use crate::field::Field;
use crate::layout::Layout;
use crate::number;
use crate::options::Kind;
use crate::sheet::{CellKind, RowView};
use crate::summary::rows_in_words;
use crate::words::{self, TotalWord};
use crate::{DateOrder, Question, form, month};
use above::Above;
use balances::Balances;
use said::Total;

/// The most sentences about totals; a report of many groups has many subtotals.
const SENTENCES: u32 = 20;
/// Rows behind a grand total that may be its breakdown.
const BREAKDOWN: usize = 2_000;
/// Rows in which totals without a word for it are looked for.
const UNNAMED: u32 = 200_000;

/// The rows that are no data, and what to say of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Left {
    rows: HashSet<u32>,
    pub(crate) notes: Vec<String>,
    pub(crate) questions: Vec<Question>,
}

impl Left {
    /// Whether a row is left out.
    pub(crate) fn contains(&self, row: u32) -> bool {
        !self.rows.is_empty() && self.rows.contains(&row)
    }
}

/// Finds the totals of a table.
pub(crate) fn find(layout: &Layout<'_>, keep: &[u32]) -> Left {
    let mut finder = Finder { layout, keep, ..Finder::new(layout) };
    if finder.figures.is_empty() {
        return Left::default();
    }
    finder.above = above::find(layout, &finder.figures, keep);
    layout.rows(|row| {
        finder.see(row);
        ControlFlow::Continue(())
    });
    finder.finish()
}

struct Finder<'l, 's> {
    layout: &'l Layout<'s>,
    keep: &'l [u32],
    figures: Vec<usize>,
    /// The column that every row of data fills, if one does.
    key: Option<usize>,
    day: Option<usize>,
    /// How many cells most rows fill, at least.
    usual: usize,
    /// Sums above their rows.
    above: Above,
    left: Left,
    /// What the last two totals came to.
    totals: [Option<Amount>; 2],
    /// Rows of a day that are called totals and come to the rows above.
    dated: Vec<u32>,
    all: Sum,
    all_rows: u32,
    since: Sum,
    since_rows: u32,
    /// In a form with sums by currency: what each comes to, by its code.
    by_currency: Vec<(String, Sum, u32)>,
    /// The last total that ties to all rows, and the rows since.
    grand: Option<Amount>,
    after: Vec<u32>,
    after_sum: Sum,
    after_whole: bool,
    seen: u32,
    said: u32,
    differing: u32,
    balances: Balances,
}

impl<'l, 's> Finder<'l, 's> {
    fn new(layout: &'l Layout<'s>) -> Finder<'l, 's> {
        let profiles = &layout.table.profiles;
        let most = |filled: u32| filled > 0 && u64::from(filled) * 100 >= u64::from(layout.table.seen) * 85;
        let figures = layout.figures();
        let key =
            (0..profiles.len()).find(|column| !figures.contains(column) && most(profiles[*column].filled));
        Finder {
            layout,
            keep: &[],
            key,
            day: layout.day_column(),
            usual: profiles.iter().filter(|profile| most(profile.filled)).count(),
            figures,
            above: Above::default(),
            left: Left::default(),
            totals: [None; 2],
            dated: Vec::new(),
            all: Sum::default(),
            all_rows: 0,
            since: Sum::default(),
            since_rows: 0,
            by_currency: Vec::new(),
            grand: None,
            after: Vec::new(),
            after_sum: Sum::default(),
            after_whole: false,
            seen: 0,
            said: 0,
            differing: 0,
            balances: Balances::default(),
        }
    }

    fn see(&mut self, row: &RowView<'_>) {
        self.seen += 1;
        if self.repeats_header(row) {
            // A further table of the same columns: its totals are its own.
            self.breakdown();
            self.since = Sum::default();
            self.since_rows = 0;
            return;
        }
        let is_ledger = self.layout.kind == Kind::Actuals && !self.keep.contains(&row.number);
        if is_ledger && self.balances.take(row) {
            self.left.rows.insert(row.number);
            return;
        }
        let amounts: Vec<Amount> =
            self.figures.iter().filter_map(|column| self.layout.quiet_amount(row, *column)).collect();
        let stated = sum(&amounts);
        if !self.keep.contains(&row.number) {
            if let Some(rows) = self.above.sums.get(&row.number).copied() {
                return self.leave_sum_above(row, stated, rows);
            }
            if let Some(text) = self.total(row, stated) {
                return self.leave(row.number, &text, stated);
            }
            if self.leave_difference(row, stated) {
                return;
            }
            self.see_dated(row, stated);
        }
        let dash = |column: &usize| !row.cell(*column).is_empty() && number::is_nothing(row.cell(*column));
        if amounts.is_empty() && !self.figures.iter().any(dash) {
            return;
        }
        for amount in &amounts {
            self.all.add(*amount);
            self.since.add(*amount);
            self.after_sum.add(*amount);
        }
        self.all_rows += 1;
        self.since_rows += 1;
        self.see_currency(row, &amounts);
        if self.grand.is_some() {
            if self.after.len() < BREAKDOWN {
                self.after.push(row.number);
            } else {
                self.after_whole = false;
            }
        }
    }

    /// Takes note of a row of a day that is called a total and comes to the rows above: “Total” sells fuel, too.
    fn see_dated(&mut self, row: &RowView<'_>, stated: Option<Amount>) {
        let tie = stated.filter(|stated| !stated.is_zero()).and_then(|stated| self.tie(stated));
        let comes_to_rows = tie.is_some_and(|(rows, _)| rows >= 2);
        if comes_to_rows && is_dated(row, self.day) && self.dated.len() < 5 && label(row).is_some() {
            self.dated.push(row.number);
        }
    }

    /// A form has a total for each currency, since currencies never mix.
    fn see_currency(&mut self, row: &RowView<'_>, amounts: &[Amount]) {
        if self.layout.form.is_none() {
            return;
        }
        let Some(column) = self.layout.mapping.column(Field::Currency) else { return };
        let code = row.cell(column);
        let known = self.by_currency.iter().position(|(known, ..)| known == code).unwrap_or_else(|| {
            self.by_currency.push((code.to_owned(), Sum::default(), 0));
            self.by_currency.len() - 1
        });
        let (_, sum, rows) = &mut self.by_currency[known];
        sum.extend(amounts.iter().copied());
        *rows += 1;
    }

    fn repeats_header(&self, row: &RowView<'_>) -> bool {
        self.figures.iter().any(|column| self.layout.repeats_header(row, *column))
    }

    /// What a row is called if it is a total.
    fn total(&self, row: &RowView<'_>, stated: Option<Amount>) -> Option<String> {
        if self.layout.form.is_some() {
            // It says itself which rows are sums; a new line may be called anything and come to anything.
            return form::total(self.layout, row).map(str::to_owned);
        }
        let plain = self.figures.iter().all(|column| {
            let text = row.cell(*column);
            number::is_nothing(text) || self.layout.quiet_amount(row, *column).is_some()
        });
        if !plain || self.figures.iter().any(|column| row.kind(*column) == CellKind::Error) {
            return None;
        }
        let ties = stated.is_some_and(|stated| self.tie(stated).is_some());
        if is_dated(row, self.day) {
            // A day makes a row of data, unless it says of which month or quarter it is the total. Only of the few that tie is
            // it asked what they are called.
            let label = if ties { label(row) } else { None };
            let text = label.map(|(text, ..)| text).filter(|text| words::is_total_of_period(text));
            return text.map(str::to_owned);
        }
        if let Some((text, word, place)) = label(row) {
            let full = row.filled().count() >= self.usual.max(2) && self.usual > 2;
            // “Total Energies” is a vendor until its amounts prove to be a total; with none it loses nothing.
            let proven = ties || stated.is_none_or(Amount::is_zero);
            let said = match word {
                TotalWord::Alone => proven || !full || (place == 0 && self.day.is_some()),
                TotalWord::WithName => proven || self.day.is_some(),
                TotalWord::Perhaps => ties && self.since_rows.max(self.all_rows) >= 2,
            };
            return said.then(|| text.to_owned());
        }
        let stated = stated.filter(|stated| !stated.is_zero())?;
        if self.layout.signs.several() || self.seen > UNNAMED || !ties || self.all_rows < 2 {
            return None;
        }
        let several = self.since_rows >= 2 || self.ties_all(stated);
        let lacks_key = self.key.is_some_and(|column| row.cell(column).is_empty());
        let alone = self.day.is_some_and(|column| row.cell(column).is_empty()) && row.filled().count() == 1;
        (several && (lacks_key || alone)).then(|| {
            let name = row.filled().find(|column| !self.figures.contains(column));
            name.map_or_else(String::new, |column| row.cell(column).to_owned())
        })
    }

    fn tie(&self, stated: Amount) -> Option<(u32, Amount)> {
        let same = |sum: &Sum| sum.total().ok().filter(|total| total.round(stated.scale()) == stated);
        let all = same(&self.all).map(|total| (self.all_rows, total));
        all.or_else(|| same(&self.since).map(|total| (self.since_rows, total)))
    }

    fn ties_all(&self, stated: Amount) -> bool {
        self.all.total().is_ok_and(|total| total.round(stated.scale()) == stated)
    }

    /// Leaves a row of totals out, with what to say about it.
    fn leave(&mut self, row: u32, label: &str, stated: Option<Amount>) {
        self.left.rows.insert(row);
        // A formula that was never calculated says 0.
        let stated = stated.filter(|stated| !stated.is_zero());
        // A total that the last grand total gave already: the rows between are the same money again.
        if stated.is_some() && self.breakdown_of(stated) {
            return;
        }
        let own = self.by_currency.iter().find(|(code, ..)| label.ends_with(code) && !code.is_empty());
        let own = own.map(|(_, sum, rows)| (*rows, sum.total().unwrap_or_default()));
        let tie = match own {
            Some((_, sum)) => own.filter(|_| stated == Some(sum)),
            None => stated.and_then(|stated| self.tie(stated)),
        };
        let (rows, sum) = match tie.or(own) {
            Some(tie) => tie,
            None => (self.since_rows, self.since.total().unwrap_or_default()),
        };
        // The subtotal of the first group adds up all rows so far too, and the next group may come to the same.
        let partial = words::is_partial_total(label);
        if let Some(stated) = stated.filter(|stated| !partial && self.all_rows >= 2 && self.ties_all(*stated))
        {
            self.begin_after(stated);
        }
        self.totals = [self.totals[1], stated];
        self.since = Sum::default();
        self.since_rows = 0;
        self.differing += u32::from(tie.is_none() && stated.is_some());
        self.said += 1;
        if self.said > SENTENCES {
            return;
        }
        let total = Total { row, label, stated };
        self.left.notes.push(match (stated, tie) {
            (Some(_), _) if self.layout.signs.several() => total.mixes(),
            (_, Some(_)) => total.ties(rows, sum),
            _ => total.differs(rows, sum),
        });
    }

    /// Leaves out a sum that stands above its rows.
    fn leave_sum_above(&mut self, row: &RowView<'_>, stated: Option<Amount>, rows: u32) {
        self.left.rows.insert(row.number);
        self.totals = [self.totals[1], stated];
        self.since = Sum::default();
        self.since_rows = 0;
        self.said += 1;
        if self.said <= SENTENCES {
            let name = row.filled().find(|column| !self.figures.contains(column));
            let total = Total { row: row.number, label: name.map_or("", |column| row.cell(column)), stated };
            self.left.notes.push(total.ties(rows, stated.unwrap_or_default()));
        }
    }

    /// Leaves out what is called a result and is what one of the last two totals has over the other.
    fn leave_difference(&mut self, row: &RowView<'_>, stated: Option<Amount>) -> bool {
        let [Some(first), Some(second)] = self.totals else { return false };
        let label = row.filled().next().map_or("", |column| row.cell(column));
        let is = |difference: Result<Amount, _>| difference.is_ok_and(|amount| Some(amount) == stated);
        let differs = is(first.minus(second)) || is(second.minus(first));
        if !differs || is_dated(row, self.day) || !words::is_result(label) {
            return false;
        }
        self.left.rows.insert(row.number);
        self.left.notes.push(Total { row: row.number, label, stated }.difference());
        true
    }

    fn begin_after(&mut self, grand: Amount) {
        self.grand = Some(grand);
        self.after.clear();
        self.after_sum = Sum::default();
        self.after_whole = true;
    }

    /// Leaves the rows since the grand total out if they add up to it once more.
    fn breakdown(&mut self) -> bool {
        self.breakdown_of(self.grand)
    }

    fn breakdown_of(&mut self, stated: Option<Amount>) -> bool {
        let (Some(grand), Ok(sum)) = (self.grand, self.after_sum.total()) else { return false };
        let again = stated == Some(grand)
            && self.after_whole
            && self.after.len() >= 2
            && sum.round(grand.scale()) == grand;
        if !again {
            return false;
        }
        let rows = std::mem::take(&mut self.after);
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.left.notes.push(format!(
            "The {} add up to {grand} once more, by another breakdown; they were left out.",
            rows_in_words(&rows, count)
        ));
        self.left.rows.extend(rows);
        self.all.subtract(sum);
        self.all_rows -= count;
        self.since = Sum::default();
        self.since_rows = 0;
        self.after_sum = Sum::default();
        true
    }

    fn finish(mut self) -> Left {
        self.breakdown();
        self.left.notes.extend(self.balances.note());
        if self.said > SENTENCES {
            let more = self.said - SENTENCES;
            self.left.notes.push(format!(
                "{more} more rows of totals were left out; {} of all totals do not tie.",
                self.differing
            ));
        }
        for row in &self.dated {
            let sentence = format!(
                "Row {row} is called a total and comes to the rows above it, but has a day: it was counted. Is that right?"
            );
            self.left.questions.push(Question::of_totals(sentence, &[*row], false));
        }
        let asked = self.above.questions(|row| self.left.contains(row));
        self.left.questions.extend(asked);
        self.left
    }
}

/// Whether a row has a day, or a month, where every row of data has one.
fn is_dated(row: &RowView<'_>, day: Option<usize>) -> bool {
    day.is_some_and(|column| {
        let text = row.cell(column);
        Shape::of(text).is_some() || month::read(text, DateOrder::Dmy).is_some()
    })
}

fn sum(amounts: &[Amount]) -> Option<Amount> {
    if amounts.is_empty() {
        return None;
    }
    let mut sum = Sum::default();
    sum.extend(amounts.iter().copied());
    sum.total().ok()
}

/// The word of a total in the first cells of a row, how sure it is, and in which filled cell it stands.
fn label<'r>(row: &RowView<'r>) -> Option<(&'r str, TotalWord, usize)> {
    row.filled().take(8).enumerate().find_map(|(place, column)| {
        let text = row.cell(column);
        words::total_word(text).map(|word| (text, word, place))
    })
}
