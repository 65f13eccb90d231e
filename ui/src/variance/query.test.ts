import { expect, test } from "vitest";
import { againstOf, askedOf, textOf, yearOf } from "./query";

const july = { fiscal_start: 7, fiscal_name: "end" } as const;
const plan = { id: 3, fiscal_year: 2027 };

test("a period of another year than the plan's gives way to the plan's year", () => {
  const period = (text: string) => askedOf(new URLSearchParams(text), plan, july).period;
  expect(["period=FY2027-Q2", "period=2026-11", "period=2026-11-30", "period=2027-06"].map(period)).toEqual([
    "FY2027-Q2",
    "2026-11",
    "2026-11-30",
    "2027-06",
  ]);
  expect(["", "period=FY2026", "period=2027-07", "period=soon", "period=FY2027-Q9"].map(period)).toEqual(
    new Array(5).fill("FY2027"),
  );
  expect(yearOf("2026-06-30", july)).toBe(2026);
});

test("what it is held against goes into the address and comes back", () => {
  for (const against of ["budget", "original", "last_year", "last_year_budget", { forecast: 12 }] as const) {
    expect(againstOf(textOf(against))).toEqual(against);
  }
  expect([againstOf(null), againstOf("12x")]).toEqual(["budget", "budget"]);
});

test("what is unknown is as usual", () => {
  const { by, view, item } = askedOf(new URLSearchParams("by=colour&view=none"), plan, july);
  expect({ by, view, item }).toEqual({ by: "category", view: "all", item: null });
});
