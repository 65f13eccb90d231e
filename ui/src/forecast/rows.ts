// The rows of the forecast as the grid scrolls through them: windows asked of the core, kept while others are on their way.
import { useQueries } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type CallError, call, questionKey } from "../api";
import type { Forecast, ForecastQuery, ForecastRow } from "../api.gen";
import { rowAt, WINDOW, type Windows, windowsOf } from "../kit/grid/windows";

export type View = Omit<ForecastQuery, "from" | "count">;

function question(view: View, from: number) {
  const argument: ForecastQuery = { ...view, from, count: WINDOW };
  return {
    queryKey: questionKey("forecast.get", argument),
    queryFn: ({ signal }: { signal: AbortSignal }) => call("forecast.get", argument, signal),
  };
}

interface Held {
  windows: Windows<ForecastRow>;
  /** What the newest answer says beside its rows. */
  head: Forecast;
}

export interface Rows {
  head: Forecast | null;
  error: CallError | null;
  rowAt: (index: number) => ForecastRow | undefined;
  onVisible: (first: number, last: number, active: number) => void;
}

export function useRows(view: View): Rows {
  const [seen, setSeen] = useState({ first: 0, last: 0, active: 0 });
  const held = useRef<Held | null>(null);
  const known = held.current?.head.row_count ?? 0;
  const wanted = useMemo(() => {
    const starts = windowsOf(seen.first, seen.last, known);
    const ofActive = windowsOf(seen.active, seen.active, known)[0] ?? 0;
    return starts.includes(ofActive) ? starts : [...starts, ofActive];
  }, [seen, known]);
  const results = useQueries({
    queries: wanted.map((from) => question(view, from)),
    combine: (all) => ({
      answers: all.map((one) => one.data),
      error: (all.find((one) => one.error)?.error ?? null) as CallError | null,
    }),
  });
  const now = useMemo<Held | null>(() => {
    const answers = results.answers.filter((answer) => answer !== undefined);
    const head = answers.reduce<Forecast | null>(
      (newest, one) => (newest && newest.change > one.change ? newest : one),
      null,
    );
    return head && { head, windows: new Map(answers.map((answer) => [answer.from, answer.rows])) };
  }, [results.answers]);
  // Until the first answer for another view is here, the rows before stay in sight.
  const shown = now ?? held.current;
  useEffect(() => {
    held.current = shown;
  }, [shown]);
  const windows = shown?.windows;
  return {
    head: results.error ? null : (shown?.head ?? null),
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
