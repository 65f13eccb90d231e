// Budget control: what is posted and promised of each budget, and what that leaves.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useRead } from "../api";
import type { Control, ControlFigure, ControlRow, ControlState, Tone } from "../api.gen";
import { useChoices } from "../budget/choices";
import { Explained } from "../explain/Explained";
import { formatAmount, formatPercent, plural, signOf, UNIT_NAME } from "../kit/number";
import { EmptyState, Pill, Refusal, toneClass } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { go } from "../shell/location";
import { type Asked, BY } from "./query";
import classes from "./variance.module.css";

const STATES: Record<ControlState, { word: string; tone: Tone }> = {
  ok: { word: "Room left", tone: "good" },
  warn: { word: "Nearly used", tone: "warn" },
  over: { word: "Over", tone: "bad" },
};

export function CommitmentsTable({ asked }: { asked: Asked }) {
  const { unit } = useChoices();
  const { plan, by, recognition } = asked;
  const { data, error } = useRead("control.get", { plan, by, recognition }, { keep: true });
  if (!data) return <Refusal error={error} />;
  const amount = (text: string) => formatAmount(text, { unit, decimals: 0 });
  const first = BY.find(({ value }) => value === asked.by)?.label ?? "";
  const why = (row: ControlRow, figure: ControlFigure, text: ReactNode) => {
    const key = row.key === "total" ? null : row.key;
    return <Explained figure={{ of: "control", plan: asked.plan, by: asked.by, row: key, figure }}>{text}</Explained>;
  };
  const figure = (key: Exclude<ControlFigure, "left"> | "paid", title: string, width: number): Column<ControlRow> => ({
    key,
    title,
    width,
    right: true,
    render: (row) => (key === "paid" ? amount(row[key]) : why(row, key, amount(row[key]))),
  });
  const columns: Column<ControlRow>[] = [
    { key: "label", title: first, render: (row) => <span className={classes.single}>{row.label}</span> },
    figure("budget", "Budget FY", 104),
    figure("actual", "Actual", 104),
    figure("contracted", "Contracts", 104),
    figure("ordered", "Orders", 104),
    // In the cash view, what is paid is posted.
    ...(recognition === "expense" ? [figure("paid", "Paid ahead", 104)] : []),
    figure("committed", "Committed", 104),
    {
      key: "left",
      title: "Left",
      width: 104,
      right: true,
      render: (row) =>
        why(
          row,
          "left",
          <span className={toneClass(signOf(row.left) < 0 ? "bad" : "neutral")}>{amount(row.left)}</span>,
        ),
    },
    { key: "percent", title: "Used", width: 84, right: true, render: (row) => formatPercent(row.percent) },
    {
      key: "state",
      title: "State",
      width: 130,
      render: ({ state }) => <Pill tone={STATES[state].tone}>{STATES[state].word}</Pill>,
    },
  ];
  if (data.contracts + data.orders + data.unknown === 0 && signOf(data.total.paid) === 0) {
    return (
      <EmptyState
        title="What is promised already?"
        text="Contracts and purchase orders bind money before it is posted. Import them, and this list says what they leave of each budget."
      >
        <Button onClick={() => go("import?kind=contracts")}>Import contracts</Button>
        <Button variant="default" onClick={() => go("import?kind=orders")}>
          Import orders
        </Button>
      </EmptyState>
    );
  }
  return (
    <>
      <div className={classes.card}>
        <Table
          label={`Commitments by ${first.toLowerCase()}`}
          columns={columns}
          count={data.rows.length}
          rowAt={(index) => data.rows[index]}
          keyOf={(row) => row.key}
          footer={
            <tr className={classes.total}>
              {columns.map((column) => (
                <td key={column.key} style={{ textAlign: column.right ? "right" : undefined }}>
                  {column.render(data.total)}
                </td>
              ))}
            </tr>
          }
        />
      </div>
      <p className={classes.note}>
        {UNIT_NAME[unit]} {data.currency}. {described(data)}
        {recognition === "expense" &&
          " Paid ahead: what is posted already and costs in the open months, by depreciation or by its service. An order on a line that is written off counts by its depreciation."}
      </p>
    </>
  );
}

/** What is counted, and what cannot be. */
function described(control: Control): string {
  const counted = `${plural(control.contracts, "contract")} until the last day that can no longer be cancelled, ${plural(control.orders, "order line")} not invoiced yet; both in ${control.period} and after the last month with actuals.`;
  if (control.unknown === 0) return counted;
  const say = control.unknown === 1 ? "says" : "say";
  return `${counted} ${plural(control.unknown, "contract")} ${say} neither value nor end clearly enough and are not counted.`;
}
