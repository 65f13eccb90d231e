// A figure that can be asked why: a click, or Ctrl or Cmd E, opens what it is made of.
import type { ReactNode } from "react";
import type { ExplainAsked } from "../api.gen";
import { shortcut } from "../shell/keys";
import classes from "./explain.module.css";
import { explain, explains } from "./open";

export function Explained({ figure, children }: { figure: ExplainAsked; children: ReactNode }) {
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
