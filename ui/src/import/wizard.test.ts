import { expect, it } from "vitest";
import { assign, newPlanName } from "./wizard";
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
  expect(newPlanName("it plan.xlsx", ["vendor", null, "2025-07"], book)).toBe("FY2026 Budget");
  expect(newPlanName("it plan.xlsx", ["vendor", "2026-07"], book)).toBe("FY2027 Budget v2");
  expect(newPlanName("it plan.xlsx", ["vendor", "amount"], book)).toBe("it plan");
});
