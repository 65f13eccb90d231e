//! What a table leaves open of how its values are written.

use super::{Decision, Layout};
use crate::mapping::Mapped;
use crate::summary::letter;
use crate::{DateOrder, DecimalSign, FarEnd, Given, Question, Scale};

const ORDERS: [(DateOrder, &str); 3] = [
    (DateOrder::Dmy, "Day, month, year"),
    (DateOrder::Mdy, "Month, day, year"),
    (DateOrder::Ymd, "Year, month, day"),
];
const SIGNS: [(DecimalSign, &str); 2] =
    [(DecimalSign::Point, "Decimal point"), (DecimalSign::Comma, "Decimal comma")];
const SCALES: [(Scale, &str); 3] =
    [(Scale::One, "As they stand"), (Scale::Thousand, "In thousands"), (Scale::Million, "In millions")];
const ENDS: [(FarEnd, &str); 2] = [(FarEnd::None, "No end"), (FarEnd::AsWritten, "The end, as written")];

impl Layout<'_> {
    /// What the file leaves open.
    pub(crate) fn questions(&self) -> Vec<Question> {
        fn open<T>(decision: Option<&Decision<T>>) -> Option<&Decision<T>> {
            decision.filter(|decision| !decision.decided)
        }
        let dates = open(self.dates.as_ref()).map(|dates| {
            let words = dates.value.words();
            let sentence = format!("{} They were read as {words}: is that right?", dates.reason);
            Question::which(sentence, dates.value, &ORDERS, Given::Dates)
        });
        let decimal = open(self.decimal.as_ref()).map(|decimal| {
            let sentence = format!("{} Is that right?", decimal.reason);
            Question::which(sentence, decimal.value, &SIGNS, Given::Decimal)
        });
        let scale = self.scale_found().map(|scale| {
            let sentence = format!("{} The amounts were read as they stand: is that right?", scale.reason);
            Question::which(sentence, scale.value, &SCALES, Given::Scale)
        });
        let ends = open(self.far_end.as_ref()).map(|ends| {
            let sentence = format!("{} That was read as no end: is that right?", ends.reason);
            Question::which(sentence, ends.value, &ENDS, Given::FarEnd)
        });
        let beside = self.table.beside().or_else(|| self.namesake()).map(Question::told);
        let of_its_parts = self.mapping.questions.iter().chain(&self.left.questions).cloned();
        [dates, decimal, scale, ends, self.asks_of_bare_amounts(), beside, self.many_unnamed()]
            .into_iter()
            .flatten()
            .chain(of_its_parts)
            .collect()
    }

    /// What to say where another column has the very name of the one with the amounts.
    fn namesake(&self) -> Option<String> {
        self.figures().into_iter().find_map(|column| {
            let name = self.table.names[column].trim();
            let mapped = |other: usize| self.mapping.columns.iter().find(|mapped| mapped.column == other);
            let other = (0..self.table.own).find(|other| {
                let same = self.table.names[*other].trim().eq_ignore_ascii_case(name);
                *other != column && same && mapped(*other).is_none() && self.table.profiles[*other].is_numbers()
            });
            let chosen = mapped(column).is_some_and(Mapped::is_given);
            let other = other.filter(|_| !chosen && !name.is_empty())?;
            let (read, other) = (letter(column), letter(other));
            Some(format!(
                "Columns {read} and {other} are both called “{name}”: {read} was read. If {other} is meant, choose it."
            ))
        })
    }
}
