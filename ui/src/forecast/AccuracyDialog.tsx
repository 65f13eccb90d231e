// How good forecasts have been, and which lines another method would have forecast nearer.
import { Button } from "@mantine/core";
import { useState } from "react";
import { asCallError, type CallError, useChange, useRead } from "../api";
import type { Better, Forecast, ForecastAccuracy, MethodAccuracy } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { currencyDecimals, formatAmount, formatCount, formatPercent, inMarks, plural } from "../kit/number";
import { Refusal } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { useDone } from "../shell/undo";
import classes from "./forecast.module.css";

interface AccuracyDialogProps {
  head: Forecast;
  readOnly: string | null;
  onClose: () => void;
}

export function AccuracyDialog({ head, readOnly, onClose }: AccuracyDialogProps) {
  const accuracy = useRead("forecast.accuracy", { plan: head.plan?.id ?? null }, { keep: true });
  const found = accuracy.data;
  return (
    <Dialog title={found?.finding ?? "How good have forecasts been?"} size={920} onClose={onClose}>
      <Refusal error={accuracy.error} />
      {found && (
        <>
          <ul className={classes.said}>
            {found.notes.map((note) => (
              <li key={note}>{inMarks(note)}</li>
            ))}
          </ul>
          {found.better.length > 0 && <Proposals found={found} readOnly={readOnly} />}
          {found.tried.length > 0 && (
            <>
              <h3 className={classes.heading}>Each method on the last {plural(found.held_back, "closed month")}</h3>
              <p className={classes.note}>
                {READ} Amounts in {found.currency}.
              </p>
              <Methods rows={found.tried} found={found} label="Each method on months held back" />
            </>
          )}
          {found.kept.length > 0 && (
            <>
              <h3 className={classes.heading}>Kept forecasts against what was posted since</h3>
              <p className={classes.note}>
                {READ} Amounts in {found.currency}.
              </p>
              <Methods rows={found.kept} found={found} label="Kept forecasts against what was posted" kept />
            </>
          )}
        </>
      )}
    </Dialog>
  );
}

const READ =
  "Off: mean of |forecast − actual| ÷ |actual| by line and month. Bias: the same with its sign, above 0 is too high.";

function Methods(props: { rows: readonly MethodAccuracy[]; found: ForecastAccuracy; label: string; kept?: boolean }) {
  const { rows, found, label, kept } = props;
  const columns: Column<MethodAccuracy>[] = [
    ...(kept ? [{ key: "plan", title: "Forecast", render: (row: MethodAccuracy) => row.plan }] : []),
    { key: "method", title: "Method", width: kept ? 190 : undefined, render: (row) => row.method },
    { key: "lines", title: "Lines", width: 62, right: true, render: (row) => formatCount(row.lines) },
    { key: "mape", title: "Off", width: 80, right: true, render: (row) => formatPercent(row.mape) },
    {
      key: "bias",
      title: "Bias",
      width: 80,
      right: true,
      render: (row) => formatPercent(row.bias, { sign: "always" }),
    },
    {
      key: "mae",
      title: "Off a month",
      width: 108,
      right: true,
      render: (row) => (row.mae === null ? "–" : formatAmount(row.mae, { decimals: currencyDecimals(found.currency) })),
    },
    {
      key: "sum",
      title: "Sum off",
      width: 84,
      right: true,
      render: (row) => formatPercent(row.sum_off, { sign: "always" }),
    },
  ];
  return (
    <Table
      label={label}
      columns={columns}
      count={rows.length}
      rowAt={(index) => rows[index]}
      keyOf={(row) => `${row.plan} ${row.method}`}
    />
  );
}

function Proposals({ found, readOnly }: { found: ForecastAccuracy; readOnly: string | null }) {
  const set = useChange("forecast.set_method");
  const done = useDone();
  const [error, setError] = useState<CallError | null>(null);
  const take = async (rows: readonly Better[]) => {
    if (!found.plan) return;
    setError(null);
    try {
      const lines = rows.map(({ line, choice }) => ({ line, choice }));
      const changed = await set.run({ plan: found.plan.id, lines });
      done(`${plural(changed.lines, "line")} of ${found.plan.name} forecast by another method.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const columns: Column<Better>[] = [
    { key: "label", title: "Line", render: (row) => row.label },
    {
      key: "sentence",
      title: "What was found",
      width: 400,
      render: (row) => <span title={row.sentence}>{inMarks(row.sentence)}</span>,
    },
    {
      key: "gain",
      title: `Nearer a month, ${found.currency}`,
      width: 142,
      right: true,
      render: (row) => formatAmount(row.gain, { decimals: currencyDecimals(found.currency) }),
    },
    {
      key: "use",
      title: <span className="unseen">Use it</span>,
      width: 74,
      right: true,
      render: (row) => (
        <Button
          size="compact-xs"
          variant="default"
          disabled={readOnly !== null || set.busy}
          aria-label={`Forecast ${row.label} by ${row.method.toLowerCase()}`}
          onClick={() => void take([row])}
        >
          Use
        </Button>
      ),
    },
  ];
  const all =
    found.better.length === found.better_count
      ? `all ${formatCount(found.better_count)}`
      : `the first ${formatCount(found.better.length)}`;
  return (
    <>
      <Refusal error={error} />
      {readOnly && <p className={classes.facts}>{readOnly}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keys */}
      <section className={classes.tableBox} tabIndex={0} aria-label="Lines with a nearer method">
        <Table
          label="Lines with a nearer method"
          columns={columns}
          count={found.better.length}
          rowAt={(index) => found.better[index]}
          keyOf={(row) => row.line}
        />
      </section>
      <div className={classes.actions}>
        <span className="soft">The largest gain first.</span>
        <Button disabled={readOnly !== null} loading={set.busy} onClick={() => void take(found.better)}>
          Use {all}
        </Button>
      </div>
    </>
  );
}
