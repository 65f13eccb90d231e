// Where a figure comes from: the formula in words, what went into it with the way there, rates and rounding.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useRead } from "../api";
import type { ExplainAsked, ExplainPart, Explanation, RateUsed } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatMonth } from "../kit/date";
import { currencyDecimals, formatAmount, inMarks, plural } from "../kit/number";
import { Refusal } from "../kit/parts";
import { useBook } from "../shell/book";
import { printExplanation } from "../shell/handover";
import { go } from "../shell/location";
import classes from "./explain.module.css";
import { closeExplain, useExplained, useExplainKey } from "./open";

export function ExplainDialog() {
  useExplainKey();
  const asked = useExplained();
  return asked && <Open key={JSON.stringify(asked)} asked={asked} />;
}

function Open({ asked }: { asked: ExplainAsked }) {
  const answer = useRead("explain.figure", asked);
  if (!answer.data && !answer.error) return null;
  return (
    <Dialog title={answer.data?.title ?? "Explain"} onClose={closeExplain} size={680}>
      <Refusal error={answer.error} />
      {answer.data && <Shown explanation={answer.data} asked={asked} />}
    </Dialog>
  );
}

function Shown({ explanation, asked }: { explanation: Explanation; asked: ExplainAsked }) {
  const { value, currency, formula, steps, rates, rounding } = explanation;
  const decimals = currencyDecimals(currency);
  return (
    <div className={classes.stack}>
      <p className={classes.value}>
        {value === null ? "Not known: a rate is missing" : `${formatAmount(value, { decimals })} ${currency}`}
      </p>
      <p className={classes.formula}>= {inMarks(formula)}</p>
      <Parts explanation={explanation} decimals={decimals} />
      {steps.length > 0 && <Steps steps={steps} />}
      {rates.length > 0 && <Rates rates={rates} />}
      <p className={classes.note}>{rounding}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => void printExplanation(asked, explanation.title)}>
          Print
        </Button>
        <Button onClick={closeExplain}>Close</Button>
      </div>
    </div>
  );
}

function Parts({ explanation, decimals }: { explanation: Explanation; decimals: number }) {
  const { parts, more, more_sum, currency } = explanation;
  if (parts.length === 0) return null;
  const foreign = parts.some(({ own }) => own !== null);
  const amounts = parts.some(({ amount }) => amount !== null);
  return (
    <div className={classes.scroll}>
      <table className={classes.parts} aria-label="What it is made of">
        <thead>
          <tr>
            <th scope="col">{amounts ? "Part" : "Latest changes"}</th>
            {foreign && <th scope="col">In its currency</th>}
            {amounts && <th scope="col">{currency}</th>}
          </tr>
        </thead>
        <tbody>
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own and do not move
            <tr key={index}>
              <th scope="row">
                <Label part={part} />
              </th>
              {foreign && (
                <td>
                  {part.own !== null && part.own_currency !== null
                    ? `${formatAmount(part.own, { decimals: currencyDecimals(part.own_currency) })} ${part.own_currency}`
                    : ""}
                </td>
              )}
              {amounts && <td>{part.amount === null ? "rate missing" : formatAmount(part.amount, { decimals })}</td>}
            </tr>
          ))}
        </tbody>
        {more > 0 && (
          <tfoot>
            <tr>
              <th scope="row">{plural(more, "more part")}</th>
              {foreign && <td />}
              <td>{more_sum === null ? "" : formatAmount(more_sum, { decimals })}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Label({ part }: { part: ExplainPart }) {
  const name = part.page ? <PageLink page={part.page}>{part.label}</PageLink> : part.label;
  return (
    <>
      {name}
      {part.note && <span className="soft"> {part.note}</span>}
    </>
  );
}

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <div>
      <h3 className={classes.head}>Step by step</h3>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>{inMarks(step)}</li>
        ))}
      </ol>
    </div>
  );
}

function Rates({ rates }: { rates: readonly RateUsed[] }) {
  // A rate leads to the book's currency, also where the figure itself is in that of its line.
  const base = useBook().settings.currency;
  return (
    <div>
      <h3 className={classes.head}>Rates used</h3>
      <ul className={classes.rates}>
        {rates.map((one) => (
          <li key={`${one.currency} ${one.month ?? ""}`}>
            <PageLink page="settings?section=rates">
              {one.rate === null
                ? `No rate for ${one.currency}`
                : `1 ${one.currency} = ${formatAmount(one.rate)} ${base}`}
            </PageLink>{" "}
            <span className="soft">
              {one.month ? `actual, ${formatMonth(one.month)}` : `budget rate of ${one.plan ?? "the plan"}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The way to a screen, which closes the dialog over it. */
function PageLink({ page, children }: { page: string; children: ReactNode }) {
  return (
    <button
      type="button"
      className={classes.link}
      onClick={() => {
        closeExplain();
        go(page);
      }}
    >
      {children}
    </button>
  );
}
