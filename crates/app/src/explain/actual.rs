//! A figure of the Actuals screens: a posting in the book's currency, what postings sum up to, what is prepaid.

use std::collections::BTreeMap;

use domain::actual::{Kind, Row};
use domain::rate::Rates;
use domain::{Amount, Currency, Id, Month, Sum};
use serde::{Deserialize, Serialize};

use super::year::{files, posting as part_of};
use super::{Explanation, MOST, Part, RateUsed, by_size, month_name, rounding, settle};
use crate::Error;
use crate::actual::{Query, State, filter, rates, why};
use crate::budget::Key;
use crate::open::Call;
use crate::words::counted;

/// A posting.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExplainPosting"))]
pub struct OfPosting {
    /// The actual.
    pub id: Id,
}

/// What the register shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExplainRegister"))]
pub struct OfRegister {
    /// Which actuals; the window of the query is not looked at.
    pub query: Query,
}

/// A service that is paid in advance.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ExplainPrepaid"))]
pub struct OfPrepaid {
    /// The posting; nothing for all of them.
    pub actual: Option<Id>,
    /// Which figure; of all, only the balance in the book's currency.
    pub figure: PrepaidFigure,
}

/// A figure of a prepaid service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PrepaidFigure {
    /// What is recognised, in the posting's currency.
    Recognised,
    /// What is not, in the posting's currency.
    Balance,
    /// The same in the book's currency.
    Base,
}

pub(super) fn posting(call: &Call<'_>, of: OfPosting) -> Result<Explanation, Error> {
    let why = why(call, Key { id: of.id })?;
    let (row, rates) = (&why.row, rates(call)?);
    let (base, month) = (rates.base(), Month::of(row.date));
    let rate = rates.actual(row.currency, month).ok();
    let foreign = row.currency != base;
    let part = |label: &str, note: String, own: Amount, line: Option<Id>| -> Result<Part, Error> {
        Ok(Part {
            label: label.to_owned(),
            note,
            own: foreign.then_some(own),
            own_currency: foreign.then_some(row.currency),
            amount: rate.map(|rate| own.times(rate)).transpose()?,
            page: line.map(|line| format!("actuals?line={line}&period={month}")),
        })
    };
    let parts = match why.parts.as_slice() {
        [] => vec![part("No budget line", String::new(), row.amount, None)?],
        all => all
            .iter()
            .map(|one| part(&one.label, "budget line".into(), one.amount, Some(one.line)))
            .collect::<Result<_, _>>()?,
    };
    let (parts, more, more_sum) = settle(parts, row.base, base.decimals())?;
    let formula = if foreign {
        format!("Amount × actual rate of {}", month_name(month))
    } else {
        "The amount as it was posted".to_owned()
    };
    let mut steps = came(call, row)?;
    steps.push(why.sentence.clone());
    steps.extend(why.conditions.iter().map(|one| {
        let met = if one.met { "met" } else { "not met" };
        format!("{}: {}, {met} by “{}”.", one.field, one.wanted, one.found)
    }));
    let name = if row.text.is_empty() { &row.vendor } else { &row.text };
    Ok(Explanation {
        title: format!("{} {name}", row.date),
        value: row.base,
        currency: base,
        formula,
        parts,
        more,
        more_sum,
        steps,
        rates: if foreign {
            vec![RateUsed { currency: row.currency, rate, month: Some(month), plan: None }]
        } else {
            Vec::new()
        },
        rounding: rounding(base),
    })
}

/// Where a posting came from.
fn came(call: &Call<'_>, row: &Row) -> Result<Vec<String>, Error> {
    let batch = match row.batch {
        Some(id) => store::batch::all(call.tx)?.into_iter().find(|batch| batch.id == id),
        None => None,
    };
    let how = match (batch, row.kind) {
        (Some(batch), _) => {
            let day = batch.at.get(..10).unwrap_or(&batch.at);
            format!("It came with {}, imported by {} on {day}.", batch.file_name, batch.who)
        }
        (None, Kind::Posting) => "It was typed.".to_owned(),
        (None, Kind::Accrual) => "It was accrued when the month was closed.".to_owned(),
        (None, Kind::Reversal) => "It takes back what was accrued at the end of the month before.".to_owned(),
    };
    let known = [("Document", &row.document), ("Account", &row.account), ("Cost centre", &row.cost_centre)];
    let known: Vec<String> = known
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(word, text)| format!("{word} {text}"))
        .collect();
    Ok(if known.is_empty() { vec![how] } else { vec![how, format!("{}.", known.join(", "))] })
}

/// Each posting while there are few, else what each month and currency comes to.
pub(super) fn register(call: &Call<'_>, of: &OfRegister) -> Result<Explanation, Error> {
    let rates = rates(call)?;
    let matched = match of.query.state {
        State::All => None,
        State::Matched => Some(true),
        State::Unmatched => Some(false),
    };
    let filter = store::actual::Filter { matched, ..filter(call, &of.query)? };
    let mut sums: BTreeMap<(Month, Currency), (Sum, u32)> = BTreeMap::new();
    if !(filter.is_by_line() && matched == Some(false)) {
        for (currency, month, amount, count) in store::actual::sums(call.tx, &filter)? {
            let (sum, all) = sums.entry((month, currency)).or_default();
            sum.add(amount);
            *all += count;
        }
    }
    let count: u32 = sums.values().map(|(_, count)| *count).sum();
    let mut total = Some(Sum::default());
    let mut by_month = Vec::with_capacity(sums.len());
    let mut used = Vec::new();
    for ((month, currency), (sum, count)) in &sums {
        let own = sum.total()?;
        let rate = rates.actual(*currency, *month).ok();
        let amount = rate.map(|rate| own.times(rate)).transpose()?;
        match (amount, &mut total) {
            (Some(amount), Some(total)) => total.add(amount),
            _ => total = None,
        }
        let foreign = *currency != rates.base();
        if foreign {
            used.push(RateUsed { currency: *currency, rate, month: Some(*month), plan: None });
        }
        by_month.push(Part {
            label: month_name(*month),
            note: counted(*count as usize, "posting", "postings"),
            own: foreign.then_some(own),
            own_currency: foreign.then_some(*currency),
            amount,
            page: Some(page(&of.query, *month)),
        });
    }
    let value =
        total.map(|total| total.total()).transpose()?.map(|total| total.round(rates.base().decimals()));
    let single = count as usize <= MOST;
    let parts = if single { singly(call, &filter, &rates)? } else { by_month };
    let (parts, more, more_sum) = settle(parts, value, rates.base().decimals())?;
    let of_what = counted(count as usize, "posting", "postings");
    let how = if single { "" } else { ", by month and currency" };
    Ok(Explanation {
        title: match of.query.period {
            Some(period) => format!("Actuals of {period}"),
            None => "Actuals".to_owned(),
        },
        value,
        currency: rates.base(),
        formula: format!("Sum of {of_what}{how}, each at the actual rate of its month"),
        parts,
        more,
        more_sum,
        steps: Vec::new(),
        rates: used,
        rounding: rounding(rates.base()),
    })
}

fn singly(call: &Call<'_>, filter: &store::actual::Filter, rates: &Rates) -> Result<Vec<Part>, Error> {
    let files = files(call)?;
    let rows = store::actual::rows(call.tx, filter, 0, u32::MAX)?;
    let mut parts: Vec<Part> = rows.iter().map(|row| part_of(row, rates, &files)).collect();
    by_size(&mut parts);
    Ok(parts)
}

/// The register narrowed to a month, as far as an address can say it.
fn page(query: &Query, month: Month) -> String {
    let mut page = format!("actuals?period={month}");
    let state = match query.state {
        State::All => None,
        State::Matched => Some("matched"),
        State::Unmatched => Some("unmatched"),
    };
    let named = [
        ("vendor", query.vendor),
        ("category", query.category),
        ("line", query.line),
        ("batch", query.batch),
        ("department", query.department),
        ("project", query.project),
        ("line_vendor", query.line_vendor),
        ("rule", query.rule),
    ];
    page.extend(state.map(|state| format!("&state={state}")));
    page.extend(named.into_iter().filter_map(|(name, id)| Some(format!("&{name}={}", id?))));
    page
}

pub(super) fn prepaid(call: &Call<'_>, of: OfPrepaid) -> Result<Explanation, Error> {
    let list = crate::prepaid::list(call, ())?;
    let until = list.until;
    let Some(id) = of.actual else {
        let part = |row: &crate::prepaid::Row| Part {
            label: named(&row.actual),
            note: format!("{} to {}", row.prepaid.first_day, row.prepaid.last_day),
            own: (row.actual.currency != list.currency).then_some(row.balance),
            own_currency: (row.actual.currency != list.currency).then_some(row.actual.currency),
            amount: row.base,
            page: Some(format!("actuals?id={}", row.prepaid.actual)),
        };
        let mut parts: Vec<Part> = list.rows.iter().map(part).collect();
        by_size(&mut parts);
        let formula =
            format!("Sum of what is paid and not yet recognised at the end of {}", month_name(until));
        return finished("Prepaid".to_owned(), list.balance, list.currency, formula, parts, Vec::new());
    };
    let gone = || Error::NotFound("This posting is no longer prepaid.".to_owned());
    let row = list.rows.into_iter().find(|row| row.prepaid.actual == id).ok_or_else(gone)?;
    let (own, month) = (row.actual.currency, Month::of(row.actual.date));
    let page = Some(format!("actuals?id={id}"));
    let label = named(&row.actual);
    if of.figure == PrepaidFigure::Base {
        let rate = rates(call)?.actual(own, month).ok();
        let foreign = own != list.currency;
        let amount = rate.map(|rate| row.balance.times(rate)).transpose()?;
        let part = Part {
            label: "Paid and not yet recognised".to_owned(),
            note: String::new(),
            own: foreign.then_some(row.balance),
            own_currency: foreign.then_some(own),
            amount,
            page,
        };
        let formula = format!("Prepaid × actual rate of {}, the month of the posting", month_name(month));
        let used = RateUsed { currency: own, rate, month: Some(month), plan: None };
        let used = if foreign { vec![used] } else { Vec::new() };
        return finished(format!("{label}, prepaid"), row.base, list.currency, formula, vec![part], used);
    }
    let sign = |amount: Amount| if of.figure == PrepaidFigure::Balance { -amount } else { amount };
    let recognised = row.months.iter().filter(|part| part.month <= until);
    let mut parts: Vec<Part> = recognised
        .map(|part| Part::of(format!("Recognised in {}", month_name(part.month)), sign(part.amount)))
        .collect();
    let (word, value, formula) = match of.figure {
        PrepaidFigure::Balance => {
            if month <= until {
                let paid = row.actual.whole.unwrap_or(row.actual.amount);
                parts.insert(0, Part { page, ..Part::of(format!("Paid on {}", row.actual.date), paid) });
            }
            (
                "prepaid",
                row.balance,
                format!("Paid less what is recognised by the end of {}", month_name(until)),
            )
        }
        PrepaidFigure::Recognised | PrepaidFigure::Base => {
            let days = format!("{} to {}", row.prepaid.first_day, row.prepaid.last_day);
            (
                "recognised",
                row.recognised,
                format!("The amount spread over the service of {days}, by the end of {}", month_name(until)),
            )
        }
    };
    finished(format!("{label}, {word}"), Some(value), own, formula, parts, Vec::new())
}

fn named(row: &Row) -> String {
    let texts = [&row.text, &row.vendor, &row.document];
    let name = texts.into_iter().find(|text| !text.is_empty()).map_or("", String::as_str);
    format!("{} {name}", row.date).trim().to_owned()
}

fn finished(
    title: String,
    value: Option<Amount>,
    currency: Currency,
    formula: String,
    parts: Vec<Part>,
    rates: Vec<RateUsed>,
) -> Result<Explanation, Error> {
    let (parts, more, more_sum) = settle(parts, value, currency.decimals())?;
    let (steps, rounding) = (Vec::new(), rounding(currency));
    Ok(Explanation { title, value, currency, formula, parts, more, more_sum, steps, rates, rounding })
}
