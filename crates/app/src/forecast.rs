//! Commands on forecasts: where the year ends, by which method, and how good the methods have been.

mod accuracy;
mod change;
mod expensed;
mod line;
mod load;
mod plans;
mod recut;
mod rows;
pub(crate) mod typed;
mod view;

pub use accuracy::{Accuracy, AccuracyQuery, Better, ByMethod};
pub use change::{Changed, DefaultChoice, LineChoice, MonthText, SetDefault, SetMethod, SetMonth};
pub use line::{LineQuery, Offer, OneLine};
pub use recut::{Proposal, ProposalLine, Recut};
pub use rows::{Kind, Row};
pub use view::{Forecast, Query};

pub(crate) use accuracy::accuracy;
pub(crate) use change::{defaults, set_default, set_method, set_month};
pub(crate) use line::line;
pub(crate) use recut::{propose, recut};
pub(crate) use rows::{Member, Members, members, steps};
pub(crate) use view::{all, get, held_against};
