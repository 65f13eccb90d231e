//! Importing a register of contracts.

use ::import::records::{Record, Value};
use ::import::{Field, Span, To};
use domain::contract::{Draft, ENDED, Kind, NoticeTo, Renewal};
use domain::{Amount, Currency, Id, Month, alias};

use super::crossed::Crossed;
use super::names::Names;
use super::register::{Cell, Refused, Register, optional};
use crate::Error;
use crate::open::Call;
use crate::words::counted;

pub(super) struct Contracts {
    currency: Currency,
    crossed: Crossed,
    /// Rows that say how they renew in words that are not understood.
    worded: u32,
}

impl Contracts {
    pub(super) fn load(call: &Call<'_>) -> Result<Contracts, Error> {
        Ok(Contracts { currency: call.settings()?.currency, crossed: Crossed::default(), worded: 0 })
    }
}

/// Takes over how a contract renews, and for how long where the same words say that.
fn renewal(text: &str, record: &Record<'_>, draft: &mut Draft) -> Result<(), Refused> {
    draft.renewal = Renewal::read(text);
    let renews = matches!(draft.renewal, Some(Renewal::Automatic | Renewal::Act));
    if let Some(term) = Span::in_words(text).filter(|_| renews && !record.has(Field::RenewalTerm)) {
        draft.renewal_months = Some(months(term, Field::Renewal)?);
    }
    if draft.renewal.is_none() {
        note(draft, "Renewal", text);
    }
    Ok(())
}

impl Register for Contracts {
    type Draft = Draft;

    fn tables(&self) -> &'static [&'static str] {
        &["contract"]
    }

    fn key(&self) -> &'static [Field] {
        &[Field::Contract, Field::Vendor, Field::Description]
    }

    fn number(&self) -> &'static [Field] {
        &[Field::Contract, Field::Vendor]
    }

    fn existing(&mut self, call: &Call<'_>) -> Result<Vec<Draft>, Error> {
        Ok(store::contract::all(call.tx)?)
    }

    fn draft(
        &mut self,
        call: &Call<'_>,
        names: &mut Names,
        record: &Record<'_>,
        base: Option<&Draft>,
    ) -> Result<Draft, Refused> {
        let currency = record.currency.unwrap_or(self.currency);
        let mut draft = base.cloned().unwrap_or_else(|| Draft::titled("", currency));
        draft.currency = currency;
        for (field, slot) in [
            (Field::Contract, &mut draft.number),
            (Field::Description, &mut draft.title),
            (Field::Billing, &mut draft.billing),
            (Field::Owner, &mut draft.owner),
            (Field::Parent, &mut draft.parent),
            (Field::Status, &mut draft.status),
            (Field::Notes, &mut draft.notes),
        ] {
            if record.has(field) {
                record.text(field).clone_into(slot);
            }
        }
        if record.has(Field::Vendor) {
            draft.vendor = names.record(call, alias::Field::Vendor, record.text(Field::Vendor))?;
        }
        if record.has(Field::Category) {
            draft.category = names.category(call, record.text(Field::Category), None)?;
        }
        if record.has(Field::Department) {
            draft.department =
                names.record(call, alias::Field::Department, record.text(Field::Department))?;
        }
        if record.has(Field::ContractKind) {
            let text = record.text(Field::ContractKind);
            let kind = Kind::read(text);
            draft.kind = kind.unwrap_or_default();
            if kind.is_none() {
                note(&mut draft, "Type", text);
            }
        }
        if record.has(Field::Start) {
            draft.start = record.day(Field::Start);
        }
        if record.has(Field::End) {
            draft.end = record.day(Field::End);
        }
        if let Some(term) = record.span(Field::Term) {
            draft.initial_months = Some(months(term, Field::Term)?);
        }
        if let Some(term) = record.span(Field::RenewalTerm) {
            draft.renewal_months = Some(months(term, Field::RenewalTerm)?);
        }
        if let Value::Text(text) = record.value(Field::Renewal) {
            renewal(text, record, &mut draft)?;
            self.worded += u32::from(base.is_none() && draft.renewal.is_none());
        }
        if let Some(notice) = record.span(Field::Notice) {
            draft.notice_months = (notice.months > 0).then_some(notice.months);
            draft.notice_days = (notice.months == 0).then_some(notice.days);
            draft.notice_to = notice.to.map(|to| match to {
                To::Month => NoticeTo::MonthEnd,
                To::Quarter => NoticeTo::QuarterEnd,
                To::HalfYear => NoticeTo::HalfYearEnd,
                To::Year => NoticeTo::YearEnd,
            });
        }
        if record.has(Field::Yearly) {
            draft.yearly = record.number(Field::Yearly);
        }
        if let Some(monthly) =
            record.number(Field::Monthly).filter(|_| record.number(Field::Yearly).is_none())
        {
            draft.yearly = Some(monthly.times(Amount::new(12, 0)).map_err(Error::from)?);
        }
        if record.has(Field::Total) {
            draft.total = record.number(Field::Total);
        }
        if base.is_none() {
            self.crossed.see(record.row, draft.start, draft.end);
        }
        // A register may have contracts without a number or a title, which the vendor then names, and days the wrong
        // way round, which are said: thousands of good rows need not wait for them.
        let problem =
            draft.problems().into_iter().find(|problem| problem.field != "title" && problem.field != "end");
        match problem {
            None => Ok(draft),
            Some(problem) => {
                let field = match problem.field.as_str() {
                    "initial_months" => Field::Term,
                    "renewal" | "renewal_months" => Field::RenewalTerm,
                    "notice_months" | "notice_days" | "notice_to" => Field::Notice,
                    "yearly" => Field::Yearly,
                    "total" => Field::Total,
                    _ => Field::Start,
                };
                Err(Refused::Fault((field, problem.message)))
            }
        }
    }

    fn cells(&self) -> &'static [Cell<Draft>] {
        &[
            (Field::Contract, |_, draft| draft.number.clone()),
            (Field::Vendor, |names, draft| names.name(alias::Field::Vendor, draft.vendor)),
            (Field::Description, |_, draft| draft.title.clone()),
            (Field::ContractKind, |_, draft| draft.kind.label().to_owned()),
            (Field::Start, |_, draft| optional(draft.start)),
            (Field::End, |_, draft| optional(draft.end)),
            (Field::Term, |_, draft| span(draft.initial_months, None)),
            (Field::Renewal, |_, draft| {
                draft.renewal.map_or_else(String::new, |renewal| renewal.label().to_owned())
            }),
            (Field::RenewalTerm, |_, draft| span(draft.renewal_months, None)),
            (Field::Notice, |_, draft| span(draft.notice_months, draft.notice_days)),
            (Field::Yearly, |_, draft| optional(draft.yearly)),
            (Field::Monthly, |_, draft| {
                let twelfth = |yearly: Amount| yearly.over(Amount::new(12, 0)).ok();
                optional(draft.yearly.and_then(twelfth).map(Amount::trimmed))
            }),
            (Field::Total, |_, draft| optional(draft.total)),
            (Field::Currency, |_, draft| draft.currency.to_string()),
            (Field::Billing, |_, draft| draft.billing.clone()),
            (Field::Owner, |_, draft| draft.owner.clone()),
            (Field::Category, |names, draft| names.name(alias::Field::Category, draft.category)),
            (Field::Department, |names, draft| names.name(alias::Field::Department, draft.department)),
            (Field::Parent, |_, draft| draft.parent.clone()),
            (Field::Status, |_, draft| draft.status.clone()),
            (Field::Notes, |_, draft| draft.notes.clone()),
        ]
    }

    fn money(&self, draft: &Draft) -> Option<(Currency, Option<Month>, Amount)> {
        let amount = draft.total.or(draft.yearly)?;
        Some((draft.currency, draft.start.map(Month::of), amount))
    }

    fn id(&self, draft: &Draft) -> Option<Id> {
        draft.id
    }

    fn replacing(&self, draft: &mut Draft, base: &Draft) {
        draft.id = base.id;
    }

    fn add(&mut self, call: &Call<'_>, _: &mut Names, batch: Id, draft: &Draft) -> Result<(), Error> {
        store::contract::add(call.tx, batch, draft)?;
        Ok(())
    }

    fn save(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::contract::save(call.tx, draft)?;
        Ok(())
    }

    fn end(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::contract::save(call.tx, &Draft { status: ENDED.to_owned(), ..draft.clone() })?;
        Ok(())
    }

    fn ends_money(&self) -> bool {
        false
    }

    fn in_scope(&self, draft: &Draft) -> bool {
        !draft.status.eq_ignore_ascii_case(ENDED)
    }

    fn notes(&self) -> Vec<String> {
        let worded = counted(self.worded as usize, "row says how it renews", "rows say how they renew");
        let worded = (self.worded > 0).then(|| {
            format!("{worded} in words that are not understood. They are kept in the notes of the contract.")
        });
        self.crossed.note().into_iter().chain(worded).collect()
    }

    fn label(&self, names: &Names, draft: &Draft) -> String {
        let vendor = names.name(alias::Field::Vendor, draft.vendor);
        [draft.number.clone(), vendor, draft.title.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// Keeps a word that is none of ours in the notes.
fn note(draft: &mut Draft, what: &str, text: &str) {
    if !text.is_empty() && !draft.notes.contains(text) {
        let between = if draft.notes.is_empty() { "" } else { "\n" };
        draft.notes = format!("{}{between}{what}: {text}", draft.notes);
    }
}

/// A term in whole months; one in days is none.
fn months(span: Span, field: Field) -> Result<u32, Refused> {
    if span.months > 0 {
        return Ok(span.months);
    }
    let message = format!("A term of {} days is not of whole months: give it in months.", span.days);
    Err(Refused::Fault((field, message)))
}

/// A length of time in words.
fn span(months: Option<u32>, days: Option<u32>) -> String {
    match (months, days) {
        (Some(months), _) => format!("{months} months"),
        (None, Some(days)) => format!("{days} days"),
        (None, None) => String::new(),
    }
}
