//! What the open months of a year will cost, by several methods, and how good past forecasts were.

pub mod accuracy;
pub mod choice;
pub mod cut;
pub mod past;
pub mod trend;
pub mod words;

use serde::{Deserialize, Serialize};

use crate::budget::Months;
use crate::explain::Steps;
use crate::money::{self, tie};
use crate::variance::percent;
use crate::{Amount, Currency, Error, Problem, Sum};

/// How the open months of a line are forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ForecastMethod"))]
pub enum Method {
    /// What is budgeted for them.
    #[serde(alias = "remaining_budget", alias = "remaining budget")]
    RemainingBudget,
    /// What is left of the year's budget, spread as the budget of the open months is.
    #[serde(alias = "underspend_carried", alias = "underspend carried")]
    UnderspendCarried,
    /// The mean of the last closed months.
    #[serde(alias = "run_rate", alias = "run rate")]
    RunRate,
    /// The actual to date by the share that the same months had of the year before.
    Seasonal,
    /// The schedule of the contract.
    Contract,
    /// What the user entered.
    Manual,
    /// Exponential smoothing of the months so far: an estimate.
    Trend,
}

impl Method {
    /// Those that a budget line can be forecast by.
    pub const OFFERED: [Method; 7] = [
        Method::RemainingBudget,
        Method::UnderspendCarried,
        Method::RunRate,
        Method::Seasonal,
        Method::Trend,
        Method::Contract,
        Method::Manual,
    ];

    /// As it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Method::RemainingBudget => "Remaining budget",
            Method::UnderspendCarried => "Underspend carried",
            Method::RunRate => "Run-rate",
            Method::Seasonal => "Seasonal",
            Method::Contract => "Contract",
            Method::Manual => "Manual",
            Method::Trend => "Trend",
        }
    }
}

/// What is known of a line when its year is forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// How.
    pub method: Method,
    /// What was posted in the closed months, from the first month of the year on: as many as are closed.
    #[serde(default)]
    pub actual: Vec<Amount>,
    /// The budget of the twelve months, for the methods that go by it.
    #[serde(default)]
    pub budget: Option<Vec<Amount>>,
    /// What the twelve months of the year before cost: needed for a season, and lengthens a trend.
    #[serde(default)]
    pub prior: Option<Vec<Amount>>,
    /// The twelve amounts of the contract's schedule or of the user, of which the open months count.
    #[serde(default, alias = "contract", alias = "schedule", alias = "manual")]
    pub amounts: Option<Vec<Amount>>,
    /// Of how many of the last closed months the run rate is the mean; all of them if it is left out.
    #[serde(default, alias = "n")]
    pub last: Option<usize>,
    /// The currency, to whose minor unit what is computed is rounded; two decimals if it is left out.
    #[serde(default)]
    pub currency: Option<Currency>,
}

/// A year as it is expected to end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forecast {
    /// The actual of the closed months, then the forecast of the open ones.
    pub months: Months,
    /// Their sum.
    pub total: Amount,
    /// How good the trend is; only for that method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trend: Option<Box<trend::Quality>>,
}

/// The full year of a line: the actual of its closed months and the forecast of the open ones.
///
/// | method | the open months together | each of them |
/// |---|---|---|
/// | remaining budget | their budget | their budget |
/// | underspend carried | budget of the year, rounded, − actual to date | by the budget of the open months; evenly if that is 0 |
/// | run-rate | actual of the last n months ÷ n × open months | evenly |
/// | seasonal | actual to date × prior year's open months ÷ its closed months | by the prior year's open months |
/// | contract, manual | as handed in | as handed in |
/// | trend | sum of the months | exponential smoothing, see [`trend`] |
///
/// What is computed is rounded to the currency once, as the sum of the open months, and split so that it ties: the
/// months sum to the total exactly. Where shares are of both signs (a credit in a month), an underspend is carried by
/// their size, so that the credit stays, and a season follows its sign.
///
/// The faults of the input are named all at once: more than 12 closed months, lists that are not of 12 months, a
/// method without what it needs. A run rate needs a closed month, a season a prior year whose same months are not 0
/// together, a trend [`trend::FEWEST`] months.
///
/// ```
/// use domain::{explain::Steps, forecast};
/// let forecast = |text| forecast::year(&serde_json::from_str(text).unwrap(), &mut Steps::off()).unwrap();
/// let run_rate = forecast(r#"{"method": "run-rate", "actual": [100, 100, 101]}"#);
/// assert_eq!(run_rate.total.to_string(), "1204.00");
/// assert_eq!(run_rate.months[3].to_string(), "100.34");
/// assert_eq!(run_rate.months[11].to_string(), "100.33");
/// ```
pub fn year(line: &Line, steps: &mut Steps) -> Result<Forecast, Error> {
    if !line.is_complete() {
        Error::unless_empty(line.problems())?;
    }
    let mut months = [Amount::ZERO; 12];
    let closed = line.actual.len().min(12);
    let (posted, open) = months.split_at_mut(closed);
    posted.copy_from_slice(&line.actual[..closed]);
    let mut sum = Sum::default();
    sum.add_all(posted);
    // Some methods only show it: then one that does not fit stops nothing.
    let to_date = sum.total();
    let mut quality = None;
    match line.method {
        Method::RemainingBudget => copy(line.budget.as_deref(), open),
        Method::Contract | Method::Manual => copy(line.amounts.as_deref(), open),
        Method::UnderspendCarried => carried(line, to_date?, open, steps)?,
        Method::RunRate => run_rate(line, open, steps)?,
        Method::Seasonal => seasonal(line, to_date?, open, steps)?,
        Method::Trend => quality = Some(Box::new(trend::fill(line, open, steps)?)),
    }
    sum.add_all(open);
    let total = sum.total()?;
    steps.note("Full year", "actual of closed months + forecast of open months", total, || {
        let actual = to_date.map(|to_date| ("actual", to_date.into()));
        actual.into_iter().chain([("open months", count(12 - closed).into())]).collect()
    });
    Ok(Forecast { months, total, trend: quality })
}

impl Line {
    /// Whether all that the method needs is there in its right length: a quick look before the faults are told.
    fn is_complete(&self) -> bool {
        self.problems_of(&mut |_, _| {})
    }

    /// Everything that is wrong with this input.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.problems_of(&mut |field, message| problems.push(Problem::new(field, message)));
        problems
    }

    /// Tells each fault; whether there is none.
    fn problems_of(&self, tell: &mut dyn FnMut(&str, &str)) -> bool {
        let mut fine = true;
        let mut tell = |field: &str, message: &str| {
            fine = false;
            tell(field, message);
        };
        if self.actual.len() > 12 {
            tell(
                "actual",
                "A year has at most 12 closed months: give the actual of those of this year only.",
            );
        }
        let (budget, prior, amounts) = match self.method {
            Method::RemainingBudget | Method::UnderspendCarried => (true, false, false),
            Method::Seasonal => (false, true, false),
            Method::Contract | Method::Manual => (false, false, true),
            Method::RunRate | Method::Trend => (false, false, false),
        };
        for (field, given, needed, missing) in [
            ("budget", &self.budget, budget, "This method needs the budget of the 12 months."),
            ("prior", &self.prior, prior, "This method needs the 12 months of the year before."),
            ("amounts", &self.amounts, amounts, "This method needs the amounts of the 12 months."),
        ] {
            match given {
                Some(months) if months.len() != 12 => {
                    tell(field, "Give an amount for each of the 12 months.");
                }
                None if needed => tell(field, missing),
                Some(_) | None => {}
            }
        }
        if self.method == Method::RunRate {
            if self.actual.is_empty() {
                tell("actual", "A run rate needs a closed month: choose another method until one is closed.");
            } else if self.last.is_some_and(|last| last == 0 || last > self.actual.len()) {
                tell(
                    "last",
                    "The run rate is the mean of 1 or more of the closed months, not of more than there are.",
                );
            }
        }
        if self.method == Method::Seasonal && self.actual.is_empty() {
            tell("actual", "A season needs a closed month: choose another method until one is closed.");
        }
        fine
    }

    fn decimals(&self) -> u32 {
        self.currency().decimals()
    }

    fn currency(&self) -> Currency {
        self.currency.unwrap_or(Currency::NONE)
    }
}

/// The months of `all` that the open ones are.
fn tail(all: Option<&[Amount]>, open: usize) -> &[Amount] {
    let all = all.unwrap_or_default();
    all.get(all.len().saturating_sub(open)..).unwrap_or_default()
}

fn copy(all: Option<&[Amount]>, open: &mut [Amount]) {
    let amounts = tail(all, open.len());
    for (month, amount) in open.iter_mut().zip(amounts) {
        *month = *amount;
    }
}

fn carried(line: &Line, to_date: Amount, open: &mut [Amount], steps: &mut Steps) -> Result<(), Error> {
    let budget = line.budget.as_deref();
    let year = sum(budget.unwrap_or_default())?;
    // The year is rounded, not what is left of it, so that it ends at its budget even where a half is overspent.
    let decimals = line.decimals();
    let rest = year.round(decimals).minus(to_date)?.round(decimals);
    steps.note("Left of the budget", "budget of the year − actual to date", rest, || {
        vec![("budget of the year", year.into()), ("actual to date", to_date.into())]
    });
    let weights = tail(budget, open.len());
    if !weights.iter().any(|weight| weight.is_negative()) {
        return share(rest, weights, line, open);
    }
    // A credit stays a credit: what is carried comes on top, by the size of each month.
    let sizes: Vec<Amount> = weights.iter().map(|weight| weight.abs()).collect();
    let carried = rest.minus(sum(weights)?)?;
    share(carried, &sizes, line, open)?;
    let with_credits = open.iter().zip(weights).map(|(month, weight)| month.plus(*weight));
    let parts = with_credits.collect::<Result<Vec<_>, _>>()?;
    put(tie(&parts, rest, decimals), open)
}

fn run_rate(line: &Line, open: &mut [Amount], steps: &mut Steps) -> Result<(), Error> {
    let last = line.last.unwrap_or(line.actual.len());
    let posted = sum(tail(Some(&line.actual), last))?;
    let (last, months) = (count(last), count(open.len()));
    let together = posted.times(months.into())?.over(last.into())?.round(line.decimals());
    if let Ok(rate) = posted.over(last.into()) {
        steps.note("Run rate", "actual of the last closed months ÷ their number", rate, || {
            vec![("actual", posted.into()), ("months", last.into())]
        });
    }
    steps.note("Open months", "run rate × open months", together, || vec![("open months", months.into())]);
    evenly(together, line, open)
}

fn seasonal(line: &Line, to_date: Amount, open: &mut [Amount], steps: &mut Steps) -> Result<(), Error> {
    let prior = line.prior.as_deref().unwrap_or_default();
    let (before, after) = prior.split_at(prior.len().saturating_sub(open.len()));
    let (same, rest) = (sum(before)?, sum(after)?);
    if same.is_zero() {
        return Err(Error::invalid(
            "prior",
            "The same months of the year before cost 0 together, so they say nothing of a season: choose another method.",
        ));
    }
    let together = to_date.times(rest)?.over(same)?.round(line.decimals());
    if steps.asked() {
        let whole = same.plus(rest).ok();
        if let Some((whole, percent)) = whole.and_then(|whole| Some((whole, percent(same, whole)?))) {
            steps.note(
                "Prior-year share",
                "prior year's same months ÷ prior year",
                crate::explain::Figure::Percent(percent),
                || vec![("same months", same.into()), ("prior year", whole.into())],
            );
        }
        steps.note(
            "Open months",
            "actual to date × prior year's open months ÷ its same months",
            together,
            || {
                vec![
                    ("actual to date", to_date.into()),
                    ("open months", rest.into()),
                    ("same months", same.into()),
                ]
            },
        );
    }
    if after.iter().any(|weight| weight.is_negative()) {
        let parts =
            after.iter().map(|weight| to_date.times(*weight)?.over(same)).collect::<Result<Vec<_>, _>>()?;
        return put(tie(&parts, together, line.decimals()), open);
    }
    if after.iter().all(|weight| weight.is_zero()) {
        // Nothing was spent in these months last year.
        return Ok(());
    }
    share(together, after, line, open)
}

/// Shares an amount by weights of 0 or more, evenly if all are 0.
fn share(whole: Amount, weights: &[Amount], line: &Line, open: &mut [Amount]) -> Result<(), Error> {
    if weights.iter().all(|weight| weight.is_zero()) {
        return evenly(whole, line, open);
    }
    match whole.split_by(weights, line.currency()) {
        // Amount and weights together have too many digits to be counted in units.
        Err(money::Error::TooLarge) => {
            let all = sum(weights)?;
            let part = |weight: &Amount| whole.times(weight.over(all)?);
            let parts = weights.iter().map(part).collect::<Result<Vec<_>, _>>()?;
            put(tie(&parts, whole, whole.scale().max(line.decimals())), open)
        }
        parts => put(parts, open),
    }
}

fn evenly(whole: Amount, line: &Line, open: &mut [Amount]) -> Result<(), Error> {
    if open.is_empty() {
        return Ok(());
    }
    put(whole.split(open.len(), line.currency()).ok_or(money::Error::TooLarge), open)
}

fn put(parts: Result<Vec<Amount>, money::Error>, open: &mut [Amount]) -> Result<(), Error> {
    for (month, part) in open.iter_mut().zip(parts?) {
        *month = part;
    }
    Ok(())
}

fn sum(amounts: &[Amount]) -> Result<Amount, money::Error> {
    let mut sum = Sum::default();
    sum.add_all(amounts);
    sum.total()
}

fn count(months: usize) -> i64 {
    i64::try_from(months).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(json: &str) -> Line {
        let line: Line = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::from_str::<Line>(&serde_json::to_string(&line).unwrap()).unwrap(), line);
        line
    }

    /// The open months, those that are alike together, and the total.
    fn shown(json: &str) -> Result<String, String> {
        let line = read(json);
        let forecast = year(&line, &mut Steps::off()).map_err(|error| error.to_string())?;
        assert_eq!(forecast.months[..line.actual.len()], line.actual);
        let mut texts: Vec<(String, usize)> = Vec::new();
        for month in &forecast.months[line.actual.len()..] {
            match texts.last_mut() {
                Some((text, times)) if *text == month.to_string() => *times += 1,
                _ => texts.push((month.to_string(), 1)),
            }
        }
        let texts: Vec<String> = texts
            .into_iter()
            .map(|(text, times)| if times == 1 { text } else { format!("{text} x {times}") })
            .collect();
        Ok(format!("{} = {}", texts.join(", "), forecast.total))
    }

    const BUDGET: &str = r#""budget": [100,100,100,100,100,100,100,100,100,100,50,150]"#;
    const PRIOR: &str = r#""prior": [10,20,30,40,0,0,0,0,0,100,150,50]"#;
    const AMOUNTS: &str = r#""amounts": [1,2,3,4,5,6,7,8,9,10,11,"12.345"]"#;

    // Source: numbers.md, “Forecast”: each method by its rule.
    #[test]
    fn open_months_by_every_method() {
        for (line, expected) in [
            (format!(r#"{{"method": "remaining-budget", "actual": [90, 95], {BUDGET}}}"#), "100 x 8, 50, 150 = 1185"),
            (format!(r#"{{"method": "remaining_budget", "actual": [], {BUDGET}}}"#), "100 x 10, 50, 150 = 1200"),
            (format!(r#"{{"method": "underspend-carried", "actual": [100, 100, 100, 100, 100, 100, 100, 100, 100, 90], {BUDGET}}}"#), "52.50, 157.50 = 1200.00"),
            (format!(r#"{{"method": "underspend_carried", "actual": [800, 800], {BUDGET}}}"#), "-40.00 x 8, -20.00, -60.00 = 1200.00"),
            (format!(r#"{{"method": "underspend carried", "actual": [100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100], {BUDGET}}}"#), " = 1200"),
            // Nothing is budgeted for the open months: what is left goes to them evenly.
            (r#"{"method": "underspend-carried", "actual": [40], "budget": [50,0,0,0,0,0,0,0,0,0,0,0]}"#.to_owned(), "0.91 x 10, 0.90 = 50.00"),
            (r#"{"method": "underspend-carried", "actual": [40], "budget": [40,0,0,0,0,0,0,0,0,0,0,0]}"#.to_owned(), "0.00 x 11 = 40"),
            // A credit stays a credit: 30 more over sizes of 100, 20 and 180.
            (r#"{"method": "underspend-carried", "actual": [0,0,0,0,0,0,0,0,0], "budget": [30,0,0,0,0,0,0,0,0,100,-20,180]}"#.to_owned(), "110.00, -18.00, 198.00 = 290.00"),
            // What is left is rounded to the currency: the year then ends at its budget, rounded.
            (r#"{"method": "underspend-carried", "budget": ["100.005",0,0,0,0,0,0,0,0,0,0,0]}"#.to_owned(), "100.01, 0.00 x 11 = 100.01"),
            (r#"{"method": "underspend-carried", "budget": ["50.001","50.001","50.002",0,0,0,0,0,0,0,0,0]}"#.to_owned(), "50.00 x 3, 0.00 x 9 = 150.00"),
            (r#"{"method": "underspend-carried", "actual": [200], "budget": [0,0,0,0,0,0,0,0,0,0,0,"100.005"]}"#.to_owned(), "0.00 x 10, -99.99 = 100.01"),
            (r#"{"method": "underspend-carried", "actual": ["0.001"], "budget": [0,0,0,0,0,0,0,0,0,0,0,"10.00"]}"#.to_owned(), "0.00 x 10, 10.00 = 10.001"),
            (r#"{"method": "underspend-carried", "currency": "JPY", "budget": ["1.5",0,0,0,0,0,0,0,0,0,0,"2.6"]}"#.to_owned(), "1, 0 x 10, 3 = 4"),
            (r#"{"method": "underspend-carried", "actual": [0,0,0,0,0,0,0,0,0,0], "budget": [0,0,0,0,0,0,0,0,0,0,"100.005","-20.002"]}"#.to_owned(), "100.00, -20.00 = 80.00"),
            (r#"{"method": "run-rate", "actual": [100, 100, 101]}"#.to_owned(), "100.34 x 3, 100.33 x 6 = 1204.00"),
            (r#"{"method": "run_rate", "actual": [100, 100, 101], "last": 1}"#.to_owned(), "101.00 x 9 = 1210.00"),
            (r#"{"method": "run rate", "actual": [100, 100, 101], "last": 2}"#.to_owned(), "100.50 x 9 = 1205.50"),
            (r#"{"method": "run-rate", "actual": [100, 100, 101], "last": 3, "currency": "JPY"}"#.to_owned(), "101 x 3, 100 x 6 = 1204"),
            (r#"{"method": "run-rate", "actual": ["0.001"], "currency": "KWD"}"#.to_owned(), "0.001 x 11 = 0.012"),
            (r#"{"method": "run-rate", "actual": [1,2,3,4,5,6,7,8,9,10,11,12]}"#.to_owned(), " = 78"),
            // 110 of what was 100 of 400 a year before.
            (format!(r#"{{"method": "seasonal", "actual": [10,20,30,50], {PRIOR}}}"#), "0.00 x 5, 110.00, 165.00, 55.00 = 440.00"),
            (format!(r#"{{"method": "seasonal", "actual": [0,0,0,0], {PRIOR}}}"#), "0.00 x 8 = 0"),
            (r#"{"method": "seasonal", "actual": [10], "prior": [5,0,0,0,0,0,0,0,0,0,0,0]}"#.to_owned(), "0 x 11 = 10"),
            (r#"{"method": "seasonal", "actual": [10], "prior": [5,0,0,0,0,0,0,0,0,10,-5,1]}"#.to_owned(), "0.00 x 8, 20.00, -10.00, 2.00 = 22.00"),
            (r#"{"method": "seasonal", "actual": [1], "prior": [3,0,0,0,0,0,0,0,1,1,-1,1]}"#.to_owned(), "0.00 x 7, 0.34, 0.33, -0.33, 0.33 = 1.67"),
            (format!(r#"{{"method": "contract", "actual": [0, 0], {AMOUNTS}}}"#), "3, 4, 5, 6, 7, 8, 9, 10, 11, 12.345 = 75.345"),
            (r#"{"method": "manual", "actual": [], "manual": [1,1,1,1,1,1,1,1,1,1,1,1]}"#.to_owned(), "1 x 12 = 12"),
            (r#"{"method": "contract", "actual": [5], "schedule": [1,1,1,1,1,1,1,1,1,1,1,1]}"#.to_owned(), "1 x 11 = 16"),
            (r#"{"method": "contract", "contract": [1,1,1,1,1,1,1,1,1,1,1,1]}"#.to_owned(), "1 x 12 = 12"),
        ] {
            assert_eq!(shown(&line), Ok(expected.to_owned()), "{line}");
        }
    }

    #[test]
    fn fine_weights_are_shared_without_units() {
        // Counted in units these weights would have more than 38 digits together with the amount.
        let weight = "0.1234567890123456789012345678";
        let budget =
            ["1", weight, weight, weight, weight, weight, weight, weight, weight, weight, weight, weight];
        let line = Line {
            method: Method::UnderspendCarried,
            actual: vec![Amount::from(-1_000_000_000_000)],
            budget: Some(budget.map(|one| one.parse().unwrap()).to_vec()),
            prior: None,
            amounts: None,
            last: None,
            currency: None,
        };
        let forecast = year(&line, &mut Steps::off()).unwrap();
        assert_eq!(forecast.total.to_string(), "2.36");
        assert_eq!(forecast.months[1].to_string(), "90909090909.30");
        assert_eq!(forecast.months[11].to_string(), "90909090909.31");
    }

    #[test]
    fn faults_are_told_with_a_remedy() {
        let twelve = "Give an amount for each of the 12 months.";
        let thirteen = "[1,1,1,1,1,1,1,1,1,1,1,1,1]";
        for (line, expected) in [
            (format!(r#"{{"method": "run-rate", "actual": {thirteen}}}"#), "A year has at most 12 closed months: give the actual of those of this year only."),
            (r#"{"method": "run-rate", "actual": []}"#.to_owned(), "A run rate needs a closed month: choose another method until one is closed."),
            (r#"{"method": "run-rate", "actual": [1], "last": 0}"#.to_owned(), "The run rate is the mean of 1 or more of the closed months, not of more than there are."),
            (r#"{"method": "run-rate", "actual": [1], "last": 2}"#.to_owned(), "The run rate is the mean of 1 or more of the closed months, not of more than there are."),
            (r#"{"method": "remaining-budget"}"#.to_owned(), "This method needs the budget of the 12 months."),
            (r#"{"method": "underspend-carried", "prior": [1]}"#.to_owned(), "This method needs the budget of the 12 months. Give an amount for each of the 12 months."),
            (r#"{"method": "remaining-budget", "budget": []}"#.to_owned(), twelve),
            (format!(r#"{{"method": "manual", "amounts": {thirteen}}}"#), twelve),
            (r#"{"method": "manual"}"#.to_owned(), "This method needs the amounts of the 12 months."),
            (r#"{"method": "contract"}"#.to_owned(), "This method needs the amounts of the 12 months."),
            (r#"{"method": "seasonal"}"#.to_owned(), "This method needs the 12 months of the year before. A season needs a closed month: choose another method until one is closed."),
            (format!(r#"{{"method": "seasonal", "actual": [], {PRIOR}}}"#), "A season needs a closed month: choose another method until one is closed."),
            (r#"{"method": "seasonal", "actual": [5, 5], "prior": [3,-3,5,5,5,5,5,5,5,5,5,5]}"#.to_owned(), "The same months of the year before cost 0 together, so they say nothing of a season: choose another method."),
            (r#"{"method": "trend", "actual": [1,2,3,4,5,6]}"#.to_owned(), "A trend needs at least 7 months and there are 6: add the year before or choose another method."),
            (r#"{"method": "trend", "actual": [], "prior": [1]}"#.to_owned(), twelve),
            (r#"{"method": "run-rate", "actual": ["79228162514264337593543950335", "79228162514264337593543950335"]}"#.to_owned(), "This number has more than the 28 digits that can be kept exactly."),
        ] {
            assert_eq!(shown(&line), Err(expected.to_owned()), "{line}");
        }
        assert!(serde_json::from_str::<Line>(r#"{"method": "guess"}"#).is_err());
        let faulty = read(r#"{"method": "seasonal"}"#);
        let fields: Vec<String> = faulty.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["prior", "actual"]);
    }

    #[test]
    fn it_explains_itself() {
        for (json, expected) in [
            (
                r#"{"method": "run-rate", "actual": [100, 100, 101], "last": 2}"#.to_owned(),
                &[
                    "Run rate: 100.50 = actual of the last closed months ÷ their number (actual 201, months 2)",
                    "Open months: 904.50 = run rate × open months (open months 9)",
                    "Full year: 1205.50 = actual of closed months + forecast of open months (actual 301, open months 9)",
                ][..],
            ),
            (
                format!(r#"{{"method": "seasonal", "actual": [10,20,30,50], {PRIOR}}}"#),
                &[
                    "Prior-year share: 25.0 % = prior year's same months ÷ prior year (same months 100, prior year 400)",
                    "Open months: 330.00 = actual to date × prior year's open months ÷ its same months (actual to date 110, open months 300, same months 100)",
                    "Full year: 440.00 = actual of closed months + forecast of open months (actual 110, open months 8)",
                ],
            ),
            (
                format!(r#"{{"method": "underspend-carried", "actual": [90], {BUDGET}}}"#),
                &[
                    "Left of the budget: 1110.00 = budget of the year − actual to date (budget of the year 1200, actual to date 90)",
                    "Full year: 1200.00 = actual of closed months + forecast of open months (actual 90, open months 11)",
                ],
            ),
        ] {
            let mut steps = Steps::on();
            year(&read(&json), &mut steps).unwrap();
            assert_eq!(crate::explain::lines(&steps.taken()), expected, "{json}");
        }
    }

    #[test]
    fn an_explanation_stops_no_forecast() {
        let most = "79228162514264337593543950335";
        for (json, total) in [
            // The year before does not fit, nor does the actual to date.
            (
                format!(
                    r#"{{"method": "seasonal", "actual": [0], "prior": ["{most}","{most}",0,0,0,0,0,0,0,0,0,0]}}"#
                ),
                "0",
            ),
            (
                format!(
                    r#"{{"method": "manual", "actual": ["{most}","{most}"], "amounts": [0,0,"-{most}",0,0,0,0,0,0,0,0,0]}}"#
                ),
                most,
            ),
        ] {
            let line = read(&json);
            let mut steps = Steps::on();
            let forecast = year(&line, &mut steps).unwrap();
            assert_eq!(forecast.total, total.parse().unwrap(), "{json}");
            assert_eq!(year(&line, &mut Steps::off()).unwrap(), forecast, "{json}");
            assert!(steps.taken().iter().any(|step| step.label == "Full year"));
        }
        let line = read(&format!(
            r#"{{"method": "manual", "actual": ["{most}","{most}"], "amounts": [0,0,"-{most}",0,0,0,0,0,0,0,0,0]}}"#
        ));
        let mut steps = Steps::on();
        year(&line, &mut steps).unwrap();
        let lines = crate::explain::lines(&steps.taken());
        assert_eq!(
            lines,
            [format!(
                "Full year: {most} = actual of closed months + forecast of open months (open months 10)"
            )]
        );
    }

    fn line(method: Method, actual: Vec<Amount>, budget: Vec<Amount>) -> Line {
        let (prior, amounts) = (Some(budget.clone()), Some(budget.clone()));
        Line { method, actual, budget: Some(budget), prior, amounts, last: None, currency: None }
    }

    proptest! {
        #[test]
        fn months_sum_to_the_total_and_closed_ones_are_actuals(
            actual in prop::collection::vec((-100_000_000i64..100_000_000, 0u32..5), 0..13),
            other in prop::collection::vec((-100_000_000i64..100_000_000, 0u32..5), 12),
            absolute in any::<bool>(), code in prop::sample::select(vec!["EUR", "JPY", "KWD"]),
        ) {
            let amounts = |units: Vec<(i64, u32)>| -> Vec<Amount> {
                units.into_iter().map(|(units, scale)| Amount::new(units, scale)).collect()
            };
            let (actual, mut other) = (amounts(actual), amounts(other));
            if absolute { other = other.into_iter().map(Amount::abs).collect(); }
            for method in [Method::RemainingBudget, Method::UnderspendCarried, Method::RunRate, Method::Seasonal,
                           Method::Contract, Method::Manual] {
                let line = Line { currency: Some(code.parse().unwrap()), ..line(method, actual.clone(), other.clone()) };
                let Ok(forecast) = year(&line, &mut Steps::off()) else {
                    prop_assert!(matches!(method, Method::RunRate | Method::Seasonal), "{:?} needs nothing more", method);
                    continue;
                };
                prop_assert_eq!(&forecast.months[..actual.len()], actual.as_slice());
                prop_assert_eq!(sum(&forecast.months).unwrap(), forecast.total);
                if method == Method::UnderspendCarried && actual.len() < 12 {
                    // The months that were posted keep what decimals they have; all the others are in units.
                    let (decimals, budget) = (line.decimals(), sum(&other).unwrap().round(line.decimals()));
                    let off = forecast.total.minus(budget).unwrap().abs();
                    prop_assert!(off.plus(off).unwrap() <= Amount::new(1, decimals));
                    if sum(&actual).unwrap() == sum(&actual).unwrap().round(decimals) {
                        prop_assert_eq!(forecast.total, budget);
                    }
                    for month in &forecast.months[actual.len()..] {
                        prop_assert_eq!(*month, month.round(decimals));
                    }
                }
            }
        }

        #[test]
        fn a_season_of_equal_months_is_a_run_rate(
            actual in prop::collection::vec((-100_000_000i64..100_000_000, 0u32..5), 1..13), month in 1i64..1_000_000,
        ) {
            let actual: Vec<Amount> = actual.into_iter().map(|(units, scale)| Amount::new(units, scale)).collect();
            let prior = vec![Amount::new(month, 2); 12];
            let [seasonal, run_rate] = [Method::Seasonal, Method::RunRate]
                .map(|method| year(&line(method, actual.clone(), prior.clone()), &mut Steps::off()).unwrap());
            prop_assert_eq!(seasonal, run_rate);
        }

        #[test]
        fn no_input_breaks_it(
            actual in prop::collection::vec((any::<i64>(), 0u32..28), 0..15),
            other in prop::collection::vec((any::<i64>(), 0u32..28), 0..15), last in prop::option::of(0usize..15),
        ) {
            let amounts = |units: Vec<(i64, u32)>| -> Vec<Amount> {
                units.into_iter().map(|(units, scale)| Amount::new(units, scale)).collect()
            };
            let (actual, other) = (amounts(actual), amounts(other));
            for method in [Method::RemainingBudget, Method::UnderspendCarried, Method::RunRate, Method::Seasonal,
                           Method::Contract, Method::Manual] {
                let line = Line { last, ..line(method, actual.clone(), other.clone()) };
                if let Ok(forecast) = year(&line, &mut Steps::off()) {
                    prop_assert_eq!(sum(&forecast.months).unwrap(), forecast.total);
                }
            }
        }
    }
}
