// The columns of the forecast: line, method, twelve months (posted, then expected), the year beside the budget and the
// forecast before.
import type { Forecast, ForecastFigure, ForecastRow, Plan } from "../api.gen";
import { shortMonth } from "../kit/date";
import type { CellTone, Column, Shape } from "../kit/grid/contract";
import { currencyDecimals, formatAmount, formatCount, signOf } from "../kit/number";
import type { Unit } from "./choices";
import classes from "./forecast.module.css";

export const shapeOf = (row: ForecastRow): Shape => ({
  key: row.key,
  kind: row.kind === "unmatched" ? "line" : row.kind,
  depth: row.depth,
  folded: row.kind === "group" ? row.collapsed : null,
});

/** An amount in the unit of the screen. */
export function inUnit(amount: string, unit: Unit, currency: string, sign: "auto" | "always" = "auto"): string {
  const format = unit === "thousand" ? { unit, decimals: 1 } : { decimals: currencyDecimals(currency) };
  return formatAmount(amount, { ...format, sign });
}

/** Within a year only the rest of the name tells plans apart: "FY2027 Forecast 3+9" is 3+9. */
export const shortName = (plan: Plan): string => plan.name.replace(/^FY\d+\s+/, "").replace(/^Forecast\s+/, "");

/** What a column shows, to be explained; the year for the columns that hold no figure. */
export function figureOf(column: string, months: readonly string[]): { figure: ForecastFigure; month: number | null } {
  const month = months.indexOf(column);
  if (month >= 0) return { figure: "forecast", month };
  const figures: readonly ForecastFigure[] = ["budget", "variance", "change"];
  return { figure: figures.find((figure) => figure === column) ?? "forecast", month: null };
}

export function columnsOf(head: Forecast, unit: Unit): Column<ForecastRow>[] {
  const name: Column<ForecastRow> = {
    key: "name",
    title: "Line",
    holds: "name",
    width: 160,
    grow: 30,
    most: 400,
    frozen: true,
    show: (row) => <Name row={row} base={head.currency} />,
    hint: (row) => row.label,
  };
  const method: Column<ForecastRow> = {
    key: "method",
    title: "Method",
    holds: "note",
    opens: true,
    width: 86,
    grow: 4,
    most: 110,
    frozen: true,
    show: (row) => shortMethod(row.method),
    toneOf: (row) => (row.chosen ? undefined : "soft"),
    hint: (row) => (row.method ? `${row.method}${row.chosen ? ", chosen for this line" : ", by default"}` : ""),
  };
  const months = head.months.map((_, month) => monthColumn(head, unit, month));
  return [name, method, ...months, ...yearColumns(head, unit)];
}

/** A method in few letters; the whole name is the hint: "Run-rate, last 3 months" is "Run-rate 3". */
export const shortMethod = (method: string): string =>
  method
    .replace("Remaining budget", "Remaining")
    .replace("Underspend carried", "Underspend")
    .replace("Run-rate, last month", "Run-rate 1")
    .replace(/^Run-rate, last (\d+) months$/, "Run-rate $1");

const width = (texts: string[], least: number, around = 12) =>
  Math.max(least, Math.ceil(Math.max(...texts.map((text) => text.length)) * 6.45) + around);

function monthColumn(head: Forecast, unit: Unit, at: number): Column<ForecastRow> {
  const open = at >= head.closed;
  const { total } = head;
  return {
    key: head.months[at] ?? String(at),
    title: shortMonth(head.months[at] ?? ""),
    holds: "value",
    ground: open ? "open" : undefined,
    width: width(
      total.months.map((amount) => inUnit(amount, unit, head.currency)),
      48,
      11,
    ),
    grow: 1,
    show: (row) => figure(row, row.months[at] ?? "0", unit, head.currency),
    toneOf: (row): CellTone | undefined => {
      if (row.manual.includes(at)) return "hand";
      return isNothing(row, row.months[at] ?? "0") ? "none" : undefined;
    },
    hint: (row) => monthHint(row, at, open, head.currency),
  };
}

function monthHint(row: ForecastRow, at: number, open: boolean, base: string): string {
  const amount = `${formatAmount(row.months[at] ?? "0")} ${base}`;
  const own =
    row.kind === "line" && row.currency !== base ? ` (${formatAmount(row.own[at] ?? "0")} ${row.currency})` : "";
  const how = !open ? "posted" : row.manual.includes(at) ? "typed by hand" : (row.method || "expected").toLowerCase();
  return `${amount}${own}, ${how}`;
}

function yearColumns(head: Forecast, unit: Unit): Column<ForecastRow>[] {
  const text = (amount: string, sign: "auto" | "always" = "auto") => inUnit(amount, unit, head.currency, sign);
  const { total } = head;
  // The last column keeps clear of the rounded edge.
  const last = head.compare ? "change" : "variance";
  const year: Column<ForecastRow> = {
    key: "year",
    title: head.period,
    holds: "note",
    align: "right",
    width: width([text(total.forecast)], 62, 15),
    show: (row) => figure(row, row.forecast, unit, head.currency),
    toneOf: () => "strong",
    hint: (row) => yearHint(row, head.currency),
  };
  const budget: Column<ForecastRow> = {
    key: "budget",
    title: "Budget",
    holds: "note",
    align: "right",
    width: width([text(total.budget)], 62, 15),
    show: (row) => figure(row, row.budget, unit, head.currency),
    hint: (row) => `${formatAmount(row.budget)} ${head.currency}`,
  };
  const difference = (key: string, title: string, of: (row: ForecastRow) => string | null): Column<ForecastRow> => ({
    key,
    title,
    holds: "note",
    align: "right",
    width:
      Math.max(width([text(of(total) ?? "0", "always")], 54), Math.ceil(title.length * 6.2) + 12) +
      (key === last ? 8 : 0),
    show: (row) => {
      const amount = of(row);
      return amount === null || signOf(amount) === 0 ? "–" : text(amount, "always");
    },
    toneOf: (row) => {
      const amount = of(row);
      // What is shown as 0 is neither good nor bad.
      if (amount === null || !/[1-9]/.test(text(amount))) return "soft";
      return signOf(amount) > 0 ? "good" : "bad";
    },
    hint: (row) => {
      const amount = of(row);
      return amount === null ? "" : `${formatAmount(amount, { sign: "always" })} ${head.currency}`;
    },
  });
  const against = head.budget ? [budget, difference("variance", "Δ budget", (row) => row.variance)] : [];
  const before = head.compare ? [difference("change", `Δ ${shortName(head.compare)}`, (row) => row.change)] : [];
  return [year, ...against, ...before];
}

function yearHint(row: ForecastRow, currency: string): string {
  const parts = `${formatAmount(row.actual)} posted + ${formatAmount(row.rest)} expected = ${formatAmount(row.forecast)} ${currency}`;
  if (row.low === null || row.high === null) return parts;
  return `${parts}. Range ${formatAmount(row.low)} to ${formatAmount(row.high)}`;
}

function Name({ row, base }: { row: ForecastRow; base: string }) {
  return (
    <>
      <span className={classes.name}>{row.label}</span>
      {row.kind === "group" && <span className={classes.count}>{formatCount(row.count)}</span>}
      {row.kind === "line" && row.currency !== base && <span className={classes.currency}>{row.currency}</span>}
    </>
  );
}

const isNothing = (row: ForecastRow, amount: string) =>
  (row.kind === "line" || row.kind === "unmatched") && signOf(amount) === 0;

function figure(row: ForecastRow, amount: string, unit: Unit, currency: string): string {
  return isNothing(row, amount) ? "–" : inUnit(amount, unit, currency);
}
