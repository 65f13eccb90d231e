// How the window talks to the core: one call, its progress, its cancel, and what to ask again after a change.
// Everything hand-written stays here; names, types and effects come from api.gen.ts.
import {
  QueryCache,
  QueryClient,
  type QueryKey,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { Channel, invoke, isTauri } from "@tauri-apps/api/core";
import { useCallback, useState, useSyncExternalStore } from "react";
import { COMMANDS, type CommandName, type Commands, type Topic } from "./api.gen";
import { http } from "./http";
import type { CoreError, Problem } from "./words";

export type Argument<N extends CommandName> = Commands[N]["argument"];
export type Answer<N extends CommandName> = Commands[N]["answer"];

/** How far a long call has come. */
export interface Progress {
  done: number;
  total: number;
  text: string;
}

/** A file that the user chose: the page never sees its path. */
export interface Chosen {
  token: string;
  name: string;
}

/** What a file is chosen for. */
export type Purpose =
  | "open_book"
  | "save_book"
  | "import_file"
  | "keep_file"
  | "save_copy"
  | "save_pdf"
  | "save_xlsx"
  | "save_csv";

/** What the shell tells the page of its own accord. */
export type ShellEvent =
  | ({ kind: "progress"; id: number } & Progress)
  | { kind: "command"; name: string }
  | { kind: "dragging"; over: boolean }
  | { kind: "dropped"; token: string; name: string }
  | { kind: "opened"; token: string; name: string };

/** The way to the core: the shell of the window, or `cargo xtask serve`. */
export interface Transport {
  call(id: number, name: string, argument: string): Promise<unknown>;
  cancel(id: number): Promise<void>;
  /** Starts to listen to what the shell says. */
  connect(listener: (event: ShellEvent) => void): void;
  choose(purpose: Purpose, name: string): Promise<Chosen | null>;
  /** Opens a file that was written, with the program the system has for it. */
  openFile(file: Chosen): Promise<void>;
  /** Opens an address of the web outside of the window. */
  openLink(link: string): Promise<void>;
  /** Shows the folder of a file that was written; missing where there are no folders. */
  showFile?(file: Chosen): Promise<void>;
  pasteText(): Promise<string | null>;
}

/** What a call answers when it does not answer: the core's own error, with its kind. */
export class CallError extends Error {
  readonly kind: CoreError["kind"];
  readonly problems: readonly Problem[];

  constructor(error: CoreError) {
    super(error.message);
    this.name = "CallError";
    this.kind = error.kind;
    this.problems = error.kind === "invalid" ? error.problems : [];
  }
}

/** Makes of whatever was thrown an error that a page can show. */
export function asCallError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  const parsed = typeof thrown === "string" ? parse(thrown) : thrown;
  if (parsed && typeof parsed === "object" && "kind" in parsed && "message" in parsed) {
    return new CallError(parsed as CoreError);
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new CallError({ kind: "unexpected", message });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// ---- transport

const shell: Transport = {
  call: (id, name, argument) => invoke("call", { id, name, argument }),
  cancel: (id) => invoke("cancel", { id }),
  connect: (listener) => {
    const events = new Channel<ShellEvent>();
    events.onmessage = listener;
    void invoke("connect", { events });
  },
  choose: (purpose, name) => invoke<Chosen | null>("choose", { purpose, name }),
  openFile: ({ token }) => invoke("open_file", { token }),
  openLink: (link) => invoke("open_link", { link }),
  showFile: ({ token }) => invoke("show_file", { token }),
  pasteText: () => invoke<string | null>("paste_text"),
};

let transport: Transport | null = null;
const told = new Set<(event: ShellEvent) => void>();

function way(): Transport {
  if (!transport) setTransport(isTauri() ? shell : http());
  return transport as Transport;
}

/** Chooses the way to the core: tests bring their own. */
export function setTransport(other: Transport): void {
  transport = other;
  other.connect((event) => {
    if (event.kind === "progress") {
      const { id, done, total, text } = event;
      setRunning(running.map((one) => (one.id === id ? { ...one, progress: { done, total, text } } : one)));
      return;
    }
    if (told.size === 0) waiting.push(event);
    for (const tell of told) tell(event);
  });
}

// What the shell said before anyone listened, such as the book of a double click.
const waiting: ShellEvent[] = [];

/** Listens to what the shell says; answers how to stop. */
export function onShell(listener: (event: ShellEvent) => void): () => void {
  way();
  told.add(listener);
  for (const event of waiting.splice(0)) listener(event);
  return () => told.delete(listener);
}

// ---- calls under way, for the progress bar

export interface Running {
  id: number;
  name: CommandName;
  since: number;
  progress: Progress | null;
}

let running: readonly Running[] = [];
const watchers = new Set<() => void>();

function setRunning(next: readonly Running[]): void {
  running = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The calls under way, the oldest first. */
export function useRunning(): readonly Running[] {
  return useSyncExternalStore(watch, () => running);
}

let changes = 0;

/** How many changes were made from this window: a message about the last one goes when it moves. */
export function useChangeCount(): number {
  return useSyncExternalStore(watch, () => changes);
}

export function cancel(id: number): void {
  void way().cancel(id);
}

let calls = 0;

/** Asks the core. Throws a CallError. */
export async function call<N extends CommandName>(
  name: N,
  argument: Argument<N>,
  signal?: AbortSignal,
): Promise<Answer<N>> {
  calls += 1;
  const id = calls;
  const stop = () => cancel(id);
  signal?.addEventListener("abort", stop, { once: true });
  setRunning([...running, { id, name, since: Date.now(), progress: null }]);
  try {
    return (await way().call(id, name, JSON.stringify(argument ?? null))) as Answer<N>;
  } catch (thrown) {
    throw asCallError(thrown);
  } finally {
    signal?.removeEventListener("abort", stop);
    setRunning(running.filter((one) => one.id !== id));
  }
}

// ---- questions and changes

/** What a question is known by: its name and what was asked. */
export function questionKey<N extends CommandName>(name: N, argument: Argument<N>): QueryKey {
  return [name, argument ?? null];
}

/** The topics a command changes. Every change also moves the book (undo labels, counts) and the journal. */
export function changedTopics(name: CommandName): readonly Topic[] {
  const effect = COMMANDS[name];
  if (!("changes" in effect) || effect.changes.length === 0) return [];
  return [...new Set<Topic>([...effect.changes, "book", "journal"])];
}

/** Whether the answer to a question may be another one after these topics changed. */
export function isStale(key: QueryKey, topics: readonly Topic[]): boolean {
  const name = key[0] as CommandName;
  const effect = COMMANDS[name];
  if (effect === undefined) return false;
  // A question reads the topic it is named after, even where it needs no transaction to do so (book.state).
  const own = name.split(".", 1)[0] as Topic;
  const reads = "reads" in effect ? effect.reads : [];
  return topics.includes(own) || reads.some((topic) => topics.includes(topic));
}

/** Asks again what shares a topic with the command that just changed something. */
export function askAgain(client: QueryClient, name: CommandName): Promise<void> {
  const topics = changedTopics(name);
  return client.invalidateQueries({ predicate: (query) => isStale(query.queryKey, topics) });
}

/** Asks these questions anew: a file may have been changed by another program. */
export function useAskAnew(): (names: readonly CommandName[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    (names) => client.invalidateQueries({ predicate: ({ queryKey }) => names.includes(queryKey[0] as CommandName) }),
    [client],
  );
}

export function newClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The book was closed elsewhere: the window has to notice.
      onError: (error, query) => {
        if (asCallError(error).kind === "no_book" && query.queryKey[0] !== "book.state") {
          void client.invalidateQueries({ queryKey: questionKey("book.state", null) });
        }
      },
    }),
    defaultOptions: {
      // The core is on this machine: it is asked again when something changed, never because time passed.
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
  return client;
}

export interface ReadOptions {
  /** false: not asked yet, because something it needs is missing. */
  enabled?: boolean;
  /** Shows the answer to the question before while the new one is under way. */
  keep?: boolean;
}

/** The answer to a question, asked again whenever a change shares a topic with it. */
export function useRead<N extends CommandName>(name: N, argument: Argument<N>, options: ReadOptions = {}) {
  return useQuery<Answer<N>, CallError>({
    queryKey: questionKey(name, argument),
    queryFn: ({ signal }) => call(name, argument, signal),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? (before: Answer<N> | undefined) => before as never : undefined,
  });
}

/** The answers to several questions of one kind, in their order; nothing where one is under way. */
export function useReads<N extends CommandName>(name: N, all: readonly Argument<N>[]): (Answer<N> | undefined)[] {
  const answers = useQueries({
    queries: all.map((argument) => ({
      queryKey: questionKey(name, argument),
      queryFn: ({ signal }: { signal: AbortSignal }) => call(name, argument, signal),
    })),
  });
  return answers.map(({ data }) => data as Answer<N> | undefined);
}

/** The lists that are too long to be asked for at once. */
type LongList = "actual.list" | "journal.list" | "plan.propose";
export type RowOf<N extends LongList> = Answer<N>["rows"][number];
const BLOCK = 200;

/** The rows of a long list, asked for in blocks as they come into sight. */
export function useRows<N extends LongList>(name: N, query: Omit<Argument<N>, "from" | "count">) {
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const onSeen = useCallback((first: number, last: number) => setSeen({ first, last }), []);
  const blocks: number[] = [];
  for (let at = Math.floor(seen.first / BLOCK); at <= Math.floor(seen.last / BLOCK); at += 1) blocks.push(at);
  const answers = useQueries({
    queries: blocks.map((block) => {
      const argument = { ...query, from: block * BLOCK, count: BLOCK } as Argument<N>;
      return {
        queryKey: questionKey(name, argument),
        queryFn: ({ signal }: { signal: AbortSignal }) => call(name, argument, signal),
        placeholderData: (before: Answer<N> | undefined) => before as never,
      };
    }),
  });
  const known = answers.flatMap(({ data }) => (data ? [data as Answer<N>] : []));
  const answer = known[0];
  const error = answers.find((one) => one.error)?.error as CallError | null | undefined;
  return {
    /** What is said about the whole list: totals, problems. */
    answer,
    count: answer?.row_count ?? 0,
    rowAt: (index: number): RowOf<N> | undefined => {
      const block = known.find(({ from, rows }) => index >= from && index < from + rows.length);
      return block?.rows[index - block.from];
    },
    onSeen,
    error: error ?? null,
    busy: answers.some((one) => one.isFetching),
  };
}

/** A change: `run` makes it and answers when it is made; what shares a topic with it is asked again. */
export function useChange<N extends CommandName>(name: N) {
  const client = useQueryClient();
  const mutation = useMutation<Answer<N>, CallError, Argument<N>>({
    mutationFn: (argument) => call(name, argument),
    onSuccess: () => {
      changes += 1;
      for (const watcher of watchers) watcher();
      void askAgain(client, name);
    },
  });
  return {
    run: mutation.mutateAsync,
    busy: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  };
}

// ---- what only the shell can do

export const choose = (purpose: Purpose, name = ""): Promise<Chosen | null> => way().choose(purpose, name);
export const openFile = (file: Chosen): Promise<void> => way().openFile(file);
export const openLink = (link: string): Promise<void> => way().openLink(link);
/** Missing where there are no folders to show, as in a browser. */
export const showFile = (): ((file: Chosen) => Promise<void>) | undefined => way().showFile;
export const pasteText = (): Promise<string | null> => way().pasteText();
