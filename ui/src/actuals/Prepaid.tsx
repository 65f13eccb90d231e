// Services that were paid in advance: what of them is recognised, and what is still prepaid.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useRead } from "../api";
import type { PrepaidFigure, PrepaidRow } from "../api.gen";
import { Explained } from "../explain/Explained";
import { formatDate, formatMonth } from "../kit/date";
import { currencyDecimals, formatAmount, plural } from "../kit/number";
import { EmptyState, Refusal } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import settings from "../settings/settings.module.css";
import { useBook } from "../shell/book";
import { go } from "../shell/location";
import { Part } from "./Part";
import { PrepaidDialog } from "./PrepaidDialog";

export function Prepaid() {
  const { settings: book } = useBook();
  const { data, error } = useRead("prepaid.list", null);
  const [open, setOpen] = useState<PrepaidRow | null>(null);
  const rows = data?.rows ?? [];
  const money = (row: PrepaidRow, amount: string) =>
    formatAmount(amount, { decimals: currencyDecimals(row.actual.currency) });
  const why = (row: PrepaidRow, figure: PrepaidFigure, text: string) => (
    <Explained figure={{ of: "prepaid", actual: row.prepaid.actual, figure }}>{text}</Explained>
  );
  const columns: Column<PrepaidRow>[] = [
    {
      key: "text",
      title: "Posting",
      render: (row) => (
        <OpenButton onClick={() => setOpen(row)}>
          {row.actual.text || row.actual.vendor || row.actual.document || formatDate(row.actual.date)}
        </OpenButton>
      ),
    },
    {
      key: "vendor",
      title: "Vendor",
      width: "16%",
      render: (row) => <span className="soft">{row.actual.vendor}</span>,
    },
    { key: "posted", title: "Posted", width: 96, render: (row) => formatDate(row.actual.date) },
    {
      key: "service",
      title: "Service",
      width: 190,
      render: (row) => `${formatDate(row.prepaid.first_day)} – ${formatDate(row.prepaid.last_day)}`,
    },
    {
      key: "paid",
      title: "Paid",
      width: 130,
      right: true,
      render: (row) => (
        <>
          {money(row, row.actual.whole ?? row.actual.amount)} <span className="soft">{row.actual.currency}</span>
        </>
      ),
    },
    {
      key: "recognised",
      title: "Recognised",
      width: 110,
      right: true,
      render: (row) => why(row, "recognised", money(row, row.recognised)),
    },
    {
      key: "balance",
      title: "Prepaid",
      width: 110,
      right: true,
      render: (row) => why(row, "balance", money(row, row.balance)),
    },
    {
      key: "base",
      title: `Prepaid in ${book.currency}`,
      width: 120,
      right: true,
      render: (row) =>
        row.base === null ? (
          <span className="warn">no rate</span>
        ) : (
          why(row, "base", formatAmount(row.base, { decimals: currencyDecimals(book.currency) }))
        ),
    },
  ];
  return (
    <Part id="prepaid">
      <Refusal error={error} />
      {data && rows.length > 0 && (
        <>
          <div className={settings.bar}>
            <p>
              <b>
                {data.balance === null
                  ? "The prepaid balance cannot be shown: a rate is missing"
                  : `${formatAmount(data.balance, { decimals: currencyDecimals(data.currency) })} ${data.currency} is prepaid at the end of ${formatMonth(data.until)}`}
              </b>{" "}
              · {plural(rows.length, "posting")} spread over the days of the service; prepaid is paid less recognised
            </p>
          </div>
          <Table
            label="Prepaid services"
            columns={columns}
            count={rows.length}
            rowAt={(at) => rows[at]}
            keyOf={(row) => row.prepaid.actual}
            onRow={setOpen}
            fill
          />
        </>
      )}
      {data && rows.length === 0 && (
        <EmptyState
          title="Nothing is prepaid"
          text="An invoice that pays for a year belongs to twelve months. Open an actual and give the service period it pays for: its cost is recognised over those days, and what is left is prepaid."
        >
          <Button onClick={() => go("actuals")}>Show the actuals</Button>
        </EmptyState>
      )}
      {open && <PrepaidDialog actual={open.actual} onClose={() => setOpen(null)} />}
    </Part>
  );
}
