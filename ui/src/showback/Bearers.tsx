// The departments as a tree, with what each bears: its own lines, what came to it, what it passed on.
import type { Measures, Showback, ShowbackRow } from "../api.gen";
import { formatPeriod } from "../kit/date";
import { formatPercent, inMarks, signOf, UNIT_NAME } from "../kit/number";
import { toneClass } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import { setParameters } from "../shell/location";
import type { Id } from "../words";
import { Difference, thousands, UNIT } from "./figures";
import classes from "./showback.module.css";

const choose = (row: ShowbackRow) => {
  if (row.department !== null) setParameters({ department: String(row.department) });
};

const part = (key: "direct" | "allocated" | "passed_on", title: string, sign = ""): Column<ShowbackRow> => ({
  key,
  title,
  width: 72,
  right: true,
  rare: true,
  render: (row) => <Part measures={row[key]} sign={sign} />,
});

function Part({ measures, sign }: { measures: Measures; sign: string }) {
  const text = thousands(measures.forecast);
  return <span className="soft">{text === "–" ? text : sign + text}</span>;
}

const COLUMNS: Column<ShowbackRow>[] = [
  {
    key: "label",
    title: "Department",
    render: (row) => <Name row={row} />,
  },
  { key: "budget", title: "Budget", width: 74, right: true, render: (row) => thousands(row.budget) },
  { key: "actual", title: "Actual", width: 66, right: true, render: (row) => thousands(row.actual) },
  part("direct", "Direct"),
  part("allocated", "Allocated", "+"),
  part("passed_on", "Passed on", "\u2212"),
  { key: "forecast", title: "Forecast", width: 76, right: true, render: (row) => <b>{thousands(row.forecast)}</b> },
  {
    key: "delta",
    title: "Δ",
    label: "Difference",
    width: 62,
    right: true,
    render: (row) => <Difference amount={row.variance} />,
  },
  {
    key: "percent",
    title: "Δ %",
    label: "Difference in percent",
    width: 74,
    right: true,
    render: (row) => (
      <span className={toneClass(({ [-1]: "bad", 0: "neutral", 1: "good" } as const)[signOf(row.percent)])}>
        {formatPercent(row.percent, { sign: "always" })}
      </span>
    ),
  },
];

function Name({ row }: { row: ShowbackRow }) {
  if (row.department === null) return <span className="soft">{row.label}</span>;
  return (
    <span className={classes.name} style={{ paddingLeft: row.depth * 16 }}>
      <OpenButton onClick={() => choose(row)}>{row.label}</OpenButton>
      <span className={classes.code}>{row.code}</span>
    </span>
  );
}

export function Bearers({ showback, chosen }: { showback: Showback; chosen: Id | null }) {
  const { rows, totals, currency, period } = showback;
  return (
    <section className={classes.panel} aria-label={inMarks(showback.finding)}>
      <h2 className={classes.title}>{inMarks(showback.finding)}</h2>
      <p className={classes.note}>
        {`${UNIT_NAME[UNIT]} ${currency}, ${formatPeriod(period)}. Direct + allocated − passed on = forecast. Δ = budget − forecast; plus is favourable.`}
      </p>
      <Table
        label="What each department bears"
        columns={COLUMNS}
        count={rows.length}
        rowAt={(index) => rows[index]}
        keyOf={(row) => row.key}
        isSelected={(row) => row.department !== null && row.department === chosen}
        onRow={choose}
        fill
        footer={
          <tr>
            <th scope="row">Total</th>
            <Total>{thousands(totals.budget)}</Total>
            <Total>{thousands(totals.actual)}</Total>
            <Total rare />
            <Total rare />
            <Total rare />
            <Total>{thousands(totals.forecast)}</Total>
            <Total>
              <Difference amount={totals.variance} />
            </Total>
            <Total>{formatPercent(totals.percent, { sign: "always" })}</Total>
          </tr>
        }
      />
    </section>
  );
}

function Total({ children, rare }: { children?: React.ReactNode; rare?: boolean }) {
  return <td className={rare ? `${classes.figure} ${classes.rare}` : classes.figure}>{children}</td>;
}
