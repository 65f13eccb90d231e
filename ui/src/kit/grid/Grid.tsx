// The product's own grid: frozen names and header, rows by the hundred thousand, and the keyboard, mouse and clipboard
// of a spreadsheet. It knows nothing of budgets: rows come from the page, and what is typed goes to the page.
//
// The focus stays on the grid itself, which names its active cell; only the rows in sight are in the document.
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { isMac, isTyping, shortcut } from "../../shell/keys";
import { blocksOf } from "./blocks";
import type { GridProps, MenuEntry } from "./contract";
import { GridHead } from "./GridHead";
import { GridMenu } from "./GridMenu";
import { cellId, GridRow } from "./GridRow";
import classes from "./grid.module.css";
import { type Intent, intentOf } from "./keys";
import { layoutOf } from "./layout";
import {
  advance,
  at,
  blockOf,
  type Cell,
  type Extent,
  extend,
  extendTo,
  holds,
  keepInside,
  move,
  type Selected,
  selectAll,
  selectColumns,
  selectRows,
} from "./selection";
import { inValues, lockedAt, type Stage } from "./stage";
import { bringIntoSight, ROW, useClipboard, useRoom } from "./surroundings";
import { cellOf, useDrag } from "./useDrag";
import { useEntry } from "./useEntry";
import { useTyping } from "./useTyping";

/** Rows drawn above and below those in sight. */
const OVERSCAN = 5;
/** Browsers hold elements of 33 million pixels and place them exactly up to 16 million: about 600,000 rows. */
export const MOST_ROWS = Math.floor(16_000_000 / ROW);

export function Grid<Row>(props: GridProps<Row>) {
  const { columns, rowAt, shapeOf, total } = props;
  const grid = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoom(scroller);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const [said, setSaid] = useState<{ text: string; tone: "bad" | "neutral" } | null>(null);
  const [scrolled, setScrolled] = useState(false);
  const typing = useTyping();

  // ---- where things are

  const rowCount = Math.min(props.rowCount, MOST_ROWS);
  const layout = useMemo(() => layoutOf(columns, room.width), [columns, room.width]);
  const isWide = layout.total > room.width;
  const extent = useMemo<Extent>(() => {
    const values = columns.map((column) => column.holds === "value");
    return {
      rows: rowCount,
      total: total !== undefined,
      columns: columns.length,
      first: values.indexOf(true),
      last: values.lastIndexOf(true),
      page: Math.max(1, Math.floor(room.height / ROW) - 3),
    };
  }, [columns, rowCount, total, room.height]);
  const [chosen, setChosen] = useState<Selected>(() => at({ row: 0, column: extent.first }));
  const selected = keepInside(chosen, extent);
  const { active } = selected;
  const block = useMemo(() => blockOf(selected, extent), [selected, extent]);

  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
  });
  const inSight = virtualizer.getVirtualItems().map((item) => item.index);
  const first = inSight[0] ?? 0;
  const last = inSight.at(-1) ?? 0;
  // The active row stays in the document wherever it is: the grid names its cell, and typing may go on in it.
  const isDrawn = active.row >= rowCount || inSight.includes(active.row);
  const drawn = isDrawn ? inSight : [active.row, ...inSight];

  const { onVisible, onSelect } = props;
  useEffect(() => onVisible(first, last, active.row), [onVisible, first, last, active.row]);
  const values = useMemo(() => (block ? inValues(block, extent) : null), [block, extent]);
  useEffect(() => onSelect(values), [onSelect, values]);

  const view = useRef(props.view);
  useEffect(() => {
    if (view.current === props.view) return;
    view.current = props.view;
    setChosen(at({ row: 0, column: extent.first }));
    scroller.current?.scrollTo({ top: 0 });
  }, [props.view, extent.first]);

  // ---- moving

  const focus = () => scroller.current?.focus({ preventScroll: true });
  const reveal = (cell: Cell) => scroller.current && bringIntoSight(scroller.current, cell, layout, columns, extent);
  const rowOf = (index: number) => (index === rowCount ? total : rowAt(index));
  const stage: Stage<Row> = {
    props,
    scroller,
    extent,
    selected,
    block,
    rowOf,
    placeOf: (cell) => {
      const row = rowOf(cell.row);
      return row === undefined ? null : { key: shapeOf(row).key, column: cell.column };
    },
    say: (text, tone = "neutral") => setSaid({ text, tone }),
    hush: () => setSaid(null),
    focus,
    reveal,
    select: (next, seen = next.active) => {
      setSaid(null);
      setChosen(next);
      reveal(seen);
    },
  };
  const { select } = stage;
  const { openCell, actions } = useEntry(stage, typing);
  const blocks = blocksOf(stage, typing);
  useClipboard(scroller, blocks.onClipboard);
  useImperativeHandle(props.ref, () => ({ focus, fill: blocks.fill }));

  /** Folds or unfolds a group; false where there is nothing to fold. */
  function fold(index: number, wanted?: boolean): boolean {
    const row = rowAt(index);
    const folded = row === undefined ? null : shapeOf(row).folded;
    if (row === undefined || folded === null || folded === wanted) return false;
    select(at({ row: index, column: 0 }));
    props.onFold(row, wanted ?? !folded);
    return true;
  }

  /** Opens the row at its name, a cell at its value. */
  function open(cell: Cell) {
    const row = rowAt(cell.row);
    const opens = cell.column === 0 || columns[cell.column]?.opens;
    if (opens && row !== undefined && props.onOpen) props.onOpen(row);
    else openCell(cell, null);
  }

  // ---- keys

  // Enter ends what was typed, also into a cell that takes nothing: there it stays, and the reason can be read.
  const typedInVain = useRef(false);

  /** Does what a key means; false leaves the key to the browser. */
  function act(intent: Intent): boolean {
    const ends = typedInVain.current && intent.do === "advance" && intent.key === "enter";
    typedInVain.current = intent.do === "type" && lockedAt(stage, active) !== null;
    if (ends) return true;
    switch (intent.do) {
      case "move": {
        if (intent.extend) {
          const next = extend(selected, intent.move, extent);
          select(next, next.head);
          return true;
        }
        const sideways = intent.move === "right" || intent.move === "left";
        if (sideways && active.column === 0 && fold(active.row, intent.move === "left")) return true;
        select(move(selected, intent.move, extent));
        return true;
      }
      case "advance": {
        const next = advance(selected, intent.key, intent.back, extent);
        if (next) select(next);
        return next !== null;
      }
      case "edit":
        open(active);
        return true;
      case "type":
        openCell(active, intent.text);
        return true;
      case "clear":
        blocks.clear();
        return true;
      case "fill":
        blocks.fill(intent.direction);
        return true;
      case "select":
        if (intent.what === "all") setChosen(selectAll(extent));
        else setChosen(intent.what === "row" ? selectRows(selected, extent) : selectColumns(selected, extent));
        return true;
      case "toggle":
        if (active.column === 0) fold(active.row);
        return true;
      case "menu": {
        const cell = document.getElementById(cellId(grid, active.row, active.column))?.getBoundingClientRect();
        if (cell) openMenu(cell.left + 12, cell.bottom - 4);
        return true;
      }
      case "escape": {
        const place = stage.placeOf(active);
        if (place && typing.refusedAt(place)) typing.forget(place);
        select(at(active));
        return true;
      }
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const altGraph = event.getModifierState("AltGraph");
    const intent = intentOf({ key, ctrlKey, metaKey, shiftKey, altKey, altGraph }, isMac);
    if (intent && act(intent)) event.preventDefault();
  }

  // ---- mouse and menu

  const startDrag = useDrag(scroller, ROW, layout.frozen, (cell) =>
    setChosen((held) => {
      // A drag that began at the names takes whole rows, however far it goes to the right.
      const head = held.anchor.column === 0 ? { ...cell, column: 0 } : cell;
      const same = held.head.row === head.row && held.head.column === head.column;
      return same ? held : extendTo(held, head, extent);
    }),
  );

  function onMouseDown(event: MouseEvent) {
    const target = event.target as Element;
    const cell = cellOf(target);
    if (!cell || isTyping(target)) return;
    event.preventDefault();
    focus();
    if (cell.row < 0) {
      const isValue = columns[cell.column]?.holds === "value";
      if (isValue) setChosen(selectColumns(at({ row: 0, column: cell.column }), extent));
      return;
    }
    if (event.button !== 0) {
      const isActive = cell.row === active.row && cell.column === active.column;
      if (!isActive && !holds(block, cell)) select(at(cell));
      return;
    }
    const atFold = target.closest("[data-fold]") !== null;
    const withModifier = (isMac ? event.metaKey : event.ctrlKey) && cell.column === 0;
    if ((atFold || withModifier) && fold(cell.row)) return;
    select(event.shiftKey ? extendTo(selected, cell, extent) : at(cell), cell);
    startDrag();
  }

  function onDoubleClick(event: MouseEvent) {
    const target = event.target as Element;
    const cell = cellOf(target);
    if (cell && cell.row >= 0 && !isTyping(target) && !target.closest("[data-fold]")) open(cell);
  }

  function onMouseOver(event: MouseEvent) {
    const target = event.target as Element;
    const cell = cellOf(target);
    const row = cell && rowOf(cell.row);
    const hint = cell && row !== undefined && row !== null ? columns[cell.column]?.hint?.(row) : undefined;
    const element = target.closest("[data-column]");
    if (hint) element?.setAttribute("title", hint);
    else element?.removeAttribute("title");
  }

  function onContextMenu(event: MouseEvent) {
    if (isTyping(event.target)) return;
    event.preventDefault();
    const cell = cellOf(event.target as Element);
    if (cell && cell.row >= 0) openMenu(event.clientX, event.clientY);
  }

  function openMenu(x: number, y: number) {
    const zoom = Number.parseFloat(document.documentElement.style.zoom || "1");
    setMenu({ x: x / zoom, y: y / zoom });
  }

  function closeMenu() {
    setMenu(null);
    focus();
  }

  function menuGroups(): MenuEntry[][] {
    const row = rowOf(active.row);
    const none = block === null;
    const fixed = none || props.readOnly !== null;
    // Copy and cut go the way of the keys, so that both do the same.
    const byKeys = (command: "copy" | "cut") => () => {
      focus();
      document.execCommand(command);
    };
    return [
      [
        { label: "Cut", keys: shortcut("X"), disabled: fixed, run: byKeys("cut") },
        { label: "Copy", keys: shortcut("C"), disabled: none, run: byKeys("copy") },
        { label: "Paste", keys: shortcut("V"), disabled: fixed, run: blocks.pasteFromShell },
      ],
      [
        { label: "Fill right", keys: shortcut("R"), disabled: fixed, run: () => blocks.fill("right") },
        { label: "Fill down", keys: shortcut("D"), disabled: fixed, run: () => blocks.fill("down") },
        { label: "Clear", keys: "Delete", disabled: fixed, run: blocks.clear },
      ],
      row === undefined ? [] : (props.menuOf?.(row, values) ?? []),
    ];
  }

  // ---- drawing

  // A row that scrolls out hands its place in the document to the one that scrolls in; an open cell keeps its own.
  const places = Math.max(inSight.length, Math.ceil(room.height / ROW) + 2 * OVERSCAN + 2);
  const placeInDocument = (index: number) => {
    if (typing.open?.row === index) return "open";
    return index >= first && index <= last ? index % places : "active";
  };
  const drawRow = (index: number, row: Row | undefined, top: number | null) => {
    const shape = row === undefined ? null : shapeOf(row);
    const isChosen = block !== null && index >= block.top && index <= block.bottom;
    return (
      <GridRow
        key={placeInDocument(index)}
        grid={grid}
        row={row}
        index={index}
        top={top}
        kind={shape?.kind ?? "line"}
        depth={shape?.depth ?? 0}
        folded={shape?.folded ?? null}
        columns={columns}
        lefts={layout.lefts}
        frozen={isWide}
        from={isChosen ? block.left : 0}
        to={isChosen ? block.right : -1}
        active={active.row === index ? active.column : -1}
        marks={shape ? typing.marks.get(shape.key) : undefined}
        opened={typing.open?.row === index ? typing.open : null}
        above={index > 2 && index > last - 8}
        actions={actions}
      />
    );
  };

  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table of this size is drawn in parts that are no table's */}
      {/* biome-ignore lint/a11y/useKeyWithMouseEvents: the hint says the cell again, with more digits */}
      <div
        ref={scroller}
        id={grid}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={rowCount + (total === undefined ? 1 : 2)}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-readonly={props.readOnly !== null || undefined}
        aria-activedescendant={cellId(grid, active.row, active.column)}
        className={classes.scroller}
        data-scrolled={scrolled || undefined}
        style={{ "--columns": layout.widths.map((width) => `${width}px`).join(" ") } as CSSProperties}
        onScroll={(event) => setScrolled(event.currentTarget.scrollLeft > 0)}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
        onDoubleClick={onDoubleClick}
        onMouseOver={onMouseOver}
        onContextMenu={onContextMenu}
      >
        <GridHead columns={columns} layout={layout} />
        {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
        <div role="rowgroup" className={classes.rows} style={{ height: rowCount * ROW, width: layout.total }}>
          {drawn.map((index) => drawRow(index, rowAt(index), index * ROW))}
        </div>
        {total !== undefined && (
          // biome-ignore lint/a11y/useSemanticElements: see the grid
          <div role="rowgroup" className={classes.foot} data-foot>
            {drawRow(rowCount, total, null)}
          </div>
        )}
      </div>
      <div className={classes.status} data-tone={said?.tone}>
        {said?.text ?? props.status}
      </div>
      <div className="unseen" role="status" aria-live="polite">
        {said?.text ?? props.announcement}
      </div>
      {menu && <GridMenu at={menu} groups={menuGroups()} onClose={closeMenu} />}
    </div>
  );
}
