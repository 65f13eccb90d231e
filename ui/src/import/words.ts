// The words of an import: its kinds, its steps, and what can be overruled about a file.
import type {
  AmountScale,
  BillParts,
  DateOrder,
  DecimalSign,
  FarEnd,
  ImportKind,
  ImportOptions,
  ImportRowState,
  RateIs,
} from "../api.gen";

export const KINDS: Record<ImportKind, string> = {
  budget: "Budget",
  actuals: "Actuals",
  orders: "Purchase orders",
  vendors: "Vendors",
  contracts: "Contracts",
  licences: "Licences",
  rates: "Exchange rates",
  scores: "Scores",
  "cloud-bill": "Cloud bill",
};

export const isKind = (name: string | null): name is ImportKind => name !== null && Object.hasOwn(KINDS, name);

export const STEPS = ["file", "table", "columns", "check"] as const;
export type Step = (typeof STEPS)[number];
export const STEP_NAMES: Record<Step, string> = { file: "File", table: "Table", columns: "Columns", check: "Check" };

/** The states of a row, in the order in which the core counts them. */
export const STATES: readonly ImportRowState[] = ["new", "changed", "unchanged", "problem", "left_out"];
export const STATE_NAMES: Record<ImportRowState, string> = {
  new: "New",
  changed: "Changed",
  unchanged: "Unchanged",
  problem: "Problem",
  left_out: "Left out",
};
/** The same as the name of a filter. */
export const STATE_FILTERS: Record<ImportRowState, string> = { ...STATE_NAMES, problem: "Problems" };

export const DATES: Record<DateOrder, string> = {
  dmy: "Day, month, year",
  mdy: "Month, day, year",
  ymd: "Year, month, day",
};
export const SIGNS: Record<DecimalSign, string> = { ".": "Point: 1234.50", ",": "Comma: 1234,50" };
export const SCALES: Record<AmountScale, string> = {
  one: "As they stand",
  thousand: "In thousands",
  million: "In millions",
};

export const FAR_ENDS: Record<FarEnd, string> = { none: "No end", as_written: "The end, as written" };
export const COSTS: Record<NonNullable<ImportOptions["cost"]>, string> = {
  billed: "Billed: what is invoiced",
  effective: "Effective: commitments spread over their use",
};
export const PARTS: Record<BillParts, string> = {
  replace: "The whole bill of its months so far",
  add: "A further part, added to what other files brought",
};
export const RATES: Record<RateIs, string> = {
  worth: "One unit’s worth in the book’s currency",
  buys: "Units that one of the book’s currency buys",
};
export const DELIMITERS: Record<string, string> = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar" };
const DELIMITED: Record<string, string> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };
export const ENCODINGS: Record<string, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16, little endian",
  "utf-16be": "UTF-16, big endian",
  "windows-1252": "Windows-1252 (Western)",
  "windows-1250": "Windows-1250 (Central European)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "iso-8859-1": "ISO 8859-1 (Latin 1)",
  "iso-8859-2": "ISO 8859-2 (Latin 2)",
  "iso-8859-15": "ISO 8859-15 (Latin 9)",
  cp850: "DOS, Western (850)",
  cp437: "DOS, United States (437)",
  macintosh: "Mac Roman",
  big5: "Big5 (traditional Chinese)",
  gb18030: "GB 18030 (simplified Chinese)",
  shift_jis: "Shift JIS (Japanese)",
};

/** The name of an encoding; the core may write it in capitals. */
export function encodingName(name: string): string {
  return ENCODINGS[name.toLowerCase()] ?? name;
}

/** The sign between cells, as it is said of a whole file: "semicolons". */
export function delimitedBy(sign: string): string {
  return DELIMITED[sign] ?? `“${sign}” between cells`;
}

const FORMATS: Record<string, string> = {
  xlsx: "Excel workbook",
  xlsm: "Excel workbook with macros",
  xlsb: "Excel binary workbook",
  xls: "Excel 97 workbook",
  ods: "OpenDocument spreadsheet",
};

export const formatName = (format: string): string => FORMATS[format] ?? "text";
export const isText = (format: string): boolean => !Object.hasOwn(FORMATS, format);

/** What a near name names. */
export const NAMED: Record<string, string> = {
  vendor: "vendor",
  category: "category",
  department: "department",
  project: "project",
};

/** The letter of a column, as a spreadsheet writes it. */
export function letter(column: number): string {
  let text = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
}
