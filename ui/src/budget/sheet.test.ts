import { describe, expect, it } from "vitest";
import type { Grid } from "../api.gen";
import { placeOf, sayAll, summedRange } from "./sheet";

describe("what is summed", () => {
  it.each([
    [0, 11, 0, 11],
    [0, 12, 0, 11],
    [12, 12, 12, 12],
    [3, 5, 3, 5],
  ])("values %i to %i: the year beside its months would count twice", (left, right, first, last) => {
    expect(summedRange({ top: 1, bottom: 2, left, right })).toEqual({
      first_row: 1,
      last_row: 2,
      first_month: first,
      last_month: last,
    });
  });
});

it("many problems are said in one line, each once", () => {
  const error = (...messages: string[]) => ({
    message: "Nothing was pasted.",
    problems: messages.map((message, at) => ({ field: `line:${at}/3`, message })),
  });
  expect(sayAll(error())).toBe("Nothing was pasted.");
  expect(sayAll(error("“a” is no amount.", "“a” is no amount."))).toBe("Nothing was pasted. “a” is no amount.");
  expect(sayAll(error("1.", "2.", "3.", "4."))).toBe("Nothing was pasted. 1. 2. And 2 more.");
  expect(sayAll({ message: "1.", problems: error("1.").problems })).toBe("1.");
  expect(sayAll(error("1."), (field) => `${field}: `)).toBe("Nothing was pasted. line:0/3: 1.");
});

it("a problem says in which line and month it is", () => {
  const row = { key: "line:7", label: "Monitoring" };
  const grid = { rows: [row], months: ["2026-07", "2026-08"], plan: { fiscal_year: 2027 } } as unknown as Grid;
  expect(placeOf([grid], "line:7/1")).toBe("Monitoring, Aug 26: ");
  expect(placeOf([grid], "line:7/12")).toBe("Monitoring, FY2027: ");
  expect(placeOf([grid], "line:8/1")).toBe("");
  expect(placeOf([grid], "")).toBe("");
});
