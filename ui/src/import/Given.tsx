// Fields that are the same for every row, such as the currency of a ledger that does not name one.
import { CloseButton, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { ImportTable } from "../api.gen";
import { labelOf } from "./findings";
import { LaterText } from "./LaterText";
import classes from "./panel.module.css";
import type { StepProps } from "./StepFile";
import type { Pairs } from "./wizard";

export function Given({ wizard, inspected, table, onChange }: StepProps & { table: ImportTable }) {
  const { set } = wizard.options;
  // A field without a value is nothing yet that the file could be read with.
  const [added, setAdded] = useState<string | null>(null);
  const given = set.map(([field]) => field);
  const used = new Set([...table.columns.map((column) => column.field), ...given, added]);
  const free = inspected.fields.filter((field) => !used.has(field.name));
  const change = (next: (set: Pairs) => Pairs) =>
    onChange((now) => ({ ...now, options: { ...now.options, set: next(now.options.set) } }));
  return (
    <div className={classes.group}>
      {set.map(([field, value]) => (
        <LaterText
          key={field}
          label={`${labelOf(inspected, field)} in every row`}
          value={value}
          onCommit={(typed) => change((all) => all.map((pair) => (pair[0] === field ? [field, typed] : pair)))}
          rightSection={
            <CloseButton
              size="xs"
              aria-label={`Do not give ${labelOf(inspected, field)}`}
              onClick={() => change((all) => all.filter(([other]) => other !== field))}
            />
          }
        />
      ))}
      {added !== null && !given.includes(added) && (
        <LaterText
          autoFocus
          label={`${labelOf(inspected, added)} in every row`}
          value=""
          onCommit={(typed) => {
            setAdded(null);
            change((all) => [...all, [added, typed]]);
          }}
          rightSection={
            <CloseButton
              size="xs"
              aria-label={`Do not give ${labelOf(inspected, added)}`}
              onClick={() => setAdded(null)}
            />
          }
        />
      )}
      {free.length > 0 && (
        <Select
          aria-label="Give a field the same value in every row"
          placeholder="Same in every row…"
          leftSection={<IconPlus size={14} />}
          data={free.map(({ name, label }) => ({ value: name, label }))}
          value={null}
          onChange={setAdded}
          searchable
        />
      )}
    </div>
  );
}
