// The files that the journeys bring in, and what is known of them from outside.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { outlay } from "./outlay.mjs";

const here = (name) => resolve(import.meta.dirname, "..", "fixtures", name);

/** An invented ledger of a month: dates with the day first, amounts with thousands commas, a credit among them. */
export const ledger = { path: here("ledger_2026_09.csv"), name: "ledger_2026_09.csv", rows: 36, total: "500,247.83" };

/** The same ledger in a month that the sample has not closed, as a file to be chosen. */
export async function openLedger() {
  const text = await readFile(ledger.path, "utf8");
  const buffer = Buffer.from(text.replaceAll("/09/2026", "/11/2026"));
  return { name: "ledger_2026_11.csv", mimeType: "text/csv", buffer };
}

/** An invented budget of a fiscal year from April: nine lines in four categories. */
export const budget = { path: here("budget_fy2027.csv"), rows: 9, total: "714,735.00" };

/**
 * Invented postings with all that an import has to decide: two columns of amounts, and a day that there is not. Gross
 * amounts are the ones wanted; the day is mended to 30/11/2026.
 */
export const postings = {
  path: here("postings_2026_10.csv"),
  name: "postings_2026_10.csv",
  rows: 8,
  gross: "85,260.60",
};

/** The same month again: one posting changed, one is gone, one is new. */
export async function laterPostings(folder) {
  const path = join(folder, "postings_2026_10_final.csv");
  const text = await readFile(postings.path, "utf8");
  const lines = text.trimEnd().split("\n");
  const later = lines.filter((line) => !line.startsWith("5100050013")).map((line) => line.replace("31/11", "30/11"));
  later[1] = later[1].replace("54,000.00;45,000.00", "60,000.00;50,000.00");
  later.push("5100050019;27/10/2026;Copperline Telecom plc;Mobile contracts;240.00;200.00");
  await writeFile(path, `${later.join("\n")}\n`);
  return { path, name: "postings_2026_10_final.csv", missing: "Copperline Telecom plc, Mobile contracts" };
}

/** An invented register of contracts: two names that the sample nearly has, a day that there is not, an end in 9999. */
export const contracts = { path: here("contracts.csv"), name: "contracts.csv" };

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
