// What the variance is looked at by, as the address says it: any figure elsewhere can open its own.
import type { Period, Plan, Recognition, Settings, VarianceAgainst, VarianceBy, VarianceQuery } from "../api.gen";
import { fiscalYear } from "../kit/date";

export type View = "all" | "unexplained" | "commitments";

export const BY: readonly { value: VarianceBy; label: string }[] = [
  { value: "category", label: "Category" },
  { value: "department", label: "Department" },
  { value: "vendor", label: "Vendor" },
  { value: "project", label: "Project" },
  { value: "line", label: "Budget line" },
  { value: "expense", label: "CapEx and OpEx" },
  { value: "purpose", label: "Run, grow, transform" },
];

/** So many rows are drawn at first, and so many more each time more are asked for; the others stand in one row together. */
export const MOST = 200;

const VIEWS: readonly View[] = ["all", "unexplained", "commitments"];

/** The fiscal year that a period lies in. */
export function yearOf(period: Period, settings: Pick<Settings, "fiscal_start" | "fiscal_name">): number {
  const named = /^FY(\d+)/.exec(period)?.[1];
  return named ? Number(named) : fiscalYear(period.slice(0, 7), settings);
}

/** "budget", "original", "last_year", or the number of a forecast. */
export function againstOf(text: string | null): VarianceAgainst {
  if (text === "original" || text === "last_year" || text === "last_year_budget") return text;
  return text && /^\d+$/.test(text) ? { forecast: Number(text) } : "budget";
}

export const textOf = (against: VarianceAgainst): string =>
  typeof against === "string" ? against : String(against.forecast);

export interface Asked extends VarianceQuery {
  period: Period;
  view: View;
  /** The item of the bridge whose lines are shown. */
  item: string | null;
}

/** What the address asks of a plan; a period of another year than the plan's is not its own. */
export function askedOf(
  parameters: URLSearchParams,
  plan: Pick<Plan, "id" | "fiscal_year">,
  settings: Pick<Settings, "fiscal_start" | "fiscal_name">,
  recognition: Recognition = "cash",
): Asked {
  const period = parameters.get("period");
  const isOwn = period !== null && /^(FY\d{4}(-Q[1-4])?|\d{4}-\d{2}(-\d{2})?)$/.test(period);
  const year = `FY${plan.fiscal_year}`;
  return {
    plan: plan.id,
    period: isOwn && yearOf(period, settings) === plan.fiscal_year ? period : year,
    by: BY.find(({ value }) => value === parameters.get("by"))?.value ?? "category",
    against: againstOf(parameters.get("against")),
    recognition,
    view: VIEWS.find((view) => view === parameters.get("view")) ?? "all",
    item: parameters.get("item"),
  };
}
