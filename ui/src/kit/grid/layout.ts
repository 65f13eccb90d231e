// How wide the columns of a grid are: each at least its own width, and what is left goes to those that can use it.

export interface Width {
  width: number;
  /** Its share of the room that is left over. */
  grow?: number;
  /** It grows no further than this. */
  most?: number;
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
  const widths = shareOut(columns, room);
  const lefts: number[] = [];
  let total = 0;
  let frozen = 0;
  for (const [index, width] of widths.entries()) {
    lefts.push(total);
    total += width;
    if (columns[index]?.frozen) frozen = total;
  }
  // The last column takes the pixels that rounding left, so that the grid ends where the card ends.
  const rest = columns.some((column) => column.grow) ? Math.max(0, Math.floor(room) - total) : 0;
  if (rest > 0 && widths.length > 0) {
    widths[widths.length - 1] = (widths.at(-1) ?? 0) + rest;
    total += rest;
  }
  return { widths, lefts, total, frozen };
}

/** A column that would pass its limit stops there, and the others share what it leaves. */
function shareOut(columns: readonly Width[], room: number): number[] {
  const full = new Set<Width>();
  for (;;) {
    const growing = columns.filter((column) => column.grow && !full.has(column));
    const fixed = columns.reduce((sum, column) => sum + (full.has(column) ? (column.most ?? 0) : column.width), 0);
    const shares = growing.reduce((sum, column) => sum + (column.grow ?? 0), 0);
    const left = Math.max(0, room - fixed);
    const share = (column: Width) => column.width + Math.floor((left * (column.grow ?? 0)) / shares);
    const over = growing.filter((column) => column.most !== undefined && share(column) > column.most);
    if (over.length === 0) {
      return columns.map((column) => {
        if (full.has(column)) return column.most ?? column.width;
        return growing.includes(column) ? share(column) : column.width;
      });
    }
    for (const column of over) full.add(column);
  }
}
