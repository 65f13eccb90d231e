// What a key means in a grid: the map of a spreadsheet, as a function from the key to what is to be done.
import type { Move } from "./selection";

/** The part of a KeyboardEvent that decides. */
export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  /** AltGr types characters, although Windows reports it as Ctrl and Alt. */
  altGraph: boolean;
}

export type Intent =
  | { do: "move"; move: Move; extend: boolean }
  | { do: "advance"; key: "enter" | "tab"; back: boolean }
  /** Opens the cell with what it holds. */
  | { do: "edit" }
  /** Opens the cell with what was typed: typing replaces. */
  | { do: "type"; text: string }
  | { do: "clear" }
  | { do: "fill"; direction: "right" | "down" }
  | { do: "select"; what: "all" | "row" | "column" }
  | { do: "toggle" }
  | { do: "menu" }
  | { do: "escape" };

const ARROWS: Record<string, [plain: Move, far: Move]> = {
  ArrowUp: ["up", "top"],
  ArrowDown: ["down", "bottom"],
  ArrowLeft: ["left", "far_left"],
  ArrowRight: ["right", "far_right"],
  Home: ["row_start", "start"],
  End: ["row_end", "end"],
};

/** What a key means while no cell is open. null: not the grid's business, so undo, search and the like pass through. */
export function intentOf(key: Key, mac: boolean): Intent | null {
  const typed = key.key.length === 1 && key.key !== " ";
  const command = mac ? key.metaKey : key.ctrlKey && !key.altGraph;
  const other = (mac ? key.ctrlKey : key.metaKey) || (key.altKey && !key.altGraph && !(mac && typed));
  if (other) return null;

  const arrow = ARROWS[key.key];
  if (arrow) return { do: "move", move: command ? arrow[1] : arrow[0], extend: key.shiftKey };

  if (command) {
    switch (key.key.toLowerCase()) {
      case "a":
        return key.shiftKey ? null : { do: "select", what: "all" };
      case "r":
        return key.shiftKey ? null : { do: "fill", direction: "right" };
      case "d":
        return key.shiftKey ? null : { do: "fill", direction: "down" };
      case " ":
        return { do: "select", what: "column" };
      default:
        return null;
    }
  }

  switch (key.key) {
    case "PageUp":
      return { do: "move", move: "page_up", extend: key.shiftKey };
    case "PageDown":
      return { do: "move", move: "page_down", extend: key.shiftKey };
    case "Enter":
      return { do: "advance", key: "enter", back: key.shiftKey };
    case "Tab":
      return { do: "advance", key: "tab", back: key.shiftKey };
    case "F2":
      return { do: "edit" };
    case "F10":
      return key.shiftKey ? { do: "menu" } : null;
    case "ContextMenu":
      return { do: "menu" };
    case "Delete":
      return { do: "clear" };
    case "Backspace":
      return { do: "type", text: "" };
    case "Escape":
      return { do: "escape" };
    case " ":
      return key.shiftKey ? { do: "select", what: "row" } : { do: "toggle" };
    default:
      return typed ? { do: "type", text: key.key } : null;
  }
}

/** How the open cell is left, and where to. */
export type Leave = { keep: false } | { keep: true; next: Leaving };
export type Leaving =
  | { go: "advance"; key: "enter" | "tab"; back: boolean }
  | { go: "move"; move: Move }
  /** The typed text goes into every selected cell. */
  | { go: "all" };

/**
 * What a key means while a cell is open. null: the key belongs to the text field.
 * `replacing`: the cell was opened by typing, so arrows leave it; opened with F2 they move inside the text.
 */
export function leaveOf(key: Key, replacing: boolean, mac: boolean): Leave | null {
  if (key.key === "Escape") return { keep: false };
  const command = mac ? key.metaKey : key.ctrlKey;
  if (key.key === "Enter" && command) return { keep: true, next: { go: "all" } };
  if (key.key === "Enter") return { keep: true, next: { go: "advance", key: "enter", back: key.shiftKey } };
  if (key.key === "Tab") return { keep: true, next: { go: "advance", key: "tab", back: key.shiftKey } };
  const arrow = ARROWS[key.key];
  if (replacing && arrow && !command && !key.shiftKey && !key.altKey && key.key.startsWith("Arrow")) {
    return { keep: true, next: { go: "move", move: arrow[0] } };
  }
  return null;
}
