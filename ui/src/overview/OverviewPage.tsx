// Where do we stand, and what needs me now?
import { Button } from "@mantine/core";
import { useRead } from "../api";
import type { Decide, Decision, Need, Overview, Recognition, VarianceRow, YearFigure } from "../api.gen";
import { explains } from "../explain/open";
import { Chart } from "../kit/Drawing";
import { formatDate, lastDay } from "../kit/date";
import { compareAmounts, formatAmount, formatPercent, inMarks, plural, signOf, UNIT_NAME } from "../kit/number";
import { Card, EmptyState, FigureCard, Pill, Refusal, toneClass } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { useBook, useCompare, useMonth, usePlan, useRecognition } from "../shell/book";
import { useBookActions } from "../shell/books";
import { printBudget } from "../shell/handover";
import { go } from "../shell/location";
import { MissingRates } from "../shell/MissingRates";
import { Page } from "../shell/Page";
import { MonthPicker, PlanPicker, RecognitionPicker } from "../shell/pickers";
import classes from "./overview.module.css";

const UNIT = "thousand";

export default function OverviewPage() {
  const plan = usePlan();
  const compare = useCompare();
  const { month } = useMonth();
  const recognition = useRecognition();
  const overview = useRead(
    "overview.get",
    { plan: plan?.id ?? null, period: month, recognition },
    { enabled: plan !== null, keep: true },
  );
  return (
    <Page
      title="Overview"
      tools={
        <>
          <PlanPicker />
          <MonthPicker />
          <RecognitionPicker />
          {plan && (
            <Button onClick={() => void printBudget(plan.id, compare?.id ?? null, plan.name)}>Budget PDF</Button>
          )}
        </>
      }
    >
      <Refusal error={overview.error} />
      {!plan && <NoPlan />}
      {plan && overview.data && <Standing overview={overview.data} />}
    </Page>
  );
}

function Standing({ overview }: { overview: Overview }) {
  const recognition = useRecognition();
  const { month } = useMonth();
  return (
    <div className={classes.stack}>
      <MissingRates messages={overview.problems} />
      {overview.figures.length > 0 && (
        <div className={classes.figures}>
          {overview.figures.map((figure) => (
            <FigureCard
              key={figure.key}
              figure={figure}
              unit={UNIT}
              signed={figure.key.startsWith("variance")}
              marks={marksOf(figure.key, overview, recognition, month !== null)}
            />
          ))}
        </div>
      )}
      {overview.chart && <Chart drawing={overview.chart} onKey={open} />}
      <div className={classes.lower}>
        {overview.decide ? <Next decide={overview.decide} /> : <ByCategory overview={overview} />}
        <Needs needs={overview.needs} />
      </div>
      {overview.decide && <ByCategory overview={overview} />}
    </div>
  );
}

/** The figures of the year can be explained; what is committed has a screen of its own. */
function marksOf(
  key: string,
  { plan, period, month }: Overview,
  recognition: Recognition,
  asOfEarlier: boolean,
): Record<string, string> | undefined {
  const figure = FIGURES[key];
  // The year as it stood in an earlier month is another one than the period's own.
  if (!figure || (asOfEarlier && figure !== "actual" && figure !== "budget")) return undefined;
  const until = key === "actual" && month ? lastDay(month) : period;
  const row = key === "unmatched" ? "unmatched" : null;
  return explains({
    of: "year",
    plan: plan?.id ?? null,
    period: until,
    by: "category",
    row,
    figure,
    to_date: key === "actual",
    recognition,
  });
}

const FIGURES: Record<string, YearFigure> = {
  budget: "budget",
  actual: "actual",
  forecast: "forecast",
  variance: "variance",
  unmatched: "actual",
};

/** A month of the chart opens its actuals; any other key is the place it names. */
const open = (key: string) => go(/^\d{4}-\d{2}$/.test(key) ? `actuals?period=${key}` : key);

const thousands = (amount: string) => formatAmount(amount, { unit: UNIT, decimals: 0 });
const difference = (amount: string) => {
  const text = formatAmount(amount, { unit: UNIT, decimals: 0, sign: "always" });
  // What is shown as 0 is neither good nor bad.
  return <span className={toneClass(text === "0" ? "neutral" : TONE[signOf(amount)])}>{text}</span>;
};
const TONE = { [-1]: "bad", 0: "neutral", 1: "good" } as const;

const COLUMNS: Column<VarianceRow>[] = [
  { key: "label", title: "Category", render: (row) => <Name row={row} /> },
  { key: "budget", title: "Budget YTD", width: 88, right: true, render: (row) => thousands(row.budget_to_date) },
  { key: "actual", title: "Actual YTD", width: 84, right: true, render: (row) => thousands(row.actual_to_date) },
  {
    key: "delta",
    title: "Δ",
    label: "Difference to date",
    width: 58,
    right: true,
    render: (row) => difference(row.variance_to_date),
  },
  {
    key: "percent",
    title: "Δ %",
    label: "Difference to date in percent",
    width: 72,
    right: true,
    render: (row) => (
      <span className={toneClass(TONE[signOf(row.percent_to_date)])}>
        {formatPercent(row.percent_to_date, { sign: "always" })}
      </span>
    ),
  },
  { key: "year", title: "Budget FY", width: 84, right: true, render: (row) => thousands(row.budget) },
  { key: "forecast", title: "Forecast FY", width: 88, right: true, render: (row) => thousands(row.forecast) },
  {
    key: "rest",
    title: "Δ",
    label: "Difference of the full year",
    width: 62,
    right: true,
    render: (row) => difference(row.variance),
  },
];

function Name({ row }: { row: VarianceRow }) {
  if (!row.flagged) return <b className={classes.name}>{row.label}</b>;
  return (
    <b className={classes.name} title="At or over the threshold of this book">
      {row.label}
      <span className={classes.flag} aria-hidden />
      <span className="unseen"> (over threshold)</span>
    </b>
  );
}

const soonTone = (days: number) => (days <= 14 ? "bad" : days <= 60 ? "warn" : "neutral");

const DECISIONS: Column<Decision>[] = [
  { key: "by", title: "Cancel by", width: 112, render: (row) => <b>{formatDate(row.cancel_by)}</b> },
  {
    key: "days",
    title: <span className="unseen">Days left</span>,
    width: 104,
    render: ({ days_left }) => (
      <Pill tone={soonTone(days_left)}>{days_left === 0 ? "today" : `in ${plural(days_left, "day")}`}</Pill>
    ),
  },
  { key: "title", title: "Contract", render: (row) => row.title },
  { key: "vendor", title: "Vendor", width: "26%", render: (row) => <span className="soft">{row.vendor}</span> },
  {
    key: "yearly",
    title: "A year",
    width: 118,
    right: true,
    render: (row) => (row.yearly === null ? "–" : `${formatAmount(row.yearly, { decimals: 0 })} ${row.currency}`),
  },
];

/** The contracts to decide about next. */
function Next({ decide }: { decide: Decide }) {
  return (
    <Card title="Decide next: cancel-by dates" note={inMarks(decide.note)}>
      <div className={classes.table}>
        <Table
          label="Contracts by their last day to cancel"
          columns={DECISIONS}
          count={decide.rows.length}
          rowAt={(index) => decide.rows[index]}
          keyOf={(row) => row.contract}
        />
      </div>
    </Card>
  );
}

/** By category, the largest difference of the year first. */
function ByCategory({ overview }: { overview: Overview }) {
  if (overview.rows.length === 0) return null;
  const size = (row: VarianceRow) => row.variance.replace("-", "");
  const rows = [...overview.rows].sort((a, b) => compareAmounts(size(b), size(a)));
  return (
    <Card
      title={inMarks(overview.rows_finding) || "By category"}
      note={`${UNIT_NAME[UNIT]} ${overview.currency}. Δ = budget − actual or forecast; plus is favourable. Dot: over the threshold.`}
    >
      <div className={classes.table}>
        <Table
          label="Budget, actual and forecast by category"
          columns={COLUMNS}
          count={rows.length}
          rowAt={(index) => rows[index]}
          keyOf={(row) => row.key}
        />
      </div>
    </Card>
  );
}

function Needs({ needs }: { needs: readonly Need[] }) {
  return (
    <Card title="Needs you">
      {needs.length === 0 ? (
        <p className="soft">Nothing waits for you.</p>
      ) : (
        <ul className={classes.needs}>
          {needs.map((need) => (
            <li key={need.label}>
              <a href={`#/${need.page}`}>
                <span>{need.label}</span>
                <span className={toneClass(need.tone)}>{need.value}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function NoPlan() {
  const book = useBook();
  const actions = useBookActions();
  return (
    <EmptyState
      title="Where do we stand?"
      text={
        book.actual_count > 0
          ? "This screen holds the budget against what was spent. The actuals are here; a budget is still missing."
          : "This screen holds the budget against what was spent, month by month. It starts with a budget: import the spreadsheet you have, or make a plan and type it."
      }
    >
      <Button onClick={() => go("import?kind=budget")}>Import a budget</Button>
      <Button variant="default" onClick={() => go("settings?section=plans&new=1")}>
        Make a plan
      </Button>
      <Button variant="default" onClick={() => void actions.exploreSample()}>
        Explore the sample
      </Button>
    </EmptyState>
  );
}
