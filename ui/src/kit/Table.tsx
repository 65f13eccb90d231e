// A list of rows as a real table: a head that stays, rows drawn only where they are seen, up and down with the arrows.
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import classes from "./table.module.css";

const ROW = 28;

export interface Column<R> {
  key: string;
  title: ReactNode;
  /** CSS width; one column at least has none and takes the rest. */
  width?: number | string;
  right?: boolean;
  /** How the column is read out where the title is no text. */
  label?: string;
  sorted?: "ascending" | "descending";
  /** Left away where the window is narrow. */
  rare?: boolean;
  render: (row: R) => ReactNode;
}

export interface TableProps<R> {
  label: string;
  columns: readonly Column<R>[];
  /** All rows there are, seen or not. */
  count: number;
  /** A row, or nothing while it is under way. */
  rowAt: (index: number) => R | undefined;
  keyOf: (row: R) => string | number;
  /** Which rows are seen, so that they can be asked for. */
  onSeen?: (first: number, last: number) => void;
  isSelected?: (row: R) => boolean;
  /** A click anywhere on the row; the same must be reachable by a button in it. */
  onRow?: (row: R) => void;
  /** The table fills its place and scrolls in itself; else it is as high as its rows. */
  fill?: boolean;
  footer?: ReactNode;
}

export function Table<R>(props: TableProps<R>) {
  const { label, columns, count, rowAt, keyOf, onSeen, isSelected, onRow, fill, footer } = props;
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
    enabled: Boolean(fill),
    initialRect: { width: 800, height: 600 },
  });
  const items = fill ? rows.getVirtualItems() : Array.from({ length: count }, (_, index) => ({ index }));
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onSeen?.(first, last), [onSeen, first, last]);

  const before = fill ? first * ROW : 0;
  const after = fill ? Math.max(0, (count - 1 - last) * ROW) : 0;

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 };
    const step = steps[event.key];
    const target = event.target as HTMLElement;
    const here = target.closest("tr");
    // A field in a row keeps its own keys.
    if (!step || !here || target.matches("input:not([type=checkbox]), textarea, select, [role=combobox]")) return;
    event.preventDefault();
    const controls = (row: Element) => [...row.querySelectorAll<HTMLElement>("button, a, input")];
    const at = controls(here).indexOf(target);
    const index = Math.max(0, Math.min(count - 1, Number(here.dataset.index) + step));
    if (fill) rows.scrollToIndex(index);
    const body = event.currentTarget;
    const focus = () => {
      const row = body.querySelector(`tr[data-index="${index}"]`);
      if (row) (controls(row)[at] ?? controls(row)[0])?.focus();
      return Boolean(row);
    };
    if (!focus()) requestAnimationFrame(() => requestAnimationFrame(focus));
  };

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the label comes and goes with the role
    <div
      ref={box}
      className={fill ? classes.fill : classes.plain}
      tabIndex={fill ? 0 : undefined}
      role={fill ? "region" : undefined}
      aria-label={fill ? label : undefined}
    >
      <table className={classes.table} aria-label={label} aria-rowcount={count + 1}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} className={column.rare ? classes.rare : undefined} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classOf(column)}
                aria-sort={column.sorted}
                aria-label={column.label}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {before > 0 && <Space height={before} />}
          {items.map(({ index }) => {
            const row = rowAt(index);
            return (
              <tr
                key={row ? keyOf(row) : `wait-${index}`}
                data-index={index}
                aria-rowindex={index + 2}
                aria-busy={row ? undefined : true}
                data-selected={(row && isSelected?.(row)) || undefined}
                data-open={onRow ? true : undefined}
                onClick={
                  row && onRow
                    ? (event) => {
                        if (!(event.target as HTMLElement).closest("button, a, input, label")) onRow(row);
                      }
                    : undefined
                }
              >
                {columns.map((column) => (
                  <td key={column.key} className={classOf(column)}>
                    {row ? column.render(row) : null}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <Space height={after} />}
        </tbody>
        {footer && <tfoot>{footer}</tfoot>}
      </table>
    </div>
  );
}

function classOf<R>({ right, rare }: Column<R>): string | undefined {
  return [right && classes.right, rare && classes.rare].filter(Boolean).join(" ") || undefined;
}

function Space({ height }: { height: number }) {
  return (
    <tr aria-hidden className={classes.space}>
      <td style={{ height }} />
    </tr>
  );
}

/** The name of a row as the button that opens it. */
export function OpenButton({ onClick, children, label }: { onClick: () => void; children: ReactNode; label?: string }) {
  return (
    <button type="button" className={classes.open} onClick={onClick} aria-label={label}>
      {children}
    </button>
  );
}
