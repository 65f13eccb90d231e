//! What the columns of orders, vendors, contracts, licences, rates, scores and cloud bills are called.
//!
//! Longer than 400 lines: it is a table of words, read by looking something up.

use crate::field::Field;
use crate::options::Kind::{self, CloudBill, Contracts, Licences, Orders, Rates, Scores, Vendors};

/// Names that hold for some kinds only; they go before those that hold for all.
pub(super) const SYNONYMS: &[(&[Kind], Field, &[&str])] = &[
    (
        &[Orders],
        Field::Order,
        &[
            "po number", "po no", "po nr", "po", "purchase order", "purchase order number", "purchase order no",
            "order number", "order no", "order nr", "order id", "order", "purchasing document", "bestellnummer",
            "bestellung", "bestell nr", "auftragsnummer", "einkaufsbeleg", "numero de commande", "commande",
            "no commande", "bon de commande", "numero de pedido", "pedido", "orden de compra", "bestelnummer",
            "inkooporder", "inkoopordernummer", "bestelling", "document number", "document no", "doc number", "number",
            "מספר הזמנה", "הזמנת רכש", "הזמנה",
        ],
    ),
    (
        &[Orders],
        Field::Position,
        &[
            "line", "line no", "line number", "po line", "order line", "item", "item no", "item number", "position", "pos",
            "bestellposition", "ligne", "poste", "linea", "posicion", "regel", "regelnummer", "positie",
        ],
    ),
    (
        &[Orders],
        Field::Date,
        &[
            "order date", "po date", "ordered on", "date ordered", "bestelldatum", "auftragsdatum", "date de commande",
            "date commande", "fecha de pedido", "fecha pedido", "besteldatum", "orderdatum", "תאריך הזמנה",
        ],
    ),
    (
        &[Orders],
        Field::Amount,
        &[
            "order amount", "order value", "ordered amount", "ordered", "po amount", "po value", "net order value",
            "committed", "commitment", "bestellwert", "auftragswert", "nettobestellwert", "montant commande",
            "montant de la commande", "importe del pedido", "valor del pedido", "bestelbedrag", "bestelwaarde",
            "order total", "total order", "total po", "ערך הזמנה", "ערך הזמנה כולל מע מ", "סכום הזמנה",
            "סכום ההזמנה", "היקף ההתקשרות",
        ],
    ),
    (
        &[Orders],
        Field::Delivered,
        &[
            "delivered", "delivered amount", "delivered value", "received", "received amount", "goods received",
            "value received", "geliefert", "gelieferter wert", "wareneingang", "livre", "montant livre", "recu",
            "montant recu", "entregado", "recibido", "importe recibido", "geleverd", "ontvangen", "geleverd bedrag",
        ],
    ),
    (
        &[Orders],
        Field::Invoiced,
        &[
            "invoiced", "invoiced amount", "invoiced value", "amount invoiced", "billed", "billed amount", "amount billed",
            "invoiced to date", "berechnet", "fakturiert", "fakturierter betrag", "rechnungsbetrag", "berechneter wert",
            "facture", "montant facture", "facturado", "importe facturado", "gefactureerd", "gefactureerd bedrag",
            "חשבונית", "סכום חשבוניות", "ערך חשבונית", "ערך חשבוניות", "סכום ששולם", "ביצוע",
        ],
    ),
    (
        &[Orders, Vendors, Contracts],
        Field::Status,
        &[
            "status", "state", "order status", "vendor status", "supplier status", "contract status", "contract state",
            "active", "zustand", "statut", "etat", "estado", "toestand",
        ],
    ),
    (
        &[Vendors],
        Field::Vendor,
        &[
            "name", "legal name", "vendor legal name", "organisation", "organization", "organisation name", "account name",
            "firma", "firmenname", "raison sociale", "nom", "nombre", "razon social", "naam", "bedrijfsnaam", "bedrijf",
            "business name", "trading name",
        ],
    ),
    (
        &[Vendors],
        Field::VendorNumber,
        &[
            "vendor number", "vendor no", "vendor id", "vendor code", "supplier number", "supplier no", "supplier id",
            "supplier code", "supplier ref", "creditor number", "account number", "lieferantennummer", "lieferantennr",
            "lieferanten nr", "kreditorennummer", "kreditor nr", "numero fournisseur", "code fournisseur",
            "numero de proveedor", "codigo de proveedor", "codigo proveedor", "leveranciersnummer", "crediteurnummer",
            "number", "no", "nr", "id", "nummer", "duns", "duns number",
        ],
    ),
    (
        &[Vendors],
        Field::Category,
        &["vendor category", "supplier category", "vendor type", "supplier type", "type", "vendor class", "commodity"],
    ),
    (
        &[Vendors],
        Field::Tier,
        &["tier", "vendor tier", "supplier tier", "segment", "segmentation", "level", "stufe", "niveau", "nivel"],
    ),
    (
        &[Vendors],
        Field::Criticality,
        &[
            "criticality", "critical", "risk", "risk level", "risk rating", "business criticality", "kritikalitat",
            "criticite", "criticidad", "kritikaliteit", "importance",
        ],
    ),
    (
        &[Vendors, Contracts],
        Field::Owner,
        &[
            "owner", "vendor owner", "vendor manager", "relationship owner", "relationship manager", "contract owner",
            "contract manager", "responsible", "business owner", "verantwortlich", "verantwortlicher", "vertragsmanager",
            "responsable", "gestor", "eigenaar", "contracteigenaar", "contractbeheerder", "verantwoordelijke",
            "managed by", "account manager", "assigned to",
        ],
    ),
    (
        &[Vendors],
        Field::Contact,
        &[
            "contact", "contact name", "contact person", "primary contact", "key contact", "ansprechpartner", "kontakt",
            "kontaktperson", "interlocuteur", "contacto", "persona de contacto", "contactpersoon",
        ],
    ),
    (
        &[Vendors],
        Field::Email,
        &[
            "email", "e mail", "mail", "email address", "e mail address", "contact email", "e mail adresse", "courriel",
            "adresse e mail", "correo", "correo electronico", "emailadres", "e mailadres",
        ],
    ),
    (
        &[Vendors],
        Field::Phone,
        &[
            "phone", "phone number", "telephone", "tel", "phone no", "contact phone", "telefon", "telefonnummer", "rufnummer",
            "numero de telephone", "telefono", "telefoon", "telefoonnummer", "mobile",
        ],
    ),
    (
        &[Vendors],
        Field::Address,
        &["address", "address 1", "street", "postal address", "adresse", "anschrift", "strasse", "direccion", "adres"],
    ),
    (
        &[Contracts, Licences],
        Field::Contract,
        &[
            "contract number", "contract no", "contract nr", "contract id", "contract ref", "contract reference",
            "contract number piid", "agreement number", "agreement no", "agreement id", "contract", "agreement", "piid",
            "reference number", "vertragsnummer", "vertrag nr", "vertragsnr", "vertrag", "numero de contrat",
            "numero contrat", "no contrat", "contrat", "reference du contrat", "numero de contrato", "contrato", "expediente",
            "contractnummer", "contractnr", "overeenkomst", "overeenkomstnummer", "contract identifier",
        ],
    ),
    (
        &[Contracts],
        Field::Contract,
        &["number", "no", "id", "ref", "reference", "nummer", "solicitation number", "award number", "award id"],
    ),
    (
        &[Contracts],
        Field::Description,
        &[
            "title", "contract title", "contract name", "agreement name", "agreement title", "subject", "contract subject",
            "contract description", "name", "description", "service", "services", "service description", "scope",
            "investment title", "project name", "project title", "product", "titel", "bezeichnung", "vertragsbezeichnung",
            "vertragsgegenstand", "gegenstand", "leistung", "intitule", "objet", "objet du contrat", "designation",
            "titulo", "objeto", "objeto del contrato", "servicio", "onderwerp", "omschrijving", "contractnaam", "dienst",
        ],
    ),
    (
        &[Contracts],
        Field::ContractKind,
        &[
            "type of contract", "contract type", "kind of contract", "contract kind", "agreement type", "contract category",
            "kind", "type", "vertragsart", "vertragstyp", "type de contrat", "tipo de contrato", "tipo", "contracttype",
            "soort contract", "contractsoort",
        ],
    ),
    (
        &[Contracts, Licences],
        Field::Start,
        &[
            "start date", "start", "contract start date", "contract start", "effective date", "effective from",
            "commencement date", "commencement", "begin date", "begin", "valid from", "from date", "from", "term start",
            "date started", "award date", "signature date", "date signed", "purchase date", "purchased", "purchased on",
            "order date", "vertragsbeginn", "beginn", "startdatum", "laufzeitbeginn", "gultig ab", "ab", "kaufdatum",
            "date de debut", "debut", "date debut", "date d effet", "date d achat", "fecha de inicio", "inicio",
            "fecha inicio", "fecha de compra", "vigente desde", "begindatum", "ingangsdatum", "aanvang", "aankoopdatum",
        ],
    ),
    (
        &[Contracts, Licences],
        Field::End,
        &[
            "end date", "end", "contract end date", "contract end", "expiration", "expiration date", "expiry",
            "expiry date", "contract expiry", "contract expiration", "contract expiration date", "expires", "expires on",
            "expire date", "valid to", "valid until", "valid through", "to date", "until", "to", "term end", "termination date",
            "renewal date", "completion date", "finish date", "ending", "vertragsende", "ende", "enddatum", "ablaufdatum",
            "laufzeitende", "gultig bis", "bis", "ablauf", "date de fin", "fin", "date fin", "date d expiration",
            "expiration le", "echeance", "date d echeance", "fecha de fin", "fin de contrato", "fecha fin",
            "fecha de vencimiento", "vencimiento", "fecha de expiracion", "vigente hasta", "einddatum", "einde",
            "vervaldatum", "afloopdatum", "geldig tot", "support end", "maintenance end",
        ],
    ),
    (
        &[Contracts],
        Field::Term,
        &[
            "term", "initial term", "term months", "contract term", "term length", "duration", "duration months", "length",
            "contract length", "contract duration", "initial period", "minimum term", "laufzeit", "laufzeit monate",
            "erstlaufzeit", "mindestlaufzeit", "vertragslaufzeit", "duree", "duree mois", "duree initiale", "plazo",
            "duracion", "duracion meses", "looptijd", "looptijd maanden", "contractduur", "initiele looptijd",
        ],
    ),
    (
        &[Contracts],
        Field::Renewal,
        &[
            "renewal", "renewal type", "auto renewal", "auto renew", "automatic renewal", "autorenew", "auto renewing",
            "renews", "renewal clause", "verlangerung", "automatische verlangerung", "verlangerungsart", "renouvellement",
            "reconduction", "tacite reconduction", "renovacion", "renovacion automatica", "prorroga", "verlenging",
            "automatische verlenging", "stilzwijgende verlenging", "evergreen",
        ],
    ),
    (
        &[Contracts],
        Field::RenewalTerm,
        &[
            "renewal term", "renewal period", "renewal months", "renewal length", "renewal term months", "extension period",
            "verlangerungszeitraum", "verlangerungsdauer", "folgelaufzeit", "duree de renouvellement",
            "periodo de renovacion", "verlengingstermijn", "verlengingsperiode",
        ],
    ),
    (
        &[Contracts],
        Field::Notice,
        &[
            "notice", "notice period", "notice days", "notice months", "notice period days", "notice period months",
            "termination notice", "cancellation notice", "cancellation period", "termination notice period",
            "days notice", "notice in days", "notice in months", "kundigungsfrist", "kundigungsfrist monate",
            "kundigungsfrist tage", "preavis", "delai de preavis", "preavis jours", "preavis mois", "preaviso",
            "plazo de preaviso", "preaviso dias", "opzegtermijn", "opzegtermijn maanden", "opzegtermijn dagen",
        ],
    ),
    (
        &[Contracts],
        Field::Yearly,
        &[
            "annual value", "annual cost", "annual amount", "annual spend", "annual contract value", "acv",
            "value a year", "value per year", "yearly cost", "yearly value", "cost per year", "cost per annum",
            "annual price", "annual fee", "arr", "jahreswert", "jahreskosten", "kosten pro jahr", "jahresbetrag",
            "montant annuel", "cout annuel", "valeur annuelle", "importe anual", "coste anual", "valor anual",
            "jaarbedrag", "jaarlijkse kosten", "kosten per jaar", "jaarwaarde", "annualised value", "annualized value",
        ],
    ),
    (
        &[Contracts],
        Field::Total,
        &[
            "total value", "contract value", "total contract value", "tcv", "contract amount", "total amount", "total",
            "value", "amount", "award amount", "awarded amount", "award value", "action obligation amount",
            "obligation amount", "obligated amount", "total cost", "estimated value", "maximum value", "price",
            "lifetime value", "not to exceed", "vertragswert", "gesamtwert", "auftragswert", "vertragssumme",
            "gesamtbetrag", "wert", "betrag", "montant total", "valeur du contrat", "montant du contrat", "montant",
            "valeur", "importe total", "valor del contrato", "importe del contrato", "importe", "valor", "valor total",
            "contractwaarde", "totale waarde", "totaalbedrag", "bedrag", "waarde", "lifecycle cost", "planned cost",
        ],
    ),
    (
        &[Contracts],
        Field::Billing,
        &[
            "billing", "billing frequency", "billing cycle", "billing period", "payment terms", "payment frequency",
            "payment schedule", "invoicing", "abrechnung", "zahlungsweise", "zahlungsrhythmus", "zahlungsbedingungen",
            "facturation", "periodicite", "facturacion", "forma de pago", "facturatie", "betalingstermijn",
            "factuurfrequentie",
        ],
    ),
    (
        &[Contracts],
        Field::Parent,
        &[
            "parent", "parent contract", "master agreement", "master contract", "framework", "framework agreement",
            "framework number", "idv piid", "msa", "msa number", "base contract", "rahmenvertrag", "contrat cadre",
            "accord cadre", "acuerdo marco", "contrato marco", "raamovereenkomst", "raamcontract", "mantelovereenkomst",
        ],
    ),
    (
        &[Contracts, Licences],
        Field::Department,
        &["business unit", "agency name", "agency", "unit", "location", "cost center name", "using department"],
    ),
    (
        &[Licences],
        Field::Product,
        &[
            "product", "product name", "software", "software name", "licence", "license", "licence name", "license name",
            "item name", "item", "title", "application", "application name", "name", "sku", "sku name", "produkt",
            "produktname", "software produkt", "lizenz", "lizenzname", "bezeichnung", "produit", "nom du produit", "logiciel",
            "licence logicielle", "designation", "producto", "nombre del producto", "licencia", "aplicacion",
            "softwareproduct", "licentie", "productnaam", "pakket", "description", "plan", "subscription",
        ],
    ),
    (
        &[Licences],
        Field::Vendor,
        &["publisher", "manufacturer", "software publisher", "vendor", "supplier", "reseller", "maker", "editeur", "uitgever"],
    ),
    (
        &[Licences],
        Field::Number,
        &[
            "serial number", "serial", "serial no", "licence number", "license number", "licence id", "license id",
            "licence key", "license key", "product key", "entitlement id", "entitlement", "subscription id",
            "seriennummer", "lizenznummer", "lizenzschlussel", "numero de serie", "numero de licence", "cle de licence",
            "numero de licencia", "clave", "serienummer", "licentienummer", "licentiesleutel", "id",
        ],
    ),
    (
        &[Licences],
        Field::Metric,
        &[
            "metric", "licence metric", "license metric", "licence type", "license type", "licensing model", "unit",
            "unit of measure", "uom", "metrik", "lizenzmetrik", "lizenzmodell", "lizenztyp", "metrique", "type de licence",
            "metrica", "tipo de licencia", "metriek", "licentietype", "licentiemodel",
        ],
    ),
    (
        &[Licences],
        Field::Bought,
        &[
            "seats", "bought", "purchased", "purchased quantity", "quantity", "qty", "quantity purchased", "licences",
            "licenses", "licence count", "license count", "owned", "entitled", "entitlements", "entitled quantity", "total seats",
            "total licences", "total licenses", "number of seats", "number of licences", "number of licenses", "prepaid units",
            "units", "anzahl", "menge", "gekauft", "lizenzen", "anzahl lizenzen", "quantite", "nombre", "achete",
            "nombre de licences", "cantidad", "comprado", "licencias", "aantal", "gekocht", "aantal licenties", "enabled",
        ],
    ),
    (
        &[Licences],
        Field::Assigned,
        &[
            "assigned", "assigned seats", "assigned licences", "assigned licenses", "allocated", "deployed", "in use",
            "consumed", "consumed units", "installed", "checked out", "zugewiesen", "vergeben", "belegt", "attribue",
            "affecte", "asignado", "asignadas", "toegewezen", "uitgegeven",
        ],
    ),
    (
        &[Licences],
        Field::Used,
        &[
            "used", "active users", "active", "usage", "actual usage", "used seats", "users active", "last 30 days",
            "genutzt", "aktiv", "aktive nutzer", "verwendet", "utilise", "actifs", "utilizado", "usado", "en uso",
            "gebruikt", "actief", "actieve gebruikers",
        ],
    ),
    (
        &[Licences],
        Field::UnitPrice,
        &[
            "unit price", "unit cost", "price per unit", "price per seat", "cost per seat", "cost per licence",
            "cost per license", "price per user", "list price", "stuckpreis", "einzelpreis", "preis pro lizenz",
            "prix unitaire", "cout unitaire", "precio unitario", "coste unitario", "stukprijs", "prijs per stuk",
            "prijs per licentie", "eenheidsprijs",
        ],
    ),
    (
        &[Licences],
        Field::Total,
        &[
            "purchase cost", "total cost", "total price", "total", "cost", "price", "annual cost", "amount", "value",
            "purchase price", "kosten", "gesamtkosten", "gesamtpreis", "preis", "kaufpreis", "betrag", "cout total", "cout",
            "prix", "prix total", "montant", "coste", "coste total", "precio", "importe", "totale kosten", "prijs",
            "totaalprijs", "bedrag",
        ],
    ),
    (
        &[Licences],
        Field::Owner,
        &["owner", "licensed to name", "licensed to", "full name", "assigned to", "responsible", "user", "lizenznehmer"],
    ),
    (
        &[Rates],
        Field::Month,
        &[
            "month", "date", "period", "time period", "rate date", "valid from", "effective date", "as of", "year month",
            "monat", "datum", "kursdatum", "gultig ab", "mois", "mes", "fecha", "maand",
        ],
    ),
    (
        &[Rates],
        Field::Currency,
        &[
            "currency", "from currency", "source currency", "currency code", "ccy", "iso code", "from", "wahrung",
            "von wahrung", "devise", "monnaie", "moneda", "divisa", "valuta", "munt",
        ],
    ),
    (
        &[Rates],
        Field::Rate,
        &[
            "rate", "exchange rate", "fx rate", "rate value", "obs value", "value", "conversion rate", "average rate",
            "closing rate", "mid rate", "kurs", "wechselkurs", "umrechnungskurs", "mittelkurs", "taux", "taux de change",
            "cours", "tipo", "tipo de cambio", "cambio", "tasa", "koers", "wisselkoers",
        ],
    ),
    (
        &[Scores],
        Field::Criterion,
        &[
            "criterion", "kpi", "kpi name", "metric", "measure", "indicator", "service level", "sla", "criteria", "kennzahl",
            "kriterium", "messgrosse", "indicateur", "critere", "mesure", "indicador", "criterio", "metrica",
            "indicator naam", "meting",
        ],
    ),
    (
        &[Scores],
        Field::Period,
        &[
            "period", "quarter", "month", "year", "review period", "reporting period", "date", "zeitraum", "quartal", "monat",
            "periode", "trimestre", "mois", "annee", "periodo", "mes", "kwartaal", "maand", "jaar",
        ],
    ),
    (
        &[Scores],
        Field::Score,
        &[
            "value", "score", "actual", "actual value", "measured", "measured value", "result", "achieved", "rating", "wert",
            "ergebnis", "istwert", "bewertung", "valeur", "resultat", "note", "valor", "resultado", "puntuacion", "waarde",
            "resultaat", "beoordeling",
        ],
    ),
    (
        &[Scores],
        Field::Unit,
        &["unit", "unit of measure", "uom", "einheit", "unite", "unidad", "eenheid"],
    ),
    (
        &[CloudBill],
        Field::Provider,
        &[
            "provider name", "service provider name", "provider", "cloud provider", "publisher type", "invoice issuer name",
            "publisher name", "bill billing entity", "billing entity", "cloud", "anbieter", "fournisseur", "proveedor",
        ],
    ),
    (
        &[CloudBill],
        Field::Service,
        &[
            "service name", "product product name", "line item product code", "product service", "service description", "product name",
            "meter category", "service", "product servicecode", "product code", "consumed service", "service family",
            "servicename", "dienst", "leistung", "servicio",
        ],
    ),
    (
        &[CloudBill],
        Field::Account,
        &[
            "sub account name", "sub account id", "line item usage account name", "line item usage account id",
            "usage account id", "subscription name", "subscription id", "subscription guid", "product compartment name",
            "line item tenant id", "linked account name", "linked account", "linked account id", "account name", "account id",
            "project name", "project id", "billing account name", "billing account id", "compartment", "account", "konto",
            "abonnement", "compte", "cuenta",
        ],
    ),
    (
        &[CloudBill],
        Field::Date,
        &[
            "charge period start", "billing period start", "line item usage start date", "usage start date",
            "line item interval usage start", "interval usage start", "bill billing period start date",
            "date", "usage date", "usage date time", "usage month", "billing period start date", "invoice month", "month",
            "datum", "monat", "mois", "fecha", "mes", "maand",
        ],
    ),
    (
        &[CloudBill],
        Field::Billed,
        &[
            "billed cost", "line item unblended cost", "unblended cost", "cost my cost", "my cost", "cost in billing currency",
            "pre tax cost", "pretax cost", "cost", "cost usd", "total cost", "amount", "invoiced cost", "kosten", "betrag", "cout", "coste",
        ],
    ),
    (
        &[CloudBill],
        Field::Effective,
        &[
            "effective cost", "amortized cost", "amortised cost", "line item net amortized cost", "net amortized cost",
        ],
    ),
    (
        &[CloudBill],
        Field::Currency,
        &[
            "billing currency", "line item currency code", "cost currency code", "currency code", "currency",
            "billing currency code", "wahrung", "devise", "moneda", "valuta",
        ],
    ),
];
