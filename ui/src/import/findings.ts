// What each step found, in a line; what is still open; and what the button at the end would do.
import type { Imported, ImportKind, ImportQuestion, Inspected } from "../api.gen";
import { currencyDecimals, formatAmount, formatCount, plural } from "../kit/number";
import { delimitedBy, encodingName, formatName, KINDS, type Step } from "./words";

export interface Finding {
  text: string;
  /** Whether the step wants something of the user. */
  open: boolean;
}

/** What is known of a file so far. */
export interface Known {
  name: string;
  kind: ImportKind | null;
  inspected: Inspected | undefined;
  imported: Imported | undefined;
  /** Whether rows with problems are left out. */
  skip: boolean;
  /** Whether records that the file no longer has end. */
  ends: boolean;
}

export function findingOf(step: Step, known: Known, base: string): Finding {
  const { inspected, imported } = known;
  if (!inspected) return { text: step === "file" ? known.name : "", open: false };
  const { table } = inspected;
  if (step === "file") {
    const parts = [
      shortName(known.name),
      known.kind ? KINDS[known.kind] : "not clear what it is",
      ...(inspected.encoding ? [encodingName(inspected.encoding)] : [formatName(inspected.format)]),
      ...(inspected.delimiter ? [delimitedBy(inspected.delimiter)] : []),
    ];
    return { text: parts.join(", "), open: known.kind === null };
  }
  if (!table) return { text: step === "table" ? "No table in this file" : "", open: step === "table" };
  if (step === "table") {
    const parts = [
      ...(inspected.sheets.length > 1 ? [`Sheet ${table.sheet}`] : []),
      headerWords(table.header_row, table.last_header_row),
      plural(table.rows, "row"),
    ];
    const text = parts.join(", ");
    const open = questionsOf(known).asked.length;
    if (open > 0) return { text: `${plural(open, "question")} open; ${text}`, open: true };
    return { text: text.charAt(0).toUpperCase() + text.slice(1), open: false };
  }
  if (step === "columns") {
    if (known.kind === null) return { text: "", open: false };
    const lacking = inspected.missing.map((field) => labelOf(inspected, field).toLowerCase());
    if (lacking.length > 0) return { text: `No column for ${lacking.join(" and ")} yet`, open: true };
    const read = table.columns.filter((column) => column.field !== null).length;
    return { text: `${formatCount(read)} of ${plural(table.columns.length, "column")} read`, open: false };
  }
  if (!imported) return { text: "", open: false };
  if (imported.problem_count > 0 && !known.skip) return { text: problemsIn(imported), open: true };
  const sum = firstSum(imported.totals, base);
  return { text: [checked(imported), ...(sum ? [sum] : [])].join(", "), open: undecidedNames(imported) > 0 };
}

const LONG = 28;

/** A long name keeps its beginning and its end: they tell files of two months apart. */
export function shortName(name: string): string {
  return name.length <= LONG ? name : `${name.slice(0, 14)}…${name.slice(-13)}`;
}

/** "columns named in row 3", "in rows 3 and 4", "by no row". */
export function headerWords(first: number | null, last: number): string {
  if (first === null) return "no row names the columns";
  if (last <= first) return `columns named in row ${first}`;
  return `columns named in rows ${first} to ${last}`;
}

export const labelOf = (inspected: Inspected, field: string): string =>
  inspected.fields.find(({ name }) => name === field)?.label ?? field;

/** "3 cells cannot be imported". */
const problemsIn = ({ problem_count }: Imported): string => `${plural(problem_count, "cell")} cannot be imported`;

/** "6,677 new rows", "12 new and 3 changed rows", "nothing new". */
export function checked({ imported, updated }: Imported): string {
  if (imported > 0 && updated > 0) return `${formatCount(imported)} new and ${plural(updated, "changed row")}`;
  if (imported > 0) return plural(imported, "new row");
  return updated > 0 ? plural(updated, "changed row") : "Nothing new";
}

/** What matters most about the whole file now. */
export function titleOf(known: Known, base: string): string {
  const { inspected, imported, kind } = known;
  if (inspected && kind === null) return "What is this file?";
  const columns = findingOf("columns", known, base);
  if (columns.open || !imported) return columns.text || known.name;
  const check = findingOf("check", known, base);
  const rows = imported.imported + imported.updated;
  return imported.problem_count > 0 && !known.skip && rows > 0 ? `${checked(imported)}; ${check.text}` : check.text;
}

/** The sum in the book's currency, or in the first one there is; and that there are others. */
function firstSum(totals: Imported["totals"], base: string): string | null {
  const [currency, ...others] = currenciesOf([totals], base);
  if (!currency) return null;
  const sum = `${formatAmount(totals[currency] ?? "0", { decimals: currencyDecimals(currency) })} ${currency}`;
  return others.length > 0 ? `${sum} and ${plural(others.length, "other currency", "other currencies")}` : sum;
}

/** The currencies of these sums, that of the book first. */
export function currenciesOf(sums: readonly Imported["totals"][], base: string): string[] {
  const all = [...new Set(sums.flatMap((one) => Object.keys(one)))];
  return all.sort((a, b) => Number(b === base) - Number(a === base) || (a < b ? -1 : 1));
}

export const undecidedNames = ({ near }: Imported): number => near.filter(({ decided }) => !decided).length;

// ---- what the file leaves open

export interface Asked {
  /** What a click decides. */
  asked: ImportQuestion[];
  /** What none does, in sentences. */
  told: string[];
}

/** What the file leaves open: said of its table, or of what would become of it, and never twice. */
export function questionsOf({ inspected, imported }: Pick<Known, "inspected" | "imported">): Asked {
  const all = [...(inspected?.questions ?? []), ...(imported?.questions ?? [])];
  const open = [...new Map(all.map((question) => [question.sentence, question])).values()];
  return {
    asked: open.filter(({ answers }) => answers.length > 0),
    told: open.filter(({ answers }) => answers.length === 0).map(({ sentence }) => sentence),
  };
}

// ---- which step comes first, and what the button says

/** The first step that wants something; the check if none does. */
export function firstStep(known: Known): Step {
  const { inspected } = known;
  if (!inspected || known.kind === null) return "file";
  if (!inspected.table) return "table";
  if (inspected.missing.length > 0) return "columns";
  return "check";
}

export interface Verdict {
  /** What the button says. */
  label: string;
  /** Why it cannot be pressed; null: it can. */
  blocked: string | null;
}

/** What importing now would do, or why it cannot be done yet. */
export function verdictOf(known: Known, reading: boolean): Verdict {
  const { inspected, imported } = known;
  if (!inspected?.table)
    return { label: "Import", blocked: reading ? "The file is being read." : "There is no table." };
  if (known.kind === null) return { label: "Import", blocked: "Say what this file is." };
  if (inspected.missing.length > 0) return { label: "Import", blocked: `${findingOf("columns", known, "").text}.` };
  if (!imported || reading)
    return { label: "Import", blocked: reading ? "The file is being read." : "It was not read." };
  const rows = imported.imported + imported.updated;
  const label = rows > 0 ? `Import ${plural(rows, "row")}` : "Import";
  if (imported.problem_count > 0 && !known.skip) {
    const mend =
      imported.problem_count === 1 ? "mend it, or leave its row out." : "mend them, or leave their rows out.";
    return { label, blocked: `${problemsIn(imported)}: ${mend}` };
  }
  if (rows > 0) return { label, blocked: null };
  if (known.ends && imported.missing > 0) return { label: `End ${plural(imported.missing, "record")}`, blocked: null };
  const none = inspected.table.rows === 0;
  return {
    label,
    blocked: none ? "There are no rows below the names of the columns." : "There is nothing new in this file.",
  };
}
