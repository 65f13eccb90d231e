// Which budget line actuals belong to: likely lines first, any other by its name.
import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { LineName } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatDate } from "../kit/date";
import { currencyDecimals, formatAmount, plural } from "../kit/number";
import { Refusal } from "../kit/parts";
import { toast } from "../kit/toast";
import { useUndo } from "../shell/undo";
import type { Id } from "../words";
import classes from "./actuals.module.css";
import { type Chosen, countOf } from "./Bar";

interface MatchDialogProps {
  chosen: Chosen;
  /** Makes a rule of what was matched. */
  onLearn: (actuals: readonly Id[]) => void;
  onClose: (matched: boolean) => void;
}

export function MatchDialog({ chosen, onLearn, onClose }: MatchDialogProps) {
  const rows = chosen.all ? [] : chosen.rows;
  const count = countOf(chosen);
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 120);
  const [at, setAt] = useState(0);
  const [error, setError] = useState<CallError | null>(null);
  const match = useChange("actual.match_line");
  const matchAll = useChange("actual.match_all");
  const { undo } = useUndo();
  const first = rows[0];
  const suggested = useRead("actual.suggest", { id: first?.id ?? 0 }, { enabled: first !== undefined });
  const found = useRead("budget.lines", { text: asked, limit: 40 }, { keep: true });
  const likely = asked === "" ? (suggested.data ?? []) : [];
  const others = (found.data ?? []).filter((line) => !likely.some((one) => one.id === line.id));
  const lines = [...likely, ...others];
  const current = Math.max(0, Math.min(at, lines.length - 1));

  useEffect(() => {
    document.getElementById(`line-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const pick = async (line: LineName | undefined) => {
    if (!line) return;
    try {
      const actuals = rows.map((row) => row.id);
      const { matched } = chosen.all
        ? await matchAll.run({ query: { ...chosen.query, from: 0, count: 0 }, line: line.id })
        : await match.run({ actuals, line: line.id });
      onClose(true);
      toast({
        message: `${plural(matched, "actual")} matched to ${line.description}.`,
        actions: [
          { label: "Undo", run: () => void undo() },
          ...(actuals.length > 0 ? [{ label: "Make a rule…", run: () => onLearn(actuals) }] : []),
        ],
        ofLastChange: true,
      });
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(lines.length - 1, current + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      void pick(lines[current]);
    }
  };

  return (
    <Dialog
      title={
        count === 1
          ? "Match this actual to a budget line"
          : `Match ${chosen.all ? "all " : ""}${plural(count, "actual")} to a budget line`
      }
      size={560}
      onClose={() => onClose(false)}
    >
      <Refusal error={error} />
      {count === 1 && first && (
        <p className={classes.facts}>
          {[formatDate(first.date), first.vendor, first.text].filter(Boolean).join(" · ")} ·{" "}
          {formatAmount(first.amount, { decimals: currencyDecimals(first.currency) })} {first.currency}
        </p>
      )}
      <TextInput
        data-autofocus
        aria-label="Find a budget line"
        placeholder="Find a line by description, vendor or category"
        role="combobox"
        aria-expanded
        aria-controls="lines-found"
        aria-activedescendant={lines.length > 0 ? `line-${current}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={classes.lines} role="listbox" id="lines-found" aria-label="Budget lines" tabIndex={-1}>
        {lines.map((line, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input holds the focus and answers the keys
          <div
            key={line.id}
            id={`line-${index}`}
            className={classes.lineOption}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onClick={() => void pick(line)}
            onMouseMove={() => setAt(index)}
          >
            <b>{line.description}</b>
            <span>{[line.vendor, line.category].filter(Boolean).join(" · ")}</span>
          </div>
        ))}
      </div>
      {lines.length === 0 && (
        <p className={classes.hint} role="status">
          {asked ? `No line has “${asked}” in it.` : "This book has no budget lines yet. Import a budget first."}
        </p>
      )}
      {likely.length > 0 && (
        <p className={classes.hint}>
          {likely.length === 1 ? "The first line is" : `The first ${likely.length} lines are`} likely by vendor and
          words.
        </p>
      )}
    </Dialog>
  );
}
