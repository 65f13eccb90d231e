//! How good forecasts have been: those that are kept against what was posted since, and each method tried on months that
//! are over.

use domain::budget::Months;
use domain::explain::Steps;
use domain::forecast::accuracy::{Accuracy as Found, Past, accuracy as measure};
use domain::forecast::choice::Choice;
use domain::forecast::{Method, past, words};
use domain::plan::Plan;
use domain::variance::percent;
use domain::{Amount, Currency, Id, Sum};
use serde::{Deserialize, Serialize};

use super::line::offered;
use super::load::{Asked, Loaded, One, load};
use super::recut::count;
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// Which forecasts are asked about.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccuracyQuery {
    /// The forecast whose lines are looked at; the newest one if not given.
    pub plan: Option<Id>,
}

/// How far a method was off, over all lines.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "MethodAccuracy"))]
pub struct ByMethod {
    /// The forecast that was kept; nothing where the method was tried on months held back.
    pub plan: Option<String>,
    /// The method in words.
    pub method: String,
    /// How many lines.
    pub lines: u32,
    /// How many months of them.
    pub months: u32,
    /// Mean of |forecast − actual| ÷ |actual|, in percent, line by line and month by month.
    pub mape: Option<Amount>,
    /// Mean of (forecast − actual) ÷ |actual|, in percent: above 0 is too high.
    pub bias: Option<Amount>,
    /// Mean of |forecast − actual|, in the book's currency.
    pub mae: Option<Amount>,
    /// How far the sum of all was off, in percent: above 0 is too high.
    pub sum_off: Option<Amount>,
}

/// A better method for a line.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Better {
    /// The line.
    pub line: Id,
    /// Its description.
    pub label: String,
    /// What it goes by, in words.
    pub in_use: String,
    /// How far that would have been off.
    pub in_use_off: String,
    /// The better method.
    pub choice: Choice,
    /// In words.
    pub method: String,
    /// How far it would have been off.
    pub off: String,
    /// “Run-rate would have been 3.1 % off, remaining budget 9.8 %”.
    pub sentence: String,
    /// What it is nearer by, a month, in the book's currency.
    pub gain: Amount,
}

/// How good forecasts have been.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastAccuracy"))]
pub struct Accuracy {
    /// The currency of amounts.
    pub currency: Currency,
    /// The forecast.
    pub plan: Option<Plan>,
    /// What was found, in a sentence.
    pub finding: String,
    /// How many closed months were held back to try the methods.
    pub held_back: u32,
    /// Each method, tried.
    pub tried: Vec<ByMethod>,
    /// Each forecast that is kept, by method, against what was posted since.
    pub kept: Vec<ByMethod>,
    /// Lines with a better method, the largest gain first; at most 500.
    pub better: Vec<Better>,
    /// How many there are.
    pub better_count: u32,
    /// What is to be known of it, in sentences.
    pub notes: Vec<String>,
}

/// The most proposals.
const MOST: usize = 500;

/// A trend is tried on no more lines than this: each is a search for the best smoothing.
const MOST_TRENDS: usize = 200;

pub(crate) fn accuracy(call: &Call<'_>, query: AccuracyQuery) -> Result<Accuracy, Error> {
    let loaded = load(call, Asked { plan: query.plan, prior: true, ..Asked::default() })?;
    let closed = loaded.closed_now;
    let held_back = past::held_back(closed);
    let with_trends = loaded.lines.len() <= MOST_TRENDS;
    let mut methods: Vec<(Choice, Tally)> = Vec::new();
    let mut better = Vec::new();
    for one in loaded.lines.iter().filter(|_| held_back > 0) {
        let tried = try_all(&loaded, one, with_trends, &mut methods)?;
        better.extend(proposal(&loaded, one, &tried)?);
    }
    better.sort_by(|one: &Better, other| other.gain.cmp(&one.gain).then(one.line.cmp(&other.line)));
    let better_count = count(better.len());
    better.truncate(MOST);
    let mut notes = Vec::new();
    if held_back == 0 {
        notes.push("Two months have to be closed before a method can be tried on them.".to_owned());
    } else {
        notes.push(format!(
            "Each method forecast the last {} from those before. So few months say which method is nearer, not how near it will be.",
            counted(held_back, "closed month", "closed months")
        ));
    }
    if !with_trends {
        notes.push(format!(
            "Trends were not tried: {} are too many at once. A line's own page tries it.",
            loaded.lines.len()
        ));
    }
    let tried = methods.into_iter().map(|(choice, tally)| tally.shown(None, choice.label()));
    let tried = tried.collect::<Result<Vec<_>, _>>()?;
    let kept = kept(call, &loaded)?;
    Ok(Accuracy {
        currency: loaded.currency(),
        finding: finding(better_count, &tried, &kept),
        plan: loaded.forecast,
        held_back: count(held_back),
        tried,
        kept,
        better,
        better_count,
        notes,
    })
}

fn finding(better: u32, tried: &[ByMethod], kept: &[ByMethod]) -> String {
    if tried.is_empty() && kept.is_empty() {
        return "Nothing is over yet that a forecast could be held against".to_owned();
    }
    match better {
        0 => "No line has a method that would have been nearer".to_owned(),
        1 => "One line would have been forecast nearer by another method".to_owned(),
        many => format!("{many} lines would have been forecast nearer by another method"),
    }
}

/// What was compared for a method: each month of each line, in the book's currency.
#[derive(Default)]
struct Tally {
    past: Vec<Past>,
    lines: usize,
}

impl Tally {
    fn add(&mut self, past: &[Past], rate: Amount) -> Result<(), Error> {
        self.lines += 1;
        for month in past {
            let (forecast, actual) = (month.forecast.times(rate)?, month.actual.times(rate)?);
            self.past.push(Past { forecast, actual });
        }
        Ok(())
    }

    fn shown(self, plan: Option<String>, method: String) -> Result<ByMethod, Error> {
        let found = measure(&self.past, &mut Steps::off())?;
        let sum = |of: fn(&Past) -> Amount| self.past.iter().map(of).collect::<Sum>().total();
        let (forecast, actual) = (sum(|one| one.forecast)?, sum(|one| one.actual)?);
        Ok(ByMethod {
            plan,
            method,
            lines: count(self.lines),
            months: count(found.months),
            mape: found.mape.map(|mape| mape.round(1)),
            bias: found.bias.map(|bias| bias.round(1)),
            mae: found.mae.map(|mae| mae.round(2)),
            sum_off: percent(forecast.minus(actual)?, actual),
        })
    }
}

/// Tries every method on a line, adds each to its tally and answers how far it was off.
fn try_all(
    loaded: &Loaded,
    one: &One,
    with_trends: bool,
    methods: &mut Vec<(Choice, Tally)>,
) -> Result<Vec<(Choice, Found)>, Error> {
    let rate = loaded.rate(one.line.currency)?;
    let mut tried = Vec::new();
    for choice in offered(one.way(&loaded.defaults).choice) {
        let needs_budget = matches!(choice.method, Method::RemainingBudget | Method::UnderspendCarried);
        let left_out = choice.method == Method::Manual
            || choice.method == Method::Trend && !with_trends
            || needs_budget && one.budget_own.is_none();
        if left_out {
            continue;
        }
        let past = match past::tried(&one.known(loaded.closed_now), choice) {
            Ok(past) => past,
            Err(domain::Error::Invalid(_)) => continue,
            Err(other) => return Err(other.into()),
        };
        let place = methods.iter().position(|(known, _)| *known == choice).unwrap_or_else(|| {
            methods.push((choice, Tally::default()));
            methods.len() - 1
        });
        methods[place].1.add(&past, rate)?;
        tried.push((choice, measure(&past, &mut Steps::off())?));
    }
    Ok(tried)
}

fn proposal(loaded: &Loaded, one: &One, tried: &[(Choice, Found)]) -> Result<Option<Better>, Error> {
    let in_use = one.way(&loaded.defaults).choice;
    let Some((_, used)) = tried.iter().find(|(choice, _)| *choice == in_use) else { return Ok(None) };
    let Some((choice, best)) = past::best(tried).filter(|(_, best)| past::is_worth_it(best, used)) else {
        return Ok(None);
    };
    let currency = one.line.currency;
    let gain = used.mae.unwrap_or_default().minus(best.mae.unwrap_or_default())?;
    let gain = gain.times(loaded.rate(currency)?)?.round(loaded.currency().decimals());
    let (method, in_use) = (choice.label(), in_use.label());
    Ok(Some(Better {
        line: one.line.id,
        label: one.line.description.clone(),
        sentence: words::proposal((&method, best), (&in_use, used), currency),
        in_use,
        in_use_off: words::off(used, currency),
        choice: *choice,
        method,
        off: words::off(best, currency),
        gain,
    }))
}

/// The forecasts of the year that were cut and of which months are over since.
fn kept(call: &Call<'_>, loaded: &Loaded) -> Result<Vec<ByMethod>, Error> {
    let mut plans: Vec<&Plan> = loaded.others.iter().chain(&loaded.forecast).collect();
    plans.sort_by_key(|plan| plan.id);
    let mut kept = Vec::new();
    for plan in plans {
        let Some(cut) = plan.closed.and_then(|cut| usize::try_from(cut).ok()) else { continue };
        if cut >= loaded.closed_now {
            continue;
        }
        let ways = store::forecast::ways(call.tx, plan.id)?;
        let mut all = Tally::default();
        let mut methods: Vec<(String, Tally)> = Vec::new();
        for (line, months) in crate::plan::amounts(call, plan)? {
            let Ok(place) = loaded.lines.binary_search_by_key(&line, |one| one.line.id) else { continue };
            let one = &loaded.lines[place];
            let rate = loaded.rate(one.line.currency)?;
            let past = since(&months, &one.actual_own, cut, loaded.closed_now);
            let name =
                ways.get(&line).map_or_else(|| "Typed or imported".to_owned(), |way| way.choice.label());
            let at = methods.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
                methods.push((name, Tally::default()));
                methods.len() - 1
            });
            methods[at].1.add(&past, rate)?;
            all.add(&past, rate)?;
        }
        let several = methods.len() > 1;
        if several {
            kept.push(all.shown(Some(plan.name.clone()), "All methods".to_owned())?);
        }
        for (method, tally) in methods {
            kept.push(tally.shown(Some(plan.name.clone()), method)?);
        }
    }
    Ok(kept)
}

fn since(forecast: &Months, actual: &Months, cut: usize, closed: usize) -> Vec<Past> {
    (cut..closed.min(12)).map(|month| Past { forecast: forecast[month], actual: actual[month] }).collect()
}
