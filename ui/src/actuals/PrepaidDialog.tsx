// The service that a posting pays for in advance, and what each month of it costs.
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { ActualRow, PrepaidMethod, PrepaidMonth, PrepaidRow } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatDate, formatMonth } from "../kit/date";
import { DateField } from "../kit/fields";
import { currencyDecimals, formatAmount } from "../kit/number";
import { problemAt, Refusal } from "../kit/parts";
import { Table } from "../kit/Table";
import forms from "../settings/settings.module.css";
import { useBook } from "../shell/book";
import { useDone } from "../shell/undo";
import classes from "./actuals.module.css";

export function PrepaidDialog({ actual, onClose }: { actual: ActualRow; onClose: () => void }) {
  const known = useRead("prepaid.of", { id: actual.id });
  // What is known is waited for: the fields keep what they start with.
  if (known.data === undefined && !known.error) return null;
  return <Form actual={actual} known={known.data ?? null} onClose={onClose} />;
}

function Form({ actual, known, onClose }: { actual: ActualRow; known: PrepaidRow | null; onClose: () => void }) {
  const book = useBook();
  const save = useChange("prepaid.save");
  const remove = useChange("prepaid.remove");
  const done = useDone();
  const [error, setError] = useState<CallError | null>(null);
  const [first, setFirst] = useState(known?.prepaid.first_day ?? actual.date);
  const [last, setLast] = useState(known?.prepaid.last_day ?? null);
  const [method, setMethod] = useState<PrepaidMethod>(known?.prepaid.method ?? "days");
  const frozen = book.read_only !== null || actual.closed;
  const decimals = currencyDecimals(actual.currency);
  const attempt = async (what: () => Promise<unknown>, said: string) => {
    setError(null);
    try {
      await what();
      onClose();
      done(said);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <Dialog title="The service it pays for" size={480} onClose={onClose}>
      <form
        noValidate
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault();
          const prepaid = { actual: actual.id, first_day: first, last_day: last ?? first, method };
          void attempt(() => save.run(prepaid), "Spread over its service.");
        }}
      >
        <Refusal error={error} fields={["first_day", "last_day"]} />
        <p className={classes.facts} style={{ margin: 0 }}>
          {[formatDate(actual.date), actual.vendor, actual.text].filter(Boolean).join(" · ")} ·{" "}
          {formatAmount(actual.whole ?? actual.amount, { decimals })} {actual.currency}
        </p>
        <div className={forms.pair}>
          <DateField
            label="First day"
            required
            value={first}
            onChange={(day) => setFirst(day ?? first)}
            error={problemAt(error, "first_day")}
          />
          <DateField label="Last day" value={last} onChange={setLast} error={problemAt(error, "last_day")} />
        </div>
        <SegmentedControl
          size="xs"
          aria-label="How it is spread"
          data={[
            { value: "days", label: "By the days of each month" },
            { value: "even", label: "Each month the same" },
          ]}
          value={method}
          onChange={(value) => setMethod(value as PrepaidMethod)}
        />
        {known && (
          <div className={classes.box} style={{ margin: 0, maxHeight: "30vh" }}>
            <Table<PrepaidMonth>
              label="What each month costs"
              columns={[
                { key: "month", title: "Month", render: (row) => formatMonth(row.month) },
                {
                  key: "amount",
                  title: actual.currency,
                  width: 140,
                  right: true,
                  render: (row) => formatAmount(row.amount, { decimals }),
                },
              ]}
              count={known.months.length}
              rowAt={(at) => known.months[at]}
              keyOf={(row) => row.month}
            />
          </div>
        )}
        <div className={forms.actions}>
          {known && (
            <Button
              className={forms.left}
              variant="subtle"
              styles={{ root: { color: "var(--bad)" } }}
              disabled={frozen}
              onClick={() => void attempt(() => remove.run({ id: actual.id }), "It counts in its own month again.")}
            >
              Spread no longer
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.busy} disabled={frozen || last === null}>
            Spread
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
