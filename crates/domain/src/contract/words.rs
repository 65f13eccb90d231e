//! Kinds, renewals and notice of contracts as people write them in five languages.

use serde::{Deserialize, Serialize};

use super::{NoticeTo, Renewal};
use crate::vendor::key;

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
            | "until terminated"
            | "ongoing"
            | "unlimited"
            | "no end"
            | "no end date"
            | "permanent"
            | "unbefristet"
            | "unbegrenzt"
            | "laufend"
            | "auf unbestimmte zeit"
            | "bis auf weiteres"
            | "indéterminée"
            | "durée indéterminée"
            | "indefinido"
            | "indefinida"
            | "por tiempo indefinido"
            | "illimité"
            | "illimitée"
            | "onbepaald"
            | "onbeperkt"
            | "doorlopend"
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

#[cfg(test)]
mod tests {
    use super::*;

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
