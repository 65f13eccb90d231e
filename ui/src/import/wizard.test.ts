import { expect, it } from "vitest";
import type { Inspected } from "../api.gen";
import {
  anotherKind,
  anotherTable,
  answered,
  assign,
  chooseName,
  editAt,
  editCell,
  jobOf,
  keepImport,
  leaveOut,
  likeBefore,
  NO_OPTIONS,
  newPlanName,
  readsOtherwise,
  startWizard,
  unfinishedImport,
} from "./wizard";
import { letter } from "./words";

it("gives a column to a field and takes it from the one that was found", () => {
  expect(assign([], 2, "amount", null)).toEqual([["amount", "2"]]);
  expect(assign([], 2, "amount", "text")).toEqual([
    ["text", ""],
    ["amount", "2"],
  ]);
  expect(assign([["amount", "2"]], 5, "amount", null)).toEqual([["amount", "5"]]);
  expect(assign([], 3, null, "vendor")).toEqual([["vendor", ""]]);
  expect(assign([["vendor", ""]], 3, "vendor", null)).toEqual([["vendor", "3"]]);
});

it("names columns as a spreadsheet does", () => {
  expect([1, 26, 27, 702, 703].map(letter)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
});

it("names a new plan after the fiscal year of its months", () => {
  const settings = { fiscal_start: 7, fiscal_name: "end" } as const;
  const book = { settings, plans: [{ name: "FY2027 budget" }] };
  const named = (...columns: [string, string | null][]) =>
    newPlanName(
      "it plan.xlsx",
      columns.map(([name, field]) => ({ name, field })),
      book,
    );
  expect(named(["Vendor", "vendor"], ["X", null], ["Jul", "2025-07"])).toBe("FY2026 Budget");
  expect(named(["Vendor", "vendor"], ["Jul", "2026-07"])).toBe("FY2027 Budget v2");
  expect(named(["Vendor", "vendor"], ["Budget 2028", "amount"])).toBe("FY2028 Budget");
  expect(named(["Vendor", "vendor"], ["Amount", "amount"])).toBe("it plan");
});

const MENDED = editCell(editCell(NO_OPTIONS, 4, 2, "30/11/2026"), 9, 7, "12.50");

it("mends a cell, mends it again, and takes it back", () => {
  expect(editAt(MENDED, 4, 2)).toBe("30/11/2026");
  expect(editAt(editCell(MENDED, 4, 2, ""), 4, 2)).toBe("");
  expect(editCell(MENDED, 4, 2, "29/11/2026").edits).toHaveLength(2);
  expect(editCell(MENDED, 4, 2, null).edits).toEqual([{ row: 9, column: 7, text: "12.50" }]);
});

it("leaves a row out and takes it in again, a total too", () => {
  const out = leaveOut(leaveOut(NO_OPTIONS, 12, true), 4, true);
  expect(out.leave_out).toEqual([4, 12]);
  expect(leaveOut(out, 12, false)).toMatchObject({ leave_out: [4], keep: [] });
  const total = leaveOut(NO_OPTIONS, 40, false);
  expect(total.keep).toEqual([40]);
  expect(leaveOut(total, 40, true)).toMatchObject({ leave_out: [40], keep: [] });
});

it("forgets about another table what was said of the columns of the one before", () => {
  const options = { ...MENDED, map: [["amount", "2"]] as [string, string][], leave_out: [5], key: ["document"] };
  expect(anotherTable(options, { header_row: 9 })).toMatchObject({ map: [], key: [], leave_out: [5], header_row: 9 });
  expect(anotherTable(options, { header_row: 9 }).edits).toHaveLength(2);
  expect(anotherTable(options, { sheet: "Q2" })).toMatchObject({ edits: [], leave_out: [], sheet: "Q2" });
  expect(anotherKind({ ...options, decimal: ",", cost: "billed" })).toMatchObject({
    map: [],
    decimal: ",",
    cost: null,
  });
});

it("reads a file like the one before, but for the cells of each", () => {
  const before = { ...NO_OPTIONS, decimal: "," as const, edits: [{ row: 1, column: 1, text: "x" }], leave_out: [3] };
  expect(likeBefore(MENDED, before)).toEqual({ ...NO_OPTIONS, decimal: ",", edits: MENDED.edits });
  expect(readsOtherwise(MENDED, before)).toBe(true);
  expect(readsOtherwise({ ...MENDED, decimal: "," }, before)).toBe(false);
});

it("decides about a name once", () => {
  const first = chooseName([], { field: "vendor", text: "Halden", target: 3 });
  const apart = chooseName(first, { field: "category", text: "Halden", target: null });
  expect(chooseName(apart, { field: "vendor", text: "Halden", target: null })).toEqual([
    { field: "category", text: "Halden", target: null },
    { field: "vendor", text: "Halden", target: null },
  ]);
});

it("asks for rows only when nothing is missing", () => {
  const wizard = startWizard("t", "plan.xlsx", null, 4);
  const found = { kind: "budget", table: { columns: [] }, missing: [] as string[] } as unknown as Inspected;
  expect(jobOf(wizard, undefined, "FY2027")).toBeNull();
  expect(jobOf(wizard, { ...found, missing: ["amount"] }, "FY2027")).toBeNull();
  expect(jobOf(wizard, { ...found, table: null }, "FY2027")).toBeNull();
  expect(jobOf(wizard, found, "FY2027")).toMatchObject({ kind: "budget", plan: 4, plan_name: null });
  expect(jobOf({ ...wizard, plan: null }, found, "FY2027")).toMatchObject({ plan: null, plan_name: "FY2027" });
  expect(jobOf({ ...wizard, kind: "actuals" }, found, "FY2027")).toMatchObject({ plan: null, plan_name: null });
  expect(jobOf({ ...wizard, kind: "rates" }, found, "FY2027")).toMatchObject({ plan: 4, plan_name: null });
});

it("remembers an import that was begun", () => {
  const begun = startWizard("t", "ledger.csv", "actuals", null);
  keepImport(begun);
  expect(unfinishedImport()).toBe(begun);
  keepImport(null);
  expect(unfinishedImport()).toBeNull();
});

it("takes the option of an answer, and of values for every row only those of its field", () => {
  expect(answered(NO_OPTIONS, { dates: "mdy" })).toEqual({ ...NO_OPTIONS, dates: "mdy" });
  const set: [string, string][] = [
    ["vendor", "Halden"],
    ["currency", "EUR"],
  ];
  expect(answered({ ...NO_OPTIONS, set }, { set: [["currency", "USD"]] }).set).toEqual([
    ["vendor", "Halden"],
    ["currency", "USD"],
  ]);
  const rows = answered({ ...NO_OPTIONS, leave_out: [9], keep: [4] }, { leave_out: [4] });
  expect([rows.leave_out, rows.keep]).toEqual([[4, 9], []]);
  const kept = answered({ ...NO_OPTIONS, keep: [9] }, { keep: [4] });
  expect([kept.leave_out, kept.keep]).toEqual([[], [4, 9]]);
});
