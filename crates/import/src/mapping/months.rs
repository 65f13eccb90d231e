//! The columns that are called after months, without those that only add up others.

use super::{Mapped, Mapping};
use crate::field::Field;
use crate::month::{self, MonthRef};
use crate::options::Kind;
use crate::summary::letter;
use crate::table::Table;
use crate::{DateOrder, Question, words};

/// Finds the columns of months.
pub(super) fn find(table: &Table, kind: Kind, mapping: &mut Mapping) {
    let (by_day, by_month) = (read(table, kind, DateOrder::Dmy), read(table, kind, DateOrder::Mdy));
    let (mut found, order) =
        if by_month.len() > by_day.len() { (by_month, DateOrder::Mdy) } else { (by_day, DateOrder::Dmy) };
    // One name may be a chance, unless it names the year as well.
    let sure = |month| matches!(month, MonthRef::Month { .. } | MonthRef::Quarter { year: Some(_), .. });
    if found.len() < 2 && !found.iter().any(|(month, _)| sure(*month)) {
        return;
    }
    let mut misspelt = nearly_named(table, &mut found, order);
    found.sort_by_key(|(_, column)| *column);
    without_the_empty(table, &mut found);
    let sums = sums(&found);
    if !sums.is_empty() {
        let names: Vec<String> = sums.iter().map(|column| format!("“{}”", table.name(*column))).collect();
        let (adds, was) = if sums.len() == 1 { ("adds", "was") } else { ("add", "were") };
        mapping.notes.push(format!(
            "{} {adds} up months that have columns of their own, and {was} not read.",
            names.join(", ")
        ));
    }
    misspelt.retain(|column| !sums.contains(column));
    for (month, column) in found.into_iter().filter(|(_, column)| !sums.contains(column)) {
        let name = table.name(column);
        let reason = if misspelt.contains(&column) {
            mapping.notes.push(format!("“{name}” was read as {month}, the month missing beside it."));
            format!("“{name}” is nearly the name of the month missing beside it.")
        } else {
            format!("“{name}” names the month.")
        };
        mapping.columns.push(Mapped::guessed(Field::Planned(month), column, reason));
    }
}

fn fits(table: &Table, kind: Kind, month: MonthRef, column: usize) -> bool {
    Field::Planned(month).fits(kind, &table.profiles[column])
}

/// The columns whose names are those of months, each month once.
fn read(table: &Table, kind: Kind, order: DateOrder) -> Vec<(MonthRef, usize)> {
    let mut found: Vec<(MonthRef, usize)> = Vec::new();
    for (column, name) in table.names.iter().enumerate() {
        let Some(month) = month::read(name, order) else { continue };
        if table.profiles[column].is_dates() {
            continue;
        }
        let fit = fits(table, kind, month, column);
        match found.iter_mut().find(|(known, _)| *known == month) {
            // Of two columns of a month, the one with amounts, and the one that says it is the budget.
            Some(known) if fit && !fits(table, kind, month, known.1) => known.1 = column,
            Some(known) if fit && words::is_planned(name) => known.1 = column,
            Some(_) => {}
            None => found.push((month, column)),
        }
    }
    // Among months with amounts, one full of other things is a month all the same: its cells are
    // problems to be seen, not a column to be left out in silence.
    let amounts = found.iter().filter(|(month, column)| fits(table, kind, *month, *column)).count();
    if amounts < 2 {
        found.retain(|(month, column)| fits(table, kind, *month, *column));
    }
    found
}

/// Adds the columns beside a month whose names are nearly those of the month before or after it; answers which.
fn nearly_named(table: &Table, found: &mut Vec<(MonthRef, usize)>, order: DateOrder) -> Vec<usize> {
    let mut added = Vec::new();
    let forth = (0..table.own).map(|column| (column, column.checked_sub(1), 1));
    let back = (0..table.own).rev().map(|column| (column, Some(column + 1), -1));
    for (column, beside, step) in forth.chain(back) {
        let known = |found: &[(MonthRef, usize)], at| {
            found.iter().find(|(_, column)| Some(*column) == at).map(|(month, _)| *month)
        };
        if known(found, Some(column)).is_some() || !table.profiles[column].is_numbers() {
            continue;
        }
        let Some(expected) = known(found, beside).and_then(|month| next(month, step)) else { continue };
        let taken = found.iter().any(|(month, _)| *month == expected);
        if !taken && reads_nearly(&table.names[column], expected, order) {
            found.push((expected, column));
            added.push(column);
        }
    }
    added
}

/// The month after another, or before it.
fn next(month: MonthRef, step: i32) -> Option<MonthRef> {
    match month {
        MonthRef::Month { month } => Some(MonthRef::Month { month: month.plus(step) }),
        MonthRef::Calendar { number } => {
            let number = number.checked_add_signed(step).filter(|number| (1..=12).contains(number))?;
            Some(MonthRef::Calendar { number })
        }
        MonthRef::Fiscal { .. } | MonthRef::Quarter { .. } | MonthRef::Year { .. } => None,
    }
}

/// Whether a name would be that of a month, were one of its words spelt right.
fn reads_nearly(name: &str, expected: MonthRef, order: DateOrder) -> bool {
    let number = match expected {
        MonthRef::Month { month } => month.number(),
        MonthRef::Calendar { number } => number,
        MonthRef::Fiscal { .. } | MonthRef::Quarter { .. } | MonthRef::Year { .. } => return false,
    };
    let Some(right) = domain::Month::new(2000, number).map(domain::Month::short_name) else { return false };
    let words = words::tokens(name);
    (0..words.len()).filter(|at| words::is_near_month(&words[*at], number)).any(|at| {
        let mut mended = words.clone();
        right.clone_into(&mut mended[at]);
        month::read(&mended.join(" "), order) == Some(expected)
    })
}

fn is_filled(table: &Table, column: usize) -> bool {
    table.profiles[column].filled > 0
}

/// In a form that was filled in by quarters the months stay empty, and have nothing to be read.
fn without_the_empty(table: &Table, found: &mut Vec<(MonthRef, usize)>) {
    let is_quarter = |month: MonthRef| matches!(month, MonthRef::Quarter { .. });
    if found.iter().any(|(month, column)| is_quarter(*month) && is_filled(table, *column)) {
        found.retain(|(month, column)| is_quarter(*month) || is_filled(table, *column));
    }
}

/// The quarters among the columns whose months have columns too: read as well, they would count twice.
fn sums(found: &[(MonthRef, usize)]) -> Vec<usize> {
    let months: Vec<MonthRef> = found.iter().map(|(month, _)| *month).collect();
    let (mut run, mut groups) = (0, 0);
    let mut sums = Vec::new();
    for (month, column) in found {
        let MonthRef::Quarter { quarter, year } = *month else {
            run += 1;
            continue;
        };
        // A fiscal year may begin in any month: the first three months before a first quarter are its own.
        let behind_its_months = run == 3 && quarter == groups + 1;
        groups += u32::from(run == 3);
        run = 0;
        if behind_its_months || has_months_of(&months, quarter, year) {
            sums.push(*column);
        }
    }
    sums
}

/// Whether all three months of a quarter are there, or all of a year.
fn has_months_of(months: &[MonthRef], quarter: u32, year: Option<i32>) -> bool {
    let has = |wanted: u32| {
        months.iter().any(|month| match *month {
            MonthRef::Month { month } => {
                month.number() == wanted && year.is_none_or(|year| year == month.year())
            }
            MonthRef::Calendar { number } => number == wanted,
            MonthRef::Fiscal { position } => position == wanted,
            MonthRef::Quarter { .. } | MonthRef::Year { .. } => false,
        })
    };
    let last = quarter * 3;
    (last - 2..=last).all(has) || (year.is_none() && (1..=12).all(has))
}

/// Asks of amounts that stand where a month is missing, and says which others among the months were not read.
pub(super) fn ask_of_the_unread(table: &Table, mapping: &mut Mapping) {
    let (mut notes, mut questions) = (Vec::new(), Vec::new());
    for pair in mapping.planned().windows(2) {
        let [(before, first), (after, last)] = *pair else { continue };
        let Some(follows) = next(before, 1) else { continue };
        for column in first + 1..last {
            let name = &table.names[column];
            let taken = mapping.columns.iter().any(|mapped| mapped.column == column);
            if taken || !table.profiles[column].is_numbers() || is_sum(name) || words::is_past(name) {
                continue;
            }
            let column = letter(column);
            // Between a month and the next there is no room for another.
            if follows == after {
                notes.push(format!("Column {column} (“{name}”) stands among the months and was not read."));
            } else {
                questions.push(Question::told(format!(
                    "Column {column} (“{name}”) stands between {before} and {after} and was not read: if it holds the \
                     amounts of a month, say which."
                )));
            }
        }
    }
    mapping.notes.extend(notes);
    mapping.questions.extend(questions);
}

/// Whether a column sums up or compares others, by its name.
fn is_sum(name: &str) -> bool {
    const WORDS: [&str; 26] = [
        "ytd",
        "h",
        "half",
        "halbjahr",
        "semestre",
        "semester",
        "halfjaar",
        "year",
        "jahr",
        "annee",
        "ano",
        "jaar",
        "fy",
        "q",
        "quarter",
        "quartal",
        "cumulative",
        "kumuliert",
        "cumul",
        "var",
        "variance",
        "abweichung",
        "delta",
        "diff",
        "difference",
        "ecart",
    ];
    words::total_word(name).is_some()
        || words::tokens(name).iter().any(|word| WORDS.contains(&word.as_str()))
        || month::read(name, DateOrder::Dmy).is_some()
}
