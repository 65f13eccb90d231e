//! The trend of the months so far, by exponential smoothing: an estimate, with its error on months held back.

use augurs_core::{Fit, Predict};
use augurs_ets::AutoETS;
use serde::Serialize;

use super::Line;
use super::accuracy::{Accuracy, Past, accuracy};
use crate::explain::Steps;
use crate::{Amount, Error};

/// The fewest months a trend can be seen in.
pub const FEWEST: usize = 7;

/// The most months that are held back to see how good the trend is.
const HELD_BACK: usize = 3;

/// How good a trend is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quality {
    /// Which smoothing fitted best (by the corrected Akaike criterion).
    pub model: Model,
    /// How many months the forecast was fitted on.
    pub months: usize,
    /// The last closed months, forecast from those before them: up to three, none where too few would be left.
    pub held_back: Vec<Past>,
    /// The error on them; nothing where none could be held back.
    pub accuracy: Option<Accuracy>,
}

/// A kind of exponential smoothing, with additive errors so that months of 0 and credits fit in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// Every month was the same.
    Constant,
    /// Simple exponential smoothing: a level (ANN).
    Level,
    /// Holt's method: a level and a trend (AAN).
    Trend,
    /// Holt's method with a trend that flattens (`AAdN`).
    DampedTrend,
}

impl Model {
    /// As it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Model::Constant => "Every month the same",
            Model::Level => "Level, exponentially smoothed",
            Model::Trend => "Level and trend, exponentially smoothed",
            Model::DampedTrend => "Level and flattening trend, exponentially smoothed",
        }
    }
}

/// Fills the open months by the trend of the prior year's and the closed months.
///
/// The smoothing is fitted by the crate `augurs-ets` (after R's `ets`: Hyndman, Koehler, Ord and Snyder, *Forecasting
/// with Exponential Smoothing*) on floats, as shares of the range the months lie in, and each month rounded to the
/// currency. Its error is that of a second fit, which does not see the last closed months and forecasts them.
pub(super) fn fill(line: &Line, open: &mut [Amount], steps: &mut Steps) -> Result<Quality, Error> {
    let history: Vec<Amount> = line.prior.iter().flatten().chain(&line.actual).copied().collect();
    if history.len() < FEWEST {
        let message = format!(
            "A trend needs at least {FEWEST} months and there are {}: add the year before or choose another method.",
            history.len()
        );
        return Err(Error::invalid("actual", message));
    }
    let decimals = line.decimals();
    let (model, months) = smoothed(&history, open.len(), decimals)?;
    for (month, amount) in open.iter_mut().zip(months) {
        *month = amount;
    }
    let held = HELD_BACK.min(history.len() - FEWEST).min(line.actual.len());
    let (seen, hidden) = history.split_at(history.len() - held);
    let mut held_back = Vec::new();
    if held > 0 {
        let (_, forecast) = smoothed(seen, held, decimals)?;
        held_back = forecast
            .into_iter()
            .zip(hidden)
            .map(|(forecast, actual)| Past { forecast, actual: *actual })
            .collect();
    }
    steps.note("Trend", "exponential smoothing of the months so far", model.label(), || {
        vec![("months", super::count(history.len()).into()), ("held back", super::count(held).into())]
    });
    let mut beneath = steps.beneath();
    let accuracy = if held > 0 { Some(accuracy(&held_back, &mut beneath)?) } else { None };
    for step in beneath.taken() {
        steps.add(|| step);
    }
    Ok(Quality { model, months: history.len(), held_back, accuracy })
}

/// So many months after `history`, at least [`FEWEST`] months, each rounded.
fn smoothed(history: &[Amount], months: usize, decimals: u32) -> Result<(Model, Vec<Amount>), Error> {
    if let Some((first, _)) =
        history.split_first().filter(|(first, rest)| rest.iter().all(|one| one == *first))
    {
        return Ok((Model::Constant, vec![first.round(decimals); months]));
    }
    let unsteady =
        || Error::invalid("actual", "No trend can be seen in these months: choose another method.");
    // What is smoothed is where each month lies between the least and the most: so no float has to hold an amount.
    let least = history.iter().copied().min().unwrap_or_default();
    let range = history.iter().copied().max().unwrap_or_default().minus(least)?;
    let share = |amount: &Amount| amount.minus(least)?.over(range);
    let shares = history.iter().map(share).collect::<Result<Vec<_>, _>>()?;
    let (model, shares) = extrapolated(&shares, months).ok_or_else(unsteady)?;
    let amount =
        |share: f64| Some(Amount::of_float(share)?.times(range).ok()?.plus(least).ok()?.round(decimals));
    Ok((model, shares.into_iter().map(amount).collect::<Option<_>>().ok_or_else(unsteady)?))
}

/// Fits the smoothing and follows it, on floats. `None` where nothing fits or the fit runs away.
///
/// Every month comes and goes as its share of the range they lie in (0 for the least, 1 for the most), so that the search
/// (2,000 steps at most a model) meets numbers of one size whatever the amounts are.
fn extrapolated(shares: &[Amount], months: usize) -> Option<(Model, Vec<f64>)> {
    let seen: Vec<f64> = shares.iter().map(|share| share.approximate()).collect();
    let fitted = AutoETS::new(1, "AZN").ok()?.fit(&seen).ok()?;
    let ahead = fitted.predict(months, None).ok()?;
    let kind = match (fitted.model().model_type().trend, fitted.model().damped()) {
        (augurs_ets::model::TrendComponent::None, _) => Model::Level,
        (_, true) => Model::DampedTrend,
        (_, false) => Model::Trend,
    };
    // Years of months never lead a thousand times past their range: such a fit has run away.
    let sane = |month: &f64| month.is_finite() && month.abs() <= 1000.0;
    ahead.point.iter().all(sane).then_some((kind, ahead.point))
}

#[cfg(test)]
mod tests {
    use super::super::{Method, year};
    use super::*;
    use proptest::prelude::*;

    fn line(prior: Option<Vec<Amount>>, actual: Vec<Amount>) -> Line {
        Line { method: Method::Trend, actual, budget: None, prior, amounts: None, last: None, currency: None }
    }

    fn whole<const N: usize>(units: [i64; N]) -> Vec<Amount> {
        units.map(Amount::from).to_vec()
    }

    #[test]
    fn a_trend_goes_on() {
        for (prior, actual, model, open, held) in [
            // A straight line is followed exactly.
            (
                None,
                whole([100, 110, 120, 130, 140, 150, 160, 170, 180, 190]),
                Model::Trend,
                &["200.00", "210.00"][..],
                3,
            ),
            (
                None,
                whole([100, 110, 120, 130, 140, 150, 160, 170]),
                Model::Trend,
                &["180.00", "190.00", "200.00", "210.00"],
                1,
            ),
            (
                None,
                whole([100, 110, 120, 130, 140, 150, 160]),
                Model::Trend,
                &["170.00", "180.00", "190.00", "200.00", "210.00"],
                0,
            ),
            // The same every month.
            (None, vec![Amount::new(12_345, 3); 10], Model::Constant, &["12.35", "12.35"], 3),
            (None, vec![Amount::ZERO; 11], Model::Constant, &["0.00"], 3),
            (Some(whole([7; 12])), vec![], Model::Constant, &["7.00"; 12], 0),
            (Some(whole([7; 12])), whole([7]), Model::Constant, &["7.00"; 11], 1),
            (None, whole([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), Model::Trend, &[], 3),
        ] {
            let forecast = year(&line(prior, actual.clone()), &mut Steps::off()).unwrap();
            let found: Vec<String> =
                forecast.months[actual.len()..].iter().map(ToString::to_string).collect();
            assert_eq!(found, open, "{actual:?}");
            let quality = forecast.trend.unwrap();
            assert_eq!((quality.model, quality.held_back.len()), (model, held), "{actual:?}");
            assert_eq!(quality.accuracy.is_some(), held > 0);
        }
    }

    // Source: R, forecast::ets(x, "ANN"): simple exponential smoothing of a level forecasts it flat.
    #[test]
    fn a_noisy_level_is_forecast_flat_with_its_error() {
        let prior = whole([100, 103, 97, 101, 99, 102, 98, 100, 101, 99, 103, 97]);
        let mut steps = Steps::on();
        let forecast = year(&line(Some(prior), whole([101, 99, 100, 104])), &mut steps).unwrap();
        let open = &forecast.months[4..];
        assert!(open.iter().all(|month| *month == open[0]), "{open:?}");
        assert!(open[0].minus(100.into()).unwrap().abs() < Amount::from(2), "{}", open[0]);
        let quality = forecast.trend.unwrap();
        assert_eq!((quality.model, quality.months), (Model::Level, 16));
        assert_eq!(
            quality.held_back.iter().map(|past| past.actual).collect::<Vec<_>>(),
            whole([99, 100, 104])
        );
        let error = quality.accuracy.clone().unwrap();
        assert_eq!(error, accuracy(&quality.held_back, &mut Steps::off()).unwrap());
        assert!(error.mape.unwrap() < Amount::from(3));
        let lines = crate::explain::lines(&steps.taken());
        assert_eq!(
            lines[0],
            "Trend: Level, exponentially smoothed = exponential smoothing of the months so far (months 16, held back 3)"
        );
        assert!(lines[1].starts_with("MAPE: "));
        assert_eq!(serde_json::to_value(&quality).unwrap()["model"], "level", "as it crosses the wire");
    }

    #[test]
    fn large_amounts_lose_nothing_to_floats() {
        // Past 2^53 a float has no cents, and soon no whole units.
        for (base, cents) in [
            ("9007199254740993.50", [0, 100, -25, 25, 0, 50, 0]),
            ("9007199254740993.50", [0, 1, 0, 0, 0, 0, 0]),
            ("-9007199254740993.50", [0, 0, 0, -1, 0, 0, 0]),
            ("9007199254740993.50", [0, -10_000, 0, 10_000, 0, 0, 0]),
            ("123456789012345678901234.56", [5, 3, 4, 6, 2, 4, 5]),
        ] {
            let base: Amount = base.parse().unwrap();
            let small = cents.map(|cents| Amount::new(cents, 2)).to_vec();
            let large: Vec<Amount> = small.iter().map(|cents| cents.plus(base).unwrap()).collect();
            let [small, large] = [small, large].map(|actual| {
                let forecast = year(&line(None, actual.clone()), &mut Steps::off()).unwrap();
                let [least, most] = [actual.iter().min().unwrap(), actual.iter().max().unwrap()];
                for month in &forecast.months[7..] {
                    assert!((least..=most).contains(&month), "{month} of {actual:?}");
                }
                forecast.months
            });
            assert_eq!(large, small.map(|month| month.plus(base).unwrap()), "{base}");
        }
    }

    #[test]
    fn odd_months_are_forecast_or_refused() {
        let most: Amount = "79228162514264337593543950335".parse().unwrap();
        let least: Amount = "0.0000000000000000000000000001".parse().unwrap();
        for actual in [
            vec![Amount::ZERO, Amount::ZERO, Amount::ZERO, Amount::ZERO, Amount::ZERO, Amount::ZERO, most],
            vec![least, Amount::ZERO, least, Amount::ZERO, least, Amount::ZERO, most],
            vec![most, -most, most, -most, most, -most, most, -most],
            vec![least, -least, least, -least, least, -least, least, -least],
            whole([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]),
            whole([5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            whole([-5, 5, -5, 5, -5, 5, -5]),
            whole([1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]),
        ] {
            match year(&line(None, actual.clone()), &mut Steps::off()) {
                Ok(forecast) => assert_eq!(forecast.months[..actual.len()], actual),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
        for model in [Model::Constant, Model::Level, Model::Trend, Model::DampedTrend] {
            assert!(!model.label().is_empty());
        }
    }

    proptest! {
        // Each case fits two models; the crate's own tests go deeper.
        #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 8, ..ProptestConfig::default() })]
        #[test]
        fn no_months_break_it(
            units in prop::collection::vec(prop_oneof![Just(0i64), -1_000i64..1_000, any::<i64>()], 0..13),
            prior in prop::option::of(prop::collection::vec(prop_oneof![Just(0i64), 0i64..1_000, any::<i64>()], 12)),
            scale in 0u32..28,
        ) {
            let amounts = |units: Vec<i64>| units.into_iter().map(|units| Amount::new(units, scale)).collect::<Vec<_>>();
            let line = line(prior.map(amounts), amounts(units));
            if let Ok(forecast) = year(&line, &mut Steps::off()) {
                prop_assert_eq!(&forecast.months[..line.actual.len()], line.actual.as_slice());
                let sum: crate::Sum = forecast.months.into_iter().collect();
                prop_assert_eq!(sum.total().unwrap(), forecast.total);
            }
        }
    }
}
