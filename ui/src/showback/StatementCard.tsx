// The statement of a department: its own lines, what came to it by rules and what it passed on, by month.
import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useRead } from "../api";
import type {
  MonthMeasures,
  Period,
  ShowbackFigure,
  Statement,
  StatementKind,
  StatementRow,
  StatementSum,
} from "../api.gen";
import { Explained } from "../explain/Explained";
import { formatPeriod, shortMonth } from "../kit/date";
import { inMarks, plural, UNIT_NAME } from "../kit/number";
import { Card, Refusal } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { useRecognition } from "../shell/book";
import { printShowback } from "../shell/handover";
import type { Id } from "../words";
import { Difference, thousands, UNIT } from "./figures";
import classes from "./showback.module.css";

/** So many lines are shown at first. */
const FEW = 6;

const KINDS: Record<StatementKind, string> = {
  direct: "Own lines",
  allocated: "Allocated by rules",
  passed_on: "Passed on by rules",
};

/** A row of the table: the head of a kind with its sums, or what stands beneath it. */
type Shown = { kind: StatementKind; head: true; count: number; sum: StatementSum } | { head: false; row: StatementRow };

interface StatementCardProps {
  department: Id;
  plan: Id;
  period: Period | null;
}

export function StatementCard({ department, plan, period }: StatementCardProps) {
  const recognition = useRecognition();
  const asked = useRead("showback.statement", { department, plan, period, recognition }, { keep: true });
  const [all, setAll] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another department starts with few lines again
  useEffect(() => setAll(false), [department]);
  const statement = asked.data;
  if (!statement) return <Refusal error={asked.error} />;
  const lines = statement.rows.filter((row) => row.kind === "direct").length;
  return (
    <Card
      title={inMarks(statement.finding)}
      note={`${UNIT_NAME[UNIT]} ${statement.currency}, ${formatPeriod(statement.period)}, ${statement.plan ?? "no plan"}${recognition === "expense" ? ", P&L view" : ""}. Months: ${monthsNote(statement)}.`}
      tools={
        <>
          {lines > FEW && (
            <Button variant="default" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? "Show the largest lines" : `Show all ${plural(lines, "line")}`}
            </Button>
          )}
          <Button
            variant="default"
            size="compact-sm"
            onClick={() =>
              void printShowback(
                { plan, period, recognition, department },
                `Showback ${statement.period} ${statement.label}`,
              )
            }
          >
            Print
          </Button>
        </>
      }
    >
      <Refusal error={asked.error} />
      <Rows statement={statement} plan={plan} all={all} />
    </Card>
  );
}

function monthsNote({ closed, by_month }: Statement): string {
  if (closed === 0) return "forecast";
  return closed >= by_month.length ? "actual" : "actual as far as closed, then forecast in grey";
}

type Why = (row: string | null, figure: ShowbackFigure, month: string | null, text: ReactNode) => ReactNode;

/** The figures as they can be asked why. */
const whyOf =
  (statement: Statement, plan: Id): Why =>
  (row, figure, month, text) => {
    const { period, department } = statement;
    const bearer = `department:${department}`;
    return <Explained figure={{ of: "showback", plan, period, bearer, row, month, figure }}>{text}</Explained>;
  };

const keyOf = (shown: Shown): string => (shown.head ? shown.kind : shown.row.key);

function Rows({ statement, plan, all }: { statement: Statement; plan: Id; all: boolean }) {
  const why = whyOf(statement, plan);
  const rows = shownRows(statement, all);
  const { totals, by_month } = statement;
  return (
    <div className={classes.table}>
      <Table
        label={`What ${statement.label} bears, by month`}
        columns={columnsOf(statement, why)}
        count={rows.length}
        rowAt={(index) => rows[index]}
        keyOf={keyOf}
        footer={
          <tr>
            <th scope="row">Borne by {statement.label}</th>
            {by_month.map((month, place) => (
              <td key={month.month} className={classes.figure}>
                {why(null, "forecast", month.month, <MonthFigure month={month} open={place >= statement.closed} />)}
              </td>
            ))}
            <td className={classes.figure}>{why(null, "budget", null, thousands(totals.budget))}</td>
            <td className={classes.figure}>{why(null, "actual", null, thousands(totals.actual))}</td>
            <td className={classes.figure}>{why(null, "forecast", null, thousands(totals.forecast))}</td>
            <td className={classes.figure}>{why(null, "variance", null, <Difference amount={totals.variance} />)}</td>
          </tr>
        }
      />
    </div>
  );
}

/** The kinds that have rows, each with its head; of the lines only the largest unless all are asked for. */
export function shownRows(statement: Statement, all: boolean): Shown[] {
  return (["direct", "allocated", "passed_on"] as const).flatMap((kind): Shown[] => {
    const rows = statement.rows.filter((row) => row.kind === kind);
    if (rows.length === 0) return [];
    const few = kind === "direct" && !all ? rows.slice(0, FEW) : rows;
    return [
      { head: true, kind, count: rows.length, sum: statement[kind] },
      ...few.map((row): Shown => ({ head: false, row })),
    ];
  });
}

const figuresOf = (shown: Shown): StatementSum => (shown.head ? shown.sum : shown.row);

function columnsOf(statement: Statement, why: Why): Column<Shown>[] {
  const figure = (key: "budget" | "actual" | "forecast", title: string): Column<Shown> => ({
    key,
    title,
    width: 68,
    right: true,
    render: (shown) => (
      <Weighed shown={shown}>{why(keyOf(shown), key, null, thousands(figuresOf(shown)[key]))}</Weighed>
    ),
  });
  return [
    { key: "label", title: "Line or rule", render: (shown) => <Name shown={shown} /> },
    ...statement.by_month.map(
      ({ month }, place): Column<Shown> => ({
        key: month,
        title: shortMonth(month),
        width: 56,
        right: true,
        rare: statement.by_month.length > 3,
        render: (shown) => {
          const of = figuresOf(shown).months[place];
          if (!of) return null;
          const text = <MonthFigure month={of} open={place >= statement.closed} />;
          return <Weighed shown={shown}>{why(keyOf(shown), "forecast", month, text)}</Weighed>;
        },
      }),
    ),
    figure("budget", "Budget"),
    figure("actual", "Actual"),
    figure("forecast", "Forecast"),
    {
      key: "delta",
      title: "Δ",
      label: "Difference",
      width: 60,
      right: true,
      render: (shown) => (
        <Weighed shown={shown}>
          {why(keyOf(shown), "variance", null, <Difference amount={figuresOf(shown).variance} />)}
        </Weighed>
      ),
    },
  ];
}

/** The forecast of a month, which is the actual where it is closed. */
function MonthFigure({ month, open }: { month: MonthMeasures; open: boolean }) {
  return <span className={open ? "soft" : undefined}>{thousands(month.forecast)}</span>;
}

function Weighed({ shown, children }: { shown: Shown; children: ReactNode }) {
  return shown.head ? <b>{children}</b> : children;
}

function Name({ shown }: { shown: Shown }) {
  if (shown.head) {
    return (
      <b>
        {KINDS[shown.kind]} <span className={classes.code}>{shown.count}</span>
      </b>
    );
  }
  const { label, note } = shown.row;
  return (
    <span className={classes.line} title={note ? `${label} · ${note}` : label}>
      {label}
      {note && <span className={classes.code}>{inMarks(note)}</span>}
    </span>
  );
}
