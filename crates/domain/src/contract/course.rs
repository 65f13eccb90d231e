//! What a contract costs in which month: its terms, the price in force in each, amendments and the assumed renewal.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::price::{Method, Price};
use super::pricing::{Assumed, At, Clause, Pricing};
use super::schedule::{Charge, Per, Recognise, Schedule, Views};
use super::{Contract, Draft, ENDED, MOST_MONTHS, Renewal, Term, Terms};
use crate::budget::Months;
use crate::calendar::{add_days, add_months, months_begun};
use crate::explain::Steps;
use crate::{Amount, Currency, Error, Id, Month};

/// What a contract costs, as far as it is known, up to a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Its terms in their order; the last contains the day asked for, unless the contract ends before.
    pub terms: Vec<Term>,
    /// The prices with the day each is in force from.
    pub prices: Vec<Price>,
    /// Its charges and fees.
    pub schedule: Schedule,
}

impl Contract {
    /// The course of the contract up to a day; `None` where its price is not known. One that says no first day counts
    /// from `from`.
    ///
    /// - Terms are those as last amended. One that renews automatically goes on; any other ends with its term, what is
    ///   confirmed, or its notice; the assumed renewal decides from its day on.
    /// - An open end is cut after whole years, so that no period of a price is cut by the day asked for.
    /// - A term is priced as a whole; an amendment with another price counts its periods from its own day. A price per
    ///   term is that of the initial term; a longer or shorter renewal costs as much a month.
    /// - A value a year that a register states is twelve equal months; a value in all is for the initial term only.
    pub fn course(&self, from: NaiveDate, to: NaiveDate) -> Result<Option<Course>, Error> {
        let last = self.at_last();
        if self.versions().iter().all(|(_, draft)| draft.pricing().is_none()) {
            return Ok(None);
        }
        let terms = last.terms_to(from, to)?;
        let mut course = Course {
            terms,
            prices: Vec::new(),
            schedule: Schedule {
                currency: last.currency,
                charges: Vec::new(),
                fees: Vec::new(),
                recognise: Recognise::default(),
            },
        };
        self.charge(&mut course)?;
        Ok(Some(course))
    }

    /// As agreed first and as each amendment has it, with the first day each counts.
    fn versions(&self) -> Vec<(Option<NaiveDate>, Draft)> {
        let mut versions = vec![(None, self.draft.clone())];
        let mut amendments: Vec<_> = self.amendments.iter().collect();
        amendments.sort_by_key(|amendment| amendment.from);
        versions.extend(amendments.into_iter().map(|one| (Some(one.from), self.draft.with(&one.agreed))));
        versions
    }

    fn charge(&self, course: &mut Course) -> Result<(), Error> {
        let Some((first, last)) =
            course.terms.first().map(|term| term.first).zip(course.terms.last().map(|term| term.last))
        else {
            return Ok(());
        };
        let versions = self.versions();
        let decimals = self.draft.currency.decimals();
        for (place, (from, draft)) in versions.iter().enumerate() {
            let next = versions.get(place + 1).and_then(|(next, _)| *next);
            let begins = from.map_or(first, |from| from.max(first));
            let ends = next.map_or(Ok(last), |next| add_days(next, -1))?.min(last);
            let Some(pricing) = draft.pricing().filter(|_| begins <= ends) else { continue };
            let prices = draft.prices(&pricing, &course.terms, begins, ends)?;
            course.schedule.recognise = pricing.recognise;
            for term in &course.terms {
                let (first, last) = (term.first.max(begins), term.last.min(ends));
                let stated_once = draft.price.is_none() && draft.yearly.is_none();
                if first > last || stated_once && term.number > 0 {
                    continue;
                }
                course.schedule.charges.push(charge(
                    &pricing,
                    &prices,
                    (first, last),
                    (&course.terms, term),
                    decimals,
                )?);
            }
            let due = pricing.fees.iter().filter(|fee| (begins..=ends).contains(&fee.date));
            course.schedule.fees.extend(due);
            course.prices.extend(prices.into_iter().filter(|price| price.from <= ends));
        }
        Ok(())
    }
}

impl Course {
    /// The schedule month by month.
    pub fn views(&self) -> Result<Views, Error> {
        self.schedule.views(&mut Steps::off())
    }

    /// What one of its terms costs; `None` where no price is known for it.
    pub fn total_of(&self, term: Term) -> Result<Option<Amount>, Error> {
        let inside = |day: NaiveDate| (term.first..=term.last).contains(&day);
        let charges: Vec<Charge> =
            self.schedule.charges.iter().filter(|charge| inside(charge.first)).cloned().collect();
        if charges.is_empty() {
            return Ok(None);
        }
        let fees = self.schedule.fees.iter().copied().filter(|fee| inside(fee.date)).collect();
        let schedule = Schedule { charges, fees, ..self.schedule };
        Ok(Some(schedule.views(&mut Steps::off())?.total))
    }

    /// What the service costs in the twelve months from `first` on.
    pub fn months(&self, first: Month) -> Result<Months, Error> {
        let mut months = [Amount::ZERO; 12];
        for row in self.views()?.months {
            let place = usize::try_from(row.month.months_since(first)).ok();
            if let Some(amount) = place.and_then(|place| months.get_mut(place)) {
                *amount = row.recognised;
            }
        }
        Ok(months)
    }
}

/// A term, or its part that a version counts for.
fn charge(
    pricing: &Pricing,
    prices: &[Price],
    (first, last): (NaiveDate, NaiveDate),
    (terms, term): (&[Term], &Term),
    decimals: u32,
) -> Result<Charge, Error> {
    let mut prices = prices.to_vec();
    if let (Per::Term, Some(initial)) = (pricing.per, terms.first()) {
        let (own, whole) = (months_begun(term.first, term.last)?, months_begun(initial.first, initial.last)?);
        if own != whole && whole > 0 {
            for price in &mut prices {
                price.price =
                    price.price.times(Amount::from(own))?.over(Amount::from(whole))?.round(decimals);
            }
        }
    }
    let current = prices.iter().rposition(|price| price.from <= first).unwrap_or(0);
    let mut prices: Vec<Price> =
        prices.into_iter().skip(current).filter(|price| price.from <= last).collect();
    if let Some(price) = prices.first_mut() {
        price.from = first;
    }
    Ok(Charge {
        first,
        last,
        per: pricing.per,
        price: None,
        prices,
        billed: pricing.billed,
        every: pricing.every,
    })
}

impl Draft {
    /// Its price, or what follows from its value a year or in all.
    pub fn pricing(&self) -> Option<Pricing> {
        let stated = || {
            let total = || self.total.map(|total| Pricing::of(total, Per::Term));
            self.yearly.map(Pricing::yearly).or_else(total)
        };
        self.price.clone().or_else(stated)
    }

    /// The prices in force from one day to another, the first of them from `begins`.
    fn prices(
        &self,
        pricing: &Pricing,
        terms: &[Term],
        begins: NaiveDate,
        ends: NaiveDate,
    ) -> Result<Vec<Price>, Error> {
        let flat = |from, price| vec![Price { from, price }];
        let Some(uplift) = &pricing.uplift else {
            return self.renegotiated(pricing, flat(begins, pricing.amount), ends);
        };
        let renewals = || terms.iter().map(|term| term.first).filter(|first| *first > begins);
        let (first_uplift, every) = match uplift.at {
            At::Anniversary => (None, 12),
            At::Renewal => {
                let days: Vec<NaiveDate> = renewals().take(2).collect();
                let every = match days.as_slice() {
                    [one, other] => months_begun(*one, add_days(*other, -1)?)?,
                    _ => MOST_MONTHS,
                };
                (days.first().copied(), every.clamp(1, MOST_MONTHS))
            }
        };
        if uplift.at == At::Renewal && first_uplift.is_none() && uplift.method != Method::Steps {
            return self.renegotiated(pricing, flat(begins, pricing.amount), ends);
        }
        let since = first_uplift.unwrap_or(begins);
        let periods = (months_begun(since, ends)? / every).clamp(0, MOST_MONTHS - 2) + 2;
        let clause =
            Clause { start: begins, first_uplift, every_months: every, periods, currency: self.currency };
        let prices = clause.of(uplift, pricing.amount).prices(&mut Steps::off())?;
        self.renegotiated(pricing, prices, ends)
    }

    /// With the price that the next renewal is assumed to be renegotiated to; the clause goes on from there.
    fn renegotiated(
        &self,
        pricing: &Pricing,
        mut prices: Vec<Price>,
        ends: NaiveDate,
    ) -> Result<Vec<Price>, Error> {
        let assumed = self.assumption.filter(|assumed| assumed.kind == Assumed::Renegotiate);
        let Some((percent, from)) = assumed.and_then(|assumed| assumed.percent.zip(assumed.from)) else {
            return Ok(prices);
        };
        let before = prices.iter().rev().find(|price| price.from < from).copied();
        let Some(before) = before.filter(|_| from <= ends) else { return Ok(prices) };
        let factor = Amount::HUNDRED.plus(percent)?.over(Amount::HUNDRED)?;
        let price = before.price.times(factor)?.round(self.currency.decimals());
        prices.retain(|price| price.from < from);
        let goes_on = pricing.uplift.as_ref().filter(|uplift| {
            uplift.at == At::Anniversary && matches!(uplift.method, Method::Percent | Method::Amount)
        });
        match goes_on {
            Some(uplift) => {
                let periods = (months_begun(from, ends)? / 12).clamp(0, MOST_MONTHS - 2) + 2;
                let currency = self.currency;
                let clause = Clause { start: from, first_uplift: None, every_months: 12, periods, currency };
                prices.extend(clause.of(uplift, price).prices(&mut Steps::off())?);
            }
            None => prices.push(Price { from, price }),
        }
        Ok(prices)
    }

    /// Its terms up to the one in which `to` lies.
    fn terms_to(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Term>, Error> {
        let start = self.start.unwrap_or(from);
        let Some((initial_end, counted)) = self.initial(start)? else { return self.open_ended(start, to) };
        let ends = self.last_day(&counted, initial_end)?;
        let mut terms = vec![Term { number: 0, first: start, last: initial_end }];
        while let Some(before) = terms.last().copied() {
            let number = before.number + 1;
            let goes_on =
                before.last < to && ends.is_none_or(|ends| before.last < ends) && number < MOST_MONTHS;
            if !goes_on {
                break;
            }
            let last = counted.renewal_end(initial_end, number)?;
            terms.push(Term { number, first: add_days(before.last, 1)?, last });
        }
        if let Some((term, ends)) = terms.last_mut().zip(ends).filter(|(term, ends)| *ends < term.last) {
            term.last = ends.max(term.first);
        }
        Ok(terms)
    }

    /// The last day of the initial term, with the terms from which renewals are counted; `None` if it has no end.
    fn initial(&self, start: NaiveDate) -> Result<Option<(NaiveDate, Terms)>, Error> {
        if self.renewal == Some(Renewal::Evergreen) {
            return Ok(None);
        }
        let counted = Terms { start, ..self.terms() };
        let by_term = self.initial_months.filter(|months| *months > 0);
        let by_term = by_term.map(|_| counted.term(0)).transpose()?.map(|term| term.last);
        Ok(match (by_term, self.end.filter(|end| *end >= start)) {
            (Some(last), None) => Some((last, counted)),
            (Some(last), Some(end)) => {
                let is_term = self.renewal == Some(Renewal::Automatic)
                    && counted.terms_between(end, end)?.first().is_some_and(|term| term.last == end);
                // Of one that renews, any of its terms may be the stated end; else the stated end is the end.
                if is_term || last == end {
                    Some((last, counted))
                } else {
                    Some((end, from_end(&counted, end)?))
                }
            }
            (None, Some(end)) => Some((end, from_end(&counted, end)?)),
            (None, None) => None,
        })
    }

    /// The last day of the contract as things stand and are assumed; `None` while it goes on.
    fn last_day(&self, counted: &Terms, initial_end: NaiveDate) -> Result<Option<NaiveDate>, Error> {
        if self.status.eq_ignore_ascii_case(ENDED) {
            return Ok(Some(self.end.unwrap_or(initial_end)));
        }
        let confirmed = i64::from(self.confirmed_renewals);
        let noticed = self.notice_given.map(|given| counted.ends_after(initial_end, given)).transpose()?;
        let stands = match self.renewal {
            Some(Renewal::Automatic) => noticed,
            Some(Renewal::Act) if confirmed > 0 => Some(counted.renewal_end(initial_end, confirmed)?),
            _ => Some(initial_end),
        };
        if noticed.is_some() {
            return Ok(stands);
        }
        Ok(match self.assumption {
            Some(assumed) if assumed.kind == Assumed::End => {
                let ends = assumed.from.map(|from| add_days(from, -1)).transpose()?.or(Some(initial_end));
                stands.map_or(ends, |stands| ends.map(|ends| ends.min(stands)))
            }
            Some(_) => None,
            None => stands,
        })
    }

    /// Whole years from its start on; to the end of its notice, if it was given.
    fn open_ended(&self, start: NaiveDate, to: NaiveDate) -> Result<Vec<Term>, Error> {
        if to < start {
            return Ok(Vec::new());
        }
        let years = (months_begun(start, to)?.max(1) - 1) / 12 + 1;
        let months = i32::try_from(years.saturating_mul(12)).map_err(|_| Error::Date)?;
        let mut last = add_days(add_months(start, months)?, -1)?;
        let terms = Terms { start, renewal: Renewal::Evergreen, ..self.terms() };
        let assumed = self.assumption.filter(|assumed| assumed.kind == Assumed::End);
        let assumed = assumed.and_then(|assumed| assumed.from).map(|from| add_days(from, -1)).transpose()?;
        for ends in [terms.dates(to, &mut Steps::off())?.ends, self.end, assumed].into_iter().flatten() {
            last = last.min(ends.max(start));
        }
        Ok(vec![Term { number: 0, first: start, last }])
    }
}

/// Renewals counted from the day after a stated end, which is the one day that is known for sure.
fn from_end(terms: &Terms, end: NaiveDate) -> Result<Terms, Error> {
    let each = terms.renews_by();
    let months = if each > 0 { each } else { months_begun(terms.start, end)?.max(1) };
    Ok(Terms { start: add_days(end, 1)?, initial_months: months, renewal_months: months, ..terms.clone() })
}

impl Terms {
    /// The last day of a renewal. Terms from a stated end begin with the first of them.
    fn renewal_end(&self, initial_end: NaiveDate, number: i64) -> Result<NaiveDate, Error> {
        let number = if self.start <= initial_end { number } else { number - 1 };
        Ok(self.counted_term(number)?.last)
    }

    /// The last day of the first term that a notice is in time for.
    fn ends_after(&self, initial_end: NaiveDate, given: NaiveDate) -> Result<NaiveDate, Error> {
        let out = self.runs_out(given)?;
        let mut last = initial_end;
        for number in 1..MOST_MONTHS {
            if last >= out {
                break;
            }
            last = self.renewal_end(initial_end, number)?;
        }
        Ok(last)
    }
}

/// Shares a contract's months out to its lines by percent, to the cent; what no line bears is left.
///
/// ```
/// use domain::contract::share_out;
/// use domain::Amount;
/// let months = [Amount::new(10_000, 2); 12];
/// let third = "33.333333".parse()?;
/// let shared = share_out(&months, &[(1, third), (2, third), (3, "33.333334".parse()?)], "EUR".parse()?);
/// let january: Vec<String> = shared?.values().map(|months| months[0].to_string()).collect();
/// assert_eq!(january, ["33.33", "33.33", "33.34"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn share_out(
    months: &Months,
    shares: &[(Id, Amount)],
    currency: Currency,
) -> Result<BTreeMap<Id, Months>, Error> {
    let mut borne = Amount::ZERO;
    for (_, share) in shares {
        borne = borne.plus(*share)?;
    }
    let rest = Amount::HUNDRED.minus(borne)?.max(Amount::ZERO);
    let weights: Vec<Amount> = shares.iter().map(|(_, share)| *share).chain([rest]).collect();
    let mut found: BTreeMap<Id, Months> =
        shares.iter().map(|(line, _)| (*line, [Amount::ZERO; 12])).collect();
    if borne.is_zero() {
        return Ok(found);
    }
    for (place, month) in months.iter().enumerate() {
        for ((line, _), part) in shares.iter().zip(month.split_by(&weights, currency)?) {
            if let Some(months) = found.get_mut(line) {
                months[place] = part;
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::Sum;
    use crate::contract::register::tests::contract;
    use crate::contract::{Agreed, Amendment};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(fields: &str) -> Contract {
        Contract { draft: contract(fields), amendments: Vec::new() }
    }

    fn months(contract: &Contract, first: &str) -> Vec<String> {
        let first: Month = first.parse().unwrap();
        let course = contract.course(first.first_day(), first.plus(11).last_day()).unwrap().unwrap();
        course.months(first).unwrap().iter().map(|amount| amount.round(2).to_string()).collect()
    }

    /// Equal figures said once: `12 x 100.00`.
    fn runs(months: &[String]) -> String {
        let mut runs: Vec<(usize, &String)> = Vec::new();
        for month in months {
            match runs.last_mut() {
                Some((count, same)) if *same == month => *count += 1,
                _ => runs.push((1, month)),
            }
        }
        runs.iter().map(|(count, month)| format!("{count} x {month}")).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_contract_costs_what_it_says_in_the_months_it_says() {
        let datadog = r#""start": "2024-01-01", "initial_months": 36, "renewal": "automatic", "renewal_months": 12,
            "notice_months": 1"#;
        let price = r#""price": {"amount": "24000", "per": "month", "uplift": {"method": "percent", "at": "renewal", "percent": "5.5"}}"#;
        for (fields, year, expected) in [
            (format!("{datadog}, {price}"), "2026-07", "6 x 24000.00, 6 x 25320.00"),
            (format!("{datadog}, {price}"), "2027-07", "6 x 25320.00, 6 x 26712.60"),
            (format!(r#"{datadog}, {price}, "notice_given": "2026-11-01""#), "2026-07", "6 x 24000.00, 6 x 0.00"),
            (format!(r#"{datadog}, {price}, "notice_given": "2026-12-05""#), "2027-07", "6 x 25320.00, 6 x 0.00"),
            (
                format!(r#"{datadog}, {price}, "assumption": {{"kind": "end", "from": "2027-01-01"}}"#),
                "2026-07",
                "6 x 24000.00, 6 x 0.00",
            ),
            (
                format!(
                    r#"{datadog}, {price}, "assumption": {{"kind": "renegotiate", "percent": "-10", "from": "2027-01-01"}}"#
                ),
                "2026-07",
                "6 x 24000.00, 6 x 21600.00",
            ),
            // A register that states a value a year and no more.
            (r#""yearly": "1000""#.to_owned(), "2026-07", "4 x 83.34, 8 x 83.33"),
            (r#""yearly": "1200", "end": "2026-12-31", "renewal": "none""#.to_owned(), "2026-07", "6 x 100.00, 6 x 0.00"),
            (r#""yearly": "1200", "end": "2026-12-31", "renewal": "automatic", "renewal_months": 12"#.to_owned(), "2026-07", "12 x 100.00"),
            (r#""yearly": "1200", "start": "2026-01-01", "renewal": "evergreen""#.to_owned(), "2026-07", "12 x 100.00"),
            (
                r#""start": "2026-01-01", "initial_months": 12, "renewal": "act", "yearly": "1200""#.to_owned(),
                "2026-07",
                "6 x 100.00, 6 x 0.00",
            ),
            (
                r#""start": "2026-01-01", "initial_months": 12, "renewal": "act", "yearly": "1200", "confirmed_renewals": 1"#
                    .to_owned(),
                "2026-07",
                "12 x 100.00",
            ),
            // What a whole contract costs says nothing of its renewal.
            (
                r#""start": "2026-01-01", "initial_months": 12, "renewal": "automatic", "total": "1460""#.to_owned(),
                "2026-07",
                "2 x 124.00, 1 x 120.00, 1 x 124.00, 1 x 120.00, 1 x 124.00, 6 x 0.00",
            ),
            (
                r#""start": "2026-01-01", "initial_months": 24, "renewal": "automatic", "renewal_months": 12,
                   "price": {"amount": "2400", "per": "term", "recognise": "months"}"#
                    .to_owned(),
                "2027-07",
                "12 x 100.00",
            ),
        ] {
            assert_eq!(runs(&months(&of(&fields), year)), expected, "{fields} in {year}");
        }
        let unknown = of(r#""start": "2026-01-01", "initial_months": 12"#);
        assert_eq!(unknown.course(day("2026-01-01"), day("2026-12-31")).unwrap(), None);
    }

    #[test]
    fn an_amendment_counts_from_its_day() {
        let mut contract =
            of(r#""start": "2026-01-01", "initial_months": 12, "renewal": "automatic", "notice_months": 3,
               "price": {"amount": "100", "per": "month"}"#);
        let agreed = Agreed {
            notice_months: Some(1),
            price: Some(Pricing::of(Amount::from(150), Per::Month)),
            ..contract.draft.agreed()
        };
        let amendment =
            Amendment { id: None, contract: 1, from: day("2026-10-01"), title: "More".into(), agreed };
        assert!(amendment.problems(&contract).is_empty());
        let early = Amendment { from: day("2026-01-01"), ..amendment.clone() };
        assert_eq!(early.problems(&contract)[0].field, "from");
        contract.amendments.push(amendment);
        assert_eq!(runs(&months(&contract, "2026-07")), "3 x 100.00, 9 x 150.00");
        assert_eq!(contract.as_of(day("2026-09-30")).notice_months, Some(3));
        assert_eq!(contract.as_of(day("2026-10-01")).notice_months, Some(1));
    }

    proptest! {
        // However a contract is priced, raised, amended and ended, its months and its invoices come to the same cent, its
        // terms follow each other without a gap, and a year asked for alone is the same as in a longer question.
        #[test]
        fn no_cent_and_no_day_is_lost(
            cents in 1_i64..10_000_000, start in 0_u64..700, initial in 1_u32..40, renewal in 1_u32..25, per in 0_usize..4,
            percent in -20_i64..30, at_renewal in any::<bool>(), arrears in any::<bool>(), amended in prop::option::of(1_u64..900),
        ) {
            let start = day("2024-01-01") + chrono::Days::new(start);
            let per = ["month", "quarter", "year", "term"][per];
            let fields = json!({
                "start": start, "initial_months": initial, "renewal": "automatic", "renewal_months": renewal,
                "price": {
                    "amount": Amount::new(cents, 2), "per": per, "billed": if arrears { "arrears" } else { "advance" },
                    "uplift": {"method": "percent", "at": if at_renewal { "renewal" } else { "anniversary" }, "percent": Amount::from(percent)},
                },
            });
            let Value::Object(fields) = fields else { unreachable!() };
            let text = fields.iter().map(|(key, value)| format!("{key:?}: {value}")).collect::<Vec<_>>().join(", ");
            let mut contract = of(&text);
            if let Some(after) = amended {
                let agreed = Agreed { price: Some(Pricing::of(Amount::new(cents / 2 + 1, 2), Per::Month)), ..contract.draft.agreed() };
                contract.amendments.push(Amendment {
                    id: None, contract: 1, from: start + chrono::Days::new(after), title: String::new(), agreed,
                });
            }
            let course = contract.course(start, day("2028-12-31")).unwrap().unwrap();
            let views = course.views().unwrap();
            let recognised: Sum = views.months.iter().map(|row| row.recognised).collect();
            let invoiced: Sum = views.invoices.iter().map(|invoice| invoice.amount).collect();
            prop_assert_eq!(recognised.total().unwrap(), views.total);
            prop_assert_eq!(invoiced.total().unwrap(), views.total);
            prop_assert!(course.terms.array_windows().all(|[one, next]| one.last.succ_opt() == Some(next.first)));
            let first: Month = "2026-07".parse().unwrap();
            let alone = contract.course(start, first.plus(11).last_day()).unwrap().unwrap();
            prop_assert_eq!(alone.months(first).unwrap(), course.months(first).unwrap());
        }

        // What the lines of a contract bear is what it costs, if their shares are the whole.
        #[test]
        fn lines_sum_to_their_contract(
            cents in prop::array::uniform12(-1_000_000_i64..1_000_000), parts in prop::collection::vec(1_i64..1_000, 1..6),
        ) {
            let months = cents.map(|cents| Amount::new(cents, 2));
            let whole: i64 = parts.iter().sum();
            let mut shares: Vec<(Id, Amount)> = parts.iter().zip(1..).map(|(part, line)| {
                (line, Amount::from(*part).times(Amount::HUNDRED).unwrap().over(Amount::from(whole)).unwrap().round(4))
            }).collect();
            let others = shares[1..].iter().map(|(_, share)| *share).collect::<Sum>().total().unwrap();
            shares[0].1 = Amount::HUNDRED.minus(others).unwrap();
            let shared = share_out(&months, &shares, "EUR".parse().unwrap()).unwrap();
            for month in 0..12 {
                let sum: Sum = shared.values().map(|of| of[month]).collect();
                prop_assert_eq!(sum.total().unwrap(), months[month]);
            }
        }
    }
}
