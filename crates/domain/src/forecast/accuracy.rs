//! How good past forecasts were.

use serde::{Deserialize, Serialize};

use crate::explain::{Figure, Steps};
use crate::{Amount, Error, Sum};

/// A month that was forecast and is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// What was forecast.
    pub forecast: Amount,
    /// What it came to.
    pub actual: Amount,
}

/// How far forecasts were off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Accuracy {
    /// How many months were compared.
    pub months: usize,
    /// How many of them have an actual of 0: no error is a percentage of it, so they are left out of `mape` and `bias`.
    pub without_percent: usize,
    /// The mean of |forecast − actual| ÷ |actual|, in percent; nothing if every actual is 0.
    pub mape: Option<Amount>,
    /// The mean of (forecast − actual) ÷ |actual|, in percent: above 0 the forecasts were too high.
    pub bias: Option<Amount>,
    /// The mean of |forecast − actual|; nothing without a month.
    pub mae: Option<Amount>,
}

/// How good forecasts were: mean absolute percentage error (MAPE), bias (mean percentage error, with its sign) and
/// mean absolute error (MAE), not rounded.
///
/// The measures are those of Hyndman and Athanasopoulos, *Forecasting: Principles and Practice*, 5.8, where the error
/// has the opposite sign: here a bias above 0 says that the forecasts were too high.
///
/// ```
/// use domain::{explain::Steps, forecast::accuracy::{accuracy, Past}};
/// let past = |forecast, actual| Past { forecast: i64::into(forecast), actual: i64::into(actual) };
/// let found = accuracy(&[past(110, 100), past(60, 80), past(5, 0)], &mut Steps::off())?;
/// assert_eq!((found.months, found.without_percent), (3, 1));
/// assert_eq!(found.mape.unwrap().round(1).to_string(), "17.5");
/// assert_eq!(found.bias.unwrap().round(1).to_string(), "-7.5");
/// assert_eq!(found.mae.unwrap().round(2).to_string(), "11.67");
/// # Ok::<(), domain::Error>(())
/// ```
pub fn accuracy(past: &[Past], steps: &mut Steps) -> Result<Accuracy, Error> {
    let (mut error, mut share, mut signed) = (Sum::default(), Sum::default(), Sum::default());
    let mut with_percent = 0usize;
    for month in past {
        let off = month.forecast.minus(month.actual)?;
        error.add(off.abs());
        if !month.actual.is_zero() {
            let percent = off.times(Amount::HUNDRED)?.over(month.actual.abs())?;
            share.add(percent.abs());
            signed.add(percent);
            with_percent += 1;
        }
    }
    let mean = |sum: &Sum, count: usize| -> Result<Option<Amount>, Error> {
        let count = Amount::from(i64::try_from(count).unwrap_or(i64::MAX));
        if count.is_zero() { Ok(None) } else { Ok(Some(sum.total()?.over(count)?)) }
    };
    let found = Accuracy {
        months: past.len(),
        without_percent: past.len() - with_percent,
        mape: mean(&share, with_percent)?,
        bias: mean(&signed, with_percent)?,
        mae: mean(&error, past.len())?,
    };
    let months = i64::try_from(with_percent).unwrap_or(i64::MAX);
    for (label, formula, value) in [
        ("MAPE", "mean of |forecast − actual| ÷ |actual|", found.mape),
        ("Bias", "mean of (forecast − actual) ÷ |actual|", found.bias),
    ] {
        if let Some(percent) = value {
            steps.note(label, formula, Figure::Percent(percent.round(1)), || vec![("months", months.into())]);
        }
    }
    if let Some(mae) = found.mae {
        let months = i64::try_from(past.len()).unwrap_or(i64::MAX);
        steps.note("MAE", "mean of |forecast − actual|", mae, || vec![("months", months.into())]);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.8 (the formulas; bias with our sign).
    #[test]
    fn errors_of_past_forecasts() {
        for (json, months, without_percent, mape, bias, mae) in [
            ("[]", 0, 0, None, None, None),
            (r#"[{"forecast": 5, "actual": 0}]"#, 1, 1, None, None, Some("5")),
            (
                r#"[{"forecast": 110, "actual": 100}, {"forecast": 90, "actual": 100}]"#,
                2,
                0,
                Some("10"),
                Some("0"),
                Some("10"),
            ),
            (
                r#"[{"forecast": 110, "actual": 100}, {"forecast": 3, "actual": 0}, {"forecast": 60, "actual": 80}]"#,
                3,
                1,
                Some("17.5"),
                Some("-7.5"),
                Some("11"),
            ),
            // A credit: less of it was expected than came.
            (r#"[{"forecast": -90, "actual": -100}]"#, 1, 0, Some("10"), Some("10"), Some("10")),
            (r#"[{"forecast": "100.5", "actual": "100.5"}]"#, 1, 0, Some("0"), Some("0"), Some("0")),
        ] {
            let past: Vec<Past> = serde_json::from_str(json).unwrap();
            let found = accuracy(&past, &mut Steps::off()).unwrap();
            let amount = |text: Option<&str>| text.map(|text| text.parse::<Amount>().unwrap());
            let expected = Accuracy {
                months,
                without_percent,
                mape: amount(mape),
                bias: amount(bias),
                mae: amount(mae),
            };
            assert_eq!(found, expected, "{json}");
        }
        let far: Amount = "79228162514264337593543950335".parse().unwrap();
        assert!(accuracy(&[Past { forecast: far, actual: -far }], &mut Steps::off()).is_err());
    }

    #[test]
    fn it_explains_itself() {
        let mut steps = Steps::on();
        let past = [(110, 100), (5, 0)]
            .map(|(forecast, actual)| Past { forecast: Amount::from(forecast), actual: actual.into() });
        accuracy(&past, &mut steps).unwrap();
        assert_eq!(
            crate::explain::lines(&steps.taken()),
            [
                "MAPE: 10.0 % = mean of |forecast − actual| ÷ |actual| (months 1)",
                "Bias: 10.0 % = mean of (forecast − actual) ÷ |actual| (months 1)",
                "MAE: 7.50 = mean of |forecast − actual| (months 2)",
            ]
        );
        let mut steps = Steps::on();
        accuracy(&[], &mut steps).unwrap();
        assert!(steps.taken().is_empty());
    }
}
