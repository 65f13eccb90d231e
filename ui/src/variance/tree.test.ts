import { expect, test } from "vitest";
import type { VarianceNode, VarianceRow } from "../api.gen";
import { inTree } from "./VarianceTable";

const row = (key: string, variance: string): VarianceRow => ({
  key,
  label: `IT › ${key}`,
  vendor: "",
  lines: 1,
  budget_to_date: "0",
  actual_to_date: "0",
  variance_to_date: "0",
  percent_to_date: null,
  budget: "0",
  actual: "0",
  forecast: "0",
  variance,
  percent: null,
  flagged: false,
  bar: 0,
  subject: null,
  comment: null,
  proposal: null,
});
const rows = [row("a", "-5"), row("b", "30"), row("c", "-20")];
const leaf = (key: string, parent: string | null): VarianceNode => ({ key, name: key, parent, sum: null });
const tree: VarianceNode[] = [
  { key: "branch:1", name: "IT", parent: null, sum: row("branch:1", "-15") },
  { key: "branch:2", name: "Sites", parent: "branch:1", sum: row("branch:2", "10") },
  leaf("a", "branch:1"),
  leaf("b", null),
  leaf("c", "branch:2"),
];
const told = (nodes: readonly VarianceNode[], folded: readonly string[]) =>
  inTree({ rows, tree: [...nodes] }, folded).map((one) => `${one.depth ?? 0} ${one.name ?? one.row.label}`);

test.each([
  ["the largest first, each under what it stands in", tree, [], ["0 b", "0 IT", "1 Sites", "2 c", "1 a"]],
  ["a folded branch keeps its own row", tree, ["branch:2"], ["0 b", "0 IT", "1 Sites", "1 a"]],
  ["and takes the branches in it along", tree, ["branch:1"], ["0 b", "0 IT"]],
  ["without a tree it is a list", [], [], ["0 IT › b", "0 IT › c", "0 IT › a"]],
] as const)("%s", (_, nodes, folded, expected) => {
  expect(told(nodes, folded)).toEqual(expected);
});
