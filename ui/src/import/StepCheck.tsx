// The last step: what would become of the rows, sums to tie out, names and missing records to decide about.
import { Button, Checkbox, Radio } from "@mantine/core";
import type { Imported, ImportKind, ImportMissing } from "../api.gen";
import { formatCount, plural } from "../kit/number";
import { Caution, Notes } from "../kit/parts";
import { readable } from "./cells";
import { handWords } from "./hand";
import { Names } from "./Names";
import names from "./names.module.css";
import classes from "./panel.module.css";
import { Counts, Months, Totals } from "./Totals";
import { chooseName, leaveOut, type Wizard } from "./wizard";

export interface StepCheckProps {
  wizard: Wizard;
  kind: ImportKind | null;
  imported: Imported;
  /** What is open and decided by no click, in sentences. */
  open: readonly string[];
  onChange: (change: (wizard: Wizard) => Wizard) => void;
  onReadAgain: () => void;
  /** Shows the rows with problems. */
  onShow: () => void;
}

export function StepCheck({ wizard, kind, imported, open, onChange, onReadAgain, onShow }: StepCheckProps) {
  const { options, skip, missing } = wizard;
  const { problem_count } = imported;
  const byHand = options.edits.length + options.leave_out.length + options.keep.length;
  return (
    <div className={classes.fields}>
      {problem_count > 0 && (
        <div className={classes.trouble} data-calm={skip || undefined}>
          <p>
            <b>{plural(problem_count, "cell")} cannot be imported.</b> {problem_count === 1 ? "Mend it" : "Mend them"}{" "}
            in the preview, or in the file and read it again.
          </p>
          <Checkbox
            size="xs"
            label="Import the rest and leave these rows out"
            checked={skip}
            onChange={(event) => {
              const checked = event.currentTarget.checked;
              onChange((now) => ({ ...now, skip: checked }));
            }}
          />
          <div className={classes.row}>
            <Button size="compact-sm" variant="default" onClick={onShow}>
              Show these rows
            </Button>
            <Button size="compact-sm" variant="default" onClick={onReadAgain}>
              Read the file again
            </Button>
          </div>
        </div>
      )}
      <Caution messages={open} />
      <Names
        near={imported.near}
        chosen={wizard.names}
        onChoose={(choice) => onChange((now) => ({ ...now, names: chooseName(now.names, choice) }))}
      />
      <Totals imported={imported} />
      <Months imported={imported} kind={kind} />
      <Counts imported={imported} />
      {imported.missing > 0 && (
        <Missing
          imported={imported}
          kind={kind}
          value={missing}
          onChange={(value) => onChange((now) => ({ ...now, missing: value }))}
        />
      )}
      {byHand > 0 && (
        <div className={classes.made}>
          <span>{handWords(options.edits.length, options.leave_out.length, options.keep.length)}</span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() =>
              onChange((now) => ({ ...now, options: { ...now.options, edits: [], leave_out: [], keep: [] } }))
            }
          >
            Take all back
          </Button>
        </div>
      )}
      {options.leave_out.length > 0 && (
        <div className={classes.row}>
          {options.leave_out.slice(0, 40).map((row) => (
            <Button
              key={row}
              size="compact-xs"
              variant="default"
              onClick={() => onChange((now) => ({ ...now, options: leaveOut(now.options, row, false) }))}
            >
              Take row {formatCount(row)} in
            </Button>
          ))}
        </div>
      )}
      <Notes messages={imported.notes} />
    </div>
  );
}

const ENDED: Partial<Record<ImportKind, string>> = {
  contracts: "They have ended: mark them so",
  vendors: "They are no longer used: mark them so",
  orders: "They are closed: mark them so",
};

function Missing(props: {
  imported: Imported;
  kind: ImportKind | null;
  value: ImportMissing;
  onChange: (missing: ImportMissing) => void;
}) {
  const { imported, kind, value, onChange } = props;
  const { missing, missing_names } = imported;
  const more = missing - missing_names.length;
  return (
    <section className={names.missing} aria-label="Missing from the file">
      <Radio.Group
        label={`${plural(missing, "record")} of the book ${missing === 1 ? "is" : "are"} missing from the file`}
        value={value}
        onChange={(chosen) => onChange(chosen as ImportMissing)}
      >
        <div className={names.radios}>
          <Radio size="xs" value="keep" label={missing === 1 ? "Keep it as it is" : "Keep them as they are"} />
          <Radio size="xs" value="end" label={(kind && ENDED[kind]) || "Take them out of the book"} />
        </div>
      </Radio.Group>
      <details>
        <summary>Which ones</summary>
        <ul>
          {missing_names.map((name, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two records may go by the same words
            <li key={at}>{readable(name)}</li>
          ))}
          {more > 0 && <li>and {formatCount(more)} more</li>}
        </ul>
      </details>
    </section>
  );
}
