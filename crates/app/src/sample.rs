//! The sample book: three years of a believable IT budget to explore, the same on every machine.
//!
//! FY2027 tells a story (`sample/story.rs`): a price rise, a cancelled project, a currency move, a purchase
//! that slipped and a line that nobody had planned.

mod actuals;
mod allocation;
mod comments;
mod company;
mod contracts;
mod line;
mod lines;
mod months;
mod story;
mod terms;
#[cfg(test)]
mod tests;
mod vendors;
mod what_if;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::category::Expense;
use domain::plan::{Kind, State};
use domain::{Amount, Currency, Id, Month, Settings, Sum};
use store::batch::Batch;
use store::{Error, Tx};

use actuals::Posting;
use line::{Line, Units};

/// The settings of the sample book; its day is pinned, so that what is to be seen in it stays.
pub(crate) fn settings() -> Settings {
    Settings {
        as_of: NaiveDate::from_ymd_opt(2026, 11, 22),
        ..Settings::new(company::ORGANISATION, usd(), 7)
    }
}

/// Fills a new book, which has the nine cost pools and nothing else.
pub(crate) fn fill(tx: &Tx<'_>) -> Result<(), Error> {
    let names = Names::save(tx)?;
    let lines: Vec<(usize, &'static Line)> = (lines::POOLS.iter().enumerate())
        .flat_map(|(pool, (_, _, lines))| lines.iter().map(move |line| (pool, line)))
        .collect();
    let mut postings = actuals::postings(&lines);
    let plans = Plans::save(tx)?;
    let closed = actuals::closed(&postings);
    let late = months::delay(&lines, &mut postings);
    let mut ids = Vec::with_capacity(lines.len());
    for (place, (pool, line)) in lines.iter().enumerate() {
        let id = store::budget::save(tx, &names.draft(*pool, line, plans.forecast))?;
        plans.put(tx, id, lines::POOLS[*pool].1, line, closed.get(&place))?;
        ids.push(id);
    }
    terms::save(tx, &names, &plans, &lines, &ids)?;
    contracts::save(tx, &names, &plans)?;
    plans.approve(tx)?;
    what_if::save(tx, &names, plans.budget)?;
    comments::save(tx, plans.budget)?;
    allocation::save(tx, &names)?;
    post(tx, &names, &ids, &postings)?;
    months::save(tx, &names, &lines, &ids, late)
}

/// The base currency.
fn usd() -> Currency {
    currency("USD")
}

fn currency(code: &'static str) -> Currency {
    code.parse().unwrap_or_else(|_| unreachable!("the tables name currencies that exist: {code}"))
}

/// The records that lines and postings name, by the words they use.
struct Names {
    categories: BTreeMap<String, (Id, Expense)>,
    departments: BTreeMap<&'static str, (Id, &'static str)>,
    projects: BTreeMap<&'static str, Id>,
    vendors: BTreeMap<&'static str, Id>,
}

impl Names {
    /// Saves departments, projects and vendors.
    fn save(tx: &Tx<'_>) -> Result<Names, Error> {
        let categories = store::category::all(tx)?;
        let categories: BTreeMap<_, _> =
            categories.into_iter().map(|category| (category.name, (category.id, category.expense))).collect();
        let mut departments: BTreeMap<&str, (Id, &str)> = BTreeMap::new();
        for (code, name, above, owner) in company::DEPARTMENTS {
            let parent = departments.get(above).map(|(id, _)| *id);
            let draft =
                domain::department::Draft { id: None, code: (*code).into(), name: (*name).into(), parent };
            departments.insert(code, (store::department::save(tx, &draft)?, owner));
        }
        let mut projects = BTreeMap::new();
        for (short, name, start, end) in company::PROJECTS {
            let (start, end) = (start.parse().ok(), end.parse().ok());
            let draft = domain::project::Draft { id: None, name: (*name).into(), start, end };
            projects.insert(*short, store::project::save(tx, &draft)?);
        }
        let mut vendors = BTreeMap::new();
        for (name, category, tier, criticality, owner, status) in vendors::VENDORS {
            let draft = domain::vendor::Draft {
                id: None,
                name: (*name).into(),
                category: categories.get(*category).map(|(id, _)| *id),
                tier: (*tier).into(),
                criticality: (*criticality).into(),
                owner: (*owner).into(),
                status: (*status).into(),
                ..domain::vendor::Draft::default()
            };
            vendors.insert(first_word(name), store::vendor::save(tx, &draft)?);
        }
        Ok(Names { categories, departments, projects, vendors })
    }

    fn draft(&self, pool: usize, line: &Line, plan: Id) -> domain::budget::Draft {
        let category = self.categories.get(lines::POOLS[pool].0);
        let department = self.departments.get(line.department);
        domain::budget::Draft {
            id: None,
            plan,
            description: line.description.into(),
            vendor: self.vendors.get(line.vendor).copied(),
            category: category.map(|(id, _)| *id),
            department: department.map(|(id, _)| *id),
            project: self.projects.get(line.project).copied(),
            currency: currency(line.currency),
            expense: line.expense.or(category.map(|(_, expense)| *expense)).unwrap_or_default(),
            purpose: line.purpose,
            owner: department.map(|(_, owner)| (*owner).into()).unwrap_or_default(),
            notes: String::new(),
        }
    }
}

fn first_word(name: &'static str) -> &'static str {
    name.split(' ').next().unwrap_or(name)
}

/// The plans: a budget for each year, and for the current one two forecasts and a scenario.
struct Plans {
    /// Fiscal year and number, in the order of `company::YEARS`.
    budgets: Vec<(i32, Id)>,
    /// The forecast cut at the end of September, of which two months are over since.
    earlier: Id,
    /// The budget of the current year.
    budget: Id,
    forecast: Id,
    scenario: Id,
}

impl Plans {
    /// Saves the plans with their budget rates, and the actual rates of the months.
    fn save(tx: &Tx<'_>) -> Result<Plans, Error> {
        let add = |name: String, kind, year: usize| {
            let (fiscal_year, eur, gbp, _) = company::YEARS[year];
            let draft = domain::plan::Draft { id: None, name, kind, fiscal_year, copy_of: None };
            let first = settings().calendar().first_month(fiscal_year);
            let id = store::plan::save(tx, &draft, first)?;
            save_rate(tx, Some(id), None, "EUR", Amount::new(eur, 2))?;
            save_rate(tx, Some(id), None, "GBP", Amount::new(gbp, 2))?;
            Ok::<Id, Error>(id)
        };
        let mut budgets = Vec::new();
        for (nth, (year, ..)) in company::YEARS.iter().enumerate() {
            budgets.push((*year, add(format!("FY{year} Budget"), Kind::Budget, nth)?));
        }
        // The budget rates hold for the whole year, so that the currency's effect is in the actuals alone.
        let earlier = add("FY2027 Forecast 3+9".into(), Kind::Forecast, 2)?;
        let forecast = add("FY2027 Forecast 5+7".into(), Kind::Forecast, 2)?;
        store::plan::set_closed(tx, earlier, 3)?;
        store::plan::set_closed(tx, forecast, 5)?;
        let scenario = add("FY2027 Scenario: Leaner year".into(), Kind::Scenario, 2)?;
        let mut month = settings().calendar().first_month(2025);
        for (eur, gbp) in company::RATES {
            save_rate(tx, None, Some(month), "EUR", Amount::new(*eur, 4))?;
            save_rate(tx, None, Some(month), "GBP", Amount::new(*gbp, 4))?;
            month = month.plus(1);
        }
        let budget = budgets.last().map(|(_, plan)| *plan).unwrap_or_default();
        Ok(Plans { budgets, earlier, budget, forecast, scenario })
    }

    /// Puts a line with its amounts into the plans that it stands in. In the forecast the closed months are
    /// what was posted.
    fn put(
        &self,
        tx: &Tx<'_>,
        id: Id,
        growth: i64,
        line: &Line,
        closed: Option<&Units>,
    ) -> Result<(), Error> {
        for (year, plan) in &self.budgets {
            if let Some(planned) = line.planned(*year, growth)
                && line.story != Some(line::Story::New)
            {
                store::budget::put(tx, *plan, id, &planned.map(Amount::from))?;
            }
        }
        let Some(planned) = line.planned(2027, growth) else { return Ok(()) };
        let mut expected = story::expected(line, planned);
        let posted = closed.copied().unwrap_or_default();
        expected[..story::CLOSED].copy_from_slice(&posted[..story::CLOSED]);
        store::budget::put(tx, self.forecast, id, &expected.map(Amount::from))?;
        store::forecast::set_way(tx, self.forecast, id, &story::way(line))?;
        let (earlier, way) = story::earlier(line, planned, &posted);
        store::budget::put(tx, self.earlier, id, &earlier.map(Amount::from))?;
        store::forecast::set_way(tx, self.earlier, id, &way)?;
        store::budget::put(tx, self.scenario, id, &story::leaner(line, expected).map(Amount::from))
    }

    /// Approves the budgets, which freezes them, and hands the newer forecast in.
    fn approve(&self, tx: &Tx<'_>) -> Result<(), Error> {
        for ((_, plan), (.., at)) in self.budgets.iter().zip(company::YEARS) {
            store::plan::set_state(tx, *plan, State::Approved, company::CFO, at)?;
        }
        store::plan::set_state(tx, self.earlier, State::Approved, company::CFO, story::EARLIER_AT)?;
        store::plan::set_state(tx, self.forecast, State::Submitted, story::CUT_BY, story::CUT_AT)
    }
}

fn save_rate(
    tx: &Tx<'_>,
    plan: Option<Id>,
    month: Option<Month>,
    of: &'static str,
    rate: Amount,
) -> Result<(), Error> {
    let draft = domain::rate::Draft { id: None, plan, currency: currency(of), month, rate };
    store::rate::save(tx, &draft)?;
    Ok(())
}

/// Appends the postings, one import a month as the ledger hands them over.
fn post(tx: &Tx<'_>, names: &Names, lines: &[Id], postings: &[Posting]) -> Result<(), Error> {
    for month in postings.chunk_by(|one, next| Month::of(one.date) == Month::of(next.date)) {
        let batch = store::batch::insert(tx, &batch(month))?;
        store::actual::append(tx, Some(batch), |actuals| {
            for posting in month {
                actuals.add(&domain::actual::Draft {
                    id: None,
                    date: posting.date,
                    amount: Amount::new(posting.cents, 2),
                    currency: currency(posting.currency),
                    vendor: names.vendors.get(posting.vendor).copied(),
                    text: posting.text.clone(),
                    document: posting.document.clone(),
                    account: posting.account.into(),
                    cost_centre: posting.cost_centre.into(),
                    line: posting.line.and_then(|place| lines.get(place).copied()),
                })?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// The import that a month's postings came with.
fn batch(postings: &[Posting]) -> Batch {
    let month = postings.first().map_or_else(String::new, |posting| Month::of(posting.date).to_string());
    let last = postings.last().map_or_else(String::new, |posting| posting.date.to_string());
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for posting in postings {
        sums.entry(posting.currency).or_default().add(Amount::new(posting.cents, 2));
    }
    let totals: BTreeMap<_, _> =
        sums.iter().map(|(code, sum)| (*code, sum.total().unwrap_or_default().to_string())).collect();
    Batch {
        fingerprint: String::new(),
        id: 0,
        file_name: format!("ledger-{month}.csv"),
        // No file has this hash: the sample's postings were never in one.
        file_hash: format!("sample-{month}"),
        kind: "actuals".into(),
        plan: None,
        at: format!("{last}T17:30:00+00:00"),
        who: "Priya Raman".into(),
        count: u32::try_from(postings.len()).unwrap_or(u32::MAX),
        totals: serde_json::to_string(&totals).unwrap_or_default(),
        options: "{}".into(),
        updated: 0,
        read: u32::try_from(postings.len()).unwrap_or(u32::MAX),
    }
}
