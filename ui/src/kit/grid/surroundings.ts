// A grid and the browser around it: the room it has, the clipboard, and what is scrolled into sight.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Layout } from "./layout";
import type { Cell, Extent } from "./selection";

/** Height of a row; the same as --row in tokens.css. */
export const ROW = 27;

/**
 * Copy, cut and paste of cells. No text is selected, so some engines send these events to the body and ask first
 * whether there is anything to copy: both are met at the document, while the grid has the focus.
 */
export function useClipboard(
  scroller: RefObject<HTMLDivElement | null>,
  onClipboard: (event: ClipboardEvent) => void,
): void {
  const newest = useRef(onClipboard);
  useLayoutEffect(() => {
    newest.current = onClipboard;
  });
  useEffect(() => {
    const hasFocus = () => scroller.current !== null && document.activeElement === scroller.current;
    const allow = (event: Event) => hasFocus() && event.preventDefault();
    const handle = (event: ClipboardEvent) => hasFocus() && newest.current(event);
    const asked = ["beforecopy", "beforecut", "beforepaste"];
    const done = ["copy", "cut", "paste"] as const;
    for (const name of asked) document.addEventListener(name, allow);
    for (const name of done) document.addEventListener(name, handle);
    return () => {
      for (const name of asked) document.removeEventListener(name, allow);
      for (const name of done) document.removeEventListener(name, handle);
    };
  }, [scroller]);
}

/** How much room the grid has, without its scroll bars. */
export function useRoom(scroller: RefObject<HTMLDivElement | null>): { width: number; height: number } {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
}

/** Scrolls as little as needed; header, total and frozen columns cover what is under them. */
export function bringIntoSight(
  element: HTMLElement,
  { row, column }: Cell,
  layout: Layout,
  columns: readonly { frozen?: boolean }[],
  extent: Extent,
): void {
  if (row < extent.rows) {
    const height = element.clientHeight - ROW - (extent.total ? ROW + 1 : 0);
    const top = row * ROW;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW > element.scrollTop + height) element.scrollTop = top + ROW - height;
  }
  if (columns[column]?.frozen) return;
  const left = layout.lefts[column] ?? 0;
  const right = left + (layout.widths[column] ?? 0);
  if (left - layout.frozen < element.scrollLeft) element.scrollLeft = left - layout.frozen;
  else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
}
