// One budget line: what is bought, from whom, for whom, and how it is counted. Its amounts are typed in the grid.
import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { asCallError, useChange, useRead } from "../api";
import type { Category, Expense, LineDraft, Plan, Purpose } from "../api.gen";
import { IdSelect, useDraft } from "../kit/fields";
import { problemAt, Refusal } from "../kit/parts";
import { CategorySelect, DepartmentSelect } from "../settings/selects";
import { useBook } from "../shell/book";
import { sayError, useDone } from "../shell/undo";
import classes from "./budget.module.css";
import { EXPENSE } from "./columns";

const FIELDS: readonly (keyof LineDraft)[] = [
  "description",
  "vendor",
  "category",
  "department",
  "project",
  "currency",
  "expense",
  "purpose",
  "owner",
  "notes",
];

const EXPENSES = Object.entries(EXPENSE).map(([value, label]) => ({ value, label }));
const PURPOSES: { value: Purpose; label: string }[] = [
  { value: "run", label: "Run" },
  { value: "grow", label: "Grow" },
  { value: "transform", label: "Transform" },
];

interface LineFormProps {
  plan: Plan;
  /** The line to change; null for a new one. */
  line: number | null;
  onClose: () => void;
}

export function LineForm({ plan, line, onClose }: LineFormProps) {
  const book = useBook();
  const known = useRead("budget.line", { id: line ?? 0 }, { enabled: line !== null });
  const start: LineDraft | undefined =
    line === null ? newLine(plan, book.settings.currency) : known.data && { ...known.data, plan: plan.id };
  return (
    <>
      <Refusal error={known.error} />
      {start && <Fields start={start} onClose={onClose} />}
    </>
  );
}

function newLine(plan: Plan, currency: string): LineDraft {
  return {
    id: null,
    plan: plan.id,
    description: "",
    vendor: null,
    category: null,
    department: null,
    project: null,
    currency,
    expense: "opex",
    purpose: "run",
    owner: "",
    notes: "",
  };
}

function Fields({ start, onClose }: { start: LineDraft; onClose: () => void }) {
  const { draft, change, error, setError } = useDraft(start);
  const save = useChange("budget.save_line");
  const done = useDone();
  const projects = useRead("project.list", null).data ?? [];
  const currencies = useRead("settings.currencies", null).data ?? [];

  const submit = async () => {
    setError(null);
    try {
      await save.run(draft);
      onClose();
      done(draft.id === null ? `“${draft.description.trim()}” is added.` : `“${draft.description.trim()}” is changed.`);
    } catch (thrown) {
      setError(asCallError(thrown));
    }
  };
  // What is wrong is put right where it stands: the focus goes to the first such field.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [error]);
  // A category brings its own CapEx or OpEx to a new line; what was chosen before that is a guess of ours.
  const chooseCategory = (category: number | null, found: Category | undefined) =>
    change(found && draft.id === null ? { category, expense: found.expense } : { category });

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Refusal error={error} fields={FIELDS} />
      <div className={classes.form}>
        <TextInput
          label="What is bought"
          placeholder="Monitoring, production"
          data-autofocus
          value={draft.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          error={problemAt(error, "description")}
        />
        <div className={classes.pair}>
          <VendorSelect
            value={draft.vendor}
            onChange={(vendor) => change({ vendor })}
            error={problemAt(error, "vendor")}
          />
          <CategorySelect value={draft.category} onChange={chooseCategory} error={problemAt(error, "category")} />
          <DepartmentSelect
            value={draft.department}
            onChange={(department) => change({ department })}
            error={problemAt(error, "department")}
          />
          <IdSelect
            label="Project"
            none="None"
            options={projects.map(({ id, name }) => ({ id, label: name }))}
            value={draft.project}
            onChange={(project) => change({ project })}
            error={problemAt(error, "project")}
          />
          <Select
            label="Currency"
            searchable
            allowDeselect={false}
            data={(currencies.length > 0 ? currencies : [{ code: draft.currency, name: "" }]).map(({ code, name }) => ({
              value: code,
              label: name ? `${code} – ${name}` : code,
            }))}
            value={draft.currency}
            onChange={(currency) => change({ currency: currency ?? draft.currency })}
            error={problemAt(error, "currency")}
          />
          <TextInput
            label="Owner"
            value={draft.owner}
            onChange={(event) => change({ owner: event.currentTarget.value })}
            error={problemAt(error, "owner")}
          />
          <Select
            label="CapEx or OpEx"
            allowDeselect={false}
            data={EXPENSES}
            value={draft.expense}
            onChange={(expense) => change({ expense: (expense ?? draft.expense) as Expense })}
            error={problemAt(error, "expense")}
          />
          <Select
            label="Purpose"
            allowDeselect={false}
            data={PURPOSES}
            value={draft.purpose}
            onChange={(purpose) => change({ purpose: (purpose ?? draft.purpose) as Purpose })}
            error={problemAt(error, "purpose")}
          />
        </div>
        <Textarea
          label="Notes"
          autosize
          minRows={2}
          maxRows={8}
          value={draft.notes}
          onChange={(event) => change({ notes: event.currentTarget.value })}
          error={problemAt(error, "notes")}
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.busy}>
            {draft.id === null ? "Add line" : "Save"}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface VendorSelectProps {
  value: number | null;
  onChange: (vendor: number | null) => void;
  error?: string;
}

/** The vendor, and a way to add one that is not in the book yet without leaving the line. */
function VendorSelect({ value, onChange, error }: VendorSelectProps) {
  const vendors = useRead("vendor.list", null).data ?? [];
  const save = useChange("vendor.save");
  const [search, setSearch] = useState("");
  const wish = search.trim();
  const isNew = wish !== "" && !vendors.some(({ name }) => name.toLowerCase() === wish.toLowerCase());
  const add = async () => {
    try {
      const texts = { tier: "", criticality: "", owner: "", status: "", number: "", contacts: "", notes: "" };
      onChange((await save.run({ id: null, name: wish, category: null, ...texts })).id);
    } catch (thrown) {
      sayError(thrown);
    }
  };
  return (
    <Select
      label="Vendor"
      placeholder="None"
      searchable
      clearable
      clearButtonProps={{ "aria-label": "Clear the vendor" }}
      limit={200}
      data={[
        ...vendors.map(({ id, name }) => ({ value: String(id), label: name })),
        ...(isNew ? [{ value: "new", label: `Add “${wish}”` }] : []),
      ]}
      searchValue={search}
      onSearchChange={setSearch}
      value={value === null ? null : String(value)}
      onChange={(chosen) => (chosen === "new" ? void add() : onChange(chosen === null ? null : Number(chosen)))}
      error={error}
    />
  );
}
