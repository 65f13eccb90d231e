//! What a line says of the span: one amount for all of it, one for each month, or whether it is restated.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Amount;
use crate::budget::Months;
use crate::variance::Span;

/// One amount for the whole span, or one for each month from the start of the year.
#[derive(Clone, Debug, PartialEq)]
pub enum Amounts {
    /// For the whole span.
    One(Amount),
    /// For the months of the year from its first; those that are left out are 0.
    Monthly(Vec<Amount>),
}

/// What of a line's difference comes from restating the figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Restated {
    /// All of it, or nothing.
    All(bool),
    /// So much of it.
    Part(Amounts),
}

impl Amounts {
    pub(super) fn is_one(&self) -> bool {
        matches!(self, Amounts::One(_))
    }

    pub(super) fn months(&self) -> usize {
        match self {
            Amounts::One(_) => 1,
            Amounts::Monthly(months) => months.len(),
        }
    }

    pub(super) fn last(&self) -> Amount {
        match self {
            Amounts::One(amount) => *amount,
            Amounts::Monthly(months) => months.last().copied().unwrap_or_default(),
        }
    }

    /// The amounts by month: one amount stands in the first month of the span, months left out are `otherwise`.
    pub(super) fn over(&self, span: Span, otherwise: Amount) -> Months {
        let mut months = [otherwise; 12];
        match self {
            Amounts::One(amount) => {
                if let Some(month) = months.get_mut(span.first) {
                    *month = *amount;
                }
            }
            Amounts::Monthly(amounts) => {
                for (month, amount) in months.iter_mut().zip(amounts) {
                    *month = *amount;
                }
            }
        }
        months
    }
}

impl Serialize for Amounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Amounts::One(amount) => amount.serialize(serializer),
            Amounts::Monthly(months) => months.serialize(serializer),
        }
    }
}

impl Serialize for Restated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Restated::All(all) => serializer.serialize_bool(*all),
            Restated::Part(amounts) => amounts.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Amounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Amounts, D::Error> {
        match deserializer.deserialize_any(AmountOrList)? {
            Restated::Part(amounts) => Ok(amounts),
            Restated::All(_) => {
                let expected = "an amount as text, or a list of them by month, not true or false";
                Err(serde::de::Error::custom(format!("Give {expected}.")))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Restated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Restated, D::Error> {
        deserializer.deserialize_any(AmountOrList)
    }
}

/// Reads an amount, a list of them by month, or true or false.
struct AmountOrList;

impl<'de> serde::de::Visitor<'de> for AmountOrList {
    type Value = Restated;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount as text, such as \"1200.50\", or a list of them by month")
    }

    fn visit_bool<E: serde::de::Error>(self, all: bool) -> Result<Restated, E> {
        Ok(Restated::All(all))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Restated, E> {
        text.parse().map(|amount| Restated::Part(Amounts::One(amount))).map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Restated, E> {
        Ok(Restated::Part(Amounts::One(Amount::from(whole))))
    }

    fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Restated, E> {
        Ok(Restated::Part(Amounts::One(Amount::from(rust_decimal::Decimal::from(whole)))))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Restated, A::Error> {
        let mut months = Vec::new();
        while let Some(amount) = list.next_element()? {
            months.push(amount);
        }
        Ok(Restated::Part(Amounts::Monthly(months)))
    }
}
