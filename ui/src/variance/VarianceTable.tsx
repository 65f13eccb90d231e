// The groups of the variance, each with its lines a key away, and the total they sum to.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useReads } from "../api";
import type { Variance, VarianceRow } from "../api.gen";
import { useChoices } from "../budget/choices";
import { compareAmounts, UNIT_NAME } from "../kit/number";
import { Table } from "../kit/Table";
import { columns, Name, type Shown } from "./columns";
import { type Asked, BY, MOST } from "./query";
import classes from "./variance.module.css";

/** The actuals behind a line of the period, or those without a line. */
export function actualsOf(row: VarianceRow, period: string): string | null {
  if (row.key === "unmatched") return `actuals?state=unmatched&period=${period}`;
  const line = /^line:(\d+)$/.exec(row.key)?.[1];
  return line ? `actuals?line=${line}&period=${period}` : null;
}

const size = (row: VarianceRow) => row.variance.replace("-", "");

/** What stands under the table. */
export function note(answer: Variance): string {
  const base = answer.baseline.name;
  return `Δ = ${base} − ${answer.open ? "actual or forecast" : "actual"}; plus is favourable. Dot: over the threshold. ${answer.thresholds}`;
}

export interface TableProps {
  asked: Asked;
  answer: Variance;
  /** Draws more of the rows that stand together in the last one. */
  onMore: () => void;
}

export function VarianceTable({ asked, answer, onMore }: TableProps) {
  const { unit } = useChoices();
  const [opened, setOpened] = useState<readonly string[]>([]);
  const { plan, period, by, against, recognition } = asked;
  const keys = opened.filter((key) => answer.rows.some((row) => row.key === key));
  const lines = useReads(
    "variance.lines",
    keys.map((key) => ({ plan, period, by, against, recognition, key, most: MOST })),
  );
  const isRest = (row: VarianceRow) => Number(row.key === "rest");
  const sorted = [...answer.rows].sort((a, b) => isRest(a) - isRest(b) || compareAmounts(size(b), size(a)));
  const rows = sorted.flatMap((row): Shown[] => {
    const at = keys.indexOf(row.key);
    const inner = at < 0 ? [] : (lines[at]?.rows ?? []);
    return [{ row, level: 0 }, ...inner.map((line): Shown => ({ row: line, level: 1 }))];
  });
  const toggle = (key: string) =>
    setOpened(opened.includes(key) ? opened.filter((other) => other !== key) : [...opened, key]);
  const name = (shown: Shown) => {
    if (shown.row.key === "rest" && shown.level === 0) {
      return (
        <span className={classes.unmatched}>
          {shown.row.label}{" "}
          <Button variant="subtle" size="compact-xs" onClick={onMore}>
            Show more
          </Button>
        </span>
      );
    }
    const isGroup = shown.level === 0 && shown.row.lines > 0 && by !== "line";
    return (
      <Name
        shown={shown}
        open={keys.includes(shown.row.key)}
        onToggle={isGroup ? () => toggle(shown.row.key) : null}
        actuals={actualsOf(shown.row, period)}
        withoutVendor={by === "vendor"}
      />
    );
  };
  const first = BY.find(({ value }) => value === by)?.label ?? "";
  const all = columns({ asked, answer, unit, first, name, wide: by === "line" });
  const inUnit = `${UNIT_NAME[unit]} ${answer.currency}`.trim();
  return (
    <>
      <div className={classes.card}>
        <Table
          label={`Variance by ${first.toLowerCase()}, ${inUnit}`}
          columns={all}
          count={rows.length}
          rowAt={(index) => rows[index]}
          keyOf={({ row, level }) => `${level}${row.key}`}
          footer={<Total answer={answer} columns={all} />}
        />
      </div>
      <p className={classes.note}>
        {inUnit}. {note(answer)}
      </p>
    </>
  );
}

function Total({ answer, columns: all }: { answer: Variance; columns: ReturnType<typeof columns> }) {
  const shown: Shown = { row: answer.total, level: 0 };
  return (
    <tr className={classes.total}>
      {all.map((column) => (
        <td key={column.key} style={{ textAlign: column.right ? "right" : undefined }}>
          {column.key === "label" ? "Total" : column.key === "bar" ? null : column.render(shown)}
        </td>
      ))}
    </tr>
  );
}
