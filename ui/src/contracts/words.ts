// The words of contracts as they are read.
import type {
  ContractBilled,
  ContractKind,
  ContractPer,
  ContractState,
  NoticeTo,
  Renewal,
  RenewalAssumed,
  UpliftAt,
  UpliftMethod,
} from "../api.gen";

const options = <K extends string>(words: Record<K, string>) =>
  Object.entries<string>(words).map(([value, label]) => ({ value: value as K, label }));

export const KIND: Record<ContractKind, string> = {
  saas: "SaaS",
  licence: "Licence",
  maintenance: "Maintenance",
  cloud: "Cloud",
  telecom: "Telecom",
  lease: "Lease",
  service: "Service",
  nda: "NDA",
  other: "Other",
};
export const KINDS = options(KIND);

export const STATE: Record<ContractState, string> = {
  draft: "Draft",
  active: "Active",
  notice_given: "Notice given",
  committed: "Committed",
  ended: "Ended",
};
export const STATES = options(STATE);

export const RENEWALS = options<Renewal>({
  automatic: "Automatic",
  act: "By act",
  none: "None",
  evergreen: "Evergreen",
});

export const NOTICE_TO = options<NoticeTo>({
  "month-end": "To the end of a month",
  "quarter-end": "To the end of a quarter",
  "half-year-end": "To the end of a half-year",
  "year-end": "To the end of a year",
});

export const PER: Record<ContractPer, string> = {
  month: "a month",
  quarter: "a quarter",
  year: "a year",
  term: "a term",
};
export const PERS = options<ContractPer>({ month: "Month", quarter: "Quarter", year: "Year", term: "Term" });

export const BILLED: Record<ContractBilled, string> = { advance: "in advance", arrears: "in arrears" };
export const BILLINGS = options<ContractBilled>({ advance: "In advance", arrears: "In arrears" });

export const UPLIFTS = options<UpliftMethod>({
  percent: "By percent",
  amount: "By an amount",
  steps: "To listed prices",
  index: "With an index",
});

export const UPLIFT_AT = options<UpliftAt>({ anniversary: "Every anniversary", renewal: "Every renewal" });

export const ASSUMED = options<RenewalAssumed>({
  renew: "It renews",
  renegotiate: "It renews at another price",
  end: "It ends",
});
