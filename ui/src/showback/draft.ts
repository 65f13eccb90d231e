// A rule of allocation while it is typed: the texts of its fields, and the draft they make.
import type { AllocationBy, AllocationDraft, AllocationRule, AllocationSource } from "../api.gen";
import { type AmountText, amountText } from "../kit/fields";
import type { Id } from "../words";

export type SourceKind = "department" | "category" | "line";

export interface Typed {
  id: Id | null;
  fiscalYear: number;
  /** Whether it holds for one plan alone, and for which. */
  plan: Id | null;
  name: string;
  kind: SourceKind;
  /** What is shared out; null while nothing is chosen. */
  source: Id | null;
  by: AllocationBy;
  driver: string;
  unit: string;
  capacity: AmountText;
  /** The weights by department; who has none takes no part. */
  weights: ReadonlyMap<Id, AmountText>;
}

const EMPTY: AmountText = { text: "", amount: null };

export function newRule(fiscalYear: number): Typed {
  return {
    id: null,
    fiscalYear,
    plan: null,
    name: "",
    kind: "department",
    source: null,
    by: "quantities",
    driver: "",
    unit: "",
    capacity: EMPTY,
    weights: new Map(),
  };
}

export function typedOf(rule: AllocationRule): Typed {
  const [kind, source] = sourceOf(rule.source);
  return {
    id: rule.id,
    fiscalYear: rule.fiscal_year,
    plan: rule.plan,
    name: rule.name,
    kind,
    source,
    by: rule.by,
    driver: rule.driver,
    unit: rule.unit,
    capacity: amountText(rule.capacity),
    weights: new Map(rule.shares.map(({ department, weight }) => [department, amountText(weight)])),
  };
}

export function sourceOf(source: AllocationSource): [SourceKind, Id] {
  if ("line" in source) return ["line", source.line];
  if ("category" in source) return ["category", source.category];
  return ["department", source.department];
}

function asSource(kind: SourceKind, id: Id): AllocationSource {
  if (kind === "line") return { line: id };
  return kind === "category" ? { category: id } : { department: id };
}

/** What the fields say. A text that is no number counts as not typed; the field itself says that it cannot be read. */
export function draftOf(typed: Typed): AllocationDraft {
  const quantities = typed.by === "quantities";
  const shares = [...typed.weights].flatMap(([department, { amount }]) =>
    amount === null || amount === undefined ? [] : [{ department, weight: amount }],
  );
  return {
    id: typed.id,
    fiscal_year: typed.fiscalYear,
    plan: typed.plan,
    name: typed.name,
    source: typed.source === null ? null : asSource(typed.kind, typed.source),
    by: typed.by,
    driver: quantities ? typed.driver : "",
    unit: quantities ? typed.unit : "",
    capacity: typed.capacity.amount ?? null,
    shares,
  };
}

/** Whether every field can be read. */
export const isReadable = (typed: Typed): boolean =>
  typed.capacity.amount !== undefined && [...typed.weights.values()].every(({ amount }) => amount !== undefined);

/** The weights with that of one department replaced; without a text it takes no part. */
export function withWeight(typed: Typed, department: Id, weight: AmountText): Typed {
  const weights = new Map(typed.weights);
  if (weight.text.trim() === "") weights.delete(department);
  else weights.set(department, weight);
  return { ...typed, weights };
}
