// Selecting with the mouse held down: the block follows the pointer, and the grid scrolls on at its edges.
import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { Cell } from "./selection";

/** The cell an element belongs to. The header stands in row -1. */
export function cellOf(element: Element | null): Cell | null {
  const cell = element?.closest<HTMLElement>("[data-column]");
  const row = cell?.closest<HTMLElement>("[data-row]");
  return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.column) } : null;
}

/** Answers a function that begins to follow the pointer; every cell the pointer comes to is told to `onReach`. */
export function useDrag(
  scroller: RefObject<HTMLElement | null>,
  /** Height of a row, and so of the header. */
  row: number,
  /** Width of the frozen columns. */
  frozen: number,
  onReach: (cell: Cell) => void,
): () => void {
  const newest = useRef({ onReach, frozen });
  useEffect(() => {
    newest.current = { onReach, frozen };
  });
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  return useCallback(() => {
    stop.current?.();
    let pointer: { x: number; y: number } | null = null;
    let frame = 0;
    const follow = () => {
      frame = requestAnimationFrame(follow);
      const element = scroller.current;
      if (!pointer || !element) return;
      const room = rowsInSight(element, row, newest.current.frozen);
      const down = past(pointer.y, room.top, room.bottom);
      // Names do not scroll: over them only the way up and down counts, unless the columns are scrolled under them.
      const across = past(pointer.x, room.left, room.right);
      if (down !== 0) element.scrollTop += speed(down);
      if (across !== 0) element.scrollLeft += speed(across);
      const overNames = pointer.x < room.left && element.scrollLeft === 0;
      const x = Math.min(Math.max(pointer.x, overNames ? room.edge + 1 : room.left + 1), room.right - 2);
      const y = Math.min(Math.max(pointer.y, room.top + 1), room.bottom - 2);
      const cell = cellOf(document.elementFromPoint(x, y));
      if (cell && cell.row >= 0) newest.current.onReach(cell);
    };
    const onMove = (event: MouseEvent) => {
      if (event.buttons === 0) {
        end();
        return;
      }
      if (!pointer) frame = requestAnimationFrame(follow);
      pointer = { x: event.clientX, y: event.clientY };
    };
    const end = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("mousemove", onMove);
      window.removeEventListener("mouseup", end);
      stop.current = null;
    };
    stop.current = end;
    window.addEventListener("mousemove", onMove);
    window.addEventListener("mouseup", end);
  }, [scroller, row]);
}

/** Where rows are in sight, in pixels of the window: below the header, above the total, beside the frozen columns. */
function rowsInSight(element: HTMLElement, row: number, frozen: number) {
  const { left, right, top } = element.getBoundingClientRect();
  const scale = element.offsetWidth > 0 ? (right - left) / element.offsetWidth : 1;
  const foot = element.querySelector<HTMLElement>("[data-foot]")?.offsetHeight ?? 0;
  return {
    edge: left,
    left: left + frozen * scale,
    right: left + element.clientWidth * scale,
    top: top + row * scale,
    bottom: top + (element.clientHeight - foot) * scale,
  };
}

function past(value: number, low: number, high: number): number {
  return value < low ? value - low : Math.max(0, value - high);
}

/** The further outside, the faster: up to two rows a frame. */
function speed(distance: number): number {
  return Math.sign(distance) * Math.min(54, Math.ceil(Math.abs(distance) / 3));
}
