// How the user looks at the forecast: which one, beside which earlier one, grouped by what, with which groups folded away.
// Kept while the window is open; the grouping and the unit are remembered on this computer.
import type { VarianceBy } from "../api.gen";
import { folded, remembered, shared } from "../kit/shared";
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

const choices = shared<Choices>({
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
});

export function choose(part: Partial<Choices>): void {
  choices.set({ ...choices.get(), ...part });
  if (part.by) localStorage.setItem(BY, part.by);
  if (part.unit) localStorage.setItem(UNIT, part.unit);
}

/** Folds or unfolds a group of the grouping in force. */
export function foldGroup(key: string, fold: boolean): void {
  const { by, folded: all } = choices.get();
  choose({ folded: { ...all, [by]: folded(all[by], key, fold) } });
}

export const useChoices = choices.use;
