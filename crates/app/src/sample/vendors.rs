//! The vendors of the sample book, all invented.

/// A vendor: legal name (its first word is what lines call it by), cost pool, tier, criticality, owner, status.
pub(super) type Vendor = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const CLOUD: &str = "Cloud Services";
const DATA_CENTER: &str = "Data Center Facilities";
const HARDWARE: &str = "Hardware";
const MISC: &str = "Misc Costs";
const SERVICES: &str = "Outside Services";
const SOFTWARE: &str = "Software & SaaS";
const TELECOM: &str = "Telecom";

/// Sixty vendors.
#[rustfmt::skip]
pub(super) const VENDORS: &[Vendor] = &[
    ("Aldermoor Software Inc.", SOFTWARE, "Strategic", "High", "Priya Raman", "Active"),
    ("Ashmerrow Analytics LLC", SOFTWARE, "Tactical", "Medium", "Yusuf Demir", "Active"),
    ("Bexhollow Telecom GmbH", TELECOM, "Tactical", "Medium", "Luis Ferrando", "Active"),
    ("Blackthwaite Consulting LLP", SERVICES, "Strategic", "High", "Katrin Vogel", "Active"),
    ("Brackenvale Cloud Inc.", CLOUD, "Strategic", "Critical", "Ines Carvalho", "Active"),
    ("Brindlecote Learning Ltd", MISC, "Commodity", "Low", "Priya Raman", "Active"),
    ("Calderwick Systems Inc.", SOFTWARE, "Strategic", "Critical", "Katrin Vogel", "Active"),
    ("Cinderhall Staffing LLC", SERVICES, "Tactical", "Medium", "Nikhil Bose", "Active"),
    ("Coppermere Devices Inc.", HARDWARE, "Preferred", "Medium", "Hanna Berg", "Active"),
    ("Cragmouth Networks Inc.", HARDWARE, "Preferred", "High", "Luis Ferrando", "Active"),
    ("Dellingsea Telecom Ltd", TELECOM, "Tactical", "Medium", "Luis Ferrando", "Active"),
    ("Dovershaw Print Services LLC", SERVICES, "Commodity", "Low", "Hanna Berg", "Under review"),
    ("Drumlachan Hosting Ltd", DATA_CENTER, "Preferred", "High", "Owen Pryce", "Being replaced"),
    ("Dunmarrow Security Inc.", SOFTWARE, "Strategic", "Critical", "Grace Holloway", "Active"),
    ("Eastwold Engineering BV", SERVICES, "Tactical", "Medium", "Nikhil Bose", "Active"),
    ("Elmsgarth Identity Inc.", SOFTWARE, "Preferred", "Critical", "Grace Holloway", "Active"),
    ("Farrowdale Communications Inc.", TELECOM, "Preferred", "High", "Luis Ferrando", "Active"),
    ("Fennimoor Data GmbH", CLOUD, "Preferred", "Medium", "Yusuf Demir", "Active"),
    ("Flintgate Audit LLP", SERVICES, "Tactical", "Medium", "Grace Holloway", "Active"),
    ("Foxlode Design Software Inc.", SOFTWARE, "Preferred", "High", "Nikhil Bose", "Active"),
    ("Gantwell Consulting LLC", SERVICES, "Preferred", "Medium", "Priya Raman", "Active"),
    ("Glenharrow Storage Inc.", HARDWARE, "Preferred", "High", "Owen Pryce", "Active"),
    ("Gorsebank Recycling Ltd", MISC, "Commodity", "Low", "Hanna Berg", "Active"),
    ("Greywether Software BV", SOFTWARE, "Tactical", "Medium", "Daniel Marsh", "Active"),
    ("Harrowmead Power Systems LLC", DATA_CENTER, "Commodity", "Medium", "Owen Pryce", "Active"),
    ("Hexworthy Backup Inc.", SOFTWARE, "Preferred", "High", "Owen Pryce", "Active"),
    ("Hollinfirth Mobile Inc.", TELECOM, "Preferred", "Medium", "Luis Ferrando", "Active"),
    ("Inglewhit Learning Inc.", MISC, "Commodity", "Low", "Priya Raman", "Active"),
    ("Jarrowby Service Desk Inc.", SERVICES, "Strategic", "High", "Tom Okafor", "Active"),
    ("Kestrelholm CRM Inc.", SOFTWARE, "Strategic", "High", "Daniel Marsh", "Active"),
    ("Kilnsdale Components GmbH", HARDWARE, "Tactical", "Low", "Hanna Berg", "Active"),
    ("Larkstoke Observability Inc.", SOFTWARE, "Preferred", "High", "Ines Carvalho", "Active"),
    ("Linwater Legal LLP", SERVICES, "Tactical", "Low", "Priya Raman", "Active"),
    ("Lochbrae Cloud Ltd", CLOUD, "Preferred", "High", "Ines Carvalho", "Active"),
    ("Marrowfen Systems GmbH", SERVICES, "Preferred", "High", "Katrin Vogel", "Active"),
    ("Millstrand Payments Inc.", SOFTWARE, "Tactical", "Medium", "Daniel Marsh", "Active"),
    ("Moorgreave Fibre Ltd", TELECOM, "Preferred", "High", "Luis Ferrando", "Active"),
    ("Netherlow Testing BV", SERVICES, "Tactical", "Low", "Nikhil Bose", "Active"),
    ("Oakhollin Facilities LLC", DATA_CENTER, "Commodity", "Medium", "Owen Pryce", "Active"),
    ("Ottermoss Documents Inc.", SOFTWARE, "Tactical", "Medium", "Daniel Marsh", "Under review"),
    ("Penhallick Cables Ltd", HARDWARE, "Commodity", "Low", "Luis Ferrando", "Active"),
    ("Quarrington Recruiting LLC", SERVICES, "Commodity", "Low", "Priya Raman", "Active"),
    ("Ravensmoor Cyber Ltd", SERVICES, "Preferred", "High", "Grace Holloway", "Active"),
    ("Redmarley Colocation Inc.", DATA_CENTER, "Strategic", "Critical", "Owen Pryce", "Active"),
    ("Rookhope Research Inc.", MISC, "Commodity", "Low", "Marta Lindqvist", "Active"),
    ("Saltersgill Software GmbH", SOFTWARE, "Preferred", "High", "Katrin Vogel", "Active"),
    ("Shawmarrow Tooling Inc.", SOFTWARE, "Preferred", "Medium", "Nikhil Bose", "Active"),
    ("Silverleat Translation BV", SERVICES, "Commodity", "Low", "Daniel Marsh", "Active"),
    ("Skelderwood Servers Inc.", HARDWARE, "Preferred", "High", "Owen Pryce", "Active"),
    ("Stonebeck Integration LLC", SERVICES, "Preferred", "Medium", "Katrin Vogel", "Active"),
    ("Swaleburn Travel Inc.", MISC, "Commodity", "Low", "Priya Raman", "Active"),
    ("Tamarhill Edge Inc.", CLOUD, "Tactical", "Medium", "Ines Carvalho", "Active"),
    ("Thornmarch Peripherals LLC", HARDWARE, "Commodity", "Low", "Hanna Berg", "Active"),
    ("Tidewarren Data Inc.", CLOUD, "Preferred", "High", "Yusuf Demir", "Active"),
    ("Upperdale Insurance Co.", MISC, "Tactical", "Medium", "Grace Holloway", "Active"),
    ("Velmoor Meetings Inc.", SOFTWARE, "Tactical", "Medium", "Hanna Berg", "Active"),
    ("Wexcombe Planning Software Ltd", SOFTWARE, "Preferred", "Medium", "Katrin Vogel", "Active"),
    ("Windermark Contracting LLC", SERVICES, "Tactical", "Medium", "Ines Carvalho", "Active"),
    ("Wyrefield Power & Light", DATA_CENTER, "Commodity", "High", "Owen Pryce", "Active"),
    ("Yarnsworth Domains Ltd", MISC, "Commodity", "Low", "Ines Carvalho", "Active"),
];
