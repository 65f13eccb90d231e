import { describe, expect, it } from "vitest";
import { intentOf, type Key, leaveOf } from "./keys";

/** Reads "Ctrl+Shift+ArrowDown". */
function key(text: string): Key {
  const parts = text === "+" ? ["+"] : text.split("+");
  const held = (name: string) => parts.slice(0, -1).includes(name);
  return {
    key: parts.at(-1) ?? "",
    ctrlKey: held("Ctrl") || held("AltGr"),
    metaKey: held("Cmd"),
    shiftKey: held("Shift"),
    altKey: held("Alt") || held("AltGr"),
    altGraph: held("AltGr"),
  };
}

describe("what a key means in a grid", () => {
  it.each([
    ["ArrowDown", { do: "move", move: "down", extend: false }],
    ["Shift+ArrowLeft", { do: "move", move: "left", extend: true }],
    ["Ctrl+ArrowRight", { do: "move", move: "far_right", extend: false }],
    ["Ctrl+Shift+ArrowUp", { do: "move", move: "top", extend: true }],
    ["Home", { do: "move", move: "row_start", extend: false }],
    ["Ctrl+End", { do: "move", move: "end", extend: false }],
    ["Shift+PageDown", { do: "move", move: "page_down", extend: true }],
    ["Enter", { do: "advance", key: "enter", back: false }],
    ["Shift+Tab", { do: "advance", key: "tab", back: true }],
    ["F2", { do: "edit" }],
    ["7", { do: "type", text: "7" }],
    ["=", { do: "type", text: "=" }],
    ["+", { do: "type", text: "+" }],
    ["AltGr+€", { do: "type", text: "€" }],
    ["Backspace", { do: "type", text: "" }],
    ["Delete", { do: "clear" }],
    ["Ctrl+r", { do: "fill", direction: "right" }],
    ["Ctrl+D", { do: "fill", direction: "down" }],
    ["Ctrl+a", { do: "select", what: "all" }],
    ["Ctrl+ ", { do: "select", what: "column" }],
    ["Shift+ ", { do: "select", what: "row" }],
    [" ", { do: "toggle" }],
    ["Shift+F10", { do: "menu" }],
    ["Escape", { do: "escape" }],
  ])("%s", (text, intent) => {
    expect(intentOf(key(text), false)).toEqual(intent);
  });

  it.each([
    "Ctrl+z",
    "Ctrl+y",
    "Ctrl+Shift+Z",
    "Ctrl+c",
    "Ctrl+v",
    "Ctrl+x",
    "Ctrl+f",
    "Ctrl+k",
    "Alt+f",
    "F5",
    "Shift",
  ])("%s is not the grid's", (text) => {
    expect(intentOf(key(text), false)).toBe(null);
  });

  it("follows the system's own modifier", () => {
    expect(intentOf(key("Cmd+r"), true)).toEqual({ do: "fill", direction: "right" });
    expect(intentOf(key("Cmd+z"), true)).toBe(null);
    expect(intentOf(key("Ctrl+r"), true)).toBe(null);
    expect(intentOf(key("Cmd+r"), false)).toBe(null);
    expect(intentOf(key("Alt+5"), true)).toEqual({ do: "type", text: "5" });
  });
});

describe("how an open cell is left", () => {
  it.each([
    ["Escape", true, { keep: false }],
    ["Enter", true, { keep: true, next: { go: "advance", key: "enter", back: false } }],
    ["Shift+Tab", false, { keep: true, next: { go: "advance", key: "tab", back: true } }],
    ["Ctrl+Enter", true, { keep: true, next: { go: "all" } }],
    ["ArrowLeft", true, { keep: true, next: { go: "move", move: "left" } }],
    ["ArrowLeft", false, null],
    ["Shift+ArrowLeft", true, null],
    ["Home", true, null],
    ["5", true, null],
    ["Ctrl+z", true, null],
  ] as const)("%s, opened by typing: %s", (text, replacing, leave) => {
    expect(leaveOf(key(text), replacing, false)).toEqual(leave);
  });
});
