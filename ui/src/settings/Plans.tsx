// The versions of the money: budgets, forecasts and scenarios, from draft over submitted to approved.
import { Button, Select, TextInput } from "@mantine/core";
import { useChange, useRead } from "../api";
import type { Plan, PlanDraft, PlanKind, PlanState as State } from "../api.gen";
import { laterVersion, useNewVersion } from "../budget/Versions";
import { formatDate, formatMonth } from "../kit/date";
import { IdSelect } from "../kit/fields";
import { problemAt } from "../kit/parts";
import { useBook } from "../shell/book";
import { go } from "../shell/location";
import { PlanState } from "../shell/pickers";
import { sayError, useDone } from "../shell/undo";
import { RecordList } from "./RecordList";
import classes from "./settings.module.css";

const KINDS: { value: PlanKind; label: string }[] = [
  { value: "budget", label: "Budget" },
  { value: "forecast", label: "Forecast" },
  { value: "scenario", label: "Scenario" },
];

const kindName = (kind: PlanKind) => KINDS.find(({ value }) => value === kind)?.label ?? kind;
const draftOf = ({ id, name, kind, fiscal_year }: Plan): PlanDraft => ({ id, name, kind, fiscal_year, copy_of: null });

export function Plans() {
  const book = useBook();
  const list = useRead("plan.list", null);
  const save = useChange("plan.save");
  const remove = useChange("plan.remove");
  const stateOf = (id: number | null) => list.data?.find((plan) => plan.id === id)?.state;

  const newDraft = (wish: string | null): PlanDraft => {
    const source = book.plans.find((plan) => wish === `copy-${plan.id}`);
    // This year is planned once; after that it is the next one that waits.
    const isPlanned = book.plans.some((plan) => plan.kind === "budget" && plan.fiscal_year === book.fiscal_year);
    const year = source?.fiscal_year ?? book.fiscal_year + (isPlanned ? 1 : 0);
    return {
      id: null,
      name: source ? `${source.name} (copy)` : `FY${year} Budget`,
      kind: source?.kind ?? "budget",
      fiscal_year: year,
      copy_of: source?.id ?? null,
    };
  };
  const years = [...new Set([...book.fiscal_years, book.fiscal_year, book.fiscal_year + 1])].sort((a, b) => b - a);

  return (
    <RecordList
      word="plan"
      note="Versions of the money for one fiscal year. An approved plan is frozen: figures and rates stay as they are."
      empty="A plan holds an amount for each budget line and month. Importing a budget makes one, or start with an empty one."
      rows={list.data}
      loading={list.error}
      nameOf={(row) => row.name}
      nameTitle="Plan"
      columns={[
        { key: "kind", title: "Kind", width: 90, render: (row) => kindName(row.kind) },
        { key: "year", title: "Year", width: 80, render: (row) => `FY${row.fiscal_year}` },
        { key: "first", title: "From", width: 120, rare: true, render: (row) => formatMonth(row.first_month) },
        { key: "version", title: "Version", width: 76, rare: true, right: true, render: (row) => row.version },
        { key: "state", title: "State", width: 100, render: (row) => <PlanState plan={row} /> },
        {
          key: "submitted",
          title: "Submitted",
          rare: true,
          width: 160,
          render: (row) => stepOf(row.submitted_by, row.submitted_at),
        },
        {
          key: "approved",
          title: "Approved",
          rare: true,
          width: 160,
          render: (row) => stepOf(row.approved_by, row.approved_at),
        },
        {
          key: "next",
          title: <span className="unseen">Next step</span>,
          width: 240,
          right: true,
          render: (row) => <NextStep plan={row} />,
        },
      ]}
      newDraft={newDraft}
      draftOf={draftOf}
      fields={["name", "kind", "fiscal_year", "copy_of"]}
      save={save.run}
      remove={(id) => remove.run({ id })}
      canRemove={(draft) => stateOf(draft.id) === "draft"}
      form={({ draft, change, error }) => (
        <>
          <TextInput
            label="Name"
            data-autofocus
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={problemAt(error, "name")}
          />
          <div className={classes.pair}>
            <Select
              label="Kind"
              data={KINDS}
              value={draft.kind}
              onChange={(value) => change({ kind: value as PlanKind })}
              allowDeselect={false}
              error={problemAt(error, "kind")}
            />
            <Select
              label="Fiscal year"
              data={years.map((year) => ({ value: String(year), label: `FY${year}` }))}
              value={String(draft.fiscal_year)}
              onChange={(value) => change({ fiscal_year: Number(value) })}
              allowDeselect={false}
              error={problemAt(error, "fiscal_year")}
            />
          </div>
          {draft.id === null && book.plans.length > 0 && (
            <IdSelect
              label="Copy lines, amounts and rates from"
              none="Nothing: start empty"
              value={draft.copy_of}
              onChange={(copy_of) => change({ copy_of })}
              options={book.plans.map(({ id, name }) => ({ id, label: name }))}
              error={problemAt(error, "copy_of")}
            />
          )}
        </>
      )}
    />
  );
}

const stepOf = (who: string | null, at: string | null) => [who, at && formatDate(at)].filter(Boolean).join(", ");

const STEPS: Record<State, { to: State; label: string; said: string } | null> = {
  draft: { to: "submitted", label: "Submit", said: "submitted" },
  submitted: { to: "approved", label: "Approve", said: "approved and frozen" },
  approved: null,
};

function NextStep({ plan }: { plan: Plan }) {
  const book = useBook();
  const setState = useChange("plan.set_state");
  const done = useDone();
  const version = useNewVersion();
  const step = STEPS[plan.state];
  const move = async (to: State, said: string) => {
    try {
      await setState.run({ plan: plan.id, state: to });
      done(`${plan.name} is ${said}.`);
    } catch (thrown) {
      sayError(thrown);
    }
  };
  if (book.read_only !== null) return null;
  return (
    <span className={classes.buttons}>
      {plan.state === "submitted" && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Send back ${plan.name}`}
          onClick={() => void move("draft", "a draft again")}
        >
          Send back
        </Button>
      )}
      {step && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`${step.label} ${plan.name}`}
          onClick={() => void move(step.to, step.said)}
        >
          {step.label}
        </Button>
      )}
      {plan.state === "approved" && laterVersion(book.plans, plan) === null && (
        <Button
          size="compact-xs"
          variant="default"
          disabled={version.busy}
          aria-label={`New version of ${plan.name}`}
          onClick={() => version.run(plan)}
        >
          New version
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Copy ${plan.name}`}
        onClick={() => go(`settings?section=plans&new=copy-${plan.id}`)}
      >
        Copy
      </Button>
    </span>
  );
}
