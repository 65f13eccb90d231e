// How the user looks at the budget: grouped by what, in which unit, compared or not, with which groups folded away.
// Kept while the window is open; the grouping and the unit are remembered on this computer.
import { useSyncExternalStore } from "react";
import type { GroupBy } from "../api.gen";

export type Unit = "thousand" | "one";

export interface Choices {
  group: GroupBy;
  unit: Unit;
  filter: string;
  /** The user wants no comparison, also not the usual one with the year before. */
  alone: boolean;
  /** Keys of folded groups, apart for each way of grouping. */
  folded: Partial<Record<GroupBy, readonly string[]>>;
}

export const GROUPS: readonly { value: GroupBy; label: string }[] = [
  { value: "category", label: "Category" },
  { value: "department", label: "Department" },
  { value: "vendor", label: "Vendor" },
  { value: "project", label: "Project" },
  { value: "none", label: "Nothing" },
];

const GROUP = "outlay.budget.group";
const UNIT = "outlay.budget.unit";

function remembered<T extends string>(key: string, allowed: readonly T[], usual: T): T {
  const text = typeof localStorage === "undefined" ? null : localStorage.getItem(key);
  return allowed.find((one) => one === text) ?? usual;
}

let choices: Choices = {
  group: remembered(
    GROUP,
    GROUPS.map(({ value }) => value),
    "category",
  ),
  unit: remembered(UNIT, ["thousand", "one"], "thousand"),
  filter: "",
  alone: false,
  folded: {},
};
const watchers = new Set<() => void>();

export function choose(part: Partial<Choices>): void {
  choices = { ...choices, ...part };
  if (part.group) localStorage.setItem(GROUP, part.group);
  if (part.unit) localStorage.setItem(UNIT, part.unit);
  for (const watcher of watchers) watcher();
}

/** Folds or unfolds a group of the grouping in force. */
export function foldGroup(key: string, fold: boolean): void {
  const before = choices.folded[choices.group] ?? [];
  const next = fold ? [...before.filter((other) => other !== key), key] : before.filter((other) => other !== key);
  choose({ folded: { ...choices.folded, [choices.group]: next } });
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
