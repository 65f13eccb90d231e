import { expect, it } from "vitest";
import { queryOf } from "../actuals/query";
import { placeOf } from "./location";

it("reads a place and its parameters", () => {
  const { page, parameters } = placeOf("actuals?state=unmatched&vendor=7&period=FY2027-Q2");
  expect(page).toBe("actuals");
  expect(queryOf(parameters)).toEqual({
    filter: "",
    state: "unmatched",
    period: "FY2027-Q2",
    vendor: 7,
    category: null,
    line: null,
    batch: null,
    department: null,
    project: null,
    line_vendor: null,
    rule: null,
    id: null,
  });
  expect(placeOf("").page).toBe("overview");
  expect(queryOf(placeOf("actuals?state=odd&vendor=x").parameters)).toMatchObject({ state: "all", vendor: null });
});
