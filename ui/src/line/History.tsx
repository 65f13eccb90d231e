// What became of a line: in other plans, by splitting and merging, and change by change.
import type { LineDetail } from "../api.gen";
import { formatMoment } from "../kit/date";
import { currencyDecimals, formatAmount } from "../kit/number";
import { PlanState } from "../shell/pickers";
import classes from "./line.module.css";

export function History({ detail }: { detail: LineDetail }) {
  const { line, plans, history, merged_into, split_from, merged } = detail;
  const decimals = currencyDecimals(line.currency);
  return (
    <div className={classes.stack}>
      {merged_into && <p className={classes.words}>Merged into “{merged_into.description}”, and counted with it.</p>}
      {split_from && <p className={classes.words}>Split from “{split_from.description}”.</p>}
      {merged.length > 0 && (
        <p className={classes.words}>
          Merged into it: {merged.map(({ description }) => `“${description}”`).join(", ")}.
        </p>
      )}
      {plans.length > 0 && (
        <table className={classes.months} aria-label={`${line.description} in other plans`}>
          <thead>
            <tr>
              <th scope="col">In other plans</th>
              <th scope="col">State</th>
              <th scope="col" className={classes.right}>
                Year, {line.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {plans.map((other) => (
              <tr key={other.plan}>
                <th scope="row">
                  <a href={`#/budget?plan=${other.plan}&line=${line.id}`}>{other.name}</a>
                </th>
                <td>
                  <PlanState plan={other} />
                </td>
                <td className={classes.right}>{formatAmount(other.total, { decimals })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ol className={classes.history} aria-label="What happened, the latest first">
        {history.map((entry) => (
          <li key={entry.change}>
            <a href={`#/activity?change=${entry.change}`}>{entry.summary}</a>
            <span className="soft">
              {formatMoment(entry.at)}, {entry.who}
            </span>
          </li>
        ))}
        {history.length === 0 && <li className="soft">Nothing has happened to it since the book was made.</li>}
      </ol>
    </div>
  );
}
