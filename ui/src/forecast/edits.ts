// What the grid of the forecast does with the core: months typed by hand, and back to the method.
import { useRef } from "react";
import { asCallError, useChange } from "../api";
import type { ForecastRow, MonthText } from "../api.gen";
import { parseTsv, writeTsv } from "../kit/grid/clipboard";
import type { ValueCell } from "../kit/grid/contract";
import type { Block } from "../kit/grid/selection";
import { decimalSign, editAmount } from "../kit/number";
import type { Id } from "../words";

type RowAt = (index: number) => ForecastRow | undefined;

/** The rows of a block that are lines; null where one of them is still on its way. */
export function linesIn(rowAt: RowAt, block: Block): ForecastRow[] | null {
  const lines: ForecastRow[] = [];
  for (let index = block.top; index <= block.bottom; index += 1) {
    const row = rowAt(index);
    if (row === undefined) return null;
    if (row.line !== null) lines.push(row);
  }
  return lines;
}

const ON_ITS_WAY = "Some of these rows are still on their way. Select fewer of them.";

/** The open months of a block. */
function monthsIn(block: Block, closed: number): number[] {
  const months: number[] = [];
  for (let month = Math.max(block.left, closed); month <= block.right; month += 1) months.push(month);
  return months;
}

const cell = (row: ForecastRow, month: number, text: string): MonthText => ({ line: row.line ?? 0, month, text });

/** Each change answers null when it is done, else one sentence that says why not. */
export function useEdits(plan: Id | null, rowAt: RowAt, closed: number) {
  const change = useChange("forecast.set_month").run;
  // One after the other, in the order they were typed.
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const send = (cells: MonthText[] | string): Promise<string | null> => {
    if (typeof cells === "string") return Promise.resolve(cells);
    if (plan === null || cells.length === 0)
      return Promise.resolve("There is no open month of a line in the selection.");
    const done = queue.current.then(async () => {
      try {
        await change({ plan, cells, decimal: decimalSign() });
        return null;
      } catch (thrown) {
        const { problems, message } = asCallError(thrown);
        return problems[0]?.message ?? message;
      }
    });
    queue.current = done;
    return done;
  };
  const each = (block: Block, text: (row: ForecastRow, month: number, first: ForecastRow) => string) => {
    const lines = linesIn(rowAt, block);
    const first = lines?.[0];
    if (!lines || !first) return lines ? "Select lines: groups and totals follow from them." : ON_ITS_WAY;
    return lines.flatMap((row) => monthsIn(block, closed).map((month) => cell(row, month, text(row, month, first))));
  };
  return {
    type: (cells: ValueCell<ForecastRow>[], text: string) =>
      send(cells.map(({ row, value }) => cell(row, value, text))),
    clear: (block: Block) => send(each(block, () => "")),
    fill: (block: Block, direction: "right" | "down") =>
      send(
        direction === "right"
          ? each({ ...block, left: block.left + 1 }, (row) => editAmount(row.own[block.left] ?? "0"))
          : each(block, (_, month, first) => editAmount(first.own[month] ?? "0")),
      ),
    paste: (block: Block, text: string) => send(pasted(rowAt, block, text, closed)),
    copied: (block: Block) => {
      const lines = linesIn(rowAt, block);
      if (!lines) return null;
      const months = monthsIn(block, 0);
      return writeTsv(lines.map((row) => months.map((month) => editAmount(row.own[month] ?? "0"))));
    },
  };
}

/** The cells of a copied block from the first selected one on; groups in between are passed over. */
export function pasted(rowAt: RowAt, block: Block, text: string, closed: number): MonthText[] | string {
  const copied = parseTsv(text);
  const cells: MonthText[] = [];
  let index = block.top;
  for (const texts of copied) {
    let row = rowAt(index);
    while (row && row.line === null) {
      index += 1;
      row = rowAt(index);
    }
    if (!row) return `The copied block has ${copied.length} rows, but there are not so many lines from here on.`;
    for (const [offset, one] of texts.entries()) {
      const month = block.left + offset;
      if (month > 11) return "The copied block is wider than the months from here on.";
      if (month < closed) return "Closed months are what was posted: paste into open ones.";
      cells.push(cell(row, month, one));
    }
    index += 1;
  }
  return cells;
}
