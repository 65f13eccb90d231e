// A figure that can be asked why: a click, or Ctrl or Cmd E, opens what it is made of.
import type { ReactNode } from "react";
import type { ExplainAsked } from "../api.gen";
import { useRecognition } from "../shell/book";
import { shortcut } from "../shell/keys";
import classes from "./explain.module.css";
import { explain, explains } from "./open";

/** What is explained in the cash view alone: its parts are what is paid. */
const CASH_ONLY: readonly ExplainAsked["of"][] = ["showback", "control"];

export function Explained({ figure, children }: { figure: ExplainAsked; children: ReactNode }) {
  const recognition = useRecognition();
  if (recognition === "expense" && CASH_ONLY.includes(figure.of)) return children;
  return (
    <button
      type="button"
      className={classes.figure}
      aria-haspopup="dialog"
      title={`Explain ${shortcut("E")}`}
      onClick={(event) => {
        event.stopPropagation();
        explain(figure);
      }}
      {...explains(figure)}
    >
      {children}
    </button>
  );
}
