import { expect, test } from "vitest";
import { amountText } from "../kit/fields";
import { draftOf, isReadable, newRule, typedOf, withWeight } from "./draft";

const RULE = {
  id: 7,
  fiscal_year: 2027,
  plan: null,
  name: "Platform",
  source: { category: 3 },
  by: "quantities",
  capacity: "1200",
  driver: "Virtual processors",
  unit: "vCPU",
  shares: [{ department: 4, weight: "600" }],
} as const;

test("a rule comes back as it was", () => {
  const rule = { ...RULE, shares: [...RULE.shares] };
  expect(draftOf(typedOf(rule))).toEqual(rule);
});

test("who has no weight takes no part", () => {
  const typed = typedOf({ ...RULE, shares: [...RULE.shares] });
  const more = withWeight(typed, 5, amountText("1"));
  expect(draftOf(more).shares.map(({ department }) => department)).toEqual([4, 5]);
  expect(draftOf(withWeight(more, 4, amountText(null))).shares.map(({ department }) => department)).toEqual([5]);
});

test("shares have no driver, and what is not chosen is nothing", () => {
  const typed = { ...newRule(2027), by: "shares" as const, driver: "left over", unit: "seats" };
  expect(draftOf(typed)).toMatchObject({ source: null, driver: "", unit: "", capacity: null, shares: [] });
});

test("a text that is no number is not sent", () => {
  const typed = withWeight(newRule(2027), 4, { text: "many", amount: undefined });
  expect(isReadable(typed)).toBe(false);
  expect(draftOf(typed).shares).toEqual([]);
});
