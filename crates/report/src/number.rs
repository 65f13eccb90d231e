//! Figures as finance prints them: grouped thousands, a true minus sign, one unit for a whole table or chart.

use domain::{Amount, Currency};

/// The power of a thousand that figures are shown in: units, k, M, bn ...
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    thousands: usize,
}

const NAMES: [&str; 9] = ["", "k", "M", "bn", "tn", "10^15", "10^18", "10^21", "10^24"];

impl Unit {
    /// Thousands.
    pub(crate) const K: Unit = Unit { thousands: 1 };

    /// The smallest unit in which `largest` stays below ten thousand.
    pub(crate) fn for_chart(largest: Amount) -> Unit {
        let mut unit = Unit::default();
        while let Some(larger) = unit.larger().filter(|_| unit.of(largest.abs()) >= Amount::from(10_000)) {
            unit = larger;
        }
        unit
    }

    /// The next larger unit; none past 10^24, in which every amount is short.
    pub(crate) fn larger(self) -> Option<Unit> {
        let thousands = self.thousands + 1;
        (thousands < NAMES.len()).then_some(Unit { thousands })
    }

    /// Whether figures are shown in full.
    pub(crate) fn is_one(self) -> bool {
        self.thousands == 0
    }

    /// What stands after a figure: nothing, `k`, `M` ...
    pub(crate) fn name(self) -> &'static str {
        NAMES[self.thousands]
    }

    /// The unit with its currency, as a subtitle says it once: `k USD`.
    pub(crate) fn of_currency(self, currency: Currency) -> String {
        match self.name() {
            "" => currency.code().to_owned(),
            name => format!("{name} {currency}"),
        }
    }

    /// An amount counted in this unit, not rounded.
    pub(crate) fn of(self, amount: Amount) -> Amount {
        // A product past 28 decimals is cut there, far below anything that is shown.
        const DECIMALS: [u32; NAMES.len()] = [0, 3, 6, 9, 12, 15, 18, 21, 24];
        amount.times(Amount::new(1, DECIMALS[self.thousands])).unwrap_or(amount)
    }

    /// An amount in this unit, rounded and written out.
    pub(crate) fn figure(self, amount: Amount, decimals: u32) -> String {
        figure(self.of(amount), decimals)
    }

    /// The same with a sign on everything but zero.
    pub(crate) fn signed(self, amount: Amount, decimals: u32) -> String {
        signed(self.of(amount), decimals)
    }
}

/// An amount rounded half away from zero and written `−1,234.50`.
pub(crate) fn figure(amount: Amount, decimals: u32) -> String {
    let text = amount.round(decimals).abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut shown = String::with_capacity(text.len() + text.len() / 3 + 3);
    if amount.round(decimals).is_negative() {
        shown.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

/// The same with `+` before what is above zero, as variances are written.
pub(crate) fn signed(amount: Amount, decimals: u32) -> String {
    let shown = figure(amount, decimals);
    if amount.round(decimals) > Amount::ZERO { format!("+{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_and_rounded_half_away_from_zero() {
        for (amount, decimals, shown) in [
            ("1234567.895", 2, "1,234,567.90"),
            ("-1234.5", 0, "\u{2212}1,235"),
            ("-0.4", 0, "0"),
            ("999", 0, "999"),
            ("100000", 1, "100,000.0"),
        ] {
            assert_eq!(figure(amount.parse().unwrap(), decimals), shown);
        }
        assert_eq!(signed(Amount::new(5, 1), 1), "+0.5");
        assert_eq!(signed(Amount::new(4, 1), 0), "0");
    }

    #[test]
    fn the_unit_follows_the_largest_figure() {
        for (largest, name) in [("9999.99", ""), ("10000", "k"), ("-12500000", "M"), ("0", "")] {
            assert_eq!(Unit::for_chart(largest.parse().unwrap()).name(), name);
        }
        let huge: Amount = "79228162514264337593543950335".parse().unwrap();
        let unit = Unit::for_chart(huge);
        assert_eq!((unit.name(), unit.figure(huge, 0).as_str()), ("10^24", "79,228"));
        assert_eq!(Unit::K.figure(Amount::new(1_234_560, 1), 1), "123.5");
    }
}
