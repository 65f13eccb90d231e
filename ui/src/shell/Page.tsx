// The frame of a screen: its name, its tools on the right, and room for what it shows.
import { type ReactNode, useEffect } from "react";
import { useBook } from "./book";
import { SearchBox } from "./SearchBox";
import classes from "./shell.module.css";

export interface PageProps {
  title: string;
  /** Buttons and pickers at the right of the header. */
  tools?: ReactNode;
  /** What stands in place of the global search, such as a filter of the page. */
  search?: ReactNode;
  /** The page scrolls inside itself: the content fills the height without a scroll bar of its own. */
  fixed?: boolean;
  children: ReactNode;
}

export function Page({ title, tools, search, fixed, children }: PageProps) {
  const book = useBook();
  useEffect(() => {
    document.title = `${title} – ${book.name} – Outlay`;
  }, [title, book.name]);
  useEffect(() => {
    // What was clicked is gone with the page before: the keys go on here.
    if (document.activeElement === document.body) document.getElementById("content")?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <header className={classes.header}>
        <h1 className={classes.pageTitle}>{title}</h1>
        <div className={classes.tools}>
          {search ?? <SearchBox />}
          {tools}
        </div>
      </header>
      <main className={fixed ? classes.fixed : classes.scroll} id="content" tabIndex={-1} aria-label={title}>
        {children}
      </main>
    </>
  );
}
