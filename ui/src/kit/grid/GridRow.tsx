// One row of a grid: its cells, which of them are selected, what is being typed into one and what waits for an answer.
// A row is drawn again only when something of its own changed.
import { memo, type ReactNode } from "react";
import { CellEditor, type EditorActions } from "./CellEditor";
import type { Column, RowKind } from "./contract";
import classes from "./grid.module.css";

/** Text that was typed and is not in the data: on its way to the core, or refused with a message. */
export interface Mark {
  text: string;
  message: string | null;
}

/** The cell that is open. */
export interface Opened {
  column: number;
  text: string;
  /** Opened by typing: arrows leave it. */
  replacing: boolean;
  message: string | null;
}

export interface GridRowProps<Row> {
  grid: string;
  /** undefined: still on its way. */
  row: Row | undefined;
  index: number;
  /** From the top of all rows, in pixels; null where the row has a place of its own. */
  top: number | null;
  kind: RowKind;
  depth: number;
  folded: boolean | null;
  columns: readonly Column<Row>[];
  lefts: readonly number[];
  /** Whether anything scrolls under the frozen columns. */
  frozen: boolean;
  /** Selected columns; none when `to` is before `from`. */
  from: number;
  to: number;
  /** The column of the active cell, or -1. */
  active: number;
  marks: ReadonlyMap<number, Mark> | undefined;
  opened: Opened | null;
  /** Messages open upwards: there is no room below. */
  above: boolean;
  actions: EditorActions;
}

export const cellId = (grid: string, row: number, column: number) => `${grid}-${row}-${column}`;

function Row<Data>(props: GridRowProps<Data>) {
  const { grid, row, index, top, kind, columns, opened, marks } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of this size is drawn in rows that are not table rows
    // biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus and names the active cell
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row === undefined || undefined}
      className={classes.row}
      data-kind={kind}
      data-row={index}
      data-raised={opened !== null || marks?.has(props.active) || undefined}
      style={top === null ? undefined : { top }}
    >
      {columns.map((column, at) => {
        const mark = marks?.get(at);
        const isOpen = opened?.column === at;
        const isActive = props.active === at;
        const message = (isOpen ? opened.message : isActive ? mark?.message : null) ?? null;
        // Only the active cell is called by its name.
        const id = isActive ? cellId(grid, index, at) : undefined;
        const name = column.holds === "name";
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both its roles, rowheader and gridcell, support them
          <div
            key={column.key}
            id={id}
            role={name ? "rowheader" : "gridcell"}
            className={classes.cell}
            data-holds={column.holds}
            data-align={column.align}
            data-ground={column.ground}
            data-tone={row === undefined ? undefined : column.toneOf?.(row)}
            data-column={at}
            data-active={isActive || undefined}
            data-mark={mark ? (mark.message === null ? "waits" : "refused") : undefined}
            aria-selected={(at >= props.from && at <= props.to) || undefined}
            aria-expanded={name && props.folded !== null ? !props.folded : undefined}
            aria-invalid={mark?.message ? true : undefined}
            data-frozen={(props.frozen && column.frozen) || undefined}
            style={props.frozen && column.frozen ? { left: props.lefts[at] } : undefined}
          >
            {isOpen ? (
              <CellEditor opened={opened} label={column.title} message={`${id}-message`} actions={props.actions} />
            ) : mark ? (
              mark.text
            ) : row === undefined ? (
              <i className={classes.waiting} />
            ) : name ? (
              <Name depth={props.depth} folded={props.folded}>
                {column.show(row)}
              </Name>
            ) : (
              column.show(row)
            )}
            {message !== null && (
              <span id={`${id}-message`} className={classes.message} data-above={props.above || undefined}>
                {message}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

function Name({ depth, folded, children }: { depth: number; folded: boolean | null; children: ReactNode }) {
  return (
    <>
      {folded !== null ? (
        <svg
          className={classes.fold}
          data-fold
          data-folded={folded || undefined}
          viewBox="0 0 12 12"
          aria-hidden="true"
        >
          <path d="M2.2 3.8h7.6L6 8.8z" fill="currentColor" />
        </svg>
      ) : (
        depth > 0 && <i style={{ flex: "none", width: depth * 16 }} />
      )}
      {children}
    </>
  );
}

export const GridRow = memo(Row) as typeof Row;
