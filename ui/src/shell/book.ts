// The open book for every page, and which of its plans and months the user looks at.
import { createContext, useContext } from "react";
import type { BookState, Month, Plan, Recognition } from "../api.gen";
import { formatMonth, monthOf } from "../kit/date";
import { forgetDrafts, shared } from "../kit/shared";
import type { Id } from "../words";

export const BookContext = createContext<BookState | null>(null);

/** The open book. Pages are drawn only while one is open. */
export function useBook(): BookState {
  const book = useContext(BookContext);
  if (!book) throw new Error("No book is open.");
  return book;
}

interface Choice {
  plan: Id | null;
  compare: Id | null;
  month: Month | null;
  recognition: Recognition;
}

const NOTHING: Choice = { plan: null, compare: null, month: null, recognition: "cash" };
const choice = shared(NOTHING);
const choose = (part: Partial<Choice>) => choice.set({ ...choice.get(), ...part });

export const choosePlan = (plan: Id | null) => choose({ plan });
export const chooseCompare = (compare: Id | null) => choose({ compare });
export const chooseMonth = (month: Month | null) => choose({ month });
export const chooseRecognition = (recognition: Recognition) => choose({ recognition });
/** Another book starts with its own plan and month. */
export const forgetChoices = () => {
  choice.set(NOTHING);
  forgetDrafts();
};

const useChoice = choice.use;

/** The plan looked at: the chosen one, else the book's default; null while the book has none. */
export function usePlan(): Plan | null {
  const book = useBook();
  const { plan } = useChoice();
  return book.plans.find((one) => one.id === plan) ?? book.plans.find((one) => one.id === book.plan) ?? null;
}

/** Whether amounts can be written into a plan: an approved one is frozen, a scenario over another plan has none of its own. */
export const takesAmounts = ({ state, base }: Pick<Plan, "state" | "base">): boolean =>
  state !== "approved" && base === null;

/** The plan compared with, or null. */
export function useCompare(): Plan | null {
  const book = useBook();
  const { compare } = useChoice();
  return book.plans.find((one) => one.id === compare) ?? null;
}

/** The last month counted as actual: the chosen one, or null for that of the book's as-of date. */
export function useMonth(): { month: Month | null; shown: Month; label: string } {
  const book = useBook();
  const { month } = useChoice();
  const shown = month ?? monthOf(book.as_of);
  return { month, shown, label: formatMonth(shown) };
}

/** Whether what is bought counts when it is bought, or by its depreciation. */
export const useRecognition = (): Recognition => useChoice().recognition;
