//! Purchase orders: what was ordered, delivered and invoiced; the rest is committed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Amount, Currency, Id, Problem, money};

/// The status of an order that was ended here.
pub const CLOSED: &str = "closed";

/// What a line of an order is recognised by: number and position as spellings of them are compared.
pub type Key = (String, String);

/// A line of a purchase order as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "OrderDraft"))]
pub struct Draft {
    /// The order line to replace; none for a new one.
    pub id: Option<Id>,
    /// The order's number.
    pub number: String,
    /// The line of the order, such as `10`; empty if it has one only.
    pub position: String,
    /// The day it was ordered.
    pub date: Option<NaiveDate>,
    /// From whom.
    pub vendor: Option<Id>,
    /// What was ordered.
    pub text: String,
    /// What it is worth, net of VAT.
    pub amount: Amount,
    /// The currency of all amounts of the line.
    pub currency: Currency,
    /// What of it was delivered.
    pub delivered: Option<Amount>,
    /// What of it was invoiced.
    pub invoiced: Option<Amount>,
    /// Ledger account.
    pub account: String,
    /// Cost centre as ordered.
    pub cost_centre: String,
    /// The budget line it belongs to.
    pub line: Option<Id>,
    /// Its status as the source says.
    pub status: String,
}

impl Draft {
    /// What is committed: ordered − invoiced, all of it in the currency of the order; nothing once it is closed.
    ///
    /// Below 0 where more was invoiced than ordered, which is shown and not cut off: it is the sign that the order has
    /// to be raised or an invoice is wrong.
    ///
    /// ```
    /// use domain::order::Draft;
    /// let mut order = Draft::of("4500012", "1200".parse()?, "EUR".parse()?);
    /// assert_eq!(order.open()?.to_string(), "1200");
    /// order.invoiced = Some("1500.50".parse()?);
    /// assert_eq!(order.open()?.to_string(), "-300.50");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open(&self) -> Result<Amount, money::Error> {
        if self.is_closed() {
            return Ok(Amount::ZERO);
        }
        self.amount.minus(self.invoiced.unwrap_or_default())
    }

    /// Whether nothing more is to come of it, whatever of its amount was never invoiced.
    pub fn is_closed(&self) -> bool {
        const WORDS: [&str; 14] = [
            CLOSED,
            "cancelled",
            "canceled",
            "geschlossen",
            "abgeschlossen",
            "storniert",
            "clôturé",
            "clôturée",
            "annulé",
            "annulée",
            "cerrado",
            "cancelado",
            "gesloten",
            "geannuleerd",
        ];
        WORDS.contains(&self.status.trim().to_lowercase().as_str())
    }

    /// A new order of this number and amount and nothing else.
    pub fn of(number: &str, amount: Amount, currency: Currency) -> Draft {
        Draft {
            id: None,
            number: number.to_owned(),
            position: String::new(),
            date: None,
            vendor: None,
            text: String::new(),
            amount,
            currency,
            delivered: None,
            invoiced: None,
            account: String::new(),
            cost_centre: String::new(),
            line: None,
            status: String::new(),
        }
    }

    /// By what an order line is recognised when the orders are imported again: number and position, however spelt.
    pub fn key(&self) -> Key {
        (crate::vendor::key(&self.number), crate::vendor::key(&self.position))
    }

    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.number.trim().is_empty() {
            problems.push(Problem::new("number", "Give the order its number."));
        }
        if let Err(error) = self.open() {
            problems.push(Problem::new("invoiced", error.to_string()));
        }
        problems
    }
}

/// A line of a purchase order as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "OrderRow"))]
#[expect(missing_docs, reason = "the fields of an order")]
pub struct Row {
    pub id: Id,
    pub number: String,
    pub position: String,
    pub date: Option<NaiveDate>,
    /// The vendor's name; empty if not known.
    pub vendor: String,
    /// The vendor's own number in the book.
    pub vendor_id: Option<Id>,
    pub text: String,
    pub amount: Amount,
    pub currency: Currency,
    pub delivered: Option<Amount>,
    pub invoiced: Option<Amount>,
    /// What is committed: ordered − invoiced; negative where more was invoiced than ordered.
    pub open: Amount,
    pub account: String,
    pub cost_centre: String,
    pub line: Option<Id>,
    /// The description of the budget line.
    pub line_label: String,
    pub status: String,
}

impl Row {
    /// An order line with the names of its vendor and budget line, its amounts with the decimals of their currency.
    pub fn of(draft: Draft, vendor: String, line_label: String) -> Result<Row, money::Error> {
        let shown = |amount: Amount| amount.padded(draft.currency.decimals());
        Ok(Row {
            id: draft.id.unwrap_or_default(),
            open: shown(draft.open()?),
            number: draft.number,
            position: draft.position,
            date: draft.date,
            vendor,
            vendor_id: draft.vendor,
            text: draft.text,
            amount: shown(draft.amount),
            currency: draft.currency,
            delivered: draft.delivered.map(shown),
            invoiced: draft.invoiced.map(shown),
            account: draft.account,
            cost_centre: draft.cost_centre,
            line: draft.line,
            line_label,
            status: draft.status,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_and_what_is_open() {
        let amount = |text: &str| text.parse::<Amount>().unwrap();
        for (number, ordered, invoiced, expected) in [
            ("4711", "100.10", Some("40.05"), "60.05"),
            ("4711", "100", None, "100"),
            ("4711", "100", Some("100.00"), "0"),
            ("4711", "100", Some("150"), "-50"),
            ("4711", "-100", Some("-20"), "-80"),
            (" ", "100", None, "number: Give the order its number."),
        ] {
            let draft = Draft {
                invoiced: invoiced.map(amount),
                ..Draft::of(number, amount(ordered), "EUR".parse().unwrap())
            };
            let found = match draft.problems().first() {
                Some(problem) => format!("{}: {problem}", problem.field),
                None => draft.open().unwrap().to_string(),
            };
            assert_eq!(found, expected, "{ordered} − {invoiced:?}");
        }
        let most = amount("79228162514264337593543950335");
        let over = Draft { invoiced: Some(-most), ..Draft::of("1", most, "EUR".parse().unwrap()) };
        assert_eq!(over.problems()[0].field, "invoiced");
    }
}
