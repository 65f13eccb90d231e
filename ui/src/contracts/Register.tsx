// Which contracts are there, and what is to be decided next?
import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useRead } from "../api";
import type { ContractRow, Contracts } from "../api.gen";
import { formatDate } from "../kit/date";
import { currencyDecimals, formatAmount, inMarks, plural } from "../kit/number";
import { Card, EmptyState, Pill, Refusal } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import { useBook } from "../shell/book";
import { go } from "../shell/location";
import { Page } from "../shell/Page";
import { ContractForm, newContract } from "./ContractForm";
import { choose, useChoices, WITHIN } from "./choices";
import classes from "./contracts.module.css";
import { KIND, KINDS, STATE, STATES } from "./words";

export const open = (id: number) => go(`contracts?contract=${id}`);

const TONES = { draft: "warn", active: "good", notice_given: "warn", committed: "accent", ended: "neutral" } as const;

export function StatePill({ row }: { row: Pick<ContractRow, "state"> }) {
  if (row.state === null) return <span className="soft">not known</span>;
  return <Pill tone={TONES[row.state]}>{STATE[row.state]}</Pill>;
}

export function Register() {
  const book = useBook();
  const { text, kind, state, within } = useChoices();
  const query = {
    as_of: null,
    text,
    kind: kind || null,
    state: state || null,
    within: within ? Number(within) : null,
  };
  const list = useRead("contract.list", query, { keep: true });
  const [adding, setAdding] = useState(false);
  const add = book.read_only === null && <Button onClick={() => setAdding(true)}>New contract</Button>;
  return (
    <Page title="Contracts" fixed tools={add}>
      <Refusal error={list.error} />
      {list.data?.all === 0 ? (
        <EmptyState
          title="What binds the company?"
          text="A contract says how long it runs, how it is ended and what it costs. Outlay finds the last day to cancel it, makes budget lines of it and forecasts them. Import a register, or add the first one."
        >
          {add}
          <Button variant="default" onClick={() => go("import")}>
            Import a register
          </Button>
        </EmptyState>
      ) : (
        list.data && <Rows list={list.data} />
      )}
      {adding && (
        <ContractForm start={newContract(book.settings.currency)} onClose={() => setAdding(false)} onSaved={open} />
      )}
    </Page>
  );
}

function Rows({ list }: { list: Contracts }) {
  const { rows } = list;
  return (
    <Card
      title={inMarks(list.finding)}
      note={`As of ${formatDate(list.as_of)}. ${rows.length === list.all ? plural(list.all, "contract") : `${rows.length} of ${plural(list.all, "contract")}`}, values a year without tax.`}
      tools={<Filters />}
    >
      <div className={classes.table}>
        <Table
          label="Contracts"
          fill
          columns={COLUMNS}
          count={rows.length}
          rowAt={(index) => rows[index]}
          keyOf={(row) => row.id}
          onRow={(row) => open(row.id)}
          footer={list.totals.map((total) => (
            <tr key={total.currency}>
              <td colSpan={COLUMNS.length - 1}>{plural(total.count, "contract")}, what has ended not counted</td>
              <td style={{ textAlign: "right" }}>
                {money(total.running, total.currency)} {total.currency}
              </td>
            </tr>
          ))}
        />
      </div>
    </Card>
  );
}

export const money = (amount: string | null, currency: string) =>
  amount === null ? "–" : formatAmount(amount, { decimals: currencyDecimals(currency) });

function daysLeft({ days_left, state }: ContractRow) {
  if (days_left === null || state === "notice_given") return "";
  const tone =
    days_left < 0 ? classes.soft : days_left <= 30 ? classes.bad : days_left <= 90 ? classes.warn : undefined;
  return <span className={tone}>{formatAmount(String(days_left))}</span>;
}

const COLUMNS: readonly Column<ContractRow>[] = [
  {
    key: "title",
    title: "Contract",
    render: (row) => <OpenButton onClick={() => open(row.id)}>{row.title || row.number}</OpenButton>,
  },
  { key: "number", title: "Number", width: 100, rare: true, render: (row) => row.number },
  { key: "vendor", title: "Vendor", width: "14%", render: (row) => row.vendor },
  { key: "kind", title: "Kind", width: 98, rare: true, render: (row) => KIND[row.kind] },
  { key: "state", title: "State", width: 100, render: (row) => <StatePill row={row} /> },
  { key: "owner", title: "Owner", width: "10%", rare: true, render: (row) => row.owner },
  {
    key: "term_end",
    title: "Term ends",
    width: 100,
    right: true,
    render: (row) => (row.term_end ? formatDate(row.term_end) : "–"),
  },
  {
    key: "cancel_by",
    title: "Cancel by",
    width: 100,
    right: true,
    render: (row) => (row.cancel_by && row.days_left !== null ? formatDate(row.cancel_by) : "–"),
  },
  { key: "days", title: "Days left", width: 66, right: true, render: daysLeft },
  {
    key: "yearly",
    title: "A year",
    width: 146,
    right: true,
    render: (row) => (row.yearly === null ? "–" : `${money(row.yearly, row.currency)} ${row.currency}`),
  },
];

function Filters() {
  const { text, kind, state, within } = useChoices();
  const select = { size: "xs", clearable: true, comboboxProps: { transitionProps: { duration: 0 } } } as const;
  return (
    <div className={classes.filters}>
      <TextInput
        size="xs"
        aria-label="Filter by text"
        placeholder="Number, title, vendor, owner"
        value={text}
        onChange={(event) => choose({ text: event.currentTarget.value })}
      />
      <Select
        {...select}
        aria-label="Kind"
        placeholder="Any kind"
        clearButtonProps={{ "aria-label": "Clear the kind" }}
        data={KINDS}
        value={kind || null}
        onChange={(value) => choose({ kind: (value ?? "") as typeof kind })}
      />
      <Select
        {...select}
        aria-label="State"
        placeholder="Any state"
        clearButtonProps={{ "aria-label": "Clear the state" }}
        data={STATES}
        value={state || null}
        onChange={(value) => choose({ state: (value ?? "") as typeof state })}
      />
      <Select
        {...select}
        aria-label="Due"
        placeholder="Due whenever"
        clearButtonProps={{ "aria-label": "Clear when it is due" }}
        data={WITHIN.map((days) => ({ value: days, label: `Due in ${days} days` }))}
        value={within || null}
        onChange={(value) => choose({ within: (value ?? "") as typeof within })}
      />
    </div>
  );
}
