// The preview that is always there: rows as they would be stored, or as they stand in the file, with filters by what
// becomes of them and a line about the cell one is at.
import { Button, SegmentedControl } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import type { CallError } from "../api";
import type { ImportJob, ImportRowState, Inspected } from "../api.gen";
import { formatCount } from "../kit/number";
import { cellOf, columnLabel, concernsAt } from "./cells";
import { type Place, PreviewGrid } from "./PreviewGrid";
import { actWords } from "./PreviewRow";
import classes from "./preview.module.css";
import { type PreviewRows, usePreviewRows } from "./rows";
import { Sample } from "./Sample";
import type { Typed } from "./typed";
import { editAt, editCell, leaveOut, type Wizard } from "./wizard";
import { letter, STATE_FILTERS, STATES } from "./words";

export interface PreviewProps {
  /** What was found, as a title. */
  title: string;
  note: string;
  inspected: Inspected;
  /** What the rows are asked of; null while something is missing. */
  job: ImportJob | null;
  /** Whether there are no typed rows yet because something is missing. */
  raw: boolean;
  busy: boolean;
  wizard: Wizard;
  onChange: (change: (wizard: Wizard) => Wizard) => void;
  onError: (error: CallError | null) => void;
  /** Which rows are shown; null: all. */
  only: ImportRowState | null;
  onOnly: (only: ImportRowState | null) => void;
}

export function Preview(props: PreviewProps) {
  const { inspected, job, raw, busy, wizard, onChange, onError, only, onOnly } = props;
  const [asFile, setAsFile] = useState(false);
  const [active, setActive] = useState<Place>({ index: 0, column: 0 });
  const [typed, setTyped] = useState<Typed | null>(null);
  const status = useId();
  const rows = usePreviewRows(job, only);
  const counts = rows.head?.counts;
  const total = rows.head?.total ?? 0;
  const wanted = counts === undefined ? 0 : only === null ? sumOf(counts) : (counts[STATES.indexOf(only)] ?? 0);
  const { error } = rows;
  useEffect(() => onError(error), [error, onError]);
  const reading = busy || rows.busy;
  // The last of its kind is gone: there is nothing more to look at.
  const empty = only !== null && counts !== undefined && counts[STATES.indexOf(only)] === 0;
  useEffect(() => {
    if (empty && !reading) onOnly(null);
  }, [empty, reading, onOnly]);
  // Other rows are looked at: one is at the first cell that they are about.
  const looked = useRef(only);
  const first = rows.rowAt(0);
  useEffect(() => {
    if (reading || !first || looked.current === only) return;
    looked.current = only;
    setActive({ index: 0, column: only === null ? 0 : concernsAt(first) });
  }, [only, reading, first]);
  useEffect(() => {
    if (total > 0) setActive((now) => (now.index < total ? now : { ...now, index: total - 1 }));
  }, [total]);

  const choose = (state: ImportRowState | null) => {
    setTyped(null);
    onOnly(state);
  };
  const edit = (row: number, column: number, text: string | null) =>
    onChange((now) => ({ ...now, options: editCell(now.options, row, column, text) }));
  const leave = (row: number, out: boolean) =>
    onChange((now) => ({ ...now, options: leaveOut(now.options, row, out) }));
  const shown = raw || asFile;
  return (
    <section className={classes.preview} aria-label="Preview">
      <div className={classes.top}>
        <div>
          <h2 className={classes.title}>{props.title}</h2>
          <p className={classes.note}>
            {shown ? "The first rows as they stand in the file. Nothing is written yet." : props.note}
            {!shown && total < wanted && ` The first ${formatCount(total)} are shown.`}
          </p>
        </div>
        {!raw && (
          <SegmentedControl
            size="xs"
            aria-label="How the rows are shown"
            value={asFile ? "file" : "stored"}
            onChange={(value) => setAsFile(value === "file")}
            data={[
              { value: "stored", label: "As stored" },
              { value: "file", label: "As in the file" },
            ]}
          />
        )}
        {!shown && counts && <Filters counts={counts} only={only} onOnly={choose} />}
      </div>
      <div className={classes.body} aria-busy={reading || undefined}>
        {reading && <div className={classes.reading} />}
        {shown && <Sample inspected={inspected} />}
        {!shown && rows.head && (
          <PreviewGrid
            rows={rows}
            only={only}
            options={wizard.options}
            reading={reading}
            decimal={inspected.decimal?.value ?? null}
            active={active}
            onActive={setActive}
            typed={typed}
            onTyped={setTyped}
            onEdit={edit}
            onLeaveOut={leave}
            describedBy={status}
          />
        )}
        {!shown && !rows.head && <p className={classes.empty}>{reading ? "The file is being read…" : ""}</p>}
      </div>
      {!shown && rows.head && (
        <Status
          id={status}
          rows={rows}
          active={active}
          wizard={wizard}
          onTakeBack={(row, at) => edit(row, at, null)}
          onLeaveOut={leave}
        />
      )}
    </section>
  );
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

function Filters(props: {
  counts: readonly number[];
  only: ImportRowState | null;
  onOnly: (only: ImportRowState | null) => void;
}) {
  const { counts, only, onOnly } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are switches and no fields of a form
    <div className={classes.filters} role="group" aria-label="Rows shown">
      <button type="button" aria-pressed={only === null} onClick={() => onOnly(null)}>
        All {formatCount(sumOf(counts))}
      </button>
      {STATES.map((state, at) => {
        const count = counts[at] ?? 0;
        if (count === 0 && only !== state) return null;
        return (
          <button
            key={state}
            type="button"
            aria-pressed={only === state}
            data-tone={state === "problem" ? "bad" : undefined}
            onClick={() => onOnly(only === state ? null : state)}
          >
            {STATE_FILTERS[state]} {formatCount(count)}
          </button>
        );
      })}
    </div>
  );
}

interface StatusProps {
  id: string;
  rows: PreviewRows;
  active: Place;
  wizard: Wizard;
  onTakeBack: (row: number, column: number) => void;
  onLeaveOut: (row: number, out: boolean) => void;
}

/** Where one is, what stands there, and what is wrong with it. */
function Status({ id, rows, active, wizard, onTakeBack, onLeaveOut }: StatusProps) {
  const row = rows.rowAt(active.index);
  const column = rows.head?.columns[active.column];
  if (!row) return <div id={id} className={classes.status} />;
  const at = column?.column ?? null;
  const edited = at !== null && editAt(wizard.options, row.row, at) !== undefined;
  const problem =
    row.problems.find(({ cell }) => cell === active.column) ??
    row.problems.find(({ cell }) => cell === null || !column);
  const place = [`Row ${formatCount(row.row)}`, ...(column ? [columnLabel(column)] : [])].join(" · ");
  const words = () => {
    if (problem) return `${problem.message}${at !== null && problem.cell !== null ? " Enter mends it here." : ""}`;
    if (row.remark) return row.remark;
    if (edited) return "Changed here; the file says something else.";
    if (!column) return "Enter leaves the row out, or takes it in.";
    const { before } = cellOf(row, active.column, column);
    if (before !== null) return `${before || "Empty"} in the book so far.`;
    return at === null
      ? "Comes from no single column of the file."
      : `From column ${letter(at)}. Enter changes it here.`;
  };
  return (
    <div className={classes.status} data-tone={problem ? "bad" : row.remark ? "warn" : undefined}>
      <span id={id} role="status">
        {place} · {words()}
      </span>
      {edited && at !== null && (
        <Button size="compact-xs" variant="default" onClick={() => onTakeBack(row.row, at)}>
          As in the file
        </Button>
      )}
      <Button size="compact-xs" variant="default" onClick={() => onLeaveOut(row.row, row.state !== "left_out")}>
        {actWords(row)}
      </Button>
    </div>
  );
}
