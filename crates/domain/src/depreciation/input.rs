//! An asset as it is written in JSON: our words and, where they mean the same, those of other systems.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::{Convention, Method, Revaluation};
use crate::{Amount, Currency, Problem};

#[derive(Deserialize)]
pub(super) struct Asset {
    cost: Amount,
    #[serde(default)]
    salvage: Amount,
    #[serde(alias = "available_for_use")]
    in_use: NaiveDate,
    #[serde(default)]
    months: Option<i64>,
    #[serde(default)]
    number_of_periods: Option<i64>,
    method: Named,
    #[serde(default)]
    rate: Option<Amount>,
    #[serde(default)]
    rate_percent: Option<Amount>,
    #[serde(default, alias = "switch_to_straight_line")]
    switch: bool,
    #[serde(default)]
    convention: Option<Convention>,
    #[serde(default)]
    fiscal_start: Option<i64>,
    #[serde(default)]
    every_months: Option<i64>,
    #[serde(default)]
    first_schedule_date: Option<NaiveDate>,
    #[serde(default)]
    opening_accumulated: Option<Amount>,
    #[serde(default)]
    periods_already_booked: Option<i64>,
    #[serde(default, alias = "revaluations", deserialize_with = "one_or_many")]
    revaluation: Vec<Revaluation>,
    #[serde(default)]
    sold: Option<NaiveDate>,
    #[serde(default)]
    as_of: Option<NaiveDate>,
    #[serde(default)]
    currency: Option<Currency>,
}

impl TryFrom<Asset> for super::Asset {
    type Error = Problem;

    fn try_from(asset: Asset) -> Result<super::Asset, Problem> {
        let every_months = asset.every_months.unwrap_or(12);
        let by_periods = asset.number_of_periods.map(|periods| periods.saturating_mul(every_months));
        Ok(super::Asset {
            cost: asset.cost,
            salvage: asset.salvage,
            in_use: asset.in_use,
            // Neither given is no life, which the asset's problems name.
            months: asset.months.or(by_periods).unwrap_or(0),
            method: asset.method.0,
            rate: match (asset.rate, asset.rate_percent) {
                (Some(_), Some(_)) => {
                    return Err(Problem::new(
                        "rate",
                        "The rate is given twice: leave out rate or rate_percent.",
                    ));
                }
                (Some(rate), None) => Some(in_percent(rate)?),
                (None, percent) => percent,
            },
            switch: asset.switch,
            // “By days” in the name of a method says more than the convention of its first period.
            convention: asset.method.1.or(asset.convention).unwrap_or(Convention::Days),
            fiscal_start: asset.fiscal_start.unwrap_or(1),
            every_months,
            first_schedule_date: asset.first_schedule_date,
            opening_accumulated: asset.opening_accumulated.unwrap_or_default(),
            periods_already_booked: asset.periods_already_booked,
            revaluation: asset.revaluation,
            sold: asset.sold,
            as_of: asset.as_of,
            currency: asset.currency,
        })
    }
}

/// A rate is written as a spreadsheet has it, 0.4 for 40 %. None is above 1, so 40 was meant in percent; what is just above
/// 1 may have been meant either way.
fn in_percent(rate: Amount) -> Result<Amount, Problem> {
    if rate > Amount::ONE && rate < Amount::from(2) {
        let message =
            format!("A rate of {rate} says neither 0.4 nor 40 %. Write it below 1, or as rate_percent.");
        return Err(Problem::new("rate", message));
    }
    Ok(if rate > Amount::ONE { rate } else { rate.times(Amount::HUNDRED).unwrap_or(rate) })
}

/// A method by its name, and the convention that the name brings with it.
struct Named(Method, Option<Convention>);

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Named, D::Error> {
        let text = String::deserialize(deserializer)?;
        let plain = plain(&text);
        let (name, convention) = if let Some(name) = plain.strip_suffix("bytotaldays") {
            (name, Some(Convention::TotalDays))
        } else if let Some(name) = plain.strip_suffix("bydays") {
            (name, Some(Convention::Daily))
        } else {
            (plain.strip_suffix("bymonths").unwrap_or(&plain), None)
        };
        let method = Method::named(name).ok_or_else(|| serde::de::Error::custom(Method::unknown(&text)))?;
        Ok(Named(method, convention))
    }
}

/// Letters and digits alone, so that “Straight line” and “straight-line” are one word.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_lowercase()).collect()
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Revaluation),
    Many(Vec<Revaluation>),
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Revaluation>, D::Error> {
    Ok(match Option::<OneOrMany>::deserialize(deserializer)? {
        None => Vec::new(),
        Some(OneOrMany::One(one)) => vec![one],
        Some(OneOrMany::Many(many)) => many,
    })
}
