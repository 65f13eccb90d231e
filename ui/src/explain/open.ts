// Which figure is being explained, and how a figure on a screen says what it is.
import { useEffect } from "react";
import type { ExplainAsked } from "../api.gen";
import { shared } from "../kit/shared";
import { hasModifier } from "../shell/keys";

const asked = shared<ExplainAsked | null>(null);

export const explain = (figure: ExplainAsked): void => asked.set(figure);
export const closeExplain = (): void => asked.set(null);
export const useExplained = asked.use;

const NAME = "data-explain";

/** Marks an element as this figure: Ctrl or Cmd E explains it while it has the focus or the pointer. */
export const explains = (figure: ExplainAsked): { [NAME]: string } => ({ [NAME]: JSON.stringify(figure) });

/** The figure at hand: the focused one, else the one under the pointer. */
export function figureAtHand(): ExplainAsked | null {
  const focused = document.activeElement?.closest(`[${NAME}]`);
  const hovered = [...document.querySelectorAll(`[${NAME}]:hover`)].at(-1);
  const text = (focused ?? hovered)?.getAttribute(NAME);
  return text ? (JSON.parse(text) as ExplainAsked) : null;
}

/** The active cell of a grid: the row counted from 0, the total after the last, and the column. */
export function activeCell(within: Element): { row: number; column: number } | null {
  const cell = within.querySelector("[role=row] [data-active]");
  const row = cell?.closest("[data-row]")?.getAttribute("data-row");
  const column = cell?.getAttribute("data-column");
  return row && column ? { row: Number(row), column: Number(column) } : null;
}

export function isExplainKey(event: { key: string; ctrlKey: boolean; metaKey: boolean }): boolean {
  return event.key.toLowerCase() === "e" && hasModifier(event as KeyboardEvent);
}

/** Listens to the key, wherever the focus is. */
export function useExplainKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isExplainKey(event)) return;
      const figure = figureAtHand();
      if (figure === null) return;
      event.preventDefault();
      explain(figure);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
