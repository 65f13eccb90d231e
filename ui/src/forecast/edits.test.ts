import { describe, expect, test } from "vitest";
import type { ForecastRow } from "../api.gen";
import { shortMethod } from "./columns";
import { linesIn, pasted } from "./edits";

const row = (line: number | null): ForecastRow => ({ line }) as ForecastRow;
const ROWS = [row(null), row(1), row(2), row(null), row(3)];
const rowAt = (index: number) => ROWS[index];
const block = (top: number, bottom: number, left: number) => ({ top, bottom, left, right: left });

describe("a copied block", () => {
  test.each([
    [0, 5, "1\t2\n3\t4", ["1/5=1", "1/6=2", "2/5=3", "2/6=4"]],
    [2, 11, "7\n8", ["2/11=7", "3/11=8"]],
    [4, 5, "1\n2", "The copied block has 2 rows, but there are not so many lines from here on."],
    [1, 11, "1\t2", "The copied block is wider than the months from here on."],
    [1, 4, "1", "Closed months are what was posted: paste into open ones."],
  ])("goes to the lines from row %d, month %d", (top, left, text, expected) => {
    const cells = pasted(rowAt, block(top, top, left), text, 5);
    const told = typeof cells === "string" ? cells : cells.map((cell) => `${cell.line}/${cell.month}=${cell.text}`);
    expect(told).toEqual(expected);
  });
});

test("the lines of a block are known only where all of its rows are there", () => {
  expect(linesIn(rowAt, block(0, 3, 5))?.map(({ line }) => line)).toEqual([1, 2]);
  expect(linesIn(rowAt, block(3, 9, 5))).toBeNull();
});

test.each([
  ["Remaining budget", "Remaining"],
  ["Run-rate, last 3 months", "Run-rate 3"],
  ["Run-rate, last month", "Run-rate 1"],
  ["Run-rate", "Run-rate"],
  ["Trend", "Trend"],
])("%s is %s in the column", (method, short) => {
  expect(shortMethod(method)).toBe(short);
});
