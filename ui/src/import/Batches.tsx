// The imports so far, and the way back from each.
import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useChange, useRead } from "../api";
import type { Currency, ImportBatch } from "../api.gen";
import { formatDate, formatMoment } from "../kit/date";
import { currencyDecimals, formatAmount, formatCount, plural } from "../kit/number";
import { Refusal } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { toast } from "../kit/toast";
import { useBook } from "../shell/book";
import { go } from "../shell/location";
import { sayError } from "../shell/undo";
import { currenciesOf } from "./findings";
import classes from "./import.module.css";
import { KINDS } from "./words";

/** Sums by currency, that of the book first. */
function sumsOf(totals: Record<string, string>, base: Currency): string[] {
  return currenciesOf([totals], base).map(
    (currency) => `${formatAmount(totals[currency] ?? "0", { decimals: currencyDecimals(currency) })} ${currency}`,
  );
}

/** "36 rows in the file: 30 new, 6 changed". */
function rowsOf({ read, count, updated }: ImportBatch): string {
  return `${plural(read, "row")} in the file: ${formatCount(count - updated)} new, ${formatCount(updated)} changed`;
}

/** No sum is ever cut: where there is no room for the others, the pointer finds them. */
const columnsOf = (base: Currency, mixed: boolean): Column<ImportBatch>[] => [
  {
    key: "file",
    title: "File",
    render: (row) => (
      <b className={classes.file} title={row.file_name}>
        {row.file_name}
      </b>
    ),
  },
  { key: "kind", title: "As", width: 108, render: (row) => KINDS[row.kind] },
  {
    key: "at",
    title: "When",
    width: 100,
    render: (row) => (
      <span className="soft" title={formatMoment(row.at)}>
        {formatDate(row.at)}
      </span>
    ),
  },
  { key: "who", title: "Who", width: 104, rare: true, render: (row) => <span className="soft">{row.who}</span> },
  {
    key: "rows",
    title: "Rows",
    width: 64,
    right: true,
    render: (row) => <span title={rowsOf(row)}>{formatCount(row.count)}</span>,
  },
  {
    key: "totals",
    title: "Total",
    width: 150,
    right: true,
    render: (row) => {
      const sums = sumsOf(row.totals, base);
      return <span title={sums.join(", ")}>{sums[0]}</span>;
    },
  },
  ...(mixed ? [othersColumn(base)] : []),
  {
    key: "mapping",
    title: "Read with",
    width: 100,
    rare: true,
    render: (row) => (
      <span className="soft" title={row.mapping.join("; ")}>
        {row.mapping.length > 0 ? row.mapping.join("; ") : "as found"}
      </span>
    ),
  },
  {
    key: "next",
    title: <span className="unseen">What can be done</span>,
    width: 118,
    right: true,
    render: (row) => <Steps batch={row} />,
  },
];

const othersColumn = (base: Currency): Column<ImportBatch> => ({
  key: "others",
  title: "and in other currencies",
  width: 210,
  rare: true,
  render: (row) => {
    const others = sumsOf(row.totals, base).slice(1).join(", ");
    return (
      <span className="soft" title={others}>
        {others}
      </span>
    );
  },
});

export function Batches() {
  const batches = useRead("import.batches", null);
  const rows = batches.data ?? [];
  const base = useBook().settings.currency;
  const mixed = rows.some((row) => Object.keys(row.totals).length > 1);
  const columns = useMemo(() => columnsOf(base, mixed), [base, mixed]);
  return (
    <>
      <Refusal error={batches.error} />
      {batches.data && rows.length === 0 && <p className="soft">Nothing has been imported into this book yet.</p>}
      {rows.length > 0 && (
        <>
          <h2 className={classes.heading}>Imports so far</h2>
          <Table
            label="Imports so far"
            columns={columns}
            count={rows.length}
            rowAt={(index) => rows[index]}
            keyOf={(row) => row.id}
            fill
          />
        </>
      )}
    </>
  );
}

function Steps({ batch }: { batch: ImportBatch }) {
  const book = useBook();
  const undo = useChange("journal.undo");
  const redo = useChange("journal.redo");
  const takeBack = async () => {
    try {
      await undo.run({ change: batch.change });
      toast({
        message: `The import of ${batch.file_name} is taken back.`,
        actions: [{ label: "Redo", run: () => void redo.run(null).catch(sayError) }],
        ofLastChange: true,
      });
    } catch (thrown) {
      sayError(thrown);
    }
  };
  return (
    <span className={classes.buttons}>
      {(batch.kind === "actuals" || batch.kind === "budget") && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Show the ${batch.kind} of ${batch.file_name}`}
          onClick={() => go(batch.kind === "actuals" ? `actuals?batch=${batch.id}` : "budget")}
        >
          Show
        </Button>
      )}
      {batch.change !== null && book.read_only === null && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Undo the import of ${batch.file_name}`}
          onClick={() => void takeBack()}
        >
          Undo
        </Button>
      )}
    </span>
  );
}
