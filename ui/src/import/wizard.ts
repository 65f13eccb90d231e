// What the user decided about a file so far. It stays while they look at another screen.
import type {
  ImportGiven,
  ImportJob,
  ImportKind,
  ImportMissing,
  ImportNameChoice,
  ImportOptions,
  Inspected,
  Settings,
} from "../api.gen";
import { fiscalYear } from "../kit/date";
import type { Id, Token } from "../words";
import type { Step } from "./words";

export interface Wizard {
  file: Token;
  name: string;
  /** null: as the file looks. */
  kind: ImportKind | null;
  plan: Id | null;
  /** The name of a plan that is still to be made; used without `plan`. null: as its year says. */
  plan_name: string | null;
  options: ImportOptions;
  /** What was decided about names that the book nearly has. */
  names: readonly ImportNameChoice[];
  missing: ImportMissing;
  /** Whether rows with problems are left out. */
  skip: boolean;
  /** Whether the mapping of a file before was used, or not wanted. */
  settled: boolean;
  /** The step that is open; null: the first that wants something. */
  step: Step | null;
}

export const NO_OPTIONS: ImportOptions = {
  sheet: null,
  header_row: null,
  header_rows: null,
  map: [],
  set: [],
  split: [],
  join: [],
  decimal: null,
  dates: null,
  encoding: null,
  delimiter: null,
  edits: [],
  leave_out: [],
  keep: [],
  key: [],
  far_end: null,
  cost: null,
  rate_is: null,
  scale: null,
  parts: null,
};

export function startWizard(file: Token, name: string, kind: ImportKind | null, plan: Id | null): Wizard {
  return {
    file,
    name,
    kind,
    plan,
    plan_name: null,
    options: NO_OPTIONS,
    names: [],
    missing: "keep",
    skip: false,
    settled: false,
    step: null,
  };
}

export type Pairs = ImportOptions["map"];

/** Reads a column as a field, or as none; `now` is the field it is read as so far. */
export function assign(map: Pairs, column: number, field: string | null, now: string | null): Pairs {
  const place = String(column);
  const kept = map.filter(([name, at]) => at !== place && name !== field && name !== now);
  // A field that was found in this column must be told that it is not there.
  if (now !== null && now !== field) kept.push([now, ""]);
  if (field !== null) kept.push([field, place]);
  return kept;
}

// ---- what is overruled

/** Another table of the file: what was said about the columns of the one before is not about this one. */
export function anotherTable(options: ImportOptions, part: Partial<ImportOptions>): ImportOptions {
  const columns: Partial<ImportOptions> = { map: [], split: [], join: [], key: [] };
  // Cells are known by row and column of their sheet; those of another sheet are other cells.
  const cells: Partial<ImportOptions> =
    "sheet" in part ? { edits: [], leave_out: [], keep: [], header_rows: null } : {};
  return { ...options, ...columns, ...cells, ...part };
}

/** Another kind has other fields; how the file is written stays. */
export function anotherKind(options: ImportOptions): ImportOptions {
  return { ...options, map: [], set: [], key: [], far_end: null, cost: null, rate_is: null };
}

/** The options of a file that was read before, for this one: its cells and rows were its own, and so is what it is a part of. */
export function likeBefore(options: ImportOptions, before: ImportOptions): ImportOptions {
  const { edits, leave_out, keep, parts } = options;
  return { ...before, edits, leave_out, keep, parts };
}

/** The options with the one that an answer gives; of values for every row only those of the same fields give way, and rows
 * that are left out or kept come beside the others. */
export function answered(options: ImportOptions, gives: ImportGiven): ImportOptions {
  const { set, leave_out, keep }: Partial<ImportOptions> = gives;
  if (leave_out) return leave_out.reduce((now, row) => leaveOut(now, row, true), options);
  if (keep) return keep.reduce((now, row) => leaveOut(now, row, false), options);
  if (!set) return { ...options, ...gives };
  const others = options.set.filter(([field]) => !set.some(([given]) => given === field));
  return { ...options, set: [...others, ...set] };
}

/** Whether that would read this file in another way than now. */
export function readsOtherwise(options: ImportOptions, before: ImportOptions): boolean {
  const like = likeBefore(options, before);
  const names = Object.keys(NO_OPTIONS) as (keyof ImportOptions)[];
  return names.some((name) => JSON.stringify(like[name]) !== JSON.stringify(options[name]));
}

// ---- cells and rows

const isAt = (row: number, column: number) => (edit: { row: number; column: number }) =>
  edit.row === row && edit.column === column;

/** The text that stands for a cell instead of the file's; undefined where the file's counts. */
export function editAt({ edits }: ImportOptions, row: number, column: number): string | undefined {
  return edits.find(isAt(row, column))?.text;
}

/** Takes a cell for this text from now on; null: for what stands in the file. */
export function editCell(options: ImportOptions, row: number, column: number, text: string | null): ImportOptions {
  const others = options.edits.filter((edit) => !isAt(row, column)(edit));
  return { ...options, edits: text === null ? others : [...others, { row, column, text }] };
}

/** Leaves a row of the file out, or takes it in although it looks like a total. */
export function leaveOut(options: ImportOptions, row: number, out: boolean): ImportOptions {
  const without = (rows: readonly number[]) => rows.filter((one) => one !== row);
  const leave_out = without(options.leave_out);
  const keep = without(options.keep);
  if (out) return { ...options, leave_out: [...leave_out, row].sort((a, b) => a - b), keep };
  // A row that was left out by hand only comes back.
  if (options.leave_out.includes(row)) return { ...options, leave_out, keep };
  return { ...options, leave_out, keep: [...keep, row].sort((a, b) => a - b) };
}

/** Decides about a name that the book nearly has. */
export function chooseName(names: readonly ImportNameChoice[], choice: ImportNameChoice): ImportNameChoice[] {
  return [...names.filter(({ field, text }) => field !== choice.field || text !== choice.text), choice];
}

// ---- what is asked of the core

/** The import as it is to be run; null while something that it needs is missing. */
export function jobOf(wizard: Wizard, found: Inspected | undefined, planName: string): ImportJob | null {
  const kind = wizard.kind ?? found?.kind ?? null;
  if (!kind || !found?.table || found.missing.length > 0) return null;
  const budget = kind === "budget";
  return {
    file: wizard.file,
    kind,
    plan: budget || kind === "rates" ? wizard.plan : null,
    plan_name: budget && wizard.plan === null ? planName : null,
    options: wizard.options,
    skip_problems: wizard.skip,
    names: [...wizard.names],
    missing: wizard.missing,
  };
}

/** The name of a new plan: of the fiscal year of the file's months or amounts, as the core would name it, else that of the file. */
export function newPlanName(
  file: string,
  columns: readonly { name: string; field: string | null }[],
  { settings, plans }: BookOfPlans,
): string {
  const month = columns.find(({ field }) => field !== null && /^\d{4}-\d{2}$/.test(field))?.field;
  const named = columns.find(({ field }) => field === "amount")?.name.match(/\b(?:FY ?)?(20\d\d)\b/)?.[1];
  const year = month ? fiscalYear(month, settings) : named;
  if (!year) return file.replace(/\.[^.]*$/, "");
  const name = `FY${year} Budget`;
  const isTaken = (wanted: string) => plans.some((plan) => plan.name.toLowerCase() === wanted.toLowerCase());
  if (!isTaken(name)) return name;
  let version = 2;
  while (isTaken(`${name} v${version}`)) version += 1;
  return `${name} v${version}`;
}

interface BookOfPlans {
  settings: Pick<Settings, "fiscal_start" | "fiscal_name">;
  plans: readonly { name: string }[];
}

let unfinished: Wizard | null = null;

/** The import that was begun and not ended. */
export const unfinishedImport = (): Wizard | null => unfinished;
export const keepImport = (wizard: Wizard | null): void => {
  unfinished = wizard;
};
