// How what is bought on a CapEx line is written off, and what that makes of this plan's year.
import { Button, NumberInput, Select } from "@mantine/core";
import { asCallError, useChange } from "../api";
import type { BookMethod, LineDetail } from "../api.gen";
import { shortMonth } from "../kit/date";
import { AmountField, amountText, refuseUnread, useDraft } from "../kit/fields";
import { currencyDecimals, formatAmount } from "../kit/number";
import { problemAt, Refusal } from "../kit/parts";
import { useBook } from "../shell/book";
import { useDone } from "../shell/undo";
import classes from "./line.module.css";

const METHODS: { value: BookMethod; label: string }[] = [
  { value: "straight_line", label: "Straight line" },
  { value: "declining", label: "Declining balance" },
  { value: "double_declining", label: "Double declining balance" },
  { value: "sum_of_years", label: "Sum of years’ digits" },
];

export function WriteOff({ detail }: { detail: LineDetail }) {
  const { line, depreciation } = detail;
  const book = useBook();
  const { draft, change, error, setError } = useDraft({
    months: depreciation?.months ?? 36,
    method: (depreciation?.method ?? "straight_line") as BookMethod,
    rate: amountText(depreciation?.rate ?? null),
    salvage: amountText(depreciation?.salvage_percent ?? "0"),
    delay: depreciation?.delay ?? 0,
  });
  const save = useChange("depreciation.save");
  const remove = useChange("depreciation.remove");
  const done = useDone();
  const attempt = async (what: () => Promise<unknown>, message: string) => {
    setError(null);
    try {
      await what();
      done(message);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const submit = () =>
    attempt(() => {
      refuseUnread({ rate: draft.rate, salvage_percent: draft.salvage });
      return save.run({
        line: line.id,
        months: draft.months,
        method: draft.method,
        rate: draft.method === "declining" ? (draft.rate.amount ?? null) : null,
        salvage_percent: draft.salvage.amount ?? "0",
        delay: draft.delay,
      });
    }, `“${line.description}” is written off.`);
  const frozen = book.read_only !== null;
  const decimals = currencyDecimals(line.currency);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Refusal error={error} fields={["months", "method", "rate", "salvage_percent", "delay"]} />
      <div className={classes.stack}>
        <p className={classes.words}>
          The cash view shows what is bought in its month. The P&amp;L view shows its depreciation instead.
        </p>
        <div className={classes.pair}>
          <NumberInput
            label="Life in months"
            min={1}
            allowDecimal={false}
            value={draft.months}
            onChange={(months) => change({ months: Number(months) || 0 })}
            error={problemAt(error, "months")}
          />
          <Select
            label="Method"
            allowDeselect={false}
            data={METHODS}
            value={draft.method}
            onChange={(method) => change({ method: (method ?? draft.method) as BookMethod })}
            error={problemAt(error, "method")}
          />
          {draft.method === "declining" && (
            <AmountField
              label="Yearly rate"
              suffix="%"
              value={draft.rate}
              onChange={(rate) => change({ rate })}
              error={problemAt(error, "rate")}
            />
          )}
          <AmountField
            label="Left at the end"
            suffix="%"
            value={draft.salvage}
            onChange={(salvage) => change({ salvage })}
            error={problemAt(error, "salvage_percent")}
          />
          <NumberInput
            label="Put to use, months after purchase"
            min={0}
            allowDecimal={false}
            value={draft.delay}
            onChange={(delay) => change({ delay: Number(delay) || 0 })}
            error={problemAt(error, "delay")}
          />
        </div>
        {detail.written_off && (
          <table className={classes.months} aria-label={`Depreciation of ${line.description}`}>
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col" className={classes.right}>
                  Bought
                </th>
                <th scope="col" className={classes.right}>
                  Depreciation
                </th>
              </tr>
            </thead>
            <tbody>
              {detail.months.map((month, position) => (
                <tr key={month}>
                  <th scope="row">{shortMonth(month)}</th>
                  <td className={classes.right}>{formatAmount(detail.amounts[position] ?? "", { decimals })}</td>
                  <td className={classes.right}>{formatAmount(detail.written_off?.[position] ?? "", { decimals })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {detail.written_off && (
          <p className={classes.note}>
            Of what this plan buys. Purchases of the years before come on top in the P&amp;L view. A plan keeps how its
            lines are written off when it is approved.
          </p>
        )}
        <div className={classes.actions}>
          {depreciation && (
            <Button
              className={classes.left}
              variant="subtle"
              disabled={frozen}
              onClick={() => void attempt(() => remove.run({ id: line.id }), "It is not written off any more.")}
            >
              Do not write off
            </Button>
          )}
          <Button type="submit" loading={save.busy} disabled={frozen}>
            Save
          </Button>
        </div>
      </div>
    </form>
  );
}
