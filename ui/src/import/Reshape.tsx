// Two columns out of one, and one out of several: a vendor and its number in one cell, a name in two.
import { Button, CloseButton, MultiSelect, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ImportOptions, ImportTable } from "../api.gen";
import classes from "./panel.module.css";
import type { StepProps } from "./StepFile";

export function Reshape({ wizard, table, onChange }: StepProps & { table: ImportTable }) {
  const { split, join } = wizard.options;
  const [adding, setAdding] = useState<"split" | "join" | null>(null);
  const columns = table.columns.map(({ index, name }) => ({ value: String(index), label: name }));
  const nameOf = (place: string) => columns.find(({ value }) => value === place)?.label ?? `column ${place}`;
  // The columns made of others stand behind those of the file: where one goes, what was read from them goes too.
  const change = (part: Partial<ImportOptions>) => {
    setAdding(null);
    onChange((now) => ({ ...now, options: { ...now.options, ...part } }));
  };
  const without = <T,>(all: readonly T[], at: number) => all.filter((_, index) => index !== at);
  return (
    <div className={classes.group}>
      {split.map(([column, sign], at) => (
        <Made key={`${column} ${sign}`} onDrop={() => change({ split: without(split, at), map: [], key: [] })}>
          {`${nameOf(column)} is split at “${sign}”`}
        </Made>
      ))}
      {join.map(([joined, sign], at) => (
        <Made key={joined.join()} onDrop={() => change({ join: without(join, at), map: [], key: [] })}>
          {`${joined.map(nameOf).join(" and ")} are joined by “${sign}”`}
        </Made>
      ))}
      {adding === "split" && <Split columns={columns} onDone={(pair) => change({ split: [...split, pair] })} />}
      {adding === "join" && <Join columns={columns} onDone={(pair) => change({ join: [...join, pair] })} />}
      <div className={classes.row}>
        {adding === null ? (
          <>
            <Button size="compact-sm" variant="default" onClick={() => setAdding("split")}>
              Split a column…
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAdding("join")}>
              Join columns…
            </Button>
          </>
        ) : (
          <Button size="compact-sm" variant="subtle" onClick={() => setAdding(null)}>
            Not now
          </Button>
        )}
      </div>
    </div>
  );
}

interface Columns {
  value: string;
  label: string;
}

function Split({ columns, onDone }: { columns: Columns[]; onDone: (pair: [string, string]) => void }) {
  const [column, setColumn] = useState<string | null>(null);
  const [sign, setSign] = useState(" - ");
  return (
    <div className={classes.pair}>
      <Select label="Split" placeholder="Column" data={columns} value={column} onChange={setColumn} searchable />
      <TextInput label="At" value={sign} onChange={(event) => setSign(event.currentTarget.value)} />
      <Button
        size="compact-sm"
        disabled={column === null || sign === ""}
        onClick={() => column !== null && onDone([column, sign])}
      >
        Split
      </Button>
    </div>
  );
}

function Join({ columns, onDone }: { columns: Columns[]; onDone: (pair: [string[], string]) => void }) {
  const [joined, setJoined] = useState<string[]>([]);
  const [sign, setSign] = useState(" ");
  return (
    <div className={classes.pair}>
      <MultiSelect label="Join" data={columns} value={joined} onChange={setJoined} searchable />
      <TextInput label="With" value={sign} onChange={(event) => setSign(event.currentTarget.value)} />
      <Button size="compact-sm" disabled={joined.length < 2} onClick={() => onDone([joined, sign])}>
        Join
      </Button>
    </div>
  );
}

function Made({ children, onDrop }: { children: string; onDrop: () => void }) {
  return (
    <div className={classes.made}>
      <span title={children}>{children}</span>
      <CloseButton size="xs" aria-label={`Undo: ${children}`} onClick={onDrop} />
    </div>
  );
}
