//! Adding up the lines of a cloud provider's bill.

use std::collections::BTreeMap;

use ::import::records::Verdict;
use ::import::{Field, Source, Summary};
use chrono::NaiveDate;
use domain::bill::{Basis, Draft};
use domain::vendor::key;
use domain::{Amount, Currency, Id, Month, Sum};

use super::view::View;
use crate::Error;
use crate::import::register::optional;
use crate::import::{Job, STEP};
use crate::open::Call;

/// What is added up to one post: provider, service, account, month and currency, each as it is first written.
pub(super) type Key = (String, String, String, Month, Currency);

/// The lines of a bill that make one post.
pub(super) struct Post {
    pub(super) provider: String,
    service: String,
    account: String,
    billed: Option<Sum>,
    effective: Option<Sum>,
    pub(super) first_day: NaiveDate,
    pub(super) last_day: NaiveDate,
    pub(super) row: u32,
}

impl Post {
    fn total(sum: Option<&Sum>) -> Result<Option<Amount>, Error> {
        Ok(sum.map(Sum::total).transpose()?)
    }

    /// The post as the bill alone has it.
    pub(super) fn draft(
        &self,
        vendor: Id,
        month: Month,
        currency: Currency,
        basis: Basis,
    ) -> Result<Draft, Error> {
        Ok(Draft {
            id: None,
            vendor,
            service: self.service.clone(),
            account: self.account.clone(),
            month,
            currency,
            billed: Post::total(self.billed.as_ref())?,
            effective: Post::total(self.effective.as_ref())?,
            basis,
            actual: None,
        })
    }

    /// A post of the book as the preview shows it.
    pub(super) fn cells(&self, bill: &Draft) -> Vec<String> {
        vec![
            self.provider.clone(),
            bill.service.clone(),
            bill.account.clone(),
            bill.month.to_string(),
            optional(bill.billed),
            optional(bill.effective),
            bill.currency.to_string(),
            optional(bill.cost()),
        ]
    }
}

/// Adds the lines of the bill up.
pub(super) fn read(
    call: &Call<'_>,
    source: &Source,
    job: &Job,
    view: &View,
) -> Result<(BTreeMap<Key, Post>, Summary), Error> {
    let base = call.settings()?.currency;
    let columns = ::import::records::columns(source, job.kind, &job.options)?;
    let has = |field| columns.iter().any(|column| column.field == field);
    let provider = if has(Field::Provider) { String::new() } else { provider_of(source, job)? };
    let mut posts: BTreeMap<Key, Post> = BTreeMap::new();
    let mut count = 0u32;
    let mut failed = None;
    let summary = ::import::records::read(source, job.kind, &job.options, |record| {
        count += 1;
        if count.is_multiple_of(STEP) {
            failed = call.context.tell(count, 0, "Adding up the bill").err();
        }
        if failed.is_some() {
            return Verdict::Stop;
        }
        let Some(day) = record.day(Field::Date) else {
            return Verdict::Problem(Field::Date, "There is no date.".to_owned());
        };
        let said = record.text(Field::Provider);
        let provider = if said.is_empty() { provider.as_str() } else { said };
        let (service, account) = (record.text(Field::Service), record.text(Field::Account));
        // Taxes, credits and fees of the account as a whole.
        let service = if service.is_empty() { "Other charges" } else { service };
        let currency = record.currency.unwrap_or(base);
        let text = (domain::vendor::key(provider), key(service), key(account), Month::of(day), currency);
        let post = posts.entry(text).or_insert_with(|| Post {
            provider: provider.to_owned(),
            service: service.to_owned(),
            account: account.to_owned(),
            billed: None,
            effective: None,
            first_day: day,
            last_day: day,
            row: record.row,
        });
        (post.first_day, post.last_day) = (post.first_day.min(day), post.last_day.max(day));
        let add = |slot: &mut Option<Sum>, field| {
            if let Some(amount) = record.number(field) {
                slot.get_or_insert_with(Sum::default).add(amount);
            }
        };
        match view.only {
            Some((field, Basis::Billed)) => add(&mut post.billed, field),
            Some((field, Basis::Effective)) => add(&mut post.effective, field),
            None => {
                add(&mut post.billed, Field::Billed);
                add(&mut post.effective, Field::Effective);
            }
        }
        Verdict::Taken
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    Ok((posts, summary))
}

/// Whose bill this is where no column says it, by the names that only one provider gives its columns.
pub(super) fn provider_of(source: &Source, job: &Job) -> Result<String, Error> {
    let names = ::import::records::names(source, job.kind, &job.options)?;
    let has = |part: &str| names.iter().any(|name| name.to_lowercase().contains(part));
    let provider =
        if has("lineitem/unblended") || has("line_item_unblended") || has("lineitem/usageaccountid") {
            "Amazon Web Services"
        } else if has("metercategory")
            || has("meter category")
            || has("subscriptionguid")
            || has("consumedservice")
        {
            "Microsoft Azure"
        } else if has("cost/mycost") || has("lineitem/tenantid") {
            "Oracle Cloud"
        } else if has("project.id") || has("sku.description") || has("sku description") {
            "Google Cloud"
        } else {
            "Cloud provider"
        };
    Ok(provider.to_owned())
}
