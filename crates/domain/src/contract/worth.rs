//! What a contract is worth a year.

use chrono::NaiveDate;

use super::schedule::Per;
use super::{Contract, Draft};
use crate::calendar::months_begun;
use crate::{Amount, Error};

impl Contract {
    /// As it stands on a day, its value a year by the price in force then, where one is known.
    pub fn on(&self, day: NaiveDate) -> Draft {
        let mut draft = self.as_of(day);
        if draft.price.is_some() {
            // A date past the year 9999 says nothing that anybody could act on.
            draft.yearly = self.a_year(day).ok().flatten().or(draft.yearly);
        }
        draft
    }

    /// What a year costs at the price in force on a day, or at the first price before it starts.
    fn a_year(&self, day: NaiveDate) -> Result<Option<Amount>, Error> {
        let day = self.draft.start.map_or(day, |start| start.max(day));
        let Some(course) = self.course(day, day)? else { return Ok(None) };
        let found = course.prices.iter().rev().find(|price| price.from <= day).or(course.prices.first());
        let stands = self.as_of(day);
        let (Some(price), Some(pricing)) = (found.map(|price| price.price), &stands.price) else {
            return Ok(None);
        };
        let year = match (pricing.per, course.terms.first()) {
            (Per::Month, _) => price.times(Amount::from(12))?,
            (Per::Quarter, _) => price.times(Amount::from(4))?,
            (Per::Year, _) => price,
            (Per::Term, Some(term)) => price
                .times(Amount::from(12))?
                .over(Amount::from(months_begun(term.first, term.last)?.max(1)))?,
            (Per::Term, None) => return Ok(None),
        };
        Ok(Some(year.round(self.draft.currency.decimals())))
    }
}
