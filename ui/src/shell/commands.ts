// Everything the window can be told to do, under one name each: for the palette, the keys and the menu of the system.
import { useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { onShell, pasteText } from "../api";
import { useCompare, usePlan } from "./book";
import { useBookActions } from "./books";
import { exportActuals, exportBudget, exportHistory, printBudget } from "./handover";
import { hasModifier, isTyping, shortcut } from "./keys";
import { go } from "./location";
import { PAGES } from "./pages";
import { closePalette, openKeys, openPalette } from "./palette";
import { useUndo } from "./undo";

export interface Command {
  name: string;
  label: string;
  keys?: string;
  /** Why there is nothing to do, where there is nothing. */
  disabled?: boolean;
  run: () => void;
}

/** Undo and redo speak of the text in a field while one is being typed, else of the book. */
function inField(command: "undo" | "redo"): boolean {
  if (!isTyping(document.activeElement)) return false;
  document.execCommand(command);
  return true;
}

async function paste(): Promise<void> {
  const text = await pasteText();
  if (!text) return;
  if (isTyping(document.activeElement)) {
    document.execCommand("insertText", false, text);
    return;
  }
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(event);
}

function zoom(step: number | null): void {
  const now = Number.parseFloat(document.documentElement.style.zoom || "1");
  const next = step === null ? 1 : Math.min(2, Math.max(0.6, Math.round((now + step) * 10) / 10));
  document.documentElement.style.zoom = String(next);
}

/** Everything there is to do with the open book. */
export function useCommands(): Command[] {
  const plan = usePlan();
  const compare = useCompare();
  const books = useBookActions();
  const { undo, redo, undoLabel, redoLabel } = useUndo();
  const always = useWindowCommands();
  return [
    ...PAGES.map(({ id, label }) => ({ name: `page.${id}`, label: `Go to ${label}`, run: () => go(id) })),
    {
      name: "edit.undo",
      label: undoLabel ? `Undo: ${undoLabel}` : "Undo",
      keys: shortcut("Z"),
      disabled: !undoLabel,
      run: () => inField("undo") || void undo(),
    },
    {
      name: "edit.redo",
      label: redoLabel ? `Redo: ${redoLabel}` : "Redo",
      keys: shortcut("Y"),
      disabled: !redoLabel,
      run: () => inField("redo") || void redo(),
    },
    { name: "import.file", label: "Import a spreadsheet…", run: () => go("import?choose=1") },
    {
      name: "app.settings",
      label: "Settings: organisation, currency, fiscal year",
      keys: shortcut(","),
      run: () => go("settings"),
    },
    { name: "settings.rates", label: "Settings: rates", run: () => go("settings?section=rates") },
    { name: "settings.plans", label: "Settings: plans", run: () => go("settings?section=plans") },
    ...(plan
      ? [
          {
            name: "plan.new_year",
            label: `New year from ${plan.name}…`,
            run: () => go(`budget?from=${plan.id}`),
          },
          {
            name: "report.budget",
            label: `Print ${plan.name} as PDF…`,
            run: () => void printBudget(plan.id, compare?.id ?? null, plan.name),
          },
          {
            name: "export.budget",
            label: `Export ${plan.name} to Excel…`,
            run: () => void exportBudget(plan.id, "xlsx", plan.name),
          },
        ]
      : []),
    { name: "export.actuals", label: "Export all actuals to Excel…", run: () => void exportActuals(null, "xlsx") },
    { name: "export.history", label: "Export the history to Excel…", run: () => void exportHistory("xlsx") },
    { name: "book.close", label: "Close this book", run: () => void books.close() },
    ...always,
  ];
}

/** What can be done without a book as well. */
export function useWindowCommands(): Command[] {
  const books = useBookActions();
  const { setColorScheme, toggleColorScheme } = useMantineColorScheme();
  return [
    { name: "book.new", label: "New book…", keys: shortcut("N"), run: books.startNew },
    { name: "book.open", label: "Open a book…", keys: shortcut("O"), run: () => void books.open() },
    { name: "book.sample", label: "Explore the sample book", run: () => void books.exploreSample() },
    { name: "help.keys", label: "Keyboard shortcuts", run: openKeys },
    { name: "view.light", label: "Colours: light", run: () => setColorScheme("light") },
    { name: "view.dark", label: "Colours: dark", run: () => setColorScheme("dark") },
    { name: "view.system", label: "Colours: as the system", run: () => setColorScheme("auto") },
    { name: "view.theme", label: "Switch between light and dark", run: toggleColorScheme },
    { name: "view.zoom_in", label: "Zoom in", keys: shortcut("+"), run: () => zoom(0.1) },
    { name: "view.zoom_out", label: "Zoom out", keys: shortcut("−"), run: () => zoom(-0.1) },
    { name: "view.zoom_reset", label: "Zoom to normal size", keys: shortcut("0"), run: () => zoom(null) },
  ];
}

const KEYS: Record<string, string> = {
  z: "edit.undo",
  y: "edit.redo",
  n: "book.new",
  o: "book.open",
  ",": "app.settings",
  "+": "view.zoom_in",
  "=": "view.zoom_in",
  "-": "view.zoom_out",
  "0": "view.zoom_reset",
};

/** Listens to the keys and to the menu of the system. */
export function useCommandKeys(commands: Command[]): void {
  useEffect(() => {
    const run = (name: string) => {
      if (name === "view.palette") openPalette();
      else if (name === "edit.paste") void paste();
      else commands.find((command) => command.name === name)?.run();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !hasModifier(event)) return;
      const key = event.key.toLowerCase();
      if (key === "k") {
        event.preventDefault();
        openPalette();
        return;
      }
      const name = key === "z" && event.shiftKey ? "edit.redo" : KEYS[key];
      // In a field, undo stays the field's own.
      if (!name || (name.startsWith("edit.") && isTyping(event.target))) return;
      event.preventDefault();
      closePalette();
      run(name);
    };
    window.addEventListener("keydown", onKey);
    const stop = onShell((event) => {
      if (event.kind === "command") run(event.name);
    });
    return () => {
      window.removeEventListener("keydown", onKey);
      stop();
    };
  }, [commands]);
}
