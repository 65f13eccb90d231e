//! What can vary in a model: the discount rate, a driver, the price or the growth of an item.

use super::Model;
use super::check::single;
use super::item::{Item, Range};
use crate::{Amount, Error};

/// A figure of the model that may have a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parameter {
    Rate,
    Driver(String),
    /// The amount or unit price of an item, by the positions of its option and itself.
    Price(usize, usize),
    /// The growth of an item.
    Growth(usize, usize),
}

impl Parameter {
    /// Every one that could have a range: the rate, each driver, each item's price and growth.
    pub(super) fn all(model: &Model) -> Vec<Parameter> {
        let mut all = vec![Parameter::Rate];
        all.extend(model.drivers.keys().cloned().map(Parameter::Driver));
        for (option, choice) in model.options.iter().enumerate() {
            for (item, _) in choice.items.iter().enumerate() {
                all.extend([Parameter::Price(option, item), Parameter::Growth(option, item)]);
            }
        }
        all
    }

    /// Those with a range.
    pub(super) fn ranged(model: &Model) -> Vec<(Parameter, Range)> {
        let ranged = |parameter: Parameter| parameter.range(model).cloned().map(|range| (parameter, range));
        Parameter::all(model).into_iter().filter_map(ranged).collect()
    }

    /// Its name for people.
    pub(super) fn name(&self, model: &Model) -> String {
        let of = |option: &usize, item: &usize| {
            let option = model.options.get(*option);
            let item = option.and_then(|option| option.items.get(*item));
            let name = |name: Option<&String>| name.cloned().unwrap_or_default();
            format!("{}: {}", name(option.map(|option| &option.name)), name(item.map(|item| &item.name)))
        };
        match self {
            Parameter::Rate => "Discount rate".to_owned(),
            Parameter::Driver(name) => name.clone(),
            Parameter::Price(option, item) => of(option, item),
            Parameter::Growth(option, item) => format!("{}, growth", of(option, item)),
        }
    }

    fn item<'m>(&self, model: &'m Model) -> Option<&'m Item> {
        match self {
            Parameter::Rate | Parameter::Driver(_) => None,
            Parameter::Price(option, item) | Parameter::Growth(option, item) => {
                model.options.get(*option)?.items.get(*item)
            }
        }
    }

    /// Its range, if the model names one.
    pub(super) fn range<'m>(&self, model: &'m Model) -> Option<&'m Range> {
        match self {
            Parameter::Rate => model.rate_range.as_ref(),
            Parameter::Driver(name) => model.drivers.get(name)?.range.as_ref(),
            Parameter::Price(..) => self.item(model)?.range.as_ref(),
            Parameter::Growth(..) => self.item(model)?.growth_range.as_ref(),
        }
    }

    /// Its planned value: 100 (percent) for a list by year.
    pub(super) fn planned(&self, model: &Model) -> Amount {
        match self {
            Parameter::Rate => model.rate,
            Parameter::Driver(name) => {
                let quantity = model.drivers.get(name).and_then(|driver| single(&driver.quantity));
                quantity.unwrap_or(Amount::HUNDRED)
            }
            Parameter::Price(..) => {
                self.item(model).and_then(|item| item.amount.or(item.unit_price)).unwrap_or(Amount::HUNDRED)
            }
            Parameter::Growth(..) => self.item(model).and_then(|item| item.growth).unwrap_or(Amount::ZERO),
        }
    }

    /// Whether every present value is linear in it.
    pub(super) fn is_linear(&self) -> bool {
        match self {
            Parameter::Driver(_) | Parameter::Price(..) => true,
            Parameter::Rate | Parameter::Growth(..) => false,
        }
    }

    /// The same of an item that stands alone in its model.
    pub(super) fn alone(&self) -> Parameter {
        match self {
            Parameter::Rate | Parameter::Driver(_) => self.clone(),
            Parameter::Price(..) => Parameter::Price(0, 0),
            Parameter::Growth(..) => Parameter::Growth(0, 0),
        }
    }

    /// Gives it another value.
    pub(super) fn set(&self, model: &mut Model, value: Amount) -> Result<(), Error> {
        let item = |model: &mut Model, option: &usize, item: &usize, change: &dyn Fn(&mut Item)| {
            let items = model.options.get_mut(*option).map(|option| &mut option.items);
            if let Some(item) = items.and_then(|items| items.get_mut(*item)) {
                change(item);
            }
        };
        match self {
            Parameter::Rate => model.rate = value,
            Parameter::Driver(name) => {
                if let Some(driver) = model.drivers.get_mut(name) {
                    driver.quantity = match driver.quantity.as_slice() {
                        [_] => vec![value],
                        list => scaled(list, value)?,
                    };
                }
            }
            Parameter::Price(option, position) => {
                let amounts = self.item(model).map_or(Ok(Vec::new()), |item| scaled(&item.amounts, value))?;
                item(model, option, position, &|item| {
                    item.amounts.clone_from(&amounts);
                    item.amount = item.amount.map(|_| value);
                    item.unit_price = item.unit_price.map(|_| value);
                });
            }
            Parameter::Growth(option, position) => {
                item(model, option, position, &|item| item.growth = Some(value));
            }
        }
        Ok(())
    }
}

/// A list at so many percent of itself.
fn scaled(list: &[Amount], percent: Amount) -> Result<Vec<Amount>, Error> {
    list.iter().map(|amount| Ok(amount.times(percent)?.over(Amount::HUNDRED)?)).collect()
}
