//! What is known of the lines of a fiscal year when it is forecast: budget, forecasts, actuals, each as it is needed.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::budget::Months;
use domain::depreciation::terms::Recognition;
use domain::forecast::Method;
use domain::forecast::choice::{ByCategory, Choice, Marks, Way, default_of};
use domain::forecast::cut::Known;
use domain::plan::Plan;
use domain::rate::Rates;
use domain::{Amount, Currency, Id, Month, Settings};

use super::plans::{homes, plans};
use crate::Error;
use crate::open::Call;
use crate::variance::missing;
use crate::year::{add, closed_months, posted_months};

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Asked {
    /// A Forecast, or a plan that it is held against; the newest Forecast of the year of the as-of day if not given.
    pub(crate) plan: Option<Id>,
    /// The fiscal year, where no plan says it.
    pub(crate) year: Option<i32>,
    /// An earlier Forecast to compare with; the one before if not given.
    pub(crate) compare: Option<Id>,
    /// Whether the year before is needed: for a season, a trend, or to try them.
    pub(crate) prior: bool,
}

/// A fiscal year with all that its forecast is made of.
pub(crate) struct Loaded {
    pub(crate) settings: Settings,
    pub(crate) as_of: NaiveDate,
    pub(crate) fiscal_year: i32,
    pub(crate) first: Month,
    /// How many months count as actual in the forecast shown.
    pub(crate) closed: usize,
    /// How many months of the year are closed by now.
    pub(crate) closed_now: usize,
    /// At how many it can be cut: with the month that still runs, if something is posted in it.
    pub(crate) posted: usize,
    /// Whether it is shown with all that is posted by now; else as it was cut.
    pub(crate) is_newest: bool,
    pub(crate) forecast: Option<Plan>,
    pub(crate) budget: Option<Plan>,
    /// The other Forecasts of the year, the newest first.
    pub(crate) others: Vec<Plan>,
    pub(crate) compare: Option<Plan>,
    pub(crate) rates: Rates,
    pub(crate) defaults: Vec<ByCategory>,
    pub(crate) lines: Vec<One>,
    /// Whether its figures are what is paid or what it costs; what is in a line's own currency is always what is paid.
    pub(crate) recognition: Recognition,
    /// Posted without a line, in the book's currency.
    pub(crate) unmatched: Months,
}

/// A line of the year. What is in the line's own currency is called so.
#[derive(Clone)]
pub(crate) struct One {
    pub(crate) line: domain::budget::Line,
    pub(crate) budget_own: Option<Months>,
    pub(crate) forecast_own: Option<Months>,
    pub(crate) actual_own: Months,
    pub(crate) prior_own: Option<Months>,
    /// What it bears of its contract, where that is known.
    pub(crate) contract_own: Option<Months>,
    /// At the months' actual rates.
    pub(crate) actual: Months,
    /// At the budget rates of the plans they stand in.
    pub(crate) budget: Months,
    pub(crate) forecast: Months,
    pub(crate) compared: Months,
    pub(crate) way: Option<Way>,
}

impl One {
    pub(super) fn new(line: domain::budget::Line) -> One {
        let nothing = [Amount::ZERO; 12];
        One {
            line,
            budget_own: None,
            forecast_own: None,
            actual_own: nothing,
            prior_own: None,
            contract_own: None,
            actual: nothing,
            budget: nothing,
            forecast: nothing,
            compared: nothing,
            way: None,
        }
    }

    /// As the domain wants it.
    pub(crate) fn known(&self, closed: usize) -> Known<'_> {
        Known {
            closed,
            actual: &self.actual_own,
            budget: self.budget_own.as_ref(),
            prior: self.prior_own.as_ref(),
            held: self.forecast_own.as_ref(),
            contract: self.contract_own.as_ref(),
            currency: self.line.currency,
        }
    }

    /// How it was cut, or would be: a line that was never cut goes by the default of its category.
    pub(crate) fn way(&self, defaults: &[ByCategory]) -> Way {
        let default = || Way { choice: self.default(defaults), chosen: false, manual: Marks::default() };
        self.way.unwrap_or_else(default)
    }

    /// What it goes by where nothing is chosen for it: the schedule of the contract it follows, else the default of its
    /// category.
    pub(crate) fn default(&self, defaults: &[ByCategory]) -> Choice {
        if self.contract_own.is_some() {
            return Choice { method: Method::Contract, last: None };
        }
        default_of(defaults, self.line.category)
    }

    /// Whether it stands in no plan of the year: it only has actuals.
    pub(crate) fn is_unplanned(&self) -> bool {
        self.budget_own.is_none() && self.forecast_own.is_none()
    }
}

impl Loaded {
    /// The book's currency.
    pub(crate) fn currency(&self) -> Currency {
        self.settings.currency
    }

    /// The plan's budget rate of a currency.
    pub(crate) fn rate(&self, currency: Currency) -> Result<Amount, Error> {
        let plan =
            self.forecast.as_ref().or(self.budget.as_ref()).map_or("the plan", |plan| plan.name.as_str());
        self.rates.budget(currency).map_err(|gap| missing(vec![gap.sentence(plan)]))
    }

    pub(crate) fn months(&self) -> [Month; 12] {
        std::array::from_fn(|n| self.first.plus(i32::try_from(n).unwrap_or(0)))
    }

    /// The amounts of a line in its own currency, in the book's.
    pub(crate) fn in_base(&self, one: &One, own: &Months) -> Result<Months, Error> {
        let rate = self.rate(one.line.currency)?;
        let mut months = *own;
        for month in &mut months {
            *month = month.times(rate)?;
        }
        Ok(months)
    }

    /// The twelve months of a Forecast as it was cut: posted where closed, expected where open.
    pub(crate) fn as_cut(actual: &Months, forecast: &Months, closed: usize) -> Months {
        std::array::from_fn(|month| if month < closed { actual[month] } else { forecast[month] })
    }
}

impl Loaded {
    /// The twelve months of a line in the forecast that is shown.
    pub(crate) fn expected(&self, actual: &Months, forecast: &Months) -> Months {
        let expected = if self.is_newest { domain::variance::expected } else { Loaded::as_cut };
        expected(actual, forecast, self.closed)
    }
}

/// Loads a year; missing rates are an error that names them all.
pub(crate) fn load(call: &Call<'_>, asked: Asked) -> Result<Loaded, Error> {
    let tx = call.tx;
    let settings = call.settings()?;
    let as_of = call.as_of(&settings);
    let plans = plans(call, asked, settings.calendar().year_of(Month::of(as_of)))?;
    let first = settings.calendar().first_month(plans.fiscal_year);
    let closed_now = closed_months(call, first, as_of)?;
    // The newest forecast is shown with all that is posted by now, an earlier one as it was cut.
    let cut = plans.forecast.as_ref().and_then(|plan| plan.closed).and_then(|closed| closed.try_into().ok());
    let closed = if plans.is_newest { closed_now } else { cut.unwrap_or(0) };
    let compare = if let Some(id) = asked.compare {
        Some(store::plan::get(tx, id)?)
    } else {
        let before = |plan: &&Plan| plans.forecast.as_ref().is_some_and(|shown| plan.id < shown.id);
        plans.others.iter().find(before).cloned()
    };
    let all_rates = crate::plan::rates(call)?;
    let rates_of = |plan: &Plan| Rates::new(settings.currency, Some(plan.id), &all_rates);
    let leading = plans.forecast.as_ref().or(plans.budget.as_ref());
    let mut loader = Loader::new(store::budget::lines(tx)?, homes(call, leading)?);
    if let Some(plan) = &plans.budget {
        loader.plan(call, plan, &rates_of(plan), |one, own, base| {
            add(one.budget_own.get_or_insert([Amount::ZERO; 12]), &own)?;
            add(&mut one.budget, &base)
        })?;
    }
    match &plans.forecast {
        Some(plan) => {
            loader.plan(call, plan, &rates_of(plan), |one, own, base| {
                add(one.forecast_own.get_or_insert([Amount::ZERO; 12]), &own)?;
                add(&mut one.forecast, &base)
            })?;
            loader.ways(store::forecast::ways(tx, plan.id)?);
        }
        // Without a forecast the rest of the budget is expected.
        None => loader.years.iter_mut().for_each(|one| one.forecast = one.budget),
    }
    if let Some(plan) = &compare {
        loader.plan(call, plan, &rates_of(plan), |one, _, base| add(&mut one.compared, &base))?;
    }
    let rates = leading.map_or_else(|| Rates::new(settings.currency, None, &all_rates), rates_of);
    let plan_name = leading.map_or("the plan", |plan| plan.name.as_str());
    let until = first.plus(11).last_day().min(as_of);
    let mut unmatched = [Amount::ZERO; 12];
    for &sum in call.posted(first.first_day(), until)?.iter() {
        loader.actual(sum, first, &rates, plan_name, &mut unmatched)?;
    }
    if asked.prior {
        let before = first.plus(-12);
        for &sum in call.posted(before.first_day(), first.plus(-1).last_day())?.iter() {
            loader.prior(sum, before, &rates)?;
        }
    }
    for (line, own) in crate::contract::schedules(call, first)? {
        let Some(place) = loader.places.get(&line) else { continue };
        let one = &mut loader.years[*place];
        if own.currency == one.line.currency {
            one.contract_own = Some(own.months);
        }
    }
    loader.years.sort_unstable_by_key(|one| one.line.id);
    if !loader.missing.is_empty() {
        return Err(missing(loader.missing.into_iter().collect()));
    }
    Ok(Loaded {
        defaults: store::forecast::defaults(tx)?,
        settings,
        as_of,
        fiscal_year: plans.fiscal_year,
        first,
        closed,
        closed_now,
        posted: posted_months(call, first, as_of)?,
        is_newest: plans.is_newest,
        forecast: plans.forecast,
        budget: plans.budget,
        others: plans.others,
        compare,
        rates,
        lines: loader.years,
        recognition: Recognition::Cash,
        unmatched,
    })
}

/// The lines while they are put together: those of which something is known.
struct Loader {
    lines: HashMap<Id, domain::budget::Line>,
    years: Vec<One>,
    places: HashMap<Id, usize>,
    /// The lines that are counted with another one.
    homes: HashMap<Id, Id>,
    missing: BTreeSet<String>,
}

impl Loader {
    fn new(lines: Vec<domain::budget::Line>, homes: HashMap<Id, Id>) -> Loader {
        let room = lines.len();
        Loader {
            lines: lines.into_iter().map(|line| (line.id, line)).collect(),
            years: Vec::with_capacity(room),
            places: HashMap::with_capacity(room),
            homes,
            missing: BTreeSet::new(),
        }
    }

    fn home(&self, line: Id) -> Id {
        self.homes.get(&line).copied().unwrap_or(line)
    }

    fn of(&mut self, line: Id) -> Option<&mut One> {
        let line = self.home(line);
        let place = if let Some(place) = self.places.get(&line) {
            *place
        } else {
            self.years.push(One::new(self.lines.remove(&line)?));
            self.places.insert(line, self.years.len() - 1);
            self.years.len() - 1
        };
        self.years.get_mut(place)
    }

    fn plan(
        &mut self,
        call: &Call<'_>,
        plan: &Plan,
        rates: &Rates,
        put: fn(&mut One, Months, Months) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for (line, own) in crate::plan::amounts(call, plan)? {
            let Some(one) = self.of(line) else { continue };
            let mut base = own;
            match rates.budget(one.line.currency) {
                Ok(rate) if rate == Amount::ONE => {}
                Ok(rate) => {
                    for month in &mut base {
                        *month = month.times(rate)?;
                    }
                }
                Err(_) if own == [Amount::ZERO; 12] => {}
                Err(gap) => {
                    self.missing.insert(gap.sentence(&plan.name));
                    continue;
                }
            }
            put(one, own, base)?;
        }
        Ok(())
    }

    fn ways(&mut self, ways: HashMap<Id, Way>) {
        for (line, way) in ways {
            if let Some(place) = self.places.get(&line) {
                self.years[*place].way = Some(way);
            }
        }
    }

    /// A sum of actuals: in the book's currency at the month's rate, and in the line's own.
    fn actual(
        &mut self,
        (line, currency, month, amount): store::actual::LineSum,
        first: Month,
        rates: &Rates,
        plan: &str,
        unmatched: &mut Months,
    ) -> Result<(), Error> {
        let Some(position) = usize::try_from(month.months_since(first)).ok().filter(|n| *n < 12) else {
            return Ok(());
        };
        let base = match rates.actual(currency, month) {
            Ok(rate) => amount.times(rate)?,
            Err(gap) => {
                self.missing.insert(gap.sentence(plan));
                return Ok(());
            }
        };
        let Some(line) = line else {
            unmatched[position] = unmatched[position].plus(base)?;
            return Ok(());
        };
        let Some(one) = self.of(line) else { return Ok(()) };
        one.actual[position] = one.actual[position].plus(base)?;
        match own(one.line.currency, currency, amount, base, rates)? {
            Ok(own) => one.actual_own[position] = one.actual_own[position].plus(own)?,
            Err(gap) => {
                self.missing.insert(gap.sentence(plan));
            }
        }
        Ok(())
    }

    /// The same of the year before. Where a rate is missing, that line's year before is not known.
    fn prior(
        &mut self,
        (line, currency, month, amount): store::actual::LineSum,
        first: Month,
        rates: &Rates,
    ) -> Result<(), Error> {
        let Some(position) = usize::try_from(month.months_since(first)).ok().filter(|n| *n < 12) else {
            return Ok(());
        };
        // Only of lines that this year knows: a line that ended last year is none of its business.
        let place = line.and_then(|line| self.places.get(&self.home(line)).copied());
        let Some(one) = place.map(|place| &mut self.years[place]) else {
            return Ok(());
        };
        let own = if currency == one.line.currency {
            Some(amount)
        } else {
            let base = rates.actual(currency, month).ok().map(|rate| amount.times(rate)).transpose()?;
            let own = base.map(|base| own(one.line.currency, currency, amount, base, rates)).transpose()?;
            own.and_then(Result::ok)
        };
        if let Some(own) = own {
            let prior = one.prior_own.get_or_insert([Amount::ZERO; 12]);
            prior[position] = prior[position].plus(own)?;
        }
        Ok(())
    }
}

/// What was posted in one currency, in that of its line: at the month's rate to the book's currency, and back at the plan's
/// budget rate, so that it stands beside the plan's amounts as they are converted.
fn own(
    line: Currency,
    posted: Currency,
    amount: Amount,
    base: Amount,
    rates: &Rates,
) -> Result<Result<Amount, domain::rate::Missing>, Error> {
    if line == posted {
        return Ok(Ok(amount));
    }
    Ok(match rates.budget(line) {
        Ok(rate) => Ok(base.over(rate)?.round(line.decimals())),
        Err(gap) => Err(gap),
    })
}
