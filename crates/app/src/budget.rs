//! Commands on budget lines and the grid.

mod cells;
mod detail;
mod expensed;
mod grid;
mod lineage;
mod lines;

pub use cells::{CellEdit, Clear, Direction, Edit, Edited, Fill, Paste};
pub use detail::{ContractOfLine, LineDetail, LineInPlan, LineOfPlan, QuantityOfLine, SpreadLine};
pub use grid::{Grid, GridQuery, Selection, SelectionQuery, View};
pub use lineage::{MergeLines, SplitLine, SplitPart};
pub use lines::{Find, RemoveLines, Removed};

pub(crate) use cells::{clear, edit, fill, paste};
pub(crate) use detail::{detail, draft, set, set_quantity, spread};
pub(crate) use grid::{Cached, grid, groups, selection, sheet};
pub(crate) use lineage::{merge_lines, split_line};
pub(crate) use lines::{line, lines, remove_lines, save_line};

use domain::Id;
use serde::{Deserialize, Serialize};

/// The number of a record.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Key {
    /// Its number.
    pub id: Id,
}
