// The window: the open book with its screens, or the welcome while there is none.
import { Button } from "@mantine/core";
import { Suspense, useEffect, useState } from "react";
import { onShell, useRead } from "../api";
import type { BookState } from "../api.gen";
import { ExplainDialog } from "../explain/ExplainDialog";
import { useLocale } from "../kit/number";
import { ProgressBar } from "../kit/ProgressBar";
import { EmptyState } from "../kit/parts";
import { Toasts } from "../kit/toast";
import { BookContext } from "./book";
import { BookActionsProvider, useBookActions } from "./books";
import { CommandPalette } from "./CommandPalette";
import { useCommandKeys, useCommands } from "./commands";
import { go, usePlace } from "./location";
import { Navigation } from "./Navigation";
import { PageBoundary } from "./PageBoundary";
import { PAGES } from "./pages";
import classes from "./shell.module.css";
import { Welcome } from "./Welcome";

export function App() {
  const locale = useLocale();
  return (
    <BookActionsProvider key={locale}>
      <Window />
      <ProgressBar />
      <Toasts />
      <section id="overlays" aria-label="Menus and hints" />
    </BookActionsProvider>
  );
}

function Window() {
  const state = useRead("book.state", null);
  const { session } = useBookActions();
  const over = useDrops(Boolean(state.data));
  if (state.error && !state.data) {
    return (
      <main>
        <EmptyState title="Outlay could not ask its core" text={state.error.message}>
          <Button onClick={() => void state.refetch()}>Try again</Button>
        </EmptyState>
      </main>
    );
  }
  if (state.data === undefined) return null;
  return (
    <>
      {state.data ? <OpenBook key={session} book={state.data} /> : <Welcome />}
      {over && (
        <div className={classes.over} aria-hidden>
          Drop a book to open it, or a spreadsheet to import it
        </div>
      )}
    </>
  );
}

function OpenBook({ book }: { book: BookState }) {
  return (
    <BookContext.Provider value={book}>
      <Keys />
      <button type="button" className={classes.skip} onClick={skip}>
        Skip to the content
      </button>
      <div className={classes.frame}>
        <Navigation />
        <div className={classes.main}>
          <Banners book={book} />
          <CurrentPage />
        </div>
      </div>
      <CommandPalette />
      <ExplainDialog />
    </BookContext.Provider>
  );
}

function Keys() {
  useCommandKeys(useCommands());
  return null;
}

function skip(): void {
  document.getElementById("content")?.focus();
}

function CurrentPage() {
  const { page } = usePlace();
  const entry = PAGES.find((one) => one.id === page) ?? PAGES[0];
  if (!entry) return null;
  return (
    <PageBoundary key={entry.id}>
      <Suspense fallback={<main className={classes.scroll} aria-busy="true" />}>
        <entry.page />
      </Suspense>
    </PageBoundary>
  );
}

function Banners({ book }: { book: BookState }) {
  const [closed, setClosed] = useState<string | null>(null);
  if (!book.read_only && (!book.notice || book.notice === closed)) return null;
  return (
    <section aria-label="About this book">
      {book.read_only && (
        <div className={classes.banner}>
          <span>{book.read_only}</span>
        </div>
      )}
      {book.notice && book.notice !== closed && (
        <div className={classes.banner}>
          <span>{book.notice}</span>
          <Button size="compact-sm" variant="default" onClick={() => setClosed(book.notice)}>
            Understood
          </Button>
        </div>
      )}
    </section>
  );
}

/** A dropped book is opened, a dropped spreadsheet goes to the import. Answers whether a file hovers over the window. */
function useDrops(bookIsOpen: boolean): boolean {
  const { open } = useBookActions();
  const [over, setOver] = useState(false);
  useEffect(
    () =>
      onShell((event) => {
        if (event.kind === "dragging") setOver(event.over);
        if (event.kind === "opened") void open(event.token);
        if (event.kind !== "dropped") return;
        setOver(false);
        if (event.name.toLowerCase().endsWith(".outlay")) void open(event.token);
        else if (bookIsOpen)
          go(`import?file=${encodeURIComponent(event.token)}&name=${encodeURIComponent(event.name)}`);
      }),
    [open, bookIsOpen],
  );
  return over;
}
