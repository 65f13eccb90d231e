// The columns of the variance: to date, of the whole period, or both while months of it are open.
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Variance, VarianceRow, YearFigure } from "../api.gen";
import { Explained } from "../explain/Explained";
import { formatAmount, formatPercent, signOf, type Unit } from "../kit/number";
import { toneClass } from "../kit/parts";
import type { Column } from "../kit/Table";
import { CommentCell } from "./CommentCell";
import type { Asked } from "./query";
import classes from "./variance.module.css";

/** A row as the table shows it: a group, or a line of one that is open. */
export interface Shown {
  row: VarianceRow;
  level: 0 | 1;
  /** How deep it stands in the tree of categories or departments. */
  depth?: number;
  /** Its name without those above it, where these stand above it. */
  name?: string;
  /** It is the sum of what stands in it. */
  branch?: boolean;
}

const TONE = { [-1]: "bad", 0: "neutral", 1: "good" } as const;

export function Difference({ amount, unit }: { amount: string; unit: Unit }) {
  const text = formatAmount(amount, { unit, decimals: 0, sign: "always" });
  // What is shown as 0 is neither good nor bad.
  return <span className={toneClass(text === "0" ? "neutral" : TONE[signOf(amount)])}>{text}</span>;
}

function Percent({ percent }: { percent: string | null }) {
  const tone = percent === null ? "neutral" : TONE[signOf(percent)];
  return <span className={toneClass(tone)}>{formatPercent(percent, { sign: "always" })}</span>;
}

/** Left of the middle is unfavourable, right of it favourable. */
function Bar({ row }: { row: VarianceRow }) {
  const width = `${Math.abs(row.bar) / 20}%`;
  const side = row.bar < 0 ? { right: "50%", width } : { left: "50%", width };
  return (
    <span className={classes.bar} aria-hidden>
      <i style={side} data-tone={row.bar < 0 ? "bad" : "good"} />
    </span>
  );
}

/** How far each level of the tree is moved in. */
const STEP = 16;

export interface NameProps {
  shown: Shown;
  open: boolean;
  onToggle: (() => void) | null;
  /** Where the actuals of a line, or those without one, are listed. */
  actuals: string | null;
  /** The group is the vendor already. */
  withoutVendor?: boolean;
}

export function Name({ shown: { row, level, depth = 0, name }, open, onToggle, actuals, withoutVendor }: NameProps) {
  const flag = row.flagged && (
    <>
      <span className={classes.flag} title="At or over the threshold of this book" aria-hidden />
      <span className="unseen"> (over threshold)</span>
    </>
  );
  const indent = depth > 0 ? { marginLeft: depth * STEP } : undefined;
  if (onToggle) {
    const Icon = open ? IconChevronDown : IconChevronRight;
    return (
      <button type="button" className={classes.group} style={indent} aria-expanded={open} onClick={onToggle}>
        <Icon size={13} aria-hidden />
        <b>{name ?? row.label}</b>
        {flag}
      </button>
    );
  }
  return (
    <span
      className={level === 1 ? classes.line : row.key === "unmatched" ? classes.unmatched : classes.single}
      style={level === 1 && depth > 1 ? { marginLeft: (depth - 1) * STEP } : undefined}
    >
      {actuals ? (
        <a className={classes.link} href={`#/${actuals}`} title="Its actuals">
          {row.label}
        </a>
      ) : (
        row.label
      )}
      {row.vendor && !withoutVendor && <span className={classes.vendor}>{row.vendor}</span>}
      {flag}
    </span>
  );
}

export interface ColumnsProps {
  asked: Asked;
  answer: Variance;
  unit: Unit;
  first: string;
  name: (shown: Shown) => ReactNode;
  /** The names are those of lines, with their vendors. */
  wide?: boolean;
}

/** "YTD" and "FY", or the closed part and the whole of a quarter or month. */
function words(answer: Variance): { closed: string; whole: string } {
  if (/^FY\d+$/.test(answer.period)) return { closed: "YTD", whole: "FY" };
  const quarter = /-(Q\d)$/.exec(answer.period)?.[1];
  return { closed: "to date", whole: quarter ?? "" };
}

export function columns({ asked, answer, unit, first, name, wide }: ColumnsProps): Column<Shown>[] {
  const amount = (text: string) => formatAmount(text, { unit, decimals: 0 });
  // What is held against something else than the plan is explained by that, not here.
  const why = (shown: Shown, figure: YearFigure, toDate: boolean, text: string) => {
    const { period, by, against, recognition, plan } = asked;
    // A branch is the sum of what stands in it, which says why.
    if (against !== "budget" || shown.branch) return text;
    const row = shown.row.key === "total" ? null : shown.row.key;
    const of = shown.level === 1 ? "line" : by;
    return (
      <Explained
        figure={{ of: "year", plan, period, by: of, row, figure, to_date: toDate, recognition: recognition ?? "cash" }}
      >
        {text}
      </Explained>
    );
  };
  // Beside the forecast of the outcome the one it is held against is the earlier one, as in the bridge.
  const base = answer.baseline.label === "Forecast" ? "Earlier" : answer.baseline.label;
  const { closed, whole } = words(answer);
  const isClosed = !answer.open;
  // Without a closed month there is nothing to date to show.
  const isPart = answer.open && answer.month !== null && answer.total.actual_to_date !== "0";
  const right = { right: true };
  // Whole units are three digits and a separator longer.
  const wider = (width: number) => (unit === "one" ? Math.max(width, 92) : width);
  const toDate: Column<Shown>[] = [
    {
      ...right,
      key: "base",
      title: `${base} ${closed}`,
      width: wider(base.length + closed.length > 9 ? 124 : 84),
      render: (shown) => why(shown, "budget", true, amount(shown.row.budget_to_date)),
    },
    {
      ...right,
      key: "actual",
      title: `Actual ${closed}`,
      width: wider(closed.length > 3 ? 98 : 78),
      render: (shown) => why(shown, "actual", true, amount(shown.row.actual_to_date)),
    },
    {
      ...right,
      key: "delta",
      title: "Δ",
      label: "Difference to date",
      width: unit === "one" ? 84 : 56,
      render: ({ row }) => <Difference amount={row.variance_to_date} unit={unit} />,
    },
    {
      ...right,
      key: "percent",
      title: "Δ %",
      label: "Difference to date in percent",
      width: 76,
      render: ({ row }) => <Percent percent={row.percent_to_date} />,
    },
  ];
  const bar: Column<Shown> = {
    key: "bar",
    title: <span className="unseen">Bar of the difference</span>,
    width: 88,
    rare: true,
    render: ({ row }) => <Bar row={row} />,
  };
  const outcome = isClosed ? "Actual" : "Forecast";
  const all: Column<Shown>[] = [
    {
      ...right,
      key: "year",
      title: `${base} ${whole}`.trim(),
      width: wider(base.length > 6 ? 96 : 80),
      render: (shown) => why(shown, "budget", false, amount(shown.row.budget)),
    },
    {
      ...right,
      key: "forecast",
      title: `${outcome} ${whole}`.trim(),
      width: wider(86),
      render: (shown) => why(shown, "forecast", false, amount(shown.row.forecast)),
    },
    {
      ...right,
      key: "rest",
      title: "Δ",
      label: "Difference of the period",
      width: unit === "one" ? 84 : 56,
      render: ({ row }) => <Difference amount={row.variance} unit={unit} />,
    },
  ];
  const share: Column<Shown> = {
    ...right,
    key: "share",
    title: "Δ %",
    label: "Difference in percent",
    width: 76,
    render: ({ row }) => <Percent percent={row.percent} />,
  };
  return [
    { key: "label", title: first, width: wide || !isPart ? "27%" : 196, render: name },
    ...(isPart ? [...toDate, bar, ...all] : [...all, share, bar]),
    {
      key: "comment",
      title: "Comment",
      render: ({ row }) => <CommentCell row={row} period={answer.period} plan={answer.baseline.plan} />,
    },
  ];
}
