// Which contracts the user looks at. The filters are remembered on this computer.
import type { ContractKind, ContractState } from "../api.gen";
import { remembered, shared } from "../kit/shared";
import { KINDS, STATES } from "./words";

export interface Choices {
  text: string;
  kind: ContractKind | "";
  state: ContractState | "";
  /** Only what is due within so many days. */
  within: "" | "30" | "60" | "90" | "180";
}

export const WITHIN = ["30", "60", "90", "180"] as const;

const KEY = "outlay.contracts.";
const values = <V extends string>(options: readonly { value: V }[]): readonly (V | "")[] =>
  options.map(({ value }) => value);

const choices = shared<Choices>({
  text: "",
  kind: remembered(`${KEY}kind`, values(KINDS), "" as Choices["kind"]),
  state: remembered(`${KEY}state`, values(STATES), "" as Choices["state"]),
  within: remembered(`${KEY}within`, WITHIN, "" as Choices["within"]),
});

export function choose(part: Partial<Choices>): void {
  choices.set({ ...choices.get(), ...part });
  for (const [name, value] of Object.entries(part)) if (name !== "text") localStorage.setItem(KEY + name, value);
}

export const useChoices = choices.use;
