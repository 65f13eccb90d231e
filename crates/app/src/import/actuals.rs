//! Importing posted transactions. A ledger exported again brings only what is new or was corrected.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use ::import::records::Record;
use ::import::{Answer, Field, Given, Question, Source};
use chrono::NaiveDate;
use domain::actual::Draft;
use domain::{Amount, Currency, Id, Month, alias, vendor};

use super::names::Names;
use super::register::{Cell, Fault, Refused, Register};
use super::{Job, Missing};
use crate::Error;
use crate::open::Call;
use crate::rule::Ready;
use crate::words::counted;

/// Groups of one key up to this size may be corrections of each other; larger ones are no documents but labels.
const SPLITS: usize = 3;

/// So many documents are named in a question.
const TOLD: usize = 5;

/// So many months away a posting is still looked for by a key without a month.
const AFAR: i32 = 120;

/// What is to be known of the book to post transactions.
pub(super) struct Actuals {
    currency: Currency,
    /// The days from the first to the last of the file, which alone it speaks of; `None` while the book is empty.
    days: Option<(NaiveDate, NaiveDate)>,
    lines: HashMap<String, Option<Id>>,
    unmatched: u32,
    /// Whether what the file does not have is taken out.
    ends: bool,
    /// Whether the user has said by which fields a posting is known again.
    keyed: bool,
    /// Whether these fields have the document's number among them.
    by_document: bool,
    /// What finds the line of what names none.
    rules: Ready,
    by_rule: u32,
    /// Months that nothing comes into any more.
    closed: BTreeSet<Month>,
}

impl Actuals {
    pub(super) fn load(call: &Call<'_>, source: &Source, job: &Job) -> Result<Actuals, Error> {
        let mut lines: HashMap<String, Option<Id>> = HashMap::new();
        for line in store::budget::lines(call.tx)? {
            // Two lines of one name: the name alone does not say which.
            lines.entry(vendor::key(&line.description)).and_modify(|id| *id = None).or_insert(Some(line.id));
        }
        let mut days: Option<(NaiveDate, NaiveDate)> = None;
        if store::actual::counts(call.tx)?.0 > 0 {
            ::import::actuals::read(source, &job.options, |row| {
                let day = row.draft.date;
                days = Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
                ControlFlow::Continue(())
            })?;
        }
        let keyed = !job.options.key.is_empty();
        let by_document = job.options.key.iter().any(|field| field == "document");
        let ends = job.missing == Missing::End;
        Ok(Actuals {
            currency: call.settings()?.currency,
            days,
            lines,
            unmatched: 0,
            ends,
            keyed,
            by_document,
            rules: Ready::load(call)?,
            by_rule: 0,
            closed: store::closing::all(call.tx)?.into_iter().map(|closing| closing.month).collect(),
        })
    }
}

/// How many postings the rules found the line of.
pub(super) fn by_rules(count: u32) -> Option<String> {
    let rows = counted(count as usize, "new posting was", "new postings were");
    (count > 0).then(|| format!("{rows} matched by rules."))
}

impl Register for Actuals {
    type Draft = Draft;

    fn tables(&self) -> &'static [&'static str] {
        &["actual"]
    }

    fn key(&self) -> &'static [Field] {
        &[Field::Document, Field::Vendor, Field::Month]
    }

    fn number(&self) -> &'static [Field] {
        &[Field::Document]
    }

    /// A line of a document in which one thing was corrected; with more, it may as well be another document of that number.
    fn is_same(&self, changed: &Draft, record: &Draft, _alone: bool) -> bool {
        let differences = [
            changed.date != record.date,
            (changed.amount, changed.currency) != (record.amount, record.currency),
            changed.vendor != record.vendor,
            vendor::key(&changed.text) != vendor::key(&record.text),
            (&changed.account, &changed.cost_centre) != (&record.account, &record.cost_centre),
        ];
        self.in_scope(record) && differences.into_iter().filter(|differs| *differs).count() == 1
    }

    fn doubt(&self, numbers: &[String], rows: usize) -> Option<Question> {
        let documents = counted(numbers.len(), "document", "documents");
        let rows = counted(rows, "row is", "rows are");
        let some =
            numbers.iter().take(TOLD).map(|number| format!("“{number}”")).collect::<Vec<_>>().join(", ");
        let more = if numbers.len() > TOLD { " and others" } else { "" };
        (!self.ends).then(|| {
            let sentence = format!(
                "{rows} new of {documents} that the book has with other values: {some}{more}. They were taken for further lines of \
                 them. Is that right? If they correct what is there, what the file no longer has can be taken out as well."
            );
            let answer = |label: &str, key: &[&str], assumed| Answer {
                label: label.to_owned(),
                gives: Given::Key(key.iter().map(|field| (*field).to_owned()).collect()),
                assumed,
            };
            let answers = vec![
                answer("Further lines", &["document", "vendor", "month"], true),
                answer("Corrections: the document alone tells", &["document"], false),
            ];
            Question { sentence, answers }
        })
    }

    fn is_whole_row(&self, has: &dyn Fn(Field) -> bool) -> bool {
        !self.keyed && !has(Field::Document)
    }

    fn existing(&mut self, call: &Call<'_>) -> Result<Vec<Draft>, Error> {
        Ok(match self.days {
            Some((first, last)) => {
                // A corrected posting may have moved within the month of its key, or anywhere when the key has no month.
                let afar = if self.keyed { AFAR } else { 0 };
                let (first, last) = (Month::of(first).plus(-afar), Month::of(last).plus(afar));
                store::actual::drafts(call.tx, first.first_day(), last.last_day())?
            }
            None => Vec::new(),
        })
    }

    fn in_scope(&self, draft: &Draft) -> bool {
        self.days.is_some_and(|(first, last)| first <= draft.date && draft.date <= last)
    }

    fn draft(
        &mut self,
        call: &Call<'_>,
        names: &mut Names,
        record: &Record<'_>,
        base: Option<&Draft>,
    ) -> Result<Draft, Refused> {
        let text = |field: Field, before: fn(&Draft) -> &String| match base {
            Some(base) if !record.has(field) => before(base).clone(),
            _ => record.text(field).to_owned(),
        };
        let line = match record.text(Field::Line) {
            "" => base.and_then(|base| base.line),
            name => {
                let line = self.lines.get(&vendor::key(name)).copied().flatten();
                self.unmatched += u32::from(line.is_none() && base.is_none());
                line
            }
        };
        let vendor = if record.has(Field::Vendor) {
            names.record(call, alias::Field::Vendor, record.text(Field::Vendor))?
        } else {
            base.and_then(|base| base.vendor)
        };
        let amount = record.number(Field::Amount).unwrap_or_default();
        Ok(Draft {
            id: base.and_then(|base| base.id),
            date: record.day(Field::Date).unwrap_or_default(),
            amount,
            currency: record.currency.unwrap_or(self.currency),
            vendor,
            text: text(Field::Description, |base| &base.text),
            document: text(Field::Document, |base| &base.document),
            account: text(Field::Account, |base| &base.account),
            cost_centre: text(Field::CostCentre, |base| &base.cost_centre),
            line,
        })
    }

    fn cells(&self) -> &'static [Cell<Draft>] {
        &[
            (Field::Date, |_, draft| draft.date.to_string()),
            (Field::Month, |_, draft| Month::of(draft.date).to_string()),
            (Field::Amount, |_, draft| draft.amount.to_string()),
            (Field::Currency, |_, draft| draft.currency.to_string()),
            (Field::Vendor, |names, draft| names.name(alias::Field::Vendor, draft.vendor)),
            (Field::Description, |_, draft| draft.text.clone()),
            (Field::Document, |_, draft| draft.document.clone()),
            (Field::Account, |_, draft| draft.account.clone()),
            (Field::CostCentre, |_, draft| draft.cost_centre.clone()),
        ]
    }

    fn money(&self, draft: &Draft) -> Option<(Currency, Option<Month>, Amount)> {
        Some((draft.currency, Some(Month::of(draft.date)), draft.amount))
    }

    fn id(&self, draft: &Draft) -> Option<Id> {
        draft.id
    }

    fn replacing(&self, draft: &mut Draft, base: &Draft) {
        draft.id = base.id;
    }

    fn add(&mut self, call: &Call<'_>, _: &mut Names, batch: Id, draft: &Draft) -> Result<(), Error> {
        let matched = if draft.line.is_none() { self.rules.tried(draft)? } else { None };
        self.by_rule += u32::from(matched.is_some());
        store::actual::add(call.tx, batch, draft, matched.as_ref())?;
        Ok(())
    }

    fn save(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::actual::save(call.tx, draft)?;
        Ok(())
    }

    fn end(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        if let Some(id) = draft.id {
            store::actual::remove(call.tx, id)?;
        }
        Ok(())
    }

    fn refused(&self, draft: &Draft) -> Option<Fault> {
        let month = Month::of(draft.date);
        self.closed.contains(&month).then(|| (Field::Date, store::Error::Closed(Some(month)).to_string()))
    }

    fn pairs(&self, first: &Draft, rows: usize, records: usize) -> bool {
        // Two payments without a number are two payments, whatever else they share; a document that is split the same
        // way was corrected.
        let told = self.keyed && !self.by_document || !first.document.is_empty();
        told && rows == records && rows <= SPLITS
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.unmatched > 0 {
            let rows = counted(self.unmatched as usize, "row names", "rows name");
            notes.push(format!(
                "{rows} a budget line that the book does not have, or has twice, and is shown as unmatched."
            ));
        }
        notes.extend(by_rules(self.by_rule));
        notes
    }

    fn label(&self, names: &Names, draft: &Draft) -> String {
        let vendor = names.name(alias::Field::Vendor, draft.vendor);
        [draft.date.to_string(), vendor, draft.text.clone(), format!("{} {}", draft.amount, draft.currency)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}
