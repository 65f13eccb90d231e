// The columns of the budget: line, vendor, CapEx or OpEx, twelve months, the year, and the change against another plan.
import type { Grid, GridRow, Plan, TargetRow } from "../api.gen";
import { shortMonth } from "../kit/date";
import type { CellTone, Column, Shape } from "../kit/grid/contract";
import { currencyDecimals, formatAmount, formatCount, formatPercent, signOf } from "../kit/number";
import { Pill } from "../kit/parts";
import classes from "./budget.module.css";
import type { Unit } from "./choices";
import { YEAR } from "./sheet";

export const EXPENSE = { capex: "CapEx", opex: "OpEx" } as const;

export function shapeOf(row: GridRow): Shape {
  return {
    key: row.key,
    kind: row.kind,
    depth: row.depth,
    folded: row.kind === "group" ? row.collapsed : null,
  };
}

export const amountAt = (row: GridRow, value: number): string | null =>
  value === YEAR ? row.total : (row.amounts[value] ?? null);

/** An amount in the unit of the screen: thousands with one decimal, or to the minor unit of its currency. */
export function inUnit(amount: string, unit: Unit, currency: string): string {
  return formatAmount(amount, unit === "thousand" ? { unit, decimals: 1 } : { decimals: currencyDecimals(currency) });
}

/** The targets of the groups, by the keys of their rows. */
export type TargetsByKey = ReadonlyMap<string, Pick<TargetRow, "target" | "gap">>;

export function columnsOf(grid: Grid, unit: Unit, targets: TargetsByKey | null): Column<GridRow>[] {
  const name: Column<GridRow> = {
    key: "name",
    title: "Line",
    holds: "name",
    width: 196,
    grow: 30,
    most: 420,
    frozen: true,
    show: (row) => <Name row={row} base={grid.currency} />,
    hint: (row) => row.label,
  };
  const vendor: Column<GridRow> = {
    key: "vendor",
    title: "Vendor",
    holds: "note",
    width: 110,
    grow: 20,
    most: 260,
    frozen: true,
    show: (row) => row.vendor,
    toneOf: () => "soft",
    hint: (row) => row.vendor,
  };
  const expense: Column<GridRow> = {
    key: "expense",
    title: "Type",
    holds: "note",
    width: 62,
    frozen: true,
    show: (row) => row.expense && <Pill>{EXPENSE[row.expense]}</Pill>,
  };
  const amounts = Array.from({ length: YEAR + 1 }, (_, value) => amountColumn(grid, unit, value));
  const compared = grid.compare ? [compareColumn(grid.plan, grid.compare)] : [];
  const held = targets ? [targetColumn(grid, unit, targets), gapColumn(grid, unit, targets)] : [];
  // Target and gap take the place of the kind of expense, so that all stays in sight.
  if (targets) return [{ ...name, width: 176 }, { ...vendor, width: 72 }, ...amounts, ...held, ...compared];
  return [name, vendor, expense, ...amounts, ...compared];
}

function targetColumn(grid: Grid, unit: Unit, targets: TargetsByKey): Column<GridRow> {
  const at = (row: GridRow) => targets.get(row.key)?.target ?? null;
  return {
    key: "target",
    title: "Target",
    holds: "note",
    width: 64,
    align: "right",
    show: (row) => {
      const target = at(row);
      return target === null ? "" : inUnit(target, unit, grid.currency);
    },
    hint: (row) => {
      const target = at(row);
      return target === null ? "" : `${formatAmount(target)} ${grid.currency}, with what is in it`;
    },
  };
}

/** What is left of the target; over it is red. */
function gapColumn(grid: Grid, unit: Unit, targets: TargetsByKey): Column<GridRow> {
  const at = (row: GridRow) => targets.get(row.key)?.gap ?? null;
  const shown = (gap: string) =>
    formatAmount(gap, {
      unit: unit === "thousand" ? unit : "one",
      decimals: unit === "thousand" ? 1 : currencyDecimals(grid.currency),
      sign: "always",
    });
  return {
    key: "gap",
    title: "Gap",
    holds: "note",
    width: 58,
    align: "right",
    show: (row) => {
      const gap = at(row);
      return gap === null ? "" : shown(gap);
    },
    toneOf: (row) => {
      const sign = signOf(at(row));
      return sign < 0 ? "bad" : sign > 0 ? "good" : undefined;
    },
    hint: (row) => {
      const gap = at(row);
      return gap === null ? "" : `Target − planned: ${formatAmount(gap, { sign: "always" })} ${grid.currency}`;
    },
  };
}

function amountColumn(grid: Grid, unit: Unit, value: number): Column<GridRow> {
  const month = grid.months[value];
  return {
    key: month ?? "year",
    title: month ? shortMonth(month) : `FY${grid.plan.fiscal_year}`,
    holds: "value",
    width: widthOf(grid, unit, value),
    grow: 1,
    show: (row) => figure(row, value, unit),
    toneOf: (row) => toneOf(row, value),
    hint: (row) => {
      const amount = amountAt(row, value);
      return amount === null ? "A rate is missing." : `${formatAmount(amount)} ${row.currency}`;
    },
  };
}

/** Wide enough for the total, which is seldom shorter than what it sums unless that is in yen; all months alike. */
function widthOf(grid: Grid, unit: Unit, value: number): number {
  const places = value === YEAR ? [YEAR] : grid.months.map((_, month) => month);
  const rows = [grid.total, ...grid.rows.filter((row) => row.currency !== grid.currency)];
  const longest = Math.max(
    ...rows.flatMap((row) => places.map((place) => inUnit(amountAt(row, place) ?? "", unit, row.currency).length)),
  );
  // Where the year stands last it keeps clear of the edge.
  const around = value === YEAR && !grid.compare ? 18 : 11;
  return Math.max(value === YEAR ? 64 : 50, Math.ceil(longest * 6.45) + around);
}

/** Within a year only the rest of the name tells plans apart: "FY2027 Budget" is the budget. */
export function comparedName(plan: Plan, compare: Plan): string {
  return compare.fiscal_year === plan.fiscal_year ? compare.name.replace(/^FY\d+\s+/, "") : compare.name;
}

function compareColumn(plan: Plan, compare: Plan): Column<GridRow> {
  const other = compare.fiscal_year === plan.fiscal_year ? comparedName(plan, compare) : `FY${compare.fiscal_year}`;
  const title = `vs ${other}`;
  return {
    key: "compare",
    title,
    holds: "note",
    width: 76,
    align: "right",
    show: (row) => formatPercent(row.change_percent, { sign: "always" }),
    // Colour only for meaning: on subtotals, where it is read first; more cost than before is unfavourable.
    toneOf: (row) => {
      const shown = formatPercent(row.change_percent);
      if (row.kind === "line" || !/[1-9]/.test(shown)) return "soft";
      return signOf(row.change) > 0 ? "bad" : "good";
    },
    hint: (row) =>
      row.change === null ? `Not comparable with ${compare.name}` : `${formatAmount(row.change, { sign: "always" })}`,
  };
}

function Name({ row, base }: { row: GridRow; base: string }) {
  return (
    <>
      <span className={classes.name}>{row.label}</span>
      {row.kind === "group" && <span className={classes.count}>{formatCount(row.count)}</span>}
      {row.kind === "line" && row.currency !== base && <span className={classes.currency}>{row.currency}</span>}
    </>
  );
}

/** A line without an amount shows a dash; a subtotal says its zero. What rounds to nothing still is an amount. */
function figure(row: GridRow, value: number, unit: Unit): string {
  const amount = amountAt(row, value);
  if (amount === null) return "?";
  return isNothing(row, amount) ? "–" : inUnit(amount, unit, row.currency);
}

const isNothing = (row: GridRow, amount: string) => row.kind === "line" && signOf(amount) === 0;

function toneOf(row: GridRow, value: number): CellTone | undefined {
  const amount = amountAt(row, value);
  if (amount === null) return "warn";
  if (isNothing(row, amount)) return "none";
  return value === YEAR ? "strong" : undefined;
}
