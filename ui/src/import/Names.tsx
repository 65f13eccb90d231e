// Names of the file that the book nearly has: side by side with the records they may mean, to be taken for one or kept
// apart. The core remembers the decision.
import { Button } from "@mantine/core";
import { useState } from "react";
import type { ImportNameChoice, ImportNearName } from "../api.gen";
import { plural } from "../kit/number";
import classes from "./names.module.css";
import { NAMED } from "./words";

const FEW = 8;

export interface NamesProps {
  near: readonly ImportNearName[];
  /** What was chosen here; the core follows. */
  chosen: readonly ImportNameChoice[];
  onChoose: (choice: ImportNameChoice) => void;
}

export function Names({ near: found, chosen, onChoose }: NamesProps) {
  const [all, setAll] = useState(false);
  const near = found.map((name) => {
    const choice = chosen.find(({ field, text }) => field === name.field && text === name.text);
    return choice ? { ...name, decided: true, target: choice.target } : name;
  });
  if (near.length === 0) return null;
  const open = near.filter(({ decided }) => !decided).length;
  const shown = all ? near : near.slice(0, FEW);
  const companies = near.every(({ field }) => field === "vendor");
  const same = companies ? "The same company, or another one?" : "The same, or something else?";
  return (
    <section className={classes.names} aria-label="Names that the book nearly has">
      <h3>{open > 0 ? `${plural(open, "name")} nearly in the book` : "Names are settled"}</h3>
      <p>{same} What you choose is remembered.</p>
      <ul>
        {shown.map((name) => (
          <Name key={`${name.field} ${name.text}`} name={name} onChoose={onChoose} />
        ))}
      </ul>
      {near.length > FEW && !all && (
        <Button size="compact-sm" variant="default" onClick={() => setAll(true)}>
          Show all {near.length}
        </Button>
      )}
    </section>
  );
}

function Name({ name, onChoose }: { name: ImportNearName; onChoose: (choice: ImportNameChoice) => void }) {
  const { field, text, rows, near, decided, target } = name;
  const group = `name-${field}-${text}`;
  const choices = [
    ...near.map((record) => ({ id: record.id as number | null, label: `Same as ${record.name}` })),
    { id: null, label: "Keep apart" },
  ];
  return (
    <li data-open={!decided || undefined}>
      <fieldset>
        <legend>
          <b>{text}</b>
          <span>
            {NAMED[field] ?? field}, {plural(rows, "row")}
          </span>
        </legend>
        {choices.map(({ id, label }) => (
          <label key={id ?? "apart"}>
            <input
              type="radio"
              name={group}
              checked={target === id}
              // A choice that stands already is still a decision.
              onClick={() => !decided && target === id && onChoose({ field, text, target: id })}
              onChange={() => onChoose({ field, text, target: id })}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </li>
  );
}
