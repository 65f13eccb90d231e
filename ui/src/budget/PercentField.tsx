// A percentage typed into a row: empty for the rule's own, taken when it is left or confirmed.
import { useEffect, useState } from "react";
import { editAmount, formatPercent, readAmount } from "../kit/number";
import classes from "./newyear.module.css";

export interface PercentFieldProps {
  label: string;
  /** What was typed before; null for none. */
  value: string | null;
  /** What holds while nothing is typed. */
  none: string | null;
  onChange: (percent: string | null) => void;
}

export function PercentField({ label, value, none, onChange }: PercentFieldProps) {
  const [text, setText] = useState(editAmount(value));
  useEffect(() => setText(editAmount(value)), [value]);
  const read = text.trim() === "" ? null : readAmount(text.replace(/%\s*$/, ""));
  const wrong = text.trim() !== "" && read === null;
  const take = () => {
    if (wrong || read === value) setText(editAmount(value));
    else onChange(read);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      className={classes.percent}
      aria-label={label}
      aria-invalid={wrong || undefined}
      placeholder={none === null ? "–" : formatPercent(none, { sign: "always" })}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        if (event.key === "Escape") setText(editAmount(value));
      }}
    />
  );
}
