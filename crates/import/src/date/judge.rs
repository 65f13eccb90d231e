//! The order of day and month, judged on all cells of a column.

use chrono::NaiveDate;

use super::{DateOrder, Shape};

/// What the cells of a date column say together about the order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judge {
    /// Cells with three numbers, and how many of them are a day in each order.
    numeric: u32,
    dmy: u32,
    mdy: u32,
    ymd: u32,
    dotted: u32,
    /// Cells that name different days in the orders.
    differ: u32,
    /// The days that all cells together span in each order.
    as_dmy: Option<(NaiveDate, NaiveDate)>,
    as_mdy: Option<(NaiveDate, NaiveDate)>,
    /// The least and the largest first and third number of three short ones.
    first: Option<(u32, u32)>,
    third: Option<(u32, u32)>,
    /// The first cell that is a day only with the day first, and the first that is one only with the month first.
    only_dmy: Option<String>,
    only_mdy: Option<String>,
}

/// A range with one more value in it.
fn widened<T: Ord + Copy>(range: Option<(T, T)>, value: T) -> (T, T) {
    let (low, high) = range.unwrap_or((value, value));
    (low.min(value), high.max(value))
}

impl Judge {
    /// Takes the cell of a row into account.
    pub(crate) fn see(&mut self, text: &str, row: u32) {
        match Shape::of(text) {
            None => {}
            Some(shape @ (Shape::Plain { .. } | Shape::Serial(_))) => {
                if let Some(day) = shape.date(DateOrder::Dmy, false) {
                    self.as_dmy = Some(widened(self.as_dmy, day));
                    self.as_mdy = Some(widened(self.as_mdy, day));
                }
            }
            Some(shape @ (Shape::YearLast { dotted, .. } | Shape::Short { dotted, .. })) => {
                let [dmy, mdy] = [DateOrder::Dmy, DateOrder::Mdy].map(|order| shape.date(order, false));
                self.numeric += 1;
                self.as_dmy = dmy.map_or(self.as_dmy, |day| Some(widened(self.as_dmy, day)));
                self.as_mdy = mdy.map_or(self.as_mdy, |day| Some(widened(self.as_mdy, day)));
                self.dmy += u32::from(dmy.is_some());
                self.mdy += u32::from(mdy.is_some());
                self.dotted += u32::from(dotted);
                self.differ += u32::from(dmy != mdy);
                let one = match (dmy, mdy) {
                    (Some(_), None) => Some(&mut self.only_dmy),
                    (None, Some(_)) => Some(&mut self.only_mdy),
                    _ => None,
                };
                if let Some(one @ None) = one {
                    *one = Some(format!("“{text}” in row {row}"));
                }
                if let Shape::Short { first, third, .. } = shape {
                    self.ymd += u32::from(shape.date(DateOrder::Ymd, false).is_some());
                    self.first = Some(widened(self.first, first));
                    self.third = Some(widened(self.third, third));
                }
            }
        }
    }

    /// The order, whether the column decides it, and the reason in a sentence; `None` if no cell needs an order.
    pub(crate) fn verdict(self) -> Option<(DateOrder, bool, String)> {
        if self.numeric == 0 {
            return None;
        }
        let (dmy, mdy, ymd) = (self.dmy, self.mdy, self.ymd);
        let only = |order: DateOrder, count: u32, other: &str| {
            let reason =
                format!("{count} of {} dates exist as {}, fewer as {other}.", self.numeric, order.words());
            Some((order, true, reason))
        };
        if ymd > dmy && ymd > mdy {
            return only(DateOrder::Ymd, ymd, "day, month, year");
        }
        let spread = |range: Option<(u32, u32)>| range.map_or(0, |(low, high)| high - low);
        if ymd == self.numeric && self.dotted == 0 && spread(self.first) < spread(self.third) {
            let reason = "The first number hardly changes, as a year does.".to_owned();
            return Some((DateOrder::Ymd, true, reason));
        }
        if dmy > mdy {
            return only(DateOrder::Dmy, dmy, "month, day, year");
        }
        if mdy > dmy {
            return only(DateOrder::Mdy, mdy, "day, month, year");
        }
        if self.differ == 0 {
            return Some((DateOrder::Dmy, true, "Every date is the same day in either order.".to_owned()));
        }
        if self.dotted == self.numeric {
            return Some((
                DateOrder::Dmy,
                true,
                "Dates with points are written day, month, year.".to_owned(),
            ));
        }
        if let (Some(dmy), Some(mdy)) = (self.as_dmy, self.as_mdy) {
            let [by_day, by_month] = [dmy, mdy].map(|(first, last)| (last - first).num_days());
            // A file of one month, read the wrong way round, scatters over the year.
            let found = match (by_day, by_month) {
                (0..=31, 100..) => Some((DateOrder::Dmy, by_day, by_month)),
                (100.., 0..=31) => Some((DateOrder::Mdy, by_month, by_day)),
                _ => None,
            };
            if let Some((order, near, far)) = found {
                let order_in_words = order.words();
                let reason =
                    format!("As {order_in_words} the dates lie within {near} days, else within {far}.");
                return Some((order, true, reason));
            }
        }
        if let (Some(day_first), Some(month_first)) = (&self.only_dmy, &self.only_mdy) {
            let reason = format!(
                "{day_first} is a day only as day, month, year, and {month_first} only as month, day, year."
            );
            return Some((DateOrder::Dmy, false, reason));
        }
        let reason = "No date has a day above 12, so day and month could be the other way round.";
        Some((DateOrder::Dmy, false, reason.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_contradict_each_other_are_both_named() {
        let mut judge = Judge::default();
        for (row, text) in [(2, "01/02/2024"), (3, "13/04/2024"), (4, "04/13/2024")] {
            judge.see(text, row);
        }
        let (order, decided, reason) = judge.verdict().unwrap();
        assert_eq!((order, decided), (DateOrder::Dmy, false));
        assert_eq!(
            reason,
            "“13/04/2024” in row 3 is a day only as day, month, year, and “04/13/2024” in row 4 only as month, day, year."
        );
    }

    #[test]
    fn one_cell_decides_for_the_column() {
        let verdict = |cells: &[&str]| {
            let mut judge = Judge::default();
            for cell in cells {
                judge.see(cell, 1);
            }
            judge.verdict().map(|(order, decided, _)| (order, decided))
        };
        assert_eq!(verdict(&["03/04/2015", "13/04/2015"]), Some((DateOrder::Dmy, true)));
        assert_eq!(verdict(&["03/04/2015", "04/13/2015"]), Some((DateOrder::Mdy, true)));
        assert_eq!(verdict(&["03/04/2015", "05/06/2015"]), Some((DateOrder::Dmy, false)));
        assert_eq!(verdict(&["01/12/2015", "12/12/2015", "04/12/2015"]), Some((DateOrder::Dmy, true)));
        assert_eq!(verdict(&["12/01/2015", "12/12/2015", "12/04/2015"]), Some((DateOrder::Mdy, true)));
        assert_eq!(verdict(&["03.04.2015", "05.06.2015"]), Some((DateOrder::Dmy, true)));
        assert_eq!(verdict(&["15-06-29", "15-06-30"]), Some((DateOrder::Ymd, true)));
        assert_eq!(verdict(&["2015-03-04", "42172"]), None);
    }
}
