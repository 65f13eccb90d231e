// Typing into the cells of a grid: opening one, closing it, and sending what was typed.
import { useLayoutEffect, useMemo, useRef } from "react";
import type { EditorActions } from "./CellEditor";
import type { ValueCell } from "./contract";
import type { Leaving } from "./keys";
import { advance, at, type Block, type Cell, cellsIn, move } from "./selection";
import { lockedAt, type Stage } from "./stage";
import type { Place, Typing } from "./useTyping";

/** A text typed into many cells at once (Ctrl Enter) names each of them; larger blocks are filled. */
const MOST_TYPED = 1_000;

export interface Entry {
  /** Opens a cell with the text that was typed, or with what it holds. */
  openCell: (cell: Cell, typed: string | null) => void;
  actions: EditorActions;
}

export function useEntry<Row>(stage: Stage<Row>, typing: Typing): Entry {
  const { props, scroller, extent, selected, block, rowOf, placeOf, say, hush, focus, reveal, select } = stage;

  function openCell(cell: Cell, typed: string | null) {
    const why = lockedAt(stage, cell);
    const row = rowOf(cell.row);
    const place = placeOf(cell);
    if (why !== null) return say(why);
    if (row === undefined || place === null) return;
    const refused = typed === null ? typing.refusedAt(place) : null;
    hush();
    reveal(cell);
    typing.setOpen({
      row: cell.row,
      column: cell.column,
      key: place.key,
      text: typed ?? refused?.text ?? props.textOf({ row, value: cell.column - extent.first }),
      replacing: typed !== null,
      message: refused?.message ?? null,
    });
  }

  /** Sends a text to its cells. A refused one opens again with the reason, unless the user types elsewhere by then. */
  async function send(cells: Cell[], text: string): Promise<void> {
    const targets: ValueCell<Row>[] = [];
    const places: Place[] = [];
    for (const cell of cells) {
      const row = rowOf(cell.row);
      const place = placeOf(cell);
      if (row === undefined || place === null) continue;
      targets.push({ row, value: cell.column - extent.first });
      places.push(place);
    }
    const message = await typing.send(places, text, () => props.onType(targets, text));
    const [cell] = cells;
    const [place] = places;
    if (message === null || !cell || !place) return;
    say(message, "bad");
    const here = scroller.current?.contains(document.activeElement) && !typing.openNow();
    if (!here || cells.length > 1) return;
    select(at(cell));
    say(message, "bad");
    typing.setOpen({ ...cell, key: place.key, text, replacing: false, message });
  }

  /** Closes the open cell and keeps what is in it. */
  function close(text: string) {
    const open = typing.openNow();
    if (!open) return;
    typing.setOpen(null);
    const cell = { row: open.row, column: open.column };
    const row = rowOf(open.row);
    const before = row === undefined ? null : props.textOf({ row, value: open.column - extent.first });
    // What is as it was needs no answer, also when it was put back after a refusal.
    if (text === before) return typing.forget({ key: open.key, column: open.column });
    void send([cell], text);
  }

  function typeIntoAll(text: string, into: Block) {
    if (cellsIn(into) > MOST_TYPED) return say("Select fewer cells to type into all of them, or fill from one cell.");
    const cells: Cell[] = [];
    for (let row = into.top; row <= into.bottom; row += 1) {
      for (let column = into.left; column <= into.right; column += 1) {
        if (lockedAt(stage, { row, column }) === null) cells.push({ row, column });
      }
    }
    if (cells.length > 0) void send(cells, text);
  }

  function keep(text: string, leaving: Leaving) {
    if (leaving.go === "all" && block && cellsIn(block) > 1) {
      typing.setOpen(null);
      focus();
      return typeIntoAll(text, block);
    }
    close(text);
    focus();
    if (leaving.go === "move") return select(move(selected, leaving.move, extent));
    const next = leaving.go === "advance" ? advance(selected, leaving.key, leaving.back, extent) : null;
    if (next) select(next);
  }

  function drop() {
    const open = typing.openNow();
    if (open) typing.forget({ key: open.key, column: open.column });
    typing.setOpen(null);
    hush();
    focus();
  }

  // Rows are drawn again only when they changed, so what they are handed stays the same and asks for the newest.
  const newest = useRef<EditorActions>({ keep, drop, leave: close });
  useLayoutEffect(() => {
    newest.current = { keep, drop, leave: close };
  });
  const actions = useMemo<EditorActions>(
    () => ({
      keep: (text, next) => newest.current.keep(text, next),
      drop: () => newest.current.drop(),
      leave: (text) => newest.current.leave(text),
    }),
    [],
  );
  return { openCell, actions };
}
