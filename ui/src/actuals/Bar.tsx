// Above the register: what is shown and what it comes to; once something is selected, what can be done with it.
import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useChange, useRead } from "../api";
import type { ActualRow, Actuals } from "../api.gen";
import { Explained } from "../explain/Explained";
import { currencyDecimals, formatAmount, plural } from "../kit/number";
import { setParameters } from "../shell/location";
import { sayError, useDone } from "../shell/undo";
import classes from "./actuals.module.css";
import type { Query } from "./query";

/** What is selected: rows, or all that the filter shows. */
export type Chosen = { all: false; rows: readonly ActualRow[] } | { all: true; query: Query; count: number };

export const countOf = (chosen: Chosen): number => (chosen.all ? chosen.count : chosen.rows.length);

interface BarProps {
  query: Query;
  answer: Actuals | undefined;
  chosen: Chosen;
  frozen: boolean;
  onClear: () => void;
  onAll: () => void;
  onMatch: () => void;
  onSplit: () => void;
  onLearn: () => void;
}

export function Bar(props: BarProps) {
  const { query, answer, chosen } = props;
  if (countOf(chosen) > 0) return <SelectionBar {...props} />;
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
      <Filters query={query} />
      <p className={classes.sums} role="status">
        {answer && <Sums answer={answer} query={query} />}
      </p>
    </div>
  );
}

function SelectionBar({ query, answer, chosen, frozen, onClear, onAll, onMatch, onSplit, onLearn }: BarProps) {
  const match = useChange("actual.match_line");
  const matchAll = useChange("actual.match_all");
  const remove = useChange("actual.remove");
  const done = useDone();
  const attempt = async (what: () => Promise<unknown>, said: string) => {
    try {
      await what();
      onClear();
      done(said);
    } catch (thrown) {
      sayError(thrown);
    }
  };
  const count = plural(countOf(chosen), "actual");
  const rows = chosen.all ? [] : chosen.rows;
  const actuals = rows.map((row) => row.id);
  const isMatched = (row: ActualRow) => row.line !== null || row.parts.length > 0;
  const unmatch = () =>
    chosen.all
      ? matchAll.run({ query: { ...query, from: 0, count: 0 }, line: null })
      : match.run({ actuals, line: null });
  return (
    <div className={classes.bar}>
      <b>{chosen.all ? `All ${count}` : `${count} selected`}</b>
      <Button disabled={frozen} onClick={onMatch}>
        {query.line === null ? "Match to a line… (M)" : "Move to a line… (M)"}
      </Button>
      {!chosen.all && (
        <Button variant="default" disabled={frozen} onClick={onSplit}>
          Split…
        </Button>
      )}
      <Button
        variant="default"
        disabled={frozen || (!chosen.all && !rows.some(isMatched))}
        onClick={() => void attempt(unmatch, `${count} unmatched.`)}
      >
        Unmatch
      </Button>
      {!chosen.all && (
        <>
          <Button variant="default" disabled={frozen || !rows.every(isMatched)} onClick={onLearn}>
            Make a rule…
          </Button>
          <Button
            variant="default"
            disabled={frozen}
            onClick={() => void attempt(() => remove.run({ actuals }), `${count} removed.`)}
          >
            Remove
          </Button>
        </>
      )}
      {!chosen.all && answer && answer.row_count > rows.length && (
        <Button variant="subtle" onClick={onAll}>
          All {plural(answer.row_count, "actual")} of this filter
        </Button>
      )}
      <Button variant="subtle" onClick={onClear}>
        Clear selection
      </Button>
    </div>
  );
}

const LISTS = {
  vendor: { word: "one vendor", of: "vendor" },
  line_vendor: { word: "lines of one vendor", of: "vendor" },
  category: { word: "one category", of: "category" },
  department: { word: "one department", of: "department" },
  project: { word: "one project", of: "project" },
  line: { word: "one budget line", of: "line" },
  rule: { word: "one rule", of: "rule" },
  batch: { word: "one import", of: "batch" },
  id: { word: "one actual", of: "actual" },
} as const;

type ListName = keyof typeof LISTS;
const NAMES = Object.keys(LISTS) as ListName[];

function Filters({ query }: { query: Query }) {
  return NAMES.map((name) => {
    const id = query[name] ?? null;
    return id === null ? null : <Only key={name} name={name} id={id} />;
  });
}

/** What the register is narrowed to, by its name, and the way to take that away. */
function Only({ name, id }: { name: ListName; id: number }) {
  const { word, of } = LISTS[name];
  const vendors = useRead("vendor.list", null, { enabled: of === "vendor" });
  const categories = useRead("category.list", null, { enabled: of === "category" });
  const departments = useRead("department.list", null, { enabled: of === "department" });
  const projects = useRead("project.list", null, { enabled: of === "project" });
  const rules = useRead("rule.list", null, { enabled: of === "rule" });
  const line = useRead("budget.line", { id }, { enabled: of === "line" });
  const named = [vendors.data, categories.data, departments.data, projects.data].find(Boolean);
  const found =
    named?.find((one) => one.id === id)?.name ??
    rules.data?.find((one) => one.id === id)?.rule.name ??
    line.data?.description ??
    null;
  return (
    <span className={classes.only} title={found ?? undefined}>
      <span>{found ? `${name === "line_vendor" ? "Lines of " : ""}${found}` : `Only ${word}`}</span>
      <ActionIcon
        variant="subtle"
        size="xs"
        aria-label={`Show all, not only ${word}`}
        onClick={() => setParameters({ [name]: null })}
      >
        <IconX size={12} />
      </ActionIcon>
    </span>
  );
}

function Sums({ answer, query }: { answer: Actuals; query: Query }) {
  const { row_count, total, currency, sums, matched, unmatched } = answer;
  const own = sums.filter((sum) => sum.currency !== currency || sums.length > 1);
  const figure = (amount: string | null) =>
    amount === null ? "no rate" : formatAmount(amount, { decimals: currencyDecimals(currency) });
  return (
    <>
      {plural(row_count, "actual")}
      {total !== null && (
        <>
          {" · "}
          <Explained figure={{ of: "register", query: { ...query, from: 0, count: 0 } }}>
            <b>
              {figure(total)} {currency}
            </b>
          </Explained>
        </>
      )}
      {own.length > 0 &&
        ` · in ${own
          .map((sum) => `${formatAmount(sum.amount, { decimals: currencyDecimals(sum.currency) })} ${sum.currency}`)
          .join(", ")}`}
      {query.state !== "matched" && matched.count > 0 && query.state !== "all" && ` · matched ${figure(matched.total)}`}
      {query.state === "all" && matched.count > 0 && unmatched.count > 0 && ` · matched ${figure(matched.total)}`}
      {query.state !== "unmatched" && unmatched.count > 0 && (
        <>
          {" · "}
          <button type="button" className={classes.open} onClick={() => setParameters({ state: "unmatched" })}>
            {unmatched.count === 1 ? "1 unmatched" : `${plural(unmatched.count, "unmatched", "unmatched")}`}{" "}
            {figure(unmatched.total)}
          </button>
        </>
      )}
    </>
  );
}
