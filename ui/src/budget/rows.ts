// The rows of the budget as the grid scrolls through them: windows asked of the core, kept while others are on their way,
// and put right at once by the answer to an edit.
import { type QueryClient, type QueryKey, useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type CallError, call, questionKey } from "../api";
import type { Edited, Grid, GridQuery, GridRow, View } from "../api.gen";
import { neighboursOf, patched, rowAt, WINDOW, type Windows, windowsOf } from "../kit/grid/windows";

/** One window of rows, as a question to the core. */
function question(view: View, from: number) {
  const argument: GridQuery = { view, from, count: WINDOW };
  return {
    queryKey: questionKey("budget.grid", argument),
    queryFn: ({ signal }: { signal: AbortSignal }) => call("budget.grid", argument, signal),
  };
}

interface Held {
  windows: Windows<GridRow>;
  /** What the newest answer says beside its rows: months, count of rows, total. */
  head: Grid;
}

export interface Rows {
  head: Grid | null;
  error: CallError | null;
  rowAt: (index: number) => GridRow | undefined;
  onVisible: (first: number, last: number, active: number) => void;
}

export function useRows(view: View | null): Rows {
  const client = useQueryClient();
  const [seen, setSeen] = useState({ first: 0, last: 0, active: 0 });
  const held = useRef<Held | null>(null);
  const known = held.current?.head.row_count ?? 0;

  const wanted = useMemo(() => {
    const starts = windowsOf(seen.first, seen.last, known);
    const ofActive = windowsOf(seen.active, seen.active, known)[0] ?? 0;
    return starts.includes(ofActive) ? starts : [...starts, ofActive];
  }, [seen, known]);
  const results = useQueries({
    queries: view ? wanted.map((from) => question(view, from)) : [],
    combine: (all) => ({
      answers: all.map((one) => one.data),
      error: (all.find((one) => one.error)?.error ?? null) as CallError | null,
    }),
  });

  const now = useMemo<Held | null>(() => {
    const answers = results.answers.filter((answer) => answer !== undefined);
    const head = answers.reduce<Grid | null>(
      (newest, one) => (newest && newest.change > one.change ? newest : one),
      null,
    );
    return head && { head, windows: new Map(answers.map((answer) => [answer.from, answer.rows])) };
  }, [results.answers]);
  // Until the first answer for another view is here, the rows before stay in sight.
  const shown = now ?? (view ? held.current : null);
  useEffect(() => {
    held.current = shown;
  }, [shown]);

  const count = shown?.head.row_count ?? 0;
  useEffect(() => {
    if (!view || !now) return;
    const near = neighboursOf(windowsOf(seen.first, seen.last, count), count);
    for (const from of near) void client.prefetchQuery(question(view, from));
  }, [client, view, now, seen.first, seen.last, count]);

  const windows = shown?.windows;
  return {
    head: shown?.head ?? null,
    error: results.error,
    rowAt: useCallback((index: number) => (windows ? rowAt(windows, index) : undefined), [windows]),
    onVisible: useCallback(
      (first: number, last: number, active: number) =>
        setSeen((before) =>
          before.first === first && before.last === last && before.active === active ? before : { first, last, active },
        ),
      [],
    ),
  };
}

/** A window of rows with what an edit changed in it; rows keep their place. */
export function patchedGrid(grid: Grid, edited: Edited): Grid {
  const changed = new Map(edited.rows.map((row) => [row.key, row]));
  const rows = patched(
    grid.rows,
    changed,
    (row) => row.key,
    (held, next) => ({ ...next, index: held.index }),
  );
  const total = changed.get(grid.total.key);
  if (rows === grid.rows && !total) return grid;
  return { ...grid, rows: rows as GridRow[], total: total ? { ...total, index: grid.total.index } : grid.total };
}

/** The windows held for a view. */
function heldFor(view: View) {
  const same = JSON.stringify(view);
  return {
    predicate: ({ queryKey: [name, argument] }: { queryKey: QueryKey }) =>
      name === "budget.grid" && JSON.stringify((argument as GridQuery).view) === same,
  };
}

export function heldRows(client: QueryClient, view: View): Grid[] {
  return client.getQueriesData<Grid>(heldFor(view)).flatMap(([, grid]) => grid ?? []);
}

/** Puts what an edit changed into every window held for this view, so that totals follow at once. */
export function showEdited(client: QueryClient, view: View, edited: Edited): void {
  client.setQueriesData<Grid>(heldFor(view), (grid) => grid && patchedGrid(grid, edited));
}
