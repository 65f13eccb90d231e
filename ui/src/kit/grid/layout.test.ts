import { expect, it } from "vitest";
import { layoutOf } from "./layout";

const columns = [
  { width: 100, grow: 3, frozen: true },
  { width: 50, frozen: true },
  { width: 50, grow: 1 },
];

it("gives each column its width and shares out the rest", () => {
  expect(layoutOf(columns, 300)).toEqual({ widths: [175, 50, 75], lefts: [0, 175, 225], total: 300, frozen: 225 });
});

it("keeps to the least widths when there is no room: then it scrolls", () => {
  expect(layoutOf(columns, 120)).toEqual({ widths: [100, 50, 50], lefts: [0, 100, 150], total: 200, frozen: 150 });
});

it("leaves no gap at the right edge", () => {
  expect(layoutOf(columns, 301.5).total).toBe(301);
});

it("lets a column grow to its limit and gives the rest to the others", () => {
  const limited = [{ width: 100, grow: 30, most: 150 }, { width: 50 }, { width: 50, grow: 1 }];
  expect(layoutOf(limited, 230).widths).toEqual([129, 50, 51]);
  expect(layoutOf(limited, 400).widths).toEqual([150, 50, 200]);
});
