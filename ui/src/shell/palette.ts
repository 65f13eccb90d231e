// What lies over the page: the command palette, the list of keys, or nothing.
import { useSyncExternalStore } from "react";

type Over = "palette" | "keys" | null;

let over: Over = null;
const watchers = new Set<() => void>();

function set(next: Over): void {
  over = next;
  for (const watcher of watchers) watcher();
}

export const openPalette = () => set("palette");
export const openKeys = () => set("keys");
export const closePalette = () => set(null);

export function useOver(): Over {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => over,
  );
}
