// Every posted transaction, and the budget line it belongs to.
import { Button, Checkbox, Menu, TextInput } from "@mantine/core";
import { useDebouncedValue, useHotkeys } from "@mantine/hooks";
import { useEffect, useMemo, useRef, useState } from "react";
import { useRows } from "../api";
import type { ActualRow } from "../api.gen";
import { Explained } from "../explain/Explained";
import { formatDate } from "../kit/date";
import { currencyDecimals, formatAmount, formatCount } from "../kit/number";
import { EmptyState, Pill, Refusal } from "../kit/parts";
import { type Column, OpenButton, Table } from "../kit/Table";
import { useBook } from "../shell/book";
import { exportActuals } from "../shell/handover";
import { useBareKey } from "../shell/keys";
import { go, setParameters, usePlace } from "../shell/location";
import { MissingRates } from "../shell/MissingRates";
import type { Id } from "../words";
import { ActualForm } from "./ActualForm";
import classes from "./actuals.module.css";
import { Bar, type Chosen, countOf } from "./Bar";
import { MatchDialog } from "./MatchDialog";
import { Part } from "./Part";
import { PeriodPicker } from "./PeriodPicker";
import { type Query, queryOf } from "./query";
import { SplitDialog } from "./SplitDialog";
import { WhyDialog } from "./WhyDialog";

/** What stands over the register. */
type Over =
  | { what: "edit"; row: ActualRow | null }
  | { what: "match"; chosen: Chosen }
  | { what: "split"; rows: readonly ActualRow[] }
  | { what: "why"; row: ActualRow };

export function Register() {
  const book = useBook();
  const { parameters } = usePlace();
  const query = useMemo(() => queryOf(parameters), [parameters]);
  const list = useRows("actual.list", query);
  const selection = useSelection(list.rowAt, JSON.stringify(query));
  const { selected, all } = selection;
  const [over, setOver] = useState<Over | null>(null);
  const frozen = book.read_only !== null;
  const chosen: Chosen = all ? { all, query, count: list.count } : { all, rows: [...selected.values()] };
  const match = () => countOf(chosen) > 0 && !frozen && setOver({ what: "match", chosen });
  useBareKey("m", match);
  useBareKey(
    "s",
    () => !all && selected.size > 0 && !frozen && setOver({ what: "split", rows: [...selected.values()] }),
  );
  useBareKey("w", () => {
    const focused = Number(document.activeElement?.closest("tr")?.dataset.index ?? "NaN");
    const row = Number.isNaN(focused) ? undefined : list.rowAt(focused);
    if (row) setOver({ what: "why", row });
  });
  const learn = (ids: readonly Id[]) => go(`actuals?section=rules&learn=${ids.slice(0, 200).join(",")}`);
  const columns = columnsOf({
    base: book.settings.currency,
    selection,
    count: list.count,
    onEdit: (row) => setOver({ what: "edit", row }),
    onMatch: frozen ? undefined : (row) => setOver({ what: "match", chosen: { all: false, rows: [row] } }),
    onWhy: (row) => setOver({ what: "why", row }),
  });
  const close = (changed: boolean) => {
    setOver(null);
    if (changed) selection.clear();
  };

  return (
    <Part
      id=""
      search={<Filter value={query.filter} />}
      tools={
        <>
          <PeriodPicker period={query.period} onPick={(period) => setParameters({ period })} />
          <ExportMenu query={query} disabled={list.count === 0} />
          <Button variant="default" onClick={() => go("import?kind=actuals")}>
            Import
          </Button>
          <Button disabled={frozen} onClick={() => setOver({ what: "edit", row: null })}>
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
          chosen={chosen}
          onClear={selection.clear}
          onAll={selection.takeAll}
          onMatch={match}
          onSplit={() => setOver({ what: "split", rows: [...selected.values()] })}
          onLearn={() => learn([...selected.keys()])}
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
          isSelected={(row) => all || selected.has(row.id)}
          onRow={(row) => setOver({ what: "edit", row })}
          fill
        />
      )}
      {list.answer && list.count === 0 && <Nothing query={query} onNew={() => setOver({ what: "edit", row: null })} />}
      {over?.what === "edit" && (
        <ActualForm
          row={over.row}
          onClose={() => close(false)}
          onSplit={(row) => setOver({ what: "split", rows: [row] })}
          onWhy={(row) => setOver({ what: "why", row })}
        />
      )}
      {over?.what === "match" && <MatchDialog chosen={over.chosen} onLearn={learn} onClose={close} />}
      {over?.what === "split" && <SplitDialog rows={over.rows} onClose={close} />}
      {over?.what === "why" && <WhyDialog id={over.row.id} onClose={() => close(false)} />}
    </Part>
  );
}

interface Selection {
  selected: ReadonlyMap<Id, ActualRow>;
  /** Everything that the filter shows, seen or not. */
  all: boolean;
  toggle: (index: number, extend: boolean) => void;
  /** Selects the rows between two, both of them. */
  extend: (from: number, to: number) => void;
  takeAll: () => void;
  clear: () => void;
}

/** Which rows are selected: singly, from one to another with Shift, or all. Another question, another selection. */
function useSelection(rowAt: (index: number) => ActualRow | undefined, asked: string): Selection {
  const [selected, setSelected] = useState<ReadonlyMap<Id, ActualRow>>(new Map());
  const [all, setAll] = useState(false);
  const last = useRef(0);
  const clear = () => {
    setSelected(new Map());
    setAll(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question, another selection
  useEffect(clear, [asked]);
  const extend = (from: number, to: number) => {
    const next = new Map(selected);
    for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) {
      const row = rowAt(at);
      if (row) next.set(row.id, row);
    }
    last.current = to;
    setSelected(next);
  };
  const toggle = (index: number, range: boolean) => {
    if (range && selected.size > 0) return extend(last.current, index);
    const row = rowAt(index);
    if (!row) return;
    const next = new Map(selected);
    if (!next.delete(row.id)) next.set(row.id, row);
    last.current = index;
    setAll(false);
    setSelected(next);
  };
  return { selected, all, toggle, extend, takeAll: () => setAll(true), clear };
}

interface Columns {
  base: string;
  selection: Selection;
  count: number;
  onEdit: (row: ActualRow) => void;
  onMatch?: (row: ActualRow) => void;
  onWhy: (row: ActualRow) => void;
}

const indexOf = (target: EventTarget): number => Number((target as HTMLElement).closest("tr")?.dataset.index ?? 0);

function columnsOf({ base, selection, count, onEdit, onMatch, onWhy }: Columns): Column<ActualRow>[] {
  const soft = (text: string) => <span className="soft">{text}</span>;
  return [
    {
      key: "select",
      label: "Selected",
      title: (
        <Checkbox
          size="xs"
          aria-label={`Select all ${formatCount(count)} that are shown`}
          checked={selection.all}
          indeterminate={!selection.all && selection.selected.size > 0}
          onChange={() => (selection.all ? selection.clear() : selection.takeAll())}
        />
      ),
      width: 36,
      render: (row) => (
        <Checkbox
          size="xs"
          aria-label={`Select ${row.text || row.vendor || row.document}`}
          checked={selection.all || selection.selected.has(row.id)}
          onChange={() => undefined}
          onClick={(event) => selection.toggle(indexOf(event.currentTarget), event.shiftKey)}
          onKeyDown={(event) => {
            const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
            const at = indexOf(event.currentTarget);
            if (event.shiftKey && step && at + step >= 0 && at + step < count) selection.extend(at, at + step);
          }}
        />
      ),
    },
    {
      key: "date",
      title: "Date",
      width: 96,
      render: (row) => <OpenButton onClick={() => onEdit(row)}>{formatDate(row.date)}</OpenButton>,
    },
    { key: "vendor", title: "Vendor", width: "17%", render: (row) => row.vendor },
    { key: "text", title: "Text", render: (row) => soft(row.text) },
    { key: "document", title: "Document", rare: true, width: "10%", render: (row) => soft(row.document) },
    { key: "centre", title: "Cost centre", rare: true, width: "8%", render: (row) => soft(row.cost_centre) },
    {
      key: "line",
      title: "Budget line",
      width: "17%",
      render: (row) => <LineCell row={row} onMatch={row.closed ? undefined : onMatch} onWhy={onWhy} />,
    },
    {
      key: "amount",
      title: "Amount",
      width: 136,
      right: true,
      render: (row) => (
        <span title={row.whole === null ? undefined : `Of ${formatAmount(row.whole)} ${row.currency}`}>
          {row.whole !== null && <span className="soft">part </span>}
          {formatAmount(row.amount, { decimals: currencyDecimals(row.currency) })}{" "}
          <span className="soft">{row.currency}</span>
        </span>
      ),
    },
    {
      key: "base",
      title: `In ${base}`,
      width: 108,
      right: true,
      render: (row) =>
        row.base === null ? (
          <span className="warn" title={`There is no rate for ${row.currency} in this month.`}>
            no rate
          </span>
        ) : (
          <Explained figure={{ of: "posting", id: row.id }}>
            {formatAmount(row.base, { decimals: currencyDecimals(base) })}
          </Explained>
        ),
    },
  ];
}

interface LineCellProps {
  row: ActualRow;
  onMatch?: (row: ActualRow) => void;
  onWhy: (row: ActualRow) => void;
}

function LineCell({ row, onMatch, onWhy }: LineCellProps) {
  if (row.line !== null || row.parts.length > 0) {
    const label = row.parts.length > 1 ? `${row.parts.length} lines: ${row.line_label}` : row.line_label;
    return (
      <button type="button" className={classes.why} title={label} onClick={() => onWhy(row)}>
        {label}
        <span className="unseen">: why?</span>
      </button>
    );
  }
  if (!onMatch) return <Pill tone="warn">Unmatched</Pill>;
  return (
    <button type="button" className={classes.unmatched} onClick={() => onMatch(row)}>
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
