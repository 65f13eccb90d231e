//! The records that a file's names stand for: by their name however it is spelt, by an alias, by what the user decided.
//! Names that the book nearly has are gathered, to be asked about.

use std::collections::{HashMap, HashSet};

use domain::alias::Field;
use domain::vendor::key;
use domain::{Id, category};

use ::import::near::Index;

use super::{Job, NameChoice, NearName, NearRecord};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// So many names are asked about, and so many records are offered for one.
const ASKED: usize = 200;
const OFFERED: usize = 3;
/// So many new names are compared with each other, and so many pairs that nearly match are named.
const COMPARED: usize = 20_000;
const TOLD: usize = 5;
/// So many spellings are kept as they stand in the file, so that memory does not grow with its rows.
const SEEN: usize = 50_000;

/// The names of one kind of record.
struct Book {
    field: Field,
    /// By the key of the name, of the path or the code, or of an alias.
    known: HashMap<String, Id>,
    /// The names as they are shown.
    shown: HashMap<Id, String>,
    /// What the user has decided, by the key of the file's name.
    chosen: HashMap<String, Chosen>,
    /// The same by the very text of the file, which repeats.
    seen: HashMap<String, Id>,
    /// Names that are new, with the rows that have them.
    fresh: HashMap<Id, (String, u32)>,
    /// Keys that stood in the book before this import.
    before: HashSet<String>,
    added: u32,
}

/// A decision about a name, with the rows that have it.
struct Chosen {
    text: String,
    target: Option<Id>,
    rows: u32,
}

/// The names of a book and of a file.
pub(super) struct Names {
    books: [Book; 4],
    expenses: HashMap<Id, category::Expense>,
    /// Whether new records are written; else they get numbers below zero, for the time of a preview.
    writes: bool,
    next: Id,
}

impl Names {
    pub(super) fn load(call: &Call<'_>, job: &Job, writes: bool) -> Result<Names, Error> {
        let tx = call.tx;
        let mut books = Field::ALL.map(|field| Book {
            field,
            known: HashMap::new(),
            shown: HashMap::new(),
            chosen: HashMap::new(),
            seen: HashMap::new(),
            fresh: HashMap::new(),
            before: HashSet::new(),
            added: 0,
        });
        for vendor in store::vendor::all(tx)? {
            books[0].insert(key(&vendor.name), vendor.id, vendor.name);
        }
        let all = store::category::all(tx)?;
        for category in &all {
            let path = category::path(&all, category.id);
            books[1].insert(key(&path), category.id, path);
        }
        for category in all.iter().rev() {
            books[1].known.insert(key(&category.name), category.id);
        }
        for department in store::department::all(tx)? {
            if !department.code.is_empty() {
                books[2].known.entry(key(&department.code)).or_insert(department.id);
            }
            books[2].insert(key(&department.name), department.id, department.name);
        }
        for project in store::project::all(tx)? {
            books[3].insert(key(&project.name), project.id, project.name);
        }
        for book in &mut books {
            book.before = book.known.keys().cloned().collect();
            for (alias, target) in store::alias::by_key(tx, book.field)? {
                book.known.entry(alias).or_insert(target);
            }
        }
        let mut names = Names {
            books,
            expenses: all.iter().map(|category| (category.id, category.expense)).collect(),
            writes,
            next: -1,
        };
        names.choose(&job.names)?;
        if writes {
            Names::remember(call, &job.names)?;
        }
        Ok(names)
    }

    /// Takes over what the user has decided.
    fn choose(&mut self, choices: &[NameChoice]) -> Result<(), Error> {
        for choice in choices {
            let book = self.books.iter_mut().find(|book| book.field.name() == choice.field);
            let Some(book) = book else {
                let message = format!("“{}” has no names that could be decided about.", choice.field);
                return Err(Error::invalid("names", message));
            };
            let text = key(&choice.text);
            match choice.target {
                Some(target) => book.known.insert(text.clone(), target),
                None if book.before.contains(&text) => None,
                None => book.known.remove(&text),
            };
            let chosen = Chosen { text: choice.text.clone(), target: choice.target, rows: 0 };
            book.chosen.insert(text, chosen);
        }
        Ok(())
    }

    /// Keeps the decisions as aliases, for the next file.
    fn remember(call: &Call<'_>, choices: &[NameChoice]) -> Result<(), Error> {
        for choice in choices {
            let Some(target) = choice.target else { continue };
            let Some(field) = Field::ALL.into_iter().find(|field| field.name() == choice.field) else {
                continue;
            };
            let aliases = store::alias::by_key(call.tx, field)?;
            if aliases.get(&key(&choice.text)) == Some(&target) {
                continue;
            }
            let known = store::alias::all(call.tx)?;
            let id = known
                .iter()
                .find(|row| row.field == field && key(&row.text) == key(&choice.text))
                .map(|row| row.id);
            store::alias::save(
                call.tx,
                &domain::alias::Draft { id, field, text: choice.text.clone(), target },
            )?;
        }
        Ok(())
    }

    fn book(&mut self, field: Field) -> &mut Book {
        let at = Field::ALL.iter().position(|known| *known == field).unwrap_or(0);
        &mut self.books[at]
    }

    /// The record that a name stands for, if the book or this file has one.
    pub(super) fn find(&self, field: Field, name: &str) -> Option<Id> {
        let book = self.books.iter().find(|book| book.field == field)?;
        book.seen.get(name).copied().or_else(|| book.known.get(&key(name)).copied())
    }

    /// What a record is called.
    pub(super) fn name(&self, field: Field, id: Option<Id>) -> String {
        let book = self.books.iter().find(|book| book.field == field);
        id.and_then(|id| book?.shown.get(&id).cloned()).unwrap_or_default()
    }

    /// A name as it will be stored: that of the book's record where it stands for one.
    pub(super) fn stored(&self, field: Field, text: String) -> String {
        let known = self.find(field, text.trim()).filter(|id| *id > 0);
        if known.is_none() { text } else { self.name(field, known) }
    }

    /// Whether costs of a category are CapEx or OpEx by default.
    pub(super) fn expense(&self, category: Id) -> Option<category::Expense> {
        self.expenses.get(&category).copied()
    }

    /// The record of a name; a new one if the book has none. An empty name stands for none.
    pub(super) fn record(&mut self, call: &Call<'_>, field: Field, name: &str) -> Result<Option<Id>, Error> {
        let name = name.trim();
        if name.is_empty() {
            return Ok(None);
        }
        let book = self.book(field);
        let mut known = book.seen.get(name).copied();
        let mut text = String::new();
        if known.is_none() {
            text = key(name);
            known = book.known.get(&text).copied();
            if let Some(id) = known.filter(|_| book.seen.len() < SEEN) {
                book.seen.insert(name.to_owned(), id);
            }
        }
        if let Some(id) = known {
            if let Some((_, rows)) = book.fresh.get_mut(&id) {
                *rows += 1;
            } else if !book.chosen.is_empty()
                && let Some(chosen) = book.chosen.get_mut(&key(name))
            {
                chosen.rows += 1;
            }
            return Ok(Some(id));
        }
        let id = if self.writes { add(call, field, name)? } else { self.next };
        if !self.writes {
            self.next -= 1;
        }
        let book = self.book(field);
        book.seen.insert(name.to_owned(), id);
        book.insert(text, id, name.to_owned());
        book.fresh.insert(id, (name.to_owned(), 1));
        book.added += 1;
        Ok(Some(id))
    }

    /// The category of a path such as `Software & SaaS › Licences`; those that are not there yet are added one below
    /// the other.
    pub(super) fn category(
        &mut self,
        call: &Call<'_>,
        path: &str,
        expense: Option<category::Expense>,
    ) -> Result<Option<Id>, Error> {
        if let Some(id) = self.find(Field::Category, path.trim()) {
            return Ok(Some(id));
        }
        let mut parent = None;
        let mut whole = String::new();
        for name in path.split('›').map(str::trim).filter(|name| !name.is_empty()) {
            whole = if whole.is_empty() { name.to_owned() } else { format!("{whole} › {name}") };
            let text = key(&whole);
            if let Some(id) = self.book(Field::Category).known.get(&text).copied() {
                parent = Some(id);
                continue;
            }
            let expense = expense.unwrap_or_default();
            let id = if self.writes {
                let new = category::Draft { id: None, name: name.to_owned(), parent, expense };
                store::category::save(call.tx, &new)?
            } else {
                self.next -= 1;
                self.next + 1
            };
            self.expenses.insert(id, expense);
            let book = self.book(Field::Category);
            book.insert(text, id, whole.clone());
            book.fresh.insert(id, (whole.clone(), 1));
            book.added += 1;
            parent = Some(id);
        }
        Ok(parent)
    }

    /// A new vendor stands in the book now, by a register of vendors.
    pub(super) fn learn_vendor(&mut self, name: &str, id: Id) {
        let book = self.book(Field::Vendor);
        book.insert(key(name), id, name.to_owned());
    }

    /// A register of vendors names one: if the book does not have it, it is compared with those that it has.
    pub(super) fn meet_vendor(&mut self, name: &str) {
        let next = self.next;
        let book = self.book(Field::Vendor);
        if !book.known.contains_key(&key(name)) {
            book.fresh.insert(next, (name.to_owned(), 1));
            self.next -= 1;
        }
    }

    /// What is to be said of the records that were, or would be, added.
    pub(super) fn notes(&self) -> Vec<String> {
        let words = |field: Field| match field {
            Field::Vendor => ("vendor is new", "vendors are new"),
            Field::Category => ("category is new", "categories are new"),
            Field::Department => ("department is new", "departments are new"),
            Field::Project => ("project is new", "projects are new"),
        };
        let added = self.books.iter().filter(|book| book.added > 0).map(|book| {
            let (one, many) = words(book.field);
            format!("{}.", counted(book.added as usize, one, many))
        });
        added.chain(self.books.iter().filter_map(Book::alike)).collect()
    }

    /// The names that the book does not have but nearly has, the commonest first.
    pub(super) fn near(&self) -> Vec<NearName> {
        let mut near = Vec::new();
        for book in &self.books {
            let old = book.shown.iter().filter(|(id, name)| **id > 0 && book.before.contains(&key(name)));
            let mut old: Vec<(Id, &str)> = old.map(|(id, name)| (*id, name.as_str())).collect();
            // Of those that are equally near, always the same one comes first.
            old.sort_unstable();
            let old = Index::new(old.into_iter().map(|(id, name)| (name, id)));
            for (name, rows) in book.fresh.values() {
                let records: Vec<NearRecord> = old
                    .near(name, OFFERED)
                    .into_iter()
                    .map(|(name, id)| NearRecord { id, name: name.to_owned() })
                    .collect();
                let decided = book.chosen.contains_key(&key(name));
                if !records.is_empty() {
                    near.push(NearName {
                        field: book.field.name().to_owned(),
                        text: name.clone(),
                        rows: *rows,
                        near: records,
                        decided,
                        target: None,
                    });
                }
            }
            for Chosen { text, target, rows } in book.chosen.values() {
                let Some(id) = *target else { continue };
                let Some(shown) = book.shown.get(&id) else { continue };
                near.push(NearName {
                    field: book.field.name().to_owned(),
                    text: text.clone(),
                    rows: *rows,
                    near: vec![NearRecord { id, name: shown.clone() }],
                    decided: true,
                    target: Some(id),
                });
            }
        }
        near.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(&b.text)));
        near.truncate(ASKED);
        near
    }
}

impl Book {
    fn insert(&mut self, key: String, id: Id, shown: String) {
        self.known.insert(key, id);
        self.shown.entry(id).or_insert(shown);
    }

    /// What is to be said of new names of the file that nearly match each other.
    fn alike(&self) -> Option<String> {
        if self.fresh.len() > COMPARED {
            return None;
        }
        let mut names: Vec<&str> = self.fresh.values().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        let index = Index::new(names.iter().map(|name| (*name, ())));
        let mut pairs = Vec::new();
        for name in &names {
            // Each is found by itself as well, and each pair from both of its sides.
            let near = index.near(name, OFFERED + 1).into_iter().map(|(other, ())| other);
            pairs.extend(near.filter(|other| name < other).map(|other| format!("“{name}” and “{other}”")));
        }
        let more = pairs.len().saturating_sub(TOLD);
        pairs.truncate(TOLD);
        let told = pairs.join(", ");
        let told =
            if more > 0 { format!("{told} and {}", counted(more, "more pair", "more pairs")) } else { told };
        let field = self.field.name();
        (!pairs.is_empty()).then(|| {
            format!("Names of the file nearly match: {told}. If two are one {field}, write them alike in the file.")
        })
    }
}

fn add(call: &Call<'_>, field: Field, name: &str) -> Result<Id, Error> {
    let name_only = name.to_owned();
    Ok(match field {
        Field::Vendor => store::vendor::save(call.tx, &domain::vendor::Draft::named(name))?,
        Field::Category => store::category::save(
            call.tx,
            &category::Draft {
                id: None,
                name: name_only,
                parent: None,
                expense: category::Expense::default(),
            },
        )?,
        Field::Department => store::department::save(
            call.tx,
            &domain::department::Draft { id: None, code: String::new(), name: name_only, parent: None },
        )?,
        Field::Project => store::project::save(
            call.tx,
            &domain::project::Draft { name: name_only, ..domain::project::Draft::default() },
        )?,
    })
}
