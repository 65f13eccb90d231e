//! Undo and redo: which changes can be taken back, and which can be done again.

use domain::Id;
use rusqlite::Connection;

use crate::{Error, migrations};

/// Which changes can be taken back, and which can be done again, the next one last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stacks {
    last: Id,
    /// Changes in effect.
    pub undo: Vec<Id>,
    /// Undoing changes, each with the change it took back, which can be taken back themselves.
    pub redo: Vec<(Id, Id)>,
}

impl Stacks {
    /// Follows the journal from where it was read last.
    pub(crate) fn advance(&mut self, conn: &Connection) -> Result<(), Error> {
        let mut statement =
            conn.prepare_cached("SELECT id, undoes, version FROM change WHERE id > ?1 ORDER BY id")?;
        let mut rows = statement.query([self.last])?;
        while let Some(row) = rows.next()? {
            self.last = row.get(0)?;
            // What an older version of the program wrote stays as it is.
            if row.get::<_, i64>(2)? == migrations::current() {
                self.take(self.last, row.get(1)?);
            }
        }
        Ok(())
    }

    fn take(&mut self, change: Id, undoes: Option<Id>) {
        if let Some(at) = self.undo.iter().rposition(|undone| Some(*undone) == undoes) {
            self.redo.push((change, self.undo.remove(at)));
        } else if let Some(at) = self.redo.iter().rposition(|(undoing, _)| Some(*undoing) == undoes) {
            let (_, original) = self.redo.remove(at);
            self.undo.push(original);
            // Kept in the order in which they were made: undo takes back the newest.
            self.undo.sort_unstable();
        } else {
            // New work, or the undoing of an undoing that redo no longer offers.
            self.undo.push(change);
            self.redo.clear();
        }
    }

    /// The number of the last change.
    pub fn last(&self) -> Id {
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_follow_the_journal() {
        let mut stacks = Stacks::default();
        let mut step = |change, undoes, undo: &[Id], redo: &[(Id, Id)]| {
            stacks.take(change, undoes);
            assert_eq!((stacks.undo.as_slice(), stacks.redo.as_slice()), (undo, redo), "after {change}");
        };
        step(1, None, &[1], &[]);
        step(2, None, &[1, 2], &[]);
        step(3, Some(2), &[1], &[(3, 2)]);
        step(4, Some(1), &[], &[(3, 2), (4, 1)]);
        step(5, Some(4), &[1], &[(3, 2)]);
        step(6, Some(3), &[1, 2], &[]);
        // An old change by itself, then new work: redo is over.
        step(7, Some(1), &[2], &[(7, 1)]);
        step(8, None, &[2, 8], &[]);
        // The history can still take the undoing back: that counts as new work.
        step(9, Some(7), &[2, 8, 9], &[]);
    }
}
