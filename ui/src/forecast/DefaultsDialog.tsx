// By which method the lines of each category are forecast where none is chosen for a line.
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { DefaultChoice, Forecast, ForecastChoice } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { plural } from "../kit/number";
import { Refusal } from "../kit/parts";
import { useBook } from "../shell/book";
import { useDone } from "../shell/undo";
import classes from "./forecast.module.css";
import { keyOf } from "./MethodDialog";

/** What can be a default; a manual one would mean to type every month. */
const OFFERED: readonly { label: string; choice: ForecastChoice }[] = [
  { label: "Remaining budget", choice: { method: "remaining-budget", last: null } },
  { label: "Underspend carried", choice: { method: "underspend-carried", last: null } },
  { label: "Run-rate", choice: { method: "run-rate", last: null } },
  { label: "Run-rate, last 3 months", choice: { method: "run-rate", last: 3 } },
  { label: "Seasonal", choice: { method: "seasonal", last: null } },
  { label: "Trend", choice: { method: "trend", last: null } },
];

export function DefaultsDialog(props: { head: Forecast; readOnly: string | null; onClose: () => void }) {
  const { head, readOnly, onClose } = props;
  const book = useBook();
  const defaults = useRead("forecast.defaults", null);
  const set = useChange("forecast.set_default");
  const [error, setError] = useState<CallError | null>(null);
  const done = useDone();
  const pick = async (row: DefaultChoice, key: string) => {
    setError(null);
    try {
      const choice = OFFERED.find((one) => keyOf(one.choice) === key)?.choice ?? null;
      const plan = readOnly === null ? (head.plan?.id ?? null) : null;
      const changed = await set.run({ category: row.category, choice, plan });
      done(
        `${row.label}: the default is changed, ${plural(changed.lines, "line")} follow${changed.lines === 1 ? "s" : ""} it now.`,
      );
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <Dialog title="Methods by category" size={560} onClose={onClose}>
      <Refusal error={defaults.error ?? error} />
      <p className={classes.facts}>
        {readOnly === null
          ? `Lines of ${head.plan?.name} without a method of their own follow at once.`
          : "What is chosen here is followed when the forecast is cut anew."}
      </p>
      <table className={`${classes.offers} ${classes.roomy}`}>
        <thead>
          <tr>
            <th scope="col">Category</th>
            <th scope="col">Method of its lines</th>
          </tr>
        </thead>
        <tbody>
          {(defaults.data ?? []).map((row) => (
            <tr key={row.category ?? 0}>
              <td>{row.label}</td>
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={`Method of ${row.label}`}
                  disabled={book.read_only !== null}
                  value={row.choice ? keyOf(row.choice) : ""}
                  onChange={(event) => void pick(row, event.currentTarget.value)}
                  data={options(row)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

/** What is offered, and what is in use if it is something else. */
function options(row: DefaultChoice): { value: string; label: string }[] {
  const offered = OFFERED.map(({ label, choice }) => ({ value: keyOf(choice), label }));
  const known = !row.choice || offered.some(({ value }) => row.choice && value === keyOf(row.choice));
  const others = row.category === null ? [] : [{ value: "", label: "As all other lines" }];
  return [...others, ...offered, ...(known || !row.choice ? [] : [{ value: keyOf(row.choice), label: row.method }])];
}
