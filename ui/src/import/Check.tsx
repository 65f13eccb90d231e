// What the import would do: how many rows, which sums before and after, and every cell that cannot be read.
import { Checkbox } from "@mantine/core";
import type { Imported, ImportKind, ImportProblem } from "../api.gen";
import { formatDate, shortMonth } from "../kit/date";
import { currencyDecimals, formatAmount, formatCount, plural } from "../kit/number";
import { Card, Notes } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import classes from "./import.module.css";
import { Sample } from "./Sample";

export function Check(props: { imported: Imported; kind: ImportKind; skip: boolean; onSkip: (skip: boolean) => void }) {
  const { imported, kind, skip, onSkip } = props;
  const rows = plural(imported.imported + imported.updated, "row");
  const finding =
    imported.problem_count > 0
      ? `${plural(imported.problem_count, "cell")} cannot be read`
      : imported.imported + imported.updated > 0
        ? `${rows} can be imported`
        : "There is nothing new in this file";
  return (
    <div className={classes.stack}>
      <Notes messages={imported.notes} />
      <Card
        title={finding}
        note={`Nothing is written yet. Net sums by currency; hold them against the file${kind === "actuals" ? " or your ledger" : ""}.`}
      >
        <div className={classes.two}>
          <Counts imported={imported} />
          <Totals imported={imported} />
        </div>
      </Card>
      {imported.problem_count > 0 && <Problems imported={imported} skip={skip} onSkip={onSkip} />}
      {imported.sample.length > 0 && (
        <Card title="The first rows as they would be stored">
          <Sample
            label="First rows as they would be stored"
            columns={imported.sample_columns.map((name) => shortMonth(name))}
            rows={imported.sample.map(({ row, cells }) => ({
              row,
              cells: cells.map((cell, at) => shown(imported.sample_columns[at] ?? "", cell)),
            }))}
            right={new Set(imported.sample_columns.flatMap((name, at) => (isFigure(name) ? at : [])))}
          />
        </Card>
      )}
    </div>
  );
}

export function Counts({ imported }: { imported: Imported }) {
  const counts = [
    ["Rows read", imported.read],
    ["New", imported.imported],
    ["Changed", imported.updated],
    ["As before", imported.unchanged],
    ["Left out", imported.left_out],
  ] as const;
  return (
    <table className={classes.facts} aria-label="Rows">
      <tbody>
        {counts.map(([label, count]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{formatCount(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const isFigure = (column: string) => column === "Amount" || /^\d{4}-\d{2}$/.test(column);

/** A stored value as every other screen shows it. */
function shown(column: string, cell: string): string {
  if (isFigure(column)) return formatAmount(cell);
  return column === "Date" ? formatDate(cell) : cell;
}

export function Totals({ imported }: { imported: Imported }) {
  const { totals, before, after } = imported;
  const currencies = [...new Set([...Object.keys(totals), ...Object.keys(before), ...Object.keys(after)])].sort();
  const cell = (sums: Imported["totals"], currency: string) => {
    const amount = sums[currency];
    return amount === undefined ? "–" : formatAmount(amount, { decimals: currencyDecimals(currency) });
  };
  return (
    <table className={classes.facts} aria-label="Sums">
      <thead>
        <tr>
          <th scope="col">Currency</th>
          <th scope="col">In the file</th>
          <th scope="col">Book before</th>
          <th scope="col">Book after</th>
        </tr>
      </thead>
      <tbody>
        {currencies.map((currency) => (
          <tr key={currency}>
            <th scope="row">{currency}</th>
            <td>
              <b>{cell(totals, currency)}</b>
            </td>
            <td>{cell(before, currency)}</td>
            <td>{cell(after, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const COLUMNS: Column<ImportProblem>[] = [
  { key: "row", title: "Row", width: 80, right: true, render: (problem) => formatCount(problem.row) },
  {
    key: "column",
    title: "Column",
    width: 90,
    right: true,
    render: (problem) => (problem.column ? letter(problem.column) : "–"),
  },
  { key: "text", title: "What stands there", width: "26%", render: (problem) => problem.text },
  { key: "message", title: "What is wrong", render: (problem) => problem.message },
];

/** The letter of a column, as a spreadsheet writes it. */
export function letter(column: number): string {
  let text = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
}

function Problems({ imported, skip, onSkip }: { imported: Imported; skip: boolean; onSkip: (skip: boolean) => void }) {
  const { problems, problem_count } = imported;
  return (
    <Card
      title="These cells cannot be read"
      note={
        problem_count > problems.length
          ? `The first ${formatCount(problems.length)} of ${formatCount(problem_count)}. Mend them in the file, or leave these rows out.`
          : "Mend them in the file and choose it again, or leave these rows out."
      }
    >
      <div className={classes.problems}>
        <Table
          label="Cells that cannot be read"
          columns={COLUMNS}
          count={problems.length}
          rowAt={(index) => problems[index]}
          keyOf={(problem) => `${problem.row}/${problem.column}/${problem.message}`}
          fill
        />
      </div>
      <Checkbox
        mt="sm"
        size="xs"
        label="Import the rest and leave these rows out"
        checked={skip}
        onChange={(event) => onSkip(event.currentTarget.checked)}
      />
    </Card>
  );
}
