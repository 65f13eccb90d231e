// The second step: which sheet, which table in it, which rows name the columns, and how its values are written.
import { Button, NativeSelect } from "@mantine/core";
import type { Found, ImportKind, ImportOptions } from "../api.gen";
import { plural } from "../kit/number";
import { Notes } from "../kit/parts";
import { LaterText } from "./LaterText";
import classes from "./panel.module.css";
import { foundAs, type StepProps } from "./StepFile";
import { anotherTable } from "./wizard";
import { COSTS, DATES, FAR_ENDS, PARTS, RATES, SCALES, SIGNS } from "./words";

/** What has amounts of money, and so may have them in thousands. */
const MONEY: readonly (ImportKind | null)[] = ["budget", "actuals", "orders", "contracts", "licences"];

export function StepTable({ wizard, kind, inspected, onChange }: StepProps) {
  const { options } = wizard;
  const { table, sheets } = inspected;
  const other = (part: Partial<ImportOptions>) =>
    onChange((now) => ({ ...now, options: anotherTable(now.options, part) }));
  const give = (part: Partial<ImportOptions>) => onChange((now) => ({ ...now, options: { ...now.options, ...part } }));
  const rowsOfNames = table?.header_row ? table.last_header_row - table.header_row + 1 : 0;
  return (
    <div className={classes.fields}>
      {sheets.length > 1 && (
        <NativeSelect
          label="Sheet"
          data={sheets.map((sheet) => ({
            value: sheet.name,
            label: `${sheet.name}${sheet.hidden ? " (hidden)" : ""}, ${plural(sheet.rows, "row")}`,
          }))}
          value={table?.sheet ?? options.sheet ?? ""}
          onChange={(event) => other({ sheet: event.currentTarget.value, header_row: null })}
        />
      )}
      {table && (
        <div className={classes.pair}>
          <LaterText
            label="Names are in row"
            description="0: no row names the columns"
            inputMode="numeric"
            value={String(table.header_row ?? 0)}
            onCommit={(text) => {
              if (/^\d{1,7}$/.test(text.trim())) other({ header_row: Number(text), header_rows: null });
            }}
          />
          <NativeSelect
            label="Rows of names"
            description="One above the other"
            disabled={rowsOfNames === 0}
            data={["1", "2", "3"]}
            value={String(Math.min(3, Math.max(1, rowsOfNames)))}
            onChange={(event) =>
              other({ header_row: table.header_row, header_rows: Number(event.currentTarget.value) })
            }
          />
        </div>
      )}
      {table && table.others.length > 0 && (
        <div>
          <div className={classes.label}>Further tables in this sheet</div>
          <ul className={classes.list}>
            {table.others.map(({ row, words }) => (
              <li key={row}>
                <span title={words}>
                  Row {row}: {words}
                </span>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Read the table of row ${row}`}
                  onClick={() => other({ header_row: row, header_rows: null })}
                >
                  Read this one
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Choice
        label="Decimal sign"
        found={inspected.decimal}
        given={options.decimal}
        words={SIGNS}
        onChange={(decimal) => give({ decimal })}
      />
      <Choice
        label="Dates"
        found={inspected.dates}
        given={options.dates}
        words={DATES}
        onChange={(dates) => give({ dates })}
      />
      {MONEY.includes(kind) && (
        <Choice
          label="Amounts are"
          found={inspected.scale}
          given={options.scale}
          words={SCALES}
          onChange={(scale) => give({ scale })}
        />
      )}
      {(inspected.far_end || options.far_end) && (
        <Choice
          label="Ends that look like “never”"
          found={inspected.far_end}
          given={options.far_end}
          words={FAR_ENDS}
          onChange={(far_end) => give({ far_end })}
        />
      )}
      {kind === "cloud-bill" && (
        <Choice
          label="Cost that is posted"
          note="Two views of the same money: never both."
          found={null}
          given={options.cost}
          words={COSTS}
          onChange={(cost) => give({ cost })}
        />
      )}
      {kind === "cloud-bill" && (
        <Choice
          label="This file is"
          note="A bill may come in several files, or again each day with more."
          found={null}
          given={options.parts}
          words={PARTS}
          onChange={(parts) => give({ parts })}
        />
      )}
      {kind === "rates" && (
        <Choice
          label="A rate says"
          found={null}
          given={options.rate_is}
          words={RATES}
          onChange={(rate_is) => give({ rate_is })}
        />
      )}
      <Notes messages={inspected.notes} />
    </div>
  );
}

/** How values are written: as found, with the reason, or as the user says. */
function Choice<T extends string>(props: {
  label: string;
  note?: string;
  found: Found<T> | null;
  given: T | null;
  words: Record<T, string>;
  onChange: (value: T | null) => void;
}) {
  const { label, note, found, given, words, onChange } = props;
  const values = Object.keys(words) as T[];
  return (
    <NativeSelect
      label={label}
      description={found?.reason || note}
      data={[
        { value: "", label: foundAs(found?.value ?? null, (value) => words[value], given) },
        ...values.map((value) => ({ value, label: words[value] })),
      ]}
      value={given ?? ""}
      onChange={(event) => onChange((event.currentTarget.value || null) as T | null)}
    />
  );
}
