// The files that the journeys bring in, and what is known of them from outside.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { outlay } from "./outlay.mjs";

const here = (name) => resolve(import.meta.dirname, "..", "fixtures", name);

/** An invented ledger of a month: dates with the day first, amounts with thousands commas, a credit among them. */
export const ledger = { path: here("ledger_2026_09.csv"), name: "ledger_2026_09.csv", rows: 36, total: "500,247.83" };

/** An invented budget of a fiscal year from April: nine lines in four categories. */
export const budget = { path: here("budget_fy2027.csv"), rows: 9, total: "714,735.00" };

/** A new book from the command line, with that budget in it. */
export async function bookWithBudget(path) {
  await outlay("new", path, "--currency", "GBP", "--fiscal-start", "4", "--organisation", "Alder & Finch");
  await outlay("import", path, budget.path, "--as", "budget");
}

/** The same budget as a workbook, as it leaves such a book. */
export async function budgetWorkbook(folder) {
  const book = join(folder, "source.outlay");
  const workbook = join(folder, "FY2027 budget.xlsx");
  await bookWithBudget(book);
  await outlay("export", book, "budget", "--out", workbook);
  return workbook;
}

/** A file of the corpus of real ones, or null where the corpus is not. */
export function corpus(path) {
  const root = process.env.OUTLAY_CORPUS ?? resolve(import.meta.dirname, "..", "..", "..", "..", "shared", "data");
  const file = join(root, path);
  return existsSync(file) ? file : null;
}
