//! The lines behind a row of the Forecast screen, as they are added up in it.

use domain::Amount;
use domain::budget::Months;
use domain::explain::{Steps, lines};
use domain::forecast::choice::{Choice, Marks};
use domain::forecast::cut::cut;
use domain::plan::Plan;

use super::figures::all_figures;
use super::{Row, Shown, names, of, rows, seen};
use crate::Error;
use crate::forecast::line::cut_at;
use crate::forecast::load::{Asked, Loaded, One, load};
use crate::forecast::view::{Query, year_of};
use crate::open::Call;

/// A line of a forecast, exact.
pub(crate) struct Member {
    pub(crate) line: domain::budget::Line,
    /// The twelve months in the book's currency: posted, then expected.
    pub(crate) months: Months,
    /// The same in the line's own currency.
    pub(crate) own: Months,
    pub(crate) budget: Months,
    /// The twelve months by the forecast before.
    pub(crate) previous: Months,
    /// By what the open months come; nothing where the line was never cut.
    pub(crate) choice: Option<Choice>,
    pub(crate) chosen: bool,
    pub(crate) manual: Marks,
}

/// A row with the lines that it sums up.
pub(crate) struct Members {
    pub(crate) loaded: Loaded,
    /// The row as it is shown.
    pub(crate) row: Row,
    pub(crate) lines: Vec<Member>,
    /// What is posted without a line, where the row has it: by this forecast and by the one before.
    pub(crate) unmatched: Option<(Months, Months)>,
}

/// The lines behind a row, by its key.
pub(crate) fn members(call: &Call<'_>, query: &Query, key: &str) -> Result<Members, Error> {
    let asked =
        Asked { plan: query.plan, year: year_of(query.period)?, compare: query.compare, prior: false };
    let loaded = load(call, asked)?;
    let shown = Shown { by: query.by, lines: true, filter: &query.filter, collapsed: &[], exact: false };
    let found = rows(call, &loaded, &shown)?;
    let row = match key {
        "total" => Some(found.total),
        _ => found.shown.into_iter().find(|row| row.key == key),
    };
    let row = row.ok_or_else(|| Error::NotFound("This row is not shown any more.".to_owned()))?;
    let words = query.filter.trim().to_lowercase();
    let cut_before = cut_before(loaded.compare.as_ref());
    let lines = chosen(call, &loaded, query, key, &words)?
        .into_iter()
        .map(|(months, own, one)| Member {
            months,
            own,
            budget: one.budget,
            previous: Loaded::as_cut(&one.actual, &one.compared, cut_before),
            choice: one.way.map(|way| way.choice),
            chosen: one.way.is_some_and(|way| way.chosen),
            manual: one.way.map(|way| way.manual.from(loaded.closed)).unwrap_or_default(),
            line: one.line,
        })
        .collect();
    let nothing = [Amount::ZERO; 12];
    let unmatched = (key == "unmatched" || key == "total" && words.is_empty()).then(|| {
        let before = Loaded::as_cut(&loaded.unmatched, &nothing, cut_before);
        (loaded.expected(&loaded.unmatched, &nothing), before)
    });
    Ok(Members { loaded, row, lines, unmatched })
}

fn cut_before(compare: Option<&Plan>) -> usize {
    compare.and_then(|plan| plan.closed).and_then(|closed| usize::try_from(closed).ok()).unwrap_or(0)
}

/// Months of the lines that a row sums up.
fn chosen(
    call: &Call<'_>,
    loaded: &Loaded,
    query: &Query,
    key: &str,
    words: &str,
) -> Result<Vec<(Months, Months, One)>, Error> {
    let (groups, positions) = names(call, query.by)?;
    let (mut figures, _) = all_figures(loaded)?;
    for one in &mut figures {
        let of = of(one.one, query.by);
        one.group = of.and_then(|id| positions.get(&id).copied()).unwrap_or(groups.len().saturating_sub(1));
    }
    let seen = seen(call, &figures, &groups, words, query.by)?;
    let line: Option<domain::Id> = key.strip_prefix("line:").and_then(|id| id.parse().ok());
    let group = groups.iter().position(|(group, _)| group == key);
    let stands = |one: &super::figures::Figures<'_>| match (line, group) {
        (Some(line), _) => one.one.line.id == line,
        (None, Some(group)) => one.group == group,
        (None, None) => key == "total",
    };
    let chosen = figures.iter().zip(seen).filter(|(one, seen)| *seen && stands(one));
    Ok(chosen.map(|(one, _)| (one.months, one.own, one.one.clone())).collect())
}

/// How the method comes to the open months of a line, step by step; where what it reads has changed since the cut, that.
pub(crate) fn steps(call: &Call<'_>, members: &Members, member: &Member) -> Result<Vec<String>, Error> {
    let Some(plan) = &members.loaded.forecast else { return Ok(Vec::new()) };
    let loaded = load(call, Asked { plan: Some(plan.id), prior: true, ..Asked::default() })?;
    let place = loaded.lines.binary_search_by_key(&member.line.id, |one| one.line.id);
    let Some(one) = place.ok().and_then(|place| loaded.lines.get(place)) else { return Ok(Vec::new()) };
    let (Some(way), Some(held)) = (one.way, one.forecast_own) else { return Ok(Vec::new()) };
    let closed = cut_at(&loaded);
    let mut taken = Steps::on();
    let found = cut(&one.known(closed), way.choice, way.manual, &mut taken);
    let same = found.is_ok_and(|found| found.months[closed..] == held[closed..]);
    Ok(if same {
        lines(&taken.taken())
    } else {
        vec![format!(
            "The open months stand as they were cut at {closed} closed months; what the method reads has changed since."
        )]
    })
}
