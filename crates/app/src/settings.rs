//! Commands on the book's settings.

use domain::{Currency, Problem, Settings};
use serde::{Deserialize, Serialize};

use crate::open::Call;
use crate::{App, Context, Error};

/// A currency to choose from.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CurrencyInfo {
    /// Its three letters.
    pub code: Currency,
    /// Its English name.
    pub name: String,
    /// The decimals of its minor unit.
    pub decimals: u32,
}

pub(crate) fn save(call: &Call<'_>, settings: Settings) -> Result<(Settings, String), Error> {
    let mut problems = settings.problems();
    problems.extend(kept(call, &call.settings()?, &settings)?);
    Error::unless_empty(problems)?;
    store::settings::save(call.tx, &settings)?;
    Ok((settings, "Change the settings".to_owned()))
}

/// What of the settings the book's records rest on, and must stay as it is.
pub(crate) fn kept(call: &Call<'_>, before: &Settings, settings: &Settings) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    if before.currency != settings.currency && store::settings::has_amounts(call.tx)? {
        problems.push(Problem::new(
            "currency",
            format!(
                "This book holds amounts and rates in {} and keeps that currency. Start a new book for another.",
                before.currency
            ),
        ));
    }
    let moved = before.calendar() != settings.calendar();
    if moved && !store::plan::all(call.tx)?.is_empty() {
        problems.push(Problem::new(
            "fiscal_start",
            "The plans of this book follow its fiscal year, which therefore stays as it is.",
        ));
    }
    Ok(problems)
}

pub(crate) fn currencies(_: &App, _: &Context<'_>, (): ()) -> Result<Vec<CurrencyInfo>, Error> {
    let mut all: Vec<CurrencyInfo> = Currency::all()
        .map(|code| CurrencyInfo { code, name: code.name(), decimals: code.decimals() })
        .collect();
    all.sort_by_key(|currency| currency.code);
    Ok(all)
}
