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

const drafts: (() => void)[] = [];

/** Another book knows nothing of what was typed into this one. */
export const forgetDrafts = () => {
  for (const forget of drafts) forget();
};

/** What is being typed into a form, kept while the window is open until it is saved or given up. */
export function sharedDraft<T>() {
  const value = shared<T | null>(null);
  drafts.push(() => value.set(null));
  return {
    /** The draft as it was left, if it still fits, else a fresh one. */
    use: (fits: (before: T) => T | null, fresh: T): [T, (change: (before: T) => T) => void] => {
      const held = value.use();
      const fitting = (one: T | null) => (one === null ? fresh : (fits(one) ?? fresh));
      return [fitting(held), (change) => value.set(change(fitting(value.get())))];
    },
    forget: () => value.set(null),
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
