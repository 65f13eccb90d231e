//! The finance functions of a spreadsheet: same names, same order of arguments, same signs, same errors.
//!
//! [`call`] takes a function by its name. Amounts are computed in exact decimals of 28 digits; only the rates that no
//! formula gives (IRR, XIRR, RATE) are searched for in floats, and then all of them above −100 % are
//! found: see [`roots`]. A result that 28 digits cannot hold is `#NUM!`.
//!
//! | spreadsheet | here |
//! |---|---|
//! | an optional argument left out between others | [`Arg::Blank`] |
//! | a range | [`Arg::List`], also of rows; blanks, texts and truth values in it are passed over |
//! | a date | text, `2026-01-31` |
//! | an error in a cell | [`Error`], with a sentence that says why |
//!
//! Source: Excel's documentation of each function (support.microsoft.com), for the day counts `OpenFormula` 1.2.

mod annuity;
mod arg;
mod assets;
pub mod day_count;
mod error;
mod flows;
mod rates;
pub mod roots;

use serde::Serialize;

pub use arg::Arg;
pub use error::{Code, Error};

use crate::Amount;
use crate::explain::Steps;
use arg::Args;

/// What a function gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The result: in the unit of the amounts given, or a rate (0.1 is 10 %), a number of periods, a part of a year.
    pub value: Amount,
    /// Every rate above −100 % that makes the flows 0, ascending, where there are several; else empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roots: Vec<Amount>,
}

impl From<Amount> for Answer {
    fn from(value: Amount) -> Answer {
        Answer { value, roots: Vec::new() }
    }
}

/// A function of the table.
struct Function {
    name: &'static str,
    /// The names of its parameters in order, the optional ones in brackets; `...` where more of the last may follow.
    parameters: &'static str,
    /// How it is computed, in words.
    formula: &'static str,
    compute: fn(&Args, &mut Steps) -> Result<Answer, Error>,
}

macro_rules! functions {
    ($($name:literal($parameters:literal) = $formula:literal, $compute:path;)*) => {
        &[$(Function {
            name: $name,
            parameters: $parameters,
            formula: $formula,
            compute: |args, steps| $compute(args, steps).map(Answer::from),
        }),*]
    };
}

#[rustfmt::skip]
static FUNCTIONS: &[Function] = functions! {
    "AMORDEGRC"("cost, purchased, first period's end, salvage, period, rate, [basis]")
        = "book value × rate × coefficient, in whole units", assets::declining_by_days;
    "AMORLINC"("cost, purchased, first period's end, salvage, period, rate, [basis]")
        = "cost × rate, the first period by days, down to the salvage value", assets::linear_by_days;
    "CUMIPMT"("rate, periods, present value, first period, last period, type")
        = "payments − principal in these periods", annuity::cumulative_interest;
    "CUMPRINC"("rate, periods, present value, first period, last period, type")
        = "balance after − balance before these periods", annuity::cumulative_principal;
    "DB"("cost, salvage, life, period, [month]") = "book value before × rate", assets::fixed_declining;
    "DDB"("cost, salvage, life, period, [factor]")
        = "book value before × factor ÷ life, down to the salvage value", assets::double_declining;
    "EFFECT"("nominal rate, periods a year")
        = "(1 + nominal rate ÷ periods a year)^periods a year − 1", rates::effective;
    "FV"("rate, periods, payment, [present value], [type]")
        = "− (payment × accumulation factor + present value at the end)", annuity::future_value;
    "FVSCHEDULE"("principal, rates") = "principal × (1 + rate) for each rate", flows::scheduled_value;
    "IPMT"("rate, period, periods, present value, [future value], [type]")
        = "balance before the period × rate", annuity::interest_payment;
    "IRR"("values, [guess]") = "the rate at which the flows are worth 0", roots::of_periods;
    "ISPMT"("rate, period, periods, present value")
        = "− present value × rate × (periods − period) ÷ periods", annuity::even_principal_interest;
    "MIRR"("values, finance rate, reinvestment rate")
        = "(receipts at the end ÷ payments today)^(1 ÷ periods) − 1", flows::modified_rate;
    "NFV"("rate, periods, value1, [value2], ...")
        = "Σ flow × (1 + rate)^(periods left)", flows::net_future_value;
    "NOMINAL"("effective rate, periods a year")
        = "((1 + effective rate)^(1 ÷ periods a year) − 1) × periods a year", rates::nominal;
    "NPER"("rate, payment, present value, [future value], [type]")
        = "ln((payment − fv × rate) ÷ (payment + pv × rate)) ÷ ln(1 + rate)", annuity::periods_needed;
    "NPV"("rate, value1, [value2], ...")
        = "Σ flow ÷ (1 + rate)^period, the first flow a period away", flows::net_present_value;
    "NPV0"("rate, value1, [value2], ...")
        = "Σ flow ÷ (1 + rate)^period, the first flow today", flows::net_present_value_today;
    "PDURATION"("rate, present value, future value")
        = "ln(future value ÷ present value) ÷ ln(1 + rate)", rates::growth_periods;
    "PMT"("rate, periods, present value, [future value], [type]")
        = "− amount to settle ÷ annuity factor", annuity::payment;
    "PPMT"("rate, period, periods, present value, [future value], [type]")
        = "payment − interest", annuity::principal_payment;
    "PV"("rate, periods, payment, [future value], [type]")
        = "− (payment × annuity factor + future value today)", annuity::present_value;
    "RATE"("periods, payment, present value, [future value], [type], [guess]")
        = "the rate at which the plan is settled", roots::of_payments;
    "RRI"("periods, present value, future value")
        = "(future value ÷ present value)^(1 ÷ periods) − 1", rates::of_growth;
    "SLN"("cost, salvage, life") = "(cost − salvage) ÷ life", assets::straight_line;
    "SYD"("cost, salvage, life, period")
        = "(cost − salvage) × periods left ÷ sum of the years' digits", assets::sum_of_years;
    "VDB"("cost, salvage, life, start, end, [factor], [no switch]")
        = "depreciated until the end − until the start", assets::variable_declining;
    "XIRR"("values, dates, [guess], [day count]")
        = "the yearly rate at which the flows are worth 0", roots::of_dates;
    "XNPV"("rate, values, dates")
        = "Σ flow ÷ (1 + rate)^(days since the first date ÷ 365)", flows::dated_net_present_value;
    "YEARFRAC"("start, end, [basis]") = "days ÷ days of the year", day_count::year_fraction;
};

/// Every function: its name and its parameters, the optional ones in brackets.
///
/// ```
/// let sln = domain::finance::functions().find(|(name, _)| *name == "SLN");
/// assert_eq!(sln, Some(("SLN", "cost, salvage, life")));
/// ```
pub fn functions() -> impl Iterator<Item = (&'static str, &'static str)> {
    FUNCTIONS.iter().map(|function| (function.name, function.parameters))
}

/// Computes a function by its name, in capitals or not.
///
/// [`Code::Name`] for a name that is not in the table, [`Code::Value`] for arguments of the wrong number or kind,
/// [`Code::Num`] and [`Code::Div0`] where a spreadsheet answers so.
///
/// ```
/// use domain::explain::Steps;
/// use domain::finance::{Arg, call};
///
/// let args: Vec<Arg> = serde_json::from_str(r#"["0.08/12", 10, 10000]"#)?;
/// // Source: Microsoft's example of PMT.
/// assert_eq!(call("PMT", &args, &mut Steps::off())?.value.round(2).to_string(), "-1037.03");
///
/// let error = call("SLN", &args[..2], &mut Steps::off()).unwrap_err();
/// assert_eq!(error.to_string(), "#VALUE!");
/// assert_eq!(error.reason(), "SLN takes cost, salvage, life; 2 are given.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn call(name: &str, args: &[Arg], steps: &mut Steps) -> Result<Answer, Error> {
    let function = FUNCTIONS
        .iter()
        .find(|function| function.name.eq_ignore_ascii_case(name))
        .ok_or_else(|| Error::name(format!("There is no finance function “{name}”.")))?;
    let args = Args::new(function, args)?;
    let mut beneath = steps.beneath();
    let answer = (function.compute)(&args, &mut beneath)?;
    steps.over(beneath, function.name, function.formula, answer.value, || args.inputs());
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a function answers to arguments in JSON: its value, or the code and reason of its error.
    pub(super) fn answer(name: &str, args: &str) -> Result<Answer, Error> {
        let args: Vec<Arg> = serde_json::from_str(args).unwrap_or_else(|error| panic!("{args}: {error}"));
        call(name, &args, &mut Steps::off())
    }

    /// Its value alone.
    pub(super) fn value(name: &str, args: &str) -> Amount {
        answer(name, args).unwrap_or_else(|error| panic!("{name}({args}): {}", error.reason())).value
    }

    /// Holds rows of name, arguments and expected answer, this either an error's code (and, after a space, a part of
    /// its reason) or a number with as many decimals as are to be compared.
    pub(super) fn check(rows: &[(&str, &str, &str)]) {
        let mut wrong = Vec::new();
        for (name, args, expected) in rows {
            let told = match answer(name, args) {
                Ok(answer) => match expected.parse::<Amount>() {
                    Ok(number) => answer.value.round(number.scale()).to_string(),
                    Err(_) => answer.value.to_string(),
                },
                Err(error) => match expected.split_once(' ') {
                    Some((_, part)) if error.reason().contains(part) => format!("{error} {part}"),
                    Some(_) => format!("{error} {}", error.reason()),
                    None => error.to_string(),
                },
            };
            if told != *expected {
                wrong.push(format!("{name}({args}): expected {expected}, told {told}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn calls_that_are_none() {
        check(&[
            ("SUM", "[1, 2]", "#NAME? There is no finance function “SUM”."),
            ("sln", "[30000, 7500, 10]", "2250"),
            ("SLN", "[30000]", "#VALUE! SLN takes cost, salvage, life; 1 is given."),
            ("SLN", "[1, 2, 3, 4]", "#VALUE! SLN takes cost, salvage, life; 4 are given."),
            (
                "PMT",
                "[0, 60]",
                "#VALUE! PMT takes rate, periods, present value, [future value], [type]; 2 are given.",
            ),
            ("PMT", "[0, 60, 15000]", "-250"),
            ("PMT", "[0, 60, 15000, 0, 0]", "-250"),
            ("PMT", "[0, 60, 15000, 0, 0, 0]", "#VALUE! 6 are given."),
            ("NPV", "[0]", "#VALUE! NPV takes rate, value1, [value2], ...; 1 is given."),
            ("NPV", "[0, 1, 2, 3, 4, 5, 6]", "21"),
        ]);
    }

    #[test]
    fn every_call_explains_itself() {
        let args: Vec<Arg> = serde_json::from_str(r#"["0.01", 2, 100, null, true]"#).unwrap();
        let mut steps = Steps::on();
        let payment = call("PMT", &args, &mut steps).unwrap().value;
        let lines = crate::explain::lines(&steps.taken());
        let expected = format!(
            "PMT: {payment} = − amount to settle ÷ annuity factor \
             (rate 0.01, periods 2, present value 100, future value , type yes)"
        );
        assert_eq!(lines.last(), Some(&expected));
        assert!(lines.len() > 2, "{lines:?}");

        let mut steps = Steps::on();
        let args: Vec<Arg> =
            serde_json::from_str(r#"[[[-100], [110]], ["2026-01-01", "2027-01-01"], null, "act/360"]"#)
                .unwrap();
        call("XIRR", &args, &mut steps).unwrap();
        let lines = crate::explain::lines(&steps.taken());
        assert!(
            lines[0].ends_with("(values 2 cells, dates 2 cells, guess , day count act/360)"),
            "{lines:?}"
        );
    }

    #[test]
    fn an_answer_crosses_as_text() {
        for (name, args, expected) in [
            ("SLN", "[12000, 2000, 5]", r#"{"value":"2000"}"#),
            ("IRR", "[[-100, 230, -132]]", r#"{"value":"0.1","roots":["0.1","0.2"]}"#),
        ] {
            let mut answer = answer(name, args).unwrap();
            answer.roots.iter_mut().for_each(|root| *root = root.round(9).decimal().normalize().into());
            answer.value = answer.value.round(9).decimal().normalize().into();
            assert_eq!(serde_json::to_string(&answer).unwrap(), expected);
        }
    }

    /// Arguments of every kind and size.
    fn any_arg() -> impl Strategy<Value = Arg> {
        let number = prop_oneof![
            4 => (-40i64..400).prop_map(Amount::from),
            3 => (-2000i64..2000).prop_map(|thousandths| Amount::new(thousandths, 3)),
            1 => (any::<i64>(), 0u32..28).prop_map(|(units, scale)| Amount::new(units, scale)),
            1 => prop::sample::select(vec!["79228162514264337593543950335", "-79228162514264337593543950335",
                                          "0.0000000000000000000000000001", "-1", "-0.9999999999999999999999999999",
                                          "1000000000", "10000000000000000000000000000"])
                .prop_map(|text| text.parse().unwrap()),
        ];
        let date =
            prop::sample::select(vec!["0000-01-01", "9999-12-31", "2024-02-29", "2025-02-28", "2026-12-31"]);
        let cell = prop_oneof![
            8 => number.prop_map(Arg::Number),
            1 => Just(Arg::Blank),
            1 => any::<bool>().prop_map(Arg::Bool),
            1 => Just(Arg::Text("x".to_owned())),
            3 => date.prop_map(|date| Arg::Text(date.to_owned())),
        ];
        prop_oneof![5 => cell.clone(), 1 => prop::collection::vec(cell, 0..8).prop_map(Arg::List)]
    }

    proptest! {
        #[test]
        fn nothing_panics(function in 0..FUNCTIONS.len(), args in prop::collection::vec(any_arg(), 0..8)) {
            let args = match FUNCTIONS[function].parameters.split(", ").count() {
                most if most < args.len() => &args[..most],
                _ => &args[..],
            };
            let mut steps = Steps::on();
            if let Err(error) = call(FUNCTIONS[function].name, args, &mut steps) {
                prop_assert!(error.reason().ends_with('.'), "{}", error.reason());
                prop_assert!(error.to_string().starts_with('#'));
            }
        }
    }
}
