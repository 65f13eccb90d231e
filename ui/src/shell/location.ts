// Where the user is: a page and its parameters, kept in the address so that Back works and any place can be linked to.
import { useMemo, useSyncExternalStore } from "react";

export interface Place {
  page: string;
  parameters: URLSearchParams;
}

/** Reads "actuals?state=unmatched". */
export function placeOf(target: string): Place {
  const [page = "", query = ""] = target.split("?", 2);
  return { page: page || "overview", parameters: new URLSearchParams(query) };
}

const target = () => decodeHash(window.location.hash);

function decodeHash(hash: string): string {
  return hash.startsWith("#/") ? hash.slice(2) : "";
}

/** Goes to a page, such as "actuals?state=unmatched". */
export function go(to: string): void {
  window.location.hash = `/${to}`;
}

/** Changes parameters of the page one is on, without a new step for Back. */
export function setParameters(changes: Record<string, string | null>): void {
  const { page, parameters } = placeOf(target());
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") parameters.delete(name);
    else parameters.set(name, value);
  }
  const query = parameters.toString();
  window.history.replaceState(null, "", `#/${page}${query ? `?${query}` : ""}`);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

function watch(watcher: () => void): () => void {
  window.addEventListener("hashchange", watcher);
  return () => window.removeEventListener("hashchange", watcher);
}

/** Where the user is. */
export function usePlace(): Place {
  const now = useSyncExternalStore(watch, target);
  return useMemo(() => placeOf(now), [now]);
}
