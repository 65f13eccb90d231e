import { describe, expect, it } from "vitest";
import {
  advance,
  at,
  blockOf,
  type Cell,
  cellsIn,
  type Extent,
  extend,
  extendTo,
  keepInside,
  type Move,
  move,
  type Selected,
  selectAll,
  selectBlock,
  selectColumns,
  selectRows,
  step,
} from "./selection";

// Ten rows and a total; a name, a note, four values, a note.
const extent: Extent = { rows: 10, total: true, columns: 7, first: 2, last: 5, page: 4 };
const cell = (row: number, column: number): Cell => ({ row, column });
const place = ({ active }: Selected) => `${active.row}/${active.column}`;
const block = (selected: Selected) => {
  const found = blockOf(selected, extent);
  return found && `${found.top}-${found.bottom} ${found.left}-${found.right}`;
};

describe("a key moves the active cell", () => {
  const rows: [Cell, Move, Cell][] = [
    [cell(3, 3), "up", cell(2, 3)],
    [cell(0, 3), "up", cell(0, 3)],
    [cell(9, 3), "down", cell(10, 3)],
    [cell(10, 3), "down", cell(10, 3)],
    [cell(3, 6), "right", cell(3, 6)],
    [cell(3, 0), "left", cell(3, 0)],
    [cell(3, 4), "row_start", cell(3, 2)],
    [cell(3, 2), "row_start", cell(3, 0)],
    [cell(3, 3), "row_end", cell(3, 5)],
    [cell(3, 4), "far_left", cell(3, 2)],
    [cell(3, 2), "far_left", cell(3, 0)],
    [cell(3, 3), "far_right", cell(3, 5)],
    [cell(3, 5), "far_right", cell(3, 6)],
    [cell(3, 3), "bottom", cell(9, 3)],
    [cell(9, 3), "bottom", cell(10, 3)],
    [cell(7, 3), "top", cell(0, 3)],
    [cell(3, 3), "page_down", cell(7, 3)],
    [cell(3, 3), "page_up", cell(0, 3)],
    [cell(7, 6), "start", cell(0, 2)],
    [cell(1, 6), "end", cell(9, 5)],
  ];
  it.each(rows)("%j %s", (from, by, to) => {
    expect(step(from, by, extent)).toEqual(to);
    expect(move(at(from), by, extent)).toEqual(at(to));
  });
});

describe("a block", () => {
  it("grows and shrinks with Shift", () => {
    let selected = extend(at(cell(3, 3)), "right", extent);
    expect(block(selected)).toBe("3-3 3-4");
    selected = extend(selected, "down", extent);
    expect(block(selected)).toBe("3-4 3-4");
    expect(place(selected)).toBe("3/3");
    selected = extend(extend(selected, "up", extent), "up", extent);
    expect(block(selected)).toBe("2-3 3-4");
  });

  it("holds values of rows alone: never notes, never the total", () => {
    expect(block(extendTo(at(cell(8, 4)), cell(10, 6), extent))).toBe("8-9 4-5");
    expect(block(at(cell(10, 3)))).toBe(null);
    expect(block(at(cell(3, 1)))).toBe(null);
    expect(block(at(cell(3, 6)))).toBe(null);
  });

  it("is the whole row at a row's name", () => {
    expect(block(at(cell(3, 0)))).toBe("3-3 2-5");
    expect(block(extendTo(at(cell(3, 0)), cell(5, 0), extent))).toBe("3-5 2-5");
  });

  it("is everything, rows or columns", () => {
    expect(block(selectAll(extent))).toBe("0-9 2-5");
    expect(block(selectRows(extendTo(at(cell(3, 3)), cell(4, 3), extent), extent))).toBe("3-4 2-5");
    expect(block(selectColumns(at(cell(3, 3)), extent))).toBe("0-9 3-3");
    expect(cellsIn(blockOf(selectAll(extent), extent))).toBe(40);
    expect(cellsIn(null)).toBe(0);
  });

  it("stays inside a grid that became smaller", () => {
    const inside = at(cell(3, 3));
    expect(keepInside(inside, extent)).toBe(inside);
    expect(keepInside(at(cell(30, 3)), extent)).toEqual(at(cell(10, 3)));
    expect(keepInside(at(cell(5, 3)), { ...extent, rows: 0, total: false })).toEqual(at(cell(0, 3)));
  });
});

describe("Enter and Tab", () => {
  const go = (selected: Selected, keys: string) =>
    [...keys].map((key) => {
      const next = advance(selected, key.toLowerCase() === "e" ? "enter" : "tab", key !== key.toLowerCase(), extent);
      selected = next ?? selected;
      return next && place(next);
    });

  it("go down and to the right", () => {
    expect(go(at(cell(3, 3)), "etET")).toEqual(["4/3", "4/4", "3/3", "3/2"]);
  });

  it("come back to where a run of Tabs began", () => {
    expect(go(at(cell(3, 2)), "ttte")).toEqual(["3/3", "3/4", "3/5", "4/2"]);
  });

  it("leave the grid at its edges, so that the keyboard is never caught", () => {
    expect(go(at(cell(3, 6)), "t")).toEqual([null]);
    expect(go(at(cell(3, 0)), "T")).toEqual([null]);
    expect(go(at(cell(10, 3)), "e")).toEqual(["10/3"]);
  });

  it("go round inside a block", () => {
    const two = selectBlock({ top: 1, bottom: 2, left: 3, right: 4 });
    expect(go(two, "eeee")).toEqual(["2/3", "1/4", "2/4", "1/3"]);
    expect(go(two, "tttt")).toEqual(["1/4", "2/3", "2/4", "1/3"]);
    expect(go(two, "E")).toEqual(["2/4"]);
    expect(block(advance(two, "enter", false, extent) as Selected)).toBe("1-2 3-4");
  });
});
