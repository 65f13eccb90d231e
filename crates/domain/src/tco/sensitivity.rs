//! Which figure the answer hangs on: each ranged one up and down by itself, and where the ranking flips.

use serde::Serialize;

use super::flows::{Discount, present_value};
use super::item::{Item, Range};
use super::parameter::Parameter;
use super::{Choice, Model, counts};
use crate::explain::Steps;
use crate::{Amount, Error, Sum};

/// The equal parts of a range in which a flip of a rate or growth is looked for.
const PARTS: i64 = 16;
/// How often such a part is halved: to less than a thousand-millionth of it.
const HALVINGS: u32 = 32;
/// The decimals of the value at which the ranking flips.
const FLIP_DECIMALS: u32 = 10;

/// A present value with a figure at its low and its high end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Swung {
    /// The option; for the difference, the second best less the best.
    pub option: String,
    /// With the figure at its low end.
    pub low: Amount,
    /// With the figure at its high end.
    pub high: Amount,
    /// How far the two are apart.
    pub swing: Amount,
}

/// A figure, moved from its low to its high end while all others stay as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Swing {
    /// The figure: “Discount rate”, a driver, “Option: item”, or “Option: item, growth”.
    pub parameter: String,
    /// Its low end.
    pub low: Amount,
    /// Its planned value; 100 (percent) for a list by year.
    pub planned: Amount,
    /// Its high end.
    pub high: Amount,
    /// The present value of each option.
    pub options: Vec<Swung>,
    /// Present value of the second best less that of the best: below 0 the best has lost. None with one option.
    pub difference: Option<Swung>,
}

impl Swing {
    /// What the tornado is sorted by: the swing of the difference, with one option that of the option.
    fn size(&self) -> Amount {
        self.difference.as_ref().or(self.options.first()).map_or(Amount::ZERO, |swung| swung.swing)
    }

    /// The widest swing of any option, to sort those of equal size by.
    fn widest(&self) -> Amount {
        self.options.iter().map(|swung| swung.swing).max().unwrap_or(Amount::ZERO)
    }
}

/// Where a flip lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Inside the figure's own range.
    InRange,
    /// Outside it, or the figure has none.
    BeyondRange,
    /// Nowhere: no value of the figure makes another option the best.
    Nowhere,
    /// Not inside the range; a rate or growth is not looked at beyond it.
    NotInRange,
}

/// The value of a figure, nearest to the planned one, at which another option becomes as cheap as the best.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flip {
    /// The figure, as in [`Swing`].
    pub parameter: String,
    /// Its planned value.
    pub planned: Amount,
    /// Its value at the flip, to ten decimals; none if there is no flip.
    pub value: Option<Amount>,
    /// The option that draws level there.
    pub against: Option<String>,
    /// Where the flip lies.
    pub place: Place,
}

/// What the answer hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sensitivity {
    /// The cheapest option as planned; of equal ones the first.
    pub best: String,
    /// The next.
    pub second: Option<String>,
    /// Every figure with a range, the one that moves the difference most first (a tornado).
    pub swings: Vec<Swing>,
    /// Every driver, and every other figure with a range; none with one option.
    pub flips: Vec<Flip>,
}

/// Moves each figure that has a range through it, one at a time, and finds where the ranking flips.
///
/// Drivers and prices are solved exactly, because present values are linear in them. For the discount rate and growth
/// the range is looked at in sixteen parts and a part in which the best changes is halved 32 times, so that the value
/// is within the range / 16 / 2^32 of the flip; two flips inside one part are not seen. Present values keep 28
/// digits.
///
/// ```
/// use domain::{explain::Steps, tco::{self, Model}};
/// let model: Model = serde_json::from_str(r#"{"horizon": 1,
///     "drivers": {"users": {"quantity": 100, "range": {"low": 50, "high": 200}}}, "options": [
///     {"name": "Cloud", "items": [{"name": "Seats", "unit_price": 10, "driver": "users"}]},
///     {"name": "Own", "items": [{"name": "Server", "amount": 1500}]}]}"#)?;
/// let found = tco::sensitivity(&model, &mut Steps::off())?;
/// assert_eq!(found.swings[0].options[0].swing.to_string(), "1500");
/// assert_eq!(found.flips[0].value.map(|users| users.to_string()), Some("150".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sensitivity(model: &Model, steps: &mut Steps) -> Result<Sensitivity, Error> {
    Error::unless_empty(model.problems())?;
    let values = Values::of(model)?;
    let mut order: Vec<usize> = (0..values.totals.len()).collect();
    order.sort_by_key(|index| values.totals.get(*index).copied());
    let name = |index: usize| model.options.get(index).map(|option| option.name.clone());
    let best = order.first().copied().unwrap_or(0);
    let second = order.get(1).copied();
    let mut swings = Parameter::ranged(model)
        .into_iter()
        .map(|(parameter, range)| swing(&values, &parameter, &range, (best, second)))
        .collect::<Result<Vec<_>, _>>()?;
    swings.sort_by_key(|swing| std::cmp::Reverse((swing.size(), swing.widest())));
    for swing in &swings {
        steps.note(
            &format!("Swing of {}", swing.parameter),
            "value at high − value at low",
            swing.size(),
            || {
                vec![
                    ("low", swing.low.into()),
                    ("planned", swing.planned.into()),
                    ("high", swing.high.into()),
                ]
            },
        );
    }
    let mut flips = Vec::new();
    if second.is_some() {
        for parameter in Parameter::all(model) {
            if matches!(parameter, Parameter::Driver(_)) || parameter.range(model).is_some() {
                flips.push(flip(&values, &parameter, best)?);
            }
        }
    }
    Ok(Sensitivity { best: name(best).unwrap_or_default(), second: second.and_then(name), swings, flips })
}

/// The present values as planned, kept by item so that a change of one costs no more than that.
struct Values<'m> {
    model: &'m Model,
    /// The model without its options.
    frame: Model,
    discount: Discount,
    items: Vec<Vec<Amount>>,
    totals: Vec<Amount>,
}

impl<'m> Values<'m> {
    fn of(model: &'m Model) -> Result<Values<'m>, Error> {
        let frame = Model {
            horizon: model.horizon,
            rate: model.rate,
            convention: model.convention,
            start: model.start,
            currency: model.currency,
            rates: model.rates.clone(),
            drivers: model.drivers.clone(),
            include_indirect: model.include_indirect,
            ..Model::default()
        };
        let discount = Discount::of(model)?;
        let items: Vec<Vec<Amount>> = model
            .options
            .iter()
            .map(|option| option.items.iter().map(|item| value(&frame, item, &discount)).collect())
            .collect::<Result<_, _>>()?;
        let totals = items
            .iter()
            .map(|values| values.iter().copied().collect::<Sum>().total())
            .collect::<Result<_, _>>()?;
        Ok(Values { model, frame, discount, items, totals })
    }

    /// The present value of each option with another value of one parameter.
    fn at(&self, parameter: &Parameter, other: Amount) -> Result<Vec<Amount>, Error> {
        let mut frame = self.frame.clone();
        match parameter {
            Parameter::Rate => {
                parameter.set(&mut frame, other)?;
                let discount = Discount::of(&frame)?;
                self.revalued(|_, item| value(&frame, item, &discount).map(Some))
            }
            Parameter::Driver(name) => {
                parameter.set(&mut frame, other)?;
                self.revalued(|_, item| {
                    let follows = item.driver.as_ref() == Some(name);
                    follows.then(|| value(&frame, item, &self.discount)).transpose()
                })
            }
            Parameter::Price(option, place) | Parameter::Growth(option, place) => {
                self.revalued(|here, item| {
                    if here != (*option, *place) {
                        return Ok(None);
                    }
                    let mut alone = Model {
                        options: vec![Choice { name: String::new(), items: vec![item.clone()] }],
                        ..frame.clone()
                    };
                    parameter.alone().set(&mut alone, other)?;
                    let changed = alone.options.iter().flat_map(|option| &option.items).next();
                    changed.map(|item| value(&frame, item, &self.discount)).transpose()
                })
            }
        }
    }

    /// The totals with the items that `change` answers another value for.
    fn revalued(
        &self,
        change: impl Fn((usize, usize), &Item) -> Result<Option<Amount>, Error>,
    ) -> Result<Vec<Amount>, Error> {
        let mut totals = Vec::with_capacity(self.totals.len());
        for (index, (option, values)) in self.model.options.iter().zip(&self.items).enumerate() {
            let mut sum = Sum::default();
            for (place, (item, planned)) in option.items.iter().zip(values).enumerate() {
                sum.add(change((index, place), item)?.unwrap_or(*planned));
            }
            totals.push(sum.total()?);
        }
        Ok(totals)
    }
}

/// What an item adds to the present value of its option.
fn value(model: &Model, item: &Item, discount: &Discount) -> Result<Amount, Error> {
    if counts(model, item) { present_value(model, item, discount) } else { Ok(Amount::ZERO) }
}

fn swing(
    values: &Values<'_>,
    parameter: &Parameter,
    range: &Range,
    (best, second): (usize, Option<usize>),
) -> Result<Swing, Error> {
    let low = values.at(parameter, range.low)?;
    let high = values.at(parameter, range.high)?;
    let swung = |option: String, low: Amount, high: Amount| {
        Ok::<_, Error>(Swung { option, low, high, swing: high.minus(low)?.abs() })
    };
    let names = values.model.options.iter().map(|option| option.name.clone());
    let options = names
        .zip(low.iter().zip(&high))
        .map(|(name, (low, high))| swung(name, *low, *high))
        .collect::<Result<Vec<_>, _>>()?;
    let apart = |totals: &[Amount], second: usize| ahead(totals, best, second);
    let difference = second
        .map(|second| {
            let name = values.model.options.get(second).map(|option| option.name.clone());
            swung(name.unwrap_or_default(), apart(&low, second)?, apart(&high, second)?)
        })
        .transpose()?;
    Ok(Swing {
        parameter: parameter.name(values.model),
        low: range.low,
        planned: parameter.planned(values.model),
        high: range.high,
        options,
        difference,
    })
}

/// How much the best is cheaper than another.
fn ahead(totals: &[Amount], best: usize, other: usize) -> Result<Amount, Error> {
    let of = |index: usize| totals.get(index).copied().unwrap_or(Amount::ZERO);
    Ok(of(other).minus(of(best))?)
}

/// The flip nearest to the planned value over all options but the best.
fn flip(values: &Values<'_>, parameter: &Parameter, best: usize) -> Result<Flip, Error> {
    let planned = parameter.planned(values.model);
    let range = parameter.range(values.model);
    let found = if parameter.is_linear() {
        linear_flips(values, parameter, best, planned)?
    } else {
        match range {
            Some(range) => searched_flips(values, parameter, best, planned, range)?,
            None => Vec::new(),
        }
    };
    let mut nearest: Option<(Amount, usize, Amount)> = None;
    for (value, other) in found {
        let away = value.minus(planned)?.abs();
        if nearest.is_none_or(|(_, _, least)| away < least) {
            nearest = Some((value, other, away));
        }
    }
    let place = match (nearest, range) {
        (None, _) if parameter.is_linear() => Place::Nowhere,
        (None, _) => Place::NotInRange,
        (Some((value, ..)), Some(range)) if range.low <= value && value <= range.high => Place::InRange,
        (Some(_), _) => Place::BeyondRange,
    };
    let against = nearest.and_then(|(_, other, _)| values.model.options.get(other));
    Ok(Flip {
        parameter: parameter.name(values.model),
        planned,
        value: nearest.map(|(value, ..)| value),
        against: against.map(|option| option.name.clone()),
        place,
    })
}

/// Where each other option is as cheap as the best, by the straight line through two of its values.
fn linear_flips(
    values: &Values<'_>,
    parameter: &Parameter,
    best: usize,
    planned: Amount,
) -> Result<Vec<(Amount, usize)>, Error> {
    let (at_0, at_1) = (values.at(parameter, Amount::ZERO)?, values.at(parameter, Amount::ONE)?);
    let mut found = Vec::new();
    for other in (0..at_0.len()).filter(|other| *other != best) {
        let lead = ahead(&values.totals, best, other)?;
        let slope = ahead(&at_1, best, other)?.minus(ahead(&at_0, best, other)?)?;
        if lead.is_zero() {
            found.push((planned, other));
        } else if !slope.is_zero() {
            let value = tidy(planned.minus(lead.over(slope)?)?);
            // A quantity or price that has changed its sign is another thing.
            let quantity = matches!(parameter, Parameter::Driver(_));
            let turned = value.is_negative() != (planned.is_negative() && !quantity);
            if value.is_zero() || !turned || (planned.is_zero() && !quantity) {
                found.push((value, other));
            }
        }
    }
    Ok(found)
}

/// Where, inside the range, each other option first is as cheap as the best, on either side of the planned value.
fn searched_flips(
    values: &Values<'_>,
    parameter: &Parameter,
    best: usize,
    planned: Amount,
    range: &Range,
) -> Result<Vec<(Amount, usize)>, Error> {
    let width = range.high.minus(range.low)?;
    let mut points = (0..=PARTS)
        .map(|part| Ok(range.low.plus(width.times(Amount::from(part))?.over(Amount::from(PARTS))?)?))
        .collect::<Result<Vec<Amount>, Error>>()?;
    points.push(planned);
    points.sort_unstable();
    points.dedup();
    let totals = points.iter().map(|point| values.at(parameter, *point)).collect::<Result<Vec<_>, _>>()?;
    let mut found = Vec::new();
    for other in (0..values.totals.len()).filter(|other| *other != best) {
        let lead = |totals: &[Amount]| ahead(totals, best, other);
        if lead(&values.totals)?.is_zero() {
            found.push((planned, other));
            continue;
        }
        for (pair, values_there) in points.windows(2).zip(totals.windows(2)) {
            let ([from, to], [at_from, at_to]) = (pair, values_there) else { continue };
            let (at_from, at_to) = (lead(at_from)?, lead(at_to)?);
            if at_from.is_zero() || at_to.is_zero() {
                found.push((tidy(if at_from.is_zero() { *from } else { *to }), other));
            } else if at_from.is_negative() != at_to.is_negative() {
                let value = halved(*from, *to, |point| lead(&values.at(parameter, point)?), at_from)?;
                found.push((tidy(value), other));
            }
        }
    }
    Ok(found)
}

/// The point between two, at the first of which `lead` is `at_from`, where it changes its sign.
fn halved(
    mut from: Amount,
    mut to: Amount,
    lead: impl Fn(Amount) -> Result<Amount, Error>,
    at_from: Amount,
) -> Result<Amount, Error> {
    for _ in 0..HALVINGS {
        let middle = from.plus(to)?.over(Amount::from(2))?;
        let here = lead(middle)?;
        if here.is_zero() {
            return Ok(middle);
        }
        if here.is_negative() == at_from.is_negative() {
            from = middle;
        } else {
            to = middle;
        }
    }
    Ok(from.plus(to)?.over(Amount::from(2))?)
}

/// Ten decimals, without zeros at the end.
fn tidy(value: Amount) -> Amount {
    value.round(FLIP_DECIMALS).decimal().normalize().into()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{amount, models, read};
    use super::*;
    use proptest::prelude::*;

    fn found(json: &str) -> Sensitivity {
        sensitivity(&read(json), &mut Steps::off()).unwrap()
    }

    /// Cloud: seats for users; own: a server and its care.
    const CHOICE: &str = r#"{"horizon": 2, "rate": "0.1", "rate_range": {"low": "0.05", "high": "0.2"},
        "drivers": {"users": {"quantity": 100, "range": {"low": 90, "high": 130}}, "GB": 5, "idle": 0},
        "options": [
          {"name": "Cloud", "items": [
            {"name": "Seats", "unit_price": 10, "driver": "users", "every": "yearly", "range": {"low": 8, "high": 11}}]},
          {"name": "Own", "items": [
            {"name": "Server", "amount": 1200, "range": {"low": 1200, "high": 1200}},
            {"name": "Care", "amounts": [0, 400, 440], "range": {"low": 50, "high": 150}},
            {"name": "Disk", "unit_price": 10, "driver": "GB"}]},
          {"name": "Partner", "items": [{"name": "Fee", "amount": 5000}]}]}"#;

    #[test]
    fn the_widest_swing_of_the_difference_comes_first() {
        let found = found(CHOICE);
        assert_eq!((found.best.as_str(), found.second.as_deref()), ("Cloud", Some("Own")));
        let shown: Vec<_> = found
            .swings
            .iter()
            .map(|swing| {
                let difference = swing.difference.as_ref().unwrap();
                assert_eq!(difference.option, "Own");
                let figures =
                    [difference.low, difference.high, difference.swing].map(|figure| figure.round(2));
                (
                    swing.parameter.as_str(),
                    swing.planned.to_string(),
                    figures.map(|figure| figure.to_string()),
                )
            })
            .collect();
        let rows = [
            // Cloud 1,735.54; own 1,977.27, of which care is 727.27.
            ("Own: Care", "100", ["-121.90", "605.37", "727.27"]),
            ("users", "100", ["415.29", "-278.93", "694.21"]),
            ("Cloud: Seats", "10", ["588.84", "68.18", "520.66"]),
            ("Discount rate", "0.1", ["170.63", "361.11", "190.48"]),
            ("Own: Server", "1200", ["241.74", "241.74", "0.00"]),
        ];
        let rows =
            rows.map(|(name, planned, figures)| (name, planned.to_owned(), figures.map(str::to_owned)));
        assert_eq!(shown, rows);
        let users = &found.swings[1];
        assert_eq!((users.low, users.high), (amount("90"), amount("130")));
        let options: Vec<_> = users
            .options
            .iter()
            .map(|swung| {
                (swung.option.as_str(), [swung.low, swung.high, swung.swing].map(|figure| figure.round(2)))
            })
            .collect();
        let expected = [
            ("Cloud", ["1561.98", "2256.20", "694.21"]),
            ("Own", ["1977.27", "1977.27", "0.00"]),
            ("Partner", ["5000.00", "5000.00", "0.00"]),
        ];
        assert_eq!(options, expected.map(|(name, figures)| (name, figures.map(amount))));
    }

    #[test]
    fn the_ranking_flips_at_the_nearest_value() {
        let flips: Vec<_> = found(CHOICE)
            .flips
            .into_iter()
            .map(|flip| (flip.parameter, flip.value.map(|value| value.to_string()), flip.against, flip.place))
            .collect();
        let own = Some("Own");
        let rows = [
            ("Discount rate", None, None, Place::NotInRange),
            // Own would have to cost less by the disk: 5 GB less than nothing.
            ("GB", None, None, Place::Nowhere),
            ("idle", None, None, Place::Nowhere),
            ("users", Some("113.9285714286"), own, Place::InRange),
            ("Cloud: Seats", Some("11.3928571429"), own, Place::BeyondRange),
            ("Own: Server", Some("958.2644628099"), own, Place::BeyondRange),
            ("Own: Care", Some("66.7613636364"), own, Place::InRange),
        ];
        let text = |text: Option<&str>| text.map(str::to_owned);
        assert_eq!(
            flips,
            rows.map(|(name, value, other, place)| (name.to_owned(), text(value), text(other), place))
        );
    }

    #[test]
    fn flips_are_solved_and_searched() {
        let two = |head: &str, a: &str, b: &str| {
            format!(
                r#"{{"horizon": 1, {head} "options": [{{"name": "A", "items": [{{"name": "x", {a}}}]}},
                    {{"name": "B", "items": [{{"name": "x", {b}}}]}}]}}"#
            )
        };
        let drivers = |users: &str| format!(r#""drivers": {{"users": {users}}},"#);
        let unit = r#""unit_price": 10, "driver": "users""#;
        for (json, expected, place) in [
            // A driver without a range has none that the flip could be in.
            (two(&drivers("10"), unit, r#""amount": 150"#), Some("15"), Place::BeyondRange),
            (
                two(
                    &drivers(r#"{"quantity": 10, "range": {"low": 5, "high": 15}}"#),
                    unit,
                    r#""amount": 150"#,
                ),
                Some("15"),
                Place::InRange,
            ),
            (
                two(
                    &drivers(r#"{"quantity": 20, "range": {"low": 15, "high": 25}}"#),
                    unit,
                    r#""amount": 150"#,
                ),
                Some("15"),
                Place::InRange,
            ),
            // Cheaper with none at all.
            (two(&drivers("10"), unit, r#""amount": 0"#), Some("0"), Place::BeyondRange),
            // Never: fewer than none.
            (two(&drivers("10"), unit, r#""amount": -50"#), None, Place::Nowhere),
            // As planned both cost the same.
            (two(&drivers("15"), unit, r#""amount": 150"#), Some("15"), Place::BeyondRange),
            // A list by year is scaled: 150 %.
            (two(&drivers("[10, 12]"), unit, r#""amount": 150"#), Some("150"), Place::BeyondRange),
            // A resale would have to be one of 50 more: prices may be negative.
            (
                two("", r#""amount": -100, "range": {"low": -120, "high": 0}"#, r#""amount": -50"#),
                Some("-50"),
                Place::InRange,
            ),
            // A price that turned round is another thing.
            (
                two("", r#""amount": 100, "range": {"low": 90, "high": 100}"#, r#""amount": -50"#),
                None,
                Place::Nowhere,
            ),
            (
                two("", r#""amount": 0, "range": {"low": -1, "high": 1}"#, r#""amount": 1"#),
                Some("1"),
                Place::InRange,
            ),
            (
                two("", r#""amount": 0, "range": {"low": -1, "high": 1}"#, r#""amount": -5"#),
                Some("-5"),
                Place::BeyondRange,
            ),
            // 100 = 121 / (1 + r): the rate is searched for.
            (
                two(
                    r#""rate_range": {"low": 0, "high": "0.5"},"#,
                    r#""amount": 100"#,
                    r#""amounts": [0, 121]"#,
                ),
                Some("0.21"),
                Place::InRange,
            ),
            (
                two(
                    r#""rate_range": {"low": 0, "high": "0.2"},"#,
                    r#""amount": 100"#,
                    r#""amounts": [0, 121]"#,
                ),
                None,
                Place::NotInRange,
            ),
            (
                two(r#""rate_range": {"low": 0, "high": 0},"#, r#""amount": 100"#, r#""amounts": [0, 100]"#),
                Some("0"),
                Place::InRange,
            ),
            // The flip is the end of the range, and the planned value itself.
            (
                two(
                    r#""rate_range": {"low": 0, "high": "0.21"},"#,
                    r#""amount": 100"#,
                    r#""amounts": [0, 121]"#,
                ),
                Some("0.21"),
                Place::InRange,
            ),
            (
                two(
                    r#""rate": "0.1", "rate_range": {"low": "0.1", "high": "0.2"},"#,
                    r#""amount": 100"#,
                    r#""amounts": [0, 110]"#,
                ),
                Some("0.1"),
                Place::InRange,
            ),
        ] {
            let found = found(&json);
            let [flip] = found.flips.as_slice() else { panic!("{json} {:?}", found.flips) };
            // Halving leaves a trace below the tenth decimal at most.
            let value = flip.value.map(|value| value.round(9).decimal().normalize().to_string());
            assert_eq!((value.as_deref(), flip.place), (expected, place), "{json}");
            assert_eq!(flip.against.is_some(), expected.is_some());
        }
    }

    #[test]
    fn the_nearest_flip_wins_and_of_equal_ones_the_first() {
        for (second, third, expected) in
            [("150", "-100", ("15", "B")), ("200", "-100", ("5", "C")), ("120", "-100", ("12", "B"))]
        {
            // A costs 10 a user, C 30 and less a fixed sum: they meet at 5 users, where C becomes the cheaper.
            let found = found(&format!(
                r#"{{"horizon": 1, "drivers": {{"users": 10}}, "options": [
                    {{"name": "A", "items": [{{"name": "x", "unit_price": 10, "driver": "users"}}]}},
                    {{"name": "B", "items": [{{"name": "x", "amount": {second}}}]}},
                    {{"name": "C", "items": [{{"name": "x", "unit_price": 30, "driver": "users"}},
                                             {{"name": "y", "amount": {third}}}]}}]}}"#
            ));
            let flip = &found.flips[0];
            let value = flip.value.map(|value| value.to_string());
            assert_eq!((value.as_deref(), flip.against.as_deref()), (Some(expected.0), Some(expected.1)));
        }
    }

    #[test]
    fn growth_is_searched_too() {
        let json = r#"{"horizon": 2, "options": [
            {"name": "A", "items": [{"name": "x", "amount": 100, "every": "yearly", "growth": "0.02",
                                     "growth_range": {"low": "-0.1", "high": "0.3"}}]},
            {"name": "B", "items": [{"name": "x", "amounts": [0, 200, 10]}]}]}"#;
        let found = found(json);
        assert_eq!(found.flips[0].parameter, "A: x, growth");
        assert_eq!(found.flips[0].value.unwrap().round(8).to_string(), "0.10000000");
        assert_eq!(found.swings[0].options[0].low, amount("190.0"));
        assert_eq!(found.swings[0].options[0].high, amount("230.0"));
        assert_eq!(found.swings[0].planned, amount("0.02"));
    }

    #[test]
    fn one_option_has_swings_and_no_flips() {
        let found = found(
            r#"{"horizon": 1, "include_indirect": false, "drivers": {"users": 1}, "options": [{"name": "A", "items": [
                {"name": "x", "amount": 10, "range": {"low": 5, "high": 20}},
                {"name": "y", "amount": 10, "indirect": true, "range": {"low": 0, "high": 90}},
                {"name": "z", "amount": 10, "range": {"low": 0, "high": 90}}]}]}"#,
        );
        assert_eq!((found.second, found.flips), (None, Vec::new()));
        let shown: Vec<_> =
            found.swings.iter().map(|swing| (swing.parameter.as_str(), swing.options[0].swing)).collect();
        // What does not count moves nothing.
        assert_eq!(shown, [("A: z", amount("90")), ("A: x", amount("15")), ("A: y", amount("0"))]);
        assert!(found.swings.iter().all(|swing| swing.difference.is_none()));
    }

    #[test]
    fn of_equal_swings_the_one_that_moves_an_option_most_comes_first() {
        let found = found(
            r#"{"horizon": 1, "drivers": {"a": {"quantity": 1, "range": {"low": 0, "high": 2}},
                                          "b": {"quantity": 1, "range": {"low": 0, "high": 2}}}, "options": [
                {"name": "A", "items": [{"name": "x", "unit_price": 1, "driver": "a"},
                                        {"name": "y", "unit_price": 5, "driver": "b"}]},
                {"name": "B", "items": [{"name": "x", "unit_price": 1, "driver": "a"},
                                        {"name": "y", "unit_price": 5, "driver": "b"}]}]}"#,
        );
        let names: Vec<&str> = found.swings.iter().map(|swing| swing.parameter.as_str()).collect();
        assert_eq!(names, ["b", "a"]);
        assert_eq!(found.flips[0].value, Some(amount("1")));
    }

    #[test]
    fn steps_and_faults() {
        let mut steps = Steps::on();
        sensitivity(&read(CHOICE), &mut steps).unwrap();
        let shown = crate::explain::lines(&steps.taken());
        assert!(shown[0].starts_with("Swing of Own: Care: 727.27"), "{}", shown[0]);
        assert!(shown[0].ends_with("(low 50, planned 100, high 150)"), "{}", shown[0]);
        assert!(sensitivity(&read(r#"{"horizon": 1}"#), &mut Steps::off()).is_err());
    }

    proptest! {
        #[test]
        fn no_range_no_swing(model in models()) {
            let mut model = model;
            for item in model.options.iter_mut().flat_map(|option| &mut option.items) {
                let price = item.amount.or(item.unit_price);
                item.range = price.map(|price| Range { low: price, high: price, likely: None });
            }
            for driver in model.drivers.values_mut() {
                let quantity = driver.quantity[0];
                driver.range = Some(Range { low: quantity, high: quantity, likely: None });
            }
            model.rate_range = Some(Range { low: model.rate, high: model.rate, likely: None });
            let found = sensitivity(&model, &mut Steps::off()).unwrap();
            for swing in found.swings {
                prop_assert!(swing.size().is_zero() && swing.widest().is_zero());
            }
        }

        #[test]
        fn at_a_flip_two_options_cost_the_same(model in models()) {
            let values = Values::of(&model).unwrap();
            let sensitivity = sensitivity(&model, &mut Steps::off()).unwrap();
            for flip in sensitivity.flips {
                let Some(value) = flip.value else { continue };
                let all = Parameter::all(&model);
                let parameter = all.iter().find(|other| other.name(&model) == flip.parameter).unwrap();
                let totals = values.at(parameter, value).unwrap();
                let of = |name: &str| {
                    let option = model.options.iter().position(|option| option.name == name).unwrap();
                    totals[option]
                };
                let apart = of(&sensitivity.best).minus(of(&flip.against.unwrap())).unwrap().abs();
                prop_assert!(apart < Amount::new(1, 2), "{} {}", flip.parameter, apart);
            }
        }

        #[test]
        fn a_swing_is_the_comparison_of_both_ends(model in models()) {
            let found = sensitivity(&model, &mut Steps::off()).unwrap();
            for swing in found.swings.iter().take(2) {
                let all = Parameter::all(&model);
                let parameter = all.iter().find(|other| other.name(&model) == swing.parameter).unwrap();
                let mut high = model.clone();
                parameter.set(&mut high, swing.high).unwrap();
                let compared = super::super::compare(&high, &mut Steps::off());
                // The likeliest value may now be outside its range.
                for (option, swung) in compared.iter().flat_map(|found| &found.options).zip(&swing.options) {
                    let apart = option.cost.present_value.minus(swung.high).unwrap().abs();
                    prop_assert!(apart < Amount::new(1, 12));
                }
            }
        }
    }
}
