// The first screen, while no book is open: make one, open one, or look around in the sample.
import { IconBook2, IconCompass, IconFilePlus } from "@tabler/icons-react";
import { useEffect } from "react";
import { useRead } from "../api";
import { formatDate } from "../kit/date";
import { Card } from "../kit/parts";
import { useBookActions } from "./books";
import { useCommandKeys, useWindowCommands } from "./commands";
import { KeysDialog } from "./KeysDialog";
import { closePalette, useOver } from "./palette";
import shell from "./shell.module.css";
import classes from "./welcome.module.css";

export function Welcome() {
  const actions = useBookActions();
  const recent = useRead("book.recent", null);
  const over = useOver();
  useCommandKeys(useWindowCommands());
  useEffect(() => {
    document.title = "Outlay";
  }, []);
  return (
    <main className={classes.welcome} id="content">
      <div className={classes.welcomeInner}>
        <div className={classes.welcomeHead}>
          <span className={`${shell.mark} ${classes.mark}`} aria-hidden>
            O
          </span>
          <div>
            <h1>Outlay</h1>
            <p>The IT budget, and what was spent on it, in one file of your own.</p>
          </div>
        </div>
        <div className={classes.choices}>
          <button type="button" className={classes.choice} onClick={actions.startNew}>
            <IconFilePlus size={22} stroke={1.6} />
            <b>New book</b>
            <span>Start empty, then import a budget or type it.</span>
          </button>
          <button type="button" className={classes.choice} onClick={() => void actions.open()}>
            <IconBook2 size={22} stroke={1.6} />
            <b>Open</b>
            <span>A book that you already have, a file ending in .outlay.</span>
          </button>
          <button type="button" className={classes.choice} onClick={() => void actions.exploreSample()}>
            <IconCompass size={22} stroke={1.6} />
            <b>Explore the sample</b>
            <span>An invented company with three years of figures, yours to change.</span>
          </button>
        </div>
        {recent.data && recent.data.length > 0 && (
          <Card title="Recent books" flush>
            <ul className={classes.recent} style={{ marginTop: 8 }}>
              {recent.data.map((book) => (
                <li key={book.file}>
                  <button type="button" onClick={() => void actions.open(book.file)}>
                    <b>{book.name}</b>
                    <span className={classes.folder}>{book.folder}</span>
                    <span className={classes.when}>{formatDate(book.opened)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
      {over === "keys" && <KeysDialog onClose={closePalette} />}
    </main>
  );
}
