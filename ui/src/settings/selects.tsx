// A department or a category out of its tree, for forms.
import { useRead } from "../api";
import type { Category } from "../api.gen";
import { IdSelect } from "../kit/fields";
import type { Id } from "../words";
import { placed } from "./tree";

interface SelectOf {
  value: Id | null;
  error?: string | undefined;
}

const indented = (label: string, depth: number) => "\u2003".repeat(depth) + label;

export function DepartmentSelect({ value, onChange, error }: SelectOf & { onChange: (id: Id | null) => void }) {
  const departments = placed(useRead("department.list", null).data ?? []);
  return (
    <IdSelect
      label="Department"
      none="None"
      options={departments.map(({ row, depth }) => ({
        id: row.id,
        label: indented([row.code, row.name].filter(Boolean).join(" "), depth),
      }))}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}

interface CategorySelectProps extends SelectOf {
  /** The chosen one also in full: it brings its own CapEx or OpEx. */
  onChange: (id: Id | null, category: Category | undefined) => void;
}

export function CategorySelect({ value, onChange, error }: CategorySelectProps) {
  const categories = placed(useRead("category.list", null).data ?? []);
  return (
    <IdSelect
      label="Category"
      none="None"
      options={categories.map(({ row, depth }) => ({ id: row.id, label: indented(row.name, depth) }))}
      value={value}
      onChange={(id) => onChange(id, categories.find(({ row }) => row.id === id)?.row)}
      error={error}
    />
  );
}
