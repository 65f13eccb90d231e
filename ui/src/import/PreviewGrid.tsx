// The rows of a file as they would be stored, drawn only where they are seen; each cell can be mended where it stands.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef } from "react";
import type { DecimalSign, ImportOptions, ImportRow, ImportRowColumn, ImportRowState } from "../api.gen";
import { currencyDecimals } from "../kit/number";
import { useBook } from "../shell/book";
import { columnLabel, decimalsOf, numberWidth, textToEdit, widthsOf } from "./cells";
import { PreviewRow, type RowPart } from "./PreviewRow";
import classes from "./preview.module.css";
import type { PreviewRows } from "./rows";
import type { Typed } from "./typed";
import { editAt } from "./wizard";

export const ROW = 28;
const NONE: ImportRowColumn[] = [];
/** The place of what can be done with a row. */
export const ACT = -1;
const PAGE = 15;

export interface Place {
  index: number;
  /** Among the columns of the preview; before the first stands what can be done with the row. */
  column: number;
}

export interface PreviewGridProps {
  rows: PreviewRows;
  only: ImportRowState | null;
  options: ImportOptions;
  /** Whether the file is being read anew: what was typed already stands. */
  reading: boolean;
  decimal: DecimalSign | null;
  active: Place;
  onActive: (place: Place) => void;
  typed: Typed | null;
  onTyped: (typed: Typed | null) => void;
  /** A cell was typed; null takes it as it stands in the file again. */
  onEdit: (row: number, column: number, text: string | null) => void;
  onLeaveOut: (row: number, out: boolean) => void;
  describedBy: string;
}

export function PreviewGrid(props: PreviewGridProps) {
  const { rows, only, options, active, onActive, typed, onTyped, onEdit, onLeaveOut } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const columns = rows.head?.columns ?? NONE;
  const count = rows.head?.total ?? 0;
  // The first rows decide how wide a column is; scrolling on does not move it.
  const money = currencyDecimals(useBook().settings.currency);
  const widths = useKept(
    useMemo(() => rows.first && widthsOf(columns, rows.first, money), [columns, rows.first, money]),
  );
  const decimals =
    useKept(useMemo(() => rows.first && decimalsOf(columns, rows.first, money), [columns, rows.first, money])) ?? [];
  const reasons = only === "problem";
  const view = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: ROW,
    scrollPaddingStart: ROW,
    initialRect: { width: 800, height: 600 },
  });
  const items = view.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { scrollToIndex } = view;
  useEffect(() => {
    scrollToIndex(active.index);
    if (active.column <= 0) box.current?.scrollTo({ left: 0 });
    // Columns are few enough to be there all: once the row is drawn, its cell tells where the column is.
    const frame = requestAnimationFrame(() =>
      document.getElementById(cellId(id, active))?.scrollIntoView({ block: "nearest", inline: "nearest" }),
    );
    return () => cancelAnimationFrame(frame);
  }, [id, active, scrollToIndex]);
  const { onSeen } = rows;
  useEffect(() => onSeen(first, last), [onSeen, first, last]);

  const move = (index: number, column: number) => {
    const next = {
      index: Math.max(0, Math.min(count - 1, index)),
      column: Math.max(ACT, Math.min(columns.length - 1, column)),
    };
    onActive(next);
  };
  const open = (place: Place, text?: string) => {
    const row = rows.rowAt(place.index);
    const column = columns[place.column];
    if (!row || !column || column.column === null) return;
    // In a file of thousands or millions the stored figure is not what the file says: it is typed anew.
    const scaled = (options.scale ?? "one") !== "one" && column.kind === "figure" && row.state !== "problem";
    const stood = scaled ? "" : textToEdit(row, place.column, column, props.decimal);
    const before = editAt(options, row.row, column.column) ?? stood;
    onTyped({ row: row.row, column: column.column, at: place.column, text: text ?? before, before });
  };
  const act = (row: ImportRow) => onLeaveOut(row.row, row.state !== "left_out");
  const enter = () => {
    const row = rows.rowAt(active.index);
    if (active.column !== ACT) open(active);
    else if (row) act(row);
  };
  // A field that loses the focus because it closes must not speak again.
  const live = useRef(typed);
  live.current = typed;
  const commit = (step: "down" | "right" | "stay") => {
    const done = live.current;
    if (!done) return;
    live.current = null;
    onTyped(null);
    if (done.text !== done.before) onEdit(done.row, done.column, done.text);
    if (step === "down") move(active.index + 1, active.column);
    if (step === "right") move(active.index, active.column + 1);
    if (step !== "stay") box.current?.focus({ preventScroll: true });
  };
  const cancel = () => {
    live.current = null;
    onTyped(null);
    box.current?.focus({ preventScroll: true });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (typed) return;
    const { index, column } = active;
    const jump = event.ctrlKey || event.metaKey;
    const ways: Record<string, () => void> = {
      ArrowDown: () => move(jump ? count - 1 : index + 1, column),
      ArrowUp: () => move(jump ? 0 : index - 1, column),
      ArrowRight: () => move(index, jump ? columns.length - 1 : column + 1),
      ArrowLeft: () => move(index, jump ? ACT : column - 1),
      PageDown: () => move(index + PAGE, column),
      PageUp: () => move(index - PAGE, column),
      Home: () => move(jump ? 0 : index, 0),
      End: () => move(jump ? count - 1 : index, columns.length - 1),
      Enter: enter,
      F2: enter,
    };
    const way = ways[event.key];
    if (way) {
      event.preventDefault();
      way();
    } else if (event.key.length === 1 && event.key !== " " && !jump && !event.altKey) {
      event.preventDefault();
      open(active, event.key);
    }
  };
  const placeOf = (event: MouseEvent): Place | null => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-column]");
    const row = cell?.closest<HTMLElement>("[data-index]");
    return cell && row ? { index: Number(row.dataset.index), column: Number(cell.dataset.column) } : null;
  };
  const onMouseDown = (event: MouseEvent) => {
    const place = placeOf(event);
    if (!place || (event.target as HTMLElement).closest("input, button")) return;
    if (typed) commit("stay");
    onActive(place);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const place = placeOf(event);
    if (place && !(event.target as HTMLElement).closest("input, button")) open(place);
  };

  // Blank rows count as well: the last number is higher than there are rows.
  const numbers = `${numberWidth(Math.max(count * 2, rows.first?.at(-1)?.row ?? 0))}px`;
  const template = [
    numbers,
    "30px",
    "92px",
    ...(reasons ? ["340px"] : []),
    ...(widths ?? []).map((width) => `${width}px`),
  ];
  const style = { "--cells": `${template.join(" ")} minmax(0, 1fr)`, "--numbers": numbers } as CSSProperties;
  const part: RowPart = {
    decimals,
    id,
    columns,
    reasons,
    options,
    reading: props.reading,
    active,
    typed,
    onTyped,
    commit,
    cancel,
    act,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of this size is drawn in parts that are no table's
    <div
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label="Rows as they would be stored"
      aria-describedby={props.describedBy}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 3 + Number(reasons)}
      aria-activedescendant={count > 0 ? cellId(id, active) : undefined}
      className={classes.grid}
      style={style}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onDoubleClick={onDoubleClick}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div role="rowgroup" className={classes.head}>
        {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
        <div role="row" aria-rowindex={1} className={classes.row}>
          <Head className={classes.number}>Row</Head>
          <Head className={classes.act}>
            <span className="unseen">What can be done</span>
          </Head>
          <Head>Status</Head>
          {reasons && <Head>What is wrong</Head>}
          {columns.map((column) => (
            <Head key={column.field} right={column.kind === "figure"}>
              {columnLabel(column)}
            </Head>
          ))}
          <Rest />
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      <div role="rowgroup" className={classes.rows} style={{ height: count * ROW }}>
        {items.map(({ index, start }) => (
          <PreviewRow key={index} index={index} top={start - ROW} row={rows.rowAt(index)} {...part} />
        ))}
      </div>
    </div>
  );
}

/** The last value there was. */
function useKept<T>(value: T | undefined): T | undefined {
  const kept = useRef(value);
  if (value !== undefined) kept.current = value;
  return kept.current;
}

export const cellId = (grid: string, { index, column }: Place): string => `${grid}-${index}-${column}`;

/** What is left of the width. */
export const Rest = () => <div className={classes.rest} aria-hidden />;

function Head(props: { className?: string; right?: boolean; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div role="columnheader" className={props.className} data-right={props.right || undefined}>
      {props.children}
    </div>
  );
}
