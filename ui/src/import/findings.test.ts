import { expect, it } from "vitest";
import type { Imported, Inspected } from "../api.gen";
import {
  currenciesOf,
  findingOf,
  firstStep,
  headerWords,
  type Known,
  questionsOf,
  shortName,
  titleOf,
  verdictOf,
} from "./findings";
import { handWords } from "./hand";
import { STEPS } from "./words";

const column = (index: number, field: string | null) => ({ index, name: `C${index}`, type: "text", field, reason: "" });
const inspected = {
  format: "csv",
  encoding: "UTF-8",
  delimiter: ";",
  sheets: [{ name: "Ledger", hidden: false, rows: 6680, columns: 3 }],
  table: {
    sheet: "Ledger",
    header_row: 3,
    last_header_row: 3,
    rows: 6677,
    others: [],
    columns: [column(1, "date"), column(2, "amount"), column(3, null)],
  },
  kind: "actuals",
  fields: [
    { name: "date", label: "Date", required: true },
    { name: "amount", label: "Amount", required: true },
  ],
  decimal: null,
  dates: null,
  far_end: null,
  missing: [],
  questions: [],
} as unknown as Inspected;
const imported = {
  imported: 6677,
  updated: 0,
  missing: 0,
  problem_count: 0,
  totals: { GBP: "45912283.87" },
  near: [],
  questions: [],
} as unknown as Imported;
const known: Known = {
  name: "ledger.csv",
  kind: "actuals",
  inspected,
  imported,
  skip: false,
  ends: false,
};
const lacking = { ...known, inspected: { ...inspected, missing: ["date", "amount"] } };
const faulty = { ...known, imported: { ...imported, imported: 6674, problem_count: 3 } };

it("says in a line what each step found", () => {
  const lines = (of: Known) => STEPS.map((step) => findingOf(step, of, "GBP").text);
  expect(lines(known)).toEqual([
    "ledger.csv, Actuals, UTF-8, semicolons",
    "Columns named in row 3, 6,677 rows",
    "2 of 3 columns read",
    "6,677 new rows, 45,912,283.87 GBP",
  ]);
  expect(lines({ ...known, inspected: undefined, imported: undefined })).toEqual(["ledger.csv", "", "", ""]);
  expect(lines(lacking)[2]).toBe("No column for date and amount yet");
  expect(lines(faulty)[3]).toBe("3 cells cannot be imported");
  expect(lines({ ...faulty, skip: true })[3]).toBe("6,674 new rows, 45,912,283.87 GBP");
  const workbook = { ...inspected, format: "xlsx", encoding: null, delimiter: null, table: null };
  expect(lines({ ...known, kind: null, inspected: workbook })).toEqual([
    "ledger.csv, not clear what it is, Excel workbook",
    "No table in this file",
    "",
    "",
  ]);
});

it("says where the names of the columns stand", () => {
  expect(headerWords(null, 0)).toBe("no row names the columns");
  expect(headerWords(3, 3)).toBe("columns named in row 3");
  expect(headerWords(3, 4)).toBe("columns named in rows 3 to 4");
});

it("opens the first step that wants something", () => {
  expect(firstStep(known)).toBe("check");
  expect(firstStep({ ...known, kind: null })).toBe("file");
  expect(firstStep({ ...known, inspected: { ...inspected, table: null } })).toBe("table");
  expect(firstStep(lacking)).toBe("columns");
});

it("says what the button does, or why it does nothing", () => {
  expect(verdictOf(known, false)).toEqual({ label: "Import 6,677 rows", blocked: null });
  expect(verdictOf(known, true).blocked).toBe("The file is being read.");
  expect(verdictOf(lacking, false).blocked).toBe("No column for date and amount yet.");
  expect(verdictOf({ ...known, kind: null }, false).blocked).toBe("Say what this file is.");
  expect(verdictOf(faulty, false).blocked).toBe("3 cells cannot be imported: mend them, or leave their rows out.");
  expect(verdictOf({ ...faulty, skip: true }, false)).toEqual({ label: "Import 6,674 rows", blocked: null });
  const nothing = { ...known, imported: { ...imported, imported: 0, missing: 2 } };
  expect(verdictOf(nothing, false).blocked).toBe("There is nothing new in this file.");
  expect(verdictOf({ ...nothing, ends: true }, false)).toEqual({ label: "End 2 records", blocked: null });
});

it("puts the finding of the whole file first", () => {
  expect(titleOf(known, "GBP")).toBe("6,677 new rows, 45,912,283.87 GBP");
  expect(titleOf(faulty, "GBP")).toBe("6,674 new rows; 3 cells cannot be imported");
  expect(titleOf(lacking, "GBP")).toBe("No column for date and amount yet");
  expect(titleOf({ ...known, kind: null }, "GBP")).toBe("What is this file?");
});

it("asks what the file leaves open, once and with its answers, and tells what no click decides", () => {
  const dates = {
    sentence: "All days are 12 or less. They were read as day, month, year: is that right?",
    answers: [
      { label: "Day, month, year", gives: { dates: "dmy" as const }, assumed: true },
      { label: "Month, day, year", gives: { dates: "mdy" as const }, assumed: false },
    ],
  };
  const conflict = { sentence: "2 lines were changed in the book as well.", answers: [] };
  const open = {
    ...known,
    inspected: { ...inspected, questions: [dates] },
    imported: { ...imported, questions: [dates, conflict] },
  };
  expect(questionsOf(open)).toEqual({ asked: [dates], told: [conflict.sentence] });
  expect(findingOf("table", open, "GBP")).toMatchObject({ open: true });
  expect(questionsOf({ inspected: undefined, imported: undefined })).toEqual({ asked: [], told: [] });
});

it("puts the book's currency first", () => {
  expect(currenciesOf([{ EUR: "1", USD: "2" }, { GBP: "3" }], "GBP")).toEqual(["GBP", "EUR", "USD"]);
});

it("says what was done by hand", () => {
  expect(handWords(1, 0, 0)).toBe("1 cell changed by hand");
  expect(handWords(2, 1, 1)).toBe("2 cells changed, 1 row left out and 1 row taken in by hand");
});

it("keeps beginning and end of a long name", () => {
  expect(shortName("ledger.csv")).toBe("ledger.csv");
  expect(shortName("invoices_over_two_hundred_2026_06.csv")).toBe("invoices_over_…d_2026_06.csv");
});
