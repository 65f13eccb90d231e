//! Bills that come in several files, and bills that come again each day with more in them.
//!
//! A post is the sum of what files brought to it. A file with costs of posts that others brought is either the whole
//! bill so far, and its costs take the place of theirs; or a further part, and its costs are added. What the
//! costs, the days and the file's name say for either is gathered here; where that is not plain, it is asked.

use std::collections::{BTreeSet, HashMap};

use ::import::{Answer, Given, Parts, Question};
use domain::bill::{Basis, Draft, Part};
use domain::{Amount, Currency, Id, Month, Sum};

use super::{File, Line};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// So many months and files are named in a sentence.
const NAMED: usize = 3;

/// Both views of a cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Costs {
    pub(super) billed: Option<Amount>,
    pub(super) effective: Option<Amount>,
}

impl Costs {
    pub(super) fn of(post: &Draft) -> Costs {
        Costs { billed: post.billed, effective: post.effective }
    }

    /// What is not known is as in the other: a bill that speaks of one cost only leaves the other as it is.
    pub(super) fn or(self, other: Costs) -> Costs {
        Costs { billed: self.billed.or(other.billed), effective: self.effective.or(other.effective) }
    }

    pub(super) fn plus(self, other: Costs) -> Result<Costs, Error> {
        let sum = |one: Option<Amount>, two: Option<Amount>| match (one, two) {
            (Some(one), Some(two)) => one.plus(two).map(Some),
            (one, two) => Ok(one.or(two)),
        };
        Ok(Costs {
            billed: sum(self.billed, other.billed)?,
            effective: sum(self.effective, other.effective)?,
        })
    }

    fn minus(self, other: Costs) -> Result<Costs, Error> {
        let minus = |cost: Option<Amount>| cost.map(|cost| -cost);
        self.plus(Costs { billed: minus(other.billed), effective: minus(other.effective) })
    }

    pub(super) fn chosen(self, basis: Basis) -> Option<Amount> {
        match basis {
            Basis::Billed => self.billed,
            Basis::Effective => self.effective,
        }
    }
}

/// What files brought to the posts of the book, seen from the file that comes in.
pub(super) struct Brought<'f> {
    file: &'f File<'f>,
    parts: HashMap<Id, Vec<Part>>,
    imports: HashMap<Id, store::batch::Batch>,
}

/// What a post of the book is made of.
#[derive(Default)]
pub(super) struct Made<'p> {
    /// What other files brought, or nobody knows which.
    pub(super) others: Costs,
    /// What this file brought when it was imported before; of the very same bytes that were read another way, nothing stays.
    pub(super) own: Costs,
    pub(super) other_parts: Vec<&'p Part>,
    pub(super) own_parts: Vec<&'p Part>,
}

impl<'f> Brought<'f> {
    pub(super) fn load(call: &Call<'_>, file: &'f File<'f>) -> Result<Brought<'f>, Error> {
        let mut parts: HashMap<Id, Vec<Part>> = HashMap::new();
        for part in store::bill::parts(call.tx)? {
            parts.entry(part.bill).or_default().push(part);
        }
        let imports = store::batch::all(call.tx)?.into_iter().map(|batch| (batch.id, batch)).collect();
        Ok(Brought { file, parts, imports })
    }

    /// Whether a part came with this very file, or with one of its name where the name says which part it is.
    fn is_own(&self, part: &Part) -> bool {
        self.imports.get(&part.batch).is_some_and(|batch| {
            batch.file_hash == self.file.hash
                || batch.file_name == self.file.name && part_of(&batch.file_name).is_some()
        })
    }

    pub(super) fn made(&self, post: &Draft) -> Result<Made<'_>, Error> {
        let parts = post.id.and_then(|id| self.parts.get(&id)).map_or(&[][..], Vec::as_slice);
        let (own_parts, other_parts): (Vec<&Part>, Vec<&Part>) =
            parts.iter().partition(|part| self.is_own(part));
        let (mut brought, mut own) = (Costs::default(), Costs::default());
        for part in &own_parts {
            let costs = Costs { billed: part.billed, effective: part.effective };
            brought = brought.plus(costs)?;
            let again = self.imports.get(&part.batch).is_some_and(|batch| batch.file_hash == self.file.hash);
            own = if again { own } else { own.plus(costs)? };
        }
        let alone = other_parts.is_empty() && !own_parts.is_empty();
        let others = if alone { Costs::default() } else { Costs::of(post).minus(brought)? };
        Ok(Made { others, own, other_parts, own_parts })
    }

    fn name(&self, part: &Part) -> &str {
        self.imports.get(&part.batch).map_or("", |batch| batch.file_name.as_str())
    }
}

/// What speaks for the whole bill and what for a further part, of the posts that would differ.
#[derive(Default)]
pub(super) struct Evidence {
    /// Whether what the file brings is in the book as its own already.
    there: bool,
    differing: u32,
    equal: u32,
    smaller: u32,
    /// Posts of the same bills and months that the file does not have.
    lacking: u32,
    other_days: bool,
    other_part: bool,
    months: BTreeSet<(Month, Currency)>,
    /// The files that brought what is there.
    files: BTreeSet<String>,
}

impl Evidence {
    /// Looks at the posts of a file, and at those of the book that it does not have.
    pub(super) fn of(lines: &[Line<'_>], left: &[&Draft], brought: &Brought<'_>) -> Evidence {
        let there = lines.iter().all(|line| line.base == Some(&line.further));
        let mut found = Evidence { there, ..Evidence::default() };
        let mut bills = BTreeSet::new();
        for line in lines.iter().filter(|line| line.differs()) {
            bills.insert((line.whole.vendor, line.whole.month));
            found.see(line, brought);
        }
        let lacking = left.iter().filter(|post| bills.contains(&(post.vendor, post.month))).count();
        found.lacking = u32::try_from(lacking).unwrap_or(u32::MAX);
        found
    }

    fn see(&mut self, line: &Line<'_>, brought: &Brought<'_>) {
        let (name, basis) = (brought.file.name, line.whole.basis);
        self.differing += 1;
        self.months.insert((line.whole.month, line.whole.currency));
        let before = line.made.others.chosen(basis).unwrap_or_default();
        let now = line.mine.chosen(basis).unwrap_or_default();
        self.equal += u32::from(before == now);
        // A refund grows as well: away from nothing.
        let grown =
            before.is_zero() || before.is_negative() == now.is_negative() && now.abs() >= before.abs();
        self.smaller += u32::from(!grown);
        for part in &line.made.other_parts {
            let file = brought.name(part);
            self.files.insert(file.to_owned());
            self.other_days |= part.first_day < line.post.first_day || part.last_day > line.post.last_day;
            // The same name with another number in it.
            self.other_part |= file != name && part_of(file).is_some() && part_of(file) == part_of(name);
        }
    }

    /// Whether the file is more likely the whole bill: it has the days and the posts of what is there.
    fn is_whole(&self) -> bool {
        let again = self.lacking == 0 || self.equal * 2 >= self.differing;
        !self.other_days && !self.other_part && again
    }

    /// How the file goes with what others brought; nothing where that makes no difference.
    pub(super) fn decide(&self, given: Option<Parts>) -> Option<Parts> {
        let guess = if self.is_whole() { Parts::Replace } else { Parts::Add };
        given.or_else(|| (self.differing > 0 && !self.there).then_some(guess))
    }

    /// What is asked where nothing was given: everything but a bill that has only grown.
    pub(super) fn question(
        &self,
        how: Parts,
        lines: &[Line<'_>],
        left: &[&Draft],
    ) -> Result<Option<Question>, Error> {
        if self.differing == 0 || self.is_whole() && self.lacking + self.smaller == 0 {
            return Ok(None);
        }
        let reason = if self.other_part {
            "Its name is that of another part".to_owned()
        } else if self.other_days {
            "What is there has days that this file does not have".to_owned()
        } else if self.lacking > 0 {
            format!("The file does not have {}", costs(self.lacking, "that is there", "that are there"))
        } else {
            format!("In the file {} smaller", costs(self.smaller, "is", "are"))
        };
        let read = match how {
            Parts::Replace => "the whole bill",
            Parts::Add => "a further part that is added",
        };
        let months = listed(self.months.iter().map(|(month, _)| month.to_string()));
        let sentence = format!(
            "Costs of {months} are in the book already{}. {reason}: it was taken for {read}. Is that right?",
            self.whence()
        );
        let vendors: BTreeSet<Id> = lines.iter().map(|line| line.whole.vendor).collect();
        let answer = |parts: Parts, label: &str| -> Result<Answer, Error> {
            let comes_to = self.comes_to(parts, lines, left, &vendors)?;
            let label = format!("{label}: {comes_to}");
            Ok(Answer { label, gives: Given::Parts(parts), assumed: how == parts })
        };
        let answers = vec![answer(Parts::Replace, "The whole bill")?, answer(Parts::Add, "A further part")?];
        Ok(Some(Question { sentence, answers }))
    }

    /// What the months in question come to after: `2026-10 is then 150.00 EUR`.
    fn comes_to(
        &self,
        parts: Parts,
        lines: &[Line<'_>],
        left: &[&Draft],
        vendors: &BTreeSet<Id>,
    ) -> Result<String, Error> {
        let mut months = Vec::new();
        for (month, currency) in &self.months {
            let posts = lines.iter().map(|line| line.then(Some(parts)));
            let left = left.iter().copied().filter(|post| vendors.contains(&post.vendor));
            let mut sum = Sum::default();
            for post in posts.chain(left).filter(|post| (post.month, post.currency) == (*month, *currency)) {
                sum.add(post.cost().unwrap_or_default());
            }
            let total = sum.total()?.padded(currency.decimals());
            months.push(format!("{month} is then {total} {currency}"));
        }
        Ok(listed(months.into_iter()))
    }

    fn whence(&self) -> String {
        if self.files.is_empty() {
            String::new()
        } else {
            format!(", from {}", listed(self.files.iter().cloned()))
        }
    }

    /// What is to be said of what was made of the costs that others brought.
    pub(super) fn notes(&self, how: Option<Parts>, lines: &[Line<'_>], name: &str) -> Vec<String> {
        let mut notes = Vec::new();
        if self.there && how != Some(Parts::Replace) {
            return notes;
        }
        match how.filter(|_| self.differing > 0) {
            None => {}
            Some(Parts::Replace) => notes.push(format!(
                "{}{}: the file counts as the whole bill, and its amounts take their place.",
                costs(self.differing, "was in the book already", "were in the book already"),
                self.whence()
            )),
            Some(Parts::Add) => notes.push(format!(
                "{} to what is in the book{}: the file counts as a further part.",
                costs(self.differing, "is added", "are added"),
                self.whence()
            )),
        }
        let again = lines.iter().any(|line| !line.made.own_parts.is_empty());
        if again && how != Some(Parts::Replace) {
            notes.push(format!(
                "{name} was imported before: what it brought then is replaced, and what other files brought stays."
            ));
        } else if self.files.contains(name) && how == Some(Parts::Add) {
            notes.push(format!(
                "A file named {name} was imported before and counts as another part. If this one corrects it, undo that \
                 import first."
            ));
        }
        notes
    }
}

/// `1 cost is there`, `3 costs are there`.
fn costs(count: u32, one: &str, many: &str) -> String {
    counted(count as usize, &format!("cost {one}"), &format!("costs {many}"))
}

/// The first few of a list, and that there are more.
fn listed(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    items.dedup();
    let more = items.len().saturating_sub(NAMED);
    items.truncate(NAMED);
    let text = items.join(", ");
    if more > 0 { format!("{text} and {more} more") } else { text }
}

/// What the name of a part has in common with the others of its bill: `costs_part_2.csv` is a part of `costs_part_#.csv`.
///
/// The number is one behind “part”, one of “1 of 3”, or the last one if it is filled up with zeros. Numbers of another kind are
/// days, and a file of another day is no further part.
fn part_of(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let is_ending = |text: &str| text.len() < 5 && text.starts_with(|first: char| first.is_ascii_lowercase());
    let mut bare = name.as_str();
    while let Some((before, _)) = bare.rsplit_once('.').filter(|(_, ending)| is_ending(ending)) {
        bare = before;
    }
    let mut tokens: Vec<String> = Vec::new();
    for letter in bare.chars() {
        let digit = letter.is_ascii_digit();
        match tokens.last_mut().filter(|last| last.ends_with(|end: char| end.is_ascii_digit()) == digit) {
            Some(last) => last.push(letter),
            None => tokens.push(letter.to_string()),
        }
    }
    let word = |at: Option<usize>| {
        let text = at.and_then(|at| tokens.get(at)).map_or("", String::as_str);
        text.trim_matches(|letter: char| !letter.is_alphanumeric())
    };
    let last = tokens.len().checked_sub(1)?;
    let is_number = |at: &usize| {
        let padded = *at == last && tokens[*at].len() > 3 && tokens[*at].starts_with('0');
        let before = word(at.checked_sub(1));
        let part = before.rsplit(|letter: char| !letter.is_alphanumeric()).next() == Some("part");
        tokens[*at].starts_with(|first: char| first.is_ascii_digit())
            && (part || padded || word(Some(at + 1)) == "of" && at + 1 < last)
    };
    let number = (0..tokens.len()).find(is_number)?;
    "#".clone_into(&mut tokens[number]);
    Some(tokens.concat())
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn a_name_says_that_it_is_a_part() {
        for (name, part) in [
            ("part_0_0001.csv", Some("part_#_0001")),
            ("part_1_0001.csv", Some("part_#_0001")),
            ("Costs-Part2.csv.gz", Some("costs-part#")),
            ("focus_1_of_3.csv", Some("focus_#_of_3")),
            ("report-00002.csv.zip", Some("report-#")),
            ("costs 10.2026 part 1.csv", Some("costs 10.2026 part #")),
            ("focus-2026-10.csv", None),
            ("focus-20261005.csv", None),
            ("department_12.csv", None),
            ("bill (2).csv", None),
            ("bill.csv", None),
            ("", None),
        ] {
            assert_eq!(part_of(name).as_deref(), part, "{name}");
        }
    }
}
