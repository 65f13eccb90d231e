//! Posts of months that are closed: what was posted in them stays as it is, and a bill that says otherwise is told so.

use std::collections::BTreeSet;

use ::import::Field;
use domain::Month;
use domain::bill::Draft;

use crate::Error;
use crate::import::{Imported, Problem};
use crate::open::Call;
use crate::words::counted;

/// The closed months, and how many posts of them are kept that the bill has otherwise, or not at all.
pub(super) struct Closed {
    months: BTreeSet<Month>,
    kept: usize,
}

impl Closed {
    pub(super) fn load(call: &Call<'_>) -> Result<Closed, Error> {
        let months = store::closing::all(call.tx)?.into_iter().map(|closing| closing.month).collect();
        Ok(Closed { months, kept: 0 })
    }

    /// Whether a post would change what is posted in a closed month, which is then a problem of its first row.
    pub(super) fn refuses(
        &self,
        row: u32,
        then: &Draft,
        base: Option<&Draft>,
        imported: &mut Imported,
    ) -> bool {
        // The other cost, which is not posted, may come at any time.
        let same = base.is_some_and(|base| base.actual.is_some() && base.cost() == then.cost());
        if same || !self.months.contains(&then.month) {
            return false;
        }
        imported.problem_count += 1;
        imported.left_out += 1;
        imported.problems.push(Problem {
            row,
            column: 0,
            name: Field::Date.words(),
            text: then.month.to_string(),
            message: store::Error::Closed(Some(then.month)).to_string(),
        });
        true
    }

    /// Whether a post of the book is of a closed month.
    pub(super) fn has(&self, post: &Draft) -> bool {
        self.months.contains(&post.month)
    }

    /// Counts a post that stays because its month is closed, if the bill would have changed it or taken it out.
    pub(super) fn keeps(&mut self, would_go: bool) {
        self.kept += usize::from(would_go);
    }

    pub(super) fn note(&self) -> Option<String> {
        let posts = counted(self.kept, "post of a closed month stays", "posts of closed months stay");
        (self.kept > 0).then(|| format!("{posts} as they are, though the bill does not have them so."))
    }
}
