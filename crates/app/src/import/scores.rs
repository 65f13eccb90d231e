//! Importing KPI values by vendor and period, and what people gave as scores.

use std::collections::HashSet;

use ::import::records::{Record, Value};
use ::import::{Field, Kind, Source, form as files};
use domain::form::{self, Asked};
use domain::score::{Draft, period};
use domain::vendor::key;
use domain::{Amount, Currency, Id, Month, alias};

use super::Job;
use super::names::Names;
use super::register::{Cell, Refused, Register};
use crate::Error;
use crate::open::Call;

#[derive(Default)]
pub(super) struct Scores {
    /// What was sent, if this is a rating that came back.
    sent: Option<form::Rating>,
    /// Whether the vendors of the rating are known by the names they were sent with.
    learned: bool,
    /// Those whose scores the file has: what others said is not missing in it.
    raters: HashSet<String>,
}

impl Scores {
    pub(super) fn load(call: &Call<'_>, source: &Source, job: &Job) -> Result<Scores, Error> {
        let Some(form) = files::asked(source, Some(Kind::Scores), &job.options)? else {
            return Ok(Scores::default());
        };
        if form.book != store::settings::book_name(call.tx)? {
            let message = format!(
                "This workbook was sent out of another book, that of {}: open that book to take it back.",
                form.organisation
            );
            return Err(Error::invalid("file", message));
        }
        let Asked::Rating(rating) = &form.asked else { return Ok(Scores::default()) };
        let options = &job.options;
        let given =
            options.set.iter().chain(&options.map).any(|(field, _)| field.eq_ignore_ascii_case("rater"));
        if !given && files::rater(source, &rating.rater).is_empty() {
            let message = "The workbook does not say who rated: write the name into the cell at its top, or set the rater for every row.";
            return Err(Error::invalid("rater", message));
        }
        Ok(Scores { sent: Some(rating.clone()), ..Scores::default() })
    }

    /// A vendor that was renamed since is the same vendor.
    fn learn(&mut self, call: &Call<'_>, names: &mut Names) -> Result<(), Error> {
        if let Some(sent) = self.sent.as_ref().filter(|_| !self.learned) {
            let known: HashSet<Id> = store::vendor::all(call.tx)?.iter().map(|vendor| vendor.id).collect();
            for (id, name) in sent.vendors.iter().filter(|(id, _)| known.contains(id)) {
                names.learn_vendor(name, *id);
            }
            self.learned = true;
        }
        Ok(())
    }

    /// A score that is not on the scale.
    fn fault(&self, value: Amount) -> Option<String> {
        let scale = self.sent.as_ref()?.scale;
        let whole = value.round(0) == value;
        let on_it = whole && value.to_i64().is_some_and(|score| (1..=i64::from(scale)).contains(&score));
        (!on_it).then(|| format!("“{value}” is not on the scale: a whole number from 1 to {scale}."))
    }
}

impl Register for Scores {
    type Draft = Draft;

    fn tables(&self) -> &'static [&'static str] {
        &["score"]
    }

    fn key(&self) -> &'static [Field] {
        &[Field::Vendor, Field::Criterion, Field::Period, Field::Rater]
    }

    fn existing(&mut self, call: &Call<'_>) -> Result<Vec<Draft>, Error> {
        Ok(store::score::all(call.tx)?)
    }

    fn draft(
        &mut self,
        call: &Call<'_>,
        names: &mut Names,
        record: &Record<'_>,
        base: Option<&Draft>,
    ) -> Result<Draft, Refused> {
        self.learn(call, names)?;
        let vendor =
            names.record(call, alias::Field::Vendor, record.text(Field::Vendor))?.unwrap_or_default();
        let written = if let Value::Text(text) = record.value(Field::Period) {
            period(text).map_err(|problem| Refused::Fault((Field::Period, problem.message)))?
        } else {
            record.value(Field::Period).to_string()
        };
        let text = |field: Field, before: fn(&Draft) -> &String| {
            if record.has(field) {
                record.text(field).to_owned()
            } else {
                base.map(before).cloned().unwrap_or_default()
            }
        };
        let value = record.number(Field::Score).unwrap_or_default();
        if let Some(message) = self.fault(value) {
            return Err(Refused::Fault((Field::Score, message)));
        }
        let rater = text(Field::Rater, |base| &base.rater);
        self.raters.insert(key(&rater));
        Ok(Draft {
            id: base.and_then(|base| base.id),
            vendor,
            criterion: record.text(Field::Criterion).to_owned(),
            period: written,
            value,
            unit: text(Field::Unit, |base| &base.unit),
            comment: text(Field::Notes, |base| &base.comment),
            rater,
        })
    }

    fn cells(&self) -> &'static [Cell<Draft>] {
        &[
            (Field::Vendor, |names, draft| names.name(alias::Field::Vendor, Some(draft.vendor))),
            (Field::Criterion, |_, draft| draft.criterion.clone()),
            (Field::Period, |_, draft| draft.period.clone()),
            (Field::Score, |_, draft| draft.value.to_string()),
            (Field::Unit, |_, draft| draft.unit.clone()),
            (Field::Notes, |_, draft| draft.comment.clone()),
            (Field::Rater, |_, draft| draft.rater.clone()),
        ]
    }

    fn money(&self, _: &Draft) -> Option<(Currency, Option<Month>, Amount)> {
        None
    }

    fn id(&self, draft: &Draft) -> Option<Id> {
        draft.id
    }

    fn replacing(&self, draft: &mut Draft, base: &Draft) {
        draft.id = base.id;
    }

    fn add(&mut self, call: &Call<'_>, _: &mut Names, batch: Id, draft: &Draft) -> Result<(), Error> {
        store::score::add(call.tx, batch, draft)?;
        Ok(())
    }

    fn save(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        store::score::save(call.tx, draft)?;
        Ok(())
    }

    fn end(&mut self, call: &Call<'_>, draft: &Draft) -> Result<(), Error> {
        if let Some(id) = draft.id {
            store::score::remove(call.tx, id)?;
        }
        Ok(())
    }

    /// What a rating leaves out was not rated, which takes back nothing.
    fn in_scope(&self, draft: &Draft) -> bool {
        self.sent.is_none() && self.raters.contains(&key(&draft.rater))
    }

    fn label(&self, names: &Names, draft: &Draft) -> String {
        let vendor = names.name(alias::Field::Vendor, Some(draft.vendor));
        format!("{vendor}, {}, {}", draft.criterion, draft.period)
    }
}
