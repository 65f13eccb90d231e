// What each column of the file is taken for, and why; all of it can be overruled.
import { NativeSelect, NumberInput, SegmentedControl, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type {
  DateOrder,
  DecimalSign,
  Found,
  ImportColumn,
  ImportField,
  ImportKind,
  ImportOptions,
  ImportTable,
  Inspected,
  Month,
} from "../api.gen";
import { formatMonth, monthOf, yearOfMonths, yearStart } from "../kit/date";
import { formatCount, plural } from "../kit/number";
import { Card, Caution } from "../kit/parts";
import { type Column, Table } from "../kit/Table";
import { useBook } from "../shell/book";
import classes from "./import.module.css";
import { Sample } from "./Sample";
import { assign, type Wizard } from "./wizard";

interface Props {
  wizard: Wizard;
  kind: ImportKind;
  planName: string;
  inspection: Inspected;
  table: ImportTable;
  onChange: (wizard: Wizard) => void;
}

export function Columns({ wizard, kind, planName, inspection, table, onChange }: Props) {
  const { fields, sample } = inspection;
  const options = (part: Partial<ImportOptions>) => onChange({ ...wizard, options: { ...wizard.options, ...part } });
  const labelOf = (name: string) => fields.find((field) => field.name === name)?.label ?? name;
  const { settings, as_of } = useBook();
  const found = table.columns.map((column) => column.field ?? "").filter((field) => /^\d{4}-\d{2}$/.test(field));
  const months =
    kind === "budget"
      ? [...new Set([...yearOfMonths(yearStart(found[0] ?? monthOf(as_of), settings.fiscal_start)), ...found])]
      : [];
  const understood = table.columns.filter((column) => column.field !== null).length;
  const example = (column: ImportColumn) =>
    sample
      .map((row) => row.cells[column.index - 1] ?? "")
      .filter(Boolean)
      .slice(0, 3)
      .join("  ·  ");

  const columns: Column<ImportColumn>[] = [
    {
      key: "name",
      title: "Column in the file",
      width: "20%",
      render: (column) => <b className={classes.file}>{column.name}</b>,
    },
    { key: "type", title: "Holds", width: 80, render: (column) => <span className="soft">{column.type}</span> },
    { key: "sample", title: "For example", render: (column) => <span className="soft">{example(column)}</span> },
    {
      key: "field",
      title: "Is read as",
      width: 210,
      render: (column) => (
        <Select
          size="xs"
          aria-label={`${column.name} is read as`}
          placeholder="Left out"
          data={choices(fields, months)}
          value={column.field}
          onChange={(field) => options({ map: assign(wizard.options.map, column.index, field, column.field) })}
          clearable
          clearButtonProps={{ "aria-label": `Leave ${column.name} out` }}
          searchable
          styles={{ input: { height: 24, minHeight: 24 }, wrapper: { margin: "1px 0" } }}
        />
      ),
    },
    {
      key: "reason",
      title: "Because",
      width: "27%",
      render: (column) => (
        <span className="soft" title={column.reason}>
          {column.reason}
        </span>
      ),
    },
  ];

  return (
    <div className={classes.stack}>
      <Caution
        messages={[
          ...inspection.missing.map(
            (field) => `No column is read as ${labelOf(field).toLowerCase()} yet. Choose one below.`,
          ),
          ...inspection.questions,
        ]}
      />
      <Card title="The file" note={inspection.notes.join(" ")}>
        <Reading
          wizard={wizard}
          kind={kind}
          planName={planName}
          inspection={inspection}
          table={table}
          onChange={onChange}
          options={options}
        />
      </Card>
      <Card
        title={`${formatCount(understood)} of ${plural(table.columns.length, "column")} understood`}
        note={`${plural(table.rows, "row")} of ${table.sheet}${table.header_row === null ? "" : `, below row ${table.header_row}`}.`}
      >
        <Table
          label="Columns of the file"
          columns={columns}
          count={table.columns.length}
          rowAt={(index) => table.columns[index]}
          keyOf={(column) => column.index}
        />
        <Given wizard={wizard} inspection={inspection} table={table} options={options} />
      </Card>
      <Card title="The first rows as they stand in the file">
        <Sample label="First rows of the file" columns={table.columns.map((column) => column.name)} rows={sample} />
      </Card>
    </div>
  );
}

/** How the file was read: sheet, head, signs. Empty means as found. */
function Reading(props: Props & { options: (part: Partial<ImportOptions>) => void }) {
  const { wizard, kind, planName, inspection, table, onChange, options } = props;
  const book = useBook();
  const chosen = wizard.options;
  const found = (what: string | null) => (what ? `As found: ${what}` : "As found");
  const sure = (what: Found<string> | null) => (what && !what.decided ? what.reason : undefined);
  const isText = inspection.encoding !== null;
  return (
    <div className={classes.reading}>
      <div>
        <div className="mantine-InputWrapper-label" id="import-kind">
          This is
        </div>
        <SegmentedControl
          size="xs"
          aria-labelledby="import-kind"
          data={[
            { value: "budget", label: "A budget" },
            { value: "actuals", label: "Actuals" },
          ]}
          value={kind}
          onChange={(value) =>
            onChange({ ...wizard, kind: value as ImportKind, options: { ...chosen, map: [], set: [] } })
          }
        />
      </div>
      {kind === "budget" && (
        <NativeSelect
          label="Into plan"
          data={[
            { value: "", label: "A new plan" },
            ...book.plans
              .filter((plan) => plan.state !== "approved")
              .map((plan) => ({ value: String(plan.id), label: plan.name })),
          ]}
          value={wizard.plan === null ? "" : String(wizard.plan)}
          onChange={(event) =>
            onChange({ ...wizard, plan: event.currentTarget.value ? Number(event.currentTarget.value) : null })
          }
        />
      )}
      {kind === "budget" && wizard.plan === null && (
        <TextInput
          label="Name of the new plan"
          value={planName}
          onChange={(event) => onChange({ ...wizard, plan_name: event.currentTarget.value })}
        />
      )}
      {inspection.sheets.length > 1 && (
        <NativeSelect
          label="Sheet"
          data={inspection.sheets.map((sheet) => ({
            value: sheet.name,
            label: `${sheet.name}${sheet.hidden ? " (hidden)" : ""}, ${plural(sheet.rows, "row")}`,
          }))}
          value={chosen.sheet ?? table.sheet}
          onChange={(event) => options({ sheet: event.currentTarget.value, header_row: null, map: [] })}
        />
      )}
      <NumberInput
        label="Names are in row"
        min={0}
        allowDecimal={false}
        allowNegative={false}
        value={chosen.header_row ?? table.header_row ?? 0}
        onChange={(value) => options({ header_row: value === "" ? null : Number(value), map: [] })}
        w={110}
      />
      <NativeSelect
        label="Decimal sign"
        title={sure(inspection.decimal)}
        data={[
          { value: "", label: found(inspection.decimal ? SIGNS[inspection.decimal.value] : null) },
          ...Object.entries(SIGNS).map(([value, label]) => ({ value, label })),
        ]}
        value={chosen.decimal ?? ""}
        onChange={(event) => options({ decimal: (event.currentTarget.value || null) as ImportOptions["decimal"] })}
      />
      <NativeSelect
        label="Dates"
        title={sure(inspection.dates)}
        data={[
          { value: "", label: found(inspection.dates ? DATES[inspection.dates.value] : null) },
          ...Object.entries(DATES).map(([value, label]) => ({ value, label })),
        ]}
        value={chosen.dates ?? ""}
        onChange={(event) => options({ dates: (event.currentTarget.value || null) as ImportOptions["dates"] })}
      />
      {isText && (
        <>
          <NativeSelect
            label="Between cells"
            data={[
              {
                value: "",
                label: found(inspection.delimiter ? (DELIMITERS[inspection.delimiter] ?? inspection.delimiter) : null),
              },
              ...Object.entries(DELIMITERS).map(([value, label]) => ({ value, label })),
            ]}
            value={chosen.delimiter ?? ""}
            onChange={(event) => options({ delimiter: event.currentTarget.value || null })}
          />
          <NativeSelect
            label="Characters"
            data={[
              { value: "", label: found(inspection.encoding) },
              "utf-8",
              "windows-1252",
              "iso-8859-1",
              "utf-16le",
              "utf-16be",
              "windows-1250",
              "macintosh",
            ]}
            value={chosen.encoding ?? ""}
            onChange={(event) => options({ encoding: event.currentTarget.value || null })}
          />
        </>
      )}
    </div>
  );
}

const DATES: Record<DateOrder, string> = { dmy: "Day, month, year", mdy: "Month, day, year", ymd: "Year, month, day" };
const SIGNS: Record<DecimalSign, string> = { ".": "Point: 1234.50", ",": "Comma: 1234,50" };
const DELIMITERS: Record<string, string> = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar" };

/** The fields to choose from; a column of a budget may also be one of its months. */
function choices(fields: readonly ImportField[], months: readonly Month[]) {
  return [
    ...fields.map(({ name, label }) => ({ value: name, label })),
    ...months.map((month) => ({ value: month, label: formatMonth(month) })),
  ];
}

interface GivenProps extends Pick<Props, "wizard" | "inspection" | "table"> {
  options: (part: Partial<ImportOptions>) => void;
}

/** Fields that are the same for every row, such as the currency of a ledger that does not name one. */
function Given({ wizard, inspection, table, options }: GivenProps) {
  const { set } = wizard.options;
  const used = new Set([...table.columns.map((column) => column.field), ...set.map(([field]) => field)]);
  const free = inspection.fields.filter((field) => !used.has(field.name));
  const label = (name: string) => inspection.fields.find((field) => field.name === name)?.label ?? name;
  return (
    <div className={classes.given}>
      {set.map(([field, value], at) => (
        <TextInput
          key={field}
          label={`${label(field)} of every row`}
          value={value}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            options({ set: set.map((pair, index) => (index === at ? [field, typed] : pair)) });
          }}
          rightSection={
            <button
              type="button"
              className={classes.drop}
              aria-label={`Do not give ${label(field)}`}
              onClick={() => options({ set: set.filter((_, index) => index !== at) })}
            >
              ×
            </button>
          }
        />
      ))}
      {free.length > 0 && (
        <Select
          aria-label="Give a field the same value in every row"
          placeholder="Same in every row…"
          leftSection={<IconPlus size={14} />}
          data={free.map(({ name, label: text }) => ({ value: name, label: text }))}
          value={null}
          onChange={(field) => field && options({ set: [...set, [field, ""]] })}
          searchable
          w={210}
        />
      )}
    </div>
  );
}
