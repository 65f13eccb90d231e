import { describe, expect, it } from "vitest";
import {
  compareAmounts,
  type Format,
  formatAmount,
  formatPercent,
  inMarks,
  marksOf,
  plural,
  readAmount,
  signOf,
} from "./number";

const EN = marksOf("en-US");
const DE = marksOf("de-DE");
const IN = marksOf("en-IN");

describe("an amount as it is read", () => {
  const rows: [string, Format, string][] = [
    ["1234567.895", { marks: EN, decimals: 2 }, "1,234,567.90"],
    ["-1234.5", { marks: EN, decimals: 0 }, "−1,235"],
    ["1234.5", { marks: DE, decimals: 2 }, "1.234,50"],
    ["1234567.5", { marks: IN, decimals: 1 }, "12,34,567.5"],
    ["-0.4", { marks: EN, decimals: 0 }, "0"],
    ["0.5", { marks: EN, decimals: 0 }, "1"],
    ["-999.995", { marks: EN, decimals: 2 }, "−1,000.00"],
    ["10250120.00", { marks: EN, decimals: 0, unit: "thousand" }, "10,250"],
    ["98640", { marks: EN, decimals: 1, unit: "thousand" }, "98.6"],
    ["499", { marks: EN, decimals: 0, unit: "thousand" }, "0"],
    ["-96180", { marks: EN, decimals: 1, unit: "million" }, "−0.1"],
    ["52000", { marks: EN, decimals: 0, unit: "thousand", sign: "always" }, "+52"],
    ["0.00", { marks: EN, decimals: 1, sign: "always" }, "0.0"],
    ["0.04", { marks: EN, decimals: 1, zero: "dash" }, "–"],
    ["-12", { marks: EN, sign: "never" }, "12"],
    ["12345678901234567890123456.78", { marks: EN, decimals: 2 }, "12,345,678,901,234,567,890,123,456.78"],
    ["007", { marks: EN }, "7"],
    ["no amount", { marks: EN }, "no amount"],
  ];
  it.each(rows)("%s %j", (text, format, shown) => expect(formatAmount(text, format)).toBe(shown));

  it("says percent and counts", () => {
    expect(formatPercent("-0.94", { marks: EN, sign: "always" })).toBe("−0.9\u00a0%");
    expect(formatPercent(null)).toBe("–");
    expect(plural(1, "line")).toBe("1 line");
    expect(plural(214, "line")).toBe("214 lines");
  });
});

describe("an amount as it is typed", () => {
  const rows: [string, string | null, string | null][] = [
    // typed, read in English marks, read in German marks
    ["1,234.50", "1234.50", null],
    ["1.234,50", null, "1234.50"],
    ["1234", "1234", "1234"],
    ["1,5", null, "1.5"],
    ["−3", "-3", "-3"],
    ["1 234", "1234", "1234"],
    [".5", "0.5", null],
    ["12,00,5", null, null],
    ["abc", null, null],
    ["", null, null],
  ];
  it.each(rows)("%s", (typed, english, german) => {
    expect(readAmount(typed, EN)).toBe(english);
    expect(readAmount(typed, DE)).toBe(german);
  });
});

it("orders amounts by their value, not by their text", () => {
  const sorted = ["10", "9", "-2", "9.5", "-10", "0.001"].sort(compareAmounts);
  expect(sorted).toEqual(["-10", "-2", "0.001", "9", "9.5", "10"]);
  expect([signOf("-0.00"), signOf("-0.01"), signOf("3"), signOf(null)]).toEqual([0, -1, 1, 0]);
});

describe("a sentence of the core", () => {
  const rows: [string, string][] = [
    ["1,250", "1.250"],
    ["+1,250.5 k over, 42.7 % of budget", "+1.250,5 k over, 42,7 % of budget"],
    ["1,446.10 USD, then 2,000.", "1.446,10 USD, then 2.000."],
    ["5 + 7, FY2027 Forecast 5+7", "5 + 7, FY2027 Forecast 5+7"],
    ["version 2.0.1 of 2026-11-22", "version 2.0.1 of 2026-11-22"],
  ];
  it.each(rows)("%s", (text, shown) => expect(inMarks(text, DE)).toBe(shown));
});
