// How the user looks at the budget: grouped by what, in which unit, compared or not, with which groups folded away.
// Kept while the window is open; the grouping and the unit are remembered on this computer.
import type { GroupBy } from "../api.gen";
import { folded, remembered, shared } from "../kit/shared";

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

const choices = shared<Choices>({
  group: remembered(
    GROUP,
    GROUPS.map(({ value }) => value),
    "category",
  ),
  unit: remembered(UNIT, ["thousand", "one"], "thousand"),
  filter: "",
  alone: false,
  folded: {},
});

export function choose(part: Partial<Choices>): void {
  choices.set({ ...choices.get(), ...part });
  if (part.group) localStorage.setItem(GROUP, part.group);
  if (part.unit) localStorage.setItem(UNIT, part.unit);
}

/** Folds or unfolds a group of the grouping in force. */
export function foldGroup(key: string, fold: boolean): void {
  const { group, folded: all } = choices.get();
  choose({ folded: { ...all, [group]: folded(all[group], key, fold) } });
}

export const useChoices = choices.use;
