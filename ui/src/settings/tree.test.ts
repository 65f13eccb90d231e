import { expect, it } from "vitest";
import { placed, possibleParents } from "./tree";

const rows = [
  { id: 1, parent: null },
  { id: 2, parent: 3 },
  { id: 3, parent: null },
  { id: 4, parent: 2 },
  { id: 5, parent: 99 },
];

it("puts children under their parent, and what has lost its parent at the top", () => {
  expect(placed(rows).map(({ row, depth }) => [row.id, depth])).toEqual([
    [1, 0],
    [3, 0],
    [2, 1],
    [4, 2],
    [5, 0],
  ]);
});

it("shows a circle all the same", () => {
  expect(
    placed([
      { id: 1, parent: 2 },
      { id: 2, parent: 1 },
    ]),
  ).toHaveLength(2);
});

it("offers no parent that would make a circle", () => {
  expect(possibleParents(rows, 3).map((row) => row.id)).toEqual([1, 5]);
  expect(possibleParents(rows, null)).toHaveLength(5);
});
