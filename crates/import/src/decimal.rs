//! The decimal sign, judged on all cells of the amount columns.

use serde::{Deserialize, Serialize};

use crate::number;
use crate::options::Kind;

/// The sign before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum DecimalSign {
    /// 1,234.50
    #[serde(rename = ".")]
    Point,
    /// 1.234,50
    #[serde(rename = ",")]
    Comma,
}

impl DecimalSign {
    pub(crate) fn other(self) -> DecimalSign {
        match self {
            DecimalSign::Point => DecimalSign::Comma,
            DecimalSign::Comma => DecimalSign::Point,
        }
    }

    pub(crate) fn byte(self) -> u8 {
        match self {
            DecimalSign::Point => b'.',
            DecimalSign::Comma => b',',
        }
    }
}

/// What the cells of the amount columns say together about the decimal sign.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Judge {
    /// Whether the numbers are too small to be grouped: rates have decimals and no thousands.
    ungrouped: bool,
    point: u32,
    comma: u32,
    /// One sign with three digits behind it: thousands or three decimals.
    open_point: u32,
    open_comma: u32,
    /// Whole amounts without any sign, below and above 1,000.
    small: u32,
    large: u32,
}

impl Judge {
    pub(crate) fn of(kind: Kind) -> Judge {
        Judge { ungrouped: kind == Kind::Rates, ..Judge::default() }
    }

    /// Takes one cell into account.
    pub(crate) fn see(&mut self, text: &str) {
        let text = number::in_ascii(text);
        let bytes = text.as_bytes();
        let Some(first) = bytes.iter().position(|byte| matches!(byte, b'.' | b',')) else {
            let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
            self.small += u32::from((1..=3).contains(&digits));
            self.large += u32::from(digits > 3);
            return;
        };
        let Some(start) = bytes.iter().position(u8::is_ascii_digit) else { return };
        let Some(end) = bytes.iter().rposition(u8::is_ascii_digit) else { return };
        let number = &bytes[start..=end];
        if number.iter().any(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
            return;
        }
        // ".50" starts with its decimal sign; "Fr. 50" has a point that is none.
        if first + 1 == start && (first == 0 || !bytes[first - 1].is_ascii_alphabetic()) {
            return self.vote(bytes[first]);
        }
        // No cents: 5,- says as much as 5,00.
        if let [sign @ (b'.' | b','), b'-', ..] = bytes[end + 1..] {
            return self.vote(sign);
        }
        let (mut points, mut commas) = (0, 0);
        for byte in number {
            points += u32::from(*byte == b'.');
            commas += u32::from(*byte == b',');
        }
        let last = number.iter().rposition(|byte| matches!(byte, b'.' | b','));
        let Some(last) = last else { return };
        match (points, commas) {
            (0, 0) => {}
            (0, 1) | (1, 0) => {
                let behind = number.len() - last - 1;
                let leading_zero = last == 1 && number[0] == b'0';
                let spaced = number[..last].iter().any(|byte| !byte.is_ascii_digit());
                if behind == 3 && last <= 3 && !leading_zero && !spaced && !self.ungrouped {
                    if points == 1 { self.open_point += 1 } else { self.open_comma += 1 }
                } else {
                    self.vote(number[last]);
                }
            }
            // Repeated, a sign can only group.
            (0, _) => self.vote(b'.'),
            (_, 0) => self.vote(b','),
            _ => self.vote(number[last]),
        }
    }

    fn vote(&mut self, sign: u8) {
        if sign == b'.' { self.point += 1 } else { self.comma += 1 }
    }

    /// The decimal sign, whether the column decides it, and the reason in a sentence; `None` if no cell has one.
    pub(crate) fn verdict(self) -> Option<(DecimalSign, bool, String)> {
        let all = self.point + self.comma;
        if all == 0 && self.open_point + self.open_comma == 0 {
            return None;
        }
        let by_votes = |sign: DecimalSign, count: u32| {
            let shown = char::from(sign.byte());
            Some((
                sign,
                true,
                format!("{count} of {all} amounts that show it have “{shown}” before the decimals."),
            ))
        };
        if self.point > self.comma {
            return by_votes(DecimalSign::Point, self.point);
        }
        if self.comma > self.point {
            return by_votes(DecimalSign::Comma, self.comma);
        }
        // Amounts in whole thousands are common, amounts with three decimals are not.
        let (sign, other) = if self.open_comma >= self.open_point {
            (DecimalSign::Point, ',')
        } else {
            (DecimalSign::Comma, '.')
        };
        let one_sign = self.open_comma == 0 || self.open_point == 0;
        if all == 0 && one_sign && self.small > 0 && self.large == 0 {
            let reason =
                format!("“{other}” stands in every amount above 999 and in none below: it groups thousands.");
            return Some((sign, true, reason));
        }
        let reason =
            format!("Every “{other}” has three digits behind it, so it is taken to group thousands.");
        Some((sign, false, reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_decides_the_decimal_sign() {
        let verdict = |cells: &[&str]| {
            let mut judge = Judge::default();
            for cell in cells {
                judge.see(cell);
            }
            judge.verdict().map(|(sign, decided, _)| (char::from(sign.byte()), decided))
        };
        assert_eq!(verdict(&["1.000", "12,50"]), Some((',', true)));
        assert_eq!(verdict(&["1,000", "12.50"]), Some(('.', true)));
        assert_eq!(verdict(&["1.000.000"]), Some((',', true)));
        assert_eq!(verdict(&["1.234,50"]), Some((',', true)));
        assert_eq!(verdict(&["0.125"]), Some(('.', true)));
        assert_eq!(verdict(&["1234.125"]), Some(('.', true)));
        assert_eq!(verdict(&["£.50"]), Some(('.', true)));
        assert_eq!(verdict(&["1.000", "2.500"]), Some((',', false)));
        assert_eq!(verdict(&["1,000", "2,500"]), Some(('.', false)));
        assert_eq!(verdict(&["1,000", "2,500", "853"]), Some(('.', true)));
        assert_eq!(verdict(&["1.000", "2.500", "853"]), Some((',', true)));
        assert_eq!(verdict(&["1.000", "2500", "853"]), Some((',', false)));
        assert_eq!(verdict(&["1.000", "5,-"]), Some((',', true)));
        assert_eq!(verdict(&["1000", "-5"]), None);
    }
}
