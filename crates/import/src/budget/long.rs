//! The lines of a long file: one row a month, put together as they come in.

use std::collections::HashMap;

use domain::budget::Purpose;
use domain::category::Expense;
use domain::{Amount, Currency};

use super::Draft;
use crate::MonthRef;
use crate::sheet::RowView;

/// The lines of a long file, as their rows come in.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) all: Vec<(u32, Line)>,
    by_key: HashMap<String, usize>,
    key: String,
}

/// A draft that outlives its row.
pub(super) struct Line {
    texts: [String; 7],
    currency: Option<Currency>,
    expense: Option<Expense>,
    purpose: Option<Purpose>,
    amounts: Vec<(MonthRef, Amount)>,
}

impl Line {
    fn of(draft: &Draft<'_>) -> Line {
        let texts = [
            draft.description,
            draft.vendor,
            draft.category,
            draft.department,
            draft.project,
            draft.owner,
            draft.notes,
        ];
        Line {
            texts: texts.map(str::to_owned),
            currency: draft.currency,
            expense: draft.expense,
            purpose: draft.purpose,
            amounts: Vec::new(),
        }
    }

    pub(super) fn draft(&self) -> Draft<'_> {
        let [description, vendor, category, department, project, owner, notes] =
            self.texts.each_ref().map(String::as_str);
        Draft {
            line: None,
            description,
            vendor,
            category,
            department,
            project,
            owner,
            currency: self.currency,
            expense: self.expense,
            purpose: self.purpose,
            notes,
            amounts: &self.amounts,
        }
    }
}

impl Lines {
    /// Adds a row to its line; `false` if the sum of a month cannot be kept exactly.
    pub(super) fn add(
        &mut self,
        row: &RowView<'_>,
        draft: &Draft<'_>,
        amounts: &[(MonthRef, Amount)],
    ) -> bool {
        self.key.clear();
        let currency = draft.currency.map(|currency| currency.code().to_owned()).unwrap_or_default();
        for part in
            [draft.description, draft.vendor, draft.category, draft.department, draft.project, &currency]
        {
            self.key.push_str(part);
            self.key.push('\u{1f}');
        }
        let known = self.by_key.get(&self.key).copied();
        let at = known.unwrap_or_else(|| {
            self.by_key.insert(self.key.clone(), self.all.len());
            self.all.push((row.number, Line::of(draft)));
            self.all.len() - 1
        });
        let line = &mut self.all[at].1;
        line.expense = line.expense.or(draft.expense);
        line.purpose = line.purpose.or(draft.purpose);
        for (month, amount) in amounts {
            match line.amounts.iter_mut().find(|(known, _)| known == month) {
                Some((_, sum)) => match sum.plus(*amount) {
                    Ok(total) => *sum = total,
                    Err(_) => return false,
                },
                None => line.amounts.push((*month, *amount)),
            }
        }
        true
    }
}
