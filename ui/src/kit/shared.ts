// A value that several places look at and any may change, kept while the window is open.
import { useSyncExternalStore } from "react";

export interface Shared<T> {
  get: () => T;
  set: (next: T) => void;
  /** The value, drawn again when it changes. */
  use: () => T;
}

export function shared<T>(start: T): Shared<T> {
  let value = start;
  const watchers = new Set<() => void>();
  const get = () => value;
  const watch = (watcher: () => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };
  return {
    get,
    set: (next) => {
      value = next;
      for (const watcher of watchers) watcher();
    },
    use: () => useSyncExternalStore(watch, get),
  };
}

/** What this computer remembers under a key, if it is one of the words it may be. */
export function remembered<T extends string>(key: string, allowed: readonly T[], usual: T): T {
  const text = typeof localStorage === "undefined" ? null : localStorage.getItem(key);
  return allowed.find((one) => one === text) ?? usual;
}

/** The keys of folded groups with one more, or one less. */
export function folded(before: readonly string[] | undefined, key: string, fold: boolean): readonly string[] {
  const others = (before ?? []).filter((other) => other !== key);
  return fold ? [...others, key] : others;
}
