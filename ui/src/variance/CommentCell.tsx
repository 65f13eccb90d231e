// What is said of a row: read, written in place, or taken over from the period before.
import { ActionIcon } from "@mantine/core";
import { IconCornerDownLeft } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useChange } from "../api";
import type { Comment, Period, VarianceRow } from "../api.gen";
import { formatDate, formatPeriod } from "../kit/date";
import { Pill } from "../kit/parts";
import { useBook } from "../shell/book";
import { sayError } from "../shell/undo";
import classes from "./variance.module.css";

/** Words that the bridge knows; own words do as well. */
const CAUSES = ["price", "scope", "delay", "one-off", "cancelled"];

export interface CommentCellProps {
  row: VarianceRow;
  period: Period;
  /** The plan under which it is kept. */
  plan: number | null;
}

export function CommentCell({ row, period, plan }: CommentCellProps) {
  const book = useBook();
  const [editing, setEditing] = useState<Comment | "new" | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const save = useChange("comment.save");
  const remove = useChange("comment.remove");
  const isBack = useRef(false);
  const { comment, proposal, subject } = row;
  useEffect(() => {
    if (editing || !isBack.current) return;
    // Where one wrote, the keys go on.
    isBack.current = false;
    opener.current?.focus();
  }, [editing]);
  if (!subject) return null;

  const leave = () => {
    isBack.current = true;
    setEditing(null);
  };
  const keep = async (text: string, cause: string, from: Period | null) => {
    try {
      if (text.trim() || cause.trim()) {
        await save.run({ subject, period, plan, text, cause, carried_from: from });
      } else if (comment) {
        await remove.run({ id: comment.id });
      }
      leave();
    } catch (thrown) {
      sayError(thrown);
    }
  };
  if (editing) {
    const given = editing === "new" ? null : editing;
    return (
      <Editor
        label={`Comment on ${row.label}`}
        given={given}
        withCause={subject.scope === "line"}
        onLeave={leave}
        onKeep={(text, cause) => void keep(text, cause, given && given !== comment ? given.period : null)}
      />
    );
  }
  if (book.read_only !== null) return comment ? <Said comment={comment} /> : null;
  if (!comment && proposal) {
    const from = formatPeriod(proposal.period);
    return (
      <button
        ref={opener}
        type="button"
        className={classes.comment}
        title={`Said of ${from} by ${proposal.who}. Enter takes it over, F2 changes it first.`}
        onClick={() => void keep(proposal.text, proposal.cause, proposal.period)}
        onKeyDown={(event) => onF2(event, () => setEditing(proposal))}
      >
        <span className={classes.proposal}>
          {proposal.cause && `${proposal.cause}: `}
          {proposal.text}
        </span>
        <span className={classes.take}>
          <IconCornerDownLeft size={12} aria-hidden /> as in {from}
        </span>
      </button>
    );
  }
  return (
    <button
      ref={opener}
      type="button"
      className={classes.comment}
      title={comment ? `${comment.text} (${comment.who}, ${formatDate(comment.at)})` : undefined}
      onClick={() => setEditing(comment ?? "new")}
      onKeyDown={(event) => onF2(event, () => setEditing(comment ?? "new"))}
    >
      {comment ? <Said comment={comment} /> : <span className={classes.add}>Say why…</span>}
      <span className="unseen">: comment on {row.label}</span>
    </button>
  );
}

function onF2(event: KeyboardEvent, run: () => void) {
  if (event.key !== "F2") return;
  event.preventDefault();
  run();
}

function Said({ comment }: { comment: Comment }) {
  return (
    <>
      {comment.cause && <Pill tone="accent">{comment.cause}</Pill>} {comment.text}{" "}
      <span className={classes.who}>
        {comment.who}, {formatDate(comment.at).replace(/ \d{4}$/, "")}
      </span>
    </>
  );
}

interface EditorProps {
  label: string;
  given: Comment | null;
  withCause: boolean;
  onKeep: (text: string, cause: string) => void;
  onLeave: () => void;
}

/** Enter saves, Esc leaves; a comment that is emptied is removed. */
function Editor({ label, given, withCause, onKeep, onLeave }: EditorProps) {
  const id = useId();
  const [text, setText] = useState(given?.text ?? "");
  const [cause, setCause] = useState(given?.cause ?? "");
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter") onKeep(text, cause);
    else if (event.key === "Escape") onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <span className={classes.editor}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it stands where the user just asked to write
        autoFocus
        aria-label={label}
        placeholder="Why? Enter saves, Esc leaves"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {withCause && (
        <>
          <input
            className={classes.cause}
            aria-label={`Cause for the bridge: ${label}`}
            placeholder="Cause"
            list={id}
            value={cause}
            onChange={(event) => setCause(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          <datalist id={id}>
            {CAUSES.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </>
      )}
      <ActionIcon variant="subtle" size="sm" aria-label={`Save: ${label}`} onClick={() => onKeep(text, cause)}>
        <IconCornerDownLeft size={14} />
      </ActionIcon>
    </span>
  );
}
