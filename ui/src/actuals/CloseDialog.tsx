// Before a month is closed: what is unmatched or missing, and what was expected and not posted, to be accrued.
import { Button, Checkbox, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { asCallError, CallError, useChange, useRead } from "../api";
import type { AccrualChoice, AccrualProposal, Accrue, Checklist, Month } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { formatMonth } from "../kit/date";
import { currencyDecimals, editAmount, formatAmount, formatCount, plural, readAmount } from "../kit/number";
import { Refusal } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import forms from "../settings/settings.module.css";
import { useDone } from "../shell/undo";
import type { Id } from "../words";
import classes from "./actuals.module.css";

/** What the user made of a proposal. */
interface Decision {
  chosen?: boolean;
  amount?: string;
}

const isChosen = (row: AccrualProposal, decision?: Decision) => decision?.chosen ?? row.choice === "always";

export function CloseDialog({ month, onClose }: { month: Month; onClose: () => void }) {
  const { data: list, error } = useRead("closing.check", { month });
  const [decisions, setDecisions] = useState<ReadonlyMap<Id, Decision>>(new Map());
  const [refused, setRefused] = useState<CallError | null>(null);
  const close = useChange("closing.close");
  const done = useDone();
  const decide = (line: Id, part: Decision) =>
    setDecisions(new Map(decisions).set(line, { ...decisions.get(line), ...part }));
  const proposals = list?.proposals ?? [];
  const chosen = proposals.filter((row) => isChosen(row, decisions.get(row.line)));
  const run = async () => {
    setRefused(null);
    try {
      const accruals = chosen.map((row) => accrue(row, decisions.get(row.line)));
      await close.run({ month, accruals });
      onClose();
      done(
        `${formatMonth(month)} is closed${accruals.length > 0 ? ` with ${plural(accruals.length, "accrual")}` : ""}.`,
      );
    } catch (thrown) {
      setRefused(asCallError(thrown));
    }
  };
  return (
    <Dialog title={`Close ${formatMonth(month)}`} size={860} onClose={onClose}>
      <Refusal error={error ?? refused} />
      {list && (
        <>
          <Checks list={list} />
          {proposals.length > 0 && (
            <Proposals rows={proposals} decisions={decisions} decide={decide} base={list.currency} />
          )}
          <div className={forms.actions} style={{ marginTop: 12 }}>
            <span className={`soft ${forms.left}`}>
              {chosen.length > 0 &&
                `${plural(chosen.length, "accrual")} on the last day, taken back on the first of the next month`}
            </span>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button loading={close.busy} onClick={() => void run()}>
              {chosen.length > 0 ? `Close with ${plural(chosen.length, "accrual")}` : "Close the month"}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function accrue(row: AccrualProposal, decision?: Decision): Accrue {
  const text = decision?.amount ?? editAmount(row.amount);
  const amount = readAmount(text);
  if (amount === null) {
    const message = `“${text}” is not a number: the accrual of ${row.label}.`;
    throw new CallError({ kind: "invalid", message, problems: [{ field: "accruals", message }] });
  }
  return { line: row.line, amount };
}

/** What was looked at: what is in order, and what is not yet. */
function Checks({ list }: { list: Checklist }) {
  const money = (total: string | null) =>
    total === null
      ? "no rate"
      : `${formatAmount(total, { decimals: currencyDecimals(list.currency) })} ${list.currency}`;
  const { unmatched, posted, open_before, missing_rates, proposals } = list;
  return (
    <ul className={classes.checks}>
      <Check fine={unmatched.count === 0}>
        {unmatched.count === 0
          ? `All ${plural(posted.count, "actual")}, ${money(posted.total)}, have a budget line.`
          : `${formatCount(unmatched.count)} of ${plural(posted.count, "actual")} without a budget line: ${money(unmatched.total)} of ${money(posted.total)}.`}{" "}
        {unmatched.count > 0 && <a href={`#/actuals?period=${list.month}&state=unmatched`}>Match them</a>}
      </Check>
      <Check fine={missing_rates.length === 0}>
        {missing_rates.length === 0 ? "Every currency has its rate." : missing_rates.join(" ")}{" "}
        {missing_rates.length > 0 && <a href="#/settings?section=rates">Add rates</a>}
      </Check>
      {open_before.length > 0 && (
        <Check fine={false}>
          {open_before.length === 1
            ? `${formatMonth(open_before[0] ?? list.month)} before it is still open.`
            : `${plural(open_before.length, "month")} before it are still open.`}
        </Check>
      )}
      <Check fine={proposals.length === 0}>
        {list.plan === null
          ? "No plan says what was expected, so nothing is proposed to be accrued."
          : proposals.length === 0
            ? `Something was posted to every line that ${list.plan} expects.`
            : `Nothing was posted to ${plural(proposals.length, "line")} of which ${list.plan} expects something. Choose what to accrue.`}
      </Check>
    </ul>
  );
}

function Check({ fine, children }: { fine: boolean; children: React.ReactNode }) {
  return (
    <li>
      {fine ? (
        <IconCheck size={14} aria-label="In order" color="var(--good)" />
      ) : (
        <IconAlertTriangle size={14} aria-label="To look at" color="var(--warn)" />
      )}
      <span>{children}</span>
    </li>
  );
}

interface ProposalsProps {
  rows: readonly AccrualProposal[];
  decisions: ReadonlyMap<Id, Decision>;
  decide: (line: Id, part: Decision) => void;
  base: string;
}

function Proposals({ rows, decisions, decide, base }: ProposalsProps) {
  const setRule = useChange("closing.set_rule");
  const columns: Column<AccrualProposal>[] = [
    {
      key: "chosen",
      title: <span className="unseen">Accrue</span>,
      width: 36,
      render: (row) => (
        <Checkbox
          size="xs"
          aria-label={`Accrue ${row.label}`}
          checked={isChosen(row, decisions.get(row.line))}
          onChange={(event) => decide(row.line, { chosen: event.currentTarget.checked })}
        />
      ),
    },
    { key: "label", title: "Budget line", render: (row) => <b>{row.label}</b> },
    { key: "vendor", title: "Vendor", width: "19%", render: (row) => <span className="soft">{row.vendor}</span> },
    {
      key: "amount",
      title: "Accrue",
      width: 132,
      right: true,
      render: (row) => (
        <TextInput
          size="xs"
          aria-label={`Amount of ${row.label}`}
          inputMode="decimal"
          styles={{ input: { textAlign: "right", height: 22, minHeight: 22 } }}
          rightSection={<span className="soft">{row.currency}</span>}
          rightSectionWidth={38}
          value={decisions.get(row.line)?.amount ?? editAmount(row.amount)}
          onChange={(event) => decide(row.line, { amount: event.currentTarget.value, chosen: true })}
        />
      ),
    },
    {
      key: "base",
      title: `Expected, ${base}`,
      width: 118,
      right: true,
      render: (row) => (row.base === null ? "no rate" : formatAmount(row.base, { decimals: currencyDecimals(base) })),
    },
    {
      key: "rule",
      title: "Next time",
      width: 92,
      render: (row) => (
        <select
          className={classes.choice}
          aria-label={`Next time for ${row.label}`}
          value={row.choice}
          onChange={(event) =>
            void setRule.run({ category: null, line: row.line, choice: event.currentTarget.value as AccrualChoice })
          }
        >
          <option value="ask">Ask</option>
          <option value="always">Always</option>
          <option value="never">Never</option>
        </select>
      ),
    },
  ];
  return (
    <div className={classes.box}>
      <Table
        label="What was expected and not posted"
        columns={columns}
        count={rows.length}
        rowAt={(at) => rows[at]}
        keyOf={(row) => row.line}
      />
    </div>
  );
}
