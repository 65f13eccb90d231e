// What the grid of the budget does with the core: each edit is one command, and the selection is summed there.

import { useDebouncedValue } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { asCallError, type CallError, call, useChange, useRead } from "../api";
import type { Edited, Grid, GridRow, Range, Selection, View } from "../api.gen";
import { shortMonth } from "../kit/date";
import type { ValueCell } from "../kit/grid/contract";
import type { Block } from "../kit/grid/selection";
import { decimalSign } from "../kit/number";
import { heldRows, showEdited } from "./rows";

/** The value after the twelve months. */
export const YEAR = 12;

export const rangeOf = (block: Block): Range => ({
  first_row: block.top,
  last_row: block.bottom,
  first_month: block.left,
  last_month: block.right,
});

/** What is summed and copied: the year beside its months would count twice. */
export function summedRange(block: Block): Range {
  const range = rangeOf(block);
  return range.first_month < YEAR ? { ...range, last_month: Math.min(range.last_month, YEAR - 1) } : range;
}

/** The changes of the sheet. Each answers null when it is done, else one sentence that says why not. */
export function useEdits(view: View) {
  const client = useQueryClient();
  const edit = useChange("budget.edit").run;
  const paste = useChange("budget.paste").run;
  const fill = useChange("budget.fill").run;
  const clear = useChange("budget.clear").run;
  // One after the other, in the order they were typed.
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const run = (change: () => Promise<Edited>, say: (error: CallError) => string = sayAll): Promise<string | null> => {
    const done = queue.current.then(async () => {
      try {
        showEdited(client, view, await change());
        return null;
      } catch (thrown) {
        return say(asCallError(thrown));
      }
    });
    queue.current = done;
    return done;
  };

  const decimal = decimalSign();
  return {
    type: (cells: ValueCell<GridRow>[], text: string) =>
      run(() => {
        const typed = cells.flatMap(({ row, value }) =>
          row.line === null ? [] : [{ line: row.line, month: value, text }],
        );
        return edit({ view, cells: typed, decimal });
      }, sayOne),
    clear: (block: Block) => run(() => clear({ view, range: rangeOf(block) })),
    fill: (block: Block, direction: "right" | "down") => run(() => fill({ view, range: rangeOf(block), direction })),
    paste: (block: Block, text: string) =>
      run(
        () => paste({ view, range: rangeOf(block), text, decimal }),
        (error) => sayAll(error, (field) => placeOf(heldRows(client, view), field)),
      ),
  };
}

/** What is wrong with one cell: its own problem says more than the sentence over all of them. */
const sayOne = (error: CallError): string => error.problems[0]?.message ?? error.message;

/** What is wrong with many cells, in one line: the first few problems, each once and with its place. */
export function sayAll(
  error: Pick<CallError, "message" | "problems">,
  place: (field: string) => string = () => "",
): string {
  const different = [...new Set(error.problems.map(({ field, message }) => place(field) + message))];
  if (different.length === 0) return error.message;
  const more = different.length > 2 ? ` And ${different.length - 2} more.` : "";
  // The core's sentence is made of those of the problems where it has none for all of them.
  const all = error.problems.some(({ message }) => error.message.includes(message)) ? "" : `${error.message} `;
  return `${all}${different.slice(0, 2).join(" ")}${more}`;
}

/** Where a problem is, from its field "line:12/3": "Monitoring, Oct 26: ". Empty for a row that is not at hand. */
export function placeOf(grids: readonly Grid[], field: string): string {
  const [, key = "", value = ""] = /^(line:\d+)\/(\d+)$/.exec(field) ?? [];
  const grid = grids.find((one) => one.rows.some((row) => row.key === key));
  const row = grid?.rows.find((one) => one.key === key);
  if (!grid || !row) return "";
  const month = grid.months[Number(value)];
  return `${row.label}, ${month ? shortMonth(month) : `FY${grid.plan.fiscal_year}`}: `;
}

export interface Summed {
  /** What is selected, summed by the core; null while nothing is, or the answer is for another selection. */
  selection: Selection | null;
  onSelect: (block: Block | null) => void;
  copied: (block: Block) => string | null;
  copy: (block: Block) => Promise<string | null>;
}

export function useSelection(view: View): Summed {
  const [range, setRange] = useState<Range | null>(null);
  // A drag passes over many selections: only where it rests is asked for.
  const [asked] = useDebouncedValue(range, 60);
  const decimal = decimalSign();
  const nothing = { first_row: 0, last_row: 0, first_month: 0, last_month: 0 };
  const answer = useRead(
    "budget.selection",
    { view, range: asked ?? nothing, decimal },
    { enabled: asked !== null, keep: true },
  );
  const fresh = !answer.isPlaceholderData && !answer.isFetching ? answer.data : undefined;
  return {
    selection: (range !== null && asked !== null && answer.data) || null,
    onSelect: useCallback((block: Block | null) => setRange(block && summedRange(block)), []),
    copied: (block) => (asked && fresh && sameRange(asked, summedRange(block)) ? fresh.text : null),
    copy: async (block) => (await call("budget.selection", { view, range: summedRange(block), decimal })).text,
  };
}

function sameRange(one: Range, other: Range): boolean {
  return (
    one.first_row === other.first_row &&
    one.last_row === other.last_row &&
    one.first_month === other.first_month &&
    one.last_month === other.last_month
  );
}
