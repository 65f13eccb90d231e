//! Currencies of ISO 4217 and their minor units.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Problem;

/// A currency of ISO 4217, by its three letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; 3],
    /// Kept beside the code, because every rounding asks for it.
    decimals: u8,
}

impl Currency {
    /// No currency (`XXX` of ISO 4217): amounts of which none is known, with two decimals.
    pub const NONE: Currency = Currency { code: *b"XXX", decimals: 2 };

    /// The currency's three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or("XXX")
    }

    /// How many decimals its minor unit has (EUR 2, JPY 0, KWD 3).
    pub fn decimals(self) -> u32 {
        u32::from(self.decimals)
    }

    /// Its English name.
    pub fn name(self) -> String {
        self.iso().map_or_else(String::new, |iso| iso.name().to_owned())
    }

    /// Every currency of the standard.
    pub fn all() -> impl Iterator<Item = Currency> {
        use iso_currency::IntoEnumIterator;
        iso_currency::Currency::iter().filter_map(|iso| iso.code().parse().ok())
    }

    fn iso(self) -> Option<iso_currency::Currency> {
        iso_currency::Currency::from_code(self.code())
    }
}

impl FromStr for Currency {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Currency, Problem> {
        let code = text.trim().to_ascii_uppercase();
        match (iso_currency::Currency::from_code(&code), code.as_bytes()) {
            // What has no minor unit in the standard (gold, testing) is shown with two decimals.
            (Some(iso), &[a, b, c]) => Ok(Currency {
                code: [a, b, c],
                decimals: iso.exponent().map_or(2, |exponent| exponent.min(28) as u8),
            }),
            _ => Err(Problem::new(
                "currency",
                format!(
                    "“{}” is no currency of ISO 4217. Use three letters such as EUR, USD or GBP.",
                    text.trim()
                ),
            )),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|problem: Problem| serde::de::Error::custom(problem.message))
    }
}
