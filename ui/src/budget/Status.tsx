// The line under the budget: the unit, and what is selected with its sum and average, as the core answered them.
import type { RefObject } from "react";
import type { Currency, Grid, How, Selection } from "../api.gen";
import type { GridHandle } from "../kit/grid/contract";
import { MOST_ROWS } from "../kit/grid/Grid";
import { formatAmount, formatCount, inMarks, plural, UNIT_NAME } from "../kit/number";
import { shortcut } from "../shell/keys";
import { asksForRate } from "../shell/MissingRates";
import classes from "./budget.module.css";
import { choose, type Unit } from "./choices";
import { inUnit } from "./columns";

/** What is selected, in words; empty for a single cell, which is read out anyway. */
export function announced(selection: Selection | null, unit: Unit, base: Currency): string {
  return selection && selection.count > 1 ? partsOf(selection, unit, base).join(", ") : "";
}

function partsOf(selection: Selection, unit: Unit, base: Currency): string[] {
  const { count, sum, average, currency, note } = selection;
  const parts = [`${plural(count, "cell")} selected`];
  // The unit stands at the start of the line; another currency is said with its figure.
  const figure = (amount: string) => inUnit(amount, unit, currency) + (currency === base ? "" : ` ${currency}`);
  if (sum !== null && count > 1) parts.push(`sum ${figure(sum)}`);
  if (average !== null && count > 1) parts.push(`average ${figure(average)}`);
  if (sum === null && count > 1) parts.push("no sum: a rate is missing");
  if (note) parts.push(note);
  return parts;
}

/** How the cell came about, and its rate: "= 120 seats × 8.5 EUR", "1 EUR = 1.09 USD". */
function madeOf({ how, month }: Made): string[] {
  const words = how.months[month] ?? how.year;
  const made = words === "" ? [] : [`= ${inMarks(words.charAt(0).toLowerCase() + words.slice(1))}`];
  if (how.currency === how.base) return made;
  const rate =
    how.rate === null ? `no rate for ${how.currency}` : `1 ${how.currency} = ${formatAmount(how.rate)} ${how.base}`;
  return [...made, rate];
}

/** How a selected line came about, and its first selected month. */
export interface Made {
  how: How;
  month: number;
}

interface StatusProps {
  head: Grid;
  unit: Unit;
  selection: Selection | null;
  /** Null while no cells of one line are selected. */
  made: Made | null;
  /** Spreads an amount over the months of the selected line; null where there is none, or nothing can be changed. */
  onSpread: (() => void) | null;
  /** Null while nothing is selected. */
  onExplain: (() => void) | null;
  /** The grid whose selection is filled; null where nothing can be changed. */
  onFill: RefObject<GridHandle | null> | null;
}

export function Status({ head, unit, selection, made, onSpread, onExplain, onFill }: StatusProps) {
  const parts =
    selection && selection.count > 0 ? partsOf(selection, unit, head.currency) : [plural(head.line_count, "line")];
  if (made) parts.push(...madeOf(made));
  if (head.row_count > MOST_ROWS) {
    parts.push(`only the first ${formatCount(MOST_ROWS)} rows are shown, filter to see the others`);
  }
  parts.push(...head.problems.filter((problem) => !asksForRate(problem)));
  const many = selection !== null && selection.count > 1;
  return (
    <>
      <button
        type="button"
        className={classes.unit}
        title={unit === "thousand" ? "Show full amounts" : "Show thousands"}
        onClick={() => choose({ unit: unit === "thousand" ? "one" : "thousand" })}
      >
        {unit === "thousand" ? `${UNIT_NAME.thousand} ${head.currency}, rounded` : head.currency}
      </button>
      <span className={classes.parts} title={parts.join(" · ")}>
        {["", ...parts].join(" · ")}
      </span>
      {onSpread && (
        <button type="button" className={classes.hint} onClick={onSpread}>
          Spread…
        </button>
      )}
      {many && onFill && (
        <>
          <button type="button" className={classes.hint} onClick={() => onFill.current?.fill("right")}>
            Fill right {shortcut("R")}
          </button>
          <button type="button" className={classes.hint} onClick={() => onFill.current?.fill("down")}>
            Fill down {shortcut("D")}
          </button>
        </>
      )}
      {onExplain && (
        <button type="button" className={classes.hint} onClick={onExplain}>
          Explain {shortcut("E")}
        </button>
      )}
    </>
  );
}
