// How the user looks at the forecast: which one, beside which earlier one, grouped by what, with which groups folded away.
// Kept while the window is open; the grouping and the unit are remembered on this computer.
import { useSyncExternalStore } from "react";
import type { VarianceBy } from "../api.gen";
import type { Id } from "../words";

export type Unit = "thousand" | "one";

export interface Choices {
  /** The forecast; null for the newest. */
  plan: Id | null;
  /** The earlier one that it is compared with; null for the one before. */
  compare: Id | null;
  by: VarianceBy;
  unit: Unit;
  filter: string;
  /** Keys of folded groups, apart for each way of grouping. */
  folded: Partial<Record<VarianceBy, readonly string[]>>;
}

export const GROUPS: readonly { value: VarianceBy; label: string }[] = [
  { value: "category", label: "Category" },
  { value: "department", label: "Department" },
  { value: "vendor", label: "Vendor" },
  { value: "project", label: "Project" },
  { value: "line", label: "Nothing" },
];

const BY = "outlay.forecast.by";
const UNIT = "outlay.forecast.unit";

function remembered<T extends string>(key: string, allowed: readonly T[], usual: T): T {
  const text = typeof localStorage === "undefined" ? null : localStorage.getItem(key);
  return allowed.find((one) => one === text) ?? usual;
}

let choices: Choices = {
  plan: null,
  compare: null,
  by: remembered(
    BY,
    GROUPS.map(({ value }) => value),
    "category",
  ),
  unit: remembered(UNIT, ["thousand", "one"], "thousand"),
  filter: "",
  folded: {},
};
const watchers = new Set<() => void>();

export function choose(part: Partial<Choices>): void {
  choices = { ...choices, ...part };
  if (part.by) localStorage.setItem(BY, part.by);
  if (part.unit) localStorage.setItem(UNIT, part.unit);
  for (const watcher of watchers) watcher();
}

/** Folds or unfolds a group of the grouping in force. */
export function foldGroup(key: string, fold: boolean): void {
  const before = choices.folded[choices.by] ?? [];
  const next = fold ? [...before.filter((other) => other !== key), key] : before.filter((other) => other !== key);
  choose({ folded: { ...choices.folded, [choices.by]: next } });
}

export function useChoices(): Choices {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => choices,
  );
}
