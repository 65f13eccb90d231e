//! Laws of the journal over random sequences of changes: undo is the identity, redo restores, what is
//! refused leaves everything as it was, and the book stays whole.
#![allow(clippy::unwrap_used, reason = "a test fails where it does not hold")]

mod common;
#[path = "laws/matching.rs"]
mod matching;

use std::path::Path;

use common::*;
use domain::plan::State;
use domain::{Id, Settings};
use matching::{add_or_remove_rule, by_rule, close, edit, prepaid, split};
use proptest::prelude::*;
use store::{Book, Error, Tx};

/// A step of a session. Numbers choose among what is there, so most steps can be done.
#[derive(Clone, Debug)]
enum Step {
    AddVendor(u8),
    RenameVendor(u8, u8),
    SwapVendors(u8, u8),
    RemoveVendor(u8),
    AddCategory(u8),
    MoveCategory(u8, u8),
    RemoveCategory(u8),
    AddPlan(Option<u8>),
    RemovePlan(u8),
    SetState(u8, u8),
    AddLine(u8, u8, i32),
    RemoveLine(u8, u8),
    SetAmounts(u8, u8, i64, u32),
    Rate(u8, i64),
    Import(u8),
    EditActual(u8, i64, String),
    RemoveActual(u8),
    MatchActual(u8, u8),
    Settings(u8),
    /// A record of each register, some of them as an import.
    Registers(u8, bool),
    ChangeRegisters(u8, u8),
    RemoveRegisters(u8),
    Alias(u8, u8),
    /// How a line of a plan is forecast, and what its category goes by.
    Forecast(u8, u8, u8),
    /// Splits an actual over a line and itself, or moves what it has there.
    Split(u8, u8),
    /// Adds a rule, or takes one out.
    Rule(u8, u8),
    /// Matches an actual by a rule.
    ByRule(u8, u8),
    /// Closes the month of all actuals with an accrual, or opens it.
    Close(u8, u8),
    Prepaid(u8, u8),
    Undo,
    Redo,
    /// Takes back any change of the past, and then takes that back.
    UndoOld(u8),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let n = any::<u8>;
    prop_oneof![
        3 => n().prop_map(Step::AddVendor),
        2 => (n(), n()).prop_map(|(a, b)| Step::RenameVendor(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Step::SwapVendors(a, b)),
        1 => n().prop_map(Step::RemoveVendor),
        1 => n().prop_map(Step::AddCategory),
        1 => (n(), n()).prop_map(|(a, b)| Step::MoveCategory(a, b)),
        1 => n().prop_map(Step::RemoveCategory),
        2 => prop::option::of(n()).prop_map(Step::AddPlan),
        1 => n().prop_map(Step::RemovePlan),
        2 => (n(), n()).prop_map(|(a, b)| Step::SetState(a, b)),
        3 => (n(), n(), any::<i32>()).prop_map(|(a, b, c)| Step::AddLine(a, b, c)),
        1 => (n(), n()).prop_map(|(a, b)| Step::RemoveLine(a, b)),
        3 => (n(), n(), any::<i64>(), 0u32..20).prop_map(|(a, b, c, d)| Step::SetAmounts(a, b, c, d)),
        1 => (n(), any::<i64>()).prop_map(|(a, b)| Step::Rate(a, b)),
        2 => (0u8..30).prop_map(Step::Import),
        2 => (n(), any::<i64>(), any::<String>()).prop_map(|(a, b, c)| Step::EditActual(a, b, c)),
        2 => n().prop_map(Step::RemoveActual),
        2 => (n(), n()).prop_map(|(a, b)| Step::MatchActual(a, b)),
        1 => n().prop_map(Step::Settings),
        3 => (n(), any::<bool>()).prop_map(|(a, b)| Step::Registers(a, b)),
        3 => (n(), n()).prop_map(|(a, b)| Step::ChangeRegisters(a, b)),
        2 => n().prop_map(Step::RemoveRegisters),
        2 => (n(), n()).prop_map(|(a, b)| Step::Alias(a, b)),
        3 => (n(), n(), n()).prop_map(|(a, b, c)| Step::Forecast(a, b, c)),
        3 => (n(), n()).prop_map(|(a, b)| Step::Split(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Step::Rule(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Step::ByRule(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Step::Close(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Step::Prepaid(a, b)),
        8 => Just(Step::Undo),
        5 => Just(Step::Redo),
        2 => n().prop_map(Step::UndoOld),
        1 => Just(Step::Reopen),
    ]
}

/// One of what is there.
fn pick<T: Copy>(all: &[T], at: u8) -> Result<T, Error> {
    let nothing = || Error::NotFound("nothing there".to_owned());
    all.get(usize::from(at) % all.len().max(1)).copied().ok_or_else(nothing)
}

fn a_vendor(tx: &Tx<'_>, at: u8) -> Result<domain::vendor::Draft, Error> {
    let all = store::vendor::all(tx)?;
    let keys: Vec<usize> = (0..all.len()).collect();
    let found = &all[pick(&keys, at)?];
    Ok(domain::vendor::Draft { id: Some(found.id), ..domain::vendor::Draft::named(&found.name) })
}

fn a_category(tx: &Tx<'_>, at: u8) -> Result<Id, Error> {
    pick(&store::category::all(tx)?.iter().map(|category| category.id).collect::<Vec<_>>(), at)
}

fn a_plan(tx: &Tx<'_>, at: u8) -> Result<Id, Error> {
    pick(&store::plan::all(tx)?.iter().map(|plan| plan.id).collect::<Vec<_>>(), at)
}

fn a_line(tx: &Tx<'_>, plan: Id, at: u8) -> Result<Id, Error> {
    pick(&store::budget::amounts(tx, plan)?.iter().map(|(line, _)| *line).collect::<Vec<_>>(), at)
}

fn an_actual(tx: &Tx<'_>, at: u8) -> Result<Id, Error> {
    let all = store::actual::rows(tx, &store::actual::Filter::default(), 0, 1000)?;
    pick(&all.iter().map(|row| row.id).collect::<Vec<_>>(), at)
}

fn forecast(tx: &Tx<'_>, at: u8, line: u8, of: u8) -> Result<(), Error> {
    use domain::forecast::choice::{Choice, Marks, Way};
    let method = domain::forecast::Method::OFFERED[usize::from(of % 6)];
    let choice = Choice { method, last: Some(u32::from(of % 12) + 1) };
    let plan = a_plan(tx, at)?;
    let mut manual = Marks::default();
    manual.0[usize::from(of % 12)] = true;
    store::plan::set_closed(tx, plan, u32::from(of % 13))?;
    store::forecast::set_way(
        tx,
        plan,
        a_line(tx, plan, line)?,
        &Way { choice, chosen: of.is_multiple_of(2), manual },
    )?;
    let category = if of.is_multiple_of(3) { None } else { Some(a_category(tx, line)?) };
    store::forecast::set_default(tx, category, Some(choice).filter(|_| !of.is_multiple_of(5)))
}

fn run(tx: &Tx<'_>, step: &Step, number: usize) -> Result<(), Error> {
    let name = |of: u8| format!("Name {}", of % 12);
    match step {
        Step::AddVendor(of) => vendor(tx, &name(*of)).map(drop),
        Step::RenameVendor(at, to) => {
            let draft = a_vendor(tx, *at)?;
            store::vendor::save(tx, &domain::vendor::Draft { name: name(*to), ..draft }).map(drop)
        }
        Step::SwapVendors(a, b) => {
            let (a, b) = (a_vendor(tx, *a)?, a_vendor(tx, *b)?);
            let rename = |draft: &domain::vendor::Draft, name: &str| {
                let draft = domain::vendor::Draft { name: name.to_owned(), ..draft.clone() };
                store::vendor::save(tx, &draft)
            };
            rename(&a, "in between")?;
            rename(&b, &a.name)?;
            rename(&a, &b.name).map(drop)
        }
        Step::RemoveVendor(at) => store::vendor::remove(tx, a_vendor(tx, *at)?.id.unwrap()).map(drop),
        Step::AddCategory(at) => {
            let parent = Some(a_category(tx, *at)?);
            let expense = domain::category::Expense::Capex;
            let draft = domain::category::Draft { id: None, name: name(*at), parent, expense };
            store::category::save(tx, &draft).map(drop)
        }
        Step::MoveCategory(at, to) => {
            let (id, parent) = (Some(a_category(tx, *at)?), Some(a_category(tx, *to)?));
            let expense = domain::category::Expense::Opex;
            let draft = domain::category::Draft { id, name: "moved".to_owned(), parent, expense };
            store::category::save(tx, &draft).map(drop)
        }
        Step::RemoveCategory(at) => store::category::remove(tx, a_category(tx, *at)?).map(drop),
        Step::AddPlan(copy) => {
            let copy = copy.map(|at| a_plan(tx, at)).transpose()?;
            plan(tx, &format!("Plan {number}"), copy).map(drop)
        }
        Step::RemovePlan(at) => store::plan::remove(tx, a_plan(tx, *at)?),
        Step::SetState(at, to) => {
            let state = [State::Draft, State::Submitted, State::Approved][usize::from(to % 3)];
            store::plan::set_state(tx, a_plan(tx, *at)?, state, "Anna", AT)
        }
        Step::AddLine(at, of, units) => {
            let plan = a_plan(tx, *at)?;
            let vendor = a_vendor(tx, *of).ok().and_then(|vendor| vendor.id);
            let category = a_category(tx, *of).ok();
            let draft = domain::budget::Draft { vendor, category, ..line(plan, &name(*of)) };
            let id = store::budget::save(tx, &draft)?;
            store::budget::put(tx, plan, id, &[domain::Amount::new((*units).into(), 2); 12])
        }
        Step::RemoveLine(at, of) => {
            let plan = a_plan(tx, *at)?;
            store::budget::remove(tx, plan, &[a_line(tx, plan, *of)?])
        }
        Step::SetAmounts(at, of, units, scale) => {
            let plan = a_plan(tx, *at)?;
            let line = a_line(tx, plan, *of)?;
            let mut months = store::budget::months(tx, plan, line)?.unwrap();
            months[usize::from(of % 12)] = domain::Amount::new(*units, *scale);
            store::budget::set(tx, plan, line, &months)
        }
        Step::Rate(at, units) => {
            let draft = domain::rate::Draft {
                id: None,
                plan: Some(a_plan(tx, *at)?),
                currency: "USD".parse().unwrap(),
                month: None,
                rate: domain::Amount::new(*units, 6),
            };
            store::rate::save(tx, &draft).map(drop)
        }
        Step::Import(count) => import(tx, &format!("file {number}"), (*count).into()).map(drop),
        Step::EditActual(at, units, text) => edit(tx, *at, *units, text),
        Step::RemoveActual(at) => store::actual::remove(tx, an_actual(tx, *at)?).map(drop),
        Step::MatchActual(at, of) => {
            let plan = a_plan(tx, *of)?;
            let line = a_line(tx, plan, *of).ok();
            store::actual::set_line(tx, an_actual(tx, *at)?, line).map(drop)
        }
        Step::Settings(of) => {
            let settings = Settings { organisation: name(*of), ..store::settings::get(tx)? };
            store::settings::save(tx, &settings)
        }
        Step::Registers(of, imported) => {
            let batch = if *imported { Some(import(tx, &format!("file {number}"), 1)?) } else { None };
            add_registers(tx, *of, batch)
        }
        Step::ChangeRegisters(at, of) => change_registers(tx, *at, *of),
        Step::RemoveRegisters(at) => remove_registers(tx, *at),
        Step::Forecast(at, line, of) => forecast(tx, *at, *line, *of),
        Step::Alias(at, of) => {
            let vendor = a_vendor(tx, *at)?.id.unwrap();
            store::alias::save(tx, &alias(&name(*of), vendor)).map(drop)
        }
        Step::Split(at, of) => split(tx, *at, *of),
        Step::Rule(at, of) => add_or_remove_rule(tx, *at, *of),
        Step::ByRule(at, of) => by_rule(tx, *at, *of),
        Step::Close(at, of) => close(tx, *at, *of),
        Step::Prepaid(at, of) => prepaid(tx, *at, *of),
        Step::Undo | Step::Redo | Step::UndoOld(_) | Step::Reopen => Ok(()),
    }
}

/// A record of each register, as blocks of an import or one by one.
fn add_registers(tx: &Tx<'_>, of: u8, batch: Option<Id>) -> Result<(), Error> {
    let vendor = a_vendor(tx, of)?.id.unwrap();
    let actual = an_actual(tx, of).ok();
    let number = format!("{of}");
    let bill = domain::bill::Draft { actual, ..bill(vendor, &number) };
    if batch.is_none() {
        let contract = Some(store::contract::save(tx, &contract(&number, Some(vendor)))?);
        let licence = domain::licence::Draft { contract, ..licence(&number, Some(vendor)) };
        store::order::save(tx, &order(&number, Some(vendor)))?;
        store::licence::save(tx, &licence)?;
        store::score::save(tx, &score(vendor, "2026-Q3"))?;
        return store::bill::save(tx, &bill).map(drop);
    }
    let contract = Some(store::contract::append(tx, batch, |to| to.add(&contract(&number, Some(vendor))))?);
    let licence = domain::licence::Draft { contract, ..licence(&number, Some(vendor)) };
    store::order::append(tx, batch, |to| {
        to.add(&order(&number, None))?;
        to.add(&order(&number, Some(vendor)))
    })?;
    store::licence::append(tx, batch, |to| to.add(&licence))?;
    store::score::append(tx, batch, |to| to.add(&score(vendor, "2026-07")))?;
    store::bill::append(tx, batch, |to| to.add(&bill)).map(drop)
}

fn change_registers(tx: &Tx<'_>, at: u8, of: u8) -> Result<(), Error> {
    let amount = domain::Amount::new(of.into(), 2);
    let value = Some(amount);
    let keys = |count: usize| (0..count).collect::<Vec<_>>();
    let contracts = store::contract::all(tx)?;
    let found = contracts[pick(&keys(contracts.len()), at)?].clone();
    store::contract::save(tx, &domain::contract::Draft { total: value, end: None, ..found })?;
    let orders = store::order::all(tx)?;
    let found = orders[pick(&keys(orders.len()), at)?].clone();
    store::order::save(tx, &domain::order::Draft { invoiced: value, vendor: None, ..found })?;
    let licences = store::licence::all(tx)?;
    let found = licences[pick(&keys(licences.len()), at)?].clone();
    store::licence::save(tx, &domain::licence::Draft { used: value, contract: None, ..found })?;
    let scores = store::score::all(tx)?;
    let found = scores[pick(&keys(scores.len()), at)?].clone();
    store::score::save(tx, &domain::score::Draft { value: amount, ..found })?;
    let bills = store::bill::all(tx)?;
    let found = bills[pick(&keys(bills.len()), at)?].clone();
    store::bill::save(tx, &domain::bill::Draft { effective: value, actual: None, ..found }).map(drop)
}

fn remove_registers(tx: &Tx<'_>, at: u8) -> Result<(), Error> {
    let ids = store::licence::all(tx)?.iter().filter_map(|one| one.id).collect::<Vec<_>>();
    store::licence::remove(tx, pick(&ids, at)?)?;
    let ids = store::order::all(tx)?.iter().filter_map(|one| one.id).collect::<Vec<_>>();
    store::order::remove(tx, pick(&ids, at)?)?;
    let ids = store::bill::all(tx)?.iter().filter_map(|one| one.id).collect::<Vec<_>>();
    store::bill::remove(tx, pick(&ids, at)?)?;
    let ids = store::score::all(tx)?.iter().filter_map(|one| one.id).collect::<Vec<_>>();
    store::score::remove(tx, pick(&ids, at)?)?;
    let ids = store::contract::all(tx)?.iter().filter_map(|one| one.id).collect::<Vec<_>>();
    let contract = pick(&ids, at)?;
    if store::contract::uses(tx, contract)? == 0 {
        store::contract::remove(tx, contract)?;
    }
    Ok(())
}

/// A session over a book, with what the book looked like before each change on the stacks.
struct Session<'a> {
    path: &'a Path,
    book: Option<Book>,
    undo: Vec<Vec<String>>,
    redo: Vec<Vec<String>>,
    number: usize,
}

impl Session<'_> {
    fn book(&self) -> &Book {
        self.book.as_ref().unwrap()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "all other steps are changes")]
    fn take(&mut self, step: &Step) {
        self.number += 1;
        let before = dump(self.path);
        let stacks = self.book().read(|tx| self.book().stacks(tx)).unwrap();
        assert_eq!((stacks.undo.len(), stacks.redo.len()), (self.undo.len(), self.redo.len()));
        match step {
            Step::Undo => {
                let Some(target) = stacks.undo.last() else { return };
                undo(self.book(), *target).unwrap();
                assert_eq!(dump(self.path), self.undo.pop().unwrap(), "undo of {target}");
                self.redo.push(before);
            }
            Step::Redo => {
                let Some((target, _)) = stacks.redo.last() else { return };
                undo(self.book(), *target).unwrap();
                assert_eq!(dump(self.path), self.redo.pop().unwrap(), "redo by undoing {target}");
                self.undo.push(before);
            }
            Step::UndoOld(at) => {
                let Ok(target) = pick(&stacks.undo, *at) else { return };
                match undo(self.book(), target) {
                    Ok(undone) => {
                        let again = undo(self.book(), undone).unwrap();
                        assert_eq!(dump(self.path), before, "undo of {target} and of that, {again}");
                    }
                    Err(Error::Conflict(_) | Error::Frozen | Error::Closed(_)) => {
                        assert_eq!(dump(self.path), before);
                    }
                    Err(other) => panic!("undo of {target}: {other:?}"),
                }
            }
            Step::Reopen => {
                self.book = None;
                self.book = Some(open(self.path));
            }
            step => match try_change(self.book(), |tx| run(tx, step, self.number)) {
                Ok(Some(_)) => {
                    self.undo.push(before);
                    self.redo.clear();
                }
                Ok(None) | Err(_) => assert_eq!(dump(self.path), before, "{step:?}"),
            },
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_is_the_identity_and_redo_restores(steps in prop::collection::vec(step(), 1..40)) {
        let (_folder, path) = folder();
        let book = create(&path);
        for n in 0..4 {
            change(&book, |tx| {
                let plan = plan(tx, &format!("First {n}"), None)?;
                vendor(tx, &format!("Name {n}"))?;
                add_line(tx, plan, "Mail", "1.5").map(drop)
            });
        }
        drop(book);
        // The stacks are read from the journal, the model starts with them.
        let book = open(&path);
        let mut session = Session { path: &path, book: Some(book), undo: vec![Vec::new(); 4], redo: Vec::new(), number: 0 };
        for _ in 0..4 {
            let target = 4 - i32::try_from(session.redo.len()).unwrap();
            session.redo.push(dump(&path));
            session.undo.pop();
            undo(session.book(), target).unwrap();
        }
        for _ in 0..4 {
            session.take(&Step::Redo);
        }
        for step in &steps {
            session.take(step);
        }
        prop_assert_eq!(session.book().read(store::check).unwrap(), Vec::<String>::new());
        let end = dump(&path);
        let depth = session.undo.len();
        for _ in 0..depth {
            session.take(&Step::Undo);
        }
        for _ in 0..depth {
            session.take(&Step::Redo);
        }
        prop_assert_eq!(dump(&path), end);
        prop_assert_eq!(session.book().read(store::check).unwrap(), Vec::<String>::new());
    }
}
