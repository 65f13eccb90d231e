// Rows of a long table held in windows: which windows a stretch of rows needs, and how changed rows replace held ones.

/** Rows of one window: about five screens. */
export const WINDOW = 200;

/** The first rows of the windows that hold rows `first` to `last`. */
export function windowsOf(first: number, last: number, count: number): number[] {
  const starts: number[] = [];
  const end = Math.min(last, count - 1);
  for (let start = startOf(Math.max(0, first)); start <= end; start += WINDOW) starts.push(start);
  // An empty table is asked for once: the answer also says what it is.
  return starts.length > 0 ? starts : [0];
}

/** The windows before and after those: fetched ahead, so that scrolling on finds them. */
export function neighboursOf(starts: readonly number[], count: number): number[] {
  const before = Math.min(...starts) - WINDOW;
  const after = Math.max(...starts) + WINDOW;
  return [before, after].filter((start) => start >= 0 && start < count);
}

export function startOf(index: number): number {
  return Math.floor(index / WINDOW) * WINDOW;
}

export type Windows<Row> = ReadonlyMap<number, readonly Row[]>;

export function rowAt<Row>(windows: Windows<Row>, index: number): Row | undefined {
  const start = startOf(index);
  return windows.get(start)?.[index - start];
}

/** The rows with the changed ones in place of their like. The same array if none of them is here. */
export function patched<Row>(
  rows: readonly Row[],
  changed: ReadonlyMap<string, Row>,
  keyOf: (row: Row) => string,
  merge: (held: Row, next: Row) => Row,
): readonly Row[] {
  let touched = false;
  const next = rows.map((row) => {
    const other = changed.get(keyOf(row));
    if (!other) return row;
    touched = true;
    return merge(row, other);
  });
  return touched ? next : rows;
}
