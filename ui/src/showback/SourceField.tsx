// What a rule shares out: all that a department bears, a category, or one budget line found by its name.
import { SegmentedControl, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useRead } from "../api";
import { IdSelect } from "../kit/fields";
import { problemAt } from "../kit/parts";
import { placed } from "../settings/tree";
import type { Id } from "../words";
import type { SourceKind } from "./draft";
import type { PartProps } from "./RuleForm";
import classes from "./showback.module.css";

const KINDS: { value: SourceKind; label: string }[] = [
  { value: "department", label: "All a department bears" },
  { value: "category", label: "A category" },
  { value: "line", label: "One line" },
];

const indented = (label: string, depth: number) => "\u2003".repeat(depth) + label;

export function SourceField({ typed, change, error }: PartProps) {
  const departments = placed(useRead("department.list", null).data ?? []);
  const categories = placed(useRead("category.list", null).data ?? []);
  // Until somebody gives it a name of its own, a rule is called what it shares out.
  const choose = (source: Id | null, label: string) =>
    change(typed.name.trim() === "" && source !== null ? { source, name: label } : { source });
  const problem = problemAt(error, "source");
  return (
    <div className={classes.source}>
      <div className={classes.field}>
        <span className={classes.label} id="rule-source">
          What is shared out
        </span>
        <SegmentedControl
          size="xs"
          data-autofocus
          aria-labelledby="rule-source"
          data={KINDS}
          value={typed.kind}
          onChange={(kind) => change({ kind: kind as SourceKind, source: null })}
        />
      </div>
      {typed.kind === "department" && (
        <IdSelect
          label="Department"
          placeholder="Choose a department"
          options={departments.map(({ row, depth }) => ({
            id: row.id,
            label: indented([row.code, row.name].filter(Boolean).join(" "), depth),
          }))}
          value={typed.source}
          onChange={(id) => choose(id, departments.find(({ row }) => row.id === id)?.row.name ?? "")}
          error={problem}
        />
      )}
      {typed.kind === "category" && (
        <IdSelect
          label="Category"
          options={categories.map(({ row, depth }) => ({ id: row.id, label: indented(row.name, depth) }))}
          value={typed.source}
          onChange={(id) => choose(id, categories.find(({ row }) => row.id === id)?.row.name ?? "")}
          error={problem}
        />
      )}
      {typed.kind === "line" && <LineSelect value={typed.source} onChange={choose} error={problem} />}
    </div>
  );
}

interface LineSelectProps {
  value: Id | null;
  onChange: (value: Id | null, label: string) => void;
  error?: string;
}

/** A line out of very many: the core finds it by a part of its name. */
function LineSelect({ value, onChange, error }: LineSelectProps) {
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 120);
  const known = useRead("budget.line", { id: value ?? 0 }, { enabled: value !== null }).data;
  // What is chosen stands in the field as its text, which is nothing to look for.
  const text = asked === known?.description ? "" : asked;
  const found = useRead("budget.lines", { text, limit: 50 }, { keep: true }).data ?? [];
  const options = found.map(({ id, description, vendor }) => ({
    value: String(id),
    label: [description, vendor].filter(Boolean).join(" · "),
  }));
  if (known && value !== null && !options.some((one) => one.value === String(value))) {
    options.unshift({ value: String(value), label: known.description });
  }
  return (
    <Select
      label="Budget line"
      placeholder="Find a line by description or vendor"
      searchable
      data={options}
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
      value={value === null ? null : String(value)}
      onChange={(chosen) => {
        const line = found.find(({ id }) => String(id) === chosen);
        onChange(chosen === null ? null : Number(chosen), line?.description ?? "");
      }}
      nothingFoundMessage="No line by that name"
      comboboxProps={{ transitionProps: { duration: 0 } }}
      error={error}
    />
  );
}
