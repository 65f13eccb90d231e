// A list of named things that is looked through, added to, changed and thinned out: the same for all lists of the book.
import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { asCallError, type CallError } from "../api";
import { Dialog } from "../kit/Dialog";
import { formatCount } from "../kit/number";
import { EmptyState, Refusal } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import { useBook } from "../shell/book";
import { setParameters, usePlace } from "../shell/location";
import { useDone } from "../shell/undo";
import classes from "./settings.module.css";

export interface FormProps<D> {
  draft: D;
  change: (part: Partial<D>) => void;
  error: CallError | null;
}

export interface RecordListProps<R extends { id: number }, D extends { id: number | null }> {
  /** What one of them is called: "vendor". */
  word: string;
  /** What the list is for. */
  note: string;
  rows: readonly R[] | undefined;
  loading: CallError | null;
  nameOf: (row: R) => string;
  /** The columns after the name. */
  columns: readonly Column<R>[];
  nameTitle?: string;
  nameColumn?: (row: R) => ReactNode;
  /** What a new one starts from; `wish` is what a link asked for. */
  newDraft: (wish: string | null) => D;
  draftOf: (row: R) => D;
  form: (props: FormProps<D>) => ReactNode;
  fields: readonly (keyof D & string)[];
  /** Saves; what it refuses is shown at the fields. */
  save: (draft: D) => Promise<unknown>;
  remove: (id: number) => Promise<unknown>;
  canRemove?: (draft: D) => boolean;
  /** Text a row is found by. */
  textOf?: (row: R) => string;
  empty: string;
}

export function RecordList<R extends { id: number }, D extends { id: number | null }>(props: RecordListProps<R, D>) {
  const { word, rows, nameOf } = props;
  const book = useBook();
  const done = useDone();
  const { parameters } = usePlace();
  const [filter, setFilter] = useState("");
  const [draft, setDraft] = useState<D | null>(null);
  const frozen = book.read_only !== null;

  const linked = parameters.get("id");
  const fresh = parameters.get("new");
  const { draftOf, newDraft } = props;
  useEffect(() => {
    const row = linked ? rows?.find((one) => String(one.id) === linked) : undefined;
    if (row) setDraft(draftOf(row));
    else if (fresh && !frozen) setDraft(newDraft(fresh));
    else return;
    setParameters({ id: null, new: null });
  }, [linked, fresh, frozen, rows, draftOf, newDraft]);

  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = props.textOf ?? nameOf;
  const shown = (rows ?? []).filter((row) => words.every((one) => textOf(row).toLowerCase().includes(one)));

  const columns: Column<R>[] = [
    {
      key: "name",
      title: props.nameTitle ?? "Name",
      render: (row) => (
        <OpenButton onClick={() => setDraft(props.draftOf(row))}>{props.nameColumn?.(row) ?? nameOf(row)}</OpenButton>
      ),
    },
    ...props.columns,
  ];
  const add = (
    <Button onClick={() => setDraft(props.newDraft(null))} disabled={frozen}>
      New {word}
    </Button>
  );

  return (
    <>
      <div className={classes.bar}>
        <p>{props.note}</p>
        {rows && rows.length > 8 && (
          <TextInput
            className={classes.field}
            aria-label={`Filter ${formatCount(rows.length)} rows`}
            placeholder={`Filter ${formatCount(rows.length)}`}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
        )}
        {add}
      </div>
      <Refusal error={props.loading} />
      {rows?.length === 0 && (
        <EmptyState title={`No ${word} yet`} text={props.empty}>
          {add}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <Table
          label={`All of: ${word}`}
          columns={columns}
          count={shown.length}
          rowAt={(index) => shown[index]}
          keyOf={(row) => row.id}
          onRow={(row) => setDraft(props.draftOf(row))}
          fill
        />
      )}
      {draft && (
        <RecordForm
          {...props}
          start={draft}
          title={draft.id === null ? `New ${word}` : `Change ${word}`}
          frozen={frozen}
          onClose={() => setDraft(null)}
          onDone={(message) => {
            setDraft(null);
            done(message);
          }}
        />
      )}
    </>
  );
}

interface RecordFormProps<D extends { id: number | null }> {
  start: D;
  title: string;
  word: string;
  frozen: boolean;
  form: (props: FormProps<D>) => ReactNode;
  fields: readonly (keyof D & string)[];
  save: (draft: D) => Promise<unknown>;
  remove: (id: number) => Promise<unknown>;
  canRemove?: (draft: D) => boolean;
  onClose: () => void;
  onDone: (message: string) => void;
}

function RecordForm<D extends { id: number | null }>(props: RecordFormProps<D>) {
  const { start, title, word, frozen, form, fields, save, remove, onClose, onDone } = props;
  const [draft, setDraft] = useState(start);
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (what: () => Promise<unknown>, message: string) => {
    setBusy(true);
    setError(null);
    try {
      await what();
      onDone(message);
    } catch (thrown) {
      setError(asCallError(thrown));
    } finally {
      setBusy(false);
    }
  };
  const Word = word.charAt(0).toUpperCase() + word.slice(1);
  const id = draft.id;
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(() => save(draft), `${Word} ${id === null ? "added" : "changed"}.`);
        }}
      >
        <Refusal error={error} fields={fields} />
        <div className={classes.form} style={{ marginTop: 0 }}>
          {form({ draft, change: (part) => setDraft((before) => ({ ...before, ...part })), error })}
          <div className={classes.actions}>
            {id !== null && (props.canRemove?.(start) ?? true) && (
              <Button
                className={classes.left}
                variant="subtle"
                color="red"
                styles={{ root: { color: "var(--bad)" } }}
                disabled={frozen}
                onClick={() => void attempt(() => remove(id), `${Word} removed.`)}
              >
                Remove
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy} disabled={frozen}>
              Save
            </Button>
          </div>
        </div>
      </form>
    </Dialog>
  );
}
