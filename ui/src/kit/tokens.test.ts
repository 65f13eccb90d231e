// WCAG 2.2 AA: every pair of text and ground that the screens use has to be readable, in light and in dark.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split('[data-mantine-color-scheme="dark"]');

function tokens(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, color]) => [name ?? "", color ?? ""]),
  );
}

function luminance(color: string): number {
  const part = (at: number) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const TEXTS = [
  ...["ink", "soft", "faint-text", "accent", "good", "bad", "warn"].flatMap((text) =>
    ["card", "canvas", "group"].map((ground) => [text, ground] as const),
  ),
  ["ink", "hover"],
  ["ink", "accent-weak"],
  ["soft", "accent-weak"],
  ["accent", "accent-weak"],
  ["good", "good-weak"],
  ["bad", "bad-weak"],
  ["warn-on-weak", "warn-weak"],
  ["soft", "pill"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
] as const;

describe.each([
  ["light", tokens(light)],
  ["dark", new Map([...tokens(light), ...tokens(dark)])],
])("%s", (_, colors) => {
  const of = (name: string) => colors.get(name) ?? "#000000";
  it.each(TEXTS)("%s on %s", (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });
  it.each([
    ["line-strong", "card"],
    ["plan", "card"],
    ["actual", "card"],
  ])("%s as a mark on %s", (mark, ground) => {
    expect(contrast(of(mark), of(ground))).toBeGreaterThanOrEqual(3);
  });
});
