import { expect, it } from "vitest";
import {
  addMonths,
  firstMonth,
  formatDate,
  formatMoment,
  formatPeriod,
  shortMonth,
  yearOfMonths,
  yearStart,
} from "./date";

it("writes days, months and moments with the month in words", () => {
  expect(formatDate("2026-11-02")).toBe("2 Nov 2026");
  expect(formatMoment("2026-11-22T14:05:09+01:00")).toBe("22 Nov 2026, 14:05");
  expect(shortMonth("2027-06")).toBe("Jun 27");
  expect(formatDate("soon")).toBe("soon");
});

it("names periods", () => {
  const named = ["FY2027", "FY2027-Q2", "2026-11", "2026-11-30"].map(formatPeriod);
  expect(named).toEqual(["FY2027", "Q2 FY2027", "November 2026", "to 30 Nov 2026"]);
});

it("counts months over the turn of a year", () => {
  expect(addMonths("2026-11", 3)).toBe("2027-02");
  expect(addMonths("2026-02", -3)).toBe("2025-11");
  expect(addMonths("2026-01", -1)).toBe("2025-12");
  expect(yearOfMonths("2026-07").at(-1)).toBe("2027-06");
});

it("knows where a fiscal year begins", () => {
  expect(firstMonth(2027, { fiscal_start: 7, fiscal_name: "end" })).toBe("2026-07");
  expect(firstMonth(2027, { fiscal_start: 7, fiscal_name: "start" })).toBe("2027-07");
  expect(firstMonth(2027, { fiscal_start: 1, fiscal_name: "end" })).toBe("2027-01");
});

it("knows the year a month is in", () => {
  expect(["2026-07", "2027-06", "2026-06"].map((month) => yearStart(month, 7))).toEqual([
    "2026-07",
    "2026-07",
    "2025-07",
  ]);
  expect(yearStart("2026-12", 1)).toBe("2026-01");
});
