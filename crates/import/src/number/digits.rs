//! The digits of a number and their groups.

use domain::Amount;

use super::Unreadable;

/// Collects the digits of a number and watches over its groups.
#[derive(Default)]
pub(super) struct Digits {
    text: String,
    /// Digits since the last group separator, or since the start.
    group: usize,
    groups: usize,
    separator: Option<char>,
    pub(super) decimals: Option<usize>,
    pending_space: bool,
    pub(super) exponent: i32,
}

impl Digits {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn push(&mut self, digit: char) -> Result<(), Unreadable> {
        if self.pending_space {
            self.pending_space = false;
            if !self.is_empty() {
                self.separator(' ')?;
            }
        }
        if self.text.len() > 60 {
            return Err(Unreadable::TooLong);
        }
        self.text.push(digit);
        match &mut self.decimals {
            Some(decimals) => *decimals += 1,
            None => self.group += 1,
        }
        Ok(())
    }

    pub(super) fn space(&mut self) {
        self.pending_space = true;
    }

    pub(super) fn separator(&mut self, sign: char) -> Result<(), Unreadable> {
        if self.decimals.is_some() {
            return Err(Unreadable::Grouping);
        }
        if sign == '.' {
            if self.groups > 0 && self.group != 3 {
                return Err(Unreadable::Grouping);
            }
            self.decimals = Some(0);
            return Ok(());
        }
        // 12,34,567 groups by two before the last three, as in India.
        let well_grouped = match self.groups {
            0 => (1..=3).contains(&self.group),
            _ => self.group == 3 || self.group == 2,
        };
        if !well_grouped || self.separator.is_some_and(|before| before != sign) {
            return Err(Unreadable::Grouping);
        }
        self.separator = Some(sign);
        self.groups += 1;
        self.group = 0;
        Ok(())
    }

    pub(super) fn takes_exponent(&self, rest: &str) -> bool {
        !self.is_empty()
            && self.groups == 0
            && rest.strip_prefix(['+', '-']).unwrap_or(rest).bytes().all(|byte| byte.is_ascii_digit())
            && rest.ends_with(|last: char| last.is_ascii_digit())
    }

    pub(super) fn exponent(&mut self, rest: &str) -> Result<(), Unreadable> {
        self.exponent = rest.parse().map_err(|_| Unreadable::TooLong)?;
        if self.exponent.abs() > 40 {
            return Err(Unreadable::TooLong);
        }
        Ok(())
    }

    pub(super) fn amount(&self) -> Result<Amount, Unreadable> {
        if self.groups > 0 && self.decimals.is_none() && self.group != 3 {
            return Err(Unreadable::Grouping);
        }
        let decimals = i32::try_from(self.decimals.unwrap_or(0)).unwrap_or(i32::MAX) - self.exponent;
        let mut text = self.text.clone();
        if decimals <= 0 {
            text.extend(std::iter::repeat_n('0', usize::try_from(-decimals).unwrap_or(0)));
        } else {
            let decimals = usize::try_from(decimals).unwrap_or(0);
            if text.len() <= decimals {
                text.insert_str(0, &"0".repeat(decimals + 1 - text.len()));
            }
            text.insert(text.len() - decimals, '.');
        }
        text.parse().map_err(|error| match error {
            domain::money::Error::TooLarge => Unreadable::TooLong,
            domain::money::Error::NotANumber
            | domain::money::Error::DivisionByZero
            | domain::money::Error::Weight
            | domain::money::Error::NoPower
            | domain::money::Error::NotTheTotal => Unreadable::NotANumber,
        })
    }
}
