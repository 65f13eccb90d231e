//! What an option costs: an item with its phase, its amount or quantity × unit price, and when it is paid.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::{Amount, Currency};

/// The part of its life in which a thing costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Buying: hardware, licences, selection.
    Acquire,
    /// Bringing it into use: installation, migration, integration.
    Implement,
    /// Running it: subscriptions, energy, hosting, administration.
    #[default]
    Operate,
    /// Keeping it running: maintenance, help desk.
    Support,
    /// Teaching people to use it.
    Train,
    /// Work lost while it does not run.
    Downtime,
    /// Leaving it: disposal, resale (negative), moving data out.
    Exit,
}

impl Phase {
    /// Every phase, in the order of a thing's life.
    pub const ALL: [Phase; 7] = [
        Phase::Acquire,
        Phase::Implement,
        Phase::Operate,
        Phase::Support,
        Phase::Train,
        Phase::Downtime,
        Phase::Exit,
    ];
}

/// Whether a cost is put on the balance sheet and depreciated, or charged as it falls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Capital expenditure.
    Capex,
    /// Operating expenditure.
    #[default]
    Opex,
}

/// How often a recurring item is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Every month.
    Monthly,
    /// Every third month.
    Quarterly,
    /// Every twelfth month.
    Yearly,
}

impl Every {
    /// The months from one payment to the next.
    pub fn months(self) -> u32 {
        match self {
            Every::Monthly => 1,
            Every::Quarterly => 3,
            Every::Yearly => 12,
        }
    }
}

/// Between what a figure may lie, for sensitivity and simulation.
///
/// In the figure's own unit: users, an amount or unit price in the item's currency, a rate or growth as a fraction.
/// Where the figure is a list by year, in percent of that list: 90 to 120 is from a tenth less to a fifth more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// The lowest.
    pub low: Amount,
    /// The highest.
    pub high: Amount,
    /// The likeliest, for the simulation; none: as planned.
    #[serde(default)]
    pub likely: Option<Amount>,
}

/// A quantity that items of several options depend on: users, devices, GB.
///
/// In JSON a number (`100`), a list by year (`[100, 120]`: years 1, 2; the last holds for the years after), or an
/// object (`{"quantity": 100, "range": {"low": 80, "high": 150}}`). Month 0 uses the quantity of year 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Driver {
    /// Its quantity in each year, from year 1; one that never changes has one entry.
    pub quantity: Vec<Amount>,
    /// Between what it may lie.
    pub range: Option<Range>,
}

impl From<Amount> for Driver {
    fn from(quantity: Amount) -> Driver {
        Driver { quantity: vec![quantity], range: None }
    }
}

impl Driver {
    /// Its quantity in a year; month 0 counts as year 1, the last given holds for the years after.
    pub fn in_year(&self, year: u32) -> Amount {
        let index = usize::try_from(year.saturating_sub(1)).unwrap_or(usize::MAX);
        self.quantity.get(index).or(self.quantity.last()).copied().unwrap_or(Amount::ZERO)
    }
}

/// One cost (positive) or benefit (negative) of an option.
///
/// Exactly one of `amount`, `amounts` and `unit_price` is given. Months are counted from the model's start: 0 is the
/// first day (t = 0), 1 to 12 are year 1, 13 to 24 year 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// What it is, one of its kind in the option.
    pub name: String,
    /// The phase it belongs to; none: operate.
    #[serde(default)]
    pub phase: Phase,
    /// Whether it is a cost that no invoice of the option shows: end users helping each other, work lost.
    #[serde(default)]
    pub indirect: bool,
    /// CapEx or OpEx; none: OpEx.
    #[serde(default)]
    pub kind: Kind,
    /// What each payment is, in the item's currency.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// What is paid at t = 0 and at the end of years 1, 2, …: a plan by hand.
    #[serde(default)]
    pub amounts: Vec<Amount>,
    /// The price of one unit at each payment.
    #[serde(default)]
    pub unit_price: Option<Amount>,
    /// The units: of the driver's (1.2 devices for each user) where one is named, else all; none: 1.
    #[serde(default)]
    pub quantity: Option<Amount>,
    /// The name of the model's driver that the units follow.
    #[serde(default)]
    pub driver: Option<String>,
    /// The month of a one-off; none, without `every`: month 0.
    #[serde(default)]
    pub month: Option<u32>,
    /// How often, for a recurring item.
    #[serde(default)]
    pub every: Option<Every>,
    /// The month of the first payment of a recurring item; none: 1.
    #[serde(default)]
    pub from: Option<u32>,
    /// The last month in which a recurring item may be paid; none: the last of the model.
    #[serde(default)]
    pub to: Option<u32>,
    /// How much a recurring item grows on each anniversary of its first payment, compounding, as a fraction: 0.03 is
    /// 3 % a year. None: 0.
    #[serde(default)]
    pub growth: Option<Amount>,
    /// The currency of its amounts; none: the model's.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Over how many months the expensed view depreciates it (CapEx only); none: it is expensed when it is paid.
    #[serde(default)]
    pub life: Option<u32>,
    /// Between what its amount or unit price may lie.
    #[serde(default)]
    pub range: Option<Range>,
    /// Between what its growth may lie.
    #[serde(default)]
    pub growth_range: Option<Range>,
}

/// A number, or a list of them.
struct OneOrMore(Vec<Amount>);

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMore, D::Error> {
        let driver = deserializer.deserialize_any(DriverVisitor { object: false })?;
        Ok(OneOrMore(driver.quantity))
    }
}

/// The object that a driver may be.
#[derive(Deserialize)]
struct DriverFields {
    quantity: OneOrMore,
    #[serde(default)]
    range: Option<Range>,
}

impl<'de> Deserialize<'de> for Driver {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Driver, D::Error> {
        deserializer.deserialize_any(DriverVisitor { object: true })
    }
}

/// Reads the forms of a driver.
struct DriverVisitor {
    /// Whether an object is one of them.
    object: bool,
}

impl<'de> Visitor<'de> for DriverVisitor {
    type Value = Driver;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a quantity as text or whole number, a list of them by year")?;
        f.write_str(if self.object { ", or an object with `quantity` and `range`" } else { "" })
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Driver, E> {
        text.parse::<Amount>().map(Driver::from).map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Driver, E> {
        Ok(Amount::from(whole).into())
    }

    fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Driver, E> {
        Ok(Amount::from(rust_decimal::Decimal::from(whole)).into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Driver, A::Error> {
        let quantity = Vec::<Amount>::deserialize(SeqAccessDeserializer::new(list))?;
        Ok(Driver { quantity, range: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Driver, A::Error> {
        if !self.object {
            return Err(serde::de::Error::invalid_type(serde::de::Unexpected::Map, &self));
        }
        let fields = DriverFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Driver { quantity: fields.quantity.0, range: fields.range })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_is_a_number_a_list_or_an_object() {
        let list = |quantities: &[i64]| quantities.iter().copied().map(Amount::from).collect::<Vec<_>>();
        let range = Range { low: 80.into(), high: 150.into(), likely: None };
        for (json, expected) in [
            ("100", Driver { quantity: list(&[100]), range: None }),
            ("-1", Driver { quantity: list(&[-1]), range: None }),
            ("\"100\"", Driver { quantity: list(&[100]), range: None }),
            ("[100, \"120\"]", Driver { quantity: list(&[100, 120]), range: None }),
            ("{\"quantity\": 100}", Driver { quantity: list(&[100]), range: None }),
            (
                "{\"quantity\": [100], \"range\": {\"low\": 80, \"high\": \"150\"}}",
                Driver { quantity: list(&[100]), range: Some(range) },
            ),
        ] {
            let found: Driver = serde_json::from_str(json).unwrap();
            assert_eq!(found, expected, "{json}");
            // What it writes it reads.
            let written = serde_json::to_string(&found).unwrap();
            assert_eq!(serde_json::from_str::<Driver>(&written).unwrap(), found);
        }
        for (json, expected) in [
            ("true", "or an object with `quantity` and `range`"),
            ("{\"quantity\": {}}", "a list of them by year"),
            ("{}", "quantity"),
            ("\"many\"", "not a number"),
        ] {
            let error = serde_json::from_str::<Driver>(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{json}: {error}");
        }
        let error = serde_json::from_str::<Driver>("{\"quantity\": {}}").unwrap_err().to_string();
        assert!(!error.contains("or an object"), "{error}");
    }

    #[test]
    fn the_last_quantity_holds_for_the_years_after() {
        let driver: Driver = serde_json::from_str("[100, 120]").unwrap();
        for (year, expected) in [(0, 100), (1, 100), (2, 120), (3, 120), (u32::MAX, 120)] {
            assert_eq!(driver.in_year(year), Amount::from(expected), "{year}");
        }
        assert_eq!(Driver { quantity: Vec::new(), range: None }.in_year(1), Amount::ZERO);
    }

    #[test]
    fn items_are_short_by_default() {
        let item: Item = serde_json::from_str(r#"{"name": "Server", "amount": "15000"}"#).unwrap();
        let expected = Item { name: "Server".to_owned(), amount: Some(15_000.into()), ..Item::default() };
        assert_eq!(item, expected);
        assert_eq!((item.phase, item.kind, item.indirect), (Phase::Operate, Kind::Opex, false));
        let item: Item = serde_json::from_str(
            r#"{"name": "Seats", "phase": "acquire", "indirect": true, "kind": "capex", "unit_price": "30.5",
                "quantity": "1.2", "driver": "users", "every": "quarterly", "from": 3, "to": 24, "growth": "0.03",
                "currency": "USD", "life": 36, "range": {"low": 20, "high": 40, "likely": 31},
                "growth_range": {"low": 0, "high": "0.1"}, "note": "unknown fields are fine"}"#,
        )
        .unwrap();
        assert_eq!(
            (item.phase, item.kind, item.every),
            (Phase::Acquire, Kind::Capex, Some(Every::Quarterly))
        );
        assert_eq!((item.from, item.to, item.life), (Some(3), Some(24), Some(36)));
        assert_eq!(item.range.and_then(|range| range.likely), Some(31.into()));
        for (text, every, months) in [
            ("monthly", Every::Monthly, 1),
            ("quarterly", Every::Quarterly, 3),
            ("yearly", Every::Yearly, 12),
        ] {
            assert_eq!(serde_json::from_str::<Every>(&format!("\"{text}\"")).unwrap(), every);
            assert_eq!(every.months(), months);
        }
        let phases = serde_json::to_string(&Phase::ALL).unwrap();
        assert_eq!(phases, r#"["acquire","implement","operate","support","train","downtime","exit"]"#);
    }
}
