// One change: each record it touched, field by field, before and after.
import { Button } from "@mantine/core";
import { useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { RecordChange } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatMoment } from "../kit/date";
import { formatAmount, plural } from "../kit/number";
import { Pill, Refusal } from "../kit/parts";
import { useBook } from "../shell/book";
import { useDone } from "../shell/undo";
import classes from "./activity.module.css";

const OPERATIONS = {
  added: { tone: "good", word: "Added" },
  changed: { tone: "accent", word: "Changed" },
  removed: { tone: "bad", word: "Removed" },
} as const;

export function EntryDialog({ change, onClose }: { change: number; onClose: () => void }) {
  const book = useBook();
  const detail = useRead("journal.entry", { change });
  const undo = useChange("journal.undo");
  const done = useDone();
  const [error, setError] = useState<CallError | null>(null);
  const entry = detail.data?.entry;
  const isTakenBack = entry !== undefined && !entry.in_effect && entry.undoes === null;

  const takeBack = async () => {
    setError(null);
    try {
      const { summary } = await undo.run({ change });
      onClose();
      done(`Taken back: ${summary}`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };

  return (
    <Dialog title={entry?.summary ?? "Change"} size={720} onClose={onClose}>
      <Refusal error={error ?? detail.error} />
      {detail.data && entry && (
        <>
          <p className={classes.facts}>
            Change {entry.change} · {formatMoment(entry.at)} · {entry.who} · {plural(entry.rows, "record")}
            {entry.undoes !== null && ` · takes back change ${entry.undoes}`}
            {isTakenBack && " · taken back since"}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by the keyboard */}
          <section className={classes.records} aria-label="Records before and after" tabIndex={0}>
            {detail.data.records.map((record, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one change may touch a record twice
              <Record key={at} record={record} />
            ))}
            {detail.data.more > 0 && <p className="soft">And {plural(detail.data.more, "more record")}.</p>}
          </section>
          <div className={classes.actions}>
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            {entry.undoes === null && (
              <Button
                disabled={!entry.in_effect || book.read_only !== null}
                loading={undo.busy}
                onClick={() => void takeBack()}
              >
                {isTakenBack ? "Taken back already" : "Take this change back"}
              </Button>
            )}
          </div>
        </>
      )}
    </Dialog>
  );
}

function Record({ record }: { record: RecordChange }) {
  const { tone, word } = OPERATIONS[record.operation];
  // A field that was and is empty says nothing.
  const fields = record.fields.filter(({ before, after }) => before || after);
  return (
    <section className={classes.record}>
      <h3>
        {record.record} <Pill tone={tone}>{word}</Pill>
      </h3>
      {fields.length > 0 && (
        <table aria-label={record.record}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{shown(field, before) || <Nothing />}</td>
                <td>{shown(field, after) || <Nothing />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Amounts and rates stand as everywhere else; anything else is shown as it was kept. */
function shown(field: string, value: string | null): string | null {
  return value !== null && /^([A-Z][a-z]{2} \d{4}|Amount|Rate)$/.test(field) ? formatAmount(value) : value;
}

function Nothing() {
  return (
    <span className="soft">
      <span aria-hidden>–</span>
      <span className="unseen">nothing</span>
    </span>
  );
}
