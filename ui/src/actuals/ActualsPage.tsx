// What did we spend? Every posted transaction, and the budget line it belongs to.
import { ActionIcon, Button, Checkbox, Menu, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue, useHotkeys } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useChange, useRows } from "../api";
import type { ActualRow, Actuals } from "../api.gen";
import { formatDate } from "../kit/date";
import { currencyDecimals, formatAmount, formatCount, plural } from "../kit/number";
import { EmptyState, Pill, Refusal } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import { useBook } from "../shell/book";
import { exportActuals } from "../shell/handover";
import { useBareKey } from "../shell/keys";
import { go, setParameters, usePlace } from "../shell/location";
import { MissingRates } from "../shell/MissingRates";
import { Page } from "../shell/Page";
import { sayError, useDone } from "../shell/undo";
import type { Id } from "../words";
import { ActualForm } from "./ActualForm";
import classes from "./actuals.module.css";
import { MatchDialog } from "./MatchDialog";
import { PeriodPicker } from "./PeriodPicker";
import { type Query, queryOf } from "./query";

export default function ActualsPage() {
  const book = useBook();
  const { parameters } = usePlace();
  const query = useMemo(() => queryOf(parameters), [parameters]);
  const list = useRows("actual.list", query);
  const [selected, setSelected] = useState<ReadonlyMap<Id, ActualRow>>(new Map());
  const [editing, setEditing] = useState<ActualRow | "new" | null>(null);
  const frozen = book.read_only !== null;
  const [matching, setMatching] = useState<readonly ActualRow[] | null>(null);
  const asked = JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question, another selection
  useEffect(() => setSelected(new Map()), [asked]);
  useBareKey("m", () => selected.size > 0 && !frozen && setMatching([...selected.values()]));

  const toggle = (row: ActualRow) => {
    const next = new Map(selected);
    if (!next.delete(row.id)) next.set(row.id, row);
    setSelected(next);
  };

  const columns: Column<ActualRow>[] = [
    {
      key: "select",
      title: <span className="unseen">Selected</span>,
      width: 36,
      render: (row) => (
        <Checkbox
          size="xs"
          aria-label={`Select ${row.text || row.vendor || row.document}`}
          checked={selected.has(row.id)}
          onChange={() => toggle(row)}
        />
      ),
    },
    {
      key: "date",
      title: "Date",
      width: 96,
      render: (row) => <OpenButton onClick={() => setEditing(row)}>{formatDate(row.date)}</OpenButton>,
    },
    { key: "vendor", title: "Vendor", width: "17%", render: (row) => row.vendor },
    { key: "text", title: "Text", render: (row) => <span className="soft">{row.text}</span> },
    {
      key: "document",
      title: "Document",
      rare: true,
      width: "10%",
      render: (row) => <span className="soft">{row.document}</span>,
    },
    {
      key: "centre",
      title: "Cost centre",
      rare: true,
      width: "8%",
      render: (row) => <span className="soft">{row.cost_centre}</span>,
    },
    {
      key: "line",
      title: "Budget line",
      width: "17%",
      render: (row) => <LineCell row={row} onMatch={frozen ? undefined : () => setMatching([row])} />,
    },
    {
      key: "amount",
      title: "Amount",
      width: 136,
      right: true,
      render: (row) => (
        <>
          {formatAmount(row.amount, { decimals: currencyDecimals(row.currency) })}{" "}
          <span className="soft">{row.currency}</span>
        </>
      ),
    },
    {
      key: "base",
      title: `In ${book.settings.currency}`,
      width: 108,
      right: true,
      render: (row) =>
        row.base === null ? (
          <span className="warn" title={`There is no rate for ${row.currency} in this month.`}>
            no rate
          </span>
        ) : (
          formatAmount(row.base, { decimals: currencyDecimals(book.settings.currency) })
        ),
    },
  ];

  return (
    <Page
      title="Actuals"
      fixed
      search={<Filter value={query.filter} />}
      tools={
        <>
          <PeriodPicker period={query.period} onPick={(period) => setParameters({ period })} />
          <ExportMenu query={query} disabled={list.count === 0} />
          <Button variant="default" onClick={() => go("import?kind=actuals")}>
            Import
          </Button>
          <Button disabled={frozen} onClick={() => setEditing("new")}>
            New actual
          </Button>
        </>
      }
    >
      <Refusal error={list.error} />
      <MissingRates messages={list.answer?.problems ?? []} />
      {book.actual_count > 0 && (
        <Bar
          query={query}
          answer={list.answer}
          selected={[...selected.values()]}
          onClear={() => setSelected(new Map())}
          onMatch={setMatching}
          frozen={frozen}
        />
      )}
      {list.answer && list.count > 0 && (
        <Table
          label="Actuals"
          columns={columns}
          count={list.count}
          rowAt={list.rowAt}
          keyOf={(row) => row.id}
          onSeen={list.onSeen}
          isSelected={(row) => selected.has(row.id)}
          onRow={setEditing}
          fill
        />
      )}
      {list.answer && list.count === 0 && <Nothing query={query} onNew={() => setEditing("new")} />}
      {editing && <ActualForm row={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {matching && (
        <MatchDialog
          rows={matching}
          onClose={(matched) => {
            setMatching(null);
            if (matched) setSelected(new Map());
          }}
        />
      )}
    </Page>
  );
}

function LineCell({ row, onMatch }: { row: ActualRow; onMatch?: () => void }) {
  if (row.line !== null) return <span title={row.line_label}>{row.line_label}</span>;
  if (!onMatch) return <Pill tone="warn">Unmatched</Pill>;
  return (
    <button type="button" className={classes.unmatched} onClick={onMatch}>
      <Pill tone="warn">Match…</Pill>
      <span className="unseen"> {row.text || row.vendor} to a budget line</span>
    </button>
  );
}

function Filter({ value }: { value: string }) {
  const [text, setText] = useState(value);
  const [settled] = useDebouncedValue(text, 200);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (settled !== value && settled === text) setParameters({ filter: settled });
  }, [settled, value, text]);
  useHotkeys([["mod+F", () => field.current?.focus()]], []);
  return (
    <TextInput
      ref={field}
      className={classes.filter}
      aria-label="Filter actuals"
      placeholder="Filter by vendor, text, document"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && setText("")}
    />
  );
}

function ExportMenu({ query, disabled }: { query: Query; disabled: boolean }) {
  const all = { ...query, from: 0, count: 0 };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" disabled={disabled}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>These actuals, as they are filtered</Menu.Label>
        <Menu.Item onClick={() => void exportActuals(all, "xlsx")}>Excel workbook</Menu.Item>
        <Menu.Item onClick={() => void exportActuals(all, "csv")}>CSV</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface BarProps {
  query: Query;
  answer: Actuals | undefined;
  selected: readonly ActualRow[];
  frozen: boolean;
  onClear: () => void;
  onMatch: (rows: readonly ActualRow[]) => void;
}

/** What is shown and its sums; once something is selected, what can be done with it. */
function Bar({ query, answer, selected, frozen, onClear, onMatch }: BarProps) {
  const match = useChange("actual.match_line");
  const remove = useChange("actual.remove");
  const done = useDone();
  const actuals = selected.map((row) => row.id);
  const attempt = async (what: () => Promise<unknown>, said: string) => {
    try {
      await what();
      onClear();
      done(said);
    } catch (thrown) {
      sayError(thrown);
    }
  };
  const count = plural(selected.length, "actual");
  if (selected.length > 0) {
    return (
      <div className={classes.bar}>
        <b>{count} selected</b>
        <Button disabled={frozen} onClick={() => onMatch(selected)}>
          Match to a line… (M)
        </Button>
        <Button
          variant="default"
          disabled={frozen || selected.every((row) => row.line === null)}
          onClick={() => void attempt(() => match.run({ actuals, line: null }), `${count} unmatched.`)}
        >
          Unmatch
        </Button>
        <Button
          variant="default"
          disabled={frozen}
          onClick={() => void attempt(() => remove.run({ actuals }), `${count} removed.`)}
        >
          Remove
        </Button>
        <Button variant="subtle" onClick={onClear}>
          Clear selection
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.bar}>
      <SegmentedControl
        size="xs"
        aria-label="Which actuals"
        data={[
          { value: "all", label: "All" },
          { value: "unmatched", label: "Unmatched" },
          { value: "matched", label: "Matched" },
        ]}
        value={query.state}
        onChange={(state) => setParameters({ state: state === "all" ? null : state })}
      />
      {(["vendor", "category", "line", "batch"] as const).map(
        (name) => query[name] !== null && <Only key={name} name={name} />,
      )}
      <p className={classes.sums} role="status">
        {answer && <Sums answer={answer} />}
      </p>
    </div>
  );
}

const ONLY = { vendor: "one vendor", category: "one category", line: "one budget line", batch: "one import" };

function Only({ name }: { name: keyof typeof ONLY }) {
  return (
    <span className={classes.only}>
      Only {ONLY[name]}
      <ActionIcon
        variant="subtle"
        size="xs"
        aria-label={`Show all, not only ${ONLY[name]}`}
        onClick={() => setParameters({ [name]: null })}
      >
        <IconX size={12} />
      </ActionIcon>
    </span>
  );
}

function Sums({ answer }: { answer: Actuals }) {
  const { row_count, total, currency, sums } = answer;
  const own = sums.filter((sum) => sum.currency !== currency || sums.length > 1);
  return (
    <>
      {plural(row_count, "actual")}
      {total !== null && (
        <>
          {" · "}
          <b>
            {formatAmount(total, { decimals: currencyDecimals(currency) })} {currency}
          </b>
        </>
      )}
      {own.length > 0 &&
        ` · in ${own
          .map((sum) => `${formatAmount(sum.amount, { decimals: currencyDecimals(sum.currency) })} ${sum.currency}`)
          .join(", ")}`}
    </>
  );
}

function Nothing({ query, onNew }: { query: Query; onNew: () => void }) {
  const book = useBook();
  if (book.actual_count === 0) {
    return (
      <EmptyState
        title="What did we spend?"
        text="This screen lists what was posted in finance, and which budget line each posting belongs to. Import the export of your ledger: only a date and an amount are needed."
      >
        <Button onClick={() => go("import?kind=actuals")}>Import actuals</Button>
        <Button variant="default" onClick={onNew}>
          Type one
        </Button>
      </EmptyState>
    );
  }
  if (query.state === "unmatched" && !query.filter) {
    return (
      <EmptyState title="Nothing is unmatched here" text="Every actual that is shown belongs to a budget line.">
        <Button variant="default" onClick={() => go("actuals")}>
          Show all {formatCount(book.actual_count)}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No actual is like that" text="Nothing in this book goes with this filter and period.">
      <Button variant="default" onClick={() => go("actuals")}>
        Show all {formatCount(book.actual_count)}
      </Button>
    </EmptyState>
  );
}
