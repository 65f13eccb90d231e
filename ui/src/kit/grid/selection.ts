// What is selected in a grid: one active cell and a block of value cells around it, and how keys and the mouse move both.
// Rows count from 0, the row after the last one is the total; columns count from 0, the first one names the row.

export interface Cell {
  row: number;
  column: number;
}

/** A rectangle of cells, first and last included. */
export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Selected {
  active: Cell;
  /** The corner where the block began. */
  anchor: Cell;
  /** The corner that moves. */
  head: Cell;
  /** Where a run of Tabs began: Enter goes back to that column, as in a spreadsheet. */
  tabbedFrom: number | null;
}

/** How large the grid is. */
export interface Extent {
  /** Rows without the total. */
  rows: number;
  /** Whether a total row follows. */
  total: boolean;
  columns: number;
  /** The first and the last column that hold values. */
  first: number;
  last: number;
  /** Rows a page moves. */
  page: number;
}

export type Move =
  | "up"
  | "down"
  | "left"
  | "right"
  | "page_up"
  | "page_down"
  | "row_start"
  | "row_end"
  | "far_left"
  | "far_right"
  | "top"
  | "bottom"
  | "start"
  | "end";

export function at(cell: Cell): Selected {
  return { active: cell, anchor: cell, head: cell, tabbedFrom: null };
}

/** The selected value cells. A row's name stands for all its values; a cell that is neither selects none. */
export function blockOf(selected: Selected, extent: Extent): Block | null {
  const { anchor, head } = selected;
  const top = Math.min(anchor.row, head.row);
  const bottom = Math.min(Math.max(anchor.row, head.row), extent.rows - 1);
  if (top > bottom) return null;
  if (anchor.column === 0) return { top, bottom, left: extent.first, right: extent.last };
  const left = Math.max(Math.min(anchor.column, head.column), extent.first);
  const right = Math.min(Math.max(anchor.column, head.column), extent.last);
  return left > right ? null : { top, bottom, left, right };
}

export function cellsIn(block: Block | null): number {
  return block ? (block.bottom - block.top + 1) * (block.right - block.left + 1) : 0;
}

export function holds(block: Block | null, cell: Cell): boolean {
  return (
    block !== null &&
    cell.row >= block.top &&
    cell.row <= block.bottom &&
    cell.column >= block.left &&
    cell.column <= block.right
  );
}

/** The last row the active cell can stand on. */
function lastRow(extent: Extent): number {
  return Math.max(0, extent.rows - 1 + (extent.total ? 1 : 0));
}

export function clamp(cell: Cell, extent: Extent): Cell {
  return {
    row: Math.max(0, Math.min(cell.row, lastRow(extent))),
    column: Math.max(0, Math.min(cell.column, extent.columns - 1)),
  };
}

/** Keeps a selection inside a grid that became smaller. The same object if nothing had to move. */
export function keepInside(selected: Selected, extent: Extent): Selected {
  const inside = (cell: Cell) => cell.row <= lastRow(extent) && cell.column < extent.columns;
  if (inside(selected.active) && inside(selected.anchor) && inside(selected.head)) return selected;
  return at(clamp(selected.active, extent));
}

export function step(from: Cell, move: Move, extent: Extent): Cell {
  const { row, column } = from;
  const bottom = lastRow(extent);
  const to = (nextRow: number, nextColumn: number) => clamp({ row: nextRow, column: nextColumn }, extent);
  switch (move) {
    case "up":
      return to(row - 1, column);
    case "down":
      return to(row + 1, column);
    case "left":
      return to(row, column - 1);
    case "right":
      return to(row, column + 1);
    case "page_up":
      return to(row - extent.page, column);
    case "page_down":
      return to(row + extent.page, column);
    // Home stops at the first value, a second Home at the row's name: the name is frozen and in sight anyway.
    case "row_start":
      return to(row, column === extent.first ? 0 : extent.first);
    case "row_end":
      return to(row, extent.last);
    case "far_left":
      return to(row, column > extent.first ? extent.first : 0);
    case "far_right":
      return to(row, column < extent.last ? extent.last : extent.columns - 1);
    case "top":
      return to(0, column);
    case "bottom":
      return to(row < extent.rows - 1 ? extent.rows - 1 : bottom, column);
    case "start":
      return to(0, extent.first);
    case "end":
      return to(extent.rows - 1, extent.last);
  }
}

/** An arrow: the active cell moves and is the whole selection. */
export function move(selected: Selected, by: Move, extent: Extent): Selected {
  return at(step(selected.active, by, extent));
}

/** Shift and an arrow: the block grows or shrinks at its moving corner. */
export function extend(selected: Selected, by: Move, extent: Extent): Selected {
  return extendTo(selected, step(selected.head, by, extent), extent);
}

/** Shift-click, or the mouse dragged to a cell. */
export function extendTo(selected: Selected, head: Cell, extent: Extent): Selected {
  return { ...selected, active: selected.anchor, head: clamp(head, extent), tabbedFrom: null };
}

/**
 * Enter and Tab. In a block they go round inside it; else Enter goes down and Tab to the right.
 * null: Tab stands at the edge of the grid and leaves it, so that the keyboard is never caught.
 */
export function advance(selected: Selected, key: "enter" | "tab", back: boolean, extent: Extent): Selected | null {
  const block = blockOf(selected, extent);
  if (block && cellsIn(block) > 1 && holds(block, selected.active)) {
    return { ...selected, active: round(selected.active, block, key, back) };
  }
  const { active } = selected;
  if (key === "tab") {
    const column = active.column + (back ? -1 : 1);
    if (column < 0 || column >= extent.columns) return null;
    const tabbedFrom = selected.tabbedFrom ?? active.column;
    return { ...at({ row: active.row, column }), tabbedFrom: back ? selected.tabbedFrom : tabbedFrom };
  }
  return at(clamp({ row: active.row + (back ? -1 : 1), column: selected.tabbedFrom ?? active.column }, extent));
}

function round(active: Cell, block: Block, key: "enter" | "tab", back: boolean): Cell {
  const height = block.bottom - block.top + 1;
  const width = block.right - block.left + 1;
  const row = active.row - block.top;
  const column = active.column - block.left;
  const place = key === "enter" ? column * height + row : row * width + column;
  const next = (place + (back ? -1 : 1) + height * width) % (height * width);
  return key === "enter"
    ? { row: block.top + (next % height), column: block.left + Math.floor(next / height) }
    : { row: block.top + Math.floor(next / width), column: block.left + (next % width) };
}

export function selectBlock(block: Block): Selected {
  const anchor = { row: block.top, column: block.left };
  return { active: anchor, anchor, head: { row: block.bottom, column: block.right }, tabbedFrom: null };
}

export function selectAll(extent: Extent): Selected {
  return selectBlock({ top: 0, bottom: Math.max(0, extent.rows - 1), left: extent.first, right: extent.last });
}

/** The rows of the block, over all value columns. */
export function selectRows(selected: Selected, extent: Extent): Selected {
  const top = Math.min(selected.anchor.row, selected.head.row);
  const bottom = Math.max(selected.anchor.row, selected.head.row);
  return selectBlock({ top, bottom, left: extent.first, right: extent.last });
}

/** The columns of the block, over all rows. */
export function selectColumns(selected: Selected, extent: Extent): Selected {
  const within = (column: number) => Math.max(extent.first, Math.min(extent.last, column));
  const left = within(Math.min(selected.anchor.column, selected.head.column));
  const right = within(Math.max(selected.anchor.column, selected.head.column));
  return selectBlock({ top: 0, bottom: Math.max(0, extent.rows - 1), left, right });
}
