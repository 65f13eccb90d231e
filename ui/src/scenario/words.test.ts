import { expect, test } from "vitest";
import { NO_SCOPE, sizeOf, stated, type What } from "./words";

const on = { ...NO_SCOPE, category: 3, vendor: 7, line: 12 };

test.each<[What, unknown, unknown]>([
  ["percent", { kind: "percent", percent: "5" }, on],
  ["amount", { kind: "amount", amount: "5" }, { ...NO_SCOPE, line: 12 }],
  ["headcount", { kind: "headcount", role: 4, posts: "5" }, NO_SCOPE],
  ["rate", { kind: "rate", currency: "EUR", percent: "5" }, NO_SCOPE],
])("%s keeps only what it reads", (kind, what, scope) => {
  const said = stated({ kind, size: "5", role: 4, currency: "EUR", on });
  expect(said).toEqual({ what, on: scope });
  expect(sizeOf(said.what)).toBe("5");
});
