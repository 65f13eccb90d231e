//! One line of a forecast: how its open months came about, and what each method would make of them.

use domain::explain::{Steps, lines};
use domain::forecast::Method;
use domain::forecast::accuracy::{Accuracy, accuracy};
use domain::forecast::choice::{Choice, Marks};
use domain::forecast::cut::{cut, range};
use domain::forecast::{past, words};
use domain::{Amount, Currency, Id, Month, Sum};
use serde::{Deserialize, Serialize};

use super::load::{Asked, Loaded, One, load};
use super::recut::count;
use crate::Error;
use crate::open::Call;

/// Which line is asked for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastLineQuery"))]
pub struct LineQuery {
    /// The forecast; the newest one if not given.
    pub plan: Option<Id>,
    /// The line.
    pub line: Id,
}

/// What a method makes of the line's year, in the line's currency.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastOffer"))]
pub struct Offer {
    /// The method.
    pub choice: Choice,
    /// In words.
    pub method: String,
    /// The full year; nothing where the method lacks something.
    pub total: Option<Amount>,
    /// How low it may end.
    pub low: Option<Amount>,
    /// How high.
    pub high: Option<Amount>,
    /// What it lacks, in a sentence.
    pub lacks: Option<String>,
    /// How far it would have been off on the months held back, such as `3.1 %`.
    pub off: Option<String>,
    /// Whether it would have been the nearest of all.
    pub best: bool,
}

/// A line of a forecast.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastLine"))]
pub struct OneLine {
    /// The line.
    pub line: Id,
    /// Its description.
    pub label: String,
    /// Its currency, which every figure here is in.
    pub currency: Currency,
    /// By what it goes.
    pub choice: Choice,
    /// Whether that was chosen for it.
    pub chosen: bool,
    /// What it would go by otherwise, in words.
    pub default_method: String,
    /// The months that were typed.
    pub manual: Vec<Month>,
    /// What each method would make of it.
    pub offers: Vec<Offer>,
    /// How many closed months were held back to try the methods.
    pub held_back: u32,
    /// How its method comes to the full year, step by step.
    pub steps: Vec<String>,
}

pub(crate) fn line(call: &Call<'_>, query: LineQuery) -> Result<OneLine, Error> {
    let loaded = load(call, Asked { plan: query.plan, prior: true, ..Asked::default() })?;
    let place = loaded.lines.binary_search_by_key(&query.line, |one| one.line.id);
    let missing = || Error::NotFound("This budget line is not in the forecast any more.".to_owned());
    let one = place.ok().and_then(|place| loaded.lines.get(place)).ok_or_else(missing)?;
    let way = one.way(&loaded.defaults);
    let closed = cut_at(&loaded);
    let mut offers: Vec<(Offer, Option<Accuracy>)> = offered(way.choice)
        .into_iter()
        // A schedule is offered where there is one to follow.
        .filter(|choice| {
            choice.method != Method::Contract || *choice == way.choice || one.contract_own.is_some()
        })
        .map(|choice| offer(one, choice, way.manual, closed, loaded.closed_now))
        .collect::<Result<_, _>>()?;
    let tried: Vec<(Choice, Accuracy)> =
        offers.iter().filter_map(|(offer, off)| Some((offer.choice, off.clone()?))).collect();
    let best = past::best(&tried).map(|(choice, _)| *choice);
    for (offer, _) in &mut offers {
        offer.best = Some(offer.choice) == best && tried.len() > 1;
    }
    let mut steps = Steps::on();
    let _ = cut(&one.known(closed), way.choice, way.manual, &mut steps);
    let months = loaded.months();
    let manual = way.manual.from(closed).0;
    Ok(OneLine {
        line: one.line.id,
        label: one.line.description.clone(),
        currency: one.line.currency,
        choice: way.choice,
        chosen: way.chosen,
        default_method: one.default(&loaded.defaults).label(),
        manual: months.into_iter().zip(manual).filter(|(_, typed)| *typed).map(|(month, _)| month).collect(),
        offers: offers.into_iter().map(|(offer, _)| offer).collect(),
        held_back: count(past::held_back(loaded.closed_now)),
        steps: lines(&steps.taken()),
    })
}

/// At how many closed months the forecast was cut; as many as there are where it was not.
pub(super) fn cut_at(loaded: &Loaded) -> usize {
    let cut =
        loaded.forecast.as_ref().and_then(|plan| plan.closed).and_then(|closed| usize::try_from(closed).ok());
    cut.unwrap_or(loaded.closed).min(12)
}

/// Every method, a run rate of all and of the last three months, and the one in use.
pub(super) fn offered(in_use: Choice) -> Vec<Choice> {
    let mut offered: Vec<Choice> = Vec::new();
    for method in Method::OFFERED {
        offered.push(Choice { method, last: None });
        if method == Method::RunRate {
            offered.push(Choice { method, last: Some(3) });
            if in_use.method == method && !offered.contains(&in_use) {
                offered.push(in_use);
            }
        }
    }
    offered
}

fn offer(
    one: &One,
    choice: Choice,
    manual: Marks,
    closed: usize,
    closed_now: usize,
) -> Result<(Offer, Option<Accuracy>), Error> {
    let known = one.known(closed);
    let mut offer = Offer {
        choice,
        method: choice.label(),
        total: None,
        low: None,
        high: None,
        lacks: None,
        off: None,
        best: false,
    };
    match cut(&known, choice, manual, &mut Steps::off()) {
        Ok(found) => {
            let decimals = one.line.currency.decimals();
            let total = found.months.into_iter().collect::<Sum>().total()?;
            offer.total = Some(total.round(decimals));
            let range = range(&known, choice, manual, &found)?;
            offer.low = range.map(|range| range.low.round(decimals));
            offer.high = range.map(|range| range.high.round(decimals));
        }
        Err(domain::Error::Invalid(problems)) => {
            offer.lacks = problems.into_iter().map(|problem| problem.message).next();
        }
        Err(other) => return Err(other.into()),
    }
    let off = tried(one, choice, closed_now)?;
    offer.off = off.as_ref().map(|off| words::off(off, one.line.currency));
    Ok((offer, off))
}

/// How far a method would have been off; nothing where it could not be tried, or is the user's own hand.
pub(super) fn tried(one: &One, choice: Choice, closed: usize) -> Result<Option<Accuracy>, Error> {
    let needs_budget = matches!(choice.method, Method::RemainingBudget | Method::UnderspendCarried);
    if choice.method == Method::Manual || needs_budget && one.budget_own.is_none() {
        return Ok(None);
    }
    match past::tried(&one.known(closed), choice) {
        Ok(past) if past.is_empty() => Ok(None),
        Ok(past) => Ok(Some(accuracy(&past, &mut Steps::off())?)),
        Err(domain::Error::Invalid(_)) => Ok(None),
        Err(other) => Err(other.into()),
    }
}
