//! What a file looks like: which kind its columns speak of.

use crate::field::Field;
use crate::mapping::{self, How, Mapping};
use crate::options::Kind;
use crate::table::Table;
use crate::{Options, words};

/// Words for licences, one of which a file of them has above a column.
const LICENCE: [&str; 33] = [
    "sku",
    "seats",
    "licence",
    "license",
    "licences",
    "licenses",
    "licensed",
    "serial",
    "software",
    "entitlement",
    "entitlements",
    "subscription",
    "subscriptions",
    "lizenz",
    "lizenzen",
    "lizenzanzahl",
    "lizenzname",
    "lizenzart",
    "lizenztyp",
    "lizenzmetrik",
    "lizenznummer",
    "lizenzschlussel",
    "lizenzprodukt",
    "softwareprodukt",
    "softwarename",
    "logiciel",
    "licencia",
    "licencias",
    "licentie",
    "licenties",
    "licentienaam",
    "licentietype",
    "softwareproduct",
];
/// The same for contracts.
const CONTRACT: [&str; 22] = [
    "contract",
    "contracts",
    "agreement",
    "vertrag",
    "vertragsnummer",
    "vertragsnr",
    "vertragspartner",
    "vertragsbeginn",
    "vertragsende",
    "vertragsart",
    "laufzeit",
    "vertragslaufzeit",
    "contrat",
    "marche",
    "contrato",
    "expediente",
    "overeenkomst",
    "contractnummer",
    "contractpartij",
    "contractwaarde",
    "looptijd",
    "contractnaam",
];
/// Words for who was awarded a contract.
const AWARDED: [&str; 15] = [
    "zuschlagsdatum",
    "vergabeart",
    "auftragsgegenstand",
    "awarded",
    "awardee",
    "titulaire",
    "titulaires",
    "attributaire",
    "adjudicatario",
    "adjudicataria",
    "adjudicatarios",
    "vertragspartner",
    "zuschlagsempfanger",
    "opdrachtnemer",
    "contractpartij",
];

/// Words for what is posted or paid already.
const POSTED: [&str; 23] = [
    "invoice",
    "payment",
    "paid",
    "posting",
    "contract",
    "transaction",
    "voucher",
    "journal",
    "cheque",
    "check",
    "ledger",
    "posted",
    "rechnung",
    "rechnungsnummer",
    "belegnummer",
    "buchungsdatum",
    "facture",
    "comptabilisation",
    "factura",
    "asiento",
    "factuur",
    "factuurnummer",
    "boekdatum",
];
/// Words for orders.
const ORDER: [&str; 11] = [
    "po",
    "order",
    "bestellung",
    "bestellnummer",
    "einkaufsbeleg",
    "bestellwert",
    "nettobestellwert",
    "commande",
    "pedido",
    "bestelling",
    "inkooporder",
];

/// The kind of a table, if its columns say so; the kinds with the most telling names are asked first.
pub(crate) fn guess(table: &Table) -> Option<Kind> {
    let plain = Options::default();
    let find = |kind| mapping::find(table, kind, &plain).ok();
    let budget = find(Kind::Budget)?;
    if budget.planned().len() >= 3 {
        return Some(Kind::Budget);
    }
    let order = [Kind::CloudBill, Kind::Rates, Kind::Scores, Kind::Licences, Kind::Orders, Kind::Contracts];
    for kind in order {
        if find(kind).is_some_and(|mapping| speaks(table, &mapping, kind)) {
            return Some(kind);
        }
    }
    let actuals = find(Kind::Actuals)?;
    let says = |column: usize, wanted: &[&str]| {
        words::tokens(&table.name(column)).iter().any(|word| wanted.contains(&word.as_str()))
    };
    let is_planned = |column: usize| words::is_planned(&table.name(column));
    let planned = actuals.column(Field::Amount).is_some_and(is_planned);
    let has_days = actuals.column(Field::Date).is_some_and(|column| {
        // A column called month holds months, even where each is written as its first day.
        let is_month = says(column, &["month", "monat", "mois", "mes", "maand"]);
        !(is_month || planned && says(column, &["period", "periode", "periodo"]))
    });
    if has_days && actuals.column(Field::Amount).is_some() {
        return Some(Kind::Actuals);
    }
    let of_the_year = !has_days && budget.column(Field::Amount).is_some_and(is_planned);
    if of_the_year || budget.column(Field::Month).is_some() && budget.column(Field::Amount).is_some() {
        return Some(Kind::Budget);
    }
    find(Kind::Vendors).filter(|mapping| speaks(table, mapping, Kind::Vendors)).map(|_| Kind::Vendors)
}

/// Whether the columns that were found are those that only this kind has.
fn speaks(table: &Table, mapping: &Mapping, kind: Kind) -> bool {
    let has = |field| mapping.column(field).is_some();
    let word = |wanted: &[&str]| {
        table.names.iter().any(|name| words::tokens(name).iter().any(|word| wanted.contains(&word.as_str())))
    };
    let usual = |field| {
        let found = mapping.columns.iter().find(|mapped| mapped.field == field);
        found.is_some_and(|mapped| mapped.how == How::UsualName)
    };
    match kind {
        Kind::CloudBill => {
            usual(Field::Service)
                && (usual(Field::Billed) || usual(Field::Effective))
                && has(Field::Date)
                && (has(Field::Account) || has(Field::Provider))
                && table.names.len() >= 5
        }
        Kind::Rates => {
            let wide = mapping.columns.iter().any(|mapped| matches!(mapped.field, Field::RateOf(_)));
            has(Field::Month)
                && (wide || usual(Field::Currency) && usual(Field::Rate))
                && table.names.len() <= if wide { 200 } else { 10 }
        }
        Kind::Scores => {
            has(Field::Vendor) && usual(Field::Criterion) && has(Field::Period) && usual(Field::Score)
        }
        Kind::Licences => has(Field::Product) && has(Field::Bought) && word(&LICENCE),
        Kind::Orders => {
            usual(Field::Order)
                && has(Field::Amount)
                && (has(Field::Invoiced) || has(Field::Delivered) || !has(Field::Date) || word(&ORDER))
                && !word(&POSTED)
        }
        Kind::Contracts => {
            let ends = has(Field::End) || has(Field::Notice) || (has(Field::Start) && has(Field::Term));
            let says = word(&CONTRACT) || usual(Field::End) || usual(Field::Notice);
            // Who was awarded a contract is a party to nothing else.
            let awarded = word(&AWARDED)
                && has(Field::Vendor)
                && !word(&["invoice", "factura", "facture", "factuur", "rechnung"]);
            (has(Field::Contract) || has(Field::Vendor)) && (ends && says || awarded)
        }
        Kind::Vendors => {
            usual(Field::Vendor)
                && [
                    Field::VendorNumber,
                    Field::Contact,
                    Field::Email,
                    Field::Phone,
                    Field::Tier,
                    Field::Criticality,
                ]
                .iter()
                .any(|field| has(*field))
        }
        Kind::Budget | Kind::Actuals => false,
    }
}
