// Which actuals are looked at, as the address says it: any total elsewhere can open its own.
import type { ActualQuery, ActualState } from "../api.gen";
import type { Id } from "../words";

export type Query = Omit<ActualQuery, "from" | "count">;

const STATES: readonly ActualState[] = ["all", "unmatched", "matched"];
const number = (text: string | null): Id | null => (text && /^\d+$/.test(text) ? Number(text) : null);

export function queryOf(parameters: URLSearchParams): Query {
  const state = STATES.find((one) => one === parameters.get("state"));
  return {
    filter: parameters.get("filter") ?? "",
    state: state ?? "all",
    period: parameters.get("period"),
    vendor: number(parameters.get("vendor")),
    category: number(parameters.get("category")),
    line: number(parameters.get("line")),
    batch: number(parameters.get("batch")),
    department: number(parameters.get("department")),
    project: number(parameters.get("project")),
    line_vendor: number(parameters.get("line_vendor")),
    rule: number(parameters.get("rule")),
    id: number(parameters.get("id")),
  };
}
