//! What a finance function is given: numbers, texts, dates and ranges, read as a spreadsheet reads its cells.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use super::day_count::DayCount;
use super::{Error, Function};
use crate::explain::Figure;
use crate::{Amount, money};

/// One argument, or one cell of a range.
///
/// Read from JSON: `null` is [`Arg::Blank`], a list is a range (also a range of rows), text that reads as a decimal
/// (`"0.05"`, `"1e-7"`) or as the quotient of two (`"0.08/12"`) is a number. A JSON number must be whole: one with
/// decimals would have been a float, so it crosses as text.
///
/// ```
/// use domain::finance::Arg;
/// let args: Vec<Arg> = serde_json::from_str(r#"["0.5", [[-4500], [null]], "2026-01-31", true]"#)?;
/// assert_eq!(args[0], Arg::Number("0.5".parse()?));
/// assert_eq!(args[2], Arg::Text("2026-01-31".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A number.
    Number(Amount),
    /// Text that is no number, such as a date written 2026-01-31.
    Text(String),
    /// A range of cells.
    List(Vec<Arg>),
    /// An empty cell, or an optional argument that is left out.
    Blank,
    /// A truth value.
    Bool(bool),
}

impl From<Amount> for Arg {
    fn from(number: Amount) -> Arg {
        Arg::Number(number)
    }
}

impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Arg {
        Arg::Text(date.to_string())
    }
}

impl<'de> Deserialize<'de> for Arg {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Arg, D::Error> {
        deserializer.deserialize_any(Cell)
    }
}

/// Reads an [`Arg`] from what JSON can hold.
struct Cell;

impl<'de> Visitor<'de> for Cell {
    type Value = Arg;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a whole number, a decimal number as text, a text, a list, true, false or null")
    }

    fn visit_unit<E>(self) -> Result<Arg, E> {
        Ok(Arg::Blank)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Arg, E> {
        Ok(Arg::Bool(truth))
    }

    fn visit_i64<E>(self, whole: i64) -> Result<Arg, E> {
        Ok(Arg::Number(Amount::from(whole)))
    }

    fn visit_u64<E>(self, whole: u64) -> Result<Arg, E> {
        Ok(Arg::Number(Decimal::from(whole).into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Arg, E> {
        Ok(number(text).map_or_else(|_| Arg::Text(text.to_owned()), Arg::Number))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<Arg, A::Error> {
        // The length that a reader announces is not to be trusted with memory.
        let mut list = Vec::new();
        while let Some(cell) = cells.next_element()? {
            list.push(cell);
        }
        Ok(Arg::List(list))
    }
}

/// A decimal, plain or with an exponent, or the quotient of two.
fn number(text: &str) -> Result<Amount, money::Error> {
    match text.trim().split_once('/') {
        Some((part, whole)) => decimal(part.trim())?.over(decimal(whole.trim())?),
        None => decimal(text.trim()),
    }
}

/// A decimal, plain or with an exponent; what has more decimals than can be kept is rounded to them.
fn decimal(text: &str) -> Result<Amount, money::Error> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let mantissa = match mantissa.parse() {
        Err(money::Error::TooLarge) => {
            mantissa.parse::<Decimal>().map(Amount::from).map_err(|_| money::Error::TooLarge)
        }
        other => other,
    }?;
    let exponent: i64 = exponent.parse().map_err(|_| money::Error::NotANumber)?;
    // Past 60 digits nothing is left, or nothing fits: what a float could still say needs no more steps.
    scaled(mantissa, exponent.clamp(-60, 60))
}

/// `mantissa × 10^exponent`, in steps that each fit.
fn scaled(mantissa: Amount, exponent: i64) -> Result<Amount, money::Error> {
    let ten = Amount::from(10);
    (0..exponent.unsigned_abs())
        .try_fold(mantissa, |value, _| if exponent < 0 { value.over(ten) } else { value.times(ten) })
}

impl Arg {
    /// As a number where one is expected.
    fn as_number(&self) -> Result<Amount, Error> {
        match self {
            Arg::Number(number) => Ok(*number),
            Arg::Bool(truth) => Ok(Amount::from(i64::from(*truth))),
            Arg::Blank => Ok(Amount::ZERO),
            Arg::Text(text) => number(text).map_err(|error| match error {
                money::Error::NotANumber => Error::value(format!("“{text}” is no number.")),
                money::Error::TooLarge
                | money::Error::DivisionByZero
                | money::Error::Weight
                | money::Error::NoPower
                | money::Error::NotTheTotal => Error::from(error),
            }),
            Arg::List(cells) => match cells.as_slice() {
                [cell] => cell.as_number(),
                _ => Err(Error::value("A list stands where a single number is expected.")),
            },
        }
    }

    /// As a date where one is expected.
    fn as_date(&self) -> Result<NaiveDate, Error> {
        let date = match self {
            Arg::Text(text) => {
                text.parse::<NaiveDate>().ok().filter(|date| (0..=9999).contains(&date.year()))
            }
            Arg::List(cells) => match cells.as_slice() {
                [cell] => return cell.as_date(),
                _ => None,
            },
            Arg::Number(_) | Arg::Blank | Arg::Bool(_) => None,
        };
        date.ok_or_else(|| Error::value("A date is missing or not understood. Write it as 2026-01-31."))
    }

    /// Whether a spreadsheet passes this over when it stands in a range of numbers.
    fn skipped(&self) -> bool {
        match self {
            Arg::Number(_) | Arg::List(_) => false,
            Arg::Blank | Arg::Text(_) | Arg::Bool(_) => true,
        }
    }

    /// Every cell of it, row by row.
    fn cells<'a>(&'a self, found: &mut Vec<&'a Arg>) {
        match self {
            Arg::List(cells) => cells.iter().for_each(|cell| cell.cells(found)),
            Arg::Number(_) | Arg::Text(_) | Arg::Blank | Arg::Bool(_) => found.push(self),
        }
    }

    /// How it shows among the inputs of a step.
    fn figure(&self) -> Figure {
        match self {
            Arg::Number(number) => (*number).into(),
            Arg::Text(text) => text.parse::<NaiveDate>().map_or_else(|_| text.as_str().into(), Figure::from),
            Arg::Bool(truth) => if *truth { "yes" } else { "no" }.into(),
            Arg::Blank => "".into(),
            Arg::List(_) => {
                let mut cells = Vec::new();
                self.cells(&mut cells);
                format!("{} cells", cells.len()).into()
            }
        }
    }
}

/// The arguments of one call, asked for by their place.
pub(super) struct Args<'a> {
    given: &'a [Arg],
    function: &'static Function,
}

impl<'a> Args<'a> {
    /// `#VALUE!` with what the function takes, where there are too few or too many.
    pub(super) fn new(function: &'static Function, given: &'a [Arg]) -> Result<Args<'a>, Error> {
        let names = function.parameters.split(", ");
        let least = names.clone().filter(|name| !name.starts_with(['[', '.'])).count();
        let most = if function.parameters.ends_with("...") { usize::MAX } else { names.count() };
        if (least..=most).contains(&given.len()) {
            return Ok(Args { given, function });
        }
        let count = given.len();
        Err(Error::value(format!(
            "{} takes {}; {count} {} given.",
            function.name,
            function.parameters,
            if count == 1 { "is" } else { "are" }
        )))
    }

    /// Whether an optional argument is there.
    pub(super) fn has(&self, place: usize) -> bool {
        !matches!(self.given.get(place), None | Some(Arg::Blank))
    }

    /// A number; `#VALUE!` for text, 0 for a blank.
    pub(super) fn number(&self, place: usize) -> Result<Amount, Error> {
        self.at(place).as_number()
    }

    /// A number that may be left out.
    pub(super) fn number_or(&self, place: usize, default: Amount) -> Result<Amount, Error> {
        if self.has(place) { self.number(place) } else { Ok(default) }
    }

    /// A whole number; decimals are cut off, as in a spreadsheet.
    pub(super) fn whole(&self, place: usize) -> Result<i64, Error> {
        let number = self.number(place)?.decimal().trunc();
        number
            .to_i64()
            .ok_or_else(|| Error::num("A whole number here is larger than anything that is counted."))
    }

    /// Whether a number or truth value is anything but 0; no if it is left out.
    pub(super) fn yes(&self, place: usize) -> Result<bool, Error> {
        Ok(!self.number_or(place, Amount::ZERO)?.is_zero())
    }

    /// A date.
    pub(super) fn date(&self, place: usize) -> Result<NaiveDate, Error> {
        self.at(place).as_date()
    }

    /// A day count by its name or the number of its basis; the default where it is left out.
    pub(super) fn day_count(&self, place: usize) -> Result<DayCount, Error> {
        let count = match self.at(place) {
            Arg::Blank => Some(DayCount::default()),
            Arg::Text(name) => DayCount::named(name),
            // “30/360” also reads as a quotient.
            Arg::Number(number) if *number == Amount::ONE.over(Amount::from(12))? => {
                DayCount::named("30/360")
            }
            Arg::Number(number) => Some(number)
                .filter(|number| number.decimal().is_integer())
                .and_then(|number| DayCount::of_basis(number.to_i64()?)),
            Arg::List(_) | Arg::Bool(_) => None,
        };
        count.ok_or_else(|| {
            Error::value("The day count is act/365F, act/360, act/act, 30/360, 30E/360 or the number of a basis, 0 to 4.")
        })
    }

    /// The numbers from a place on: in ranges, blanks, texts and truth values are passed over.
    pub(super) fn numbers_from(&self, place: usize) -> Result<Vec<Amount>, Error> {
        self.given.get(place..).unwrap_or_default().iter().try_fold(Vec::new(), |mut numbers, arg| {
            numbers.extend(numbers_of(arg)?);
            Ok(numbers)
        })
    }

    /// The numbers of one range, passing over blanks, texts and truth values.
    pub(super) fn numbers(&self, place: usize) -> Result<Vec<Amount>, Error> {
        numbers_of(self.at(place))
    }

    /// The numbers of a range in which a blank is 0 and a text an error.
    pub(super) fn every_number(&self, place: usize) -> Result<Vec<Amount>, Error> {
        let mut cells = Vec::new();
        self.at(place).cells(&mut cells);
        cells.into_iter().map(Arg::as_number).collect()
    }

    /// Amounts with their dates; a pair of blanks is passed over.
    pub(super) fn dated(&self, values: usize, dates: usize) -> Result<Vec<(NaiveDate, Amount)>, Error> {
        let (mut amounts, mut days) = (Vec::new(), Vec::new());
        self.at(values).cells(&mut amounts);
        self.at(dates).cells(&mut days);
        if amounts.len() != days.len() {
            let (amounts, days) = (amounts.len(), days.len());
            return Err(Error::num(format!(
                "There are {amounts} values but {days} dates. Give each value its date."
            )));
        }
        let pairs = amounts.into_iter().zip(days).filter(|pair| !matches!(pair, (Arg::Blank, Arg::Blank)));
        pairs.map(|(amount, day)| Ok((day.as_date()?, amount.as_number()?))).collect()
    }

    /// Every argument by the name of its parameter, for the explanation.
    pub(super) fn inputs(&self) -> Vec<(&'static str, Figure)> {
        let names = self.function.parameters.split(", ").map(|name| name.trim_matches(['[', ']']));
        names.zip(self.given).map(|(name, arg)| (name, arg.figure())).collect()
    }

    fn at(&self, place: usize) -> &'a Arg {
        self.given.get(place).unwrap_or(&Arg::Blank)
    }
}

fn numbers_of(arg: &Arg) -> Result<Vec<Amount>, Error> {
    if !matches!(arg, Arg::List(_)) {
        return Ok(vec![arg.as_number()?]);
    }
    let mut cells = Vec::new();
    arg.cells(&mut cells);
    cells.into_iter().filter(|cell| !cell.skipped()).map(Arg::as_number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finance::tests::check;

    #[test]
    fn json_is_read_as_cells() {
        let number = |text: &str| Arg::Number(text.parse().unwrap());
        let text = |text: &str| Arg::Text(text.to_owned());
        for (json, expected) in [
            ("null", Arg::Blank),
            ("true", Arg::Bool(true)),
            ("false", Arg::Bool(false)),
            ("-12", number("-12")),
            ("18446744073709551615", number("18446744073709551615")),
            (r#""0.10""#, number("0.10")),
            (r#"" 12.5 ""#, number("12.5")),
            (r#""0.75/12""#, number("0.0625")),
            (r#""1 / 4""#, number("0.25")),
            (r#""1e-3""#, number("0.001")),
            (r#""-1.5E+2""#, number("-150")),
            (r#""1e-29""#, number("0.0000000000000000000000000000")),
            (r#""0e999""#, number("0")),
            (r#""1e-999""#, number("0.0000000000000000000000000000")),
            // What has more decimals than can be kept is rounded: the text of a float may.
            (r#""0.33333333333333333333333333333333""#, number("0.3333333333333333333333333333")),
            (r#""1e29""#, text("1e29")),
            (r#""1/0""#, text("1/0")),
            (r#""1/2/3""#, text("1/2/3")),
            (r#""2026-01-31""#, text("2026-01-31")),
            (r#""World""#, text("World")),
            (r#""1e""#, text("1e")),
            (r#""""#, text("")),
            ("[]", Arg::List(Vec::new())),
            (
                r#"[[-4500], [null], ["3045.5"]]"#,
                Arg::List(
                    [number("-4500"), Arg::Blank, number("3045.5")].map(|cell| Arg::List(vec![cell])).into(),
                ),
            ),
        ] {
            assert_eq!(serde_json::from_str::<Arg>(json).unwrap(), expected, "{json}");
        }
        for json in ["0.1", "{}"] {
            let error = serde_json::from_str::<Arg>(json).unwrap_err().to_string();
            assert!(error.contains("a whole number, a decimal number as text"), "{error}");
        }
        let day: NaiveDate = "2026-01-31".parse().unwrap();
        assert_eq!((Arg::from(day), Arg::from(Amount::ONE)), (text("2026-01-31"), number("1")));
    }

    #[test]
    fn arguments_count_as_in_a_spreadsheet() {
        check(&[
            // Given alone, truth values and blanks are numbers; in a range they are passed over.
            ("NPV", "[0, true, null, 5]", "6"),
            ("NPV0", r#"[1, [100, true, null, "text", 100]]"#, "150"),
            ("NPV0", "[1, 100, null, 100]", "125"),
            ("NPV0", "[1, [100], [[100]]]", "150"),
            ("NPV", r#"[0, "text"]"#, "#VALUE! “text” is no number."),
            ("NPV", r#"[0, "1e29"]"#, "#NUM! 28 digits"),
            ("NPV", r#"[0, "1/0"]"#, "#DIV/0! divides by zero"),
            ("SLN", "[[[30000]], 7500, 10]", "2250"),
            ("SLN", "[[1, 2], 7500, 10]", "#VALUE! A list stands where a single number is expected."),
            ("SLN", "[[], 7500, 10]", "#VALUE! A list stands"),
            ("FVSCHEDULE", r#"[100, ["0.1", null, "0.1"]]"#, "121.00"),
            ("FVSCHEDULE", r#"[100, ["0.1", "x"]]"#, "#VALUE! “x” is no number."),
            ("DB", r#"[1000, 100, 5, "1.9"]"#, "369.000"),
            ("DB", r#"[1000, 100, 5, "10000000000000000000"]"#, "#NUM! A whole number here is larger"),
            ("YEARFRAC", r#"["2025-01-01", ["2026-01-01"], 3]"#, "1"),
            ("YEARFRAC", r#"["2025-01-01", "x"]"#, "#VALUE! Write it as 2026-01-31."),
            ("YEARFRAC", r#"["2025-01-01", null]"#, "#VALUE! Write it as 2026-01-31."),
            ("YEARFRAC", r#"["2025-02-29", "2026-01-01"]"#, "#VALUE! Write it as 2026-01-31."),
            ("YEARFRAC", r#"["2025-01-01", "+10000-01-01"]"#, "#VALUE! Write it as 2026-01-31."),
            (
                "YEARFRAC",
                r#"["2025-01-01", ["2026-01-01", "2027-01-01"]]"#,
                "#VALUE! Write it as 2026-01-31.",
            ),
            ("XNPV", r#"[0, [1, 2], ["2025-01-01"]]"#, "#NUM! There are 2 values but 1 dates."),
            ("XNPV", r#"[0, [1, null, null], ["2025-01-01", null, "2025-01-01"]]"#, "1"),
            ("XNPV", r#"[0, [1, 2], ["2025-01-01", null]]"#, "#VALUE! A date is missing"),
            ("XNPV", "[0, [], []]", "#NUM! There are no flows."),
            (
                "XIRR",
                r#"[[-100, 110], ["2025-01-01", "2026-01-01"], "0.1", "2/3"]"#,
                "#VALUE! The day count is",
            ),
            (
                "XIRR",
                r#"[[-100, 110], ["2025-01-01", "2026-01-01"], "0.1", "30/361"]"#,
                "#VALUE! The day count is",
            ),
        ]);
    }
}
