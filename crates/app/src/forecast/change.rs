//! Changing a forecast: the method of lines, the defaults by category, months typed by hand.

use std::collections::BTreeMap;

use domain::budget::{Months, entry};
use domain::explain::Steps;
use domain::forecast::choice::{Choice, Way};
use domain::forecast::cut::cut;
use domain::plan::{Kind, Plan};
use domain::{Amount, Id, Problem};
use serde::{Deserialize, Serialize};

use super::load::{Asked, Loaded, One, load};
use super::recut::{by_its_way, count};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// By what a line is forecast from now on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LineChoice {
    /// The line.
    pub line: Id,
    /// The method; nothing: the default of its category.
    pub choice: Option<Choice>,
}

/// Lines of a forecast that get another method.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SetMethod {
    /// The forecast.
    pub plan: Id,
    /// The lines.
    pub lines: Vec<LineChoice>,
}

/// A month of a line as it was typed, in the line's currency.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MonthText {
    /// The line.
    pub line: Id,
    /// The month, 0 to 11.
    pub month: u32,
    /// What was typed; nothing goes back to the method.
    pub text: String,
}

/// Months that were typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SetMonth {
    /// The forecast.
    pub plan: Id,
    /// The months.
    pub cells: Vec<MonthText>,
    /// The user's decimal sign.
    pub decimal: char,
}

/// What the lines of a category go by where nothing is chosen for them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SetDefault {
    /// The category; nothing: all that no other default is for.
    pub category: Option<Id>,
    /// The method; nothing forgets the default.
    pub choice: Option<Choice>,
    /// The forecast whose lines follow at once; if not given, they do when it is cut anew.
    pub plan: Option<Id>,
}

/// A default as it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DefaultChoice {
    /// The category; nothing: all others.
    pub category: Option<Id>,
    /// Its name.
    pub label: String,
    /// The method; nothing where the default of all others counts.
    pub choice: Option<Choice>,
    /// The method in words.
    pub method: String,
}

/// What a change came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastChanged"))]
pub struct Changed {
    /// How many lines have other figures, or another way of coming to them.
    pub lines: u32,
}

pub(crate) fn set_method(call: &Call<'_>, set: SetMethod) -> Result<(Changed, String), Error> {
    let sheet = Sheet::open(call, set.plan)?;
    let mut problems = Vec::new();
    let mut changes = Vec::new();
    for LineChoice { line, choice } in set.lines {
        let one = sheet.line(line)?;
        let choice = choice.map(Choice::tidy);
        problems.extend(choice.iter().flat_map(Choice::problems));
        match sheet.by(one, choice) {
            Ok(found) => changes.push((one, found)),
            Err(Error::Invalid(found)) => problems.extend(found.into_iter().map(|problem| {
                Problem::new("method", format!("{}: {}", one.line.description, problem.message))
            })),
            Err(other) => return Err(other),
        }
    }
    // What is wrong with a method is wrong for all its lines.
    problems.dedup();
    Error::unless_empty(problems)?;
    let summary = match changes.as_slice() {
        [(one, (way, _))] => {
            format!(
                "Forecast “{}” by {} in “{}”",
                one.line.description,
                way.choice.label().to_lowercase(),
                sheet.plan.name
            )
        }
        many => {
            format!("Change the method of {} in “{}”", counted(many.len(), "line", "lines"), sheet.plan.name)
        }
    };
    Ok((sheet.write(changes)?, summary))
}

pub(crate) fn set_default(call: &Call<'_>, set: SetDefault) -> Result<(Changed, String), Error> {
    let choice = set.choice.map(Choice::tidy);
    Error::unless_empty(choice.iter().flat_map(Choice::problems).collect())?;
    let categories = store::category::all(call.tx)?;
    let name = match set.category {
        None => "all other lines".to_owned(),
        Some(id) => {
            let found = categories.iter().find(|one| one.id == id);
            let missing = || Error::NotFound("This category is not in the book any more.".to_owned());
            format!("lines of {}", found.ok_or_else(missing)?.name)
        }
    };
    store::forecast::set_default(call.tx, set.category, choice)?;
    let summary = match choice {
        Some(choice) => format!("Forecast {name} by {}", choice.label().to_lowercase()),
        None => format!("Forecast {name} by no method of their own"),
    };
    let Some(plan) = set.plan else { return Ok((Changed { lines: 0 }, summary)) };
    let sheet = Sheet::open(call, plan)?;
    let mut changes = Vec::new();
    for one in &sheet.loaded.lines {
        let follows =
            one.way.is_some_and(|way| !way.chosen && way.choice != one.default(&sheet.loaded.defaults));
        if follows {
            let found = by_its_way(&sheet.loaded, one, sheet.closed)?;
            changes.push((one, (found.way, found.months)));
        }
    }
    Ok((sheet.write(changes)?, summary))
}

pub(crate) fn defaults(call: &Call<'_>, (): ()) -> Result<Vec<DefaultChoice>, Error> {
    let categories = store::category::all(call.tx)?;
    let found = store::forecast::defaults(call.tx)?;
    let of = |category: Option<Id>| found.iter().find(|one| one.category == category).map(|one| one.choice);
    let shown = |category, label: String, choice: Option<Choice>| DefaultChoice {
        category,
        label,
        choice,
        method: choice.map_or_else(String::new, Choice::label),
    };
    let all = shown(None, "All other lines".to_owned(), Some(of(None).unwrap_or(Choice::FIRST)));
    let each = categories
        .iter()
        .map(|one| shown(Some(one.id), domain::category::path(&categories, one.id), of(Some(one.id))));
    Ok(std::iter::once(all).chain(each).collect())
}

pub(crate) fn set_month(call: &Call<'_>, set: SetMonth) -> Result<(Changed, String), Error> {
    let sheet = Sheet::open(call, set.plan)?;
    let mut problems = Vec::new();
    let mut typed: BTreeMap<Id, (Way, Months)> = BTreeMap::new();
    for cell in &set.cells {
        let one = sheet.line(cell.line)?;
        let now = typed.get(&cell.line).copied().unwrap_or_else(|| sheet.now(one));
        match sheet.typed(one, now, cell, set.decimal) {
            Ok(found) => {
                typed.insert(cell.line, found);
            }
            Err(Error::Invalid(found)) => {
                problems.extend(found.into_iter().map(|problem| {
                    Problem::new(&format!("line:{}/{}", cell.line, cell.month), problem.message)
                }));
            }
            Err(other) => return Err(other),
        }
    }
    Error::unless_empty(problems)?;
    let changes: Vec<_> =
        sheet.loaded.lines.iter().filter_map(|one| Some((one, *typed.get(&one.line.id)?))).collect();
    let months = counted(set.cells.len(), "month", "months");
    let back = set.cells.iter().all(|cell| cell.text.trim().is_empty());
    let summary = match (changes.as_slice(), back) {
        ([(one, _)], false) => {
            format!("Type {months} of “{}” in “{}”", one.line.description, sheet.plan.name)
        }
        ([(one, _)], true) => {
            format!("Take {months} of “{}” back to the method in “{}”", one.line.description, sheet.plan.name)
        }
        (_, false) => format!("Type {months} in “{}”", sheet.plan.name),
        (_, true) => format!("Take {months} back to the method in “{}”", sheet.plan.name),
    };
    Ok((sheet.write(changes)?, summary))
}

/// A forecast that can be written, with what is known of its lines.
struct Sheet<'a> {
    call: &'a Call<'a>,
    plan: Plan,
    loaded: Loaded,
    /// At how many closed months it was cut.
    closed: usize,
}

impl<'a> Sheet<'a> {
    fn open(call: &'a Call<'a>, plan: Id) -> Result<Sheet<'a>, Error> {
        let plan = store::plan::get(call.tx, plan)?;
        if plan.kind != Kind::Forecast {
            let message = format!("“{}” is no forecast. Cut one from it first.", plan.name);
            return Err(Error::invalid("plan", message));
        }
        if plan.is_frozen() {
            let message =
                format!("“{}” is approved and stays frozen. Cut a new forecast instead.", plan.name);
            return Err(Error::ReadOnly(message));
        }
        let loaded = load(call, Asked { plan: Some(plan.id), prior: true, ..Asked::default() })?;
        let closed = plan.closed.and_then(|closed| usize::try_from(closed).ok()).unwrap_or(0).min(12);
        Ok(Sheet { call, plan, loaded, closed })
    }

    fn line(&self, id: Id) -> Result<&One, Error> {
        let place = self.loaded.lines.binary_search_by_key(&id, |one| one.line.id);
        let missing = || Error::NotFound("This budget line is not in the forecast any more.".to_owned());
        place.ok().and_then(|place| self.loaded.lines.get(place)).ok_or_else(missing)
    }

    fn now(&self, one: &One) -> (Way, Months) {
        (one.way(&self.loaded.defaults), one.forecast_own.unwrap_or([Amount::ZERO; 12]))
    }

    /// A line by another method, or by the default of its category; months that were typed stay.
    fn by(&self, one: &One, choice: Option<Choice>) -> Result<(Way, Months), Error> {
        let (held, now) = self.now(one);
        let Some(choice) = choice else {
            let unset = One { way: Some(Way { chosen: false, ..held }), ..one.clone() };
            let found = by_its_way(&self.loaded, &unset, self.closed)?;
            return Ok((found.way, self.kept(now, found.months)));
        };
        let way = Way { choice, chosen: true, ..held };
        let found = cut(&one.known(self.closed), choice, way.manual, &mut Steps::off())?;
        Ok((way, self.kept(now, found.months)))
    }

    /// The closed months of a forecast stay as they were cut: what was posted since is seen when it is cut anew.
    fn kept(&self, now: Months, cut: Months) -> Months {
        std::array::from_fn(|month| if month < self.closed { now[month] } else { cut[month] })
    }

    fn typed(
        &self,
        one: &One,
        (mut way, mut months): (Way, Months),
        cell: &MonthText,
        decimal: char,
    ) -> Result<(Way, Months), Error> {
        let month = usize::try_from(cell.month).unwrap_or(12);
        if month >= 12 {
            return Err(Error::invalid("month", "A year has twelve months, 0 to 11."));
        }
        if month < self.closed {
            let name = self.loaded.months()[month];
            let message = format!("{} {} is closed: it is what was posted.", name.name(), name.year());
            return Err(Error::invalid("month", message));
        }
        if cell.text.trim().is_empty() {
            way.manual.0[month] = false;
            let marked = One { way: Some(way), ..one.clone() };
            let found = by_its_way(&self.loaded, &marked, self.closed)?;
            months[month] = found.months[month];
            return Ok((way, months));
        }
        let decimals = one.line.currency.decimals();
        let typed = entry::read(&cell.text, months[month], decimal, decimals);
        months[month] = typed.map_err(|message| Error::invalid("text", message))?;
        way.manual.0[month] = true;
        Ok((way, months))
    }

    /// Writes what is different from what the book has.
    fn write(&self, changes: Vec<(&One, (Way, Months))>) -> Result<Changed, Error> {
        let tx = self.call.tx;
        let mut lines = 0;
        for (one, (way, months)) in changes {
            let id = one.line.id;
            let differs = one.forecast_own != Some(months);
            if one.way != Some(way) || differs {
                lines += 1;
            }
            match one.forecast_own {
                None => store::budget::put(tx, self.plan.id, id, &months)?,
                Some(_) if differs => store::budget::set(tx, self.plan.id, id, &months)?,
                Some(_) => {}
            }
            if one.way != Some(way) {
                store::forecast::set_way(tx, self.plan.id, id, &way)?;
            }
        }
        Ok(Changed { lines: count(lines) })
    }
}
