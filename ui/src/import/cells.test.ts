import { expect, it } from "vitest";
import type { ImportRow, ImportRowColumn } from "../api.gen";
import {
  cellOf,
  concernsAt,
  decimalsOf,
  messagesOf,
  numberWidth,
  readable,
  shownAs,
  textToEdit,
  widthsOf,
} from "./cells";

const columns: ImportRowColumn[] = [
  { field: "date", label: "Date", kind: "day", column: 1 },
  { field: "amount", label: "Amount", kind: "figure", column: 2 },
  { field: "text", label: "Description", kind: "text", column: 3 },
];
const [date, amount, text] = columns as [ImportRowColumn, ImportRowColumn, ImportRowColumn];
const changed: ImportRow = {
  row: 5,
  state: "changed",
  cells: ["2026-09-01", "1234.50", "Lines"],
  before: ["2026-09-01", "1200.00", "Lines"],
  problems: [],
};
const problem: ImportRow = {
  row: 6,
  state: "problem",
  cells: ["31/11/2026", "a lot", "Lines"],
  before: null,
  problems: [
    { cell: 0, column: 1, text: "31/11/2026", message: "There is no such day." },
    { cell: 1, column: 2, text: "a lot", message: "“a lot” is no amount." },
  ],
};

it("shows stored values as every other screen does", () => {
  expect(shownAs("figure", "-1234.50")).toBe("−1,234.50");
  expect(shownAs("day", "2026-09-01")).toBe("1 Sep 2026");
  expect(shownAs("month", "2026-09")).toBe("September 2026");
});

it("shows what was before only where it is another value", () => {
  expect(cellOf(changed, 1, amount)).toEqual({ text: "1,234.50", before: "1,200.00" });
  expect(cellOf(changed, 0, date)).toEqual({ text: "1 Sep 2026", before: null });
});

it("shows what cannot be read as it stands in the file", () => {
  expect(cellOf(problem, 0, date).text).toBe("31/11/2026");
  expect(cellOf({ ...problem, state: "left_out" }, 1, amount).text).toBe("a lot");
  expect(messagesOf(problem)).toBe("There is no such day. “a lot” is no amount.");
});

it("opens a cell with text that the file could have", () => {
  expect(textToEdit(changed, 1, amount, ",")).toBe("1234,50");
  expect(textToEdit(changed, 1, amount, ".")).toBe("1234.50");
  expect(textToEdit(changed, 2, text, ",")).toBe("Lines");
  expect(textToEdit(problem, 1, amount, ",")).toBe("a lot");
});

it("gives every column room, and none too much", () => {
  const long = { ...changed, cells: ["2026-09-01", "1.00", "x".repeat(400)], before: null };
  const [day = 0, , words = 0] = widthsOf(columns, [long], 2);
  expect(day).toBeGreaterThanOrEqual(100);
  expect(words).toBe(200);
});

it("finds the cell that a row is looked at for", () => {
  expect(concernsAt(changed)).toBe(1);
  expect(concernsAt({ ...problem, problems: problem.problems.slice(1) })).toBe(1);
  expect(concernsAt({ ...changed, state: "new", before: null })).toBe(0);
});

it("shows days and sums of a record as everywhere else", () => {
  expect(readable("2026-09-01, Halden 24.7, Lines, -1906.50 USD")).toBe(
    "1 Sep 2026, Halden 24.7, Lines, −1,906.50 USD",
  );
});

it("gives the figures of a column the same decimals", () => {
  const row = (amount: string): ImportRow => ({ ...changed, cells: ["2026-09-01", amount, "Lines"], before: null });
  expect(decimalsOf(columns, [row("585"), row("947.2")], 2)).toEqual([0, 2, 0]);
  expect(decimalsOf(columns, [row("585"), row("12")], 2)).toEqual([0, 2, 0]);
  expect(decimalsOf(columns, [row("585"), row("12")], 0)).toEqual([0, 0, 0]);
  expect(decimalsOf(columns, [row("0.000017")], 2)).toEqual([0, 6, 0]);
  const seats = columns.map((column) => (column.field === "amount" ? { ...column, field: "bought" } : column));
  expect(decimalsOf(seats, [row("585"), row("12")], 2)).toEqual([0, 0, 0]);
});

it("gives the numbers of many rows their room", () => {
  expect(numberWidth(9)).toBe(58);
  expect(numberWidth(200_000)).toBeGreaterThan(58);
  expect(shownAs("figure", "585", 2)).toBe("585.00");
  expect(shownAs("figure", "0.125", 2)).toBe("0.125");
});
