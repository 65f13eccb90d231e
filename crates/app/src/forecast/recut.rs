//! Cutting a forecast anew for the month that was closed: first as a proposal, then as a new plan.

use domain::budget::Months;
use domain::explain::Steps;
use domain::forecast::Method;
use domain::forecast::choice::{Choice, Way};
use domain::forecast::cut::cut;
use domain::plan::{Draft, Kind, Plan};
use domain::variance::expected;
use domain::{Amount, Currency, Id, Sum};
use serde::{Deserialize, Serialize};

use super::load::{Asked, Loaded, One, load};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

/// Which forecast is cut anew, and how.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Recut {
    /// The forecast, or a budget to cut the first one from; the newest of the year if not given.
    pub plan: Option<Id>,
    /// How many months are closed; as many as count as actual if not given.
    pub closed: Option<u32>,
    /// The name of the new forecast; “FY2027 Forecast 6+6” if not given.
    pub name: Option<String>,
}

/// What a line's year comes to by the forecast before and by the new one, in the book's currency.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RecutLine"))]
#[expect(missing_docs, reason = "described above")]
pub struct ProposalLine {
    pub line: Id,
    pub label: String,
    /// By what its open months come.
    pub method: String,
    /// How many typed months it keeps.
    pub kept: u32,
    /// What is to be known of it, such as why its method could not be followed.
    pub note: Option<String>,
    pub before: Amount,
    pub after: Amount,
    /// Before − after, positive is favourable.
    pub change: Amount,
}

/// A forecast as it would be cut; nothing is written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RecutProposal"))]
pub struct Proposal {
    /// What it would be called.
    pub name: String,
    /// How many months are closed.
    pub closed: u32,
    /// The plan it is cut from.
    pub from: Option<Plan>,
    /// The currency of every figure.
    pub currency: Currency,
    /// The year by the forecast before.
    pub before: Amount,
    /// The year by the new one.
    pub after: Amount,
    /// Before − after, positive is favourable.
    pub change: Amount,
    /// What would be done, in sentences.
    pub notes: Vec<String>,
    /// How many lines it would have.
    pub line_count: u32,
    /// How many of them come to something else than before.
    pub changed_count: u32,
    /// The lines with a note or a change, the largest change first; at most 500.
    pub lines: Vec<ProposalLine>,
}

/// The most lines of a proposal.
const MOST: usize = 500;

/// A line as it is cut.
pub(super) struct CutLine<'a> {
    pub(super) one: &'a One,
    pub(super) way: Way,
    pub(super) months: Months,
    pub(super) note: Option<String>,
}

/// A year as it is cut.
struct CutYear {
    loaded: Loaded,
    closed: usize,
    name: String,
}

pub(crate) fn propose(call: &Call<'_>, ask: Recut) -> Result<Proposal, Error> {
    let year = year(call, &ask)?;
    let lines = year.lines()?;
    let loaded = &year.loaded;
    let decimals = loaded.currency().decimals();
    let (mut before, mut after) = (Sum::default(), Sum::default());
    let mut shown = Vec::new();
    for line in &lines {
        let one = year.proposed(line)?;
        before.add(one.before);
        after.add(one.after);
        let one =
            ProposalLine { before: one.before.round(decimals), after: one.after.round(decimals), ..one };
        shown.push(ProposalLine { change: one.before.minus(one.after)?.padded(decimals), ..one });
    }
    let unmatched: Sum = loaded.unmatched[..year.seen()].iter().copied().collect();
    let (cut_before, _) = year.before();
    before.add_all(&loaded.unmatched[..cut_before]);
    after.merge(&unmatched);
    let (before, after) = (before.total()?.round(decimals), after.total()?.round(decimals));
    let notes = year.notes(&lines, unmatched.total()?.round(decimals));
    let line_count = count(shown.len());
    shown.retain(|one| !one.change.is_zero() || one.note.is_some());
    let changed_count = count(shown.iter().filter(|one| !one.change.is_zero()).count());
    shown.sort_by(|one, other| other.change.abs().cmp(&one.change.abs()).then(one.line.cmp(&other.line)));
    shown.truncate(MOST);
    Ok(Proposal {
        name: year.name.clone(),
        closed: count(year.closed),
        from: year.from().cloned(),
        currency: loaded.currency(),
        before,
        after,
        change: before.minus(after)?.padded(decimals),
        notes,
        line_count,
        changed_count,
        lines: shown,
    })
}

pub(crate) fn recut(call: &Call<'_>, ask: Recut) -> Result<(Plan, String), Error> {
    let year = year(call, &ask)?;
    let loaded = &year.loaded;
    let draft = Draft {
        id: None,
        name: year.name.clone(),
        kind: Kind::Forecast,
        fiscal_year: loaded.fiscal_year,
        copy_of: None,
    };
    Error::unless_empty(draft.problems(&store::plan::all(call.tx)?))?;
    let lines = year.lines()?;
    let id = store::plan::save(call.tx, &draft, loaded.first)?;
    store::plan::set_closed(call.tx, id, count(year.closed))?;
    if let Some(from) = year.from() {
        store::rate::copy(call.tx, from.id, id)?;
    }
    store::forecast::fill(call.tx, id, lines.iter().map(|line| (line.one.line.id, &line.months, &line.way)))?;
    let saved = store::plan::get(call.tx, id)?;
    let summary = match year.from() {
        Some(from) => format!("Cut “{}” from “{}”", saved.name, from.name),
        None => format!("Cut “{}”", saved.name),
    };
    Ok((saved, summary))
}

fn year(call: &Call<'_>, ask: &Recut) -> Result<CutYear, Error> {
    let loaded = load(call, Asked { plan: ask.plan, prior: true, ..Asked::default() })?;
    if loaded.forecast.is_none() && loaded.budget.is_none() && loaded.lines.is_empty() {
        let message = format!(
            "There is nothing to forecast in FY{} yet: import a budget or actuals.",
            loaded.fiscal_year
        );
        return Err(Error::invalid("", message));
    }
    let closed = ask.closed.and_then(|closed| usize::try_from(closed).ok()).unwrap_or(loaded.closed_now);
    if closed > loaded.posted {
        let months = counted(loaded.posted, "month", "months");
        let message =
            format!("FY{} has actuals of {months} so far: no more can be closed.", loaded.fiscal_year);
        return Err(Error::invalid("closed", message));
    }
    let name = match ask.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None => free_name(&store::plan::all(call.tx)?, loaded.fiscal_year, closed),
    };
    Ok(CutYear { loaded, closed, name })
}

/// “FY2027 Forecast 6+6”, or the next version of it.
fn free_name(plans: &[Plan], year: i32, closed: usize) -> String {
    let name = format!("FY{year} Forecast {closed}+{}", 12 - closed);
    let is_free = |name: &String| plans.iter().all(|plan| plan.name.to_lowercase() != name.to_lowercase());
    let versions = (2..).map(|version| format!("{name} v{version}"));
    std::iter::once(name.clone()).chain(versions).find(is_free).unwrap_or(name.clone())
}

impl CutYear {
    fn from(&self) -> Option<&Plan> {
        self.loaded.forecast.as_ref().or(self.loaded.budget.as_ref())
    }

    /// At how many closed months the forecast before was cut, and whether there is one.
    fn before(&self) -> (usize, bool) {
        let forecast = self.loaded.forecast.as_ref();
        let closed = forecast.and_then(|plan| plan.closed).and_then(|closed| usize::try_from(closed).ok());
        (closed.unwrap_or(0).min(12), forecast.is_some())
    }

    /// The months of which postings are known: all of them, unless it is cut as of a month before.
    fn seen(&self) -> usize {
        if self.closed < self.loaded.closed_now { self.closed } else { 12 }
    }

    fn lines(&self) -> Result<Vec<CutLine<'_>>, Error> {
        let of = |one| by_its_way(&self.loaded, one, self.closed);
        self.loaded.lines.iter().map(of).collect()
    }

    fn proposed(&self, line: &CutLine<'_>) -> Result<ProposalLine, Error> {
        let (one, way) = (line.one, &line.way);
        let (cut_before, _) = self.before();
        let sum = |months: Months| months.into_iter().collect::<Sum>().total();
        let open = self.loaded.in_base(one, &line.months)?;
        let mut posted = one.actual;
        posted[self.seen()..].fill(Amount::ZERO);
        let kept = way.manual.0.iter().filter(|typed| **typed).count();
        Ok(ProposalLine {
            line: one.line.id,
            label: one.line.description.clone(),
            method: way.choice.label(),
            kept: count(kept),
            note: line.note.clone(),
            before: sum(Loaded::as_cut(&one.actual, &one.forecast, cut_before))?,
            after: sum(expected(&posted, &open, self.closed))?,
            change: Amount::ZERO,
        })
    }

    fn notes(&self, lines: &[CutLine<'_>], unmatched: Amount) -> Vec<String> {
        let currency = self.loaded.currency();
        let mut notes = vec![format!(
            "{} become what was posted, {} come by the method of each line.",
            counted(self.closed, "closed month", "closed months"),
            counted(12 - self.closed, "open month", "open months")
        )];
        let kept = lines.iter().flat_map(|line| line.way.manual.0).filter(|typed| *typed).count();
        if kept > 0 {
            notes.push(format!("{} kept.", counted(kept, "typed month is", "typed months are")));
        }
        if !unmatched.is_zero() {
            notes.push(format!(
                "{} {currency} of unmatched actuals count as posted; no line carries them on.",
                domain::overview::short(unmatched)
            ));
        }
        notes
    }
}

/// Cuts a line by what was chosen for it, else by the default of its category. Where that lacks something, the rest of the
/// budget is taken, and said.
pub(super) fn by_its_way<'a>(loaded: &Loaded, one: &'a One, closed: usize) -> Result<CutLine<'a>, Error> {
    let held = one.way(&loaded.defaults);
    let choice = if held.chosen { held.choice } else { one.default(&loaded.defaults) };
    let way = Way { choice, manual: held.manual.from(closed), ..held };
    let mut note = None;
    let months = match cut(&one.known(closed), choice, way.manual, &mut Steps::off()) {
        Ok(found) => found.months,
        Err(domain::Error::Invalid(problems)) => {
            let lacks: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
            note = Some(format!("{} The rest of the budget is taken.", lacks.join(" ")));
            cut(&one.known(closed), Choice::FIRST, way.manual, &mut Steps::off())?.months
        }
        Err(other) => return Err(other.into()),
    };
    if one.is_unplanned() {
        note = Some(match way.choice.method {
            Method::RunRate | Method::Trend | Method::Seasonal => {
                "Stands in no plan: carried on from its actuals.".to_owned()
            }
            Method::RemainingBudget | Method::UnderspendCarried | Method::Contract | Method::Manual => {
                "Stands in no plan: nothing more is expected. Choose run-rate to carry it on.".to_owned()
            }
        });
    }
    Ok(CutLine { one, way, months, note })
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
