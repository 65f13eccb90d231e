// Splits a line into several, or merges others into it.
import { ActionIcon, Button, MultiSelect, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { LineDetail } from "../api.gen";
import { AmountField, type AmountText, amountText, refuseUnread } from "../kit/fields";
import { plural } from "../kit/number";
import { problemAt, Refusal } from "../kit/parts";
import { takesAmounts, useBook } from "../shell/book";
import { useDone } from "../shell/undo";
import classes from "./line.module.css";

interface Part {
  key: number;
  description: string;
  share: AmountText;
}

export function Parts({ detail, onClose }: { detail: LineDetail; onClose: () => void }) {
  const book = useBook();
  const { plan } = detail;
  if (!takesAmounts(plan) || book.read_only !== null) {
    const why =
      plan.base === null
        ? `${plan.name} is approved and keeps its lines. Split or merge them in a new version.`
        : `${plan.name} lies over another plan and has its lines. Split or merge them there.`;
    return <p className={classes.words}>{book.read_only ?? why}</p>;
  }
  return (
    <div className={classes.stack}>
      <Split detail={detail} onClose={onClose} />
      <Merge detail={detail} onClose={onClose} />
    </div>
  );
}

function Split({ detail, onClose }: { detail: LineDetail; onClose: () => void }) {
  const { line, plan } = detail;
  const fresh = (key: number): Part => ({ key, description: "", share: amountText(null) });
  const [parts, setParts] = useState<Part[]>([fresh(0)]);
  const [error, setError] = useState<CallError | null>(null);
  const { run, busy } = useChange("budget.split_line");
  const done = useDone();
  const change = (at: number, part: Partial<Part>) =>
    setParts(parts.map((one, position) => (position === at ? { ...one, ...part } : one)));
  const submit = async () => {
    setError(null);
    try {
      refuseUnread(Object.fromEntries(parts.map(({ share }, at) => [`parts/${at}/share`, share])));
      const given = parts.map(({ description, share }) => ({
        description,
        department: null,
        share: share.amount ?? "0",
      }));
      await run({ plan: plan.id, line: line.id, parts: given });
      done(`“${line.description}” is split into ${parts.length + 1} lines.`);
      onClose();
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const fields = parts.flatMap((_, at) => [`parts/${at}/description`, `parts/${at}/share`]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset className={classes.fieldset}>
        <legend>Split</legend>
        <p className={classes.note}>
          Each part takes its share of every month in {plan.name}; what is left stays on this line. Posted actuals stay
          here until they are moved.
        </p>
        <Refusal error={error} fields={fields} />
        {parts.map((part, at) => (
          <div key={part.key} className={classes.part}>
            <TextInput
              aria-label={`Part ${at + 1}: what is bought`}
              placeholder="What this part buys"
              value={part.description}
              onChange={(event) => change(at, { description: event.currentTarget.value })}
              error={problemAt(error, `parts/${at}/description`)}
            />
            <AmountField
              label=""
              suffix="%"
              value={part.share}
              onChange={(share) => change(at, { share })}
              error={problemAt(error, `parts/${at}/share`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take part ${at + 1} away`}
              disabled={parts.length === 1}
              onClick={() => setParts(parts.filter((_, position) => position !== at))}
            >
              <IconX size={15} />
            </ActionIcon>
          </div>
        ))}
        <div className={classes.actions}>
          <Button
            className={classes.left}
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setParts([...parts, fresh(Math.max(...parts.map(({ key }) => key)) + 1)])}
          >
            Another part
          </Button>
          <Button type="submit" variant="default" loading={busy}>
            Split
          </Button>
        </div>
      </fieldset>
    </form>
  );
}

function Merge({ detail, onClose }: { detail: LineDetail; onClose: () => void }) {
  const { line, plan } = detail;
  const [chosen, setChosen] = useState<string[]>([]);
  const [error, setError] = useState<CallError | null>(null);
  const [search, setSearch] = useState("");
  const view = {
    plan: plan.id,
    compare: null,
    group: "none" as const,
    filter: search.trim(),
    collapsed: [],
    recognition: "cash" as const,
  };
  const rows = useRead("budget.grid", { view, from: 0, count: 200 }, { keep: true }).data?.rows ?? [];
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const { run, busy } = useChange("budget.merge_lines");
  const done = useDone();
  const options = new Map(
    rows
      .filter((row) => row.line !== null && row.line !== line.id)
      .map((row) => [String(row.line), [row.label, row.vendor].filter(Boolean).join(" · ")] as const),
  );
  for (const one of chosen) options.set(one, options.get(one) ?? names.get(one) ?? one);
  const submit = async () => {
    setError(null);
    try {
      await run({ plan: plan.id, into: line.id, lines: chosen.map(Number) });
      done(`${plural(chosen.length, "line")} merged into “${line.description}”.`);
      onClose();
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset className={classes.fieldset}>
        <legend>Merge</legend>
        <p className={classes.note}>
          The other lines’ amounts in {plan.name} are added to this one. What is frozen keeps them apart; their actuals
          and history count with this line.
        </p>
        <Refusal error={error} />
        <MultiSelect
          label="Lines to merge into this one"
          searchable
          data={[...options].map(([value, label]) => ({ value, label }))}
          value={chosen}
          onChange={(next) => {
            setNames(new Map(next.map((one) => [one, options.get(one) ?? one])));
            setChosen(next);
          }}
          searchValue={search}
          onSearchChange={setSearch}
          limit={200}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
        <div className={classes.actions}>
          <Button type="submit" variant="default" loading={busy} disabled={chosen.length === 0}>
            Merge
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
