// The kinds of adjustments as the form offers them, and what a typed one says.
import type { Adjustment, AdjustmentKind, AdjustmentScope } from "../api.gen";

export type What = AdjustmentKind["kind"];

export const WHAT: readonly { value: What; label: string; note: string }[] = [
  {
    value: "percent",
    label: "Percent",
    note: "Raises or lowers what lines cost. −100 ends them, such as those of a vendor that is left.",
  },
  { value: "amount", label: "Amount", note: "Adds so much to one line in each month, in the line's own currency." },
  { value: "headcount", label: "Headcount", note: "Adds posts to a role, or takes some away, at what the role costs." },
  { value: "rate", label: "Exchange rate", note: "Moves the budget rate of a currency for the whole year." },
];

export const NO_SCOPE: AdjustmentScope = {
  category: null,
  department: null,
  vendor: null,
  project: null,
  line: null,
  expense: null,
  purpose: null,
};

export function newAdjustment(plan: number): Adjustment {
  return { id: null, plan, what: { kind: "percent", percent: "" }, on: NO_SCOPE, first: null, last: null, notes: "" };
}

/** The figure of an adjustment, whatever it is called there. */
export function sizeOf(what: AdjustmentKind): string {
  switch (what.kind) {
    case "percent":
    case "rate":
      return what.percent;
    case "amount":
      return what.amount;
    case "headcount":
      return what.posts;
  }
}

/** What the form says, without what its kind does not read. */
export function stated(given: {
  kind: What;
  size: string;
  role: number | null;
  currency: string | null;
  on: AdjustmentScope;
}): { what: AdjustmentKind; on: AdjustmentScope } {
  const { kind, size, role, currency, on } = given;
  switch (kind) {
    case "percent":
      return { what: { kind, percent: size }, on };
    case "amount":
      return { what: { kind, amount: size }, on: { ...NO_SCOPE, line: on.line } };
    case "headcount":
      return { what: { kind, role: role ?? 0, posts: size }, on: NO_SCOPE };
    case "rate":
      return { what: { kind, currency: currency ?? "", percent: size }, on: NO_SCOPE };
  }
}
