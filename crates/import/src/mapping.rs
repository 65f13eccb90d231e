//! Which column holds which field: by the names people use, then by what the cells are, then by similar names.

mod months;
mod names;
mod whole;

use crate::field::{self, Field};
use crate::month::MonthRef;
use crate::options::Kind;
use crate::sign;
use crate::table::Table;
use crate::words;
use crate::{Options, Question, Refusal};
use names::{Names, by_likeness, by_name};

/// A field's column, and why it is that one.
#[derive(Clone, Debug)]
pub(crate) struct Mapped {
    pub(crate) field: Field,
    pub(crate) column: usize,
    pub(crate) how: How,
    pub(crate) reason: String,
}

/// By what a column was taken for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// The user said so.
    Given,
    /// It is called just as such columns are.
    UsualName,
    /// By a part of its name, its cells, or what stands beside it.
    Guessed,
}

impl Mapped {
    fn given(field: Field, column: usize) -> Mapped {
        Mapped { field, column, how: How::Given, reason: "As given.".to_owned() }
    }

    fn usual(field: Field, column: usize, name: &str) -> Mapped {
        let reason = format!("“{name}” is a usual name for the {}.", field.words());
        Mapped { field, column, how: How::UsualName, reason }
    }

    pub(crate) fn guessed(field: Field, column: usize, reason: String) -> Mapped {
        Mapped { field, column, how: How::Guessed, reason }
    }

    /// Whether the user said so.
    pub(crate) fn is_given(&self) -> bool {
        self.how == How::Given
    }
}

/// All columns that were found or given, and the values set for every row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mapping {
    pub(crate) columns: Vec<Mapped>,
    pub(crate) set: Vec<(Field, String)>,
    /// What is to be said of columns that were not read, and what is to be asked.
    pub(crate) notes: Vec<String>,
    pub(crate) questions: Vec<Question>,
}

impl Mapping {
    /// The column of a field.
    pub(crate) fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().find(|mapped| mapped.field == field).map(|mapped| mapped.column)
    }

    /// The value set for a field; empty if none is.
    pub(crate) fn value(&self, field: Field) -> &str {
        self.set.iter().find(|(set, _)| *set == field).map_or("", |(_, value)| value)
    }

    /// The columns with the amounts of one month each.
    pub(crate) fn planned(&self) -> Vec<(MonthRef, usize)> {
        self.columns
            .iter()
            .filter_map(|mapped| {
                let Field::Planned(month) = mapped.field else { return None };
                Some((month, mapped.column))
            })
            .collect()
    }

    /// The same, counting what the names of columns stand for.
    pub(crate) fn has_or_stands_for(&self, field: Field) -> bool {
        self.has(field) || self.stands_for().contains(&field)
    }

    /// The fields that the names of columns stand for, where a row is as many records.
    pub(crate) fn stands_for(&self) -> &'static [Field] {
        let any = |is: fn(Field) -> bool| self.columns.iter().any(|mapped| is(mapped.field));
        if any(|field| matches!(field, Field::RateOf(_))) {
            &[Field::Currency, Field::Rate]
        } else if any(|field| matches!(field, Field::ScoreOf(_))) {
            &[Field::Criterion, Field::Score]
        } else if any(|field| matches!(field, Field::Planned(_))) {
            // What a file is read as decides which of them it can have.
            &[Field::Month, Field::Rate, Field::Period, Field::Score]
        } else {
            &[]
        }
    }

    /// Whether a field has a column or a value.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.column(field).is_some() || !self.value(field).is_empty()
    }
}

/// A column's name as its words without what names a currency: `Amount (GBP)` is `amount`.
pub(crate) fn key(name: &str) -> String {
    let words = words::tokens(name);
    let kept: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !matches!(*word, "the" | "optional" | "required" | "kč" | "zł" | "kr" | "ft"))
        .filter(|word| !CODES_IN_NAMES.iter().any(|code| code.eq_ignore_ascii_case(word)))
        .collect();
    let kept = match kept.as_slice() {
        [front @ .., "in"] if !front.is_empty() => front,
        all => all,
    };
    kept.join(" ")
}

/// Three capitals, so that “All” or “Top” are no currency; and only the common ones, as some codes are words.
const CODES_IN_NAMES: [&str; 15] =
    ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY", "CAD", "AUD", "INR", "SGD"];

/// The currency a column's name speaks of: `Amount (£)`, `Betrag EUR`.
pub fn currency_in_name(name: &str) -> Option<domain::Currency> {
    if let Some(code) = name.chars().find_map(sign::currency) {
        return code.parse().ok();
    }
    name.split(|letter: char| !letter.is_alphanumeric() && letter != '$')
        .find_map(|word| {
            CODES_IN_NAMES.iter().copied().find(|code| *code == word).or_else(|| sign::written(word))
        })?
        .parse()
        .ok()
}

/// Finds the columns of a kind.
pub(crate) fn find(table: &Table, kind: Kind, options: &Options) -> Result<Mapping, Refusal> {
    let mut mapping = Mapping::default();
    let mut left_alone = Vec::new();
    for (name, column) in &options.map {
        let field = Field::named(name, kind)?;
        left_alone.push(field);
        if column.trim().is_empty() {
            continue;
        }
        let Some(column) = table.column(column) else {
            let columns = table.columns_in_words();
            return Err(Refusal::of(
                name,
                format!("There is no column “{}”: the columns are {columns}.", column.trim()),
            ));
        };
        mapping.columns.push(Mapped::given(field, column));
    }
    for (name, value) in &options.set {
        let field = Field::named(name, kind)?;
        if value.trim().is_empty() {
            continue;
        }
        mapping.set.push((field, value.trim().to_owned()));
        // A currency of the file's own rows goes before the one for the rest.
        if field != Field::Currency {
            left_alone.push(field);
        }
    }
    if kind == Kind::Budget {
        let month_given = left_alone.iter().any(|field| matches!(field, Field::Planned(_)));
        let long_given = left_alone.contains(&Field::Month) && mapping.has(Field::Month);
        if !month_given && !long_given {
            months::find(table, kind, &mut mapping);
        }
    }
    let figure = if kind == Kind::Rates { Field::Rate } else { Field::Score };
    if matches!(kind, Kind::Rates | Kind::Scores) && !left_alone.contains(&figure) {
        months::find(table, kind, &mut mapping);
        mapping.columns.retain(|mapped| {
            let Field::Planned(month) = mapped.field else { return true };
            let quarter = matches!(month, MonthRef::Quarter { year: Some(_), .. });
            matches!(month, MonthRef::Month { .. }) || kind == Kind::Scores && quarter
        });
    }
    if kind == Kind::Rates && !left_alone.contains(&Field::Currency) {
        currencies(table, &mut mapping);
    }
    if kind == Kind::CloudBill {
        crate::records::cur::map(table, &left_alone, &mut mapping);
    }
    let names = Names::of(kind);
    by_name(table, kind, &names, &left_alone, &mut mapping);
    by_content(table, kind, &left_alone, &mut mapping);
    by_likeness(table, kind, &names, &left_alone, &mut mapping);
    whole::by_name_alone(table, kind, &names, &left_alone, &mut mapping);
    if kind == Kind::Scores {
        criteria(table, &mut mapping);
    }
    whole::currency_of_the_amount(table, kind, &names, &mut mapping);
    if kind == Kind::Budget && !mapping.planned().is_empty() {
        // With a column a month there is no single month or amount; a total of the year beside them is none either.
        mapping.columns.retain(|mapped| {
            !matches!(mapped.field, Field::Month | Field::Amount | Field::Year) || mapped.is_given()
        });
    }
    mapping.columns.sort_by_key(|mapped| mapped.column);
    if kind == Kind::Budget {
        months::ask_of_the_unread(table, &mut mapping);
    }
    Ok(mapping)
}

/// The fields that still want a column.
fn wanting(kind: Kind, left_alone: &[Field], mapping: &Mapping) -> Vec<Field> {
    let wide = if kind == Kind::Budget { &[] } else { mapping.stands_for() };
    field::specs(kind)
        .iter()
        .map(|spec| spec.field)
        .filter(|field| !left_alone.contains(field) && mapping.column(*field).is_none())
        // With a column for each currency there is no single rate.
        .filter(|field| !wide.contains(field))
        .collect()
}

fn is_taken(mapping: &Mapping, column: usize) -> bool {
    mapping.columns.iter().any(|mapped| mapped.column == column)
}

/// The columns that are called after currencies, in a table of rates with a column for each.
fn currencies(table: &Table, mapping: &mut Mapping) {
    let found: Vec<(domain::Currency, usize)> = table
        .names
        .iter()
        .enumerate()
        .filter(|(column, name)| name.trim().len() == 3 && table.profiles[*column].is_numbers())
        .filter_map(|(column, name)| Some((name.trim().parse().ok()?, column)))
        .collect();
    if found.len() < 2 {
        return;
    }
    for (currency, column) in found {
        let reason = format!("“{}” names the currency.", table.name(column));
        mapping.columns.push(Mapped::guessed(Field::RateOf(currency), column, reason));
    }
}

/// The columns that are called after criteria, in a table of scores with a column for each.
fn criteria(table: &Table, mapping: &mut Mapping) {
    let named = mapping.has(Field::Criterion) || !mapping.planned().is_empty();
    let given = |mapped: &Mapped| mapped.field == Field::Score && mapped.is_given();
    if named || !mapping.value(Field::Score).is_empty() || mapping.columns.iter().any(given) {
        return;
    }
    let free = |column: &usize| {
        let mapped = mapping.columns.iter().find(|mapped| mapped.column == *column);
        let profile = &table.profiles[*column];
        let open = mapped.is_none_or(|mapped| mapped.field == Field::Score) && profile.filled > 0;
        open && !table.names[*column].is_empty() && Field::Score.fits(Kind::Scores, profile)
    };
    let found: Vec<usize> = (0..table.names.len()).filter(free).collect();
    if found.len() < 2 {
        return;
    }
    mapping.columns.retain(|mapped| mapped.field != Field::Score);
    for column in found {
        let Ok(place) = u16::try_from(column) else { continue };
        let reason = format!("“{}” names what was scored.", table.name(column));
        mapping.columns.push(Mapped::guessed(Field::ScoreOf(place), column, reason));
    }
}

/// What a file cannot do without, by what the cells are.
fn by_content(table: &Table, kind: Kind, left_alone: &[Field], mapping: &mut Mapping) {
    let wanting = wanting(kind, left_alone, mapping);
    let free: Vec<usize> = (0..table.names.len()).filter(|column| !is_taken(mapping, *column)).collect();
    if matches!(kind, Kind::Actuals | Kind::CloudBill) && wanting.contains(&Field::Date) {
        let found = free.iter().find(|column| table.profiles[**column].is_dates());
        if let Some(column) = found {
            let reason = "Most of its cells are dates.".to_owned();
            mapping.columns.push(Mapped::guessed(Field::Date, *column, reason));
        }
    }
    // Words for CapEx and OpEx, or for run, grow and transform, mean the same under any name.
    for field in wanting.iter().filter(|field| matches!(field, Field::Expense | Field::Purpose)) {
        let fitting = |column: &&usize| {
            table.profiles[**column].filled > 0 && field.fits(kind, &table.profiles[**column])
        };
        if let Some(column) = free.iter().find(fitting) {
            let said = if *field == Field::Expense { "CapEx or OpEx" } else { "Run, Grow or Transform" };
            let reason = format!("Most of its cells say {said}.");
            mapping.columns.push(Mapped::guessed(*field, *column, reason));
        }
    }
    let wide = !mapping.planned().is_empty();
    // A budget whose lines are called by none of the usual names: the first column of words names them.
    let unnamed =
        [Field::Description, Field::Vendor, Field::Category].iter().all(|field| wanting.contains(field));
    let has_months = wide || mapping.column(Field::Month).is_some();
    if kind == Kind::Budget && unnamed && has_months {
        let words = |column: &&usize| {
            let profile = &table.profiles[**column];
            profile.filled > 0 && profile.numbers * 2 < profile.filled && !profile.is_dates()
        };
        if let Some(column) = free.iter().find(words) {
            let reason = "It is the first column of words.".to_owned();
            mapping.columns.push(Mapped::guessed(Field::Description, *column, reason));
        }
    }
    if matches!(kind, Kind::Actuals | Kind::Budget) && wanting.contains(&Field::Amount) && !wide {
        let numeric = |column: &&usize| table.profiles[**column].is_numbers();
        // Decimals and currency signs make money; whole numbers may as well be codes, unless their name says that they are planned.
        let planned = |column: usize| kind == Kind::Budget && words::is_planned(&table.names[column]);
        let past = |column: usize| kind == Kind::Budget && words::is_past(&table.names[column]);
        let money = free.iter().filter(numeric).max_by_key(|column| {
            let year = words::year(&table.names[**column]).filter(|_| planned(**column));
            (planned(**column), !past(**column), year, table.profiles[**column].money, usize::MAX - **column)
        });
        let only = free.iter().filter(numeric).count() == 1;
        let is_money = |column: &&usize| only || planned(**column) || table.profiles[**column].money > 0;
        if let Some(column) = money.filter(is_money) {
            let reason = "Most of its cells are amounts.".to_owned();
            mapping.columns.push(Mapped::guessed(Field::Amount, *column, reason));
        }
    }
}

/// The column with the years, beside one with nothing but the month of a date.
pub(crate) fn year_beside(table: &Table, mapping: &Mapping) -> Option<usize> {
    let profile = &table.profiles[mapping.column(Field::Date)?];
    let names = crate::synonyms::of(Field::Year, Kind::Actuals);
    let is_year = |column: &usize| {
        names.contains(&key(&table.names[*column]).as_str())
            && !is_taken(mapping, *column)
            && table.profiles[*column].is_numbers()
    };
    (0..table.own).filter(|_| !profile.is_dates() && profile.year_months == 0).find(is_year)
}
