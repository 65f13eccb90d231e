// One adjustment of a scenario: what it does, on which lines, in which months.
import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { LineSelect } from "../actuals/LineSelect";
import { asCallError, useChange, useRead } from "../api";
import type { Adjustment, AdjustmentScope, Expense, Month, Purpose, Scenario } from "../api.gen";
import { Dialog } from "../kit/Dialog";
import { AmountField, amountText, IdSelect, MonthField, refuseUnread, useDraft } from "../kit/fields";
import { problemAt, Refusal } from "../kit/parts";
import { CategorySelect, DepartmentSelect } from "../settings/selects";
import { useDone } from "../shell/undo";
import classes from "./scenario.module.css";
import { sizeOf, stated, WHAT, type What } from "./words";

const FIELDS = ["percent", "amount", "posts", "role", "currency", "line", "first", "last"] as const;
const EXPENSES: readonly { value: Expense; label: string }[] = [
  { value: "opex", label: "OpEx" },
  { value: "capex", label: "CapEx" },
];
const PURPOSES: readonly { value: Purpose; label: string }[] = [
  { value: "run", label: "Run" },
  { value: "grow", label: "Grow" },
  { value: "transform", label: "Transform" },
];
const SIZE: Record<What, { label: string; suffix?: string; field: string }> = {
  percent: { label: "By how many percent", suffix: "%", field: "percent" },
  amount: { label: "More a month (− is less)", field: "amount" },
  headcount: { label: "Posts more (− is fewer)", field: "posts" },
  rate: { label: "By how many percent", suffix: "%", field: "percent" },
};

export interface AdjustmentFormProps {
  scenario: Scenario;
  start: Adjustment;
  onClose: () => void;
}

export function AdjustmentForm({ scenario, start, onClose }: AdjustmentFormProps) {
  const { what } = start;
  const { draft, change, error, setError } = useDraft({
    kind: what.kind as What,
    size: amountText(sizeOf(what) || null),
    role: what.kind === "headcount" ? what.role : null,
    currency: what.kind === "rate" ? what.currency : null,
    on: start.on,
    first: start.first,
    last: start.last,
    notes: start.notes,
  });
  const save = useChange("scenario.save");
  const done = useDone();
  const size = SIZE[draft.kind];
  const submit = async () => {
    setError(null);
    try {
      refuseUnread({ [size.field]: draft.size });
      const { kind, role, currency, on, notes } = draft;
      const isRate = kind === "rate";
      await save.run({
        id: start.id,
        plan: scenario.plan.id,
        ...stated({ kind, size: draft.size.amount ?? "0", role, currency, on }),
        first: isRate ? null : draft.first,
        last: isRate ? null : draft.last,
        notes,
      });
      onClose();
      done(`The adjustment is ${start.id === null ? "added" : "changed"}.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  const month = (label: string, field: "first" | "last") => (
    <MonthField
      label={label}
      value={draft[field] as Month | null}
      onChange={(value) => change({ [field]: value })}
      error={problemAt(error, field)}
    />
  );
  return (
    <Dialog title={start.id === null ? "New adjustment" : "Change adjustment"} size={600} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Refusal error={error} fields={FIELDS} />
        <div className={classes.form}>
          <SegmentedControl
            fullWidth
            aria-label="What changes"
            data={WHAT.map(({ value, label }) => ({ value, label }))}
            value={draft.kind}
            onChange={(kind) => change({ kind: kind as What })}
          />
          <p className={classes.note}>{WHAT.find(({ value }) => value === draft.kind)?.note}</p>
          <div className={classes.pair}>
            {draft.kind === "headcount" && (
              <IdSelect
                label="Role"
                options={scenario.roles.map((role) => ({ id: role.id ?? 0, label: role.title }))}
                value={draft.role}
                onChange={(role) => change({ role })}
                error={problemAt(error, "role")}
              />
            )}
            {draft.kind === "rate" && (
              <Select
                label="Currency"
                data={scenario.currencies}
                value={draft.currency}
                onChange={(currency) => change({ currency })}
                error={problemAt(error, "currency")}
              />
            )}
            <AmountField
              label={size.label}
              suffix={size.suffix}
              value={draft.size}
              onChange={(value) => change({ size: value })}
              error={problemAt(error, size.field)}
            />
          </div>
          {draft.kind === "percent" && (
            <Lines on={draft.on} onChange={(part) => change({ on: { ...draft.on, ...part } })} />
          )}
          {draft.kind === "amount" && (
            <Line
              one
              on={draft.on}
              onChange={(part) => change({ on: { ...draft.on, ...part } })}
              error={problemAt(error, "line")}
            />
          )}
          {draft.kind !== "rate" && (
            <div className={classes.pair}>
              {month("From (empty: start of the year)", "first")}
              {month("To (empty: end of the year)", "last")}
            </div>
          )}
          <TextInput
            label="Why"
            value={draft.notes}
            onChange={(event) => change({ notes: event.currentTarget.value })}
          />
        </div>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={save.busy}>
            {start.id === null ? "Add" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface LinesProps {
  on: AdjustmentScope;
  onChange: (part: Partial<AdjustmentScope>) => void;
}

/** Which lines: those that are all of what is chosen. */
function Lines({ on, onChange }: LinesProps) {
  const vendors = useRead("vendor.list", null).data ?? [];
  const projects = useRead("project.list", null).data ?? [];
  return (
    <fieldset className={classes.scope}>
      <legend>On lines that are all of this; nothing chosen means every line</legend>
      <div className={classes.pair}>
        <CategorySelect value={on.category} onChange={(category) => onChange({ category })} />
        <DepartmentSelect value={on.department} onChange={(department) => onChange({ department })} />
        <IdSelect
          label="Vendor"
          none="Any"
          options={vendors.map(({ id, name }) => ({ id, label: name }))}
          value={on.vendor}
          onChange={(vendor) => onChange({ vendor })}
        />
        <IdSelect
          label="Project"
          none="Any"
          options={projects.map(({ id, name }) => ({ id, label: name }))}
          value={on.project}
          onChange={(project) => onChange({ project })}
        />
        <Select
          label="CapEx or OpEx"
          placeholder="Both"
          clearable
          clearButtonProps={{ "aria-label": "Clear CapEx or OpEx" }}
          data={EXPENSES}
          value={on.expense}
          onChange={(expense) => onChange({ expense: expense as Expense | null })}
        />
        <Select
          label="Run, grow, transform"
          placeholder="All"
          clearable
          clearButtonProps={{ "aria-label": "Clear run, grow, transform" }}
          data={PURPOSES}
          value={on.purpose}
          onChange={(purpose) => onChange({ purpose: purpose as Purpose | null })}
        />
      </div>
      <Line on={on} onChange={onChange} />
    </fieldset>
  );
}

function Line({ on, onChange, error, one = false }: LinesProps & { error?: string; one?: boolean }) {
  const known = useRead("budget.line", { id: on.line ?? 0 }, { enabled: on.line !== null });
  return (
    <LineSelect
      title="Line"
      placeholder={one ? "Choose a line" : "Any line"}
      value={on.line}
      label={known.data?.description ?? ""}
      onChange={(line) => onChange({ line })}
      error={error}
    />
  );
}
