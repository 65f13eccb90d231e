// Numbers as the user's country writes them, made from decimal text alone: no amount ever becomes a float.
import { useSyncExternalStore } from "react";

/** How a country writes numbers. */
export interface Marks {
  decimal: string;
  group: string;
  /** Digits of the first group, counted from the decimal sign, and of the further ones (India: 3, 2). */
  groups: [number, number];
}

export const MINUS = "\u2212";
const KEY = "outlay.locale";

const known = new Map<string, Marks>();

/** The marks of a locale, as the browser knows them. */
export function marksOf(locale: string): Marks {
  const before = known.get(locale);
  if (before) return before;
  let parts: Intl.NumberFormatPart[];
  try {
    // A whole number only asks where the marks stand; no amount passes here.
    parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, numberingSystem: "latn" }).formatToParts(
      1234567891,
    );
  } catch {
    return marksOf("en");
  }
  const integers = parts.filter((part) => part.type === "integer").map((part) => part.value.length);
  const marks: Marks = {
    decimal: parts.find((part) => part.type === "decimal")?.value ?? ".",
    group: parts.find((part) => part.type === "group")?.value ?? "",
    groups: [integers.at(-1) ?? 3, integers.at(-2) ?? 3],
  };
  known.set(locale, marks);
  return marks;
}

let chosen: string | null = null;
let marks: Marks | null = null;
const watchers = new Set<() => void>();

/** The locale chosen in the settings, or null for that of the system. */
export function chosenLocale(): string | null {
  if (chosen === null && typeof localStorage !== "undefined") chosen = localStorage.getItem(KEY) ?? "";
  return chosen || null;
}

export function chooseLocale(locale: string | null): void {
  chosen = locale ?? "";
  marks = null;
  if (locale) localStorage.setItem(KEY, locale);
  else localStorage.removeItem(KEY);
  for (const watcher of watchers) watcher();
}

/** The locale in force; a component that uses it is drawn again when it changes. */
export function useLocale(): string {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, currentLocale);
}

export function currentLocale(): string {
  return chosenLocale() ?? (typeof navigator === "undefined" ? "en" : navigator.language);
}

function current(): Marks {
  if (!marks) marks = marksOf(currentLocale());
  return marks;
}

/** The decimal sign the user types, as the core wants to know it. */
export function decimalSign(): "." | "," {
  return current().decimal === "," ? "," : ".";
}

export type Unit = "one" | "thousand" | "million";
const PLACES: Record<Unit, number> = { one: 0, thousand: 3, million: 6 };
/** What stands behind a figure in this unit. */
export const UNIT_NAME: Record<Unit, string> = { one: "", thousand: "k", million: "M" };

export interface Format {
  /** Digits after the decimal sign; without it as many as the text has. */
  decimals?: number;
  unit?: Unit;
  /** always: a plus before what is above zero; never: the figure without its sign. */
  sign?: "auto" | "always" | "never";
  /** What zero looks like: a dash in a dense table. */
  zero?: "digits" | "dash";
  marks?: Marks;
}

interface Parts {
  negative: boolean;
  whole: string;
  fraction: string;
}

/** The digits of a decimal text, or null when it is none. */
function partsOf(text: string): Parts | null {
  const found = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!found) return null;
  return { negative: found[1] === "-", whole: found[2] ?? "0", fraction: found[3] ?? "" };
}

/** Moves the decimal sign to the left: how many thousands there are is a matter of writing. */
function shift({ negative, whole, fraction }: Parts, places: number): Parts {
  const padded = whole.padStart(places + 1, "0");
  const at = padded.length - places;
  return { negative, whole: padded.slice(0, at), fraction: padded.slice(at) + fraction };
}

/** Cuts to a number of decimals, half away from zero. */
function round({ negative, whole, fraction }: Parts, decimals: number): Parts {
  if (fraction.length <= decimals) return { negative, whole, fraction: fraction.padEnd(decimals, "0") };
  const digits = BigInt(whole + fraction.slice(0, decimals)) + ((fraction[decimals] ?? "0") >= "5" ? 1n : 0n);
  const text = digits.toString().padStart(decimals + 1, "0");
  const at = text.length - decimals;
  return { negative, whole: text.slice(0, at), fraction: text.slice(at) };
}

function grouped(whole: string, { group, groups }: Marks): string {
  const trimmed = whole.replace(/^0+(?=\d)/, "");
  if (!group || trimmed.length <= groups[0]) return trimmed;
  let at = trimmed.length - groups[0];
  let text = trimmed.slice(at);
  while (at > 0) {
    const from = Math.max(0, at - groups[1]);
    text = trimmed.slice(from, at) + group + text;
    at = from;
  }
  return text;
}

/** An amount as it is read: "−1,234.50". Text that is no amount comes back as it is. */
export function formatAmount(text: string, format: Format = {}): string {
  const parts = partsOf(text);
  if (!parts) return text;
  const style = format.marks ?? current();
  const moved = shift(parts, PLACES[format.unit ?? "one"]);
  const { negative, whole, fraction } = format.decimals === undefined ? moved : round(moved, format.decimals);
  const isZero = !/[1-9]/.test(whole + fraction);
  if (isZero && format.zero === "dash") return "–";
  const figure = grouped(whole, style) + (fraction ? style.decimal + fraction : "");
  const sign = format.sign ?? "auto";
  if (isZero || sign === "never") return figure;
  if (negative) return MINUS + figure;
  return sign === "always" ? `+${figure}` : figure;
}

/** A percentage as it is read: "+2.1 %"; a dash where there is none. */
export function formatPercent(text: string | null, format: Format = {}): string {
  return text === null ? "–" : `${formatAmount(text, { decimals: 1, ...format })}\u00a0%`;
}

/**
 * A sentence or a label of the core with its figures in the user's marks; the core writes "1,250.5". What has no mark
 * in it, such as a year or the name of a plan, stays as it is.
 */
export function inMarks(text: string, style: Marks = current()): string {
  return text.replace(/(?<![\w.,])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w.,]*\d)/g, (figure) =>
    /[.,]/.test(figure) ? formatAmount(figure.replaceAll(",", ""), { marks: style }) : figure,
  );
}

/** A count of things. */
export function formatCount(count: number): string {
  return formatAmount(String(Math.trunc(count)));
}

/** The size of a file: `12 KB`, `3.4 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${formatCount(Math.ceil(bytes / 1024))} KB`;
  return `${inMarks((bytes / (1024 * 1024)).toFixed(1))} MB`;
}

/** A count with its word: "1 line", "214 lines". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Whether an amount is below, at or above zero. */
export function signOf(text: string | null): -1 | 0 | 1 {
  if (text === null || !/[1-9]/.test(text)) return 0;
  return text.startsWith("-") ? -1 : 1;
}

/** Orders two amounts for a sorted list. */
export function compareAmounts(left: string, right: string): number {
  const a = partsOf(left);
  const b = partsOf(right);
  if (!a || !b) return Number(Boolean(a)) - Number(Boolean(b));
  const places = Math.max(a.fraction.length, b.fraction.length);
  const whole = ({ negative, whole, fraction }: Parts) => {
    const digits = BigInt(whole + fraction.padEnd(places, "0"));
    return negative ? -digits : digits;
  };
  const difference = whole(a) - whole(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** What the user typed as decimal text, or null when it cannot be read as one number. */
export function readAmount(typed: string, style: Marks = current()): string | null {
  const plain = typed
    .trim()
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/[\s\u00a0\u202f'’]/g, "");
  const grouping = style.decimal === "," ? "." : ",";
  const [whole = "", fraction, ...more] = plain.split(style.decimal);
  if (more.length > 0 || fraction?.includes(grouping)) return null;
  const pieces = whole.replace(/^[-+]/, "").split(grouping);
  // Group marks have to stand where groups end: 1,5 is not fifteen.
  if (pieces.length > 1 && (pieces.at(-1)?.length !== 3 || pieces.some((piece) => piece === ""))) return null;
  const digits = pieces.join("");
  if (!/^\d*$/.test(digits + (fraction ?? "")) || digits + (fraction ?? "") === "") return null;
  return (whole.startsWith("-") ? "-" : "") + (digits || "0") + (fraction ? `.${fraction}` : "");
}

/** An amount as it is put into a field to be changed: the user's decimal sign, no groups. */
export function editAmount(text: string | null): string {
  return text === null ? "" : text.replace(".", current().decimal);
}

/** Digits of the minor unit of a currency. */
export function currencyDecimals(code: string): number {
  try {
    return (
      new Intl.NumberFormat("en", { style: "currency", currency: code }).resolvedOptions().maximumFractionDigits ?? 2
    );
  } catch {
    return 2;
  }
}
