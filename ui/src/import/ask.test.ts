import { expect, test } from "vitest";
import { budgetName, quarterBefore, ratingName } from "./ask";

test.each([
  ["2026-11-22", "2026-Q3"],
  ["2027-01-01", "2026-Q4"],
  ["2027-03-31", "2026-Q4"],
  ["2027-04-01", "2027-Q1"],
  ["", ""],
])("on %s the quarter before is %s", (day, quarter) => {
  expect(quarterBefore(day)).toBe(quarter);
});

test("names say what is in the file", () => {
  expect(budgetName("FY2027 Budget", "IT")).toBe("FY2027 Budget IT to fill in");
  expect(budgetName("FY2027 Budget", "")).toBe("FY2027 Budget to fill in");
  expect(ratingName(" 2026-Q3", "")).toBe("Rating 2026-Q3");
});
