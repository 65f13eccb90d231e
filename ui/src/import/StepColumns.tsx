// The third step: what each column of the file is read as, and why; all of it can be overruled.
import { MultiSelect, Select } from "@mantine/core";
import type { ImportColumn, ImportField, Inspected, Month } from "../api.gen";
import { formatMonth, monthOf, yearOfMonths, yearStart } from "../kit/date";
import { useBook } from "../shell/book";
import { Given } from "./Given";
import classes from "./panel.module.css";
import { Reshape } from "./Reshape";
import type { StepProps } from "./StepFile";
import { assign } from "./wizard";

/** `known` are the fields by which a row is known again now, in words. */
export function StepColumns(props: StepProps & { known: readonly string[] }) {
  const { kind, inspected, onChange } = props;
  const { settings, as_of } = useBook();
  const { table } = inspected;
  if (!table) return null;
  const found = table.columns.map((column) => column.field ?? "").filter((field) => /^\d{4}-\d{2}$/.test(field));
  const months =
    kind === "budget"
      ? [...new Set([...yearOfMonths(yearStart(found[0] ?? monthOf(as_of), settings.fiscal_start)), ...found])]
      : [];
  const needed = new Set(inspected.fields.filter(({ required }) => required).map(({ name }) => name));
  return (
    <div className={classes.fields}>
      <ul className={classes.columns} aria-label="Columns of the file">
        {table.columns.map((column) => (
          <li key={column.index} data-off={column.field === null || undefined}>
            <div>
              <b title={column.name}>{column.name}</b>
              <span title={examples(inspected, column)}>{examples(inspected, column)}</span>
            </div>
            <div>
              <Select
                size="xs"
                aria-label={`${column.name} is read as`}
                placeholder="Not read"
                data={choices(inspected.fields, months, column.field)}
                value={column.field}
                onChange={(field) =>
                  onChange(({ options, ...now }) => ({
                    ...now,
                    options: { ...options, map: assign(options.map, column.index, field, column.field) },
                  }))
                }
                clearable
                clearButtonProps={{ "aria-label": `Do not read ${column.name}` }}
                searchable
                renderOption={({ option }) => (
                  <>
                    {option.label}
                    {needed.has(option.value) && <span className="soft">&nbsp;(needed)</span>}
                  </>
                )}
                nothingFoundMessage="No field by that name"
              />
              {column.reason && <span title={column.reason}>{column.reason}</span>}
            </div>
          </li>
        ))}
      </ul>
      <Given {...props} table={table} />
      <Reshape {...props} table={table} />
      <Keys {...props} />
    </div>
  );
}

/** What stands in a column: a few cells of it. */
function examples({ sample }: Inspected, { index, type }: ImportColumn): string {
  const cells = [...new Set(sample.map((row) => row.cells[index - 1] ?? "").filter(Boolean))].slice(0, 3);
  return cells.length > 0 ? cells.join(" · ") : type === "empty" ? "empty" : "empty in the first rows";
}

/** The fields to choose from; a column of a budget may also be one of its months, one of rates a currency. */
function choices(fields: readonly ImportField[], months: readonly Month[], now: string | null) {
  const named = [
    ...fields.map(({ name, label }) => ({ value: name, label })),
    ...months.map((month) => ({ value: month, label: formatMonth(month) })),
  ];
  const isThere = now === null || named.some(({ value }) => value === now);
  return isThere ? named : [...named, { value: now, label: formatMonth(now) }];
}

/** The fields by which a row is known again at the next import. */
function Keys({ wizard, inspected, known, onChange }: StepProps & { known: readonly string[] }) {
  const read = new Set(inspected.table?.columns.map(({ field }) => field));
  const fields = inspected.fields.filter(({ name }) => read.has(name));
  const { key } = wizard.options;
  return (
    <MultiSelect
      label="A row is known again by"
      description={
        key.length > 0
          ? "Chosen here"
          : `As found: ${known.length > 0 ? known.join(" and ").toLowerCase() : "everything that stands in it"}`
      }
      placeholder={key.length > 0 ? undefined : "As found"}
      data={fields.map(({ name, label }) => ({ value: name, label }))}
      value={key}
      onChange={(chosen) => onChange((now) => ({ ...now, options: { ...now.options, key: chosen } }))}
      clearable
      clearButtonProps={{ "aria-label": "As found" }}
    />
  );
}
