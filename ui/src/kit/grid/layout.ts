// How wide the columns of a grid are: each at least its own width, and what is left goes to those that can use it.

export interface Width {
  width: number;
  /** Its share of the room that is left over. */
  grow?: number;
  frozen?: boolean;
}

export interface Layout {
  widths: number[];
  /** Where each column begins. */
  lefts: number[];
  /** Together; what is wider than the room scrolls. */
  total: number;
  /** Of the columns that stay in sight. */
  frozen: number;
}

export function layoutOf(columns: readonly Width[], room: number): Layout {
  const least = columns.reduce((sum, column) => sum + column.width, 0);
  const shares = columns.reduce((sum, column) => sum + (column.grow ?? 0), 0);
  const left = Math.max(0, room - least);
  const widths = columns.map((column) =>
    shares === 0 ? column.width : column.width + Math.floor((left * (column.grow ?? 0)) / shares),
  );
  const lefts: number[] = [];
  let total = 0;
  let frozen = 0;
  for (const [index, width] of widths.entries()) {
    lefts.push(total);
    total += width;
    if (columns[index]?.frozen) frozen = total;
  }
  // The last column takes the pixels that rounding left, so that the grid ends where the card ends.
  const rest = shares > 0 ? Math.max(0, Math.floor(room) - total) : 0;
  if (rest > 0 && widths.length > 0) {
    widths[widths.length - 1] = (widths.at(-1) ?? 0) + rest;
    total += rest;
  }
  return { widths, lefts, total, frozen };
}
