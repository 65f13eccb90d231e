// What a grid asks of its page, and how a page describes its rows and columns to it.
import type { ReactNode, Ref } from "react";
import type { Width } from "./layout";
import type { Block } from "./selection";

export interface Column<Row> extends Width {
  key: string;
  title: string;
  /** The first column names the row; values can be selected, typed and copied; the rest is only read. */
  holds: "name" | "value" | "note";
  /** Values always stand at the right. */
  align?: "right";
  /** F2 or a double click in it opens the row, as at its name. */
  opens?: boolean;
  /** What its amounts are: not posted but expected, which is hatched. */
  ground?: "open";
  show: (row: Row) => ReactNode;
  /** How it is shown. A cell with nothing but text is drawn fastest: rows pass by the hundred. */
  toneOf?: (row: Row) => CellTone | undefined;
  /** More than the cell shows, for the pointer that rests on it. */
  hint?: (row: Row) => string;
}

export type CellTone = "soft" | "strong" | "none" | "good" | "bad" | "warn" | "hand";

export type RowKind = "group" | "line" | "total";

/** How a row stands among the others. */
export interface Shape {
  key: string;
  kind: RowKind;
  depth: number;
  /** Whether its rows are folded away; null where it has none. */
  folded: boolean | null;
}

/** A value cell of a row, its values counted from 0. */
export interface ValueCell<Row> {
  row: Row;
  value: number;
}

export interface MenuEntry {
  label: string;
  keys?: string;
  icon?: ReactNode;
  disabled?: boolean;
  run: () => void;
}

/**
 * Blocks count rows from 0 and, as columns, the values from 0. What changes something answers null when it is done,
 * else one sentence that says why not.
 */
export interface GridProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rowCount: number;
  /** undefined while a row is on its way. The function changes when a row did. */
  rowAt: (index: number) => Row | undefined;
  shapeOf: (row: Row) => Shape;
  total?: Row | undefined;
  /** Another view starts with its first cell. */
  view: string;
  /** The exact value as it is put into the field. */
  textOf: (cell: ValueCell<Row>) => string;
  /** Why a cell cannot be typed into; null if it can. */
  lockedBy: (cell: ValueCell<Row>) => string | null;
  /** Why nothing at all can be changed. */
  readOnly: string | null;
  onType: (cells: ValueCell<Row>[], text: string) => Promise<string | null>;
  onClear: (block: Block) => Promise<string | null>;
  onFill: (block: Block, direction: "right" | "down") => Promise<string | null>;
  onPaste: (block: Block, text: string) => Promise<string | null>;
  /** The block as tab-separated text if it is at hand: the clipboard cannot wait. */
  copied: (block: Block) => string | null;
  /** The same, asked for; null when it is too large. */
  copy: (block: Block) => Promise<string | null>;
  /** Text of the clipboard, for the menu. */
  pasteText: () => Promise<string | null>;
  onFold: (row: Row, fold: boolean) => void;
  /** F2 or a double click at the row's name. */
  onOpen?: (row: Row) => void;
  onSelect: (block: Block | null) => void;
  /** Which rows are drawn, and the one of the active cell, which may be elsewhere. */
  onVisible: (first: number, last: number, active: number) => void;
  /** What the menu offers beside the clipboard. */
  menuOf?: (row: Row, block: Block | null) => MenuEntry[];
  /** Shown under the grid. */
  status: ReactNode;
  /** Read out when it changes, such as the sum of the selection. */
  announcement: string;
  ref?: Ref<GridHandle>;
}

export interface GridHandle {
  focus: () => void;
  fill: (direction: "right" | "down") => void;
}
