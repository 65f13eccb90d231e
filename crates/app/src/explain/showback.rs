//! A figure of the Showback screen: the lines of a department, and what each rule gave or took, in steps.

use domain::allocation::{Rule, Source};
use domain::calendar::Period;
use domain::depreciation::terms::Recognition;
use domain::overview::grouped;
use domain::showback::{Amounts, Bearer, takes};
use domain::{Amount, Id, Month};
use serde::{Deserialize, Serialize};

use super::year::rates_used;
use super::{Explanation, Part, by_size, month_name, settle};
use crate::Error;
use crate::open::Call;
use crate::showback::{
    Loaded, MonthMeasures, Of, ShowbackRow, StatementKind, StatementRow, load, rows_of, shown,
};

/// A figure of the showback.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExplainShowback"))]
pub struct OfShowback {
    /// The plan; the default one of the period's year if not given.
    pub plan: Option<Id>,
    /// The period; the plan's fiscal year if not given.
    pub period: Option<Period>,
    /// Who bears it: `department:7`, `none`, `unmatched`, `idle:3` or `total`.
    pub bearer: String,
    /// Of what it bears: `direct`, `allocated`, `passed_on`, `line:12`, `lines`, `allocated:3`, `passed_on:3`; nothing for all.
    #[serde(default)]
    pub row: Option<String>,
    /// A month of the period; nothing for all of it.
    #[serde(default)]
    pub month: Option<Month>,
    /// Which figure.
    pub figure: ShowbackFigure,
}

/// A figure of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "they say it")]
pub enum ShowbackFigure {
    Budget,
    Actual,
    Forecast,
    Variance,
}

impl ShowbackFigure {
    fn word(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Actual => "actual",
            Self::Forecast => "forecast",
            Self::Variance => "variance",
        }
    }

    fn of(self, [budget, actual, forecast]: [Amount; 3]) -> Result<Amount, Error> {
        Ok(match self {
            Self::Budget => budget,
            Self::Actual => actual,
            Self::Forecast => forecast,
            Self::Variance => budget.minus(forecast)?,
        })
    }

    fn of_months(self, months: &[MonthMeasures], month: Option<Month>) -> Result<Amount, Error> {
        let mut sum = domain::Sum::default();
        for one in months.iter().filter(|one| month.is_none_or(|month| one.month == month)) {
            sum.add(self.of([one.budget, one.actual, one.forecast])?);
        }
        Ok(sum.total()?)
    }

    /// What months come to, in those that are asked for.
    fn of_amounts(self, loaded: &Loaded, amounts: &Amounts, month: Option<Month>) -> Result<Amount, Error> {
        self.of_months(&loaded.months(amounts), month)
    }
}

/// What a figure is made of, before its parts are put in order.
struct Found {
    label: String,
    parts: Vec<Part>,
    formula: String,
    steps: Vec<String>,
}

pub(super) fn explain(call: &Call<'_>, of: &OfShowback) -> Result<Explanation, Error> {
    let loaded = load(call, Of { plan: of.plan, period: of.period, recognition: Recognition::Cash })?;
    let mut found = match of.bearer.as_str() {
        "total" => total(&loaded, of)?,
        idle if idle.starts_with("idle:") => idled(&loaded, of, &idle["idle:".len()..])?,
        _ => borne(call, &loaded, of)?,
    };
    let value = sum(&found.parts)?;
    if !found.parts.iter().all(|part| part.note == MONTH) {
        by_size(&mut found.parts);
    }
    found.parts.iter_mut().filter(|part| part.note == MONTH).for_each(|part| part.note.clear());
    let currencies = loaded.year.lines.values().map(|line| line.currency).collect();
    let closed = (loaded.span.first..=loaded.span.last).filter(|month| *month < loaded.span.closed);
    let months: Vec<Month> = match of.figure {
        ShowbackFigure::Budget => Vec::new(),
        ShowbackFigure::Actual | ShowbackFigure::Forecast | ShowbackFigure::Variance => closed
            .map(|month| loaded.first.plus(i32::try_from(month).unwrap_or(0)))
            .filter(|month| of.month.is_none_or(|asked| asked == *month))
            .collect(),
    };
    let planned = of.figure != ShowbackFigure::Actual;
    let rates = rates_used(call, loaded.plan.as_ref(), currencies, planned, &months)?;
    let decimals = loaded.currency.decimals();
    let (parts, more, more_sum) = settle(found.parts, Some(value), decimals)?;
    let when = of.month.map_or_else(|| loaded.period.to_string(), month_name);
    Ok(Explanation {
        title: format!("{}, {} {when}", found.label, of.figure.word()),
        value: Some(value.round(decimals)),
        currency: loaded.currency,
        formula: found.formula,
        parts,
        more,
        more_sum,
        steps: found.steps,
        rates,
        rounding: format!(
            "The cost of each month is brought to {decimals} decimals of {} once, before it is shared out: so every sum \
             of these figures ties without a rest.",
            loaded.currency
        ),
    })
}

/// Marks the part of a month, which keeps its place.
const MONTH: &str = "\u{0}month";

fn sum(parts: &[Part]) -> Result<Amount, Error> {
    Ok(parts.iter().filter_map(|part| part.amount).collect::<domain::Sum>().total()?)
}

fn gone() -> Error {
    Error::NotFound("This row is not shown any more.".to_owned())
}

fn total(loaded: &Loaded, of: &OfShowback) -> Result<Found, Error> {
    let rows = shown(loaded)?.rows;
    let part = |row: &ShowbackRow| -> Result<Part, Error> {
        let page = row.department.map(|department| format!("showback?department={department}"));
        Ok(Part { page, ..Part::of(row.label.clone(), of.figure.of_months(&row.months, of.month)?) })
    };
    let parts = rows.iter().map(part).collect::<Result<Vec<_>, Error>>()?;
    Ok(Found {
        label: "Total".to_owned(),
        parts: without_nothing(parts),
        formula: "Sum of what each department bears, with what no department bears and what stays idle: the cost of every \
                  line"
            .to_owned(),
        steps: Vec::new(),
    })
}

fn without_nothing(parts: Vec<Part>) -> Vec<Part> {
    parts.into_iter().filter(|part| part.amount.is_none_or(|amount| !amount.is_zero())).collect()
}

/// What a department, or nobody, bears.
fn borne(call: &Call<'_>, loaded: &Loaded, of: &OfShowback) -> Result<Found, Error> {
    let department = of.bearer.strip_prefix("department:").and_then(|id| id.parse::<Id>().ok());
    let (bearer, name) = match (of.bearer.as_str(), department) {
        ("none", _) => (Bearer::Nobody, "No department".to_owned()),
        ("unmatched", _) => (Bearer::Unmatched, "Unmatched actuals".to_owned()),
        (_, Some(id)) => {
            let department = loaded.departments.iter().find(|one| one.id == id).ok_or_else(gone)?;
            (Bearer::Department(id), department.name.clone())
        }
        (_, None) => return Err(gone()),
    };
    if bearer == Bearer::Unmatched {
        let amounts = loaded.shown.bearers.get(&bearer).map(|bearing| bearing.direct.clone());
        let parts = months(loaded, of, &loaded.months(&amounts.unwrap_or_default()), |month| {
            Some(format!("actuals?state=unmatched&period={month}"))
        })?;
        return Ok(Found {
            label: name,
            parts,
            formula: "What is posted without a budget line".into(),
            steps: Vec::new(),
        });
    }
    let vendors = store::vendor::all(call.tx)?.into_iter().map(|vendor| (vendor.id, vendor.name)).collect();
    let rows = rows_of(loaded, &vendors, bearer)?;
    let Some(row) = of.row.as_deref() else {
        let formula = "Its own lines + what rules allocate to it − what rules pass on from it".to_owned();
        return Ok(Found {
            label: name,
            parts: listed(loaded, of, &rows)?,
            formula,
            steps: rule_steps(loaded, of, bearer, &rows)?,
        });
    };
    let kind = match row {
        "direct" => {
            Some((StatementKind::Direct, "own lines", "Sum of its own lines, before any rule takes them"))
        }
        "allocated" => Some((StatementKind::Allocated, "allocated", "Sum of what rules allocate to it")),
        "passed_on" => {
            Some((StatementKind::PassedOn, "passed on", "Sum of what rules take from it, below 0"))
        }
        _ => None,
    };
    if let Some((kind, word, formula)) = kind {
        let rows: Vec<StatementRow> = rows.into_iter().filter(|row| row.kind == kind).collect();
        let steps = rule_steps(loaded, of, bearer, &rows)?;
        let parts = listed(loaded, of, &rows)?;
        return Ok(Found { label: format!("{name}, {word}"), parts, formula: formula.to_owned(), steps });
    }
    let found = rows.into_iter().find(|one| one.key == row).ok_or_else(gone)?;
    let of_line = found.key.strip_prefix("line:").map(str::to_owned);
    let link = |month: Month| match &of_line {
        Some(line) => Some(format!("actuals?line={line}&period={month}")),
        None => Some("showback".to_owned()),
    };
    let parts = months(loaded, of, &found.months, link)?;
    let formula = match found.kind {
        StatementKind::Direct => "The line's own months, each to the cent, so that the lines of the department sum to what it bears".to_owned(),
        StatementKind::Allocated => format!("By the rule “{}”: {}", found.label, found.note),
        StatementKind::PassedOn => format!("Taken by the rule “{}”, {}", found.label, found.note),
    };
    let steps = rule_steps(loaded, of, bearer, std::slice::from_ref(&found))?;
    Ok(Found { label: format!("{name}, {}", found.label), parts, formula, steps })
}

/// What nobody took of a rule's capacity.
fn idled(loaded: &Loaded, of: &OfShowback, id: &str) -> Result<Found, Error> {
    let place = loaded.rules.iter().position(|rule| rule.id.to_string() == id).ok_or_else(gone)?;
    let (rule, outcome) = (&loaded.rules[place], &loaded.shown.outcomes[place]);
    let parts = months(loaded, of, &loaded.months(&outcome.idle), |_| Some("showback".to_owned()))?;
    Ok(Found {
        label: format!("Idle: {}", rule.name),
        parts,
        formula: "What was found × what nobody takes ÷ capacity".to_owned(),
        steps: taken(loaded, of, place)?.into_iter().chain([tying()]).collect(),
    })
}

/// Rows as parts, with the way to the line.
fn listed(loaded: &Loaded, of: &OfShowback, rows: &[StatementRow]) -> Result<Vec<Part>, Error> {
    let part = |row: &StatementRow| -> Result<Part, Error> {
        let page = match (row.key.strip_prefix("line:"), &loaded.plan) {
            (Some(line), Some(plan)) => format!("budget?plan={}&line={line}", plan.id),
            (Some(line), None) => format!("actuals?line={line}"),
            (None, _) => "showback".to_owned(),
        };
        let amount = of.figure.of_months(&row.months, of.month)?;
        Ok(Part { note: row.note.clone(), page: Some(page), ..Part::of(row.label.clone(), amount) })
    };
    Ok(without_nothing(rows.iter().map(part).collect::<Result<_, _>>()?))
}

/// The months as parts.
fn months(
    loaded: &Loaded,
    of: &OfShowback,
    all: &[MonthMeasures],
    page: impl Fn(Month) -> Option<String>,
) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    let currency = loaded.currency;
    for one in all.iter().filter(|one| of.month.is_none_or(|month| one.month == month)) {
        let amount = of.figure.of([one.budget, one.actual, one.forecast])?.round(currency.decimals());
        let note = MONTH.to_owned();
        parts.push(Part { note, page: page(one.month), ..Part::of(month_name(one.month), amount) });
    }
    Ok(parts)
}

/// How the rules of these rows came to what they gave or took.
fn rule_steps(
    loaded: &Loaded,
    of: &OfShowback,
    bearer: Bearer,
    rows: &[StatementRow],
) -> Result<Vec<String>, Error> {
    let mut steps = Vec::new();
    for (place, rule) in loaded.rules.iter().enumerate() {
        let named = |kind: &str| rows.iter().find(|row| row.key == format!("{kind}:{}", rule.id));
        let (gave, took) = (named("allocated"), named("passed_on"));
        if gave.is_none() && took.is_none() {
            continue;
        }
        steps.extend(taken(loaded, of, place)?);
        if let Some(row) = gave {
            steps.push(gives(loaded, of, bearer, place, row)?);
        }
        if let Some(row) = took {
            let amount = of.figure.of_months(&row.months, of.month)?;
            steps.push(format!("Of it, {} {} came from here.", grouped(-amount), loaded.currency));
        }
    }
    if !steps.is_empty() {
        steps.push(tying());
    }
    Ok(steps)
}

fn tying() -> String {
    "Each month is shared out for itself, to the cent: what rounding leaves over goes to the largest remainder, so that the \
     parts and what is idle sum to what was found."
        .to_owned()
}

/// What a rule takes, and what it found when its turn came.
fn taken(loaded: &Loaded, of: &OfShowback, place: usize) -> Result<Vec<String>, Error> {
    let (rule, outcome) = (&loaded.rules[place], &loaded.shown.outcomes[place]);
    let source = match rule.source {
        Source::Line(id) => {
            let line = loaded.year.lines.get(&id).map_or("a line", |line| line.description.as_str());
            format!("the line “{line}”")
        }
        Source::Category(id) => {
            let category = loaded.categories.iter().find(|one| one.id == id);
            format!("every line of “{}” and below", category.map_or("a category", |one| one.name.as_str()))
        }
        Source::Department(id) => {
            let department = loaded.departments.iter().find(|one| one.id == id);
            format!("all that {} still bears", department.map_or("a department", |one| one.name.as_str()))
        }
    };
    let whole = of.figure.of_amounts(loaded, &outcome.shared, of.month)?;
    let direct =
        loaded.shown.pools.iter().filter(|((_, taker), _)| *taker == Some(place)).map(|(_, one)| one);
    let direct = of.figure.of_amounts(loaded, &Amounts::sum(direct)?, of.month)?;
    let passed = whole.minus(direct)?;
    let from_rules = if passed.is_zero() {
        String::new()
    } else {
        format!(", {} of it given by earlier rules", grouped(passed))
    };
    Ok(vec![format!(
        "Rule {} of {}, “{}”, takes {source}: {} {}{from_rules}.",
        place + 1,
        loaded.rules.len(),
        rule.name,
        grouped(whole),
        loaded.currency
    )])
}

/// What a rule gives to a department: `Sales takes 600 of 1,000 seats: 72,000.00 EUR.`
fn gives(
    loaded: &Loaded,
    of: &OfShowback,
    bearer: Bearer,
    place: usize,
    row: &StatementRow,
) -> Result<String, Error> {
    let rule: &Rule = &loaded.rules[place];
    let share = rule.shares.iter().position(|share| bearer == Bearer::Department(share.department));
    let takes = share.map(|share| takes(rule, share)).unwrap_or_default();
    let amount = of.figure.of_months(&row.months, of.month)?;
    Ok(format!("It gives {takes}: {} {}.", grouped(amount), loaded.currency))
}
