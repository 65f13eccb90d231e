// The departments as a tree, with what each bears: its own lines, what came to it, what it passed on.
import type { ReactNode } from "react";
import type { Measures, Showback, ShowbackFigure, ShowbackRow } from "../api.gen";
import { Explained } from "../explain/Explained";
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

type Why = (row: ShowbackRow, figure: ShowbackFigure, part: string | null, text: ReactNode) => ReactNode;

/** The figures as they can be asked why. */
const whyOf =
  (plan: Id, period: string): Why =>
  (row, figure, part, text) => (
    <Explained figure={{ of: "showback", plan, period, bearer: row.key, row: part, month: null, figure }}>
      {text}
    </Explained>
  );

const part = (why: Why, key: "direct" | "allocated" | "passed_on", title: string, sign = ""): Column<ShowbackRow> => ({
  key,
  title,
  width: 72,
  right: true,
  rare: true,
  render: (row) => {
    const shown = <Part measures={row[key]} sign={sign} />;
    // What no department bears is explained as a whole.
    return row.department === null ? shown : why(row, "forecast", key, shown);
  },
});

function Part({ measures, sign }: { measures: Measures; sign: string }) {
  const text = thousands(measures.forecast);
  return <span className="soft">{text === "–" ? text : sign + text}</span>;
}

const columnsOf = (why: Why): Column<ShowbackRow>[] => [
  {
    key: "label",
    title: "Department",
    render: (row) => <Name row={row} />,
  },
  {
    key: "budget",
    title: "Budget",
    width: 74,
    right: true,
    render: (row) => why(row, "budget", null, thousands(row.budget)),
  },
  {
    key: "actual",
    title: "Actual",
    width: 66,
    right: true,
    render: (row) => why(row, "actual", null, thousands(row.actual)),
  },
  part(why, "direct", "Direct"),
  part(why, "allocated", "Allocated", "+"),
  part(why, "passed_on", "Passed on", "\u2212"),
  {
    key: "forecast",
    title: "Forecast",
    width: 76,
    right: true,
    render: (row) => why(row, "forecast", null, <b>{thousands(row.forecast)}</b>),
  },
  {
    key: "delta",
    title: "Δ",
    label: "Difference",
    width: 62,
    right: true,
    render: (row) => why(row, "variance", null, <Difference amount={row.variance} />),
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

export function Bearers({ showback, plan, chosen }: { showback: Showback; plan: Id; chosen: Id | null }) {
  const { rows, totals, currency, period } = showback;
  const columns = columnsOf(whyOf(plan, period));
  const total = (figure: ShowbackFigure, text: ReactNode) => (
    <Explained figure={{ of: "showback", plan, period, bearer: "total", row: null, month: null, figure }}>
      {text}
    </Explained>
  );
  return (
    <section className={classes.panel} aria-label={inMarks(showback.finding)}>
      <h2 className={classes.title}>{inMarks(showback.finding)}</h2>
      <p className={classes.note}>
        {`${UNIT_NAME[UNIT]} ${currency}, ${formatPeriod(period)}. Direct + allocated − passed on = forecast. Δ = budget − forecast; plus is favourable.`}
      </p>
      <Table
        label="What each department bears"
        columns={columns}
        count={rows.length}
        rowAt={(index) => rows[index]}
        keyOf={(row) => row.key}
        isSelected={(row) => row.department !== null && row.department === chosen}
        onRow={choose}
        fill
        footer={
          <tr>
            <th scope="row">Total</th>
            <Total>{total("budget", thousands(totals.budget))}</Total>
            <Total>{total("actual", thousands(totals.actual))}</Total>
            <Total rare />
            <Total rare />
            <Total rare />
            <Total>{total("forecast", thousands(totals.forecast))}</Total>
            <Total>{total("variance", <Difference amount={totals.variance} />)}</Total>
            <Total>{formatPercent(totals.percent, { sign: "always" })}</Total>
          </tr>
        }
      />
    </section>
  );
}

function Total({ children, rare }: { children?: ReactNode; rare?: boolean }) {
  return <td className={rare ? `${classes.figure} ${classes.rare}` : classes.figure}>{children}</td>;
}
