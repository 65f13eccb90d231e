// Categories and departments are trees: in a list each stands under its parent, a step further in.

export interface Node {
  id: number;
  parent: number | null;
}

export interface Placed<R> {
  row: R;
  depth: number;
}

/** The rows with their depth, children after their parent in the order they came. */
export function placed<R extends Node>(rows: readonly R[]): Placed<R>[] {
  const known = new Set(rows.map((row) => row.id));
  const found: Placed<R>[] = [];
  const seen = new Set<number>();
  const walk = (parent: number | null, depth: number) => {
    for (const row of rows) {
      const under = row.parent !== null && known.has(row.parent) ? row.parent : null;
      if (under !== parent || seen.has(row.id)) continue;
      seen.add(row.id);
      found.push({ row, depth });
      walk(row.id, depth + 1);
    }
  };
  walk(null, 0);
  // A circle has no root: its rows are shown all the same, so that it can be mended.
  for (const row of rows) if (!seen.has(row.id)) found.push({ row, depth: 0 });
  return found;
}

/** What a row may be put under: everything but itself and what is under it. */
export function possibleParents<R extends Node>(rows: readonly R[], id: number | null): R[] {
  const under = (row: R): boolean => {
    const seen = new Set<number>();
    for (let at: R | undefined = row; at && !seen.has(at.id); ) {
      if (at.id === id) return true;
      seen.add(at.id);
      const parent: number | null = at.parent;
      at = rows.find((one) => one.id === parent);
    }
    return false;
  };
  return id === null ? [...rows] : rows.filter((row) => !under(row));
}
