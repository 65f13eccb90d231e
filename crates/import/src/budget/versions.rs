//! Rows of a budget that say they are what was spent: actuals beside the plan, in rows of their own.

use std::ops::ControlFlow;

use crate::layout::Layout;
use crate::{number, words};

/// The column whose cells all say whether their row is planned or was spent, if some say either.
pub(super) fn find(layout: &Layout<'_>) -> Option<usize> {
    struct Candidate {
        column: usize,
        planned: bool,
        past: bool,
    }
    let profiles = layout.table.profiles.iter().enumerate();
    let mut candidates: Vec<Candidate> = profiles
        .filter(|(_, profile)| profile.filled > 0 && profile.numbers == 0 && !profile.is_dates())
        .map(|(column, _)| Candidate { column, planned: false, past: false })
        .collect();
    layout.rows(|row| {
        candidates.retain_mut(|candidate| {
            let text = row.cell(candidate.column);
            let (planned, past) = (words::is_planned(text), words::is_past(text));
            candidate.planned |= planned;
            candidate.past |= past;
            planned || past || number::is_nothing(text)
        });
        if candidates.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    candidates.iter().find(|candidate| candidate.planned && candidate.past).map(|candidate| candidate.column)
}
