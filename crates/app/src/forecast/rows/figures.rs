//! The figures of the lines in the book's currency, exact, and their sums.

use domain::budget::Months;
use domain::depreciation::terms::Recognition;
use domain::explain::Steps;
use domain::forecast::Method;
use domain::forecast::choice::{Choice, Marks};
use domain::forecast::cut::{Cut, cut, range};
use domain::{Amount, Sum};

use crate::Error;
use crate::forecast::load::{Loaded, One};

/// More lines by trend than this have no range here: each is a search for the best smoothing.
const MOST_TRENDS: usize = 200;

/// A line's figures in the book's currency, exact.
pub(super) struct Figures<'a> {
    pub(super) one: &'a One,
    pub(super) months: Months,
    pub(super) own: Months,
    pub(super) choice: Option<Choice>,
    pub(super) manual: Marks,
    /// How much lower and higher its year may end.
    pub(super) margins: Option<(Amount, Amount)>,
    pub(super) group: usize,
}

/// Sums of figures.
#[derive(Clone, Default)]
pub(super) struct Sums {
    pub(super) lines: u32,
    pub(super) months: [Sum; 12],
    pub(super) budget: Sum,
    pub(super) previous: Sum,
    pub(super) lower: Sum,
    pub(super) higher: Sum,
    pub(super) ranged: u32,
}

impl Sums {
    pub(super) fn add(&mut self, figures: &Figures<'_>, previous: &Months) {
        self.lines += 1;
        for (sum, month) in self.months.iter_mut().zip(figures.months) {
            sum.add(month);
        }
        self.budget.add_all(&figures.one.budget);
        self.previous.add_all(previous);
        if let Some((lower, higher)) = figures.margins {
            self.lower.add(lower);
            self.higher.add(higher);
            self.ranged += 1;
        }
    }

    pub(super) fn merge(&mut self, other: &Sums) {
        self.lines += other.lines;
        for (sum, month) in self.months.iter_mut().zip(&other.months) {
            sum.merge(month);
        }
        self.budget.merge(&other.budget);
        self.previous.merge(&other.previous);
        self.lower.merge(&other.lower);
        self.higher.merge(&other.higher);
        self.ranged += other.ranged;
    }

    pub(super) fn exact(&self, closed: usize) -> Result<Exact, Error> {
        let (mut actual, mut forecast) = (Sum::default(), Sum::default());
        let mut months = [Amount::ZERO; 12];
        for (month, sum) in self.months.iter().enumerate() {
            months[month] = sum.total()?;
            forecast.merge(sum);
            if month < closed {
                actual.merge(sum);
            }
        }
        let margins = if self.ranged > 0 { Some((self.lower.total()?, self.higher.total()?)) } else { None };
        Ok(Exact {
            lines: self.lines,
            months,
            budget: self.budget.total()?,
            actual: actual.total()?,
            forecast: forecast.total()?,
            previous: self.previous.total()?,
            margins,
            ranged: self.ranged,
        })
    }
}

/// The same, added up.
#[derive(Clone)]
pub(super) struct Exact {
    pub(super) lines: u32,
    pub(super) months: Months,
    pub(super) budget: Amount,
    pub(super) actual: Amount,
    pub(super) forecast: Amount,
    pub(super) previous: Amount,
    pub(super) margins: Option<(Amount, Amount)>,
    pub(super) ranged: u32,
}

/// The figures of every line, and the number of trends that are too many to look for a range.
pub(super) fn all_figures(loaded: &Loaded) -> Result<(Vec<Figures<'_>>, usize), Error> {
    let trends =
        loaded.lines.iter().filter(|one| one.way.is_some_and(|way| way.choice.method == Method::Trend));
    let trends = trends.count();
    let with_trends = trends <= MOST_TRENDS;
    let figures =
        loaded.lines.iter().map(|one| figures(loaded, one, with_trends)).collect::<Result<_, _>>()?;
    Ok((figures, if with_trends { 0 } else { trends }))
}

fn figures<'a>(loaded: &Loaded, one: &'a One, with_trends: bool) -> Result<Figures<'a>, Error> {
    let closed = loaded.closed;
    let nothing = [Amount::ZERO; 12];
    let open = match &loaded.forecast {
        Some(_) => one.forecast_own.as_ref().unwrap_or(&nothing),
        None => one.budget_own.as_ref().unwrap_or(&nothing),
    };
    let months = loaded.expected(&one.actual, &one.forecast);
    if loaded.recognition == Recognition::Expense {
        // Methods, typed months and ranges are about what is paid.
        let (choice, manual) = (one.way.map(|way| way.choice), Marks::default());
        return Ok(Figures { one, months, own: months, choice, manual, margins: None, group: 0 });
    }
    let own = loaded.expected(&one.actual_own, open);
    let manual = one.way.map(|way| way.manual.from(closed)).unwrap_or_default();
    let choice = one.way.map(|way| way.choice);
    let margins = match choice {
        Some(choice) if choice.method == Method::RunRate => margins(loaded, one, choice, manual, &own, None)?,
        Some(choice) if choice.method == Method::Trend && with_trends => {
            let found = cut(&one.known(closed), choice, manual, &mut Steps::off()).ok();
            let quality = found.and_then(|found| found.trend);
            margins(loaded, one, choice, manual, &own, quality)?
        }
        _ => None,
    };
    Ok(Figures { one, months, own, choice, manual, margins, group: 0 })
}

/// How much lower and higher a line's year may end, in the book's currency.
fn margins(
    loaded: &Loaded,
    one: &One,
    choice: Choice,
    manual: Marks,
    own: &Months,
    trend: Option<Box<domain::forecast::trend::Quality>>,
) -> Result<Option<(Amount, Amount)>, Error> {
    let found = Cut { months: *own, trend };
    let Some(range) = range(&one.known(loaded.closed), choice, manual, &found)? else { return Ok(None) };
    let rate = loaded.rate(one.line.currency)?;
    let lower = range.likely.minus(range.low)?.times(rate)?;
    Ok(Some((lower, range.high.minus(range.likely)?.times(rate)?)))
}
