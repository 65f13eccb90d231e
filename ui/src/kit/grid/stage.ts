// A grid as it stands while it is drawn: what typing, the clipboard and the mouse need of it and of its page.
import type { RefObject } from "react";
import type { GridProps } from "./contract";
import type { Block, Cell, Extent, Selected } from "./selection";
import type { Place } from "./useTyping";

export interface Stage<Row> {
  props: GridProps<Row>;
  scroller: RefObject<HTMLDivElement | null>;
  extent: Extent;
  selected: Selected;
  /** The selected value cells, counted in columns of the grid. */
  block: Block | null;
  /** The row at an index; the total stands after the last one. */
  rowOf: (index: number) => Row | undefined;
  placeOf: (cell: Cell) => Place | null;
  /** Says something under the grid and to whoever listens. */
  say: (text: string, tone?: "bad" | "neutral") => void;
  hush: () => void;
  focus: () => void;
  reveal: (cell: Cell) => void;
  /** Selects and brings into sight. */
  select: (next: Selected, seen?: Cell) => void;
}

/** A block with its columns counted from the first value, as the page knows them. */
export function inValues(block: Block, extent: Extent): Block {
  return { ...block, left: block.left - extent.first, right: block.right - extent.first };
}

/** Why this cell cannot be changed, as a sentence; null if it can. */
export function lockedAt<Row>({ props, extent, rowOf }: Stage<Row>, { row, column }: Cell): string | null {
  if (props.readOnly !== null) return props.readOnly;
  const data = rowOf(row);
  if (data === undefined) return "This row is still on its way.";
  if (props.columns[column]?.holds !== "value") return "This column is not typed into here.";
  return props.lockedBy({ row: data, value: column - extent.first });
}
