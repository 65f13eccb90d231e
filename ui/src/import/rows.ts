// The rows of a file as the preview scrolls through them: windows asked of the core, the ones before kept in sight while
// a file is read anew.
import { useQueries } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type CallError, call, questionKey } from "../api";
import type { ImportJob, ImportRow, ImportRowState, ImportRows, ImportRowsQuery } from "../api.gen";
import { rowAt, WINDOW, type Windows, windowsOf } from "../kit/grid/windows";

interface Held {
  head: ImportRows;
  windows: Windows<ImportRow>;
}

export interface PreviewRows {
  /** Columns and counts; null until the first rows are here. */
  head: ImportRows | null;
  /** The first rows, while they are at hand: what decides how wide a column is. */
  first: readonly ImportRow[] | undefined;
  rowAt: (index: number) => ImportRow | undefined;
  onSeen: (first: number, last: number) => void;
  error: CallError | null;
  busy: boolean;
}

function question(job: ImportJob, only: ImportRowState | null, from: number) {
  const argument: ImportRowsQuery = { job, from, count: WINDOW, only };
  return {
    queryKey: questionKey("import.rows", argument),
    queryFn: ({ signal }: { signal: AbortSignal }) => call("import.rows", argument, signal),
  };
}

/** `job` is null while there is nothing to ask: the rows before stay. */
export function usePreviewRows(job: ImportJob | null, only: ImportRowState | null): PreviewRows {
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const held = useRef<Held | null>(null);
  const known = held.current?.head.total ?? 0;
  const wanted = useMemo(() => windowsOf(seen.first, seen.last, known), [seen, known]);
  const results = useQueries({
    queries: job ? wanted.map((from) => question(job, only, from)) : [],
    combine: (all) => ({
      answers: all.map((one) => one.data),
      error: (all.find((one) => one.error)?.error ?? null) as CallError | null,
      busy: all.some((one) => one.isFetching),
    }),
  });
  const now = useMemo<Held | null>(() => {
    const windows = new Map<number, readonly ImportRow[]>();
    results.answers.forEach((answer, at) => {
      if (answer) windows.set(wanted[at] ?? 0, answer.rows);
    });
    const head = results.answers.find((answer) => answer !== undefined);
    return head ? { head, windows } : null;
  }, [results.answers, wanted]);
  const shown = now ?? held.current;
  useEffect(() => {
    held.current = shown;
  }, [shown]);
  const windows = shown?.windows;
  return {
    head: shown?.head ?? null,
    first: windows?.get(0),
    rowAt: useCallback((index: number) => (windows ? rowAt(windows, index) : undefined), [windows]),
    onSeen: useCallback(
      (first: number, last: number) =>
        setSeen((before) => (before.first === first && before.last === last ? before : { first, last })),
      [],
    ),
    error: results.error,
    busy: results.busy,
  };
}
