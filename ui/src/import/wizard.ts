// What the user decided about a file so far. It stays while they look at another screen.
import type { ImportKind, ImportOptions, Settings } from "../api.gen";
import { fiscalYear } from "../kit/date";
import type { Id, Token } from "../words";

export interface Wizard {
  file: Token;
  name: string;
  /** null: as the file looks. */
  kind: ImportKind | null;
  plan: Id | null;
  /** The name of a plan that is still to be made; used without `plan`. null: as its year says. */
  plan_name: string | null;
  options: ImportOptions;
  step: "columns" | "check";
}

export const NO_OPTIONS: ImportOptions = {
  sheet: null,
  header_row: null,
  map: [],
  set: [],
  decimal: null,
  dates: null,
  encoding: null,
  delimiter: null,
};

export function startWizard(file: Token, name: string, kind: ImportKind | null, plan: Id | null): Wizard {
  return { file, name, kind, plan, plan_name: null, options: NO_OPTIONS, step: "columns" };
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

/** The name of a new plan: of the fiscal year of the file's months, as the core would name it, else that of the file. */
export function newPlanName(
  file: string,
  fields: readonly (string | null)[],
  { settings, plans }: BookOfPlans,
): string {
  const month = fields.find((field) => field !== null && /^\d{4}-\d{2}$/.test(field));
  if (!month) return file.replace(/\.[^.]*$/, "");
  const name = `FY${fiscalYear(month, settings)} Budget`;
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
