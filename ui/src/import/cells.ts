// How a previewed cell is shown and changed: stored values as everywhere else, text that could not be read as it stands.
import type { DecimalSign, ImportCellKind, ImportRow, ImportRowColumn } from "../api.gen";
import { formatDate, formatMonth, shortMonth } from "../kit/date";
import { formatAmount, formatCount } from "../kit/number";

/** A stored value as every other screen shows it; a figure with the decimals of its column at least. */
export function shownAs(kind: ImportCellKind, text: string, decimals = 0): string {
  if (kind === "figure") return formatAmount(text, { decimals: Math.max(decimals, decimalsIn(text)) });
  if (kind === "day") return formatDate(text);
  return kind === "month" ? formatMonth(text) : text;
}

const decimalsIn = (text: string): number => text.split(".")[1]?.length ?? 0;

/** Figures that are no money: counts, rates, scores. */
const COUNTS: ReadonlySet<string> = new Set(["bought", "assigned", "used", "rate", "value"]);

/** How many decimals the figures of each column have, so that they stand below each other: those of money at least `least`. */
export function decimalsOf(columns: readonly ImportRowColumn[], rows: readonly ImportRow[], least: number): number[] {
  return columns.map((column, at) => {
    if (column.kind !== "figure") return 0;
    const most = Math.max(0, ...rows.filter(isStored).map((row) => decimalsIn(row.cells[at] ?? "")));
    return COUNTS.has(column.field) || /^[A-Z]{3}$/.test(column.field) ? most : Math.max(least, most);
  });
}

/** What a column is called: a month as everywhere else. */
export const columnLabel = ({ field, label }: ImportRowColumn): string =>
  /^\d{4}-\d{2}$/.test(field) ? shortMonth(field) : label;

/** Whether the cells of a row are stored values, and not the file's own text. */
export const isStored = ({ state }: ImportRow): boolean => state !== "problem" && state !== "left_out";

/** A cell as it is shown; with what the book has there so far, where that is another value. */
export function cellOf(
  row: ImportRow,
  at: number,
  column: ImportRowColumn,
  decimals = 0,
): { text: string; before: string | null } {
  const raw = row.cells[at] ?? "";
  if (!isStored(row)) return { text: raw, before: null };
  const before = row.before?.[at];
  const differs = row.state === "changed" && before !== undefined && before !== raw;
  return {
    text: shownAs(column.kind, raw, decimals),
    before: differs ? shownAs(column.kind, before, decimals) : null,
  };
}

/**
 * The text that an editor starts with. It is read like the text of the file, so a stored figure is written with the
 * file's own decimal sign.
 */
export function textToEdit(row: ImportRow, at: number, column: ImportRowColumn, sign: DecimalSign | null): string {
  const raw = row.cells[at] ?? "";
  if (!isStored(row)) return row.problems.find((problem) => problem.cell === at)?.text ?? raw;
  return column.kind === "figure" && sign === "," ? raw.replace(".", ",") : raw;
}

/** A record in the core's words, with its days and sums as the user reads them. */
export function readable(record: string): string {
  return record
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, formatDate)
    .replace(/(?<![\w.,])-?\d+\.\d+(?= [A-Z]{3}\b)/g, (amount) => formatAmount(amount));
}

/** What is wrong with a row, in one line. */
export const messagesOf = (row: ImportRow): string => row.problems.map(({ message }) => message).join(" ");

/** The first cell of a row that makes it what it is: one that cannot be read, or that changes. */
export function concernsAt({ state, cells, before, problems }: ImportRow): number {
  if (state === "problem") return problems.find(({ cell }) => cell !== null)?.cell ?? 0;
  const at = before ? cells.findIndex((cell, index) => cell !== before[index]) : -1;
  return Math.max(0, at);
}

// ---- how wide columns are

const SIGN = 7.4;
const PADDING = 18;

/** The width in pixels of the numbers of so many rows. */
export const numberWidth = (rows: number): number =>
  Math.max(58, Math.round(formatCount(rows).length * SIGN) + PADDING);

/** Widths of columns in pixels, by what their first rows hold: none is so wide that it hides the others. */
export function widthsOf(columns: readonly ImportRowColumn[], rows: readonly ImportRow[], money: number): number[] {
  const decimals = decimalsOf(columns, rows, money);
  return columns.map((column, at) => {
    const lengths = rows.slice(0, 60).map((row) => {
      const { text, before } = cellOf(row, at, column, decimals[at]);
      return before === null ? text.length : text.length + before.length + 3;
    });
    const longest = Math.max(columnLabel(column).length, ...lengths);
    // Names of the first rows are rarely the longest; codes of a currency all are.
    const text = longest > 8 ? 110 : 72;
    const [least, most] = column.kind === "text" ? [text, 200] : [100, 230];
    return Math.round(Math.min(most, Math.max(least, longest * SIGN + PADDING)));
  });
}
