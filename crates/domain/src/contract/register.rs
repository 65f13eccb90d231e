//! The register of contracts: what is known of each, and where it stands on a day.
//!
//! A register rarely says everything. What follows from what it says is computed by [`Terms`]; what does not follow is
//! left empty, never guessed.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{MOST_MONTHS, NoticeTo, Renewal, State, Terms};
use crate::calendar::{add_days, add_months, days, months_begun};
use crate::explain::Steps;
use crate::vendor::key;
use crate::{Amount, Currency, Error, Id, Problem};

/// What a contract is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractKind"))]
pub enum Kind {
    /// Software as a service, by subscription.
    Saas,
    /// The right to use software.
    Licence,
    /// Maintenance and support.
    Maintenance,
    /// Cloud infrastructure.
    Cloud,
    /// Lines, mobile, telephony.
    Telecom,
    /// Leased or rented things and rooms.
    Lease,
    /// Work: consulting, outsourcing, projects.
    Service,
    /// Confidentiality.
    Nda,
    /// Anything else.
    #[default]
    Other,
}

impl Kind {
    /// As it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Saas => "SaaS",
            Kind::Licence => "Licence",
            Kind::Maintenance => "Maintenance",
            Kind::Cloud => "Cloud",
            Kind::Telecom => "Telecom",
            Kind::Lease => "Lease",
            Kind::Service => "Service",
            Kind::Nda => "NDA",
            Kind::Other => "Other",
        }
    }

    /// The kind a text means, such as `Software licence`, `Wartung` or `Miete`.
    ///
    /// ```
    /// use domain::contract::Kind;
    /// assert_eq!(Kind::read("Wartungsvertrag"), Some(Kind::Maintenance));
    /// assert_eq!(Kind::read("purple"), None);
    /// ```
    pub fn read(text: &str) -> Option<Kind> {
        let text = folded(text);
        Some(match text.trim_end_matches(" contract").trim_end_matches(" agreement") {
            "saas"
            | "software as a service"
            | "subscription"
            | "subscriptions"
            | "abonnement"
            | "abo"
            | "suscripción"
            | "suscripcion" => Kind::Saas,
            "licence" | "license" | "licences" | "licenses" | "software licence" | "software license"
            | "software" | "lizenz" | "lizenzen" | "lizenzvertrag" | "softwarelizenz" | "licencia"
            | "licencias" | "licentie" | "licenties" => Kind::Licence,
            "maintenance"
            | "support"
            | "maintenance and support"
            | "support and maintenance"
            | "wartung"
            | "wartungsvertrag"
            | "pflege"
            | "softwarepflege"
            | "mantenimiento"
            | "onderhoud" => Kind::Maintenance,
            "cloud" | "cloud services" | "hosting" | "iaas" | "paas" | "nube" => Kind::Cloud,
            "telecom" | "telecoms" | "telecommunications" | "telecommunication" | "telekommunikation"
            | "télécom" | "télécoms" | "telecomunicaciones" | "telecommunicatie" | "mobile" | "mobilfunk" => {
                Kind::Telecom
            }
            "lease" | "leasing" | "rental" | "rent" | "hire" | "miete" | "mietvertrag" | "location"
            | "bail" | "arrendamiento" | "alquiler" | "huur" => Kind::Lease,
            "service"
            | "services"
            | "consulting"
            | "professional services"
            | "outsourcing"
            | "dienstleistung"
            | "dienstleistungen"
            | "dienstleistungsvertrag"
            | "beratung"
            | "prestation"
            | "prestations"
            | "servicio"
            | "servicios"
            | "dienst"
            | "diensten"
            | "dienstverlening" => Kind::Service,
            "nda"
            | "non disclosure"
            | "confidentiality"
            | "geheimhaltung"
            | "geheimhaltungsvereinbarung"
            | "confidentialité"
            | "confidencialidad"
            | "geheimhouding" => Kind::Nda,
            "other" | "others" | "miscellaneous" | "sonstiges" | "sonstige" | "autre" | "autres" | "otro"
            | "otros" | "overig" | "overige" => Kind::Other,
            _ => return None,
        })
    }
}

impl Renewal {
    /// As it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Renewal::None => "None",
            Renewal::Automatic => "Automatic",
            Renewal::Act => "By act",
            Renewal::Evergreen => "Evergreen",
        }
    }

    /// The renewal a text means, such as `auto-renew`, `stillschweigend` or `tacite reconduction`. A plain yes or no
    /// answers whether it renews automatically.
    ///
    /// ```
    /// use domain::contract::Renewal;
    /// assert_eq!(Renewal::read("Tacite reconduction"), Some(Renewal::Automatic));
    /// assert_eq!(Renewal::read("unbefristet"), Some(Renewal::Evergreen));
    /// ```
    pub fn read(text: &str) -> Option<Renewal> {
        Some(match folded(text).as_str() {
            "none" | "no" | "no renewal" | "fixed" | "fixed term" | "keine" | "nein" | "befristet"
            | "non" | "aucun" | "aucune" | "sin renovación" | "ninguna" | "geen" | "nee" | "n" | "false" => {
                Renewal::None
            }
            "automatic"
            | "automatically"
            | "auto"
            | "auto renew"
            | "auto renewal"
            | "autorenew"
            | "automatic renewal"
            | "evergreen renewal"
            | "tacit"
            | "yes"
            | "y"
            | "true"
            | "ja"
            | "automatisch"
            | "stillschweigend"
            | "oui"
            | "automatique"
            | "tacite"
            | "tacite reconduction"
            | "sí"
            | "si"
            | "automática"
            | "automatica"
            | "tácita"
            | "stilzwijgend" => Renewal::Automatic,
            "act" | "by act" | "manual" | "manually" | "option" | "optional" | "extension option"
            | "express" | "manuell" | "ausdrücklich" | "manuel" | "manuelle" | "expresse" | "expresa"
            | "handmatig" | "uitdrukkelijk" => Renewal::Act,
            "evergreen"
            | "open ended"
            | "indefinite"
            | "perpetual"
            | "rolling"
            | "until cancelled"
            | "unbefristet"
            | "bis auf weiteres"
            | "indéterminée"
            | "durée indéterminée"
            | "indefinido"
            | "indefinida"
            | "onbepaald"
            | "onbepaalde tijd" => Renewal::Evergreen,
            _ => return None,
        })
    }
}

impl NoticeTo {
    /// The end that a text means, such as `quarter`, `zum Jahresende` or `fin de mois`.
    ///
    /// ```
    /// use domain::contract::NoticeTo;
    /// assert_eq!(NoticeTo::read("zum Quartalsende"), Some(NoticeTo::QuarterEnd));
    /// ```
    pub fn read(text: &str) -> Option<NoticeTo> {
        let text = folded(text);
        let lead = ["to the ", "to ", "zum ", "à la ", "a la ", "al ", "per "];
        let text = lead.iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(&text);
        Some(match text {
            "month" | "month end" | "end of month" | "end of the month" | "end of a month" | "monatsende"
            | "monat" | "fin de mois" | "fin du mois" | "fin de mes" | "maandeinde" | "einde maand" => {
                NoticeTo::MonthEnd
            }
            "quarter" | "quarter end" | "end of quarter" | "end of the quarter" | "end of a quarter"
            | "quartalsende" | "quartal" | "fin de trimestre" | "fin du trimestre" | "kwartaaleinde"
            | "einde kwartaal" => NoticeTo::QuarterEnd,
            "half year" | "half year end" | "end of half year" | "end of a half year" | "halbjahresende"
            | "halbjahr" | "fin de semestre" | "fin du semestre" | "halfjaareinde" => NoticeTo::HalfYearEnd,
            "year" | "year end" | "end of year" | "end of the year" | "end of a year" | "jahresende"
            | "jahr" | "fin d'année" | "fin de l'année" | "fin de año" | "jaareinde" | "einde jaar" => {
                NoticeTo::YearEnd
            }
            _ => return None,
        })
    }
}

/// A text as its spellings are compared: small letters, single spaces, no hyphens or underscores.
fn folded(text: &str) -> String {
    key(&text.replace(['-', '_'], " "))
}

/// What a contract is recognised by: its number as spellings of it are compared, and its vendor.
pub type Key = (String, Option<Id>);

/// A contract as the register states it. What it does not state is `None` or empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractDraft"))]
pub struct Draft {
    /// The contract to replace; none for a new one.
    pub id: Option<Id>,
    /// Its number.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// With whom it is made.
    pub vendor: Option<Id>,
    /// What it is about.
    pub kind: Kind,
    /// The first day of its initial term.
    pub start: Option<NaiveDate>,
    /// The last day as the register states it; `None` where it is open-ended or not known.
    pub end: Option<NaiveDate>,
    /// The length of the initial term in months.
    pub initial_months: Option<u32>,
    /// What happens at the end of a term; `None` where it is not known.
    pub renewal: Option<Renewal>,
    /// The length of each renewal term in months; `None`: as long as the initial term.
    pub renewal_months: Option<u32>,
    /// The notice in months.
    pub notice_months: Option<u32>,
    /// The notice in days; months or days, not both.
    pub notice_days: Option<u32>,
    /// The days at which notice takes effect, if not at any.
    pub notice_to: Option<NoticeTo>,
    /// What it is worth a year; negative where it takes back money.
    pub yearly: Option<Amount>,
    /// What it is worth in all.
    pub total: Option<Amount>,
    /// The currency of both values.
    pub currency: Currency,
    /// How it is invoiced, as the source says, such as `annual in advance`.
    pub billing: String,
    /// Who answers for it.
    pub owner: String,
    /// What kind of cost it is.
    pub category: Option<Id>,
    /// Who bears it.
    pub department: Option<Id>,
    /// The number of the master agreement it stands under.
    pub parent: String,
    /// Its status as the source says, such as `in negotiation`.
    pub status: String,
    /// Notes.
    pub notes: String,
}

impl Draft {
    /// A new contract of this title and nothing else.
    pub fn titled(title: &str, currency: Currency) -> Draft {
        Draft {
            id: None,
            number: String::new(),
            title: title.to_owned(),
            vendor: None,
            kind: Kind::default(),
            start: None,
            end: None,
            initial_months: None,
            renewal: None,
            renewal_months: None,
            notice_months: None,
            notice_days: None,
            notice_to: None,
            yearly: None,
            total: None,
            currency,
            billing: String::new(),
            owner: String::new(),
            category: None,
            department: None,
            parent: String::new(),
            status: String::new(),
            notes: String::new(),
        }
    }

    /// By what a contract is recognised when its register is imported again: its number, however it is spelt, and the
    /// vendor.
    pub fn key(&self) -> Key {
        (key(&self.number), self.vendor)
    }

    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() && self.number.trim().is_empty() {
            problems.push(Problem::new("title", "Give the contract a title or a number."));
        }
        if let (Some(start), Some(end)) = (self.start, self.end)
            && end < start
        {
            let message =
                format!("The contract ends on {end}, before it starts on {start}. Correct one of the days.");
            problems.push(Problem::new("end", message));
        }
        if self.initial_months == Some(0) && self.renewal != Some(Renewal::Evergreen) {
            let message = "The initial term has 1 month or more; leave it empty if it is not known.";
            problems.push(Problem::new("initial_months", message));
        }
        // The rest is as wrong here as in the terms of a calculation.
        let stated = Terms { initial_months: self.initial_months.unwrap_or(1).max(1).into(), ..self.terms() };
        problems.extend(stated.problems());
        problems
    }

    /// Its terms, as far as they are stated.
    fn terms(&self) -> Terms {
        Terms {
            start: self.start.unwrap_or_default(),
            initial_months: self.initial_months.unwrap_or(0).into(),
            renewal: self.renewal.unwrap_or_default(),
            renewal_months: self.renewal_months.unwrap_or(0).into(),
            notice_months: self.notice_months.map(i64::from),
            notice_days: self.notice_days.map(i64::from),
            notice_to: self.notice_to,
            lead_days: 0,
            lead_working_days: 0,
            holidays: BTreeSet::new(),
            working_day: false,
            notice_given: None,
            confirmed_renewals: 0,
            draft: false,
        }
    }

    /// Where it stands on a day, as far as it follows from what is stated.
    ///
    /// - Start, initial term and renewal known: as [`Terms::dates`] says. The stated end of a contract that renews
    ///   automatically must then be the end of one of its terms; of any other, it is the end.
    /// - An end known otherwise (stated, or start + initial term): the term ends there, and its cancel-by follows from
    ///   the notice. Past it, an automatic renewal goes on by its renewal term, counted from the stated end; anything
    ///   else has ended.
    /// - Not known how it renews: the day to cancel by is only computed where a notice is stated.
    /// - No end known, and not evergreen: nothing follows.
    ///
    /// ```
    /// use domain::contract::{Draft, Renewal, State};
    /// let mut contract = Draft::titled("Mail filter", "EUR".parse()?);
    /// contract.end = Some("2026-12-31".parse()?);
    /// contract.renewal = Some(Renewal::Automatic);
    /// contract.renewal_months = Some(12);
    /// contract.notice_months = Some(3);
    /// let standing = contract.standing("2027-02-01".parse()?);
    /// assert_eq!(standing.term_end, Some("2027-12-31".parse()?));
    /// assert_eq!(standing.cancel_by, Some("2027-09-30".parse()?));
    /// assert_eq!(standing.state, Some(State::Active));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn standing(&self, today: NaiveDate) -> Standing {
        // A date past the year 9999 says nothing that anybody could act on.
        let mut standing = self.computed(today).unwrap_or_default();
        let open = standing.cancel_by.filter(|_| standing.state != Some(State::Ended));
        standing.days_left = open.and_then(|by| i32::try_from(days(today, by) - 1).ok());
        standing
    }

    fn computed(&self, today: NaiveDate) -> Result<Standing, Error> {
        let terms = self.terms();
        if self.renewal == Some(Renewal::Evergreen) {
            return self.evergreen(&terms, today);
        }
        let by_terms = self.start.is_some() && self.initial_months.is_some_and(|months| months > 0);
        let initial_end = if by_terms { Some(terms.term(0)?.last) } else { None };
        let is_known = match (self.end, self.renewal) {
            (_, None) => false,
            (None, Some(_)) => true,
            // An older end than today's stands in many registers: any term may end on it.
            (Some(end), Some(Renewal::Automatic)) => {
                by_terms && terms.terms_between(end, end)?.first().is_some_and(|term| term.last == end)
            }
            (end, Some(_)) => end == initial_end,
        };
        if by_terms && is_known {
            return Standing::of_terms(&terms, today);
        }
        let Some(end) = self.end.or(initial_end) else { return Ok(Standing::default()) };
        // One term that ends there; only its notice is asked for.
        let last = Terms { start: end, initial_months: 1, ..terms };
        match self.renewal {
            Some(Renewal::Automatic) => self.renewing(last, end, today),
            Some(Renewal::Act) => Ok(Standing::fixed(end, Some(last.cancel_by(end)?), today)),
            Some(Renewal::None | Renewal::Evergreen) => Ok(Standing::fixed(end, None, today)),
            None => {
                let noticed = last.notice_months.is_some() || last.notice_days.is_some();
                let by = if noticed { Some(last.cancel_by(end)?) } else { None };
                let mut standing = Standing::fixed(end, by, today);
                // It may have been renewed since.
                if by.is_some_and(|by| by < today) {
                    standing.committed_until = None;
                }
                Ok(standing)
            }
        }
    }

    fn evergreen(&self, terms: &Terms, today: NaiveDate) -> Result<Standing, Error> {
        let terms = Terms { start: self.start.unwrap_or(today), ..terms.clone() };
        let mut standing = Standing::of_terms(&terms, today)?;
        if let Some(end) = self.end {
            standing.term_end = Some(end);
            standing.committed_until = standing.committed_until.map(|until| until.min(end));
            if end < today {
                standing = Standing::fixed(end, None, today);
            }
        }
        Ok(standing)
    }

    /// An automatic renewal of which the end of one term is known.
    fn renewing(&self, last: Terms, end: NaiveDate, today: NaiveDate) -> Result<Standing, Error> {
        let by = last.cancel_by(end)?;
        if today <= by {
            return Ok(Standing { state: Some(State::Active), ..Standing::fixed(end, Some(by), today) });
        }
        let months = self.renewal_months.filter(|months| *months > 0).or(self.initial_months);
        let months = months.map_or_else(|| self.whole_months(end), |months| Ok(Some(months)))?;
        let renewed = match months {
            // Counted from the day after the stated end, which is the one day that is known for sure.
            Some(months) => {
                let renewals = Terms { start: add_days(end, 1)?, initial_months: months.into(), ..last };
                Some(Standing::of_terms(&renewals, today)?)
            }
            None => None,
        };
        Ok(match renewed {
            Some(renewed) if today > end => renewed,
            Some(renewed) => Standing {
                term_end: Some(end),
                cancel_by: Some(by),
                state: Some(State::Committed),
                ..renewed
            },
            None if today > end => Standing { state: Some(State::Active), ..Standing::default() },
            None => Standing {
                term_end: Some(end),
                cancel_by: Some(by),
                state: Some(State::Committed),
                ..Standing::default()
            },
        })
    }

    /// The months from the start to a stated end, if they are whole.
    fn whole_months(&self, end: NaiveDate) -> Result<Option<u32>, Error> {
        let Some(start) = self.start.filter(|start| *start <= end) else { return Ok(None) };
        let months = months_begun(start, end)?;
        let whole = i32::try_from(months).ok().filter(|months| i64::from(*months) <= MOST_MONTHS);
        let Some(whole) = whole else { return Ok(None) };
        let fits = add_months(start, whole)? == add_days(end, 1)?;
        Ok(u32::try_from(whole).ok().filter(|_| fits))
    }
}

/// Where a contract stands on a day; `None` where it does not follow from what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: Option<State>,
    /// Last day of the current term.
    pub term_end: Option<NaiveDate>,
    /// The last day to cancel (or renew) the current term, even when it has passed.
    pub cancel_by: Option<NaiveDate>,
    /// The days from today to it; negative when it has passed, `None` once the contract has ended.
    pub days_left: Option<i32>,
    /// The last day that can no longer be cancelled.
    pub committed_until: Option<NaiveDate>,
}

impl Standing {
    fn of_terms(terms: &Terms, today: NaiveDate) -> Result<Standing, Error> {
        let dates = terms.dates(today, &mut Steps::off())?;
        Ok(Standing {
            state: Some(dates.state),
            term_end: dates.term_end,
            cancel_by: dates.cancel_by.or(dates.next_cancel_by),
            days_left: None,
            committed_until: dates.committed_until,
        })
    }

    /// A contract that ends on a day.
    fn fixed(end: NaiveDate, cancel_by: Option<NaiveDate>, today: NaiveDate) -> Standing {
        let state = if end < today { State::Ended } else { State::Active };
        Standing {
            state: Some(state),
            term_end: Some(end),
            cancel_by,
            days_left: None,
            committed_until: Some(end),
        }
    }
}

/// The names of the records that a contract names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of its vendor.
    pub vendor: String,
    /// Of its category.
    pub category: String,
    /// Of its department.
    pub department: String,
}

/// A contract as a list shows it on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ContractRow"))]
#[expect(missing_docs, reason = "the fields of a contract")]
pub struct Row {
    pub id: Id,
    pub number: String,
    pub title: String,
    /// The vendor's name; empty if not known.
    pub vendor: String,
    /// The vendor's own number in the book.
    pub vendor_id: Option<Id>,
    pub kind: Kind,
    /// Where it stands; `None` where that does not follow from what is known.
    pub state: Option<State>,
    pub start: Option<NaiveDate>,
    /// The last day as the register states it.
    pub end: Option<NaiveDate>,
    /// Last day of the current term.
    pub term_end: Option<NaiveDate>,
    /// The last day to cancel (or renew) the current term, even when it has passed.
    pub cancel_by: Option<NaiveDate>,
    /// The days to it from the day asked for; negative when it has passed, `None` once the contract has ended.
    pub days_left: Option<i32>,
    /// The last day that can no longer be cancelled.
    pub committed_until: Option<NaiveDate>,
    pub initial_months: Option<u32>,
    pub renewal: Option<Renewal>,
    pub renewal_months: Option<u32>,
    pub notice_months: Option<u32>,
    pub notice_days: Option<u32>,
    pub notice_to: Option<NoticeTo>,
    pub yearly: Option<Amount>,
    pub total: Option<Amount>,
    pub currency: Currency,
    pub billing: String,
    pub owner: String,
    /// The category's name.
    pub category: String,
    /// The department's name.
    pub department: String,
    pub parent: String,
    pub status: String,
    pub notes: String,
}

impl Row {
    /// A contract as it stands on a day, its values with the decimals of their currency.
    pub fn of(draft: Draft, names: Names, today: NaiveDate) -> Row {
        let shown = |value: Option<Amount>| value.map(|value| value.padded(draft.currency.decimals()));
        let (yearly, total) = (shown(draft.yearly), shown(draft.total));
        let Standing { state, term_end, cancel_by, days_left, committed_until } = draft.standing(today);
        Row {
            id: draft.id.unwrap_or_default(),
            number: draft.number,
            title: draft.title,
            vendor: names.vendor,
            vendor_id: draft.vendor,
            kind: draft.kind,
            state,
            start: draft.start,
            end: draft.end,
            term_end,
            cancel_by,
            days_left,
            committed_until,
            initial_months: draft.initial_months,
            renewal: draft.renewal,
            renewal_months: draft.renewal_months,
            notice_months: draft.notice_months,
            notice_days: draft.notice_days,
            notice_to: draft.notice_to,
            yearly,
            total,
            currency: draft.currency,
            billing: draft.billing,
            owner: draft.owner,
            category: names.category,
            department: names.department,
            parent: draft.parent,
            status: draft.status,
            notes: draft.notes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract(fields: &str) -> Draft {
        let mut draft = serde_json::to_value(Draft::titled("Mail", "EUR".parse().unwrap())).unwrap();
        let fields: serde_json::Value = serde_json::from_str(&format!("{{{fields}}}")).unwrap();
        draft.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        serde_json::from_value(draft).unwrap()
    }

    #[test]
    fn every_fault_is_named_at_its_field() {
        for (fields, expected) in [
            ("", ""),
            (r#""title": " ", "number": "4711""#, ""),
            (r#""title": " ", "number": """#, "title"),
            (r#""start": "2026-02-01", "end": "2026-01-31""#, "end"),
            (r#""start": "2026-02-01", "end": "2026-02-01""#, ""),
            (r#""initial_months": 0"#, "initial_months"),
            (r#""initial_months": 0, "renewal": "evergreen""#, ""),
            (r#""initial_months": 12001"#, "initial_months"),
            (r#""renewal_months": 12001"#, "renewal_months"),
            (r#""notice_months": 3, "notice_days": 90"#, "notice_days"),
            (r#""notice_months": 0, "notice_days": 90"#, ""),
            (r#""notice_days": 366001"#, "notice_days"),
            (r#""yearly": "-5", "total": "0""#, ""),
            (
                r#""title": "", "start": "2026-02-01", "end": "2026-01-31", "initial_months": 0"#,
                "title end initial_months",
            ),
        ] {
            let problems = contract(fields).problems();
            let found: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(found.join(" "), expected, "{fields}");
        }
    }

    #[test]
    fn standing_follows_from_what_is_stated() {
        let year = r#""start": "2025-01-01", "initial_months": 12, "notice_months": 3"#;
        let ends = r#""end": "2026-12-31", "notice_months": 3"#;
        let auto = r#""renewal": "automatic""#;
        for (fields, today, expected) in [
            // Start, initial term and renewal: as the terms say.
            (
                format!("{year}, {auto}"),
                "2026-02-01",
                "2026-12-31 by 2026-09-30 in 241 until 2026-12-31 active",
            ),
            (
                format!("{year}, {auto}"),
                "2026-09-30",
                "2026-12-31 by 2026-09-30 in 0 until 2026-12-31 active",
            ),
            (
                format!("{year}, {auto}"),
                "2026-10-01",
                "2026-12-31 by 2026-09-30 in -1 until 2027-12-31 committed to the next term",
            ),
            (
                format!(r#"{year}, "renewal": "none""#),
                "2026-02-01",
                "2025-12-31 by - in - until 2025-12-31 ended",
            ),
            (
                format!(r#"{year}, "renewal": "act""#),
                "2025-02-01",
                "2025-12-31 by 2025-09-30 in 241 until 2025-12-31 active",
            ),
            // With a stated end that is one of a term (an old one), and one that is not.
            (
                format!(r#"{year}, {auto}, "end": "2025-12-31""#),
                "2026-02-01",
                "2026-12-31 by 2026-09-30 in 241 until 2026-12-31 active",
            ),
            (
                format!(r#"{year}, {auto}, "end": "2026-06-30""#),
                "2026-02-01",
                "2026-06-30 by 2026-03-31 in 58 until 2026-06-30 active",
            ),
            (
                format!(r#"{year}, {auto}, "end": "2026-06-30""#),
                "2026-07-01",
                "2027-06-30 by 2027-03-31 in 273 until 2027-06-30 active",
            ),
            // Extended since: the stated end holds.
            (
                format!(r#"{year}, "renewal": "none", "end": "2026-12-31""#),
                "2026-02-01",
                "2026-12-31 by - in - until 2026-12-31 active",
            ),
            (
                format!(r#"{year}, "renewal": "act", "end": "2026-12-31""#),
                "2026-10-01",
                "2026-12-31 by 2026-09-30 in -1 until 2026-12-31 active",
            ),
            // Only the end, and not how it renews.
            (ends.to_owned(), "2026-09-01", "2026-12-31 by 2026-09-30 in 29 until 2026-12-31 active"),
            (ends.to_owned(), "2026-10-01", "2026-12-31 by 2026-09-30 in -1 until - active"),
            (ends.to_owned(), "2027-01-01", "2026-12-31 by 2026-09-30 in - until - ended"),
            (
                r#""end": "2026-12-31""#.to_owned(),
                "2026-09-01",
                "2026-12-31 by - in - until 2026-12-31 active",
            ),
            (
                r#""end": "2026-12-31""#.to_owned(),
                "2027-09-01",
                "2026-12-31 by - in - until 2026-12-31 ended",
            ),
            // Start and initial term, and not how it renews.
            (year.to_owned(), "2025-02-01", "2025-12-31 by 2025-09-30 in 241 until 2025-12-31 active"),
            // An automatic renewal by its end.
            (
                format!(r#"{ends}, {auto}, "renewal_months": 1"#),
                "2026-10-15",
                "2026-12-31 by 2026-09-30 in -15 until 2027-01-31 committed to the next term",
            ),
            (
                format!(r#"{ends}, {auto}, "renewal_months": 12"#),
                "2027-02-01",
                "2027-12-31 by 2027-09-30 in 241 until 2027-12-31 active",
            ),
            (
                format!(r#"{ends}, {auto}, "start": "2024-01-01""#),
                "2027-02-01",
                "2029-12-31 by 2029-09-30 in 972 until 2029-12-31 active",
            ),
            (
                format!(r#"{ends}, {auto}, "start": "2024-01-02""#),
                "2026-10-01",
                "2026-12-31 by 2026-09-30 in -1 until - committed to the next term",
            ),
            (format!("{ends}, {auto}"), "2027-02-01", "- by - in - until - active"),
            (
                format!("{ends}, {auto}"),
                "2026-02-01",
                "2026-12-31 by 2026-09-30 in 241 until 2026-12-31 active",
            ),
            // Counted from the day after the stated end: a term from 31 January ends on 27 February.
            (
                r#""renewal": "automatic", "end": "2026-01-30", "renewal_months": 1"#.to_owned(),
                "2026-02-10",
                "2026-02-27 by 2026-02-27 in 17 until 2026-02-27 active",
            ),
            // Until notice is given.
            (
                r#""renewal": "evergreen", "notice_months": 3"#.to_owned(),
                "2026-02-01",
                "- by - in - until 2026-05-01 active",
            ),
            (
                r#""renewal": "evergreen", "notice_months": 3, "notice_to": "quarter-end""#.to_owned(),
                "2026-02-01",
                "- by 2026-03-31 in 58 until 2026-06-30 active",
            ),
            (
                r#""renewal": "evergreen", "notice_days": 30, "end": "2026-02-10""#.to_owned(),
                "2026-02-01",
                "2026-02-10 by - in - until 2026-02-10 active",
            ),
            (
                r#""renewal": "evergreen", "notice_days": 30, "end": "2026-01-31""#.to_owned(),
                "2026-02-01",
                "2026-01-31 by - in - until 2026-01-31 ended",
            ),
            // Nothing follows from nothing, and no date lies past the year 9999.
            (auto.to_owned(), "2026-02-01", "- by - in - until - -"),
            (r#""start": "2025-01-01""#.to_owned(), "2026-02-01", "- by - in - until - -"),
            (r#""start": "2025-01-01", "renewal": "none""#.to_owned(), "2026-02-01", "- by - in - until - -"),
            (
                format!(r#"{auto}, "end": "9999-12-31", "notice_months": 3"#),
                "2026-02-01",
                "9999-12-31 by 9999-09-30 in 2912319 until 9999-12-31 active",
            ),
        ] {
            let standing = contract(&fields).standing(today.parse().unwrap());
            let day = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
            let left = standing.days_left.map_or("-".to_owned(), |days| days.to_string());
            let (end, by, until) =
                (day(standing.term_end), day(standing.cancel_by), day(standing.committed_until));
            let state = standing.state.map_or("-", State::words);
            assert_eq!(
                format!("{end} by {by} in {left} until {until} {state}"),
                expected,
                "{fields} on {today}"
            );
        }
    }

    #[test]
    fn words_of_five_languages_are_read() {
        for (text, kind) in [
            ("SaaS", Some(Kind::Saas)),
            ("Software License", Some(Kind::Licence)),
            ("Lizenzvertrag", Some(Kind::Licence)),
            ("Maintenance contract", Some(Kind::Maintenance)),
            ("Onderhoud", Some(Kind::Maintenance)),
            ("Télécom", Some(Kind::Telecom)),
            ("alquiler", Some(Kind::Lease)),
            ("Professional  services", Some(Kind::Service)),
            ("Non-Disclosure Agreement", Some(Kind::Nda)),
            ("Sonstiges", Some(Kind::Other)),
            ("", None),
            ("4711", None),
        ] {
            assert_eq!(Kind::read(text), kind, "{text}");
        }
        for kind in [
            Kind::Saas,
            Kind::Licence,
            Kind::Maintenance,
            Kind::Cloud,
            Kind::Telecom,
            Kind::Lease,
            Kind::Service,
            Kind::Nda,
            Kind::Other,
        ] {
            assert_eq!(Kind::read(kind.label()), Some(kind));
        }
        for (text, renewal) in [
            ("Auto-renew", Some(Renewal::Automatic)),
            ("Ja", Some(Renewal::Automatic)),
            ("no", Some(Renewal::None)),
            ("Express", Some(Renewal::Act)),
            ("open-ended", Some(Renewal::Evergreen)),
            ("perhaps", None),
        ] {
            assert_eq!(Renewal::read(text), renewal, "{text}");
        }
        for renewal in [Renewal::None, Renewal::Automatic, Renewal::Act, Renewal::Evergreen] {
            assert_eq!(Renewal::read(renewal.label()), Some(renewal));
        }
        for (text, to) in [
            ("zum Monatsende", Some(NoticeTo::MonthEnd)),
            ("End of quarter", Some(NoticeTo::QuarterEnd)),
            ("half-year", Some(NoticeTo::HalfYearEnd)),
            ("year-end", Some(NoticeTo::YearEnd)),
            ("any day", None),
        ] {
            assert_eq!(NoticeTo::read(text), to, "{text}");
        }
    }
}
