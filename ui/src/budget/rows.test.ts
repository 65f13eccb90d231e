import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { questionKey } from "../api";
import type { Edited, Grid, GridRow, Plan, View } from "../api.gen";
import { patchedGrid, showEdited } from "./rows";

const row = (key: string, index: number, total: string): GridRow => ({
  key,
  index,
  kind: key === "total" ? "total" : key.startsWith("group") ? "group" : "line",
  depth: 0,
  line: key.startsWith("line") ? Number(key.slice(5)) : null,
  label: key,
  vendor: "",
  expense: null,
  currency: "USD",
  count: 1,
  collapsed: false,
  amounts: Array<string>(12).fill(total),
  total,
  change_percent: null,
  change: null,
});

const grid = (from: number, rows: GridRow[]): Grid => ({
  plan: { id: 1, name: "FY2027 Budget" } as Plan,
  compare: null,
  currency: "USD",
  months: [],
  row_count: 400,
  line_count: 398,
  from,
  rows,
  total: row("total", 400, "10"),
  problems: [],
  change: 1,
});

const edited: Edited = {
  change: 2,
  cells: 1,
  rows: [row("group:1", 0, "7"), row("line:2", 9, "5"), row("total", 401, "12")],
};
const view: View = { plan: 1, compare: null, group: "category", filter: "", collapsed: [], recognition: "cash" };

it("an edit puts its line, its group and the total right, each where it stands", () => {
  const before = grid(0, [row("group:1", 0, "4"), row("line:1", 1, "2"), row("line:2", 2, "2")]);
  const after = patchedGrid(before, edited);
  expect(after.rows.map(({ key, index, total }) => [key, index, total])).toEqual([
    ["group:1", 0, "7"],
    ["line:1", 1, "2"],
    ["line:2", 2, "5"],
  ]);
  expect(after.rows[1]).toBe(before.rows[1]);
  expect([after.total.total, after.total.index]).toEqual(["12", 400]);
});

it("an edit reaches every window held for its view, and no other view", () => {
  const client = new QueryClient();
  const other = { ...view, filter: "cloud" };
  const key = (of: View, from: number) => questionKey("budget.grid", { view: of, from, count: 200 });
  client.setQueryData(key(view, 0), grid(0, [row("line:2", 2, "2")]));
  client.setQueryData(key(view, 200), grid(200, [row("line:3", 200, "2")]));
  client.setQueryData(key(other, 0), grid(0, [row("line:2", 0, "2")]));
  showEdited(client, view, edited);
  const held = (of: View, from: number) => client.getQueryData<Grid>(key(of, from));
  expect(held(view, 0)?.rows[0]?.total).toBe("5");
  expect(held(view, 200)?.rows[0]?.total).toBe("2");
  expect(held(view, 200)?.total.total).toBe("12");
  expect(held(other, 0)?.rows[0]?.total).toBe("2");
});
