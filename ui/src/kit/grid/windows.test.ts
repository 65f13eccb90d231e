import { describe, expect, it } from "vitest";
import { neighboursOf, patched, rowAt, WINDOW, windowsOf } from "./windows";

describe("windows of rows", () => {
  it.each([
    [0, 40, 1000, [0]],
    [180, 220, 1000, [0, WINDOW]],
    [990, 1010, 1000, [4 * WINDOW]],
    [0, 40, 0, [0]],
    [99_980, 100_020, 100_000, [99_800]],
  ])("rows %i to %i of %i", (first, last, count, starts) => {
    expect(windowsOf(first, last, count)).toEqual(starts);
  });

  it("have neighbours to fetch ahead", () => {
    expect(neighboursOf([0], 1000)).toEqual([WINDOW]);
    expect(neighboursOf([200, 400], 1000)).toEqual([0, 600]);
    expect(neighboursOf([800], 1000)).toEqual([600]);
  });

  it("answer a row, or nothing while it is on its way", () => {
    const windows = new Map([[WINDOW, ["a", "b"]]]);
    expect(rowAt(windows, WINDOW + 1)).toBe("b");
    expect(rowAt(windows, WINDOW + 2)).toBe(undefined);
    expect(rowAt(windows, 1)).toBe(undefined);
  });
});

describe("changed rows", () => {
  const rows = [
    { key: "a", sum: "1" },
    { key: "b", sum: "2" },
  ];
  const patch = (changed: Map<string, (typeof rows)[number]>) =>
    patched(
      rows,
      changed,
      (row) => row.key,
      (_, next) => next,
    );

  it("replace their like and leave the others as they are", () => {
    const next = { key: "b", sum: "3" };
    const after = patch(new Map([["b", next]]));
    expect(after).toEqual([rows[0], next]);
    expect(after[0]).toBe(rows[0]);
  });

  it("leave a window without them alone, so that nothing is drawn again", () => {
    expect(patch(new Map([["c", { key: "c", sum: "9" }]]))).toBe(rows);
  });
});
