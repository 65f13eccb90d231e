// Where will the year end? Posted months and, by each line's method, the rest, beside the budget and the forecast before.
import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAdjustments, IconHandStop, IconQuestionMark, IconRefresh } from "@tabler/icons-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { pasteText } from "../api";
import type { BookState, Forecast, ForecastRow } from "../api.gen";
import { activeCell, explain, isExplainKey } from "../explain/open";
import { Chart } from "../kit/Drawing";
import { shortMonth } from "../kit/date";
import type { MenuEntry } from "../kit/grid/contract";
import { Grid } from "../kit/grid/Grid";
import type { Block } from "../kit/grid/selection";
import { editAmount, plural, UNIT_NAME } from "../kit/number";
import { EmptyState, Refusal } from "../kit/parts";
import { useBook, useRecognition } from "../shell/book";
import { shortcut } from "../shell/keys";
import { go } from "../shell/location";
import { asksForRate, MissingRates } from "../shell/MissingRates";
import { Page } from "../shell/Page";
import { AccuracyDialog } from "./AccuracyDialog";
import { choose, foldGroup, type Unit, useChoices } from "./choices";
import { columnsOf, figureOf, inUnit, shapeOf } from "./columns";
import { DefaultsDialog } from "./DefaultsDialog";
import { linesIn, useEdits } from "./edits";
import classes from "./forecast.module.css";
import { MethodDialog } from "./MethodDialog";
import { RecutDialog } from "./RecutDialog";
import { useRows, type View } from "./rows";
import { Filter, Tools } from "./Tools";

/** What is open over the page. */
type Open =
  | { kind: "recut" }
  | { kind: "accuracy" }
  | { kind: "defaults" }
  | { kind: "method"; lines: readonly ForecastRow[] };

export default function ForecastPage() {
  const book = useBook();
  const { plan, compare, by, filter, folded } = useChoices();
  const recognition = useRecognition();
  const [words] = useDebouncedValue(filter.trim(), 120);
  const view = useMemo<View>(
    () => ({
      // A plan of a book before, or one that was removed, is none of this book's.
      plan: book.plans.some((one) => one.id === plan) ? plan : null,
      period: null,
      compare: book.plans.some((one) => one.id === compare) ? compare : null,
      recognition,
      by,
      lines: true,
      filter: words,
      collapsed: [...(folded[by] ?? [])],
    }),
    [book.plans, plan, compare, recognition, by, words, folded],
  );
  const rows = useRows(view);
  const { head } = rows;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const nothing = head !== null && head.plan === null && head.budget === null && head.row_count === 0;
  const missing = (rows.error?.problems ?? []).map(({ message }) => message).filter(asksForRate);

  return (
    <Page
      title="Forecast"
      fixed
      search={head && !nothing ? <Filter /> : undefined}
      tools={
        head && !nothing ? (
          <Tools
            head={head}
            frozen={book.read_only !== null}
            onRecut={() => setOpen({ kind: "recut" })}
            onAccuracy={() => setOpen({ kind: "accuracy" })}
            onDefaults={() => setOpen({ kind: "defaults" })}
          />
        ) : undefined
      }
    >
      {missing.length > 0 ? <MissingRates messages={missing} /> : <Refusal error={rows.error} />}
      {nothing && <Nothing book={book} />}
      {head && !nothing && (
        <div className={classes.page}>
          <Chart drawing={head.chart} onKey={go} />
          <Notes head={head} frozen={book.read_only !== null} onRecut={() => setOpen({ kind: "recut" })} />
          {head.row_count === 0 && words !== "" ? (
            <NothingFound words={words} />
          ) : (
            <Sheet
              head={head}
              rowAt={rows.rowAt}
              onVisible={rows.onVisible}
              view={view}
              book={book}
              onMethod={(lines) => setOpen({ kind: "method", lines })}
            />
          )}
        </div>
      )}
      {head && open?.kind === "recut" && <RecutDialog head={head} onClose={close} />}
      {head && open?.kind === "accuracy" && (
        <AccuracyDialog head={head} readOnly={readOnlyBy(head, book)} onClose={close} />
      )}
      {head && open?.kind === "defaults" && (
        <DefaultsDialog head={head} readOnly={readOnlyBy(head, book)} onClose={close} />
      )}
      {head?.plan && open?.kind === "method" && (
        <MethodDialog plan={head.plan} lines={open.lines} readOnly={readOnlyBy(head, book)} onClose={close} />
      )}
    </Page>
  );
}

/** Why nothing of the forecast can be changed; null if it can. */
function readOnlyBy(head: Forecast, book: BookState): string | null {
  if (book.read_only !== null) return book.read_only;
  if (head.plan === null) return "There is no forecast of this year yet. Cut the first one.";
  if (head.plan.state === "approved") return `${head.plan.name} is approved and frozen. Cut a new forecast to go on.`;
  return null;
}

const COSTS = "What it costs follows from what is paid: type in the cash view.";

interface SheetProps {
  head: Forecast;
  rowAt: (index: number) => ForecastRow | undefined;
  onVisible: (first: number, last: number, active: number) => void;
  view: View;
  book: BookState;
  onMethod: (lines: readonly ForecastRow[]) => void;
}

function Sheet({ head, rowAt, onVisible, view, book, onMethod }: SheetProps) {
  const { unit } = useChoices();
  const paid = view.recognition !== "expense";
  const readOnly = readOnlyBy(head, book) ?? (paid ? null : COSTS);
  const cut = head.plan?.closed ?? head.closed;
  const closed = Math.max(cut, head.closed);
  const edits = useEdits(head.plan?.id ?? null, rowAt, closed);
  const columns = useMemo(() => columnsOf(head, unit), [head, unit]);
  const sheet = useRef<HTMLDivElement>(null);
  const explainActive = () => {
    const cell = sheet.current && activeCell(sheet.current);
    const column = cell && columns[cell.column];
    if (!cell || !column) return;
    const row = rowAt(cell.row)?.key ?? "total";
    // The whole of it counts, folded or not.
    const query = { ...view, collapsed: [], from: 0, count: 0 };
    explain({ of: "forecast", query, row, ...figureOf(column.key, head.months) });
  };
  const onOpen = useCallback((row: ForecastRow) => row.line !== null && onMethod([row]), [onMethod]);
  const menuOf = (row: ForecastRow, block: Block | null): MenuEntry[] => {
    const many = block && block.bottom > block.top ? linesIn(rowAt, block) : null;
    const lines = many ?? (row.line === null ? [] : [row]);
    const why: MenuEntry = {
      label: "Explain…",
      icon: <IconQuestionMark size={15} />,
      keys: shortcut("E"),
      run: explainActive,
    };
    if (lines.length === 0) return [why];
    return [
      why,
      {
        label: lines.length > 1 ? `Method of ${plural(lines.length, "line")}…` : "Method…",
        keys: lines.length > 1 ? undefined : "F2 at its method",
        icon: <IconAdjustments size={15} />,
        disabled: head.plan === null,
        run: () => onMethod(lines),
      },
      {
        label: "Back to the method",
        keys: "Delete",
        icon: <IconHandStop size={15} />,
        disabled: readOnly !== null || block === null,
        run: () => void (block && edits.clear(block)),
      },
    ];
  };
  const lockedBy = ({ row, value }: { row: ForecastRow; value: number }): string | null => {
    if (row.kind === "unmatched") return "These actuals belong to no line yet. Match them on the Actuals screen.";
    if (row.line === null) return "Groups and totals follow from their lines. Type into a line.";
    if (value < closed) return `${shortMonth(head.months[value] ?? "")} is closed: it is what was posted.`;
    return null;
  };
  return (
    <div
      ref={sheet}
      className={classes.sheet}
      onKeyDownCapture={(event) => {
        if (!isExplainKey(event)) return;
        event.preventDefault();
        explainActive();
      }}
    >
      <Grid<ForecastRow>
        label={`${head.plan?.name ?? "Forecast"}, amounts by month`}
        columns={columns}
        rowCount={head.row_count}
        rowAt={rowAt}
        shapeOf={shapeOf}
        total={head.total}
        view={`${head.plan?.id} ${view.by} ${view.filter}`}
        textOf={({ row, value }) => editAmount(row.own[value] ?? row.months[value] ?? "0")}
        lockedBy={lockedBy}
        readOnly={readOnly}
        onType={edits.type}
        onClear={edits.clear}
        onFill={edits.fill}
        onPaste={edits.paste}
        copied={edits.copied}
        copy={async (block) => edits.copied(block)}
        pasteText={pasteText}
        onFold={(row, fold) => foldGroup(row.key, fold)}
        onOpen={onOpen}
        onSelect={ignore}
        onVisible={onVisible}
        menuOf={menuOf}
        status={<Status head={head} unit={unit} paid={paid} onExplain={explainActive} />}
        announcement=""
      />
    </div>
  );
}

const ignore = () => {};

/** The unit, how the cells are read, and how far the year may end off. */
function Status({ head, unit, paid, onExplain }: { head: Forecast; unit: Unit; paid: boolean; onExplain: () => void }) {
  const { total } = head;
  const text = (amount: string) => inUnit(amount, unit, head.currency);
  const marks = "plain: posted, hatched: expected";
  const parts = [paid ? `${marks}, corner: typed by hand` : marks, "Δ: plus is favourable"];
  if (total.low !== null && total.high !== null && total.low !== total.high) {
    const lines = `${total.ranged} of ${plural(total.count, "line")}`;
    parts.push(
      `${text(total.low)} to ${text(total.high)}, likely ${text(total.forecast)}: the ranges of ${lines}, as if all went low or high at once`,
    );
  }
  return (
    <>
      <button
        type="button"
        className={classes.unit}
        title={unit === "thousand" ? "Show full amounts" : "Show thousands"}
        onClick={() => choose({ unit: unit === "thousand" ? "one" : "thousand" })}
      >
        {unit === "thousand" ? `${UNIT_NAME.thousand} ${head.currency}, rounded` : head.currency}
      </button>
      <span className={classes.parts} title={parts.join(" · ")}>
        {["", ...parts].join(" · ")}
      </span>
      <button type="button" className={classes.hint} onClick={onExplain}>
        Explain {shortcut("E")}
      </button>
    </>
  );
}

/** What is to be known before the figures are taken at their word, and the way on. */
function Notes({ head, frozen, onRecut }: { head: Forecast; frozen: boolean; onRecut: () => void }) {
  if (head.notes.length === 0) return null;
  const stale = head.plan === null || (head.plan.closed !== null && head.closed > head.plan.closed);
  return (
    <div className={classes.notes} role="note">
      <div>
        {head.notes.map((note) => (
          <div key={note}>{note}</div>
        ))}
      </div>
      {stale && !frozen && (
        <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={onRecut}>
          {head.plan === null ? "Cut the first forecast…" : "Cut anew…"}
        </Button>
      )}
    </div>
  );
}

function NothingFound({ words }: { words: string }) {
  return (
    <EmptyState
      title={`No line matches “${words}”`}
      text="The filter looks at lines, their vendors and the groups they stand in."
    >
      <Button variant="default" onClick={() => choose({ filter: "" })}>
        Show all lines
      </Button>
    </EmptyState>
  );
}

function Nothing({ book }: { book: BookState }) {
  const hasPlans = book.plans.length > 0;
  return (
    <EmptyState
      title="Where will the year end?"
      text={
        hasPlans
          ? `A forecast is what was posted and what is still expected. FY${book.fiscal_year} has neither a budget nor actuals yet.`
          : "A forecast is what was posted and what is still expected, line by line. It starts with a budget."
      }
    >
      <Button onClick={() => go("import?kind=budget")}>Import a budget</Button>
      <Button variant="default" onClick={() => go("settings?section=plans&new=1")}>
        Make a plan
      </Button>
    </EmptyState>
  );
}
