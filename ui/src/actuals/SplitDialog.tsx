// Actuals that belong to several budget lines, by shares that always add up.
import { Button } from "@mantine/core";
import { useState } from "react";
import { asCallError, type CallError, useChange } from "../api";
import type { ActualRow } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatDate } from "../kit/date";
import { currencyDecimals, formatAmount, plural } from "../kit/number";
import { problemAt, Refusal } from "../kit/parts";
import forms from "../settings/settings.module.css";
import { useDone } from "../shell/undo";
import classes from "./actuals.module.css";
import { Shares, sharesOf, type TypedShare, typedShares } from "./LineSelect";

function start(rows: readonly ActualRow[]): TypedShare[] {
  const first = rows[0];
  if (rows.length === 1 && first && first.parts.length > 0) {
    return typedShares(first.parts.map(({ line, label, amount }) => ({ line, label, share: amount })));
  }
  const line = first?.line ?? null;
  return [
    { key: 0, line, label: first?.line_label ?? "", share: "" },
    { key: 1, line: null, label: "", share: "" },
  ];
}

export function SplitDialog({ rows, onClose }: { rows: readonly ActualRow[]; onClose: (changed: boolean) => void }) {
  const [shares, setShares] = useState(() => start(rows));
  const [error, setError] = useState<CallError | null>(null);
  const split = useChange("actual.split");
  const done = useDone();
  const first = rows[0];
  const submit = async () => {
    setError(null);
    try {
      const given = sharesOf(shares);
      await split.run({ actuals: rows.map((row) => row.id), shares: given });
      onClose(true);
      done(`${plural(rows.length, "actual")} split over ${plural(given.length, "line")}.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <Dialog
      title={rows.length === 1 ? "Split this actual over lines" : `Split ${plural(rows.length, "actual")} over lines`}
      size={560}
      onClose={() => onClose(false)}
    >
      <form
        noValidate
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={["shares"]} />
        {rows.length === 1 && first && (
          <p className={classes.facts} style={{ margin: 0 }}>
            {[formatDate(first.date), first.vendor, first.text].filter(Boolean).join(" · ")} ·{" "}
            {formatAmount(first.whole ?? first.amount, { decimals: currencyDecimals(first.currency) })} {first.currency}
          </p>
        )}
        <Shares value={shares} onChange={setShares} error={problemAt(error, "shares")} />
        <p className={classes.hint} style={{ margin: 0 }}>
          Shares are percentages or amounts, whatever they add up to. The parts always sum to the actual; what rounding
          leaves over goes to the line with the largest remainder.
        </p>
        <div className={forms.actions}>
          <Button variant="default" onClick={() => onClose(false)}>
            Cancel
          </Button>
          <Button type="submit" loading={split.busy}>
            Split
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
