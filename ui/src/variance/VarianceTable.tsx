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
  return `Δ = ${base} − ${answer.open ? "actual or forecast" : "actual"}; plus is favourable. Figures are rounded, sums are of the exact amounts. Dot: over the threshold. ${answer.thresholds}`;
}

const toggled = (keys: readonly string[], key: string) =>
  keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];

/** The groups, the largest difference first, each under what it stands in; those in a folded branch are left out. */
export function inTree(answer: Pick<Variance, "rows" | "tree">, folded: readonly string[]): Shown[] {
  const isRest = ({ row }: Shown) => Number(row.key === "rest");
  const bySize = (a: Shown, b: Shown) => isRest(a) - isRest(b) || compareAmounts(size(b.row), size(a.row));
  if (answer.tree.length === 0) return answer.rows.map((row): Shown => ({ row, level: 0 })).sort(bySize);
  const under = (parent: string | null, depth: number): Shown[] =>
    answer.tree
      .filter((node) => node.parent === parent)
      .flatMap((node): Shown[] => {
        const row = node.sum ?? answer.rows.find((one) => one.key === node.key);
        return row ? [{ row, level: 0, depth, name: node.name, branch: node.sum !== null }] : [];
      })
      .sort(bySize)
      .flatMap((shown) =>
        shown.branch && !folded.includes(shown.row.key) ? [shown, ...under(shown.row.key, depth + 1)] : [shown],
      );
  return under(null, 0);
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
  const [folded, setFolded] = useState<readonly string[]>([]);
  const { plan, period, by, against, recognition } = asked;
  const keys = opened.filter((key) => answer.rows.some((row) => row.key === key));
  const lines = useReads(
    "variance.lines",
    keys.map((key) => ({ plan, period, by, against, recognition, key, most: MOST })),
  );
  const rows = inTree(answer, folded).flatMap((shown): Shown[] => {
    const at = shown.branch ? -1 : keys.indexOf(shown.row.key);
    const inner = at < 0 ? [] : (lines[at]?.rows ?? []);
    return [shown, ...inner.map((row): Shown => ({ row, level: 1, depth: (shown.depth ?? 0) + 1 }))];
  });
  const toggle = ({ row, branch }: Shown) => {
    if (branch) setFolded(toggled(folded, row.key));
    else setOpened(toggled(opened, row.key));
  };
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
        open={shown.branch ? !folded.includes(shown.row.key) : keys.includes(shown.row.key)}
        onToggle={isGroup ? () => toggle(shown) : null}
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
