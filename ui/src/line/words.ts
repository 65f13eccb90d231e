// How a line's months came about, in words.
import type { LineDetail, SpreadMethod } from "../api.gen";
import { formatDate, formatMonth } from "../kit/date";
import { formatAmount } from "../kit/number";

export const METHODS: readonly { value: SpreadMethod; label: string }[] = [
  { value: "even", label: "Evenly, each month touched the same" },
  { value: "days", label: "By the days in each month" },
  { value: "prorate", label: "First and last month by days, the rest evenly" },
  { value: "duration", label: "By whole months of the term" },
  { value: "profile", label: "By a profile of the year" },
];

const SHORT: Record<SpreadMethod, string> = {
  even: "evenly",
  days: "by days",
  prorate: "with the first and last month by days",
  duration: "by whole months",
  profile: "by a profile",
};

export function basisWords({ plan, basis, line, role, contract, changed, outside }: LineDetail): string {
  if (plan.base !== null) return "As in the plan below, with the adjustments of this scenario: Explain says which.";
  const parts: string[] = [];
  if (basis === null) parts.push("Typed, pasted or imported: the history tells which.");
  else if (basis.kind === "spread") {
    const span = `${formatDate(basis.from)} to ${formatDate(basis.to)}`;
    parts.push(`${formatAmount(basis.amount)} ${line.currency} spread ${SHORT[basis.method]} over ${span}.`);
  } else if (basis.kind === "quantity") {
    parts.push(`Quantity × ${formatAmount(basis.price)} ${line.currency} for each of the ${basis.unit} and month.`);
  } else if (basis.kind === "contract") {
    const share = `${formatAmount(basis.share)} % of what`;
    parts.push(
      contract === null
        ? `${share} a contract cost that is gone.`
        : `${share} “${contract.name}” costs by its schedule.`,
    );
  } else {
    const share = basis.capitalised ? "The capitalised share of the people" : "The people";
    parts.push(role === null ? `${share} of a role that is gone.` : `${share} of the role “${role}”.`);
  }
  if (outside !== null) parts.push(`${formatAmount(outside)} ${line.currency} of it fall outside this year.`);
  if (changed.length > 0) parts.push(`Changed by hand since: ${changed.map(formatMonth).join(", ")}.`);
  return parts.join(" ");
}
