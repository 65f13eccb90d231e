//! Which of its two costs a bill has, and which of them is posted: one a month and provider, never both.

use std::collections::BTreeMap;

use ::import::{Field, Given, Question};
use domain::bill::{Basis, Draft};
use domain::{Id, Month};

use super::read::provider_of;
use crate::Error;
use crate::import::{File, Job};

pub(super) struct View {
    /// The column of the only cost that the file has, and which cost that is; none where it has both.
    pub(super) only: Option<(Field, Basis)>,
    /// Whether the file does not say which cost that is.
    open: bool,
    /// The cost that is posted, if the user has said so, else where the book has none of the month.
    basis: Basis,
    given: bool,
    book: BTreeMap<(Id, Month), Basis>,
}

impl View {
    pub(super) fn find(file: &File<'_>, job: &Job, known: &[Draft]) -> Result<View, Error> {
        let options = &job.options;
        let columns = ::import::records::columns(file.source, job.kind, options)?;
        let has = |field| columns.iter().any(|column| column.field == field);
        let book = known.iter().map(|post| ((post.vendor, post.month), post.basis)).collect();
        let view = |only: Option<(Field, Basis)>, open| View {
            only,
            open,
            basis: options.cost.or(only.map(|(_, basis)| basis)).unwrap_or_default(),
            given: options.cost.is_some(),
            book,
        };
        if has(Field::Billed) && has(Field::Effective) {
            return Ok(view(None, false));
        }
        if !has(Field::Billed) {
            return Ok(view(Some((Field::Effective, Basis::Effective)), false));
        }
        let mapped = options.map.iter().any(|(field, _)| field.eq_ignore_ascii_case("billed"));
        let said = if mapped {
            Some(Basis::Billed)
        } else {
            ::import::records::basis(file.source, options, file.name)?
        };
        let basis = said.or(options.cost).unwrap_or_default();
        let azure = said.or(options.cost).is_none() && provider_of(file.source, job)? == "Microsoft Azure";
        Ok(view(Some((Field::Billed, basis)), azure))
    }

    /// The cost that is posted of a month: a file of the other cost does not change what the book has chosen.
    pub(super) fn posted(&self, vendor: Id, month: Month) -> Basis {
        let chosen = self.book.get(&(vendor, month)).filter(|_| !self.given && self.only.is_some());
        chosen.copied().unwrap_or(self.basis)
    }

    /// Whether a post of the book could be in the file at all.
    pub(super) fn speaks_of(&self, post: &Draft) -> bool {
        self.only.is_none_or(|(_, basis)| super::Costs::of(post).chosen(basis).is_some())
    }

    /// What is asked: which cost the file has, or which of both is posted.
    pub(super) fn question(&self, posted: &[Basis]) -> Option<Question> {
        let answers = [
            (Basis::Billed, "Billed: what is invoiced"),
            (Basis::Effective, "Effective: commitments spread over their use"),
        ];
        let kept = posted.iter().find(|posted| **posted != self.basis);
        let (sentence, assumed) = match (self.given, self.only, kept) {
            (true, ..) => return None,
            (_, None, _) => (
                "The bill has a billed and an effective (amortised) cost. The billed one is posted: is that right?"
                    .to_owned(),
                self.basis,
            ),
            (_, Some(_), _) if self.open => (
                "An Azure export is of actual (billed) or of amortised (effective) cost, and this one does not say which. It was \
                 read as billed: is that right?"
                    .to_owned(),
                self.basis,
            ),
            (_, Some((_, basis)), Some(kept)) => {
                let [has, stays] = [basis, *kept].map(words);
                let sentence = format!(
                    "The file has the {has} cost of months whose {stays} cost is posted. The {has} one is kept beside it and not \
                     added: is that right?"
                );
                (sentence, *kept)
            }
            (_, Some(_), None) => return None,
        };
        Some(Question::which(sentence, assumed, &answers, Given::Cost))
    }
}

/// A cost in a sentence.
pub(super) fn words(basis: Basis) -> &'static str {
    match basis {
        Basis::Billed => "billed",
        Basis::Effective => "effective",
    }
}
