// A new cut of the forecast, shown line by line before it is written.
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { Forecast, RecutLine, RecutProposal } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatMonth } from "../kit/date";
import { currencyDecimals, formatAmount, formatCount, inMarks, plural, signOf } from "../kit/number";
import { problemAt, Refusal, toneClass } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { useDone } from "../shell/undo";
import { choose } from "./choices";
import classes from "./forecast.module.css";

const TONE = { [-1]: "bad", 0: "neutral", 1: "good" } as const;

/** The month up to which is cut; one that still runs says so. */
function label({ months, closed_now }: Forecast, count: number): string {
  if (count === 0) return "no month";
  const month = formatMonth(months[count - 1] ?? "");
  return count > closed_now ? `${month}, still open` : month;
}

export function RecutDialog({ head, onClose }: { head: Forecast; onClose: () => void }) {
  const [closed, setClosed] = useState<number | null>(null);
  const [name, setName] = useState("");
  const [asked] = useDebouncedValue(name.trim(), 200);
  const [error, setError] = useState<CallError | null>(null);
  const from = head.plan ?? head.budget;
  const ask = { plan: from?.id ?? null, closed, name: asked === "" ? null : asked };
  const proposed = useRead("forecast.propose", ask, { keep: true });
  const recut = useChange("forecast.recut");
  const done = useDone();
  const proposal = proposed.data;

  const submit = async () => {
    setError(null);
    try {
      const plan = await recut.run({ ...ask, name: name.trim() === "" ? null : name.trim() });
      choose({ plan: null, compare: null });
      onClose();
      done(`${plan.name} is cut.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  return (
    <Dialog title="Cut the forecast anew" size={880} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={proposed.error ?? error} fields={["name"]} />
        <div className={classes.fields}>
          <TextInput
            label="Name"
            data-autofocus
            value={name}
            placeholder={proposal?.name}
            error={problemAt(error, "name")}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label="Posted until the end of"
            value={String(closed ?? proposal?.closed ?? head.closed_now)}
            onChange={(event) => setClosed(Number(event.currentTarget.value))}
            data={Array.from({ length: head.posted + 1 }, (_, count) => ({
              value: String(count),
              label: label(head, count),
            })).reverse()}
          />
        </div>
        {proposal && <Figures proposal={proposal} />}
        {proposal && <Lines proposal={proposal} />}
        <div className={classes.actions}>
          <span className="soft">
            {proposal &&
              `${formatCount(proposal.changed_count)} of ${plural(proposal.line_count, "line")} ${proposal.changed_count === 1 ? "comes" : "come"} to something else.`}
          </span>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={recut.busy} disabled={!proposal}>
            Cut {name.trim() || proposal?.name}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Figures({ proposal }: { proposal: RecutProposal }) {
  const { currency, before, after, change, from } = proposal;
  const figure = (amount: string, sign: "auto" | "always" = "auto") =>
    formatAmount(amount, { unit: "thousand", decimals: 0, sign });
  return (
    <>
      <div className={classes.figures}>
        <div className={classes.figure}>
          <span>{from ? from.name : "Before"}</span>
          <b>{figure(before)} k</b>
        </div>
        <div className={classes.figure}>
          <span>New cut, full year, {currency}</span>
          <b>{figure(after)} k</b>
        </div>
        <div className={classes.figure}>
          <span>Before − new: plus is favourable</span>
          <b className={toneClass(TONE[signOf(change)])}>{figure(change, "always")} k</b>
        </div>
      </div>
      <ul className={classes.said}>
        {proposal.notes.map((note) => (
          <li key={note}>{inMarks(note)}</li>
        ))}
      </ul>
    </>
  );
}

function Lines({ proposal }: { proposal: RecutProposal }) {
  const { lines, currency } = proposal;
  if (lines.length === 0) return <p className={classes.facts}>No line comes to anything else than before.</p>;
  const figure = (amount: string, sign: "auto" | "always" = "auto") =>
    formatAmount(amount, { decimals: currencyDecimals(currency), sign });
  const columns: Column<RecutLine>[] = [
    {
      key: "label",
      title: "Line",
      render: (row) => <span title={row.note ?? row.label}>{row.label}</span>,
    },
    {
      key: "method",
      title: "Method",
      width: 210,
      render: (row) => (
        <span className="soft" title={row.note ?? undefined}>
          {row.note ?? (row.kept > 0 ? `${row.method}, ${plural(row.kept, "typed month")}` : row.method)}
        </span>
      ),
    },
    { key: "before", title: "Before", width: 120, right: true, render: (row) => figure(row.before) },
    { key: "after", title: "New", width: 120, right: true, render: (row) => figure(row.after) },
    {
      key: "change",
      title: "Before − new",
      width: 116,
      right: true,
      render: (row) => <span className={toneClass(TONE[signOf(row.change)])}>{figure(row.change, "always")}</span>,
    },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keys
    <section className={classes.tableBox} tabIndex={0} aria-label="Lines of the new cut">
      <Table
        label={`Lines before and after, ${currency}`}
        columns={columns}
        count={lines.length}
        rowAt={(index) => lines[index]}
        keyOf={(row) => row.line}
      />
    </section>
  );
}
