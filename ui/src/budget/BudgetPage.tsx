// What do we plan to spend? The plan's lines by month, in groups with totals that follow each edit.
import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPencil, IconPlus, IconQuestionMark, IconTrash } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { call, pasteText, useChange, useRead } from "../api";
import type { Grid as Answer, BookState, GridRow, Plan, Recognition, View } from "../api.gen";
import type { GridHandle, MenuEntry } from "../kit/grid/contract";
import { Grid } from "../kit/grid/Grid";
import type { Block } from "../kit/grid/selection";
import { editAmount, plural } from "../kit/number";
import { EmptyState, Refusal } from "../kit/parts";
import { LineDialog } from "../line/LineDialog";
import { NewScenario } from "../scenario/NewScenario";
import { ScenarioNote } from "../scenario/ScenarioNote";
import { choosePlan, useBook, useCompare, usePlan, useRecognition } from "../shell/book";
import { shortcut } from "../shell/keys";
import { go, setParameters, usePlace } from "../shell/location";
import { asksForRate, MissingRates } from "../shell/MissingRates";
import { Page } from "../shell/Page";
import { sayError, useDone } from "../shell/undo";
import classes from "./budget.module.css";
import { choose, foldGroup, useChoices } from "./choices";
import { amountAt, columnsOf, shapeOf, type TargetsByKey } from "./columns";
import { useExplaining, useMade } from "./explaining";
import { NewYear } from "./NewYear";
import { useRows } from "./rows";
import { announced, Status } from "./Status";
import { useEdits, useSelection } from "./sheet";
import { Filter, Tools } from "./Tools";
import { VersionNote } from "./Versions";

export default function BudgetPage() {
  useLinks();
  const plan = usePlan();
  const { plans } = useBook();
  const source = Number(usePlace().parameters.get("from"));
  const from = plans.find((one) => one.id === source);
  if (from) return <NewYear key={from.id} plan={from} />;
  return plan ? <Budget key={plan.id} plan={plan} /> : <NoPlan />;
}

/** What a link may ask for: a plan, a filter. */
function useLinks(): void {
  const { parameters } = usePlace();
  const plan = parameters.get("plan");
  const filter = parameters.get("filter");
  useEffect(() => {
    if (plan === null && filter === null) return;
    if (plan !== null) choosePlan(Number(plan));
    if (filter !== null) choose({ filter });
    setParameters({ plan: null, filter: null });
  }, [plan, filter]);
}

/** The plan compared with: the chosen one, else a budget with that of the year before and others with the budget itself. */
function useComparison(plan: Plan): Plan | null {
  const { plans } = useBook();
  const chosen = useCompare();
  const { alone } = useChoices();
  if (chosen) return chosen.id === plan.id ? null : chosen;
  if (alone) return null;
  const year = plan.kind === "budget" ? plan.fiscal_year - 1 : plan.fiscal_year;
  const budgets = plans.filter((one) => one.kind === "budget" && one.fiscal_year === year && one.id !== plan.id);
  return budgets.find((one) => one.state === "approved") ?? budgets[0] ?? null;
}

function Budget({ plan }: { plan: Plan }) {
  const book = useBook();
  const compare = useComparison(plan);
  const { group, filter, folded } = useChoices();
  const recognition = useRecognition();
  const [words] = useDebouncedValue(filter.trim(), 120);
  const view = useMemo<View>(
    () => ({
      plan: plan.id,
      compare: compare?.id ?? null,
      group,
      filter: words,
      collapsed: [...(folded[group] ?? [])],
      recognition,
    }),
    [plan.id, compare?.id, group, words, folded, recognition],
  );
  const rows = useRows(view);
  const grid = useRef<GridHandle>(null);
  const [form, setForm] = useLineForm();

  const scenario = Number(usePlace().parameters.get("scenario"));
  const over = book.plans.find((one) => one.id === scenario) ?? null;
  const readOnly = whyReadOnly(plan, book, recognition);
  const empty = rows.head !== null && rows.head.row_count === 0;
  const newLine = () => setForm({ line: null });
  return (
    <Page
      title="Budget"
      fixed
      search={<Filter onLeave={() => grid.current?.focus()} />}
      tools={
        <Tools
          plan={plan}
          compare={compare}
          filled={!empty || words !== ""}
          open={readOnly === null}
          onNewLine={newLine}
        />
      }
    >
      <Refusal error={rows.error} />
      <MissingRates messages={(rows.head?.problems ?? []).filter(asksForRate)} />
      <VersionNote plan={plan} />
      {plan.base !== null && <ScenarioNote plan={plan} group={group} />}
      {over && <NewScenario base={over} onClose={() => setParameters({ scenario: null })} />}
      {rows.head === null && !rows.error && <div aria-busy="true" />}
      {empty && words !== "" && <NothingFound words={words} />}
      {empty && words === "" && <NoLines plan={plan} readOnly={readOnly} onNewLine={newLine} />}
      {rows.head && !empty && (
        <Sheet
          view={view}
          head={rows.head}
          rowAt={rows.rowAt}
          onVisible={rows.onVisible}
          readOnly={readOnly}
          handle={grid}
          onLine={(line, spread) => setForm({ line, spread })}
        />
      )}
      {form && (
        <LineDialog
          plan={plan}
          line={form.line}
          spread={form.spread}
          onClose={() => {
            setForm(null);
            grid.current?.focus();
          }}
        />
      )}
    </Page>
  );
}

/** The open form of a line, also asked for by a link: "budget?line=12", "budget?new=1". */
function useLineForm() {
  const [form, setForm] = useState<{ line: number | null; spread?: boolean } | null>(null);
  const { parameters } = usePlace();
  const line = parameters.get("line");
  const fresh = parameters.get("new");
  useEffect(() => {
    if (line === null && fresh === null) return;
    setForm({ line: line === null ? null : Number(line) });
    setParameters({ line: null, new: null });
  }, [line, fresh]);
  return [form, setForm] as const;
}

function whyReadOnly(plan: Plan, book: BookState, recognition: Recognition): string | null {
  if (book.read_only !== null) return book.read_only;
  if (plan.base !== null) {
    return `${plan.name} lies over another plan: change its adjustments, or adopt it to go on by hand.`;
  }
  if (plan.state !== "approved") {
    return recognition === "expense" ? "Depreciation follows from what is bought: type in the cash view." : null;
  }
  return `${plan.name} is approved and frozen. Make a new version of it to go on planning.`;
}

interface SheetProps {
  view: View;
  head: Answer;
  rowAt: (index: number) => GridRow | undefined;
  onVisible: (first: number, last: number, active: number) => void;
  readOnly: string | null;
  handle: React.RefObject<GridHandle | null>;
  /** Opens a line, or the place where an amount is spread over its months. */
  onLine: (line: number, spread?: boolean) => void;
}

function Sheet({ view, head, rowAt, onVisible, readOnly, handle, onLine }: SheetProps) {
  const { unit } = useChoices();
  const edits = useEdits(view);
  const { selection, onSelect, copied, copy } = useSelection(view);
  const columns = useColumns(head, unit, useTargets(head.plan, view));
  const removeLines = useRemoveLines(view, head.plan);

  const explaining = useExplaining(view, rowAt, onSelect);
  const made = useMade(view, explaining.line, explaining.month);
  const onOpen = useCallback((row: GridRow) => row.line !== null && onLine(row.line), [onLine]);
  const menuOf = (row: GridRow, block: Block | null): MenuEntry[] => {
    const { line } = row;
    const many = block !== null && block.bottom > block.top;
    const entries: MenuEntry[] = [
      { label: "New line…", icon: <IconPlus size={15} />, disabled: readOnly !== null, run: () => go("budget?new=1") },
    ];
    if (line !== null)
      entries.unshift({
        label: "Line…",
        icon: <IconPencil size={15} />,
        keys: "F2 at its name",
        run: () => onLine(line),
      });
    entries.push({
      label: "Explain…",
      icon: <IconQuestionMark size={15} />,
      keys: shortcut("E"),
      run: () => explaining.explainRow(row, block),
    });
    if (line !== null || many) {
      entries.push({
        label: many ? "Remove these lines" : "Remove line",
        icon: <IconTrash size={15} />,
        disabled: readOnly !== null,
        run: () => void removeLines(row, block),
      });
    }
    return entries;
  };

  return (
    <div className={classes.sheet} onKeyDownCapture={explaining.onKey}>
      <Grid<GridRow>
        ref={handle}
        label={`${head.plan.name}, amounts by month`}
        columns={columns}
        rowCount={head.row_count}
        rowAt={rowAt}
        shapeOf={shapeOf}
        total={head.total}
        view={`${view.plan} ${view.group} ${view.filter}`}
        textOf={({ row, value }) => editAmount(amountAt(row, value))}
        lockedBy={({ row }) => LOCKED[row.kind]}
        readOnly={readOnly}
        onType={edits.type}
        onClear={edits.clear}
        onFill={edits.fill}
        onPaste={edits.paste}
        copied={copied}
        copy={copy}
        pasteText={pasteText}
        onFold={(row, fold) => foldGroup(row.key, fold)}
        onOpen={onOpen}
        onSelect={explaining.onSelect}
        onVisible={onVisible}
        menuOf={menuOf}
        status={
          <Status
            head={head}
            unit={unit}
            selection={selection}
            made={made}
            onSpread={readOnly === null && made !== null ? () => onLine(made.how.line, true) : null}
            onExplain={explaining.explainSelected}
            onFill={readOnly === null ? handle : null}
          />
        }
        announcement={announced(selection, unit, head.currency)}
      />
    </div>
  );
}

const LOCKED: Record<GridRow["kind"], string | null> = {
  line: null,
  group: "This is a subtotal: it follows from its lines. Type into a line.",
  total: "This is the total: it follows from the lines. Type into a line.",
};

/** The columns, the same ones as long as nothing in them changed: every row is drawn again when they do. */
function useColumns(head: Answer, unit: "thousand" | "one", targets: TargetsByKey | null) {
  const columns = useMemo(() => columnsOf(head, unit, targets), [head, unit, targets]);
  const key = JSON.stringify([
    columns.map(({ title, width }) => [title, width]),
    head.currency,
    head.compare?.id,
    unit,
    targets && [...targets.entries()],
  ]);
  const held = useRef({ key, columns });
  if (held.current.key !== key) held.current = { key, columns };
  return held.current.columns;
}

/** The targets of the groups shown, with that of all lines; nothing while none is set, or a filter hides what they are of. */
function useTargets(plan: Plan, { group, filter }: View): TargetsByKey | null {
  const by = group === "category" || group === "department" ? group : null;
  const { data } = useRead(
    "target.list",
    { plan: plan.id, by: by ?? "category", set_only: true },
    { enabled: by !== null, keep: true },
  );
  return useMemo(() => {
    if (by === null || filter !== "" || !data || data.count === 0) return null;
    const { target, gap } = data;
    const held = new Map<string, { target: string | null; gap: string | null }>(data.rows.map((row) => [row.key, row]));
    return held.set("total", { target, gap });
  }, [by, filter, data]);
}

/** Removes the lines of the selected rows, or the one the menu was opened at. */
function useRemoveLines(view: View, plan: Plan) {
  const { run } = useChange("budget.remove_lines");
  const done = useDone();
  return async (row: GridRow, block: Block | null) => {
    try {
      const lines = block ? await linesIn(view, block) : row.line === null ? [] : [row.line];
      if (lines.length === 0) return;
      const { removed } = await run({ plan: plan.id, lines });
      done(`${plural(removed, "line")} removed from ${plan.name}.`);
    } catch (thrown) {
      sayError(thrown);
    }
  };
}

/** As many rows as the core answers at once. */
const MOST_ROWS = 1_000;

/** The lines of a block, also of rows that are not in sight. */
async function linesIn(view: View, block: Block): Promise<number[]> {
  const lines: number[] = [];
  for (let from = block.top; from <= block.bottom; from += MOST_ROWS) {
    const count = Math.min(MOST_ROWS, block.bottom - from + 1);
    const { rows } = await call("budget.grid", { view, from, count });
    for (const { line } of rows) if (line !== null) lines.push(line);
  }
  return lines;
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

interface NoLinesProps {
  plan: Plan;
  readOnly: string | null;
  onNewLine: () => void;
}

function NoLines({ plan, readOnly, onNewLine }: NoLinesProps) {
  const { plans } = useBook();
  const before = plans.find((one) => one.kind === "budget" && one.fiscal_year < plan.fiscal_year);
  return (
    <EmptyState
      title={`What do you plan to spend in FY${plan.fiscal_year}?`}
      text={
        readOnly ??
        "A budget line is one thing you buy, with an amount for each month. Bring the lines in from a spreadsheet, begin with those of last year, or add them one by one."
      }
    >
      {readOnly === null && (
        <>
          <Button onClick={() => go("import")}>Import a spreadsheet</Button>
          {before && (
            <Button variant="default" onClick={() => go(`budget?from=${before.id}`)}>
              Begin with {before.name}
            </Button>
          )}
          <Button variant="default" onClick={onNewLine}>
            New line
          </Button>
        </>
      )}
    </EmptyState>
  );
}

function NoPlan() {
  return (
    <Page title="Budget">
      <EmptyState
        title="This book has no plan yet"
        text="A plan is a version of the money for one fiscal year: a budget, a forecast or a scenario. Importing a budget makes one."
      >
        <Button onClick={() => go("import")}>Import a budget</Button>
        <Button variant="default" onClick={() => go("settings?section=plans&new=1")}>
          New plan
        </Button>
      </EmptyState>
    </Page>
  );
}
