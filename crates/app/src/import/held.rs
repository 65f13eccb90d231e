//! What the book holds of what a file brings, to tie out before and after.

use std::collections::BTreeMap;

use ::import::Kind;
use domain::{Amount, Currency, Id, Sum};

use crate::Error;
use crate::open::Call;

/// What the book holds of a kind, by currency.
pub(super) fn held(call: &Call<'_>, kind: Kind, plan: Option<Id>) -> Result<BTreeMap<String, Amount>, Error> {
    let mut sums: BTreeMap<Currency, Sum> = BTreeMap::new();
    let mut add = |currency: Currency, amount: Amount| sums.entry(currency).or_default().add(amount);
    match kind {
        Kind::Actuals => {
            for (currency, _, amount, _) in store::actual::sums(call.tx, &store::actual::Filter::default())? {
                add(currency, amount);
            }
        }
        Kind::Budget => {
            for (line, months) in
                plan.map_or_else(|| Ok(Vec::new()), |plan| store::budget::of_plan(call.tx, plan))?
            {
                for amount in months {
                    add(line.currency, amount);
                }
            }
        }
        Kind::Orders => {
            store::order::all(call.tx)?.into_iter().for_each(|order| add(order.currency, order.amount));
        }
        Kind::Contracts => {
            for contract in store::contract::all(call.tx)? {
                add(contract.currency, contract.total.or(contract.yearly).unwrap_or_default());
            }
        }
        Kind::Licences => {
            for licence in store::licence::all(call.tx)? {
                add(licence.currency, licence.total.unwrap_or_default());
            }
        }
        Kind::CloudBill => {
            store::bill::all(call.tx)?
                .into_iter()
                .for_each(|bill| add(bill.currency, bill.cost().unwrap_or_default()));
        }
        Kind::Vendors | Kind::Rates | Kind::Scores => {}
    }
    let totals = sums.into_iter().map(|(currency, sum)| Ok((currency.code().to_owned(), sum.total()?)));
    totals.collect()
}
