// The months of a fiscal year: which are closed, by whom, and what is still to be done in those that are open.
import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { useChange, useRead } from "../api";
import type { ClosingMonth, Month } from "../api.gen";
import { Explained } from "../explain/Explained";
import { formatMoment, formatMonth } from "../kit/date";
import { currencyDecimals, formatAmount, formatCount, plural } from "../kit/number";
import { Pill, Refusal } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import settings from "../settings/settings.module.css";
import { useBook } from "../shell/book";
import shell from "../shell/shell.module.css";
import { sayError, useDone } from "../shell/undo";
import { CloseDialog } from "./CloseDialog";
import { Part } from "./Part";
import { queryOf } from "./query";

/** Everything that is posted in a month. */
const ofMonth = (period: Month) => ({ ...queryOf(new URLSearchParams({ period })), from: 0, count: 0 });

export function Months() {
  const book = useBook();
  const [year, setYear] = useState(book.fiscal_year);
  const list = useRead("closing.list", { fiscal_year: year }, { keep: true });
  const [closing, setClosing] = useState<Month | null>(null);
  const reopen = useChange("closing.reopen");
  const done = useDone();
  const frozen = book.read_only !== null;
  const { currency } = book.settings;
  const rows = list.data ?? [];
  const years = [...new Set([...book.fiscal_years, book.fiscal_year])].sort((a, b) => b - a);
  const open = async (month: Month) => {
    try {
      await reopen.run({ month });
      done(`${formatMonth(month)} is open again.`);
    } catch (thrown) {
      sayError(thrown);
    }
  };
  const count = (value: number) => (value === 0 ? <span className="soft">–</span> : formatCount(value));
  const columns: Column<ClosingMonth>[] = [
    { key: "month", title: "Month", width: 150, render: (row) => <b>{formatMonth(row.month)}</b> },
    {
      key: "state",
      title: "State",
      width: 90,
      render: (row) => (row.closed ? <Pill tone="good">Closed</Pill> : <Pill>Open</Pill>),
    },
    {
      key: "who",
      title: "Closed by",
      render: (row) => (
        <span className="soft">{row.closed && `${row.closed.who}, ${formatMoment(row.closed.at)}`}</span>
      ),
    },
    {
      key: "count",
      title: "Actuals",
      width: 90,
      right: true,
      render: (row) => (row.count === 0 ? count(0) : <a href={`#/actuals?period=${row.month}`}>{count(row.count)}</a>),
    },
    {
      key: "unmatched",
      title: "Unmatched",
      width: 90,
      right: true,
      render: (row) =>
        row.unmatched === 0 ? (
          count(0)
        ) : (
          <a className="warn" href={`#/actuals?period=${row.month}&state=unmatched`}>
            {count(row.unmatched)}
          </a>
        ),
    },
    { key: "accruals", title: "Accruals", width: 90, right: true, render: (row) => count(row.accruals) },
    {
      key: "total",
      title: `In ${currency}`,
      width: 140,
      right: true,
      render: (row) =>
        row.total === null ? (
          <span className="warn">no rate</span>
        ) : (
          <Explained figure={{ of: "register", query: ofMonth(row.month) }}>
            {formatAmount(row.total, { decimals: currencyDecimals(currency), zero: "dash" })}
          </Explained>
        ),
    },
    {
      key: "act",
      title: <span className="unseen">What can be done</span>,
      width: 100,
      right: true,
      render: (row) =>
        row.closed ? (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Reopen ${formatMonth(row.month)}`}
            disabled={frozen}
            onClick={() => void open(row.month)}
          >
            Reopen
          </Button>
        ) : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Close ${formatMonth(row.month)}`}
            disabled={frozen || row.month > book.as_of.slice(0, 7)}
            onClick={() => setClosing(row.month)}
          >
            Close…
          </Button>
        ),
    },
  ];
  const closed = rows.filter((row) => row.closed).length;
  return (
    <Part
      id="months"
      tools={
        <Menu position="bottom-end">
          <Menu.Target>
            <button type="button" className={shell.picker}>
              <span className="unseen">Fiscal year: </span>FY{year}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {years.map((one) => (
              <Menu.Item key={one} onClick={() => setYear(one)}>
                FY{one}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <Refusal error={list.error} />
      <div className={settings.bar}>
        <p>
          {closed === 0
            ? `No month of FY${year} is closed: months count as actual up to the last one with a posting.`
            : `${plural(closed, "month")} of FY${year} ${closed === 1 ? "is" : "are"} closed: months up to the last closed one count as actual, or up to the one at which the newest forecast was cut; later ones are forecast.`}{" "}
          Nothing gets into a closed month or out of it, by any way.
        </p>
      </div>
      {rows.length > 0 && (
        <Table
          label={`Months of FY${year}`}
          columns={columns}
          count={rows.length}
          rowAt={(at) => rows[at]}
          keyOf={(row) => row.month}
          fill
        />
      )}
      {closing && <CloseDialog month={closing} onClose={() => setClosing(null)} />}
    </Part>
  );
}
